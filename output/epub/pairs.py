"""Which paragraphs stand side by side: the whole blocks, or parts of blocks, that an alignment links."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Final, TypeAlias

from bitext.alignments import Alignment, Bead, check_covering
from bitext.documents import Block, BlockId, BlockKind, Document, Segment, SegmentId
from bitext.spans import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or in a book by sentences the part of a block that belongs to one bead."""

    block: Block
    span: Span
    segments: tuple[Segment, ...]

    @classmethod
    def whole(cls, block: Block) -> "Piece":
        return cls(block, Span(0, len(block.text)), block.segments)

    @property
    def is_start(self) -> bool:
        """Whether the block begins here."""
        return self.span.start == 0

    @property
    def id(self) -> str:
        """The id of the block, or of the first sentence of a part that does not begin a block."""
        return self.block.id if self.is_start else self.segments[0].id

    def holds(self, offset: int, *, leans_left: bool) -> bool:
        """Whether what stands between two characters, at `offset`, stands here and not in the next piece or the last.

        The call of a note leans left, to what it follows; the beginning of a page does not.
        """
        if leans_left:
            return self.span.start < offset <= self.span.end or offset == self.span.start == 0
        return self.span.start <= offset < self.span.end or offset == self.span.end == len(self.block.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What stands side by side; one side may be empty."""

    id: str  # the same in every layout, so that links survive another export
    source: tuple[Piece, ...] = ()
    target: tuple[Piece, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Those of both sides, the source's first."""
        return self.source + self.target

    @property
    def is_heading(self) -> bool:
        """Whether nothing but headings stand here."""
        return all(piece.block.kind is BlockKind.HEADING for piece in self.pieces)


def paragraph_pairs(source: Document, target: Document, alignment: Alignment) -> tuple[Pair, ...]:
    """The smallest runs of whole blocks that no bead leaves, in reading order.

    Headings stand with headings.  A block that has no sentences stands alone, or beside its like.

    Raises `BadData` where the beads do not cover both documents in order.
    """
    return tuple(_pair(group.source, group.target) for group in _groups(source, target, alignment))


def sentence_pairs(source: Document, target: Document, alignment: Alignment) -> tuple[Pair, ...]:
    """A pair for each bead, which may be a part of a block; headings stand whole, with headings.

    Raises `BadData` where the beads do not cover both documents in order.
    """
    groups = _groups(source, target, alignment)
    return tuple(pair for group in groups for pair in _sentences(group))


def single_pairs(document: Document, joined: Container[BlockId] = ()) -> tuple[Pair, ...]:
    """A document that stands by itself: a block at a time, but the items of a list together.

    The blocks in `joined` go on with the paragraph of the block before them.
    """
    runs: list[list[Block]] = []
    for block in document.blocks:
        if runs and (block.id in joined or _is_run(runs[-1][-1], block)):
            runs[-1].append(block)
        else:
            runs.append([block])
    return tuple(_pair(run, ()) for run in runs)


_IN_RUNS: Final = frozenset({BlockKind.LIST_ITEM, BlockKind.REFERENCE, BlockKind.VERSE})


def _is_run(before: Block, after: Block) -> bool:
    return before.kind is after.kind and after.kind in _IN_RUNS


def _pair(source: Sequence[Block], target: Sequence[Block]) -> Pair:
    return _pair_of(tuple(map(Piece.whole, source)), tuple(map(Piece.whole, target)))


def _pair_of(source: tuple[Piece, ...], target: tuple[Piece, ...]) -> Pair:
    return Pair(id=f"pair.{(source + target)[0].id}", source=source, target=target)


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks of both sides, and the beads that link them."""

    source: tuple[Block, ...]
    target: tuple[Block, ...]
    beads: tuple[Bead, ...] = ()

    @property
    def is_heading(self) -> bool:
        return _all_headings((*self.source, *self.target))

    def of(self, source: Sequence[Block], target: Sequence[Block]) -> "_Group":
        """Some of the blocks, with the beads that touch them."""
        kept = {segment.id for block in (*source, *target) for segment in block.segments}
        beads = (bead for bead in self.beads if not kept.isdisjoint((*bead.source, *bead.target)))
        return _Group(tuple(source), tuple(target), tuple(beads))


def _groups(source: Document, target: Document, alignment: Alignment) -> Iterator[_Group]:
    check_covering([segment.id for segment in source.segments], [id_ for b in alignment.beads for id_ in b.source])
    check_covering([segment.id for segment in target.segments], [id_ for b in alignment.beads for id_ in b.target])
    blocks = tuple(source.blocks), tuple(target.blocks)
    runs = _filled(_linked(blocks, alignment.beads), *blocks)
    return _headings_joined(part for run in runs for part in _split_at_headings(run))


_Reach: TypeAlias = tuple[int, int] | None
"""Positions of blocks from the first to behind the last; None on a side that has none."""


@dataclass(slots=True)
class _Run:
    """Blocks of both sides that beads tie together; it grows as beads are found to touch it."""

    reach: tuple[_Reach, _Reach]
    beads: list[Bead]

    def absorb(self, later: "_Run") -> None:
        """Take in what stands behind."""
        self.reach = _joined(self.reach[0], later.reach[0]), _joined(self.reach[1], later.reach[1])
        self.beads += later.beads


def _joined(a: _Reach, b: _Reach) -> _Reach:
    return (min(a[0], b[0]), max(a[1], b[1])) if a and b else a or b


def _linked(blocks: tuple[Sequence[Block], Sequence[Block]], beads: Iterable[Bead]) -> list[_Run]:
    """The connected components of blocks over beads, with whatever stands between their blocks.

    Beads follow the text on both sides, so a component is a stretch of each side, and a bead can touch only the last
    component of a side.  A bead with one side ties nothing together: what stands alone on the other side may follow.
    """
    place_of = [
        {segment.id: place for place, block in enumerate(side) for segment in block.segments} for side in blocks
    ]
    runs: list[_Run] = []
    last = [-1, -1]  # on each side the run that reaches furthest
    for bead in beads:
        run = _Run((_reach(bead.source, place_of[0]), _reach(bead.target, place_of[1])), [bead])
        touched = [place for side, place in enumerate(last) if place >= 0 and _touch(runs[place], run, side)]
        at = min(touched, default=len(runs))
        if bead.source and bead.target:
            for between in runs[at + 1 :]:
                runs[at].absorb(between)
            del runs[at + 1 :]
        if touched:
            runs[at].absorb(run)
        else:
            runs.append(run)
        last = [at if reach else place for reach, place in zip(run.reach, last, strict=True)]
    return runs


def _touch(earlier: _Run, later: _Run, side: int) -> bool:
    before, behind = earlier.reach[side], later.reach[side]
    return before is not None and behind is not None and before[1] > behind[0]


def _reach(ids: Sequence[SegmentId], place_of: Mapping[SegmentId, int]) -> _Reach:
    return (place_of[ids[0]], place_of[ids[-1]] + 1) if ids else None


def _filled(runs: Iterable[_Run], source: Sequence[Block], target: Sequence[Block]) -> Iterator[_Group]:
    """The runs as groups, with the blocks that have no sentences in their places between them."""
    at_source = at_target = 0
    for run in runs:
        here, there = (reach or (at, at) for reach, at in zip(run.reach, (at_source, at_target), strict=True))
        yield from _without_sentences(source[at_source : here[0]], target[at_target : there[0]])
        yield _Group(tuple(source[slice(*here)]), tuple(target[slice(*there)]), tuple(run.beads))
        at_source, at_target = here[1], there[1]
    yield from _without_sentences(source[at_source:], target[at_target:])


def _without_sentences(source: Sequence[Block], target: Sequence[Block]) -> Iterator[_Group]:
    if [block.kind for block in source] == [block.kind for block in target]:
        yield from (_Group((a,), (b,)) for a, b in zip(source, target, strict=True))
    else:
        yield from (_Group((block,), ()) for block in source)
        yield from (_Group((), (block,)) for block in target)


def _all_headings(blocks: Iterable[Block]) -> bool:
    return all(block.kind is BlockKind.HEADING for block in blocks)


def _split_at_headings(group: _Group) -> Iterator[_Group]:
    """The group cut where both sides go from heading to text or back, or else without its outer headings."""
    runs = [[tuple(run) for _, run in groupby(side, key=_is_heading)] for side in (group.source, group.target)]
    if not any(map(_is_heading, (*group.source, *group.target))) or group.is_heading:
        yield group
    elif [_is_heading(run[0]) for run in runs[0]] == [_is_heading(run[0]) for run in runs[1]]:
        yield from (group.of(a, b) for a, b in zip(*runs, strict=True))
    else:
        yield from _without_outer_headings(group)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _without_outer_headings(group: _Group) -> Iterator[_Group]:
    """The leading headings of both sides, what stands between, and the headings at the end."""
    sides = group.source, group.target
    heads = [_count_headings(side) for side in sides]
    tails = [_count_headings(side[head:][::-1]) for side, head in zip(sides, heads, strict=True)]
    cuts = [(0, head, len(side) - tail, len(side)) for side, head, tail in zip(sides, heads, tails, strict=True)]
    for place in range(3):
        source, target = (side[cut[place] : cut[place + 1]] for side, cut in zip(sides, cuts, strict=True))
        if source or target:
            yield group.of(source, target)


def _count_headings(blocks: Iterable[Block]) -> int:
    return len(tuple(takewhile(_is_heading, blocks)))


def _headings_joined(groups: Iterable[_Group]) -> Iterator[_Group]:
    """The groups; a heading that has no counterpart joins one of the other side that stands next to it."""
    waiting: _Group | None = None
    for group in groups:
        if waiting and group.is_heading and _complete_each_other(waiting, group):
            beads = waiting.beads + group.beads
            yield _Group(waiting.source + group.source, waiting.target + group.target, beads)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = group if group.is_heading else None
        if waiting is None:
            yield group
    if waiting:
        yield waiting


def _complete_each_other(a: _Group, b: _Group) -> bool:
    return not ((a.source and b.source) or (a.target and b.target))


def _sentences(group: _Group) -> Iterator[Pair]:
    """A pair for each bead of the group, and the blocks without sentences in their places."""
    if group.is_heading or not group.beads:
        yield _pair(group.source, group.target)
        return
    sides = _Side(group.source), _Side(group.target)
    for bead in group.beads:
        ids = bead.source, bead.target
        yield from _alone([side.skipped_before(named) for side, named in zip(sides, ids, strict=True)])
        source, target = (side.pieces(named) for side, named in zip(sides, ids, strict=True))
        if source or target:
            yield _pair_of(source, target)
    yield from _alone([side.rest() for side in sides])


def _alone(skipped: Sequence[Sequence[Block]]) -> Iterator[Pair]:
    source, target = skipped
    yield from (_pair((block,), ()) for block in source)
    yield from (_pair((), (block,)) for block in target)


class _Side:
    """The blocks of one side, given out a bead at a time."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._place = {s.id: (b, n) for b, block in enumerate(blocks) for n, s in enumerate(block.segments)}
        self._done = 0

    def skipped_before(self, ids: Sequence[SegmentId]) -> Sequence[Block]:
        """The blocks without sentences that stand before the first of these sentences."""
        places = [self._place[id_][0] for id_ in ids if id_ in self._place]
        if not places:
            return ()
        skipped = self._blocks[self._done : places[0]]
        self._done = places[-1] + 1
        return skipped

    def rest(self) -> Sequence[Block]:
        return self._blocks[self._done :]

    def pieces(self, ids: Sequence[SegmentId]) -> tuple[Piece, ...]:
        """The parts of blocks that these sentences are, and the blocks without sentences between them."""
        numbers: dict[int, list[int]] = {}
        for block, number in (self._place[id_] for id_ in ids if id_ in self._place):
            numbers.setdefault(block, []).append(number)
        reach = range(min(numbers), max(numbers) + 1) if numbers else ()
        return tuple(self._piece(self._blocks[at], numbers.get(at, [])) for at in reach)

    def _piece(self, block: Block, numbers: Sequence[int]) -> Piece:
        if not numbers:
            return Piece.whole(block)
        first, behind = numbers[0], numbers[-1] + 1
        start = block.segments[first].span.start if first else 0
        end = block.segments[behind].span.start if behind < len(block.segments) else len(block.text)
        return Piece(block, Span(start, end), block.segments[first:behind])

"""Which paragraphs stand side by side: the whole blocks, or parts of blocks, that alignments link."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, takewhile
from typing import Final, TypeAlias

from bitext.alignments import check_covering
from bitext.documents import Block, BlockId, BlockKind, Document, Segment, SegmentId
from bitext.spans import Span

Sides: TypeAlias = tuple[tuple[SegmentId, ...], ...]
"""What is linked: the sentences of each version, the original's first; a side may be empty."""


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
    """What stands side by side, in the order of the part's documents; a side may be empty."""

    id: str  # the same in every layout, so that links survive another export
    sides: tuple[tuple[Piece, ...], ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Those of all sides, in their order."""
        return tuple(chain.from_iterable(self.sides))

    def of(self, shown: Iterable[int]) -> "Pair":
        """The pair with some of its sides only, in this order."""
        places = list(shown)
        if places == list(range(len(self.sides))):
            return self
        return Pair(id=self.id, sides=tuple(self.sides[place] for place in places))

    @property
    def is_heading(self) -> bool:
        """Whether nothing but headings stand here."""
        return all(piece.block.kind is BlockKind.HEADING for piece in self.pieces)


def paragraph_pairs(documents: Sequence[Document], beads: Sequence[Sides]) -> tuple[Pair, ...]:
    """The smallest runs of whole blocks that no bead leaves, in reading order.

    Headings stand with headings.  A block that has no sentences stands alone, or beside its like.

    Raises `BadData` where the beads do not cover all documents in order.
    """
    return tuple(_pair(group.sides) for group in _groups(documents, beads))


def sentence_pairs(documents: Sequence[Document], beads: Sequence[Sides]) -> tuple[Pair, ...]:
    """A pair for each bead, which may be a part of a block; headings stand whole, with headings.

    Raises `BadData` where the beads do not cover all documents in order.
    """
    return tuple(pair for group in _groups(documents, beads) for pair in _sentences(group))


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
    return tuple(_pair([run]) for run in runs)


_IN_RUNS: Final = frozenset({BlockKind.LIST_ITEM, BlockKind.REFERENCE, BlockKind.VERSE})


def _is_run(before: Block, after: Block) -> bool:
    return before.kind is after.kind and after.kind in _IN_RUNS


def _pair(sides: Iterable[Sequence[Block]]) -> Pair:
    return _pair_of([tuple(map(Piece.whole, side)) for side in sides])


def _pair_of(sides: Sequence[tuple[Piece, ...]]) -> Pair:
    first = next(chain.from_iterable(sides))
    return Pair(id=f"pair.{first.id}", sides=tuple(sides))


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks of all sides, and the beads that link them."""

    sides: tuple[tuple[Block, ...], ...]
    beads: tuple[Sides, ...] = ()

    @property
    def is_heading(self) -> bool:
        return all(map(_is_heading, chain.from_iterable(self.sides)))

    def of(self, sides: Iterable[Sequence[Block]]) -> "_Group":
        """Some of the blocks, with the beads that touch them."""
        blocks = tuple(map(tuple, sides))
        kept = {segment.id for block in chain.from_iterable(blocks) for segment in block.segments}
        return _Group(blocks, tuple(bead for bead in self.beads if not kept.isdisjoint(chain.from_iterable(bead))))


def _groups(documents: Sequence[Document], beads: Sequence[Sides]) -> Iterator[_Group]:
    for place, document in enumerate(documents):
        check_covering([s.id for s in document.segments], [id_ for bead in beads for id_ in bead[place]])
    blocks = [tuple(document.blocks) for document in documents]
    runs = _filled(_linked(blocks, beads), blocks)
    return _headings_joined(part for run in runs for part in _split_at_headings(run))


_Reach: TypeAlias = tuple[int, int] | None
"""Positions of blocks from the first to behind the last; None on a side that has none."""


@dataclass(slots=True)
class _Run:
    """Blocks of all sides that beads tie together; it grows as beads are found to touch it."""

    reach: tuple[_Reach, ...]
    beads: list[Sides]

    def absorb(self, later: "_Run") -> None:
        """Take in what stands behind."""
        self.reach = tuple(_joined(a, b) for a, b in zip(self.reach, later.reach, strict=True))
        self.beads += later.beads


def _joined(a: _Reach, b: _Reach) -> _Reach:
    return (min(a[0], b[0]), max(a[1], b[1])) if a and b else a or b


def _linked(blocks: Sequence[Sequence[Block]], beads: Iterable[Sides]) -> list[_Run]:
    """The connected components of blocks over beads, with whatever stands between their blocks.

    Beads follow the text on all sides, so a component is a stretch of each side, and a bead can touch only the last
    component of a side.  A bead with one side ties nothing together: what stands alone on another side may follow.
    """
    place_of = [
        {segment.id: place for place, block in enumerate(side) for segment in block.segments} for side in blocks
    ]
    runs: list[_Run] = []
    last = [-1 for _ in blocks]  # on each side the run that reaches furthest
    for bead in beads:
        run = _Run(tuple(_reach(ids, places) for ids, places in zip(bead, place_of, strict=True)), [bead])
        touched = [place for side, place in enumerate(last) if place >= 0 and _touch(runs[place], run, side)]
        at = min(touched, default=len(runs))
        if sum(map(bool, bead)) > 1:
            for between in runs[at + 1 :]:
                runs[at].absorb(between)
            del runs[at + 1 :]
            last = [min(place, at) for place in last]
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


def _filled(runs: Iterable[_Run], blocks: Sequence[Sequence[Block]]) -> Iterator[_Group]:
    """The runs as groups, with the blocks that have no sentences in their places between them."""
    done = [0 for _ in blocks]
    for run in runs:
        reaches = [reach or (at, at) for reach, at in zip(run.reach, done, strict=True)]
        yield from _without_sentences([b[at:start] for b, at, (start, _) in zip(blocks, done, reaches, strict=True)])
        yield _Group(tuple(tuple(b[slice(*reach)]) for b, reach in zip(blocks, reaches, strict=True)), tuple(run.beads))
        done = [end for _, end in reaches]
    yield from _without_sentences([side[at:] for side, at in zip(blocks, done, strict=True)])


def _without_sentences(sides: Sequence[Sequence[Block]]) -> Iterator[_Group]:
    """A group for each block, or for those of all sides that have any, if these are of the same kinds."""
    filled = [side for side in sides if side]
    if all([block.kind for block in side] == [block.kind for block in filled[0]] for side in filled):
        for count in range(len(filled[0]) if filled else 0):
            yield _Group(tuple(tuple(side[count : count + 1]) for side in sides))
        return
    for place, side in enumerate(sides):
        yield from (_Group(_only(block, place, len(sides))) for block in side)


def _only(block: Block, place: int, count: int) -> tuple[tuple[Block, ...], ...]:
    """Sides of which one alone has a block."""
    return tuple((block,) if other == place else () for other in range(count))


def _split_at_headings(group: _Group) -> Iterator[_Group]:
    """The group cut where all sides that have text go from heading to text or back, or without its outer headings."""
    if not any(map(_is_heading, chain.from_iterable(group.sides))) or group.is_heading:
        yield group
        return
    runs = [[tuple(run) for _, run in groupby(side, key=_is_heading)] for side in group.sides]
    shapes = [[_is_heading(run[0]) for run in side] for side in runs if side]
    if len(shapes) > 1 and all(shape == shapes[0] for shape in shapes):
        for place in range(len(shapes[0])):
            yield group.of([side[place] if side else () for side in runs])
    else:
        yield from _without_outer_headings(group)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _without_outer_headings(group: _Group) -> Iterator[_Group]:
    """The leading headings of all sides, what stands between, and the headings at the end."""
    heads = [_count_headings(side) for side in group.sides]
    tails = [_count_headings(side[head:][::-1]) for side, head in zip(group.sides, heads, strict=True)]
    cuts = [(0, h, len(side) - t, len(side)) for side, h, t in zip(group.sides, heads, tails, strict=True)]
    for place in range(3):
        parts = [side[cut[place] : cut[place + 1]] for side, cut in zip(group.sides, cuts, strict=True)]
        if any(parts):
            yield group.of(parts)


def _count_headings(blocks: Iterable[Block]) -> int:
    return len(tuple(takewhile(_is_heading, blocks)))


def _headings_joined(groups: Iterable[_Group]) -> Iterator[_Group]:
    """The groups; a heading that has no counterpart joins one of another side that stands next to it."""
    waiting: _Group | None = None
    for group in groups:
        if waiting and group.is_heading and _complete_each_other(waiting, group):
            sides = tuple(a + b for a, b in zip(waiting.sides, group.sides, strict=True))
            waiting = _Group(sides, waiting.beads + group.beads)
            continue
        if waiting:
            yield waiting
        waiting = group if group.is_heading else None
        if waiting is None:
            yield group
    if waiting:
        yield waiting


def _complete_each_other(a: _Group, b: _Group) -> bool:
    return not any(one and other for one, other in zip(a.sides, b.sides, strict=True))


def _sentences(group: _Group) -> Iterator[Pair]:
    """A pair for each bead of the group, and the blocks without sentences in their places."""
    if group.is_heading or not group.beads:
        yield _pair(group.sides)
        return
    sides = [_Side(side) for side in group.sides]
    for bead in group.beads:
        yield from _alone([side.skipped_before(ids) for side, ids in zip(sides, bead, strict=True)])
        pieces = [side.pieces(ids) for side, ids in zip(sides, bead, strict=True)]
        if any(pieces):
            yield _pair_of(pieces)
    yield from _alone([side.rest() for side in sides])


def _alone(skipped: Sequence[Sequence[Block]]) -> Iterator[Pair]:
    for place, side in enumerate(skipped):
        yield from (_pair(_only(block, place, len(skipped))) for block in side)


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

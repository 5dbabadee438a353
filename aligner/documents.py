"""Two documents in, an `Alignment` of their segments out: anchors, and what lies between them."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

import numpy as np

from aligner.chapters import chapter_cuts
from aligner.lattice import Ints, Node
from aligner.path import path_by_words
from aligner.sentences import Joints, Link, Scorer, Settled, align_sentences, unheard
from aligner.units import Text
from bitext.alignments import Alignment, Bead
from bitext.documents import Document, SegmentId
from bitext.errors import BadData


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Segments from (i, j) up to (k, m); `anchor` where they are one bead fixed beforehand."""

    i: int
    j: int
    k: int
    m: int
    anchor: Bead | None = None


@dataclass(frozen=True, slots=True)
class _Lone:
    """Segments of one side, from `start` up to `end`, that a null bead fixed beforehand leaves without counterpart."""

    start: int
    end: int
    bead: Bead


_Nulls = tuple[Sequence[_Lone], Sequence[_Lone]]
"""Those of the source and of the target, each in the order of the text."""


def align_documents(
    source: Document, target: Document, *, scorer: Scorer, anchors: Sequence[Bead] = (), settled: Settled = unheard
) -> Alignment:
    """The alignment of two documents; see `aligner.align`."""
    sides = [[segment.id for segment in document.segments] for document in (source, target)]
    texts = [_text(document) for document in (source, target)]
    cuts = chapter_cuts(source, target, lambda: path_by_words(texts[0].words, texts[1].words, scorer.words))
    nulls = _nulls(sides[0], anchors, 0), _nulls(sides[1], anchors, 1)

    def align(here: Text, there: Text, joints: Joints) -> list[Link]:
        return align_sentences(here, there, scorer, settled, joints)

    beads: list[Bead] = []
    for stretch in _stretches(sides[0], sides[1], [bead for bead in anchors if all(bead.type)], nulls):
        if stretch.anchor:
            beads.append(stretch.anchor)
            continue
        for part in _cut(stretch, cuts, nulls):
            beads += _around(nulls, sides, texts, part, align)
    return Alignment.covering(source, target, beads, method=f"duizhao/{scorer.encoder.name}")


def _cut(stretch: _Stretch, cuts: Sequence[Node], nulls: _Nulls) -> Iterator[_Stretch]:
    """The stretch in parts that end at the cuts inside it, but for those within a null bead."""
    inside = [
        node
        for node in cuts
        if stretch.i <= node[0] <= stretch.k and stretch.j <= node[1] <= stretch.m
        if not any(_overlapping(lone, at, at) for lone, at in zip(nulls, node, strict=True))
    ]
    nodes = dict.fromkeys([(stretch.i, stretch.j), *inside, (stretch.k, stretch.m)])
    for (i, j), (k, m) in pairwise(nodes):
        yield _Stretch(i, j, k, m)


def _text(document: Document) -> Text:
    """The sentences of a document, which know their paragraphs."""
    segments = [(number, segment.text) for number, block in enumerate(document.blocks) for segment in block.segments]
    return Text.of([text for _, text in segments], document.language, [number for number, _ in segments])


def _around(
    nulls: _Nulls,
    sides: Sequence[Sequence[SegmentId]],
    texts: Sequence[Text],
    part: _Stretch,
    align: Callable[[Text, Text, Joints], list[Link]],
) -> list[Bead]:
    """The beads of a part with the null beads that are fixed in it; no other bead reaches across these."""
    left = deque(_within(nulls[0], part.i, part.k)), deque(_within(nulls[1], part.j, part.m))
    rows, columns = _kept(part.i, part.k, left[0]), _kept(part.j, part.m, left[1])
    joints = _joints(rows, left[0]), _joints(columns, left[1])
    beads: list[Bead] = []
    for link in align(texts[0].some(rows), texts[1].some(columns), joints):
        numbers = rows[list(link.source)].tolist(), columns[list(link.target)].tolist()
        for waiting, own in zip(left, numbers, strict=True):
            while waiting and own and waiting[0].end <= own[0]:
                beads.append(waiting.popleft().bead)
        beads.append(_bead(sides, numbers, link.probability))
    return [*beads, *(one.bead for waiting in left for one in waiting)]


def _within(lone: Sequence[_Lone], start: int, end: int) -> Sequence[_Lone]:
    """Those that begin from `start` on and before `end`."""
    first, last = (bisect_left(lone, at, key=attrgetter("start")) for at in (start, end))
    return lone[first:last]


def _overlapping(lone: Sequence[_Lone], start: int, end: int) -> _Lone | None:
    """The first that has something of the segments from `start` up to `end`, or has this place within it."""
    first = bisect_right(lone, start, key=attrgetter("end"))
    return lone[first] if first < len(lone) and lone[first].start < end else None


def _kept(start: int, end: int, lone: Iterable[_Lone]) -> Ints:
    """The numbers from `start` up to `end` that no null bead has taken."""
    kept = np.ones(end - start, dtype=bool)
    for one in lone:
        kept[one.start - start : one.end - start] = False
    return np.flatnonzero(kept) + start


def _joints(kept: Ints, lone: Iterable[_Lone]) -> list[int]:
    """Where null beads were taken out, in numbers of what is kept."""
    return [int(np.searchsorted(kept, one.start)) for one in lone]


def _bead(
    sides: Sequence[Sequence[SegmentId]], numbers: tuple[Sequence[int], Sequence[int]], probability: float
) -> Bead:
    return Bead(
        source=tuple(sides[0][number] for number in numbers[0]),
        target=tuple(sides[1][number] for number in numbers[1]),
        probability=round(min(1.0, probability), 4),
    )


def _stretches(
    source: Sequence[SegmentId], target: Sequence[SegmentId], anchors: Sequence[Bead], nulls: _Nulls
) -> Iterator[_Stretch]:
    """The anchors in the order of the text, and the stretches before, between and after them."""
    numbers = ({id_: n for n, id_ in enumerate(source)}, {id_: n for n, id_ in enumerate(target)})
    fixed = sorted((_anchored(bead, *numbers) for bead in anchors), key=lambda s: (s.i, s.j, s.k, s.m))
    for stretch in fixed:
        for lone, start, end in ((nulls[0], stretch.i, stretch.k), (nulls[1], stretch.j, stretch.m)):
            if one := _overlapping(lone, start, end):
                raise _clash(_named(one.bead), _named(stretch.anchor))
    ends = _Stretch(0, 0, 0, 0), _Stretch(len(source), len(target), len(source), len(target))
    for before, after in pairwise((ends[0], *fixed, ends[1])):
        if after.i < before.k or after.j < before.m:
            raise _clash(_named(before.anchor), _named(after.anchor))
        if (before.k, before.m) != (after.i, after.j):
            yield _Stretch(before.k, before.m, after.i, after.j)
        if after.anchor:
            yield after


def _clash(first: str, second: str) -> BadData:
    return BadData(f"The anchors {first} and {second} overlap or cross; take one of them out.")


def _nulls(ids: Sequence[SegmentId], anchors: Sequence[Bead], side: int) -> list[_Lone]:
    """The anchors that have text on this side only, in its order."""
    numbers = {id_: n for n, id_ in enumerate(ids)}
    own = (bead for bead in anchors if not (bead.source if side else bead.target))
    found = (_Lone(*_run(bead.target if side else bead.source, numbers), bead) for bead in own)
    lone = sorted(found, key=attrgetter("start"))
    for one, other in pairwise(lone):
        if other.start < one.end:
            raise _clash(_named(one.bead), _named(other.bead))
    return lone


def _anchored(bead: Bead, source: dict[SegmentId, int], target: dict[SegmentId, int]) -> _Stretch:
    """Where an anchor with text on both sides stands."""
    (i, k), (j, m) = _run(bead.source, source), _run(bead.target, target)
    return _Stretch(i, j, k, m, bead)


def _run(ids: Sequence[SegmentId], numbers: dict[SegmentId, int]) -> tuple[int, int]:
    """The numbers of segments that must follow each other, as start and end."""
    for id_ in ids:
        if id_ not in numbers:
            raise BadData(f"An anchor names the segment {id_}, which is not in the document.")
    start = numbers[ids[0]]
    if [numbers[id_] for id_ in ids] != list(range(start, start + len(ids))):
        raise BadData(f"The segments {', '.join(ids)} of an anchor do not follow each other.")
    return start, start + len(ids)


def _named(bead: Bead | None) -> str:
    return f"({' '.join(bead.source)} = {' '.join(bead.target)})" if bead else "(start or end)"

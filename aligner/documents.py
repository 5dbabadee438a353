"""Two documents in, an `Alignment` of their segments out: anchors, and what lies between them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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

    side: int
    start: int
    end: int
    bead: Bead


def align_documents(
    source: Document, target: Document, *, scorer: Scorer, anchors: Sequence[Bead] = (), settled: Settled = unheard
) -> Alignment:
    """The alignment of two documents; see `aligner.align`."""
    sides = [[segment.id for segment in document.segments] for document in (source, target)]
    texts = [_text(document) for document in (source, target)]
    cuts = chapter_cuts(source, target, lambda: path_by_words(texts[0].words, texts[1].words, scorer.words))
    lone = _lone(sides, anchors)

    def align(here: Text, there: Text, joints: Joints) -> list[Link]:
        return align_sentences(here, there, scorer, settled, joints)

    beads: list[Bead] = []
    for stretch in _stretches(sides[0], sides[1], [bead for bead in anchors if bead.source and bead.target], lone):
        if stretch.anchor:
            beads.append(stretch.anchor)
            continue
        for part in _cut(stretch, cuts, lone):
            beads += _around([one for one in lone if _is_in(one, part)], sides, texts, part, align)
    return Alignment.covering(source, target, beads, method=f"duizhao/{scorer.encoder.name}")


def _cut(stretch: _Stretch, cuts: Sequence[Node], lone: Sequence[_Lone]) -> Iterator[_Stretch]:
    """The stretch in parts that end at the cuts inside it, but for those within a null bead."""
    inside = [
        node
        for node in cuts
        if stretch.i <= node[0] <= stretch.k and stretch.j <= node[1] <= stretch.m
        if not any(one.start < node[one.side] < one.end for one in lone)
    ]
    nodes = dict.fromkeys([(stretch.i, stretch.j), *inside, (stretch.k, stretch.m)])
    for (i, j), (k, m) in pairwise(nodes):
        yield _Stretch(i, j, k, m)


def _text(document: Document) -> Text:
    """The sentences of a document, which know their paragraphs."""
    segments = [(number, segment.text) for number, block in enumerate(document.blocks) for segment in block.segments]
    return Text.of([text for _, text in segments], document.language, [number for number, _ in segments])


def _around(
    lone: Sequence[_Lone],
    sides: Sequence[Sequence[SegmentId]],
    texts: Sequence[Text],
    part: _Stretch,
    align: Callable[[Text, Text, Joints], list[Link]],
) -> list[Bead]:
    """The beads of a part with the null beads that are fixed in it; no other bead reaches across these."""
    rows, columns = _kept(part.i, part.k, 0, lone), _kept(part.j, part.m, 1, lone)
    joints = _joints(rows, 0, lone), _joints(columns, 1, lone)
    beads: list[Bead] = []
    left = [[one for one in lone if one.side == side] for side in (0, 1)]
    for link in align(texts[0].some(rows), texts[1].some(columns), joints):
        numbers = rows[list(link.source)].tolist(), columns[list(link.target)].tolist()
        for waiting, own in zip(left, numbers, strict=True):
            while waiting and own and waiting[0].end <= own[0]:
                beads.append(waiting.pop(0).bead)
        beads.append(_bead(sides, numbers, link.probability))
    return [*beads, *(one.bead for waiting in left for one in waiting)]


def _kept(start: int, end: int, side: int, lone: Sequence[_Lone]) -> Ints:
    """The numbers from `start` up to `end` that no null bead has taken."""
    kept = np.ones(end - start, dtype=bool)
    for one in lone:
        if one.side == side:
            kept[one.start - start : one.end - start] = False
    return np.flatnonzero(kept) + start


def _joints(kept: Ints, side: int, lone: Sequence[_Lone]) -> list[int]:
    """Where null beads were taken out, in numbers of what is kept."""
    return [int(np.searchsorted(kept, one.start)) for one in lone if one.side == side]


def _is_in(one: _Lone, part: _Stretch) -> bool:
    start, end = ((part.i, part.k), (part.j, part.m))[one.side]
    return start <= one.start and one.end <= end


def _bead(
    sides: Sequence[Sequence[SegmentId]], numbers: tuple[Sequence[int], Sequence[int]], probability: float
) -> Bead:
    return Bead(
        source=tuple(sides[0][number] for number in numbers[0]),
        target=tuple(sides[1][number] for number in numbers[1]),
        probability=round(min(1.0, probability), 4),
    )


def _stretches(
    source: Sequence[SegmentId], target: Sequence[SegmentId], anchors: Sequence[Bead], lone: Sequence[_Lone]
) -> Iterator[_Stretch]:
    """The anchors in the order of the text, and the stretches before, between and after them."""
    numbers = ({id_: n for n, id_ in enumerate(source)}, {id_: n for n, id_ in enumerate(target)})
    fixed = sorted((_anchored(bead, *numbers) for bead in anchors), key=lambda s: (s.i, s.j, s.k, s.m))
    for one in lone:
        if at := next((stretch for stretch in fixed if _overlap(one, stretch)), None):
            raise _clash(_named(one.bead), _named(at.anchor))
    ends = _Stretch(0, 0, 0, 0), _Stretch(len(source), len(target), len(source), len(target))
    for before, after in pairwise((ends[0], *fixed, ends[1])):
        if after.i < before.k or after.j < before.m:
            raise _clash(_named(before.anchor), _named(after.anchor))
        if (before.k, before.m) != (after.i, after.j):
            yield _Stretch(before.k, before.m, after.i, after.j)
        if after.anchor:
            yield after


def _overlap(one: _Lone, stretch: _Stretch) -> bool:
    start, end = ((stretch.i, stretch.k), (stretch.j, stretch.m))[one.side]
    return one.start < end and start < one.end


def _clash(first: str, second: str) -> BadData:
    return BadData(f"The anchors {first} and {second} overlap or cross; take one of them out.")


def _lone(sides: Sequence[Sequence[SegmentId]], anchors: Sequence[Bead]) -> list[_Lone]:
    """The anchors with an empty side, in the order of the text of either side."""
    found = []
    for side, ids in enumerate(sides):
        numbers = {id_: n for n, id_ in enumerate(ids)}
        nulls = [bead for bead in anchors if not (bead.target, bead.source)[side]]
        own = (_Lone(side, *_run((bead.source, bead.target)[side], numbers), bead) for bead in nulls)
        found += sorted(own, key=lambda one: one.start)
    for one, other in pairwise(found):
        if one.side == other.side and other.start < one.end:
            raise _clash(_named(one.bead), _named(other.bead))
    return found


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

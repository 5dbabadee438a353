"""Two documents in, an `Alignment` of their segments out: anchors, and what lies between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.chapters import chapter_cuts
from aligner.lattice import Node
from aligner.path import path_by_words
from aligner.sentences import Link, Scorer, Settled, align_sentences, unheard
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


def align_documents(
    source: Document, target: Document, *, scorer: Scorer, anchors: Sequence[Bead] = (), settled: Settled = unheard
) -> Alignment:
    """The alignment of two documents; see `aligner.align`."""
    sides = [[segment.id for segment in document.segments] for document in (source, target)]
    texts = [Text.of([s.text for s in document.segments], document.language) for document in (source, target)]
    cuts = chapter_cuts(source, target, lambda: path_by_words(texts[0].words, texts[1].words, scorer.words))
    beads: list[Bead] = []
    for stretch in _stretches(sides[0], sides[1], anchors):
        if stretch.anchor:
            beads.append(stretch.anchor)
            continue
        for part in _cut(stretch, cuts):
            here, there = texts[0].part(part.i, part.k), texts[1].part(part.j, part.m)
            beads += (_bead(link, sides, part) for link in align_sentences(here, there, scorer, settled))
    return Alignment.covering(source, target, beads, method=f"duizhao/{scorer.encoder.name}")


def _cut(stretch: _Stretch, cuts: Sequence[Node]) -> Iterator[_Stretch]:
    """The stretch in parts that end at the cuts inside it."""
    inside = [(i, j) for i, j in cuts if stretch.i <= i <= stretch.k and stretch.j <= j <= stretch.m]
    nodes = dict.fromkeys([(stretch.i, stretch.j), *inside, (stretch.k, stretch.m)])
    for (i, j), (k, m) in pairwise(nodes):
        yield _Stretch(i, j, k, m)


def _bead(link: Link, sides: Sequence[Sequence[SegmentId]], stretch: _Stretch) -> Bead:
    return Bead(
        source=tuple(sides[0][stretch.i + number] for number in link.source),
        target=tuple(sides[1][stretch.j + number] for number in link.target),
        probability=round(min(1.0, link.probability), 4),
    )


def _stretches(source: Sequence[SegmentId], target: Sequence[SegmentId], anchors: Sequence[Bead]) -> Iterator[_Stretch]:
    """The anchors in the order of the text, and the stretches before, between and after them."""
    numbers = ({id_: n for n, id_ in enumerate(source)}, {id_: n for n, id_ in enumerate(target)})
    fixed = sorted((_anchored(bead, *numbers) for bead in anchors), key=lambda s: (s.i, s.j, s.k, s.m))
    ends = _Stretch(0, 0, 0, 0), _Stretch(len(source), len(target), len(source), len(target))
    for before, after in pairwise((ends[0], *fixed, ends[1])):
        if after.i < before.k or after.j < before.m:
            raise BadData(f"The anchors {_named(before)} and {_named(after)} overlap or cross; take one of them out.")
        if (before.k, before.m) != (after.i, after.j):
            yield _Stretch(before.k, before.m, after.i, after.j)
        if after.anchor:
            yield after


def _anchored(bead: Bead, source: dict[SegmentId, int], target: dict[SegmentId, int]) -> _Stretch:
    """Where an anchor stands; both its sides must have text, for else it does not say where."""
    if not bead.source or not bead.target:
        raise BadData(f"The anchor {_named(_Stretch(0, 0, 0, 0, bead))} has an empty side; an anchor needs both.")
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


def _named(stretch: _Stretch) -> str:
    bead = stretch.anchor
    return f"({' '.join(bead.source)} = {' '.join(bead.target)})" if bead else "(start or end)"

"""More than two versions of a text: alignments that share a document, joined into units with a variant for each.

The document that they share is the pivot, as a rule the original.  Two alignments may cut it differently: where one
has a bead of two sentences of the pivot, the other may have two beads of one.  What belongs together in all versions
is a connected component: beads that share a segment of the pivot, and what stands between such beads.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, TypeAlias

from bitext.alignments import Alignment, Bead, State, check_covering
from bitext.documents import DocumentId, SegmentId
from bitext.editions import Edition, TranslationUnit, Variant
from bitext.errors import BadData

_ORDER: Final = tuple(State)  # from the least to the most
_Key: TypeAlias = tuple[int, int, int, int]
_Placed: TypeAlias = tuple[int, int, Bead]


@dataclass(frozen=True, slots=True)
class Joint:
    """What belongs together in all versions: of each alignment the beads, none where it has nothing here."""

    beads: tuple[tuple[Bead, ...], ...]

    @property
    def sides(self) -> tuple[tuple[SegmentId, ...], ...]:
        """The segments of the pivot, then those of each version; a side may be empty."""
        pivot = next((side for beads in self.beads if (side := _source(beads))), ())
        return pivot, *(tuple(id_ for bead in beads for id_ in bead.target) for beads in self.beads)

    @property
    def probability(self) -> float:
        """That exactly this belongs together: of each alignment the least of its beads', multiplied.

        Neighbours in one alignment are wrong together.  On 2,200 pairs of neighbouring beads (mac-dev and text-berg,
        weights that had not seen the document) both were right 0.896 of the time; the lesser probability says 0.888,
        the product 0.863; of threes 0.861, 0.857 and 0.810.  Translations by different hands are taken as independent.

        >>> sure, fair = (Bead(source=(SegmentId(f"zh.{n}"),), target=(), probability=n / 10) for n in (8, 5))
        >>> Joint(((sure, fair),)).probability, Joint(((sure,), (fair,))).probability
        (0.5, 0.4)
        """
        least = [min(bead.probability for bead in beads) for beads in self.beads if beads]
        return least[0] if len(least) == 1 else round(prod(least), 4)

    @property
    def state(self) -> State:
        """How far the least of its beads has come."""
        return min((bead.state for beads in self.beads for bead in beads), key=_ORDER.index)

    @property
    def note(self) -> str:
        """What is noted of any bead, nothing twice."""
        return "; ".join(dict.fromkeys(bead.note for beads in self.beads for bead in beads if bead.note))


def _source(beads: Sequence[Bead]) -> tuple[SegmentId, ...]:
    return tuple(id_ for bead in beads for id_ in bead.source)


def pivots(edition: Edition) -> tuple[DocumentId, ...]:
    """The documents whose translations are aligned with them, in the order of the edition."""
    sources = {alignment.source for alignment in edition.alignments}
    return tuple(document.id for document in edition.documents if document.id in sources)


def versions_of(edition: Edition, pivot: DocumentId) -> tuple[Alignment, ...]:
    """The alignments of the pivot with its translations, in the order of the edition's documents."""
    places = {document.id: place for place, document in enumerate(edition.documents)}
    own = (alignment for alignment in edition.alignments if alignment.source == pivot)
    return tuple(sorted(own, key=lambda alignment: places[alignment.target]))


def joined(edition: Edition, pivot: DocumentId) -> tuple[TranslationUnit, ...]:
    """The pivot and all its translations as translation units, in the order of the pivot; see `joints`.

    The pivot's variant comes first, the others in the order of the edition's documents, whatever the order of the
    alignments; a variant may be empty.  Where the pivot has one translation the units are the beads.

    Raises `BadData` where the alignments are not of the same segments of the pivot.
    """
    alignments = versions_of(edition, pivot)
    documents = [edition.document_by_id[id_] for id_ in (pivot, *(alignment.target for alignment in alignments))]
    name = "-".join(document.id for document in documents)
    return tuple(
        TranslationUnit(
            id=f"{name}.{count}",
            variants=tuple(
                Variant(document=d.id, language=d.language, segments=tuple(d.segment_by_id[id_] for id_ in side))
                for d, side in zip(documents, joint.sides, strict=True)
            ),
            probability=joint.probability,
            state=joint.state,
            note=joint.note,
            beads=tuple(bead for beads in joint.beads for bead in beads),
        )
        for count, joint in enumerate(joints(alignments), 1)
    )


def joints(alignments: Sequence[Alignment]) -> tuple[Joint, ...]:
    """The smallest runs of beads that no alignment cuts, in the order of the source that all have in common.

    A bead without a segment of the source ties nothing together.  It stands by itself, behind what it follows; those
    of several versions at one place follow each other in the order of the alignments.  But where a bead of another
    version holds together what stands before and behind it, it is taken in, so that the beads of each alignment keep
    their order.

    Raises `BadData` where the alignments are not of the same segments of one document.

    >>> def bead(source, target):
    ...     return Bead(source=tuple(source.split()), target=tuple(target.split()))
    >>> en = Alignment(source="zh", target="en", beads=(bead("z1 z2", "e1"), bead("z3", "e2"), bead("", "e3")))
    >>> de = Alignment(source="zh", target="de", beads=(bead("z1", "d1"), bead("z2", "d2 d3"), bead("z3", "")))
    >>> for joint in joints([en, de]):
    ...     print(joint.sides)
    (('z1', 'z2'), ('e1',), ('d1', 'd2', 'd3'))
    (('z3',), ('e2',), ())
    ((), ('e3',), ())
    """
    _check(alignments)
    placed = [tuple(_placed(alignment)) for alignment in alignments]
    cuts = sorted(set[int].intersection(*({0, *(end for _, end, _ in beads)} for beads in placed))) if placed else []
    found: dict[_Key, list[list[Bead]]] = {}
    for version, beads in enumerate(placed):
        for count, (start, end, bead) in enumerate(beads):
            cut = cuts[bisect_left(cuts, end)]
            is_inserted = start == end == cut
            key = (cut, 1, version, count) if is_inserted else (cut, 0, 0, 0)
            found.setdefault(key, [[] for _ in placed])[version].append(bead)
    return tuple(Joint(tuple(map(tuple, found[key]))) for key in sorted(found))


def _placed(alignment: Alignment) -> Iterator[_Placed]:
    """Each bead with the places between segments of the source where it begins and ends."""
    at = 0
    for bead in alignment.beads:
        yield at, at + len(bead.source), bead
        at += len(bead.source)


def _check(alignments: Sequence[Alignment]) -> None:
    for alignment in alignments[1:]:
        first = alignments[0]
        if alignment.source != first.source:
            raise BadData(
                f"The alignments of {first.source} with {first.target} and of {alignment.source} with "
                f"{alignment.target} have no source in common, so they cannot be joined."
            )
        try:
            check_covering(_source(first.beads), _source(alignment.beads))
        except BadData as error:
            raise BadData(
                f"The alignments of {first.source} with {first.target} and with {alignment.target} are not of the "
                f"same sentences, so they cannot be joined: {error}"
            ) from error

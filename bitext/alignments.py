"""Beads and alignments: which sentences translate each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self

from bitext.documents import Document, DocumentId, SegmentId
from bitext.errors import BadData


class State(StrEnum):
    """How far a bead has come: the values of XLIFF 2's `segment/@state`."""

    INITIAL = "initial"
    TRANSLATED = "translated"  # aligned by machine
    REVIEWED = "reviewed"  # seen by a person
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Segments of the source with those of the target that translate them; one side may be empty.

    >>> Bead(source=(SegmentId("zh.c1.p1.s1"),), target=(), probability=0.5).type
    (1, 0)
    """

    source: tuple[SegmentId, ...]
    target: tuple[SegmentId, ...]
    probability: float = 1.0  # that exactly this bead is right, 0 to 1
    state: State = State.TRANSLATED
    note: str = ""

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise BadData("A bead has at least one segment.")
        if not 0 <= self.probability <= 1:
            raise BadData(f"A probability lies between 0 and 1, not at {self.probability}.")

    @property
    def type(self) -> tuple[int, int]:
        """How many segments stand on either side: (1, 1), (2, 1), (1, 0) …."""
        return len(self.source), len(self.target)


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """All beads of a pair of documents, in order.  Make it with `covering`, which checks it."""

    source: DocumentId
    target: DocumentId
    beads: tuple[Bead, ...]
    method: str = ""  # encoder, scorer and version, for the provenance

    @classmethod
    def covering(cls, source: Document, target: Document, beads: Iterable[Bead], *, method: str = "") -> Self:
        """The alignment of all segments of both sides.

        Raises `BadData` that names the first segment left out, used twice or out of order.
        """
        beads = tuple(beads)
        check_covering([segment.id for segment in source.segments], [id_ for bead in beads for id_ in bead.source])
        check_covering([segment.id for segment in target.segments], [id_ for bead in beads for id_ in bead.target])
        return cls(source=source.id, target=target.id, beads=beads, method=method)

    @cached_property
    def bead_of(self) -> Mapping[SegmentId, Bead]:
        """The bead that a segment of either side is in."""
        return {id_: bead for bead in self.beads for id_ in (*bead.source, *bead.target)}

    def reversed(self) -> "Alignment":
        """The same beads seen from the other side."""
        beads = tuple(
            Bead(source=b.target, target=b.source, probability=b.probability, state=b.state, note=b.note)
            for b in self.beads
        )
        return Alignment(source=self.target, target=self.source, beads=beads, method=self.method)


def check_covering(expected: Sequence[SegmentId], found: Sequence[SegmentId]) -> None:
    """Raise `BadData` unless `found` is `expected`, in order and complete."""
    if list(expected) == list(found):
        return
    counts = Counter(found)
    if missing := next((id_ for id_ in expected if not counts[id_]), None):
        raise BadData(f"Segment {missing} is in no bead; every segment must be in one.")
    if twice := next((id_ for id_, count in counts.items() if count > 1), None):
        raise BadData(f"Segment {twice} is in two beads; every segment must be in one.")
    known = set(expected)
    if foreign := next((id_ for id_ in found if id_ not in known), None):
        raise BadData(f"Segment {foreign} is in a bead but not in the document.")
    wrong = next(b for a, b in zip(expected, found, strict=True) if a != b)
    raise BadData(f"Segment {wrong} stands out of order; beads must follow the text on both sides.")

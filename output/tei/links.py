"""Which ids correspond: one model, from which both `@corresp` and the link groups are made."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress

from bitext.alignments import Alignment, State
from bitext.documents import Document, SegmentId
from bitext.editions import Edition, TranslationUnit
from output.markup import Element, element, streamed
from output.tei.ids import REVIEW_ID, aligner_id, pointers, state_id
from output.units import type_of

_BY_HAND = frozenset({State.REVIEWED, State.FINAL})


def correspondences(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """What each segment, block, division and document is translated by, in order.

    Two blocks correspond where a bead joins a sentence of the one with a sentence of the other, and so
    do divisions and documents; every pair is there from both sides.
    """
    holders = {document.id: _holders(document) for document in edition.documents}
    found: dict[str, dict[str, None]] = {}
    for alignment in edition.alignments:
        _join(found, alignment.source, alignment.target)
        source, target = holders[alignment.source], holders[alignment.target]
        for bead in alignment.beads:
            for pair in _pairs(bead.source, bead.target, source, target):
                _join(found, *pair)
    return {id_: tuple(others) for id_, others in found.items()}


def _holders(document: Document) -> Mapping[SegmentId, tuple[str, ...]]:
    """Of each sentence, its own id, its block's, and its division's."""
    text = {s.id: (s.id, b.id, d.id) for d in document.divisions for b in d.blocks for s in b.segments}
    return text | {s.id: (s.id, n.id) for n in document.notes for s in n.segments}


def _pairs(
    source: Iterable[SegmentId],
    target: Iterable[SegmentId],
    of_source: Mapping[SegmentId, tuple[str, ...]],
    of_target: Mapping[SegmentId, tuple[str, ...]],
) -> Iterator[tuple[str, str]]:
    ids = list(target)
    for one in source:
        for other in ids:
            yield from zip(of_source[one], of_target[other], strict=False)


def _join(found: dict[str, dict[str, None]], one: str, other: str) -> None:
    found.setdefault(one, {})[other] = None
    found.setdefault(other, {})[one] = None


def link_groups(edition: Edition) -> Iterator[Element]:
    """For each alignment the links, then the segments that have no partner, then the beads' notes."""
    for alignment in edition.alignments:
        yield from _group(edition, alignment, "alignment", is_linked=True)
        yield from _group(edition, alignment, "unaligned", is_linked=False)
        for unit in edition.units(alignment):
            if unit.note:
                yield element("note", {"type": "bead", "target": f"#{unit.id}"}, unit.note)


def _group(edition: Edition, alignment: Alignment, type_: str, *, is_linked: bool) -> Iterator[Element]:
    """The group of the beads that have both sides, or of those that have one, if there are any."""
    chosen = [bool(bead.source and bead.target) is is_linked for bead in alignment.beads]
    if any(chosen):
        domains = pointers((alignment.source, alignment.target))
        yield streamed(
            "linkGrp",
            {"type": type_, "domains": domains},
            lambda: (_link(alignment, unit) for unit in compress(edition.units(alignment), chosen)),
        )


def _link(alignment: Alignment, unit: TranslationUnit) -> Element:
    """A `link`, or a `ptr` where one side is empty, for a link has at least two ends."""
    attributes = {
        "xml:id": unit.id,
        "type": type_of(unit),
        "target": pointers(segment.id for variant in unit.variants for segment in variant.segments),
        "cert": str(unit.probability),
        "ana": f"#{state_id(unit.state)}",
        "resp": f"#{REVIEW_ID if unit.state in _BY_HAND else aligner_id(alignment)}",
    }
    return element("link" if all(variant.segments for variant in unit.variants) else "ptr", attributes)


def is_reviewed(edition: Edition) -> bool:
    """Whether a person has seen any bead."""
    return any(bead.state in _BY_HAND for alignment in edition.alignments for bead in alignment.beads)

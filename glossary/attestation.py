"""Where the terms of a concept are seen to translate each other: in the two sides of a bead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bitext.alignments import Alignment, Bead
from bitext.documents import Document, SegmentId
from bitext.terms import Attestation, Termbase
from glossary.lookup import Lexicon, lexicon_of


def attested(base: Termbase, alignment: Alignment, source: Document, target: Document) -> Termbase:
    """The term base with an attestation for each bead that has a concept on both sides.

    Its place is the segment of the source where the term first stands in that bead.  What was attested before
    is kept, and nothing is attested twice.
    """
    found: dict[str, list[Attestation]] = {}
    lexicons = lexicon_of(base, source.language), lexicon_of(base, target.language)
    for bead in alignment.beads:
        for concept, place in _shared(bead, lexicons, source, target):
            found.setdefault(concept, []).append(Attestation(place=place, source=source.id))
    return Termbase(
        concepts=tuple(
            replace(c, attestations=tuple(dict.fromkeys((*c.attestations, *found.get(c.id, ())))))
            for c in base.concepts
        )
    )


def _shared(
    bead: Bead, lexicons: tuple[Lexicon, Lexicon], source: Document, target: Document
) -> Iterator[tuple[str, SegmentId]]:
    """The concepts of both sides, each with its first segment of the source."""
    if not (bead.source and bead.target):
        return
    places = _places(bead.source, lexicons[0], source)
    if places:
        others = _places(bead.target, lexicons[1], target)
        yield from ((concept, place) for concept, place in places.items() if concept in others)


def _places(ids: Iterable[SegmentId], lexicon: Lexicon, document: Document) -> Mapping[str, SegmentId]:
    places: dict[str, SegmentId] = {}
    for id_ in ids:
        for occurrence in lexicon.occurrences(document.segment_by_id[id_].text):
            places.setdefault(occurrence.concept, id_)
    return places

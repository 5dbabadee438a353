"""The term base with the places where the texts name its concepts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from bitext.articles import Place
from bitext.documents import BlockId, Document, SegmentId
from bitext.editions import Edition
from bitext.terms import Concept, Term
from output.html.beads import anchor
from output.markup import Element, Node, element, lines

_LINKS: Final = 3


def glossary(edition: Edition, shown: Collection[SegmentId]) -> Element | None:
    """A row for each concept; `shown` are the sentences that are on the page and can be linked to."""
    concepts = edition.termbase.concepts
    if not concepts:
        return None
    languages = tuple(dict.fromkeys(term.language.language for concept in concepts for term in concept.terms))
    places = _Places.of(edition)
    rows = (
        lines(
            "tr",
            {"id": anchor(concept.id)},
            *(element("td", None, *_terms(concept, language)) for language in languages),
            element("td", None, concept.kind.value),
            element("td", None, *places.links(concept, shown)),
            element("td", None, concept.note) if any(c.note for c in concepts) else None,
        )
        for concept in concepts
    )
    heads = (*languages, "kind", "places", *(["note"] if any(c.note for c in concepts) else []))
    cells = (element("th", {"scope": "col"}, head) for head in heads)
    return lines(
        "table",
        {"class": "list glossary"},
        lines("thead", None, lines("tr", None, *cells)),
        lines("tbody", None, *rows),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the concepts are named, and in which document each block is."""

    of_concept: Mapping[str, Sequence[Place]]
    document_of: Mapping[BlockId, Document]

    @classmethod
    def of(cls, edition: Edition) -> Self:
        found: dict[str, list[Place]] = {}
        for occurrence in edition.occurrences:
            found.setdefault(occurrence.concept, []).append(occurrence.place)
        return cls(found, {block.id: d for d in edition.documents for block in (*d.blocks, *d.notes)})

    def links(self, concept: Concept, shown: Collection[SegmentId]) -> Iterator[Node]:
        """For each document how many places there are, and links to the first."""
        places = self.of_concept.get(concept.id, ())
        for document in dict.fromkeys(self.document_of[place.block].id for place in places):
            within = [place for place in places if self.document_of[place.block].id == document]
            sentences = dict.fromkeys(self._sentence(place) for place in within)
            there = [id_ for id_ in sentences if id_ in shown]
            links = (element("a", {"href": f"#{id_}", "class": "place"}, str(id_)) for id_ in there[:_LINKS])
            count = element("span", {"class": "count"}, f"{document} {len(within)}")
            more = "…" if len(there) > _LINKS else None
            yield element(
                "span", {"class": "places"}, *(node for link in (count, *links) for node in (link, " ")), more
            )

    def _sentence(self, place: Place) -> SegmentId | None:
        """The sentence in which a place begins."""
        segments = self.document_of[place.block].block_by_id[place.block].segments
        return next((s.id for s in segments if s.span.start <= place.span.start < s.span.end), None)


def _terms(concept: Concept, language: str) -> Iterator[Node]:
    terms = [term for term in concept.terms if term.language.language == language]
    for number, term in enumerate(terms):
        yield from (["; "] if number else [])
        yield _term(term)


def _term(term: Term) -> Element:
    note = f"{term.status.value}: {term.note}" if term.note else term.status.value
    return element("span", {"lang": term.language, "class": f"status-{term.status.value}", "title": note}, term.text)

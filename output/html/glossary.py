"""The term base with the places where the texts name its concepts."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from bitext.articles import Place
from bitext.documents import BlockId, Document, SegmentId
from bitext.editions import Edition
from bitext.terms import Concept, Term
from output.html.beads import anchor
from output.markup import Element, Node, element, lines

_LINKS: Final = 8


def glossary(edition: Edition, shown: frozenset[SegmentId]) -> Element | None:
    """A row for each concept; `shown` are the sentences that are on the page and can be linked to."""
    concepts = edition.termbase.concepts
    if not concepts:
        return None
    languages = tuple(dict.fromkeys(term.language.language for concept in concepts for term in concept.terms))
    places = _places(edition)
    sentence_at = partial(_sentence, {b.id: d for d in edition.documents for b in (*d.blocks, *d.notes)})
    rows = (
        lines(
            "tr",
            {"id": anchor(concept.id)},
            *(element("td", None, *_terms(concept, language)) for language in languages),
            element("td", None, concept.kind.value),
            element("td", None, *_links([sentence_at(place) for place in places.get(concept.id, ())], shown)),
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


def _places(edition: Edition) -> Mapping[str, Sequence[Place]]:
    found: dict[str, list[Place]] = {}
    for occurrence in edition.occurrences:
        found.setdefault(occurrence.concept, []).append(occurrence.place)
    return found


def _sentence(documents: Mapping[BlockId, Document], place: Place) -> SegmentId | None:
    """The sentence in which a place begins."""
    segments = documents[place.block].block_by_id[place.block].segments
    return next((s.id for s in segments if s.span.start <= place.span.start < s.span.end), None)


def _terms(concept: Concept, language: str) -> Iterator[Node]:
    terms = [term for term in concept.terms if term.language.language == language]
    for number, term in enumerate(terms):
        yield from (["; "] if number else [])
        yield _term(term)


def _term(term: Term) -> Element:
    note = f"{term.status.value}: {term.note}" if term.note else term.status.value
    return element("span", {"lang": term.language, "class": f"status-{term.status.value}", "title": note}, term.text)


def _links(sentences: Sequence[SegmentId | None], shown: frozenset[SegmentId]) -> Iterator[Node]:
    """How many places there are, and links to the first."""
    yield element("span", {"class": "count"}, str(len(sentences)))
    there = [id_ for id_ in dict.fromkeys(sentences) if id_ in shown]
    for id_ in there[:_LINKS]:
        yield " "
        yield element("a", {"href": f"#{id_}", "class": "place"}, str(id_))
    yield " …" if len(there) > _LINKS else ""

"""The term base as lists of persons, places, organisations, works and terms."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Matching, Term
from output.markup import Element, element, lines
from output.tei.ids import concept_id
from output.tei.marks import target

NAME_ELEMENTS: Final[Mapping[ConceptKind, str]] = {
    ConceptKind.TERM: "term",
    ConceptKind.PERSON: "persName",
    ConceptKind.PLACE: "placeName",
    ConceptKind.WORK: "title",
    ConceptKind.ORGANISATION: "orgName",
    ConceptKind.JOURNAL: "title",
}
"""What a word or name of each kind is, wherever it stands."""

# The list, the entry in it, and the kinds of concepts there.
_LISTS: Final = (
    ("listPerson", "person", (ConceptKind.PERSON,)),
    ("listPlace", "place", (ConceptKind.PLACE,)),
    ("listOrg", "org", (ConceptKind.ORGANISATION,)),
    ("listBibl", "bibl", (ConceptKind.WORK, ConceptKind.JOURNAL)),
)


def concept_lists(concepts: Sequence[Concept], ids: Collection[str], *, own: int) -> Iterator[Element]:
    """A list for each kind of concept that there is.

    The first `own` are the term base's: `@n` tells their order.  `ids` are those that an attestation can point at.
    """
    numbered = [(concept, {"n": str(n) if n <= own else None}) for n, concept in enumerate(concepts, 1)]
    for list_name, entry, kinds in _LISTS:
        chosen = [(concept, number) for concept, number in numbered if concept.kind in kinds]
        if chosen:
            type_ = "works" if entry == "bibl" else None
            yield lines(
                list_name, {"type": type_}, *(_entry(entry, concept, number, ids) for concept, number in chosen)
            )
    terms = [_glossed(concept, number, ids) for concept, number in numbered if concept.kind is ConceptKind.TERM]
    if terms:
        yield lines("list", {"type": "gloss"}, *chain.from_iterable(terms))


_Number = Mapping[str, str | None]


def _entry(name: str, concept: Concept, number: _Number, ids: Collection[str]) -> Element:
    type_ = concept.kind.value if name == "bibl" else None
    names = (_name(NAME_ELEMENTS[concept.kind], term) for term in concept.terms)
    return lines(name, {"xml:id": concept_id(concept.id), "type": type_, **number}, *names, *_notes(concept, ids))


def _glossed(concept: Concept, number: _Number, ids: Collection[str]) -> tuple[Element, Element]:
    """The first term as the label; its equivalents in other languages are glosses of it."""
    id_ = concept_id(concept.id)
    first, *others = concept.terms
    equivalents = (
        _name("term", term) if term.language == first.language else _name("gloss", term, target=f"#{id_}")
        for term in others
    )
    label = element("label", {"xml:id": id_, **number}, _name("term", first))
    return label, lines("item", None, *equivalents, *_notes(concept, ids))


def _name(name: str, term: Term, **attributes: str) -> Element:
    case = None if term.case is CaseRule.AUTO else term.case.value
    said = {"xml:lang": term.language, "type": term.status.value, "subtype": case}
    return element(name, {**said, **attributes}, term.text)


def _notes(concept: Concept, ids: Collection[str]) -> Iterator[Element]:
    """The notes on the concept and on its terms (whose number they bear), and where it is attested."""
    if concept.note:
        yield element("note", None, concept.note)
    for number, term in enumerate(concept.terms, 1):
        if term.note:
            yield element("note", {"type": "term", "n": str(number)}, term.note)
        if term.matching is not Matching.AUTO:
            yield element("note", {"type": "matching", "n": str(number)}, term.matching.value)
        for context in term.contexts:
            yield element("note", {"type": "context", "n": str(number)}, str(context))
    for scope in concept.scope:
        yield element("note", {"type": "scope"}, scope)
    yield from _attested(concept.attestations, ids)


def _attested(attestations: Iterable[Attestation], ids: Collection[str]) -> Iterator[Element]:
    for attestation in attestations:
        reference = element("ref", target(f"#{attestation.place}", ids), attestation.source or None)
        yield element("note", {"type": "attestation"}, reference)

"""The term base of an edition as this project writes it: lists of persons, places, works and terms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Context, Matching, Term, Termbase, TermStatus
from sources.elements import XML_ID, XML_LANG, all_text, line_of, local

_KINDS: Final[Mapping[str, ConceptKind]] = {
    "person": ConceptKind.PERSON,
    "place": ConceptKind.PLACE,
    "org": ConceptKind.ORGANISATION,
    "label": ConceptKind.TERM,
}
_PREFIX: Final = "concept."


def read_termbase(root: etree._Element, name: str) -> Termbase:
    """The concepts in their order: those that bear a number, for the others were made from an article.

    Raises `BadData` that names the line of an entry that cannot be understood.
    """
    entries = (entry for entry in root.iterfind("{*}standOff/*/*[@n]") if (entry.get(XML_ID) or "").startswith(_PREFIX))
    numbered = [_numbered(entry, name) for entry in entries]
    return Termbase(concepts=tuple(concept for _, concept in sorted(numbered, key=lambda pair: pair[0])))


def _numbered(entry: etree._Element, name: str) -> tuple[int, Concept]:
    try:
        return int(entry.get("n") or ""), _concept(entry)
    except ValueError as error:
        raise BadData(
            f"{name}, line {line_of(entry)}: the entry {entry.get(XML_ID)!r} is not as it was written: {error}"
        ) from error


def _concept(entry: etree._Element) -> Concept:
    kind = _KINDS.get(local(entry)) or ConceptKind(entry.get("type") or "")
    parts = list(_parts(entry, kind))
    notes = [part for part in parts if local(part) == "note"]
    terms = (part for part in parts if local(part) != "note")
    return Concept(
        id=(entry.get(XML_ID) or "").removeprefix(_PREFIX),
        kind=kind,
        terms=tuple(_term(term, _of_term(notes, count)) for count, term in enumerate(terms, 1)),
        note=next((all_text(note) for note in notes if note.get("type") is None), ""),
        attestations=tuple(_attestation(note) for note in notes if note.get("type") == "attestation"),
        scope=tuple(all_text(note) for note in notes if note.get("type") == "scope"),
    )


def _of_term(notes: Iterable[etree._Element], number: int) -> Sequence[tuple[str, str]]:
    """What the notes say of a term: each with its type."""
    return [(note.get("type") or "", all_text(note)) for note in notes if note.get("n") == str(number)]


def _parts(entry: etree._Element, kind: ConceptKind) -> Iterator[etree._Element]:
    """The names and notes; of a term those in the item that follows its label too."""
    yield from entry.iterchildren("{*}*")
    following = entry.getnext()
    if kind is ConceptKind.TERM and following is not None:
        yield from following.iterchildren("{*}*")


def _term(element: etree._Element, notes: Sequence[tuple[str, str]]) -> Term:
    said = dict(notes)
    return Term(
        text=all_text(element),
        language=LanguageTag(element.get(XML_LANG) or ""),
        status=TermStatus(element.get("type") or ""),
        case=CaseRule(element.get("subtype") or CaseRule.AUTO),
        note=said.get("term", ""),
        matching=Matching(said.get("matching", Matching.AUTO)),
        contexts=tuple(Context.parse(text) for type_, text in notes if type_ == "context"),
    )


def _attestation(note: etree._Element) -> Attestation:
    reference = note.find("{*}ref")
    if reference is None:
        raise BadData("an attestation has no ref.")
    place = reference.get("target") or reference.get("n") or ""
    return Attestation(place=place.removeprefix("#"), source=all_text(reference))

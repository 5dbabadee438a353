"""A row of a glossary file as a concept, and a concept as a row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, TypeVar

from bitext.documents import check_id
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Context, Matching, Term, TermStatus
from glossary.base import slug
from glossary.cells import join, split
from glossary.columns import CASES, KINDS, MATCHINGS, STATUSES, Column, Role, header_for, plain
from glossary.tables import Row

Value = TypeVar("Value")

Cells = Mapping[tuple[Role, LanguageTag | None], str]
"""The cells of a row by what they are, and of which language."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept, and whether its id is the file's own or one that was made for it."""

    concept: Concept
    has_id: bool


def entry_of(row: Row, columns: Sequence[Column]) -> Entry:
    """The concept in a row.

    Raises `BadData` that says what is wrong.
    """
    if len(row.cells) > len(columns):
        raise BadData(
            f"there are {len(row.cells)} cells in {len(columns)} columns; quote a cell with a separator in it."
        )
    pairs = tuple(zip(columns, (*row.cells, *[""] * len(columns)), strict=False))
    cells: Cells = {(column.role, column.language): cell for column, cell in pairs if column.role is not Role.EXTRA}
    extras = (f"{column.header}: {cell}" for column, cell in pairs if column.role is Role.EXTRA and cell.strip())
    terms = tuple(
        term for role, language in cells if role is Role.TERM and language for term in _terms(cells, language)
    )
    if not terms:
        raise BadData("there is no term in it; fill in a language, or remove the line.")
    id_ = _id(cells.get((Role.ID, None), "").strip())
    concept = Concept(
        id=id_ or slug(terms),
        terms=terms,
        kind=_coded(cells.get((Role.KIND, None), ""), KINDS, "kind") or ConceptKind.TERM,
        note="; ".join(filter(None, (cells.get((Role.NOTE, None), ""), *extras))),
        attestations=_attestations(cells),
        scope=tuple(filter(None, split(cells.get((Role.SCOPE, None), "")))),
    )
    return Entry(concept, bool(id_))


def _id(cell: str) -> str:
    """The id in a cell; a bare number, which cannot be one, gets a letter."""
    id_ = f"c{cell}" if cell.isdecimal() and cell.isascii() else cell
    if id_:
        check_id(id_)
    return id_


def _terms(cells: Cells, language: LanguageTag) -> Iterator[Term]:
    """The terms of one language; of several the first is preferred, unless their statuses say otherwise."""
    texts = split(cells[Role.TERM, language])
    statuses = _parallel(cells, Role.STATUS, language, texts)
    cases = _parallel(cells, Role.CASE, language, texts)
    notes = _parallel(cells, Role.TERM_NOTE, language, texts)
    matchings = _parallel(cells, Role.MATCHING, language, texts)
    contexts = _parallel(cells, Role.CONTEXT, language, texts)
    rows = zip(texts, statuses, cases, notes, matchings, contexts, strict=True)
    for at, (text, status, case, note, matching, context) in enumerate(rows):
        if text:
            yield Term(
                text=text,
                language=language,
                status=_coded(status, STATUSES, "status") or (TermStatus.ADMITTED if at else TermStatus.PREFERRED),
                note=note,
                case=_coded(case, CASES, "case rule") or CaseRule.AUTO,
                matching=_coded(matching, MATCHINGS, "way of matching") or Matching.AUTO,
                contexts=tuple(Context.parse(part) for part in context.split("&") if part.strip()),
            )


def _parallel(cells: Cells, role: Role, language: LanguageTag, texts: Sequence[str]) -> Sequence[str]:
    """What a cell says of each of the terms in another; nothing of those that it does not reach."""
    values = split(cells.get((role, language), ""))
    surplus = [value for value, text in zip_longest(values, texts, fillvalue="") if value and not text]
    if surplus:
        raise BadData(f"the {role} {surplus[0]!r} has no term in {language}; give as many as there are terms.")
    return (*values, *[""] * len(texts))[: len(texts)]


def _coded(cell: str, table: Mapping[str, Value], what: str) -> Value | None:
    """What a code word stands for; None for an empty cell."""
    word = plain(cell)
    if word and word not in table:
        known = ", ".join(dict.fromkeys(str(value) for value in table.values()))
        raise BadData(f"there is no {what} {cell.strip()!r}; write one of {known}.")
    return table.get(word)


def _attestations(cells: Cells) -> tuple[Attestation, ...]:
    places = split(cells.get((Role.ATTESTATIONS, None), ""))
    sources = split(cells.get((Role.ATTESTED_IN, None), ""))
    pairs = zip_longest(places, sources[: len(places)], fillvalue="")
    return tuple(Attestation(place=place, source=source) for place, source in pairs if place)


_OPTIONAL: Final[Mapping[Role, Callable[[Term], str]]] = {
    Role.CASE: lambda term: "" if term.case is CaseRule.AUTO else term.case,
    Role.MATCHING: lambda term: "" if term.matching is Matching.AUTO else term.matching,
    Role.CONTEXT: lambda term: " & ".join(map(str, term.contexts)),
    Role.TERM_NOTE: lambda term: term.note,
}
"""What is said of few terms; a language has a column for it where it is said of one."""

_DETAIL_HEADERS: Final = {
    Role.STATUS: "status",
    Role.CASE: "case",
    Role.MATCHING: "matching",
    Role.CONTEXT: "context",
    Role.TERM_NOTE: "note",
}


def columns_for(concepts: Sequence[Concept]) -> tuple[Column, ...]:
    """The columns that hold all that is said of the concepts."""
    languages = dict.fromkeys(term.language for concept in concepts for term in concept.terms)
    is_attested = any(concept.attestations for concept in concepts)
    return (
        Column(Role.ID, "id"),
        Column(Role.KIND, "kind"),
        *(column for language in languages for column in _language_columns(language, concepts)),
        Column(Role.NOTE, "note"),
        *((Column(Role.SCOPE, "scope"),) if any(concept.scope for concept in concepts) else ()),
        *((Column(Role.ATTESTATIONS, "attestations"), Column(Role.ATTESTED_IN, "attested-in")) if is_attested else ()),
    )


def _language_columns(language: LanguageTag, concepts: Iterable[Concept]) -> Iterator[Column]:
    terms = [term for concept in concepts for term in concept.terms if term.language == language]
    header = header_for(language)
    yield Column(Role.TERM, header, language)
    for role, word in _DETAIL_HEADERS.items():
        if role not in _OPTIONAL or any(map(_OPTIONAL[role], terms)):
            yield Column(role, f"{header}-{word}", language)


def cells_of(concept: Concept, columns: Iterable[Column]) -> Iterator[str]:
    """The cells of a concept's row."""
    for column in columns:
        match column.role:
            case Role.ID:
                yield concept.id
            case Role.KIND:
                yield concept.kind
            case Role.NOTE:
                yield concept.note
            case Role.SCOPE:
                yield join(concept.scope)
            case Role.ATTESTATIONS:
                yield join(attestation.place for attestation in concept.attestations)
            case Role.ATTESTED_IN:
                yield join(attestation.source for attestation in concept.attestations)
            case _:
                yield join(_said(column.role, term) for term in concept.terms if term.language == column.language)


def _said(role: Role, term: Term) -> str:
    match role:
        case Role.TERM:
            return term.text
        case Role.STATUS:
            return term.status
        case _:
            return _OPTIONAL[role](term)

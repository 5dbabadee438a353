"""What is different between two glossaries, or between two states of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bitext.terms import Concept, Term, Termbase
from glossary.base import Sense
from glossary.lookup import writing
from glossary.matching import term_key


class Change(StrEnum):
    """What has become of a concept."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One concept that is not the same in both, with what exactly is not."""

    concept: str
    change: Change
    details: tuple[str, ...]


def diff(before: Termbase, after: Termbase) -> Iterator[Difference]:
    """The differences, in the order of the later glossary; what was removed comes last.

    Concepts are the same by their ids or, where one of the two has not the id, by a term in each of two languages.

    >>> from bitext.languages import LanguageTag
    >>> def base(text):
    ...     return Termbase(concepts=(Concept(id="c", terms=(Term(text=text, language=LanguageTag("en")),)),))
    >>> for found in diff(base("pool"), base("pond")):
    ...     print(found.concept, found.change, *found.details)
    c changed - en: pool (preferred) + en: pond (preferred)
    """
    partners = dict(_partners(before, after))
    for concept in after.concepts:
        partner = partners.get(concept.id)
        if partner is None:
            yield Difference(concept.id, Change.ADDED, tuple(f"+ {_told(term)}" for term in concept.terms))
        elif details := tuple(_details(partner, concept)):
            yield Difference(concept.id, Change.CHANGED, details)
    kept = {partner.id for partner in partners.values()}
    for concept in before.concepts:
        if concept.id not in kept:
            yield Difference(concept.id, Change.REMOVED, tuple(f"- {_told(term)}" for term in concept.terms))


def _partners(before: Termbase, after: Termbase) -> Iterator[tuple[str, Concept]]:
    """For the concepts of the later glossary, by their ids, those that they were."""
    taken = {concept.id for concept in after.concepts if concept.id in before.by_id}
    free = [concept for concept in before.concepts if concept.id not in taken]
    for concept in after.concepts:
        if concept.id in before.by_id:
            yield concept.id, before.by_id[concept.id]
        elif partner := next((one for one in free if _are_one(one, concept)), None):
            free.remove(partner)
            yield concept.id, partner


def _are_one(one: Concept, other: Concept) -> bool:
    shared = _senses(one).keys() & _senses(other).keys()
    languages = {language for language, _ in shared}
    return len(languages) > 1 or (bool(shared) and len(_senses(one)) == len(_senses(other)) == len(shared))


def _senses(concept: Concept) -> Mapping[Sense, Term]:
    return {(writing(term.language), term_key(term.text)): term for term in concept.terms}


def _details(before: Concept, after: Concept) -> Iterator[str]:
    if before.id != after.id:
        yield f"id: {before.id} -> {after.id}"
    for name in ("kind", "note", "scope"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{name}: {_plain(old)} -> {_plain(new)}"
    yield from (f"- {_told(term)}" for term in before.terms if term not in after.terms)
    yield from (f"+ {_told(term)}" for term in after.terms if term not in before.terms)


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value) or "nothing"


def _told(term: Term) -> str:
    """A term with all that is said of it."""
    said = [str(term.status), *([f"case {term.case}"] if term.case != "auto" else [])]
    said += [f"matching {term.matching}"] if term.matching != "auto" else []
    said += [f"context {context}" for context in term.contexts]
    note = f", {term.note}" if term.note else ""
    return f"{term.language}: {term.text} ({', '.join(said)}{note})"

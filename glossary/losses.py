"""What a glossary's format cannot hold: told before it is lost."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bitext.terms import CaseRule, Concept, ConceptKind, Matching, Term, Termbase, TermStatus

_OfTerm = Callable[[Term], bool]
_OfConcept = Callable[[Concept], int]

_TERMS: Final[Mapping[str, _OfTerm]] = {
    "forbidden terms": lambda term: term.status is TermStatus.FORBIDDEN,
    "statuses of terms": lambda term: term.status is TermStatus.PROPOSED,
    "case rules": lambda term: term.case is not CaseRule.AUTO,
    "ways of matching": lambda term: term.matching is not Matching.AUTO,
    "conditions of context": lambda term: bool(term.contexts),
}
_CONCEPTS: Final[Mapping[str, _OfConcept]] = {
    "kinds of concepts": lambda concept: concept.kind is not ConceptKind.TERM,
    "attestations": lambda concept: len(concept.attestations),
    "scopes": lambda concept: len(concept.scope),
}
_WHOLE: Final = frozenset({".csv", ".xlsx", ".tbx"})


def losses(base: Termbase, suffix: str) -> Iterator[str]:
    """What is not in a file of this suffix, each with its number; nothing where the format holds all.

    >>> from bitext.languages import LanguageTag
    >>> terms = (Term(text="pool", language=LanguageTag("en"), status=TermStatus.FORBIDDEN),)
    >>> list(losses(Termbase(concepts=(Concept(id="c", terms=terms),)), ".tmx"))
    ['1 forbidden terms']
    """
    if suffix in _WHOLE:
        return
    terms = [term for concept in base.concepts for term in concept.terms]
    counts = {what: sum(map(test, terms)) for what, test in _TERMS.items()}
    counts |= {what: sum(map(test, base.concepts)) for what, test in _CONCEPTS.items()}
    if suffix in {".tsv", ".txt"}:
        languages = list(dict.fromkeys(term.language.language for term in terms))
        counts["terms of other languages"] = sum(term.language.language not in languages[:2] for term in terms)
        counts["ids"] = len(base.concepts)
    yield from (f"{count} {what}" for what, count in counts.items() if count)

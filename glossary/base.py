"""Term bases made and put together: from the pairs of articles, and from several term bases.

Two entries are one concept if they share a term in two languages, or in the only language that one of them has, are not
two different kinds of thing, and are for the same parts of the text.  Script, case and hyphens do not count in this.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Final

from bitext.articles import Article, TermPair
from bitext.languages import LanguageTag
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Matching, Term, Termbase, TermStatus
from glossary.lookup import writing
from glossary.matching import term_key

_LONGEST_SLUG: Final = 48  # a long title is still told apart, and the id still fits a line
_UNDECIDED: Final = TermStatus.PROPOSED

Sense = tuple[tuple[str, bool], tuple[str, ...]]
"""A language with a term's key: what two concepts may share."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that two entries say differently; `concept` is the id of the one that was kept or comes first."""

    concept: str
    message: str


@dataclass(frozen=True, slots=True)
class Merger:
    """What several term bases are together, and where they do not agree."""

    termbase: Termbase
    conflicts: tuple[Conflict, ...] = ()


def termbase_of(articles: Iterable[Article]) -> Termbase:
    """The term pairs that articles print, each with its attestation; the same pair twice is one concept.

    A pair that was only derived from a printed one (a title within a title) is a proposal.
    """
    return merged(
        Termbase(concepts=(_concept(pair, article, status),))
        for article in articles
        for pairs, status in (
            (article.pairs, TermStatus.PREFERRED),
            (article.derived_pairs, TermStatus.PROPOSED),
        )
        for pair in pairs
    )


def _concept(pair: TermPair, article: Article, status: TermStatus) -> Concept:
    terms = [Term(text=side.text, language=side.language, status=status) for side in (pair.source, pair.target)]
    if pair.romanized:
        romanised = LanguageTag(f"{pair.target.language.language}-Latn")  # in which system is not said
        terms.append(Term(text=pair.romanized, language=romanised, status=status))
    return Concept(
        id=slug(terms),
        terms=tuple(terms),
        kind=pair.kind,
        attestations=(Attestation(place=pair.place.block, source=article.document),),
    )


def merged(bases: Iterable[Termbase]) -> Termbase:
    """All concepts of several term bases, the same concept once; `merge` tells the conflicts too."""
    return merge(bases).termbase


def merge(bases: Iterable[Termbase]) -> Merger:
    """All concepts of several term bases, the same concept once, and what they do not agree on.

    The earlier entry wins: its id, its kind, and its preferred term, beside which that of the later one is admitted.
    Proposals give way to anything decided.
    """
    concepts = tuple(chain.from_iterable(base.concepts for base in bases))
    conflicts: list[Conflict] = []
    before = -1
    while len(concepts) != before:  # two that were joined may together be one with a third
        before = len(concepts)
        concepts, found = _once_joined(concepts)
        conflicts += found
    concepts = tuple(_arranged(tuple(with_unique_ids(concepts))))
    return Merger(Termbase(concepts=concepts), (*conflicts, *_homonyms(concepts)))


def _once_joined(concepts: Iterable[Concept]) -> tuple[tuple[Concept, ...], list[Conflict]]:
    joined: list[Concept] = []
    conflicts: list[Conflict] = []
    places: defaultdict[Sense, list[int]] = defaultdict(list)
    for concept in concepts:
        place = _same(concept, joined, places)
        if place is None:
            place = len(joined)
            joined.append(replace(concept, terms=_once_each(concept.terms)))
        else:
            conflicts += _contradictions(joined[place], concept)
            joined[place] = _joined(joined[place], concept)
        for sense in _senses(concept):
            places[sense].append(place)
    return tuple(joined), conflicts


def _senses(concept: Concept) -> Sequence[Sense]:
    return tuple(dict.fromkeys(_sense(term) for term in concept.terms))


def _sense(term: Term) -> Sense:
    return writing(term.language), term_key(term.text)


def _same(concept: Concept, concepts: Sequence[Concept], places: Mapping[Sense, Sequence[int]]) -> int | None:
    """The place of the first concept that is the same one."""
    near = sorted({place for sense in _senses(concept) for place in places.get(sense, ())})
    return next((place for place in near if _are_one(concepts[place], concept)), None)


def _are_one(a: Concept, b: Concept) -> bool:
    kinds = {a.kind, b.kind} - {ConceptKind.TERM}
    shared = {language for language, _ in set(_senses(a)) & set(_senses(b))}
    fewest = min(len({language for language, _ in _senses(side)}) for side in (a, b))
    return len(kinds) < 2 and len(shared) >= min(2, fewest) and a.scope == b.scope


def _contradictions(kept: Concept, added: Concept) -> Iterator[Conflict]:
    by_sense = {_sense(term): term for term in kept.terms}
    for term in added.terms:
        twin = by_sense.get(_sense(term))
        if twin and term.status is not twin.status and _is_at_odds({term.status, twin.status}):
            yield Conflict(
                kept.id,
                f"{term.text!r} is {twin.status} in one place and {term.status} in another; "
                f"it is kept as {twin.status}.",
            )
        elif (twin is None or twin.status is _UNDECIDED) and (rival := _rival(kept, term)):
            yield Conflict(
                kept.id,
                f"{rival.text!r} is preferred in one place and {term.text!r} in another; "
                f"{rival.text!r} is kept as preferred.",
            )


def _is_at_odds(statuses: set[TermStatus]) -> bool:
    """Whether one says no and the other yes; a word that is admitted may well be preferred by others."""
    return TermStatus.FORBIDDEN in statuses and _UNDECIDED not in statuses


def _rival(kept: Concept, term: Term) -> Term | None:
    """The preferred term of the concept that `term` would stand beside as a second one."""
    if term.status is not TermStatus.PREFERRED:
        return None
    others = (other for other in kept.terms if other.text != term.text and other.status is term.status)
    return next((other for other in others if _same_script(other, term)), None)


def _same_script(a: Term, b: Term) -> bool:
    """Simplified and traditional have a preferred term each; a tag without a script stands for both."""
    scripts = {a.language.script, b.language.script} - {None}
    return writing(a.language) == writing(b.language) and len(scripts) < 2


def _joined(kept: Concept, added: Concept) -> Concept:
    return replace(
        kept,
        terms=_joined_terms(kept, added),
        kind=added.kind if kept.kind is ConceptKind.TERM else kept.kind,
        note=_joined_notes(kept.note, added.note),
        attestations=tuple(dict.fromkeys((*kept.attestations, *added.attestations))),
    )


def _joined_terms(kept: Concept, added: Concept) -> tuple[Term, ...]:
    return _once_each(
        (
            *kept.terms,
            *(replace(term, status=TermStatus.ADMITTED) if _rival(kept, term) else term for term in added.terms),
        )
    )


def _once_each(terms: Iterable[Term]) -> tuple[Term, ...]:
    once: dict[tuple[tuple[str, bool], str], Term] = {}
    for term in terms:
        name = writing(term.language), term.text
        once[name] = _joined_term(once[name], term) if name in once else term
    return tuple(once.values())


def _joined_term(kept: Term, added: Term) -> Term:
    return replace(
        kept,
        language=max(kept.language, added.language, key=len),  # zh-Hans says more than zh
        status=added.status if kept.status is _UNDECIDED else kept.status,
        note=_joined_notes(kept.note, added.note),
        case=added.case if kept.case is CaseRule.AUTO else kept.case,
        matching=added.matching if kept.matching is Matching.AUTO else kept.matching,
        contexts=tuple(dict.fromkeys((*kept.contexts, *added.contexts))),
    )


def _joined_notes(kept: str, added: str) -> str:
    new = (note for note in added.split("; ") if note not in kept.split("; "))
    return "; ".join(filter(None, (kept, *new)))


def _arranged(concepts: Sequence[Concept]) -> Iterator[Concept]:
    """With the languages in one order everywhere: that in which they first come."""
    order: dict[LanguageTag, int] = {}
    for term in chain.from_iterable(concept.terms for concept in concepts):
        order.setdefault(term.language, len(order))
    for concept in concepts:
        yield replace(concept, terms=tuple(sorted(concept.terms, key=lambda term: order[term.language])))


def _homonyms(concepts: Iterable[Concept]) -> Iterator[Conflict]:
    """Words that name several concepts."""
    named: defaultdict[Sense, list[tuple[Concept, Term]]] = defaultdict(list)
    for concept in concepts:
        for sense, term in {_sense(term): term for term in concept.terms}.items():
            named[sense].append((concept, term))
    for (first, term), *others in named.values():
        if others:
            ids = " and ".join(concept.id for concept, _ in others)
            yield Conflict(first.id, f"{term.text!r} names {first.id} and also {ids}.")


def with_unique_ids(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """The concepts, those with the id of an earlier one with a number behind it: `c-yu`, `c-yu-2`."""
    concepts = tuple(concepts)
    taken = {concept.id for concept in concepts}
    seen: set[str] = set()
    for concept in concepts:
        id_ = free_id(concept.id, taken) if concept.id in seen else concept.id
        seen.add(id_)
        taken.add(id_)
        yield replace(concept, id=id_)


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id itself, or the first with a number behind it that is not taken.

    >>> free_id("c-yu", {"c-yu", "c-yu-2"})
    'c-yu-3'
    """
    candidates = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(id_ for id_ in candidates if id_ not in taken)


def slug(terms: Sequence[Term]) -> str:
    """An id made from the English term, or else from another in Latin letters, or else from the characters' numbers.

    It stays the same when other entries come, go or change places.

    >>> slug([Term(text="摩西", language=LanguageTag("zh")), Term(text="Moses", language=LanguageTag("en"))])
    'c-moses'
    >>> slug([Term(text="烟囱", language=LanguageTag("zh-Hans"))])
    'c-70df-56f1'
    """
    tests: Sequence[Callable[[Term], bool]] = (lambda term: term.language.language == "en", lambda _term: True)
    names = (_latin(term.text) for test in tests for term in terms if test(term))
    return f"c-{next(filter(None, names), _numbers(terms[0].text))}"


def _latin(text: str) -> str:
    """The words in ASCII letters; empty if letters would be lost that have no ASCII form."""
    decomposed = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "").lower())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    if any(char.isalpha() and not char.isascii() for char in letters):
        return ""
    words = re.findall(r"[a-z0-9]+", letters)
    kept = (len("-".join(words[:end])) <= _LONGEST_SLUG for end in range(1, len(words) + 1))
    return "-".join(words[: max(1, sum(kept))])[:_LONGEST_SLUG]


def _numbers(text: str) -> str:
    return "-".join(f"{ord(char):x}" for char in text.strip())[:_LONGEST_SLUG].rstrip("-")

"""What is wrong with a glossary itself, before it is used.

Each finding has a code that stays.

======  ==================================================================
G001    two entries are one concept
G002    one term has two preferred equivalents
G003    a Chinese term of one character, which is part of other words everywhere
G004    a term is preferred here and forbidden there
G005    a concept lacks a language that the others have
G006    letters of another alphabet, or full-width, among Latin ones
G007    blanks or invisible characters where none belong
G008    a concept that the text does not name
G009    a name whose spelling is not of the characters
G010    characters of the other script than the term's tag says
G011    several terms written as one
======  ==================================================================
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from bitext.terms import Concept, ConceptKind, Matching, Term, Termbase, TermStatus
from glossary.base import Sense, merge
from glossary.lookup import writing
from glossary.matching import term_key
from lang.names_matching import match, surname_agrees
from lang.script import Script, strays

CODES: Final[Mapping[str, str]] = {
    "G001": "two entries are one concept",
    "G002": "one term has two preferred equivalents",
    "G003": "a Chinese term of one character",
    "G004": "preferred here and forbidden there",
    "G005": "a concept lacks a language that the others have",
    "G006": "letters of another alphabet among Latin ones",
    "G007": "blanks or invisible characters where none belong",
    "G008": "a concept that the text does not name",
    "G009": "a name whose spelling is not of the characters",
    "G010": "characters of the other script",
    "G011": "several terms written as one",
}
"""What each code says, in a few words."""

_MOST: Final = 0.5  # of the concepts: a language that so many have is expected of all
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS: Final = re.compile(r"^\s|\s$|\s{2,}|[\t\n\r\u00a0]")
_SEVERAL: Final = re.compile(r"\S\s*[/／、，]\s*\S|\S, \S")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that is wrong with a concept."""

    concept: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.concept}: {self.code} {self.message}"


def lint(base: Termbase, named: Collection[str] | None = None) -> tuple[Fault, ...]:
    """All that is wrong with a glossary, in the order of its concepts.

    `named` are the ids of the concepts that a text names; without it no concept counts as unused.

    >>> from bitext.languages import LanguageTag
    >>> base = Termbase(concepts=(Concept(id="c", terms=(Term(text="是", language=LanguageTag("zh")),)),))
    >>> print(*lint(base))
    c: G003 '是' is one character and stands in many words; give it a context, or take the word that is meant.
    """
    order = {concept.id: number for number, concept in enumerate(base.concepts)}
    found = [fault for check in _CHECKS for fault in check(base)]
    found += () if named is None else _unused(base, named)
    return tuple(sorted(found, key=lambda fault: (order[fault.concept], fault)))


def _doubled(base: Termbase) -> Iterator[Fault]:
    """Entries that `merge` would make one."""
    for first, second in _sharing(base):
        if len(merge([Termbase(concepts=(first, replace(second, id=f"{first.id}-2")))]).termbase.concepts) == 1:
            yield Fault(second.id, "G001", f"is the same as {first.id}; put the two together.")


def _sharing(base: Termbase) -> Iterator[tuple[Concept, Concept]]:
    """Pairs of concepts that have a term in common, each pair once."""
    holders: defaultdict[Sense, list[Concept]] = defaultdict(list)
    for concept in base.concepts:
        for sense in dict.fromkeys(map(_sense, concept.terms)):
            holders[sense].append(concept)
    pairs = {(a.id, b.id): (a, b) for concepts in holders.values() for a, b in combinations(concepts, 2)}
    yield from pairs.values()


def _sense(term: Term) -> Sense:
    return writing(term.language), term_key(term.text)


def _equivalents(base: Termbase) -> Iterator[Fault]:
    """Of one term in two concepts, or in one, two preferred terms in another language."""
    for concept in base.concepts:
        preferred = [term for term in concept.terms if term.status is TermStatus.PREFERRED]
        for first, second in combinations(preferred, 2):
            if first.language == second.language and term_key(first.text) != term_key(second.text):
                told = f"has two preferred terms in {first.language}, {first.text!r} and {second.text!r}; admit one."
                yield Fault(concept.id, "G002", told)
    for first_, second_ in _sharing(base):
        shared = {_sense(term) for term in first_.terms} & {_sense(term) for term in second_.terms}
        if first_.scope == second_.scope and any(_is_preferred(c, shared) for c in (first_, second_)):
            yield from _rivals(first_, second_, shared)


def _is_preferred(concept: Concept, senses: Collection[Sense]) -> bool:
    return any(_sense(term) in senses and term.status is TermStatus.PREFERRED for term in concept.terms)


def _rivals(first: Concept, second: Concept, shared: Collection[Sense]) -> Iterator[Fault]:
    for term in first.terms:
        for other in second.terms:
            both = {term.status, other.status} == {TermStatus.PREFERRED}
            is_other = _sense(term) not in shared and _sense(other) not in shared
            if both and is_other and writing(term.language) == writing(other.language):
                name = next(t.text for t in second.terms if _sense(t) in shared)
                told = (
                    f"{name!r} is {other.text!r} here and {term.text!r} in {first.id}; give each a context or a scope."
                )
                yield Fault(second.id, "G002", told)


def _short(base: Termbase) -> Iterator[Fault]:
    for concept, term in _terms(base):
        if len(term.text.strip()) == 1 and term.language.is_unspaced and not term.contexts:
            told = f"{term.text!r} is one character and stands in many words"
            yield Fault(concept.id, "G003", f"{told}; give it a context, or take the word that is meant.")


def _contradicted(base: Termbase) -> Iterator[Fault]:
    """Terms that one entry prefers and another forbids."""
    said: defaultdict[Sense, list[tuple[Concept, Term]]] = defaultdict(list)
    for concept, term in _terms(base):
        said[_sense(term)].append((concept, term))
    for uses in said.values():
        forbidden = [(concept, term) for concept, term in uses if term.status is TermStatus.FORBIDDEN]
        allowed = [concept for concept, term in uses if term.status in {TermStatus.PREFERRED, TermStatus.ADMITTED}]
        for concept, term in forbidden:
            if other := next((one for one in allowed if one.scope == concept.scope), None):
                yield Fault(concept.id, "G004", f"forbids {term.text!r}, which {other.id} allows; say which it is.")


def _one_sided(base: Termbase) -> Iterator[Fault]:
    counts = Counter(language for concept in base.concepts for language in {t.language.language for t in concept.terms})
    expected = [language for language, count in counts.items() if count > _MOST * len(base.concepts)]
    for concept in base.concepts:
        own = {term.language.language for term in concept.terms}
        for language in expected if len(expected) > 1 else ():
            if language not in own:
                yield Fault(concept.id, "G005", f"has no term in {language}, as most concepts have.")


def _homoglyphs(base: Termbase) -> Iterator[Fault]:
    for concept, term in _terms(base):
        scripts = {char: unicodedata.name(char, "").partition(" ")[0] for char in term.text if char.isalpha()}
        found = sorted(char for char, script in scripts.items() if script in {"CYRILLIC", "GREEK", "FULLWIDTH"})
        if (found and "LATIN" in scripts.values()) or (found and term.language.language in {"en", "de", "fr", "zh"}):
            named = ", ".join(f"{char} ({unicodedata.name(char)})" for char in found)
            yield Fault(concept.id, "G006", f"{term.text!r} has {named}; write the letter that is meant.")


def _blank(base: Termbase) -> Iterator[Fault]:
    for concept, term in _terms(base):
        if _BLANKS.search(term.text) or _INVISIBLE.search(term.text):
            yield Fault(concept.id, "G007", f"{term.text!r} has blanks or invisible characters too many; remove them.")


def _unused(base: Termbase, named: Collection[str]) -> Iterator[Fault]:
    for concept in base.concepts:
        if concept.id not in named:
            yield Fault(concept.id, "G008", "is not named in the text.")


def _misspelt(base: Termbase) -> Iterator[Fault]:
    """People whose Chinese name none of the Latin names spells, though one begins like it."""
    for concept in base.concepts:
        if concept.kind is not ConceptKind.PERSON:
            continue
        chinese = [
            term.text for term in concept.terms if term.language.language == "zh" and term.language.script != "Latn"
        ]
        latin = [t.text for t in concept.terms if t.text[:1].isascii() and t.text[:1].isalpha()]
        for name in chinese[:1] if latin else ():
            matches = [match(name, spelling) for spelling in latin]
            if all(found is None for found in matches) and any(surname_agrees(name, one) for one in latin):
                told = f"{latin[0]!r} has the surname of {name!r}, but not its given name"
                yield Fault(concept.id, "G009", f"{told}; correct it, or keep it as an alias.")


def _mixed(base: Termbase) -> Iterator[Fault]:
    for concept, term in _terms(base):
        script = {"Hans": Script.SIMPLIFIED, "Hant": Script.TRADITIONAL}.get(term.language.script or "")
        found = [term.text[start:end] for start, end in strays(term.text, script)] if script else []
        if found:
            listed = "".join(dict.fromkeys(found))
            yield Fault(
                concept.id,
                "G010",
                f"{term.text!r} is said to be {term.language} and has {listed}; correct one of the two.",
            )


def _several(base: Termbase) -> Iterator[Fault]:
    for concept, term in _terms(base):
        is_title = concept.kind in {ConceptKind.WORK, ConceptKind.JOURNAL, ConceptKind.ORGANISATION}
        if not is_title and term.matching is not Matching.REGEX and _SEVERAL.search(term.text):
            yield Fault(concept.id, "G011", f"{term.text!r} looks like several terms; separate them with ';'.")


def _terms(base: Termbase) -> Iterator[tuple[Concept, Term]]:
    return ((concept, term) for concept in base.concepts for term in concept.terms)


_CHECKS: Final[tuple[Callable[[Termbase], Iterator[Fault]], ...]] = (
    _doubled,
    _equivalents,
    _short,
    _contradicted,
    _one_sided,
    _homoglyphs,
    _blank,
    _misspelt,
    _mixed,
    _several,
)

"""How faithful a quotation is to the passage that it translates: what was dropped or added, numbers and names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

import numpy as np

from aligner.books import Book
from aligner.lattice import Bools, Floats
from aligner.names import Known, unlike_names
from aligner.passages import evidence_of
from aligner.quotations import Quoted, pieces
from aligner.scales import unit
from aligner.units import Text, weight
from bitext.languages import LanguageTag
from lang.quantities import Quantity, quantities
from lang.rules import rules_for
from lang.words import words


class Code(StrEnum):
    """What may differ; a code keeps its meaning for life."""

    DROPPED = "F001"
    ADDED = "F002"
    NUMBER = "F003"
    NAME = "F004"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the original (of a drop) or of the quotation that the other side does not have."""

    code: Code
    text: str
    other: str = ""
    """Of the other side: the number or name that stands in its place, the clause after which it is missing."""


_MATCHED = 0.3
"""A clause has a counterpart where the mean of two figures is above it: its cosine to one or two clauses of the other
side, what is common taken off, and the share of its words that the other side has.  What is translated has 0.5 or more.
"""

_SHORTEST = 12.0
"""Clauses that are shorter, by `weight`, say too little to be missed: some five Han characters."""


def differences(quotation: str, language: LanguageTag, passage: Sequence[str], book: Book) -> list[Difference]:
    """What a person should look at, in the order of the codes.

    Where the quotation has an ellipsis, nothing is said of what it leaves out.  At the two ends the passage may have
    more: a quotation may begin and end within a sentence.
    """
    read = Quoted.read([(quotation, language)], book)[0]
    if read is None or not passage:
        return []
    original = Text.of(passage, book.language)
    forth, back = _matched(read, original, book)
    dropped = [] if read.is_cut else list(_inside(original.clauses, back))
    return [
        *(Difference(Code.DROPPED, text) for text in dropped),
        *(Difference(Code.ADDED, text) for text in _lacking(read.text.clauses, forth)),
        *numbers(quotation, language, passage, book.language),
        *names(quotation, language, passage, book),
    ]


def _matched(quotation: Quoted, original: Text, book: Book) -> tuple[Bools, Bools]:
    """Which clauses of the quotation, and which of the original, have a counterpart."""
    here, there = _clause_vectors(quotation.text, book), _clause_vectors(original, book)
    cosines = np.max([a @ b.T for a in here for b in there], axis=0)
    forth, back = evidence_of(quotation, original, book)
    return (
        (cosines.max(axis=1) + forth) / 2 > _MATCHED,
        (cosines.max(axis=0) + back) / 2 > _MATCHED,
    )


def _clause_vectors(text: Text, book: Book) -> list[Floats]:
    """Of each clause, and of each with the next one, less what all sentences of the book have in common."""
    _, units = text.read(book.encoder)
    first = np.arange(len(text.clauses))
    return [unit(units.compose(first, np.minimum(first + more, first[-1])) - book.mean) for more in (0, 1)]


def _inside(clauses: Sequence[str], matched: Bools) -> Iterator[str]:
    """Clauses without a counterpart between two that have one."""
    known = np.flatnonzero(matched)
    if len(known):
        inner = range(int(known[0]), int(known[-1]) + 1)
        yield from _lacking([clauses[at] for at in inner], matched[inner.start : inner.stop])


def _lacking(clauses: Sequence[str], matched: Bools) -> Iterator[str]:
    for clause, known in zip(clauses, matched, strict=True):
        if not known and weight(clause) >= _SHORTEST:
            yield clause.strip()


def numbers(
    quotation: str, language: LanguageTag, passage: Sequence[str], original: LanguageTag
) -> Iterator[Difference]:
    """Numbers of the quotation that the passage does not have.

    Those up to ten, months and days only where the passage has another in their place: a translation may say
    `the two of them` for 他们.

    >>> [each.text for each in numbers("He was fifty-five.", LanguageTag("en"), ["他五十四岁。"], LanguageTag("zh"))]
    ['fifty-five']
    >>> list(numbers("He was fifty-four.", LanguageTag("en"), ["他五十四岁。"], LanguageTag("zh")))
    []
    """
    here, there = " ".join(pieces(quotation)), _joined(passage, original)
    left, others = _unmatched(list(quantities(here, rules_for(language))), list(quantities(there, rules_for(original))))
    for quantity, other in zip_longest(left, others[: len(left)]):
        if quantity.is_count or other:
            yield Difference(Code.NUMBER, quantity.span.of(here), other.span.of(there) if other else "")


def _joined(passage: Sequence[str], language: LanguageTag) -> str:
    return language.joiner.join(passage)


def _unmatched(here: Sequence[Quantity], there: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The exact ones of either side without a counterpart; one that is not exact may be that of several."""
    left, other = [each for each in here if each.is_exact], [each for each in there if each.is_exact]
    for quantity in tuple(left):
        same = next((each for each in other if each.values & quantity.values), None)
        if same is not None:
            left.remove(quantity)
            other.remove(same)
    vague = ([each for each in side if not each.is_exact] for side in (here, there))
    known_here, known_there = (frozenset[int]().union(*(each.values for each in side)) for side in vague)
    return [each for each in left if not each.values & known_there], [
        each for each in other if not each.values & known_here
    ]


def names(quotation: str, language: LanguageTag, passage: Sequence[str], book: Book) -> Iterator[Difference]:
    """Names of the quotation that the passage does not have; where one side is Chinese and the other is not."""
    here, there = " ".join(pieces(quotation)), _joined(passage, book.language)
    known_here, known_there = _known_words(there, book.language, book), _known_words(here, language, book)
    if book.language.language == "zh" and language.language != "zh":
        for unlike in unlike_names(here, there, rules_for(language), Known(known_here, known_there)):
            yield Difference(Code.NAME, unlike.latin.of(here), unlike.han.of(there) if unlike.han else "")
    elif language.language == "zh" and book.language.language != "zh":
        for unlike in unlike_names(there, here, rules_for(book.language), Known(known_there, known_here)):
            if unlike.han is not None:
                yield Difference(Code.NAME, unlike.han.of(here), unlike.latin.of(there))


_KNOWN = 0.6
"""From this likeness on two words are the same in two languages; names that differ have 0.55 at most, by 40 pairs."""


def _known_words(text: str, language: LanguageTag, book: Book) -> Callable[[str], bool]:
    """Whether a text has a word with the meaning of another."""
    types = tuple(dict.fromkeys(word.lower() for word, _ in words(text, language)))

    def is_known(word: str) -> bool:
        alike = book.words.scale(book.words([word.lower()]) @ book.words(types).T) if types else np.zeros(1)
        return float(alike.max()) >= _KNOWN

    return is_known

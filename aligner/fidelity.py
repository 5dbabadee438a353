"""How faithful a quotation is to the passage that it translates: what was dropped or added, numbers and names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from aligner.lattice import Bools, Floats
from aligner.passages import Book, Quoted, evidence_of, pieces, readings_in
from aligner.scales import unit
from aligner.units import Text, weight
from bitext.languages import LanguageTag
from lang.numerals import number, numeral_pattern
from lang.romanisation import syllables
from lang.rules import Rules, rules_for


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


_MATCHED = 0.3
"""A clause has a counterpart where the mean of two figures is above it: its cosine to one or two clauses of the other
side, what is common taken off, and the share of its words that the other side has.  What is translated has 0.5 or more.
"""

_SHORTEST = 12.0
"""Clauses that are shorter, by `weight`, say too little to be missed: some five Han characters."""

_COUNTED = 10
"""Numbers up to it are words like others: 一 is an article as often as a number."""


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
        *(Difference(Code.NUMBER, text) for text in other_numbers(quotation, language, passage, book.language)),
        *(Difference(Code.NAME, text) for text in other_names(quotation, language, passage, book.language)),
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


def other_numbers(
    quotation: str, language: LanguageTag, passage: Sequence[str], original: LanguageTag
) -> Iterator[str]:
    """Numbers of the quotation that the passage does not have; those up to ten do not count.

    >>> list(other_numbers("He was fifty-five.", LanguageTag("en"), ["他五十四岁。"], LanguageTag("zh")))
    ['fifty-five']
    >>> list(other_numbers("He was fifty-four.", LanguageTag("en"), ["他五十四岁。"], LanguageTag("zh")))
    []
    """
    known = {value for sentence in passage for _, value in _numbers(sentence, rules_for(original))}
    for printed, value in _numbers(" ".join(pieces(quotation)), rules_for(language)):
        if value > _COUNTED and value not in known:
            yield printed


def _numbers(text: str, rules: Rules) -> Iterator[tuple[str, int]]:
    for match in re.finditer(numeral_pattern(rules), text):
        before = text[match.start() - 1 : match.start()]
        # A Roman numeral in prose is more often a word: I, mild.
        if match[0].isascii() and match[0].isalpha() and match[0].upper() == match[0]:
            continue
        if (before.isascii() and before.isalnum()) or (value := number(match[0], rules)) is None:
            continue
        yield match[0], value


def other_names(quotation: str, language: LanguageTag, passage: Sequence[str], original: LanguageTag) -> Iterator[str]:
    """Names in pinyin of a quotation whose characters the Chinese passage does not have.

    Only words that no sentence begins with, of two syllables or more: others may be English.

    >>> list(other_names("So said Qingyang.", LanguageTag("en"), ["清阳说。"], LanguageTag("zh")))
    []
    >>> list(other_names("So said Qingyang.", LanguageTag("en"), ["陈青说。"], LanguageTag("zh")))
    ['Qingyang']
    """
    if original.language != "zh" or language.language == "zh":
        return
    readings = readings_in("".join(passage))
    for name in _inner_names(pieces(quotation)):
        if len(syllables(name.lower())) > 1 and name.lower() not in readings:
            yield name


def _inner_names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from re.findall(r"(?<=[a-z,;] )[A-Z][a-z]{3,}\b", text)

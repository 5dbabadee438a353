"""Quotations that are looked for in a book."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from aligner.books import Book, by_reading, capitalised
from aligner.crowds import Crowd
from aligner.lattice import Doubles, Floats
from aligner.scales import unit
from aligner.units import Text, Units, weight
from bitext.languages import LanguageTag
from lang.rules import rules_for
from lang.sentences import split

LARGEST = 3
"""Sentences of a quotation that are compared together."""

_SURE_AT = 8
"""From so many vectors on, quotations tell more of what they have in common than the book does."""

_ELLIPSIS = re.compile(r"[\[(（［【]?\s*(?:…+|⋯+|\.\s?\.\s?\.(?:\s?\.)?)\s*[\])）］】]?")
_SIC = re.compile(r"\s*[\[［]\s*(?:sic|原文如此)\W?\s*[\]］]", re.IGNORECASE)
_BRACKETS = re.compile(r"[\[\]［］]")


def pieces(quotation: str) -> list[str]:
    """The words of a quotation as they may stand in the original: between ellipses, without brackets and [sic].

    >>> pieces("“[H]e left […] the town [sic]. . . . Nobody [there] knew.”")
    ['“He left', 'the town', 'Nobody there knew.”']
    """
    parts = _ELLIPSIS.split(_SIC.sub("", quotation))
    return [piece for part in parts if any(map(str.isalnum, piece := _BRACKETS.sub("", part).strip()))]


def quoted_sentences(quotation: str, language: LanguageTag) -> list[str]:
    """The sentences of all pieces."""
    rules = rules_for(language)
    return [span.of(piece).strip() for piece in pieces(quotation) for span in split(piece, rules)]


@dataclass(frozen=True)
class Quoted:
    """A quotation as sentences, each in one piece; `is_cut` where it says that something is left out."""

    text: Text
    groups: tuple[Floats, ...]  # of one sentence, of two … from each on; what sticks out is left off
    whole: Floats
    is_cut: bool
    word_vectors: Floats
    names: frozenset[str]  # capitalised words, in small letters
    clauses: Floats
    crowd: Crowd | None = None  # all that were read together

    @classmethod
    def read(cls, texts: Sequence[tuple[str, LanguageTag]], book: Book) -> "list[Quoted | None]":
        """Read quotations with the book's encoder; None for those without a word in them.

        What the vectors of all of them have in common is taken off, and all of them are each one's crowd.
        Raises `UnknownLanguage` where there are no rules for the sentences of one.
        """
        read = [cls._of(text, language, book) for text, language in texts]
        known = [quotation for quotation in read if quotation]
        if not known or not len(book):
            return list(read)
        mean = _common([quotation.vectors for quotation in known], book.mean)
        of_clauses = _common([quotation.clauses for quotation in known], book.clause_mean)
        known = [quotation.less(mean, of_clauses) for quotation in known]
        crowd = Crowd.of([(quotation.vectors, quotation.whole, quotation.clauses) for quotation in known], book)
        ready = iter(replace(quotation, crowd=crowd) for quotation in known)
        return [quotation and next(ready) for quotation in read]

    @classmethod
    def _of(cls, quotation: str, language: LanguageTag, book: Book) -> "Quoted | None":
        sentences = quoted_sentences(quotation, language)
        if not sentences:
            return None
        text = Text.of(sentences, language)
        units, of_clauses = text.read(book.encoder)
        types = text.words.types
        return cls(
            text,
            tuple(_runs_from(units, size) for size in range(1, LARGEST + 1)),
            units.groups(len(units))[-1],
            bool(_ELLIPSIS.search(quotation)),
            book.words(types) if types else np.zeros((0, 1), dtype=np.float32),
            capitalised(sentences),
            of_clauses.groups(1)[1:],
        )

    @property
    def vectors(self) -> Floats:
        """Of each sentence."""
        return self.groups[0]

    @cached_property
    def lengths(self) -> Doubles:
        """`weight` of the sentences before each, and of all; shape (sentences + 1,)."""
        return np.concatenate([[0.0], np.cumsum([weight(text) for text in self.text.sentences])])

    @cached_property
    def clause_lengths(self) -> Doubles:
        """`weight` of each clause."""
        return np.array([weight(clause) for clause in self.text.clauses])

    def less(self, mean: Floats, of_clauses: Floats) -> "Quoted":
        """The quotation, its vectors less `mean`, and those of its clauses less theirs."""
        groups = tuple(unit(group - mean) for group in self.groups)
        whole = unit((self.whole - mean)[None])[0]
        return replace(self, groups=groups, whole=whole, clauses=unit(self.clauses - of_clauses))

    @cached_property
    def readings(self) -> dict[str, list[int]]:
        """The word types that are, or hold, what a romanised name of the book may stand for."""
        return by_reading(self.text.words.types)

    @property
    def length(self) -> float:
        """`weight` of the whole."""
        return float(self.lengths[-1])


def _runs_from(units: Units, size: int) -> Floats:
    starts = np.arange(len(units))
    return units.compose(units.pieces[starts], units.pieces[np.minimum(starts + size, len(units))] - 1)


def _common(vectors: Sequence[Floats], of_book: Floats) -> Floats:
    """The mean of all; that of the book stands in where there are few."""
    summed = np.sum([_SURE_AT * of_book, *(each.sum(axis=0) for each in vectors)], axis=0)
    mean: Floats = (summed / (sum(map(len, vectors)) + _SURE_AT)).astype(np.float32)
    return mean

"""Books that an encoder has read, to look for quotations in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from aligner.encoders import Composer, Encoder
from aligner.lattice import Doubles, Floats, Ints
from aligner.links import WordVectors
from aligner.scales import unit
from aligner.units import Text, weight
from bitext.languages import LanguageTag
from lang.romanisation import romanised, syllables


@dataclass(frozen=True)
class Book:
    """A text that an encoder has read, to look for quotations in it."""

    text: Text
    compose: Composer
    words: WordVectors
    encoder: Encoder
    language: LanguageTag
    _groups: dict[int, Floats] = field(default_factory=dict)  # by size, made when asked for
    _clauses: dict[int, Floats] = field(default_factory=dict)

    @classmethod
    def read(cls, sentences: Sequence[str], language: LanguageTag, encoder: Encoder) -> "Book":
        """Read the sentences, once for all quotations."""
        text = Text.of(sentences, language)
        return cls(text, text.read(encoder)[0].compose, WordVectors(encoder), encoder, language)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def mean(self) -> Floats:
        """What all sentences have in common."""
        numbers = np.arange(len(self))
        vectors: Floats = self._raw(numbers, numbers + 1).mean(axis=0)
        return vectors

    @cached_property
    def clause_mean(self) -> Floats:
        """What all clauses have in common."""
        vectors: Floats = self.compose(*np.tile(np.arange(len(self.text.clauses)), (2, 1))).mean(axis=0)
        return vectors

    @cached_property
    def clause_lengths(self) -> Doubles:
        """`weight` of each clause."""
        return np.array([weight(clause) for clause in self.text.clauses])

    @cached_property
    def lengths(self) -> Doubles:
        """`weight` of the sentences before each, and of all; shape (sentences + 1,)."""
        return np.concatenate([[0.0], np.cumsum([weight(text) for text in self.text.sentences])])

    @cached_property
    def word_vectors(self) -> Floats:
        """Of each word type."""
        return self.words(self.text.words.types)

    @cached_property
    def readings(self) -> dict[str, list[int]]:
        """The word types that are, or hold, what a romanised name may stand for."""
        return by_reading(self.text.words.types)

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words that may be pinyin, in small letters."""
        return frozenset(name for name in capitalised(self.text.sentences) if name in self.number and syllables(name))

    @cached_property
    def number(self) -> dict[str, int]:
        """Of each word type."""
        return {word: number for number, word in enumerate(self.text.words.types)}

    @cached_property
    def rarities(self) -> Doubles:
        """Of each sentence, its words' rarities added up."""
        return self.text.words.totals

    def _raw(self, starts: Ints, ends: Ints) -> Floats:
        return self.compose(self.text.edges[starts], self.text.edges[ends] - 1)

    def vectors(self, starts: Ints, ends: Ints) -> Floats:
        """Of runs of sentences, less what all have in common."""
        return unit(self._raw(starts, ends) - self.mean)

    def groups(self, size: int) -> Floats:
        """Of the `size` sentences from each on; at the end of those that are left."""
        if size not in self._groups:
            starts = np.arange(len(self))
            self._groups[size] = self.vectors(starts, np.minimum(starts + size, len(self)))
        return self._groups[size]

    def clauses(self, size: int) -> Floats:
        """Of the `size` clauses from each on; at the end of those that are left."""
        if size not in self._clauses:
            first = np.arange(len(self.text.clauses))
            last = np.minimum(first + size, len(first)) - 1
            self._clauses[size] = unit(self.compose(first, last) - self.clause_mean)
        return self._clauses[size]


_NAME = re.compile(r"\b[A-Z][a-z]+\b")


def capitalised(sentences: Sequence[str]) -> frozenset[str]:
    """The capitalised words, in small letters."""
    return frozenset(name.lower() for sentence in sentences for name in _NAME.findall(sentence))


def by_reading(types: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(types):
        for reading in _readings(word):
            found.setdefault(reading, []).append(number)
    return found


def _readings(word: str) -> Iterator[str]:
    """How a word of Han characters, or a part of it, may be written in pinyin; a single character says too little."""
    if not all("\u4e00" <= character <= "\u9fff" for character in word):
        return
    parts = [romanised(character).lower() for character in word]
    yield from ("".join(parts[a:b]) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1))

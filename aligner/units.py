"""The units that are aligned, sentences or clauses, and what the scores need to know of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from aligner.encoders import Composer, Encoder, composer
from aligner.lattice import Bools, Doubles, Floats, Ints
from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from lang.words import words

# What ends a clause in the scripts we read.  、 joins the members of a list, and a comma between digits is a number's.
_CLAUSE_END = re.compile(r"(?<=[，；：,;:—–])(?![，；：,;:—–”’」』）)\]\d])\s*|(?<=[.。！？!?…])(?=\s*\w)\s*")

_SHORTEST_CLAUSE = 12.0
"""In the measure of `weight`: some five Han characters, or three English words."""

_CLOSERS = " \t”’\"'」』）)》〉]』»"
_FINAL_MARKS = ("?？", "!！", ".。．", "…⋯", "—–", ":：", ",，、", ";；")
_FINAL_CLASS = {mark: number for number, marks in enumerate(_FINAL_MARKS, 1) for mark in marks}

_CLOSERS_OF = {"“": "”", "„": "“”", '"': '"”', "‘": "’'", "'": "'’", "「": "」", "『": "』", "«": "»"}
# A single mark opens at the start of a word only; an apostrophe within a word closes nothing.
_QUOTATION_MARK = re.compile(
    r"""(?P<opening>[„「『«]|(?<![^\s(\[—–-])['‘](?=\S))|(?P<either>["“])|[”」』»]|['’](?![^\W_])"""
)
_LONGEST_QUOTATION = 20

QUESTION = 1
"""What `final_class` says of a text that ends in a question mark."""


def weight(text: str) -> float:
    """How long a text is: its characters without spaces, where a Han, kana or hangul character counts as 2.6.

    That is about how many letters of English a character of translated Chinese prose becomes.  Scores estimate the
    ratio of each pair of texts anew, so that nothing but the shortest clause hangs on it.
    """
    wide = sum(1 for character in text if character >= "\u2e80")
    return len(text) - text.count(" ") + 1.6 * wide


def final_class(text: str) -> int:
    """The kind of mark that ends a text, closing quotation marks aside: 1 question, 2 exclamation, 3 stop; 0 none."""
    return _FINAL_CLASS.get(text.rstrip(_CLOSERS)[-1:], 0)


def open_quotations(texts: Iterable[str]) -> Iterator[bool]:
    """Before each text, and after the last, whether a quotation is open.

    A mark that is never closed is forgotten after `_LONGEST_QUOTATION` texts.

    >>> list(open_quotations(["He said: “Go.", "It is late.”", "I went."]))
    [False, True, False, False]
    """
    closers, since = "", 0
    for text in texts:
        yield bool(closers)
        for mark in _QUOTATION_MARK.finditer(text):
            if closers:
                closers = "" if mark[0] in closers and not mark["opening"] else closers
            elif mark["opening"] or mark["either"]:
                closers = _CLOSERS_OF.get(mark[0], "")
        since = since + 1 if closers else 0
        closers = closers if since <= _LONGEST_QUOTATION else ""
    yield bool(closers)


def clauses(sentence: str) -> list[str]:
    """The sentence cut at its inner punctuation; nothing is lost, and no clause is very short.

    >>> clauses("He left, and when the whistle blew, nobody looked up.")
    ['He left, and when the whistle blew, ', 'nobody looked up.']
    """
    ends = (match.end() for match in _CLAUSE_END.finditer(sentence))
    edges = [0, *(end for end in ends if 0 < end < len(sentence)), len(sentence)]
    pieces: list[str] = []
    for piece in (sentence[a:b] for a, b in pairwise(edges)):
        if pieces and min(weight(piece), weight(pieces[-1])) < _SHORTEST_CLAUSE:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


@dataclass(frozen=True)
class Words:
    """The word tokens of a sequence of units, as numbers of word types."""

    types: tuple[str, ...]
    tokens: Ints  # type numbers, unit after unit
    starts: Ints  # of each unit's first token; one more than there are units
    rarity: Floats  # of each type: log(1 + units / units that have it)

    @classmethod
    def of(cls, units: Sequence[Sequence[str]]) -> "Words":
        """From the words of each unit."""
        seen = Counter(word for unit in units for word in dict.fromkeys(unit))
        number = {word: position for position, word in enumerate(seen)}
        return cls(
            types=tuple(seen),
            tokens=np.array([number[word] for unit in units for word in unit], dtype=np.int64),
            starts=np.concatenate([[0], np.cumsum([len(unit) for unit in units], dtype=np.int64)]),
            rarity=np.log1p(len(units) / np.array(list(seen.values()), dtype=np.float32)),
        )

    def some(self, units: Ints) -> "Words":
        """The words of some of the units, with their types alone; rarities stay those of the whole."""
        lengths = np.diff(self.starts)
        kept = np.zeros(len(lengths), dtype=bool)
        kept[units] = True
        types, tokens = np.unique(self.tokens[np.repeat(kept, lengths)], return_inverse=True)
        return Words(
            types=tuple(self.types[number] for number in types),
            tokens=tokens,
            starts=np.concatenate([[0], np.cumsum(lengths[units])]),
            rarity=self.rarity[types],
        )

    def upto(self, end: int) -> "Words":
        """The words of the units before `end`; types keep their numbers."""
        return replace(self, tokens=self.tokens[: self.starts[end]], starts=self.starts[: end + 1])

    @cached_property
    def totals(self) -> Doubles:
        """The rarities of each unit's tokens, added up."""
        summed = np.concatenate([[0.0], np.cumsum(self.rarity[self.tokens], dtype=np.float64)])
        totals: Doubles = summed[self.starts[1:]] - summed[self.starts[:-1]]
        return totals


@dataclass(frozen=True)
class Units:
    """One side of what is aligned: n units, each a run of pieces of which the encoder knows how to make vectors."""

    texts: tuple[str, ...]
    pieces: Ints  # unit u is pieces[u] up to, not including, pieces[u + 1]; n + 1 numbers
    compose: Composer
    words: Words

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def lengths(self) -> Doubles:
        """`weight` of each unit."""
        return np.array([weight(text) for text in self.texts])

    @cached_property
    def finals(self) -> Ints:
        """`final_class` of each unit."""
        return np.array([final_class(text) for text in self.texts], dtype=np.int64)

    @cached_property
    def quoting(self) -> Bools:
        """Before each unit, and after the last, whether a quotation is open; shape (n + 1,)."""
        return np.array(list(open_quotations(self.texts)))

    def groups(self, size: int) -> Floats:
        """The vectors of the `size` units that end before i, for i from 0 to n; shape (n + 1, dimensions).

        Where fewer than `size` units stand before i, of those (at 0, of the first).
        """
        ends = np.arange(len(self) + 1)
        first = self.pieces[np.clip(ends - size, 0, len(self) - 1)]
        return self.compose(first, np.maximum(self.pieces[ends] - 1, first))

    def upto(self, end: int) -> "Units":
        """The units before `end`."""
        return replace(self, texts=self.texts[:end], pieces=self.pieces[: end + 1], words=self.words.upto(end))


@dataclass(frozen=True)
class Text:
    """One side of what is aligned, as sentences and as clauses.

    The words of the two are the same types with the same numbers, only parted at other places.
    """

    sentences: tuple[str, ...]
    clauses: tuple[str, ...]
    edges: Ints  # sentence s is the clauses edges[s] up to, not including, edges[s + 1]
    words: Words  # by sentence
    clause_words: Words
    paragraphs: Ints  # the number of the paragraph that each sentence is in

    @classmethod
    def of(cls, sentences: Sequence[str], language: LanguageTag, paragraphs: Sequence[int] | None = None) -> "Text":
        """A sequence of sentences, taken apart; all of one paragraph where nothing is said of that."""
        parts = [clauses(sentence) for sentence in sentences]
        flat = [piece for part in parts for piece in (*part[:-1], part[-1] + language.joiner)]
        edges = np.concatenate([[0], np.cumsum([len(part) for part in parts], dtype=np.int64)])
        one: dict[str, str] = {}  # the same word is kept once
        by_clause = [[one.setdefault(word, word) for word in _words(piece, language)] for piece in flat]
        by_sentence = [[word for part in by_clause[a:b] for word in part] for a, b in pairwise(edges)]
        numbers = np.array(paragraphs if paragraphs is not None else [0] * len(sentences), dtype=np.int64)
        return cls(tuple(sentences), tuple(flat), edges, Words.of(by_sentence), Words.of(by_clause), numbers)

    def __len__(self) -> int:
        return len(self.sentences)

    def part(self, start: int, end: int) -> "Text":
        """The sentences `start` up to `end`."""
        return self.some(np.arange(start, end))

    def some(self, numbers: Ints) -> "Text":
        """The sentences of these numbers, which rise."""
        lengths = np.diff(self.edges)[numbers]
        edges = np.concatenate([[0], np.cumsum(lengths)])
        clauses = np.repeat(self.edges[numbers] - edges[:-1], lengths) + np.arange(edges[-1])
        return Text(
            tuple(self.sentences[number] for number in numbers.tolist()),
            tuple(self.clauses[number] for number in clauses.tolist()),
            edges,
            self.words.some(numbers),
            self.clause_words.some(clauses),
            self.paragraphs[numbers],
        )

    @property
    def borders(self) -> Bools:
        """Of each place before, between and after the sentences, whether a paragraph ends there; shape (n + 1,)."""
        return np.concatenate([[True], np.diff(self.paragraphs) != 0, [True]])

    def read(self, encoder: Encoder) -> tuple[Units, Units]:
        """The sentences and the clauses as units with vectors, from one reading by the encoder."""
        compose = composer(encoder, self.clauses)
        return (
            Units(self.sentences, self.edges, compose, self.words),
            Units(self.clauses, np.arange(len(self.clauses) + 1), compose, self.clause_words),
        )


def _words(text: str, language: LanguageTag) -> list[str]:
    try:
        return [word.lower() for word, _ in words(text, language)]
    except UnknownLanguage:  # no spaces and no dictionary, as for Thai: what stands between spaces
        return text.lower().split()

"""What is measured of a quotation and the runs of a book's sentences that it may translate."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from aligner.encoders import Composer, Encoder
from aligner.lattice import Bools, Doubles, Floats, Ints
from aligner.links import WordVectors
from aligner.scales import unit
from aligner.units import Text, Units, Words, weight
from bitext.languages import LanguageTag
from lang.romanisation import romanised, syllables
from lang.rules import rules_for
from lang.sentences import split

_PEAKS = 10
"""Places of the book whose runs are looked at one by one."""

_SURE_AT = 8
"""From so many sentences on, quotations tell more of what they have in common than the book does."""

_LONGEST_GROUP = 8
"""Sentences that are read as one at the first look; of longer quotations that many."""

_LARGEST = 3
"""Sentences of either side that are compared with one or more of the other when a run is aligned."""

_BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
_USUAL = 0.15
"""The cosine at which it makes no difference whether sentences are aligned or left out."""

NAMES = (
    "found",
    "look",
    "cosine",
    "sentences",
    "aligned",
    "cut_aligned",
    "peak",
    "covered",
    "covers",
    "edge",
    "outside",
    "gain",
    "head",
    "tail",
    "longer",
    "shorter",
    "cut_longer",
    "cut_covers",
    "cut_cosine",
)
"""The measures; those of `cut` are for quotations with an ellipsis alone."""


@dataclass(frozen=True)
class Book:
    """A text that an encoder has read, to look for quotations in it."""

    text: Text
    compose: Composer
    words: WordVectors
    encoder: Encoder
    language: LanguageTag
    _groups: dict[int, Floats] = field(default_factory=dict)  # by size, made when asked for

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
        return _by_reading(self.text.words.types)

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words that may be pinyin, in small letters."""
        return frozenset(name for name in _names(self.text.sentences) if name in self.number and syllables(name))

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


_NAME = re.compile(r"\b[A-Z][a-z]+\b")


def _names(sentences: Sequence[str]) -> frozenset[str]:
    """The capitalised words, in small letters."""
    return frozenset(name.lower() for sentence in sentences for name in _NAME.findall(sentence))


def _by_reading(types: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(types):
        for reading in _readings(word):
            found.setdefault(reading, []).append(number)
    return found


def readings_in(text: str) -> frozenset[str]:
    """How each run of up to `_LONGEST_NAME` Han characters may be written in pinyin.

    >>> "qingyang" in readings_in("他叫陈清扬。")
    True
    """
    runs = (text[at : at + _LONGEST_NAME] for at in range(len(text)))
    han = (re.match("[\u4e00-\u9fff]*", run) for run in runs)
    return frozenset(reading for match in han if match and match[0] for reading in _readings(match[0]))


_LONGEST_NAME = 4


def _readings(word: str) -> Iterator[str]:
    """How a word of Han characters, or a part of it, may be written in pinyin; a single character says too little."""
    if not all("\u4e00" <= character <= "\u9fff" for character in word):
        return
    parts = [romanised(character).lower() for character in word]
    yield from ("".join(parts[a:b]) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1))


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

    @classmethod
    def read(cls, texts: Sequence[tuple[str, LanguageTag]], book: Book) -> "list[Quoted | None]":
        """Read quotations with the book's encoder; None for those without a word in them.

        What the vectors of all of them have in common is taken off.
        Raises `UnknownLanguage` where there are no rules for the sentences of one.
        """
        read = [cls._of(text, language, book) for text, language in texts]
        vectors = [quotation.vectors for quotation in read if quotation]
        count = sum(map(len, vectors))
        summed = np.sum([_SURE_AT * book.mean, *(each.sum(axis=0) for each in vectors)], axis=0)
        mean = (summed / (count + _SURE_AT)).astype(np.float32)
        return [quotation and quotation.less(mean) for quotation in read]

    @classmethod
    def _of(cls, quotation: str, language: LanguageTag, book: Book) -> "Quoted | None":
        sentences = quoted_sentences(quotation, language)
        if not sentences:
            return None
        text = Text.of(sentences, language)
        units, _ = text.read(book.encoder)
        types = text.words.types
        return cls(
            text,
            tuple(_runs_from(units, size) for size in range(1, _LARGEST + 1)),
            units.groups(len(units))[-1],
            bool(_ELLIPSIS.search(quotation)),
            book.words(types) if types else np.zeros((0, 1), dtype=np.float32),
            _names(sentences),
        )

    @property
    def vectors(self) -> Floats:
        """Of each sentence."""
        return self.groups[0]

    @cached_property
    def lengths(self) -> Doubles:
        """`weight` of the sentences before each, and of all; shape (sentences + 1,)."""
        return np.concatenate([[0.0], np.cumsum([weight(text) for text in self.text.sentences])])

    def less(self, mean: Floats) -> "Quoted":
        """The quotation, its vectors less `mean`."""
        groups = tuple(unit(group - mean) for group in self.groups)
        return replace(self, groups=groups, whole=unit((self.whole - mean)[None])[0])

    @cached_property
    def readings(self) -> dict[str, list[int]]:
        """The word types that are, or hold, what a romanised name of the book may stand for."""
        return _by_reading(self.text.words.types)

    @property
    def length(self) -> float:
        """`weight` of the whole."""
        return float(self.lengths[-1])


def _runs_from(units: Units, size: int) -> Floats:
    starts = np.arange(len(units))
    return units.compose(units.pieces[starts], units.pieces[np.minimum(starts + size, len(units))] - 1)


@dataclass(frozen=True, slots=True)
class Passages:
    """Runs of sentences, and what is measured of each: `values` has shape (runs, names)."""

    starts: Ints
    ends: Ints
    values: Floats
    names: tuple[str, ...] = NAMES


def likeness(quotation: Quoted, book: Book) -> Floats:
    """How alike each word type of the quotation and each of the book are, from 0 to 1."""
    alike: Floats = np.clip(book.words.scale(quotation.word_vectors @ book.word_vectors.T), 0, 1)
    for row, word in enumerate(quotation.text.words.types):
        if word in book.number:
            alike[row, book.number[word]] = 1
        if word in quotation.names and syllables(word):
            alike[row, book.readings.get(word, [])] = 1
    for name in book.names:
        for row in quotation.readings.get(name, []):
            alike[row, book.number[name]] = 1
    return alike


def evidence_of(quotation: Quoted, passage: Text, book: Book) -> tuple[Doubles, Doubles]:
    """Of each clause of a quotation, and of each of a passage, the share of words that the other side has."""
    there = passage.clause_words
    here = quotation.text.clause_words
    if not there.types or not here.types:
        return np.zeros(len(quotation.text.clauses)), np.zeros(len(passage.clauses))
    alike = np.clip(book.words.scale(book.words(here.types) @ book.words(there.types).T), 0, 1)
    return _shares(here, alike.max(axis=1)), _shares(there, alike.max(axis=0))


def _shares(words: Words, best: Floats) -> Doubles:
    """Of each unit the mean over its words."""
    summed = np.append(0.0, np.cumsum(best[words.tokens], dtype=np.float64))
    shares: Doubles = (summed[words.starts[1:]] - summed[words.starts[:-1]]) / np.maximum(1, np.diff(words.starts))
    return shares


@dataclass(frozen=True)
class _Evidence:
    """What the words of a quotation and of each sentence of the book say of each other."""

    forth: Floats  # of each type of the quotation and each sentence: its best counterpart there, times its weight
    total: float  # the weights of the quotation's words
    back: Doubles  # of each sentence: the rarities of its words that have a counterpart

    @classmethod
    def of(cls, quotation: Quoted, book: Book) -> "_Evidence":
        words = book.text.words
        alike = likeness(quotation, book)
        best = _best_by_sentence(alike, words)
        best -= best.mean(axis=1, keepdims=True)  # a word that is a little like everything says nothing
        np.maximum(best, 0, out=best)
        rarity = _rarity(best)
        any_word = alike.max(axis=0)
        any_word = np.maximum(any_word - any_word[words.tokens].mean(), 0)
        worth = np.append(0.0, np.cumsum((any_word * words.rarity)[words.tokens], dtype=np.float64))
        back = worth[words.starts[1:]] - worth[words.starts[:-1]]
        return cls(best * rarity[:, None], float(rarity.sum()), back)


def _rarity(best: Floats) -> Floats:
    """How telling each word of the quotation is: the fewer sentences have a counterpart, the more."""
    rarity: Floats = np.log1p(best.shape[1] / (1 + best.sum(axis=1)))
    return rarity


def _best_by_sentence(alike: Floats, words: Words) -> Floats:
    best = np.zeros((len(alike), len(words.starts) - 1), dtype=np.float32)
    filled = np.flatnonzero(np.diff(words.starts))
    if len(filled):
        best[:, filled] = np.maximum.reduceat(alike[:, words.tokens], words.starts[filled], axis=1)
    return best


def passages(quotation: Quoted, book: Book) -> Passages | None:
    """The runs that may be the original, or None where there is nothing to compare."""
    if not len(book) or not quotation.text.words.types or not book.text.words.types:
        return None
    evidence = _Evidence.of(quotation, book)
    size = _expected(quotation, book)
    group = min(size, _LONGEST_GROUP)
    look = _look(quotation, book, evidence, group)
    starts, ends = _runs(_peaks(look, group), size, len(book), is_cut=quotation.is_cut)
    near = _reached(look[None].astype(np.float32), 2)[0]
    measures = _measured(quotation, book, evidence, starts, ends)
    return Passages(starts, ends, np.insert(measures, NAMES.index("look"), near[starts] / 10, axis=1))


def _expected(quotation: Quoted, book: Book) -> int:
    """How many sentences of the book are about as long as the quotation."""
    return max(1, round(quotation.length * len(book) / max(1.0, float(book.lengths[-1]))))


def _look(quotation: Quoted, book: Book, evidence: _Evidence, size: int) -> Doubles:
    """How much the `size` sentences from each on are like the quotation: as a whole, by sentences, and in words."""
    ends = np.minimum(np.arange(len(book)) + size, len(book))
    lengths = book.lengths[ends] - book.lengths[:-1]
    whole = _standardised(book.groups(size) @ quotation.whole)
    single = np.maximum(*(_standardised_rows(quotation.vectors @ book.groups(a).T) for a in (1, 2)))
    words = _unexpected(_reached(evidence.forth, size).sum(axis=0), lengths)
    return whole + _standardised(_reached(single, size + 1).mean(axis=0)) + words


def _unexpected(values: Floats, lengths: Doubles) -> Doubles:
    """How far values are above what runs of such lengths usually have, in mean absolute deviations."""
    known = np.stack([np.ones_like(lengths), lengths, np.sqrt(lengths)], axis=1)
    rest = values - known @ np.linalg.lstsq(known, values.astype(np.float64), rcond=None)[0]
    usual = np.abs(rest)
    spread = known @ np.linalg.lstsq(known, usual, rcond=None)[0]
    unexpected: Doubles = rest / np.maximum(spread, 0.3 * usual.mean() + 1e-9)
    return unexpected


def _peaks(look: Doubles, size: int) -> list[int]:
    """Where the most promising groups start, none within another."""
    left = look.copy()
    found: list[int] = []
    while len(found) < _PEAKS and np.isfinite(left).any():
        top = int(np.argmax(left))
        found.append(top)
        left[max(0, top - size) : top + size + 1] = -np.inf
    return found


def _standardised_rows(values: Floats) -> Floats:
    rows: Floats = (values - values.mean(axis=1, keepdims=True)) / (values.std(axis=1, keepdims=True) + 1e-6)
    return rows


def _reached(forth: Floats, size: int) -> Floats:
    """For each row the best of the `size` sentences from each on."""
    best = forth.copy()
    for step in range(1, min(size, forth.shape[1])):
        np.maximum(best[:, :-step], forth[:, step:], out=best[:, :-step])
    return best


def _standardised(values: Floats) -> Doubles:
    spread = float(values.std()) or 1.0
    standardised: Doubles = (values - values.mean()).astype(np.float64) / spread
    return standardised


def _runs(peaks: Sequence[int], size: int, count: int, *, is_cut: bool) -> tuple[Ints, Ints]:
    """All runs around the peaks that are not much longer than the quotation, in order."""
    longest = size * (4 if is_cut else 2) + 3
    runs = {
        (start, end)
        for peak in peaks
        for start in range(max(0, peak - size // 2 - 2), min(count, peak + size // 2 + 4))
        for end in range(start + 1, min(count, start + longest) + 1)
    }
    starts, ends = np.array(sorted(runs), dtype=np.int64).T
    return starts, ends


def _measured(quotation: Quoted, book: Book, evidence: _Evidence, starts: Ints, ends: Ints) -> Floats:
    cosine = book.vectors(starts, ends) @ quotation.whole
    covered = _covered(evidence, starts, ends)
    back = np.append(0.0, np.cumsum(evidence.back))
    rarities = np.append(0.0, np.cumsum(book.rarities))
    covers = (back[ends] - back[starts]) / (rarities[ends] - rarities[starts] + 2)
    share = np.concatenate([[0.0], evidence.back / (book.rarities + 2), [0.0]])  # of each sentence, from 1 on
    neighbours = _Neighbours.of(starts, ends)
    length = np.log((book.lengths[ends] - book.lengths[starts] + 8) / (quotation.length + 8))
    longer, shorter = np.maximum(length, 0), np.maximum(-length, 0)
    is_long = ends - starts > 1
    cut = float(quotation.is_cut)
    aligned = _aligned(quotation, book, starts, ends)
    columns = (
        np.ones(len(starts)),
        cosine,
        _by_sentence(quotation, book, starts, ends),
        aligned,
        cut * aligned,
        cosine - neighbours.mean(cosine),
        covered,
        covers,
        np.minimum(share[starts + 1], share[ends]),
        -np.maximum(share[starts], share[ends + 1]),
        neighbours.gain(covered),
        _end(quotation.vectors[0], book, starts, starts, is_long),
        _end(quotation.vectors[-1], book, ends - 1, np.maximum(ends - 2, 0), is_long),
        -longer,
        -shorter,
        -cut * longer,
        cut * covers,
        cut * cosine,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _end(vector: Floats, book: Book, singles: Ints, pairs: Ints, is_long: Bools) -> Floats:
    """How like the first (or last) sentence of a quotation the first (or last) one or two of each run are."""
    one, two = (book.groups(1) @ vector)[singles], (book.groups(2) @ vector)[pairs]
    likeness: Floats = np.maximum(one, np.where(is_long, two, np.float32(-1)))
    return likeness


def _aligned(quotation: Quoted, book: Book, starts: Ints, ends: Ints) -> Doubles:
    """The score of the best alignment of the quotation with each run, in shares of their lengths.

    A bead counts by how far its cosine is above the usual; what stands alone counts as much against it.
    """
    tables = {(a, b): quotation.groups[a - 1] @ book.groups(b).T - _USUAL for a, b in _BEADS}
    here, there = quotation.lengths, book.lengths
    aligned = np.zeros(len(starts))
    borders = np.flatnonzero(np.diff(starts, prepend=-1))
    for first, last in pairwise([*borders.tolist(), len(starts)]):
        start, end = int(starts[first]), int(ends[last - 1])
        reached = _lattice(tables, here, there[start : end + 1], start)
        aligned[first:last] = reached[ends[first:last] - start]
    return aligned / (2 * quotation.length)


def _lattice(tables: Mapping[tuple[int, int], Floats], here: Doubles, there: Doubles, start: int) -> Doubles:
    """The best score of all of the quotation with the sentences from `start` up to each."""
    rows, columns = len(here) - 1, len(there) - 1
    best = np.full((rows + 1, columns + 1), -np.inf)
    skipped = _USUAL * (there - there[0])
    best[0] = -skipped
    for i in range(1, rows + 1):
        best[i] = best[i - 1] - _USUAL * (here[i] - here[i - 1])
        for (a, b), table in tables.items():
            if a <= i and b <= columns:
                size = (here[i] - here[i - a]) + (there[b:] - there[:-b])
                scores = table[i - a, start : start + columns - b + 1] * size
                np.maximum(best[i, b:], best[i - a, :-b] + scores, out=best[i, b:])
        best[i] = np.maximum.accumulate(best[i] + skipped) - skipped
    reached: Doubles = best[rows]
    return reached


def _by_sentence(quotation: Quoted, book: Book, starts: Ints, ends: Ints) -> Doubles:
    """The mean cosine of the quotation's sentences, by length, each with the sentence or two most like it in a run."""
    singles, pairs = (quotation.vectors @ book.groups(size).T for size in (1, 2))
    alike = _best_in_runs(np.maximum(singles, pairs), starts, ends)
    share = np.array([weight(text) for text in quotation.text.sentences])
    mean: Doubles = share @ alike / share.sum()
    return mean


def _covered(evidence: _Evidence, starts: Ints, ends: Ints) -> Doubles:
    """The share of the quotation's words with a counterpart in each run."""
    covered: Doubles = _best_in_runs(evidence.forth, starts, ends).sum(axis=0) / (evidence.total + 2)
    return covered


def _best_in_runs(values: Floats, starts: Ints, ends: Ints) -> Floats:
    """For each row the best of the sentences of each run; runs of one start follow each other."""
    best = np.zeros((len(values), len(starts)), dtype=np.float32)
    borders = np.flatnonzero(np.diff(starts, prepend=-1))
    for first, last in pairwise([*borders.tolist(), len(starts)]):
        start = int(starts[first])
        rising = np.maximum.accumulate(values[:, start : int(ends[last - 1])], axis=1)
        best[:, first:last] = rising[:, ends[first:last] - start - 1]
    return best


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """For each run the rows of those that start or end one sentence earlier or later; its own where there is none."""

    shorter: tuple[Ints, Ints]
    longer: tuple[Ints, Ints]

    @classmethod
    def of(cls, starts: Ints, ends: Ints) -> "_Neighbours":
        runs = list(zip(starts.tolist(), ends.tolist(), strict=True))
        row = {run: number for number, run in enumerate(runs)}

        def rows(first: int, last: int) -> Ints:
            return np.array([row.get((start + first, end + last), row[start, end]) for start, end in runs])

        return cls((rows(1, 0), rows(0, -1)), (rows(-1, 0), rows(0, 1)))

    def mean(self, values: Floats) -> Floats:
        """The mean over the neighbours."""
        mean: Floats = np.mean([values[rows] for rows in (*self.shorter, *self.longer)], axis=0)
        return mean

    def gain(self, values: Doubles) -> Doubles:
        """What the less telling of the two outermost sentences adds."""
        gain: Doubles = np.minimum(*(values - values[rows] for rows in self.shorter))
        return gain

"""Which clauses of a passage and of its translation have no counterpart on the other side.

A log-linear model of what is measured of each clause; its weights were trained by `benchmarks/clauses.py` and are in
`fidelity.json`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np

from aligner.books import Book
from aligner.encoders import scales
from aligner.lattice import Bools, Doubles, Floats, Ints
from aligner.scales import unit
from aligner.units import Text, Words, weight
from bitext.languages import LanguageTag
from lang.quantities import Quantity, quantities, unmatched
from lang.romanisation import romanised
from lang.rules import rules_for

_LARGEST = 3
"""Clauses of either side that are compared as one."""

_BY_MEANING, _BY_WORDS, _USUAL = 0.25, 0.5, 0.25
"""What the scaled cosine and the words in common add to the worth of aligning clauses, and what is taken off.

With these the measures told planted clauses of mac-dev best, at first: area under the curve 0.922; with 0.35 taken off,
0.916.
"""

SHORTEST = 12.0
"""Clauses that are shorter, by `weight`, say too little to be missed: some five Han characters."""

_FEWEST = 2
"""Words of a clause besides the commonest of its language, for the same reason: `was all he said` has one."""

NAMES = ("one", "margin", "cosine", "own", "length", "number", "beside", "margin_above", "cosine_above")
"""What is measured of each clause: a constant; by how much the best alignment of all gains, by length, when the clause
is left out; its cosine to the most alike one to three of the other side; its words with a counterpart that no other
clause has a better claim to; how much nearer the two texts come to the same length without it; whether it has a number
that the other side does not have, nor another in its place; the greater margin of its two neighbours; how far its
margin and its cosine are above the mean of the text: of what is freely translated all are low.
"""


@dataclass(frozen=True)
class Side:
    """The clauses of one text, read."""

    texts: tuple[str, ...]
    lengths: Doubles  # by `weight`
    runs: tuple[Floats, ...]  # vectors of the one, two … clauses from each on, as far as there are so many
    words: Words
    worth: Floats  # of each token: how much it says
    numbers: Bools  # of each clause: whether it has a number that is not on the other side, nor another in its place
    telling: Bools  # of each clause: whether it says enough to be missed

    def __len__(self) -> int:
        return len(self.texts)

    @classmethod
    def of(cls, text: Text, language: LanguageTag, book: Book, numbers: Sequence[Quantity]) -> "Side":
        """Read with the encoder of a book; what all its sentences have in common is taken off."""
        _, units = text.read(book.encoder)
        first = np.arange(len(text.clauses))
        last = (np.minimum(first + more, first[-1]) for more in range(_LARGEST))
        lengths = np.array([weight(each) for each in text.clauses])
        return cls(
            text.clauses,
            lengths,
            tuple(unit(units.compose(first, each) - book.mean) for each in last),
            text.clause_words,
            _worth(text.clause_words, book)[text.clause_words.tokens],
            _holding(text.clauses, numbers),
            (lengths >= SHORTEST) & (_content(text.clause_words, language) >= _FEWEST),
        )


def _content(words: Words, language: LanguageTag) -> Ints:
    """How many words of each clause are not among the commonest of the language."""
    common = rules_for(language).stop_words
    tokens = np.array([word not in common for word in words.types], dtype=np.int64)[words.tokens]
    summed = np.append(0, np.cumsum(tokens))
    content: Ints = summed[words.starts[1:]] - summed[words.starts[:-1]]
    return content


def _numbers(text: Text, language: LanguageTag) -> list[Quantity]:
    return list(quantities("".join(text.clauses), language))


def _holding(texts: Sequence[str], numbers: Sequence[Quantity]) -> Bools:
    """Which of texts that follow each other have one of the numbers."""
    ends = np.cumsum([len(each) for each in texts])
    holding = np.zeros(len(texts), dtype=bool)
    holding[np.searchsorted(ends, [each.span.start for each in numbers], "right")] = True
    return holding


_FREQUENT = 20.0
"""How fast a word's worth falls with its mean likeness to the words of the book: 0.2 of `the`, 0.002 of `umbrella`."""


def _worth(words: Words, book: Book) -> Floats:
    """How much each word type says: one that is a little like everything says little."""
    if not words.types or not len(book.word_vectors):
        return np.ones(len(words.types), dtype=np.float32)
    likeness = np.clip(book.words.scale(book.words(words.types) @ book.word_vectors.T), 0, 1)
    worth: Floats = 1 / (1 + _FREQUENT * likeness.mean(axis=1))
    return worth


@dataclass(frozen=True)
class Compared:
    """Two texts and how alike their words are, shape (tokens here, tokens there), and their clauses."""

    here: Side
    there: Side
    alike: Floats
    cosines: tuple[tuple[Floats, ...], ...]  # by the sizes of the runs, less one; scaled

    @classmethod
    def of(cls, quotation: Text, language: LanguageTag, passage: Text, book: Book) -> "Compared":
        """A quotation in a language and a passage of the book; both have words."""
        ours, theirs = _numbers(quotation, language), _numbers(passage, book.language)
        left, other = unmatched(ours, theirs)
        here = Side.of(quotation, language, book, () if other else left)
        there = Side.of(passage, book.language, book, () if left else other)
        scale = scales(book.encoder).texts
        cosines = tuple(tuple(scale(a @ b.T) for b in there.runs) for a in here.runs)
        alike = _alike(here.words.types, there.words.types, book)
        return cls(here, there, alike[here.words.tokens][:, there.words.tokens], cosines)

    @cached_property
    def turned(self) -> "Compared":
        """The same from the other side."""
        cosines = tuple(tuple(row[size].T for row in self.cosines) for size in range(_LARGEST))
        return Compared(self.there, self.here, self.alike.T, cosines)


def _alike(here: Sequence[str], there: Sequence[str], book: Book) -> Floats:
    """How alike word types are, from 0 to 1; the same words, and names and their pinyin, entirely."""
    if not here or not there:
        return np.zeros((len(here), len(there)), dtype=np.float32)
    alike: Floats = np.clip(book.words.scale(book.words(here) @ book.words(there).T), 0, 1)
    spoken_here, spoken_there = ([romanised(word).lower() for word in side] for side in (here, there))
    for row, word in enumerate(spoken_here):
        alike[row, [len(word) > 2 and word == other for other in spoken_there]] = 1
    return alike


@dataclass(frozen=True)
class Alignment:
    """The worth of the best alignments of the clauses before each place of both sides, and of those after it."""

    lengths: Doubles
    scores: Mapping[tuple[int, int], Doubles]
    forth: Doubles  # shape (clauses here + 1, clauses there + 1)
    back: Doubles

    @classmethod
    def of(cls, compared: Compared) -> "Alignment":
        """Clauses are aligned one to three with one to three, in order, or left out at no cost."""
        sizes = range(1, _LARGEST + 1)
        scores = {(a, b): _scores(compared, a, b) for a in sizes for b in sizes}
        shape = len(compared.here) + 1, len(compared.there) + 1
        turned = {size: table[::-1, ::-1] for size, table in scores.items()}
        return cls(compared.here.lengths, scores, _lattice(scores, shape), _lattice(turned, shape)[::-1, ::-1])

    @property
    def _left_out(self) -> Doubles:
        """Of each clause here and each place there: all, with the clause left out at that place."""
        return self.forth[:-1] + self.back[1:]

    @property
    def places(self) -> list[int]:
        """Of each clause here, how many of the other side stand before it if it is left out."""
        return [int(place) for place in self._left_out.argmax(axis=1)]

    @property
    def margins(self) -> Doubles:
        """Of each clause here how much better it is left out than aligned, by its length."""
        aligned = np.full(len(self.lengths), -np.inf)
        for (a, b), table in self.scores.items():
            if table.size:
                whole = self.forth[: table.shape[0], : table.shape[1]] + table + self.back[a:, b:]
                for row in range(a):
                    part = aligned[row : row + len(whole)]
                    np.maximum(part, whole.max(axis=1), out=part)
        margins: Doubles = (self._left_out.max(axis=1) - aligned) / np.maximum(self.lengths, 1)
        return margins


def _lattice(scores: Mapping[tuple[int, int], Doubles], shape: tuple[int, int]) -> Doubles:
    best = np.zeros(shape)
    for i in range(1, shape[0]):
        for j in range(1, shape[1]):
            beads = (best[i - a, j - b] + scores[a, b][i - a, j - b] for a, b in scores if a <= i and b <= j)
            best[i, j] = max(best[i - 1, j], best[i, j - 1], *beads)
    return best


def _scores(compared: Compared, a: int, b: int) -> Doubles:
    """What it is worth to align the `a` clauses from each on with the `b` from each on; shape (starts, starts)."""
    here, there = compared.here, compared.there
    rows, columns = max(0, len(here) - a + 1), max(0, len(there) - b + 1)
    if not rows or not columns:
        return np.zeros((rows, columns))
    cosine = compared.cosines[a - 1][b - 1][:rows, :columns]
    covered = (_covered(compared, a, b) + _covered(compared.turned, b, a).T) / 2
    one = np.convolve(here.lengths, np.ones(a), "valid")[:, None]
    two = np.convolve(there.lengths, np.ones(b), "valid")[None]
    scores: Doubles = 2 * one * two / (one + two) * (_BY_MEANING * cosine + _BY_WORDS * covered - _USUAL)
    return scores


def _covered(compared: Compared, a: int, b: int) -> Doubles:
    """Of each `a` clauses here the share of the worth of their words that each `b` clauses there have."""
    best = _best_by_clause(compared.alike, compared.there.words)
    runs = np.max([best[:, more : best.shape[1] - b + 1 + more] for more in range(b)], axis=0)
    worth, starts = compared.here.worth, compared.here.words.starts
    summed = np.vstack([np.zeros(runs.shape[1]), np.cumsum(runs * worth[:, None], axis=0, dtype=np.float64)])
    total = np.append(0.0, np.cumsum(worth, dtype=np.float64))[:, None]
    first, last = starts[:-a], starts[a:]
    share: Doubles = (summed[last] - summed[first]) / np.maximum(total[last] - total[first], 1e-6)
    return share


def _best_by_clause(alike: Floats, words: Words) -> Floats:
    """Of each row the best among the tokens of each clause."""
    best = np.zeros((len(alike), len(words.starts) - 1), dtype=np.float32)
    filled = np.flatnonzero(np.diff(words.starts))
    if len(filled):
        best[:, filled] = np.maximum.reduceat(alike, words.starts[filled], axis=1)
    return best


def measured(compared: Compared, alignment: Alignment) -> Doubles:
    """What `NAMES` says, of each clause here; shape (clauses, names)."""
    here, there = compared.here, compared.there
    cosine = np.max([table.max(axis=1) for table in compared.cosines[0]], axis=0)
    margins = alignment.margins
    around = np.concatenate([margins[:1], margins, margins[-1:]])
    columns = (
        np.ones(len(here)),
        margins,
        cosine,
        _by_clause(_owned(compared), here),
        _nearer(here.lengths, float(there.lengths.sum())),
        here.numbers,
        np.maximum(around[:-2], around[2:]),
        margins - margins.mean(),
        cosine - cosine.mean(),
    )
    return np.stack(columns, axis=1)


def _owned(compared: Compared) -> Floats:
    """Of each token here how much more alike it is to a token there than those of all other clauses are."""
    clause = np.repeat(np.arange(len(compared.here)), np.diff(compared.here.words.starts))
    best = np.zeros((len(compared.here) + 1, compared.alike.shape[1]), dtype=np.float32)  # the last row is nobody's
    np.maximum.at(best, clause, compared.alike)
    others = (np.delete(best, number, axis=0).max(axis=0) for number in range(len(compared.here)))
    rival = np.stack(list(others))
    owned: Floats = np.maximum(compared.alike - rival[clause], 0).max(axis=1, initial=0)
    return owned


def _by_clause(values: Floats, side: Side) -> Doubles:
    """The mean of the tokens' values by clause, by their worth."""
    starts = side.words.starts
    summed, total = (np.append(0.0, np.cumsum(each, dtype=np.float64)) for each in (values * side.worth, side.worth))
    mean: Doubles = (summed[starts[1:]] - summed[starts[:-1]]) / np.maximum(
        total[starts[1:]] - total[starts[:-1]], 1e-6
    )
    return mean


def _nearer(lengths: Doubles, other: float) -> Doubles:
    """How much nearer, in logarithms, the whole comes to another length without each of its parts."""
    whole = lengths.sum()
    rest = np.maximum(whole - lengths, SHORTEST)
    nearer: Doubles = np.abs(np.log(whole / other)) - np.abs(np.log(rest / other))
    return nearer


@cache
def trained() -> Mapping[str, float]:
    """The weights that come with the package, by the names of the measures."""
    text = files("aligner").joinpath("fidelity.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


@dataclass(frozen=True, slots=True)
class Lone:
    """Clauses without a counterpart, number `start` up to `end`; `after` is how many of the other side come before."""

    start: int
    end: int
    after: int


def lone(compared: Compared, threshold: float) -> list[Lone]:
    """The runs of clauses here that have none, where the log of the odds is above the threshold."""
    alignment = Alignment.of(compared)
    odds = measured(compared, alignment) @ np.array([trained()[name] for name in NAMES])
    told: Bools = (odds > threshold) & compared.here.telling
    return list(_joined(told, alignment.places))


def _joined(told: Bools, places: Sequence[int]) -> Iterator[Lone]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], told.astype(np.int8), [0]]))).tolist()
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield Lone(start, end, places[start])

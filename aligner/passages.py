"""What is measured of a quotation and the runs of a book's sentences that it may translate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from aligner.books import Book
from aligner.lattice import Bools, Doubles, Floats, Ints
from aligner.quotations import Quoted
from aligner.units import Words
from lang.romanisation import syllables

_PEAKS = 10
"""Places of the book whose runs are looked at one by one."""

_LONGEST_GROUP = 8
"""Sentences that are read as one at the first look; of longer quotations that many."""

_BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
"""Groups of sentences of the quotation and of the book that are compared when a run is aligned."""

_USUAL = 0.15
"""The cosine at which it makes no difference whether sentences are aligned or left out."""

_MEASURES = (
    "found",
    "look",
    "cosine",
    "crowd",
    "sentences",
    "aligned",
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
    "clauses",
    "clauses_back",
    "clauses_least",
)
NAMES = (
    *_MEASURES,
    *(f"long_{name}" for name in _MEASURES),
    "cut_aligned",
    "cut_longer",
    "cut_covers",
    "cut_cosine",
)
"""The measures; a second time by how long the quotation is; and some for quotations with an ellipsis alone."""


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
    cosines = _Cosines.of(quotation, book)
    size = _expected(quotation, book)
    group = min(size, _LONGEST_GROUP)
    look = _look(book, evidence, cosines, group)
    starts, ends = _runs(_peaks(look, group), size, len(book), is_cut=quotation.is_cut)
    near = _reached(look[None].astype(np.float32), 2)[0][starts] / 10
    measures = np.stack([near, *_measured(evidence, cosines, starts, ends)], axis=1)
    return Passages(starts, ends, _by_length(measures, quotation))


def _by_length(measures: Doubles, quotation: Quoted) -> Floats:
    """The measures in the order of `NAMES`: of a long quotation the same cosine says more than of a short one."""
    named = dict(zip((name for name in _MEASURES if name != "found"), measures.T, strict=True))
    plain = np.stack([np.ones(len(measures)), *(named[name] for name in _MEASURES[1:])], axis=1)
    cut = [named["aligned"], named["longer"], named["covers"], named["cosine"]]
    of_cut = float(quotation.is_cut) * np.stack(cut, axis=1)
    return np.concatenate([plain, plain * _long(quotation), of_cut], axis=1).astype(np.float32)


def _long(quotation: Quoted) -> float:
    """How long a quotation is: 0 for a sentence of the usual length, below for a shorter one, at most a half."""
    return min(1.5, float(np.log1p(quotation.length / _SHORT) / np.log1p(_USUAL_LENGTH / _SHORT))) - 1


_SHORT = 30.0
_USUAL_LENGTH = 120.0
"""Letters of a sentence in English prose."""


def _expected(quotation: Quoted, book: Book) -> int:
    """How many sentences of the book are about as long as the quotation."""
    return max(1, round(quotation.length * len(book) / max(1.0, float(book.lengths[-1]))))


def _look(book: Book, evidence: _Evidence, cosines: "_Cosines", size: int) -> Doubles:
    """How much the `size` sentences from each on are like the quotation: as a whole, by sentences, and in words."""
    ends = np.minimum(np.arange(len(book)) + size, len(book))
    lengths = book.lengths[ends] - book.lengths[:-1]
    whole = _standardised(cosines.whole(size))
    single = np.maximum(*(_standardised_rows(cosines.beads[1, b]) for b in (1, 2)))
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


@dataclass(frozen=True)
class _Cosines:
    """How like the book's groups of sentences are to the quotation and its groups, beyond what the crowd's are."""

    quotation: Quoted
    book: Book
    beads: Mapping[tuple[int, int], Floats]  # by the sentences of a group here and there

    @classmethod
    def of(cls, quotation: Quoted, book: Book) -> "_Cosines":
        usual = {b: quotation.crowd.of_sentences(b) if quotation.crowd else np.float32(0) for b in (1, 2, 3)}
        return cls(quotation, book, {(a, b): quotation.groups[a - 1] @ book.groups(b).T - usual[b] for a, b in _BEADS})

    def whole(self, size: int) -> Floats:
        """Of the quotation with each group of `size` sentences."""
        cosines: Floats = self.book.groups(size) @ self.quotation.whole
        return cosines - self.quotation.crowd.of_wholes(size) if self.quotation.crowd else cosines

    def runs(self, starts: Ints, ends: Ints) -> tuple[Floats, Floats]:
        """Of the quotation with each run, and what was taken off."""
        vectors = self.book.vectors(starts, ends)
        usual = self.quotation.crowd.of_runs(vectors) if self.quotation.crowd else np.zeros_like(vectors[:, 0])
        return vectors @ self.quotation.whole - usual, usual

    @cached_property
    def single(self) -> Floats:
        """Of each sentence with the one or two sentences of the book from each on."""
        single: Floats = np.maximum(self.beads[1, 1], self.beads[1, 2])
        return single

    @property
    def clauses(self) -> list[Floats]:
        """Of each clause with one and with two of the book from each on."""
        crowd = self.quotation.crowd
        usual = [crowd.of_clauses(size) if crowd else np.float32(0) for size in (1, 2)]
        return [self.quotation.clauses @ self.book.clauses(size).T - usual[size - 1] for size in (1, 2)]


def _measured(evidence: _Evidence, cosines: _Cosines, starts: Ints, ends: Ints) -> Iterator[Floats | Doubles]:
    """The measures from `cosine` on."""
    quotation, book = cosines.quotation, cosines.book
    cosine, usual = cosines.runs(starts, ends)
    yield cosine
    yield usual
    yield _by_sentence(cosines, starts, ends)
    yield _aligned(cosines, starts, ends)
    neighbours = _Neighbours.of(starts, ends)
    yield cosine - neighbours.mean(cosine)
    covered = _covered(evidence, starts, ends)
    yield covered
    yield from _covering(book, evidence, starts, ends)
    yield neighbours.gain(covered)
    is_long = ends - starts > 1
    yield _end(cosines, 0, starts, starts, is_long)
    yield _end(cosines, -1, ends - 1, np.maximum(ends - 2, 0), is_long)
    length = np.log((book.lengths[ends] - book.lengths[starts] + 8) / (quotation.length + 8))
    yield -np.maximum(length, 0)
    yield -np.maximum(-length, 0)
    yield from _clausal(cosines, starts, ends)


def _covering(book: Book, evidence: _Evidence, starts: Ints, ends: Ints) -> Iterator[Doubles]:
    """The shares of words that the quotation has: of each run, of its outer sentences, of those beside it."""
    back = np.append(0.0, np.cumsum(evidence.back))
    rarities = np.append(0.0, np.cumsum(book.rarities))
    yield (back[ends] - back[starts]) / (rarities[ends] - rarities[starts] + 2)
    share = np.concatenate([[0.0], evidence.back / (book.rarities + 2), [0.0]])  # of each sentence, from 1 on
    yield np.minimum(share[starts + 1], share[ends])
    yield -np.maximum(share[starts], share[ends + 1])


def _clausal(cosines: _Cosines, starts: Ints, ends: Ints) -> tuple[Doubles, Doubles, Floats]:
    """How like each run its clauses are: the quotation's on the mean, the run's on the mean, the quotation's least."""
    book, here, there = cosines.book, cosines.quotation.clause_lengths, cosines.book.clause_lengths
    one, two = cosines.clauses
    both = np.maximum(one, two)
    found = _best_in_runs(np.maximum.reduceat(both, book.text.edges[:-1], axis=1), starts, ends)
    both[:, 1:] = np.maximum(both[:, 1:], two[:, :-1])  # a clause may be the second of two
    back = np.append(0.0, np.cumsum(np.maximum(both.max(axis=0), 0) * there))
    lengths = np.append(0.0, np.cumsum(there))
    first, last = book.text.edges[starts], book.text.edges[ends]
    return (
        here @ found / here.sum(),
        (back[last] - back[first]) / (lengths[last] - lengths[first] + 2),
        found.min(axis=0),
    )


def _end(cosines: _Cosines, row: int, singles: Ints, pairs: Ints, is_long: Bools) -> Floats:
    """How like the first (or last) sentence of a quotation the first (or last) one or two of each run are."""
    one, two = cosines.beads[1, 1][row][singles], cosines.beads[1, 2][row][pairs]
    likeness: Floats = np.maximum(one, np.where(is_long, two, np.float32(-1)))
    return likeness


def _aligned(cosines: _Cosines, starts: Ints, ends: Ints) -> Doubles:
    """The score of the best alignment of the quotation with each run, in shares of their lengths.

    A bead counts by how far its cosine is above the usual; what stands alone counts as much against it.
    """
    tables = {size: table - _USUAL for size, table in cosines.beads.items()}
    here, there = cosines.quotation.lengths, cosines.book.lengths
    aligned = np.zeros(len(starts))
    borders = np.flatnonzero(np.diff(starts, prepend=-1))
    for first, last in pairwise([*borders.tolist(), len(starts)]):
        start, end = int(starts[first]), int(ends[last - 1])
        reached = _lattice(tables, here, there[start : end + 1], start)
        aligned[first:last] = reached[ends[first:last] - start]
    return aligned / (2 * cosines.quotation.length)


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


def _by_sentence(cosines: _Cosines, starts: Ints, ends: Ints) -> Doubles:
    """The mean cosine of the quotation's sentences, by length, each with the sentence or two most like it in a run."""
    alike = _best_in_runs(cosines.single, starts, ends)
    share = np.diff(cosines.quotation.lengths)
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

"""Which words of one side have a counterpart in which units of the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.encoders import Encoder, scales
from aligner.lattice import Floats, Ints
from aligner.units import Words

_BEYOND = 3
"""How many units to either side of a bead are searched for better counterparts of its words."""


_KEPT = 16_000
"""Vectors of words that are kept, 2 KB each: the words of some ten windows of the aligner."""


class WordVectors:
    """The vectors of words by `encoder`; a word that is asked for again soon is encoded once."""

    def __init__(self, encoder: Encoder) -> None:
        self.scale = scales(encoder).words
        self._encoder = encoder
        self._known: dict[str, Floats] = {}

    def __call__(self, words: Sequence[str]) -> Floats:
        """One row for each word."""
        if len(self._known) > _KEPT:
            self._known = dict(list(self._known.items())[_KEPT // 2 :])
        new = [word for word in words if word not in self._known]
        if new:
            self._known.update(zip(new, self._encoder(new), strict=True))
        return np.stack([self._known[word] for word in words])


def similarity(source: Words, target: Words, vectors: WordVectors) -> Floats:
    """How alike each two word types are, from 0 to 1 (written the same), shape (source types, target types)."""
    if not source.types or not target.types:
        return np.zeros((len(source.types), len(target.types)), dtype=np.float32)
    cosine = vectors(source.types) @ vectors(target.types).T
    alike: Floats = np.clip(vectors.scale(cosine), 0, 1)
    column = {word: position for position, word in enumerate(target.types)}
    for row, word in enumerate(source.types):
        if word in column:
            alike[row, column[word]] = 1
    return alike


@dataclass(frozen=True, slots=True)
class Windows:
    """For each unit of one side, the run of units of the other that is looked at: `first` and a common `width`."""

    first: Ints
    width: int
    columns: int


@dataclass(frozen=True, slots=True)
class Links:
    """How well the words of each unit s are covered by units of the other side.

    Arrays have shape (sizes, units, window): at [b - 1, s, c] stands for the b units that end with, and hold, the
    unit `windows.first[s] + c`.  Words count by their rarity.
    """

    windows: Windows
    coverage: Floats  # the words with a counterpart in those units
    leak: Floats  # what a counterpart outside of them, but near, would add
    edge: Floats  # what the less telling of the two outermost of those units adds
    totals: Floats  # the rarities of each unit's words, shape (units,)


def links(here: Words, there: Words, alike: Floats, windows: Windows, sizes: int) -> Links:
    """The links of the units of `here`; `alike` has the types of `here` as its rows."""
    best = _best_counterparts(here, there, alike, windows)
    # A word that is a little like everything says nothing: its mean over the window is taken off.
    best -= best.mean(axis=1, keepdims=True)
    np.maximum(best, 0, out=best)
    best *= here.rarity[here.tokens][:, None]
    near = _running_maximum(best, _BEYOND)
    within = best.copy()
    coverage, leak = [], []
    for size in range(1, sizes + 1):
        if size > 1:
            np.maximum(within[:, size - 1 :], best[:, : 1 - size], out=within[:, size - 1 :])
        coverage.append(_by_unit(within, here.starts))
        leak.append(_by_unit(np.maximum(0, _beside(near, size) - within), here.starts))
    covered = np.stack(coverage)
    return Links(windows, covered, np.stack(leak), _edges(covered), here.totals.astype(np.float32))


def _best_counterparts(here: Words, there: Words, alike: Floats, windows: Windows) -> Floats:
    """For each token of `here` its best likeness to a word of each unit in the window, shape (tokens, window)."""
    best = np.zeros((len(here.tokens), windows.width), dtype=np.float32)
    for unit, first in enumerate(windows.first):
        tokens = slice(here.starts[unit], here.starts[unit + 1])
        starts = there.starts[first : min(windows.columns, first + windows.width) + 1]
        if tokens.start == tokens.stop or len(starts) < 2 or starts[0] == starts[-1]:
            continue
        values = alike[np.ix_(here.tokens[tokens], there.tokens[starts[0] : starts[-1]])]
        filled = np.flatnonzero(np.diff(starts))
        best[tokens, filled] = np.maximum.reduceat(values, starts[filled] - starts[0], axis=1)
    return best


def _running_maximum(values: Floats, size: int) -> Floats:
    """The maximum over the `size` columns that end with each, of values that are not negative."""
    highest = values.copy()
    for back in range(1, size):
        np.maximum(highest[:, back:], values[:, :-back], out=highest[:, back:])
    return highest


def _beside(near: Floats, size: int) -> Floats:
    """The best counterpart just before, or just after, the `size` units that end with each.

    `near` is the running maximum over `_BEYOND` units.
    """
    beside = np.zeros_like(near)
    beside[:, :-_BEYOND] = near[:, _BEYOND:]
    np.maximum(beside[:, size:], near[:, :-size], out=beside[:, size:])
    return beside


def _by_unit(values: Floats, starts: Ints) -> Floats:
    """The rows of each unit added up, shape (units, columns)."""
    summed = np.zeros((len(starts) - 1, values.shape[1]), dtype=np.float32)
    filled = starts[1:] > starts[:-1]
    if filled.any():
        summed[filled] = np.add.reduceat(values, starts[:-1][filled], axis=0)
    return summed


def _edges(coverage: Floats) -> Floats:
    """How much coverage is lost by leaving out the first unit, or the last: the smaller of the two."""
    edges = np.zeros_like(coverage)
    without_first = coverage[1:] - coverage[:-1]
    without_last = coverage[1:].copy()
    without_last[:, :, 1:] -= coverage[:-1, :, :-1]
    edges[1:] = np.minimum(without_first, without_last)
    return edges

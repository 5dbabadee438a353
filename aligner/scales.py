"""How cosines of different encoders are made to mean the same, and the specimens that show it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Self

import numpy as np

from aligner.lattice import Doubles, Floats

_UNRELATED_WORDS, _SAME_WORDS = 0.8, 0.3
"""Quantiles: four of five unrelated pairs of words lie below, seven of ten translations above.

With the embedded encoder and our specimens they are the cosines 0.35 and 0.8, which were chosen on aligned texts.
"""

_PROSE = 0.6
"""How far the median of translations lies above that of unrelated sentences, as a share of what it is for specimens.

Novels are translated more freely: on mac-dev it is 0.62 with the embedded encoder, 0.60 with E5.
"""

_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Scale:
    """The cosines that an encoder gives to what has nothing to do with each other, and to what is a translation.

    >>> scale = Scale(unrelated=0.75, same=0.85)
    >>> [round(float(value), 2) for value in scale(np.array([0.75, 0.8, 0.85], dtype=np.float32))]
    [0.0, 0.5, 1.0]
    """

    unrelated: float
    same: float

    def __call__(self, cosines: Floats) -> Floats:
        """0 for the unrelated, 1 for the same; more and less where the cosines are."""
        scaled: Floats = (cosines - np.float32(self.unrelated)) / np.float32(self.same - self.unrelated)
        return scaled


@dataclass(frozen=True, slots=True)
class Scales:
    """The scale of sentences, of which the middle ones are 0 and 1, and that of single words."""

    texts: Scale
    words: Scale


@dataclass(frozen=True, slots=True)
class Specimens:
    """The same sentences and the same words, in this order, in several languages."""

    sentences: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, data: dict[str, dict[str, list[str]]]) -> Self:
        """From what the file holds: kind, language, texts."""
        return cls(*(tuple(map(tuple, data[kind].values())) for kind in ("sentences", "words")))


@cache
def specimens() -> Specimens:
    """Ours: twelve sentences as novels have them, and two dozen words, in six languages and four scripts."""
    return Specimens.of(json.loads(files("aligner").joinpath("specimens.json").read_text(encoding="utf-8")))


def text_scale(versions: Sequence[Floats]) -> Scale:
    """The medians to expect of sentences, once the mean of their language is taken off: the unrelated are at 0.

    Takes a matrix for each language, the same sentences in its rows.
    """
    unrelated, same = _cosines([unit(version - version.mean(axis=0)) for version in versions])
    return _scale(0.0, _PROSE * float(np.median(same) - np.median(unrelated)))


def word_scale(versions: Sequence[Floats]) -> Scale:
    """Where the likeness of words begins, and where it is full; a matrix for each language, likewise."""
    unrelated, same = _cosines(versions)
    return _scale(float(np.quantile(unrelated, _UNRELATED_WORDS)), float(np.quantile(same, _SAME_WORDS)))


def _scale(unrelated: float, same: float) -> Scale:
    """A scale at least `_LEAST` wide: a model that knows only some of the specimens' languages may give any cosines."""
    return Scale(unrelated, max(same, unrelated + _LEAST))


def unit(vectors: Floats) -> Floats:
    """Each row divided by its length; nothing stays nothing."""
    scaled: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-6))
    return scaled


def _cosines(versions: Sequence[Floats]) -> tuple[Doubles, Doubles]:
    """Of rows that differ, and of rows that are the same, over all pairs of languages."""
    tables = [(here @ there.T).astype(np.float64) for here, there in combinations(versions, 2)]
    apart = ~np.eye(len(versions[0]), dtype=bool)
    return np.concatenate([table[apart] for table in tables]), np.concatenate([np.diag(table) for table in tables])

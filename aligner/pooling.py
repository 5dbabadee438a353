"""Runs of pieces from the vectors of single pieces, for encoders that must read a whole text to encode it.

A transformer gives one vector for a text and no sums that could be put together.  Each piece is encoded once, and a run
is the mean of its pieces: nine times as fast as encoding every run, and no worse
(`docs/decisions/0007-encoders.md`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from aligner.lattice import Floats, Ints
from aligner.scales import Scales, Specimens, text_scale, unit, word_scale

Encode = Callable[[Sequence[str]], Floats]
"""Texts to vectors, shape (texts, dimensions), of any length."""

_PRIOR = 16
"""For how many pieces the specimens' mean counts: in a text of a page it no longer matters."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """An encoder of single texts made into one that composes.

    Vectors of transformers share a large common component, and those of one language another.  What is left when it is
    taken off tells texts apart: for pieces the mean of the text that they are from, for single texts, which in aligning
    are words, the mean of the specimens' words.
    """

    name: str
    encode: Encode
    word_mean: Floats
    sentence_mean: Floats
    scales: Scales

    @classmethod
    def of(cls, name: str, encode: Encode, specimens: Specimens) -> Self:
        """An encoder with the means and the scales of the specimens, which are encoded for it."""
        sentences = [unit(encode(version)) for version in specimens.sentences]
        words = [unit(encode(version)) for version in specimens.words]
        word_mean: Floats = np.concatenate(words).mean(axis=0)
        scales = Scales(
            texts=text_scale(sentences),
            words=word_scale([unit(version - word_mean) for version in words]),
        )
        return cls(name, encode, word_mean, np.concatenate(sentences).mean(axis=0), scales)

    def __call__(self, texts: Sequence[str], /) -> Floats:
        return unit(self._encoded(texts) - self.word_mean)

    def composer(self, pieces: Sequence[str], /) -> "PieceMeans":
        """Each piece read once."""
        stripped = [piece.strip() for piece in pieces]
        lengths = np.array([len(piece) for piece in stripped], dtype=np.float32)[:, None]
        vectors = self._encoded(stripped)
        share = lengths / max(float(lengths.mean()), 1.0) if len(lengths) else lengths
        mean = ((share * vectors).sum(axis=0) + _PRIOR * self.sentence_mean) / (len(pieces) + _PRIOR)
        return PieceMeans(lengths * (vectors - mean))

    def _encoded(self, texts: Sequence[str]) -> Floats:
        """Unit vectors; each different text is encoded once, texts of like length together, so that none waits."""
        distinct = sorted(dict.fromkeys(texts), key=lambda text: (len(text), text))
        if not distinct:
            return np.zeros((0, len(self.word_mean)), dtype=np.float32)
        row = {text: number for number, text in enumerate(distinct)}
        return unit(self.encode(distinct))[[row[text] for text in texts]]


@dataclass(frozen=True, slots=True)
class PieceMeans:
    """Vectors of runs: the mean of the pieces' vectors by length, less what is common to all of them."""

    weighted: Floats

    def __call__(self, first: Ints, last: Ints, /) -> Floats:
        return unit(summed(self.weighted, first, last))


def summed(values: Floats, first: Ints, last: Ints) -> Floats:
    """The sum of the rows `first[r]` to `last[r]`; runs are short, so adding beats cumulating (and loses no digits)."""
    total: Floats = values[first].copy()
    for step in range(1, int((last - first).max(initial=0)) + 1):
        longer = np.flatnonzero(last - first >= step)
        total[longer] += values[first[longer] + step]
    return total

"""What the quotations of a book that are read together say of each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from aligner.books import Book
from aligner.lattice import Floats

_ENOUGH = 100
"""So many quotations tell of all."""

_NEAREST = 10
"""Neighbours by which it is judged how like others a sentence is; of fewer than 200 vectors one in twenty, but two."""

_DOUBT = 100
"""Of so many vectors, what they say counts half; of more, more."""


@dataclass(frozen=True)
class Crowd:
    """Quotations, against which the likeness of one to a place in the book is held.

    Some sentences are a little like everything; they would be found for quotations that have their original elsewhere.
    So the mean likeness to the nearest of all quotations is taken off.  It is half of the cross-domain similarity local
    scaling of Conneau et al. 2018 (Word translation without parallel data, 2.3); the other half is the same everywhere.
    """

    book: Book
    sentences: Floats  # of all quotations, shape (sentences, dimensions)
    wholes: Floats
    clauses: Floats
    _usual: dict[tuple[str, int], Floats] = field(default_factory=dict)  # made when asked for

    @classmethod
    def of(cls, quotations: Sequence[tuple[Floats, Floats, Floats]], book: Book) -> "Crowd":
        """Of the sentences, the whole and the clauses of each quotation."""
        some = quotations[:: -(-len(quotations) // _ENOUGH)]
        sentences, wholes, clauses = zip(*some, strict=True)
        return cls(book, np.concatenate(sentences), np.stack(wholes), np.concatenate(clauses))

    def of_sentences(self, size: int) -> Floats:
        """How like the sentences of quotations each group of `size` of the book is, above the mean of all."""
        return self._kept(("sentences", size), self.book.groups(size), self.sentences)

    def of_wholes(self, size: int) -> Floats:
        """How like whole quotations each group of `size` sentences of the book is, above the mean of all."""
        return self._kept(("wholes", size), self.book.groups(size), self.wholes)

    def of_clauses(self, size: int) -> Floats:
        """How like the clauses of quotations each group of `size` clauses of the book is, above the mean of all."""
        return self._kept(("clauses", size), self.book.clauses(size), self.clauses)

    def of_runs(self, vectors: Floats) -> Floats:
        """How like whole quotations runs of sentences with these vectors are, above the mean of all pairs."""
        runs: Floats = _trust(self.wholes) * (_nearest(vectors, self.wholes) - self._mean)
        return runs

    @cached_property
    def _mean(self) -> Floats:
        mean: Floats = _nearest(self.book.groups(2), self.wholes).mean()
        return mean

    def _kept(self, key: tuple[str, int], there: Floats, here: Floats) -> Floats:
        if key not in self._usual:
            usual = _nearest(there, here)
            self._usual[key] = _trust(here) * (usual - usual.mean())
        return self._usual[key]


def _nearest(there: Floats, here: Floats) -> Floats:
    """The mean cosine of each vector with those nearest to it."""
    count = min(len(here), max(2, min(_NEAREST, len(here) // 20)))
    cosines = there @ here.T
    nearest: Floats = np.partition(cosines, len(here) - count, axis=1)[:, len(here) - count :].mean(axis=1)
    return nearest


def _trust(vectors: Floats) -> np.float32:
    return np.float32(len(vectors) / (len(vectors) + _DOUBT))

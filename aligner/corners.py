"""What the clauses say of the sentences.

Where a source sentence is rendered half in one target sentence and half in the next, the scores of sentences are
content with two beads; only the clauses show that no boundary of both sides lies between.  So clauses are aligned
first, all paths considered.  A corner is a node where a sentence of both sides ends.  The probability that the clause
path passes through a corner is the probability that a bead of sentences ends there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aligner.features import Banded, Cells, Table, tabulated
from aligner.lattice import Band, BeadType, Floats, Lattice, Node, Scores, posteriors
from aligner.units import Text

CLAUSE_TYPES: tuple[BeadType, ...] = (
    (1, 0),
    (0, 1),
    *((a, b) for a in range(1, 5) for b in range(1, 5) if a + b <= 6),
)
_RADIUS = 12
"""Clauses either side of the path of the sentences; a sentence of literary prose has two or three."""

_LEAST = np.float32(np.exp(-8))
"""Probabilities are not taken to be smaller (or nearer to 1) than this."""


def clause_lattice(source: Text, target: Text, path: Sequence[Node]) -> Lattice:
    """The lattice of the clauses around a path of the sentences, given by its nodes."""
    nodes = [(int(source.edges[i]), int(target.edges[j])) for i, j in path]
    return Lattice(Band.around(nodes, _RADIUS, len(target.clauses)), CLAUSE_TYPES)


def corners(source: Text, target: Text, clauses: Lattice, scores: Scores, sentences: Lattice) -> Table:
    """What the clauses, with their scores, say of the beads of the sentences."""
    band = sentences.band
    nodes = posteriors(clauses, scores).nodes
    i, j = Cells(band).i, Cells(band).j
    row, column = source.edges[i], target.edges[j]
    k = column - clauses.band.first[row]
    seen = (k >= 0) & (k < clauses.band.width)
    probabilities: Floats = np.where(seen, nodes[row, np.clip(k, 0, clauses.band.width - 1)], np.float32(0))
    return tabulated([Corners(band, probabilities)], Corners.names, sentences)


@dataclass(frozen=True)
class Corners:
    """Whether the clauses allow a bead of sentences to end at its corner, and to hold the corners inside it."""

    band: Band
    probabilities: Floats

    names = ("corner", "corners_inside")

    @cached_property
    def _absent(self) -> Banded:
        """The log of the probability that the clause path does not pass through each corner."""
        return Banded(self.band, np.log(np.maximum(1 - self.probabilities, _LEAST)))

    def __call__(self, a: int, b: int) -> list[Floats]:
        i, j = Cells(self.band).i, Cells(self.band).j
        inside = [(di, dj) for di in range(a + 1) for dj in range(b + 1) if 0 < di + dj < a + b]
        total = np.zeros(j.shape, dtype=np.float32)
        for di, dj in inside:
            corner = self._absent.at(np.maximum(i - di, 0), np.maximum(j - dj, 0))
            total += np.nan_to_num(corner)
        return [np.log(np.maximum(self.probabilities, _LEAST)), total]

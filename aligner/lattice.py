"""The dynamic programme: the best path, or all paths at once, over a band of the lattice of two sequences.

A node (i, j) means that i source and j target segments are behind us.  A bead of type (a, b) that ends there
started at (i - a, j - b).  The band keeps, for each i, the nodes with `first[i] <= j < first[i] + width`.  Scores are
log-potentials: `scores[i, t, k]` is that of the bead of type `types[t]` that ends at (i, first[i] + k).

Rows are computed whole.  Only an insertion (0, 1) leads from a row to itself, and a chain of insertions is a running
maximum (or log-sum), so that no loop over columns is needed:  V[j] = max over k <= j of base[k] + I[j] - I[k].
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
BeadType = tuple[int, int]
Node = tuple[int, int]

IMPOSSIBLE = -1e9
"""The score of what cannot be: far below any sum of real scores, and still finite, so that sums stay ordered."""


@dataclass(frozen=True, slots=True)
class Band:
    """Which nodes are looked at: `first` (shape n + 1, rising) and `width`; `columns` is m."""

    first: Ints
    width: int
    columns: int

    @classmethod
    def full(cls, rows: int, columns: int) -> "Band":
        """Every node: the exhaustive search.

        >>> Band.full(2, 3).targets().shape
        (3, 4)
        """
        return cls(np.zeros(rows + 1, dtype=np.int64), columns + 1, columns)

    @classmethod
    def around(cls, path: Sequence[Node], radius: int, columns: int) -> "Band":
        """`radius` nodes either side of a path, given by some of its nodes, (0, 0) and (n, m) among them.

        Where the path leaps from one column to another between two rows, the rows' nodes hold the whole leap.

        >>> band = Band.around([(0, 0), (1, 1), (2, 9), (3, 10)], 1, columns=10)
        >>> band.first.tolist(), band.width
        ([0, 0, 0, 0], 11)
        """
        low, high = _hull(path)
        width = min(columns + 1, int(np.ceil((high - low).max(initial=0))) + 2 * radius + 1)
        # The first columns may rise by so much from row to row that the rows still share nodes.
        first = np.clip(np.floor(low).astype(np.int64) - radius, 0, columns + 1 - width)
        return cls(np.maximum.accumulate(first), width, columns)

    @property
    def rows(self) -> int:
        """The number of source segments, n."""
        return len(self.first) - 1

    def targets(self) -> Ints:
        """The column j of each cell, shape (n + 1, width)."""
        return self.first[:, None] + np.arange(self.width)

    def __contains__(self, node: Node) -> bool:
        i, j = node
        return 0 <= i <= self.rows and 0 <= j - int(self.first[i]) < self.width and j <= self.columns


def _hull(path: Sequence[Node]) -> tuple[Doubles, Doubles]:
    """For each row the lowest and the highest column of the path from the row before to the row after."""
    i, j = np.array(path, dtype=np.int64).T
    rows = np.arange(i[-1] + 1)
    straight = np.interp(rows, i, j)
    low, high = straight.copy(), straight.copy()
    np.minimum.at(low, i, j)
    np.maximum.at(high, i, j)
    return np.concatenate([low[:1], low[:-1]]), np.concatenate([high[1:], high[-1:]])


@dataclass(frozen=True)
class Lattice:
    """A band with its bead types, which must hold (0, 1) and no other type (0, b)."""

    band: Band
    types: tuple[BeadType, ...]

    @cached_property
    def insertion(self) -> int:
        """The index of the type (0, 1)."""
        return self.types.index((0, 1))

    @cached_property
    def starts(self) -> tuple[Ints, Ints]:
        """Of the bead of each type that ends in row i: the row where it starts, and what to add to k."""
        a, b = np.array(self.types).T
        rows = np.arange(self.band.rows + 1)[:, None] - a
        return rows, self.band.first[:, None] - self.band.first[np.maximum(rows, 0)] - b

    def possible(self, scores: Floats) -> Floats:
        """The scores with the beads that would leave the band or the text made impossible."""
        rows, shift = self.starts
        k = np.arange(self.band.width)
        before = k + shift[:, :, None]
        inside = (before >= 0) & (before < self.band.width) & (rows >= 0)[:, :, None]
        inside &= (self.band.targets() <= self.band.columns)[:, None, :]
        return np.where(inside, scores, np.float32(IMPOSSIBLE))


@dataclass(frozen=True, slots=True)
class Posteriors:
    """How probable each bead (n + 1, types, width) and each node (n + 1, width) is, all paths considered.

    `total` is the log of the partition sum.
    """

    beads: Floats
    nodes: Floats
    total: float


def best_path(lattice: Lattice, scores: Floats) -> list[tuple[int, int, int]]:
    """The path of the highest total score, as (i, j, type index) of each bead's end, in order.

    >>> lattice = Lattice(Band.full(2, 1), ((1, 0), (0, 1), (1, 1), (2, 1)))
    >>> scores = np.zeros((3, 4, 2), dtype=np.float32)
    >>> scores[:, 3] = 1
    >>> best_path(lattice, scores)
    [(2, 1, 3)]
    """
    scores = lattice.possible(scores)
    values = _Stack.of([lattice], [scores]).forward(maximum=True)[:, 0]
    rows, shift = lattice.starts
    i, j = lattice.band.rows, lattice.band.columns
    path: list[tuple[int, int, int]] = []
    while i or j:
        k = j - int(lattice.band.first[i])
        reachable = np.flatnonzero(scores[i, :, k] > IMPOSSIBLE / 2)
        before = values[rows[i, reachable], k + shift[i, reachable]]
        choice = int(reachable[np.argmax(before + scores[i, reachable, k])])
        path.append((i, j, choice))
        i, j = i - lattice.types[choice][0], j - lattice.types[choice][1]
    return path[::-1]


def posteriors(lattice: Lattice, scores: Floats) -> Posteriors:
    """What all paths together say of each bead and node (the forward–backward algorithm)."""
    return all_posteriors([lattice], [scores])[0]


def all_posteriors(lattices: Sequence[Lattice], scores: Sequence[Floats]) -> list[Posteriors]:
    """The posteriors of several lattices with the same bead types, computed side by side, row by row of all."""
    possible = [lattice.possible(values) for lattice, values in zip(lattices, scores, strict=True)]
    stack = _Stack.of(lattices, possible)
    forward, backward = stack.forward(maximum=False), stack.backward()
    totals = [
        float(forward[lattice.band.rows, number, lattice.band.columns - lattice.band.first[-1]])
        for number, lattice in enumerate(lattices)
    ]
    beads = stack.beads(forward, backward - np.array(totals)[:, None])
    return [
        _posteriors(lattice, beads[number], forward[:, number], backward[:, number], totals[number])
        for number, lattice in enumerate(lattices)
    ]


def _posteriors(lattice: Lattice, beads: Floats, forward: Doubles, backward: Doubles, total: float) -> Posteriors:
    rows, width = lattice.band.rows + 1, lattice.band.width
    nodes = np.exp(np.minimum(forward[:rows, :width] + backward[:rows, :width] - total, 0.0)).astype(np.float32)
    return Posteriors(beads[:rows, :, :width], nodes, total)


@dataclass(frozen=True)
class _Stack:
    """Lattices with the same types, padded to the same size with what is impossible.

    Values have shape (rows, lattices, width), scores (rows, lattices, types, width).  Where a bead starts is looked up
    in an array with room around it, so that what lies outside needs no question.
    """

    lattices: tuple[Lattice, ...]
    scores: Floats

    @classmethod
    def of(cls, lattices: Sequence[Lattice], scores: Sequence[Floats]) -> "_Stack":
        rows, width = (max(values.shape[axis] for values in scores) for axis in (0, 2))
        padded = np.full((rows, len(scores), scores[0].shape[1], width), IMPOSSIBLE, dtype=np.float32)
        for number, values in enumerate(scores):
            padded[: values.shape[0], number, :, : values.shape[2]] = values
        return cls(tuple(lattices), padded)

    @cached_property
    def _insertion(self) -> int:
        return self.lattices[0].insertion

    @cached_property
    def _others(self) -> Ints:
        """The types that lead from one row to another: all but the insertion."""
        return np.array([t for t in range(self.scores.shape[2]) if t != self._insertion])

    @cached_property
    def _sizes(self) -> tuple[Ints, Ints]:
        a, b = np.array(self.lattices[0].types)[self._others].T
        return a, b

    @cached_property
    def _passed(self) -> Doubles:
        """The scores of the insertions from the start of each row; (rows, lattices, width)."""
        steps = self.scores[:, :, self._insertion]
        return np.cumsum(np.where(steps > IMPOSSIBLE / 2, steps, np.float32(0)), axis=2, dtype=np.float64)

    @cached_property
    def _room(self) -> tuple[int, int]:
        """How many rows before the first, and how many cells at either side of each row, hold what is impossible."""
        a, b = self._sizes
        return int(a.max()), self.scores.shape[3] + int(b.max())

    @cached_property
    def _first(self) -> Ints:
        """The first column of each row, (rows, lattices); of rows that a lattice does not have, its last row's."""
        rows = self.scores.shape[0]
        firsts = [lattice.band.first for lattice in self.lattices]
        return np.stack([np.append(first, np.full(rows - len(first), first[-1])) for first in firsts], axis=1)

    def _places(self, rows: Ints, shift: Ints) -> Ints:
        """Where the first cell of (rows, shift) lies in an array of (rows, lattices, padded width), flattened."""
        _, room = self._room
        _, lattices, _, width = self.scores.shape
        numbers = np.arange(lattices)[:, None]
        return (rows * lattices + numbers) * (width + 2 * room) + room + np.clip(shift, -room, room)

    def _before(self, i: int) -> Ints:
        """Where the beads of all types but the insertion start that end in row i; (lattices, types)."""
        a, b = self._sizes
        rows = i - a
        shift = self._first[i][:, None] - self._first[np.maximum(rows, 0)].T - b
        return self._places(rows + self._room[0], shift)

    def _padded(self, rows: int) -> Doubles:
        return np.full((rows, len(self.lattices), self.scores.shape[3] + 2 * self._room[1]), IMPOSSIBLE)

    def forward(self, *, maximum: bool) -> Doubles:
        """The best (or log-summed) score of the paths from the origin to each node."""
        above, room = self._room
        count, _, _, width = self.scores.shape
        padded = self._padded(above + count)
        flat, k = padded.reshape(-1), np.arange(width)
        for i in range(count):
            arriving = flat[self._before(i)[:, :, None] + k] + self.scores[i][:, self._others]
            base = arriving.max(axis=1) if maximum else _log_sum(arriving)
            if i == 0:
                base[:, 0] = 0.0
            passed = self._passed[i]
            running = np.maximum if maximum else np.logaddexp
            padded[above + i, :, room : room + width] = running.accumulate(base - passed, axis=1) + passed
        return padded[above:, :, room : room + width]

    def backward(self) -> Doubles:
        """The log-summed score of the paths from each node to the end."""
        _, room = self._room
        count, lattices, _, width = self.scores.shape
        a, b = self._sizes
        kept = int(a.max()) + 1
        # Of the last rows: for each type, the score of its bead that ends there and of all that may follow.
        ring = np.stack([self._padded(kept) for _ in a], axis=2)
        row_length = ring.shape[3]
        flat, k, numbers, types = ring.reshape(-1), np.arange(width), np.arange(lattices)[:, None], np.arange(len(a))
        values = np.full((count, lattices, width), IMPOSSIBLE)
        for i in range(count - 1, -1, -1):
            ends = i + a
            shift = self._first[i][:, None] + b - self._first[np.minimum(ends, count - 1)].T
            places = ((ends % kept * lattices + numbers) * len(a) + types) * row_length + room
            base = _log_sum(flat[(places + np.clip(shift, -room, room))[:, :, None] + k])
            for number, lattice in enumerate(self.lattices):
                if lattice.band.rows == i:
                    base[number, lattice.band.columns - lattice.band.first[i]] = 0.0
            passed = self._passed[i]
            values[i] = np.logaddexp.accumulate((base + passed)[:, ::-1], axis=1)[:, ::-1] - passed
            ring[i % kept, :, :, room : room + width] = self.scores[i][:, self._others] + values[i][:, None]
        return values

    def beads(self, forward: Doubles, after: Doubles) -> Floats:
        """How probable each bead is, (lattices, rows, types, width); `after` is the backward score less the total."""
        above, room = self._room
        count, lattices, types, width = self.scores.shape
        padded = self._padded(above + count)
        padded[above:, :, room : room + width] = forward
        flat, k = padded.reshape(-1), np.arange(width)
        beads = np.empty((lattices, count, types, width), dtype=np.float32)
        for i in range(count):
            before = np.empty((lattices, types, width))
            before[:, self._others] = flat[self._before(i)[:, :, None] + k]
            before[:, self._insertion] = padded[above + i, :, room - 1 : room - 1 + width]
            beads[:, i] = np.exp(np.minimum(before + self.scores[i] + after[i][:, None], 0.0))
        return beads


def _log_sum(values: Doubles) -> Doubles:
    """The log of Σ exp over the second axis, without overflow."""
    top = values.max(axis=1)
    summed: Doubles = top + np.log(np.exp(values - top[:, None]).sum(axis=1))
    return summed

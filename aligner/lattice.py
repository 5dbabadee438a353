"""The dynamic programme: the best path, or all paths at once, over a band of the lattice of two sequences.

A node (i, j) means that i source and j target segments are behind us.  A bead of type (a, b) that ends there
started at (i - a, j - b).  The band keeps, for each i, the nodes with `first[i] <= j < first[i] + width`.  Scores are
log-potentials: `scores[i, t, k]` is that of the bead of type `types[t]` that ends at (i, first[i] + k).

Rows are computed whole.  Only an insertion (0, 1) leads from a row to itself, and a chain of insertions is a running
maximum (or log-sum), so that no loop over columns is needed:  V[j] = max over k <= j of base[k] + I[j] - I[k].
"""

from collections.abc import Iterator, Sequence
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

    @cached_property
    def ends(self) -> tuple[Ints, Ints]:
        """Of the bead of each type that starts in row i: the row where it ends, and what to add to k."""
        a, b = np.array(self.types).T
        rows = np.arange(self.band.rows + 1)[:, None] + a
        return rows, self.band.first[:, None] + b - self.band.first[np.minimum(rows, self.band.rows)]

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
    values = _forward(lattice, scores, maximum=True)
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
    scores = lattice.possible(scores)
    forward = _forward(lattice, scores, maximum=False)
    backward = _backward(lattice, scores)
    total = float(forward[lattice.band.rows, lattice.band.columns - lattice.band.first[-1]])
    beads = np.empty_like(scores)
    for i, before in _arriving(lattice, forward):
        before[lattice.insertion, 1:] = forward[i, :-1]
        np.exp(np.minimum(before + scores[i] + backward[i] - total, 0.0), out=beads[i], casting="same_kind")
    nodes = np.exp(np.minimum(forward + backward - total, 0.0)).astype(np.float32)
    return Posteriors(beads, nodes, total)


def _forward(lattice: Lattice, scores: Floats, *, maximum: bool) -> Doubles:
    """The best (or log-summed) score of the paths from the origin to each node, (n + 1, width)."""
    values = np.full((lattice.band.rows + 1, lattice.band.width), IMPOSSIBLE)
    for i, before in _arriving(lattice, values):
        arriving = before + scores[i]
        base = arriving.max(axis=0) if maximum else _log_sum(arriving)
        if i == 0:
            base[0] = 0.0
        values[i] = _along_row(base, scores[i, lattice.insertion], maximum=maximum)
    return values


def _arriving(lattice: Lattice, values: Doubles) -> Iterator[tuple[int, Doubles]]:
    """Row by row, the values of the nodes where the beads that end in the row start, (types, width)."""
    rows, shift = lattice.starts
    from_rows_before = rows < np.arange(len(rows))[:, None]
    yield from _gathered(values, rows, shift, from_rows_before & (rows >= 0), range(len(rows)))


def _gathered(
    values: Doubles, rows: Ints, shift: Ints, usable: NDArray[np.bool_], order: range
) -> Iterator[tuple[int, Doubles]]:
    """For each row i in `order`, `values[rows[i, t], k + shift[i, t]]`, impossible where that is no node."""
    width = values.shape[1]
    k = np.arange(width)
    for i in order:
        at = k + shift[i][:, None]
        ok = (at >= 0) & (at < width) & usable[i][:, None]
        taken = values[np.where(usable[i], rows[i], 0)[:, None], np.where(ok, at, 0)]
        yield i, np.where(ok, taken, IMPOSSIBLE)


def _backward(lattice: Lattice, scores: Floats) -> Doubles:
    """The log-summed score of the paths from each node to the end, (n + 1, width)."""
    n, width = lattice.band.rows, lattice.band.width
    rows, shift = lattice.ends
    usable = (rows > np.arange(n + 1)[:, None]) & (rows <= n)
    values = np.full((n + 1, width), IMPOSSIBLE)
    types, k = np.arange(len(lattice.types))[:, None], np.arange(width)
    for i, after in _gathered(values, rows, shift, usable, range(n, -1, -1)):
        at = np.clip(k + shift[i][:, None], 0, width - 1)
        base = _log_sum(after + scores[np.minimum(rows[i], n)[:, None], types, at])
        if i == n:
            base[lattice.band.columns - lattice.band.first[n]] = 0.0
        steps = np.append(scores[i, lattice.insertion, :0:-1], np.float32(0))
        values[i] = _along_row(base[::-1], np.roll(steps, 1), maximum=False)[::-1]
    return values


def _along_row(base: Doubles, steps: Floats, *, maximum: bool) -> Doubles:
    """The values of a row, where each node may also be reached from the one before it by an insertion.

    An impossible insertion is one into the first cell or past the text's end, where nothing is read.
    """
    passed = np.cumsum(np.where(steps > IMPOSSIBLE / 2, steps, 0.0))
    running = np.maximum.accumulate(base - passed) if maximum else np.logaddexp.accumulate(base - passed)
    summed: Doubles = running + passed
    return summed


def _log_sum(values: Doubles) -> Doubles:
    """The log of Σ exp over the first axis, without overflow."""
    top = values.max(axis=0)
    summed: Doubles = top + np.log(np.exp(values - top).sum(axis=0))
    return summed

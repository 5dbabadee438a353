"""The dynamic programme: the best path, or all paths at once, over a band of the lattice of two sequences.

A node (i, j) means that i source and j target segments are behind us.  A bead of type (a, b) that ends there
started at (i - a, j - b).  The band keeps, for each i, the nodes with `first[i] <= j < first[i] + width`.  Scores are
log-potentials: `scores[i, t, k]` is that of the bead of type `types[t]` that ends at (i, first[i] + k).

Rows are computed whole.  Only an insertion (0, 1) leads from a row to itself, and a chain of insertions is a running
maximum (or log-sum), so that no loop over columns is needed:  V[j] = max over k <= j of base[k] + I[j] - I[k].  Each
node has two values, after a match and in a gap, since a gap costs more where it opens.
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
    """A band with its bead types, among them (1, 0) and (0, 1) and no other null beads."""

    band: Band
    types: tuple[BeadType, ...]

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
class Scores:
    """The log-potentials of all beads, shape (n + 1, types, width), and that of a run of null beads where it begins.

    An omission is seldom of one sentence: the first null bead of a run pays `opening` besides its own score, those that
    follow do not (the affine gap cost of Gotoh 1982).
    """

    beads: Floats
    opening: float = 0.0

    def __add__(self, more: Floats) -> "Scores":
        """With more for some beads."""
        return Scores(self.beads + more, self.opening)

    def __truediv__(self, temperature: float) -> "Scores":
        """The scores at another temperature: the higher, the more alike all paths are."""
        return Scores(self.beads / np.float32(temperature), self.opening / temperature)


@dataclass(frozen=True, slots=True)
class Posteriors:
    """How probable each bead (n + 1, types, width) and each node (n + 1, width) is, all paths considered.

    `total` is the log of the partition sum, `openings` the expected number of runs of null beads.
    """

    beads: Floats
    nodes: Floats
    total: float
    openings: float


def best_path(lattice: Lattice, scores: Scores) -> list[tuple[int, int, int]]:
    """The path of the highest total score, as (i, j, type index) of each bead's end, in order.

    >>> lattice = Lattice(Band.full(2, 1), ((1, 0), (0, 1), (1, 1), (2, 1)))
    >>> beads = np.zeros((3, 4, 2), dtype=np.float32)
    >>> beads[:, 3] = 1
    >>> best_path(lattice, Scores(beads))
    [(2, 1, 3)]
    """
    possible = lattice.possible(scores.beads)
    forward = _Stack.of([lattice], [possible], scores.opening).forward(maximum=True)
    matched, in_gap = forward.matched[:, 0], forward.in_gap[:, 0]
    entering = np.maximum(matched + scores.opening, in_gap)
    rows, shift = lattice.starts
    i, j = lattice.band.rows, lattice.band.columns
    path: list[tuple[int, int, int]] = []
    gap: bool | None = None  # whether the bead that ends here is a null bead, where the one after it has decided that
    while i or j:
        k = j - int(lattice.band.first[i])
        gap = bool(in_gap[i, k] > matched[i, k]) if gap is None else gap
        null = np.array([not (a and b) for a, b in lattice.types])
        reachable = np.flatnonzero((possible[i, :, k] > IMPOSSIBLE / 2) & (null == gap))
        before = rows[i, reachable], k + shift[i, reachable]
        values = entering[before] if gap else np.maximum(matched[before], in_gap[before])
        best = int(np.argmax(values + possible[i, reachable, k]))
        choice, start = int(reachable[best]), (int(before[0][best]), int(before[1][best]))
        path.append((i, j, choice))
        gap = bool(in_gap[start] > matched[start] + scores.opening) if gap else None
        i, j = i - lattice.types[choice][0], j - lattice.types[choice][1]
    return path[::-1]


def posteriors(lattice: Lattice, scores: Scores) -> Posteriors:
    """What all paths together say of each bead and node (the forward–backward algorithm)."""
    return all_posteriors([lattice], [scores.beads], scores.opening)[0]


def all_posteriors(lattices: Sequence[Lattice], beads: Sequence[Floats], opening: float) -> list[Posteriors]:
    """The posteriors of several lattices with the same bead types, computed side by side, row by row of all."""
    possible = [lattice.possible(values) for lattice, values in zip(lattices, beads, strict=True)]
    stack = _Stack.of(lattices, possible, opening)
    forward, backward = stack.forward(maximum=False), stack.backward()
    ends = [(lattice.band.rows, lattice.band.columns - int(lattice.band.first[-1])) for lattice in lattices]
    totals = np.array(
        [
            np.logaddexp(forward.matched[i, number, k], forward.in_gap[i, number, k])
            for number, (i, k) in enumerate(ends)
        ]
    )
    after = _Values(backward.matched - totals[:, None], backward.in_gap - totals[:, None])
    probable, openings = stack.beads(forward, after)
    nodes = _exp(forward.matched + after.matched) + _exp(forward.in_gap + after.in_gap)
    return [
        Posteriors(
            probable[number, : lattice.band.rows + 1, :, : lattice.band.width],
            nodes[: lattice.band.rows + 1, number, : lattice.band.width].astype(np.float32),
            float(totals[number]),
            float(openings[number]),
        )
        for number, lattice in enumerate(lattices)
    ]


@dataclass(frozen=True, slots=True)
class _Values:
    """Of each node (rows, lattices, width): after a bead with text on both sides (or at the start), and in a gap."""

    matched: Doubles
    in_gap: Doubles


@dataclass(frozen=True)
class _Stack:
    """Lattices with the same types, padded to the same size with what is impossible.

    Values have shape (rows, lattices, width), scores (rows, lattices, types, width).  Where a bead starts is looked up
    in an array with room around it, so that what lies outside needs no question.
    """

    lattices: tuple[Lattice, ...]
    scores: Floats
    opening: float

    @classmethod
    def of(cls, lattices: Sequence[Lattice], scores: Sequence[Floats], opening: float) -> "_Stack":
        rows, width = (max(values.shape[axis] for values in scores) for axis in (0, 2))
        padded = np.full((rows, len(scores), scores[0].shape[1], width), IMPOSSIBLE, dtype=np.float32)
        for number, values in enumerate(scores):
            padded[: values.shape[0], number, :, : values.shape[2]] = values
        return cls(tuple(lattices), padded, opening)

    @cached_property
    def _matches(self) -> Ints:
        """The types with text on both sides."""
        return np.array([t for t, (a, b) in enumerate(self.lattices[0].types) if a and b])

    @cached_property
    def _sizes(self) -> tuple[Ints, Ints]:
        a, b = np.array(self.lattices[0].types)[self._matches].T
        return a, b

    @cached_property
    def _insertions(self) -> Floats:
        return self.scores[:, :, self.lattices[0].types.index((0, 1))]

    @cached_property
    def _deletions(self) -> Floats:
        return self.scores[:, :, self.lattices[0].types.index((1, 0))]

    @cached_property
    def _passed(self) -> Doubles:
        """The scores of the insertions from the start of each row; (rows, lattices, width)."""
        steps = self._insertions
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

    def _padded(self, rows: int) -> Doubles:
        return np.full((rows, len(self.lattices), self.scores.shape[3] + 2 * self._room[1]), IMPOSSIBLE)

    def _places(self, a: Ints, b: Ints) -> Ints:
        """Where beads of a rows and b columns start that end in the first cell of each row; (rows, lattices, types).

        Counted in an array of `_padded` rows, flattened, with the room above.
        """
        above, room = self._room
        count, lattices, _, width = self.scores.shape
        rows = np.arange(count)[:, None] - a
        shift = self._first[:, :, None] - self._first[np.maximum(rows, 0)].swapaxes(1, 2) - b
        numbers = (rows[:, None, :] + above) * lattices + np.arange(lattices)[:, None]
        places: Ints = numbers * (width + 2 * room) + room + np.clip(shift, -room, room)
        return places

    @cached_property
    def _match_places(self) -> Ints:
        return self._places(*self._sizes)

    @cached_property
    def _deletion_places(self) -> Ints:
        return self._places(np.array([1]), np.array([0]))[:, :, 0]

    @cached_property
    def _insertion_places(self) -> Ints:
        return self._places(np.array([0]), np.array([1]))[:, :, 0]

    def forward(self, *, maximum: bool) -> _Values:
        """The best (or log-summed) score of the paths from the origin to each node."""
        above, room = self._room
        count, lattices, _, width = self.scores.shape
        add = np.maximum if maximum else np.logaddexp
        anyhow, entering = self._padded(above + count), self._padded(above + count)
        values = _Values(*(np.empty((count, lattices, width)) for _ in range(2)))
        k = np.arange(width)
        for i in range(count):
            arriving = anyhow.take(self._match_places[i][:, :, None] + k) + self.scores[i][:, self._matches]
            matched = arriving.max(axis=1) if maximum else _log_sum(arriving)
            if i == 0:
                matched[:, 0] = 0.0
            gap = entering.take(self._deletion_places[i][:, None] + k) + self._deletions[i]
            gap[:, 1:] = add(gap[:, 1:], matched[:, :-1] + self.opening + self._insertions[i][:, 1:])
            passed = self._passed[i]
            gap = add.accumulate(gap - passed, axis=1) + passed
            values.matched[i], values.in_gap[i] = matched, gap
            anyhow[above + i, :, room : room + width] = add(matched, gap)
            entering[above + i, :, room : room + width] = add(matched + self.opening, gap)
        return values

    def backward(self) -> _Values:
        """The log-summed score of the paths from each node to the end."""
        count, lattices, _, width = self.scores.shape
        ring = _Ring(self._padded(1)[0], *self._sizes, self._first)
        deletions = _Ring(self._padded(1)[0], np.array([1]), np.array([0]), self._first)
        values = _Values(*(np.empty((count, lattices, width)) for _ in range(2)))
        for i in range(count - 1, -1, -1):
            onward = _log_sum(ring.taken(i, width))
            for number, lattice in enumerate(self.lattices):
                if lattice.band.rows == i:
                    onward[number, lattice.band.columns - lattice.band.first[i]] = 0.0
            deleted = deletions.taken(i, width)[:, 0]
            passed = self._passed[i]
            gap = np.logaddexp.accumulate((np.logaddexp(onward, deleted) + passed)[:, ::-1], axis=1)[:, ::-1] - passed
            into_gap = deleted.copy()
            into_gap[:, :-1] = np.logaddexp(deleted[:, :-1], gap[:, 1:] + self._insertions[i][:, 1:])
            values.matched[i], values.in_gap[i] = np.logaddexp(onward, into_gap + self.opening), gap
            ring.put(i, self.scores[i][:, self._matches] + values.matched[i][:, None])
            deletions.put(i, (self._deletions[i] + gap)[:, None])
        return values

    def beads(self, forward: _Values, after: _Values) -> tuple[Floats, Doubles]:
        """How probable each bead is, (lattices, rows, types, width), and the expected number of gaps, (lattices,).

        `after` are the backward scores less the totals.
        """
        above, room = self._room
        count, lattices, types, width = self.scores.shape
        anyhow, opening, going_on = (self._padded(above + count) for _ in range(3))
        inside = np.s_[above:, :, room : room + width]
        anyhow[inside] = np.logaddexp(forward.matched, forward.in_gap)
        opening[inside], going_on[inside] = forward.matched + self.opening, forward.in_gap
        insertion, deletion = (self.lattices[0].types.index(null) for null in ((0, 1), (1, 0)))
        beads = np.empty((lattices, count, types, width), dtype=np.float32)
        openings = np.zeros(lattices)
        k = np.arange(width)
        for i in range(count):
            scores, in_gap = self.scores[i], after.in_gap[i]
            matches = anyhow.take(self._match_places[i][:, :, None] + k) + scores[:, self._matches]
            beads[:, i, self._matches] = _exp(matches + after.matched[i][:, None])
            for null, places in ((deletion, self._deletion_places[i]), (insertion, self._insertion_places[i])):
                starts = places[:, None] + k
                opened = _exp(opening.take(starts) + scores[:, null] + in_gap)
                beads[:, i, null] = opened + _exp(going_on.take(starts) + scores[:, null] + in_gap)
                openings += opened.sum(axis=1)
        return beads, openings


class _Ring:
    """What the beads of some types are worth that end in the last few rows, each with all that may follow it."""

    def __init__(self, row: Doubles, a: Ints, b: Ints, first: Ints) -> None:
        self._values = np.stack([np.stack([row] * len(a), axis=1)] * (int(a.max()) + 1))
        kept, lattices, types, row_length = self._values.shape
        ends = np.arange(len(first))[:, None] + a
        shift = first[:, :, None] + b - first[np.minimum(ends, len(first) - 1)].swapaxes(1, 2)
        numbers = (ends[:, None, :] % kept * lattices + np.arange(lattices)[:, None]) * types + np.arange(types)
        self._places, self._shift, self._row_length = numbers * row_length, shift, row_length

    def put(self, i: int, values: Doubles) -> None:
        """Keep the values of row i, (lattices, types, width)."""
        width = values.shape[2]
        room = (self._row_length - width) // 2
        self._values[i % len(self._values), :, :, room : room + width] = values

    def taken(self, i: int, width: int) -> Doubles:
        """The values where the beads end that start in row i, (lattices, types, width)."""
        room = (self._row_length - width) // 2
        places = self._places[i] + room + np.clip(self._shift[i], -room, room)
        taken: Doubles = self._values.take(places[:, :, None] + np.arange(width))
        return taken


def _exp(values: Doubles) -> Doubles:
    """A probability, which rounding may not make greater than 1."""
    return np.exp(np.minimum(values, 0.0))


def _log_sum(values: Doubles) -> Doubles:
    """The log of Σ exp over the second axis, without overflow."""
    top = values.max(axis=1)
    summed: Doubles = top + np.log(np.exp(values - top[:, None]).sum(axis=1))
    return summed

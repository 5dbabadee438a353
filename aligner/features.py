"""What is measured of every bead of a lattice.  Each measure has names; `weights.json` has a weight for each name.

All values are of the order of 1 and mean the same on any pair of texts.  A measure of beads says nothing (0) of null
beads, and the other way round: what a null bead lacks is paid for by the weight of its type.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aligner.lattice import Band, BeadType, Doubles, Floats, Ints, Lattice
from aligner.links import Links, Windows, links
from aligner.scales import Scale, unit
from aligner.units import QUESTION, Units

_ROWS_AT_ONCE = 48
"""Rows of the band whose products are computed as one block of the full matrix."""


@dataclass(frozen=True)
class Cells:
    """The nodes of a band as the ends of beads: i of shape (n + 1, 1), j of shape (n + 1, width)."""

    band: Band

    @cached_property
    def i(self) -> Ints:
        return np.arange(self.band.rows + 1)[:, None]

    @cached_property
    def j(self) -> Ints:
        return np.minimum(self.band.targets(), self.band.columns)


@dataclass(frozen=True, slots=True)
class Banded:
    """Values at the nodes of a band."""

    band: Band
    values: Floats

    def at(self, i: Ints, j: Ints) -> Floats:
        """The values at nodes (i, j), 0 <= i <= n; NaN where a node is not in the band or not in the text."""
        k = j - self.band.first[i]
        known = (k >= 0) & (k < self.band.width) & (j <= self.band.columns)
        found: Floats = np.where(known, self.values[i, np.clip(k, 0, self.band.width - 1)], np.float32(np.nan))
        return found


def products(source: Floats, target: Floats, band: Band) -> Banded:
    """The dot products of the rows of two matrices at the nodes of a band."""
    values = np.empty((band.rows + 1, band.width), dtype=np.float32)
    columns = np.minimum(band.targets(), band.columns)
    for start in range(0, band.rows + 1, _ROWS_AT_ONCE):
        rows = slice(start, min(band.rows + 1, start + _ROWS_AT_ONCE))
        low, high = int(columns[rows].min()), int(columns[rows].max()) + 1
        block = source[rows] @ target[low:high].T
        values[rows] = np.take_along_axis(block, columns[rows] - low, axis=1)
    return Banded(band, values)


def largest(lattice: Lattice) -> tuple[int, int]:
    """The most source and the most target units of any bead type."""
    return max(a for a, _ in lattice.types), max(b for _, b in lattice.types)


@dataclass(frozen=True)
class Vectors:
    """How alike the two sides' meanings are, against what is usual and against what lies beside."""

    source: Units
    target: Units
    lattice: Lattice
    scale: Scale  # what the encoder's cosines mean

    names = ("null_best", "cosine", "above_background", "margin", "gain", "weakest")

    @property
    def band(self) -> Band:
        return self.lattice.band

    @cached_property
    def _groups(self) -> tuple[list[Floats], list[Floats]]:
        sides = zip((self.source, self.target), largest(self.lattice), strict=True)
        source, target = (_centred([units.groups(a) for a in range(1, size + 1)]) for units, size in sides)
        return source, target

    @cached_property
    def _cosines(self) -> dict[BeadType, Banded]:
        """Of all types with text on both sides, which hold with each type also the smaller ones."""
        source, target = self._groups
        types = ((a, b) for a, b in self.lattice.types if a and b)
        return {(a, b): self._alike(source[a - 1], target[b - 1], self.band) for a, b in types}

    @cached_property
    def _wide(self) -> Band:
        """The band with room for the neighbours of its beads."""
        room = max(largest(self.lattice))
        width = min(self.band.columns + 1, self.band.width + 2 * room)
        first = np.clip(self.band.first - room, 0, self.band.columns + 1 - width)
        return Band(first, width, self.band.columns)

    @cached_property
    def _singles(self) -> tuple[list[Banded], list[Banded]]:
        """Groups of the source with single target units, and groups of the target with single source units."""
        source, target = self._groups
        return (
            [self._alike(group, target[0], self._wide) for group in source],
            [self._alike(source[0], group, self._wide) for group in target],
        )

    @cached_property
    def _background(self) -> tuple[list[Floats], list[Floats]]:
        """The mean cosine of each group with all single units of the other side."""
        source, target = self._groups
        source_mean, target_mean = source[0][1:].mean(axis=0), target[0][1:].mean(axis=0)
        return [self.scale(group @ target_mean) for group in source], [
            self.scale(group @ source_mean) for group in target
        ]

    def _alike(self, source: Floats, target: Floats, band: Band) -> Banded:
        return Banded(band, self.scale(products(source, target, band).values))

    def null(self, a: int) -> Floats:
        """How alike the unit left out is to the most alike one of the other side."""
        single = self._singles[0][0]
        if a:
            return np.repeat(single.values.max(axis=1)[:, None], self.band.width, axis=1)
        best = np.full(self.band.columns + 1, -1, dtype=np.float32)
        np.maximum.at(best, np.minimum(self._wide.targets(), self.band.columns), single.values)
        return best[np.minimum(self.band.targets(), self.band.columns)]

    def __call__(self, a: int, b: int) -> list[Floats]:
        cells = Cells(self.band)
        if not a or not b:
            nothing = np.zeros((self.band.rows + 1, self.band.width), dtype=np.float32)
            return [self.null(a), *[nothing] * 5]
        cosine = self._cosines[a, b].values
        source, target = self._background
        usual = _halved(source[a - 1][:, None] + target[b - 1][cells.j])
        return [
            np.zeros_like(cosine),
            cosine,
            cosine - usual,
            cosine - self._beside(a, b),
            self._gain(a, b),
            self._weakest(a, b),
        ]

    def _weakest(self, a: int, b: int) -> Floats:
        """How far below the bead's cosine that of its least fitting outermost unit with the other side lies."""
        i, j = Cells(self.band).i, Cells(self.band).j
        by_source, by_target = self._singles[0][a - 1], self._singles[1][b - 1]
        outermost = []
        if a > 1:
            outermost += [by_target.at(i, j), by_target.at(np.maximum(i - a + 1, 0), j)]
        if b > 1:
            outermost += [by_source.at(i, j), by_source.at(i, np.maximum(j - b + 1, 0))]
        if not outermost:
            return np.zeros(j.shape, dtype=np.float32)
        least = np.min([np.nan_to_num(values, nan=1) for values in outermost], axis=0)
        weakest: Floats = np.minimum(least - self._cosines[a, b].values, 0)
        return weakest

    def _beside(self, a: int, b: int) -> Floats:
        """The mean cosine with the units just before and after, on both sides (Bertalign's margin)."""
        i, j = Cells(self.band).i, Cells(self.band).j
        by_source, by_target = self._singles[0][a - 1], self._singles[1][b - 1]
        n = self.band.rows
        sides = (
            (_known(by_source.at(i, np.maximum(j - b, 0)), j > b), by_source.at(i, j + 1)),
            (
                _known(by_target.at(np.maximum(i - a, 0), j), i > a),
                _known(by_target.at(np.minimum(i + 1, n), j), i < n),
            ),
        )
        return _halved(_mean_of_known(*sides[0]) + _mean_of_known(*sides[1]))

    def _gain(self, a: int, b: int) -> Floats:
        """What the outermost units add to the cosine of the rest; 0 for a bead of one unit each."""
        i, j = Cells(self.band).i, Cells(self.band).j
        smaller = []
        if a > 1:
            smaller += [self._cosines[a - 1, b].at(i, j), self._cosines[a - 1, b].at(np.maximum(i - 1, 0), j)]
        if b > 1:
            smaller += [self._cosines[a, b - 1].at(i, j), self._cosines[a, b - 1].at(i, np.maximum(j - 1, 0))]
        if not smaller:
            return np.zeros(j.shape, dtype=np.float32)
        best = np.max([np.nan_to_num(values, nan=-1) for values in smaller], axis=0)
        gain: Floats = self._cosines[a, b].values - best
        return gain


def _halved(values: Floats) -> Floats:
    half: Floats = values * np.float32(0.5)
    return half


def _centred(groups: Sequence[Floats]) -> list[Floats]:
    """The vectors less what all units of their side have in common, as unit vectors again."""
    mean = groups[0][1:].mean(axis=0)
    return [unit(group - mean) for group in groups]


def _known(values: Floats, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
    known: Floats = np.where(where, values, np.float32(np.nan))
    return known


def _mean_of_known(first: Floats, second: Floats) -> Floats:
    """The mean of two values, or the one that is known, or 0."""
    mean: Floats = np.nan_to_num(
        np.where(np.isnan(first), second, np.where(np.isnan(second), first, (first + second) / 2))
    )
    return mean


@dataclass(frozen=True)
class Lengths:
    """Whether the two sides are as long as each other, at the ratio of the whole."""

    source: Units
    target: Units
    band: Band

    names = ("null_length", "length_difference", "length_ratio")

    @cached_property
    def _totals(self) -> tuple[Doubles, Doubles]:
        ratio = self.source.lengths.sum() / max(1.0, self.target.lengths.sum())
        source, target = self.source.lengths, self.target.lengths * ratio
        return np.concatenate([[0], np.cumsum(source)]), np.concatenate([[0], np.cumsum(target)])

    def __call__(self, a: int, b: int) -> list[Floats]:
        i, j = Cells(self.band).i, Cells(self.band).j
        source, target = self._totals
        here, there = source[i] - source[np.maximum(i - a, 0)], target[j] - target[np.maximum(j - b, 0)]
        nothing = np.zeros(j.shape)
        if not a or not b:
            return [_floats(np.log1p(here + there) / 3), _floats(nothing), _floats(nothing)]
        # Gale & Church (1993): the difference over its standard deviation, which grows as the root of the length.
        deviation = np.abs(there - here) / np.sqrt(there + here + 1)
        ratio = np.abs(np.log((there + 8) / (here + 8)))
        return [_floats(nothing), _floats(-np.minimum(deviation, 15) / 5), _floats(-ratio)]


@dataclass(frozen=True)
class Finals:
    """Whether the two sides end alike: in the same kind of mark, and both within or without a quotation."""

    source: Units
    target: Units
    band: Band

    names = ("same_final", "question_mismatch", "quotation_mismatch")

    def __call__(self, a: int, b: int) -> list[Floats]:
        i, j = Cells(self.band).i, Cells(self.band).j
        mismatch = -(self.source.quoting[i] != self.target.quoting[j]).astype(np.float32)
        if not a or not b:
            return [*[np.zeros(j.shape, dtype=np.float32)] * 2, mismatch]
        here, there = self.source.finals[np.maximum(i - 1, 0)], self.target.finals[np.maximum(j - 1, 0)]
        return [
            ((here == there) & (here > 0)).astype(np.float32),
            -((here == QUESTION) != (there == QUESTION)).astype(np.float32),
            mismatch,
        ]


@dataclass(frozen=True)
class Coverage:
    """Whether the words of either side have their counterparts inside the bead, and none of them just outside."""

    source: Units
    target: Units
    band: Band
    alike: Floats
    sizes: tuple[int, int]

    names = (
        "null_coverage",
        "coverage_source",
        "coverage_target",
        "coverage_both",
        "leak_source",
        "leak_target",
        "edge_source",
        "edge_target",
        "weakest_source",
        "weakest_target",
    )

    @cached_property
    def _links(self) -> tuple[Links, Links]:
        forth, back = _windows(self.band, max(self.sizes))
        source, target = self.source.words, self.target.words
        return (
            links(source, target, self.alike, forth, self.sizes[1]),
            links(target, source, np.ascontiguousarray(self.alike.T), back, self.sizes[0]),
        )

    @cached_property
    def _totals(self) -> tuple[Doubles, Doubles]:
        return tuple(np.concatenate([[0], np.cumsum(side.totals, dtype=np.float64)]) for side in self._links)  # type: ignore[return-value]

    def _of_source(self, values: Floats, a: int, b: int) -> Floats:
        """The values of the `a` source units that end at i, towards the `b` target units that end at j."""
        i, j = Cells(self.band).i, Cells(self.band).j
        return _added(values[b - 1], self._links[0].windows, i, j, a)

    def _of_target(self, values: Floats, a: int, b: int) -> Floats:
        i, j = Cells(self.band).i, Cells(self.band).j
        return _added(values[a - 1], self._links[1].windows, j, i, b)

    def _share(self, a: int, b: int) -> tuple[Floats, Floats]:
        """What to divide by: the rarities of the words of each side, and 2, so that short sides say little."""
        i, j = Cells(self.band).i, Cells(self.band).j
        source, target = self._totals
        return (
            _floats(source[i] - source[np.maximum(i - a, 0)] + 2),
            _floats(target[j] - target[np.maximum(j - b, 0)] + 2),
        )

    def __call__(self, a: int, b: int) -> list[Floats]:
        forth, back = self._links
        source, target = self._share(a, b)
        nothing = np.zeros(Cells(self.band).j.shape, dtype=np.float32)
        if not b:
            return [self._of_source(forth.coverage, 1, 2) / source, *[nothing] * 9]
        if not a:
            return [self._of_target(back.coverage, 2, 1) / target, *[nothing] * 9]
        covered = self._of_source(forth.coverage, a, b) / source, self._of_target(back.coverage, a, b) / target
        return [
            nothing,
            *covered,
            np.minimum(*covered),
            -self._of_source(forth.leak, a, b) / source,
            -self._of_target(back.leak, a, b) / target,
            self._of_source(forth.edge, a, b) / source,
            self._of_target(back.edge, a, b) / target,
            self._weakest(forth, b, Cells(self.band).i, Cells(self.band).j, a) - covered[0],
            self._weakest(back, a, Cells(self.band).j, Cells(self.band).i, b) - covered[1],
        ]

    @staticmethod
    def _weakest(links: Links, others: int, ends: Ints, other_ends: Ints, size: int) -> Floats:
        """The share of words covered in the less covered of the two outermost units of one side."""
        share = links.coverage[others - 1] / (links.totals[:, None] + 2)
        last = _added(share, links.windows, ends, other_ends, 1)
        if size == 1:
            return last
        return np.minimum(last, _added(share, links.windows, np.maximum(ends - size + 1, 1), other_ends, 1))


def _added(values: Floats, windows: Windows, ends: Ints, others: Ints, size: int) -> Floats:
    """The sum over the `size` units before `ends` of their values towards the unit before `others`; 0 out of sight."""
    total = np.zeros(np.broadcast_shapes(ends.shape, others.shape), dtype=np.float32)
    for back in range(1, size + 1):
        unit = np.maximum(ends - back, 0)
        column = others - 1 - windows.first[unit]
        seen = (column >= 0) & (column < windows.width)
        total += np.where(seen, values[unit, np.clip(column, 0, windows.width - 1)], np.float32(0))
    return total


def _windows(band: Band, size: int) -> tuple[Windows, Windows]:
    """For each source unit the target units that a bead with it may hold, with some more around; and the reverse."""
    room = size + 4
    n, m = band.rows, band.columns
    ends = np.minimum(np.arange(n) + size, n)
    low = np.maximum(0, band.first[1:] - room)
    high = np.minimum(m, band.first[ends] + band.width - 1 + room)
    targets = np.arange(1, m + 1)
    top = np.maximum(0, np.searchsorted(band.first + band.width - 1, targets, "left") - 1 - room)
    bottom = np.minimum(n, np.searchsorted(band.first, targets, "right") - 1 + room)
    return (
        Windows(low, int((high - low).max(initial=1)), m),
        Windows(top, int((bottom - top).max(initial=1)), n),
    )


def _floats(values: Doubles) -> Floats:
    return values.astype(np.float32)


Measure = Callable[[int, int], list[Floats]]


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured of each bead of a lattice: `values` has shape (n + 1, types, width, names)."""

    lattice: Lattice
    names: tuple[str, ...]
    values: Floats

    def __add__(self, other: "Table") -> "Table":
        """Both tables' measures of the same beads."""
        return Table(self.lattice, (*self.names, *other.names), np.concatenate([self.values, other.values], axis=-1))


def measured(source: Units, target: Units, lattice: Lattice, alike: Floats, scale: Scale) -> Table:
    """All measures of two sequences of units; `alike` are the likenesses of their words."""
    band = lattice.band
    vectors, coverage = Vectors(source, target, lattice, scale), Coverage(source, target, band, alike, largest(lattice))
    every = (vectors, Lengths(source, target, band), Finals(source, target, band), coverage)
    return tabulated(every, tuple(name for measure in every for name in measure.names), lattice)


def tabulated(every: Sequence[Measure], names: tuple[str, ...], lattice: Lattice) -> Table:
    """Each measure asked of each bead type."""
    values = np.empty((lattice.band.rows + 1, len(lattice.types), lattice.band.width, len(names)), dtype=np.float32)
    for t, (a, b) in enumerate(lattice.types):
        column = 0
        for measure in every:
            for feature in measure(a, b):
                values[:, t, :, column] = feature
                column += 1
    return Table(lattice, names, values)

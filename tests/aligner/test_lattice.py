"""The dynamic programme against exhaustive search, and its laws."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.lattice import Band, BeadType, Lattice, Scores, all_posteriors, best_path, posteriors

TYPES: tuple[BeadType, ...] = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1))


@st.composite
def problems(draw: st.DrawFn) -> tuple[Lattice, Scores]:
    n, m = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    seed = draw(st.integers(0, 2**32 - 1))
    scores = np.random.default_rng(seed).normal(size=(n + 1, len(TYPES), m + 1)).astype(np.float32)
    return Lattice(Band.full(n, m), TYPES), Scores(scores, draw(st.floats(-3, 3)))


def paths(types: tuple[BeadType, ...], i: int, j: int) -> Iterator[list[tuple[int, int, int]]]:
    """Every path from the origin to (i, j)."""
    if i == j == 0:
        yield []
    for t, (a, b) in enumerate(types):
        if a <= i and b <= j:
            for path in paths(types, i - a, j - b):
                yield [*path, (i, j, t)]


def total(scores: Scores, path: list[tuple[int, int, int]]) -> float:
    """The scores of the beads, and of the places where a run of null beads begins."""
    nulls = [False, *(0 in TYPES[t] for _, _, t in path)]
    openings = sum(null and not before for before, null in pairwise(nulls))
    return float(sum(float(scores.beads[i, t, j]) for i, j, t in path)) + openings * scores.opening


@given(problems())
def test_no_path_is_better(problem: tuple[Lattice, Scores]) -> None:
    lattice, scores = problem
    best = max(total(scores, path) for path in paths(TYPES, lattice.band.rows, lattice.band.columns))
    assert total(scores, best_path(lattice, scores)) == pytest.approx(best, abs=1e-4)


@given(problems())
def test_probabilities_are_those_of_all_paths(problem: tuple[Lattice, Scores]) -> None:
    lattice, scores = problem
    every = list(paths(TYPES, lattice.band.rows, lattice.band.columns))
    weights = np.exp([total(scores, path) for path in every])
    found = posteriors(lattice, scores)
    assert found.total == pytest.approx(np.log(weights.sum()), abs=1e-4)
    expected, openings = np.zeros_like(scores.beads), 0.0
    for path, weight in zip(every, weights / weights.sum(), strict=True):
        openings += weight * (total(Scores(np.zeros_like(scores.beads), 1.0), path))
        for i, j, t in path:
            expected[i, t, j] += weight
    assert np.allclose(found.beads, expected, atol=1e-4)
    assert found.openings == pytest.approx(openings, abs=1e-4)


@given(st.lists(problems(), min_size=2, max_size=4))
def test_lattices_side_by_side_are_as_if_alone(several: list[tuple[Lattice, Scores]]) -> None:
    opening = several[0][1].opening
    together = all_posteriors([lattice for lattice, _ in several], [scores.beads for _, scores in several], opening)
    for (lattice, scores), found in zip(several, together, strict=True):
        alone = posteriors(lattice, Scores(scores.beads, opening))
        assert found.total == pytest.approx(alone.total, abs=1e-6)
        assert np.allclose(found.beads, alone.beads, atol=1e-6)
        assert np.allclose(found.nodes, alone.nodes, atol=1e-6)


@given(problems())
def test_beads_use_up_both_sides(problem: tuple[Lattice, Scores]) -> None:
    lattice, scores = problem
    path = best_path(lattice, scores)
    used = np.array([lattice.types[t] for _, _, t in path], dtype=int).reshape(-1, 2).sum(axis=0)
    assert tuple(used) == (lattice.band.rows, lattice.band.columns)


@given(problems())
def test_reading_from_the_other_side_costs_the_same(problem: tuple[Lattice, Scores]) -> None:
    lattice, scores = problem
    types = tuple((b, a) for a, b in TYPES)
    other = Lattice(Band.full(lattice.band.columns, lattice.band.rows), types)
    turned = Scores(np.ascontiguousarray(scores.beads.transpose(2, 1, 0)), scores.opening)
    assert posteriors(other, turned).total == pytest.approx(posteriors(lattice, scores).total, abs=1e-4)
    here, there = best_path(lattice, scores), best_path(other, turned)
    assert total(turned, there) == pytest.approx(total(scores, here), abs=1e-4)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_a_narrow_band_always_has_a_way_through(n: int, m: int, radius: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows, columns = (np.sort(chance.integers(0, count + 1, 5)).tolist() for count in (n, m))
    centre = [(0, 0), *zip(rows, columns, strict=True), (n, m)]
    band = Band.around(centre, radius, m)
    assert all(node in band for node in centre)
    scores = Scores(np.zeros((n + 1, len(TYPES), band.width), dtype=np.float32))
    lattice = Lattice(band, TYPES)
    path = best_path(lattice, scores)
    assert all((i, j) in band for i, j, _ in path)
    nodes = posteriors(lattice, scores).nodes
    assert nodes.max() <= 1
    assert nodes[0, 0] == pytest.approx(1, abs=1e-4)


def test_a_band_as_wide_as_the_text_is_the_full_search() -> None:
    scores = Scores(np.random.default_rng(1).normal(size=(9, len(TYPES), 12)).astype(np.float32), -1.0)
    wide = Lattice(Band.around([(0, 0), (8, 11)], 20, 11), TYPES)
    full = Lattice(Band.full(8, 11), TYPES)
    assert best_path(wide, scores) == best_path(full, scores)

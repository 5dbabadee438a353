"""Scores against a slow but plain count of the same; differences against what they must be."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.calibration import (
    Judged,
    calibration_error,
    reliability,
    share_of_wrong_in_least_certain,
    wrong_among_least_certain,
)
from aligner.evaluation import Difference, ErrorKind, Pair, by_type, compare, differences, null_beads

TYPES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=8)


def path(types: Iterable[tuple[int, int]]) -> list[Pair]:
    """Beads of these types, one after the other."""
    beads: list[Pair] = []
    i = j = 0
    for a, b in types:
        beads.append((tuple(range(i, i + a)), tuple(range(j, j + b))))
        i, j = i + a, j + b
    return beads


@st.composite
def pairs_of_paths(draw: st.DrawFn) -> tuple[list[Pair], list[Pair]]:
    """Two ways to align the same two texts."""
    types = draw(TYPES)
    rows, columns = (sum(type_[side] for type_ in types) for side in (0, 1))
    other: list[tuple[int, int]] = []
    i = j = 0
    while i < rows or j < columns:
        a, b = draw(st.integers(0, min(3, rows - i))), draw(st.integers(0, min(3, columns - j)))
        if a or b:
            other.append((a, b))
            i, j = i + a, j + b
    return path(types), path(other)


PATHS = pairs_of_paths()


def two_sided(beads: Iterable[Pair]) -> set[Pair]:
    return {bead for bead in beads if all(bead)}


def crossed(bead: Pair) -> set[tuple[int, int]]:
    return {(i, j) for i in bead[0] for j in bead[1]}


@given(PATHS)
def test_scores_are_those_of_a_plain_count(paths: tuple[list[Pair], list[Pair]]) -> None:
    gold, found = paths
    counts = compare(gold, found)
    assert (counts.found, counts.gold) == (len(set(found)), len(two_sided(gold)))
    assert counts.found_strict == len(set(gold) & set(found))
    assert counts.recalled_strict == len(two_sided(gold) & two_sided(found))
    assert counts.found_lax == sum(b in gold or any(crossed(b) & crossed(g) for g in gold) for b in set(found))
    assert counts.recalled_lax == sum(any(crossed(b) & crossed(g) for g in found) for b in two_sided(gold))


@given(PATHS)
def test_types_add_up(paths: tuple[list[Pair], list[Pair]]) -> None:
    gold, found = paths
    tallies = by_type(gold, found).values()
    assert sum(tally.gold for tally in tallies) == len(set(gold))
    assert sum(tally.found for tally in tallies) == len(set(found))
    assert sum(tally.right for tally in tallies) == compare(gold, found).found_strict
    nulls = null_beads(gold, found)
    assert nulls.gold == len(set(gold)) - len(two_sided(gold))
    assert nulls.right == len((set(gold) - two_sided(gold)) & set(found))


@given(PATHS)
def test_differences_hold_every_bead_that_differs_and_cover_the_same_text(paths: tuple[list[Pair], list[Pair]]) -> None:
    gold, found = paths
    regions = list(differences(gold, found))
    assert {b for r in regions for b in r.gold} >= set(gold) - set(found)
    assert {b for r in regions for b in r.found} >= set(found) - set(gold)
    for region in regions:
        assert set(region.gold) != set(region.found)
        for side in (0, 1):
            held = [[n for bead in beads for n in bead[side]] for beads in (region.gold, region.found)]
            assert held[0] == held[1]


@given(TYPES)
def test_an_alignment_does_not_differ_from_itself(types: list[tuple[int, int]]) -> None:
    assert list(differences(path(types), path(types))) == []


@given(PATHS)
def test_the_order_of_null_beads_is_no_difference(paths: tuple[list[Pair], list[Pair]]) -> None:
    gold, found = paths
    turned = list(found)
    for at in range(len(turned) - 1):
        if (not turned[at][0] and not turned[at + 1][1]) or (not turned[at][1] and not turned[at + 1][0]):
            turned[at : at + 2] = turned[at + 1], turned[at]
    assert list(differences(gold, found)) == list(differences(gold, turned))


@pytest.mark.parametrize(
    ("gold", "found", "kind"),
    [
        ([(2, 3)], [(1, 1), (1, 2)], ErrorKind.SPLIT),
        ([(1, 1), (1, 2)], [(2, 3)], ErrorKind.MERGED),
        ([(1, 2), (1, 1)], [(1, 1), (1, 2)], ErrorKind.SHIFTED),
        ([(1, 1), (1, 0)], [(2, 1)], ErrorKind.MISSED_OMISSION),
        ([(1, 2)], [(1, 1), (0, 1)], ErrorKind.INVENTED_OMISSION),
        ([(1, 0), (1, 1)], [(1, 1), (1, 0)], ErrorKind.SHIFTED),
        ([(2, 2), (2, 2)], [(1, 1), (2, 2), (1, 1)], ErrorKind.OTHER),
        ([(2, 0)], [(1, 0), (1, 0)], ErrorKind.OTHER),
    ],
)
def test_kinds(gold: list[tuple[int, int]], found: list[tuple[int, int]], kind: ErrorKind) -> None:
    (difference,) = differences(path(gold), path(found))
    assert difference.kind is kind


def test_what_is_in_no_bead_counts_as_without_counterpart() -> None:
    gold = path([(1, 1), (1, 0), (1, 1)])
    assert list(differences(gold, [gold[0], gold[2]])) == []
    (difference,) = differences(gold, gold[:2])
    assert difference == Difference((((2,), (1,)),), (((2,), ()), ((), (1,))))


def test_beads_that_cross_are_one_difference() -> None:
    gold = path([(1, 1), (2, 2), (1, 1)])
    found: list[Pair] = [((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,))]
    assert list(differences(gold, found)) == [Difference((gold[1],), (found[1], found[2]))]


JUDGED = st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()), max_size=30)


@given(JUDGED, st.integers(1, 12))
def test_every_bead_is_in_one_bin(judged: list[Judged], bins: int) -> None:
    table = reliability(judged, bins)
    assert len(table) == bins
    assert sum(b.count for b in table) == len(judged)
    assert all(b.low - 1e-9 <= b.promised <= b.high + 1e-9 for b in table if b.count)
    assert 0 <= calibration_error(judged, bins) <= 1


@given(JUDGED, st.floats(0, 1))
def test_the_least_certain_do_not_depend_on_the_order(judged: list[Judged], share: float) -> None:
    for measure in (share_of_wrong_in_least_certain, wrong_among_least_certain):
        assert measure(judged, share) == pytest.approx(measure(judged[::-1], share))
        assert 0 <= measure(judged, share) <= 1 + 1e-9


def test_calibrated_and_not() -> None:
    eight_in_ten = [Judged(0.8, place < 8) for place in range(10)]
    assert calibration_error(eight_in_ten) == pytest.approx(0)
    assert calibration_error([Judged(1.0, right=False)]) == 1
    assert share_of_wrong_in_least_certain(eight_in_ten, 0.1) == pytest.approx(0.1)  # all are equally certain
    assert calibration_error([]) == 0
    assert wrong_among_least_certain([]) == 0

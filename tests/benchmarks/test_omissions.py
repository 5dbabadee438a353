"""What is counted of omissions, with aligners that find all, nothing, or something else."""

import pytest
from corpora import GoldPair, Links
from hypothesis import given
from hypothesis import strategies as st
from omissions import Trial, alone, dropping, dropping_passages, figures, tried
from planting import Dropped, without

from aligner.evaluation import Pair, Tally
from tests.benchmarks.made import pair_of, sizes

PAIR = pair_of([(1, 1), (1, 2), (2, 1), (1, 0), (1, 1)])


def gold(pair: GoldPair) -> Links:
    return pair.gold


def test_who_answers_like_the_gold_finds_all() -> None:
    trial = tried(PAIR, Dropped(source=frozenset({1}), target=frozenset({0})), gold)
    assert trial.nulls == Tally(gold=4, found=4, right=4)
    assert (trial.orphans, trial.orphans_alone) == (3, 3)
    assert (trial.nulls.score.f1, trial.detected, trial.spurious, trial.rest.strict.f1) == (1.0, 1.0, 0.0, 1.0)


def test_who_leaves_nothing_alone_finds_none() -> None:
    trial = tried(PAIR, Dropped(target=frozenset({0})), lambda _pair: [((0, 1, 2, 3, 4, 5), (0, 1, 2, 3))])
    assert trial.nulls == Tally(gold=2, found=0, right=0)
    assert (trial.nulls.score.f1, trial.detected, trial.spurious) == (0.0, 0.0, 0.0)
    assert trial.rest.gold == 3


def test_who_leaves_all_alone_is_told_so() -> None:
    def nothing(pair: GoldPair) -> list[Pair]:
        return [*(((i,), ()) for i in range(len(pair.source))), *(((), (j,)) for j in range(len(pair.target)))]

    trial = tried(PAIR, Dropped(target=frozenset({0})), nothing)
    assert trial.nulls == Tally(gold=2, found=10, right=2)
    assert (trial.companions, trial.companions_alone) == (8, 8)
    assert (trial.nulls.score.precision, trial.nulls.score.recall, trial.spurious) == (0.2, 1.0, 1.0)


def test_a_sentence_may_be_rightly_alone_in_a_wrong_bead() -> None:
    pair = pair_of([(1, 1), (1, 1), (1, 1)])
    trial = tried(pair, Dropped(target=frozenset({0, 1})), lambda _pair: [((0, 1), ()), ((2,), (0,))])
    assert trial.nulls == Tally(gold=2, found=1, right=0)
    assert trial.detected == 1.0


def test_nothing_dropped_leaves_no_orphans() -> None:
    trial = tried(PAIR, Dropped(), gold)
    assert (trial.orphans, trial.detected, trial.nulls.score.recall) == (0, 0.0, 1.0)


def test_trials_are_added_before_they_are_divided() -> None:
    one = tried(PAIR, Dropped(target=frozenset({0})), gold)
    other = tried(PAIR, Dropped(target=frozenset({0})), lambda _pair: [])
    assert figures(one + other + Trial()) == {
        "null_beads": 4,
        "found": 2,
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.6667,
        "orphans": 2,
        "detected": 0.5,
        "spurious": 0.0,
        "rest_strict_f1": pytest.approx(2 / 3, abs=1e-4),
    }


@given(sizes, st.integers(0, 100), st.booleans())
def test_every_sentence_is_an_orphan_a_companion_or_was_alone_before(
    beads: list[tuple[int, int]], seed: int, runs: bool
) -> None:
    pair = pair_of(beads)
    dropped = (dropping_passages(2) if runs else dropping(0.3))(pair, seed)
    less = without(pair, dropped)
    trial = tried(pair, dropped, gold)
    assert trial.companions + len(alone(less.gold)) == len(less.source) + len(less.target)
    assert trial.orphans == trial.orphans_alone <= len(alone(less.gold))
    assert trial.nulls.right == trial.nulls.gold == sum(not all(bead) for bead in less.gold)

"""Planting omissions: what is dropped is gone, all else is kept, and the gold still covers all sentences."""

from itertools import pairwise

import pytest
from corpora import GoldPair
from hypothesis import given
from hypothesis import strategies as st
from planting import Dropped, orphans, passages, planted, scattered, with_gaps, without

from tests.benchmarks.made import Sizes, pair_of, sizes

seeds = st.integers(0, 1000)


@st.composite
def drops(draw: st.DrawFn, *, units: bool = False) -> tuple[GoldPair, Dropped]:
    pair = pair_of(draw(sizes), units=units)
    sides = [
        draw(st.frozensets(st.integers(0, len(texts) - 1)) if texts else st.just(frozenset[int]()))
        for texts in (pair.source, pair.target)
    ]
    return pair, Dropped(sides[0], sides[1])


@given(drops())
def test_what_is_dropped_is_gone_and_all_else_is_kept_in_order(example: tuple[GoldPair, Dropped]) -> None:
    pair, dropped = example
    less = without(pair, dropped)
    assert less.source == tuple(text for number, text in enumerate(pair.source) if number not in dropped.source)
    assert less.target == tuple(text for number, text in enumerate(pair.target) if number not in dropped.target)


@given(drops())
def test_the_gold_covers_every_sentence_once_and_in_order(example: tuple[GoldPair, Dropped]) -> None:
    less = without(*example)
    assert [number for source, _ in less.gold for number in source] == list(range(len(less.source)))
    assert [number for _, target in less.gold for number in target] == list(range(len(less.target)))
    assert all(source or target for source, target in less.gold)


@given(drops())
def test_sentences_are_together_if_they_were_and_both_are_left(example: tuple[GoldPair, Dropped]) -> None:
    def together(pair: GoldPair) -> set[tuple[str, str]]:
        return {(pair.source[i], pair.target[j]) for a, b in pair.gold for i in a for j in b}

    pair, dropped = example
    less = without(pair, dropped)
    left = {(s, t) for s, t in together(pair) if s in less.source and t in less.target}
    assert together(less) == left


@given(drops())
def test_orphans_are_the_sentences_that_are_newly_alone(example: tuple[GoldPair, Dropped]) -> None:
    def alone(pair: GoldPair) -> set[str]:
        sides = [
            (pair.source[i] for i in a) if not b else (pair.target[j] for j in b) for a, b in pair.gold if not (a and b)
        ]
        return {text for side in sides for text in side}

    pair, dropped = example
    less = without(pair, dropped)
    found = orphans(pair, dropped)
    texts = {less.source[number] for number in found.source} | {less.target[number] for number in found.target}
    assert texts == alone(less) - alone(pair)


@given(drops())
def test_new_null_beads_have_one_sentence(example: tuple[GoldPair, Dropped]) -> None:
    pair, dropped = example
    old = {len(a) + len(b) for a, b in pair.gold if not (a and b)}
    new = {len(a) + len(b) for a, b in without(pair, dropped).gold if not (a and b)}
    assert not old or max(new, default=1) <= max(1, *old)
    assert old or new <= {1}


@given(drops(units=True))
def test_by_unit_a_bead_stays_one_bead(example: tuple[GoldPair, Dropped]) -> None:
    less = without(*example)
    assert all(
        {less.source_units[i] for i in a} | {less.target_units[j] for j in b} == {str(unit)}
        for (a, b), unit in zip(
            less.gold, sorted({int(u) for u in (*less.source_units, *less.target_units)}), strict=True
        )
    )


@given(sizes)
def test_nothing_dropped_changes_nothing(beads: Sizes) -> None:
    pair = pair_of(beads)
    assert without(pair, Dropped()) == pair == planted(pair, 0.0, 1)


@given(sizes, st.floats(0, 0.99), seeds)
def test_the_share_is_dropped_of_either_side(beads: Sizes, share: float, seed: int) -> None:
    pair = pair_of(beads)
    dropped = scattered(pair, share, seed)
    assert len(dropped.source) == round(share * len(pair.source))
    assert len(dropped.target) == round(share * len(pair.target))
    assert planted(pair, share, seed) == without(pair, dropped) == planted(pair, share, seed)


def test_another_seed_or_another_document_drops_others() -> None:
    pair = pair_of([(1, 1)] * 200)
    other = GoldPair("other", pair.source, pair.target, "de", "fr", pair.gold)
    assert len({scattered(p, 0.03, seed) for p in (pair, other) for seed in range(5)}) == 10


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message follows
        planted(pair_of([(1, 1)]), share, 1)
    assert str(raised.value) == f"The share to drop must be from 0 up to, not including, 1; it is {share}."


@given(sizes, seeds, st.integers(1, 4), st.integers(1, 10), st.integers(0, 30))
def test_passages_are_runs_of_the_lengths_asked_for(
    beads: Sizes, seed: int, runs: int, shortest: int, more: int
) -> None:
    pair = pair_of(beads)
    dropped = passages(pair, seed, runs=runs, shortest=shortest, longest=shortest + more)
    found = [length for side in (dropped.source, dropped.target) for length in lengths_of_runs(side)]
    assert len(found) <= runs
    assert all(shortest <= length <= (shortest + more) * runs for length in found)
    assert len(dropped.source) <= len(pair.source) / 2
    assert len(dropped.target) <= len(pair.target) / 2
    assert with_gaps(pair, seed, runs=runs, shortest=shortest, longest=shortest + more) == without(pair, dropped)


def lengths_of_runs(numbers: frozenset[int]) -> list[int]:
    ordered = sorted(numbers)
    breaks = [at for at, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    return [b - a for a, b in pairwise([0, *breaks, len(ordered)]) if b > a]


def test_a_long_document_gets_every_run() -> None:
    pair = pair_of([(1, 1)] * 400)
    for seed in range(20):
        dropped = passages(pair, seed, runs=4)
        assert 20 <= len(dropped.source) + len(dropped.target) <= 160

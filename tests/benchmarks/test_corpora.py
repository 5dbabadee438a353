"""Gold bitexts cut, joined and exchanged."""

from dataclasses import replace
from itertools import pairwise

import pytest
from corpora import GoldPair, flipped, joined, sections
from hypothesis import given
from hypothesis import strategies as st

from aligner.evaluation import merged_by_unit
from tests.benchmarks.made import Sizes, pair_of, sizes


@st.composite
def pairs(draw: st.DrawFn) -> GoldPair:
    """Gold of which some neighbouring beads have changed places on the target side."""
    pair = pair_of(draw(sizes))
    gold = list(pair.gold)
    for a, b in pairwise(range(len(gold))):
        if draw(st.booleans()):
            gold[a], gold[b] = (gold[a][0], gold[b][1]), (gold[b][0], gold[a][1])
    return replace(pair, gold=[bead for bead in gold if any(bead)])


@given(pairs(), st.integers(1, 5))
def test_sections_joined_are_the_whole(pair: GoldPair, beads: int) -> None:
    whole = joined("made", sections(pair, beads))
    assert (whole.source, whole.target, whole.gold) == (pair.source, pair.target, pair.gold)


@given(pairs(), st.integers(1, 5))
def test_a_section_holds_its_beads(pair: GoldPair, beads: int) -> None:
    parts = sections(pair, beads)
    assert all(len(part.gold) >= beads for part in parts[:-1])
    for part in parts:
        numbers = (
            [number for bead in part.gold for number in bead[0]],
            [number for bead in part.gold for number in bead[1]],
        )
        assert all(0 <= number < len(part.source) for number in numbers[0])
        assert all(0 <= number < len(part.target) for number in numbers[1])


@given(pairs())
def test_flipped_twice_is_the_same(pair: GoldPair) -> None:
    assert flipped(flipped(pair)) == pair
    assert flipped(pair).gold == [(b, a) for a, b in pair.gold]


@given(sizes, sizes)
def test_units_of_joined_pairs_are_told_apart(first: Sizes, second: Sizes) -> None:
    one = pair_of([size for size in first if all(size)] or [(1, 1)], units=True)
    other = pair_of([size for size in second if all(size)] or [(1, 1)])
    whole = joined("both", [one, one, other])
    singles = [((i,), ()) for i in range(len(whole.source))]
    merged = merged_by_unit(singles, whole.source_units, whole.target_units)
    own = [((i,), ()) for i in range(len(one.source))]
    verses = merged_by_unit(own, one.source_units, one.target_units)
    assert len(merged) == 2 * len(verses) + len(other.source)


@pytest.mark.parametrize(("languages", "named"), [([], "[]"), (["fr", "en"], "[('de', 'en'), ('de', 'fr')]")])
def test_only_one_pair_of_languages_is_joined(languages: list[str], named: str) -> None:
    parts = [replace(pair_of([(1, 1)]), target_language=language) for language in languages]
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message follows
        joined("mixed", parts)
    assert str(raised.value) == f"mixed must be of one pair of languages; it has {named}."

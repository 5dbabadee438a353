"""The published recipe, against a search of all paths that scores beads one by one as the published code does."""

import sys
from collections.abc import Sequence
from itertools import product
from math import log2

import numpy as np
import pytest
from corpora import GoldPair
from hypothesis import given, settings
from hypothesis import strategies as st
from recipe import (
    SKIP,
    BeadType,
    Floats,
    Node,
    Side,
    anchors,
    around,
    bead_types,
    compared,
    main,
    read,
    recipe,
    row_scores,
    scored_recipe,
)

from aligner.evaluation import Pair
from aligner.sentences import Scorer

OVERLAPS = 3
WORDS = ("crow", "river", "stone", "lamp", "winter", "bread", "road", "salt")


class BagEncoder:
    """Counts words; two texts are alike by the words that they share."""

    name = "bag"

    def __call__(self, texts: Sequence[str], /) -> Floats:
        rows = [[1 + text.lower().count(word) for word in WORDS] for text in texts]
        values = np.array(rows, dtype=np.float32).reshape(len(texts), len(WORDS))
        unit: Floats = values / np.linalg.norm(values, axis=1, keepdims=True)
        return unit


sentences = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)


def bead_score(here: Side, there: Side, end: Node, bead: BeadType) -> float:
    """Transcribed from the published `calculate_similarity_score` and `calculate_length_penalty`."""
    (i, j), (a, b) = end, bead
    if not (a and b):
        return SKIP

    def neighbours(vector: Floats, side: Side, end: int, size: int) -> float:
        right = float(vector @ side.vectors[0, end + 1]) if end + 1 <= len(side) else 0.0
        left = float(vector @ side.vectors[0, end - size]) if end - size > 0 else 0.0
        return (left + right) / (2 if left and right else 1)

    run, other = here.vectors[a - 1, i], there.vectors[b - 1, j]
    beside = neighbours(run, there, j, b) + neighbours(other, here, i, a)
    ratio = here.lengths[0].sum() / there.lengths[0].sum()
    shorter, longer = sorted((here.lengths[a - 1, i], there.lengths[b - 1, j] * ratio))
    return (float(run @ other) - beside / 2) * log2(1 + shorter / longer)


def best_of_all(here: Side, there: Side) -> float:
    """The score of the best path, by trying every bead at every node."""
    best = {(0, 0): 0.0}
    for i, j in product(range(len(here) + 1), range(len(there) + 1)):
        arriving = [
            best[i - a, j - b] + bead_score(here, there, (i, j), (a, b))
            for a, b in ((0, 1), (1, 0), *bead_types(OVERLAPS))
            if (i - a, j - b) in best
        ]
        best[i, j] = max(arriving, default=0.0)
    return best[len(here), len(there)]


@settings(deadline=None)
@given(sentences, sentences)
def test_no_path_scores_higher(source: list[str], target: list[str]) -> None:
    here, there = (read(side, BagEncoder(), OVERLAPS) for side in (source, target))
    found = recipe(source, target, BagEncoder(), OVERLAPS)
    i = j = 0
    reached = 0.0
    for a, b in ((len(s), len(t)) for s, t in found):
        i, j = i + a, j + b
        reached += bead_score(here, there, (i, j), (a, b))
    assert reached == pytest.approx(best_of_all(here, there), abs=1e-4)


@settings(deadline=None)
@given(sentences, sentences)
def test_the_beads_use_up_both_sides_in_order(source: list[str], target: list[str]) -> None:
    found = recipe(source, target, BagEncoder(), OVERLAPS)
    assert [i for s, _ in found for i in s] == list(range(len(source)))
    assert [j for _, t in found for j in t] == list(range(len(target)))
    assert {(len(s), len(t)) for s, t in found} <= {(0, 1), (1, 0), *bead_types(OVERLAPS)}


@given(sentences, sentences)
def test_a_row_is_scored_like_its_beads(source: list[str], target: list[str]) -> None:
    here, there = (read(side, BagEncoder(), OVERLAPS) for side in (source, target))
    for i in range(1, len(source) + 1):
        scores = row_scores(here, there, i, np.arange(len(target) + 1))
        for (a, b), j in product(bead_types(OVERLAPS), range(len(target) + 1)):
            if a <= i and b <= j:
                expected = bead_score(here, there, (i, j), (a, b))
                assert scores[a - 1, b - 1, j] == pytest.approx(expected, abs=1e-5)


def test_runs_are_encoded_one_by_one_and_counted_in_bytes() -> None:
    seen: list[str] = []

    class Listening(BagEncoder):
        def __call__(self, texts: Sequence[str], /) -> Floats:
            seen.extend(texts)
            return super().__call__(texts)

    side = read(["池水", " b. ", ""], Listening(), 2)
    assert seen == ["池水", "b.", "BLANK_LINE", "池水 b.", "b. BLANK_LINE"]
    assert side.lengths.tolist() == [[0, 6, 2, 10], [0, 0, 9, 13]]
    assert not side.vectors[1, :2].any()


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [([], [], []), (["a"], [], [((0,), ())]), ([], ["a", "b"], [((), (0,)), ((), (1,))])],
)
def test_an_empty_side_leaves_null_beads(source: list[str], target: list[str], found: list[Pair]) -> None:
    assert recipe(source, target, BagEncoder(), OVERLAPS) == found


def test_anchors_rise_and_end_where_the_texts_end() -> None:
    texts = list(WORDS)
    vectors = BagEncoder()(texts)
    path = anchors(vectors, vectors[2:])
    assert path[0] == (0, 0)
    assert path[-1] == (8, 6)
    assert path[1:] == [(number + 2, number) for number in range(1, 7)]


def test_the_band_leaves_the_anchors_by_five_sentences() -> None:
    band = around([(0, 0), (10, 20), (11, 21), (30, 40)])
    assert band.first.tolist() == [0] * 11 + [15] + [16] * 19
    assert band.last.tolist() == [25] * 11 + [26] + [40] * 19
    assert (band.rows, band.columns, band.width) == (30, 40, 26)


def test_beads_are_merged_by_verse_where_the_gold_is() -> None:
    gold: list[Pair] = [((0, 1), (0, 1)), ((2,), (2,))]
    texts = ("crow", "river", "stone")
    pair = GoldPair("made", texts, texts, "en", "en", gold, ("1", "1", "2"), ("1", "1", "2"))
    assert scored_recipe(pair, BagEncoder(), OVERLAPS).counts.strict.f1 == 1.0


@pytest.mark.parametrize("number", ["0", "-2"])
def test_runs_of_no_sentence_are_refused(
    number: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["recipe.py", "--corpus", "nowhere", f"--overlaps={number}"])
    with pytest.raises(SystemExit) as raised:
        main()
    assert raised.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"recipe.py: error: argument --overlaps: {number} is less than 1"


def test_both_are_measured_on_the_same_documents() -> None:
    lines = tuple(f"The {word} by the {other}." for word, other in product(WORDS[:4], WORDS[4:]))
    gold: list[Pair] = [((number,), (number,)) for number in range(len(lines))]
    pairs = [GoldPair(name, lines, lines, "en", "en", gold) for name in ("one", "two")]
    scorer = Scorer.of(BagEncoder())
    both = compared(pairs, scorer, lambda _name: scorer.model, OVERLAPS)
    assert [result.name for result in both.ours] == [result.name for result in both.recipe] == ["one", "two"]
    assert all(result.counts.gold == 16 and result.sentences == 32 for result in (*both.ours, *both.recipe))
    assert both.ratio > 0

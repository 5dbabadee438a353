"""Encoders that read whole texts: each piece once, runs as means, what is common taken off."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.encoders import ComposingEncoder, ScaledEncoder
from aligner.lattice import Floats
from aligner.pooling import Pooled, summed
from aligner.scales import Scale, Specimens, specimens, text_scale, unit, word_scale

LETTERS = "abcdefgh"
SMALL = Specimens(sentences=(("ab", "cd", "ef"), ("aB", "cD", "eF")), words=(("a", "c"), ("A", "C")))


class Letters:
    """Counts letters, above a large common component and one for capitals: a cone, as transformers have it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        counts = [[text.lower().count(letter) for letter in LETTERS] for text in texts]
        capitals = [[20.0, 5.0 * any(map(str.isupper, text))] for text in texts]
        return np.hstack([np.array(counts, dtype=np.float32), np.array(capitals, dtype=np.float32)])


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def pooled(letters: Letters) -> Pooled:
    encoder = Pooled.of("letters", letters, SMALL)
    letters.asked.clear()
    return encoder


def test_it_composes_and_has_scales(pooled: Pooled) -> None:
    assert isinstance(pooled, ComposingEncoder)
    assert isinstance(pooled, ScaledEncoder)


def test_each_different_piece_is_read_once(pooled: Pooled, letters: Letters) -> None:
    compose = pooled.composer(["ab ", "cd ", "ab ", "efg "])
    compose(np.array([0, 0, 1]), np.array([3, 1, 2]))
    assert letters.asked == ["ab", "cd", "efg"]


def test_what_all_have_in_common_is_taken_off(pooled: Pooled, letters: Letters) -> None:
    raw = unit(letters(["ab", "gh"]))
    assert raw[0] @ raw[1] > 0.9
    pieces = ["ab", "gh"] * 40
    vectors = pooled.composer(pieces)(np.arange(80), np.arange(80))
    assert vectors[0] @ vectors[1] < 0.1
    assert vectors[0] @ vectors[2] == pytest.approx(1, abs=1e-5)


def test_the_language_is_taken_off_too(pooled: Pooled) -> None:
    """Pieces in capitals and in small letters are as alike as if there were none."""
    small, large = ["ab", "cd", "ef", "gh"] * 20, ["AB", "CD", "EF", "GH"] * 20
    here, there = (pooled.composer(pieces)(np.arange(4), np.arange(4)) for pieces in (small, large))
    assert (here @ there.T).argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert np.diag(here @ there.T).min() > 0.75


def test_a_run_is_the_mean_by_length(pooled: Pooled) -> None:
    compose = pooled.composer(["a ", "bbbbbbbbbb ", "cd", "ef"])
    run, short, long = compose(np.array([0, 0, 1]), np.array([1, 0, 1]))
    assert run @ long > 0.99 > run @ short


def test_a_text_of_one_piece_has_a_vector(pooled: Pooled) -> None:
    alone = pooled.composer(["ab"])(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)


def test_white_space_counts_for_nothing(pooled: Pooled) -> None:
    with_space = pooled.composer(["ab ", "  ", "cd"])(np.array([0]), np.array([2]))
    assert np.isfinite(with_space).all()
    nothing = pooled.composer(["  ", "\n"])(np.array([0, 0]), np.array([0, 1]))
    assert not nothing.any()


def test_nothing_makes_nothing(pooled: Pooled) -> None:
    none = np.zeros(0, dtype=np.int64)
    assert pooled([]).shape == (0, 10)
    assert pooled.composer([])(none, none).shape == (0, 10)


def test_the_order_of_texts_is_kept(pooled: Pooled) -> None:
    texts = ["gh", "a", "abc", "a"]
    together = pooled(texts)
    assert np.allclose(together, np.concatenate([pooled([text]) for text in texts]), atol=1e-6)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=9), st.data())
def test_sums_of_runs(values: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(values) - 1))
    last = data.draw(st.integers(first, len(values) - 1))
    rows = np.array(values, dtype=np.float32)[:, None]
    assert summed(rows, np.array([first]), np.array([last]))[0, 0] == sum(values[first : last + 1])


def test_specimens_are_whole() -> None:
    """The same number in each language, none of them empty or twice."""
    for kind in (specimens().sentences, specimens().words):
        assert len(kind) == 6
        assert len({len(version) for version in kind}) == 1
        assert all(len(set(version)) == len(version) and all(version) for version in kind)


def test_scales_of_vectors_that_tell_all_apart() -> None:
    """Where translations are equal and all else at right angles, words begin at 0 and are full at 1."""
    same = [np.eye(6, dtype=np.float32)] * 3
    assert word_scale(same) == Scale(0.0, 1.0)
    scale = text_scale(same)
    assert scale.unrelated == 0
    assert scale.same == pytest.approx(0.6 * 1.2, abs=1e-5)


def test_a_model_that_tells_nothing_apart_has_a_scale_all_the_same() -> None:
    flat = [np.ones((6, 3), dtype=np.float32)] * 2
    for scale in (word_scale(flat), text_scale(flat)):
        assert np.isfinite(scale(np.array([0.0, 0.5, 1.0], dtype=np.float32))).all()

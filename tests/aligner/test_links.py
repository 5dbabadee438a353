"""Vectors of words: what is kept of them, and that keeping less of them changes nothing."""

from collections.abc import Sequence

import numpy as np
import pytest

from aligner import links
from aligner.lattice import Floats
from aligner.links import WordVectors


class Counting:
    """An encoder that knows a word by its length, and what it was asked for."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str], /) -> Floats:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


def test_a_word_that_is_asked_for_again_is_encoded_once() -> None:
    encoder = Counting()
    vectors = WordVectors(encoder)
    assert vectors(["a", "bb"]).tolist() == [[1, 1], [2, 1]]
    assert vectors(["ccc", "bb"]).tolist() == [[3, 1], [2, 1]]
    assert encoder.asked == ["a", "bb", "ccc"]


def test_words_that_were_not_asked_for_lately_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_KEPT", 4)
    encoder = Counting()
    vectors = WordVectors(encoder)
    words = ["a" * n for n in range(1, 6)]
    assert vectors(words).shape == (5, 2)
    assert vectors([words[0], words[4]]).tolist() == [[1, 1], [5, 1]]
    assert encoder.asked == [*words, words[0]]

"""The encoders: what the embedded one composes is what it encodes; others are encoded plainly."""

from collections.abc import Sequence

import numpy as np
import pytest

from aligner.catalogue import UnknownEncoder
from aligner.encoders import composer, encoder_named
from aligner.lattice import Floats
from aligner.use import UseEncoder

ENGLISH = [
    "The smelter had three chimneys, ",
    "and the tallest of them was older than my father. ",
    "He said, ",
    "“Count them before they are gone.” ",
    "I counted. ",
]
CHINESE = ["冶炼厂有三根烟囱，", "最高的一根比我父亲还老。", "他说：", "“趁它们还在，你数一数。”", "我就数了。"]


@pytest.fixture(scope="module")
def use() -> UseEncoder:
    return UseEncoder()


@pytest.mark.parametrize("pieces", [ENGLISH, CHINESE])
def test_composed_vectors_are_those_of_the_joined_text(use: UseEncoder, pieces: list[str]) -> None:
    runs = [(a, b) for a in range(len(pieces)) for b in range(a, len(pieces))]
    composed = use.composer(pieces)(np.array([a for a, _ in runs]), np.array([b for _, b in runs]))
    direct = use(["".join(pieces[a : b + 1]).strip() for a, b in runs])
    cosines = (composed * direct).sum(axis=1)
    assert np.allclose(np.linalg.norm(composed, axis=1), 1, atol=1e-3)
    # Not 1: what the edges of a run add is known on average only, which tells most where the run is short.
    assert cosines.min() > 0.85
    assert cosines[[b - a > 2 for a, b in runs]].min() > 0.96
    assert cosines.mean() > 0.96


def test_no_pieces_make_no_vectors(use: UseEncoder) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert use.composer([])(nothing, nothing).shape[0] == 0
    assert use([]).shape[0] == 0


class Counting:
    """An encoder that cannot compose, and remembers what it was asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str], /) -> Floats:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


def test_an_encoder_that_cannot_compose_is_asked_once_for_each_different_text() -> None:
    encoder = Counting()
    compose = composer(encoder, ["a ", "bb ", "a "])
    vectors = compose(np.array([0, 0, 2]), np.array([0, 1, 2]))
    assert encoder.asked == ["a", "a bb"]
    assert vectors[:, 0].tolist() == [1, 4, 1]


def test_an_unknown_encoder_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownEncoder, match=r"There is no encoder 'word2vec'; it can be auto, use, e5"):
        encoder_named("word2vec")


class Renamed:
    """A package whose inside is no longer as we know it."""

    def __init__(self, use: UseEncoder) -> None:
        self.encode = use._use.encode


def test_a_package_that_is_another_inside_is_used_from_outside() -> None:
    encoder = UseEncoder()
    pieces = ENGLISH * 8
    encoder._use = Renamed(encoder)
    numbers = np.arange(len(pieces))
    vectors = encoder.composer(pieces)(numbers, numbers)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert int((vectors @ vectors[0]).argmax()) % len(ENGLISH) == 0

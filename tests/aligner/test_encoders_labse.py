"""LaBSE and its like, with a small package in the place of sentence-transformers: no model is downloaded in tests."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from aligner.encoders import ComposingEncoder, encoder_named
from aligner.lattice import Floats
from bitext.errors import MissingDependency, MissingFile

DIMENSIONS = 64


class SentenceTransformer:
    """Counts character pairs, of as much of a text as the model reads; what it was asked is kept."""

    loaded: list[tuple[str, str]]
    batches: list[list[str]]
    max_seq_length: int | None = 40

    def __init__(self, model: str, *, device: str) -> None:
        self.loaded.append((model, device))

    def encode(
        self, sentences: list[str], *, batch_size: int, show_progress_bar: bool, convert_to_numpy: bool
    ) -> Floats:
        assert batch_size > 0
        assert convert_to_numpy
        assert not show_progress_bar
        self.batches.append(sentences)
        vectors = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            vectors[row, 0] = 1
            for character in sentence[: (self.max_seq_length or 256) - 2]:
                vectors[row, 1 + ord(character) % (DIMENSIONS - 1)] += 1
        return vectors


@pytest.fixture(autouse=True)
def transformers(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[SentenceTransformer]]:
    """The class that the encoder will import."""
    fake = type("Fake", (SentenceTransformer,), {"loaded": [], "batches": []})
    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    monkeypatch.delitem(sys.modules, "aligner.labse", raising=False)
    yield fake
    sys.modules.pop("aligner.labse", None)


def test_the_model_is_labse_on_the_processor(transformers: type[SentenceTransformer]) -> None:
    encoder = encoder_named("labse")
    assert transformers.loaded == [("sentence-transformers/LaBSE", "cpu")]
    assert encoder.name == "labse"
    assert isinstance(encoder, ComposingEncoder)


def test_a_folder_is_another_model(transformers: type[SentenceTransformer], tmp_path: Path) -> None:
    folder = tmp_path / "bge-m3"
    folder.mkdir()
    encoder = encoder_named(f"labse:{folder}")
    assert transformers.loaded == [(str(folder), "cpu")]
    assert encoder.name == "labse:bge-m3"  # whose folders it was in is nobody's business


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingFile) as caught:
        encoder_named("labse:no/such")
    assert str(caught.value) == "There is no folder 'no/such' to load a model from; give one as labse:FOLDER."


def test_a_failed_download_is_one_sentence(
    transformers: type[SentenceTransformer], monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_: object, **__: object) -> None:
        raise OSError("We couldn't connect to the hub.\nCheck your internet connection.")

    monkeypatch.setattr(transformers, "__init__", offline)
    with pytest.raises(MissingDependency) as caught:
        encoder_named("labse")
    assert str(caught.value) == (
        "The model 'sentence-transformers/LaBSE' cannot be loaded (We couldn't connect to the hub); with a network it "
        "is downloaded once, without one give its folder as labse:FOLDER, or choose another encoder."
    )


def test_vectors_have_length_one_and_keep_their_order() -> None:
    encoder = encoder_named("labse")
    vectors = encoder(["dddd", "a", "dddd"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[0], vectors[2])
    assert vectors[0] @ vectors[1] < 0.9


@pytest.mark.parametrize("limit", [40, None])
def test_the_end_of_a_long_text_is_read(
    transformers: type[SentenceTransformer], monkeypatch: pytest.MonkeyPatch, limit: int | None
) -> None:
    monkeypatch.setattr(transformers, "max_seq_length", limit)
    encoder = encoder_named("labse")
    beginning = "aaaa " * 60
    longer, begun, ended = encoder([beginning + "zzzz " * 60, beginning, "zzzz"])
    assert longer @ ended > begun @ ended + 0.2
    read = max(len(text) for batch in transformers.batches for text in batch)
    assert read <= (limit or 256) - 2


def test_stretches_are_the_text() -> None:
    encoder_named("labse")
    stretches = sys.modules["aligner.labse"]._stretches
    for text in ("", "word " * 30, "字" * 100, "a" * 38, "a" * 39, " " * 90):
        parts = list(stretches(text, 38))
        assert "".join(parts) == text
        assert all(len(part) <= 38 for part in parts)
    assert list(stretches("one two three", 8)) == ["one two ", "three"]


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingDependency) as caught:
        encoder_named("labse")
    assert str(caught.value) == (
        "The encoder 'labse' needs the package 'sentence_transformers'; install it: pip install 'duizhao[labse]'."
    )

"""Long texts made of short ones, and the figures of growth."""

import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import scale
from corpora import GoldPair, flipped
from hypothesis import given
from hypothesis import strategies as st
from scale import Run, as_json, exponent, growth, long_pair, runs_of, worn

from tests.benchmarks.made import pair_of

WORDS = [f"{first} {second} {third}." for first in "abcde" for second in "fghij" for third in "klmno"]


def documents() -> list[GoldPair]:
    """Two documents of 125 and 60 sentences a side, the second the other way round."""
    gold = pair_of([(1, 1)] * 125).gold
    first = GoldPair("first", tuple(WORDS), tuple(word.upper() for word in WORDS), "de", "fr", gold)
    second = replace(first, name="second", source=first.source[:60], target=first.target[:60], gold=gold[:60])
    return [first, flipped(second)]


def test_every_sentence_comes_once_before_any_comes_again() -> None:
    whole = long_pair(documents(), 185)
    assert len(whole.source) == len(whole.target) == len(whole.gold) == 185
    assert sorted(whole.source) == sorted([*WORDS, *WORDS[:60]])


def test_what_comes_again_is_not_the_same() -> None:
    pairs = documents()[:1]
    once, thrice = long_pair(pairs, 125), long_pair(pairs, 375)
    assert thrice.source[:125] == once.source
    assert not set(thrice.source[125:]) & set(WORDS)
    assert thrice.source[125:250] != thrice.source[250:]


def test_all_documents_have_their_share_throughout() -> None:
    pairs = [replace(pair_of([(1, 1)] * 500), name=name) for name in ("a", "b", "c")]
    pairs = [replace(pair, source=tuple(f"{pair.name}{text}" for text in pair.source)) for pair in pairs]
    first = [text[0] for text in long_pair(pairs, 300).source]
    assert all(50 <= first.count(name) <= 150 for name in "abc")


def test_the_same_text_each_time() -> None:
    assert long_pair(documents(), 400) == long_pair(documents(), 400)


def test_texts_without_sentences_are_refused() -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message follows
        long_pair([pair_of([(1, 0)])], 10)
    assert str(raised.value) == "There is no text to make longer texts of."


@given(st.text(st.sampled_from("ab cd，。池水很静 .'é"), max_size=30), st.integers(0, 100))
def test_a_worn_text_lacks_a_word_and_is_never_empty(text: str, seed: int) -> None:
    less = worn(text, random.Random(seed))
    words, left = (list(scale._WORD.finditer(t)) for t in (text, less))
    if len(words) < 2:
        assert less == text
    else:
        assert 0 < len(less) < len(text)
        assert 0 < len(left) < len(words) + 1


@given(st.floats(0.1, 3), st.floats(0.001, 10))
def test_the_exponent_is_that_of_a_power(power: float, factor: float) -> None:
    runs = [Run(n, n, n, factor * n**power, 1, 1.0) for n in (1000, 3000, 10_000)]
    assert exponent(runs) == pytest.approx(power, abs=1e-3)
    assert growth(runs) == pytest.approx(10 ** (power - 1))


def test_one_size_has_no_growth() -> None:
    assert as_json([Run(10, 10, 10, 0.2, 100, 0.9)]) == {
        "runs": [
            {
                "size": 10,
                "source": 10,
                "target": 10,
                "cpu_seconds": 0.2,
                "peak_mb": 100,
                "strict_f1": 0.9,
                "ms_per_sentence": 10.0,
            }
        ]
    }


def corpus(folder: Path) -> Path:
    """A corpus of twelve sentences, one a line."""
    lines = [f"Satz {number} am Fluss." for number in range(12)]
    for name, text in (("de", lines), ("fr", lines), ("gold", [f"[{n}]:[{n}]" for n in range(12)])):
        (folder / "de-fr" / name).mkdir(parents=True)
        (folder / "de-fr" / name / "001").write_text("\n".join(text) + "\n", encoding="utf-8")
    return folder


def test_a_size_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    (run,) = runs_of([20], corpus(tmp_path), ["de-fr"])
    assert (run.size, run.source, run.target) == (20, 24, 24)
    assert run.cpu_seconds > 0
    assert run.peak_mb > 20
    assert 0 <= run.strict_f1 <= 1


def test_the_figures_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["scale.py", "--corpora", str(corpus(tmp_path)), "--names", "de-fr", "--one", "10"]
    monkeypatch.setattr(sys, "argv", arguments)
    scale.main()
    answer = json.loads(capsys.readouterr().out)
    assert (answer["size"], answer["source"], answer["target"]) == (10, 12, 12)

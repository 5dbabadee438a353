"""How quotations are made from a gold bitext, and how what was found of them is counted."""

from random import Random

import pytest
from corpora import GoldPair
from locate import _off, figures, original, quotations, quoted

from aligner.locate import Passage

PAIR = GoldPair(
    name="small",
    source_language="zh",
    target_language="en",
    source=tuple(f"第{number}句话，说的是别的事。" for number in range(200)),
    target=tuple(f"Sentence number {number} says this, and then it says that." for number in range(200)),
    gold=[((number,), (number,)) for number in range(200)],
)


def test_quotations_are_from_the_book_but_for_a_tenth() -> None:
    made = list(quotations(PAIR, 100, Random(1)))
    assert len(made) == 100
    assert sum(one.gold is None for one in made) == 10
    assert all(one.gold[1] <= 174 for one in made if one.gold)


def test_the_same_quotations_every_time() -> None:
    assert list(quotations(PAIR, 20, Random(3))) == list(quotations(PAIR, 20, Random(3)))


def test_clauses_are_dropped_of_every_third() -> None:
    sentences = PAIR.target[:3]
    whole = " ".join(sentences)
    assert quoted(sentences, "en", 1, Random(1)) == whole
    assert len(quoted(sentences, "en", 0, Random(1))) < len(whole)
    assert "…" in quoted(sentences, "en", 3, Random(1))
    assert "…" not in quoted(sentences, "en", 6, Random(1))


def test_the_original_is_what_the_beads_have() -> None:
    pair = GoldPair(
        name="beads",
        source_language="zh",
        target_language="en",
        source=("甲。", "乙。", "丙。"),
        target=("A.", "B."),
        gold=[((0, 1), (0,)), ((2,), ())],
    )
    assert original(pair, 0, 1) == (0, 2)
    assert original(pair, 1, 2) is None


@pytest.mark.parametrize(("start", "end", "off"), [(3, 5, 0), (3, 6, 1), (2, 6, 2), (9, 10, 11)])
def test_sentences_off(start: int, end: int, off: int) -> None:
    assert _off((3, 5), Passage(start, end, 1.0, 1.0)) == off


def test_figures() -> None:
    found = [
        ((3, 5), Passage(3, 5, 0.9, 0.5)),
        ((3, 5), Passage(3, 6, 0.9, 0.5)),
        ((3, 5), Passage(8, 9, 0.9, 0.5)),
        ((3, 5), Passage(3, 5, 0.1, 0.1)),
        (None, Passage(1, 2, 0.9, 0.9)),
    ]
    counted = figures(found, 0.5)
    assert (counted.exact, counted.near, counted.first) == (0.25, 0.5, 0.75)
    assert (counted.false, counted.missed) == (0.4, 0.25)
    assert counted.overlap == pytest.approx((1 + 2 / 3) / 4, abs=1e-4)

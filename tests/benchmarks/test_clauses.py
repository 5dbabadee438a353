from random import Random

import numpy as np
from clauses import Example, Marked, _drawn, figures, fitted
from corpora import GoldPair

from bitext.spans import Span

_ZH = tuple(f"他说了第{n}句话，然后看着窗外的第{n}棵树，什么也没有想。" for n in "一二三四五六七八九十")
_EN = tuple(f"He said sentence {n}, then looked at tree {n} outside the window, thinking nothing." for n in range(10))
PAIR = GoldPair("a", _ZH, _EN, "zh", "en", [((n,), (n,)) for n in range(10)])


def test_flags_mark_the_clauses_that_lie_in_the_stretch() -> None:
    text = "He left the house, the cathedral bells were ringing, and went to the harbour."
    start = text.index("the cathedral")
    assert list(Marked(text, Span(start, text.index("and went"))).flags()) == [False, True, False]


def test_one_side_at_most_has_clauses_that_are_alone() -> None:
    for seed in range(40):
        passage, quotation = _drawn(PAIR, Random(seed))
        sides = [[flag for each in side for flag in each.flags()] for side in (passage, quotation)]
        assert sum(any(flags) for flags in sides) <= 1
        assert passage
        assert quotation


def test_the_same_seed_draws_the_same() -> None:
    assert _drawn(PAIR, Random(3)) == _drawn(PAIR, Random(3))


def test_fitted_weights_part_what_can_be_parted() -> None:
    values = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]])
    given = [Example(values, np.array([False, False, True, True]))]
    weights = fitted(given)
    assert figures(given, weights).area == 1.0
    assert ((values @ weights > 0) == given[0].alone).all()

"""Training: the gold as rectangles, what they allow, and the slope of the loss."""

from typing import TYPE_CHECKING

import numpy as np
import pytest
from train import Problem, Rectangle, Shape, _loss, allowed_sentences, rectangles

from aligner.features import Table
from aligner.lattice import Band, BeadType, Lattice
from aligner.weights import CLASSES, KINDS

if TYPE_CHECKING:
    from corpora import Links

TYPES: tuple[BeadType, ...] = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1))


def test_the_gold_becomes_rectangles_that_follow_each_other() -> None:
    gold: Links = [((0,), (0, 1)), ((1,), ()), ((2, 3), (2,))]
    assert list(rectangles(gold, 4, 3)) == [
        Rectangle(0, 0, 1, 2, exact=True),
        Rectangle(1, 2, 2, 2, exact=True),
        Rectangle(2, 2, 4, 3, exact=True),
    ]


def test_gaps_of_the_gold_allow_every_path() -> None:
    gold: Links = [((0,), (0,)), ((2,), (2,))]
    assert list(rectangles(gold, 4, 4)) == [
        Rectangle(0, 0, 1, 1, exact=True),
        Rectangle(1, 1, 3, 3, exact=False),
        Rectangle(3, 3, 4, 4, exact=False),
    ]


def problem() -> Problem:
    lattice = Lattice(Band.full(3, 3), TYPES)
    gold = list(rectangles([((0,), (0,)), ((1, 2), (1,)), ((), (2,))], 3, 3))
    values = np.random.default_rng(4).normal(size=(4, len(TYPES), 4, 2)).astype(np.float32)
    return Problem(Table(lattice, ("margin", "cosine"), values), allowed_sentences(lattice, gold))


def test_exactly_the_beads_of_the_gold_are_allowed() -> None:
    assert np.argwhere(problem().allowed).tolist() == [[1, 2, 1], [3, 1, 3], [3, 4, 2]]


def test_the_slope_is_that_of_the_loss() -> None:
    shape = Shape(len(CLASSES), 2, len(KINDS) + 1)
    weights = np.random.default_rng(5).normal(size=shape.size)
    _, slope = _loss([problem()], weights, shape)
    for number in range(len(weights)):
        step = np.zeros_like(weights)
        step[number] = 1e-2
        rise = _loss([problem()], weights + step, shape)[0] - _loss([problem()], weights - step, shape)[0]
        assert slope[number] == pytest.approx(rise / 2e-2, abs=2e-3)

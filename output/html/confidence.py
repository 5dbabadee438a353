"""How sure a bead is, in three grades that are told apart without colour."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of probability; `name` is its class in the style sheet."""

    name: str
    sign: str
    floor: float


GRADES: Final = (Grade("sure", "●", 0.9), Grade("fair", "◐", 0.6), Grade("doubtful", "○", 0.0))
"""The best first.  The floors are for the eye; nothing is decided by them."""


def grade(probability: float) -> Grade:
    """The grade of a probability.

    >>> [grade(p).name for p in (1, 0.9, 0.6, 0.1)]
    ['sure', 'sure', 'fair', 'doubtful']
    """
    return next(g for g in GRADES if probability >= g.floor)


def percent(probability: float) -> str:
    """The probability in whole per cent, rounded down, so that only certainty is 100.

    >>> percent(0.999), percent(1.0), percent(0.29)
    ('99', '100', '29')
    """
    return str(int(probability * 100 + 1e-9))

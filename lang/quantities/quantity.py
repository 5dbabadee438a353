"""A number as it is found in a text."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from bitext.spans import Span


class Kind(StrEnum):
    """What a number counts; numbers of different kinds never answer each other."""

    NUMBER = "number"
    WEEKDAY = "weekday"  # 1 is Monday, 7 is Sunday


_FEW: Final = 10
"""Up to here a number is a word like others: two of them, 三人行."""
_ROUND: Final = re.compile("10+|108000")
"""Numbers that may stand for many: 一万个心眼, a thousand times, 十万八千里."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures: its unit in metres, square metres, kilograms or litres."""

    dimension: str
    unit: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text: what it may be worth, the likeliest first."""

    span: Span
    values: tuple[Fraction, ...]
    between: tuple[Fraction, Fraction] | None = None  # where the text gives no figure: 几十 is 20 to 99
    is_certain: bool = True  # False where it need not be a number (一, one, 四川) or may well be lost in translation
    kind: Kind = Kind.NUMBER
    is_date: bool = False  # a month, by its number or a name such as March or 腊月, or a day of one
    measure: Measure | None = None

    @property
    def is_count(self) -> bool:
        """Whether no translation brings it in by itself: above ten or broken, no month or day, not round."""
        if not self.is_certain or self.is_date or self.kind is Kind.WEEKDAY:
            return False
        whole = next((value for value in self.values if value.denominator == 1), None)
        return whole is None or (whole > _FEW and not _ROUND.fullmatch(str(whole)))

    @property
    def shown(self) -> str:
        """The likeliest value, for messages."""
        if self.kind is Kind.WEEKDAY:
            return _WEEKDAYS[int(self.values[0]) - 1]
        if not self.values and self.between:
            return f"{figure(self.between[0])} to {figure(self.between[1])}"
        return figure(self.values[0])


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def figure(value: Fraction) -> str:
    """A value in figures.

    >>> figure(Fraction(12)), figure(Fraction(7, 2)), figure(Fraction(1, 3))
    ('12', '3.5', '1/3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    decimal = f"{float(value):.6g}"
    return decimal if Fraction(decimal) == value else f"{value.numerator}/{value.denominator}"

"""What the readers of numbers share: a number as found, and when one answers another."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bitext.spans import Span


class Kind(StrEnum):
    """What a number counts; numbers of different kinds never answer each other."""

    NUMBER = "number"
    WEEKDAY = "weekday"  # 1 is Monday, 7 is Sunday


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text: what it may be worth, the likeliest first."""

    span: Span
    values: tuple[Fraction, ...]
    between: tuple[Fraction, Fraction] | None = None  # where the text gives no figure: 几十 is 20 to 99
    is_certain: bool = True  # False where it need not be a number (一, one, 四川) or may well be lost in translation
    kind: Kind = Kind.NUMBER

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


def answers(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be the same.

    >>> dozen = Quantity(span=Span(0, 7), values=(Fraction(12),))
    >>> answers(dozen, Quantity(span=Span(0, 2), values=(), between=(Fraction(11), Fraction(19))))
    True
    """
    if one.kind is not other.kind:
        return False
    return (
        not set(one.values).isdisjoint(other.values)
        or _holds(one, other)
        or _holds(other, one)
        or (one.between is not None and other.between is not None and _overlap(one.between, other.between))
    )


def _holds(one: Quantity, other: Quantity) -> bool:
    return one.between is not None and any(one.between[0] <= value <= one.between[1] for value in other.values)


def _overlap(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]

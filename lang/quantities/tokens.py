"""Numbers made of what an expression found."""

import re
from fractions import Fraction

from bitext.spans import Span
from lang.quantities.quantity import Quantity


def told(
    token: re.Match[str], group: str, *values: int | Fraction, is_certain: bool = True, is_date: bool = False
) -> Quantity:
    r"""The number that one group of an expression is, with what it may be worth.

    >>> found = re.search(r"(?P<hour>\d+):(?P<minutes>\d+)", "at 3:45")
    >>> told(found, "hour", 3, 15).span
    Span(start=3, end=4)
    """
    span = Span(*token.span(group))
    return Quantity(span=span, values=tuple(map(Fraction, values)), is_certain=is_certain, is_date=is_date)


def vaguely(token: re.Match[str], group: str, low: int | Fraction, high: int | Fraction, *values: int) -> Quantity:
    """A number that is not told exactly, which a translation may tell in other words."""
    between = (Fraction(low), Fraction(high))
    return Quantity(
        span=Span(*token.span(group)), values=tuple(map(Fraction, values)), between=between, is_certain=False
    )


YEAR_MONTH_DAY = (
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-./])(?P<moon>0?[1-9]|1[012])(?P=mark)(?P<sun>0?[1-9]|[12]\d|3[01])(?!\d)"
)
"""A date in figures, the year first: 2024-05-03, 1949.10.1; other orders differ from country to country."""


def year_month_day(token: re.Match[str]) -> tuple[Quantity, ...]:
    """The three numbers of a date that `YEAR_MONTH_DAY` found."""
    month, day = (told(token, part, int(token[part]), is_date=True) for part in ("moon", "sun"))
    return told(token, "year", int(token["year"])), month, day

"""Whether two texts have the same numbers."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from lang.quantities.quantity import Quantity


def unmatched(here: Sequence[Quantity], there: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The numbers of either side that must have a counterpart and have none, each counterpart taken once.

    Dates must have one too.  A number that need not have one may be that of several.

    >>> from bitext.languages import LanguageTag
    >>> from lang.quantities import quantities
    >>> sides = ("三个人，九把椅子", "zh"), ("three men and eight chairs of both kinds", "en")
    >>> [[each.shown for each in left] for left in
    ...     unmatched(*(list(quantities(text, LanguageTag(language))) for text, language in sides))]
    [['9'], ['8']]
    """
    left, other = list(filter(_is_asked, here)), list(filter(_is_asked, there))
    for quantity in tuple(left):
        same = next((each for each in other if answers(quantity, each)), None)
        if same is not None:
            left.remove(quantity)
            other.remove(same)
    return _without(left, there), _without(other, here)


def _is_asked(quantity: Quantity) -> bool:
    """One thing is told as often without its number."""
    return (quantity.is_certain or quantity.is_date) and 1 not in quantity.values[:1]


def _without(left: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    loose = [each for each in others if not _is_asked(each)]
    return [each for each in left if not any(answers(each, other) for other in loose)]


def answers(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be the same.

    >>> from bitext.spans import Span
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
        or _is_converted(one, other)
    )


_ABOUT: Final = Fraction(1, 8)
"""How far off a measure may be that is converted and made round: 五公里, 3.1 miles, are three."""


def _is_converted(one: Quantity, other: Quantity) -> bool:
    """Whether two measures in different units are about the same."""
    if one.measure is None or other.measure is None or not one.values or not other.values:
        return False
    if one.measure.dimension != other.measure.dimension or one.measure.unit == other.measure.unit:
        return False
    here, there = one.values[0] * one.measure.unit, other.values[0] * other.measure.unit
    return abs(here - there) <= _ABOUT * max(here, there)


def _holds(one: Quantity, other: Quantity) -> bool:
    """Whether one is told so loosely that the other may be meant; a date of the old calendar by a date only."""
    if one.between is None or (one.is_date and not other.is_date):
        return False
    return any(one.between[0] <= value <= one.between[1] for value in other.values)


def _overlap(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]

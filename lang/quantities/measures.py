"""What a number measures, so that a translation may convert it: five kilometres are three miles."""

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Final

from lang.folding import fold
from lang.quantities.quantity import Measure, Quantity

# A dimension, what the unit is in metres, square metres, kilograms or litres, and its names as regular expressions.
# The Chinese units are those of the market system of 1929 and 1959, the English ones of the agreement of 1959.
_CHINESE: Final = """
length 1000 公里 千米
length 1852 海里
length 1609.344 英里
length 500 里
length 10/3 丈
length 1 米 公尺
length 0.9144 码
length 1/3 尺
length 0.3048 英尺
length 1/30 寸
length 0.0254 英寸
length 1/100 厘米 公分
length 1/1000 毫米
area 1000000 平方公里
area 10000 公顷
area 4046.856 英亩
area 2000/3 亩
area 1 平方米
mass 1000 吨
mass 1 公斤 千克
mass 1/2 斤
mass 0.45359237 磅
mass 1/20 两
mass 0.02835 盎司
mass 1/1000 克
volume 3.785 加仑
volume 1 升
volume 1/1000 毫升
"""
_ENGLISH: Final = r"""
length 1609.344 miles? mi
length 1000 kilomet(?:re|er)s? km
length 500 li
length 1 met(?:re|er)s? m
length 0.9144 yards?
length 1/3 chi
length 0.3048 foot feet ft
length 0.0254 inch(?:es)?
length 1/100 centimet(?:re|er)s? cm
length 1/1000 millimet(?:re|er)s? mm
area 2589988 square[\s-]miles?
area 1000000 square[\s-]kilomet(?:re|er)s?
area 10000 hectares? ha
area 4046.856 acres?
area 2000/3 mu
area 1 square[\s-]met(?:re|er)s?
mass 1000 tonnes? tons?
mass 1 kilos? kilogram(?:me)?s? kg
mass 1/2 jin catt(?:y|ies)
mass 0.45359237 pounds? lbs?
mass 0.02835 ounces? oz
mass 1/1000 gram(?:me)?s? g
volume 3.785 gallons?
volume 1 lit(?:re|er)s? l
volume 1/1000 millilit(?:re|er)s? ml
"""
_AROUND: Final = 20  # characters of the longest unit, and more


def with_measure(found: Quantity, text: str, language: str) -> Quantity:
    """The number with the unit that stands after it, or within it as in 一米八; `language` is `zh` or `en`.

    >>> from bitext.spans import Span
    >>> with_measure(Quantity(span=Span(0, 5), values=(Fraction(3),)), "three miles", "en").measure
    Measure(dimension='length', unit=Fraction(201168, 125))
    """
    after = text[found.span.end : found.span.end + _AROUND]
    if language == "zh":
        inside = re.search("[米尺丈斤]", fold(found.span.of(text)))
        after = inside[0] if inside else fold(after)
    unit = _pattern(language).match(after)
    return replace(found, measure=_measures(language)[int((unit.lastgroup or "u0")[1:])]) if unit else found


@cache
def _units(language: str) -> tuple[tuple[str, Measure], ...]:
    """Expressions for units, the longest first: 公斤 before 斤."""
    lines = (line.split() for line in (_CHINESE if language == "zh" else _ENGLISH).strip().splitlines())
    units = [
        (expression, Measure(dimension, Fraction(size)))
        for dimension, size, *expressions in lines
        for expression in expressions
    ]
    return tuple(sorted(units, key=lambda unit: -len(unit[0])))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = [rf"(?P<u{number}>(?:{expression}))" for number, (expression, _) in enumerate(_units(language))]
    either = "|".join(names)
    return re.compile(rf"(?:{either})" if language == "zh" else rf"[\s-]?(?:{either})(?!\w)")


@cache
def _measures(language: str) -> tuple[Measure, ...]:
    return tuple(measure for _, measure in _units(language))

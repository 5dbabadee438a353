"""How English tells numbers besides by figures and number words: shares, dozens, times of day, months, plurals."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Final

from bitext.spans import Span
from lang.numerals import roman_number, word_number
from lang.quantities.quantity import Kind, Quantity
from lang.quantities.tokens import told, vaguely
from lang.rules import rules_for

SCALES: Final = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "bn": 10**9, "mn": 10**6, "k": 1000, "m": 10**6,
}  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH_AFTER: Final = re.compile(rf"\s+(?:of\s+)?(?:{'|'.join(_MONTHS)})\b")
_MONTH_BEFORE: Final = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\s+(?:the\s+)?$")
_LONGEST: Final = 16  # characters of a month with what may stand between it and the day
# Words that may stand for a number and need not: both is 两 as often as 都.
_LOOSE: Final[Mapping[str, tuple[int, ...]]] = {
    "both": (2,), "either": (2,), "neither": (2,), "couple": (2,), "pair": (2,), "pairs": (2,), "twins": (2,),
    "twin": (2,), "twice": (2,), "double": (2,), "doubled": (2,), "dual": (2,), "duo": (2,), "thrice": (3,),
    "triple": (3,), "tripled": (3,), "trebled": (3,), "quadrupled": (4,),
    "trio": (3,), "quartet": (4,), "once": (1,), "single": (1,), "sole": (1,), "fortnight": (14, 2),
    "decade": (10,), "century": (100,), "noon": (12,), "midday": (12,), "midnight": (12, 0), "nil": (0,),
    "half": (30, 6), "another": (1, 2), "millennium": (1000,), "teen": (13,), "score": (20,), "gross": (144,),
    "triplets": (3,), "trilogy": (3,), "triangle": (3,), "tricycle": (3,), "quadruplets": (4,), "quadrilateral": (4,),
    "quintet": (5,), "pentagon": (5,), "sextet": (6,), "hexagon": (6,), "octet": (8,), "octagon": (8,),
    "sexagenarian": (60,), "septuagenarian": (70,), "octogenarian": (80,), "nonagenarian": (90,), "centenarian": (100,),
}  # fmt: skip
# Numbers that say something else, or say it in a way of their own.
_FIXED: Final[Mapping[str, tuple[int, ...]]] = {
    "fifty-fifty": (50,), "eleventh hour": (11,), "forty winks": (40,), "seventh heaven": (7,), "cloud nine": (9,),
    "nine-day wonder": (9,), "24/7": (24, 7), "9/11": (911, 9, 11), "baker's dozen": (13,), "second to none": (2,),
    "sixth sense": (6,), "third degree": (3,), "fifth column": (5,), "four-letter word": (4,), "second nature": (2,),
    "three score years and ten": (70,), "threescore years and ten": (70,), "ten to one": (10,), "two-faced": (2,),
    "six of one and half a dozen of the other": (6, 8),
}  # fmt: skip
_PLURALS: Final[Mapping[str, tuple[int, int]]] = {
    "tens": (10, 99), "dozens": (12, 99), "scores": (20, 199), "hundreds": (100, 9999), "thousands": (1000, 999999),
    "millions": (10**6, 10**9), "billions": (10**9, 10**12), "decades": (20, 99), "centuries": (100, 9999),
    "millennia": (2000, 9999),
    "teens": (13, 19), "several": (3, 9), "few": (2, 9),
}  # fmt: skip
_TENS: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_SHARES: Final = {
    "halves": 2, "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip
_AFTER_SHARE: Final = r"(?=\s+(?:of|the|way|as|a|an)\b|[.,;:!?]|$|-)"
_BIG: Final = "hundred|thousand|million|billion|trillion"
_TAIL: Final = (
    rf"(?P<tail>(?i:\s+and\s+a\s+half(?:\s+(?:{_BIG}))?\b|\s+per\s?cent\b|\s+(?:score|decades|centuries|millennia)\b)?)"
    r"(?!\w|’(?!(?:s|re|ve|ll|d)\b))"  # Three’s not enough
)
TIMES: Final = {"score": 20, "decades": 10, "centuries": 100, "millennia": 1000}


def patterns(run: str) -> list[str]:
    """What English has besides figures; `run` is the expression for a row of number words.

    The group that is named in `READERS` says what was found, but for `run`, which is the caller's.
    """
    loose = "|".join(sorted({*_LOOSE, *_PLURALS, *_TENS}, key=lambda word: (-len(word), word)))
    shares = "|".join(f"{word}s?" for word in sorted(_SHARES))
    months = "|".join(month for month in _MONTHS if month != "May")
    big = f"{_BIG}|dozen"
    fixed = "|".join(re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in _FIXED)
    ones, totals = "|".join(_ones()), rf"ten\s+thousand|twenty|an?\s+hundred|an?\s+thousand|{'|'.join(_ones())}"
    among, time = r"(?:in|out\s+of)\s+(?:every\s+)?", "(?:minutes|hours|days|weeks|months|years)"
    several = r"several|(?:a\s+)?few|many|(?:a\s+)?couple(?:\s+of)?"
    return [
        rf"(?P<fixed>(?<![\w’])(?i:{fixed}))(?![\w’])",
        rf"(?P<portion>(?i:(?P<many>an?|one|three)\s+quarters?\s+of\s+an?\s+(?P<whole>{big}|century)))\b",
        r"(?P<past>(?i:an?\s+quarter\s+(?P<way>past|after|to|before)))\b",
        rf"(?P<odds>(?i:(?P<odd>{ones})\s+(?:parts?\s+|times\s+)?{among}(?P<total>{totals})))\b(?!\s+{time}\b)",
        r"(?P<more>(?i:(?:an?|one)\s+(?P<unit_of>[a-z]+)\s+and\s+a\s+half))\b",
        r"(?P<century>(?i:half(?:\s+a\s+|-)century|(?:a\s+)?quarter-century))\b",
        rf"(?P<halved>(?i:half\s+an?\s+(?P<halfof>{big})))\b",
        rf"(?P<fold>(?i:(?:{ones})-?fold))\b",
        rf"(?P<weekday>(?i:{'|'.join(_WEEKDAYS)}))s?\b",
        rf"(?P<month>{months}|(?<=\w[ ,])May|May(?=\s\d))\b",
        rf"(?P<share>(?i:(?:(?P<above>an?|{ones})[\s-])(?P<below>{shares}))){_AFTER_SHARE}",
        rf"(?P<vague>(?<!\w)(?i:{several})\s+(?P<unit>(?i:{big})))\b",
        rf"(?P<decades>(?i:(?P<hundreds>eighteen|nineteen|twenty)[\s-](?P<tens>{'|'.join(_TENS)})))\b",
        rf"(?P<run>(?<![\w’])(?i:(?:an?\s+(?={big}))?{run}(?:[\s-]dozen\b)?)){_TAIL}",
        r"(?P<dozen>(?i:an?\s+dozen))(?!\w)",
        rf"(?P<loose>(?<![\w’])(?i:{loose}))(?![\w])",
        r"(?P<roman>(?<=[A-Za-z]\s)[IVXLC]+|[IVXLC]{2,})(?![\w.])",
    ]


@cache
def heads() -> frozenset[str]:
    """The words that these may begin with, in small letters, beside the number words."""
    words = {"a", "an", "half", "quarter", "several", "few", "many", "couple", *_LOOSE, *_PLURALS, *_TENS, *_WEEKDAYS}
    words |= {re.split(r"[\s'-]", phrase)[0] for phrase in _FIXED}
    words |= {f"{word}fold" for word in _ones()} | {f"{day}s" for day in _WEEKDAYS}
    return frozenset(words | {month.lower() for month in _MONTHS})


@cache
def _ones() -> tuple[str, ...]:
    return tuple(entry.split()[1] for entry in rules_for("en").number_words if int(entry.split()[0]) < 20)


def _number(words: str) -> int | None:
    return word_number(words, rules_for("en"))


def is_day(text: str, span: Span) -> bool:
    """Whether a number stands beside the name of a month: 21 September, June the third.

    >>> is_day("on 21 September", Span(3, 5)), is_day("on 21 ships", Span(3, 5))
    (True, False)
    """
    before = text[max(0, span.start - _LONGEST) : span.start]
    return _MONTH_AFTER.match(text, span.end) is not None or _MONTH_BEFORE.search(before) is not None


def _past(token: re.Match[str]) -> Quantity:
    """A quarter past is fifteen minutes, a quarter to forty-five."""
    minutes = 15 if token["way"].lower() in {"past", "after"} else 45
    return told(token, "past", minutes, Fraction(minutes, 60))


def _odds(token: re.Match[str]) -> Quantity:
    odd = _number(token["odd"]) or 1
    total = _number(re.sub(r"^an?\s+", "", token["total"].lower())) or 10
    return told(token, "odds", Fraction(odd, total), odd, total)


def _more(token: re.Match[str]) -> Quantity:
    """An hour and a half is ninety minutes, a year and a half eighteen months, a century and a half 150 years."""
    unit = {"century": 100, "decade": 10, **SCALES}.get(token["unit_of"].lower())
    values = (Fraction(3 * unit, 2),) if unit else (Fraction(3, 2), 1, 90, 18)
    return told(token, "more", *values, is_certain=unit is not None)


def _fixed(token: re.Match[str]) -> Quantity:
    phrase = " ".join(token["fixed"].lower().replace("’", "'").split())
    return told(token, "fixed", *_FIXED[phrase], is_certain=False)


def _portion(token: re.Match[str]) -> Quantity:
    """A quarter of a million."""
    whole = SCALES.get(token["whole"].lower(), 100)
    return told(token, "portion", Fraction(whole * (3 if token["many"].lower() == "three" else 1), 4))


def _century(token: re.Match[str]) -> Quantity:
    return told(token, "century", 25 if "quarter" in token["century"].lower() else 50)


def _halved(token: re.Match[str]) -> Quantity:
    return told(token, "halved", SCALES[token["halfof"].lower()] // 2)


def _fold(token: re.Match[str]) -> Quantity:
    return told(token, "fold", _number(token["fold"][: -len("fold")].rstrip("-")) or 1)


def _weekday(token: re.Match[str]) -> Quantity:
    day = _WEEKDAYS.index(token["weekday"].lower()) + 1
    return Quantity(span=Span(*token.span("weekday")), values=(Fraction(day),), kind=Kind.WEEKDAY)


def _month(token: re.Match[str]) -> Quantity:
    return told(token, "month", _MONTHS.index(token["month"]) + 1, is_certain=False, is_date=True)


def _vague(token: re.Match[str]) -> Quantity:
    unit = Fraction(SCALES[token["unit"].lower()])
    return vaguely(token, "vague", 2 * unit, 10 * unit - 1)


def _decades(token: re.Match[str]) -> Quantity:
    tens = _TENS[token["tens"].lower()]
    return told(token, "decades", 100 * (_number(token["hundreds"]) or 19) + tens, tens)


def _dozen(token: re.Match[str]) -> Quantity:
    return vaguely(token, "dozen", 10, 19, 12)


def _roman(token: re.Match[str]) -> Quantity:
    value = roman_number(token["roman"])
    return told(token, "roman", *([] if value is None else [value]), is_certain=False)


def _share(token: re.Match[str]) -> Quantity:
    above = token["above"].lower()
    count = 1 if above in {"a", "an"} else _number(above)
    word = token["below"].lower()
    below = _SHARES.get(word) or _SHARES.get(word.removesuffix("s"), 1)
    share = Fraction(count or 1, below)
    minutes = (share * 60,) if below in {2, 4} else ()
    is_certain = not (above in {"a", "an", "one"} and below in {2, 4})
    ordinal = (below,) if above in {"a", "an"} else ()  # a third man
    return told(token, "share", share, *minutes, *ordinal, is_certain=is_certain)


def _loose(token: re.Match[str]) -> Quantity:
    word, span = token["loose"].lower(), Span(*token.span("loose"))
    if word in _TENS:
        tens = _TENS[word]
        values = tuple(map(Fraction, (tens, 1900 + tens, 1800 + tens)))
        return Quantity(span=span, values=values, between=(Fraction(tens), Fraction(tens + 9)))
    if word in _PLURALS:
        return vaguely(token, "loose", *_PLURALS[word])
    values = tuple(map(Fraction, _LOOSE[word]))
    return Quantity(span=span, values=(Fraction(1, 2), *values) if word == "half" else values, is_certain=False)


READERS: Final[Mapping[str, Callable[[re.Match[str]], Quantity]]] = {
    "fixed": _fixed,
    "portion": _portion,
    "past": _past,
    "odds": _odds,
    "more": _more,
    "century": _century,
    "halved": _halved,
    "fold": _fold,
    "vague": _vague,
    "decades": _decades,
    "weekday": _weekday,
    "month": _month,
    "share": _share,
    "dozen": _dozen,
    "loose": _loose,
    "roman": _roman,
}
"""What each group of `patterns` stands for."""

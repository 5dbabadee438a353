"""Numbers in languages that write spaces between words: figures, and the number words that the rules know."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Final

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.numerals import roman_number, word_number
from lang.quantities.quantity import Kind, Quantity
from lang.rules import Rules, rules_for

_MINUTES: Final = r"(?P<hour>\d{1,2}):(?P<minutes>\d{2})(?!\d)(?::\d{2}(?!\d))?"
# Thousands with a comma, a point or a thin space; what the separator means is for the language to say.
_FIGURES: Final = r"\d{1,3}(?:[,.\u00a0\u202f\u2009’']\d{3}){1,5}(?:[.,]\d{1,18})?(?!\d)|\d{1,18}(?:[.,]\d{1,18})?"
_SUFFIX: Final = (
    r"(?P<ordinal>st|nd|rd|th)\b|(?P<percent>\s?(?:%|‰|per\s?cent\b))|(?P<decade>['’]?s\b)"
    r"|(?P<short>\s?(?:bn|mn)|[kKmM])\b|[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)\b"
)
_SCALES: Final = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "bn": 10**9, "mn": 10**6, "k": 1000, "m": 10**6,
}  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Words that may stand for a number and need not: both is 两 as often as 都.
_LOOSE: Final[Mapping[str, tuple[int, ...]]] = {
    "both": (2,), "either": (2,), "neither": (2,), "couple": (2,), "pair": (2,), "pairs": (2,), "twins": (2,),
    "twin": (2,), "twice": (2,), "double": (2,), "doubled": (2,), "dual": (2,), "duo": (2,), "thrice": (3,),
    "triple": (3,), "trio": (3,), "quartet": (4,), "once": (1,), "single": (1,), "sole": (1,), "fortnight": (14, 2),
    "decade": (10,), "century": (100,), "noon": (12,), "midday": (12,), "midnight": (12, 0), "nil": (0,),
    "half": (30, 6), "another": (1, 2), "millennium": (1000,), "fifty-fifty": (50,), "teen": (13,),
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
_TAIL: Final = r"(?P<tail>(?i:\s+and\s+a\s+half\b|\s+per\s?cent\b|\s+(?:decades|centuries|millennia)\b)?)(?![\w’])"
_TIMES: Final = {"decades": 10, "centuries": 100, "millennia": 1000}
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
_PLURAL: Final = re.compile(r" (?!always|perhaps|sometimes|others|sides)[a-z]{3,}[^su]s\b")  # the two chairs
_FEW: Final = 10
_WEAK: Final = frozenset({"one", "first", "second", "zero"})  # pronouns and adverbs as often as numbers


def quantities(text: str, language: LanguageTag) -> Iterator[Quantity]:
    """The numbers of a text, in order.

    >>> english = LanguageTag("en")
    >>> [found.shown for found in quantities("two dozen, 1,200, 3.5 million, nineteen ninety-eight, a third", english)]
    ['24', '1200', '3500000', '1998', '1/3']
    >>> [found.shown for found in quantities("half past three on Friday, the 1980s, fifty per cent", english)]
    ['0.5', '3', 'Friday', '1980', '0.5']
    """
    rules = _rules(language)
    pattern, heads = _pattern(language.language), _heads(language.language)
    after = 0
    for word in _WORD.finditer(text):
        written = word[0]
        may_begin = written.lower() in heads or written.isdigit() or written.isupper()
        if not may_begin or word.start() < after:
            continue
        token = pattern.match(text, word.start())
        for found in _read(token, text, language, rules) if token else ():
            after = max(after, found.span.end)
            yield found


@cache
def knows_words(language: LanguageTag) -> bool:
    """Whether all ordinary number words of the language are known, so that one that is missed is not there."""
    return language.language == "en" or (language.language in {"zh", "lzh", "yue"} and language.is_unspaced)


@cache
def _rules(language: LanguageTag) -> Rules | None:
    try:
        return rules_for(language)
    except UnknownLanguage:
        return None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    rules = _rules(LanguageTag(language))
    numbers = "|".join(sorted(_number_words(rules), key=lambda word: (-len(word), word))) if rules else "(?!)"
    spaces = rf"\d{{1,3}}(?: \d{{3}})+(?!\d)|{_FIGURES}" if language not in {"en", "zh", "ja"} else _FIGURES
    parts = [
        rf"(?P<clock>{_MINUTES})",
        r"(?P<ratio>(?<![\d/])(?P<part>\d{1,2})/(?P<parts>[1-9]\d?)(?![\d/]))",
        rf"(?P<figures>(?<![\w.])(?:{spaces})|(?<=\W\.)\d{{1,18}}|\d{{1,18}})(?:{_SUFFIX})?",
    ]
    run = rf"(?:{numbers})(?:[\s-]+(?:and\s+|et\s+|y\s+|e\s+)?(?:{numbers})){{0,15}}"
    parts += _english(run) if language == "en" else [rf"(?P<run>(?<!\w)(?i:{run}))(?P<tail>)(?!\w)"]
    return re.compile("|".join(parts))


def _english(run: str) -> list[str]:
    """What English has beside figures and numerals; `run` is the pattern of a row of numerals."""
    loose = "|".join(sorted({*_LOOSE, *_PLURALS, *_TENS}, key=lambda word: (-len(word), word)))
    shares = "|".join(f"{word}s?" for word in sorted(_SHARES))
    months = "|".join(month for month in _MONTHS if month != "May")
    big = "hundred|thousand|million|billion|dozen"
    several = r"several|(?:a\s+)?few|many|(?:a\s+)?couple(?:\s+of)?"
    return [
        r"(?P<century>(?i:half(?:\s+a\s+|-)century|(?:a\s+)?quarter(?:\s+of\s+a\s+|-)century))\b",
        rf"(?P<halved>(?i:half\s+an?\s+(?P<halfof>{big})))\b",
        rf"(?P<fold>(?i:(?:{'|'.join(_ones())})-?fold))\b",
        rf"(?P<weekday>(?i:{'|'.join(_WEEKDAYS)}))s?\b",
        rf"(?P<month>{months}|(?<=\w[ ,])May|May(?=\s\d))\b",
        rf"(?P<share>(?i:(?:(?P<above>an?|{'|'.join(_ones())})[\s-])(?P<below>{shares}))){_AFTER_SHARE}",
        rf"(?P<vague>(?<!\w)(?i:{several})\s+(?P<unit>(?i:{big})))\b",
        rf"(?P<decades>(?i:(?P<hundreds>eighteen|nineteen|twenty)[\s-](?P<tens>{'|'.join(_TENS)})))\b",
        rf"(?P<run>(?<![\w’])(?i:(?:an?\s+(?={big}))?{run}(?:[\s-]dozen\b)?)){_TAIL}",
        r"(?P<dozen>(?i:an?\s+dozen))(?!\w)",
        rf"(?P<loose>(?<![\w’])(?i:{loose}))(?![\w])",
        r"(?P<roman>(?<=[A-Za-z]\s)[IVXLC]+|[IVXLC]{2,})(?![\w.])",
    ]


@cache
def _heads(language: str) -> frozenset[str]:
    """The words that a number may begin with, but for figures and Roman numerals: nothing else need be looked at."""
    rules = _rules(LanguageTag(language))
    words = _number_words(rules) if rules else frozenset()
    if language == "en":
        words |= {
            "a",
            "an",
            "half",
            "quarter",
            "several",
            "few",
            "many",
            "couple",
            *_LOOSE,
            *_PLURALS,
            *_TENS,
            *_WEEKDAYS,
        }
        words |= {f"{word}fold" for word in _ones()}
        words |= {f"{day}s" for day in _WEEKDAYS} | {month.lower() for month in _MONTHS}
    return frozenset(part for word in words for part in re.findall(r"[^\W\d_]+", word)[:1])


def _number_words(rules: Rules) -> frozenset[str]:
    return frozenset(form.lower() for entry in rules.number_words for form in entry.split()[1:])


@cache
def _ones() -> tuple[str, ...]:
    return tuple(entry.split()[1] for entry in rules_for("en").number_words if int(entry.split()[0]) < 20)


_FORMS: Final = (
    "clock", "ratio", "figures", "century", "halved", "fold", "vague", "decades", "weekday", "month", "share", "run",
    "dozen", "loose", "roman",
)  # fmt: skip


def _read(token: re.Match[str], text: str, language: LanguageTag, rules: Rules | None) -> Iterator[Quantity]:
    groups = token.groupdict()
    match next(name for name in _FORMS if groups.get(name)):
        case "figures":
            yield _in_figures(token, text, language)
        case "share":
            yield _share(token, rules)
        case "run":
            yield from _words(token, text, rules)
        case "loose":
            yield _loose(token)
        case form:
            yield from _simple(token, form, rules)


def _simple(token: re.Match[str], form: str, rules: Rules | None) -> Iterator[Quantity]:
    """What its pattern alone makes plain."""
    match form:
        case "clock":
            hour, minutes = int(token["hour"]), int(token["minutes"])
            later = (hour + 1, hour - 11) if minutes > 30 else ()
            yield _quantity(token, "hour", hour, hour + 12, hour - 12, *later)
            yield _quantity(token, "minutes", minutes, is_certain=minutes not in {0, 30})
        case "century" | "halved":
            whole = _SCALES[token["halfof"].lower()] if token["halfof"] else 100
            yield _quantity(token, form, whole // (4 if "quarter" in token[form].lower() else 2))
        case "ratio":
            above, below = Fraction(token["part"]), Fraction(token["parts"])
            yield _quantity(token, "ratio", above / below, above, below)
        case "fold":
            times = token["fold"][: -len("fold")].rstrip("-")
            yield _quantity(token, "fold", (rules and word_number(times, rules)) or 1)
        case "vague":
            unit = Fraction(_SCALES[token["unit"].lower()])
            yield _between(token, "vague", 2 * unit, 10 * unit - 1)
        case "decades":
            hundreds, tens = (rules and word_number(token["hundreds"], rules)) or 19, _TENS[token["tens"].lower()]
            yield _quantity(token, "decades", 100 * hundreds + tens, tens)
        case "weekday":
            day = _WEEKDAYS.index(token["weekday"].lower()) + 1
            yield Quantity(span=Span(*token.span("weekday")), values=(Fraction(day),), kind=Kind.WEEKDAY)
        case "month":
            month = _quantity(token, "month", _MONTHS.index(token["month"]) + 1, is_certain=False)
            yield replace(month, is_month=True)
        case "dozen":
            yield _between(token, "dozen", 10, 19, 12)
        case _:
            value = roman_number(token["roman"])
            yield _quantity(token, "roman", *([] if value is None else [value]), is_certain=False)


def _quantity(token: re.Match[str], group: str, *values: int | Fraction, is_certain: bool = True) -> Quantity:
    return Quantity(span=Span(*token.span(group)), values=tuple(map(Fraction, values)), is_certain=is_certain)


def _between(token: re.Match[str], group: str, low: int | Fraction, high: int | Fraction, *values: int) -> Quantity:
    """A number that is not told exactly, which a translation may tell in other words."""
    span = Span(*token.span(group))
    between = (Fraction(low), Fraction(high))
    return Quantity(span=span, values=tuple(map(Fraction, values)), between=between, is_certain=False)


def _in_figures(token: re.Match[str], text: str, language: LanguageTag) -> Quantity:
    values = list(_figures(token["figures"], language))
    suffixes = token.groupdict()
    span = Span(*token.span())
    if suffixes.get("percent"):
        values = [value / (1000 if "‰" in token["percent"] else 100) for value in values] + values
    elif suffixes.get("scale"):
        values = [value * _SCALES[token["scale"]] for value in values]
    elif suffixes.get("short"):
        scale = _SCALES[token["short"].strip().lower()]
        scaled = [value * scale for value in values]
        values = scaled if token["short"].strip() in {"bn", "mn"} else values + scaled  # 5m may be metres, 3K kelvins
    elif suffixes.get("decade") and values[0] >= 100:
        values.append(values[0] % 100)
        values += [Fraction(values[0] // 100 + 1)] if values[0] % 100 == 0 else []
    values += [*_completed(token, text, values[0]), *_clock(token["figures"], language)]
    return Quantity(span=span, values=tuple(dict.fromkeys(values)))


def _figures(written: str, language: LanguageTag) -> Iterator[Fraction]:
    """What figures may be worth: 1.234 is a decimal in English, a thousand in German."""
    plain = re.sub("[ \u00a0\u202f\u2009’']", "", written)
    if language.language in {"en", "zh", "ja", "ko"}:
        plain = plain.replace(",", "") if not re.fullmatch(r"\d+,\d{1,2}", plain) else plain.replace(",", ".")
        yield _decimal(plain)
        return
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        yield Fraction(re.sub("[.,]", "", plain))
        yield _decimal(plain.replace(",", ".").replace(".", "", plain.count(".") + plain.count(",") - 1))
    else:
        head, _, tail = plain.replace(",", ".").rpartition(".")
        yield _decimal(f"{head.replace('.', '')}.{tail}" if head else tail)


def _decimal(plain: str) -> Fraction:
    head, dot, tail = plain.rpartition(".")
    return Fraction(f"{head.replace('.', '')}.{tail}" if dot else tail)


def _clock(written: str, language: LanguageTag) -> Iterator[Fraction]:
    """The hour and the minutes of 4.45, as the time is written in German; and 77, as which 1977 may be told.

    Not in English: there a Chinese 民国三十七年 would be answered by 1937.
    """
    if language.language == "en":
        return
    if time := re.fullmatch(r"(\d{1,2})\.([0-5]\d)", written):
        yield from (Fraction(time[1]), Fraction(time[2]))
    if re.fullmatch(r"(?:18|19|20)\d\d", written):
        yield Fraction(written[2:])


def _completed(token: re.Match[str], text: str, value: Fraction) -> list[Fraction]:
    """What 98 and ’98 may be short for: 1998; and 25 in 123–25: 125."""
    start = token.start("figures")
    before = re.search(r"(\d+)\s?[–—/-]\s?$", text[max(0, start - 12) : start])
    if before and len(before[1]) > len(token["figures"]) and token["figures"].isdigit():
        return [Fraction(before[1][: -len(token["figures"])] + token["figures"])]
    is_year = text[start - 1 : start] in {"’", "'", "‘"} and len(token["figures"]) == 2
    return [1900 + value, 2000 + value] if is_year else []


def _share(token: re.Match[str], rules: Rules | None) -> Quantity:
    above = token["above"].lower()
    count = 1 if above in {"a", "an"} else word_number(above, rules) if rules else None
    word = token["below"].lower()
    below = _SHARES.get(word) or _SHARES.get(word.removesuffix("s"), 1)
    share = Fraction(count or 1, below)
    minutes = (share * 60,) if below in {2, 4} else ()
    is_certain = not (above in {"a", "an", "one"} and below in {2, 4})
    ordinal = (below,) if above in {"a", "an"} else ()  # a third man
    return _quantity(token, "share", share, *minutes, *ordinal, is_certain=is_certain)


def _loose(token: re.Match[str]) -> Quantity:
    word, span = token["loose"].lower(), Span(*token.span("loose"))
    if word in _TENS:
        tens = _TENS[word]
        values = tuple(map(Fraction, (tens, 1900 + tens, 1800 + tens)))
        return Quantity(span=span, values=values, between=(Fraction(tens), Fraction(tens + 9)))
    if word in _PLURALS:
        return _between(token, "loose", *_PLURALS[word])
    values = tuple(map(Fraction, _LOOSE[word]))
    return Quantity(span=span, values=(Fraction(1, 2), *values) if word == "half" else values, is_certain=False)


def _words(token: re.Match[str], text: str, rules: Rules | None) -> Iterator[Quantity]:
    """A run of number words: one number, or several where no single one has all of them."""
    if rules is None:
        return
    start = token.start("run")
    words = [Span(*word.span()).shifted(start) for word in re.finditer(r"[^\W\d_]+", token["run"])]
    numbers = list(_numbers(words, text, rules))
    for count, (span, value) in enumerate(numbers):
        is_last = count == len(numbers) - 1
        tail = token["tail"].strip().lower() if is_last else ""
        whole = Span(span.start, token.end()) if tail else span
        values = (*_with_tail(value, tail), *_hour(span.of(text), value))
        yield Quantity(span=whole, values=values, is_certain=_counts(span, value, text) or bool(tail))


def _hour(written: str, value: Fraction) -> tuple[Fraction, ...]:
    """Hour and minutes, where a number may be a time: eleven forty."""
    hour, minutes = divmod(value, 100)
    is_time = 100 <= value < 2460 and 9 < minutes < 60 and not re.search("hundred|thousand", written, re.IGNORECASE)
    return (Fraction(hour), minutes) if is_time else ()


def _with_tail(value: Fraction, tail: str) -> tuple[Fraction, ...]:
    """What a number may be worth with the words after it."""
    if not tail:
        return (value,)
    if tail.endswith("half"):
        return value + Fraction(1, 2), value
    return value * _TIMES[tail] if tail in _TIMES else value / 100, value


def _numbers(words: Sequence[Span], text: str, rules: Rules) -> Iterator[tuple[Span, Fraction]]:
    at = 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if _value(words[at:end], text, rules) is not None), None)
        if end is None:
            at += 1
            continue
        value = _value(words[at:end], text, rules)
        yield Span(words[at].start, words[end - 1].end), Fraction(value or 0)
        at = end


def _value(words: Sequence[Span], text: str, rules: Rules) -> int | None:
    """The number that some words make together."""
    first, written = words[0].of(text).lower(), text[words[0].start : words[-1].end]
    if len(words) > 1 and first in {"a", "an"}:
        return _value(words[1:], text, rules)
    if len(words) > 1 and written.lower().endswith("dozen"):
        times = _value(words[:-1], text, rules)
        return None if times is None else times * 12
    if first in {"and", "et", "y", "e"}:
        return None
    value = word_number(written, rules)
    found = (value, _by_hundreds(words, text, rules), _turned(words, text, rules))
    return next((value for value in found if value is not None), None)


def _turned(words: Sequence[Span], text: str, rules: Rules) -> int | None:
    """Five and twenty, as English counted long."""
    if len(words) != 3 or words[1].of(text).lower() != "and":
        return None
    one, ten = (word_number(words[place].of(text), rules) for place in (0, 2))
    return one + ten if one and ten and one < 10 and ten in range(20, 100, 10) else None


def _by_hundreds(words: Sequence[Span], text: str, rules: Rules) -> int | None:
    """Nineteen ninety-eight, fifteen hundred and twenty."""
    for cut in range(1, min(len(words), 3)):
        hundreds, rest = (word_number(text[part[0].start : part[-1].end], rules) for part in (words[:cut], words[cut:]))
        if hundreds is None or rest is None or not 10 < hundreds < 100:
            continue
        if words[cut].of(text).lower() == "hundred":
            return hundreds * 100 + rest - 100
        if 9 < rest < 100 and hundreds < 22:
            return hundreds * 100 + rest
    return None


def _counts(span: Span, value: Fraction, text: str) -> bool:
    """Whether number words must be answered; one, first and second are often no numbers."""
    word, after = span.of(text).lower(), text[span.end :]
    before = text[: span.start].rstrip().rpartition(" ")[2].lower()
    if word == "second":
        is_listed = re.search(r"\bfirst\b", text[: span.start]) is not None
        return before == "the" and (is_listed or re.match(r" (?!half\b|that\b)[a-z]{3}", after) is not None)
    if value <= _FEW and (before == "or" or re.match(r" or \w", after)):  # a day or two, two or three
        return False
    is_pair = word == "two" and before in {"the", "these", "those", "us", "you", "them"}
    return word not in _WEAK and not (is_pair and not _PLURAL.match(after))

"""Numbers in languages that write spaces between words: figures, and the number words that the rules know."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Final

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.numerals import word_number
from lang.quantities import english
from lang.quantities.quantity import Quantity
from lang.quantities.tokens import YEAR_MONTH_DAY, told, year_month_day
from lang.rules import Rules, rules_for

_MINUTES: Final = r"(?P<hour>\d{1,2}):(?P<minutes>\d{2})(?!\d)(?::\d{2}(?!\d))?"
# Thousands with a comma, a point or a thin space; what the separator means is for the language to say.
_FIGURES: Final = r"\d{1,3}(?:[,.\u00a0\u202f\u2009’']\d{3}){1,5}(?:[.,]\d{1,18})?(?!\d)|\d{1,18}(?:[.,]\d{1,18})?"
_SUFFIX: Final = (
    r"(?P<ordinal>st|nd|rd|th)\b|(?P<percent>\s?(?:%|‰|per\s?cent\b))|(?P<decade>['’]?s\b)"
    r"|(?P<short>\s?(?:bn|mn)|[kKmM])\b|[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)\b"
)
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
_PLURAL: Final = re.compile(r" (?!always|perhaps|sometimes|others|sides)[a-z]{3,}[^su]s\b")  # the two chairs
_TO_HOUR: Final = re.compile(
    r"(?:\sminutes?)?\s(?:to|before)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|\d)",
    re.IGNORECASE,
)
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
            is_date = found.is_date or (language.language == "en" and english.is_day(text, found.span))
            yield replace(found, is_date=True) if is_date else found


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
    run = rf"(?:{numbers})(?:[\s-]+(?:and\s+|et\s+|y\s+|e\s+)?(?:{numbers})){{0,15}}"
    parts = [
        *(english.patterns(run) if language == "en" else [rf"(?P<run>(?<!\w)(?i:{run}))(?P<tail>)(?!\w)"]),
        rf"(?P<clock>{_MINUTES})",
        rf"(?P<ymd>{YEAR_MONTH_DAY})",
        r"(?P<ratio>(?<![\d/])(?P<part>\d{1,2})/(?P<parts>[1-9]\d?)(?![\d/]))",
        rf"(?P<figures>(?<![\w.])(?:{spaces})|(?<=\W\.)\d{{1,18}}|\d{{1,18}})(?:{_SUFFIX})?",
    ]
    return re.compile("|".join(parts))


@cache
def _heads(language: str) -> frozenset[str]:
    """The words that a number may begin with, but for figures and Roman numerals: nothing else need be looked at."""
    rules = _rules(LanguageTag(language))
    words = _number_words(rules) if rules else frozenset()
    words |= english.heads() if language == "en" else frozenset()
    return frozenset(part for word in words for part in re.findall(r"[^\W\d_]+", word)[:1])


def _number_words(rules: Rules) -> frozenset[str]:
    return frozenset(form.lower() for entry in rules.number_words for form in entry.split()[1:])


_FORMS: Final = ("clock", "ymd", "ratio", "figures", "run", *english.READERS)


def _read(token: re.Match[str], text: str, language: LanguageTag, rules: Rules | None) -> Iterator[Quantity]:
    groups = token.groupdict()
    match next(name for name in _FORMS if groups.get(name)):
        case "clock":
            yield from _time(token)
        case "ymd":
            yield from year_month_day(token)
        case "ratio":
            above, below = Fraction(token["part"]), Fraction(token["parts"])
            yield told(token, "ratio", above / below, above, below)
        case "figures":
            yield _in_figures(token, text, language)
        case "run":
            yield from _words(token, text, rules)
        case form:
            yield english.READERS[form](token)


def _time(token: re.Match[str]) -> Iterator[Quantity]:
    """Hour and minutes; towards the end of an hour the next one may be named."""
    hour, minutes = int(token["hour"]), int(token["minutes"])
    later = (hour + 1, hour - 11) if minutes > 30 else ()
    yield told(token, "hour", hour, hour + 12, hour - 12, *later)
    yield told(token, "minutes", minutes, is_certain=minutes not in {0, 30})


def _in_figures(token: re.Match[str], text: str, language: LanguageTag) -> Quantity:
    values = list(_figures(token["figures"], language))
    suffixes = token.groupdict()
    span = Span(*token.span())
    if suffixes.get("percent"):
        values = [value / (1000 if "‰" in token["percent"] else 100) for value in values] + values
    elif suffixes.get("scale"):
        values = [value * english.SCALES[token["scale"]] for value in values]
    elif suffixes.get("short"):
        scale = english.SCALES[token["short"].strip().lower()]
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
        values = (*_with_tail(value, tail), *_hour(span.of(text), value), *_before_the_hour(value, text, span.end))
        yield Quantity(span=whole, values=values, is_certain=_counts(span, value, text) or bool(tail))


def _hour(written: str, value: Fraction) -> tuple[Fraction, ...]:
    """Hour and minutes, where a number may be a time: eleven forty."""
    hour, minutes = divmod(value, 100)
    is_time = 100 <= value < 2460 and 9 < minutes < 60 and not re.search("hundred|thousand", written, re.IGNORECASE)
    return (Fraction(hour), minutes) if is_time else ()


def _before_the_hour(value: Fraction, text: str, end: int) -> tuple[Fraction, ...]:
    """Ten to six is fifty minutes past five; the Chinese may have either."""
    return (60 - value,) if 0 < value < 30 and _TO_HOUR.match(text, end) else ()


def _with_tail(value: Fraction, tail: str) -> tuple[Fraction, ...]:
    """What a number may be worth with the words after it."""
    if not tail:
        return (value,)
    if tail.startswith("and"):
        return (value + Fraction(1, 2)) * english.SCALES.get(tail.rsplit(maxsplit=1)[-1], 1), value
    return value * english.TIMES[tail] if tail in english.TIMES else value / 100, value


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

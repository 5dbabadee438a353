"""The numbers that a text mentions, so that they can be compared with those of its translation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bitext.spans import Span
from lang.numerals import chinese_number, word_number
from lang.rules import Rules


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text."""

    span: Span
    values: frozenset[int]
    """What it may be: 三点 is three or fifteen, 七六年 76 or 1976.  A day of the week is the negative of its number."""
    is_exact: bool
    """Whether a translation should have it too; not so `both`, a dozen, 三轮车 and 三心二意, nor anything of one."""
    is_count: bool
    """Whether no translation brings it in by itself: above ten, no month or day, and no round hundred or thousand."""


_COUNTED: Final = 10
"""Up to here a number is a word like others: two of them, 三人行."""
_ROUND: Final = re.compile("10+|108000")
"""Numbers that may stand for many: 一万个心眼, a thousand times, 十万八千里."""


def quantities(text: str, rules: Rules) -> Iterator[Quantity]:
    """The numbers of a text in the order of their places; of an approximation all that it names.

    >>> from lang.rules import rules_for
    >>> def read(text, language):
    ...     return [sorted(each.values) for each in quantities(text, rules_for(language)) if each.is_exact]
    >>> read("他五十四岁，等了三刻钟，心里七上八下。", "zh"), read("twelve hundred men, 2.5 million sheep", "en")
    ([[54], [3]], [[1200], [2500000]])
    >>> read("一九七六年星期三，三点", "zh"), read("in the nineteen-eighties, on a Wednesday in May", "en")
    ([[1976], [-3], [3, 15]], [[80, 1980], [-3], [5]])
    """
    if rules.language.language in {"zh", "ja"}:
        yield from _chinese(text)
    else:
        yield from _western(text, rules)


def unmatched(here: Sequence[Quantity], there: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The exact ones of either side without a counterpart; one that is not exact may be that of several.

    >>> from lang.rules import rules_for
    >>> sides = ("三个人，九把椅子", "zh"), ("three men and eight chairs of both kinds", "en")
    >>> [[sorted(each.values) for each in left] for left in
    ...     unmatched(*(list(quantities(text, rules_for(language))) for text, language in sides))]
    [[[9]], [[8]]]
    """
    left, other = [each for each in here if each.is_exact], [each for each in there if each.is_exact]
    for quantity in tuple(left):
        same = next((each for each in other if each.values & quantity.values), None)
        if same is not None:
            left.remove(quantity)
            other.remove(same)
    vague = ([each for each in side if not each.is_exact] for side in (here, there))
    known_here, known_there = (frozenset[int]().union(*(each.values for each in side)) for side in vague)
    return [each for each in left if not each.values & known_there], [
        each for each in other if not each.values & known_here
    ]


def _quantity(span: Span, *values: int, is_exact: bool = True, is_count: bool = True) -> Quantity:
    least = min(values, default=0)
    counts = is_exact and is_count and least > _COUNTED and not _ROUND.fullmatch(str(least))
    return Quantity(span, frozenset(values), is_exact and least != 1 and bool(values), counts)


# --- Chinese

_DIGITS: Final = "〇零○一二两兩三四五六七八九壹贰叁肆伍陆柒捌玖"
_UNITS: Final = "十百千万萬亿億兆拾佰仟廿卅"
_ORDER: Final = {
    char: value for value, chars in enumerate(("一壹", "二两兩贰", *"三四五六七八九"), 1) for char in chars
}
_NUMERAL: Final = re.compile(
    r"(?P<arabic>\d+(?:,\d{3})*(?:[.．]\d+)?)\s?(?P<scale>[十百千]?[万萬亿億兆]?)"
    rf"|(?P<weekday>(?:星期|礼拜|禮拜|[周週])(?P<day>[一二三四五六日天])(?![{_DIGITS}{_UNITS}个個年岁歲]))"
    r"|(?P<month>[正腊臘]月)"
    r"|(?P<few>[几幾数數])?"
    rf"(?P<han>[{_DIGITS}{_UNITS}]+)(?P<more>[几幾])?"
    r"|(?P<pair>[俩倆双雙对對])|(?P<three>仨)|(?P<half>半)"
)
# What is counted or dated stands right after the number.
_MEASURES: Final = (
    "个個天年月日岁歲次遍张張把条條块塊元毛斤里米寸尺丈口人家位名只隻头頭匹本封页頁章回篇首句字声聲步层層楼樓间間座辆輛架台臺艘棵朵片根支枝件"
    "套点點时時秒周週世代倍号號路级級班届桌碗杯瓶盒包袋箱船排行列群队隊批种種样樣项項顿頓场場趟圈卷册冊部幕段节節亩畝克吨噸夜晚刻门門颗顆粒滴幅"
    "扇道股缕束厘公英小分钟鐘星礼双雙对對床盏盞坛罈串顶頂磅镑鎊美多来來餘余大"
)
_DECADES: Final = (0, 1700, 1800, 1900, 2000)
_CHINESE_MONTHS: Final = {"正": 1, "腊": 12, "臘": 12}


def _chinese(text: str) -> Iterator[Quantity]:
    for match in _NUMERAL.finditer(text):
        span = Span(*match.span())
        if match["arabic"]:
            yield from _arabic(text, span, match["arabic"] + match["scale"])
        elif match["weekday"]:
            day = "一二三四五六日".find(match["day"].replace("天", "日")) + 1
            yield _quantity(span, -day, is_count=False)
        elif match["month"]:
            yield _quantity(span, _CHINESE_MONTHS[match["month"][0]], is_count=False)
        elif match["han"]:
            yield from _han(text, Span(*match.span("han")), few=bool(match["few"]), more=bool(match["more"]))
        else:
            value = 2 if match["pair"] else 3 if match["three"] else 30
            yield _quantity(span, value, is_exact=False)


def _arabic(text: str, span: Span, numeral: str) -> Iterator[Quantity]:
    value = chinese_number(numeral)
    if value is not None:
        yield _quantity(span, *_dated(value, text[span.end : span.end + 2], short=len(numeral) == 2))


def _han(text: str, span: Span, *, few: bool, more: bool) -> Iterator[Quantity]:
    """What a run of Han numerals may mean."""
    if len(span.of(text)) > 1 and text[span.end - 1] in "两兩":  # taels of silver: 二十两
        span = Span(span.start, span.end - 1)
    run, before, after = span.of(text), text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    if few or more or after[:2] == "分之":
        yield from _vague(span, run, more=more)
    elif between := _between(run):
        yield from (_quantity(span, value, is_exact=False) for value in between)
        if after[:1] == "年" and len(run) == 2 and (year := chinese_number(run)) is not None:
            yield _quantity(span, *_dated(year, after, short=True), is_exact=False)
    elif all(char in _DIGITS for char in run) and len(run) > 1:
        yield from _digits(span, run, after)
    elif (value := chinese_number(run)) is None:
        yield _quantity(span, *_alone(run), is_exact=False)
    else:
        yield from _plain(span, value, before, after)


def _plain(span: Span, value: int, before: str, after: str) -> Iterator[Quantity]:
    if before[-1:] in {"块", "塊", "元"} and value < _COUNTED:  # 六块二 is six and twenty hundredths
        yield _quantity(span, value, 10 * value, is_exact=False)
        return
    counts = value > _COUNTED or before[-1:] in {"第", "初"} or after[:1] in tuple(_MEASURES)
    is_name = before[-1:] == "老" or before[-2:] in {"大年", "年三"} or (after[:1] == "分" and after[:2] != "分钟")
    month = after[:1] == "月" and value <= 12
    yield _quantity(span, *_dated(value, after), is_exact=counts and not is_name, is_count=not month)


def _dated(value: int, after: str, *, short: bool = False) -> Iterator[int]:
    """The number, and what it stands for before 年代, 年 or 点."""
    yield value
    if after[:2] == "年代" and value < 100:
        yield from (century + value for century in _DECADES[1:])
    elif after[:2] == "年代":
        yield value % 100
    elif after[:1] == "年" and short:
        yield from (century + value for century in _DECADES[1:])
    elif after[:1] and after[:1] in "点點时時" and value <= 24:
        yield value + 12 if value <= 12 else value - 12


def _vague(span: Span, run: str, *, more: bool) -> Iterator[Quantity]:
    """十几 is any from eleven to nineteen; 几十 is none in particular."""
    value = chinese_number(run)
    if value is not None:
        yield _quantity(span, *(range(value, value + 10) if more and value % 10 == 0 else (value,)), is_exact=False)


def _between(run: str) -> list[int]:
    """The two numbers of an approximation: 两三, 二十七八, 三四百; none of another numeral.

    >>> _between("二十七八"), _between("三四百"), _between("三十四")
    ([27, 28], [300, 400], [])
    """
    for place, (one, two) in enumerate(pairwise(run)):
        is_pair = one in _ORDER and two in _ORDER and _ORDER[two] - _ORDER[one] == 1
        if is_pair and (len(run) == 2 or any(char in _UNITS for char in run)):
            both = (chinese_number(run[:place] + digit + run[place + 2 :]) for digit in (one, two))
            return [value for value in both if value is not None]
    return []


def _digits(span: Span, run: str, after: str) -> Iterator[Quantity]:
    """Digits side by side: a year or a number that is read out; else a name like 五四, or 三三两两."""
    value = chinese_number(run)
    sure = after[:1] in tuple("年号號页頁室") or any(zero in run for zero in "〇零○") or run[:2] in {"一九", "一八"}
    if value is not None and sure and len(run) in {2, 3, 4}:
        yield _quantity(span, *_dated(value, after, short=len(run) == 2))
        return
    yield from (_quantity(span, each, is_exact=False) for char in run if (each := chinese_number(char)) is not None)


def _alone(run: str) -> Iterator[int]:
    """Units without a digit: 百 is a hundred or many, 百万 a million."""
    value = chinese_number(f"一{run}")
    if value is not None:
        yield value


# --- Languages with spaces between words

_SCALES: Final[Mapping[str, int]] = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_TENS: Final = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH: Final[Mapping[str, tuple[int, ...]]] = {
    **dict.fromkeys(("both", "couple", "double", "either", "neither", "pair", "twice", "twin", "twins"), (2,)),
    **dict.fromkeys(("thrice", "triple", "trio"), (3,)),
    **dict.fromkeys(("noon", "midday", "midnight"), (12, 24)),
    "dozen": (12,),
    "score": (20,),
    "fortnight": (2, 14, 15),
    "decade": (10,),
    "century": (100,),
    "half": (30, 6),
    "quarter": (15, 4),
}
_ARABIC: Final = r"(?P<arabic>(?<![\w.,])[’']?\d+(?:[,.  ]\d{3}(?!\d))*(?:\.\d+)?(?P<tail>(?:st|nd|rd|th|s|’s|'s)?)\b)"


def _western(text: str, rules: Rules) -> Iterator[Quantity]:
    for match in _western_pattern(rules).finditer(text):
        span = Span(*match.span())
        if match["arabic"]:
            yield from _figures(span, match["arabic"], match["scale"])
        elif match["words"]:
            yield from _spelled(text, span, rules)
        elif match["tens"]:
            yield from _eighties(span, match["century"], match["tens"], rules)
        else:
            yield _named(span, match[0])


@lru_cache
def _western_pattern(rules: Rules) -> re.Pattern[str]:
    """Figures, runs of number words, and what English has besides."""
    forms = sorted(
        {form for entry in rules.number_words for form in entry.split()[1:]}, key=lambda form: (-len(form), form)
    )
    one = rf"(?:{'|'.join(map(re.escape, forms))})(?![^\W\d_])" if forms else r"(?!)"
    words = rf"(?<![^\W\d_])(?i:{one}(?:(?:\s|-)(?:(?:and|et|y|e)\s)?{one})*+)"
    if rules.language.language != "en":
        return re.compile(rf"{_ARABIC}(?P<scale>(?!))?(?P<tens>(?!))?(?P<century>(?!))?|(?P<words>{words})")
    scale = rf"(?:\s(?P<scale>{'|'.join(_SCALES)})\b)?"
    tens = rf"\b(?i:(?:(?P<century>{one})[\s-])?(?P<tens>{'|'.join(_TENS)})ties)\b"
    named = "|".join(rf"\b{name}\b" for name in (*_MONTHS, "November", "December", *_DAYS))
    vague = rf"\b(?i:{'|'.join(_ENGLISH)})\b"
    return re.compile(rf"{_ARABIC}{scale}|{tens}|(?P<words>{words})|{named}|{vague}")


def _figures(span: Span, figures: str, scale: str | None) -> Iterator[Quantity]:
    plain = re.sub(r"(?<=\d)[,  .](?=\d{3}(?!\d))", "", figures.lstrip("’'"))
    digits = re.match(r"\d+(?:\.\d+)?", plain)
    times = float(digits[0]) * _SCALES.get(scale or "", 1) if digits else 0.5
    value = round(times)
    decade = (value % 100,) if plain.endswith("s") and value % 10 == 0 else ()
    year = tuple(century + value for century in _DECADES[1:]) if figures[0] in "’'" else ()
    yield _quantity(span, value, *decade, *year, is_exact=times == value)


def _eighties(span: Span, century: str | None, tens: str, rules: Rules) -> Iterator[Quantity]:
    value = 10 * (2 + _TENS.index(tens.lower()))
    before = word_number(century, rules) if century else None
    yield _quantity(span, value, *((100 * before + value,) if before else ()))


def _named(span: Span, word: str) -> Quantity:
    """A month, a day, or a word that says a number besides."""
    months = (*_MONTHS, "November", "December")
    if word in months:
        return Quantity(span, frozenset({months.index(word) + 1}), is_exact=word != "January", is_count=False)
    if word in _DAYS:
        return _quantity(span, -1 - _DAYS.index(word), is_count=False)
    return _quantity(span, *_ENGLISH[word.lower()], is_exact=False)


_MULTIPLES: Final[Mapping[str, int]] = {"dozen": 12, "score": 20, "decades": 10, "centuries": 100}
_TIMES: Final = re.compile(rf"[\s-]({'|'.join(_MULTIPLES)})\b", re.IGNORECASE)
_NO_COUNT: Final = re.compile(r"\b(?:a|an|split|every|per|each|this|that|one)\s$", re.IGNORECASE)


def _spelled(text: str, span: Span, rules: Rules) -> Iterator[Quantity]:
    """The numbers that a run of number words says."""
    for part, value in _parsed(text, span, rules):
        is_moment = part.of(text).lower() in {"second", "third"} and _NO_COUNT.search(text, 0, part.start)
        times = _TIMES.match(text, part.end)
        yield _quantity(part, value * _MULTIPLES[times[1].lower()] if times else value, is_exact=not is_moment)


def _parsed(text: str, span: Span, rules: Rules) -> Iterator[tuple[Span, int]]:
    """The longest number that the run begins with, and so on with the rest: two five-year-olds."""
    words = [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^\W\d_]+", span.of(text))]
    start = 0
    while start < len(words):
        ends = range(len(words), start, -1)
        runs = ((end, _number(text[words[start].start : words[end - 1].end], rules)) for end in ends)
        end, value = next(((end, value) for end, value in runs if value is not None), (start + 1, None))
        if value is not None:
            yield Span(words[start].start, words[end - 1].end), value
        start = end


def _number(words: str, rules: Rules) -> int | None:
    """As `word_number`, and also years and hundreds as English says them.

    >>> from lang.rules import rules_for
    >>> [_number(words, rules_for("en")) for words in ("nineteen seventy-six", "twelve hundred", "two five")]
    [1976, 1200, None]
    """
    plain = word_number(words, rules)
    if plain is not None or rules.language.language != "en":
        return plain
    head, _, tail = words.partition(" ")
    high, low = word_number(head, rules), word_number(tail, rules) if tail else None
    if high is None or low is None or not 11 <= high <= 99:
        return None
    if tail.lower().startswith("hundred"):
        return high * 100 + low % 100
    return high * 100 + low if 10 <= low <= 99 and high <= 20 else None

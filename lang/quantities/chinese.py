"""Numbers in Chinese text.

一 is a number as little as *a* is, and so are the numerals within words (四川, 百姓) and idioms (七上八下): they may
answer a number of the other side, but none is asked for.  Measure words do not count.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Final
from unicodedata import numeric

from bitext.spans import Span
from lang.folding import fold
from lang.numerals import DIGITS, UNITS, chinese_number, chinese_value
from lang.quantities.quantity import Kind, Quantity
from lang.quantities.tokens import YEAR_MONTH_DAY, told, year_month_day
from lang.quantities.units import worth
from lang.tables import rows

_DIGITS: Final = "〇零○一二两三四五六七八九"
_PLACE: Final = {char: DIGITS[char] for char in _DIGITS}
_UNITS: Final = {char: UNITS[char] for char in "十百千万亿兆"}
_FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾佰仟"

# 两 is a numeral at the beginning and before a unit; after a numeral it is a weight. 几, 数 and 多 make it vague.
_NUMERAL: Final = (
    r"(?:(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,18})(?:\.\d{1,18})?[十百千]?[万亿兆]{0,2}(?:(?<=[万亿兆])\d+[千百]?万?)?"
    rf"|(?=[{_FORMAL}零]{{0,3}}[拾佰仟])[{_FORMAL}][{_FORMAL}零万亿]{{1,23}}"
    r"|(?:[几数](?=[十百千万亿])|两|[〇零○一二三四五六七八九十百千万亿兆廿卅卌])"
    r"(?:两(?=[百千万亿])|(?<=[十百千万亿])[几数多余来](?=[万亿])|(?<=十)几|(?<=十)有(?=[一二三四五六七八九](?![个人成]))|[〇零○一二三四五六七八九十百千万亿兆廿卅卌]){0,23})"
)
_MEASURE: Final = "[万亿倍米公斤吨度元块升克厘毫英尺寸%]"
# The first years of reigns and eras, less one: year n of the era is that plus n.
_REIGNS: Final = {
    "民国": 1911, "宣统": 1908, "光绪": 1874, "同治": 1861, "咸丰": 1850, "道光": 1820, "嘉庆": 1795, "乾隆": 1735,
    "雍正": 1722, "康熙": 1661, "顺治": 1643, "崇祯": 1627, "天启": 1620, "万历": 1572, "隆庆": 1566, "嘉靖": 1521,
    "正德": 1505, "弘治": 1487, "成化": 1464, "天顺": 1456, "景泰": 1449, "正统": 1435, "宣德": 1425, "永乐": 1402,
    "建文": 1398, "洪武": 1367, "元丰": 1077, "熙宁": 1067, "绍兴": 1130, "淳熙": 1173, "贞观": 626, "开元": 712,
    "天宝": 741, "元和": 805, "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867,
}  # fmt: skip
_ERAS: Final = {fold(era): year for era, year in _REIGNS.items()}  # 乾 is folded to 干
_DAYS: Final = {
    day: count for count, days in enumerate(["一", "二", "三", "四", "五", "六", "日天"], 1) for day in days
}

# Words that hold a number and name none, or that any translation may tell without one.
_MEANT: Final = {
    "双": (2,), "俩": (2,), "仨": (3,), "正月": (1,), "冬月": (11,), "腊月": (12,), "一刻": (15, Fraction(1, 4)),
    "差一刻": (45, 15), "十有八九": (Fraction(9, 10), Fraction(4, 5)), "十之八九": (Fraction(9, 10), Fraction(4, 5)),
    "豆蔻": (13,), "弱冠": (20,), "而立": (30,), "不惑": (40,), "知命": (50,), "半百": (50,), "花甲": (60,),
    "古稀": (70,), "耄耋": (80, 90), "端午": (5,), "重阳": (9,), "元旦": (1,), "除夕": (30,),
}  # fmt: skip
_SIGNS: Final = "①-⑳⑴-⒛㈠-㈩Ⅰ-ⅿ½¼¾⅓⅔"  # numbers of lists, Roman numerals and fractions that are one character
_FIRST: Final = "".join(
    sorted({*_DIGITS, *_UNITS, *_FORMAL, *"廿卅卌几数星礼周半", *(word[0] for word in (*_ERAS, *_MEANT))})
)
_TOKEN: Final = re.compile(
    rf"(?=[\d{_FIRST}{_SIGNS}])(?:(?P<date>(?P<month>九|七|八|一|五|六|三)[·.](?P<day>一八|七|一三|二八|四|三〇))(?!\d)"
    rf"|(?:{'|'.join(_ERAS)})(?P<era>元|{_NUMERAL})年"
    rf"|(?P<whole>百|千|万)分之(?P<share>{_NUMERAL}(?:点[{_DIGITS}]{{1,18}})?)"
    rf"|(?P<below>{_NUMERAL})分之(?P<above>{_NUMERAL})"
    rf"|(?:星期|礼拜|(?<![{_DIGITS}十百几半两个天月初])周)(?P<weekday>[一二三四五六日天])(?![十百千万次回遍趟天年{_DIGITS}])"
    rf"(?P<days>(?:[、,和及至到](?:周|星期|礼拜)?[一二三四五六日天](?![十百千万次回遍趟天年个月{_DIGITS}]))*)"
    rf"|(?P<money>(?:(?P<yuan>{_NUMERAL})[块元])?(?P<mao>[一二三四五六七八九])[毛角](?P<fen>[一二三四五六七八九])(?![十百千万亿个])分?)"
    rf"|(?P<shares>(?P<tenth>[一二三四五六七八九])成(?P<hundredth>[一二三四五六七八九半]))"
    rf"|(?P<ymd>{YEAR_MONTH_DAY})"
    rf"|(?P<length>(?P<whole_part>{_NUMERAL})[块米斤丈尺](?P<tenths>[一二三四五六七八九]{{1,2}})(?![十百千万亿零〇]))"
    rf"|(?P<decimal>(?:[零〇]|{_NUMERAL}(?=点(?!零.(?!{_MEASURE}))(?:[{_DIGITS}]{{2,}}(?![十分{_DIGITS}])|[{_DIGITS}]{_MEASURE})))"
    rf"点[{_DIGITS}]{{1,18}}[万亿]?)"
    rf"|(?P<decade>(?P<century>{_NUMERAL})世纪(?P<tens>{_NUMERAL})年代)"
    rf"|(?P<hour>{_NUMERAL})点(?:(?P<half>半)|(?P<quarters>[一二三])刻|零?(?P<minutes>{_NUMERAL})(?:分(?!之)|$|(?=[，。、,;:!?的左])|(?<=十)(?![个人名块元年月岁条本万亿])))"
    rf"|(?P<clock>{_NUMERAL})点(?=[钟整多过前后以左就才])"
    rf"|(?P<years>[{_DIGITS}\d]{{1,3}})几(?=年)"
    rf"|(?P<mean>{'|'.join(_MEANT)})"
    rf"|(?P<number>{_NUMERAL})"
    rf"|(?P<sign>[{_SIGNS}])"
    r"|(?P<some>半))"
)
_LISTED: Final = re.compile(r"，(?![０-９]{3}(?![０-９]))|(?<![０-９])，")  # a comma, not a separator of thousands
_AFTER: Final = re.compile(r"[多余来]|几(?=[个岁年天人名块里次件本万亿])")
_HALF: Final = {
    "个世纪": (50,),
    "个多世纪": (50,),
    "年": (6,),
    "个月": (15, 14, 2),
    "月": (15, 14),
    "打": (6,),
    "小时": (30,),
    "个小时": (30,),
    "天": (12,),
}
# A month is of the old calendar where its day is written so, or where that is said.
_LUNAR_MONTH: Final = re.compile("月(?:初|廿|朔|望|晦|既望)")
_KIN: Final = "哥弟姐妹叔伯姨婶嫂爷姑舅爸妈奶娘郎姥丫婆"
_PREFIXES: Final = "老初大小高阿"  # 老二, 初三, 大四: rank, not number
_GRADES: Final = {"初": 6, "高": 9}  # 初三 is the ninth grade, but 初八 a day
_LAST_GRADE: Final = 3
_PER: Final = {"百": 100, "千": 1000, "万": 10000}
_LONGEST: Final = 6


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of a text in Chinese, in order.

    >>> [found.shown for found in quantities("民國三十七年，百分之三十，兩三個，十二點半，二十多萬")]
    ['37', '0.3', '2', '12', '30', '200000']
    >>> [found.is_certain for found in quantities("四川的百姓七上八下，一个人走了三里")]
    [False, False, False, False, False, True]
    """
    folded = fold(_LISTED.sub("、", text))
    for token in _TOKEN.finditer(folded):
        for found in _read(token, folded):
            yield found if _stands_alone(found.span, folded) else replace(found, is_certain=False)


def _read(token: re.Match[str], text: str) -> Iterator[Quantity]:
    match token.lastgroup or "":
        case "some":
            yield _half(token, text)
        case "number":
            yield from _number(Span(*token.span("number")), text)
        case form:
            yield from _READERS[form](token)


def _date(token: re.Match[str]) -> Iterator[Quantity]:
    """九·一八, which is a name more than a date."""
    for part in ("month", "day"):
        yield told(token, part, chinese_number(token[part]) or 0, is_certain=False)


def _sign(token: re.Match[str]) -> Iterator[Quantity]:
    yield told(token, "sign", Fraction(numeric(token["sign"])).limit_denominator(100), is_certain=False)


def _with_decimals(token: re.Match[str]) -> Iterator[Quantity]:
    yield told(token, "decimal", _decimal(token["decimal"]))


def _shares(token: re.Match[str]) -> Iterator[Quantity]:
    """九成九, 三成半."""
    hundredths = 5 if token["hundredth"] == "半" else _PLACE[token["hundredth"]]
    yield told(token, "shares", Fraction(10 * _PLACE[token["tenth"]] + hundredths, 100))


def _era_year(token: re.Match[str]) -> Iterator[Quantity]:
    year = 1 if token["era"] == "元" else _value(token["era"])
    if year is not None:
        first = _ERAS[token[0][:2]]
        yield told(token, "era", year, first + year)


def _weekdays(token: re.Match[str]) -> Iterator[Quantity]:
    """周三, and 周一、三、五."""
    first = Span(token.start(), token.end("weekday"))
    yield Quantity(span=first, values=(Fraction(_DAYS[token["weekday"]]),), kind=Kind.WEEKDAY)
    for day in re.finditer("[一二三四五六日天]", token["days"].replace("星期", "〇〇")):
        span = Span(*day.span()).shifted(token.start("days"))
        yield Quantity(span=span, values=(Fraction(_DAYS[day[0]]),), kind=Kind.WEEKDAY)


def _length(token: re.Match[str]) -> Iterator[Quantity]:
    """两块五 is 2.5, or 2 and 50; 一米七八 is 1.78, or 1 and 78."""
    whole = _value(token["whole_part"])
    if whole is not None:
        digits = int("".join(str(_PLACE[char]) for char in token["tenths"]))
        share = Fraction(digits, 10 ** len(token["tenths"]))
        yield Quantity(span=Span(*token.span("length")), values=(whole + share, whole))
        yield told(token, "tenths", int(share * 100), digits, is_certain=False)


def _money(token: re.Match[str]) -> Iterator[Quantity]:
    """八毛六分 is 0.86 or 86; 三块六毛五 is 3.65; the parts may be told one by one."""
    yuan = (_value(token["yuan"]) if token["yuan"] else None) or Fraction(0)
    mao, fen = _PLACE[token["mao"]], _PLACE[token["fen"]]
    total = yuan + Fraction(10 * mao + fen, 100)
    yield Quantity(span=Span(*token.span()), values=(total, 100 * total, yuan or Fraction(mao)))
    yield told(token, "mao", mao, 10 * mao, is_certain=False)
    yield told(token, "fen", fen, 10 * mao + fen, is_certain=False)


def _scaled(token: re.Match[str]) -> Iterator[Quantity]:
    """百分之三十; 百分之百 is as often *wholly*."""
    written = token["share"]
    value = _decimal(written) if "点" in written else _value(written)
    if value is not None:
        share = value / _PER[token["whole"]]
        yield Quantity(span=Span(*token.span()), values=(share,), is_certain=share != 1)


def _fraction(token: re.Match[str]) -> Iterator[Quantity]:
    above, below = _value(token["above"]), _value(token["below"])
    if above is not None and below:
        yield Quantity(span=Span(*token.span()), values=(above / below,))


def _decade(token: re.Match[str]) -> Iterator[Quantity]:
    """二十世纪八十年代 is the 1980s, the eighties, or the eighties of the twentieth century."""
    century, span = _value(token["century"]), Span(*token.span("decade"))
    tens = _reading(Span(0, len(token["tens"])), token["tens"])
    if century is not None and tens is not None:
        values = [value for ten in tens.values for value in (100 * (century - 1) + ten, ten)]
        yield Quantity(span=span, values=(*values, century))
        if len(tens.values) > 1:  # the twenties and the thirties
            yield Quantity(span=Span(*token.span("tens")), values=tuple(values), is_certain=False)


def _some_year(token: re.Match[str]) -> Iterator[Quantity]:
    """一九六几年 is one of ten years."""
    first = int("".join(char if char.isdigit() else str(_PLACE[char]) for char in token["years"])) * 10
    years = (Fraction(first), Fraction(first + 9))
    yield Quantity(span=Span(*token.span()), values=(years[0], years[0] % 100), between=years)


def _time(token: re.Match[str]) -> Iterator[Quantity]:
    """The hour, which may be told by the clock of 24 hours or as a quarter to the next, and the minutes."""
    written = token["hour"] or token["clock"]
    span = Span(*token.span("hour" if token["hour"] else "clock"))
    hour = _value(written)
    if hour is None:
        return
    minutes = _minutes(token)
    later = (hour + 1, hour + 13) if minutes and minutes > 30 else ()  # ten to six is 五点五十
    yield Quantity(span=span, values=(hour, hour + 12, hour - 12, *later) if hour <= 24 else (hour,))
    if minutes is not None:
        group = next(name for name in ("half", "quarters", "minutes") if token[name])
        yield Quantity(span=Span(*token.span(group)), values=(minutes, minutes / 60), is_certain=group != "half")


def _minutes(token: re.Match[str]) -> Fraction | None:
    if token["half"]:
        return Fraction(30)
    if token["quarters"]:
        return Fraction(15 * _DAYS[token["quarters"]])
    written = token["minutes"]
    return _value(written) if written else None


def _mean(token: re.Match[str]) -> Iterator[Quantity]:
    """双, 腊月, 花甲 and their like, which any translation may leave out."""
    yield told(token, "mean", *_MEANT[token[0]], is_certain=False, is_date=token[0].endswith("月"))


def _half(token: re.Match[str], text: str) -> Quantity:
    """半, which is six months or thirty minutes by what stands after it."""
    units = sorted(_HALF, key=len, reverse=True)
    more = next((_HALF[unit] for unit in units if text.startswith(unit, token.end())), (30,))
    return told(token, "some", Fraction(1, 2), *more, is_certain=False)


def _number(span: Span, text: str) -> Iterator[Quantity]:
    """A run of numerals; where it is no number as a whole, the numbers that it consists of."""
    start = span.start
    while start < span.end:
        end = next((end for end in range(span.end, start, -1) if _reading(Span(start, end), text)), None)
        if end is None:
            return
        found = _reading(Span(start, end), text)
        is_weight = text[start:end] == "两" and start > 0 and text[start - 1] in {*_PLACE, *_UNITS, *"几数多余来"}
        if found and not is_weight:
            yield found
        start = end


def _reading(span: Span, text: str) -> Quantity | None:
    written = span.of(text)
    more = _AFTER.match(text, span.end)
    if any(char in "几数多余来" for char in written):
        return _vague(span, written)
    if (value := _value(written)) is not None:
        return _exact(span, value, text, is_more=bool(more) and written[-1] in _UNITS | dict.fromkeys("0"))
    return _either(span, written)


def _exact(span: Span, value: Fraction, text: str, *, is_more: bool) -> Quantity:
    written, after = span.of(text), text[span.end : span.end + 3]
    between = (value, value + _last_unit(written, value)) if is_more else None
    values = worth(value, text, span.end)
    if written in {"一", "〇", "零", "○"} or written[0] in "百千万亿兆":
        return Quantity(span=span, values=values, between=between, is_certain=False)
    if len(written) == 2 and all(char in _PLACE for char in written):
        return _two_digits(span, written, after)
    if most := _lunar(span, value, text):
        return Quantity(span=span, values=values, between=(Fraction(1), most), is_certain=False, is_date=True)
    if value <= _LAST_GRADE:
        before = text[max(0, span.start - 1) : span.start]
        values += tuple(value + _GRADES[char] for char in before if char in _GRADES)
    is_certain = not _is_rank(span, text, after)
    is_date = after[:1] == "月" and value <= 12
    return Quantity(span=span, values=values, between=between, is_certain=is_certain, is_date=is_date)


def _lunar(span: Span, value: Fraction, text: str) -> Fraction | None:
    """The last day or month that a date of the old calendar may be in ours; None of what is no such date."""
    if value <= 12 and _LUNAR_MONTH.match(text, span.end):
        return Fraction(12)
    before = text[max(0, span.start - 3) : span.start]
    is_day = value <= 30 and ((before[-1:] == "初" and value > _LAST_GRADE) or before[-2:] in {"月初", "年初"})
    return Fraction(31) if is_day else None


def _two_digits(span: Span, written: str, after: str) -> Quantity:
    """两三 is 2 or 3; 九八年 is a year; 三五 is a few."""
    first, second = _PLACE[written[0]], _PLACE[written[1]]
    both = 10 * first + second
    if after[:1] == "年" and second - first != 1:
        return Quantity(span=span, values=tuple(map(Fraction, (both, 1900 + both, 2000 + both))))
    is_next = second - first in {1, 2}
    likely = (first, second, both) if is_next else (both, first, second)
    if after[:1] == "折":
        return Quantity(span=span, values=worth(Fraction(both), after, 0))
    years = (1900 + both, 2000 + both) if after[:1] == "年" else ()
    return Quantity(span=span, values=tuple(map(Fraction, (*likely, *years))), is_certain=False)


def _is_rank(span: Span, text: str, after: str) -> bool:
    before = text[max(0, span.start - 1) : span.start]
    is_group = (
        span.of(text) in {"二", "两", "三"}
        and re.match("个?[人字]|则|来(?!个)|者|兄弟|姐妹|姊妹|夫妇|夫妻|口子", after) is not None
    )
    return len(span) == 1 and (is_group or after[:1] in set(_KIN) or before in set(_PREFIXES))


def _last_unit(written: str, value: Fraction) -> Fraction:
    """What is added at most in 二十多: nine more; the unit that comes last decides."""
    unit = Fraction(_UNITS.get(written[-1], 0))
    if not unit:
        unit = Fraction(10 ** (len(str(int(value))) - len(str(int(value)).rstrip("0"))))
    return max(unit - 1, Fraction(1)) if unit < 10**4 else unit


def _vague(span: Span, written: str) -> Quantity | None:
    """几十, 十几, 数百万, 二十多万: a number between two others."""
    place = next(at for at, char in enumerate(written) if char in "几数多余来")
    head, tail = written[:place], written[place + 1 :]
    scale = Fraction(1)
    for unit in tail:
        if unit not in _UNITS:
            return None
        scale *= _UNITS[unit]
    if not head:
        return Quantity(span=span, values=(), between=(2 * scale, 10 * scale - 1), is_certain=False)
    base = _value(head) if head[0] not in "百千万亿" else _value(f"一{head}")
    if base is None:
        return None
    most = base + _last_unit(head, base)
    is_known = written[place] != "几" and head != "十"
    return Quantity(span=span, values=(base * scale,), between=(base * scale, most * scale), is_certain=is_known)


def _either(span: Span, written: str) -> Quantity | None:
    """十七八, 三四百: one of two numbers, if it says so."""
    for place in range(len(written) - 1):
        head, pair, tail = written[:place], written[place : place + 2], written[place + 2 :]
        if all(char in _PLACE for char in pair) and _PLACE[pair[1]] - _PLACE[pair[0]] in {-1, 1, 2}:
            values = [_value(head + digit + tail) for digit in pair]
            known = tuple(value for value in values if value is not None)
            if len(known) == 2:
                return Quantity(span=span, values=known, between=(min(known), max(known)), is_certain=False)
    return None


@cache
def _value(written: str) -> Fraction | None:
    if len(written) > 2 and written in "一二三四五六七八九":
        return None  # counted aloud
    plain = written.replace("有", "")  # 七十有一
    value = chinese_value(f"一{plain}" if plain[0] in "百千万亿兆" else plain)
    return None if value is None else Fraction(value)


def _decimal(written: str) -> Fraction:
    """三点五, 零点二五, 三点五亿."""
    unit = _UNITS.get(written[-1], 1)
    whole, _, digits = written.rstrip("万亿").partition("点")
    tail = "".join(str(_PLACE[digit]) for digit in digits)
    return ((_value(whole) or Fraction(0)) + Fraction(int(tail), 10 ** len(tail))) * unit


_READERS: Final[Mapping[str, Callable[[re.Match[str]], Iterator[Quantity]]]] = {
    "date": _date,
    "era": _era_year,
    "share": _scaled,
    "above": _fraction,
    "days": _weekdays,
    "money": _money,
    "shares": _shares,
    "ymd": lambda token: iter(year_month_day(token)),
    "length": _length,
    "decimal": _with_decimals,
    "decade": _decade,
    **dict.fromkeys(("hour", "half", "quarters", "minutes", "clock"), _time),
    "years": _some_year,
    "mean": _mean,
    "sign": _sign,
}


def _stands_alone(span: Span, text: str) -> bool:
    """Whether the numeral is in no word or idiom that is known for not counting anything."""
    for start in range(max(0, span.start - _LONGEST + 1), span.start + 1):
        for end in range(max(span.end, start + 2), min(start + _LONGEST, len(text)) + 1):
            if text[start:end] in _words():
                return False
    around = text[max(0, span.start - 2) : span.end + 3]
    return not any(
        found.start() + max(0, span.start - 2) <= span.start < found.end() + max(0, span.start - 2)
        for found in _FOURFOLD.finditer(around)
    )


# Idioms of four characters that are made anew all the time: 七荤八素, 千山万水, 半推半就.
_FOURFOLD: Final = re.compile(
    r"七[^\W\d]八[^\W\d]|千[^\W\d][万百][^\W\d]|百[^\W\d]千[^\W\d]|半[^\W\d]半[^\W\d]|三[^\W\d]五[^\W\d]次"
)


@cache
def _words() -> frozenset[str]:
    return frozenset(word for _, words in rows("numerals") for word in words.split())

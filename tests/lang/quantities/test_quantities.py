"""Numbers in running text: what they are worth, and what is no number."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.languages import LanguageTag
from lang.quantities import Kind, Quantity, answers, quantities

ZH, EN, DE = LanguageTag("zh-Hans"), LanguageTag("en"), LanguageTag("de")


def shown(text: str, language: LanguageTag) -> list[str]:
    return [f"{found.shown}{'' if found.is_certain else '?'}" for found in quantities(text, language)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("二〇二四年五月三日", ["2024", "5", "3"]),
        ("二零零八年", ["2008"]),
        ("他三十五岁", ["35"]),
        ("两百人", ["200"]),
        ("十二个", ["12"]),
        ("一百零八将", ["108"]),
        ("一亿两千万", ["120000000"]),
        ("3.5万", ["35000"]),
        ("1亿2千万", ["120000000"]),
        ("１，２００元", ["1200"]),
        ("１２点半", ["12", "30?"]),
        ("12，345个", ["12", "345"]),
        ("伍拾元", ["50"]),
        ("三分之一", ["1/3"]),
        ("百分之三十", ["0.3"]),
        ("百分之三点五", ["0.035"]),
        ("百分之百", ["1?"]),
        ("30%", ["0.3"]),
        ("零点二五", ["0.25"]),
        ("三点一四", ["3.14"]),
        ("三点五公里", ["3.5"]),
        ("三点四十五分", ["3", "45"]),
        ("三点零五分", ["3", "5"]),
        ("差五分三点", ["5", "3"]),
        ("民国三十七年", ["37"]),
        ("八十年代", ["80"]),
        ("二十世纪八十年代", ["1980"]),
        ("九八年", ["98"]),
        ("一九六几年", ["1960"]),
        ("星期三", ["Wednesday"]),
        ("周五下午", ["Friday"]),
        ("禮拜天", ["Sunday"]),
        ("二十多万人", ["200000"]),
        ("三十来个", ["30"]),
        ("几十年", ["20 to 99?"]),
        ("十几个", ["10?"]),
        ("两三个", ["2?"]),
        ("①前言，第Ⅻ章，½杯", ["1?", "12?", "0.5?"]),
        ("十七八岁", ["17?"]),
        ("三四十岁", ["30?"]),
        ("两千三四百", ["2300?"]),
        ("五两银子", ["5"]),
        ("二十几两", ["20?"]),
        ("一千零一夜", ["1001"]),
    ],
)
def test_chinese(text: str, numbers: list[str]) -> None:
    assert shown(text, ZH) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "一个人",
        "一些",
        "第一次",
        "第二天",
        "统一",
        "千万别去",
        "万一下雨",
        "四川的老百姓",
        "七上八下",
        "三三两两",
        "乱七八糟",
        "三长两短",
        "五花八门",
        "千山万水",
        "大陆",
        "参加",
        "陆陆续续",
        "收拾",
        "队伍",
        "放肆",
        "十分",
        "两侧",
        "两岸",
        "双手",
        "俩",
        "一半",
        "两人",
        "二哥",
        "老三",
        "初三",
        "张三李四",
        "百货",
        "八路军",
        "九·一八",
        "六四",
        "不祥之兆",
        "万历",
        "二胡",
        "十字路口",
        "千百年来",
        "一二三，走！",
        "三心二意",
        "百万富翁",
        "三番五次",
    ],
)
def test_what_need_not_be_a_number_in_chinese(text: str) -> None:
    assert not any(found.is_certain for found in quantities(text, ZH))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("He was thirty-five.", ["35"]),
        ("in 2024 on June 3rd", ["2024", "6?", "3"]),
        ("a hundred and eight", ["108"]),
        ("A hundred", ["100"]),
        ("half a million", ["500000"]),
        ("half a dozen eggs", ["6"]),
        ("two dozen", ["24"]),
        ("a dozen", ["12?"]),
        ("dozens of people", ["12 to 99?"]),
        ("several hundred people", ["200 to 999?"]),
        ("the 1980s and the eighties", ["1980", "80"]),
        ("nineteen eighties", ["1980"]),
        ("fifty per cent, 30%", ["0.5", "0.3"]),
        ("two-thirds of them", ["2/3"]),
        ("a third of it, a third man", ["1/3", "3"]),
        ("nineteen ninety-eight", ["1998"]),
        ("fifteen hundred", ["1500"]),
        ("twelve hundred and fifty men", ["1250"]),
        ("five and thirty years, the seven and twentieth day", ["35", "27"]),
        ("sevenfold and tenfold", ["7", "10"]),
        ("half a century, a quarter of a century", ["50", "25"]),
        ("three decades, two and a half, five per cent", ["30", "2.5", "0.05"]),
        ("thirty-five hundred", ["3500"]),
        ("3:45 p.m.", ["3", "45"]),
        ("two and a half years", ["2.5"]),
        ("3,500 and 3.5 million, $3bn", ["3500", "3500000", "3000000000"]),
        ("pp. 123–25", ["123", "25"]),
        ("twenty-odd", ["20"]),
        ("in his thirties", ["30"]),
        ("the 21st century", ["21", "100?"]),
        ("ten thousand li", ["10000"]),
        ("five hundred and twenty thousand three hundred", ["520300"]),
        ("Wednesday", ["Wednesday"]),
        ("Three’s not enough", ["3"]),
        ("the second volume", ["2"]),
        ("two hundred and five people and three dogs", ["205", "3"]),
    ],
)
def test_english(text: str, numbers: list[str]) -> None:
    assert shown(text, EN) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "no one",
        "at first",
        "for a second",
        "both of them",
        "twice",
        "a couple",
        "You may go",
        "I said so",
        "the two of them",
        "a day or two",
        "two or three",
        "thousands",
        "once upon a time",
        "half the night",
        "for one thing",
        "a second chance",
        "the fortnight",
        "Marching on",
        "tension",
        "the weight",
        "often",
        "canine",
        "stone",
        "mixed",
    ],
)
def test_what_need_not_be_a_number_in_english(text: str) -> None:
    assert not any(found.is_certain for found in quantities(text, EN))


def test_other_languages_have_their_own_separators() -> None:
    assert shown("1.234,5 Leute, 12 000 Menschen, zwanzig", DE) == ["1234.5", "12000", "20"]
    german = next(quantities("1.234 Leute", DE))
    assert set(german.values) == {Fraction(1234), Fraction(1234, 1000)}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("民国三十七年", "1948"),
        ("光绪二十四年", "1898"),
        ("八十年代", "the 1980s"),
        ("八十年代", "the eighties"),
        ("九八年", "1998"),
        ("三点半", "half past three"),
        ("下午三点", "15:00"),
        ("三点三刻", "a quarter to four"),
        ("三成", "30%"),
        ("七折", "30%"),
        ("半个月", "a fortnight"),
        ("十几个", "a dozen"),
        ("二十多岁", "in his twenties"),
        ("几十年", "dozens"),
        ("两三个", "three"),
        ("三月", "March"),
        ("十斤", "five kilos"),
        ("数百人", "several hundred"),
        ("两个半小时", "two and a half"),
        ("路易十四", "Louis XIV"),
        ("二十世纪八十年代", "the eighties"),
        ("百分之五十", "half"),
        ("上百", "a hundred"),
        ("第十二章", "Chapter Twelve"),
        ("一百五十万", "1.5 million"),
        ("周日", "Sunday"),
        ("腊月", "the twelfth month"),
        ("十一点四十", "eleven forty"),
        ("两打鸡蛋", "two dozen eggs"),
        ("一打", "twelve"),
        ("三个世纪", "three hundred years"),
        ("三十年", "three decades"),
        ("五十年", "half a century"),
        ("12月", "December"),
    ],
)
def test_the_same_number_in_two_languages(chinese: str, english: str) -> None:
    assert any(answers(a, b) for a in quantities(chinese, ZH) for b in quantities(english, EN))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("三十五", "thirty-six"),
        ("两百", "two thousand"),
        ("3.5万", "3,500"),
        ("星期三", "Thursday"),
        ("三月", "April"),
        ("百分之三十", "13%"),
        ("八十年代", "the seventies"),
        ("一九九八", "1989"),
        ("三分之一", "a quarter"),
        ("十二个", "thirteen"),
        ("民国三十七年", "1937"),
        ("几十年", "hundreds"),
        ("星期三", "three"),
        ("打了两打", "five dozen"),
    ],
)
def test_another_number(chinese: str, english: str) -> None:
    assert not any(answers(a, b) for a in quantities(chinese, ZH) for b in quantities(english, EN))


@given(
    st.text(
        "一二三四五六七八九十百千万亿两半几多点分之第〇零年月星期周12,.%个人毛角块成折旬刻有差初楼倍乾隆米-",
        max_size=24,
    )
)
def test_spans_are_of_the_text_and_in_order(text: str) -> None:
    found = list(quantities(text, ZH))
    assert all(quantity.span.end <= len(text) and len(quantity.span) for quantity in found)
    assert all(answers(quantity, quantity) for quantity in found)
    assert all(quantity.values or quantity.between for quantity in found)
    starts = [quantity.span.start for quantity in found]
    assert starts == sorted(starts)


@given(
    st.lists(
        st.sampled_from(
            [
                "one",
                "two",
                "a",
                "an",
                "and",
                "hundred",
                "thousand",
                "dozen",
                "half",
                "third",
                "3",
                "1,200",
                "%",
                "per",
                "cent",
                "May",
                "XIV",
                "quarter",
                "to",
                "past",
                "in",
                "ten",
                "out",
                "of",
                "million",
                "score",
                "miles",
                "2024-05-03",
                "century",
            ]
        )
    )
)
def test_english_spans_are_in_order_and_apart(words: list[str]) -> None:
    found = list(quantities(" ".join(words), EN))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(quantity.values or quantity.between for quantity in found)


@given(st.integers(0, 10**9))
def test_figures_answer_themselves_in_all_languages(value: int) -> None:
    sides = [next(quantities(f"{value} ", language)) for language in (ZH, EN, DE)]
    assert all(answers(a, b) for a in sides for b in sides)


def test_kinds_never_answer_each_other() -> None:
    span = next(quantities("3", EN)).span
    day = Quantity(span=span, values=(Fraction(3),), kind=Kind.WEEKDAY)
    assert not answers(day, Quantity(span=span, values=(Fraction(3),)))

"""Numbers that a faithful translation must have, and no other."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.languages import LanguageTag
from lang.quantities import Quantity, quantities, unmatched


def _read(text: str, language: str) -> list[Quantity]:
    return list(quantities(text, LanguageTag(language)))


def _asked(text: str, language: str) -> list[Fraction]:
    """What the numbers are likeliest worth that must have a counterpart."""
    return [each.values[0] for each in unmatched(_read(text, language), [])[0]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("他五十四岁", [54]),
        ("两把椅子", [2]),
        ("第七章", [7]),
        ("一百零八将", [108]),
        ("两千三百万元", [23_000_000]),
        ("3.5万人", [35_000]),
        ("１２个人", [12]),
        ("二〇〇八", [2008]),
        ("初八", [8]),
        ("四口人", [4]),
        ("三月", [3]),
        ("二十两银子", [20]),
    ],
)
def test_exact_in_chinese(text: str, values: list[int]) -> None:
    assert _asked(text, "zh") == values


@pytest.mark.parametrize(
    "text",
    [
        "心里七上八下",
        "三心二意",
        "四面八方",
        "三轮车",
        "一个人",
        "万一",
        "十分高兴",
        "老二",
        "张三李四",
        "百姓",
        "两旁",
        "五四运动",
    ],
)
def test_words_with_numerals_in_them_are_not_asked_for(text: str) -> None:
    assert _asked(text, "zh") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("thirty-one years", [31]),
        ("a hundred and sixty yuan", [160]),
        ("four hundred and twelve of them", [412]),
        ("twelve hundred men", [1200]),
        ("1,200 men", [1200]),
        ("2.5 million", [2_500_000]),
        ("the 23rd", [23]),
        ("two five-year-olds", [2, 5]),
        ("nineteen seventy-six", [1976]),
        ("twenty-seven or twenty-eight", [27, 28]),
        ("two dozen eggs", [24]),
        ("four decades ago", [40]),
        ("the second chapter", [2]),
    ],
)
def test_exact_in_english(text: str, values: list[int]) -> None:
    assert _asked(text, "en") == values


@pytest.mark.parametrize(
    "text",
    ["one of them", "for a second", "both of us", "a dozen eggs", "hundreds of men", "the first", "at midnight"],
)
def test_words_that_need_no_counterpart(text: str) -> None:
    assert _asked(text, "en") == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("八十年代", "the 1980s"),
        ("八十年代", "the eighties"),
        ("二十世纪", "the twentieth century"),
        ("下午三点", "fifteen hours"),
        ("七六年", "1976"),
        ("星期三", "Wednesday"),
        ("星期天", "Sunday"),
        ("三月", "March"),
        ("腊月", "December"),
        ("十几个", "fourteen"),
        ("百分之五", "five percent"),
        ("我们俩", "the two of us"),
        ("六块二", "six yuan twenty"),
        ("几十", "fifty"),
        ("乾隆二十二年", "1757"),
        ("光緒二十四年八月初六", "21 September 1898"),
        ("八月初六", "the sixth day of the eighth month"),
        ("九点三刻", "a quarter to ten"),
        ("差一刻九点", "a quarter to nine"),
        ("八毛六分", "eighty-six fen"),
        ("三块六毛五", "3.65 yuan"),
        ("八毛六", "eight mao six"),
        ("年近七旬", "nearly seventy"),
        ("九成九", "ninety-nine per cent"),
        ("三成半", "35 per cent"),
        ("八五折", "15 per cent off"),
        ("十分之一", "one in ten"),
        ("七分", "seven parts in ten"),
        ("五公里", "three miles"),
        ("一米八的个子", "six feet tall"),
        ("三十畝地", "five acres of land"),
        ("一百斤米", "110 pounds of rice"),
        ("二十里路", "six miles"),
        ("三斤肉", "a kilo and a half of meat"),
        ("五分之一", "one in five"),
        ("四分之三", "three out of four"),
        ("二十五万", "a quarter of a million"),
        ("一百五十万", "one and a half million"),
        ("一百五十年", "a century and a half"),
        ("一万亿", "one trillion"),
        ("七十岁", "three score years and ten"),
        ("七十有一", "seventy-one"),
        ("九一一", "9/11"),
        ("打个盹", "forty winks"),
        ("一个半小时", "ninety minutes"),
        ("十八个月", "a year and a half"),
        ("半个世纪", "fifty years"),
        ("比去年多三倍", "four times as many"),
        ("二十世纪二三十年代", "the 1920s and 1930s"),
        ("1949.10.1", "October 1, 1949"),
        ("年过花甲", "over sixty"),
        ("三刻钟", "three quarters of an hour"),
        ("五点五十", "ten to six"),
        ("B12房", "room B12"),
        ("大年初八", "the eighth day of the new year"),
        ("两把椅子", "the two chairs"),
        ("先一条，再第二条", "the first, and the second"),
    ],
)
def test_the_same_number_in_two_languages(chinese: str, english: str) -> None:
    assert unmatched(_read(english, "en"), _read(chinese, "zh")) == ([], [])


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("三成", "three per cent"),
        ("九点三刻", "a quarter past nine"),
        ("九点一刻", "a quarter to nine"),
        ("六点五十分", "ten past six"),
        ("八毛六分", "sixty-eight fen"),
        ("乾隆二十二年", "1775"),
        ("八五折", "25 per cent off"),
        ("八月初六", "the fifth day of the eighth month"),
        ("B12", "B21"),
        ("五公里", "six miles"),
        ("五公里", "three kilometres"),
        ("十公里", "eleven kilometres"),
        ("五公里", "three pounds"),
        ("三成半", "three and a half"),
    ],
)
def test_another_number_in_the_other_language(chinese: str, english: str) -> None:
    assert unmatched(_read(english, "en"), _read(chinese, "zh")) != ([], [])


@pytest.mark.parametrize(
    ("text", "values"),
    [("三四十分钟", [30, 40]), ("二十七八个", [27, 28]), ("两三天", [2, 3]), ("三四百米", [300, 400])],
)
def test_approximations_name_both_numbers_and_are_not_asked_for(text: str, values: list[int]) -> None:
    assert all(any(value in each.values for each in _read(text, "zh")) for value in values)
    assert _asked(text, "zh") == []


def test_languages_without_number_words_have_figures() -> None:
    assert _asked("Le 14 juillet 1789, 25 000 hommes", "fr") == [14, 1789, 25_000]


def test_months_and_small_numbers_are_no_counts() -> None:
    assert [(int(each.values[0]), each.is_count) for each in _read("twelve eggs, ten hens, in December", "en")] == [
        (12, True),
        (10, False),
        (12, False),
    ]
    assert not any(each.is_count for each in _read("a thousand times, a hundred and a million", "en"))


@given(st.text(alphabet="一二两三七十百千万亿〇几半双年月点第个星期0123,. ", max_size=12))
def test_places_are_in_order_and_within_the_text(text: str) -> None:
    found = _read(text, "zh")
    assert all(0 <= each.span.start < each.span.end <= len(text) for each in found)
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)


_WORDS = (
    "two",
    "dozen",
    "hundred",
    "and",
    "twenty-one",
    "nineteen",
    "1980s",
    "'76",
    "1,200",
    "million",
    "May",
    "eighties",
)


@given(st.lists(st.sampled_from(_WORDS), max_size=8))
def test_any_words_can_be_read(words: list[str]) -> None:
    text = " ".join(words)
    assert all(each.span.of(text).strip() for each in _read(text, "en"))


@given(st.integers(min_value=2, max_value=99_999))
def test_figures_are_read_in_every_notation(value: int) -> None:
    assert _asked(f"{value} men", "en") == _asked(f"{value:,} men", "en") == [value]
    assert _asked(f"{value}个", "zh") == [value]

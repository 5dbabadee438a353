"""Numerals to numbers, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lang.numerals import chinese_number, number, roman_number, word_number
from lang.rules import known_languages, rules_for


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("一百", 100),
        ("一百零八", 108),
        ("一百〇八", 108),
        ("一百二", 120),
        ("一百一十二", 112),
        ("三千零二十", 3020),
        ("两千五", 2500),
        ("一万", 10_000),
        ("两万五", 25_000),
        ("两万零五", 20_005),
        ("三万五千", 35_000),
        ("十万八千", 108_000),
        ("一千三百万", 13_000_000),
        ("一亿二千万", 120_000_000),
        ("一万亿", 10**12),
        ("二〇二四", 2024),
        ("一九八四", 1984),
        ("廿三", 23),
        ("卅", 30),
        ("貳拾伍", 25),
        ("壹佰萬", 1_000_000),
        ("3.5万", 35_000),
        ("3万", 30_000),
        ("1,200万", 12_000_000),
        ("２０", 20),
        ("1,234", 1234),
    ],
)
def test_chinese(text: str, value: int) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "第", "百", "万", "十百", "一二百", "三十百", "万万万", "3.5", "1.23十", "三x"])
def test_no_chinese_numeral(text: str) -> None:
    assert chinese_number(text) is None


def in_chinese(value: int) -> str:
    """The numeral in full, written independently of the reader: by sections of four digits."""
    digits, units, sections = "零一二三四五六七八九", ("", "十", "百", "千"), ("", "万", "亿")
    written, gap = "", False
    for place in reversed(range(len(str(value)))):
        digit = value // 10**place % 10
        if digit:
            written += ("零" if gap else "") + digits[digit] + units[place % 4]
            gap = False
        elif written:
            gap = True
        if place % 4 == 0 and value // 10**place % 10_000:
            written += sections[place // 4]
            gap = False
    return written


@given(st.integers(1, 10**11))
def test_chinese_there_and_back(value: int) -> None:
    assert chinese_number(in_chinese(value)) == value


@given(st.integers(0, 10**6))
def test_digits_by_position(value: int) -> None:
    assert chinese_number("".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))) == value


@given(st.integers(1, 3999))
def test_roman_there_and_back(value: int) -> None:
    signs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")]
    rest, written = value, ""
    for worth, sign in [*signs, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        written, rest = written + sign * (rest // worth), rest % worth
    assert roman_number(written) == roman_number(written.lower()) == value


@pytest.mark.parametrize("text", ["", "IIII", "mild", "VX", "Ⅰ Ⅱ", "ⅠⅡ", "I.", "十"])
def test_no_roman_numeral(text: str) -> None:
    assert roman_number(text) is None


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("en", "One", 1),
        ("en", "TWELFTH", 12),
        ("en", "twenty-first", 21),
        ("en", "twenty one", 21),
        ("en", "one hundred and five", 105),
        ("en", "three thousand two hundred and twelve", 3212),
        ("en", "two million", 2_000_000),
        ("en", "hundred", 100),
        ("de", "einundzwanzigstes", 21),
        ("de", "siebtes", 7),
        ("fr", "vingt et un", 21),
        ("fr", "dix-sept", 17),
        ("es", "treinta y dos", 32),
        ("pt", "vinte e um", 21),
        ("it", "ventuno", 21),
        ("ru", "двадцать первая", 21),
        ("ko", "십이", 12),
    ],
)
def test_words(tag: str, text: str, value: int) -> None:
    assert word_number(text, rules_for(tag)) == value


@pytest.mark.parametrize("text", ["", "one two", "twenty eleven", "ten five", "twenty and", "and five", "fiveteen"])
def test_no_number_words(text: str) -> None:
    assert word_number(text, rules_for("en")) is None


def test_any_notation() -> None:
    english = rules_for("en")
    assert [number(text, english) for text in (" 12 ", "十二", "xii", "Ⅻ", "twelve", "x12")] == [12] * 5 + [None]


@given(st.text(max_size=30), st.sampled_from(known_languages()))
def test_anything_is_a_number_or_none(text: str, tag: str) -> None:
    assert (number(text, rules_for(tag)) or 0) >= 0

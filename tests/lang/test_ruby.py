"""Readings above Chinese characters."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import BadData
from lang.ruby import Extent, RubyStyle, Script, Unit, is_rare, rubies


def read(text: str, style: RubyStyle | None = None) -> list[tuple[str, str]]:
    [found] = rubies([text], style or RubyStyle())
    return [(span.of(text), reading) for span, reading in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("银行的行长", [("银行", "yínháng"), ("的", "de"), ("行长", "hángzhǎng")]),
        ("重庆很重要", [("重庆", "chóngqìng"), ("很", "hěn"), ("重要", "zhòngyào")]),
        ("他還是走了", [("他", "tā"), ("還是", "háishì"), ("走", "zǒu"), ("了", "le")]),
        ("他在西安。", [("他", "tā"), ("在", "zài"), ("西安", "xī'ān")]),
        ("Li Fei 来了", [("来", "lái"), ("了", "le")]),
        ("2026年", [("年", "nián")]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_zhuyin_and_characters() -> None:
    assert read("女儿", RubyStyle(script=Script.ZHUYIN)) == [("女儿", "ㄋㄩˇ ㄦˊ")]
    assert read("女儿。", RubyStyle(unit=Unit.CHARACTER)) == [("女", "nǚ"), ("儿", "ér")]


def test_an_editors_own_readings_come_first() -> None:
    style = RubyStyle(own={"单田芳": ("shàn", "tián", "fāng"), "长": ("zhǎng",)})
    assert read("单田芳说书", style)[0] == ("单田芳", "shàntiánfāng")
    assert "".join(reading for _, reading in read("很长", style)) == "hěnzhǎng"
    with pytest.raises(BadData, match="3 characters and 2 syllables"):
        RubyStyle(own={"单田芳": ("shàn", "tián")})


def test_each_word_once() -> None:
    texts = ["他走了。", "他又走了。", "煙囪。烟囱。"]
    found = [
        [span.of(text) for span, _ in each]
        for text, each in zip(texts, rubies(texts, RubyStyle(extent=Extent.FIRST)), strict=True)
    ]
    assert found == [["他", "走", "了"], ["又"], ["煙囪"]]


def test_rare_words_only() -> None:
    style = RubyStyle(extent=Extent.RARE)
    assert read("他有饕餮的胃口。", style) == [("饕餮", "tāotiè")]
    assert not any(map(is_rare, "的一是了我他這個們來說時"))
    assert all(map(is_rare, "饕餮龘㐀"))
    assert not is_rare("a")


def test_a_character_without_a_known_reading_has_none() -> None:
    assert read("𠮷野家", RubyStyle(unit=Unit.CHARACTER)) == [("野", "yě"), ("家", "jiā")]


@given(
    st.text(alphabet="他走了烟囱行长a 。𠮷饕", max_size=30), st.sampled_from(list(Unit)), st.sampled_from(list(Script))
)
def test_readings_stand_apart_and_above_han_alone(text: str, unit: Unit, script: Script) -> None:
    [found] = rubies([text], RubyStyle(unit=unit, script=script))
    ordered = sorted(span for span, _ in found)
    assert all(a.end <= b.start for a, b in pairwise(ordered))
    assert all(reading and set(span.of(text)) <= set("他走了烟囱行长饕𠮷") for span, reading in found)

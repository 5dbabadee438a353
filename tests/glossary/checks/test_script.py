"""Chinese in English, English in Chinese, two scripts in one text, small letters."""

import pytest

from glossary.checks.script import check
from tests.glossary.checks.made import codes, found


@pytest.mark.parametrize(
    "text",
    [
        "He worked in the 冶炼厂 for years.",
        "平原上的摩西",
        "He is a 下岗 worker.",
        "The smelter 烟囱 fell.",
        "Li Fei 说 she was cold.",
        "In Tiexi, 工人们 lost their jobs (in 1998).",
    ],
)
def test_chinese_left_in_english(text: str) -> None:
    assert codes(check, ("他来了。", text)) == ["L001"]


@pytest.mark.parametrize(
    "text",
    [
        "He is a laid-off (下岗) worker.",
        "They were xiagang 下岗 workers.",
        "Shuang Xuetao 双雪涛 wrote it.",
        "Lü Bu 吕布 fought.",
        "He wrote 《平原上的摩西》 (Moses on the Plain).",
        "The character 田 looks like a field.",
        "The word “下岗” is new.",
        "He came.",
        "Moses on the Plain [平原上的摩西] is long.",
        "Her surname is 李.",
        "Xi’an 西安 is old.",
    ],
)
def test_a_gloss_is_no_leftover(text: str) -> None:
    assert codes(check, ("他来了。", text)) == []


def test_what_is_not_translated_at_all_is_for_another_check() -> None:
    assert codes(check, ("平原上的摩西", "平原上的摩西")) == []


def test_what_stands_without_a_source_or_in_the_source_is_not_reported() -> None:
    assert codes(check, ("", "下岗 is a word")) == []
    assert codes(check, ("He is 下岗 now.", "他下岗了。"), source="en", target="zh-Hans") == []
    assert codes(check, ("他下岗了。", "彼は下岗した。"), target="ja") == []


def test_english_left_in_chinese() -> None:
    text = "他说he went to the factory every single day就走了。"
    (finding,) = found(check, ("He said so.", text), source="en", target="zh-Hans")
    assert finding.code == "L004"
    assert finding.message == "Left in the language of the source: “he went to the factory every single day”."
    for fine in ("他用Microsoft Office写信。", "他读（The Old Man and the Sea by Hemingway）。", "他来了。"):
        assert codes(check, ("He read.", fine), source="en", target="zh-Hans") == []


@pytest.mark.parametrize(
    ("text", "strays"),
    [("我们的飛行家来了。", ["飛"]), ("他們说话了。", ["們"]), ("这个體育馆很大。", ["體"])],
)
def test_a_traditional_character_in_a_simplified_text(text: str, strays: list[str]) -> None:
    (finding,) = found(check, (text, "He came."))
    assert (finding.code, [spot.text for spot in finding.source]) == ("L002", strays)
    assert finding.message == f"Traditional in a Simplified text: {strays[0]}."


@pytest.mark.parametrize(
    "text",
    [
        "皇后在后面里头干活。",
        "他说的是“漢語”这个词。",
        "这里写着「漢」字。",
        "日本語の漢字変換です。",
        "他看了《圍城》。",
        "你好",
    ],
)
def test_what_is_in_both_scripts_or_quoted(text: str) -> None:
    assert codes(check, (text, "He came."), source="zh-Hans") == []


def test_the_text_decides_where_its_tag_does_not() -> None:
    pairs = (("我們來了。", "We came."), ("他們說話。", "They spoke."), ("我们走。", "We left."))
    (finding,) = found(check, *pairs, source="zh")
    assert (finding.couple, finding.message) == ("b3", "Simplified in a Traditional text: 们.")
    assert codes(check, *pairs[:2], source="zh-Hans") == []  # the tag is plainly wrong


@pytest.mark.parametrize(
    "pairs",
    [
        (("他来了。", "He came."), ("他走了。", "he left.")),
        (("他来了。", "he came."),),
        (("他来了。", "He came."), ("他走了。", "“he left,” she said.")),
        (("“走！”", "“Go!”"), ("他走了。", "wang nodded.")),
    ],
)
def test_small_letters(pairs: tuple[tuple[str, str], ...]) -> None:
    assert codes(check, *pairs) == ["L003"]


@pytest.mark.parametrize(
    "pairs",
    [
        (("“走！”他说。", "“Go!”|he said."),),
        (("他来了，", "He came,"), ("又走了。", "and left again.")),
        (("他来了……", "He came …"), ("又走了。", "and left again.")),
        (("手机响了。", "It rang."), ("手机坏了。", "iPhone batteries die.")),
        (("一", "one line of verse"), ("二", "and a second line"), ("三", "and yet another one")),
        (("他来了。", "He came."), ("x = 1", "x = 1")),
        (("他来了。", "He came."), ("……走了。", "…and left.")),
    ],
)
def test_small_letters_that_are_right(pairs: tuple[tuple[str, str], ...]) -> None:
    assert codes(check, *pairs) == []


def test_the_message_shows_the_word() -> None:
    (finding,) = found(check, ("他来了。", "He came."), ("他走了。", "he left."))
    assert finding.message == "The sentence begins with a small letter: “he”."
    assert finding.expected == ("H",)

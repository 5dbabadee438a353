"""Quotation marks of the regions."""

import pytest

from bitext.languages import LanguageTag
from lang.quotes import regional

TW, HANS = LanguageTag("zh-Hant-TW"), LanguageTag("zh-Hans")


@pytest.mark.parametrize(
    ("mainland", "taiwan"),
    [
        ("“你好。”", "「你好。」"),
        (
            "他说：“她问‘去吗’。”",
            "他說：「她問『去嗎』。」".replace("說", "说").replace("問", "问").replace("嗎", "吗"),
        ),
        ("“他没有关上。\n后来", "「他没有关上。\n后来"),
        ("他读“It’s me”，走了", "他读「It’s me」，走了"),
        ("没有引号", "没有引号"),
    ],
)
def test_both_ways(mainland: str, taiwan: str) -> None:
    assert regional(mainland, TW) == taiwan
    assert regional(taiwan, HANS) == mainland


@pytest.mark.parametrize("text", ["He said “no.”", "the workers’ wives", "It’s ‘so’.", "\"straight\" 'marks'"])
def test_other_languages_keep_theirs(text: str) -> None:
    assert regional(text, TW) == text


def test_a_mark_of_the_region_stays() -> None:
    assert regional("「已經是了」", TW) == "「已經是了」"
    assert regional("“已经是了”", HANS) == "“已经是了”"

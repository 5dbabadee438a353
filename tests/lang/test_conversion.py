"""OpenCC behind one function."""

import pytest

from bitext.errors import BadConfiguration, BadData
from bitext.languages import LanguageTag
from lang.conversion import CONFIGS, convert, to_script


# One-to-many, right as it comes.
@pytest.mark.parametrize(
    ("text", "config", "converted"),
    [
        ("头发 理发 发展 他发呆地摸着头发", "s2t", "頭髮 理髮 發展 他發呆地摸着頭髮"),
        ("公里 故里 皇后 后来 后羿", "s2t", "公里 故里 皇后 後來 后羿"),
        ("干燥 干部 树干 干涉 饼干", "s2t", "乾燥 幹部 樹幹 干涉 餅乾"),
        ("沈阳 沈从文", "s2t", "瀋陽 沈從文"),
        ("为了 里面 台湾", "s2tw", "為了 裡面 臺灣"),
        ("为了 里面 台湾", "s2hk", "為了 裏面 台灣"),
        ("软件", "s2twp", "軟體"),
        ("錢鍾書 乾隆 魏徵", "t2s", "钱锺书 乾隆 魏徵"),
        ("看著 沿著", "tw2s", "看着 沿着"),
        ("", "s2t", ""),
        ("a\0b", "s2t", "a\0b"),
    ],
)
def test_conversions(text: str, config: str, converted: str) -> None:
    assert convert(text, config) == converted


@pytest.mark.parametrize("config", CONFIGS)
def test_every_configuration_is_there(config: str) -> None:
    assert convert("abc", config) == "abc"


def test_unknown_configuration() -> None:
    message = f"OpenCC has no conversion 's2x'; choose one of {', '.join(CONFIGS)}."
    with pytest.raises(BadConfiguration) as caught:
        convert("", "s2x")
    assert str(caught.value) == message


def test_half_a_surrogate_pair() -> None:
    with pytest.raises(BadData) as caught:
        convert("ab\ud800", "s2t")
    assert str(caught.value) == (
        "Character 3 of the text is half of a surrogate pair; read the file in its right encoding."
    )


@pytest.mark.parametrize(
    ("text", "target", "source", "converted"),
    [
        ("里面", "zh-Hant", None, "裏面"),
        ("里面", "zh-Hant-TW", None, "裡面"),
        ("里面", "zh-TW", "zh-Hans", "裡面"),
        ("里面", "zh-Hant-HK", "zh-CN", "裏面"),
        ("裡面", "zh-Hant-HK", "zh-Hant-TW", "裏面"),
        ("裏面", "zh-Hant-TW", "zh-Hant", "裡面"),
        ("裡面", "zh-Hant", "zh-Hant-TW", "裏面"),
        ("裡面", "zh-Hans", None, "里面"),
        ("看著", "zh-Hans", None, "看著"),
        ("看著", "zh-Hans", "zh-Hant-TW", "看着"),
        ("里面", "zh-Hans", "zh-Hans", "里面"),
        ("里面", "zh", "zh-Hans", "里面"),
        ("里面", "zh-Latn-pinyin", None, "里面"),
        ("里面", "en", None, "里面"),
        ("里面", "ja-Hant", None, "里面"),
    ],
)
def test_by_tag(text: str, target: str, source: str | None, converted: str) -> None:
    given = LanguageTag(source) if source else None
    assert to_script(text, LanguageTag(target), given) == converted

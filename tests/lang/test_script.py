"""Which language, which script, and when not to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lang.script import Script, detect_language, script_of

SAMPLES = {
    "zh-Hans": "那天晚上我没走掉，她把我拽住，说还有许多事情没有谈完。",
    "zh-Hant": "那天晚上我沒走掉，她把我拽住，說還有許多事情沒有談完。",
    "en": "The factory closed in the winter, and there was nothing that he could do about it.",
    "de": "Die Fabrik wurde im Winter geschlossen, und er konnte nichts dagegen tun.",
    "fr": "L’usine ferma pendant l’hiver, et il n’y avait rien qu’il pût faire pour les autres.",
    "es": "La fábrica cerró en el invierno y no había nada que él pudiera hacer por los demás.",
    "it": "La fabbrica chiuse in inverno e non c’era niente che lui potesse fare per gli altri.",
    "pt": "A fábrica fechou no inverno e não havia nada que ele pudesse fazer pelos outros.",
    "ru": "Завод закрыли зимой, и он ничего не мог с этим поделать.",
    "ja": "工場は冬に閉鎖され、彼にはどうすることもできなかった。",
    "ko": "공장은 겨울에 문을 닫았고 그는 아무것도 할 수 없었다.",
}


@pytest.mark.parametrize(("tag", "text"), SAMPLES.items())
def test_languages(tag: str, text: str) -> None:
    assert detect_language(text) == tag
    assert detect_language(text * 5_000) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("平原上的摩西", "zh"),
        ("你好", "zh"),
        ("日本語の漢字変換", "ja"),
        ("这是“のれん”，一种门帘，在日本的店铺门口随处可见，颜色各不相同。", "zh-Hans"),
        ("我於是后来", "zh"),
        ("干部", "zh-Hans"),
        ("The Chinese title is 平原上的摩西, and it was translated in the last year.", "en"),
        ("双雪涛（Shuang Xuetao）的小说写的是沈阳的工人。", "zh-Hans"),
    ],
)
def test_short_and_mixed(text: str, tag: str) -> None:
    assert detect_language(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "12345 --- !!!",
        "Lorem ipsum dolor sit amet",
        "Shuang Xuetao",
        "Завод закрили взимку, і він нічого не міг вдіяти.",
        "Το εργοστάσιο έκλεισε τον χειμώνα.",
        "המפעל נסגר בחורף.",
        "De fabriek sloot in de winter en hij kon er niets aan doen.",
        "工厂冬天关门了，他什么也做不了。 The factory closed in winter; he could do nothing.",
    ],
)
def test_unsure(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("我们的飞行家", Script.SIMPLIFIED),
        ("我們的飛行家", Script.TRADITIONAL),
        ("这是一个很长的句子里面有一个引文「漢」", Script.SIMPLIFIED),
        ("我於是后来", Script.MIXED),
        ("平原上的摩西", Script.NEUTRAL),
        ("后里干台只面发", Script.SIMPLIFIED),
        ("皇后 公里 树干", Script.SIMPLIFIED),
        ("皇后 公里 若干", Script.NEUTRAL),
        ("𠮷", Script.NEUTRAL),
        ("日本語の漢字変換", Script.NONE),
        ("Moses", Script.NONE),
        ("", Script.NONE),
    ],
)
def test_script(text: str, script: Script) -> None:
    assert script_of(text).script is script


def test_stray_characters_are_counted() -> None:
    count = script_of("这是一个很长的句子里面有一个引文「漢」")
    assert (count.traditional, count.stray) == (1, 1)
    assert count.simplified > 2


@given(st.text(max_size=60))
def test_any_text_has_a_script(text: str) -> None:
    assert script_of(text).stray >= 0
    assert detect_language(text) in {None, "zh", *SAMPLES}

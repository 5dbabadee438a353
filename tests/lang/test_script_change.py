"""The other script with its audit: as OpenCC converts, but with names kept, and every choice told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.conversion import CONFIGS, convert
from lang.dictionaries import choices
from lang.script_change import Reason, Wanted, _converted, in_script

HANS, HANT, TW, HK = (LanguageTag(tag) for tag in ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"))
CHINESE = [config for config in CONFIGS if "jp" not in config]
WORDS = """
头发 理发 发展 后来 皇后 干燥 干部 树干 里面 公里 台湾 舞台 只有 一只 钟表 面条 软件 程序 奔驰
余华 于是 著作 看著 沿著 裡面 裏面 為了 爲了 什麼 么 着 线 綫 群衆 羣 床 牀 吃 喫 乾隆 徐乾學
汎 錢鍾書 了 的 是 他 她 ，。“” abc 𠮷 〇 文件 信息 網絡 網路 質量 品質
"""
_WORDS = WORDS.split()


@pytest.mark.parametrize("config", CHINESE)
@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=12))
def test_without_names_it_is_what_opencc_does(config: str, words: list[str]) -> None:
    text = "".join(words)
    assert _converted(text, config, ()).text == convert(text, config)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=12), config=st.sampled_from([TW, HK, HANT, HANS]))
def test_every_character_that_may_become_several_is_told(words: list[str], config: LanguageTag) -> None:
    text = "".join(words)
    found = in_script(text, Wanted(target=config, source=HANS if config != HANS else HANT))
    several = choices({TW: "s2tw", HK: "s2hk", HANT: "s2t", HANS: "t2s"}[config])
    told = {choice.span.start for choice in found.choices}
    if "著" not in text:  # which may mean that the text is Taiwan's
        assert {place for place, char in enumerate(text) if char in several} <= told
    assert all(choice.source == choice.span.of(text) for choice in found.choices)


# Section A: one to many, right as it comes.
RIGHT = """
头发=頭髮 理发=理髮 发展=發展 他发呆地摸着头发=他發呆地摸着頭髮 怒发冲冠=怒髮衝冠 心里=心裏 公里=公里
故里=故里 干燥=乾燥 干部=幹部 树干=樹幹 干涉=干涉 乾坤=乾坤 饼干=餅乾 皇后=皇后 后来=後來
后羿=后羿 台风=颱風 台州=台州 舞台=舞臺 面条=麪條 一面=一面 一只=一隻 只有=只有 钟表=鐘錶
钟情=鍾情 几乎=幾乎 茶几=茶几 日历=日曆 历史=歷史 北斗=北斗 秋千=鞦韆 白术=白朮 术语=術語
论坛=論壇 坛子=罈子 征服=征服 象征=象徵 升华=昇華 呼吁=呼籲 叶韵=叶韻 沈阳=瀋陽 沈从文=沈從文
胡子=鬍子 胡同=衚衕 海淀=海淀 淀粉=澱粉
"""
_RIGHT = RIGHT.split()


@pytest.mark.parametrize("pair", _RIGHT)
def test_section_a(pair: str) -> None:
    simplified, traditional = pair.split("=")
    assert in_script(simplified, Wanted(target=HANT)).text == traditional


@pytest.mark.parametrize(
    ("text", "target", "wanted"),
    [
        ("心里", TW, "心裡"), ("面条", TW, "麵條"), ("台湾", TW, "臺灣"), ("台湾", HK, "台灣"), ("为了", TW, "為了"),
        ("为了", HK, "為了"), ("为了", HANT, "爲了"), ("里面", TW, "裡面"), ("里面", HK, "裏面"), ("着", TW, "著"),
        ("温度", HK, "温度"), ("刚才", HANT, "剛纔"), ("吃饭", HANT, "喫飯"), ("床", HK, "牀"),
    ],
)  # fmt: skip
def test_standards_differ(text: str, target: LanguageTag, wanted: str) -> None:
    assert in_script(text, Wanted(target=target)).text == wanted


# Section B: wrong as it comes; right with the name, and told without it.
_WRONG = [
    ("余华", "余華", HANT), ("余秋雨", "余秋雨", HANT), ("余先生", "余先生", HANT), ("范雨素", "范雨素", HANT),
    ("范先生", "范先生", HANT), ("于和伟", "于和偉", HANT), ("于是之", "于是之", HANT), ("岳先生", "岳先生", HANT),
    ("征先生", "征先生", HANT), ("朴先生", "朴先生", HANT), ("丑先生", "丑先生", HANT), ("后先生", "后先生", HANT),
    ("游国恩", "游國恩", HANT), ("游先生", "游先生", HANT), ("涂又光", "涂又光", HANT), ("涂先生", "涂先生", HANT),
    ("干宝", "干寶", HANT), ("余斗", "余斗", HANT), ("头发干了", "頭髮乾了", HANT), ("钟楚红", "鍾楚紅", HANT),
    ("钟先生", "鍾先生", HANT), ("台静农", "台靜農", HANT),
    ("徐乾學", "徐乾学", HANS), ("薛應旂", "薛应旂", HANS), ("王汎森", "王汎森", HANS), ("土著", "土著", HANS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "target"), _WRONG)
def test_section_b_comes_out_right_with_the_name(text: str, wanted: str, target: LanguageTag) -> None:
    asked = Wanted(target=target, source=HANT if target == HANS else HANS, names={text: wanted})
    found = in_script(f"他说{text}，又说{text}。", asked)
    assert found.text.count(wanted) == 2


@pytest.mark.parametrize(("text", "wanted", "target"), [row for row in _WRONG if row[0] not in {"薛應旂", "王汎森"}])
def test_section_b_is_told_without_the_name(text: str, wanted: str, target: LanguageTag) -> None:
    found = in_script(text, Wanted(target=target, source=LanguageTag("zh-Hant-TW") if target == HANS else HANS))
    wrong = [place for place, (got, right) in enumerate(zip(found.text, wanted, strict=True)) if got != right]
    told = {choice.span.start: choice for choice in found.choices}
    for place in wrong:
        assert wanted[place] in told[place].alternatives


def test_words_of_a_region_are_told_and_can_be_kept() -> None:
    asked = Wanted(target=TW, vocabulary=True)
    found = in_script("骏马奔驰在草原上", asked)
    assert found.text == "駿馬賓士在草原上"
    (word,) = [choice for choice in found.choices if choice.reason is Reason.VOCABULARY]
    assert (word.source, word.chosen, word.span) == ("奔驰", "賓士", Span(2, 4))
    kept = Wanted(target=TW, vocabulary=True, names={"奔驰": "奔馳", "程序": "程序", "文件": "文件", "余华": "余華"})
    assert in_script("余华在草原上奔驰，法律程序，公安文件", kept).text == "余華在草原上奔馳，法律程序，公安文件"
    assert in_script("程序员", kept).text == "程式設計師"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("干燥", "乾燥"),
        ("头发发展", "頭髮發展"),
        ("关于于和伟", "關於于和偉"),
        ("至于于坚", "至於于堅"),
        ("软件", "軟件"),
        ("范围", "範圍"),
        ("他的余华丽辞藻", "他的余華麗辭藻"),
    ],
)  # fmt: skip
def test_a_short_name_never_beats_a_longer_word(text: str, wanted: str) -> None:
    names = {"余华": "余華", "于和伟": "于和偉", "软件": "軟件", "干": "干", "发": "髮", "范": "范"}
    assert in_script(text, Wanted(target=HANT, names=names)).text == wanted


def test_a_name_across_the_borders_of_words_is_in_doubt() -> None:
    found = in_script("他的余华丽辞藻", Wanted(target=HANT, names={"余华": "余華"}))
    assert [choice.reason for choice in found.choices if choice.source == "余"] == [Reason.DOUBTFUL_NAME]


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("看著 沿著 著急", "zh-Hant-TW", "看着 沿着 着急"),
        ("看著 沿著 著急", "zh-Hant", "看着 沿着 着急"),
        ("著作", "zh-Hant-TW", "著作"),
        ("錢鍾書 乾隆 魏徵 慰藉 瞭解", "zh-Hant", "钱锺书 乾隆 魏徵 慰藉 了解"),
    ],
)
def test_to_simplified(text: str, source: str, wanted: str) -> None:
    assert in_script(text, Wanted(target=HANS, source=LanguageTag(source))).text == wanted


def test_choices_of_words_are_left_and_told() -> None:
    found = in_script("妳祂牠", Wanted(target=HANS, source=HANT))
    assert found.text == "妳祂牠"
    assert [choice.reason for choice in found.choices] == [Reason.LEFT] * 3


def test_places_are_kept_where_lengths_change() -> None:
    found = in_script("这是程序员的软件。", Wanted(target=TW, vocabulary=True))
    assert found.text == "這是程式設計師的軟體。"
    assert found.span(Span(6, 8)).of(found.text) == "軟體"
    assert found.span(Span(0, 2)).of(found.text) == "這是"
    assert found.place(9) == len(found.text)


def test_text_that_is_there_already_stays() -> None:
    assert in_script("這個電影", Wanted(target=TW, source=TW)).text == "這個電影"
    assert in_script("Plain English, “quoted”.", Wanted(target=TW)).text == "Plain English, “quoted”."


def test_compatibility_ideographs_stay_what_their_author_chose() -> None:
    assert in_script("\uf902神", Wanted(target=HANS, source=HANT)).text == "\uf902神"

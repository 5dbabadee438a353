"""Names: how they are read, written and matched."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import BadData
from lang.names_matching import find_names, match, surname_agrees
from lang.names_readings import readings, spellings
from lang.names_spelling import System, romanise
from lang.tables import rows

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[bool, str, str]]:
    lines = (HERE / f"names_{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(sign == "+", chinese, latin) for sign, chinese, latin in rows]


def is_likely(chinese: str, latin: str) -> bool:
    found = match(chinese, latin)
    return found is not None and found.is_likely


def wrong(name: str) -> list[tuple[str, str]]:
    return [(chinese, latin) for wanted, chinese, latin in cases(name) if is_likely(chinese, latin) is not wanted]


def test_the_printed_cases_are_right() -> None:
    assert wrong("section") == []


@pytest.mark.parametrize("name", ["seen", "held_out"])
def test_names_of_literature(name: str) -> None:
    assert len(wrong(name)) <= (0 if name == "seen" else 1), wrong(name)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单雄信", "Shan Xiongxin"),
        ("曾国藩", "Zeng Guofan"),
        ("解缙", "Xie Jin"),
        ("仇英", "Qiu Ying"),
        ("翟永明", "Zhai Yongming"),
        ("查良镛", "Zha Liangyong"),
        ("區桂芝", "Ou Guizhi"),
        ("种师道", "Chong Shidao"),
        ("盖叫天", "Gai Jiaotian"),
        ("贾平凹", "Jia Pingwa"),
        ("朴槿惠", "Piao Jinhui"),
        ("尉迟恭", "Yuchi Gong"),
        ("万俟卨", "Moqi Xie"),
        ("長孫無忌", "Zhangsun Wuji"),
        ("乐毅", "Yue Yi"),
        ("呂布", "Lü Bu"),
        ("耶律楚材", "Yelü Chucai"),
        ("左丘明", "Zuoqiu Ming"),
        ("谷梁赤", "Guliang Chi"),
    ],
)
def test_readings_of_persons(name: str, pinyin: str) -> None:
    assert romanise(name) == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("漯河", "Luohe"),
        ("涡阳", "Guoyang"),
        ("呼和浩特", "Hohhot"),
        ("重庆", "Chongqing"),
        ("龟兹", "Qiuci"),
        ("番禺", "Panyu"),
        ("西安", "Xi'an"),
        ("天安门", "Tian'anmen"),
        ("方案", "Fang'an"),
        ("延吉", "Yanji"),
        ("女儿", "Nü'er"),
        ("皮袄", "Pi'ao"),
    ],
)
def test_places_are_one_word(name: str, pinyin: str) -> None:
    assert romanise(name, is_place=True) == pinyin


def test_an_apostrophe_between_n_and_g_is_for_libraries_only() -> None:
    assert romanise("王山公", System.ALA_LC) == "Wang Shan'gong"
    assert romanise("王山公") == "Wang Shangong"


def test_a_wrong_tone_makes_doubt() -> None:
    assert is_likely("双雪涛", "Shuāng Xuětāo")
    assert not is_likely("双雪涛", "Shuàng Xuétáo")


def test_a_stray_reading_of_a_surname_is_told_but_not_likely() -> None:
    found = match("单雄信", "Dan Xiongxin")
    assert found is not None
    assert not found.is_likely


def test_what_is_not_chinese_is_refused_by_name() -> None:
    with pytest.raises(BadData) as caught:
        romanise("李A")
    assert str(caught.value) == "'李A' is not all Chinese characters with a known reading; leave out what is not."
    with pytest.raises(BadData) as caught:
        romanise(" ")
    assert str(caught.value) == "There is no name to read; give one in Chinese characters."


def test_names_are_found_where_they_stand() -> None:
    text = "In Beijing Shuang Xuetao’s friend Xue-tao Shuang met David Der-wei Wang; shuang is a pair."
    assert [text[name.span.start : name.span.end] for name in find_names(text, "双雪涛")] == [
        "Shuang Xuetao",
        "Xue-tao Shuang",
    ]
    assert [name.text for name in find_names(text, "王德威")] == ["Der-wei Wang"]


def test_syllables_have_three_other_spellings_in_plain_letters() -> None:
    assert len(spellings()) > 400
    for pinyin, others in spellings().items():
        assert set("".join([pinyin, *others])) <= set("abcdefghijklmnopqrstuwxyzü'"), pinyin


@pytest.mark.parametrize("table", ["surnames", "readings"])
def test_tables_hold_syllables_that_exist(table: str) -> None:
    ways = [syllable for _, readings in rows(table) for way in readings.split() for syllable in way.split("+")]
    assert [way for way in ways if way[:-1] not in spellings() or way[-1] not in "12345"] == []
    assert len({name for name, _ in rows(table)}) == len(rows(table))


NAMES = st.builds(
    "".join, st.tuples(st.sampled_from("王张吕曾单覃欧"), st.text("雪涛德威吕安长乐", min_size=1, max_size=2))
)


@given(NAMES, st.sampled_from(System))
def test_what_is_written_is_matched(name: str, system: System) -> None:
    assert is_likely(name, romanise(name, system))


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_can_be_compared(chinese: str, latin: str) -> None:
    match(chinese, latin)
    list(find_names(latin, chinese))


@given(NAMES)
def test_the_usual_reading_is_first(name: str) -> None:
    doubts = [reading.doubt for reading in readings(name)]
    assert doubts[0] == 0
    assert doubts == sorted(doubts)


def test_many_pairs_are_compared_quickly() -> None:
    match("双雪涛", "Shuang Xuetao")
    start = perf_counter()
    for _ in range(20_000):
        match("双雪涛", "Shuang Xuetao")
    assert perf_counter() - start < 1


def test_initials_are_where_they_stand() -> None:
    orders = [found.order.value for spelling in ("Zou, B. Y.", "B. Y. Zou") if (found := match("邹冰月", spelling))]
    assert orders == ["surname-first", "given-first"]


def test_a_surname_can_agree_alone() -> None:
    assert match("張愛玲", "Eileen Chang") is None
    assert surname_agrees("張愛玲", "Eileen Chang") == (System.WADE_GILES, System.TAIWAN)
    assert surname_agrees("張愛玲", "Eileen Wang") == ()


def test_characters_beside_a_spelling_are_no_word_of_it() -> None:
    assert is_likely("双雪涛", "Shuang Xuetao (双雪涛)")
    assert not is_likely("双雪涛", "双雪涛")

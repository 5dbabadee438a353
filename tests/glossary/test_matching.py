"""Two ways of writing one term have one key."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.matching import term_key, units
from lang.folding import fold

# Section C of the acceptance cases: what must be equal for matching.
SAME = """
錢鍾書 钱锺书 钱钟书
余華 余华 餘華
乾隆 干隆
裡面 裏面 里面
臺灣 台灣 台湾
群眾 羣衆 群众
為 爲 为
著作 着作
戶 户
黃 黄
內 内
溫 温
汙 污
說 説 说
喫 吃
佈 布
峯 峰
綫 線 线
""".strip().splitlines()


@pytest.mark.parametrize("line", SAME)
def test_forms_of_a_character_are_equal(line: str) -> None:
    assert len({term_key(form) for form in line.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("他", "她"), ("他", "它"), ("皇后", "皇帝"), ("work unit", "workunit"), ("Xi'an", "Xian"), ("Lü Bu", "Lu Bu")],
)
def test_other_words_are_not_equal(one: str, other: str) -> None:
    assert term_key(one) != term_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("work unit", "work-unit"),
        ("work unit", "Work\u2011Unit"),
        ("work unit", "work  unit"),
        ("Xi'an", "Xi’an"),
        ("Xi'an", "Xiʼan"),
        ("Xuetao", "Xue\u00adtao"),
        ("Lü Bu", "Lu\u0308 Bu"),
        ("平原上的摩西", "《平原上的摩西》"),
        ("Moses on the Plain", "“Moses on the Plain”"),
        ("Yanfen Street -- Moses", "Yanfen Street—Moses"),
        ("B超", "b 超"),
    ],
)
def test_spelling_does_not_count(one: str, other: str) -> None:
    assert term_key(one) == term_key(other)


def test_a_space_between_characters_counts() -> None:
    assert term_key("文 学") != term_key("文学")


def test_a_possessive_is_a_unit_and_an_apostrophe_is_not() -> None:
    assert [unit.key for unit in units("O’Brien’s ’s Li’se")] == ["o'brien", "'s", "'s", "li'se"]


def test_what_has_no_units_is_equal_to_itself_only() -> None:
    assert term_key("-") != term_key("--")
    assert term_key("-") == ("-",)


@given(st.text())
def test_units_run_forwards_and_leave_out_spaces_and_dashes_only(text: str) -> None:
    found = units(text)
    assert all(unit.start < unit.end for unit in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {at for unit in found for at in range(unit.start, unit.end)}
    assert all(char.isspace() or fold(char) == "-" for at, char in enumerate(text) if at not in covered)

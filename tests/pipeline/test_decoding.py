"""TOML into values: every fault is told, at its line, with what to write instead."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import BadConfiguration, BadData, WrongEncoding
from bitext.languages import LanguageTag
from pipeline.decoding import Fault, complaint, decoded, lines_of, tables_of

Name = NewType("Name", str)


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    height: int
    open_to: Literal["in", "out"] = "in"

    def __post_init__(self) -> None:
        if self.height < 1:
            raise BadData("A door has a height.")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    name: Name
    doors: tuple[Door, ...] = field(default=(), metadata={"key": "door"})
    colour: Colour | None = None
    language: LanguageTag | None = None
    built: str = ""
    warm: bool = False
    width: float = 1.0
    ends: tuple[str, str] = ("a", "b")
    keys: tuple[str | tuple[str, ...], ...] = ()


def faults_of(text: str) -> list[str]:
    faults: list[Fault] = []
    source, tables = tables_of(text.encode(), name="house.toml")
    decoded(House, tables, (), faults)
    return str(complaint(faults, source, name="house.toml")).splitlines()


def house(text: str) -> House:
    faults: list[Fault] = []
    value = decoded(House, tables_of(text.encode(), name="house.toml")[1], (), faults)
    assert not faults
    assert isinstance(value, House)
    return value


def test_every_kind_of_value() -> None:
    text = """
        name = "x"
        colour = "green"
        language = "ZH-hans"
        built = 1911-10-10
        warm = true
        width = 2
        ends = ["c", "d"]
        keys = ["k", ["l", "m"]]
        [[door]]
        height = 2
        open-to = "out"
    """
    assert house(text) == House(
        name=Name("x"),
        doors=(Door(height=2, open_to="out"),),
        colour=Colour.GREEN,
        language=LanguageTag("zh-Hans"),
        built="1911-10-10",
        warm=True,
        width=2.0,
        ends=("c", "d"),
        keys=("k", ("l", "m")),
    )


def test_defaults_stand_where_nothing_is_said() -> None:
    assert house("name = 'x'") == House(name=Name("x"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("colour = 'greem'", "colour: there is no 'greem' here; did you mean 'green'?"),
        ("colour = 'blue'", "colour: there is no 'blue' here; it can be 'red' or 'green'."),
        ("colour = 3", "colour: there is no 3 here; it can be 'red' or 'green'."),
        ("language = 'Chinese!'", "language: 'Chinese!' is not a language tag; write one like zh-Hans, zh-Hant or en."),
        ("language = 1", "language: this must be a language tag such as zh-Hans or en, not 1."),
        ("built = 1911", "built: this must be text in quotation marks, not 1911."),
        ("warm = 'yes'", "warm: this must be true or false, not 'yes'."),
        ("warm = 1", "warm: this must be true or false, not 1."),
        ("width = '2'", "width: this must be a number, not '2'."),
        ("width = true", "width: this must be a number, not true."),
        ("ends = ['c']", "ends: this must be a list of 2, not of 1."),
        ("ends = 'cd'", "ends: this must be a list in square brackets, not 'cd'."),
        ("keys = ['a', 3]", "keys 2: this must be a list in square brackets, not 3."),
        ("door = 1", "door: this must be a list in square brackets, not 1."),
        ("door = [1]", "door 1: this must be a table, not 1."),
        ("door = [{height = 1.5}]", "door 1, height: this must be a whole number, not 1.5."),
        ("door = [{height = true}]", "door 1, height: this must be a whole number, not true."),
        ("door = [{height = 0}]", "door 1: A door has a height."),
        ("door = [{}]", "door 1: the key 'height' is missing."),
        (
            "door = [{height = 1, open_to = 'in'}]",
            "door 1, open_to: there is no key 'open_to'; did you mean 'open-to'?",
        ),
        ("nmae = 'y'", "nmae: there is no key 'nmae'; did you mean 'name'?"),
    ],
)
def test_one_fault_is_one_line(line: str, message: str) -> None:
    assert faults_of(f"name = 'x'\n# a remark\n{line}") == [f"house.toml, line 3: {message}"]


def test_all_faults_at_once_in_the_order_of_the_file() -> None:
    text = "colour = 'blue'\n[[door]]\nheight = 1\n[[door]]\nhight = 2\n\n[cellar]\n"
    assert (
        "\n".join(faults_of(text))
        == """\
house.toml has 5 faults:
  line 1: the key 'name' is missing.
  line 1: colour: there is no 'blue' here; it can be 'red' or 'green'.
  line 4: door 2: the key 'height' is missing.
  line 5: door 2, hight: there is no key 'hight'; did you mean 'height'?
  line 7: cellar: there is no key 'cellar'; it can be 'name', 'door', 'colour', 'language', 'built', 'warm', \
'width', 'ends' or 'keys'."""
    )


def test_a_key_of_the_wrong_case_or_kind_is_not_guessed() -> None:
    assert faults_of("Name = 'x'\n")[0] == "house.toml has 2 faults:"


def test_what_is_no_toml() -> None:
    with pytest.raises(BadConfiguration) as caught:
        tables_of(b"name = \n", name="house.toml")
    assert str(caught.value) == "house.toml is not TOML: Invalid value (at line 1, column 8)."


def test_what_is_no_utf8() -> None:
    with pytest.raises(WrongEncoding) as caught:
        tables_of("name = '房'".encode("gb18030"), name="house.toml")
    assert str(caught.value) == "house.toml is not UTF-8 at byte 8; save it as UTF-8."


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    _, tables = tables_of("name = 'x'\r\nbuilt = 'y'\r\n".encode("utf-8-sig"), name="house.toml")
    assert tables == {"name": "x", "built": "y"}


def test_lines_of_values_that_run_over_several_lines() -> None:
    text = 'a = """\n[b]\nc = 1\n"""\n\n# remark\nb = [\n  1,\n  2,\n]\n[t.u]\nv = {w = 1}\n[[x]]\n[[x]]\ny = 1\n'
    lines = lines_of(text)
    assert (lines["a",], lines["b",], lines["b", 1]) == (1, 7, 7)
    assert (lines["t", "u"], lines["t", "u", "v", "w"]) == (11, 12)
    assert (lines["x", 0], lines["x", 1], lines["x", 1, "y"]) == (13, 14, 15)


@given(st.lists(st.from_regex("[a-z]{1,8}", fullmatch=True), unique=True), st.data())
def test_every_key_is_found_on_its_line(keys: list[str], data: st.DataObject) -> None:
    blanks = [data.draw(st.integers(0, 2)) for _ in keys]
    text, expected = "", {}
    for key, blank in zip(keys, blanks, strict=True):
        text += "\n" * blank
        expected[key,] = text.count("\n") + 1
        text += f"{key} = 1\n"
    assert lines_of(text) == expected

"""The serializer: what a parser reads is what was built, and white space is the writer's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bitext.errors import BadData
from output.markup import Element, element, html, lines, processing_instruction, xml
from tests.strategies import texts


@given(texts, texts)
def test_a_parser_reads_what_was_built(text: str, value: str) -> None:
    root = etree.fromstring(xml(element("p", {"n": value}, text, element("b", None, text), text)))
    assert (root.get("n"), root.text or "", root[0].text or "", root[0].tail or "") == (value, text, text, text)


def test_only_lines_add_white_space() -> None:
    inner = element("p", None, "a ", element("b"), " c")
    assert xml(lines("div", None, inner, inner)).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<div>\n <p>a <b/> c</p>\n <p>a <b/> c</p>\n</div>\n'
    )


def test_none_is_left_out() -> None:
    assert element("p", {"n": None, "m": ""}, None, "x") == Element("p", {"m": ""}, ("x",))


def test_html_has_void_elements() -> None:
    assert html(element("p", None, element("br"), element("i"), "<")) == b"<!DOCTYPE html>\n<p><br><i></i>&lt;</p>\n"


def test_a_processing_instruction_has_its_values_escaped() -> None:
    assert processing_instruction("xml-model", {"href": 'a"b&c'}) == '<?xml-model href="a&quot;b&amp;c"?>'


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
@pytest.mark.parametrize("where", ["text", "attribute"])
def test_a_forbidden_character_is_told_with_the_nearest_id(character: str, where: str) -> None:
    bad = f"a{character}"
    inner = element("s", {"n": bad}) if where == "attribute" else element("s", None, bad)
    with pytest.raises(BadData) as caught:
        xml(lines("div", {"xml:id": "zh"}, element("p", {"xml:id": "zh.p1"}, inner)))
    code = f"U+{ord(character):04X}"
    assert str(caught.value) == f"The text of 'zh.p1' holds {code} at character 2, which XML cannot hold; remove it."


@given(st.lists(texts, max_size=4))
def test_walk_finds_every_element(words: list[str]) -> None:
    tree = lines("a", None, *(element("b", None, word, element("c")) for word in words))
    assert [node.name for node in tree.walk()] == ["a", *["b", "c"] * len(words)]

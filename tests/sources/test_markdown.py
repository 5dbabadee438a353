"""Markdown: blocks, inline markup, notes, and the place of every character."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.drafts import Drafted
from sources.inline import Syntax, parse
from sources.markdown import read_markdown
from tests.sources.making import ZH, aside, declined, drafted, marks, placed, shown


def markdown(content: str) -> Drafted:
    return drafted(read_markdown, content, "story.md")


@pytest.mark.parametrize(
    ("source", "text", "said"),
    [
        ("a *b* c", "a b c", [("emphasis", "b")]),
        ("**b**", "b", [("strong", "b")]),
        ("***b***", "b", [("emphasis", "b"), ("strong", "b")]),
        ("*a **b** c*", "a b c", [("emphasis", "a b c"), ("strong", "b")]),
        ("snake_case_word and _word_", "snake_case_word and word", [("emphasis", "word")]),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("**《烟囱》**是小说", "《烟囱》是小说", [("strong", "《烟囱》")]),
        ("他说**“走吧。”**她笑", "他说“走吧。”她笑", [("strong", "“走吧。”")]),
        (r"\*not\* *yes*", "*not* yes", [("emphasis", "yes")]),
        ("`*code*` *x*", "*code* x", [("emphasis", "x")]),
        ("*open **both", "*open **both", []),
        ("*foo**bar**baz*", "foobarbaz", [("emphasis", "foobarbaz"), ("strong", "bar")]),
        ("AT&amp;T &lt;b&gt; &nope;", "AT&T <b> &nope;", []),
        ("x<sup>2</sup> <b>y</b><br>z", "x2 y\nz", [("superscript", "2"), ("strong", "y"), ("line", "")]),
        ("one  \ntwo\\\nthree\nfour", "one\ntwo\nthree four", [("line", ""), ("line", "")]),
        ("烟\n囱", "烟囱", []),
        ("*烟*\n**囱**", "烟囱", [("emphasis", "烟"), ("strong", "囱")]),
        ("see <https://example.org/a_b_c>", "see https://example.org/a_b_c", [("link", "https://example.org/a_b_c")]),
        ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</rt></ruby>。", "漢字。", [("ruby", "漢"), ("ruby", "字")]),
    ],
)
def test_inline_markup(source: str, text: str, said: list[tuple[str, str]]) -> None:
    inline = parse(source, Syntax())
    assert inline.text == text
    assert [(mark.kind.value, mark.span.of(text)) for mark in inline.marks] == said


@given(st.lists(st.sampled_from([*"ab*_`[]()!<>&;\\ \n^", "烟", "**", "<br>", "&amp;", "](", "<rt>"])).map("".join))
def test_inline_markup_adds_nothing(source: str) -> None:
    """What is kept stands in the source in that order, but for entities and line ends."""
    inline = parse(source, Syntax())
    ends = [0, *(part.end for part in inline.parts)]
    assert all(part.start >= end for part, end in zip(inline.parts, ends, strict=False))
    for part in inline.parts:
        told = source[part.start : part.end]
        assert part.text in {told, " ", "\n", "&"}
    assert all(mark.span.end <= len(inline.text) for mark in inline.marks)


def test_blocks() -> None:
    found = markdown(
        "# Title *one* #\n\nText **bold**\nruns on.\n\n> quote\n> goes on\n\n- item\n  - sub\n- two\n\n"
        "Setext\n------\n\n***\n\n```\ncode *x*\n  y\n```\n\n| a | b\\|c |\n|---|---|\n| 1 | *2* |\n\n"
        "| verse one\n| verse two\n"
    )
    assert [(block.kind.value, block.level, block.text, block.origin.line) for block in found.blocks] == [
        ("heading", 1, "Title one", 1),
        ("paragraph", 0, "Text bold runs on.", 3),
        ("quote", 0, "quote goes on", 6),
        ("list-item", 1, "item", 9),
        ("list-item", 2, "sub", 10),
        ("list-item", 1, "two", 11),
        ("heading", 2, "Setext", 13),
        ("separator", 0, "***", 16),
        ("paragraph", 0, "code *x*\n  y", 19),
        ("table-cell", 0, "a", 23),
        ("table-cell", 0, "b|c", 23),
        ("table-cell", 0, "1", 25),
        ("table-cell", 0, "2", 25),
        ("verse", 0, "verse one", 27),
        ("verse", 0, "verse two", 28),
    ]


def test_links_images_and_definitions() -> None:
    found = markdown('A [link](http://x.y "t"), a [ref][r], [r], ![alt *x*](i.png) and [no].\n\n[r]: http://z\n')
    assert found.blocks[0].text == "A link, a ref, r,  and [no]."
    assert marks(found.blocks[0]) == [
        ("link", "link", "http://x.y"),
        ("link", "ref", "http://z"),
        ("link", "r", "http://z"),
        ("image", "", "alt *x*"),
    ]
    assert len(found.blocks) == 1


def test_cells_that_say_the_same() -> None:
    content = "It was so.\n\n| a | b | a |\n|---|---|---|\n|---|---|---|\n"
    found = markdown(content)
    assert [text for kind, text in shown(found.blocks) if kind == "table-cell"] == ["a", "b", "a", "---", "---", "---"]
    assert not "".join(placed(found, content)).strip()


def test_footnotes() -> None:
    found = markdown(
        "One[^1] two[^note] three[^3].\n\n[^1]: Ibid.\n[^note]: A *long*\n  note.\n\n    Its second part.\n"
    )
    [block] = found.blocks
    assert block.text == "One two three[^3]."
    assert [(mark.span.start, mark.value) for mark in block.marks] == [(3, "1"), (7, "note")]
    assert [(note.key, note.text) for note in found.notes] == [
        ("1", "Ibid."),
        ("note", "A long note. Its second part."),
    ]


def test_a_footnote_that_is_defined_twice() -> None:
    found = markdown("One[^1].\n\n[^1]: First.\n\n[^1]: Second.\n")
    assert [(note.key, note.text) for note in found.notes] == [("1", "First."), ("1 2", "Second.")]


def test_front_matter() -> None:
    found = markdown('---\ntitle: "Chimneys"\nlang: en-GB\n---\n# One\n\nText is here.\n')
    assert (found.title, found.language) == ("Chimneys", "en-GB")
    assert shown(found.blocks) == [("heading", "One"), ("paragraph", "Text is here.")]
    assert found.blocks[0].origin.line == 5
    assert {reason for _, reason in aside(found)} == {"front matter", "markup"}


def test_headings_where_none_are_marked_up() -> None:
    assert shown(markdown("第一章 烟囱\n\n他走了。\n").blocks)[0] == ("heading", "第一章 烟囱")
    assert shown(markdown("# 书\n\n第一章 烟囱\n\n他走了。\n").blocks)[1] == ("paragraph", "第一章 烟囱")


def test_html_in_markdown() -> None:
    found = markdown("Before.\n\n<div><p>In <b>bold</b></p></div>\n\n<!-- not seen -->\n\nAfter.\n")
    assert [(block.text, block.origin.line) for block in found.blocks] == [
        ("Before.", 1),
        ("In bold", 3),
        ("After.", 7),
    ]
    assert aside(found) == [("<!-- not seen -->", "markup")]


def test_only_files_that_say_so() -> None:
    assert declined(read_markdown, "# One", "a.txt").startswith("its name does not say so (.md)")
    assert declined(read_markdown, b"PK\x03\x04", "a.md") == "it is a zip file"


def test_deep_nesting_loses_nothing() -> None:
    content = "> " * 200 + "deep\n"
    found = drafted(read_markdown, content, "a.md")
    assert not "".join(placed(found, content)).strip()
    assert all(block.text.strip() for block in (*found.blocks, *found.notes))


PIECES = [
    *"a.*_`[]()>-#|:!\\ \n\n",
    "烟囱",
    "\n\n",
    "\r\n",
    "- ",
    "> ",
    "1. ",
    "    ",
    "[^1]",
    "[^1]: ",
    "[r]: x",
    "---\n",
    "```",
]


def joined(pieces: Sequence[str]) -> str:
    return "".join(pieces)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map(joined))
def test_every_character_is_somewhere_in_order(content: str) -> None:
    found = drafted(read_markdown, content, "a.md", language=ZH)
    assert not "".join(placed(found, content)).strip()
    assert all(block.text.strip() for block in (*found.blocks, *found.notes))

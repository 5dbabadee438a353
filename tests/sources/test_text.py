"""Plain text: paragraphs in every layout, joins, headings, emphasis, and nothing lost."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.drafts import Drafted
from bitext.errors import LimitExceeded
from sources.contract import Request
from sources.text import read_text
from tests.sources.making import EN, ZH, aside, declined, drafted, marks, placed, shown

WRAPPED = """\
It was a dark and stormy night in November, and the rain fell upon the
chimneys of the town without a pause until nobody could remember when it
had begun.

"Who is there?" asked the old man, and he lifted the lamp above his head
to see better.

"Nobody."
"""

WRAPPED_HAN = """\
那天晚上我没有走，她把我拽住，说烟囱就要拆了，我们应该再去看一看，因
为明天早上工人就来了，到那时候什么也看不见，只剩下一块空地。

后来她笑了一阵，说她小的时候住在烟囱底下，冬天的雪总是黑的，没有人觉
得奇怪。
"""


def text(content: str, *, markup: bool = False, segmented: bool = False) -> Drafted:
    return drafted(read_text, content, "story.txt", markup=markup, segmented=segmented)


def sentences(found: Drafted) -> list[str]:
    return [span.of(block.text) for block in found.blocks for span in block.segments]


def texts(content: str) -> list[str]:
    return [block.text for block in text(content).blocks]


def test_a_line_is_a_paragraph() -> None:
    assert texts("第一段。\n第二段！\n") == ["第一段。", "第二段！"]


def test_lines_that_are_indented_one_by_one() -> None:
    found = text("第一章　烟囱\n\n　　那天晚上我没走。\n　　“走吧。”她说。\n\n　　我们走了。\n")
    assert shown(found.blocks) == [
        ("heading", "第一章　烟囱"),
        ("paragraph", "那天晚上我没走。"),
        ("paragraph", "“走吧。”她说。"),
        ("paragraph", "我们走了。"),
    ]


def test_paragraphs_between_blank_lines_are_joined() -> None:
    assert texts(WRAPPED) == [
        WRAPPED.split("\n\n", maxsplit=1)[0].replace("\n", " "),
        '"Who is there?" asked the old man, and he lifted the lamp above his head to see better.',
        '"Nobody."',
    ]


def test_no_space_between_han() -> None:
    assert texts(WRAPPED_HAN) == [
        WRAPPED_HAN.split("\n\n", maxsplit=1)[0].replace("\n", ""),
        "后来她笑了一阵，说她小的时候住在烟囱底下，冬天的雪总是黑的，没有人觉得奇怪。",
    ]


def test_short_lines_that_run_on() -> None:
    assert texts("It was a dark and\nstormy night.\n\nNobody was\nthere.") == [
        "It was a dark and stormy night.",
        "Nobody was there.",
    ]


def test_paragraphs_by_indent() -> None:
    found = texts(
        "    The first paragraph begins here and goes on for longer than a line of\n"
        "this width can hold, and so it was broken by a machine.\n"
        "    The second paragraph does the same, and it has a last line that is not\n"
        "full.\n"
        '    "Go," he said.\n'
        '    "No," she said.\n'
    )
    assert [paragraph[:20] for paragraph in found] == [
        "The first paragraph ",
        "The second paragraph",
        '"Go," he said.',
        '"No," she said.',
    ]


def test_entries_whose_first_line_hangs_out() -> None:
    found = texts(
        "Alder, Mary. The Chimney and the Sky: Notes on the Industrial Landscape of\n"
        "    the North. Harbour Press, 2010.\n"
        "Birch, John. A Second Book With a Title That Is Much Too Long for One Line\n"
        "    of a Page. Harbour Press, 2012.\n"
    )
    assert [entry.split(".")[0] for entry in found] == ["Alder, Mary", "Birch, John"]


def test_verse_is_not_joined() -> None:
    poem = "The chimney stands alone\nAgainst a sky of lead,\nAnd nobody is home\nBut soot upon the bed\n"
    assert texts(poem) == poem.splitlines()


def test_verse_within_a_broken_text() -> None:
    assert texts(WRAPPED + "\n    O chimney, chimney tall,\n    Thy smoke is over all\n    And on the wall.\n")[3:] == [
        "O chimney, chimney tall,",
        "Thy smoke is over all",
        "And on the wall.",
    ]


def test_a_list_after_long_paragraphs_is_a_list() -> None:
    long = "This paragraph is one line, however long it may be, and that is how the whole file is. " * 4
    assert texts(f"{long}\n\nMary Alder\nHarbour University\nmary@example.org\n\n{long}") == [
        long.strip(),
        "Mary Alder",
        "Harbour University",
        "mary@example.org",
        long.strip(),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind(end: str) -> None:
    found = text(WRAPPED.replace("\n", end))
    assert [block.text for block in found.blocks] == texts(WRAPPED)
    assert not "".join(placed(found, WRAPPED.replace("\n", end))).strip()


def test_hyphens_at_line_ends() -> None:
    found = text(
        "The smelter gave the town its information and its work, and the trans-\n"
        "corporeal smoke went through the lungs of everybody, as the infor-\n"
        "mation board of the factory had to admit in the end after an argu-\n"
        "ment about the well-\n"
        "being of those who lived there.\n"
    )
    [block] = found.blocks
    assert "trans-corporeal smoke" in block.text
    assert "the information board" in block.text
    assert "an argument about the well-being" in block.text
    assert aside(found) == [("-", "a hyphen at the end of a line")] * 2


def test_a_dash_at_a_line_end_takes_no_space() -> None:
    found = texts(
        "He stood there for a very long time and looked at the smoke of the town--\n"
        "nobody knew why--and then he went away without having said a single word\n"
        "to anybody.\n"
    )
    assert found[0].startswith("He stood there for a very long time and looked at the smoke of the town--nobody")


@pytest.mark.parametrize("line", ["* * *", "***", "---", "＊＊＊", "※", "* * * * *", "———", "~~~"])
def test_lines_between_scenes(line: str) -> None:
    for markup in (False, True):
        assert shown(text(f"他走了。\n\n{line}\n\n她来了。", markup=markup).blocks) == [
            ("paragraph", "他走了。"),
            ("separator", line),
            ("paragraph", "她来了。"),
        ]


def test_an_ellipsis_is_no_separator() -> None:
    assert shown(text("他走了。\n……\n她来了。").blocks)[1] == ("paragraph", "……")


def test_headings_in_a_broken_text() -> None:
    found = text(f"CHAPTER I\nThe Lamp\n\n{WRAPPED}\nCHAPTER II\n\n{WRAPPED}")
    assert [(b.kind.value, b.text) for b in found.blocks if len(b.text) < 12][:2] == [
        ("heading", "CHAPTER I"),
        ("paragraph", "The Lamp"),
    ]
    assert sum(1 for block in found.blocks if block.kind.value == "heading") == 2


def test_a_heading_between_broken_lines_without_blank_ones() -> None:
    found = text(WRAPPED_HAN.replace("\n\n", "\n") + "第二章　雪\n" + WRAPPED_HAN.replace("\n\n", "\n"))
    assert [kind for kind, _ in shown(found.blocks)] == ["paragraph", "paragraph", "heading", "paragraph", "paragraph"]


def test_quotations_that_are_indented() -> None:
    body = "The author speaks of the chimney at some length, and then she goes on to quote from the story itself."
    quoted = "Nobody looked at the chimney in those days, since everybody lived beneath it and breathed."
    found = text(f"{body}\n\n        {quoted}\n\n{body}\n\n{body}\n\n{body}\n")
    assert [kind for kind, _ in shown(found.blocks)] == ["paragraph", "quote", "paragraph", "paragraph", "paragraph"]


def test_emphasis_only_where_it_is_asked_for() -> None:
    line = "In *Moses on the Plain* (平原上的摩西) the **smoke** is 2 * 3 * 4."
    plain, marked = text(line), text(line, markup=True)
    assert plain.blocks[0].text == line
    assert marked.blocks[0].text == "In Moses on the Plain (平原上的摩西) the smoke is 2 * 3 * 4."
    assert marks(marked.blocks[0]) == [("emphasis", "Moses on the Plain", ""), ("strong", "smoke", "")]
    offsets = marked.blocks[0].origin.offsets
    assert offsets is not None
    assert offsets.span_to_input(marked.blocks[0].marks[0].span).of(line) == "Moses on the Plain"


def test_emphasis_over_a_line_end() -> None:
    found = text(
        WRAPPED.replace("dark and stormy", "*dark and stormy").replace("upon the\nchimneys", "upon the\nchimneys*"),
        markup=True,
    )
    [(kind, words, _)] = marks(found.blocks[0])
    assert kind == "emphasis"
    assert words.startswith("dark and stormy")
    assert words.endswith("upon the chimneys")


def test_what_stands_before_lines_with_markup() -> None:
    found = text("# Works Cited\n- Alder, *Chimneys*.\n- . *Smoke*.\n> Quoted *here*.\n1. One", markup=True)
    assert shown(found.blocks) == [
        ("heading", "Works Cited"),
        ("list-item", "Alder, Chimneys."),
        ("list-item", ". Smoke."),
        ("quote", "Quoted here."),
        ("paragraph", "1. One"),
    ]
    assert [block.origin.line for block in found.blocks] == [1, 2, 3, 4, 5]
    assert [item for item, _ in aside(found)] == ["#", "-", "*", "*", "-", "*", "*", ">", "*", "*"]


def test_one_sentence_a_line() -> None:
    found = text(" 他走了。\n她来了。 \n\n  \n完。\n", segmented=True)
    assert shown(found.blocks) == [("paragraph", "他走了。她来了。"), ("paragraph", "完。")]
    assert [span.of(block.text) for block in found.blocks for span in block.segments] == [
        "他走了。",
        "她来了。",
        "完。",
    ]
    english = drafted(read_text, "He went. She came?\nYes", "a.txt", segmented=True, language=EN)
    assert sentences(english) == ["He went. She came?", "Yes"]
    assert english.blocks[0].text == "He went. She came? Yes"


def test_control_characters_are_set_aside() -> None:
    found = text("He\x08 went\x1f.\n")
    assert texts("He\x08 went\x1f.\n") == ["He went."]
    assert aside(found) == [("\x08", "a control character, which XML cannot hold")] * 1 + [
        ("\x1f", "a control character, which XML cannot hold")
    ] * (not "\x1f".isspace())


def test_bad_bytes_are_told() -> None:
    good = "烟囱还在那里。\n".encode() * 50
    found = drafted(read_text, good + b"\xff" + good, "story.txt")
    assert aside(found) == [("\\xff", f"the byte at offset {len(good)} is not utf-8; U+FFFD stands in its place")]
    assert found.set_aside[0].origin.line == 51


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "it is a PDF, not plain text"),
        (b"{\\rtf1 text}", "it is in Rich Text Format; save it as .docx or .txt"),
        (b"PK\x03\x04", "it is a zip file"),
        (b"<?xml version='1.0'?><a/>", "it is XML, not plain text"),
        (b"\n<!doctype HTML><p>x", "it is HTML, not plain text"),
        (b"GIF89a\0\0\0\0\0\0\0", "there are NUL bytes in it, so it is no text"),
    ],
)
def test_what_is_not_plain_text(data: bytes, reason: str) -> None:
    assert declined(read_text, data, "file") == reason


def test_a_line_of_fifty_million_characters() -> None:
    started = time.perf_counter()
    with pytest.raises(LimitExceeded) as caught:
        read_text(b"x" * 50_000_000, Request(name="one.txt"))
    assert time.perf_counter() - started < 10
    assert str(caught.value) == (
        "The paragraph on line 1 of one.txt has 50,000,000 characters, and 10,000,000 are the most that is read; "
        "put blank lines between the paragraphs."
    )


PIECES = [*"ab.! -*#>_\\\n\n\t\u3000", "烟囱", "。", "\r\n", "word ", "第一章", "* * *", "- ", "**", "\x0c", "\xad"]


def joined(pieces: Sequence[str]) -> str:
    return "".join(pieces)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=80).map(joined), st.booleans(), st.booleans())
def test_every_character_is_somewhere_in_order(content: str, markup: bool, segmented: bool) -> None:
    found = drafted(read_text, content, "a.txt", language=ZH, markup=markup, segmented=segmented)
    assert not "".join(placed(found, content)).strip()
    assert all(block.text.strip() for block in found.blocks)
    starts = [block.origin.offsets.to_input(0) for block in found.blocks if block.origin.offsets]
    assert starts == sorted(starts)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "P"]), min_size=1), min_size=1, max_size=20))
def test_segmented_lines_stay_as_they_are(lines: list[str]) -> None:
    found = drafted(read_text, "\n".join(lines), "a.txt", language=ZH, segmented=True)
    assert sentences(found) == lines

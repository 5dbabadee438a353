"""Pages of plain texts: running heads and numbers set aside, sentences joined over the break, and the switches."""

import re
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.drafts import Drafted
from bitext.errors import BadData
from sources.outline import heading_patterns
from sources.running import HEAD, NUMBER
from sources.text import read_text
from tests.sources.making import EN, ZH, aside, document, drafted, placed, shown

STORY = (
    "the chimney stood over the town and nobody who lived beneath it could remember a morning when the smoke had not"
)
MORE = "been there before the light and before the bell that called the men to the furnace"
WORDS = f"{STORY} {MORE}".split()
HAN = "烟囱在小镇上空立了很多年没有人记得哪一天早晨烟不是比天亮得更早也比厂里的钟声更早"


def words(count: int, seed: str) -> str:
    """As many words, the same for the same seed."""
    return " ".join(Random(seed).choices(WORDS, k=count))


def sentences(count: int, seed: object = "") -> list[str]:
    """English sentences of different lengths."""
    return [words(17 + number % 7, f"{seed}.{number}").capitalize() + "." for number in range(count)]


def wrapped(text: str, width: int = 66) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def body(paragraphs: int = 30) -> list[str]:
    """Lines of a broken text, with blank ones between the paragraphs."""
    lines: list[str] = []
    for number in range(paragraphs):
        lines += [*wrapped(" ".join(sentences(5 + number % 3, number))), ""]
    return lines[:-1]


def pages(lines: Sequence[str], length: int = 31) -> list[list[str]]:
    found = [list(lines[at : at + length]) for at in range(0, len(lines), length)]
    return [page if any(page) else [*page, "Nobody."] for page in found]


def read(content: str, *, verbatim: bool = False, headings: Sequence[str] = ()) -> Drafted:
    found = drafted(read_text, content, "book.txt", verbatim=verbatim, headings=headings)
    assert not "".join(placed(found, content)).strip()
    return found


def plain(lines: Sequence[str]) -> list[str]:
    return [block.text for block in read("\n".join(lines)).blocks]


def with_foot(number: int) -> str:
    return f"{number}".center(66)


def test_numbers_and_heads_between_form_feeds() -> None:
    lines = body()
    made = [
        "\n".join([f"{number} The Chimney" if number % 2 else f"Mary Alder {number}", "", *page])
        for number, page in enumerate(pages(lines), 11)
    ]
    found = read("\f".join(made))
    assert [block.text for block in found.blocks] == plain(lines)
    assert [reason for _, reason in aside(found)] == [HEAD] * len(made)
    assert aside(found)[0] == ("11 The Chimney", HEAD)


def test_numbers_alone_without_form_feeds() -> None:
    lines = body()
    made = ["\n".join([*page, "", with_foot(number), ""]) for number, page in enumerate(pages(lines), 1)]
    found = read("\n".join(made))
    assert [block.text for block in found.blocks] == plain(lines)
    assert aside(found) == [(str(number), NUMBER) for number in range(1, len(made) + 1)]


@pytest.mark.parametrize("shape", ["— {} —", "- {} -", "[{}]", "Page {}", "第{}页", "{} / 300", "· {} ·"])
def test_numbers_in_every_dress(shape: str) -> None:
    lines = body()
    made = ["\n".join([*page, shape.format(number)]) for number, page in enumerate(pages(lines), 1)]
    found = read("\n".join(made))
    assert [block.text for block in found.blocks] == plain(lines)
    assert {reason for _, reason in aside(found)} == {NUMBER}


def test_a_head_without_a_number_that_recurs() -> None:
    lines = body(40)
    made = ["\n".join(["THE CHIMNEY" if at else "It was so.", "", *page]) for at, page in enumerate(pages(lines))]
    found = read("\n".join(made))
    assert not any("THE CHIMNEY" in block.text for block in found.blocks)
    assert " ".join(block.text for block in found.blocks) == " ".join(["It was so.", *plain(lines)])


def test_a_number_and_a_head_on_lines_of_their_own() -> None:
    lines = body()
    made = ["\n".join(["The Chimney", str(number), "", *page, ""]) for number, page in enumerate(pages(lines), 1)]
    found = read("\n".join(made))
    assert [block.text for block in found.blocks] in ([*plain(lines)], ["The Chimney", *plain(lines)])
    assert [text for text, reason in aside(found) if reason == NUMBER] == [str(n) for n in range(1, len(made) + 1)]


def test_a_chapter_that_gives_pages_their_heads_keeps_its_heading() -> None:
    lines = body(12)
    parts = pages(lines)
    made = ["\n".join(["CHAPTER IV", "", *page]) for page in parts]
    found = read("\f".join(made))
    assert shown(found.blocks)[0] == ("heading", "CHAPTER IV")
    assert [block.text for block in found.blocks][1:] == plain(lines)
    assert aside(found) == [("CHAPTER IV", HEAD)] * (len(parts) - 1)


def test_a_word_divided_over_a_page() -> None:
    lines = [*wrapped("The information of the town was that " + " ".join(sentences(4)))]
    cut = [*lines, "and so they had an argu-\f12", "ment about the information of the smelter and the infor-\f13"]
    found = read("\n".join([*cut, "mation of the town, which was as good as none, if it was in-\f14", "deed any."]))
    [joined] = [block.text for block in found.blocks if block.text.startswith("and so they had an argument about")]
    assert joined.endswith("and the information of the town, which was as good as none, if it was in-deed any.")
    assert ("-", "a hyphen at the end of a line") in aside(found)


def han_lines(count: int) -> list[str]:
    return [HAN[at % 9 : at % 9 + 20 + at % 5] + "，" + HAN[: 12 + at % 11] + "。" for at in range(count)]


def test_chinese_paragraphs_of_one_line_broken_by_pages() -> None:
    lines = [f"　　{line}" for line in han_lines(60)]
    made: list[str] = []
    for at, line in enumerate(lines):
        if at and at % 10 == 0:
            made += [line[:12], "", f"- {at // 10} -", "", line[12:]]
        else:
            made.append(line)
    found = read("\n".join(made))
    assert [block.text for block in found.blocks] == [line.strip() for line in lines]
    assert aside(found) == [(f"- {number} -", NUMBER) for number in range(1, 6)]


def test_numbers_of_chapters_are_headings_and_no_pages() -> None:
    content = "\n\n".join(f"{number}\n\n" + "\n\n".join(sentences(9)) for number in range(1, 9))
    found = read(content)
    assert not found.set_aside
    assert [text for kind, text in shown(found.blocks) if kind == "heading"] == [str(n) for n in range(1, 9)]


def test_roman_numbers_of_chapters_that_begin_anew() -> None:
    parts = ["I", "II", "III", "I", "II"]
    found = read("\n\n".join(f"{part}\n\n" + "\n\n".join(sentences(3)) for part in parts))
    assert [text for kind, text in shown(found.blocks) if kind == "heading"] == parts


def test_numbers_that_do_not_count_are_no_headings() -> None:
    for parts in (["3", "9"], ["1"], ["1", "7", "2"]):
        found = read("\n\n".join(f"{part}\n\n" + "\n\n".join(sentences(3)) for part in parts))
        assert "heading" not in [kind for kind, _ in shown(found.blocks)]


def test_numbered_sonnets_lose_nothing() -> None:
    sonnets = [[f"{words(8, f'{number}.{at}')}," for at in range(13)] for number in range(1, 30)]
    found = read("\n".join("\n".join([str(n), *lines, "And so it ended.", ""]) for n, lines in enumerate(sonnets, 1)))
    assert not found.set_aside


def test_a_refrain_is_no_running_head() -> None:
    stanzas = [[words(7, f"{number}.{at}") for at in range(7)] for number in range(12)]
    found = read("\n".join("\n".join([*stanza, "And all the smoke went over.", ""]) for stanza in stanzas))
    assert not found.set_aside


def test_years_in_a_list_are_no_pages() -> None:
    found = read("\n".join(f"{year}\n{words(9, str(year))}" for year in range(1950, 1999)))
    assert not found.set_aside


def test_all_can_be_left_as_it_is() -> None:
    lines = body()
    made = "\f".join("\n".join([f"{n} The Chimney", *page]) for n, page in enumerate(pages(lines), 1))
    found = read(made.replace("furnace.", "fur-\nnace."), verbatim=True)
    assert not found.set_aside
    assert any("1 The Chimney" in block.text for block in found.blocks)
    assert any("fur-nace." in block.text for block in found.blocks)


def test_headings_of_ones_own() -> None:
    lines = ["BUCH 1", "§ 3 Rauch", "Chapter 5", "Er ging, und niemand sah ihn an diesem Abend noch einmal."]
    found = read("\n\n".join(lines), headings=[r"BUCH \d+", r"§ \d+ .+"])
    assert [(block.kind.value, block.level) for block in found.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_headings_of_ones_own_in_a_page_of_the_web() -> None:
    from bitext.documents import DocumentId  # noqa: PLC0415
    from sources import read as read_any  # noqa: PLC0415

    page = "<html><body><p>Akt 1</p><p>Er ging, und niemand sah ihn an diesem Abend.</p></body></html>"
    found = read_any(page.encode(), name="a.html", id=DocumentId("x"), headings=[r"Akt \d+"])
    assert [block.kind.value for block in found.blocks] == ["heading", "paragraph"]


def test_an_expression_that_is_wrong() -> None:
    with pytest.raises(BadData) as caught:
        heading_patterns(["ok", "a)"])
    assert str(caught.value) == "'a)' is no regular expression: unbalanced parenthesis at position 1"


def test_the_reading_tells_what_was_set_aside() -> None:
    lines = body()
    made = "\f".join("\n".join([*page, str(n)]) for n, page in enumerate(pages(lines), 1))
    found = document(made, "book.txt", language=EN)
    first = found.set_aside[0]
    assert first.origin.offsets is not None
    at = first.origin.offsets.to_input(0)
    assert (first.text, first.origin.line, made[at]) == ("1", 32, "1")


PIECES = [
    *"ab.!1\n\n\n\f",
    "烟囱",
    "。",
    "12",
    "13\n",
    "\n14\n",
    "word ",
    "第一章\n",
    "\n- 15 -\n",
    "in-\n",
    "\nHEAD\n",
    "\fHEAD\n",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=80), st.integers(1, 40), st.booleans())
def test_every_character_of_a_paged_text_is_somewhere(pieces: list[str], times: int, verbatim: bool) -> None:
    content = "".join(pieces) * times
    found = drafted(read_text, content, "a.txt", language=ZH, verbatim=verbatim)
    assert not "".join(placed(found, content)).strip()
    if verbatim:
        assert not [text for text, _ in aside(found) if not re.fullmatch(r"[\x00-\x1f]+", text)]

"""The text layer of PDF files."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cli
from bitext.documents import DocumentId, Mark, MarkKind
from bitext.errors import LimitExceeded, UnreadableInput
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.contract import Declined, Request
from sources.pdf import glyphs, read_pdf
from sources.pdf.footnotes import MARK
from sources.registry import read
from sources.running import NUMBER
from tests.sources.making import characters
from tests.sources.pdfs import BOLD, HAN, ITALIC, ROMAN, Run, locked, page, pdf

LINES = (
    "The river had been frozen since the middle of the month, and nobody",
    "crossed it any more. In the evening they came back to the old house",
    "beside the mill.",
    "",
    "She did not come. It was a long time before anybody in the town had",
    "understood why.",
)
PARAGRAPHS = [" ".join(LINES[:3]), " ".join(LINES[4:])]


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data, name="a.pdf", id=DocumentId("en")).blocks]


def test_lines_are_joined_and_space_divides_paragraphs() -> None:
    assert texts(pdf([page(LINES)])) == PARAGRAPHS


def test_an_indent_begins_a_paragraph() -> None:
    lines = [*LINES[:3], "    " + LINES[4], LINES[5]]
    assert texts(pdf([page(lines)])) == PARAGRAPHS


def test_two_columns_are_read_one_after_the_other() -> None:
    left = page([f"left {n} of the words in it" for n in "abcdefgh"])
    right = page([f"right {n} of the words in it" for n in "abcdefgh"], x=320)
    both = [run for pair in zip(left, right, strict=True) for run in pair]
    text = " ".join(texts(pdf([both])))
    assert text.rindex("left h") < text.index("right a")


def test_the_place_is_the_page_and_chinese_is_kept() -> None:
    runs = [Run("他们沿着河走了很久，谁也没有说话。", 72, 760, font=HAN)]
    [block] = read(pdf([runs]), name="a.pdf", id=DocumentId("zh")).blocks
    assert (block.text, block.origin.part) == ("他们沿着河走了很久，谁也没有说话。", "page 1")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            pdf([[]]),
            (
                "a.pdf has no text layer: its pages are pictures (1); recognise the text with a program such as "
                "OCRmyPDF, and read the file that it writes."
            ),
        ),
        (locked([page(LINES)]), "a.pdf is locked with a password; save a copy without one and read that."),
        (b"%PDF-1.7 ...", "a.pdf is no PDF: it is damaged or was cut off; get or save the file again."),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(data, name="a.pdf", id=DocumentId("en"))
    assert str(caught.value) == message


def test_two_pdfs_are_aligned(tmp_path: Path) -> None:
    han = ["他们沿着河走了很久，谁也没有说话。后来天黑了。", "他们回家了。"]
    runs = [Run(line, 72, 760 - 14 * n, font=HAN) for n, line in enumerate(han)]
    (tmp_path / "zh.pdf").write_bytes(pdf([runs]))
    lines = [
        "They walked along the river for a long time, and nobody said",
        "a word. Then it got dark. They went home.",
    ]
    (tmp_path / "en.pdf").write_bytes(pdf([page(lines)]))
    assert cli.main(["align", str(tmp_path / "zh.pdf"), str(tmp_path / "en.pdf"), "-o", str(tmp_path / "a.tsv")]) == 0
    assert "他们回家了。\tThey went home." in (tmp_path / "a.tsv").read_text(encoding="utf-8")


def test_pages_are_counted_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MAX_PAGES", 2)
    with pytest.raises(LimitExceeded) as caught:
        read(pdf([page(LINES)] * 3), name="a.pdf", id=DocumentId("en"))
    assert str(caught.value) == "a.pdf has 3 pages, and 2 are the most that is read; divide it."


def test_characters_are_counted_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MAX_CHARACTERS", 20)
    with pytest.raises(LimitExceeded) as caught:
        read(pdf([page(LINES)]), name="a.pdf", id=DocumentId("en"))
    assert str(caught.value) == "a.pdf has more than 20 characters, which are the most that is read; divide it."


def test_a_note_a_number_and_a_heading_on_one_page() -> None:
    runs = [
        Run("The Mill", 72, 800, 16, BOLD),
        *page(LINES[:2]),
        Run("beside the mill.", 72, 732),
        Run("1", 145, 736, 7),
        Run("1", 72, 120, 6),
        Run("See the other mill.", 78, 117, 9),
        Run("12", 290, 40),
    ]
    document = read(pdf([runs]), name="a.pdf", id=DocumentId("en"))
    heading, block = document.blocks
    assert (heading.text, heading.level, block.text) == ("The Mill", 1, PARAGRAPHS[0])
    [note] = document.notes
    assert (note.text, note.origin.part) == ("See the other mill.", "page 1")
    assert block.marks == (Mark(Span(len(block.text), len(block.text)), MarkKind.NOTE, note.id),)
    assert [(left.text, left.reason) for left in document.set_aside] == [
        ("12", NUMBER),
        ("1", MARK),
        ("1", MARK),
    ]


runs = st.builds(
    Run,
    st.text(st.sampled_from([*"abc1.-*,", "é"]), min_size=1, max_size=8),
    st.integers(0, 500),
    st.integers(20, 800),
    st.sampled_from([6.0, 9.0, 11.0, 18.0]),
    st.sampled_from([ROMAN, ITALIC, BOLD]),
)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(runs, min_size=1, max_size=12), min_size=1, max_size=3))
def test_every_character_is_somewhere(pages: list[list[Run]]) -> None:
    data = pdf(pages)
    layout = glyphs.pages_of(data, "a.pdf")
    assert not isinstance(layout, Declined)
    _, found = layout
    layer = "".join(glyph.char for one in found for glyph in one.glyphs) + "".join(one.slanted for one in found)
    document = read_pdf(data, Request(name="a.pdf", format="pdf", language=LanguageTag("en")))
    assert not isinstance(document, Declined)
    inside = "".join(block.text for block in (*document.blocks, *document.notes))
    aside = "".join(left.text for left in document.set_aside)
    assert characters(inside + aside) == characters(layer)

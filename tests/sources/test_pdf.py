"""The text layer of PDF files."""

import pytest

from bitext.documents import DocumentId
from bitext.errors import UnreadableInput
from sources.registry import read
from tests.sources.pdfs import HAN, Run, locked, page, pdf

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

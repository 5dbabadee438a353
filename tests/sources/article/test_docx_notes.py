"""Notes of a Word document: within a block quotation, behind it, in its lead-in, before and behind quoted words."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pytest

from bitext.documents import Document
from sources.article import read_article
from tests.sources.making import zipped

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES: Final = {
    2: "Mary Cole, *Peat* (Leeds: Anvil Press, 2012), 4.",
    3: "Ibid., 12.",
    4: "Quoted in Ada Moss, *The Long Kiln* (Leeds: Anvil, 2010), p. 9.",
}
NIGHT: Final = "The men stood in the yard with their hats in their hands."
BLOCK: Final = [(NIGHT, "cole2012", "4")]
CASES: Final = [
    (["Cole describes the night:", f"> {NIGHT}[2]", "The scene is famous."], BLOCK),
    (["Cole describes the night:", f"> {NIGHT}", "[2]The scene is famous."], BLOCK),
    (["Cole describes the night:", f"> {NIGHT}", "[2]", "The scene is famous."], BLOCK),
    (["Cole describes the night:[2]", f"> {NIGHT}", "The scene is famous."], BLOCK),
    ([f"> {NIGHT}", "> — Mary Cole, *Peat*[2]", "The scene is famous, and nobody has forgotten it."], BLOCK),
    (
        ["Cole says the bog “is a book that nobody can close.”[2] It “forgives nothing at all of it.”[3]"],
        [("is a book that nobody can close.", "cole2012", "4"), ("forgives nothing at all of it.", "cole2012", "12")],
    ),
    (
        ["Cole says[2] that the bog “is a book that nobody can close.” It is."],
        [("is a book that nobody can close.", "cole2012", "4")],
    ),
    (
        ["The bog “is a book that nobody can close,”[2] and the kiln is “a church without a god at all.”[4]"],
        [("is a book that nobody can close,", "cole2012", "4"), ("a church without a god at all.", "moss2010", "9")],
    ),
]


def runs(text: str) -> Iterator[str]:
    for part in filter(None, re.split(r"(\*[^*]+\*|\[\d\])", text)):
        if part.startswith("["):
            yield f'<w:r><w:footnoteReference w:id="{part[1:-1]}"/></w:r>'
        else:
            italics = "<w:rPr><w:i/></w:rPr>" if part.startswith("*") else ""
            yield f'<w:r>{italics}<w:t xml:space="preserve">{part.strip("*")}</w:t></w:r>'


def paragraph(text: str) -> str:
    style = '<w:pPr><w:pStyle w:val="Quote"/></w:pPr>' if text.startswith("> ") else ""
    return f"<w:p>{style}{''.join(runs(text.removeprefix('> ')))}</w:p>"


def docx(paragraphs: Sequence[str]) -> bytes:
    body = "".join(map(paragraph, paragraphs))
    notes = "".join(f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in NOTES.items())
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{office}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/>'
        "</w:style></w:styles>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
    }
    return zipped({"[Content_Types].xml": "<Types/>", **parts})


@pytest.mark.parametrize(("paragraphs", "wanted"), CASES)
def test_notes_give_work_and_page(
    paragraphs: Sequence[str], wanted: list[tuple[str, str, str]], document: Callable[..., Document]
) -> None:
    read = document(docx(paragraphs), name="article.docx", language="en")
    found = read_article(read).quotations
    assert [(quote.text, quote.reference, quote.locator) for quote in found] == wanted

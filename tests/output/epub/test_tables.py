"""Tables of the sources are tables of the book."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bitext.alignments import Alignment, Bead
from bitext.documents import BlockKind, Document, DocumentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition
from bitext.languages import LanguageTag
from bitext.spans import Span
from output.epub import to_epub
from output.options import ExportOptions
from tests.output.epub.samples import METADATA, X, book, pages

Cells = Sequence[tuple[str, int]]
ZH: Cells = [("年", 1), ("烟囱", 1), ("一九六〇", 2), ("", 2), ("", 3), ("三根", 3)]
EN: Cells = [("Year", 1), ("Chimneys", 1), ("1960", 2), ("", 2), ("", 3), ("Three", 3)]


def text(id_: str, language: str, cells: Cells) -> Document:
    drafts = [
        Draft(text=text, kind=BlockKind.TABLE_CELL, level=row, segments=(Span(0, len(text)),)) for text, row in cells
    ]
    title = Draft(text="T", segments=(Span(0, 1),))
    return number(Drafted(blocks=(title, *drafts, title)), DocumentId(id_), LanguageTag(language))


def edition(zh: Cells, en: Cells) -> Edition:
    source, target = text("zh", "zh-Hans", zh), text("en", "en", en)
    pairs = zip(source.segments, target.segments, strict=True)
    beads = [Bead(source=(a.id,), target=(b.id,)) for a, b in pairs]
    alignment = Alignment.covering(source, target, beads, method="by hand")
    return Edition(
        metadata=replace(METADATA, contributors=(), sources=()), documents=(source, target), alignments=(alignment,)
    )


def tables(members: dict[str, bytes]) -> list[list[list[str]]]:
    """The words of each cell of each row of each table."""
    return [
        [["|".join("".join(cell.itertext()).split()) for cell in row.iter(f"{X}td")] for row in table.iter(f"{X}tr")]
        for root in pages(members).values()
        for table in root.iter(f"{X}table")
    ]


BILINGUAL = [[["年|Year", "烟囱|Chimneys"], ["一九六〇|1960", ""], ["", "三根|Three"]]]


def test_cells_of_both_languages_stand_in_one_cell() -> None:
    assert tables(book(edition(ZH, EN))) == BILINGUAL
    assert tables(book(edition(ZH, EN), by="sentence")) == BILINGUAL


def test_one_language() -> None:
    assert tables(book(edition(ZH, EN), layout="source")) == [[["年", "烟囱"], ["一九六〇", ""], ["", "三根"]]]


def test_two_tables_and_cells_whose_rows_nobody_knows() -> None:
    two = edition([("一", 1), ("二", 2), ("三", 1), ("四", 2)], [("a", 1), ("b", 2), ("c", 1), ("d", 2)])
    assert tables(book(two)) == [[["一|a"], ["二|b"]], [["三|c"], ["四|d"]]]
    unknown = edition([("一", 0), ("二", 0)], [("a", 0), ("b", 0)])
    assert tables(book(unknown)) == []
    assert "二" in "".join("".join(root.itertext()) for root in pages(book(unknown)).values())


def test_epubcheck_has_nothing_to_say(epubcheck_says: Callable[[bytes], list[str]]) -> None:
    assert epubcheck_says(to_epub(edition(ZH, EN), ExportOptions(layout="facing"))) == []

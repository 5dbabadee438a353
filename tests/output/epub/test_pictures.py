"""Pictures of the texts in the book: shown where they stand, once for all versions, with their words."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from bitext.alignments import Alignment, Bead
from bitext.documents import BlockId, BlockKind, Document, DocumentId, Mark, MarkKind, Resource
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition
from bitext.languages import LanguageTag
from bitext.spans import Span
from output.epub import to_epub
from output.options import ExportOptions
from tests.output.epub.samples import METADATA, X, book, by_id, files, language_at, pages
from tests.output.epub.test_book import check_links


def png(shade: int) -> bytes:
    out = BytesIO()
    Image.new("L", (8, 6), shade).save(out, "PNG")
    return out.getvalue()


def text(id_: str, language: str, sentence: str, words: str, shade: int | None) -> Document:
    """A sentence with a small picture in it, a picture by itself, and another sentence."""
    small = Mark(Span(2, 2), MarkKind.IMAGE, words, "small.png")
    large = Mark(Span(0, 0), MarkKind.IMAGE, words, "large.png")
    whole = (Span(0, len(sentence)),)
    drafted = Drafted(
        blocks=(
            Draft(text=sentence, marks=(small,), segments=whole),
            Draft(text="", kind=BlockKind.FIGURE, marks=(large,)),
            Draft(text=sentence, segments=whole),
        ),
        resources=(
            Resource("small.png", "image/png", png(0)),
            *([Resource("large.png", "image/png", png(shade))] if shade is not None else []),
        ),
    )
    return number(drafted, DocumentId(id_), LanguageTag(language))


def edition(shade: int | None = 9) -> Edition:
    zh, en = text("zh", "zh-Hans", "他走了。", "烟囱", 9), text("en", "en", "He left.", "chimney", shade)
    pairs = zip(zh.segments, en.segments, strict=True)
    beads = tuple(Bead(source=(a.id,), target=(b.id,)) for a, b in pairs)
    alignment = Alignment.covering(zh, en, beads, method="by hand")
    return Edition(metadata=replace(METADATA, contributors=(), sources=()), documents=(zh, en), alignments=(alignment,))


def test_the_same_picture_stands_once_with_the_words_of_both_languages() -> None:
    members = book(edition())
    assert sorted(name for name in members if "/images/" in name) == [
        "EPUB/images/zh.r1.png",
        "EPUB/images/zh.r2.png",
    ]
    assert members["EPUB/images/zh.r1.png"] == png(0)
    found = by_id(pages(members).values())
    pair = found["pair.zh.c1.p2"]
    assert pair.get("class") == "pair picture"
    assert [(image.get("src"), image.get("alt")) for image in pair.iter(f"{X}img")] == [
        ("../images/zh.r2.png", "烟囱 · chimney")
    ]
    assert {"zh.c1.p2", "en.c1.p2"} <= set(found)
    inline = [
        (image.get("src"), image.get("alt"), language_at(image)) for image in found["pair.zh.c1.p1"].iter(f"{X}img")
    ]
    assert inline == [("../images/zh.r1.png", "烟囱", "zh-Hans"), ("../images/zh.r1.png", "chimney", "en")]


def test_different_pictures_stand_both() -> None:
    found = by_id(pages(book(edition(200))).values())["pair.zh.c1.p2"]
    assert [image.get("src") for image in found.iter(f"{X}img")] == ["../images/zh.r2.png", "../images/en.r2.png"]


def test_of_a_picture_that_is_not_there_the_words_stand() -> None:
    found = by_id(pages(book(edition(None))).values())["pair.zh.c1.p2"]
    assert "".join(found.itertext()).split() == ["[Image:", "chimney]"]
    assert len(list(found.iter(f"{X}img"))) == 1


@pytest.mark.parametrize(("layout", "expected"), [("source", "zh"), ("target", "en")])
def test_one_language_has_its_own_pictures(layout: str, expected: str) -> None:
    members = book(edition(200), layout=layout)
    assert {name.rpartition("/")[2][:2] for name in members if "/images/" in name} == {expected}


@pytest.mark.parametrize("layout", ["popup", "reveal", "vertical"])
def test_no_layout_hides_a_picture(layout: str) -> None:
    for root in pages(book(edition(), layout=layout)).values():
        for figure in root.iter(f"{X}figure"):
            assert not list(figure.iterancestors(f"{X}aside", f"{X}details"))


def test_pictures_count_for_accessibility() -> None:
    package = book(edition())["EPUB/content.opf"].decode()
    assert 'accessMode">visual<' in package
    assert 'accessibilityFeature">alternativeText<' in package
    silent = replace(edition(), documents=tuple(map(without_words, edition().documents)))
    assert "alternativeText" not in book(silent)["EPUB/content.opf"].decode()


def test_a_page_of_print_that_begins_with_a_picture_is_in_the_list_of_pages() -> None:
    zh, en = edition().documents
    figure = zh.block_by_id[BlockId("zh.c1.p2")]
    page = Mark(Span(0, 0), MarkKind.PAGE, "7")
    changed = zh.with_blocks({figure.id: replace(figure, marks=(*figure.marks, page))})
    members = book(replace(edition(), documents=(changed, en)))
    check_links(members)
    assert "page.zh.c1.p2.1" in by_id(pages(members).values())


def without_words(document: Document) -> Document:
    changed = {
        block.id: replace(block, marks=tuple(replace(mark, value="") for mark in block.marks))
        for block in document.blocks
    }
    return document.with_blocks(changed)


def test_epubcheck_has_nothing_to_say(epubcheck_says: Callable[[bytes], list[str]]) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>x</title><circle r="1"/></svg>'
    zh, en = edition(200).documents
    drawn = tuple(replace(r, media_type="image/svg+xml", data=drawing) for r in en.resources)
    data = to_epub(replace(edition(200), documents=(zh, replace(en, resources=drawn))), ExportOptions(layout="facing"))
    assert epubcheck_says(data) == []
    kinds = {
        item.get("media-type") for item in etree.fromstring(files(data)["EPUB/content.opf"]).iterfind(".//{*}item")
    }
    assert "image/svg+xml" in kinds

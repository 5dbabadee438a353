"""The pages that hold the text."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from bitext.articles import Localized
from bitext.documents import BlockKind, Document, SegmentId
from output.epub.blocks import Frame, Side, elements_of
from output.epub.book import Book
from output.epub.inline import Setting
from output.epub.labels import Labels, labels_for
from output.epub.pairs import Pair
from output.epub.plan import Layout, Page, Part, Unit
from output.epub.xhtml import flat, labelled, page
from output.markup import Element, element, lines

MOST_COLUMNS: Final = 3
"""Versions that stand side by side; more are interleaved."""


def chapter_page(book: Book, text: Page) -> bytes:
    """A chapter, or the stretch of one that this file has."""
    frame = _frame(book, text)
    section = lines("section", _attributes(book, text), *elements_of(text.pairs, frame))
    title = flat(title_of_page(book, text)) + (f" ({text.file.partition('-')[2][:-6]})" if text.is_continued else "")
    body = lines("body", {"class": _body_class(book, text.part)}, section)
    language = text.part.documents[0].language
    return page(body, title=title, language=language, is_vertical=is_vertical(book, text.part))


def is_vertical(book: Book, part: Part) -> bool:
    """Whether a part is written from top to bottom."""
    return book.layout is Layout.VERTICAL and all(document.language.is_unspaced for document in part.documents)


def _body_class(book: Book, part: Part) -> str:
    unit = f"by-{book.unit}"
    if not part.is_parallel:
        return f"single {unit}{' vertical' if is_vertical(book, part) else ''}"
    alike = ["alike"] if len({document.language.is_unspaced for document in part.documents}) == 1 else []
    many = [f"of-{len(part.documents)}"] if len(part.documents) > 2 else []
    ids = [document.id for document in part.documents]
    turned = ["target-first"] if part.original in ids[1:] else []
    return " ".join([_layout(book, part), unit, *alike, *many, *turned])


def _layout(book: Book, part: Part) -> Layout:
    """How the versions of a part are drawn: no page is wide enough for more than three columns."""
    wanted = Layout.INTERLEAVED if book.layout is Layout.TARGET else book.layout
    too_many = wanted is Layout.FACING and len(part.documents) > MOST_COLUMNS
    return Layout.INTERLEAVED if too_many else wanted


def setting_of(book: Book, document: Document, file: str, part: Part | None = None) -> Setting:
    """What the blocks of a document must know on the page `file`."""
    labels = labels_for(document.language)

    def lacking(id_: SegmentId) -> Localized | None:
        found = part.missing.get(id_) if part else None
        return _say_missing(book, part, labels, found) if part and found else None

    return Setting(
        language=document.language,
        han=book.han,
        href=partial(book.files.href, file),
        links=book.links,
        calls=book.calls,
        image=labels.say("image"),
        pictures=book.picture_addresses,
        lacking=lacking,
    )


def _say_missing(book: Book, part: Part, labels: Labels, lacking: tuple[Document, ...]) -> Localized:
    """Which versions do not have it: of two the other one, of more they are named."""
    ids = [document.id for document in part.documents]
    if len(ids) == 2 and part.original in ids:
        return labels.say("target_only" if lacking[0].id == part.original else "source_only")
    return labels.say("missing", versions=", ".join(book.title_of(document).text for document in lacking))


def title_of_page(book: Book, text: Page) -> tuple[Localized, ...]:
    """The heading of the chapter that the page is in, or what its documents are called."""
    heading = book.opening_heading(book.chapters[text.chapter])
    return heading.texts if heading else book.titles_of(text.part)


def is_bibliography(text: Page) -> bool:
    """Whether nothing but works cited stand on the page, under a heading."""
    kinds = {piece.block.kind for pair in text.pairs for piece in pair.pieces}
    return kinds == {BlockKind.HEADING, BlockKind.REFERENCE} and text.pairs[0].is_heading


def _attributes(book: Book, text: Page) -> dict[str, str]:
    if is_bibliography(text):
        kind = {"epub:type": "backmatter bibliography", "role": "doc-bibliography"}
    elif text.is_continued:
        kind = {"epub:type": "bodymatter"}
    else:
        kind = {"epub:type": "bodymatter chapter", "role": "doc-chapter"}
    if book.opening_heading(text):
        return {**kind, "aria-labelledby": text.pairs[0].id}
    return {**kind, **labelled(title_of_page(book, text)[0])}


def _frame(book: Book, text: Page) -> Frame:
    part = text.part
    return Frame(
        sides=tuple(
            Side(document=d, setting=setting_of(book, d, text.file, part), classes=_side_class(part, d))
            for d in part.documents
        ),
        labels=book.labels[0],
        depths={id_: heading.depth for id_, heading in book.headings[part.number].items()},
        joined=part.joined,
        missing=part.missing,
        say_missing=partial(_say_missing, book, part, book.labels[0]),
        is_aligned=part.is_aligned,
        by_sentence=book.unit is Unit.SENTENCE,
        has_gaps=len(part.documents) > 2 and _layout(book, part) is Layout.FACING,
        hides=book.layout if book.layout in {Layout.POPUP, Layout.REVEAL} else None,
        across=partial(_across, book, text),
    )


def _across(book: Book, text: Page, pair: Pair) -> Sequence[Element]:
    """Links from a version that is a part of its own to the same pair in the others."""
    made: list[Element] = []
    for part, file in book.elsewhere.get(pair.id, ()) if text.part.is_version else ():
        if part is not text.part:
            (document,) = part.documents
            label = book.labels[0].say("across", version=book.title_of(document).text)
            link = element("a", {"href": f"{file}#{pair.id}", **labelled(label)}, "⇄")
            made.append(element("sup", {"class": "across"}, link))
    return made


def _side_class(part: Part, document: Document) -> str:
    if not part.is_parallel:
        return ""
    return "s" if document.id == part.original else "t"

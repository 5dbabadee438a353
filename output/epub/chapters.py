"""The pages that hold the text."""

from functools import partial

from bitext.articles import Localized
from bitext.documents import BlockKind, Document
from output.epub.blocks import Frame, Side, pair_elements
from output.epub.book import Book
from output.epub.inline import Setting
from output.epub.labels import labels_for
from output.epub.plan import Page, Part, Unit
from output.epub.xhtml import flat, labelled, page
from output.markup import lines


def chapter_page(book: Book, text: Page) -> bytes:
    """A chapter, or the stretch of one that this file has."""
    frame = _frame(book, text)
    body = [made for pair in text.pairs for made in pair_elements(pair, frame)]
    section = lines("section", _attributes(book, text), *body)
    title = flat(title_of_page(book, text)) + (f" ({text.file.partition('-')[2][:-6]})" if text.is_continued else "")
    body_class = _body_class(book, text.part)
    return page(lines("body", {"class": body_class}, section), title=title, language=text.part.documents[0].language)


def _body_class(book: Book, part: Part) -> str:
    unit = f"by-{book.unit}"
    if not part.is_bilingual:
        return f"single {unit}"
    source, target = (document.language.is_unspaced for document in part.documents)
    return f"{book.layout} {unit} alike" if source == target else f"{book.layout} {unit}"


def setting_of(book: Book, document: Document, file: str, part: Part | None = None) -> Setting:
    """What the blocks of a document must know on the page `file`."""
    labels = labels_for(document.language)
    is_source = part is not None and document is part.source
    return Setting(
        language=document.language,
        han=book.han,
        href=partial(book.files.href, file),
        links=book.links,
        calls=book.calls,
        image=labels.say("image"),
        alone=part.alone if part else frozenset(),
        alone_label=labels.say("source_only" if is_source else "target_only"),
    )


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
    names = ("s", "t") if part.is_bilingual else ("", "")
    source, target = (
        Side(document=document, setting=setting_of(book, document, text.file, part), classes=name) if document else None
        for document, name in zip((part.source, part.target), names, strict=True)
    )
    return Frame(
        source=source,
        target=target,
        labels=book.labels[0],
        depths={id_: heading.depth for id_, heading in book.headings[part.number].items()},
        joined=part.joined,
        is_aligned=part.is_aligned,
        by_sentence=book.unit is Unit.SENTENCE,
    )

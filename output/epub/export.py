"""The exporter: an edition in, the bytes of an EPUB out."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from bitext.collecting import uncollected
from bitext.editions import Edition
from output.characters import check_characters
from output.epub.back import glossary_page, notes_page, originals_page
from output.epub.book import ORIGINALS, Book, book_of, picture_path
from output.epub.chapters import chapter_page, is_vertical
from output.epub.cover import Cover, cover_of, cover_page
from output.epub.fonts import members_of, rules_of
from output.epub.front import TYPEFACES, colophon, part_page, title_page, typefaces_page
from output.epub.indexes import index_page
from output.epub.metadata import metadata_of, modified_time
from output.epub.nav import nav_page, ncx, part_file
from output.epub.shown import Shown, shown_in
from output.epub.writer import NCX, XHTML, Member, Package, packed
from output.epub.xhtml import is_right_to_left
from output.options import ExportOptions


def to_epub(edition: Edition, options: ExportOptions) -> bytes:
    """The edition as an EPUB 3.3; the same edition and options give the same bytes.

    `options.layout` is interleaved (the default), facing, source, target, popup, reveal or vertical; `options.first`
    is source (the default) or target; `options.by` is paragraph (the default) or sentence; `options.ncx` adds the table
    of contents of EPUB 2 for old readers.

    Raises `BadConfiguration` at an option that EPUB does not have, and `BadData` where the edition contradicts itself
    or holds a character that XML cannot hold.
    """
    with uncollected():
        return _packed(edition, options)


def _packed(edition: Edition, options: ExportOptions) -> bytes:
    book, cover, pages, shown = _made(edition, options)
    members = (*_resources(book, cover, pages), *pages)
    package = Package(
        metadata=metadata_of(book, shown),
        language=book.language,
        direction="rtl" if _turns_left(book) else "ltr",
        modified=modified_time(book.edition.metadata),
    )
    return packed(members, package)


def content_of(edition: Edition, options: ExportOptions) -> tuple[Book, Shown]:
    """The plan of the book, and what its pages show.  Raises as `to_epub` does."""
    book, _, _, shown = _made(edition, options)
    return book, shown


def _made(edition: Edition, options: ExportOptions) -> tuple[Book, Cover | None, tuple[Member, ...], Shown]:
    """The plan, the cover, the pages, and what these show."""
    check_characters(edition)
    book = book_of(edition, options)
    cover = cover_of(book)
    pages = tuple(_pages(book, cover))
    return book, cover, pages, shown_in((p.data for p in pages if p.is_page), cover=_COVER if cover else "")


def _turns_left(book: Book) -> bool:
    """Whether pages follow each other from right to left."""
    return is_right_to_left(book.language) or is_vertical(book, book.parts[0])


_STYLESHEET: Final = "book.css"
_COVER: Final = "cover-image"


def _resources(book: Book, cover: Cover | None, pages: Sequence[Member]) -> Iterator[Member]:
    """What the pages need: the style sheet, typefaces with the characters of the pages, the cover's picture."""
    fonts = tuple(members_of(book.typefaces, (page.data for page in pages if page.is_page)))
    stylesheet = files(__package__).joinpath(_STYLESHEET).read_bytes() + rules_of(book.typefaces, fonts).encode()
    yield Member(id="css", path=f"css/{_STYLESHEET}", media_type="text/css", data=stylesheet)
    yield from fonts
    for picture in dict.fromkeys(book.pictures.values()):
        yield Member(id=picture.name, path=picture_path(picture), media_type=picture.media_type, data=picture.data)
    if cover:
        yield Member(
            id=_COVER, path=cover.path, media_type=cover.media_type, data=cover.data, properties=("cover-image",)
        )


def _pages(book: Book, cover: Cover | None) -> Iterator[Member]:
    if cover and book.options.cover_page:
        yield _page("cover.xhtml", cover_page(book, cover))
    yield _page("title.xhtml", title_page(book))
    yield Member(
        id="nav",
        path="nav.xhtml",
        media_type=XHTML,
        data=nav_page(book, has_cover=cover is not None),
        properties=("nav",),
    )
    yield from _text(book)
    if book.originals:
        yield _page(ORIGINALS, originals_page(book))
    yield from (_page(notes.file, notes_page(book, notes)) for notes in book.notes)
    yield from (_page(file, glossary_page(book, file, entries)) for file, entries in book.glossary)
    yield from (_page(index.file, index_page(book, index)) for index in book.indexes)
    yield _page("colophon.xhtml", colophon(book))
    if book.typefaces.faces:
        yield _page(TYPEFACES, typefaces_page(book))
    if book.ncx:
        yield Member(id="ncx", path="toc.ncx", media_type=NCX, data=ncx(book))


def _text(book: Book) -> Iterator[Member]:
    for part in book.parts:
        if book.has_half_title(part):
            yield _page(part_file(part), part_page(book, part))
        yield from (_page(text.file, chapter_page(book, text)) for text in book.pages_in(part))


def _page(file: str, data: bytes) -> Member:
    return Member(id=file.removesuffix(".xhtml"), path=f"text/{file}", media_type=XHTML, data=data)

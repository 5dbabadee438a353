"""The ways into the book: table of contents, landmarks, list of printed pages, and the NCX of old readers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from bitext.articles import Localized
from output.epub.back import notes_title
from output.epub.book import ORIGINALS, Book, Index
from output.epub.chapters import is_bibliography, title_of_page
from output.epub.front import titles_of
from output.epub.indexes import TITLES
from output.epub.metadata import identifier_of
from output.epub.plan import Part
from output.epub.xhtml import flat, page, side_by_side
from output.markup import Element, element, lines, xml


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the table of contents."""

    depth: int
    texts: tuple[Localized, ...]
    file: str
    id: str = ""

    @property
    def href(self) -> str:
        """From the book's folder."""
        return f"text/{self.file}#{self.id}" if self.id else f"text/{self.file}"


def part_file(part: Part) -> str:
    """The file of a part's half-title."""
    return f"part-{part.number}.xhtml"


def entries_of(book: Book) -> tuple[Entry, ...]:
    """The table of contents, in reading order."""
    return (
        Entry(depth=1, texts=book.say("titlepage"), file="title.xhtml"),
        *(entry for part in book.parts for entry in _part_entries(book, part)),
        *([Entry(depth=1, texts=book.say("originals"), file=ORIGINALS)] if book.originals else []),
        *(Entry(depth=1, texts=notes_title(book, n), file=n.file) for n in book.notes if n.first == 1),
        *(Entry(depth=1, texts=book.say("glossary"), file=file) for file, _ in book.glossary[:1]),
        *(Entry(depth=1, texts=book.say(TITLES[n.order]), file=n.file) for n in book.indexes if _is_first(n)),
        Entry(depth=1, texts=book.say("colophon"), file="colophon.xhtml"),
    )


def _is_first(index: Index) -> bool:
    """Whether it is the first file of its index."""
    return index.file == f"index-{index.order}.xhtml"


def _part_entries(book: Book, part: Part) -> Iterator[Entry]:
    has_own_page = book.has_half_title(part)
    if has_own_page:
        yield Entry(depth=1, texts=book.titles_of(part), file=part_file(part))
    first = next(book.pages_in(part), None)
    if first and not has_own_page and not book.opening_heading(first):
        yield Entry(depth=1, texts=title_of_page(book, first), file=first.file)
    for heading in book.headings[part.number].values():
        if heading.texts:
            file = book.file_in(part, heading.id)
            yield Entry(depth=heading.depth + has_own_page, texts=heading.texts, file=file, id=heading.id)


def nav_page(book: Book, *, has_cover: bool = False) -> bytes:
    """The navigation document, which stands in the book behind the title page too."""
    body = lines("body", {"class": "nav"}, _contents(book), _landmarks(book, has_cover=has_cover), _page_list(book))
    return page(body, title=flat(book.say("contents")), language=book.language, root="")


def _contents(book: Book) -> Element:
    heading = element("h1", {"class": "heading", "id": "contents"}, *side_by_side(book.say("contents")))
    attributes = {"epub:type": "toc", "role": "doc-toc", "id": "toc", "aria-labelledby": "contents"}
    return lines("nav", attributes, heading, _list(entries_of(book)))


def _list(entries: Sequence[Entry]) -> Element:
    return lines("ol", None, *(_item(entry, below) for entry, below in _nested(entries)))


def _item(entry: Entry, below: Sequence[Entry]) -> Element:
    link = element("a", {"href": entry.href}, *side_by_side(entry.texts))
    return lines("li", None, link, _list(below)) if below else lines("li", None, link)


def _nested(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Sequence[Entry]]]:
    """Each entry with the deeper ones that follow it."""
    start = 0
    while start < len(entries):
        end = start + 1
        while end < len(entries) and entries[end].depth > entries[start].depth:
            end += 1
        yield entries[start], entries[start + 1 : end]
        start = end


def _landmarks(book: Book, *, has_cover: bool) -> Element:
    items = (
        element("li", None, element("a", {"epub:type": kind, "href": href}, *side_by_side(texts)))
        for kind, href, texts in _places(book, has_cover=has_cover)
    )
    label = book.say("landmarks")[0]
    attributes = {"epub:type": "landmarks", "id": "landmarks", "hidden": "hidden", "aria-label": label.text}
    return lines("nav", attributes, lines("ol", None, *items))


def _places(book: Book, *, has_cover: bool) -> Iterator[tuple[str, str, tuple[Localized, ...]]]:
    if has_cover and book.options.cover_page:
        yield "cover", "text/cover.xhtml", book.say("cover")
    yield "titlepage", "text/title.xhtml", book.say("titlepage")
    yield "toc", "nav.xhtml#toc", book.say("contents")
    if book.pages:
        yield "bodymatter", f"text/{book.pages[0].file}", book.say("start")
    for text in [text for text in book.pages if is_bibliography(text)][:1]:
        yield "bibliography", f"text/{text.file}", title_of_page(book, text)
    for notes in book.notes[:1]:
        yield "endnotes", f"text/{notes.file}", notes_title(book, notes)
    for file, _ in book.glossary[:1]:
        yield "glossary", f"text/{file}", book.say("glossary")


def _page_list(book: Book) -> Element | None:
    if not book.printed_pages:
        return None
    items = (
        element("li", None, element("a", {"href": f"text/{book.files.of_id[printed.id]}#{printed.id}"}, printed.number))
        for printed in book.printed_pages
    )
    label = book.say("pages")[0]
    attributes = {"epub:type": "page-list", "role": "doc-pagelist", "id": "page-list", "hidden": "hidden"}
    return lines("nav", {**attributes, "aria-label": label.text}, lines("ol", None, *items))


def ncx(book: Book) -> bytes:
    """The table of contents as EPUB 2 had it."""
    entries = entries_of(book)
    head = (("dtb:uid", identifier_of(book)), ("dtb:depth", str(max(entry.depth for entry in entries))))
    metas = (*head, ("dtb:totalPageCount", "0"), ("dtb:maxPageNumber", "0"))
    root = lines(
        "ncx",
        {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1", "xml:lang": book.language},
        lines("head", None, *(element("meta", {"name": name, "content": value}) for name, value in metas)),
        element("docTitle", None, element("text", None, flat(titles_of(book)))),
        lines("navMap", None, *_points(entries, count(1))),
    )
    return xml(root)


def _points(entries: Sequence[Entry], numbers: Iterator[int]) -> Iterator[Element]:
    for entry, below in _nested(entries):
        number = str(next(numbers))
        yield lines(
            "navPoint",
            {"id": f"point-{number}", "playOrder": number},
            element("navLabel", None, element("text", None, flat(entry.texts))),
            element("content", {"src": entry.href}),
            *_points(below, numbers),
        )

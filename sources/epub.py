"""E-books: EPUB 2 and 3, in the order of the spine."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Final

from lxml import etree

from bitext.drafts import Drafted
from bitext.languages import LanguageTag
from sources.archive import Archive, open_archive, resolved
from sources.contract import Declined, Request
from sources.css import Styles, read_styles
from sources.drafting import Drafter
from sources.elements import all_text, local, plain_text
from sources.encodings import Decoded, decode
from sources.html import parse_page
from sources.languages import tag_or_none
from sources.notes import EPUB_TYPE, Notes, find_notes
from sources.page import walk_notes, walk_page
from sources.pictures import with_pictures
from sources.xml import parse_xml

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
# Fonts may be scrambled by these; the text is then free (OCF 3.2, Adobe's older way).
_FONT_SCRAMBLING: Final = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"})
_NCX: Final = "application/x-dtbncx+xml"
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEAR: Final = 5  # blocks after its place within which a title of the table of contents is looked for


@dataclass(frozen=True, slots=True)
class _Item:
    """A file of the book, as the package document lists it."""

    path: str
    media_type: str
    is_nav: bool
    linear: bool = True


@dataclass(frozen=True, slots=True)
class _Title:
    """A line of the table of contents."""

    text: str
    path: str
    fragment: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the package document says, and the pages of the spine."""

    title: str
    language: LanguageTag | None
    spine: tuple[_Item, ...]
    pages: Mapping[str, etree._Element]
    titles: tuple[_Title, ...] = field(default=())
    cover: str = ""  # the picture
    said: frozenset[str] = frozenset()  # titles, people and publisher, squeezed
    styles: Mapping[str, Styles] = field(default_factory=dict)  # of the pages


def read_epub(data: bytes, request: Request) -> Drafted | Declined:
    """The text of an e-book with its pictures; navigation, the cover and what is outside the spine are set aside."""
    archive = open_archive(data, request.name)
    if isinstance(archive, Declined):
        return archive
    package = package_of(archive)
    if isinstance(package, Declined):
        return package
    path, root = package
    book = _book(archive, path, root)
    if isinstance(book, Declined):
        return book
    drafter = Drafter()
    drafter.title = book.title
    notes = find_notes(book.pages)
    for item in book.spine:
        _tell(item, book, drafter, notes)
    return with_pictures(drafter.drafted(encoding="utf-8", language=book.language), archive.read)


def package_of(archive: Archive) -> tuple[str, etree._Element] | Declined:
    """The path of the package document, and what it says."""
    container = _parsed(archive, _CONTAINER)
    if container is None:
        return Declined(f"it is a zip file without {_CONTAINER}, which every EPUB has")
    paths = [root.get("full-path") or "" for root in container.iter("{*}rootfile")]
    for path in paths:
        if (package := _parsed(archive, path)) is not None:
            return path, package
    return Declined(f"its package document {paths[0] if paths else ''!r} is missing or damaged")


def _parsed(archive: Archive, path: str) -> etree._Element | None:
    data = archive.read(path)
    root = None if data is None else parse_xml(data, f"{path} in {archive.name}")
    return None if isinstance(root, Declined) else root


def _book(archive: Archive, path: str, package: etree._Element) -> _Book | Declined:
    manifest = {item.get("id") or "": _item(item, path) for item in package.iter("{*}item")}
    spine = tuple(_spine(package, manifest))
    if locked := _encrypted(archive) & {item.path for item in spine}:
        return Declined(f"its text is encrypted, as by a shop's copy protection ({min(locked)})")
    pages = {item.path: page for item in spine if (page := _page(archive, item)) is not None}
    return _Book(
        title=_metadata(package, "title"),
        language=tag_or_none(_metadata(package, "language")),
        spine=spine,
        pages=pages,
        titles=tuple(_titles(archive, manifest)),
        cover=cover_path(package, path),
        said=frozenset(filter(None, map(_squeezed, _catalogued(package)))),
        styles=_styles(archive, pages),
    )


def _styles(archive: Archive, pages: Mapping[str, etree._Element]) -> Mapping[str, Styles]:
    """The styles of each page; the same sheets are read once."""
    sheets = {path: tuple(_sheets(page, path)) for path, page in pages.items()}
    linked = {name: _sheet(archive, name) for names in sheets.values() for name, _ in names if name}
    read = cache(read_styles)
    return {path: read(tuple(linked.get(name, own) for name, own in named)) for path, named in sheets.items()}


def _sheets(page: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    """The style sheets of a page in their order: the member of the archive, or the text that stands in the page."""
    for element in page.iter("{*}link", "link", "{*}style", "style"):
        if local(element).lower() == "style":
            yield "", all_text(element)
        elif "stylesheet" in (element.get("rel") or "").lower().split():
            yield resolved(path, element.get("href") or "")[0], ""


def _sheet(archive: Archive, name: str) -> str:
    data = archive.read(name)
    decoded = decode(data, name=f"{name} in {archive.name}") if data else None
    return decoded.text if isinstance(decoded, Decoded) else ""


def _item(item: etree._Element, base: str) -> _Item:
    path, _ = resolved(base, item.get("href") or "")
    return _Item(path, item.get("media-type") or "", "nav" in (item.get("properties") or "").split())


def cover_path(package: etree._Element, base: str) -> str:
    """The picture of the cover: as EPUB 3 names it, or as EPUB 2 has it by custom; empty where there is none."""
    items = list(package.iter("{*}item"))
    named = {meta.get("content") for meta in package.iter("{*}meta") if meta.get("name") == "cover"}
    as_now = [item for item in items if "cover-image" in (item.get("properties") or "").split()]
    as_before = [item for item in items if item.get("id") in named]
    return next((resolved(base, item.get("href") or "")[0] for item in (*as_now, *as_before)), "")


def _spine(package: etree._Element, manifest: Mapping[str, _Item]) -> Iterator[_Item]:
    """In reading order, each file once."""
    seen = set()
    for reference in package.iter("{*}itemref"):
        item = manifest.get(reference.get("idref") or "")
        if item is not None and item.path not in seen:
            seen.add(item.path)
            yield _Item(item.path, item.media_type, item.is_nav, linear=reference.get("linear") != "no")


def _encrypted(archive: Archive) -> frozenset[str]:
    """The files that cannot be read without a key."""
    root = _parsed(archive, _ENCRYPTION)
    found = set()
    for part in root.iter("{*}EncryptedData") if root is not None else ():
        methods = {method.get("Algorithm") for method in part.iter("{*}EncryptionMethod")}
        if not methods & _FONT_SCRAMBLING:
            found |= {resolved("", reference.get("URI") or "")[0] for reference in part.iter("{*}CipherReference")}
    return frozenset(found)


def _metadata(package: etree._Element, name: str) -> str:
    elements = package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
    return next((text for element in elements if (text := plain_text(element))), "")


def _page(archive: Archive, item: _Item) -> etree._Element | None:
    data = archive.read(item.path) if item.media_type in _PAGES or item.path.endswith("html") else None
    if not data:
        return None
    decoded = decode(data, name=f"{item.path} in {archive.name}")
    return parse_page(decoded.text, f"{item.path} in {archive.name}") if isinstance(decoded, Decoded) else None


def _titles(archive: Archive, manifest: Mapping[str, _Item]) -> Iterator[_Title]:
    """The table of contents: the navigation document's, or the NCX's of EPUB 2."""
    for item in manifest.values():
        if item.is_nav and (page := _page(archive, item)) is not None:
            for nav in page.iter("{*}nav"):
                if "toc" in (nav.get(EPUB_TYPE) or nav.get("epub:type") or "").split():
                    yield from _nav_titles(nav, item.path, 0)
            return
    for item in manifest.values():
        if item.media_type == _NCX and (ncx := _parsed(archive, item.path)) is not None:
            for nav_map in ncx.iter("{*}navMap"):
                yield from _ncx_titles(nav_map, item.path, 1)


def _nav_titles(element: etree._Element, base: str, level: int) -> Iterator[_Title]:
    for child in element.iterchildren("{*}*"):
        if local(child) == "a" and child.get("href"):
            path, fragment = resolved(base, child.get("href") or "")
            yield _Title(plain_text(child), path, fragment, level)
        else:
            yield from _nav_titles(child, base, level + (local(child) == "ol"))


def _ncx_titles(element: etree._Element, base: str, level: int) -> Iterator[_Title]:
    for point in element.iterchildren("{*}navPoint"):
        label = next((plain_text(text) for text in point.iterfind("{*}navLabel/{*}text")), "")
        for target in point.iterchildren("{*}content"):
            path, fragment = resolved(base, target.get("src") or "")
            yield _Title(label, path, fragment, level)
        yield from _ncx_titles(point, base, level + 1)


def _tell(item: _Item, book: _Book, drafter: Drafter, notes: Notes) -> None:
    """One file of the spine."""
    drafter.part = item.path
    page = book.pages.get(item.path)
    if page is None:
        drafter.set_aside(item.path, "a file of the spine that is missing, damaged or no page")
    elif item.is_nav:
        drafter.set_aside(all_text(page), "navigation")
    elif book.cover and _pictures(page, item.path) == {book.cover} and not plain_text(_body(page)):
        drafter.set_aside(book.cover, "the cover")
    elif _is_title_page(page, book.said):
        drafter.set_aside(all_text(_body(page)), "a title page")
    elif not item.linear:
        walk_notes(page, drafter, notes, 'not in the reading order (linear="no")', styles=book.styles[item.path])
    else:
        titles = [title for title in book.titles if title.path == item.path]
        walk_page(
            page,
            drafter,
            notes,
            headings=_headings(page, titles),
            language=book.language,
            styles=book.styles[item.path],
        )


def _catalogued(package: etree._Element) -> Iterator[str]:
    """What title pages say that the package says too."""
    names = ("title", "creator", "contributor", "publisher")
    return (plain_text(node) for name in names for node in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"))


def _is_title_page(page: etree._Element, said: Collection[str]) -> bool:
    """Whether a page says nothing but what the catalogue says of the book."""
    names = (f"{{*}}{name}" for name in ("p", "div", *_HEADINGS))
    lines = [_squeezed(plain_text(block)) for block in _body(page).iter(*names) if _is_lowest(block)]
    filled = [line for line in lines if line]
    whole = _squeezed(plain_text(_body(page)))
    return bool(filled) and whole == "".join(filled) and all(line in said for line in filled)


def _body(page: etree._Element) -> etree._Element:
    return next(page.iter("{*}body", "body"), page)


def _pictures(page: etree._Element, path: str) -> set[str]:
    """The members of the archive that a page shows."""
    names = ("src", "href", "{http://www.w3.org/1999/xlink}href")
    shown = (node.get(name) for node in page.iter("{*}img", "img", "{*}image", "image") for name in names)
    return {resolved(path, address)[0] for address in shown if address}


def _headings(page: etree._Element, titles: Sequence[_Title]) -> Mapping[etree._Element, int]:
    """Paragraphs that say what the table of contents says of their place: titles that are not marked up as such."""
    names = (f"{{*}}{name}" for name in ("p", "div", *_HEADINGS))
    blocks = [element for element in page.iter(*names) if _is_lowest(element) and plain_text(element)]
    order = {element: at for at, element in enumerate(page.iter("{*}*"))}
    ids = {element.get("id"): element for element in reversed(order) if element.get("id")}
    found: dict[etree._Element, int] = {}
    for title in titles:
        target = ids.get(title.fragment, page)
        around = set(target.iterancestors())
        near = (block for block in blocks if order[block] >= order[target] or block in around)
        found |= dict.fromkeys(_printed(title.text, list(islice(near, _NEAR))), title.level)
    return found


def _is_lowest(element: etree._Element) -> bool:
    names = {local(inner) for inner in element.iter("{*}*") if inner is not element}
    return not names & {"p", "div", "table", "ul", "ol", *_HEADINGS}


def _printed(title: str, blocks: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """The blocks, one or several after another, that together print the title."""
    left = _squeezed(title)
    for block in blocks:
        text = _squeezed(plain_text(block))
        if text and left.startswith(text):
            if local(block) not in _HEADINGS:
                yield block
            left = left[len(text) :]
        elif len(left) < len(_squeezed(title)):
            return


def _squeezed(text: str) -> str:
    """Without white space, and without the punctuation that stands between the parts of a title."""
    return "".join(char for char in text.casefold() if char.isalnum())

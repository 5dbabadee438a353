"""A book opened: its package document, its pages in reading order, and its ways in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, normpath
from posixpath import join as joined
from typing import Final, TypeAlias
from urllib.parse import unquote, urlsplit

from lxml import etree

from bitext.errors import UnreadableInput
from output.epub.examine.contract import Place
from output.epub.examine.names import DC, XLINK, local
from output.epub.examine.passages import Passage, passages_of

_CONTAINER: Final = "META-INF/container.xml"
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_NCX: Final = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a file cannot be read: a clause that begins in lower case and has no full stop."""

    reason: str


@dataclass(frozen=True, slots=True)
class Packed:
    """The files of a book as whoever opened the archive hands them on."""

    name: str  # of the book, for messages
    names: frozenset[str]
    parse: Callable[[str], "etree._Element | Broken"]


@dataclass(frozen=True, slots=True)
class Item:
    """A file as the manifest lists it."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    line: int

    @property
    def is_page(self) -> bool:
        return self.media_type in _PAGES


Target: TypeAlias = tuple[str, str]
"""Where a link leads: the file, and the id in it or nothing."""


@dataclass(frozen=True)
class Page:
    """A document of the book, parsed."""

    path: str
    root: etree._Element
    fallback: str  # the language of what tells none

    @cached_property
    def ids(self) -> Mapping[str, etree._Element]:
        """The elements by their ids; of an id that is there twice the first."""
        found: dict[str, etree._Element] = {}
        for node in self.root.iter("{*}*"):
            if id_ := node.get("id"):
                found.setdefault(id_, node)
        return found

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its text, a passage for each paragraph or its like."""
        return tuple(passages_of(self.root, self.fallback))

    @cached_property
    def order(self) -> Mapping[etree._Element, int]:
        """The place of each element among all."""
        return {node: place for place, node in enumerate(self.root.iter("{*}*"))}

    def place(self, node: etree._Element) -> Place:
        """Where an element stands, with the nearest id around it."""
        around = (node, *node.iterancestors())
        return Place(self.path, node.sourceline or 0, next((id_ for one in around if (id_ := one.get("id"))), ""))


def resolved(base: str, href: str) -> Target | None:
    """The file and id that a reference in the file `base` means; None where it leads out of the book.

    >>> resolved("OEBPS/text/c1.xhtml", "../notes%201.xhtml#n3"), resolved("a/b.xhtml", "#n3")
    (('OEBPS/notes 1.xhtml', 'n3'), ('a/b.xhtml', 'n3'))
    >>> resolved("a.xhtml", "https://example.org/") is None
    True
    """
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    return (normpath(joined(dirname(base), path)).lstrip("/") if path else base), unquote(parts.fragment)


@dataclass(frozen=True)
class Book:
    """A book with all that the checks look up."""

    packed: Packed
    path: str  # of the package document
    package: etree._Element
    damage: Mapping[str, str]  # why a listed page cannot be read
    pages: tuple[Page, ...]  # in reading order, without the navigation document unless it is among them
    nav: Page | None
    ncx: Page | None

    @property
    def name(self) -> str:
        return self.packed.name

    @cached_property
    def is_epub3(self) -> bool:
        return (self.package.get("version") or "").startswith("3")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(items_of(self.package, self.path))

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        """All pages that were read, by their files."""
        more = (self.nav,) if self.nav else ()
        return {page.path: page for page in (*more, *self.pages)}

    @cached_property
    def spine(self) -> Mapping[str, int]:
        """The place of each page in reading order."""
        return {page.path: place for place, page in enumerate(self.pages)}

    @cached_property
    def texts(self) -> tuple[Page, ...]:
        """The pages that are read, without the navigation document."""
        return tuple(page for page in self.pages if page is not self.nav)

    def stated(self, name: str) -> tuple[str, ...]:
        """What the package says: the texts of the Dublin Core elements of that name, without empty ones."""
        found = (("".join(node.itertext())).strip() for node in self.package.iter(f"{DC}{name}"))
        return tuple(text for text in found if text)

    def properties(self, name: str) -> tuple[str, ...]:
        """The values of the package's `meta` of that property, as EPUB 3 or EPUB 2 write them."""
        metas = [node for node in self.package.iter("{*}meta") if name in (node.get("property"), node.get("name"))]
        values = ((node.get("content") or "".join(node.itertext())).strip() for node in metas)
        return tuple(value for value in values if value)

    def at(self, line: int = 0) -> Place:
        """A place in the package document."""
        return Place(self.path, line)

    def element_at(self, target: Target) -> etree._Element | None:
        """The element that a link leads to: that of the id, or the whole page."""
        page = self.by_path.get(target[0])
        if page is None:
            return None
        return page.ids.get(target[1]) if target[1] else page.root

    def position(self, target: Target) -> tuple[int, int] | None:
        """Where a link leads to in reading order."""
        node = self.element_at(target)
        if node is None or target[0] not in self.spine:
            return None
        return self.spine[target[0]], self.by_path[target[0]].order[node]


def book_of(packed: Packed) -> Book:
    """The book of the files.  Raises `UnreadableInput` where it has no package document or no page that can be read."""
    path, package = _package(packed)
    items = {item.id: item for item in items_of(package, path)}
    references = [items.get(node.get("idref") or "") for node in package.iter("{*}itemref")]
    order = dict.fromkeys(item.path for item in references if item and item.path in packed.names and item.is_page)
    navs = [item.path for item in items.values() if "nav" in item.properties]
    fallback = next((text for node in package.iter(f"{DC}language") if (text := (node.text or "").strip())), "")
    parsed = {name: packed.parse(name) for name in dict.fromkeys([*order, *navs]) if name in packed.names}
    pages = {name: Page(name, root, fallback) for name, root in parsed.items() if not isinstance(root, Broken)}
    if (order and not any(name in pages for name in order)) or not order:
        raise UnreadableInput(f"{packed.name} has no page that can be read; {_first_reason(parsed)}.")
    return Book(
        packed=packed,
        path=path,
        package=package,
        damage={name: root.reason for name, root in parsed.items() if isinstance(root, Broken)},
        pages=tuple(pages[name] for name in order if name in pages),
        nav=next((pages[name] for name in navs if name in pages), None),
        ncx=_ncx(packed, items.values(), fallback),
    )


def _first_reason(parsed: "Mapping[str, etree._Element | Broken]") -> str:
    reasons = (f"{name}: {root.reason}" for name, root in parsed.items() if isinstance(root, Broken))
    return next(reasons, "its reading order (spine) names none")


def _package(packed: Packed) -> tuple[str, etree._Element]:
    container = packed.parse(_CONTAINER) if _CONTAINER in packed.names else None
    if container is None or isinstance(container, Broken):
        raise UnreadableInput(f"{packed.name} is no EPUB: {_CONTAINER}, which every EPUB has, is missing or damaged.")
    paths = [normpath(root.get("full-path") or "") for root in container.iter("{*}rootfile")]
    for path in paths:
        package = packed.parse(path) if path in packed.names else None
        if package is not None and not isinstance(package, Broken):
            return path, package
    raise UnreadableInput(f"{packed.name} is no EPUB: its package document {_first(paths)!r} is missing or damaged.")


def _first(paths: list[str]) -> str:
    return paths[0] if paths else ""


def items_of(package: etree._Element, path: str) -> Iterator[Item]:
    """The files that the manifest lists."""
    for node in package.iter("{*}item"):
        target = resolved(path, node.get("href") or "")
        yield Item(
            id=node.get("id") or "",
            path=target[0] if target else "",
            media_type=node.get("media-type") or "",
            properties=frozenset((node.get("properties") or "").split()),
            line=node.sourceline or 0,
        )


def _ncx(packed: Packed, items: Iterable[Item], fallback: str) -> Page | None:
    for item in items:
        if item.media_type == _NCX and item.path in packed.names:
            root = packed.parse(item.path)
            return None if isinstance(root, Broken) else Page(item.path, root, fallback)
    return None


def references_in(page: Page) -> Iterator[tuple[etree._Element, str]]:
    """Every reference of a page with the element that makes it."""
    for node in page.root.iter("{*}*"):
        for name in ("href", "src", f"{XLINK}href", "poster", "data"):
            if (value := node.get(name)) and local(node) != "base":
                yield node, value

"""Notes of web pages and e-books: which links lead to one, which text is one, and which links lead back.

EPUB and DPUB-ARIA have words for them (`epub:type`, `role`); older books have only links, and a note is what
a link with a short marker leads to, if a link in it leads back or it begins with the same marker.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from sources.archive import resolved
from sources.elements import XML_ID, local, plain_text

EPUB_TYPE: Final = "{http://www.idpf.org/2007/ops}type"

_REFERENCE: Final = frozenset({"noteref", "doc-noteref"})
_NOTE: Final = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_BACK: Final = frozenset({"backlink", "referrer", "doc-backlink"})
_HOLDERS: Final = frozenset({"p", "li", "aside", "dd", "dt", "div", "td", "section"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MAX_PARAGRAPHS: Final = 5
_MARKER: Final = re.compile(
    r"[\[(（〔【〖]?\s*(?:注|註|note\s)?\s*(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6}|[①-⑳]|[⑴-⒇]|[一二三四五六七八九十]{1,3})"
    r"\s*[\])）〕】〗.]?",
    re.IGNORECASE,
)
_ARROW: Final = re.compile(r"(?:[↩↑^⏎⤴⇑]\ufe0e?|back|return|返回)", re.IGNORECASE)

_Target = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Notes:
    """What was found; elements are told apart by identity."""

    references: Mapping[etree._Element, str] = field(default_factory=dict)  # links, with the key of the note
    bodies: Mapping[etree._Element, str] = field(default_factory=dict)
    backlinks: frozenset[etree._Element] = frozenset()


def find_notes(pages: Mapping[str, etree._Element]) -> Notes:
    """The notes of pages that may lead to each other, by the names that links give them."""
    finder = _Finder(pages)
    finder.find()
    return Notes(finder.references, finder.bodies, frozenset(finder.backlinks))


def types_of(element: etree._Element) -> frozenset[str]:
    """The words of `epub:type` (also where an HTML parser read it) and `role`."""
    values = (element.get(EPUB_TYPE), element.get("epub:type"), element.get("role"))
    return frozenset(word for value in values if value for word in value.lower().split())


class _Finder:
    def __init__(self, pages: Mapping[str, etree._Element]) -> None:
        self.ids: dict[_Target, etree._Element] = {}
        self.links: dict[etree._Element, str] = {}  # with their page
        self.references: dict[etree._Element, str] = {}
        self.bodies: dict[etree._Element, str] = {}
        self.backlinks: set[etree._Element] = set()
        for part, root in pages.items():
            for element in root.iter("{*}*"):
                self._index(part, element)

    def _index(self, part: str, element: etree._Element) -> None:
        anchor = element.get("name") if local(element) == "a" else None
        for id_ in (element.get("id"), element.get(XML_ID), anchor):
            if id_:
                self.ids.setdefault((part, id_), element)
        if local(element) == "a" and element.get("href"):
            self.links[element] = part
        if types_of(element) & _NOTE:
            self.bodies[element] = f"{part}#{len(self.bodies)}"

    def find(self) -> None:
        for link, part in self.links.items():
            if link not in self.backlinks:
                self._follow(link, part)

    def _follow(self, link: etree._Element, part: str) -> None:
        """Take the link for a reference to a note if it is one."""
        target = self._target(link)
        body = self._holder(target) if target is not None else None
        if body is None or body in link.iterancestors():
            return
        back = list(self._links_back(body, link))
        marked = _MARKER.fullmatch(plain_text(link)) is not None
        if types_of(link) & _REFERENCE or (marked and (body in self.bodies or back or _repeats(body, link))):
            self.references[link] = self.bodies.setdefault(body, f"{part}#{len(self.bodies)}")
            self.backlinks.update(back)
            if (marker := _leading_marker(body, link)) is not None:
                self.backlinks.add(marker)

    def _target(self, link: etree._Element) -> etree._Element | None:
        return self.ids.get(resolved(self.links[link], link.get("href") or "")) if link in self.links else None

    def _holder(self, target: etree._Element) -> etree._Element | None:
        """The note that holds the target of a link: what says that it is one, or else the nearest block."""
        around = (target, *target.iterancestors())
        said = next((element for element in around if element in self.bodies), None)
        nearest = next((element for element in around if local(element) in _HOLDERS | _HEADINGS), None)
        return nearest if said is None and nearest is not None and _is_small(nearest) else said

    def _links_back(self, body: etree._Element, link: etree._Element) -> Iterator[etree._Element]:
        """The links in a note that lead to its reference, or say that they do."""
        near = {link, *_up(link, 3), *link.iter("{*}*")}
        for inner in body.iter("{*}a"):
            if self._target(inner) in near or types_of(inner) & _BACK or _ARROW.fullmatch(plain_text(inner)):
                yield inner


def _is_small(element: etree._Element) -> bool:
    """No chapter: neither a heading nor something that has headings or many paragraphs."""
    names = [local(inner) for inner in element.iter("{*}*")]
    return not _HEADINGS.intersection(names) and names.count("p") <= _MAX_PARAGRAPHS


def _up(element: etree._Element, levels: int) -> list[etree._Element]:
    return [ancestor for ancestor, _ in zip(element.iterancestors(), range(levels), strict=False)]


def _repeats(body: etree._Element, link: etree._Element) -> bool:
    """Whether the note begins with the marker of its reference, or has its number in an ordered list."""
    marker = _bare(plain_text(link))
    is_numbered = marker.isdecimal() and _number_in_list(body) == int(marker)
    return is_numbered or re.match(rf"\W*{re.escape(marker)}(?!\w)", plain_text(body)) is not None


def _number_in_list(item: etree._Element) -> int | None:
    """The number that a browser shows before an item of an ordered list: HTML Standard, 4.4.5."""
    parent = item.getparent()
    if local(item) != "li" or parent is None or local(parent) != "ol":
        return None
    start = parent.get("start") or "1"
    items = [child for child in parent if local(child) == "li"]
    return int(start) + items.index(item) if start.isdecimal() else None


def _leading_marker(body: etree._Element, link: etree._Element) -> etree._Element | None:
    """The element at the very beginning of a note that repeats the marker of its reference."""
    marker = _bare(plain_text(link))
    for element in body.iter("{*}*"):
        if element is not body and marker and _bare(plain_text(element)) == marker:
            return element
        tail = "" if element is body or len(element) else element.tail
        if (element.text or "").strip() or (tail or "").strip():
            return None
    return None


def _bare(marker: str) -> str:
    return marker.strip(" []()（）〔〕【】〖〗.\u00a0")

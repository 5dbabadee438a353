"""The text of a web page or of a chapter of an e-book, told to a `Drafter`."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from lxml import etree

from bitext.documents import BlockKind, MarkKind
from bitext.languages import LanguageTag
from sources.archive import resolved
from sources.css import NO_STYLES, Styles, is_hidden, marks_of
from sources.drafting import Drafter, Place
from sources.elements import XML_LANG, all_text, content, line_of, local, plain_text
from sources.languages import tag_or_none
from sources.notes import Notes, types_of

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final = {
    "blockquote": BlockKind.QUOTE,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
}
_BLOCKS: Final = frozenset(
    {*_HEADINGS, *_KINDS, "address", "article", "aside", "body", "center", "details", "dir", "div", "dl", "fieldset"}
    | {"figure", "footer", "form", "header", "hgroup", "html", "legend", "main", "menu", "ol", "p", "pre", "section"}
    | {"summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_LISTS: Final = frozenset({"ul", "ol", "dl", "menu", "dir"})
_MARKS: Final = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "var": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
}
_ASIDE: Final = {
    "head": "the page's head",
    "script": "a script",
    "style": "a style sheet",
    "template": "a template",
    "noscript": "shown only without scripts",
    "nav": "navigation",
    "svg": "a drawing",
    "select": "part of a form",
    "textarea": "part of a form",
    "button": "part of a form",
    "iframe": "another page",
    "object": "another file",
    "audio": "another file",
    "video": "another file",
    "canvas": "a drawing",
    "del": "deleted text",
    "annotation": "a formula in another notation",
    "annotation-xml": "a formula in another notation",
    "rp": "brackets around a reading",
}
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_PAGE_BREAK: Final = frozenset({"pagebreak", "doc-pagebreak"})
_APPARATUS: Final = {
    **dict.fromkeys(("index", "doc-index", "index-locator-list"), "an index"),
    **dict.fromkeys(("toc", "doc-toc", "landmarks", "page-list", "doc-pagelist", "loi", "lot"), "navigation"),
    **dict.fromkeys(("colophon", "doc-colophon", "copyright-page"), "a colophon"),
    **dict.fromkeys(("titlepage", "halftitlepage"), "a title page"),
    **dict.fromkeys(("cover", "doc-cover"), "the cover"),
}
"""What a book says about itself, by `epub:type` or `role`: a book that is made from it says this anew."""

_REFERENCE: Final = frozenset({"biblioentry", "doc-biblioentry"})
_VERSE: Final = re.compile(r"(?:^|[\s:_-])(?:verse|poem|poetry|stanza|linegroup)(?:$|[\s_-])", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?|ftp|mailto|doi|urn):", re.IGNORECASE)
"""Where a link leads out of the book; others lead to places that the text will not have."""

_PAGE_NUMBER: Final = re.compile(r"(?:^|\s)page-?(?:num(?:ber)?|no)(?:$|\s)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+|\b[ivxlcdm]+\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around say of a block."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0  # of lists
    verse: bool = False
    preserves: bool = False
    language: LanguageTag | None = None


def walk_page(  # noqa: PLR0913 - what is known of the page beside its elements
    root: etree._Element,
    drafter: Drafter,
    notes: Notes,
    *,
    headings: Mapping[etree._Element, int] = MappingProxyType({}),
    language: LanguageTag | None = None,
    styles: Styles = NO_STYLES,
) -> None:
    """Tell the drafter all that the page holds.

    `headings` are elements that are headings, with their levels, although they do not say so.  `language` is the
    book's: blocks are told to be in the page's own where that is another.  `styles` are those of its style sheets.
    """
    own = page_language(root)
    differs = own is not None and language is not None and own.language != language.language
    _Walk(drafter, notes, headings, own, styles).element(root, _Context(language=own if differs else None))


def walk_notes(
    root: etree._Element, drafter: Drafter, notes: Notes, reason: str, *, styles: Styles = NO_STYLES
) -> None:
    """Tell the drafter only the notes of a page; the rest is set aside for the reason given."""
    walk = _Walk(drafter, notes, MappingProxyType({}), page_language(root), styles)
    drafter.set_aside("".join(_outside(root, notes)), reason)
    for element in notes.bodies:
        if element.getroottree().getroot() is root:
            walk.element(element, _Context())


def _outside(element: etree._Element, notes: Notes) -> Iterator[str]:
    """The text that is in no note."""
    for part in content(element):
        if isinstance(part, str):
            yield part
        elif part not in notes.bodies:
            yield from _outside(part, notes)


def page_language(root: etree._Element) -> LanguageTag | None:
    """The language that the page, or its body, says it is in."""
    body = next(root.iter("{*}body", "body"), None)
    return _language(root) or (_language(body) if body is not None else None)


def _language(element: etree._Element) -> LanguageTag | None:
    return tag_or_none(element.get(XML_LANG) or element.get("lang") or element.get("xml:lang"))


class _Walk:
    def __init__(
        self,
        drafter: Drafter,
        notes: Notes,
        headings: Mapping[etree._Element, int],
        language: LanguageTag | None,
        styles: Styles,
    ) -> None:
        self.drafter = drafter
        self.notes = notes
        self.headings = headings
        self.language = language
        self.styles = styles

    def element(self, element: etree._Element, context: _Context) -> None:
        name = local(element).lower()
        if element in self.notes.references:
            self.drafter.set_aside(all_text(element), "the marker of a note", line_of(element))
            self.drafter.point(MarkKind.NOTE, self.notes.references[element])
        elif element in self.notes.bodies:
            language = self._differing(element, context)
            with self.drafter.note(Place(key=self.notes.bodies[element], line=line_of(element), language=language)):
                self._inside(element, replace(context, verse=False, preserves=False))
        elif types_of(element) & _PAGE_BREAK or _PAGE_NUMBER.search(element.get("class") or ""):
            self._page_break(element)
        elif name == "svg" and (pictures := list(element.iter("{*}image", "image"))):
            self._wrapped(element, pictures)
        elif reason := self._reason(element, name):
            self.drafter.set_aside(all_text(element), reason, line_of(element))
        elif name in _BLOCKS:
            self._block(element, name, context)
        else:
            self._inline(element, name, context)

    def _reason(self, element: etree._Element, name: str) -> str | None:
        """Why an element is no part of the text, if it is none."""
        if element in self.notes.backlinks:
            return "the marker of a note, or the way back from it"
        if element.get("hidden") is not None or is_hidden(self.styles.of(element)):
            return "hidden"
        said = (_APPARATUS[kind] for kind in sorted(types_of(element)) if kind in _APPARATUS)
        return next(said, None) or _ASIDE.get(name)

    def _inside(self, element: etree._Element, context: _Context) -> None:
        for part in content(element):
            if isinstance(part, str):
                self._text(part, context)
            else:
                self.element(part, context)

    def _text(self, text: str, context: _Context) -> None:
        if context.preserves:
            self.drafter.preserved(text)
        else:
            self.drafter.text(text)

    def _block(self, element: etree._Element, name: str, context: _Context) -> None:
        inner = self._context(element, name, context)
        place = Place(kind=inner.kind, level=inner.level, language=inner.language, line=line_of(element))
        with self._in_table(name), self.drafter.block(place):
            self._inside(element, inner)

    def _in_table(self, name: str) -> AbstractContextManager[None]:
        if name == "tr":
            self.drafter.row()
        around = {"table": self.drafter.table, "td": self.drafter.cell, "th": self.drafter.cell}.get(name)
        return around() if around else nullcontext()

    def _context(self, element: etree._Element, name: str, outer: _Context) -> _Context:
        """What holds for the blocks in an element: a heading is one everywhere, else the nearest kind counts."""
        types = types_of(element)
        context = replace(
            outer,
            language=self._differing(element, outer),
            depth=outer.depth + (name in _LISTS),
            preserves=outer.preserves or name == "pre",
            verse=outer.verse or _VERSE.search(f"{' '.join(sorted(types))} {element.get('class') or ''}") is not None,
        )
        if name in _HEADINGS or "heading" in types or element in self.headings:
            level = _HEADINGS.get(name) or self.headings.get(element) or _number(element.get("aria-level")) or 2
            return replace(context, kind=BlockKind.HEADING, level=level)
        if types & _REFERENCE:
            return replace(context, kind=BlockKind.REFERENCE, level=0)
        if kind := _KINDS.get(name):
            return replace(context, kind=kind, level=context.depth if kind is BlockKind.LIST_ITEM else 0)
        if context.verse and context.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE}:
            return replace(context, kind=BlockKind.VERSE)
        return context

    def _differing(self, element: etree._Element, context: _Context) -> LanguageTag | None:
        """The language of a part where it is not the page's."""
        own = _language(element)
        if own is None or local(element).lower() in {"html", "body"}:
            return context.language
        return None if own == self.language else own

    def _inline(self, element: etree._Element, name: str, context: _Context) -> None:
        match name:
            case "br":
                self._line(context)
            case "hr":
                self.drafter.separator(line_of(element))
            case "img":
                said = element.get("alt") or element.get("title") or ""
                self.drafter.image(said, self._picture(element.get("src")))
            case "ruby":
                self._ruby(element, context)
            case _:
                with self._mark(element, name), self._foreign(element, context):
                    self._inside(element, context)

    def _line(self, context: _Context) -> None:
        if context.verse:
            self.drafter.end_block()
        else:
            self.drafter.line()

    def _mark(self, element: etree._Element, name: str) -> AbstractContextManager[object]:
        """The marks that the element's name says, or else those that its style shows."""
        named = _MARKS.get(name)
        kinds = [named] if named else list(marks_of(self.styles.of(element)))
        marks = ExitStack()
        for kind in kinds:
            marks.enter_context(self.drafter.mark(kind))
        href = (element.get("href") or "").strip()
        if name == "a" and _ADDRESS.match(href):
            marks.enter_context(self.drafter.mark(MarkKind.LINK, href))
        return marks

    def _foreign(self, element: etree._Element, context: _Context) -> AbstractContextManager[None]:
        own = _language(element)
        here = context.language or self.language
        return self.drafter.mark(MarkKind.FOREIGN, own) if own and own != here else nullcontext()

    def _page_break(self, element: etree._Element) -> None:
        said = element.get("title") or element.get("aria-label") or plain_text(element)
        self.drafter.set_aside(all_text(element), "the number of a page", line_of(element))
        number = _NUMBER.search(said)
        self.drafter.point(MarkKind.PAGE, number[0] if number else said.strip())

    def _wrapped(self, drawing: etree._Element, pictures: list[etree._Element]) -> None:
        """Pictures that stand in a drawing, which is there to fit them to the page."""
        titles = (plain_text(title) for title in drawing.iter("{*}title", "{*}desc"))
        said = next(filter(None, titles), "") or drawing.get("aria-label") or ""
        for picture in pictures:
            self.drafter.image(said, self._picture(picture.get(_XLINK) or picture.get("href")))

    def _picture(self, address: str | None) -> str:
        """The member of the archive that is shown; empty where there is no archive."""
        return resolved(self.drafter.part, address)[0] if address and self.drafter.part else ""

    def _ruby(self, element: etree._Element, context: _Context) -> None:
        """Each base with the reading that follows it."""
        base: list[str | etree._Element] = []
        for part in _ruby_parts(element):
            if isinstance(part, str) or local(part).lower() != "rt":
                base.append(part)
                continue
            with self.drafter.ruby(plain_text(part)):
                self._each(base, context)
            base = []
        self._each(base, context)

    def _each(self, parts: list[str | etree._Element], context: _Context) -> None:
        for part in parts:
            if isinstance(part, str):
                self._text(part, context)
            else:
                self.element(part, context)


def _ruby_parts(element: etree._Element) -> list[str | etree._Element]:
    """What stands in a ruby element, with the readings of an `rtc` among the rest."""
    parts: list[str | etree._Element] = []
    for part in content(element):
        if isinstance(part, str) or local(part).lower() != "rtc":
            parts.append(part)
        else:
            parts += content(part)
    return parts


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and 1 <= int(value) <= 9 else None

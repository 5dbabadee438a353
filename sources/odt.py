"""OpenDocument texts (ISO/IEC 26300), as LibreOffice writes them; tracked deletions are left out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from bitext.documents import BlockKind, MarkKind
from bitext.drafts import Drafted
from sources.archive import Archive, open_archive
from sources.contract import Declined, Request
from sources.drafting import Drafter, Place
from sources.elements import all_text, content, line_of, local, plain_text
from sources.pictures import with_pictures
from sources.styles import Style, style_named
from sources.xml import parse_xml

_CONTENT: Final = "content.xml"
_ASIDE: Final = {
    "tracked-changes": "deleted by a tracked change",
    "annotation": "a comment",
    "table-of-content": "a table of contents",
    "alphabetical-index": "an index",
    "illustration-index": "an index",
    "sequence-decls": "declarations",
    "variable-decls": "declarations",
    "user-field-decls": "declarations",
    "forms": "part of a form",
    "note-citation": "the marker of a note",
}
_FROM_STYLE: Final = (("font-style", MarkKind.EMPHASIS), ("font-weight", MarkKind.STRONG))
_PLAIN: Final = frozenset({"normal", "400", "300", "none", ""})
_LINK: Final = ("http://", "https://", "mailto:", "ftp://", "doi:", "urn:")


def read_odt(data: bytes, request: Request) -> Drafted | Declined:
    """Headings, styles, notes as their own stream, tables, lists, ruby; comments are set aside."""
    archive = open_archive(data, request.name)
    if isinstance(archive, Declined):
        return archive
    root = _parsed(archive, _CONTENT)
    body = None if root is None else next(root.iter("{*}text"), None)
    if root is None or body is None or local(root) != "document-content":
        return Declined(f"it is a zip file without the text of an OpenDocument ({_CONTENT})")
    drafter = Drafter(part=_CONTENT)
    meta = _parsed(archive, "meta.xml")
    drafter.title = next((plain_text(title) for title in meta.iter("{*}title")), "") if meta is not None else ""
    styles = _Styles([part for part in (_parsed(archive, "styles.xml"), root) if part is not None])
    _Walk(drafter, styles).inside(body, _Context())
    _set_margins_aside(drafter, styles)
    return with_pictures(drafter.drafted(encoding="utf-8"), archive.read)


def _parsed(archive: Archive, path: str) -> etree._Element | None:
    data = archive.read(path)
    root = None if data is None else parse_xml(data, f"{path} in {archive.name}")
    return None if isinstance(root, Declined) else root


def _value(element: etree._Element, name: str) -> str:
    """An attribute whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


class _Styles:
    """The styles by name, with those that they are based on."""

    def __init__(self, parts: list[etree._Element]) -> None:
        self.parts = parts
        self.named = {_value(style, "name"): style for part in parts for style in part.iter("{*}style")}

    def paragraph(self, name: str) -> Style:
        """What a paragraph style is for, by its name or that of one that it is based on."""
        return next((found for style in self._chain(name) if (found := _meaning(style))), Style())

    def marks(self, name: str) -> Iterator[MarkKind]:
        """What a text style shows: italics, bold, raised or lowered."""
        said: dict[str, str] = {}
        for style in self._chain(name):
            for properties in style.iterchildren("{*}text-properties"):
                for key, value in properties.attrib.items():
                    said.setdefault(str(key).rpartition("}")[2], str(value))
        yield from (kind for key, kind in _FROM_STYLE if said.get(key, "") not in _PLAIN)
        position = said.get("text-position", "").split(" ")[0]
        if position == "super" or (position.endswith("%") and not position.startswith(("-", "0"))):
            yield MarkKind.SUPERSCRIPT
        elif position.startswith(("sub", "-")):
            yield MarkKind.SUBSCRIPT

    def _chain(self, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name and name not in seen and name in self.named:
            seen.add(name)
            yield self.named[name]
            name = _value(self.named[name], "parent-style-name")


def _meaning(style: etree._Element) -> Style | None:
    names = (_value(style, "display-name"), _value(style, "name"))
    return next((found for name in names if (found := style_named(name))), None)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around say."""

    kind: BlockKind | None = None  # None: as the paragraph's style has it
    depth: int = 0  # of lists


class _Walk:
    def __init__(self, drafter: Drafter, styles: _Styles) -> None:
        self.drafter = drafter
        self.styles = styles
        self.inline: Mapping[str, Callable[[etree._Element, _Context], None]] = {
            "span": self._span,
            "a": self._link,
            "note": self._note,
            "ruby": self._ruby,
            "frame": self._frame,
        }

    def inside(self, element: etree._Element, context: _Context) -> None:
        """All that stands in an element."""
        for part in content(element):
            if isinstance(part, str):
                self.drafter.text(part)
            else:
                self._element(part, context)

    def _element(self, element: etree._Element, context: _Context) -> None:
        name = local(element)
        if reason := _ASIDE.get(name):
            self.drafter.set_aside(all_text(element), reason, line_of(element))
        elif name in {"p", "h"}:
            self._paragraph(element, context)
        elif name == "list":
            self.inside(element, replace(context, depth=context.depth + 1, kind=context.kind or BlockKind.LIST_ITEM))
        elif name == "table":
            with self.drafter.table():
                self.inside(element, context)
        elif name == "table-row":
            self.drafter.row()
            self.inside(element, context)
        elif name == "table-cell":
            with self.drafter.cell():
                self.inside(element, _Context(kind=BlockKind.TABLE_CELL))
        elif handler := self.inline.get(name):
            handler(element, context)
        else:
            self._character(element, name, context)

    def _character(self, element: etree._Element, name: str, context: _Context) -> None:
        match name:
            case "s":
                count = _value(element, "c")
                self.drafter.preserved(" " * (min(int(count), _MAX_SPACES) if count.isdecimal() else 1))
            case "tab":
                self.drafter.preserved("\t")
            case "line-break":
                self.drafter.line()
            case _:
                self.inside(element, context)

    def _paragraph(self, element: etree._Element, context: _Context) -> None:
        style = self._style(element, context)
        if style.is_contents:
            self.drafter.set_aside(all_text(element), "a table of contents", line_of(element))
            return
        with self.drafter.block(Place(kind=style.kind, level=style.level, line=line_of(element))):
            self.inside(element, _Context())

    def _style(self, element: etree._Element, context: _Context) -> Style:
        level = _value(element, "outline-level")
        if local(element) == "h":
            return Style(kind=BlockKind.HEADING, level=max(1, int(level)) if level.isdecimal() else 1)
        if context.kind is not None:
            return Style(kind=context.kind, level=context.depth if context.kind is BlockKind.LIST_ITEM else 0)
        return self.styles.paragraph(_value(element, "style-name"))

    def _span(self, element: etree._Element, context: _Context) -> None:
        with ExitStack() as marks:
            for kind in self.styles.marks(_value(element, "style-name")):
                marks.enter_context(self.drafter.mark(kind))
            self.inside(element, context)

    def _link(self, element: etree._Element, context: _Context) -> None:
        address = _value(element, "href")
        with ExitStack() as marks:
            if address.startswith(_LINK):
                marks.enter_context(self.drafter.mark(MarkKind.LINK, address))
            self.inside(element, context)

    def _note(self, element: etree._Element, _context: _Context) -> None:
        key = _value(element, "id") or element.getroottree().getpath(element)
        self.drafter.point(MarkKind.NOTE, key)
        with self.drafter.note(Place(key=key, line=line_of(element))):
            self.inside(element, _Context())

    def _ruby(self, element: etree._Element, context: _Context) -> None:
        reading = " ".join(plain_text(text) for text in element.iterchildren("{*}ruby-text"))
        with self.drafter.ruby(reading):
            for part in content(element):
                if isinstance(part, str):
                    self.drafter.text(part)
                elif local(part) != "ruby-text":
                    self._element(part, context)

    def _frame(self, element: etree._Element, context: _Context) -> None:
        """A picture with its description, or text in a box."""
        is_picture = next(element.iterchildren("{*}text-box"), None) is None
        descriptions = [child for name in ("desc", "title") for child in element.iterchildren(f"{{*}}{name}")]
        told = next((child for child in descriptions if plain_text(child)), None) if is_picture else None
        if is_picture:
            shown = (_value(image, "href") for image in element.iterchildren("{*}image"))
            self.drafter.image("" if told is None else plain_text(told), next(filter(None, shown), ""))
        for part in content(element):
            if isinstance(part, str):
                self.drafter.text(part)
            elif part in descriptions and part is not told:
                self.drafter.set_aside(all_text(part), "the description of a picture", line_of(part))
            elif part is not told:
                self._element(part, context)


_MAX_SPACES: Final = 1000
"""What a file may write as one element; no line is longer."""


def _set_margins_aside(drafter: Drafter, styles: _Styles) -> None:
    for part in styles.parts:
        for name in ("header", "footer"):
            for margin in part.iter(f"{{*}}{name}"):
                drafter.set_aside(all_text(margin), "a running head or foot")

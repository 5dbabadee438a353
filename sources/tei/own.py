"""TEI as this project writes it: every block, mark, id and blank comes back as it was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bitext.documents import BlockKind, Mark, MarkKind, Origin
from bitext.drafts import Draft, Drafted
from bitext.errors import BadData
from bitext.spans import Span
from sources.elements import XML_ID, XML_LANG, all_text, line_of, local
from sources.languages import tag_or_none

_TOOL: Final = "duizhao"
_KINDS: Final = {
    "head": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "quote": BlockKind.QUOTE,
    "l": BlockKind.VERSE,
    "item": BlockKind.LIST_ITEM,
    "bibl": BlockKind.REFERENCE,
    "note": BlockKind.NOTE,
}
_HOLDERS: Final = frozenset({"lg", "list", "listBibl", "cit"})
_UNSPOKEN: Final = frozenset({"rt", "figDesc"})  # what is the value of a mark, and not text
_COPY: Final = ("quote", "original")  # the original of a quotation, whose text stands in its own document
_HIGHLIGHTS: Final = {
    "italic": MarkKind.EMPHASIS,
    "bold": MarkKind.STRONG,
    "superscript": MarkKind.SUPERSCRIPT,
    "subscript": MarkKind.SUBSCRIPT,
}
_LEVEL: Final = re.compile(r"\blevel-(\d+)\b")


def is_own(root: etree._Element) -> bool:
    """Whether the header names this project as the application, and the text is laid out as it does."""
    named = any(application.get("ident") == _TOOL for application in root.iter("{*}application"))
    return named and all(_is_document(div) for div in own_texts(root))


def own_texts(root: etree._Element) -> list[etree._Element]:
    """The divisions that hold a document each, in the text or in the texts of a corpus."""
    holders = [root, *root.iterfind("{*}TEI")]
    bodies = [body for holder in holders for body in holder.iterfind("{*}text/{*}body")]
    return [div for body in bodies for div in body.iterchildren("{*}*")]


def _is_document(div: etree._Element) -> bool:
    children = {(local(child), child.get("type")) for child in div.iterchildren("{*}*")}
    return bool(div.get(XML_ID) and div.get(XML_LANG)) and children <= {("div", "section"), ("div", "notes")}


def read_own(root: etree._Element, div: etree._Element) -> Drafted:
    """One document of the edition."""
    prefix = f"{div.get(XML_ID)}."
    sections = [child for child in div.iterchildren("{*}div") if child.get("type") == "section"]
    notes = [child for child in div.iterchildren("{*}div") if child.get("type") == "notes"]
    source = next((bibl for bibl in root.iter("{*}bibl") if bibl.get(XML_ID) == f"src.{div.get(XML_ID)}"), None)
    title = source.find("{*}title") if source is not None else None
    return Drafted(
        blocks=tuple(draft for section in sections for draft in _section(section, 1, prefix)),
        notes=tuple(draft for note in notes for draft in _blocks(note, 0, prefix)),
        title=all_text(title) if title is not None else "",
        language=tag_or_none(div.get(XML_LANG)),
    )


def _section(section: etree._Element, depth: int, prefix: str) -> Iterator[Draft]:
    yield from _blocks(section, _level(section, depth), prefix)
    for inner in section.iterchildren("{*}div"):
        yield from _section(inner, depth + 1, prefix)


def _level(element: etree._Element, usual: int) -> int:
    match = _LEVEL.search(element.get("rend") or "")
    return int(match[1]) if match else usual


def _blocks(holder: etree._Element, level: int, prefix: str) -> Iterator[Draft]:
    for element in holder.iterchildren("{*}*"):
        name = local(element)
        if name in _HOLDERS:
            yield from _blocks(element, level, prefix)
        elif name != "div" and element.get(XML_ID):
            yield _draft(element, level if name == "head" else 0, prefix)


def _draft(element: etree._Element, level: int, prefix: str) -> Draft:
    id_ = element.get(XML_ID) or ""
    content = _Content()
    content.walk(element)
    whole = content.whole()
    sentences = [(span, inner) for inner, span in whole if local(inner) == "s" or inner.get("type") == "sentence"]
    return Draft(
        text="".join(content.pieces),
        kind=_kind(element),
        level=_level(element, level),
        language=tag_or_none(element.get(XML_LANG)),
        marks=tuple(sorted(mark for inner, span in whole for mark in _marks(inner, span))),
        segments=tuple(span for span, _ in sentences),
        segment_ids=tuple((inner.get(XML_ID) or "").removeprefix(prefix) for _, inner in sentences),
        id=id_.removeprefix(prefix),
        key=id_,
        origin=Origin(line=line_of(element)),
    )


def _kind(element: etree._Element) -> BlockKind:
    """What the block is.  Raises `BadData` at an element that we do not write, put in by another hand."""
    name, type_ = local(element), element.get("type") or ""
    kinds = {kind.value: kind for kind in BlockKind} if name == "ab" else _KINDS
    if kind := kinds.get(type_ if name == "ab" else name):
        return kind
    told = f' type="{type_}"' if name == "ab" else ""
    raise BadData(f"line {line_of(element)}: <{name}{told}> is no block that duizhao writes; make it a <p>.")


@dataclass(slots=True)
class _Content:
    """A block's text, and the elements in it with what they hold."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    found: list[tuple[etree._Element, Span]] = field(default_factory=list)

    def walk(self, element: etree._Element) -> None:
        """Take in all that stands in the element."""
        self._add(element.text)
        for child in element:
            start, place = self.length, len(self.found)
            if local(child) not in _UNSPOKEN and (local(child), child.get("type")) != _COPY:
                self.walk(child)
            self.found.insert(place, (child, Span(start, self.length)))
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def whole(self) -> list[tuple[etree._Element, Span]]:
        """What was found, with the parts that `@prev` chains together as one."""
        places: dict[str, int] = {}
        whole: list[tuple[etree._Element, Span]] = []
        for element, span in self.found:
            place = places.get((element.get("prev") or "").removeprefix("#"))
            if place is None:
                place = len(whole)
                whole.append((element, span))
            else:
                whole[place] = (whole[place][0], Span(whole[place][1].start, span.end))
            places[element.get(XML_ID) or f" {place}"] = place
        return whole


def _marks(element: etree._Element, span: Span) -> Iterator[Mark]:
    """The mark that an element stands for, if it stands for one."""
    address = element.get("target") or element.get("n") or ""
    match local(element):
        case "hi":
            yield Mark(span, _highlight(element))
        case "ruby":
            yield Mark(span, MarkKind.RUBY, _said_in(element, "rt"))
        case "foreign":
            yield Mark(span, MarkKind.FOREIGN, element.get(XML_LANG) or "")
        case "ref":
            yield Mark(span, MarkKind.LINK, address)
        case "ptr" if element.get("type") == "note":
            yield Mark(span, MarkKind.NOTE, address.removeprefix("#"))
        case "pb":
            yield Mark(span, MarkKind.PAGE, element.get("n") or "")
        case "lb":
            yield Mark(span, MarkKind.LINE, element.get("n") or "")
        case "figure":
            yield Mark(span, MarkKind.IMAGE, _said_in(element, "figDesc"), _picture(element))


def _picture(figure: etree._Element) -> str:
    """What the picture is called: the file's name in the folder of pictures."""
    graphic = next(figure.iterchildren("{*}graphic"), None)
    return "" if graphic is None else (graphic.get("url") or "").rpartition("/")[2]


def _highlight(element: etree._Element) -> MarkKind:
    """How the words stand out.  Raises `BadData` at a way that we do not write."""
    rend = element.get("rend") or ""
    if rend not in _HIGHLIGHTS:
        known = ", ".join(_HIGHLIGHTS)
        raise BadData(f"line {line_of(element)}: <hi rend={rend!r}> is none that duizhao writes; it can be {known}.")
    return _HIGHLIGHTS[rend]


def _said_in(element: etree._Element, name: str) -> str:
    child = next(element.iterchildren(f"{{*}}{name}"), None)
    return "" if child is None else all_text(child)

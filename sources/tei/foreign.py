"""TEI of other people: what each element means is told by its name and by what is around it and in it."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from bitext.documents import BlockKind, MarkKind
from bitext.drafts import Drafted
from bitext.languages import LanguageTag
from sources.drafting import Drafter, Place
from sources.elements import XML_ID, XML_LANG, all_text, content, line_of, local, plain_text
from sources.languages import tag_or_none

_DIVISIONS: Final = frozenset({"div", *(f"div{level}" for level in range(8))})
_KINDS: Final = {
    "quote": BlockKind.QUOTE,
    "l": BlockKind.VERSE,
    "item": BlockKind.LIST_ITEM,
    "label": BlockKind.LIST_ITEM,
    "cell": BlockKind.TABLE_CELL,
    "bibl": BlockKind.REFERENCE,
    "biblStruct": BlockKind.REFERENCE,
    "biblFull": BlockKind.REFERENCE,
}
# An element with one of these in it holds blocks, and is none itself.
_BLOCKS: Final = frozenset({"p", "l", "ab", "head", "item", "cell", "lg", "list", "table", "sp", *_DIVISIONS})
_HOLDERS: Final = frozenset(
    {"listBibl", "cit", "list", "lg", "table", "row", "sp", "titlePage", "docTitle", *_DIVISIONS}
)
_STRUCTURED: Final = frozenset({"biblStruct", "analytic", "monogr", "imprint", "series"})
"""Data without the punctuation that prose would have."""

_PROSE: Final = frozenset({"p", "ab", "l", "head", "item", "cell", "bibl"})
"""In these text and inline elements may stand beside the blocks that they hold."""

_ASIDE: Final = {
    "teiHeader": "the header",
    "standOff": "stand-off annotation",
    "fw": "a running head or foot",
    "sic": "another reading (sic)",
    "orig": "another reading (orig)",
    "abbr": "another reading (abbr)",
    "rdg": "another reading (rdg)",
    "del": "deleted text",
    "surplus": "deleted text",
    "rp": "brackets around a reading",
    "index": "an entry of an index",
}
_ALTERNATIVES: Final = {"sic": "corr", "orig": "reg", "abbr": "expan", "rdg": "lem"}
"""An alternative is set aside only where the other one stands beside it."""

_NOTE_POINTERS: Final = frozenset({"note", "noteAnchor", "noteref", "footnote"})
_MARKS: Final = {"emph": MarkKind.EMPHASIS}
_RENDITIONS: Final = (
    (re.compile(r"ital|\bem\b|\bi\b", re.IGNORECASE), MarkKind.EMPHASIS),
    (re.compile(r"bold|strong|\bb\b", re.IGNORECASE), MarkKind.STRONG),
    (re.compile(r"\bsup", re.IGNORECASE), MarkKind.SUPERSCRIPT),
    (re.compile(r"\bsub", re.IGNORECASE), MarkKind.SUBSCRIPT),
)
_ADDRESS: Final = re.compile(r"(?:https?|ftp|mailto|doi|urn):", re.IGNORECASE)
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.\-]")
_SENTENCES: Final = frozenset({"s", "seg"})


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around say."""

    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0  # of divisions
    list_depth: int = 0
    language: LanguageTag | None = None
    in_block: bool = False


def read_foreign(root: etree._Element, elements: Sequence[etree._Element], language: LanguageTag | None) -> Drafted:
    """The text in the elements; the header and all other texts of the file are set aside."""
    drafter = Drafter()
    drafter.title = _title(root)
    walk = _Walk(drafter, root, elements, language)
    walk.rest(root)
    for element in elements:
        walk.element(element, _Context())
    return drafter.drafted(language=language)


def _title(root: etree._Element) -> str:
    titles = (title for statement in root.iter("{*}titleStmt") for title in statement.iterchildren("{*}title"))
    return next((text for title in titles if (text := plain_text(title))), "")


class _Walk:
    def __init__(
        self,
        drafter: Drafter,
        root: etree._Element,
        elements: Sequence[etree._Element],
        language: LanguageTag | None,
    ) -> None:
        self.drafter = drafter
        self.language = language
        self.wanted = frozenset(elements)
        self.holders = frozenset(outer for element in elements for outer in element.iterancestors())
        names = {local(inner) for element in elements for inner in element.iter("{*}*")}
        self.sentence = next((name for name in ("s", "seg") if name in names), None)
        self.targets = {id_: note for note in root.iter("{*}note") if (id_ := note.get(XML_ID))}
        self.told: set[etree._Element] = set()

    def rest(self, element: etree._Element) -> None:
        """Set aside what is not the text that is wanted, outside of it."""
        if element in self.wanted:
            return
        if element not in self.holders:
            self._aside(element, _ASIDE.get(local(element), "another text of the file"))
            return
        for part in content(element):
            if isinstance(part, str):
                self.drafter.set_aside(part, "between texts", line_of(element))
            else:
                self.rest(part)

    def _aside(self, element: etree._Element, reason: str) -> None:
        self.drafter.set_aside(all_text(element), reason, line_of(element))

    def element(self, element: etree._Element, context: _Context) -> None:
        name = local(element)
        if _is_set_aside(element, name):
            self._aside(element, _ASIDE[name])
        elif name == "note":
            self._note(element, context)
        elif _holds_blocks(element) or (name in _HOLDERS and not context.in_block):
            self._holder(element, name, context)
        elif name == "lb":
            self._line(element)
        elif name == "pb":
            self.drafter.point(MarkKind.PAGE, element.get("n") or "")
        elif name == "figDesc":
            self.drafter.point(MarkKind.IMAGE, plain_text(element))
        elif name == "milestone" and not context.in_block:
            self.drafter.separator(line_of(element))
        elif context.in_block and name not in _BLOCKS:
            self._inline(element, name, context)
        else:
            self._block(element, name, context)

    def _inside(self, element: etree._Element, context: _Context) -> None:
        for part in content(element):
            if isinstance(part, str):
                self.drafter.text(part)
            else:
                self.element(part, context)

    def _holder(self, element: etree._Element, name: str, context: _Context) -> None:
        """A division, a list, a quotation of paragraphs: what is in it are blocks."""
        inner = self._context(element, name, context)
        inner = replace(
            inner,
            depth=inner.depth + (name in _DIVISIONS),
            list_depth=inner.list_depth + (name == "list"),
            in_block=name in _PROSE,
        )
        with self.drafter.block(self._place(element, inner, with_id=False)):
            self._inside(element, inner)

    def _block(self, element: etree._Element, name: str, context: _Context) -> None:
        inner = replace(self._context(element, name, context), in_block=True)
        with self.drafter.block(self._place(element, inner)):
            self._inside(element, inner)

    def _context(self, element: etree._Element, name: str, context: _Context) -> _Context:
        language = self._differing(element, context)
        if name == "head":
            kind = BlockKind.CAPTION if _is_caption(element) else BlockKind.HEADING
        elif name == "ab" and (type_ := element.get("type") or "") in set(BlockKind):
            kind = BlockKind(type_)
        else:
            kind = _KINDS.get(name, context.kind)
        return replace(context, kind=kind, language=language)

    def _place(self, element: etree._Element, context: _Context, *, with_id: bool = True) -> Place:
        levels = {BlockKind.HEADING: max(1, context.depth), BlockKind.LIST_ITEM: max(1, context.list_depth)}
        return Place(
            kind=context.kind,
            level=levels.get(context.kind, 0),
            language=context.language,
            line=line_of(element),
            id=_id(element) if with_id else "",
        )

    def _differing(self, element: etree._Element, context: _Context) -> LanguageTag | None:
        own = tag_or_none(element.get(XML_LANG))
        if own is None:
            return context.language
        return None if own == self.language else own

    def _note(self, element: etree._Element, context: _Context) -> None:
        """A note, anchored where it stands if that is within a block."""
        if element in self.told:
            return
        self.told.add(element)
        key = _key(element)
        if context.in_block:
            self.drafter.point(MarkKind.NOTE, key)
        language = self._differing(element, context)
        inner = replace(context, kind=BlockKind.PARAGRAPH, language=language, in_block=True)
        with self.drafter.note(Place(key=key, id=_id(element), language=language, line=line_of(element))):
            self._inside(element, inner)

    def _line(self, element: etree._Element) -> None:
        """Where a line of the page ends; the sentence goes on."""
        self.drafter.point(MarkKind.LINE, element.get("n") or "")
        if element.get("break") != "no":
            self.drafter.text("\n")

    def _inline(self, element: etree._Element, name: str, context: _Context) -> None:
        match name:
            case "ruby":
                self._ruby(element, context)
            case "space":
                self.drafter.text(" ")
            case "ref" | "ptr" if self._pointed(element) is not None:
                self._pointer(element)
            case _:
                if (parent := element.getparent()) is not None and local(parent) in _STRUCTURED:
                    self.drafter.text(" ")
                with self._mark(element, name, context), self._sentence(element, name):
                    self._inside(element, context)

    def _pointed(self, element: etree._Element) -> etree._Element | None:
        """The note that an element points at."""
        target = (element.get("target") or "").split()
        note = self.targets.get(target[0].removeprefix("#")) if target and target[0].startswith("#") else None
        said = element.get("type") in _NOTE_POINTERS or local(element) == "ptr"
        return note if note is not None and (said or len(plain_text(element)) <= 4) else None

    def _pointer(self, element: etree._Element) -> None:
        note = self._pointed(element)
        self._aside(element, "the marker of a note")
        if note is not None:
            self.drafter.point(MarkKind.NOTE, _key(note))

    def _ruby(self, element: etree._Element, context: _Context) -> None:
        reading = " ".join(plain_text(rt) for rt in element.iter("{*}rt"))
        with self.drafter.ruby(reading):
            for part in content(element):
                if isinstance(part, str):
                    self.drafter.text(part)
                elif local(part) not in {"rt", "rtc"}:
                    self.element(part, context)

    def _sentence(self, element: etree._Element, name: str) -> AbstractContextManager[None]:
        if name != self.sentence or (name == "seg" and element.get("type") not in {None, "sentence", "s"}):
            return nullcontext()
        return self.drafter.sentence(_id(element))

    def _mark(self, element: etree._Element, name: str, context: _Context) -> AbstractContextManager[None]:
        language = tag_or_none(element.get(XML_LANG))
        target = element.get("target") or ""
        if name == "foreign" or (
            language and language != (context.language or self.language) and name not in _SENTENCES
        ):
            return self.drafter.mark(MarkKind.FOREIGN, language or "")
        if name == "ref" and _ADDRESS.match(target):
            return self.drafter.mark(MarkKind.LINK, target)
        kind = _MARKS.get(name) or _rendered(element, name)
        return self.drafter.mark(kind) if kind else nullcontext()


def _is_set_aside(element: etree._Element, name: str) -> bool:
    """Whether the element is no text, or an alternative to what stands beside it."""
    if name not in _ALTERNATIVES:
        return name in _ASIDE
    parent = element.getparent()
    chosen = parent is not None and next(parent.iterchildren(f"{{*}}{_ALTERNATIVES[name]}"), None) is not None
    first = name == "rdg" and parent is not None and next(parent.iterchildren("{*}rdg"), None) is not element
    return chosen or first


def _holds_blocks(element: etree._Element) -> bool:
    """Whether there is a block in it, but for those in notes."""
    return any(
        local(child) in _BLOCKS or (local(child) != "note" and _holds_blocks(child))
        for child in element.iterchildren("{*}*")
    )


def _is_caption(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) in {"figure", "table"}


def _rendered(element: etree._Element, name: str) -> MarkKind | None:
    """The mark that a rendition comes to; titles of books and journals are printed in italics."""
    if name == "title" and element.get("level") in {"m", "j"}:
        return MarkKind.EMPHASIS
    said = f"{element.get('rend') or ''} {element.get('rendition') or ''} {element.get('style') or ''}"
    return next((kind for pattern, kind in _RENDITIONS if pattern.search(said)), None)


def _id(element: etree._Element) -> str:
    """The id that the file gives, in characters that an id may have; InterText has no namespace for it."""
    return _UNSAFE.sub("-", element.get(XML_ID) or element.get("id") or "")


def _key(note: etree._Element) -> str:
    return note.get(XML_ID) or note.getroottree().getpath(note)

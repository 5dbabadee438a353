"""Word documents (Office Open XML, ECMA-376): the text as it is when all tracked changes are accepted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bitext.documents import BlockKind, MarkKind
from bitext.drafts import Drafted
from sources.archive import Archive, open_archive, resolved
from sources.contract import Declined, Request
from sources.drafting import Drafter, Place
from sources.elements import all_text, line_of, local, plain_text
from sources.pictures import with_pictures
from sources.styles import Style, style_named
from sources.xml import parse_xml

_OFF: Final = frozenset({"0", "false", "off", "none"})
_DELETED: Final = frozenset({"del", "moveFrom"})
_CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_VERTICAL: Final = {"superscript": MarkKind.SUPERSCRIPT, "subscript": MarkKind.SUBSCRIPT}
_INDENT: Final = 360  # twentieths of a point, a quarter of an inch: an indented quotation has twice that
_MAX_INDENTED: Final = 0.3  # of the paragraphs; where more are indented they are not quotations
_NO_LEVEL: Final = 9  # outline levels are 0 to 8, and 9 is body text


def read_docx(data: bytes, request: Request) -> Drafted | Declined:
    """Headings, styles, notes as their own stream, tables, lists; comments and deleted text are set aside."""
    archive = open_archive(data, request.name)
    if isinstance(archive, Declined):
        return archive
    path = _main_part(archive)
    root = _parsed(archive, path)
    if root is None or local(root) != "document":
        return Declined("it is a zip file without a Word document in it")
    book = _Book(archive, path)
    drafter = Drafter()
    drafter.title = book.title
    _Walk(book, drafter).document(root)
    return with_pictures(drafter.drafted(encoding="utf-8"), archive.read)


def _parsed(archive: Archive, path: str) -> etree._Element | None:
    data = archive.read(path)
    root = None if data is None else parse_xml(data, f"{path} in {archive.name}")
    return None if isinstance(root, Declined) else root


def _main_part(archive: Archive) -> str:
    relations = _parsed(archive, "_rels/.rels")
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return resolved("", (relation.get("Target") or "").lstrip("/"))[0]
    return "word/document.xml"


def _value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute whatever its namespace, transitional or strict."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of a name, then of it the first of the next name, and so on."""
    for name in names:
        element = None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def _is_on(properties: etree._Element | None, name: str) -> bool:
    switch = _child(properties, name)
    return switch is not None and (_value(switch) or "on").lower() not in _OFF


class _Book:
    """The parts of the document beside its main one."""

    def __init__(self, archive: Archive, path: str) -> None:
        self.path = path
        self.relations = dict(_relations(archive, path))
        self.styles = {_value(style, "styleId") or "": style for style in _children(self._part(archive, "styles"))}
        self.notes = {
            (kind, _value(note, "id") or ""): note
            for kind in ("footnote", "endnote")
            for note in _children(self._part(archive, f"{kind}s"))
            if _value(note, "type") in {None, "normal"}
        }
        self.comments = list(_children(self._part(archive, "comments")))
        self.margins = [
            (target, root)
            for kind, target, _ in self.relations.values()
            if kind in {"header", "footer"} and (root := _parsed(archive, target)) is not None
        ]
        core = _parsed(archive, "docProps/core.xml")
        titles = core.iter("{http://purl.org/dc/elements/1.1/}title") if core is not None else ()
        self.title = next((plain_text(title) for title in titles), "")

    def _part(self, archive: Archive, kind: str) -> etree._Element | None:
        return next((_parsed(archive, target) for found, target, _ in self.relations.values() if found == kind), None)

    def address(self, relation: str | None) -> str | None:
        """Where a hyperlink leads to."""
        kind, _, address = self.relations.get(relation or "", ("", "", ""))
        return address if kind == "hyperlink" else None

    def picture(self, relation: str | None) -> str:
        """The member of the archive that a picture is; empty where it is none, or fetched from elsewhere."""
        kind, target, _ = self.relations.get(relation or "", ("", "", ""))
        return target if kind == "image" else ""

    def style(self, identifier: str | None) -> Style:
        """What a paragraph style, or one that it is based on, says of its paragraphs."""
        return next((style for element in self._chain(identifier) if (style := self._own(element))), Style())

    def _own(self, element: etree._Element) -> Style | None:
        named = style_named(_value(_child(element, "name")) or "")
        level = _outline_level(_child(element, "pPr"))
        if named is None and level is not None:
            return Style(kind=BlockKind.HEADING, level=level)
        if named is None and _child(element, "pPr", "numPr") is not None:
            return Style(kind=BlockKind.LIST_ITEM, level=1)
        return named

    def has(self, identifier: str | None, switch: str) -> bool:
        """Whether a character style, or one that it is based on, switches something on."""
        return any(_is_on(_child(element, "rPr"), switch) for element in self._chain(identifier))

    def _chain(self, identifier: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while identifier and identifier not in seen and identifier in self.styles:
            seen.add(identifier)
            yield self.styles[identifier]
            identifier = _value(_child(self.styles[identifier], "basedOn"))


def _children(root: etree._Element | None) -> Iterator[etree._Element]:
    return root.iterchildren("{*}*") if root is not None else iter(())


def _relations(archive: Archive, path: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Of a part: id, and (kind, member of the archive, address as written)."""
    folder, _, file = path.rpartition("/")
    for relation in _children(_parsed(archive, f"{folder}/_rels/{file}.rels".lstrip("/"))):
        target = relation.get("Target") or ""
        inside = target.lstrip("/") if target.startswith("/") else resolved(path, target)[0]
        yield relation.get("Id") or "", ((relation.get("Type") or "").rpartition("/")[2], inside, target)


def _outline_level(properties: etree._Element | None) -> int | None:
    value = _value(_child(properties, "outlineLvl"))
    return int(value) + 1 if value and value.isdecimal() and int(value) < _NO_LEVEL else None


@dataclass(slots=True)
class _State:
    """What a run leaves to those after it."""

    fields: list[bool] = field(default_factory=list)  # of fields begun: whether their result is reached
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes, whose text stands after the paragraph


class _Walk:
    """Tells the drafter what the document holds."""

    def __init__(self, book: _Book, drafter: Drafter) -> None:
        self.book = book
        self.drafter = drafter
        self.state = _State()
        self.told: set[tuple[str, str]] = set()  # notes
        self.quotes_by_indent = False
        self.handlers: Mapping[str, Callable[[etree._Element], None]] = {
            "t": self._text,
            "footnoteReference": self._reference,
            "endnoteReference": self._reference,
            "fldChar": self._field,
            "instrText": self._code,
            "delInstrText": self._code,
            "delText": self._deleted,
            "ruby": self._ruby,
            "drawing": self._drawing,
            "pict": self._drawing,
            "object": self._drawing,
            "sym": self._symbol,
        }

    def document(self, root: etree._Element) -> None:
        self.drafter.part = self.book.path
        paragraphs = [p for p in root.iter("{*}p") if plain_text(p)]
        indented = sum(1 for p in paragraphs if _is_indented(_child(p, "pPr")))
        self.quotes_by_indent = 0 < indented <= max(1, _MAX_INDENTED * len(paragraphs))
        self._blocks(_child(root, "body"))
        for kind, identifier in self.book.notes:
            self._note(kind, identifier)
        for comment in self.book.comments:
            self.drafter.set_aside(_paragraph_texts(comment), "a comment", line_of(comment))
        for part, margin in self.book.margins:
            self.drafter.part = part
            self.drafter.set_aside(_paragraph_texts(margin), "a running head or foot")

    def _blocks(self, parent: etree._Element | None, kind: BlockKind | None = None) -> None:
        """The blocks in the body, a cell or a note; `kind` is that of a cell's."""
        waiting: list[etree._Element] = []  # paragraphs whose end was deleted, so that they go on in the next
        for child in _children(parent):
            match local(child):
                case "p" if _child(child, "pPr", "rPr", "del") is not None:
                    waiting.append(child)
                case "p":
                    self._paragraph([*waiting, child], kind)
                    waiting = []
                case "tbl":
                    with self.drafter.table():
                        self._table(child)
                case "sdt" if _is_contents(child):
                    self.drafter.set_aside(_paragraph_texts(child), "a table of contents", line_of(child))
                case name if name in _DELETED:
                    self._deleted(child)
                case "AlternateContent":
                    self._blocks(self._chosen(child), kind)
                case "tr" | "tc":
                    self._table(child)
                case _:
                    self._within(child, lambda inner: self._blocks(inner, kind))
        if waiting:
            self._paragraph(waiting, kind)

    def _table(self, element: etree._Element) -> None:
        """The cells, row by row, whatever stands around them."""
        if _child(element, "trPr", "del") is not None:
            self._deleted(element)
        elif local(element) == "tc" or _child(element, "p") is not None or _child(element, "r") is not None:
            with self.drafter.cell():
                self._blocks(element, BlockKind.TABLE_CELL)
        else:
            if local(element) == "tr":
                self.drafter.row()
            for child in _children(element):
                if local(child) in _DELETED:
                    self._deleted(child)
                elif local(child) == "AlternateContent":
                    self._table(self._chosen(child))
                else:
                    self._within(child, self._table)

    def _within(self, element: etree._Element, walk: Callable[[etree._Element], None]) -> None:
        """Go on in what only wraps something; text of a kind that nobody knows is set aside."""
        if local(element).endswith("Pr"):
            return  # properties
        if len(element):
            walk(element)
        else:
            self.drafter.set_aside(all_text(element), f"in <{local(element)}>, which is not known", line_of(element))

    def _chosen(self, element: etree._Element) -> etree._Element:
        """Of alternatives the one that Word would take, or the fallback where there is no other."""
        choices = [child for child in _children(element) if local(child) in {"Choice", "Fallback"}]
        chosen = next((child for child in choices if local(child) == "Choice"), choices[0] if choices else element)
        for other in _children(element) if choices else ():
            if other is not chosen:
                self.drafter.set_aside(_paragraph_texts(other), "the same for other programs", line_of(other))
        return chosen

    def _deleted(self, element: etree._Element) -> None:
        self.drafter.set_aside(_paragraph_texts(element), "deleted by a tracked change", line_of(element))

    def _paragraph(self, parts: Sequence[etree._Element], kind: BlockKind | None) -> None:
        """A paragraph, or several that are one because the ends between them were deleted."""
        properties = _child(parts[-1], "pPr")
        style = self._style(properties)
        if style.is_contents:
            self.drafter.set_aside("".join(map(all_text, parts)), "a table of contents", line_of(parts[0]))
            return
        if kind is not None and style.kind is not BlockKind.HEADING:
            style = Style(kind=kind)
        outer, self.state = self.state, _State(fields=self.state.fields)
        with self.drafter.block(Place(kind=style.kind, level=style.level, line=line_of(parts[0]))):
            for part in parts:
                self._runs(part, is_verse=style.kind is BlockKind.VERSE)
        for box in self.state.boxes:
            self._blocks(box)
        self.state = _State(fields=self.state.fields, boxes=outer.boxes)

    def _style(self, properties: etree._Element | None) -> Style:
        style = self.book.style(_value(_child(properties, "pStyle")))
        if (level := _outline_level(properties)) is not None:
            return Style(kind=BlockKind.HEADING, level=level)
        if style.kind is not BlockKind.PARAGRAPH or style.is_contents:
            return style
        number = _value(_child(properties, "numPr", "numId"))
        if number not in {None, "0"}:
            depth = _value(_child(properties, "numPr", "ilvl")) or "0"
            return Style(kind=BlockKind.LIST_ITEM, level=int(depth) + 1 if depth.isdecimal() else 1)
        return Style(kind=BlockKind.QUOTE) if self.quotes_by_indent and _is_indented(properties) else style

    def _runs(self, parent: etree._Element, *, is_verse: bool) -> None:
        for child in _children(parent):
            name = local(child)
            if name == "r":
                self._run(child, is_verse=is_verse)
            elif name == "hyperlink":
                self._hyperlink(child, is_verse=is_verse)
            elif name in _DELETED:
                self._deleted(child)
            elif name == "AlternateContent":
                self._runs(self._chosen(child), is_verse=is_verse)
            else:
                self._within(child, lambda inner: self._runs(inner, is_verse=is_verse))

    def _hyperlink(self, element: etree._Element, *, is_verse: bool) -> None:
        address = self.book.address(_value(element, "id"))
        with ExitStack() as marks:
            if address:
                marks.enter_context(self.drafter.mark(MarkKind.LINK, address))
            self._runs(element, is_verse=is_verse)

    def _run(self, run: etree._Element, *, is_verse: bool) -> None:
        properties = _child(run, "rPr")
        if _is_on(properties, "vanish"):
            self.drafter.set_aside(all_text(run), "hidden", line_of(run))
            return
        with ExitStack() as marks:
            for kind in self._marks(properties):
                marks.enter_context(self.drafter.mark(kind))
            custom = False
            for child in _children(run):
                if custom and local(child) == "t":
                    self.drafter.set_aside(all_text(child), "the marker of a note", line_of(child))
                else:
                    self._inline(child, is_verse=is_verse)
                custom = _value(child, "customMarkFollows") not in {None, *_OFF}

    def _marks(self, properties: etree._Element | None) -> Iterator[MarkKind]:
        style = _value(_child(properties, "rStyle"))
        for switch, kind in (("i", MarkKind.EMPHASIS), ("b", MarkKind.STRONG)):
            said = _child(properties, switch)
            if _is_on(properties, switch) or (said is None and self.book.has(style, switch)):
                yield kind
        # The dots under Chinese characters, which emphasise as italics do.
        if (_value(_child(properties, "em")) or "none") != "none" and not _is_on(properties, "i"):
            yield MarkKind.EMPHASIS
        if kind_ := _VERTICAL.get(_value(_child(properties, "vertAlign")) or ""):
            yield kind_

    def _inline(self, element: etree._Element, *, is_verse: bool) -> None:
        name = local(element)
        if self.state.fields and not self.state.fields[-1] and name != "fldChar":
            name = "instrText"
        if name in {"br", "cr"}:
            self._break(element, is_verse=is_verse)
        elif name == "AlternateContent":
            for child in _children(self._chosen(element)):
                self._inline(child, is_verse=is_verse)
        elif handler := self.handlers.get(name):
            handler(element)
        elif name in _CHARACTERS:
            self.drafter.preserved(_CHARACTERS[name])
        else:
            self.drafter.set_aside(all_text(element), f"in <{name}>, which is not known", line_of(element))

    def _text(self, element: etree._Element) -> None:
        self.drafter.preserved(all_text(element))

    def _code(self, element: etree._Element) -> None:
        self.drafter.set_aside(all_text(element), "the code of a field", line_of(element))

    def _break(self, element: etree._Element, *, is_verse: bool) -> None:
        if _value(element, "type") in {"page", "column"}:
            self.drafter.text(" ")
        elif is_verse:
            self.drafter.end_block()
        else:
            self.drafter.line()

    def _reference(self, element: etree._Element) -> None:
        kind, identifier = local(element).removesuffix("Reference"), _value(element, "id") or ""
        if (kind, identifier) in self.book.notes:
            self.drafter.point(MarkKind.NOTE, f"{kind} {identifier}")
            self._note(kind, identifier)

    def _note(self, kind: str, identifier: str) -> None:
        """A note, once."""
        if (kind, identifier) in self.told:
            return
        self.told.add((kind, identifier))
        note = self.book.notes[kind, identifier]
        outer, self.state = self.state, _State()
        with self.drafter.note(Place(key=f"{kind} {identifier}", line=line_of(note))):
            self._blocks(note)
        self.state = outer

    def _field(self, element: etree._Element) -> None:
        match _value(element, "fldCharType"):
            case "begin":
                self.state.fields.append(False)
            case "separate" if self.state.fields:
                self.state.fields[-1] = True
            case "end" if self.state.fields:
                self.state.fields.pop()

    def _ruby(self, element: etree._Element) -> None:
        reading = _child(element, "rt")
        with self.drafter.ruby(plain_text(reading) if reading is not None else ""):
            base = _child(element, "rubyBase")
            if base is not None:
                self._runs(base, is_verse=False)

    def _drawing(self, element: etree._Element) -> None:
        """A picture with its description, or text in a box."""
        boxes = list(_boxes(element))
        self.state.boxes += boxes
        self.drafter.set_aside("\n".join(_beside(element, boxes)), "text in a drawing", line_of(element))
        if not boxes:
            described = (_value(found, "descr") or _value(found, "title") for found in element.iter("{*}docPr"))
            alternatives = (_value(found, "alt") for found in element.iter("{*}shape"))
            said = next((text for text in (*described, *alternatives) if text), "")
            shown = (_value(found, "embed") or _value(found, "id") for found in element.iter("{*}blip", "{*}imagedata"))
            self.drafter.image(said, next(filter(None, map(self.book.picture, shown)), ""))

    def _symbol(self, element: etree._Element) -> None:
        """A picture in the shape of a character, which no other font has."""
        said = f"{_value(element, 'font')} {_value(element, 'char')}"
        self.drafter.set_aside(said, "a symbol of a font that is no Unicode character", line_of(element))


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes in a drawing, but for those for older programs."""
    for child in _children(element):
        if local(child) == "txbxContent":
            yield child
        elif local(child) != "Fallback":
            yield from _boxes(child)


def _beside(element: etree._Element, boxes: Sequence[etree._Element]) -> Iterator[str]:
    """The text in a drawing that is in none of the boxes; other elements hold measures."""
    for child in _children(element):
        if local(child) in {"t", "delText"}:
            yield child.text or ""
        elif child not in boxes:
            yield from _beside(child, boxes)


def _paragraph_texts(element: etree._Element) -> str:
    """All text within, each paragraph on a line."""
    texts = (("\n" if local(part) == "p" else "") + (part.text or "") for part in element.iter("{*}*"))
    return "".join(texts).strip()


def _is_contents(element: etree._Element) -> bool:
    gallery = _value(_child(element, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery == "Table of Contents"


def _is_indented(properties: etree._Element | None) -> bool:
    """Indented as a whole, and by hand: neither a list item nor an entry whose first line hangs out."""
    indent = _child(properties, "ind")
    left = _value(indent, "left") or _value(indent, "start") or "0"
    hangs = (_value(indent, "hanging") or "0") != "0" or (_value(indent, "hangingChars") or "0") != "0"
    return not hangs and left.isdecimal() and int(left) >= _INDENT and _child(properties, "numPr") is None

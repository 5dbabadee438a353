"""Files that translators exchange (XLIFF 1.2, and 2.0 to 2.2): one language's side, or the pairs of both.

OASIS XLIFF 1.2 (2008) calls a unit `trans-unit`, and marks the sentences in it with `mrk mtype="seg"`; XLIFF 2
(2014, ISO 21720) has `unit` with `segment`, and `ignorable` between them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from bitext.alignments import State
from bitext.documents import MarkKind
from bitext.drafts import Drafted
from bitext.languages import LanguageTag
from sources.contract import Declined, Request
from sources.drafting import Drafter, Place
from sources.elements import all_text, as_id, content, line_of, local
from sources.languages import tag_or_none
from sources.sides import wanted_language
from sources.xml import parse_xml

Languages = tuple[LanguageTag | None, LanguageTag | None]

_SIDES: Final = ("source", "target")
_HOLDERS: Final = frozenset({"xliff", "file", "body", "group", "bin-unit"})
_UNITS: Final = frozenset({"trans-unit", "unit"})
_PARTS: Final = frozenset({"segment", "ignorable"})
_CODES: Final = frozenset({"bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "sm", "em"})
"""What they hold is the code of another format; `equiv-text` or `equiv` is what a plain text would have instead."""

_ASIDE: Final = {
    "header": "the header",
    "skeleton": "the header",
    "notes": "a note",
    "note": "a note",
    "alt-trans": "another translation",
    "matches": "another translation",
    "originalData": "the code of another format",
    "glossary": "the glossary of a unit",
}
_STYLES: Final = {
    "bold": MarkKind.STRONG,
    "xlf:b": MarkKind.STRONG,
    "italic": MarkKind.EMPHASIS,
    "xlf:i": MarkKind.EMPHASIS,
}
_LINE_BREAKS: Final = frozenset({"lb", "xlf:lb"})
_STATES: Final = {
    "initial": State.INITIAL,
    "new": State.INITIAL,
    "needs-translation": State.INITIAL,
    "translated": State.TRANSLATED,
    "reviewed": State.REVIEWED,
    "signed-off": State.REVIEWED,
    "final": State.FINAL,
    "Draft": State.INITIAL,
    "ApprovedTranslation": State.REVIEWED,
    "ApprovedSignOff": State.FINAL,
}
"""XLIFF 2's four, those of 1.2 that are not simply translated and waiting for somebody, and Trados's."""


class Told(NamedTuple):
    """The text of a segment, with its id, or those of the sentences in it; none where the file divides nothing."""

    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What stands side by side: mostly a segment and its translation; a side may be empty."""

    source: tuple[Told, ...]
    target: tuple[Told, ...]
    state: State
    note: str
    line: int | None
    probability: str = ""  # where our own exporter told it


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment of a unit, or what stands between segments."""

    id: str
    sides: tuple[etree._Element | None, etree._Element | None]
    is_segment: bool
    state: str = ""

    @property
    def order(self) -> int | None:
        """Where in its unit the target stands, if not in its place (XLIFF 2, `order`)."""
        target = self.sides[1]
        order = "" if target is None else target.get("order") or ""
        return int(order) if order.isdecimal() else None


def read_xliff(data: bytes, request: Request) -> Drafted | Declined:
    """The side in the language wanted, a unit a paragraph, with the segments that the file has as its sentences.

    Raises `UnknownLanguage` where both sides hold text and it is not said which to read, or not one of them.
    """
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return Declined("it does not begin like XML")
    root = parse_xml(data, request.name)
    if isinstance(root, Declined):
        return root
    if local(root) != "xliff":
        return Declined(f"its outermost element is <{local(root)}>, not <xliff>")
    held = list(_held(root))
    language = wanted_language(held, request) if held else None
    drafter = Drafter()
    _Walk(drafter, _unit_ids(root), language).element(root)
    return drafter.drafted(encoding=(root.getroottree().docinfo.encoding or "utf-8").lower(), language=language)


def pairs_of(root: etree._Element) -> Iterator[Pair]:
    """What stands side by side in each unit, in the order of the file."""
    ids = _unit_ids(root)
    for unit in _units(root):
        yield from _pairs(unit, ids[unit])


def languages_of(root: etree._Element) -> list[Languages]:
    """The pairs of languages that the files in it have, each once."""
    return list(dict.fromkeys(_languages(unit) for unit in _units(root)))


def _units(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter("{*}*") if local(element) in _UNITS)


def _languages(element: etree._Element) -> Languages:
    """Of the file (1.2) or of the whole (2) around an element."""
    around = [element, *element.iterancestors()]
    return _told(around, "source-language", "srcLang"), _told(around, "target-language", "trgLang")


def _told(around: Sequence[etree._Element], *names: str) -> LanguageTag | None:
    values = (tag_or_none(outer.get(name)) for outer in around for name in names)
    return next((tag for tag in values if tag), None)


def _held(root: etree._Element) -> Iterator[LanguageTag | None]:
    """The languages of all sides that have text."""
    for unit in _units(root):
        for side, language in enumerate(_languages(unit)):
            if any(map(_has_text, _contents(unit, side))):
                yield language


def _contents(unit: etree._Element, side: int) -> Iterator[etree._Element | None]:
    return (part.sides[side] for part in _parts(unit, ""))


def _unit_ids(root: etree._Element) -> Mapping[etree._Element, str]:
    """The units' ids; where several files in it use the same, each has its file's before it."""
    own = {unit: as_id(unit.get("id")) for unit in _units(root)}
    files = {file: as_id(file.get("id")) or f"f{count}" for count, file in enumerate(root.iter("{*}file"), 1)}
    counts = Counter(own.values())
    return {
        unit: f"{_file_of(unit, files)}.{id_}" if id_ and counts[id_] > 1 else id_  # no id is no clash
        for unit, id_ in own.items()
    }


def _file_of(unit: etree._Element, files: Mapping[etree._Element, str]) -> str:
    return next((files[outer] for outer in unit.iterancestors() if outer in files), "f0")


def _parts(unit: etree._Element, id_: str) -> list[_Part]:
    """The parts of a unit in their order; in XLIFF 1.2 it is one."""
    if local(unit) == "trans-unit":
        divided = _child(unit, "seg-source")
        source = divided if _has_text(divided) else _child(unit, "source")
        target = _child(unit, "target")
        return [_Part(id_, (source, target), is_segment=False, state=_unit_state(unit, target))]
    parts = [child for child in unit.iterchildren("{*}*") if local(child) in _PARTS]
    return [
        _Part(
            f"{id_}.{as_id(part.get('id')) or f's{count}'}" if id_ else "",
            (_child(part, "source"), _child(part, "target")),
            is_segment=local(part) == "segment",
            state=part.get("state") or State.INITIAL,
        )
        for count, part in enumerate(parts, 1)
    ]


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterchildren(f"{{*}}{name}"), None)


def _unit_state(unit: etree._Element, target: etree._Element | None) -> str:
    said = target.get("state") if target is not None else None
    return said or (State.FINAL if unit.get("approved") == "yes" else State.TRANSLATED)


def _pairs(unit: etree._Element, id_: str) -> Iterator[Pair]:
    note = " ".join(" ".join(all_text(note).split()) for note in unit.iter("{*}note"))
    own = _own(unit)
    groups = _marked(unit, id_) if local(unit) == "trans-unit" else _segments(unit, id_)
    for parts in groups:
        source, target = (tuple(_told_texts(parts, side, own)) for side in (0, 1))
        if source or target:
            yield Pair(
                source=source,
                target=target,
                state=_STATES.get(parts[0].state, State.TRANSLATED),
                note=note,
                line=line_of(unit),
                probability=own.get("probability", ""),
            )
            note = ""


def _own(unit: etree._Element) -> Mapping[str, str]:
    """What our own exporter tells of a unit that is a bead, by its name there."""
    metas = unit.iterfind("{*}metadata/{*}metaGroup[@category='duizhao']/{*}meta")
    contexts = unit.iterfind("{*}context-group[@name='duizhao']/{*}context")
    told = [(meta.get("type") or "", meta) for meta in metas]
    told += [((context.get("context-type") or "").removeprefix("x-"), context) for context in contexts]
    return {name: all_text(element) for name, element in told}


def _told_texts(parts: Sequence[_Part], side: int, own: Mapping[str, str]) -> Iterator[Told]:
    sentences = tuple(own.get(f"{_SIDES[side]}-sentences", "").split())
    for part, element in _told_in_order(parts, side):
        if text := _text(element):
            yield Told(text, sentences or ((part.id,) if part.is_segment else ()))


def _segments(unit: etree._Element, id_: str) -> list[list[_Part]]:
    """The segments, each by itself; all together where the target has them in another order."""
    parts = [part for part in _parts(unit, id_) if part.is_segment]
    return [parts] if any(part.order is not None for part in parts) else [[part] for part in parts]


def _marked(unit: etree._Element, id_: str) -> list[list[_Part]]:
    """The marked segments of XLIFF 1.2 by their numbers, or the unit as a whole."""
    (whole,) = _parts(unit, id_)
    sides = [
        {} if side is None else {mark.get("mid") or "": mark for mark in side.iter("{*}mrk") if _is_segment(mark)}
        for side in whole.sides
    ]
    if any(not marks and _has_text(element) for marks, element in zip(sides, whole.sides, strict=True)):
        return [[whole]]
    own = {seg.get("id") or "": seg.get("conf") or "" for seg in unit.iterfind("{*}seg-defs/{*}seg")}  # Trados's
    return [
        [
            _Part(
                _mark_id(id_, mid),
                (sides[0].get(mid), sides[1].get(mid)),
                is_segment=True,
                state=own.get(mid) or whole.state,
            )
        ]
        for mid in dict.fromkeys([*sides[0], *sides[1]])
    ]


def _has_text(element: etree._Element | None) -> bool:
    return element is not None and bool(all_text(element).strip())


def _is_segment(element: etree._Element) -> bool:
    return local(element) == "mrk" and element.get("mtype") == "seg"


def _mark_id(unit: str, mid: str) -> str:
    return f"{unit}.{as_id(mid)}" if unit and mid else ""


def _text(element: etree._Element) -> str:
    """What the reader makes of one side of a part."""
    drafter = Drafter()
    _inline(element, drafter, "")
    return "\n".join(block.text for block in drafter.drafted().blocks)


class _Walk:
    """Tells the drafter what the file holds."""

    def __init__(self, drafter: Drafter, ids: Mapping[etree._Element, str], language: LanguageTag | None) -> None:
        self.drafter = drafter
        self.ids = ids
        self.language = language

    def element(self, element: etree._Element) -> None:
        name = local(element)
        if name in _UNITS:
            self._unit(element)
        elif name in _HOLDERS:
            self._rest(element, frozenset())
        else:
            self.drafter.set_aside(all_text(element), _ASIDE.get(name, "metadata"), line_of(element))

    def _rest(self, element: etree._Element, told: frozenset[etree._Element]) -> None:
        """All children but those that are told already, and the text between them."""
        for part in content(element):
            if isinstance(part, str):
                self.drafter.set_aside(part, "between elements", line_of(element))
            elif part not in told:
                self.element(part)

    def _unit(self, unit: etree._Element) -> None:
        parts = _parts(unit, self.ids[unit])
        languages = _languages(unit)
        side = languages.index(self.language) if self.language in languages else None
        told = [] if side is None else list(_told_in_order(parts, side))
        with self.drafter.block(Place(id=self.ids[unit], line=line_of(unit))):
            before = ""
            for part, element in told:
                self.drafter.text(self._between(before, all_text(element)) if part.is_segment else "")
                with self.drafter.sentence(part.id) if part.is_segment else nullcontext():
                    _inline(element, self.drafter, self.ids[unit])
                before = all_text(element) or before
        self._others(unit, frozenset(element for _, element in told))

    def _between(self, before: str, after: str) -> str:
        """What stands between two segments where the file has nothing there."""
        touches = before and after and not before[-1].isspace() and not after[0].isspace()
        return self.language.joiner if self.language and touches else ""

    def _others(self, unit: etree._Element, told: frozenset[etree._Element]) -> None:
        """What of a unit is not read."""
        for child in unit.iterchildren("{*}*"):
            if local(child) in _PARTS:
                self._others(child, told)
            elif local(child) in {*_SIDES, "seg-source"} and child not in told:
                is_whole = local(child) == "source" and any(local(one) == "seg-source" for one in told)
                reason = "the same, not divided into segments" if is_whole else "in another language"
                self.drafter.set_aside(all_text(child), reason, line_of(child))
            elif child not in told:
                self.element(child)
        for part in content(unit):
            if isinstance(part, str):
                self.drafter.set_aside(part, "between elements", line_of(unit))


def _told_in_order(parts: Sequence[_Part], side: int) -> Iterator[tuple[_Part, etree._Element]]:
    """The parts that a side has, in the order of that side."""
    places = {part: (part.order if side else None) or place for place, part in enumerate(parts, 1)}
    for part in sorted(parts, key=places.__getitem__):
        element = part.sides[side]
        if element is not None:
            yield part, element


def _inline(element: etree._Element, drafter: Drafter, unit: str) -> None:
    """Text with its inline elements, as section 2.3 (1.2) and 4.2.3 (2) of the standards have them."""
    for part in content(element):
        if isinstance(part, str):
            drafter.preserved(part)
        elif local(part) in _CODES:
            _code(part, drafter)
        elif local(part) == "cp":
            drafter.set_aside(f"U+{part.get('hex') or ''}", "a control character, which XML cannot hold", line_of(part))
        elif _is_segment(part):
            with drafter.sentence(_mark_id(unit, part.get("mid") or "")):
                _inline(part, drafter, unit)
        else:
            drafter.set_aside(part.get("value") or part.get("comment") or "", "a note", line_of(part))
            with _style(part, drafter):
                drafter.preserved(part.get("equivStart"))
                _inline(part, drafter, unit)
                drafter.preserved(part.get("equivEnd"))


def _code(element: etree._Element, drafter: Drafter) -> None:
    drafter.set_aside(all_text(element), "the code of another format", line_of(element))
    if {element.get("ctype"), element.get("subType")} & _LINE_BREAKS:
        drafter.line()
    elif element.get("ctype") == "image" or element.get("type") == "image":
        drafter.point(MarkKind.IMAGE, element.get("equiv-text") or element.get("equiv") or "")
    else:
        drafter.preserved(element.get("equiv-text") or element.get("equiv"))


def _style(element: etree._Element, drafter: Drafter) -> AbstractContextManager[None]:
    kind = _STYLES.get(element.get("ctype") or "") or _STYLES.get(element.get("subType") or "")
    return drafter.mark(kind) if kind else nullcontext()

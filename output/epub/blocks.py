"""Pairs and their blocks as XHTML."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final

from bitext.articles import Localized
from bitext.documents import Block, BlockId, BlockKind, Document, MarkKind, SegmentId
from output.epub.inline import Setting, content, language_of_block, nobody, picture
from output.epub.labels import Labels
from output.epub.pairs import Pair, Piece
from output.epub.plan import Layout
from output.epub.xhtml import in_language, labelled
from output.markup import Element, Node, element, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One version in a part, as it is drawn."""

    document: Document
    setting: Setting
    classes: str  # s or t where it stands beside another; empty where it stands by itself


def _nowhere(_: Pair) -> Sequence[Element]:
    """No other version stands elsewhere."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the pairs of a page have in common."""

    sides: tuple[Side, ...]
    labels: Labels  # of the edition's first language
    depths: Mapping[str, int]  # of headings, by their ids
    joined: frozenset[BlockId]  # blocks that go on with the paragraph before them
    missing: Mapping[SegmentId, tuple[Document, ...]]  # who does not have a sentence …
    say_missing: Callable[[tuple[Document, ...]], Localized]  # … and the words that say so
    is_aligned: bool
    by_sentence: bool
    has_gaps: bool = False  # whether an empty side is drawn as an empty column
    hides: Layout | None = None  # POPUP or REVEAL, where all versions but the first wait to be asked for
    across: Callable[[Pair], Sequence[Element]] = _nowhere  # links to the same pair where another version has it

    @property
    def is_parallel(self) -> bool:
        return len(self.sides) > 1

    @cached_property
    def shown(self) -> "Frame":
        """The same for the first version alone."""
        return replace(self, sides=self.sides[:1])

    @cached_property
    def behind(self) -> "Frame":
        """The same for the other versions."""
        return replace(self, sides=self.sides[1:])


def pair_elements(pair: Pair, frame: Frame) -> Iterator[Element]:
    """The pair as one element; of a text that was never aligned its blocks."""
    if pair.is_heading:
        yield _heading(pair, frame)
    elif frame.is_aligned:
        kinds = tuple(_kinds(pair, frame))
        made, links = _made(pair, frame, kinds)
        yield lines("div", _attributes(pair, frame, kinds), *made[:-1], *(with_last(one, *links) for one in made[-1:]))
    else:
        yield from _sides(pair, frame)


def elements_of(pairs: Iterable[Pair], frame: Frame) -> Iterator[Element]:
    """The pairs of a page; those that are cells stand in tables."""
    for is_cell, run in groupby(pairs, key=_is_cell):
        if is_cell:
            yield from _tables(run, frame)
        else:
            yield from (made for pair in run for made in pair_elements(pair, frame))


def _is_cell(pair: Pair) -> bool:
    """Whether nothing but one cell of each side stands here; of a cell that goes on no row is told."""
    firsts = [side[0].block for side in pair.sides if side]
    others = [piece.block for side in pair.sides for piece in side[1:]]
    kinds = {block.kind for block in (*firsts, *others)}
    return kinds == {BlockKind.TABLE_CELL} and not any(block.level for block in others)


def _tables(pairs: Iterable[Pair], frame: Frame) -> Iterator[Element]:
    """Tables of the cells: a new one where the rows begin anew."""
    cells: list[tuple[int, list[Pair]]] = []
    for pair in pairs:
        first = pair.pieces[0]
        row = first.block.level if first.is_start else 0
        if row == 0 and cells:
            cells[-1][1].append(pair)
        else:
            cells.append((row, [pair]))
    starts = [place for place in range(1, len(cells)) if cells[place][0] < cells[place - 1][0]]
    for start, end in pairwise([0, *starts, len(cells)]):
        yield from _table(cells[start:end], frame)


def _table(cells: Sequence[tuple[int, Sequence[Pair]]], frame: Frame) -> Iterator[Element]:
    """The cells in their rows; a single one, or those of whose rows nothing is known, stand by themselves."""
    if len(cells) == 1:
        yield from (made for pair in cells[0][1] for made in pair_elements(pair, frame))
        return
    rows = ([_cell(pairs, frame) for _, pairs in row] for _, row in groupby(cells, key=lambda cell: cell[0]))
    yield lines("table", None, *(lines("tr", None, *row) for row in rows))


def _cell(pairs: Sequence[Pair], frame: Frame) -> Element:
    """A cell; one without text has none of the paragraphs that would hold it."""
    if not any(piece.block.text.strip() or piece.block.marks for pair in pairs for piece in pair.pieces):
        blocks = (element("span", {"id": piece.block.id}) for pair in pairs for piece in pair.pieces)
        return element("td", {"id": pairs[0].id}, *blocks)
    return lines("td", None, *(made for pair in pairs for made in pair_elements(pair, frame)))


def _made(pair: Pair, frame: Frame, kinds: Container[str]) -> tuple[list[Element], Sequence[Element]]:
    """What stands in the pair, and the links to it in other versions; lines and pictures have none to lead to."""
    if "picture" in kinds:
        return list(_pictures(pair, frame)), ()
    if "rule" in kinds:
        return list(_sides(pair, frame)), ()
    hides = frame.hides and frame.is_parallel
    return _hidden(pair, frame) if hides else list(_sides(pair, frame)), frame.across(pair)


def _pictures(pair: Pair, frame: Frame) -> Iterator[Element]:
    """The pictures of all versions; one that several have stands once, with its words in their languages."""
    same: dict[str, list[tuple[Side, Piece]]] = {}
    for side, pieces in zip(frame.sides, pair.sides, strict=True):
        for piece in pieces:
            same.setdefault(_file(side, piece), []).append((side, piece))
    for (side, first), *others in same.values():
        marks = [mark for piece in (first, *(piece for _, piece in others)) for mark in piece.block.marks]
        images = [mark for mark in marks if mark.kind is MarkKind.IMAGE]
        words = " · ".join(dict.fromkeys(mark.value.strip() for mark in images if mark.value.strip()))
        shown = [picture(replace(mark, value=words), side.setting) for mark in images[:1]]
        places = [element("span", {"id": piece.block.id}) for _, piece in others]
        language = language_of_block(first.block, side.setting)
        yield element("figure", {"id": first.block.id, **in_language(language)}, *places, *shown)


def _file(side: Side, piece: Piece) -> str:
    """What tells a picture from others: its file, or where there is none its block."""
    files = (side.setting.pictures.get(mark.target) for mark in piece.block.marks)
    return next(filter(None, files), piece.block.id)


def _sides(pair: Pair, frame: Frame) -> Iterator[Element]:
    is_told = _lacking(pair, frame) is not None
    for side, pieces in zip(frame.sides, pair.sides, strict=True):
        if pieces:
            yield from _side(_silent(side) if is_told else side, pieces, frame)
        elif frame.has_gaps:
            yield _gap("p", side)


def _hidden(pair: Pair, frame: Frame) -> list[Element]:
    """The first version, and the others as a note or folded away; where it has nothing they stand openly."""
    made = list(_sides(pair.of([0]), frame.shown))
    others = list(_sides(pair.of(range(1, len(pair.sides))), frame.behind))
    if not made or not others:
        return [*made, *others]
    id_ = f"note.{pair.id}"
    word = frame.labels.say("translation")
    if frame.hides is Layout.REVEAL:
        summary = element("summary", in_language(word.language), word.text)
        return [*made, lines("details", {"class": "hidden", "id": id_}, summary, *others)]
    call = {"epub:type": "noteref", "role": "doc-noteref", "href": f"#{id_}", **labelled(word)}
    linked = element("sup", {"class": "call"}, element("a", call, word.text[:1]))
    note = {"class": "hidden", "id": id_, "epub:type": "footnote", "role": "doc-footnote"}
    return [*made[:-1], with_last(made[-1], linked), lines("aside", note, *others)]


def with_last(holder: Element, *nodes: Node) -> Element:
    """The element with something more at the end of its last paragraph."""
    children = tuple(holder.children)
    if not nodes:
        return holder
    if holder.in_lines and children and isinstance(children[-1], Element):
        return replace(holder, children=(*children[:-1], with_last(children[-1], *nodes)))
    if holder.name == "hr":
        return lines("div", None, holder, element("p", None, *nodes))
    return replace(holder, children=(*children, *nodes))


def _silent(side: Side) -> Side:
    """The side, without words for sentences that others lack: what holds them says it already."""
    return replace(side, setting=replace(side.setting, lacking=nobody))


def _gap(tag: str, side: Side) -> Element:
    """An empty column of three, seen only where there are columns."""
    return element(tag, {"class": f"{side.classes} gap", "aria-hidden": "true"}, "—")


# --- what a pair says of itself ----------------------------------------------------------------------------------


def _attributes(pair: Pair, frame: Frame, kinds: Iterable[str]) -> dict[str, str]:
    classes = ["pair", *kinds]
    if not frame.is_parallel or not any(piece.segments for piece in pair.pieces):
        return {"class": " ".join(classes), "id": pair.id}
    counts = _counts(pair, frame)
    classes += _sides_told(counts)
    label = _label(pair, frame, counts)
    return {"class": " ".join(classes), "id": pair.id, **({"role": "group", **labelled(label)} if label else {})}


def _kinds(pair: Pair, frame: Frame) -> Iterator[str]:
    """Classes of a pair all of whose blocks are of one kind, and of one that begins a paragraph."""
    if frame.by_sentence and any(piece.is_start for piece in pair.pieces):
        yield "begin"
    kinds = {piece.block.kind for piece in pair.pieces}
    if kinds == {BlockKind.VERSE}:
        yield "verse"
    elif kinds == {BlockKind.SEPARATOR} and not any(p.block.text.strip() for p in pair.pieces):
        yield "rule"
    elif kinds == {BlockKind.FIGURE} and all(_is_picture(piece.block) for piece in pair.pieces):
        yield "picture"


def _is_picture(block: Block) -> bool:
    """Whether a block holds one picture and nothing else: the beginning of a page could stand there too."""
    return not block.text.strip() and [mark.kind for mark in block.marks] == [MarkKind.IMAGE]


def _sides_told(counts: Sequence[int]) -> Iterator[str]:
    """The class of a pair that is not one to one."""
    if len(counts) > 2:
        yield from [f"n{'-'.join(map(str, counts))}"] if set(counts) != {1} else []
    elif 0 in counts:
        yield "only-s" if counts[0] else "only-t"
    elif set(counts) != {1}:
        yield f"n{counts[0]}m{counts[1]}"


def _counts(pair: Pair, frame: Frame) -> list[int]:
    """How many paragraphs, or sentences, stand on each side, the original's first."""
    first = sorted(zip(frame.sides, pair.sides, strict=True), key=lambda both: both[0].classes != "s")
    if frame.by_sentence:
        return [sum(len(piece.segments) or 1 for piece in pieces) for _, pieces in first]
    return [len(pieces) for _, pieces in first]


def _label(pair: Pair, frame: Frame, counts: Sequence[int]) -> Localized | None:
    """What a screen reader says of a pair that is not one to one."""
    if 0 in counts:
        return _lacking(pair, frame)
    if set(counts) == {1}:
        return None
    unit = "sentences" if frame.by_sentence else "paragraphs"
    if len(counts) > 2:
        return frame.labels.say(f"{unit}_of_versions", counts=", ".join(map(str, counts)))
    return frame.labels.say(unit, source=counts[0], target=counts[1])


def _lacking(pair: Pair, frame: Frame) -> Localized | None:
    """The words for a pair with an empty side, if each of its sentences lacks just what the pair lacks."""
    empty = tuple(side.document for side, pieces in zip(frame.sides, pair.sides, strict=True) if not pieces)
    sentences = [segment.id for piece in pair.pieces for segment in piece.segments]
    if not empty or not sentences or any(frame.missing.get(id_) != empty for id_ in sentences):
        return None
    return frame.say_missing(empty)


# --- headings ----------------------------------------------------------------------------------------------------


def _heading(pair: Pair, frame: Frame) -> Element:
    parts: list[Node] = []
    for side, pieces in zip(frame.sides, pair.sides, strict=True):
        if pieces:
            parts += ["\n", _heading_side(side, pieces)]
        elif frame.has_gaps:
            parts += ["\n", _gap("span", side)]
    tag = f"h{min(6, frame.depths[pair.id])}" if _has_words(pair) else "p"
    return element(tag, {"class": "heading", "id": pair.id}, *parts[1:])


def _has_words(pair: Pair) -> bool:
    return any(piece.block.text.strip() for piece in pair.pieces)


def _heading_side(side: Side, pieces: Sequence[Piece]) -> Element:
    spans = [_heading_span(_silent(side), piece, side.classes if len(pieces) == 1 else "") for piece in pieces]
    if len(spans) == 1:
        return spans[0]
    spaced: list[Node] = [node for span in spans for node in (" ", span)]
    return element("span", _classed(side.classes, in_language(side.document.language)), *spaced[1:])


def _heading_span(side: Side, piece: Piece, classes: str) -> Element:
    attributes = {**_own_id(piece), **in_language(language_of_block(piece.block, side.setting))}
    return element("span", _classed(classes, attributes), *content(piece, side.setting))


def _classed(classes: str, attributes: Mapping[str, str]) -> dict[str, str]:
    return {"class": classes, **attributes} if classes else dict(attributes)


# --- blocks ------------------------------------------------------------------------------------------------------

_TAGS: Final = {BlockKind.LIST_ITEM: "li", BlockKind.REFERENCE: "li", BlockKind.FIGURE: "figure"}
_CLASSES: Final = {
    BlockKind.VERSE: "verse",
    BlockKind.TABLE_CELL: "cell",
    BlockKind.CAPTION: "caption",
    BlockKind.NOTE: "note",
    BlockKind.SEPARATOR: "separator",
}
_LISTS: Final = {BlockKind.LIST_ITEM: "list", BlockKind.REFERENCE: "references"}
_ORIGIN: Final = {"s": "s cp-original", "t": "t cp-translation"}


def _side(side: Side, pieces: Sequence[Piece], frame: Frame) -> Iterator[Element]:
    """The blocks of a side; where they stand beside another, in one element: the paragraph itself if it is one."""
    paragraphs = list(_paragraphs(pieces, frame))
    classes = _ORIGIN.get(side.classes, "")
    if not classes or (len(paragraphs) == 1 and _is_plain(paragraphs[0][0])):
        yield from _blocks(side, paragraphs, frame, classes)
    else:
        attributes = {"class": classes, **in_language(side.document.language)}
        yield lines("div", attributes, *_blocks(side, paragraphs, frame, ""))


def _paragraphs(pieces: Sequence[Piece], frame: Frame) -> Iterator[list[Piece]]:
    """The pieces, with those that go on after a page break beside what they go on with."""
    paragraph: list[Piece] = []
    for piece in pieces:
        if paragraph and piece.block.id not in frame.joined:
            yield paragraph
            paragraph = []
        paragraph.append(piece)
    if paragraph:
        yield paragraph


def _is_plain(piece: Piece) -> bool:
    return piece.block.kind not in {*_LISTS, BlockKind.QUOTE, BlockKind.HEADING}


def _blocks(side: Side, paragraphs: Sequence[list[Piece]], frame: Frame, classes: str) -> Iterator[Element]:
    for kind, run in groupby(paragraphs, key=lambda paragraph: paragraph[0].block.kind):
        made = [_block(side, paragraph, frame, classes) for paragraph in run]
        if kind in _LISTS:
            yield lines("ul", {"class": _LISTS[kind]}, *made)
        elif kind is BlockKind.QUOTE:
            yield lines("blockquote", None, *made)
        else:
            yield from made


def _block(side: Side, paragraph: Sequence[Piece], frame: Frame, classes: str) -> Element:
    first, *rest = paragraph
    nodes = [*content(first, side.setting), *(node for piece in rest for node in _going_on(side, piece))]
    kind = first.block.kind
    tag = f"h{min(6, frame.depths[first.block.id])}" if kind is BlockKind.HEADING else _TAGS.get(kind, "p")
    if not nodes and kind in {BlockKind.SEPARATOR, BlockKind.HEADING}:
        tag = "hr" if kind is BlockKind.SEPARATOR else "p"
    depth = f"depth{first.block.level}" if kind is BlockKind.LIST_ITEM and first.block.level > 1 else ""
    names = " ".join(filter(None, (classes, _CLASSES.get(kind, ""), depth)))
    language = language_of_block(first.block, side.setting)
    return element(tag, _classed(names, {**_own_id(first), **in_language(language)}), *nodes)


def _own_id(piece: Piece) -> dict[str, str]:
    """The id of the block where it begins; a later part has none, for its sentences have theirs."""
    return {"id": piece.block.id} if piece.is_start else {}


def _going_on(side: Side, piece: Piece) -> tuple[Node, ...]:
    """The second half of a paragraph that a page break cut in two."""
    language = language_of_block(piece.block, side.setting)
    half = element("span", {**_own_id(piece), **in_language(language)}, *content(piece, side.setting))
    return language.joiner, half

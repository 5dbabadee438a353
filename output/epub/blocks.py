"""Pairs and their blocks as XHTML."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from bitext.articles import Localized
from bitext.documents import BlockId, BlockKind, Document
from output.epub.inline import Setting, content, language_of_block
from output.epub.labels import Labels
from output.epub.pairs import Pair, Piece
from output.epub.xhtml import in_language, labelled
from output.markup import Element, Node, element, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One language of a part, as it is drawn."""

    document: Document
    setting: Setting
    classes: str  # s or t where it stands beside another; empty where it stands by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the pairs of a page have in common."""

    source: Side | None
    target: Side | None
    labels: Labels  # of the edition's first language
    depths: Mapping[str, int]  # of headings, by their ids
    joined: frozenset[BlockId]  # blocks that go on with the paragraph before them
    is_aligned: bool
    by_sentence: bool

    @property
    def is_bilingual(self) -> bool:
        return self.source is not None and self.target is not None


def pair_elements(pair: Pair, frame: Frame) -> Iterator[Element]:
    """The pair as one element; of a text that was never aligned its blocks."""
    if pair.is_heading:
        yield _heading(pair, frame)
    elif frame.is_aligned:
        yield lines("div", _attributes(pair, frame), *_sides(pair, frame))
    else:
        yield from _sides(pair, frame)


def _sides(pair: Pair, frame: Frame) -> Iterator[Element]:
    for side, pieces in ((frame.source, pair.source), (frame.target, pair.target)):
        if side and pieces:
            yield from _side(_silent(side) if _is_alone(pair, frame) else side, pieces, frame)


def _silent(side: Side) -> Side:
    """The side, without words for its lone sentences: what holds them says it already."""
    return replace(side, setting=replace(side.setting, alone_label=None))


# --- what a pair says of itself ----------------------------------------------------------------------------------


def _attributes(pair: Pair, frame: Frame) -> dict[str, str]:
    classes = ["pair", *_kinds(pair, frame)]
    if not frame.is_bilingual or not any(piece.segments for piece in pair.pieces):
        return {"class": " ".join(classes), "id": pair.id}
    source, target = _counts(pair, frame)
    classes += _sides_told(source, target)
    label = _label(pair, frame, source, target)
    return {"class": " ".join(classes), "id": pair.id, **({"role": "group", **labelled(label)} if label else {})}


def _kinds(pair: Pair, frame: Frame) -> Iterator[str]:
    """Classes of a pair all of whose blocks are of one kind, and of one that begins a paragraph."""
    if frame.by_sentence and any(piece.is_start for piece in pair.pieces):
        yield "begin"
    kinds = {(piece.block.kind, piece.block.text.strip() == "") for piece in pair.pieces}
    if kinds <= {(BlockKind.VERSE, False), (BlockKind.VERSE, True)}:
        yield "verse"
    if kinds == {(BlockKind.SEPARATOR, True)}:
        yield "rule"


def _sides_told(source: int, target: int) -> Iterator[str]:
    """The class of a pair that is not one to one."""
    if not source or not target:
        yield "only-t" if target else "only-s"
    elif (source, target) != (1, 1):
        yield f"n{source}m{target}"


def _counts(pair: Pair, frame: Frame) -> tuple[int, int]:
    """How many paragraphs, or sentences, stand on either side."""
    source, target = (
        sum(len(piece.segments) or 1 for piece in side) if frame.by_sentence else len(side)
        for side in (pair.source, pair.target)
    )
    return source, target


def _label(pair: Pair, frame: Frame, source: int, target: int) -> Localized | None:
    """What a screen reader says of a pair that is not one to one."""
    if source and target:
        name = "sentences" if frame.by_sentence else "paragraphs"
        return frame.labels.say(name, source=source, target=target) if (source, target) != (1, 1) else None
    if _is_alone(pair, frame):
        return frame.labels.say("source_only" if source else "target_only")
    return None


def _is_alone(pair: Pair, frame: Frame) -> bool:
    """Whether the pair has one side, and every sentence of it is without counterpart."""
    if not frame.is_bilingual or (pair.source and pair.target):
        return False
    side = frame.source if pair.source else frame.target
    sentences = [segment.id for piece in pair.pieces for segment in piece.segments]
    return side is not None and bool(sentences) and side.setting.alone.issuperset(sentences)


# --- headings ----------------------------------------------------------------------------------------------------


def _heading(pair: Pair, frame: Frame) -> Element:
    parts: list[Node] = []
    for side, pieces in ((frame.source, pair.source), (frame.target, pair.target)):
        if side and pieces:
            parts += ["\n", _heading_side(side, pieces)]
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
    attributes = {"id": piece.id, **in_language(language_of_block(piece.block, side.setting))}
    return element("span", _classed(classes, attributes), *content(piece, side.setting))


def _classed(classes: str, attributes: Mapping[str, str]) -> dict[str, str]:
    return {"class": classes, **attributes} if classes else dict(attributes)


# --- blocks ------------------------------------------------------------------------------------------------------

_TAGS: Final = {BlockKind.LIST_ITEM: "li", BlockKind.REFERENCE: "li"}
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
    own_id = {"id": first.block.id} if first.is_start else {}
    language = language_of_block(first.block, side.setting)
    return element(tag, _classed(names, {**own_id, **in_language(language)}), *nodes)


def _going_on(side: Side, piece: Piece) -> tuple[Node, ...]:
    """The second half of a paragraph that a page break cut in two."""
    language = language_of_block(piece.block, side.setting)
    half = element("span", {"id": piece.id, **in_language(language)}, *content(piece, side.setting))
    return language.joiner, half

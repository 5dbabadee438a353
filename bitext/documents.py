"""A document and its parts: divisions (chapters), blocks (paragraphs), segments (sentences).

Ids are given once, by `bitext.drafts.number`, and stay for life: they become `xml:id`
in TEI and `id` in EPUB.  `zh.c3.p12.s2` is the second sentence of the twelfth block of
the third division of the document `zh`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import NewType

from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import OffsetMap, Span

DocumentId = NewType("DocumentId", str)
DivisionId = NewType("DivisionId", str)
BlockId = NewType("BlockId", str)
SegmentId = NewType("SegmentId", str)

# ASCII NCName without a colon: what xml:id takes everywhere and what TEI readers expect.
_NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")


def check_id(value: str) -> None:
    """Raise `BadData` unless `value` can be an `xml:id`."""
    if not _NCNAME.fullmatch(value):
        raise BadData(f"{value!r} cannot be an id; use ASCII letters, digits, '.', '-' and '_', a letter first.")


class BlockKind(StrEnum):
    """What a block is; the names are TEI's and CSL's in plain words."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"  # a block quotation
    VERSE = "verse"  # one line of verse
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    REFERENCE = "reference"  # one entry of a list of works cited
    NOTE = "note"  # the text of a footnote or endnote
    SEPARATOR = "separator"  # a line such as * * * between scenes
    FIGURE = "figure"  # a picture that stands by itself: no text, and a mark


class MarkKind(StrEnum):
    """What is said about a stretch of a block's text."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    RUBY = "ruby"  # value: the reading
    FOREIGN = "foreign"  # value: the language tag
    LINK = "link"  # value: the address
    NOTE = "note"  # empty span where a note is anchored; value: the note's block id
    PAGE = "page"  # empty span where a page begins; value: its number
    LINE = "line"  # empty span where a line ends inside the block
    IMAGE = "image"  # empty span; value: the alternative text


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Inline markup over `span` of a block's text."""

    span: Span
    kind: MarkKind
    value: str = ""
    target: str = ""  # of an image: the resource that is shown


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block stood in its file: for messages, and for offsets into the input."""

    part: str = ""  # member of an archive, such as text/ch1.xhtml; empty for a plain file
    line: int | None = None  # 1-based
    offsets: OffsetMap | None = None  # to code points of the decoded input (of the part)


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: `text` is the block's text at `span`, without white space around it."""

    id: SegmentId
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, verse line or other stretch of text that stands by itself.

    Raises `BadData` unless the segments, where there are any, follow each other, say what the
    text says, and leave out nothing but white space.
    """

    id: BlockId
    kind: BlockKind
    text: str
    segments: tuple[Segment, ...] = ()
    marks: tuple[Mark, ...] = ()
    level: int = 0  # of a heading (1 is the highest); a list item's depth; the row where a table's cell begins
    language: LanguageTag | None = None  # where it differs from the document's
    origin: Origin = field(default=NOWHERE, compare=False)

    def __post_init__(self) -> None:
        check_id(self.id)
        for mark in self.marks:
            if mark.span.end > len(self.text):
                raise BadData(f"Block {self.id} has {len(self.text)} characters, but a mark runs to {mark.span.end}.")
        if self.segments:
            _check_segments(self)

    def gaps(self) -> Iterator[str]:
        """The white space before, between and after the segments: one more than there are segments."""
        end = 0
        for segment in self.segments:
            yield self.text[end : segment.span.start]
            end = segment.span.end
        yield self.text[end:]


def _check_segments(block: Block) -> None:
    for segment in block.segments:
        check_id(segment.id)
        if segment.span.of(block.text) != segment.text:
            raise BadData(f"Segment {segment.id} does not say what its block says at {segment.span}.")
    ordered = all(a.span.end <= b.span.start for a, b in zip(block.segments, block.segments[1:], strict=False))
    if not ordered or any(gap.strip() for gap in block.gaps()):
        raise BadData(f"The segments of block {block.id} do not cover its text in order.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A chapter or section: a heading, where it has one, and what stands under it."""

    id: DivisionId
    level: int  # 1 is the highest; divisions follow each other, nesting is told by the level
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        check_id(self.id)

    @property
    def heading(self) -> Block | None:
        """The first block if it is a heading."""
        return self.blocks[0] if self.blocks and self.blocks[0].kind is BlockKind.HEADING else None

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All sentences of the division in reading order."""
        return tuple(segment for block in self.blocks for segment in block.segments)


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture that belongs to a document.

    >>> Resource("zh.r1.png", "image/png", b"...").suffix
    'png'
    """

    name: str  # a file name that is an id too: zh.r1.png
    media_type: str
    data: bytes = field(repr=False)

    @property
    def suffix(self) -> str:
        """The ending of file names of its kind."""
        kind = self.media_type.rpartition("/")[2]
        return {"jpeg": "jpg", "svg+xml": "svg"}.get(kind, kind)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something of the input that is in no block: what, why, and where it stood."""

    text: str
    reason: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Document:
    """One text in one language.

    Raises `BadData` where an id is used twice.
    """

    id: DocumentId
    language: LanguageTag
    divisions: tuple[Division, ...]
    notes: tuple[Block, ...] = ()  # footnotes and endnotes: their own stream, anchored by marks
    title: str = ""
    name: str = field(default="", compare=False)  # the file it was read from, for messages
    digest: str = field(default="", compare=False)  # sha256 of the bytes it was read from
    format: str = field(default="", compare=False)  # the reader that took it
    encoding: str = field(default="", compare=False)
    set_aside: tuple[SetAside, ...] = field(default=(), compare=False)
    resources: tuple[Resource, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        check_id(self.id)
        seen: set[str] = {self.id}
        for value in self._ids():
            if value in seen:
                raise BadData(f"The id {value!r} is used twice in document {self.id!r}.")
            seen.add(value)

    def _ids(self) -> Iterator[str]:
        for division in self.divisions:
            yield division.id
        for block in (*self.blocks, *self.notes):
            yield block.id
            for segment in block.segments:
                yield segment.id

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order, without the notes."""
        return (block for division in self.divisions for block in division.blocks)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All sentences in reading order, without those of the notes."""
        return tuple(segment for division in self.divisions for segment in division.segments)

    @cached_property
    def segment_by_id(self) -> Mapping[SegmentId, Segment]:
        """The sentences of the text and of the notes by their ids."""
        notes = (segment for note in self.notes for segment in note.segments)
        return {segment.id: segment for segment in (*self.segments, *notes)}

    @cached_property
    def block_by_id(self) -> Mapping[BlockId, Block]:
        """The blocks and the notes by their ids."""
        return {block.id: block for block in (*self.blocks, *self.notes)}

    @cached_property
    def resource_by_name(self) -> Mapping[str, Resource]:
        """The pictures by what image marks call them."""
        return {resource.name: resource for resource in self.resources}

    def with_blocks(self, change: Mapping[BlockId, Block]) -> "Document":
        """The document with some of its blocks (or notes) replaced by others."""
        divisions = tuple(
            replace(division, blocks=tuple(change.get(block.id, block) for block in division.blocks))
            for division in self.divisions
        )
        return replace(self, divisions=divisions, notes=tuple(change.get(note.id, note) for note in self.notes))

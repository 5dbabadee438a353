"""What a reader hands over, and the one place where ids are given."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bitext.documents import (
    NOWHERE,
    Block,
    BlockId,
    BlockKind,
    Division,
    DivisionId,
    Document,
    DocumentId,
    Mark,
    MarkKind,
    Origin,
    Segment,
    SegmentId,
    SetAside,
)
from bitext.languages import LanguageTag
from bitext.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block that has no id yet.

    `segments` are the sentences where the file gives them (one a line, `<s>` in TEI); a mark of kind
    NOTE has as its value the `key` of the draft of the note.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    marks: tuple[Mark, ...] = ()
    level: int = 0
    language: LanguageTag | None = None
    origin: Origin = NOWHERE
    segments: tuple[Span, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """All that a reader found in a file."""

    blocks: tuple[Draft, ...]
    notes: tuple[Draft, ...] = ()
    title: str = ""
    encoding: str = ""
    language: LanguageTag | None = None  # what the file itself says
    set_aside: tuple[SetAside, ...] = field(default=())


def number(drafted: Drafted, id_: DocumentId, language: LanguageTag) -> Document:
    """The document with its ids: a new division at each heading, blocks counted in each division.

    >>> drafted = Drafted(blocks=(Draft(text="一", kind=BlockKind.HEADING, level=1), Draft(text="他走了。")))
    >>> document = number(drafted, DocumentId("zh"), LanguageTag("zh-Hans"))
    >>> [block.id for block in document.blocks]
    ['zh.c1.p1', 'zh.c1.p2']
    """
    note_ids = {note.key: f"{id_}.n{count}" for count, note in enumerate(drafted.notes, 1)}
    divisions = tuple(
        _division(DivisionId(f"{id_}.c{count}"), blocks, note_ids)
        for count, blocks in enumerate(divided(drafted.blocks), 1)
    )
    notes = tuple(_block(note_ids[note.key], note, note_ids) for note in drafted.notes)
    return Document(
        id=id_,
        language=language,
        divisions=divisions,
        notes=notes,
        title=drafted.title,
        encoding=drafted.encoding,
        set_aside=drafted.set_aside,
    )


def divided(blocks: Iterable[Draft]) -> Iterator[Sequence[Draft]]:
    """The blocks in groups, each of which starts at a heading; the first may have none."""
    group: list[Draft] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and group:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _division(id_: DivisionId, blocks: Sequence[Draft], note_ids: dict[str, str]) -> Division:
    first = blocks[0]
    return Division(
        id=id_,
        level=max(1, first.level) if first.kind is BlockKind.HEADING else 1,
        blocks=tuple(_block(f"{id_}.p{count}", draft, note_ids) for count, draft in enumerate(blocks, 1)),
    )


def _block(id_: str, draft: Draft, note_ids: dict[str, str]) -> Block:
    marks = (
        Mark(mark.span, mark.kind, note_ids.get(mark.value, mark.value)) if mark.kind is MarkKind.NOTE else mark
        for mark in draft.marks
    )
    return Block(
        id=BlockId(id_),
        kind=draft.kind,
        text=draft.text,
        segments=segments_at(BlockId(id_), draft.text, draft.segments),
        marks=tuple(sorted(marks)),
        level=draft.level,
        language=draft.language,
        origin=draft.origin,
    )


def segments_at(block: BlockId, text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """Segments for spans of a block's text; white space at their ends is left out, and so are empty ones.

    >>> [segment.text for segment in segments_at(BlockId("en.c1.p1"), "Go. Stay.", [Span(0, 4), Span(4, 9)])]
    ['Go.', 'Stay.']
    """
    trimmed = (span.trimmed(text) for span in spans)
    return tuple(
        Segment(SegmentId(f"{block}.s{count}"), span, span.of(text))
        for count, span in enumerate((span for span in trimmed if len(span)), 1)
    )

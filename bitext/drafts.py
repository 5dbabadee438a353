"""What a reader hands over, and the one place where ids are given."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
    Resource,
    Segment,
    SegmentId,
    SetAside,
)
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block that has no id yet.

    `segments` are the sentences where the file gives them (one a line, `<s>` in TEI); a mark of kind
    NOTE has as its value the `key` of the draft of the note, one of kind IMAGE as its target the name of a resource.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    marks: tuple[Mark, ...] = ()
    level: int = 0
    language: LanguageTag | None = None
    origin: Origin = NOWHERE
    segments: tuple[Span, ...] = ()
    key: str = ""
    id: str = ""  # that the file gives; `number` puts the document's id before it where it is not there
    segment_ids: tuple[str, ...] = ()  # of `segments`, as many; empty: none are given


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """All that a reader found in a file."""

    blocks: tuple[Draft, ...]
    notes: tuple[Draft, ...] = ()
    title: str = ""
    encoding: str = ""
    language: LanguageTag | None = None  # what the file itself says
    set_aside: tuple[SetAside, ...] = field(default=())
    resources: tuple[Resource, ...] = field(default=())  # by the names that the file has for them


def number(drafted: Drafted, id_: DocumentId, language: LanguageTag) -> Document:
    """The document with its ids: a new division at each heading, blocks counted in each division.

    >>> drafted = Drafted(blocks=(Draft(text="一", kind=BlockKind.HEADING, level=1), Draft(text="他走了。")))
    >>> document = number(drafted, DocumentId("zh"), LanguageTag("zh-Hans"))
    >>> [block.id for block in document.blocks]
    ['zh.c1.p1', 'zh.c1.p2']

    Ids that the file gives are kept behind the document's own, so that two files may have the same ones; what is there
    twice in one file is counted anew.

    >>> drafted = Drafted(blocks=(Draft(text="他走了。", id="p7", segments=(Span(0, 4),), segment_ids=("zh.s9",)),))
    >>> document = number(drafted, DocumentId("zh"), LanguageTag("zh-Hans"))
    >>> [block.id for block in document.blocks], [segment.id for segment in document.segments]
    (['zh.p7'], ['zh.s9'])
    """
    try:
        return _numbered(_with_unique_ids(drafted, id_), id_, language)
    except BadData:  # an id of the file is one that would be counted
        return _numbered(_changed_ids(drafted, lambda _given: ""), id_, language)


def _with_unique_ids(drafted: Drafted, document: DocumentId) -> Drafted:
    """Without the ids that are there more than once."""
    drafts = (*drafted.blocks, *drafted.notes)
    counts = Counter(_given(given, document) for draft in drafts for given in (draft.id, *draft.segment_ids))
    return _changed_ids(drafted, lambda given: given if counts[_given(given, document)] == 1 else "")


def _changed_ids(drafted: Drafted, change: Callable[[str], str]) -> Drafted:
    blocks, notes = (
        tuple(replace(one, id=change(one.id), segment_ids=tuple(map(change, one.segment_ids))) for one in drafts)
        for drafts in (drafted.blocks, drafted.notes)
    )
    return replace(drafted, blocks=blocks, notes=notes)


def _numbered(drafted: Drafted, id_: DocumentId, language: LanguageTag) -> Document:
    keys = {note.key: _given(note.id, id_) or f"{id_}.n{count}" for count, note in enumerate(drafted.notes, 1)}
    names = {old.name: f"{id_}.r{count}.{old.suffix}" for count, old in enumerate(drafted.resources, 1)}
    named = _Named(keys, names)
    divisions = tuple(
        _division(DivisionId(f"{id_}.c{count}"), blocks, id_, named)
        for count, blocks in enumerate(divided(drafted.blocks), 1)
    )
    notes = tuple(_block(keys[note.key], note, id_, named) for note in drafted.notes)
    return Document(
        id=id_,
        language=language,
        divisions=divisions,
        notes=notes,
        title=drafted.title,
        encoding=drafted.encoding,
        set_aside=drafted.set_aside,
        resources=tuple(replace(resource, name=names[resource.name]) for resource in drafted.resources),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What notes and pictures are called in the document, by what the file calls them."""

    notes: Mapping[str, str]
    resources: Mapping[str, str]

    def mark(self, mark: Mark) -> Mark:
        """The mark with the names of the document."""
        if mark.kind is MarkKind.NOTE:
            return replace(mark, value=self.notes.get(mark.value, mark.value))
        return replace(mark, target=self.resources.get(mark.target, mark.target)) if mark.target else mark


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


def _given(given: str, document: DocumentId) -> str:
    """The id that a file gives, as one of this document's; empty where it gives none."""
    return given if not given or given.startswith(f"{document}.") else f"{document}.{given}"


def _division(id_: DivisionId, blocks: Sequence[Draft], document: DocumentId, named: _Named) -> Division:
    first = blocks[0]
    return Division(
        id=id_,
        level=max(1, first.level) if first.kind is BlockKind.HEADING else 1,
        blocks=tuple(
            _block(_given(draft.id, document) or f"{id_}.p{count}", draft, document, named)
            for count, draft in enumerate(blocks, 1)
        ),
    )


def _block(id_: str, draft: Draft, document: DocumentId, named: _Named) -> Block:
    return Block(
        id=BlockId(id_),
        kind=draft.kind,
        text=draft.text,
        segments=segments_at(
            BlockId(id_), draft.text, draft.segments, [_given(given, document) for given in draft.segment_ids]
        ),
        marks=tuple(sorted(map(named.mark, draft.marks))),
        level=draft.level,
        language=draft.language,
        origin=draft.origin,
    )


def segments_at(block: BlockId, text: str, spans: Iterable[Span], ids: Sequence[str] = ()) -> tuple[Segment, ...]:
    """Segments for spans of a block's text; white space at their ends is left out, and so are empty ones.

    `ids` are theirs, as many as there are spans; where one is empty or none are given they are counted.

    >>> [segment.text for segment in segments_at(BlockId("en.c1.p1"), "Go. Stay.", [Span(0, 4), Span(4, 9)])]
    ['Go.', 'Stay.']
    """
    trimmed = tuple(span.trimmed(text) for span in spans)
    filled = ((span, given) for span, given in zip(trimmed, ids or [""] * len(trimmed), strict=True) if len(span))
    return tuple(
        Segment(SegmentId(given or f"{block}.s{count}"), span, span.of(text))
        for count, (span, given) in enumerate(filled, 1)
    )

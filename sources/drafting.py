"""From a walk through a tree of elements to drafts: blocks, marks, notes, and what is set aside.

The readers of HTML, EPUB, DOCX, ODT and TEI differ in how they walk; what they meet they tell a `Drafter`.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from bitext.documents import BlockKind, Mark, MarkKind, Origin, SetAside
from bitext.drafts import Draft, Drafted
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.scripts import is_unspaced

_WHITE: Final = re.compile(r"[ \t\n\r\f]+")
_SINGLE: Final = frozenset({MarkKind.NOTE, MarkKind.PAGE, MarkKind.LINE, MarkKind.IMAGE, MarkKind.RUBY})
_POINTS: Final = _SINGLE - {MarkKind.RUBY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is known of a block before its text."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    language: LanguageTag | None = None
    line: int | None = None
    key: str = ""
    id: str = ""


@dataclass(slots=True, eq=False)
class _Open:
    """A mark or sentence that has begun and not ended; two that say the same are still two."""

    start: int
    kind: MarkKind | None  # None: a sentence
    value: str
    id: str = ""


@dataclass(slots=True)
class _Buffer:
    """The block that is being written."""

    place: Place
    is_note: bool = False
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    white: str = ""  # white space met and not yet written
    marks: list[Mark] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    sentences: list[tuple[Span, str]] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.pieces[-1][-1] if self.pieces else ""

    def write(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def settle(self, following: str) -> None:
        """Write the white space that stands before `following`, unless a line end stands there between Han."""
        white, self.white = self.white, ""
        between_han = "\n" in white and is_unspaced(self.last or "a") and is_unspaced(following)
        if not white or not self.pieces or self.last == "\n" or between_han:
            return
        for opened in self.open:
            if opened.start == self.length:
                opened.start += 1
        self.write(" ")


class Drafter:
    """Takes what a walk meets in its order; `drafted` gives what was made of it."""

    def __init__(self, part: str = "") -> None:
        self.part = part  # the member of an archive that is being read
        self.title = ""
        self._blocks: list[Draft] = []
        self._notes: list[Draft] = []
        self._aside: list[SetAside] = []
        self._buffers = [_Buffer(Place())]
        self._carried: list[Mark] = []  # pages and notes that no text has followed yet
        self._row = 0  # of the table that is being read
        self._opens_cell = False  # whether no block of its cell has been read yet

    @property
    def _buffer(self) -> _Buffer:
        return self._buffers[-1]

    @contextmanager
    def block(self, place: Place) -> Iterator[None]:
        """What is met meanwhile is a block of its own, or several if there are blocks within."""
        outer = self._begin(place)
        yield
        self._begin(outer)

    def _begin(self, place: Place) -> Place:
        """End the block; what comes next stands at `place`, but in a note.  The place until now."""
        self.end_block()
        outer = self._buffer.place
        if not self._buffer.is_note:
            self._buffer.place = place
        return outer

    def end_block(self) -> None:
        """A block ends here; in a note, a line."""
        buffer = self._buffer
        if buffer.is_note:
            self.line()
            return
        draft = _finished(buffer)
        self._restart(buffer, told=bool(draft.text))
        if draft.text:
            carried, self._carried = self._carried, []
            draft = replace(self._as_cell(draft), marks=(*carried, *draft.marks))
            self._blocks.append(self._with_origin(draft, buffer.place))
            return
        for mark in draft.marks:
            self._keep_point(mark)

    @contextmanager
    def table(self) -> Iterator[None]:
        """What is met meanwhile is a table, whose rows are counted from 1."""
        self.end_block()
        outer, self._row = self._row, 0
        yield
        self.end_block()
        self._row = outer

    def row(self) -> None:
        """A row of the table begins."""
        self._row += 1

    @contextmanager
    def cell(self) -> Iterator[None]:
        """What is met meanwhile is a cell of the row; one without text keeps its place."""
        self.end_block()
        before, self._opens_cell = len(self._blocks), True
        yield
        self.end_block()
        if self._row and len(self._blocks) == before:
            place = Place(kind=BlockKind.TABLE_CELL, level=self._row)
            self._blocks.append(self._with_origin(Draft(text="", kind=place.kind, level=place.level), place))
        self._opens_cell = False

    def _as_cell(self, draft: Draft) -> Draft:
        """The block with its row, if it is the first of a cell."""
        if draft.kind is not BlockKind.TABLE_CELL:
            return draft
        opens, self._opens_cell = self._opens_cell, False
        return replace(draft, level=self._row if opens else 0)

    def _keep_point(self, mark: Mark) -> None:
        if mark.kind is MarkKind.IMAGE and (mark.value or mark.target):
            place = Place(kind=BlockKind.FIGURE, line=self._buffer.place.line)
            figure = Draft(text="", kind=BlockKind.FIGURE, marks=(replace(mark, span=Span(0, 0)),))
            self._blocks.append(self._with_origin(figure, place))
        elif mark.kind is MarkKind.IMAGE:
            self.set_aside("", "an image")
        elif mark.kind is not MarkKind.LINE:
            self._carried.append(mark)

    def _restart(self, buffer: _Buffer, *, told: bool) -> None:
        """Go on with a new block at the same place; an id is for the first only."""
        for opened in buffer.open:
            opened.start = 0
            opened.id = "" if told else opened.id
        self._buffers[-1] = _Buffer(replace(buffer.place, id="") if told else buffer.place, open=buffer.open)

    def _with_origin(self, draft: Draft, place: Place) -> Draft:
        return replace(draft, origin=Origin(part=self.part, line=place.line))

    @contextmanager
    def note(self, place: Place) -> Iterator[None]:
        """What is met meanwhile is the text of a note, which has a key; what it interrupts goes on afterwards."""
        self._buffers.append(_Buffer(replace(place, kind=BlockKind.NOTE), is_note=True))
        yield
        buffer = self._buffers.pop()
        draft = _finished(buffer)
        self._notes.append(self._with_origin(draft, buffer.place))

    @contextmanager
    def mark(self, kind: MarkKind, value: str = "") -> Iterator[None]:
        """What is met meanwhile has the mark."""
        opened = _Open(self._buffer.length, kind, value)
        self._buffer.open.append(opened)
        yield
        self._close(opened)

    @contextmanager
    def ruby(self, reading: str) -> Iterator[None]:
        """What is met meanwhile is the base of the reading, which is kept even where there is no base."""
        buffer, before = self._buffer, len(self._buffer.pieces)
        with self.mark(MarkKind.RUBY, reading):
            yield
        if self._buffer is buffer and not "".join(buffer.pieces[before:]).strip():
            self.set_aside(reading, "a reading without a base")

    @contextmanager
    def sentence(self, id_: str = "") -> Iterator[None]:
        """What is met meanwhile is a sentence, as the file has it."""
        opened = _Open(self._buffer.length, None, "", id_)
        self._buffer.open.append(opened)
        yield
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        buffer = self._buffer
        buffer.open.remove(opened)
        _record(buffer, opened)

    def text(self, text: str | None) -> None:
        """Running text: white space counts as one space, and as none at the ends of blocks."""
        if not text:
            return
        position = 0
        for match in _WHITE.finditer(text):
            self._word(text[position : match.start()])
            self._buffer.white += match[0]
            position = match.end()
        self._word(text[position:])

    def _word(self, word: str) -> None:
        if word:
            self._buffer.settle(word[0])
            self._buffer.write(word)

    def preserved(self, text: str | None) -> None:
        """Text whose white space counts."""
        for index, line in enumerate((text or "").split("\n")):
            if index:
                self.point(MarkKind.LINE)
                self._buffer.write("\n")
            if line:
                self._buffer.settle(line[0])
                self._buffer.write(line)

    def line(self) -> None:
        """The line ends within the block; two line ends are the end of a paragraph, outside of notes."""
        buffer = self._buffer
        buffer.white = ""
        if buffer.last == "\n" and not buffer.is_note:
            self.end_block()
        elif buffer.pieces and buffer.last != "\n":
            self.point(MarkKind.LINE)
            buffer.write("\n")

    def point(self, kind: MarkKind, value: str = "", target: str = "") -> None:
        """A mark that stands between two characters."""
        self._buffer.marks.append(Mark(Span(self._buffer.length, self._buffer.length), kind, value, target))

    def image(self, alternative: str, target: str = "") -> None:
        """A picture: the words that stand for it, and what the file calls it."""
        self.point(MarkKind.IMAGE, " ".join(alternative.split()), target)

    def separator(self, line: int | None = None) -> None:
        """A rule between scenes, which has no text."""
        self.end_block()
        place = Place(kind=BlockKind.SEPARATOR, line=line)
        self._blocks.append(self._with_origin(Draft(text="", kind=place.kind), place))

    def set_aside(self, text: str, reason: str, line: int | None = None) -> None:
        """Something that is not part of the text."""
        if text.strip() or reason == "an image":
            self._aside.append(SetAside(text.strip(), reason, Origin(part=self.part, line=line)))

    def drafted(self, *, encoding: str = "", language: LanguageTag | None = None) -> Drafted:
        """All that was met."""
        self.end_block()
        return Drafted(
            blocks=tuple(self._blocks),
            notes=tuple(self._notes),
            title=self.title,
            encoding=encoding,
            language=language,
            set_aside=tuple(self._aside),
        )


def _record(buffer: _Buffer, opened: _Open) -> None:
    """The mark or sentence up to here."""
    span = Span(min(opened.start, buffer.length), buffer.length)
    if opened.kind is None:
        buffer.sentences.append((span, opened.id))
    elif len(span):
        buffer.marks.append(Mark(span, opened.kind, opened.value))


def _finished(buffer: _Buffer) -> Draft:
    """The block without white space around it; marks that are still open end here."""
    for opened in buffer.open:
        _record(buffer, opened)
    whole = "".join(buffer.pieces)
    content = Span(0, len(whole)).trimmed(whole)
    place, text = buffer.place, content.of(whole)
    sentences = _sentences(buffer, content, text)
    return Draft(
        text=text,
        kind=place.kind,
        level=place.level,
        language=place.language,
        key=place.key,
        marks=tuple(sorted(_merged(sorted(_moved(buffer.marks, content), key=_by_kind)))),
        id=place.id,
        segments=tuple(span for span, _ in sentences),
        segment_ids=tuple(id_ for _, id_ in sentences),
    )


def _sentences(buffer: _Buffer, content: Span, text: str) -> tuple[tuple[Span, str], ...]:
    """The sentences if they are the whole text, one after the other; part of them is no help."""
    sentences = sorted((_within(span, content).trimmed(text), id_) for span, id_ in buffer.sentences)
    sentences = [(span, id_) for span, id_ in sentences if len(span)]
    ends = [0, *(span.end for span, _ in sentences)]
    starts = [*(span.start for span, _ in sentences), len(text)]
    gaps = zip(ends, starts, strict=True)
    return tuple(sentences) if all(a <= b and not text[a:b].strip() for a, b in gaps) else ()


def _moved(marks: Iterable[Mark], content: Span) -> Iterator[Mark]:
    for mark in marks:
        moved = replace(mark, span=_within(mark.span, content))
        at_end = mark.kind is MarkKind.LINE and moved.span.start in {0, len(content)}
        if (len(moved.span) or mark.kind in _POINTS) and not at_end:
            yield moved


def _by_kind(mark: Mark) -> tuple[MarkKind, str, Span]:
    return mark.kind, mark.value, mark.span


def _merged(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks that say the same and touch as one: word processors cut a text into runs anywhere."""
    last: Mark | None = None
    for mark in marks:
        touches = last is not None and (last.kind, last.value, last.span.end) == (
            mark.kind,
            mark.value,
            mark.span.start,
        )
        if last is not None and touches and mark.kind not in _SINGLE:
            last = replace(last, span=Span(last.span.start, mark.span.end))
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def _continues(last: Mark, mark: Mark) -> bool:
    says_the_same = (last.kind, last.value) == (mark.kind, mark.value) and mark.kind not in _SINGLE
    return says_the_same and last.span.end == mark.span.start


def _within(span: Span, content: Span) -> Span:
    start = min(max(span.start, content.start), content.end) - content.start
    return Span(start, max(start, min(max(span.end, content.start), content.end) - content.start))

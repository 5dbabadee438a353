"""Pages as the lines of a plain text, in which every character knows how it was set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from sources.layout import is_ended
from sources.lines import Line
from sources.pdf.columns import Cell, Region, Row, baseline_of, cells, is_bold, is_spaced, size_of, text_of
from sources.pdf.footnotes import label_of, raised
from sources.pdf.glyphs import Glyph
from sources.scripts import is_unspaced

_PARAGRAPH_GAP: Final = 1.35  # of the usual leading
_LEAST_INDENT: Final = 0.7  # of the size
_SAME_SIZE: Final = 0.3  # points
_SLACK: Final = 1.0  # sizes: a line that the next word would have fitted into by less may be full
_LARGER: Final = 1.12  # of the size of the text
_SMALLEST: Final = 0.95  # of the size of the text: what is bold and smaller is a label
_HEADING_ROWS: Final = 4
_HEADING_LENGTH: Final = 200  # characters
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Body:
    """How most of the text is set, and the sizes of what is larger, the largest first."""

    size: float  # points
    is_bold: bool
    sizes: tuple[float, ...] = ()

    def level(self, rows: Sequence[Row]) -> int:
        """The level of the heading that rows of one type are; 0 where they are none."""
        size, text = size_of(rows[0]), " ".join(map(text_of, rows))
        is_short = len(rows) <= _HEADING_ROWS and len(text) <= _HEADING_LENGTH
        if not is_short or not any(char.isalpha() for char in text):
            return 0
        if size > _LARGER * self.size:
            return min(_DEEPEST, 1 + sum(larger > size + _SAME_SIZE for larger in self.sizes))
        is_strong = is_bold(rows[0]) and not self.is_bold and size >= _SMALLEST * self.size
        return min(_DEEPEST, 1 + len(self.sizes)) if is_strong else 0

    def is_large(self, size: float) -> bool:
        """Whether type of the size is larger than that of the text."""
        return size > _LARGER * self.size


@dataclass(slots=True)
class Laid:
    """A text that is put together line by line."""

    chars: list[str] = field(default_factory=list)
    glyphs: list[Glyph | None] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)  # where a note is called, and its key
    headings: dict[int, int] = field(default_factory=dict)  # the number of a line, and its level
    lines: int = 1

    def add(self, found: Sequence[Cell], *, level: int = 0) -> None:
        """A line with its end; `level` is that of a heading."""
        if level:
            self.headings[self.lines] = level
        for cell in found:
            if cell.note:
                self.anchors.append((len(self.chars), cell.note))
            else:
                self._append(cell)
        self._append(Cell("\n"))
        self.lines += 1

    def end_page(self) -> None:
        """A form feed, which ends a line too."""
        self._append(Cell("\f"))
        self.lines += 1

    def _append(self, cell: Cell) -> None:
        self.chars.append(cell.char)
        self.glyphs.append(cell.glyph)


def lay_out(region: Region, body: Body, keys: Mapping[str, str], laid: Laid) -> None:
    """Add a region: an empty line where a paragraph begins, white space before what is moved in.

    `keys` are those of the notes of the page by their labels.
    """
    left, right = min(row[0].start for row in region), max(row[-1].end for row in region)
    for group in _groups(region, body):
        if level := body.level(group):
            joined = [cell for row in group for cell in (Cell(" "), *_called(row, keys))]
            laid.add(joined[1:], level=level)
        else:
            starts = _starts(group, left, right)
            for at, row in enumerate(group):
                if at in starts:
                    laid.add(())
                columns = int((row[0].start - left) / (size_of(row) / 2)) if size_of(row) else 0
                laid.add((*[Cell(" ")] * columns, *_called(row, keys)))
        laid.add(())


def _groups(region: Region, body: Body) -> Iterator[Sequence[Row]]:
    """Rows of one type that follow each other at the usual distance."""
    usual = median([baseline_of(a) - baseline_of(b) for a, b in pairwise(region)] or [0.0])
    group = [region[0]]
    for above, below in pairwise(region):
        scale = max(1.0, min(size_of(above), size_of(below)) / body.size) if body.size else 1.0
        is_apart = baseline_of(above) - baseline_of(below) > _PARAGRAPH_GAP * usual * scale
        other = abs(size_of(above) - size_of(below)) > _SAME_SIZE
        if is_apart or other or (is_bold(above) != is_bold(below) and not body.is_bold):
            yield group
            group = []
        group.append(below)
    yield group


def _starts(group: Sequence[Row], left: float, right: float) -> frozenset[int]:
    """The rows that begin a paragraph: by an indent, by its end where first lines hang out, below a short line."""
    size = size_of(group[0]) or 1.0
    if min(row[0].start for row in group) - left > _LEAST_INDENT * size:  # moved in on both sides, as quotations are
        right = max(row[-1].end for row in group)
    short = [above[-1].end + _word(below) < right - _SLACK * size for above, below in pairwise(group)]
    if sum(short) * 2 > len(short):  # verse, or an address
        return frozenset(range(1, len(group)))
    steps = [(below[0].start - above[0].start) / size for above, below in pairwise(group)]
    ended = {at for at, row in enumerate(group[:-1]) if is_ended(Line(0, 0, text_of(row), 0))}
    moved = {at for at, step in enumerate(steps) if step > _LEAST_INDENT}
    first = {0} | {at + 1 for at, step in enumerate(steps) if step < -_LEAST_INDENT}  # that hang out, if any do
    hanging = {at for at in moved if not short[at] and (at in first or at not in ended)}
    if len(hanging) * 2 > len(moved):
        moved = {at for at, step in enumerate(steps) if step < -_LEAST_INDENT}
    return frozenset(at + 1 for at in moved | {at for at in ended if short[at]})


def _word(row: Row) -> float:
    """How long the first word of a row is, with the space before it."""
    glyphs = [glyph for chunk in row for glyph in chunk.glyphs]
    last = next((a for a, b in pairwise(glyphs) if is_spaced(a, b) or is_unspaced(b.char)), glyphs[-1])
    return last.end - glyphs[0].start


def _called(row: Row, keys: Mapping[str, str]) -> Iterator[Cell]:
    """The characters of a row; a mark that calls a note is the place of its anchor."""
    marks = {run[0]: (run, keys[label_of(run)]) for run in raised(row) if label_of(run) in keys}
    hidden = {glyph for run, _ in marks.values() for glyph in run}
    spaced = False
    for cell in cells(row):
        if cell.glyph in marks:
            yield Cell("", cell.glyph, marks[cell.glyph][1])
            spaced = False
        elif cell.glyph is None:
            spaced = True
        elif cell.glyph not in hidden:
            if spaced:
                yield Cell(" ")
            yield cell
            spaced = False

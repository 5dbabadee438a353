"""The characters of a page as lines in the order of reading: columns are found by the white between them."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple, TypeAlias

from sources.pdf.glyphs import Glyph
from sources.scripts import is_unspaced

_WORD_GAP: Final = 0.2  # of the size: a space in most fonts is a quarter
_CHUNK_GAP: Final = 1.0  # of the size: between columns there is more
_SAME_LINE: Final = 0.45  # of the size: a note's number stands as high
_SAME_BASELINE: Final = 0.1
_FEWEST_ROWS: Final = 4  # that stand side by side, in columns
_MIN_SHARE: Final = 0.3  # of the lines
_NARROWEST: Final = 0.15  # of the page, a column; page numbers in a table of contents are narrower
_MIDDLE: Final = (0.15, 0.85)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters on one baseline without a wide gap."""

    glyphs: tuple[Glyph, ...]

    @property
    def start(self) -> float:
        """Its left edge."""
        return self.glyphs[0].start

    @property
    def end(self) -> float:
        """Its right edge."""
        return self.glyphs[-1].end

    @property
    def baseline(self) -> float:
        """How high it stands."""
        return self.glyphs[0].baseline

    @property
    def size(self) -> float:
        """Of its largest character."""
        return max(glyph.style.size for glyph in self.glyphs)

    def without(self, glyphs: Collection[Glyph]) -> "Chunk | None":
        """The chunk without some of its characters; None where nothing is left."""
        kept = tuple(glyph for glyph in self.glyphs if glyph not in glyphs)
        return Chunk(kept) if kept else None


Row: TypeAlias = tuple[Chunk, ...]
"""Chunks beside each other, from left to right."""

Region: TypeAlias = tuple[Row, ...]
"""Rows below each other that are read one after the other."""


def chunks(glyphs: Sequence[Glyph]) -> Iterator[Chunk]:
    """The characters in chunks, in the order of the file."""
    held: list[Glyph] = []
    for glyph in glyphs:
        if held and not _goes_on(held[-1], glyph):
            yield Chunk(tuple(held))
            held = []
        held.append(glyph)
    if held:
        yield Chunk(tuple(held))


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.style.size, glyph.style.size)
    is_level = abs(glyph.baseline - before.baseline) <= _SAME_BASELINE * size
    return is_level and -_SAME_LINE * size <= glyph.start - before.end <= _CHUNK_GAP * size


def is_spaced(before: Glyph, glyph: Glyph) -> bool:
    """Whether white space stands between two characters of a row."""
    gap = (glyph.start - before.end) / max(before.style.size, glyph.style.size, 1)
    if is_unspaced(before.char) or is_unspaced(glyph.char):
        both = is_unspaced(before.char) and is_unspaced(glyph.char)
        return gap > _CHUNK_GAP if both else glyph.spaced and gap > _WORD_GAP
    return glyph.spaced or gap > _WORD_GAP


def baseline_of(row: Row) -> float:
    """How high the row stands: its longest chunk, as a note's mark stands higher."""
    return max(row, key=lambda chunk: len(chunk.glyphs)).baseline


def size_of(row: Row) -> float:
    """The size of most of its characters, in points."""
    return Counter(glyph.style.size for chunk in row for glyph in chunk.glyphs).most_common(1)[0][0]


def is_bold(row: Row) -> bool:
    """Whether all its characters are."""
    return all(glyph.style.is_bold for chunk in row for glyph in chunk.glyphs)


def text_of(row: Row) -> str:
    """What the row says."""
    return "".join(cell.char for cell in cells(row))


class Cell(NamedTuple):
    """A character of the text that is laid out, and where it comes from: spaces come from nowhere."""

    char: str
    glyph: Glyph | None = None
    note: str = ""  # the key of the note that is called here, by a mark that is no part of the text


def cells(row: Row) -> tuple[Cell, ...]:
    """The characters of a row with the spaces between them."""
    glyphs = [glyph for chunk in row for glyph in chunk.glyphs]
    made = [Cell(glyph.char, glyph) for glyph in glyphs[:1]]
    for before, glyph in pairwise(glyphs):
        made += [Cell(" ")] * is_spaced(before, glyph) + [Cell(glyph.char, glyph)]
    return tuple(made)


def rows(found: Sequence[Chunk]) -> Region:
    """The chunks in rows from top to bottom; raised and lowered ones stand in the row that they belong to."""
    made: list[list[Chunk]] = []
    for chunk in sorted(found, key=lambda chunk: -chunk.size):
        home = min(made, key=lambda row: abs(row[0].baseline - chunk.baseline), default=None)
        if home is None or abs(home[0].baseline - chunk.baseline) > _SAME_LINE * home[0].size:
            made.append([chunk])
        else:
            home.append(chunk)
    ordered = sorted(made, key=lambda row: -row[0].baseline)
    return tuple(tuple(sorted(row, key=lambda chunk: chunk.start)) for row in ordered)


def regions(found: Sequence[Chunk]) -> Iterator[Region]:
    """The parts of a page in the order of reading; what spans the columns stands between what is above and below."""
    whole = rows(found)
    gutter = _gutter(whole)
    if gutter is None:
        if whole:
            yield whole
        return
    for band in _bands(whole, gutter):
        left = [chunk for row in band for chunk in row if chunk.end <= gutter]
        right = [chunk for row in band for chunk in row if chunk.start >= gutter]
        if len(left) + len(right) < sum(map(len, band)):
            yield band
        else:
            yield from regions(left)
            yield from regions(right)


def _bands(whole: Region, gutter: float) -> Iterator[Region]:
    """The rows cut where those begin or end that span the gutter."""
    band: list[Row] = []
    for row in whole:
        if band and _spans(band[-1], gutter) != _spans(row, gutter):
            yield tuple(band)
            band = []
        band.append(row)
    yield tuple(band)


def _spans(row: Row, gutter: float) -> bool:
    return any(chunk.start < gutter < chunk.end for chunk in row)


def _gutter(whole: Region) -> float | None:
    """The middle of the white between two columns; None where there is one column."""
    pairs = [pair for row in whole for pair in pairwise(row)]
    if len(pairs) < _FEWEST_ROWS:
        pairs = [*pairs, *_beside(whole)]
    start = min((row[0].start for row in whole), default=0)
    width = max((row[-1].end for row in whole), default=0) - start
    best = max((_divided(whole, (a.end + b.start) / 2) for a, b in pairs), default=(0, 0.0))
    count, at = best
    is_central = start + _MIDDLE[0] * width <= at <= start + _MIDDLE[1] * width
    if not is_central or count < max(_FEWEST_ROWS, _MIN_SHARE * len(whole)):
        return None
    return at if _are_columns(whole, at, width) else None


def _beside(whole: Region) -> Iterator[tuple[Chunk, Chunk]]:
    """Chunks of neighbouring rows that stand side by side: the baselines of two columns need not be the same."""
    for above, below in pairwise(whole):
        one, other = sorted((above[0], below[0]), key=lambda chunk: chunk.start)
        if one.end < other.start and above[0].baseline - below[0].baseline < above[0].size:
            yield one, other


def _divided(whole: Region, at: float) -> tuple[int, float]:
    """How many rows have text on both sides of the place and none across, less those that have."""
    sides = [(any(c.end <= at for c in row), any(c.start >= at for c in row), _spans(row, at)) for row in whole]
    both = sum(left and right and not across for left, right, across in sides)
    single = sum(
        one[0] and two[1] and not one[1] and not two[0] and not one[2] and not two[2] for one, two in pairwise(sides)
    )
    return max(both, single), at


def _are_columns(whole: Region, at: float, width: float) -> bool:
    left = [row[0].start - chunk.end for row in whole for chunk in row if chunk.end <= at]
    right = [chunk.start - row[-1].end for row in whole for chunk in row if chunk.start >= at]
    return all(side and -median(side) >= _NARROWEST * width for side in (left, right))

"""Footnotes as the geometry shows them: smaller type at the foot of a column, and raised marks that answer it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from sources.pdf.columns import Region, Row, baseline_of, size_of, text_of
from sources.pdf.glyphs import Glyph

MARK: Final = "the mark of a note"

_SMALLER: Final = 0.95  # of the text's size: notes to 12 points are set in 10 or 11
_RAISED: Final = 0.15  # of the size
_SMALL: Final = 0.85  # a raised mark is set smaller
_LABEL: Final = re.compile(r"\[?(?P<label>\d{1,3}|[*†‡§]{1,3}|[①-⑳])\]?[.)]?")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot: what calls it, its mark, and its rows without the mark."""

    label: str
    mark: tuple[Glyph, ...]
    rows: Region


def raised(row: Row) -> Iterator[tuple[Glyph, ...]]:
    """The runs of characters that stand higher than the row and are smaller."""
    for chunk in row:
        is_high = chunk.baseline - baseline_of(row) > _RAISED * size_of(row)
        if is_high and chunk.size <= _SMALL * size_of(row):
            yield chunk.glyphs


def label_of(glyphs: tuple[Glyph, ...]) -> str:
    """What a mark says without its brackets; empty where it is no mark."""
    match = _LABEL.fullmatch("".join(glyph.char for glyph in glyphs))
    return match["label"] if match else ""


def called(regions: Collection[Region]) -> frozenset[str]:
    """The labels of the marks within the lines of a page: what a line begins with calls nothing."""
    runs = (run for region in regions for row in region for run in raised(row) if run[0] != row[0].glyphs[0])
    return frozenset(label for run in runs if (label := label_of(run)))


def divided(region: Region, body: float, labels: Collection[str]) -> tuple[Region, tuple[Footnote, ...]]:
    """The text of a column and the notes below it, which one of the `labels` begins.

    `body` is the size of the text in points.
    """
    small = list(takewhile(lambda row: size_of(row) < _SMALLER * body, reversed(region)))[::-1]
    starts = [at for at, row in enumerate(small) if _label(row) in labels]
    if not starts or starts[0] != 0:
        return region, ()
    notes = tuple(_note(small[a:b]) for a, b in zip(starts, [*starts[1:], len(small)], strict=True))
    return region[: len(region) - len(small)], notes


def _label(row: Row) -> str:
    """The label that a row begins with."""
    run = row[0].glyphs
    if len(row) > 1 and (label := label_of(run)):
        return label
    match = _LABEL.match(text_of(row))
    return match["label"] if match and text_of(row)[match.end() : match.end() + 1].isspace() else ""


def _note(rows: list[Row]) -> Footnote:
    first = rows[0]
    glyphs = first[0].glyphs
    if not (len(first) > 1 and label_of(glyphs)):
        match = _LABEL.match(text_of(first))
        glyphs = glyphs[: match.end() if match else 0]
    rest = tuple(kept for chunk in first if (kept := chunk.without(glyphs)))
    return Footnote(_label(first), glyphs, ((rest,) if rest else ()) + tuple(rows[1:]))

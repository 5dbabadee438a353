"""What the edges of a page say and the text does not: running heads, page numbers, what a browser prints around."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from sources.pdf.columns import Region, Row, baseline_of, size_of, text_of
from sources.running import HEAD, NUMBER

BROWSER: Final = "what a browser prints at the edge of a page"

_DEPTH: Final = 2  # rows at an edge
_FEWEST: Final = 2  # pages; the place on the page is the same too
_LONGEST: Final = 120  # characters
_APART: Final = 1.4  # of the usual leading
_LARGER: Final = 1.15  # of the size of the text: a title, not a head
_SAME_PLACE: Final = 2  # points
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(r"[\-–—·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*(?:/|of)\s*\d{1,4})?[\-–—·\s]*")
_PRINTED: Final = re.compile(
    r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4},? +(?:[上下]午 ?)?\d{1,2}:\d\d(?:\s?[AP]M)?(?: .*)?"
    r"|(?:(?:https?|file)://\S+|about:blank) *\d+/\d+",
)


def edges(pages: Sequence[Region], body: float) -> list[dict[int, str]]:
    """Of each page the numbers of the rows that are none of its text, each with the reason.

    `body` is the size of the text in points.
    """
    known = Counter(key for rows in pages for key in {_key(rows[at]) for at in _outer(rows)})
    return [dict(_on_page(rows, body, known)) for rows in pages]


def _outer(rows: Region) -> list[int]:
    """The rows at the top and at the foot, from the outermost inwards."""
    count = len(rows)
    return sorted({*range(min(_DEPTH, count)), *range(max(0, count - _DEPTH), count)})


def _key(row: Row) -> tuple[int, str]:
    """What is the same from page to page: the place, and the words but for numbers."""
    return round(baseline_of(row) / _SAME_PLACE), _DIGITS.sub("#", text_of(row).casefold())


def _on_page(rows: Region, body: float, known: Mapping[tuple[int, str], int]) -> Iterator[tuple[int, str]]:
    apart = _is_apart(rows)
    for at in _outer(rows):
        row = rows[at]
        text = text_of(row)
        if _PRINTED.fullmatch(text):
            yield at, BROWSER
        elif len(text) > _LONGEST or size_of(row) > _LARGER * body or not apart[at]:
            continue
        elif _NUMBER.fullmatch(text) and at == len(rows) - 1:
            yield at, NUMBER
        elif known[_key(row)] >= _FEWEST:
            yield at, NUMBER if _NUMBER.fullmatch(text) else HEAD


def _is_apart(rows: Region) -> Sequence[bool]:
    """Of each row, whether white divides it from the text: below it in the upper half, above it in the lower."""
    gaps = [baseline_of(a) - baseline_of(b) for a, b in pairwise(rows)]
    wide = [gap > _APART * median(gaps) for gap in gaps]
    top = [any(wide[at:_DEPTH]) for at in range(len(rows))]
    foot = [any(wide[max(0, len(gaps) - _DEPTH) : at]) for at in range(len(rows))]
    return [(top if at < len(rows) / 2 else foot)[at] for at in range(len(rows))]

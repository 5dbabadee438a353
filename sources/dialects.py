"""The rows of a text that is a table: what stands between its cells, and whether quotation marks enclose them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sources.contract import Declined

Rows = Sequence[tuple[int, Sequence[str]]]
"""The cells of each row, with the line on which the row ends."""

_DELIMITERS: Final = "\t;,|"
_SAMPLE: Final = 500
"""Rows by which the delimiter is judged."""

_TOLD: Final = re.compile(r"sep=(?P<delimiter>[^\w\s]|\t)\r?(?:\n|\Z)", re.IGNORECASE)
"""The line by which Excel tells what stands between cells."""

_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_LINE_END: Final = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written."""

    delimiter: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A table's rows, and the line before them that only says how they are written."""

    rows: Rows
    told: str = ""


def parsed(text: str, *, may_be_quoted: bool = True) -> Parsed | Declined:
    r"""The rows of a text, in the dialect that makes most of them equally long.

    Declines a text without two columns.  With tabs, quotation marks enclose a cell only where all that there are
    can be read so, and one of them has to be; with `may_be_quoted` False never.

    >>> parsed("他走了。;He left, and she did.\n她也是。;So, too, she.").rows[1]
    (2, ['她也是。', 'So, too, she.'])
    """
    match = _TOLD.match(text)
    told = match[0].strip() if match else ""
    body = text[match.end() :] if match else text
    delimiters = match["delimiter"] if match else _DELIMITERS
    dialects = [Dialect(one, one != "\t" or (may_be_quoted and _encloses(body))) for one in delimiters]
    try:
        dialect = dialects[0] if match else _likeliest(body, dialects)
        if dialect is None:
            return Declined("there is one column in it")
        return Parsed([(line + bool(told), row) for line, row in _rows(body, dialect)], told)
    except csv.Error as error:
        return Declined(f"it cannot be read as a table: {error}")


def _rows(text: str, dialect: Dialect) -> Iterator[tuple[int, Sequence[str]]]:
    if not dialect.quoted:
        lines = _LINE_END.split(text)
        yield from ((number, line.split(dialect.delimiter)) for number, line in enumerate(lines, 1))
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=True)
    try:
        yield from ((reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise csv.Error(f"{error} (line {reader.line_num})") from error


def _likeliest(text: str, dialects: Sequence[Dialect]) -> Dialect | None:
    """The dialect that divides most rows alike; None where all have one column.

    Raises `csv.Error` where quotation marks are not paired in any that could be meant.
    """
    scores = {dialect: _score(text, dialect) for dialect in dialects}
    best = max(dialects, key=lambda dialect: scores[dialect] or (0.0, 0))
    if (scores[best] or (0.0, 0)) > (0.0, 0):
        return best
    for dialect in (dialect for dialect in dialects if scores[dialect] is None):
        list(_rows(text, dialect))
    return None


def _score(text: str, dialect: Dialect) -> tuple[float, int] | None:
    """How alike the rows are, from 0 to 1, and how wide most are; None where they cannot be read.

    A comma or semicolon before a space is mostly punctuation, and one of two quotation marks is a torn cell.
    """
    if dialect.delimiter not in text:
        return 0.0, 0
    try:
        rows = [row for _, row in islice(_rows(text, dialect), _SAMPLE) if any(cell.strip() for cell in row)]
    except csv.Error:
        return None
    ((width, count),) = Counter(len(row) for row in rows if len(row) > 1).most_common(1) or [(0, 0)]
    is_loose, weight = (_is_torn, 1.0) if dialect.delimiter == "\t" else (_begins_with_space, 0.5)
    cells = [cell for row in rows for cell in row]
    loose = weight * sum(map(is_loose, cells)) / max(1, len(cells))
    return count / max(1, len(rows)) * (1 - loose), width


def _is_torn(cell: str) -> bool:
    return cell.count('"') % 2 == 1


def _begins_with_space(cell: str) -> bool:
    return cell.startswith(" ")


def _encloses(text: str) -> bool:
    """Whether a table with tabs has its quotation marks around cells, as spreadsheets write them."""
    rest = _QUOTED.sub(_masked, f"\t{text}\t".replace("\r\n", "\n"))
    return '"' not in rest and "\ue000" in rest


def _masked(match: re.Match[str]) -> str:
    """Nothing for a cell that is enclosed, and a sign where it had to be; the marks themselves for anything else."""
    text, start, end = match.string, match.start(), match.end()
    stands_alone = text[start - 1] in "\t\n" and text[end] in "\t\n"
    had_to_be = '""' in match[0][1:-1] or "\t" in match[0] or "\n" in match[0]
    return ("\ue000" if had_to_be else "") if stands_alone else match[0]

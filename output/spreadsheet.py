"""CSV and XLSX, for people who work in a spreadsheet: the rows of our TSV, read back with what they changed."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from bitext.editions import Edition
from bitext.errors import BadData
from output.characters import check_characters
from output.options import ExportOptions
from output.tsv import escaped, rows_of
from output.units import utf8
from output.workbook import LONGEST_CELL, Cell, workbook

_BOM: Final = "\ufeff"
_PROBABILITY: Final = 2
"""The column that holds a number."""


def to_csv(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads of all alignments as RFC 4180 has it, in UTF-8 with a byte order mark, without which Excel guesses.

    Raises `BadConfiguration` where the edition has no alignment, and `BadData` where those of one original do not fit.
    """
    file = io.StringIO()
    csv.writer(file).writerows(map(escaped, row) for row in rows_of(edition, "CSV"))
    return utf8(_BOM + file.getvalue())


def to_xlsx(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads of all alignments as a workbook of one sheet; every text is text, whatever it begins with.

    Raises `BadConfiguration` where the edition has no alignment, and `BadData` where those of one original do not fit,
    at a character that XML cannot hold, and at a text longer than a cell can be.
    """
    check_characters(edition)
    head, *rows = rows_of(edition, "XLSX")
    return workbook({"beads": [head, *map(_cells, rows)]})


def _cells(row: Sequence[str]) -> Sequence[Cell]:
    cells: list[Cell] = [escaped(text) for text in row]
    if long := next((cell for cell in cells if len(str(cell)) > LONGEST_CELL), None):
        raise BadData(
            f"{row[0]} has {len(str(long)):,} characters on one side, and a cell of a workbook holds {LONGEST_CELL:,}; "
            "take the format 'tsv'."
        )
    cells[_PROBABILITY] = float(row[_PROBABILITY])
    return cells

"""Glossary files of every kind: those that `glossary` reads, and workbooks, which `sources` reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from bitext.errors import BadTermbase, UnknownFormat
from bitext.terms import Termbase
from glossary import files
from glossary.csv import read_rows, rows_of
from output.workbook import LONGEST_CELL, workbook
from pipeline.files import read_bytes, shown
from sources.contract import Declined
from sources.xlsx import Sheet, sheets_of

_ZIP: Final = b"PK\x03\x04"


def read_glossary(data: bytes, *, name: str) -> Termbase:
    """The concepts of a glossary: a workbook, TBX, TMX, UTX, or a table (CSV, TSV).

    Raises `BadTermbase` that tells what is wrong and where, and what reading a table raises.
    """
    return _read_workbook(data, name) if data.startswith(_ZIP) else files.read_glossary(data, name=name)


def read_file(path: Path) -> Termbase:
    """The concepts of a glossary's file; `-` is standard input."""
    return read_glossary(read_bytes(path), name=shown(path))


def read_files(paths: Iterable[Path]) -> Sequence[Termbase]:
    """The glossaries of several files."""
    return [read_file(path) for path in paths]


def _read_workbook(data: bytes, name: str) -> Termbase:
    """The one sheet that has anything on it, or the first that is called glossary or terms."""
    sheets = sheets_of(data, name)
    if isinstance(sheets, Declined):
        raise BadTermbase(f"{name} is no glossary: {sheets.reason}.")
    filled = [sheet for sheet in sheets if not sheet.hidden and any(any(row) for _, row in _rows(sheet))]
    named = [sheet for sheet in filled if sheet.title.casefold() in {"glossary", "terms", "术语", "術語"}]
    chosen = named or filled
    if len(chosen) != 1:
        listed = ", ".join(repr(sheet.title) for sheet in filled) or "none"
        raise BadTermbase(f"{name} has several sheets ({listed}), or none; call the one that is meant 'glossary'.")
    return read_rows(_rows(chosen[0]), name=f"{name}, sheet {chosen[0].title!r}")


def _rows(sheet: Sheet) -> Sequence[tuple[int, Sequence[str]]]:
    """All rows of a sheet, the headings with them."""
    table = sheet.table
    head = [(table.head_line, table.head)] if table.head else []
    return [*table.above, *head, *table.rows]


def _xlsx(base: Termbase) -> bytes:
    rows = list(rows_of(base))
    if long := next((cell for row in rows for cell in row if len(cell) > LONGEST_CELL), None):
        raise BadTermbase(f"{long[:20]!r} … is longer than a cell of a workbook can be; write .csv or .tbx.")
    return workbook({"glossary": rows})


WRITERS: Final[Mapping[str, Callable[[Termbase], bytes]]] = {**files.WRITERS, ".xlsx": _xlsx}
"""By the suffix of the file."""


def writer_for(out: Path) -> Callable[[Termbase], bytes]:
    """What writes a glossary with the suffix of `out`.  Raises `UnknownFormat` that says which there are."""
    if out.suffix.lower() not in WRITERS:
        *most, last = WRITERS
        raise UnknownFormat(f"{out.name!r} has no known suffix for a glossary; use {', '.join(most)} or {last}.")
    return WRITERS[out.suffix.lower()]

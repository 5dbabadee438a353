"""Glossary files in columns: our own CSV with a header, OmegaT's three columns, and what spreadsheets make of them.

docs/formats.md describes the columns.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bitext.errors import BadData, BadTermbase
from bitext.languages import LanguageTag
from bitext.terms import Concept, Termbase
from glossary.base import free_id
from glossary.cells import neutralised
from glossary.rows import Entry, cells_of, columns_for, entry_of
from glossary.tables import Table, table_from, table_of

CHINESE_ENGLISH: Final = (LanguageTag("zh"), LanguageTag("en"))


def read_csv(data: bytes, *, name: str, languages: Sequence[LanguageTag] = CHINESE_ENGLISH) -> Termbase:
    r"""The concepts of a glossary file, one in each row.

    `languages` are those that the columns of a file without a header can be in, where their script does not tell.
    Raises `BadTermbase` that tells all faults with their lines; `EmptyInput`, `UnreadableInput` and
    `WrongEncoding` as `glossary.decoding.text_of` does.

    >>> base = read_csv("中文,英文\n下岗;下崗,laid off\n".encode(), name="terms.csv")
    >>> [(term.text, str(term.status)) for term in base.concepts[0].terms]
    [('下岗', 'preferred'), ('下崗', 'admitted'), ('laid off', 'preferred')]
    """
    return _termbase(table_of(data, name=name, languages=languages), name)


def read_rows(
    rows: Iterable[tuple[int, Sequence[str]]], *, name: str, languages: Sequence[LanguageTag] = CHINESE_ENGLISH
) -> Termbase:
    """The concepts of rows that are divided into cells already, each with its number, as a workbook has them.

    Raises `BadTermbase` as `read_csv` does.
    """
    return _termbase(table_from(rows, name=name, languages=languages), name)


def _termbase(table: Table, name: str) -> Termbase:
    faults: list[str] = []
    entries = tuple(_entries(table, faults))
    if faults:
        raise BadTermbase(_complaint(name, faults))
    return Termbase(concepts=tuple(_with_ids(entries)))


def write_csv(base: Termbase) -> bytes:
    r"""The term base as CSV: UTF-8 with the mark that spreadsheets want, no cell a formula, the same bytes each time.

    What `read_csv` makes of it equals `base`, except that the terms of a concept stand in the order of the columns and
    without white space around them.

    >>> write_csv(read_csv(b"en,de\nchimney,=Schlot\n", name="terms.csv")).decode("utf-8-sig")
    "id,kind,en,en-status,de,de-status,note\r\nc-chimney,term,chimney,preferred,'=Schlot,preferred,\r\n"
    """
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows_of(base))
    return out.getvalue().encode("utf-8-sig")


def rows_of(base: Termbase) -> Iterator[Sequence[str]]:
    """The header, and a row for each concept; no cell is a formula."""
    columns = columns_for(base.concepts)
    yield [column.header for column in columns]
    for concept in base.concepts:
        yield [neutralised(cell) for cell in cells_of(concept, columns)]


def _entries(table: Table, faults: list[str]) -> Iterator[Entry]:
    """An entry of each row; what is wrong with a row is added to `faults`."""
    lines: dict[str, int] = {}
    for row in table.rows:
        try:
            entry = entry_of(row, table.columns)
        except BadData as error:
            faults.append(f"line {row.line}: {error}")
            continue
        if entry.has_id and (line := lines.setdefault(entry.concept.id, row.line)) != row.line:
            faults.append(f"line {row.line}: the id {entry.concept.id!r} is that of line {line} too; give it another.")
        yield entry


def _complaint(name: str, faults: Sequence[str]) -> str:
    return f"{name}, {faults[0]}" if len(faults) == 1 else "\n  ".join((f"{name} has {len(faults)} faults:", *faults))


def _with_ids(entries: Sequence[Entry]) -> Iterator[Concept]:
    """The concepts, those without an id of their own with one that nobody else has."""
    taken = {entry.concept.id for entry in entries if entry.has_id}
    for entry in entries:
        id_ = entry.concept.id if entry.has_id else free_id(entry.concept.id, taken)
        taken.add(id_)
        yield replace(entry.concept, id=id_)

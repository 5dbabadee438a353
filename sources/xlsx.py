"""Workbooks (Office Open XML, ECMA-376), one column of one sheet of which is read."""

import datetime as dt
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from bitext.documents import Origin, SetAside
from bitext.drafts import Drafted
from bitext.errors import BadConfiguration, LimitExceeded, UnknownLanguage
from sources.archive import Archive, open_archive
from sources.contract import Declined, Request
from sources.languages import matches
from sources.tables import Table, drafted_column, table_from
from sources.xml import parse_xml

if TYPE_CHECKING:  # openpyxl takes a fifth of a second to load
    from openpyxl.workbook.workbook import Workbook as Opened
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_CELLS: Final = 5_000_000
"""Of one sheet, with the empty ones before those that are filled: ten cells for each line of a very long book."""

_WORKBOOK: Final = "xl/workbook.xml"
_DTD: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_MIDNIGHT: Final = dt.time()
_READING: Final = "a reading"
# Parts with text that is in no cell: what they are, by the beginning of their names.
_BESIDE: Final = {
    "xl/comments": "a comment",
    "xl/threadedComments/": "a comment",
    "xl/drawings/drawing": "text in a drawing",
    "xl/sharedStrings": _READING,
}
_DAMAGED: Final = (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError, EOFError)
"""What openpyxl raises at parts that are missing or say what they cannot say."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    title: str
    table: Table
    formulas: tuple[tuple[int, str], ...]  # those of which no result was stored, with their rows
    hidden: bool


def read_xlsx(data: bytes, request: Request) -> Drafted | Declined:
    """The column in the language wanted, a cell a paragraph; other columns and sheets, and comments, are set aside.

    A formula counts as the result that was stored with it.
    Raises `UnknownLanguage` where several sheets or columns may be meant, or none is, and `BadConfiguration` where
    there is no sheet of the name asked for.
    """
    sheets = sheets_of(data, request.name)
    if isinstance(sheets, Declined):
        return sheets
    archive = open_archive(data, request.name)
    may_be_hidden = bool(request.sheet)
    filled = [s for s in sheets if (may_be_hidden or not s.hidden) and any(map(_is_filled, s.table.rows))]
    beside = () if isinstance(archive, Declined) else tuple(_beside(archive))
    if not filled:
        return Drafted(blocks=(), encoding="utf-8", set_aside=(*_aside(sheets, None), *beside))
    wanted = _wanted(filled, request)
    drafted = drafted_column(wanted.table, request)
    aside = (*drafted.set_aside, *_aside(sheets, wanted), *beside)
    return replace(drafted, encoding="utf-8", set_aside=aside)


def sheets_of(data: bytes, name: str) -> Sequence[Sheet] | Declined:
    """The sheets of a workbook, in its order, or why the bytes are none.

    Raises `LimitExceeded` where it holds more than is safe.
    """
    archive = open_archive(data, name)
    if isinstance(archive, Declined):
        return archive
    if _WORKBOOK not in archive.members:
        return Declined(f"it is a zip file without a workbook in it ({_WORKBOOK})")
    has_formulas = _checked(archive)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns of styles and extensions that it leaves out
            return _sheets(data, name, has_formulas=has_formulas)
    except (*_DAMAGED, BadZipFile) as error:
        told = str(error).partition("\n")[0].rstrip(". ")
        return Declined(f"the workbook in it is damaged ({type(error).__name__}: {told})")


def _checked(archive: Archive) -> bool:
    """Whether there are formulas in it.  Raises `LimitExceeded` at a part that is too large, or declares entities."""
    found = False
    for member in archive.members:
        content = archive.read(member) if member.endswith((".xml", ".rels")) else None
        if content and any(dtd in content for dtd in _DTD):
            raise LimitExceeded(
                f"{member} in {archive.name} has a DTD, which no workbook has, and entities of it may grow without "
                "limit; it is not read."
            )
        found = found or (b"<f>" in (content or b"") or b"<f " in (content or b""))
    return found


def _sheets(data: bytes, name: str, *, has_formulas: bool) -> Sequence[Sheet]:
    book = _opened(data, results=True)
    formulas = _opened(data, results=False) if has_formulas else None
    return [
        Sheet(
            title=sheet.title,
            table=table_from(cells, part=sheet.title),
            formulas=tuple(_without_result(formulas[sheet.title], cells, name)) if formulas else (),
            hidden=sheet.sheet_state != "visible",
        )
        for sheet in book.worksheets
        for cells in (list(_cells(sheet, name)),)
    ]


def _opened(data: bytes, *, results: bool) -> "Opened":
    from openpyxl import load_workbook  # noqa: PLC0415 - see above

    return load_workbook(BytesIO(data), read_only=True, data_only=results, keep_links=False)


def _cells(sheet: "ReadOnlyWorksheet", name: str) -> Iterator[tuple[int, list[str]]]:
    """The text of the cells of each row that has any, with its number from 1."""
    sheet.reset_dimensions()  # what a sheet says of its size may be wrong, and would cut it off
    count = 0
    for number, row in enumerate(sheet.values, 1):
        count += 1 + len(row)
        if count > MAX_CELLS:
            raise LimitExceeded(
                f"The sheet {sheet.title!r} of {name} has more than {MAX_CELLS:,} cells; "
                "take out the empty rows and columns, or divide it."
            )
        if row:
            yield number, [shown(value) for value in row]


def shown(value: object) -> str:
    """What a spreadsheet shows of a value, without its number format.

    >>> shown(3.0), shown(None), shown(True), shown(dt.datetime(2026, 11, 22))
    ('3', '', 'TRUE', '2026-11-22')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == _MIDNIGHT:
            return value.date().isoformat()
        case _:
            return str(value)


def _without_result(
    sheet: "ReadOnlyWorksheet", cells: Sequence[tuple[int, Sequence[str]]], name: str
) -> Iterator[tuple[int, str]]:
    """The formulas in cells that show nothing."""
    stored = dict(cells)
    for number, row in _cells(sheet, name):
        for index, cell in enumerate(row):
            if cell and not (stored.get(number, ())[index : index + 1] or [""])[0]:
                yield number, cell


def _is_filled(row: tuple[int, Sequence[str]]) -> bool:
    return any(cell.strip() for cell in row[1])


def _wanted(sheets: Sequence[Sheet], request: Request) -> Sheet:
    """The sheet that is named, or else the only one with text, or the only one with text in the language."""
    if request.sheet:
        return _named(sheets, request)
    texts = [sheet for sheet in sheets if sheet.table.languages] or list(sheets)
    fitting = [
        sheet
        for sheet in texts
        if any(matches(language, request.language) for language in sheet.table.languages.values())
    ]
    for chosen in (texts, fitting):
        if len(chosen) == 1:
            return chosen[0]
    listed = ", ".join(repr(sheet.title) for sheet in texts)
    raise UnknownLanguage(
        f"{request.name} has text on {len(texts)} sheets ({listed}), and it is not clear which is meant; "
        "name it with --sheet (sheet in edition.toml)."
    )


def _named(sheets: Sequence[Sheet], request: Request) -> Sheet:
    """The sheet that is asked for, whatever the case of its name, as in Excel."""
    found = next((sheet for sheet in sheets if sheet.title.casefold() == request.sheet.casefold()), None)
    if found is None:
        listed = ", ".join(repr(sheet.title) for sheet in sheets)
        raise BadConfiguration(f"{request.name} has no sheet {request.sheet!r} with anything on it; it has {listed}.")
    return found


def _aside(sheets: Sequence[Sheet], wanted: Sheet | None) -> Iterator[SetAside]:
    """All that is on the other sheets, and formulas without a result."""
    for sheet in sheets:
        why = "on a hidden sheet" if sheet.hidden else "on another sheet"
        for line, row in _all_rows(sheet.table) if sheet is not wanted else ():
            origin = Origin(part=sheet.title, line=line)
            yield from (SetAside(cell.strip(), why, origin) for cell in row if cell.strip())
        for line, formula in sheet.formulas:
            yield SetAside(formula, "a formula without a stored result", Origin(part=sheet.title, line=line))


def _all_rows(table: Table) -> Iterator[tuple[int, Sequence[str]]]:
    yield from table.above
    yield table.head_line, table.head
    yield from table.rows


def _beside(archive: Archive) -> Iterator[SetAside]:
    """Comments, text in drawings, and the readings of Japanese cells."""
    for member in sorted(archive.members):
        reason = next((why for start, why in _BESIDE.items() if member.startswith(start)), "")
        data = archive.read(member) if reason and member.endswith(".xml") else None
        root = parse_xml(data, f"{member} in {archive.name}") if data else None
        if root is not None and not isinstance(root, Declined):
            path = ".//{*}rPh/{*}t" if reason == _READING else ".//{*}t"
            for element in (*root.iterfind(path), *root.iterfind(".//{*}threadedComment/{*}text")):
                if text := (element.text or "").strip():
                    yield SetAside(text, reason, Origin(part=member))

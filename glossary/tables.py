"""A glossary file as rows and columns: which character separates its cells, and what its columns are."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from bitext.errors import BadTermbase
from bitext.languages import LanguageTag
from glossary.cells import restored, split
from glossary.columns import Column, Role, columns_of, faults_of, is_header
from glossary.decoding import text_of
from glossary.matching import UNSPACED
from lang.script import detect_language

_DELIMITERS: Final = "\t,;|"
_SAMPLE: Final = 50  # rows that a delimiter is judged by
_TOPS: Final = 5
_OMEGAT: Final = (Column(Role.SIDE, "1"), Column(Role.SIDE, "2"), Column(Role.NOTE, "3"))


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one entry, and the line where it begins."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)

    @property
    def is_remark(self) -> bool:
        """Whether this looks like a comment and not like an entry for `#MeToo`."""
        first, *others = self.cells
        return first.startswith("#") and (first[1:2].isspace() or not any(cell.strip() for cell in others))


@dataclass(frozen=True, slots=True)
class Table:
    """A glossary file: every column of terms has its language."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def table_of(data: bytes, *, name: str, languages: Sequence[LanguageTag]) -> Table:
    """The table in a file's bytes.

    With a header it has the columns that the header names.  Without one it has the two or three columns of
    OmegaT: source, target, comment, in any two of `languages` or in languages that their script tells.
    Raises `BadTermbase` where a line, the header or a language cannot be understood.
    """
    text = text_of(data, name=name)
    delimiter, header = _form(text)
    raw = header is None and delimiter == "\t"  # OmegaT does not quote
    return _table(_rows(text, delimiter, name=name, raw=raw), header, name, languages)


def table_from(rows: Iterable[tuple[int, Sequence[str]]], *, name: str, languages: Sequence[LanguageTag]) -> Table:
    """The table of rows that are divided into cells already; raises as `table_of` does."""
    given = [Row(line, tuple(restored(cell) for cell in cells) or ("",)) for line, cells in rows]
    width = max((len(row.cells) for row in given), default=0)
    filled = [Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in given]
    tops = [row for row in filled if not row.is_blank][:_TOPS]  # a title may stand above the headings
    header = next((row for row in tops if is_header(columns_of(row.cells))), None)
    return _table(filled, header, name, languages)


def _table(found: Iterable[Row], header: Row | None, name: str, languages: Sequence[LanguageTag]) -> Table:
    rows = [row for row in found if not row.is_blank]
    if header is None:
        rows = [row for row in rows if not row.cells[0].startswith("#")]
        columns = _unnamed_columns(rows, name)
    else:
        rows = [row for row in rows if row.line > header.line and not row.is_remark]
        columns = _named_columns(header, name)
    return Table(_with_languages(columns, rows, languages, name), tuple(rows))


def _form(text: str) -> tuple[str, Row | None]:
    """What separates the cells, and the header if there is one.

    That by which a header shows the most columns we know, or else that by which most rows have two cells.
    """
    samples = {delimiter: list(islice(_rows(text, delimiter), _SAMPLE)) for delimiter in _DELIMITERS}
    headers = {delimiter: _header(rows) for delimiter, rows in samples.items()}
    found = [delimiter for delimiter in _DELIMITERS if headers[delimiter]]
    best = max(found or _DELIMITERS, key=lambda d: _known(headers[d]) or _share_of_pairs(samples[d]))
    return best, headers[best]


def _header(rows: Sequence[Row]) -> Row | None:
    """The first row that is no comment, if it is a header; one that begins with a number sign may be both."""
    for row in rows:
        if is_header(columns_of(row.cells)):
            return row
        if not (row.is_blank or row.cells[0].startswith("#")):
            return None
    return None


def _known(header: Row | None) -> float:
    return sum(column.role is not Role.EXTRA for column in columns_of(header.cells)) if header else 0


def _share_of_pairs(rows: Sequence[Row]) -> float:
    entries = [row for row in rows if not (row.is_blank or row.cells[0].startswith("#"))]
    return sum(len(row.cells) > 1 for row in entries) / len(entries) if entries else 0.0


def _rows(text: str, delimiter: str, *, name: str = "", raw: bool = False) -> Iterator[Row]:
    """All records; strictly, with errors, if the file is named, and otherwise to have a look at it."""
    lines = io.StringIO(text, newline="")
    quoting: Literal[0, 3] = csv.QUOTE_NONE if raw else csv.QUOTE_MINIMAL
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=bool(name))
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(restored(cell) for cell in cells) or ("",))
            line = reader.line_num + 1
    except csv.Error as error:
        if name:
            raise BadTermbase(
                f"{name}, line {line}: the cells cannot be told apart ({error}); a quotation mark inside a "
                "quoted cell is written twice, and every quoted cell is closed."
            ) from error


def _named_columns(header: Row, name: str) -> tuple[Column, ...]:
    columns = columns_of(header.cells)
    if faults := list(faults_of(columns)):
        raise BadTermbase(f"{name}, line {header.line}: {'; '.join(faults)}.")
    return columns


def _unnamed_columns(rows: Sequence[Row], name: str) -> tuple[Column, ...]:
    width = max((len(row.cells) for row in rows), default=0)
    if 2 <= width <= len(_OMEGAT):
        return _OMEGAT[:width]
    line = rows[0].line if rows else 1
    raise BadTermbase(
        f"{name}, line {line}: there is no header, and {width or 'no'} column{'' if width == 1 else 's'}; write a "
        "first line such as zh,en,note, or use two or three columns: source, target, comment."
    )


def _with_languages(
    columns: Sequence[Column], rows: Sequence[Row], languages: Sequence[LanguageTag], name: str
) -> tuple[Column, ...]:
    """The columns, those called source and target by the language of what stands in them."""
    known: list[Column] = []
    for at, column in enumerate(columns):
        if column.role is not Role.SIDE:
            known.append(column)
            continue
        terms = [term for row in rows if len(row.cells) > at for term in split(row.cells[at]) if term]
        language = _language_of(terms, languages) if terms else None
        if terms and (language is None or any(other.language == language for other in known)):
            raise BadTermbase(
                f"{name}: the language of column {at + 1} cannot be told; write a first line that names the languages, "
                "such as zh,en,note."
            )
        known.append(Column(Role.TERM if language else Role.EXTRA, column.header, language))
    return tuple(known)


def _language_of(terms: Sequence[str], languages: Sequence[LanguageTag]) -> LanguageTag | None:
    """What the text shows, or else the one of `languages` that is written in such a script."""
    text = "\n".join(terms)
    is_unspaced = re.search(f"[{UNSPACED}]", text) is not None
    fitting = [language for language in languages if language.is_unspaced == is_unspaced]
    return detect_language(text) or (fitting[0] if len(fitting) == 1 else None)

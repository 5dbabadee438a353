r"""Tables of parallel text: TSV and CSV, one column of which is read.

The tables that this project writes have `\t`, `\n` and `\\` for the characters that would end a field or line.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bitext.documents import Origin, SetAside
from bitext.drafts import Draft, Drafted
from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.contract import Declined, Request
from sources.encodings import decode
from sources.languages import language_of, matches
from sources.lines import Lines
from sources.text import bad_bytes

_SUFFIXES: Final = frozenset({".tsv", ".csv", ".tab"})
_OWN: Final = ("id", "type", "probability", "state")
"""Our own tables begin with these; then come the texts, their ids, and a note."""
_QUOTED: Final = re.compile(r'"[^"]*"')
_ESCAPE: Final = re.compile(r"\\([\\tnr])")
_ESCAPED: Final = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
# Words that head a column, so that the first row is no text.
_HEADS: Final = frozenset(
    {"source", "target", "original", "translation", "text", "chinese", "english", "id", "zh", "en", "zh-cn", "zh-tw"}
    | {"zh-hans", "zh-hant", "原文", "译文", "譯文", "中文", "英文", "汉语", "英语", "漢語", "英語"}
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each with the line that it ends on."""

    rows: Sequence[tuple[int, Sequence[str]]]
    head: Sequence[str] = ()
    own_texts: int = 0  # of a table of ours, how many texts stand beside each other

    def column(self, index: int) -> Sequence[str]:
        """A column's cells; a row that is too short has an empty one."""
        return [row[index] if index < len(row) else "" for _, row in self.rows]

    @property
    def width(self) -> int:
        """Of the widest row."""
        return max((len(row) for _, row in self.rows), default=0)


def read_table(data: bytes, request: Request) -> Drafted | Declined:
    """The column in the language wanted, a cell a paragraph; the other columns are set aside.

    Raises `UnknownLanguage` where several columns hold text and it is not said which, or not the one wanted.
    """
    if request.format != "tsv" and request.suffix not in _SUFFIXES:
        return Declined("its name does not say that it is a table (.tsv, .csv)")
    decoded = decode(data, name=request.name, encoding=request.encoding)
    if isinstance(decoded, Declined):
        return decoded
    table = table_of(decoded.text)
    if isinstance(table, Declined):
        return table
    index, language = _wanted(table, request)
    return Drafted(
        blocks=tuple(_drafts(table, index)),
        encoding=decoded.encoding,
        language=language,
        set_aside=(*_rest(table, index), *bad_bytes(decoded, Lines(decoded.text).line_at)),
    )


def table_of(text: str) -> Table | Declined:
    """The table that a text is, with tabs, commas or semicolons between its cells."""
    first = text.partition("\n")[0].rstrip("\r")
    delimiter = "\t" if "\t" in first else max(",;", key=_QUOTED.sub("", first).count)
    if delimiter not in first:
        return Declined("there is one column in it")
    own_texts = _own_texts(first.split("\t"))
    try:
        rows = list(_tabbed(text, is_own=own_texts > 0) if delimiter == "\t" else _quoted(text, delimiter))
    except csv.Error as error:
        return Declined(f"it cannot be read as a table: {error}")
    has_head = own_texts > 0 or any(cell.strip().casefold() in _HEADS for cell in rows[0][1])
    return Table(rows[has_head:], rows[0][1] if has_head else (), own_texts)


def _own_texts(head: Sequence[str]) -> int:
    """How many texts a table of ours has; 0 if it is not ours.

    >>> _own_texts("id type probability state source target source_ids target_ids note".split())
    2
    """
    count = (len(head) - len(_OWN) - 1) // 2
    texts, ids = head[len(_OWN) : len(_OWN) + count], head[len(_OWN) + count :]
    is_own = tuple(head[: len(_OWN)]) == _OWN and list(ids) == [*(f"{name}_ids" for name in texts), "note"]
    return count if is_own else 0


def _tabbed(text: str, *, is_own: bool) -> Iterator[tuple[int, Sequence[str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.removesuffix("\r").split("\t")
        yield number, [_unescaped(cell) for cell in cells] if is_own else cells


def _quoted(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return ((reader.line_num, row) for row in reader)


def _unescaped(cell: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED[match[1]], cell)


def _wanted(table: Table, request: Request) -> tuple[int, LanguageTag | None]:
    """The column to read, and its language."""
    found = _text_columns(table)
    matching = [index for index, language in found.items() if matches(language, request.language)]
    named = [index for index in matching if table.own_texts and table.head[index] == request.id]
    if len(matching) == 1 or named:
        index = (named or matching)[0]
        return index, found[index]
    held = " and ".join(f"{language} (column {index + 1})" for index, language in found.items()) or "no text"
    if not matching:
        raise UnknownLanguage(f"{request.name} has no column in {request.language or 'any language'}; it has {held}.")
    raise UnknownLanguage(f"{request.name} has {held}; say which language to read.")


def _text_columns(table: Table) -> Mapping[int, LanguageTag]:
    """The columns whose cells are in a language."""
    indexes = range(len(_OWN), len(_OWN) + table.own_texts) if table.own_texts else range(table.width)
    found = ((index, language_of("\n".join(table.column(index)))) for index in indexes)
    return {index: language for index, language in found if language is not None}


def _drafts(table: Table, index: int) -> Iterator[Draft]:
    ids = table.column(index + table.own_texts) if table.own_texts else [""] * len(table.rows)
    for (line, _), cell, given in zip(table.rows, table.column(index), ids, strict=True):
        if text := cell.strip():
            first = tuple(given.split()[:1])  # of the sentences that were joined
            yield Draft(text=text, segments=(Span(0, len(text)),), segment_ids=first, origin=Origin(line=line))


def _rest(table: Table, index: int) -> Iterator[SetAside]:
    yield from (SetAside(cell.strip(), "the head of a column", Origin(line=1)) for cell in table.head if cell.strip())
    for line, row in table.rows:
        for other, cell in enumerate(row):
            if other != index and cell.strip():
                yield SetAside(cell.strip(), f"in another column ({other + 1})", Origin(line=line))

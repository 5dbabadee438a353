r"""Tables of parallel text: TSV and CSV, one column of which is read.

The tables that this project writes have `\t`, `\n` and `\\` for the characters that would end a field or line.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bitext.documents import Mark, MarkKind, Origin, SetAside
from bitext.drafts import Draft, Drafted
from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.columns import Role, is_head, names_two_texts, role_of, text_columns
from sources.contract import Declined, Request
from sources.dialects import Rows, parsed
from sources.elements import as_id
from sources.encodings import Decoded, decode
from sources.languages import language_of, matches
from sources.lines import Lines
from sources.pieces import XML_FORBIDDEN
from sources.text import bad_bytes

_SUFFIXES: Final = frozenset({".tsv", ".csv", ".tab"})
_OWN: Final = ("id", "type", "probability", "state")
"""Our own tables begin with these; then come the texts, their ids, and a note."""
_TITLES: Final = 5
"""Rows in which the headings are looked for: above them stand a title, a date, a translator."""
_ESCAPE: Final = re.compile(r"\\([\\tnr])")
_ESCAPED: Final = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
_FORBIDDEN: Final = re.compile(f"[{XML_FORBIDDEN}]")


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with the line that it ends on."""

    rows: Rows
    head: Sequence[str] = ()
    head_line: int = 1
    own_texts: int = 0  # of a table of ours, how many texts stand beside each other
    told: str = ""  # the line before it that only says how it is written
    part: str = ""  # the sheet of a workbook
    above: Rows = ()  # rows before the headings, such as a title

    def column(self, index: int) -> Sequence[str]:
        """A column's cells; a row that is too short has an empty one."""
        return [row[index] if index < len(row) else "" for _, row in self.rows]

    @property
    def width(self) -> int:
        """Of the widest row."""
        return max((len(row) for _, row in self.rows), default=0)

    @cached_property
    def languages(self) -> Mapping[int, LanguageTag]:
        """The columns that hold text, by number from 0, with their languages."""
        if self.own_texts:
            found = ((index, language_of("\n".join(self.column(index)))) for index in _own_columns(self))
            return {index: language for index, language in found if language is not None}
        return text_columns(self.head, [self.column(index) for index in range(self.width)])


def read_table(data: bytes, request: Request) -> Drafted | Declined:
    """The column in the language wanted, a cell a paragraph; the other columns are set aside.

    Raises `UnknownLanguage` where several columns hold text and it is not said which, or not the one wanted.
    """
    if request.format != "tsv" and request.suffix not in _SUFFIXES:
        return Declined("its name does not say that it is a table (.tsv, .csv)")
    decoded = decode(data, name=request.name, encoding=request.encoding)
    if isinstance(decoded, Declined):
        return decoded
    table = table_of(decoded)
    if isinstance(table, Declined):
        return table
    drafted = drafted_column(table, request)
    bad = bad_bytes(decoded, Lines(decoded.text).line_at)
    return Drafted(
        blocks=drafted.blocks,
        encoding=decoded.encoding,
        language=drafted.language,
        set_aside=(*drafted.set_aside, *bad),
    )


def table_of(decoded: Decoded) -> Table | Declined:
    """The table that a text is, with tabs, commas, semicolons or bars between its cells."""
    # We write UTF-8 and enclose nothing; a spreadsheet that has saved our table again mostly chose UTF-16.
    is_ours = decoded.encoding == "utf-8" and own_texts(decoded.text.partition("\n")[0].split("\t")) > 0
    found = parsed(decoded.text, may_be_quoted=not is_ours)
    return found if isinstance(found, Declined) else table_from(found.rows, told=found.told)


def table_from(rows: Rows, *, told: str = "", part: str = "") -> Table:
    """The table that rows make: ours, with a row of headings, or without."""
    place = _head_place(rows)
    if place is None:
        return Table(rows, told=told, part=part)
    line, head = rows[place]
    texts = own_texts([cell.strip() for cell in head])
    body = rows[place + 1 :]
    unescaped = [(number, [_unescaped(cell) for cell in row]) for number, row in body] if texts else body
    return Table(unescaped, head, line, texts, told, part, rows[:place])


def _head_place(rows: Rows) -> int | None:
    """Which row is the headings: the first that is not empty, or one soon after it that names two columns of text."""
    filled = [place for place, (_, row) in enumerate(rows) if any(cell.strip() for cell in row)][:_TITLES]
    for place in filled:
        row = [cell.strip() for cell in rows[place][1]]
        if own_texts(row) or (is_head(row) and (place == filled[0] or names_two_texts(row))):
            return place
    return None


def own_texts(head: Sequence[str]) -> int:
    """How many texts a table of ours has; 0 if it is not ours.

    >>> own_texts("id type probability state source target source_ids target_ids note".split())
    2
    """
    count = (len(head) - len(_OWN) - 1) // 2
    texts, ids = head[len(_OWN) : len(_OWN) + count], head[len(_OWN) + count :]
    is_own = tuple(head[: len(_OWN)]) == _OWN and list(ids) == [*(f"{name}_ids" for name in texts), "note"]
    return count if is_own else 0


def _unescaped(cell: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED[match[1]], cell)


def drafted_column(table: Table, request: Request) -> Drafted:
    """The column wanted.  Raises `UnknownLanguage` where it is not clear which."""
    index, language = _wanted(table, request)
    return Drafted(blocks=tuple(_drafts(table, index)), language=language, set_aside=tuple(_rest(table, index)))


def _own_columns(table: Table) -> range:
    """The columns of text in a table of ours."""
    return range(len(_OWN), len(_OWN) + table.own_texts)


def _wanted(table: Table, request: Request) -> tuple[int, LanguageTag | None]:
    """The column to read, and its language."""
    # Of our own tables we know which columns are text even where it is too short to tell its language.
    found: Mapping[int, LanguageTag | None] = {**dict.fromkeys(_own_columns(table)), **table.languages}
    matching = [index for index, language in found.items() if matches(language, request.language)]
    told = [index for index in matching if found[index] is not None]
    exact = [index for index in matching if found[index] == request.language]
    named = [index for index in matching if index < len(table.head) and table.head[index] == request.id]
    for chosen in (matching, named, told, exact):
        if len(chosen) == 1:
            return chosen[0], found[chosen[0]]
    where = f"sheet {table.part!r} of {request.name}" if table.part else request.name
    held = (
        " and ".join(
            f"{language or 'a language that is not named'} (column {index + 1})" for index, language in found.items()
        )
        or "no text"
    )
    if not matching:
        raise UnknownLanguage(f"{where} has no column in {request.language or 'any language'}; it has {held}.")
    if request.language is None:
        raise UnknownLanguage(f"{where} has {held}; say which language to read.")
    raise UnknownLanguage(f"{where} has {held}; head the column that is meant with {str(request.language)!r}.")


def _drafts(table: Table, index: int) -> Iterator[Draft]:
    sentence_ids = table.column(index + table.own_texts) if table.own_texts else [""] * len(table.rows)
    row_ids = _row_ids(table)
    for (line, _), cell, given, row_id in zip(table.rows, table.column(index), sentence_ids, row_ids, strict=True):
        if text := _FORBIDDEN.sub("", cell).strip():
            first = tuple(given.split()[:1])  # of the sentences that were joined
            yield Draft(
                text=text,
                id=row_id,
                segments=(Span(0, len(text)),),
                segment_ids=first,
                marks=tuple(Mark(Span(end, end), MarkKind.LINE) for end, char in enumerate(text) if char == "\n"),
                origin=Origin(part=table.part, line=line),
            )


def _row_ids(table: Table) -> Sequence[str]:
    """The ids of others that a column gives, where no two are the same."""
    index = next((index for index, head in enumerate(table.head) if role_of(head) is Role.ID), None)
    if index is None or table.own_texts:
        return [""] * len(table.rows)
    ids = [as_id(cell.strip()) for cell in table.column(index)]
    counts = Counter(ids)
    return [id_ if counts[id_] == 1 else "" for id_ in ids]


def _rest(table: Table, index: int) -> Iterator[SetAside]:
    if table.told:
        yield SetAside(table.told, "how the table is written", Origin(part=table.part, line=1))
    for line, row in table.above:
        origin = Origin(part=table.part, line=line)
        yield from (SetAside(cell.strip(), "above the table", origin) for cell in row if cell.strip())
    heads = (cell.strip() for cell in table.head if cell.strip())
    yield from (SetAside(cell, "the head of a column", Origin(part=table.part, line=table.head_line)) for cell in heads)
    for line, row in table.rows:
        for other, cell in enumerate(row):
            origin = Origin(part=table.part, line=line)
            if other != index and cell.strip():
                yield SetAside(cell.strip(), _why(table, other), origin)
            elif other == index:
                control = "a control character, which XML cannot hold"
                yield from (SetAside(char, control, origin) for char in _FORBIDDEN.findall(cell))


def _why(table: Table, index: int) -> str:
    head = table.head[index] if index < len(table.head) else ""
    return "a note" if role_of(head) is Role.NOTE else f"in another column ({index + 1})"

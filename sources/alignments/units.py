"""Files that hold the text with each bead: TMX, XLIFF, TSV and CSV, XLSX, JSON Lines."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from bitext.errors import UnreadableInput
from bitext.languages import LanguageTag
from sources.alignments.contract import GivenAlignment, Run, Unit, alignment_of, place, probability, state
from sources.columns import Role, role_of
from sources.contract import Declined
from sources.elements import XML_LANG, all_text, line_of
from sources.jsonl import Record, records
from sources.languages import tag_or_none
from sources.tables import Table
from sources.tmx import words_of
from sources.xliff import Told, languages_of, pairs_of
from sources.xlsx import sheets_of

Languages = tuple[LanguageTag | None, LanguageTag | None]

_PAIR: Final = 2


def _several(name: str, count: int) -> UnreadableInput:
    return UnreadableInput(f"{name} holds {count} texts side by side; write each pair to a file of its own.")


def _run(text: str, ids: Sequence[str]) -> tuple[Run, ...]:
    """One side of a unit; where no ids are given, nobody knows how many sentences it has."""
    if not text.strip() and not ids:
        return ()
    return (Run(text.strip(), tuple(ids), len(ids) or None),)


def from_tmx(root: etree._Element, *, name: str) -> GivenAlignment:
    """The units of a translation memory; the source is in the language that it names, or that comes first."""
    units = list(root.iter("{*}tu"))
    found = dict.fromkeys(_language(variant) for unit in units for variant in unit.iterchildren("{*}tuv"))
    documents = {_prop(variant, "x-document") for unit in units for variant in unit.iterchildren("{*}tuv")} - {""}
    if len(found) > _PAIR or len(documents) > _PAIR:
        raise _several(name, max(len(found), len(documents)))
    declared = [tag_or_none(header.get("srclang")) for header in root.iter("{*}header")]
    source, target = _ordered(list(found), declared[0] if declared else None)
    return alignment_of((_unit(unit, source, name) for unit in units), name=name, languages=(source, target))


def _ordered(found: Sequence[LanguageTag | None], source: LanguageTag | None) -> Languages:
    """The two languages of a memory, the source's first."""
    first = next((language for language in found if language == source), found[0] if found else None)
    return first, next((language for language in found if language != first), None)


def _unit(unit: etree._Element, source: LanguageTag | None, name: str) -> Unit:
    where = f"{name}{place(line_of(unit))}"
    sides: tuple[list[Run], list[Run]] = ([], [])
    for variant in unit.iterchildren("{*}tuv"):
        text = "".join(words_of(seg) for seg in variant.iterchildren("{*}seg"))
        side = sides[0] if _language(variant) == source and not sides[0] else sides[1]
        side += _run(text, _prop(variant, "x-segments").split())
    return Unit(
        source=tuple(sides[0]),
        target=tuple(sides[1]),
        probability=probability(_prop(unit, "x-probability"), where),
        state=state(_prop(unit, "x-state"), where),
        note=" ".join(all_text(note) for note in unit.iterchildren("{*}note")),
        line=line_of(unit),
    )


def _language(variant: etree._Element) -> LanguageTag | None:
    return tag_or_none(variant.get(XML_LANG) or variant.get("lang"))


def _prop(element: etree._Element, type_: str) -> str:
    return next((all_text(prop) for prop in element.iterchildren("{*}prop") if prop.get("type") == type_), "")


def from_xliff(root: etree._Element, *, name: str) -> GivenAlignment:
    """The segments of an XLIFF file, with their states and notes; what is in no segment yet is a run of its own."""
    languages = languages_of(root)
    if len(languages) > 1:
        raise _several(name, 1 + len(languages))
    units = (
        Unit(
            source=_runs(pair.source),
            target=_runs(pair.target),
            probability=probability(pair.probability, f"{name}{place(pair.line)}"),
            state=pair.state,
            note=pair.note,
            line=pair.line,
        )
        for pair in pairs_of(root)
    )
    return alignment_of(units, name=name, languages=languages[0] if languages else (None, None))


def _runs(side: Sequence[Told]) -> tuple[Run, ...]:
    """The texts, each a sentence where the file divides them."""
    return tuple(Run(told.text, told.ids, len(told.ids) or None) for told in side)


def from_workbook(data: bytes, *, name: str) -> GivenAlignment:
    """The rows of the one sheet of a workbook that has two texts.

    Raises `UnreadableInput` where there is none or several, or the workbook cannot be read.
    """
    sheets = sheets_of(data, name)
    if isinstance(sheets, Declined):
        raise UnreadableInput(f"{name} holds no alignment: {sheets.reason}.")
    found = [(sheet, columns) for sheet in sheets if isinstance(columns := _two_columns(sheet.table), tuple)]
    if len(found) != 1:
        listed = ", ".join(repr(sheet.title) for sheet in sheets)
        count = len(found) or "no"
        raise UnreadableInput(
            f"{name} has {count} sheets with two texts beside each other, and one is wanted: {listed}."
        )
    ((sheet, _),) = found
    given = from_table(sheet.table, name=name)
    if isinstance(given, Declined):
        raise UnreadableInput(f"{name} holds no alignment: {given.reason}.")
    return given


def from_table(table: Table, *, name: str) -> GivenAlignment | Declined:
    """The rows of a table: of ours, with ids and probabilities, or of two columns of text."""
    if table.own_texts not in {0, _PAIR}:
        raise _several(name, table.own_texts)
    texts = (4, 5) if table.own_texts else _two_columns(table)
    if isinstance(texts, Declined):
        return texts
    if len(table.languages) > _PAIR:
        raise _several(name, len(table.languages))
    languages = [table.languages.get(index) for index in texts]
    rows = (_row(table, line, row, texts, name) for line, row in table.rows if any(cell.strip() for cell in row))
    return alignment_of(rows, name=name, languages=(languages[0], languages[1]))


def _two_columns(table: Table) -> tuple[int, int] | Declined:
    """The two columns of text, the source's first; of several the first two."""
    columns = [*table.languages][:_PAIR]
    if len(columns) == _PAIR:
        return columns[0], columns[1]
    if table.width == _PAIR:
        return 0, 1  # sentences too short to tell their language
    return Declined(f"of its {table.width} columns {len(columns) or 'none'} holds text in a language that can be told")


def _row(table: Table, line: int, row: Sequence[str], texts: tuple[int, int], name: str) -> Unit:
    where = f"{name}, sheet {table.part!r}, line {line}" if table.part else f"{name}, line {line}"
    cells = [*row, *[""] * (max(9, len(table.head)) - len(row))]
    source, target = (cells[index] for index in texts)
    if not table.own_texts:
        notes = (cells[index] for index, head in enumerate(table.head) if role_of(head) is Role.NOTE)
        return Unit(source=_run(source, ()), target=_run(target, ()), note=" ".join(filter(None, notes)), line=line)
    return Unit(
        source=_run(source, cells[6].split()),
        target=_run(target, cells[7].split()),
        probability=probability(cells[2], where),
        state=state(cells[3], where),
        note=cells[8],
        line=line,
    )


def from_json_lines(text: str, *, name: str) -> GivenAlignment:
    """The objects that our JSON Lines hold.  Raises `BadData` that names a line that is none."""
    found = list(records(text, name=name))
    units = [_object(record, f"{name}, line {record.line}") for record in found]
    tags = (
        dict.fromkeys(language for record in found if (language := record.variants[side].language)) for side in (0, 1)
    )
    source, target = (tag_or_none(next(iter(languages), None)) for languages in tags)
    return alignment_of(units, name=name, languages=(source, target))


def _object(record: Record, where: str) -> Unit:
    if len(record.variants) != _PAIR:
        raise _several(where, len(record.variants))
    source, target = (tuple(Run(one.text, (one.id,)) for one in variant.sentences) for variant in record.variants)
    return Unit(
        source=source,
        target=target,
        probability=probability(record.fields.get("probability"), where),
        state=state(record.fields.get("state"), where),
        note=str(record.fields.get("note") or ""),
        line=record.line,
    )

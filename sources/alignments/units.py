"""Files that hold the text with each bead: TMX, TSV and CSV, JSON Lines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from bitext.errors import BadData, UnreadableInput
from bitext.languages import LanguageTag
from sources.alignments.contract import GivenAlignment, Run, Unit, alignment_of, place, probability, state
from sources.contract import Declined
from sources.elements import XML_LANG, all_text, line_of
from sources.languages import language_of, tag_or_none
from sources.tables import Table, table_of

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
        text = "".join(all_text(seg) for seg in variant.iterchildren("{*}seg"))
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


def from_table(text: str, *, name: str) -> GivenAlignment | Declined:
    """The rows of a table: of ours, with ids and probabilities, or of two columns of text."""
    table = table_of(text)
    if isinstance(table, Declined):
        return table
    if table.own_texts not in {0, _PAIR}:
        raise _several(name, table.own_texts)
    texts = (4, 5) if table.own_texts else (0, 1)
    languages = [language_of("\n".join(table.column(index))) for index in texts]
    rows = (_row(table, line, row, name) for line, row in table.rows if any(cell.strip() for cell in row))
    return alignment_of(rows, name=name, languages=(languages[0], languages[1]))


def _row(table: Table, line: int, row: Sequence[str], name: str) -> Unit:
    where = f"{name}, line {line}"
    cells = [*row, *[""] * (9 - len(row))]
    if not table.own_texts:
        return Unit(source=_run(cells[0], ()), target=_run(cells[1], ()), line=line)
    return Unit(
        source=_run(cells[4], cells[6].split()),
        target=_run(cells[5], cells[7].split()),
        probability=probability(cells[2], where),
        state=state(cells[3], where),
        note=cells[8],
        line=line,
    )


def from_json_lines(text: str, *, name: str) -> GivenAlignment:
    """The objects that our JSON Lines hold.  Raises `BadData` that names a line that is none."""
    records = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    units = [_object(line, f"{name}, line {number}", number) for number, line in records]
    tags = (dict.fromkeys(language for _, languages in units if (language := languages[side])) for side in (0, 1))
    source, target = (tag_or_none(next(iter(found), None)) for found in tags)
    return alignment_of((unit for unit, _ in units), name=name, languages=(source, target))


def _object(line: str, where: str, number: int) -> tuple[Unit, tuple[str, str]]:
    """A unit, and the languages of its two sides."""
    try:
        record = json.loads(line)
        variants = [(str(variant["language"]), tuple(_sentences(variant))) for variant in record["variants"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadData(f"{where}: this is no unit as duizhao writes it; write the file again.") from error
    if len(variants) != _PAIR:
        raise _several(where, len(variants))
    (source, first), (target, second) = variants
    unit = Unit(
        source=first,
        target=second,
        probability=probability(record.get("probability"), where),
        state=state(record.get("state"), where),
        note=str(record.get("note") or ""),
        line=number,
    )
    return unit, (source, target)


def _sentences(variant: Mapping[str, Sequence[Mapping[str, str]]]) -> Iterator[Run]:
    return (Run(str(segment["text"]), (str(segment["id"]),)) for segment in variant["segments"])

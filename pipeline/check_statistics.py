"""How concepts are rendered, and which of a glossary a bitext names: as tables in every form but SARIF."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bitext.errors import UnknownFormat
from bitext.terms import Concept, Termbase
from bitext.version import VERSION
from glossary.checks.contract import Bilingual, Side
from glossary.lookup import writing
from glossary.renderings import Coverage, coverage, renderings
from output.characters import FORBIDDEN
from output.markup import Element, element, html, lines
from output.workbook import Cell, workbook
from pipeline.check_page import head
from pipeline.check_table import tsv
from pipeline.terms import table

_UNLISTED: Final = "not in the glossary"


@dataclass(frozen=True, slots=True)
class Statistic:
    """A table with its name, and what can be said of it in a sentence."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summary: str


def rendering_table(bitexts: Sequence[Bilingual], base: Termbase) -> Statistic:
    """A row for each rendering of each concept; those of several bitexts follow each other."""
    found = [one for bitext in bitexts for one in renderings(bitext, base)]
    rows = tuple(
        (
            one.concept.id,
            one.original,
            one.text or "—",
            one.standing.value,
            one.count,
            round(one.share, 3),
            " ".join(one.beads),
        )
        for one in found
    )
    ways: dict[str, set[str]] = {}
    for one in found:
        ways.setdefault(one.concept.id, set()).add(one.text)
    several = sum(len(texts) > 1 for texts in ways.values())
    return Statistic(
        "renderings",
        ("concept", "original", "rendering", "standing", "count", "share", "beads"),
        rows,
        f"{several} of {len(ways)} concepts that are named are rendered in more than one way.",
    )


def coverage_table(bitexts: Sequence[Bilingual], base: Termbase) -> Statistic:
    """A row for each concept, and behind them one for each name that no concept has."""
    found = [(bitext, coverage(bitext, base)) for bitext in bitexts]
    rows = tuple(row for bitext, covered in found for row in _coverage_rows(bitext, covered))
    exercised = {one.concept.id for _, covered in found for one in covered.concepts if one.source}
    return Statistic(
        "coverage",
        ("concept", "original", "translation", "in_source", "in_target", "in_both", "beads"),
        rows,
        f"{len(exercised)} of {len(base.concepts)} concepts are named in the original.",
    )


def _coverage_rows(bitext: Bilingual, covered: Coverage) -> Iterator[tuple[Cell, ...]]:
    for one in covered.concepts:
        forms = (_first_form(one.concept, bitext, side) for side in Side)
        yield one.concept.id, *forms, one.source, one.target, one.both, ""
    for name in covered.unlisted:
        forms = (name.text if side is name.side else "" for side in Side)
        counts = (name.count if side is name.side else 0 for side in Side)
        yield _UNLISTED, *forms, *counts, 0, " ".join(name.beads)


def _first_form(concept: Concept, bitext: Bilingual, side: Side) -> str:
    wanted = writing(bitext.language(side))
    return next((term.text for term in concept.terms if writing(term.language) == wanted), "")


def statistics_as(format_: str, found: Sequence[Statistic]) -> bytes:
    """The tables in a format.  Raises `UnknownFormat` where it cannot hold them."""
    if format_ not in _FORMATS:
        raise UnknownFormat(f"The format {format_!r} cannot hold tables; take {', '.join(_FORMATS)}.")
    if format_ == "tsv" and len(found) > 1:
        raise UnknownFormat("TSV holds one table; take --renderings or --coverage, or another format for both.")
    return _FORMATS[format_](found)


def _text(found: Sequence[Statistic]) -> bytes:
    parts = ("".join(f"{line}\n" for line in (*_plain(one), one.summary)) for one in found)
    return "\n".join(parts).encode()


def _plain(one: Statistic) -> Iterator[str]:
    return table([one.header, *([str(cell) for cell in row] for row in one.rows)])


def _json(found: Sequence[Statistic]) -> bytes:
    tables = {one.name: [dict(zip(one.header, row, strict=True)) for row in one.rows] for one in found}
    return f"{json.dumps({'schema': 1, **tables}, ensure_ascii=False, indent=1)}\n".encode()


def _tsv(found: Sequence[Statistic]) -> bytes:
    return b"".join(tsv(iter([one.header, *one.rows])) for one in found)


def _xlsx(found: Sequence[Statistic]) -> bytes:
    return workbook({one.name: [one.header, *one.rows] for one in found})


def _page(found: Sequence[Statistic]) -> bytes:
    title = " and ".join(one.name for one in found).capitalize()
    main = lines("main", None, *map(_section, found))
    header = lines("header", None, element("h1", None, title))
    footer = lines("footer", None, element("p", None, f"Made by duizhao {VERSION}."))
    return html(lines("html", {"lang": "en"}, head(title), lines("body", None, header, main, footer)))


def _section(one: Statistic) -> Element:
    headings = (element("th", {"scope": "col"}, name.replace("_", " ")) for name in one.header)
    rows = (
        lines("tr", None, *(element("td", None, FORBIDDEN.sub("\ufffd", str(cell))) for cell in row))
        for row in one.rows
    )
    body = lines("table", None, lines("thead", None, lines("tr", None, *headings)), lines("tbody", None, *rows))
    return lines(
        "section",
        {"id": one.name},
        element("h2", None, one.name.capitalize()),
        element("p", None, one.summary),
        lines("div", {"class": "wide"}, body),
    )


_FORMATS: Final[Mapping[str, Callable[[Sequence[Statistic]], bytes]]] = {
    "text": _text,
    "json": _json,
    "tsv": _tsv,
    "html": _page,
    "xlsx": _xlsx,
}

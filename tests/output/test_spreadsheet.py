"""CSV, XLSX and Parquet: every unit is in them, and comes back through our readers and through others'."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet

from bitext.alignments import Alignment, Bead
from bitext.documents import Document, DocumentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition
from bitext.errors import BadData
from bitext.spans import Span
from output.options import ExportOptions
from output.parquet import to_parquet
from output.spreadsheet import to_csv, to_xlsx
from output.tsv import escaped, rows_of
from output.workbook import LONGEST_CELL
from sources.alignments import read_alignment
from tests.output.specimens import EN, ZH, bitext, versions
from tests.strategies import editions

_LAW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
Exporter = Callable[[Edition, ExportOptions], bytes]
EXPORTERS = {"csv": to_csv, "xlsx": to_xlsx, "parquet": to_parquet}


def rows(edition: Edition) -> list[list[str]]:
    return [[escaped(cell) for cell in row] for row in rows_of(edition, "CSV")]


def nowhere(name: str) -> bytes:
    raise AssertionError(name)


@_LAW
@given(editions())
def test_csv_holds_every_row(edition: Edition) -> None:
    text = to_csv(edition, ExportOptions()).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == rows(edition)


@_LAW
@given(editions())
def test_a_workbook_holds_every_row(edition: Edition) -> None:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(to_xlsx(edition, ExportOptions())))
    found = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    head, *wanted = rows(edition)
    assert found == [head, *([*row[:2], float(row[2]), *row[3:]] for row in wanted)]


@_LAW
@given(editions())
def test_parquet_holds_every_row(edition: Edition) -> None:
    head, *wanted = rows_of(edition, "Parquet")
    table = parquet.read_table(io.BytesIO(to_parquet(edition, ExportOptions())))
    assert table.column_names == list(head)
    found = [[row[name] for name in head] for row in table.to_pylist()]
    assert found == [[*row[:2], float(row[2]), *row[3:6], row[6].split(), row[7].split(), row[8]] for row in wanted]


@pytest.mark.parametrize("format_", EXPORTERS)
def test_beads_come_back(format_: str) -> None:
    given_ = read_alignment(EXPORTERS[format_](bitext(), ExportOptions()), name=f"pond.{format_}", beside=nowhere)
    (alignment,) = bitext().alignments
    ids = [side.ids or () for side in given_.sides]
    assert [list(side) for side in ids] == [[s.id for s in d.segments] for d in bitext().documents]
    assert [(b.probability, b.state, b.note) for b in given_.beads] == [
        (b.probability, b.state, b.note) for b in alignment.beads
    ]


@pytest.mark.parametrize("format_", EXPORTERS)
def test_several_translations_have_a_column_each(format_: str) -> None:
    data = EXPORTERS[format_](versions(), ExportOptions())
    ids = [document.id for document in versions().documents]
    match format_:
        case "csv":
            head = data.decode("utf-8-sig").partition("\r\n")[0].split(",")
        case "xlsx":
            head = [str(cell.value) for cell in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0][1]]
        case _:
            head = parquet.read_table(io.BytesIO(data)).column_names
    assert [name for name in head if name in ids] == ids


def one_pair(chinese: str, english: str) -> Edition:
    def document(id_: str, text: str, language: object) -> Document:
        draft = Draft(text=text, segments=(Span(0, len(text)),))
        return number(Drafted(blocks=(draft,)), DocumentId(id_), language)  # type: ignore[arg-type]

    zh, en = document("zh", chinese, ZH), document("en", english, EN)
    bead = Bead(source=(zh.segments[0].id,), target=(en.segments[0].id,))
    return replace(
        bitext(), documents=(zh, en), alignments=(Alignment.covering(zh, en, [bead]),), occurrences=(),
        metadata=replace(bitext().metadata, sources=(), contributors=()),
    )  # fmt: skip


def test_what_looks_like_a_formula_is_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(one_pair("=1+1", "=HYPERLINK(1)"), ExportOptions()))).worksheets[
        0
    ]
    cells = [sheet.cell(2, column) for column in (5, 6)]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", "=1+1"), ("s", "=HYPERLINK(1)")]


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(BadData) as error:
        to_xlsx(one_pair("长" * (LONGEST_CELL + 1), "long"), ExportOptions())
    assert str(error.value) == (
        "zh-en.1 has 32,768 characters on one side, and a cell of a workbook holds 32,767; take the format 'tsv'."
    )

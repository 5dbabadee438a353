"""Workbooks say what they were given, whoever reads them."""

import io

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from output.workbook import workbook

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20)


def read(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_text_and_numbers_come_back() -> None:
    rows: list[list[str | float]] = [["zh", "count"], [" 烟囱\n", 3], ["=1+1", 0.5]]
    assert read(workbook({"terms": rows})) == {"terms": [tuple(row) for row in rows]}


def test_a_formula_is_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"a": [["x"], ["=HYPERLINK(1)"]]})))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_what_cannot_be_held_is_replaced_or_cut() -> None:
    found = read(workbook({"a/b": [["h"], ["a\x01b"], ["长" * 40_000]]}))
    assert found["a b"][1] == ("a\ufffdb",)
    assert str(found["a b"][2][0]).endswith("长…")
    assert len(str(found["a b"][2][0])) == 32_767


@given(st.lists(st.lists(TEXT, min_size=30, max_size=30), min_size=1, max_size=3))
def test_any_text_comes_back(rows: list[list[str]]) -> None:
    found = read(workbook({"a": rows}))["a"]
    assert [[value or "" for value in row] for row in found] == rows
    assert workbook({"a": rows}) == workbook({"a": rows})

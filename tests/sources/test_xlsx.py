"""Workbooks: sheets, columns, values, what stands beside the cells, and what is refused."""

import datetime as dt
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from bitext.documents import DocumentId
from bitext.errors import BadConfiguration, EmptyInput, LimitExceeded, UnknownLanguage, UnreadableInput
from bitext.languages import LanguageTag
from sources import read, xlsx
from sources.alignments import GivenAlignment, read_alignment
from sources.xlsx import read_xlsx
from tests.sources.making import EN, ZH, aside, declined, document, drafted, shown, zipped

Row = Sequence[object]
PAIRS: list[Row] = [
    ("中文", "English"),
    ("他们走了，没有回来。", "They went, and did not come back."),
    ("不是。", "No."),
]


def workbook(sheets: Mapping[str, Sequence[Row]], *, hidden: str = "", comment: str = "") -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if comment:
            sheet["A1"].comment = Comment(comment, "Ann")
        if title == hidden:
            sheet.sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, member: str, old: str, new: str) -> bytes:
    """The archive with something else in a member."""
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in files[member]
    return zipped({**files, member: files[member].replace(old.encode(), new.encode())})


def test_either_column() -> None:
    data = workbook({"Tabelle1": PAIRS}, comment="is it so?")
    assert [s.text for s in document(data, "a.xlsx", language=EN).segments] == [PAIRS[1][1], "No."]
    found = drafted(read_xlsx, data, "a.xlsx", language=ZH)
    assert shown(found.blocks) == [("paragraph", "他们走了，没有回来。"), ("paragraph", "不是。")]
    assert [(draft.origin.part, draft.origin.line) for draft in found.blocks] == [("Tabelle1", 2), ("Tabelle1", 3)]
    assert aside(found) == [
        ("中文", "the head of a column"),
        ("English", "the head of a column"),
        ("They went, and did not come back.", "in another column (2)"),
        ("No.", "in another column (2)"),
        ("is it so?", "a comment"),
    ]
    assert document(data, "a", language=EN).format == "xlsx"


def test_values_are_told_as_text() -> None:
    rows: list[Row] = [("zh", "en"), (3, 1.5), (True, dt.date(2026, 11, 22)), (None, 7.0), ("他走了。", "He left.")]
    data = workbook({"A": rows})
    assert [s.text for s in document(data, "a.xlsx", language=ZH).segments] == ["3", "TRUE", "他走了。"]
    assert [s.text for s in document(data, "a.xlsx", language=EN).segments] == ["1.5", "2026-11-22", "7", "He left."]


def test_a_formula_counts_as_its_result() -> None:
    data = workbook({"A": [*PAIRS, ("他走了。", '="He "&"left."'), ("一。", "=B9")]})
    stored = changed(
        data,
        "xl/worksheets/sheet1.xml",
        '<c r="B4"><f>"He "&amp;"left."</f><v></v></c>',
        '<c r="B4" t="str"><f>"He "&amp;"left."</f><v>He left.</v></c>',
    )
    found = drafted(read_xlsx, stored, "a.xlsx", language=EN)
    assert [draft.text for draft in found.blocks][-1] == "He left."
    assert ("=B9", "a formula without a stored result") in aside(found)
    assert [item.text for item in found.set_aside if item.text.startswith("=")] == ["=B9"]


def test_several_sheets() -> None:
    one = {"第一章": PAIRS, "第二章": PAIRS[1:]}
    with pytest.raises(UnknownLanguage) as caught:
        document(workbook(one), "a.xlsx", language=EN)
    assert str(caught.value) == (
        "a.xlsx has text on 2 sheets ('第一章', '第二章'), and it is not clear which is meant; "
        "name it with --sheet (sheet in edition.toml)."
    )
    hidden = drafted(read_xlsx, workbook(one, hidden="第一章"), "a.xlsx", language=EN)
    assert len(hidden.blocks) == 2
    assert ("No.", "on a hidden sheet") in aside(hidden)
    apart = workbook({"Zh": [(row[0],) for row in PAIRS], "En": [(row[1],) for row in PAIRS], "Empty": []})
    found = drafted(read_xlsx, apart, "a.xlsx", language=EN)
    assert [draft.text for draft in found.blocks] == [PAIRS[1][1], "No."]
    assert ("不是。", "on another sheet") in aside(found)


def test_a_sheet_that_is_named() -> None:
    data = workbook({"A": PAIRS, "Secret": [*PAIRS, ("一。", "One more.")]}, hidden="Secret")
    found = read(data, name="a.xlsx", id=DocumentId("x"), language=EN, sheet="secret")
    assert [segment.text for segment in found.segments][-1] == "One more."
    with pytest.raises(BadConfiguration) as caught:
        read(data, name="a.xlsx", id=DocumentId("x"), language=EN, sheet="B")
    assert str(caught.value) == "a.xlsx has no sheet 'B' with anything on it; it has 'A', 'Secret'."


def test_a_language_that_no_column_is_in() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        document(workbook({"A": PAIRS}), "a.xlsx", language=LanguageTag("fr"))
    assert str(caught.value) == "sheet 'A' of a.xlsx has no column in fr; it has zh-Hans (column 1) and en (column 2)."


def test_nothing_but_empty_cells() -> None:
    with pytest.raises(EmptyInput) as caught:
        document(workbook({"A": [], "B": [("", None)]}), "a.xlsx", language=EN)
    assert str(caught.value) == "a.xlsx holds no text; there is nothing in it but markup."


def test_what_is_no_workbook() -> None:
    assert declined(read_xlsx, "text", "a.xlsx") == "it does not start like a zip file"
    assert declined(read_xlsx, zipped({"a": "b"}), "a.xlsx") == (
        "it is a zip file without a workbook in it (xl/workbook.xml)"
    )
    broken = changed(workbook({"A": PAIRS}), "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData><row><c r='?'/>")
    assert declined(read_xlsx, broken, "a.xlsx").startswith("the workbook in it is damaged (")
    unstyled = changed(workbook({"A": PAIRS}), "xl/styles.xml", "<styleSheet", "\0<styleSheet")
    reason = declined(read_xlsx, unstyled, "a.xlsx")
    assert reason.startswith("the workbook in it is damaged (")
    assert "\n" not in reason


def test_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook({"A": PAIRS})
    entity = changed(data, "xl/worksheets/sheet1.xml", "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    with pytest.raises(LimitExceeded) as caught:
        document(entity, "a.xlsx", language=EN)
    assert str(caught.value) == (
        "xl/worksheets/sheet1.xml in a.xlsx has a DTD, which no workbook has, and entities of it may grow without "
        "limit; it is not read."
    )
    monkeypatch.setattr(xlsx, "MAX_CELLS", 10_000)
    for old, new in (('<c r="B2"', '<c r="XFD2"'), ('<row r="3"', '<row r="1048576"')):
        with pytest.raises(LimitExceeded) as caught:
            document(changed(data, "xl/worksheets/sheet1.xml", old, new), "a.xlsx", language=EN)
        assert str(caught.value) == (
            "The sheet 'A' of a.xlsx has more than 10,000 cells; take out the empty rows and columns, or divide it."
        )


def pairs(data: bytes) -> GivenAlignment:
    return read_alignment(data, name="a.xlsx", beside=lambda _: b"")


def test_pairs_of_a_sheet() -> None:
    given = pairs(workbook({"Notes": [("see", "p. 3")] * 0, "Text": [(*row, "", "x") for row in PAIRS]}))
    assert [run.text for run in given.sides[0].runs] == ["他们走了，没有回来。", "不是。"]
    assert [bead.line for bead in given.beads] == [2, 3]
    with pytest.raises(UnreadableInput) as caught:
        pairs(workbook({"A": PAIRS, "B": PAIRS}))
    assert str(caught.value) == ("a.xlsx has 2 sheets with two texts beside each other, and one is wanted: 'A', 'B'.")
    with pytest.raises(UnreadableInput) as caught:
        pairs(zipped({"a": "b"}))
    assert str(caught.value) == (
        "a.xlsx holds no alignment: it is a zip file without a workbook in it (xl/workbook.xml)."
    )

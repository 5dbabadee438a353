"""Workbooks (Office Open XML, ECMA-376): sheets of text and numbers, the same bytes each time.

Text is written as inline strings, so that what begins with an equals sign is never taken for a formula.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from output.characters import FORBIDDEN
from output.markup import Element, element, lines, xml

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
LONGEST_CELL: Final = 32_767
"""As many characters as Excel takes."""

_LONGEST_TITLE: Final = 31
_WIDEST: Final = 60


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook; the first row of each sheet is its header, which stays in view and can be filtered by.

    A character that XML cannot hold is replaced by U+FFFD; a text that no cell can hold is cut, with … at its end.

    >>> workbook({"a": [["zh", "count"], ["=1+1", 2]]})[:2]
    b'PK'
    """
    titles = [_title(title) for title in sheets]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(titles),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
        **{f"xl/worksheets/sheet{n}.xml": _sheet(rows) for n, rows in enumerate(sheets.values(), 1)},
    }
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, root in parts.items():
            member = ZipInfo(name, date_time=_FIRST_DATE)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, xml(root))
    return file.getvalue()


def _title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:_LONGEST_TITLE]


def _content_types(count: int) -> Element:
    parts = {"workbook": "sheet.main", "styles": "styles"}
    parts |= {f"worksheets/sheet{number}": "worksheet" for number in range(1, count + 1)}
    relations = {"Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"}
    return lines(
        "Types",
        {"xmlns": _TYPES},
        element("Default", relations),
        element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        *(
            element("Override", {"PartName": f"/xl/{name}.xml", "ContentType": f"{_TYPE}.{kind}+xml"})
            for name, kind in parts.items()
        ),
    )


def _relations(targets: Sequence[tuple[str, str]]) -> Element:
    return lines(
        "Relationships",
        {"xmlns": _RELATIONS},
        *(
            element("Relationship", {"Id": f"rId{number}", "Type": f"{_DOCUMENT}/{kind}", "Target": target})
            for number, (kind, target) in enumerate(targets, 1)
        ),
    )


def _book(titles: Sequence[str]) -> Element:
    sheets = (
        element("sheet", {"name": title, "sheetId": str(number), "r:id": f"rId{number}"})
        for number, title in enumerate(titles, 1)
    )
    return lines("workbook", {"xmlns": _MAIN, "xmlns:r": _DOCUMENT}, lines("sheets", None, *sheets))


def _styles() -> Element:
    """The styles that cells name: 0 for text, which is wrapped, and 1 for the header, which is bold."""
    fonts = lines("fonts", {"count": "2"}, element("font"), element("font", None, element("b")))
    patterns = (element("patternFill", {"patternType": pattern}) for pattern in ("none", "gray125"))
    patterns = (element("patternFill", {"patternType": pattern}) for pattern in ("none", "gray125"))
    fills = lines("fills", {"count": "2"}, *(element("fill", None, pattern) for pattern in patterns))
    borders = lines("borders", {"count": "1"}, element("border"))
    plain = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}
    top = element("alignment", {"vertical": "top", "wrapText": "1"})
    return lines(
        "styleSheet",
        {"xmlns": _MAIN},
        fonts,
        fills,
        borders,
        lines("cellStyleXfs", {"count": "1"}, element("xf", plain)),
        lines(
            "cellXfs",
            {"count": "2"},
            element("xf", {**plain, "xfId": "0", "applyAlignment": "1"}, top),
            element("xf", {**plain, "fontId": "1", "xfId": "0", "applyFont": "1"}),
        ),
        lines("cellStyles", {"count": "1"}, element("cellStyle", {"name": "Normal", "xfId": "0", "builtinId": "0"})),
    )


def _sheet(rows: Rows) -> Element:
    width = max((len(row) for row in rows), default=1)
    frozen = {"ySplit": "1", "topLeftCell": "A2", "activePane": "bottomLeft", "state": "frozen"}
    view = lines("sheetView", {"workbookViewId": "0"}, element("pane", frozen))
    extent = f"A1:{_column(width)}{max(len(rows), 1)}"
    return lines(
        "worksheet",
        {"xmlns": _MAIN},
        lines("sheetViews", None, view),
        lines("cols", None, *_widths(rows, width)),
        lines("sheetData", None, *(_row(number, row) for number, row in enumerate(rows, 1))),
        element("autoFilter", {"ref": extent}),
    )


def _widths(rows: Rows, width: int) -> Iterator[Element]:
    for number in range(1, width + 1):
        longest = max((len(str(row[number - 1])) for row in rows if len(row) >= number), default=0)
        size = {"min": str(number), "max": str(number), "width": str(min(_WIDEST, longest + 2)), "customWidth": "1"}
        yield element("col", size)


def _row(number: int, row: Sequence[Cell]) -> Element:
    cells = (_cell(f"{_column(place)}{number}", value, number == 1) for place, value in enumerate(row, 1))
    return element("row", {"r": str(number)}, *cells)


def _cell(place: str, value: Cell, is_header: bool) -> Element:
    style = "1" if is_header else "0"
    if not isinstance(value, str):
        return element("c", {"r": place, "s": style}, element("v", None, str(value)))
    text = element("t", {"xml:space": "preserve"}, _fitting(value))
    return element("c", {"r": place, "s": style, "t": "inlineStr"}, element("is", None, text))


def _fitting(text: str) -> str:
    clean = FORBIDDEN.sub("\ufffd", text)
    return clean if len(clean) <= LONGEST_CELL else f"{clean[: LONGEST_CELL - 1]}…"


def _column(number: int) -> str:
    """The letters of a column.

    >>> _column(1), _column(27)
    ('A', 'AA')
    """
    before, last = divmod(number - 1, 26)
    return (_column(before) if before else "") + chr(ord("A") + last)

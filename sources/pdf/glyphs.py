"""The characters of a PDF with their places, as pdfium finds them in the text layer."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Final, NamedTuple

from bitext.errors import LimitExceeded, UnreadableInput
from sources.contract import Declined

if TYPE_CHECKING:  # a shared library is loaded with it
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_PAGES: Final = 20_000
MAX_CHARACTERS: Final = 20_000_000
"""Of a whole file: four times the longest novels."""

_HYPHEN: Final = "\x02"  # what pdfium gives for a hyphen at the end of a line
_ITALIC: Final = 1 << 6  # PDF 32000-1, table 123: font flags
_FORCE_BOLD: Final = 1 << 18
_BOLD_WEIGHT: Final = 600
_BOLD_NAMES: Final = ("bold", "black", "heavy", "simhei", "heiti")
_ITALIC_NAMES: Final = ("italic", "oblique")
_OTHER_NAMES: Final = (*_ITALIC_NAMES, "regular", "roman")  # a weight that is guessed from stems says less
_NAME_SIZE: Final = 256
_MAX_UNKNOWN: Final = 0.3
"""Of the characters, that the fonts do not name; more cannot be read."""


class Style(NamedTuple):
    """How a run of characters is set."""

    size: float  # points
    is_italic: bool
    is_bold: bool
    angle: int  # degrees


class Glyph(NamedTuple):
    """A character on its line: x runs with the line, y from line to line and falls; both are points."""

    char: str
    start: float
    end: float
    baseline: float
    style: Style
    spaced: bool  # white space stands before it


@dataclass(frozen=True, slots=True)
class Page:
    """The characters of a page in the order of the file."""

    label: str  # what the file calls the page
    glyphs: tuple[Glyph, ...]
    number: int = 1  # from 1, in the order of the file
    slanted: str = ""  # text that runs in another direction than most of the page


def pages_of(data: bytes, name: str) -> tuple[str, list[Page]] | Declined:
    """The title that the file gives itself, and its pages.

    Raises `UnreadableInput` where it is locked, has no text layer, or does not tell its characters, and
    `LimitExceeded` where it is too large.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - loads a shared library

    try:
        document = PdfDocument(data)
        count = len(document)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD:
            raise UnreadableInput(
                f"{name} is locked with a password; save a copy without one and read that."
            ) from error
        return Declined("it is damaged or was cut off")
    with document:
        if count > MAX_PAGES:
            raise LimitExceeded(f"{name} has {count:,} pages, and {MAX_PAGES:,} are the most that is read; divide it.")
        pages = list(_within_limit(_pages(document), name))
        title = document.get_metadata_value("Title")
    _check_readable(pages, name)
    return title, pages


_WRONG_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD


def _within_limit(pages: Iterator[Page], name: str) -> Iterator[Page]:
    total = 0
    for page in pages:
        total += len(page.glyphs)
        if total > MAX_CHARACTERS:
            raise LimitExceeded(
                f"{name} has more than {MAX_CHARACTERS:,} characters, which are the most that is read; divide it."
            )
        yield page


def _check_readable(pages: Sequence[Page], name: str) -> None:
    chars = Counter(glyph.char for page in pages for glyph in page.glyphs)
    total = sum(chars.values())
    if not total and not any(page.slanted for page in pages):
        raise UnreadableInput(
            f"{name} has no text layer: its pages are pictures ({len(pages)}); recognise the text with a program "
            "such as OCRmyPDF, and read the file that it writes."
        )
    unknown = sum(count for char, count in chars.items() if char == "\ufffd" or "\ue000" <= char < "\uf900")
    if unknown > _MAX_UNKNOWN * total:
        raise UnreadableInput(
            f"{name} does not tell which characters it shows: its fonts name {total - unknown:,} of {total:,}; "
            "recognise the text with a program such as OCRmyPDF (--force-ocr), and read the file that it writes."
        )


def _pages(document: "PdfDocument") -> Iterator[Page]:
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        number = index + 1
        yield replace(_page(document.get_page_label(index) or str(number), list(_glyphs(textpage))), number=number)
        textpage.close()
        page.close()


class _Shown(NamedTuple):
    """A character on the paper: y grows upwards."""

    char: str
    edges: tuple[float, float, float, float]  # left, bottom, right, top
    origin: tuple[float, float]
    style: Style
    spaced: bool


class _Way(Enum):
    """Where a line of text runs on the paper."""

    RIGHT = 0
    UP = 90
    LEFT = 180
    DOWN = -90  # a page on its side, or Chinese from top to bottom

    def turned(self, shown: _Shown) -> Glyph:
        """The character on a page that is turned so that its lines run from left to right, the first at the top."""
        (left, bottom, right, top), (x, y) = shown.edges, shown.origin
        match self:
            case _Way.RIGHT:
                start, end, baseline = left, right, y
            case _Way.UP:
                start, end, baseline = bottom, top, -x
            case _Way.LEFT:
                start, end, baseline = -right, -left, -y
            case _Way.DOWN:
                start, end, baseline = -top, -bottom, x
        return Glyph(shown.char, start, end, baseline, shown.style, shown.spaced)


def _page(label: str, shown: Sequence[_Shown]) -> Page:
    way = _way(shown)
    [(angle, _)] = Counter(item.style.angle for item in shown).most_common(1) or [(0, 0)]
    along = {angle, way.value}
    return Page(
        label,
        tuple(way.turned(item) for item in shown if item.style.angle in along),
        slanted="".join(item.char for item in shown if item.style.angle not in along),
    )


def _way(shown: Sequence[_Shown]) -> _Way:
    """Where most characters stand from the one before."""
    steps = Counter(
        _towards(b.origin[0] - a.origin[0], b.origin[1] - a.origin[1])
        for a, b in pairwise(shown)
        if abs(b.origin[0] - a.origin[0]) + abs(b.origin[1] - a.origin[1]) < 2 * a.style.size
    )
    return max(_Way, key=lambda way: steps[way])


def _towards(right: float, up: float) -> _Way:
    if abs(right) >= abs(up):
        return _Way.RIGHT if right >= 0 else _Way.LEFT
    return _Way.UP if up > 0 else _Way.DOWN


def _glyphs(textpage: "PdfTextPage") -> Iterator[_Shown]:
    """The characters as they stand on the paper."""
    from pypdfium2 import raw  # noqa: PLC0415 - loads a shared library

    page, box, x, y = textpage.raw, raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, Style] = {}
    is_spaced = False
    codes = [raw.FPDFText_GetUnicode(page, index) for index in range(textpage.count_chars())]
    for index, char in _decoded(codes):
        text_object = raw.FPDFText_GetTextObject(page, index)
        if not text_object or (char.isspace()):  # pdfium adds the white space that the file only shows
            is_spaced = True
            continue
        raw.FPDFText_GetLooseCharBox(page, index, box)
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        address = ctypes.addressof(text_object.contents)
        if address not in styles:
            styles[address] = _style(page, index)
        edges = (box.left, box.bottom, box.right, box.top)
        yield _Shown("-" if char == _HYPHEN else char, edges, (x.value, y.value), styles[address], is_spaced)
        is_spaced = False


def _decoded(codes: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The characters that UTF-16 units stand for, each with its place; U+FFFD for what stands for none.

    >>> [char for _, char in _decoded([0x5409, 0xD842, 0xDFB7, 0xD842, 0])]
    ['吉', '𠮷', '�', '�']
    """
    for index, (code, following) in enumerate(zip(codes, [*codes[1:], 0], strict=False)):
        if 0xD800 <= code < 0xDC00 and 0xDC00 <= following < 0xE000:
            yield index, chr(0x10000 + ((code - 0xD800) << 10) + following - 0xDC00)
        elif 0xDC00 <= code < 0xE000 and index and 0xD800 <= codes[index - 1] < 0xDC00:
            continue
        else:
            yield index, "\ufffd" if not code or 0xD800 <= code < 0xE000 else chr(code)


def _style(page: object, index: int) -> Style:
    from pypdfium2 import raw  # noqa: PLC0415 - loads a shared library

    name, flags, matrix = ctypes.create_string_buffer(_NAME_SIZE), ctypes.c_int(), raw.FS_MATRIX()
    raw.FPDFText_GetFontInfo(page, index, name, _NAME_SIZE, flags)
    raw.FPDFText_GetMatrix(page, index, matrix)
    called = name.value.decode("utf-8", "replace").lower()
    is_heavy = raw.FPDFText_GetFontWeight(page, index) >= _BOLD_WEIGHT and not any(w in called for w in _OTHER_NAMES)
    return Style(
        size=round(raw.FPDFText_GetFontSize(page, index) * hypot(matrix.c, matrix.d), 1),
        is_italic=bool(flags.value & _ITALIC) or any(word in called for word in _ITALIC_NAMES),
        is_bold=bool(flags.value & _FORCE_BOLD) or is_heavy or any(w in called for w in _BOLD_NAMES),
        angle=round(degrees(atan2(matrix.b, matrix.a))),
    )

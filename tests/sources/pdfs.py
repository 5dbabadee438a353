"""PDF files written by hand: lines of text at places that a test chooses, in the fonts that every reader has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

ROMAN, ITALIC, BOLD, HAN = "F1", "F2", "F3", "F4"
WIDTH: Final = 595
HEIGHT: Final = 842
LEFT: Final = 72

_FONTS: Final = """\
/F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>
/F2 << /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>
/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>
/F4 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<<
  /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000
  /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>
  /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]
    /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>
"""


@dataclass(frozen=True)
class Run:
    """Words in one font that begin at a place; `y` counts up from the foot of the page."""

    text: str
    x: float
    y: float
    size: float = 11
    font: str = ROMAN


def page(
    lines: Iterable[str], *, x: float = LEFT, top: float = 760, leading: float = 14, size: float = 11, font: str = ROMAN
) -> list[Run]:
    """Lines below each other; white space before one moves it in by half its size each; an empty line is a gap."""
    return [
        Run(line.strip(), x + (len(line) - len(line.lstrip())) * size / 2, top - number * leading, size, font)
        for number, line in enumerate(lines)
        if line.strip()
    ]


def pdf(pages: Sequence[Iterable[Run]], *, trailer: str = "", labels: str = "") -> bytes:
    """A file of such pages."""
    objects: dict[int, bytes] = {3: f"<< {_FONTS} >>".encode()}
    kids: list[str] = []
    for number, runs in enumerate(pages):
        content = "\n".join(map(_shown, runs)).encode()
        at = 4 + 2 * number
        objects[at] = f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        objects[at + 1] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {at} 0 R "
            "/Resources << /Font 3 0 R >> >>"
        ).encode()
        kids.append(f"{at + 1} 0 R")
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R {labels} >>".encode()
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return _written(objects, trailer)


def _shown(run: Run) -> str:
    encoded = run.text.encode("utf-16-be" if run.font == HAN else "cp1252").hex()
    return f"BT /{run.font} {run.size} Tf 1 0 0 1 {run.x} {run.y} Tm <{encoded}> Tj ET"


def _written(objects: dict[int, bytes], trailer: str) -> bytes:
    data = b"%PDF-1.5\n"
    places: list[int] = []
    for number, content in sorted(objects.items()):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    entries = "".join(f"{place:010d} 00000 n \n" for place in places)
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{entries}"
    end = f"trailer << /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (table + end).encode()


def locked(pages: Sequence[Iterable[Run]]) -> bytes:
    """A file that asks for a password: its digests fit none."""
    digest = "ab" * 32
    return pdf(
        pages, trailer=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{digest}> /U <{digest}> >>"
    )

"""Alignments in all forms that people hold: which sentences of a pair of texts belong together.

Read are what our exporters write (TMX, TSV, JSON Lines, Parquet, TEI, JSON), links of InterText and XCES, Vecalign's
lines, hunalign's ladders, and memories, XLIFF, tables and workbooks of others.
"""

from typing import Final

from lxml import etree

from bitext.errors import EmptyInput, UnreadableInput
from sources.alignments.contract import GivenAlignment, GivenBead, GivenSide, Run
from sources.alignments.documents import from_intertext, from_tei, from_xces
from sources.alignments.numbers import Texts, from_json, from_lines
from sources.alignments.parquet import PARQUET, from_parquet
from sources.alignments.units import from_json_lines, from_table, from_tmx, from_workbook, from_xliff
from sources.contract import Beside, Declined
from sources.elements import local
from sources.encodings import Decoded, decode
from sources.tables import table_of
from sources.xml import parse_xml

__all__ = [
    "Beside",
    "GivenAlignment",
    "GivenBead",
    "GivenSide",
    "Run",
    "Texts",
    "is_marked_up",
    "read_alignment",
    "read_lines",
]

_BEFORE_XML: Final = bytes.fromhex("ef bb bf ff fe 00 20 09 0d 0a")
"""What may stand before the first `<`: byte order marks, the zero bytes of UTF-16, white space."""

_ZIP: Final = b"PK\x03\x04"
"""The beginning of a zip archive, such as a workbook is."""


def is_marked_up(data: bytes) -> bool:
    """Whether a file is XML, a workbook or Parquet, and no lines of text.

    >>> is_marked_up("<tmx/>".encode("utf-16")), is_marked_up(b"[0]:[0]")
    (True, False)
    """
    return data.startswith((_ZIP, PARQUET)) or data.lstrip(_BEFORE_XML).startswith(b"<")


def read_alignment(data: bytes, *, name: str, beside: Beside, texts: Texts | None = None) -> GivenAlignment:
    """The alignment that a file holds; its format is told by its content.

    `beside` gives the files that InterText's links name; `texts` are the sentences that lines of numbers mean.
    Raises `UnreadableInput`, `EmptyInput`, or `BadData` that names the line that cannot be right.
    """
    if not data.strip():
        raise EmptyInput(f"{name} is empty; there is no alignment in it.")
    if data.startswith(PARQUET):
        return _checked(from_parquet(data, name=name))
    if data.startswith(_ZIP):
        return _checked(from_workbook(data, name=name))
    if is_marked_up(data):
        return _checked(_from_xml(data, name, beside))
    decoded = decode(data, name=name)
    if isinstance(decoded, Declined):
        raise UnreadableInput(f"{name} holds no alignment: {decoded.reason}.")
    return _checked(_from_text(decoded, name, texts or Texts()))


def read_lines(data: bytes, *, name: str) -> tuple[str, ...]:
    """The sentences of a file that has one on each line, blank ones too, since lines are counted."""
    decoded = decode(data, name=name)
    if isinstance(decoded, Declined):
        raise UnreadableInput(f"{name} holds no sentences: {decoded.reason}.")
    return tuple(line.strip() for line in decoded.text.removesuffix("\n").split("\n"))


def _checked(given: GivenAlignment) -> GivenAlignment:
    if not given.beads:
        raise EmptyInput(f"{given.name} holds no bead.")
    return given


def _from_xml(data: bytes, name: str, beside: Beside) -> GivenAlignment:
    root = parse_xml(data, name)
    if isinstance(root, Declined):
        raise UnreadableInput(f"{name} holds no alignment: {root.reason}.")
    return _from_root(root, data, name, beside)


def _from_root(root: etree._Element, data: bytes, name: str, beside: Beside) -> GivenAlignment:
    match local(root):
        case "tmx":
            return from_tmx(root, name=name)
        case "xliff":
            return from_xliff(root, name=name)
        case "linkGrp":
            return from_intertext(root, name=name, beside=beside)
        case "cesAlign":
            return from_xces(root, name=name, beside=beside)
        case "TEI" | "teiCorpus":
            return from_tei(data, name=name, beside=beside)
        case other:
            raise UnreadableInput(
                f"{name} holds no alignment that is known: its outermost element is <{other}>; "
                "give TMX, XLIFF, TEI that duizhao wrote, or links of InterText or XCES."
            )


def _from_text(decoded: Decoded, name: str, texts: Texts) -> GivenAlignment:
    text = decoded.text
    if text.lstrip().startswith("{"):
        first = text.lstrip().partition("\n")[0]
        return from_json_lines(text, name=name) if '"variants"' in first else from_json(text, name=name)
    given = from_lines(text, name=name, texts=texts) or _from_table(decoded, name)
    if isinstance(given, Declined):
        raise UnreadableInput(
            f"{name} holds no alignment that is known: {given.reason}; give TMX, XLIFF, TSV, XLSX, JSON, "
            "TEI that duizhao wrote, links of InterText or XCES, or lines such as [0,1]:[0]."
        )
    return given


def _from_table(decoded: Decoded, name: str) -> GivenAlignment | Declined:
    table = table_of(decoded)
    return table if isinstance(table, Declined) else from_table(table, name=name)

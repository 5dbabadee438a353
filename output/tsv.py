r"""TSV: a line for each bead, a header first.

A backslash, tab, line feed or carriage return within a text is written `\\`, `\t`, `\n`, `\r`, so that a
line is a record and a tab ends a field, whatever the texts hold.
"""

from typing import Final

from bitext.editions import Edition, TranslationUnit
from output.options import ExportOptions
from output.units import type_of, units_of, utf8

COLUMNS: Final = ("id", "type", "probability", "state", "source", "target", "source_ids", "target_ids", "note")

_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def to_tsv(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads of all alignments as lines of tab-separated fields, in UTF-8.

    Raises `BadConfiguration` where the edition has no alignment.
    """
    rows = (_row(unit) for unit in units_of(edition, "TSV"))
    return utf8("".join("\t".join(map(escaped, row)) + "\n" for row in (COLUMNS, *rows)))


def escaped(text: str) -> str:
    r"""The text without a character that ends a field or a line.

    >>> print(escaped("one\ttwo\nthree\\four"))
    one\ttwo\nthree\\four
    """
    return text.translate(_ESCAPES)


def _row(unit: TranslationUnit) -> tuple[str, ...]:
    source, target = unit.variants
    source_ids, target_ids = (" ".join(segment.id for segment in side.segments) for side in (source, target))
    measured = (unit.id, type_of(unit), str(unit.probability), unit.state)
    return (*measured, source.text, target.text, source_ids, target_ids, unit.note)

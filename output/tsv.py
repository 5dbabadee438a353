r"""TSV: a line for each unit, a header first.

A backslash, tab, line feed or carriage return within a text is written `\\`, `\t`, `\n`, `\r`, so that a
line is a record and a tab ends a field, whatever the texts hold.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bitext.editions import Edition, TranslationUnit, Variant
from output.options import ExportOptions
from output.units import type_of, units_of, utf8

COLUMNS: Final = ("id", "type", "probability", "state", "source", "target", "source_ids", "target_ids", "note")
"""Of units of two versions; with more there is a column for each document, and one for its ids."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def to_tsv(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads of all alignments as lines of tab-separated fields, in UTF-8; those that share their source are joined.

    Raises `BadConfiguration` where the edition has no alignment, and `BadData` where those of one original do not fit.
    """
    return utf8("".join("\t".join(map(escaped, row)) + "\n" for row in rows_of(edition, "TSV")))


def rows_of(edition: Edition, format_: str) -> Iterator[Sequence[str]]:
    """The header, and the units of all alignments.  Raises as `to_tsv` does, naming the format."""
    units = tuple(units_of(edition, format_))
    return _rows(units) if all(len(unit.variants) == 2 for unit in units) else _wide_rows(units)


def escaped(text: str) -> str:
    r"""The text without a character that ends a field or a line.

    >>> print(escaped("one\ttwo\nthree\\four"))
    one\ttwo\nthree\\four
    """
    return text.translate(_ESCAPES)


def _rows(units: Sequence[TranslationUnit]) -> Iterator[Sequence[str]]:
    yield COLUMNS
    yield from (_row(unit, unit.variants) for unit in units)


def _wide_rows(units: Sequence[TranslationUnit]) -> Iterator[Sequence[str]]:
    """A column for each document; a unit leaves those empty that it has nothing of."""
    ids = tuple(dict.fromkeys(variant.document for unit in units for variant in unit.variants))
    yield (*COLUMNS[:4], *ids, *(f"{id_}_ids" for id_ in ids), COLUMNS[-1])
    for unit in units:
        variants = {variant.document: variant for variant in unit.variants}
        yield _row(unit, [variants.get(id_) for id_ in ids])


def _row(unit: TranslationUnit, variants: Sequence[Variant | None]) -> Sequence[str]:
    measured = (unit.id, type_of(unit), str(unit.probability), unit.state)
    texts = (variant.text if variant else "" for variant in variants)
    ids = (" ".join(s.id for s in variant.segments) if variant else "" for variant in variants)
    return (*measured, *texts, *ids, unit.note)

"""The translation units of an edition, for the formats that are made of nothing else."""

from collections.abc import Iterator

from bitext.editions import Edition, TranslationUnit
from bitext.errors import BadConfiguration, BadData


def units_of(edition: Edition, format_: str) -> Iterator[TranslationUnit]:
    """The units of all alignments in order.  Raises `BadConfiguration` where there is no alignment."""
    if not edition.alignments:
        raise BadConfiguration(
            f"Edition {edition.metadata.name!r} has no alignment, and {format_} is made of one; "
            f"align two of its documents, or leave {format_} out."
        )
    return (unit for alignment in edition.alignments for unit in edition.units(alignment))


def type_of(unit: TranslationUnit) -> str:
    """The bead's type as TEI and TSV write it: `2:1`."""
    return ":".join(str(len(variant.segments)) for variant in unit.variants)


def utf8(text: str) -> bytes:
    r"""The text in UTF-8.  Raises `BadData` at half a surrogate pair, which no encoding has.

    >>> utf8("Go\ud800.")
    Traceback (most recent call last):
        ...
    bitext.errors.BadData: 'Go\ud800.' holds U+D800, half a surrogate pair, which is no character; remove it.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.end + 20]
        code = f"U+{ord(text[error.start]):04X}"
        raise BadData(f"{near!r} holds {code}, half a surrogate pair, which is no character; remove it.") from error

"""The translation units of an edition, for the formats that are made of nothing else."""

from collections.abc import Iterator
from itertools import chain

from bitext.editions import Edition, TranslationUnit
from bitext.errors import BadConfiguration, BadData
from bitext.versions import joined, pivots


def units_of(edition: Edition, format_: str) -> Iterator[TranslationUnit]:
    """The units of each original with all its translations, in order.

    Raises `BadConfiguration` where there is no alignment, and `BadData` where those of one original do not fit.
    """
    if not edition.alignments:
        raise BadConfiguration(
            f"Edition {edition.metadata.name!r} has no alignment, and {format_} is made of one; "
            f"align two of its documents, or leave {format_} out."
        )
    return chain.from_iterable(joined(edition, pivot) for pivot in pivots(edition))


def type_of(unit: TranslationUnit) -> str:
    """How many sentences stand on each side, as TEI and TSV write it: `2:1`, of three versions `2:1:1`."""
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

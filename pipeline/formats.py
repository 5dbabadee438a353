"""The formats that things are written in, their suffixes, and which of them a name asks for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from aligner.quality import Quality
from bitext.editions import Edition
from bitext.errors import UnknownFormat
from glossary.csv import write_csv
from glossary.tbx import write_tbx
from output import EXPORTERS, SUFFIXES
from output.options import ExportOptions
from pipeline.beads import beads_json
from sources import READERS

Writer = Callable[[Edition, ExportOptions], bytes]


def _glossary(edition: Edition, _options: ExportOptions) -> bytes:
    return write_csv(edition.termbase)


def _tbx(edition: Edition, _options: ExportOptions) -> bytes:
    return write_tbx(edition.termbase)


EDITION_FORMATS: Final[Mapping[str, Writer]] = {**EXPORTERS, "csv": _glossary, "tbx": _tbx}
"""What an edition.toml can ask for."""

ALIGNMENT_FORMATS: Final[Mapping[str, Writer]] = {**EXPORTERS, "json": beads_json}
"""What two aligned texts can be written as."""

_NAMES: Final = tuple(dict.fromkeys([*EDITION_FORMATS, *ALIGNMENT_FORMATS]))

_SUFFIXES: Final[Mapping[str, str]] = {**SUFFIXES, ".json": "json", ".csv": "csv", ".tbx": "tbx"}


def suffix_of(format_: str) -> str:
    """The suffix of a file in the format.

    >>> suffix_of("tei"), suffix_of("xliff12")
    ('.xml', '.xlf')
    """
    other = {"xliff12": "xliff"}.get(format_, format_)  # versions of one format have one suffix
    return next(suffix for suffix, named in _SUFFIXES.items() if named == other)


def alignment_format(path: Path | None, name: str | None) -> str:
    """The format for an alignment: the one that is named, or that the file's suffix stands for, or TSV.

    Raises `UnknownFormat` that says which there are.

    >>> alignment_format(Path("book.TMX"), None)
    'tmx'
    >>> alignment_format(Path("book.doc"), None)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    bitext.errors.UnknownFormat: 'book.doc' has no known suffix; use .tmx, .xlf, ... .html or .json.
    """
    if name is not None:
        return _known(name)
    if path is None:
        return "tsv"
    suffixes = [suffix for suffix, format_ in _SUFFIXES.items() if format_ in ALIGNMENT_FORMATS]
    if path.suffix.lower() not in suffixes:
        raise UnknownFormat(f"{path.name!r} has no known suffix; use {_listed(suffixes)}.")
    return _SUFFIXES[path.suffix.lower()]


def _known(name: str) -> str:
    if name not in ALIGNMENT_FORMATS:
        raise UnknownFormat(f"There is no format {name!r}; it can be {_listed(ALIGNMENT_FORMATS)}.")
    return name


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


def written(edition: Edition, format_: str, qualities: Sequence[Quality] = ()) -> bytes:
    """An edition of aligned texts in one of the formats; JSON tells what was found of the alignments."""
    if format_ == "json":
        return beads_json(edition, ExportOptions(), qualities)
    return ALIGNMENT_FORMATS[format_](edition, ExportOptions())


def listing() -> bytes:
    """All formats, for reading."""
    suffixes = ((name, [suffix for suffix, format_ in _SUFFIXES.items() if format_ == name]) for name in _NAMES)
    lines = [
        "Read:",
        f"  {', '.join(READERS)}",
        "Written:",
        *(f"  {name:6} {' '.join(ends)}" for name, ends in suffixes),
    ]
    return "".join(f"{line}\n" for line in lines).encode()

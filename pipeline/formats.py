"""The formats that things are written in, their suffixes, and which of them a name asks for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from aligner.quality import Quality
from bitext.editions import Edition
from bitext.errors import BadConfiguration, UnknownFormat
from glossary.csv import write_csv
from glossary.tbx import write_tbx
from output import BITEXT_EXPORTERS, EXPORTERS, SEVERAL, SUFFIXES, Exporter, Files
from output.onix import to_onix
from output.options import ExportOptions
from pipeline.beads import beads_json
from sources import READERS

Writer = Callable[[Edition, ExportOptions, str], Files]
"""Makes the files of an edition, of which the first, or the only one, is called as said."""


def _one(export: Exporter) -> Writer:
    return lambda edition, options, name: {name: export(edition, options)}


def _glossary(edition: Edition, _options: ExportOptions) -> bytes:
    return write_csv(edition.termbase)


def _tbx(edition: Edition, _options: ExportOptions) -> bytes:
    return write_tbx(edition.termbase)


def _writers(exporters: Mapping[str, Exporter]) -> Mapping[str, Writer]:
    return {**{name: _one(export) for name, export in exporters.items()}, **SEVERAL}


EDITION_FORMATS: Final[Mapping[str, Writer]] = _writers({**EXPORTERS, "csv": _glossary, "tbx": _tbx, "onix": to_onix})
"""What an edition.toml can ask for."""

ALIGNMENT_FORMATS: Final[Mapping[str, Writer]] = _writers({**BITEXT_EXPORTERS, "json": beads_json})
"""What two aligned texts can be written as."""

_NAMES: Final = tuple(dict.fromkeys([*EDITION_FORMATS, *ALIGNMENT_FORMATS]))

_SUFFIXES: Final[Mapping[str, str]] = {**SUFFIXES, ".json": "json", ".csv": "csv", ".tbx": "tbx", ".onix.xml": "onix"}


_NAMESAKES: Final[Mapping[str, str]] = {"xliff12": "xliff", "intertext": "tei", "xces": "tei"}
"""Formats that have the suffix of another, which is the one that the suffix stands for."""


def suffix_of(format_: str) -> str:
    """The suffix of a file in the format.

    >>> suffix_of("tei"), suffix_of("xliff12")
    ('.xml', '.xlf')
    """
    other = _NAMESAKES.get(format_, format_)
    return next(suffix for suffix, named in _SUFFIXES.items() if named == other)


def alignment_format(path: Path | None, name: str | None) -> str:
    """The format for an alignment: the one that is named, or that the file's suffix stands for, or TSV.

    Raises `UnknownFormat` that says which there are.

    >>> alignment_format(Path("book.TMX"), None)
    'tmx'
    >>> alignment_format(Path("book.doc"), None)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    bitext.errors.UnknownFormat: 'book.doc' has no known suffix; use .tmx, .xlf, ... .json or .csv.
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


def bitext_files(edition: Edition, format_: str, path: Path, qualities: Sequence[Quality] = ()) -> Mapping[Path, bytes]:
    """An edition of aligned texts as the files that the format makes of it at `path`."""
    if format_ == "json":
        return {path: written(edition, format_, qualities)}
    made = ALIGNMENT_FORMATS[format_](edition, ExportOptions(), path.name)
    return {path.parent / name: data for name, data in made.items()}


def written(edition: Edition, format_: str, qualities: Sequence[Quality] = ()) -> bytes:
    """An edition of aligned texts in one of the formats; JSON tells what was found of the alignments.

    Raises `BadConfiguration` at a format of several files.
    """
    if format_ == "json":
        return beads_json(edition, ExportOptions(), qualities)
    made = ALIGNMENT_FORMATS[format_](edition, ExportOptions(), f"{edition.metadata.name}{suffix_of(format_)}")
    if len(made) > 1:
        raise BadConfiguration(f"{format_} is {len(made)} files ({', '.join(made)}); name the first with -o.")
    return next(iter(made.values()))


def listing() -> bytes:
    """All formats, for reading."""
    suffixes = ((name, [suffix for suffix, format_ in _SUFFIXES.items() if format_ == name]) for name in _NAMES)
    lines = [
        "Read:",
        f"  {', '.join(READERS)}",
        "Written:",
        *(f"  {name:9} {' '.join(ends)}" for name, ends in suffixes),
    ]
    return "".join(f"{line}\n" for line in lines).encode()

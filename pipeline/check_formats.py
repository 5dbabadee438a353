"""The forms that a report on a translation can have, by name and by a file's suffix."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from bitext.errors import UnknownFormat
from pipeline.check import Report
from pipeline.check_page import report_page
from pipeline.check_sarif import report_sarif
from pipeline.check_table import report_tsv, report_xlsx
from pipeline.check_text import report_json, report_text

CHECK_FORMATS: Final[Mapping[str, Callable[[Report], bytes]]] = {
    "text": report_text,
    "json": report_json,
    "tsv": report_tsv,
    "html": report_page,
    "xlsx": report_xlsx,
    "sarif": report_sarif,
}
_SUFFIXES: Final = {
    ".txt": "text",
    ".json": "json",
    ".tsv": "tsv",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".sarif": "sarif",
}


def check_format(path: Path | None, name: str | None) -> str:
    """The format that is named, or that the file's suffix stands for, or text.

    Raises `UnknownFormat` that says which there are.

    >>> check_format(Path("found.SARIF"), None), check_format(None, None)
    ('sarif', 'text')
    """
    if name is not None and name not in CHECK_FORMATS:
        raise UnknownFormat(f"There is no format {name!r}; it can be {', '.join(CHECK_FORMATS)}.")
    if name is not None or path is None:
        return name or "text"
    if path.suffix.lower() not in _SUFFIXES:
        raise UnknownFormat(f"{path.name!r} has no known suffix; use {', '.join(_SUFFIXES)}, or --format.")
    return _SUFFIXES[path.suffix.lower()]

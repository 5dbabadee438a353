"""Glossary files of every kind: which is told by their content, and what a name asks for when they are written."""

from collections.abc import Callable, Mapping
from typing import Final

from bitext.terms import Termbase
from glossary.csv import read_csv, write_csv
from glossary.tbx import is_tbx, read_tbx, write_tbx

WRITERS: Final[Mapping[str, Callable[[Termbase], bytes]]] = {".csv": write_csv, ".tbx": write_tbx}
"""By the suffix of the file."""


def read_glossary(data: bytes, *, name: str) -> Termbase:
    """The concepts of a glossary: TBX, or a table (CSV, TSV).

    Raises `BadTermbase` that tells what is wrong and where, and what `read_csv` raises.

    >>> [term.text for term in read_glossary("烟囱,chimney".encode(), name="terms.csv").concepts[0].terms]
    ['烟囱', 'chimney']
    """
    return read_tbx(data, name=name) if is_tbx(data) else read_csv(data, name=name)

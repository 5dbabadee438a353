"""Glossary files of every kind: which is told by their content, and what a name asks for when they are written."""

from collections.abc import Callable, Mapping
from typing import Final

from bitext.terms import Termbase
from glossary.csv import read_csv, write_csv
from glossary.omegat import write_omegat
from glossary.tbx import is_xml, read_xml, write_tbx
from glossary.tmx import write_tmx
from glossary.utx import is_utx, read_utx

WRITERS: Final[Mapping[str, Callable[[Termbase], bytes]]] = {
    ".csv": write_csv,
    ".tbx": write_tbx,
    ".tmx": write_tmx,
    ".tsv": write_omegat,
}
"""By the suffix of the file."""


def read_glossary(data: bytes, *, name: str) -> Termbase:
    """The concepts of a glossary: TBX, TMX, UTX, or a table (CSV, TSV).

    Raises `BadTermbase` that tells what is wrong and where, and what `read_csv` raises.

    >>> [term.text for term in read_glossary("烟囱,chimney".encode(), name="terms.csv").concepts[0].terms]
    ['烟囱', 'chimney']
    """
    if is_xml(data):
        return read_xml(data, name=name)
    return read_utx(data, name=name) if is_utx(data) else read_csv(data, name=name)

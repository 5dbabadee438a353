"""An edition in, bytes out: one pure function for each format."""

from collections.abc import Callable, Mapping
from typing import Final

from bitext.editions import Edition
from output.epub.export import to_epub
from output.html import to_html
from output.jsonl import to_jsonl
from output.options import ExportOptions
from output.tei import to_tei
from output.tmx import to_tmx
from output.tsv import to_tsv
from output.xliff import to_xliff, to_xliff12

Exporter = Callable[[Edition, ExportOptions], bytes]

EXPORTERS: Final[Mapping[str, Exporter]] = {
    "tei": to_tei,
    "epub": to_epub,
    "html": to_html,
    "tmx": to_tmx,
    "xliff": to_xliff,
    "xliff12": to_xliff12,
    "tsv": to_tsv,
    "jsonl": to_jsonl,
}

SUFFIXES: Final[Mapping[str, str]] = {
    ".tmx": "tmx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".xml": "tei",
    ".epub": "epub",
    ".html": "html",
}
"""The format that a file's suffix stands for."""

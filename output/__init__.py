"""An edition in, bytes out: one pure function for each format."""

from collections.abc import Callable, Mapping
from typing import Final

from bitext.editions import Edition
from output.epub.export import to_epub
from output.html import to_html
from output.intertext import intertext_files, xces_files
from output.jsonl import to_jsonl
from output.options import ExportOptions
from output.parquet import to_parquet
from output.spreadsheet import to_csv, to_xlsx
from output.tei import tei_files, to_tei
from output.tmx import to_tmx
from output.tsv import to_tsv
from output.xliff import to_xliff, to_xliff12

Files = Mapping[str, bytes]
"""Files that go together, by their names."""

Exporter = Callable[[Edition, ExportOptions], bytes]

EXPORTERS: Final[Mapping[str, Exporter]] = {
    "tei": to_tei,
    "epub": to_epub,
    "html": to_html,
    "tmx": to_tmx,
    "xliff": to_xliff,
    "xliff12": to_xliff12,
    "tsv": to_tsv,
    "xlsx": to_xlsx,
    "jsonl": to_jsonl,
    "parquet": to_parquet,
}

BITEXT_EXPORTERS: Final[Mapping[str, Exporter]] = {**EXPORTERS, "csv": to_csv}
"""With what a bitext alone can be written as; of an edition `csv` is its glossary."""

SEVERAL: Final[Mapping[str, Callable[[Edition, ExportOptions, str], Files]]] = {
    "tei": tei_files,
    "intertext": intertext_files,
    "xces": xces_files,
}
"""The formats that are, or can be, several files: their names are made from the one given."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".tmx": "tmx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".xml": "tei",
    ".epub": "epub",
    ".html": "html",
}
"""The format that a file's suffix stands for."""

"""The choices that a conversion of the script made, as a file."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final

from bitext.errors import UnknownFormat
from pipeline.scripts import Placed

_COLUMNS: Final = ("file", "place", "character", "source", "chosen", "alternatives", "reason", "evidence", "context")


def audit_of(choices: Sequence[Placed], path: Path) -> bytes:
    """All choices as TSV or JSON, by the suffix of the file.  Raises `UnknownFormat` at another."""
    match path.suffix.lower():
        case ".json":
            records = [dict(zip(_COLUMNS, row, strict=True)) for row in _rows(choices)]
            return f"{json.dumps(records, ensure_ascii=False, indent=1)}\n".encode()
        case ".tsv":
            file = io.StringIO()
            writer = csv.writer(file, dialect="excel-tab", lineterminator="\n")
            writer.writerows([_COLUMNS, *_rows(choices)])
            return file.getvalue().encode()
        case _:
            raise UnknownFormat(f"{path.name!r} has no suffix that an audit can have; use .tsv or .json.")


def _rows(choices: Sequence[Placed]) -> Iterator[tuple[str | int, ...]]:
    for placed in choices:
        choice = placed.choice
        yield (
            PurePath(placed.document).name,
            placed.block,
            choice.span.start + 1,
            choice.source,
            choice.chosen,
            " ".join(choice.alternatives),
            choice.reason.value,
            choice.evidence,
            choice.context,
        )

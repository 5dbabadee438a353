"""Parquet files with the columns that we write."""

from io import BytesIO
from typing import Final

from bitext.errors import MissingDependency, UnreadableInput
from sources.alignments.contract import GivenAlignment
from sources.alignments.units import from_table
from sources.contract import Declined
from sources.tables import table_from

PARQUET: Final = b"PAR1"
"""With what a Parquet file begins."""


def from_parquet(data: bytes, *, name: str) -> GivenAlignment:
    """The rows of a file whose columns are those of our tables.

    Raises `MissingDependency` where pyarrow is not installed, and `UnreadableInput` where the columns are others or the
    file is damaged.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise MissingDependency(
            f"{name} is Parquet, and reading it needs pyarrow; install it with: pip install 'duizhao[parquet]'."
        ) from error
    try:
        found = parquet.read_table(BytesIO(data))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableInput(f"{name} is damaged: {str(error).partition(chr(10))[0].rstrip('.')}.") from error
    head = [str(column) for column in found.column_names]
    rows = [head, *([_cell(row[column]) for column in head] for row in found.to_pylist())]
    given = from_table(table_from(list(enumerate(rows, 1))), name=name)
    if isinstance(given, Declined):
        raise UnreadableInput(f"{name} holds no alignment: {given.reason}.")
    return given


def _cell(value: object) -> str:
    """A value as our tables have it: ids with blanks between them, characters that end a field with a backslash."""
    match value:
        case None:
            return ""
        case list():
            return " ".join(map(str, value))
        case _:
            return str(value).replace("\\", "\\\\")

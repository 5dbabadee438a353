"""Character tables made by `python -m lang.tables.make` from OpenCC, Unicode and a hand list; see the files' heads."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, str], ...]:
    """The rows of a table: two columns, comments left out."""
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    pairs = (line.partition("\t") for line in text.split("\n") if line and not line.startswith("# "))
    return tuple((first, second) for first, _, second in pairs)

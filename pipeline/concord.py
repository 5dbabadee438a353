"""A concordance of files: what is found, as text with the word in the middle, CSV, TSV or JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import combining, east_asian_width

from bitext.errors import UnknownFormat
from glossary.cells import neutralised
from glossary.checks.contract import Side
from glossary.concordance import Count, Hit, Order, Query, concordance, counts
from pipeline.bitexts import Told, read_bitexts
from pipeline.progress import Progress, silent
from pipeline.terms import table

WIDTH: Final = 30
"""Columns of context on either side, as wide as two of them and a word fit into a common terminal."""


SIDES: Final = (*Side, "both")
"""Where a word is looked for."""

ORDERS: Final = tuple(Order)
"""In which order hits are told: as in the text, or by what stands to the left, in the middle or to the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What the user looks for, where, and how it is to be shown; `side` is one of `SIDES`, `order` of `ORDERS`."""

    text: str
    is_regex: bool = False
    is_exact: bool = False
    side: str = "both"
    order: str = Order.TEXT
    width: int = WIDTH

    @property
    def query(self) -> Query:
        """The query; raises `BadConfiguration` where there is nothing to look for."""
        return Query(text=self.text, is_regex=self.is_regex, is_exact=self.is_exact)

    @property
    def sides(self) -> tuple[Side, ...]:
        return tuple(Side) if self.side == "both" else (Side(self.side),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """What was looked for, what was found, and the hits of each document."""

    search: Search
    hits: tuple[Hit, ...]
    counts: tuple[Count, ...]


def concord_files(search: Search, paths: Sequence[Path], told: Told, *, progress: Progress = silent) -> Concordance:
    """The concordance of alignments and editions, in the order of the files.

    Raises `BadConfiguration` where there is nothing to look for, and what `read_bitexts` raises.
    """
    query = search.query  # told before anything is read
    bitexts = [bitext for path in paths for bitext in read_bitexts([path], told, progress=progress).bitexts]
    hits = concordance(bitexts, query, sides=search.sides, order=Order(search.order))
    return Concordance(search=search, hits=hits, counts=counts(bitexts, hits, sides=search.sides))


def concordance_text(found: Concordance) -> bytes:
    """For reading: the word in the middle, and under it the other side of its bead."""
    lines = [line for hit in found.hits for line in _lines(hit, found.search.width)]
    return "".join(f"{line}\n" for line in (*lines, *counts_lines(found))).encode()


def _lines(hit: Hit, width: int) -> Iterator[str]:
    before, after = _last(hit.before, width), _first(hit.after, width)
    doubt = " (?)" if hit.is_doubtful else ""
    yield f"{' ' * (width - columns(before))}{before}[{hit.spot.text}]{after}{doubt}"
    yield f"{' ' * width} {hit.other or '-'}"
    yield f"{' ' * width} {hit.bitext.name}, {_place(hit)}"
    yield ""


def _place(hit: Hit) -> str:
    line = f"line {hit.couple.line}, " if hit.couple.line else ""
    return f"{line}bead {hit.couple.id}, {hit.spot.sentence}"


def columns(text: str) -> int:
    """How many places of a terminal a text takes; a Chinese character takes two.

    >>> columns("烟囱!"), columns("e\u0301")
    (5, 1)
    """
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _first(text: str, width: int) -> str:
    """As much of the beginning as `width` columns take."""
    text = text.replace("\n", " ").rstrip()
    while columns(text) > width:
        text = text[: max(len(text) - max(1, (columns(text) - width) // 2), 0)]
    return text


def _last(text: str, width: int) -> str:
    return _first(text.replace("\n", " ").lstrip()[::-1], width)[::-1] if text else ""


def counts_lines(found: Concordance) -> Iterator[str]:
    """A table of the documents with their hits."""
    total = sum(count.hits for count in found.counts)
    yield f"{total} {'hit' if total == 1 else 'hits'}"
    rows = [["file", "document", "language", "hits", "beads", "sentences"]]
    rows += [[c.name, c.document, c.language, str(c.hits), str(c.beads), str(c.sentences)] for c in found.counts]
    yield from table(rows)


def counts_text(found: Concordance) -> bytes:
    """Only how many there are in each document."""
    return "".join(f"{line}\n" for line in counts_lines(found)).encode()


_HEADER: Final = (
    "file",
    "document",
    "bead",
    "line",
    "side",
    "language",
    "segment",
    "start",
    "end",
    "left",
    "match",
    "right",
    "other",
    "doubtful",
)
_COUNTS: Final = ("file", "document", "language", "hits", "beads", "sentences")


def _rows(found: Concordance) -> Iterator[Sequence[str]]:
    yield _HEADER
    for hit in found.hits:
        span = hit.spot.span
        yield (
            hit.bitext.name,
            hit.document,
            hit.couple.id,
            str(hit.couple.line or ""),
            hit.side.value,
            hit.bitext.language(hit.side),
            hit.spot.sentence,
            str(span.start),
            str(span.end),
            hit.before,
            hit.spot.text,
            hit.after,
            hit.other,
            "yes" if hit.is_doubtful else "",
        )


def _count_rows(found: Concordance) -> Iterator[Sequence[str]]:
    yield _COUNTS
    for count in found.counts:
        yield count.name, count.document, count.language, str(count.hits), str(count.beads), str(count.sentences)


def _csv(rows: Iterator[Sequence[str]]) -> bytes:
    """With the mark that spreadsheets want, and no cell a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([neutralised(cell) for cell in cells] for cells in rows)
    return out.getvalue().encode("utf-8-sig")


def _tsv(rows: Iterator[Sequence[str]]) -> bytes:
    return "".join("\t".join(" ".join(cell.split()) for cell in cells) + "\n" for cells in rows).encode()


def concordance_json(found: Concordance) -> bytes:
    """For programs; `start` and `end` are code points of the segment."""
    answer = {
        "schema": 1,
        "query": {
            "text": found.search.text,
            "regex": found.search.is_regex,
            "exact": found.search.is_exact,
            "side": found.search.side,
        },
        "documents": [_count_json(count) for count in found.counts],
        "hits": [_hit_json(hit) for hit in found.hits],
    }
    return f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n".encode()


def _count_json(count: Count) -> Mapping[str, object]:
    return {
        "file": count.name,
        "document": count.document,
        "language": count.language,
        "hits": count.hits,
        "beads": count.beads,
        "sentences": count.sentences,
    }


def _hit_json(hit: Hit) -> Mapping[str, object]:
    return {
        "file": hit.bitext.name,
        "document": hit.document,
        "bead": hit.couple.id,
        "line": hit.couple.line,
        "side": hit.side.value,
        "language": hit.bitext.language(hit.side),
        "segment": hit.spot.sentence,
        "start": hit.spot.span.start,
        "end": hit.spot.span.end,
        "left": hit.before,
        "match": hit.spot.text,
        "right": hit.after,
        "other": hit.other,
        "doubtful": hit.is_doubtful,
    }


_FORMATS: Final[Mapping[str, Callable[[Concordance], bytes]]] = {
    "text": concordance_text,
    "csv": lambda found: _csv(_rows(found)),
    "tsv": lambda found: _tsv(_rows(found)),
    "json": concordance_json,
}
_COUNT_FORMATS: Final[Mapping[str, Callable[[Concordance], bytes]]] = {
    "text": counts_text,
    "csv": lambda found: _csv(_count_rows(found)),
    "tsv": lambda found: _tsv(_count_rows(found)),
    "json": concordance_json,
}
_SUFFIXES: Final = {".txt": "text", ".csv": "csv", ".tsv": "tsv", ".json": "json"}


def concordance_format(path: Path | None, name: str | None) -> str:
    """The format that is named, or that the file's suffix stands for, or text.

    Raises `UnknownFormat` that says which there are.

    >>> concordance_format(Path("found.CSV"), None), concordance_format(None, None)
    ('csv', 'text')
    """
    if name is not None and name not in _FORMATS:
        raise UnknownFormat(f"There is no format {name!r}; it can be text, csv, tsv or json.")
    if name is not None or path is None:
        return name or "text"
    if path.suffix.lower() not in _SUFFIXES:
        raise UnknownFormat(f"{path.name!r} has no known suffix; use .txt, .csv, .tsv or .json, or --format.")
    return _SUFFIXES[path.suffix.lower()]


def concordance_as(format_: str, found: Concordance, *, only_counts: bool = False) -> bytes:
    """The concordance, or only the hits of each document, in a format of `concordance_format`."""
    return (_COUNT_FORMATS if only_counts else _FORMATS)[format_](found)

"""How long a large bilingual EPUB takes, and how much memory: `python benchmarks/epub.py [--all] [--json]`.

With `--all` every layout is made, by paragraph and by sentence, each in a process of its own; the exit code is 1 where
one takes longer or more memory than `MOST_SECONDS` and `MOST_MB`, or has a page that is larger than `LARGEST_PAGE`.

The edition is made up: chapters of the same length, a paragraph of one to three sentences to a pair, a term base with
its occurrences, a note in each chapter.  Making the edition is not timed, but its memory is in the peak.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from large import large_edition

from output.epub import to_epub
from output.epub.plan import LARGEST_FILE, Layout, Unit
from output.options import ExportOptions

MOST_SECONDS: Final = 10.0
MOST_MB: Final = 300.0
LARGEST_PAGE: Final = LARGEST_FILE + LARGEST_FILE // 5
"""Bytes: pages are cut by an estimate of their size, and old readers refuse those above 300 KB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was made, in how long, with how much memory at most."""

    layout: str
    by: str
    pairs: int
    chapters: int
    pages: int
    largest_page: int  # bytes
    megabytes: float
    seconds: float
    peak_mb: float

    @property
    def is_within(self) -> bool:
        """Whether it is as quick and small as it should be."""
        return self.seconds <= MOST_SECONDS and self.peak_mb <= MOST_MB and self.largest_page <= LARGEST_PAGE


def main() -> None:
    """Print one line, or JSON."""
    parser = argparse.ArgumentParser(description="Time and memory of a large EPUB.")
    parser.add_argument("--pairs", type=int, default=40_000, help="paragraph pairs in all (default: %(default)s)")
    parser.add_argument("--chapters", type=int, default=100, help="chapters (default: %(default)s)")
    parser.add_argument("--all", action="store_true", help="every layout, by paragraph and by sentence")
    parser.add_argument("--layout", default="interleaved", help=", ".join(Layout))
    parser.add_argument("--by", default="paragraph", help="paragraph or sentence")
    parser.add_argument("--out", help="keep the book here")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    kinds = [(layout, by) for layout in Layout for by in Unit] if options.all else []
    results = [_apart(layout, by, options.pairs, options.chapters) for layout, by in kinds] or [_measured(options)]
    print(json.dumps([asdict(one) for one in results]) if options.json else "\n".join(map(_line, results)))
    if options.all and not all(one.is_within for one in results):
        sys.exit(1)


def _apart(layout: str, by: str, pairs: int, chapters: int) -> Result:
    """What a process of its own measures: the peak of memory is that of one book alone."""
    numbers = ["--pairs", str(pairs), "--chapters", str(chapters)]
    command = [sys.executable, __file__, "--json", "--layout", layout, "--by", by, *numbers]
    (answer,) = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603 - ourselves
    return Result(**answer)


def _measured(options: argparse.Namespace) -> Result:
    edition = large_edition(options.chapters, options.pairs // options.chapters)
    start = time.perf_counter()
    data = to_epub(edition, ExportOptions(layout=options.layout, by=options.by))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if options.out:
        with open(options.out, "wb") as file:  # noqa: PTH123 - a benchmark, not the pipeline
            file.write(data)
    with ZipFile(BytesIO(data)) as archive:
        sizes = [info.file_size for info in archive.infolist() if info.filename.startswith("EPUB/text/")]
    return Result(
        layout=options.layout,
        by=options.by,
        pairs=options.pairs,
        chapters=options.chapters,
        pages=len(sizes),
        largest_page=max(sizes),
        megabytes=round(len(data) / 1e6, 2),
        seconds=round(seconds, 2),
        peak_mb=round(peak, 1),
    )


def _line(result: Result) -> str:
    book = f"{result.layout} by {result.by}: {result.pairs} pairs in {result.chapters} chapters, {result.megabytes} MB"
    pages = f"{result.pages} pages, the largest {result.largest_page / 1000:.0f} KB"
    limit = "" if result.is_within else " (over the limit)"
    return f"{book}, {pages}: {result.seconds} s, peak {result.peak_mb} MB{limit}"


if __name__ == "__main__":
    main()

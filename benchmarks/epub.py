"""How long a large bilingual EPUB takes, and how much memory: `python benchmarks/epub.py [--json]`.

The edition is made up: chapters of the same length, a paragraph of one to three sentences to a pair, a term base with
its occurrences, a note in each chapter.  Making the edition is not timed, but its memory is in the peak.
"""

import argparse
import json
import resource
import time
from dataclasses import asdict, dataclass

from large import large_edition

from output.epub import to_epub
from output.options import ExportOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was made, in how long, with how much memory at most."""

    pairs: int
    chapters: int
    megabytes: float
    seconds: float
    peak_mb: float


def main() -> None:
    """Print one line, or JSON."""
    parser = argparse.ArgumentParser(description="Time and memory of a large EPUB.")
    parser.add_argument("--pairs", type=int, default=40_000, help="paragraph pairs in all (default: %(default)s)")
    parser.add_argument("--chapters", type=int, default=100, help="chapters (default: %(default)s)")
    parser.add_argument("--layout", default="interleaved", help="interleaved, facing, source or target")
    parser.add_argument("--by", default="paragraph", help="paragraph or sentence")
    parser.add_argument("--out", help="keep the book here")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    edition = large_edition(options.chapters, options.pairs // options.chapters)
    start = time.perf_counter()
    data = to_epub(edition, ExportOptions(layout=options.layout, by=options.by))
    seconds = time.perf_counter() - start
    if options.out:
        with open(options.out, "wb") as file:  # noqa: PTH123 - a benchmark, not the pipeline
            file.write(data)
    result = Result(
        pairs=options.pairs,
        chapters=options.chapters,
        megabytes=round(len(data) / 1e6, 2),
        seconds=round(seconds, 2),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    )
    print(json.dumps(asdict(result)) if options.json else _line(result))


def _line(result: Result) -> str:
    book = f"{result.pairs} pairs in {result.chapters} chapters, {result.megabytes} MB"
    return f"{book}: {result.seconds} s, peak {result.peak_mb} MB"


if __name__ == "__main__":
    main()

"""What each format costs for a large bitext: `python benchmarks/export.py [--beads 100000] [--format tei …] [--json]`.

The edition is made up (see large.py): a heading, a note and terms in each chapter, and beads of one sentence each.
Every format is written in a process of its own.  Making the edition is not timed, but its memory is in the peak; the
file is written to a temporary folder, as the command writes it.
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from align import peak_mb
from large import large_edition

from pipeline.files import write_all
from pipeline.formats import ALIGNMENT_FORMATS, bitext_files, suffix_of

BEADS = 100_000
_IN_CHAPTER = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one format cost."""

    format: str
    beads: int
    megabytes: float
    seconds: float
    peak_mb: int
    edition_mb: int  # of the peak: what the edition needs, whatever is made of it


def measured(format_: str, beads: int) -> Cost:
    """The cost of writing so many beads in the format."""
    edition = large_edition(max(1, beads // _IN_CHAPTER), min(beads, _IN_CHAPTER), sentences=(1, 1))
    before = peak_mb()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"large{suffix_of(format_)}"
        start = time.perf_counter()
        write_all(bitext_files(edition, format_, place))
        seconds = time.perf_counter() - start
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    (alignment,) = edition.alignments
    return Cost(
        format=format_,
        beads=len(alignment.beads),
        megabytes=round(size / 1e6, 1),
        seconds=round(seconds, 1),
        peak_mb=peak_mb(),
        edition_mb=before,
    )


def main() -> None:
    """Print a line for each format, or JSON."""
    parser = argparse.ArgumentParser(description="Time and memory of large exports.")
    parser.add_argument("--beads", type=int, default=BEADS, help="(default: %(default)s)")
    parser.add_argument("--format", action="append", choices=ALIGNMENT_FORMATS, help="one or more; all if left out")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    fresh = multiprocessing.get_context("spawn")
    for format_ in options.format or ALIGNMENT_FORMATS:
        with fresh.Pool(1) as pool:
            cost = pool.apply(measured, (format_, options.beads))
        print(json.dumps(asdict(cost)) if options.json else _line(cost), flush=True)


def _line(cost: Cost) -> str:
    what = f"{cost.format:8} {cost.beads} beads, {cost.megabytes} MB"
    return f"{what}: {cost.seconds} s, peak {cost.peak_mb} MB, of which the edition {cost.edition_mb} MB"


if __name__ == "__main__":
    main()

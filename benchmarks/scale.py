"""How time and memory grow: `python benchmarks/scale.py --corpora DIR --sizes 1000 3000 10000 [--json]`.

A long text is made of sections of gold bitexts of one pair of languages, in an order drawn by lot in which all corpora
have their share throughout, so that a long text differs from a short one in nothing but its length.  When all sections
are used up they come again in another order, and each sentence without one of its words, drawn by lot: what is repeated
is alike, as in a book, but not the same.  Each size runs in a process of its own.  CPU seconds are of one thread and
hold all that is done with the sentences; peak memory is the process's.  The exponent is the slope of log seconds over
log sentences: 1 where time grows with the length.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import log
from pathlib import Path
from statistics import linear_regression

from align import linked, peak_mb, positive
from corpora import GoldPair, flipped, joined, read_corpus, sections

from aligner.encoders import encoder_named
from aligner.evaluation import compare, merged_by_unit
from aligner.sentences import Scorer

NAMES = ("mac-dev", "bible-en-zh")
SIZES = (1000, 3000, 10_000, 30_000, 100_000)
BEADS = 50
"""Of a section."""

# A word, or one Han character, with the space after it.
_WORD = re.compile(r"[\u2e80-\u9fff]|[^\W\u2e80-\u9fff]+\s?")


@dataclass(frozen=True, slots=True)
class Run:
    """One size: sentences of the source and the target, what they cost, and how well they were aligned."""

    size: int
    source: int
    target: int
    cpu_seconds: float
    peak_mb: int
    strict_f1: float

    @property
    def milliseconds_per_sentence(self) -> float:
        """CPU time for each sentence of either side."""
        return 1000 * self.cpu_seconds / (self.source + self.target)


def long_pair(pairs: Sequence[GoldPair], size: int) -> GoldPair:
    """A bitext of at least `size` sentences on both sides, of sections of the pairs.

    Raises `ValueError` where they are not in the same two languages, or have no text.
    """
    parts: list[GoldPair] = []
    source = target = 0
    for part in _endless([sections(pair, BEADS) for pair in _one_way(pairs)]):
        if min(source, target) >= size and parts:
            break
        parts.append(part)
        source, target = source + len(part.source), target + len(part.target)
    return joined("scale", parts)


def _one_way(pairs: Sequence[GoldPair]) -> list[GoldPair]:
    """All in the direction of the first; what has text on one side only is left out."""
    kept = [pair for pair in pairs if pair.source and pair.target]
    if not kept:
        raise ValueError("There is no text to make longer texts of.")
    first = kept[0].source_language
    return [pair if pair.source_language == first else flipped(pair) for pair in kept]


def _endless(documents: Sequence[Sequence[GoldPair]]) -> Iterator[GoldPair]:
    """The sections of all documents, again and again, in another order each time and after the first time worn."""
    number = 0
    while True:
        chance = random.Random(number)  # noqa: S311 - the same text every time
        for section in _mixed(documents, chance):
            yield _worn_pair(section, chance) if number else section
        number += 1


def _mixed(documents: Sequence[Sequence[GoldPair]], chance: random.Random) -> list[GoldPair]:
    """All sections in random order, those of each document spread evenly over the whole."""
    placed = [
        ((position + chance.random()) / len(parts), section)
        for parts in documents
        for position, section in enumerate(chance.sample(parts, len(parts)))
    ]
    return [section for _, section in sorted(placed, key=lambda item: item[0])]


def _worn_pair(pair: GoldPair, chance: random.Random) -> GoldPair:
    source, target = (tuple(worn(text, chance) for text in side) for side in (pair.source, pair.target))
    return replace(pair, source=source, target=target)


def worn(text: str, chance: random.Random) -> str:
    """The text without one of its words, or of its Han characters; never without its last.

    >>> worn("池水很静。", random.Random(1)), worn("The pond is still.", random.Random(1))
    ('池很静。', 'The is still.')
    >>> worn("No.", random.Random(1))
    'No.'
    """
    found = list(_WORD.finditer(text))
    if len(found) < 2:
        return text
    start, end = chance.choice(found).span()
    return text[:start] + text[end:]


def measured(pair: GoldPair, size: int, encoder: str) -> Run:
    """Align a long text in this process."""
    scorer = Scorer.of(encoder_named(encoder, threads=1))
    warm = replace(pair, source=pair.source[:4], target=pair.target[:4])
    linked(warm, scorer)
    start = time.process_time()
    links = linked(pair, Scorer.of(scorer.encoder))
    seconds = time.process_time() - start
    found = merged_by_unit([(link.source, link.target) for link in links], pair.source_units, pair.target_units)
    f1 = compare(pair.gold, found).strict.f1
    return Run(size, len(pair.source), len(pair.target), round(seconds, 2), peak_mb(), round(f1, 4))


def exponent(runs: Sequence[Run]) -> float:
    """The slope of log seconds over log sentences, by least squares.

    >>> exponent([Run(n, n, n, n**1.5, 1, 1.0) for n in (10, 100, 1000)])
    1.5
    """
    lengths = [log(run.source + run.target) for run in runs]
    costs = [log(run.cpu_seconds) for run in runs]
    return round(linear_regression(lengths, costs).slope, 4)


def growth(runs: Sequence[Run]) -> float:
    """CPU time per sentence of the longest text for one of the shortest."""
    return runs[-1].milliseconds_per_sentence / runs[0].milliseconds_per_sentence


def runs_of(sizes: Iterable[int], corpora: Path, names: Sequence[str] = NAMES, encoder: str = "use") -> list[Run]:
    """A run of each size, the smallest first, each by this script in another process."""
    command = [sys.executable, __file__, "--corpora", str(corpora), "--names", *names, "--encoder", encoder]
    answers = [
        subprocess.run([*command, "--one", str(size)], check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for size in sorted(set(sizes))
    ]
    return [Run(**json.loads(answer.stdout)) for answer in answers]


def print_table(runs: Sequence[Run]) -> None:
    """The figures for the eye."""
    print(f"{'source':>8} {'target':>8} {'CPU s':>9} {'ms/sentence':>12} {'peak MB':>8} {'strict F1':>10}")
    for run in runs:
        print(
            f"{run.source:8} {run.target:8} {run.cpu_seconds:9.2f} {run.milliseconds_per_sentence:12.3f}"
            f" {run.peak_mb:8} {run.strict_f1:10.4f}"
        )
    if len(runs) > 1:
        print(f"exponent {exponent(runs):.3f}; per sentence the longest takes {growth(runs):.2f} times the shortest")


def as_json(runs: Sequence[Run]) -> dict[str, object]:
    """The figures of every size, and the growth where there are two."""
    table = [{**asdict(run), "ms_per_sentence": round(run.milliseconds_per_sentence, 4)} for run in runs]
    grown = {"exponent": exponent(runs), "growth": round(growth(runs), 4)} if len(runs) > 1 else {}
    return {"runs": table, **grown}


def main() -> None:
    """Run every size, the shortest first, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--names", nargs="+", default=NAMES, help="folders there, of two languages")
    parser.add_argument("--sizes", type=positive, nargs="+", default=SIZES, help="sentences a side (%(default)s)")
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--one", type=positive, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.one is not None:
        pairs = [pair for name in options.names for pair in read_corpus(options.corpora / name)]
        print(json.dumps(asdict(measured(long_pair(pairs, options.one), options.one, options.encoder))))
        return
    runs = runs_of(options.sizes, options.corpora, options.names, options.encoder)
    if options.json:
        json.dump(as_json(runs), sys.stdout, indent=1)
        print()
    else:
        print_table(runs)


if __name__ == "__main__":
    main()

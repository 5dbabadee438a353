"""The quality gate: `python benchmarks/gate.py --corpora ../shared/corpora [--update [--allow-regression]]`.

Scores the aligner on each corpus of `floors.json` and fails where a figure is below its floor.  A floor holds for the
corpus with the digest that stands beside it; another corpus under the same name is an error, not a pass.  `--update`
pins what was reached, and refuses to lower a floor unless told to.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from align import Result, held_out, scored, total
from corpora import digest, read_corpus

from aligner.encoders import encoder_named
from aligner.sentences import Scorer

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.001
"""What sums of floats in another order may change: one bead in a thousand on the border of two decisions."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least strict and lax F1 of a corpus: of weights that have not seen it, where the package's have."""

    digest: str
    strict: float
    lax: float
    cross_validated: bool


def failures(floors: Mapping[str, Floor], reached: Mapping[str, Floor]) -> list[str]:
    """What is wrong, a sentence each.

    >>> floor = Floor("ab", strict=0.9, lax=0.99, cross_validated=True)
    >>> failures({"mac": floor}, {"mac": Floor("ab", strict=0.89, lax=0.991, cross_validated=True)})
    ['mac: strict F1 0.8900 is below its floor of 0.9000.']
    """
    wrong = []
    for name, floor in floors.items():
        found = reached[name]
        if found.digest != floor.digest:
            wrong.append(f"{name}: the corpus has the digest {found.digest}, but its floor is of {floor.digest}.")
        wrong += [
            f"{name}: {kind} F1 {value:.4f} is below its floor of {least:.4f}."
            for kind, value, least in (("strict", found.strict, floor.strict), ("lax", found.lax, floor.lax))
            if value < least - SLACK
        ]
    return wrong


def measure(folder: Path, *, cross_validated: bool) -> tuple[Floor, list[Result]]:
    """What the aligner reaches on a corpus now."""
    scorer = Scorer.of(encoder_named("use", threads=1))
    held = held_out() if cross_validated else lambda _name: scorer.model
    results = [scored(pair, replace(scorer, model=held(pair.name))) for pair in read_corpus(folder)]
    counts = total(results)
    floor = Floor(digest(folder), round(counts.strict.f1, 4), round(counts.lax.f1, 4), cross_validated)
    return floor, results


def read_floors() -> dict[str, Floor]:
    """The floors that are pinned."""
    return {name: Floor(**floor) for name, floor in json.loads(FLOORS.read_text(encoding="utf-8")).items()}


def main() -> None:
    """Measure, compare, and leave with 1 where something is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    floors = read_floors()
    reached = {
        name: measure(options.corpora / name, cross_validated=floor.cross_validated)[0]
        for name, floor in floors.items()
    }
    for name, found in reached.items():
        kind = "cross-validated" if found.cross_validated else "not trained on"
        print(f"{name:14} strict F1 {found.strict:.4f}   lax F1 {found.lax:.4f}   {kind}")
    wrong = failures(floors, reached)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if options.update and (options.allow_regression or not wrong):
        FLOORS.write_text(json.dumps({n: asdict(f) for n, f in reached.items()}, indent=1) + "\n", encoding="utf-8")
    elif wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

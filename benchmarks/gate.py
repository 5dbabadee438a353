"""The quality gate: `python benchmarks/gate.py --corpora ../shared/corpora [--update [--allow-regression]]`.

Measures the aligner on each corpus of `floors.json` and fails where a figure is worse than its floor.  A floor holds
for the corpus with the digest that stands beside it; another corpus under the same name is an error, not a pass.
`--update` pins what is better than before, and refuses to go on where something is worse unless told to.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from align import unseen
from corpora import digest, read_corpus
from measures import Measures, measured
from omissions import SHARE, Trial, dropping, ours, trials

from aligner.calibration import calibration_error, share_of_wrong_in_least_certain
from aligner.encoders import encoder_named
from aligner.sentences import Scorer

FLOORS = Path(__file__).with_name("floors.json")
SEEDS = range(1, 4)
"""Omissions are planted so often; `benchmarks/omissions.py` does it ten times."""


@dataclass(frozen=True, slots=True)
class Quality:
    """A figure that is watched: what it is called, how much chance may change it, and whether less is better."""

    words: str
    slack: float
    less_is_better: bool = False

    def worse(self, value: float, floor: float) -> bool:
        """Whether the value is worse than its floor by more than sums of floats in another order may change it."""
        return (value - floor if self.less_is_better else floor - value) > self.slack

    def better(self, one: float, other: float) -> float:
        """The better of two values."""
        return min(one, other) if self.less_is_better else max(one, other)


QUALITIES: Final[Mapping[str, Quality]] = {
    "strict": Quality("strict F1", 0.001),  # one bead in a thousand
    "lax": Quality("lax F1", 0.001),
    "null_beads": Quality("strict F1 of null beads", 0.01),  # one in the hundred or so that are planted
    "calibration_error": Quality("calibration error", 0.002, less_is_better=True),
    "wrong_in_least_certain": Quality("share of wrong beads in the least certain tenth", 0.015),  # one of some seventy
}


@dataclass(frozen=True, slots=True)
class Floor:
    """The figures of a corpus by their names: of weights that have not seen it, where the package's have."""

    digest: str
    cross_validated: bool
    figures: Mapping[str, float]


def failures(floors: Mapping[str, Floor], reached: Mapping[str, Floor]) -> list[str]:
    """What is wrong, a sentence each.

    >>> floor = Floor("ab", True, {"strict": 0.9, "calibration_error": 0.02})
    >>> for failure in failures({"mac": floor}, {"mac": Floor("ab", True, {"strict": 0.8, "calibration_error": 0.01})}):
    ...     print(failure)
    mac: strict F1 0.8000 is worse than its floor of 0.9000.
    """
    wrong = []
    for name, floor in floors.items():
        found = reached[name]
        if found.digest != floor.digest:
            wrong.append(f"{name}: the corpus has the digest {found.digest}, but its floor is of {floor.digest}.")
        wrong += [
            f"{name}: {QUALITIES[kind].words} {found.figures[kind]:.4f} is worse than its floor of {least:.4f}."
            for kind, least in floor.figures.items()
            if QUALITIES[kind].worse(found.figures[kind], least)
        ]
    return wrong


def pinned(floor: Floor, found: Floor) -> Floor:
    """The better of the two in each figure, so that what chance may change never adds up.

    Of another corpus under the name, what was found.
    """
    if floor.digest != found.digest:
        return found
    figures = {
        kind: QUALITIES[kind].better(value, floor.figures.get(kind, value)) for kind, value in found.figures.items()
    }
    return replace(found, figures=figures)


def measure(folder: Path, scorer: Scorer, *, cross_validated: bool) -> Floor:
    """What the aligner reaches on a corpus now."""
    pairs = read_corpus(folder)
    model = unseen(folder, scorer, cross_validated=cross_validated)
    planted = sum(trials(pairs, SEEDS, dropping(SHARE), ours(scorer, model)), Trial())
    return Floor(digest(folder), cross_validated, figures_of(measured(pairs, scorer, model), planted))


def figures_of(plain: Measures, planted: Trial) -> dict[str, float]:
    """The figures of a corpus as it is, and with omissions planted."""
    figures = {
        "strict": plain.counts.strict.f1,
        "lax": plain.counts.lax.f1,
        "null_beads": planted.nulls.score.f1,
        "calibration_error": calibration_error(plain.judged),
        "wrong_in_least_certain": share_of_wrong_in_least_certain(plain.judged),
    }
    return {kind: round(value, 4) for kind, value in figures.items()}


def read_floors() -> dict[str, Floor]:
    """The floors that are pinned."""
    return {name: Floor(**floor) for name, floor in json.loads(FLOORS.read_text(encoding="utf-8")).items()}


def print_figures(name: str, found: Floor) -> None:
    """The figures of a corpus for the eye."""
    print(f"{name}, {'cross-validated' if found.cross_validated else 'weights of the package'}")
    for kind, value in found.figures.items():
        print(f"  {value:.4f} {QUALITIES[kind].words}")


def main() -> None:
    """Measure, compare, and leave with 1 where something is worse than its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    floors = read_floors()
    scorer = Scorer.of(encoder_named("use", threads=1))
    reached = {
        name: measure(options.corpora / name, scorer, cross_validated=floor.cross_validated)
        for name, floor in floors.items()
    }
    for name, found in reached.items():
        print_figures(name, found)
    wrong = failures(floors, reached)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if options.update and (options.allow_regression or not wrong):
        kept = reached if options.allow_regression else {n: pinned(floors[n], reached[n]) for n in floors}
        FLOORS.write_text(json.dumps({n: asdict(f) for n, f in kept.items()}, indent=1) + "\n", encoding="utf-8")
    elif wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

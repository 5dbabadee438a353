"""Whether omissions are found: `python benchmarks/omissions.py --corpora DIR --corpus mac-dev [--seeds 10] [--json]`.

Sentences are dropped from either side of a gold bitext by lot, 3 in 100, once with each seed; with `--runs N` instead
whole passages, N in a document.  Scored are null beads by themselves (strict, of all that were found and of all in the
gold), the sentences that lost their counterpart, sentences wrongly left alone, and the beads with text on both sides,
to show what omissions cost elsewhere.  The first row is of the corpus as it is.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from align import ModelFor, aligned, positive, unseen
from corpora import GoldPair, read_corpus
from planting import Dropped, orphans, passages, scattered, without
from recipe import aligned_by_recipe

from aligner.encoders import Encoder, encoder_named
from aligner.evaluation import Counts, Pair, Tally, compare, null_beads
from aligner.sentences import Scorer

SHARE = 0.03
"""Of the sentences of either side: what is dropped."""

Align = Callable[[GoldPair], Sequence[Pair]]
"""What finds the beads of a document, merged by unit where the gold is."""

Drop = Callable[[GoldPair, int], Dropped]
"""What to drop from a document with a seed."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The counts of one or more documents; they are added up before they are divided."""

    nulls: Tally = field(default_factory=Tally)
    orphans: int = 0  # sentences that lost their counterpart
    orphans_alone: int = 0  # those of them that are in null beads
    companions: int = 0  # sentences that have a counterpart
    companions_alone: int = 0
    rest: Counts = field(default_factory=Counts)  # beads with text on both sides

    def __add__(self, other: "Trial") -> "Trial":
        return Trial(
            self.nulls + other.nulls,
            self.orphans + other.orphans,
            self.orphans_alone + other.orphans_alone,
            self.companions + other.companions,
            self.companions_alone + other.companions_alone,
            self.rest + other.rest,
        )

    @property
    def detected(self) -> float:
        """The share of the orphans that were left alone."""
        return _share(self.orphans_alone, self.orphans)

    @property
    def spurious(self) -> float:
        """The share of the sentences with a counterpart that were left alone."""
        return _share(self.companions_alone, self.companions)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def tried(pair: GoldPair, dropped: Dropped, align: Align) -> Trial:
    """What `align` makes of a document of which sentences were dropped."""
    less = without(pair, dropped)
    found = align(less)
    lone, lone_gold = alone(found), alone(less.gold)
    bereft = {(0, number) for number in orphans(pair, dropped).source}
    bereft |= {(1, number) for number in orphans(pair, dropped).target}
    return Trial(
        nulls=null_beads(less.gold, found),
        orphans=len(bereft),
        orphans_alone=len(bereft & lone),
        companions=len(less.source) + len(less.target) - len(lone_gold),
        companions_alone=len(lone - lone_gold),
        rest=compare(two_sided(less.gold), two_sided(found)),
    )


def two_sided(beads: Iterable[Pair]) -> list[Pair]:
    """The beads with text on both sides."""
    return [(source, target) for source, target in beads if source and target]


def alone(beads: Iterable[Pair]) -> frozenset[tuple[int, int]]:
    """The sentences in null beads, as side (0 source, 1 target) and number."""
    return frozenset((side, number) for bead in beads if not all(bead) for side in (0, 1) for number in bead[side])


def trials(pairs: Sequence[GoldPair], seeds: Iterable[int], drop: Drop, align: Align) -> Iterator[Trial]:
    """The trial of all documents with each seed."""
    for seed in seeds:
        yield sum((tried(pair, drop(pair, seed), align) for pair in pairs), Trial())


def untouched(pairs: Sequence[GoldPair], align: Align) -> Trial:
    """The trial of the corpus as it is."""
    return sum((tried(pair, Dropped(), align) for pair in pairs), Trial())


def ours(scorer: Scorer, model: ModelFor) -> Align:
    """Our aligner, with the model that is meant for each document."""
    return lambda pair: aligned(pair, replace(scorer, model=model(pair.name)))


def published(encoder: Encoder) -> Align:
    """The published recipe of `recipe.py`, with its own settings."""
    return lambda pair: aligned_by_recipe(pair, encoder)


def dropping(share: float) -> Drop:
    """A share of the sentences of either side."""
    return lambda pair, seed: scattered(pair, share, seed)


def dropping_passages(runs: int) -> Drop:
    """So many passages of a document."""
    return lambda pair, seed: passages(pair, seed, runs=runs)


def figures(trial: Trial) -> dict[str, float | int]:
    """What is printed of a trial."""
    return {
        "null_beads": trial.nulls.gold,
        "found": trial.nulls.found,
        "precision": round(trial.nulls.score.precision, 4),
        "recall": round(trial.nulls.score.recall, 4),
        "f1": round(trial.nulls.score.f1, 4),
        "orphans": trial.orphans,
        "detected": round(trial.detected, 4),
        "spurious": round(trial.spurious, 4),
        "rest_strict_f1": round(trial.rest.strict.f1, 4),
    }


def print_table(rows: Iterable[tuple[str, Trial]]) -> None:
    """The figures for the eye."""
    print(
        f"{'':12} {'nulls':>6} {'found':>6} {'P':>7} {'R':>7} {'F1':>7}  {'detected':>8} {'spurious':>8} {'rest F1':>8}"
    )
    for name, trial in rows:
        nulls, score = trial.nulls, trial.nulls.score
        detected = f"{trial.detected:8.4f}" if trial.orphans else f"{'':8}"
        print(
            f"{name:12} {nulls.gold:6} {nulls.found:6} {score.precision:7.4f} {score.recall:7.4f} {score.f1:7.4f}"
            f"  {detected} {trial.spurious:8.4f} {trial.rest.strict.f1:8.4f}"
        )


def main() -> None:
    """Drop, align, and print the figures of each seed and of all."""
    options = _options()
    pairs = read_corpus(options.corpora / options.corpus)[: options.documents]
    scorer = Scorer.of(encoder_named(options.encoder, threads=1))
    model = unseen(options.corpora / options.corpus, scorer, cross_validated=options.cross_validated)
    align = published(scorer.encoder) if options.recipe else ours(scorer, model)
    drop = dropping_passages(options.runs) if options.runs else dropping(options.share)
    plain = untouched(pairs, align)
    planted = list(trials(pairs, range(1, options.seeds + 1), drop, align))
    rows = [(f"seed {seed}", trial) for seed, trial in enumerate(planted, 1)]
    everything = [("untouched", plain), *rows, ("all seeds", sum(planted, Trial()))]
    if options.json:
        json.dump({name: figures(trial) for name, trial in everything}, sys.stdout, indent=1)
        print()
    else:
        print_table(everything)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--corpus", default="mac-dev", help="the name of a folder there (default: %(default)s)")
    parser.add_argument(
        "--seeds", type=positive, default=10, help="how often sentences are dropped anew (default: %(default)s)"
    )
    parser.add_argument("--share", type=float, default=SHARE, help="of each side's sentences (default: %(default)s)")
    parser.add_argument("--runs", type=positive, help="drop so many passages of 5 to 40 sentences of each document")
    parser.add_argument("--documents", type=positive, help="only so many, to be quicker")
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--cross-validated", action="store_true", help="with weights that have not seen the document")
    parser.add_argument("--recipe", action="store_true", help="align by the published recipe instead, for comparison")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()

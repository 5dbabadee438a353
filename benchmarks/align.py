"""Score the aligner on a gold bitext: `python benchmarks/align.py --corpus DIR [--json] [--cross-validated]`.

The folder is in InterText layout (`NAME_zh.xml NAME_en.xml NAME_zh.NAME_en.xml`) or has one sentence a line (`de/001
fr/001 gold/001`).  Scores are those of Vecalign's `score.py`; where the folder gives the unit of each sentence
(`en.verse`), found beads are merged by unit first, as the gold was.  `--cross-validated` scores each document of a
corpus that was trained on with the weights of the round of training that did not see it (`folds.json`).
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from corpora import GoldPair, digest, read_corpus

from aligner.encoders import encoder_named
from aligner.evaluation import Counts, Pair, Score, compare, merged_by_unit
from aligner.sentences import Link, Scorer, align_sentences
from aligner.units import Text
from aligner.weights import Model, model_from
from bitext.languages import LanguageTag

FOLDS = Path(__file__).with_name("folds.json")

ModelFor = Callable[[str], Model]
"""The model to use for the document of that name."""


@dataclass(frozen=True, slots=True)
class Result:
    """One document's figures."""

    name: str
    counts: Counts
    seconds: float
    sentences: int


def held_out() -> ModelFor:
    """For each document of the training corpora, the weights that have not seen it."""
    by_name = {
        name: model_from(fold) for fold in json.loads(FOLDS.read_text(encoding="utf-8")) for name in fold["held"]
    }
    return by_name.__getitem__


def unseen(folder: Path, scorer: Scorer, *, cross_validated: bool) -> ModelFor:
    """The scorer's weights; if `cross_validated` and the corpus in that folder was trained on, those held out."""
    return held_out() if cross_validated and digest(folder) in _trained_on() else lambda _name: scorer.model


def _trained_on() -> set[str]:
    """The digests of the corpora that the package's weights have seen."""
    return set(json.loads(files("aligner").joinpath("weights.json").read_text(encoding="utf-8"))["corpora"].values())


def linked(pair: GoldPair, scorer: Scorer) -> list[Link]:
    """The beads found, with their probabilities."""
    source = Text.of(pair.source, LanguageTag(pair.source_language))
    target = Text.of(pair.target, LanguageTag(pair.target_language))
    return align_sentences(source, target, scorer)


def aligned(pair: GoldPair, scorer: Scorer) -> list[Pair]:
    """The beads found, merged by unit where the gold is."""
    return beads_of(pair, linked(pair, scorer))


def beads_of(pair: GoldPair, links: Iterable[Link]) -> list[Pair]:
    """The links as beads, merged by unit where the gold is."""
    found = [(link.source, link.target) for link in links]
    return merged_by_unit(found, pair.source_units, pair.target_units) if pair.source_units else found


def scored(pair: GoldPair, scorer: Scorer) -> Result:
    """The figures of one document."""
    start = time.process_time()
    found = aligned(pair, scorer)
    seconds = time.process_time() - start
    return Result(pair.name, compare(pair.gold, found), seconds, len(pair.source) + len(pair.target))


def total(results: list[Result]) -> Counts:
    """The counts of all documents, to be divided once."""
    return sum((result.counts for result in results), Counts())


def as_json(results: list[Result], seconds: float) -> dict[str, object]:
    """The figures by document and in all."""
    return {
        "documents": [{"name": r.name, **_scores(r.counts), "cpu_seconds": round(r.seconds, 2)} for r in results],
        "total": {
            **_scores(total(results)),
            "cpu_seconds": round(seconds, 2),
            "sentences_per_second": round(sum(r.sentences for r in results) / seconds, 1),
            "peak_mb": peak_mb(),
        },
    }


def peak_mb() -> int:
    """The most memory that this process has held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _scores(counts: Counts) -> dict[str, dict[str, float]]:
    def figures(score: Score) -> dict[str, float]:
        return {"precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4)}

    return {"strict": figures(counts.strict), "lax": figures(counts.lax)}


def print_table(results: list[Result], seconds: float) -> None:
    """The figures for the eye."""
    print(f"{'document':24} {'strict P':>8} {'R':>6} {'F1':>6}   {'lax P':>6} {'R':>6} {'F1':>6} {'CPU s':>7}")
    rows = [(r.name, r.counts, r.seconds) for r in results]
    for name, counts, spent in [*rows, ("total", total(results), seconds)]:
        strict, lax = counts.strict, counts.lax
        print(
            f"{name:24} {strict.precision:8.4f} {strict.recall:6.4f} {strict.f1:6.4f}"
            f"   {lax.precision:6.4f} {lax.recall:6.4f} {lax.f1:6.4f} {spent:7.2f}"
        )
    sentences = sum(r.sentences for r in results)
    print(f"{sentences / seconds:.0f} sentences a second, {peak_mb()} MB at the peak")


def positive(text: str) -> int:
    """The number that an option gives of things of which there must be one.

    Raises `argparse.ArgumentTypeError` where it is less than 1, `ValueError` where it is no number.

    >>> positive("3")
    3
    """
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def main() -> None:
    """Score a corpus and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--threads", type=positive, default=1)
    parser.add_argument("--cross-validated", action="store_true")
    parser.add_argument("--weights", type=Path, help="another weights file than the package's")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    start = time.process_time()
    scorer = Scorer.of(encoder_named(options.encoder, options.threads))
    model = _one_model(options.weights) or unseen(options.corpus, scorer, cross_validated=options.cross_validated)
    results = [scored(pair, replace(scorer, model=model(pair.name))) for pair in read_corpus(options.corpus)]
    seconds = time.process_time() - start
    if options.json:
        json.dump(as_json(results, seconds), sys.stdout, indent=1)
        print()
    else:
        print_table(results, seconds)


def _one_model(weights: Path | None) -> ModelFor | None:
    if weights is None:
        return None
    data = json.loads(weights.read_text(encoding="utf-8"))
    model = model_from(data)
    return lambda _name: model


if __name__ == "__main__":
    main()

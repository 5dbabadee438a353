"""Train the aligner's weights: `python benchmarks/train.py --corpora ../shared/corpora [-o aligner/weights.json]`.

A semi-Markov conditional random field over beads, fitted twice: first clauses, whose beads no gold shows, by the
probability of all clause paths that agree with the gold of the sentences; then sentences, with what the clauses say as
two of their features.  Needs scipy (the extra `train`).
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import zip_longest
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from corpora import GoldPair, Links, digest, read_corpus
from numpy.typing import NDArray
from planting import planted, with_gaps
from scipy.optimize import minimize

from aligner.corners import corners
from aligner.encoders import encoder_named
from aligner.evaluation import Counts, Pair, compare
from aligner.features import Table
from aligner.lattice import Doubles, Floats, Lattice, all_posteriors, best_path, posteriors
from aligner.sentences import BEAD_TYPES, Read, Scorer
from aligner.units import Text
from aligner.weights import (
    CLASSES,
    KINDS,
    RADIUS,
    SIZE,
    Model,
    Weights,
    class_table,
    scored,
    type_features,
)
from bitext.languages import LanguageTag

CORPORA = ("mac-dev", "text-berg")
DROPPED = 0.04
"""The share of sentences dropped from either side of a copy of each document."""

PASSAGES = {"runs": 2, "shortest": 4, "longest": 20}
"""The passages dropped from another copy."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the weights of a level are fitted."""

    penalty: float  # of half the square of each weight, against the log-loss added up over all beads
    steps: int
    classes: int  # of beads, that have weights of their own


FIRST = Level(penalty=0.5, steps=40, classes=len(CLASSES))
CLAUSES = Level(penalty=1.0, steps=30, classes=1)  # with more classes than one the sentences were no better
SENTENCES = Level(penalty=0.5, steps=60, classes=len(CLASSES))
_OUTSIDE = 30.0
"""What a path pays for each bead that the gold forbids: enough to count for nothing, and still smooth."""

Allowed = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """The nodes that the gold lets the path pass: from (i, j) to (k, m); `exact` where it is one bead of the gold."""

    i: int
    j: int
    k: int
    m: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """What was measured of a lattice's beads, and which of them the gold allows."""

    table: Table
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of documents, measured."""

    pair: GoldPair
    source: Text
    target: Text
    sentences: Problem
    clauses: Problem
    copy: bool = False  # with sentences dropped


def rectangles(gold: Links, rows: int, columns: int) -> Iterator[Rectangle]:
    """The gold as rectangles that follow each other; where it has gaps or crossings, one that allows all paths."""
    i = j = 0
    for source, target in gold:
        k, m = source[-1] + 1 if source else i, target[-1] + 1 if target else j
        if k >= i and m >= j and (k, m) != (i, j):
            exact = source == tuple(range(i, k)) and target == tuple(range(j, m)) and (k - i, m - j) in BEAD_TYPES
            yield Rectangle(i, j, k, m, exact)
            i, j = k, m
    if (i, j) != (rows, columns):
        yield Rectangle(i, j, rows, columns, exact=False)


def allowed_sentences(lattice: Lattice, gold: Sequence[Rectangle]) -> Allowed:
    """Exactly the beads of the gold; any inside a rectangle that is not exact."""
    allowed = np.zeros((lattice.band.rows + 1, len(lattice.types), lattice.band.width), dtype=bool)
    for box in gold:
        if not box.exact:
            _allow_inside(allowed, lattice, box)
        elif (box.k, box.m) in lattice.band:
            allowed[box.k, lattice.types.index((box.k - box.i, box.m - box.j)), box.m - lattice.band.first[box.k]] = (
                True
            )
    return allowed


def allowed_clauses(lattice: Lattice, gold: Sequence[Rectangle], source: Text, target: Text) -> Allowed:
    """The beads of clauses inside a gold bead that do not end at a corner inside it."""
    allowed = np.zeros((lattice.band.rows + 1, len(lattice.types), lattice.band.width), dtype=bool)
    for box in gold:
        i, k = source.edges[[box.i, box.k]]
        j, m = target.edges[[box.j, box.m]]
        _allow_inside(allowed, lattice, Rectangle(i, j, k, m, box.exact))
        if box.exact:
            for row in range(box.i, box.k + 1):
                for column in range(box.j, box.m + 1):
                    node = int(source.edges[row]), int(target.edges[column])
                    if (row, column) not in {(box.i, box.j), (box.k, box.m)} and node in lattice.band:
                        allowed[node[0], :, node[1] - lattice.band.first[node[0]]] = False
    return allowed


def _allow_inside(allowed: Allowed, lattice: Lattice, box: Rectangle) -> None:
    for t, (a, b) in enumerate(lattice.types):
        for row in range(box.i + a, box.k + 1):
            first = int(lattice.band.first[row])
            low, high = max(box.j + b - first, 0), min(box.m - first, lattice.band.width - 1)
            allowed[row, t, low : max(low, high + 1)] = True


def example(pair: GoldPair, scorer: Scorer, radius: int) -> Example:
    """All that training needs to know of a pair of documents."""
    source = Text.of(pair.source, LanguageTag(pair.source_language))
    target = Text.of(pair.target, LanguageTag(pair.target_language))
    read = Read.of(source, target, scorer)
    gold = list(rectangles(pair.gold, len(source), len(target)))
    sentences = read.sentence_table(radius)
    clauses = read.clause_table([(0, 0), *((box.k, box.m) for box in gold)])
    return Example(
        pair,
        source,
        target,
        Problem(sentences, allowed_sentences(sentences.lattice, gold)),
        Problem(clauses, allowed_clauses(clauses.lattice, gold, source, target)),
    )


def with_corners(example: Example, clauses: Weights) -> Problem:
    """The sentences of an example with what the clauses say of them."""
    by_clause = example.clauses.table
    table, scores = example.sentences.table, clauses.scores(by_clause)
    said = corners(example.source, example.target, by_clause.lattice, scores, table.lattice)
    return Problem(table + said, example.sentences.allowed)


def fit(problems: Sequence[Problem], level: Level) -> Weights:
    """The weights under which what the gold allows is most probable."""
    names = problems[0].table.names
    shape = Shape(level.classes, len(names), len(KINDS) + 1)
    start = np.zeros(shape.size)
    start[names.index("margin")] = 1.7
    batches = _batches(problems)

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        total, gradient = level.penalty / 2 * float(weights @ weights), level.penalty * weights
        for batch in batches:
            more, slope = _loss(batch, weights, shape)
            total, gradient = total + more, gradient + slope
        return total, gradient

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": level.steps})
    print(f"  {len(problems)} problems, {best.nit} steps, loss {best.fun:.1f}", file=sys.stderr, flush=True)
    by_class, by_kind, opening = shape.parts(best.x)
    kinds = dict(zip((*KINDS, SIZE), map(float, by_kind), strict=True))
    features, *others = (dict(zip(names, map(float, row), strict=True)) for row in by_class)
    return Weights(features, kinds, opening, *others)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the weights of a level lie in one vector: by class and feature, by kind of bead, and the opening of a gap."""

    classes: int
    features: int
    kinds: int

    @property
    def size(self) -> int:
        """How many there are."""
        return self.classes * self.features + self.kinds + 1

    def parts(self, weights: Doubles) -> tuple[Floats, Floats, float]:
        """The weights taken apart."""
        by_class, by_kind = np.split(weights[:-1].astype(np.float32), [self.classes * self.features])
        return by_class.reshape(self.classes, self.features), by_kind, float(weights[-1])


def _batches(problems: Sequence[Problem], size: int = 7) -> list[list[Problem]]:
    """Problems of about the same length together, since they are computed side by side."""
    ordered = sorted(problems, key=lambda problem: problem.table.lattice.band.rows)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def _loss(batch: Sequence[Problem], weights: Doubles, shape: Shape) -> tuple[float, Doubles]:
    """Minus the log-probability of what the gold allows, and its gradient: features expected, less features allowed."""
    by_class, by_kind, opening = shape.parts(weights)
    lattices = [problem.table.lattice for problem in batch]
    scores = [scored(problem.table, by_class, by_kind, opening).beads for problem in batch]
    free = all_posteriors(lattices, scores, opening)
    allowed = [
        np.where(problem.allowed, values, values - np.float32(_OUTSIDE))
        for problem, values in zip(batch, scores, strict=True)
    ]
    bound = all_posteriors(lattices, allowed, opening)
    slope = np.zeros_like(weights)
    for problem, without, given in zip(batch, free, bound, strict=True):
        slope += _expected(problem.table, without.beads - given.beads, without.openings - given.openings, shape.classes)
    return sum(w.total - g.total for w, g in zip(free, bound, strict=True)), slope


def _expected(table: Table, beads: Floats, openings: float, classes: int) -> Doubles:
    """What beads that are there to such a degree have of all that has a weight."""
    types = table.lattice.types
    by_type = np.stack([np.tensordot(beads[:, t], table.values[:, t], axes=2) for t in range(len(types))])
    by_class = class_table(types)[:, :classes].T @ by_type
    by_kind = beads.sum(axis=(0, 2)) @ type_features(types)
    return np.concatenate([by_class.ravel(), by_kind, [openings]]).astype(np.float64)


def train(examples: Sequence[Example]) -> Model:
    """The weights of the three levels."""
    first = fit([example.sentences for example in examples], FIRST)
    clauses = fit([example.clauses for example in examples], CLAUSES)
    return Model(first, clauses, fit([with_corners(example, clauses) for example in examples], SENTENCES))


TEMPERATURES = (0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2.0)


@dataclass(frozen=True, slots=True)
class Found:
    """What a model finds in an example: its beads, and their probabilities at each temperature."""

    beads: list[Pair]
    probabilities: dict[float, list[float]]


def found(example: Example, model: Model) -> Found:
    """The best path, and how probable its beads are."""
    table = with_corners(example, model.clauses).table
    lattice, scores = table.lattice, model.sentences.scores(table)
    path = best_path(lattice, scores)
    ends = [(i, t, j - int(lattice.band.first[i])) for i, j, t in path]
    sizes = [lattice.types[t] for _, _, t in path]
    probable = {heat: posteriors(lattice, scores / heat).beads for heat in TEMPERATURES}
    return Found(
        [(tuple(range(i - a, i)), tuple(range(j - b, j))) for (i, j, _), (a, b) in zip(path, sizes, strict=True)],
        {heat: [float(beads[end]) for end in ends] for heat, beads in probable.items()},
    )


def folds(pairs: Sequence[GoldPair]) -> list[frozenset[str]]:
    """The names to hold out in each round: each document once, with its copies, one of each corpus at a time.

    There are as many rounds as the largest corpus has documents.
    """
    corpora: dict[str, list[str]] = {}
    for name, language in dict.fromkeys((pair.name, pair.source_language) for pair in pairs):
        corpora.setdefault(language, []).append(name)
    return [frozenset(filter(None, names)) for names in zip_longest(*corpora.values())]


@dataclass(frozen=True, slots=True)
class Round:
    """What was found in the documents of one round by weights that had not seen them."""

    model: Model
    held: tuple[tuple[GoldPair, bool, Found], ...]  # a document, whether sentences were dropped from it, and its beads

    @property
    def names(self) -> list[str]:
        """The documents held out."""
        return list(dict.fromkeys(pair.name for pair, _, _ in self.held))


_EXAMPLES: list[Example] = []
"""What the processes that train side by side share; too large to be sent to them."""


def _round(names: frozenset[str]) -> Round:
    """The round in which the documents of these names are held out."""
    model = train([example for example in _EXAMPLES if example.pair.name not in names])
    held = (example for example in _EXAMPLES if example.pair.name in names)
    return Round(model, tuple((example.pair, example.copy, found(example, model)) for example in held))


def cross_validated(examples: Sequence[Example], jobs: int) -> list[Round]:
    """Each document held out once, in `jobs` processes."""
    _EXAMPLES[:] = examples
    with get_context("fork").Pool(jobs) as pool:
        return pool.map(_round, folds([example.pair for example in examples]), chunksize=1)


def temperature(rounds: Sequence[Round]) -> float:
    """That at which the probabilities of the beads held out were the truest, by their log-loss."""

    def loss(heat: float) -> float:
        total = 0.0
        for pair, _, what in (held for round_ in rounds for held in round_.held):
            gold = set(pair.gold)
            right = np.array([bead in gold for bead in what.beads])
            probable = np.clip(what.probabilities[heat], 1e-4, 1 - 1e-4)
            total -= float(np.where(right, np.log(probable), np.log(1 - probable)).sum())
        return total

    return min(TEMPERATURES, key=loss)


def figures(rounds: Sequence[Round]) -> dict[str, float]:
    """Strict F1 by language pair, of the documents as they are."""
    counts: dict[str, Counts] = {}
    for pair, copy, what in (held for round_ in rounds for held in round_.held):
        if not copy:
            name = f"{pair.source_language}-{pair.target_language}"
            counts[name] = counts.get(name, Counts()) + compare(pair.gold, what.beads)
    return {name: round(count.strict.f1, 4) for name, count in counts.items()}


def examples_of(pairs: Sequence[GoldPair], scorer: Scorer, radius: int) -> list[Example]:
    """The documents, and copies of them without some sentences or passages, from which omissions are learnt."""
    copies = [copy for pair in pairs for copy in (planted(pair, DROPPED, seed=0), with_gaps(pair, 0, **PASSAGES))]
    return [
        *(example(pair, scorer, radius) for pair in pairs),
        *(replace(example(copy, scorer, radius), copy=True) for copy in copies),
    ]


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--names", nargs="*", default=CORPORA)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--radius", type=int, default=RADIUS, help="sentences either side of the rough path")
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", type=Path, help="where to keep the weights of each round of the cross-validation")
    parser.add_argument("--no-cross-validation", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="rounds at the same time")
    options = parser.parse_args()
    pairs = [pair for name in options.names for pair in read_corpus(options.corpora / name)]
    examples = examples_of(pairs, Scorer.of(encoder_named(options.encoder, threads=1)), options.radius)
    rounds = [] if options.no_cross_validation else cross_validated(examples, options.jobs)
    heat = temperature(rounds) if rounds else 1.0
    settings = {"temperature": heat, "radius": options.radius}
    print(json.dumps({"cross-validated strict F1": figures(rounds), "temperature": heat}))
    if options.folds and rounds:
        kept = [{"held": round_.names, **settings, **_levels(round_.model)} for round_ in rounds]
        options.folds.write_text(_dumped(kept), encoding="utf-8")
    if options.out:
        data = {
            "corpora": {name: digest(options.corpora / name) for name in options.names},
            "cross-validated strict F1": figures(rounds),
            **settings,
            **_levels(train(examples)),
        }
        options.out.write_text(_dumped(data), encoding="utf-8")


def _levels(model: Model) -> dict[str, object]:
    return {
        "first": _rounded(model.first),
        "clauses": _rounded(model.clauses),
        "sentences": _rounded(model.sentences),
    }


def _rounded(weights: Weights) -> dict[str, object]:
    return {
        name: round(value, 4) if isinstance(value, float) else {key: round(number, 4) for key, number in value.items()}
        for name, value in asdict(weights).items()
    }


def _dumped(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()

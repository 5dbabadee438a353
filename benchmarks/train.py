"""Train the aligner's weights: `python benchmarks/train.py --corpora ../shared/corpora [-o aligner/weights.json]`.

A semi-Markov conditional random field over beads, fitted twice: first clauses, whose beads no gold shows, by the
probability of all clause paths that agree with the gold of the sentences; then sentences, with what the clauses say as
two of their features.  Needs scipy (the extra `train`).
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import GoldPair, Links, digest, read_corpus
from numpy.typing import NDArray
from scipy.optimize import minimize

from aligner.corners import Corners, clause_lattice, clause_measures, corner_probabilities
from aligner.encoders import Encoder, encoder_named
from aligner.evaluation import Counts, Pair, compare
from aligner.features import measures, tabulated
from aligner.lattice import Band, Doubles, Floats, Lattice, best_path, posteriors
from aligner.links import WordVectors, similarity
from aligner.path import rough_path
from aligner.sentences import BEAD_TYPES, RADIUS
from aligner.units import Text
from aligner.weights import KINDS, SIZE, Weights, type_features
from bitext.languages import LanguageTag

CORPORA = ("mac-dev", "text-berg")
PENALTY = {"clauses": 1.0, "sentences": 0.5}
"""Of half the square of each weight, against the log-loss added up over all beads."""

STEPS = {"clauses": 30, "sentences": 60}
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
    """A lattice with its features, and the beads that the gold allows."""

    lattice: Lattice
    names: tuple[str, ...]
    values: Floats
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of documents, measured."""

    pair: GoldPair
    source: Text
    target: Text
    sentences: Problem
    clauses: Problem


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


def measured(pair: GoldPair, encoder: Encoder) -> Example:
    """All that training needs to know of a pair of documents."""
    source = Text.of(pair.source, LanguageTag(pair.source_language), encoder)
    target = Text.of(pair.target, LanguageTag(pair.target_language), encoder)
    path = rough_path(source.sentences, target.sentences)
    gold = list(rectangles(pair.gold, len(source), len(target)))
    lattice = Lattice(Band.around(path, RADIUS, len(target)), BEAD_TYPES)
    alike = similarity(source.sentences.words, target.sentences.words, WordVectors(encoder))
    values = measures(source.sentences, target.sentences, lattice, alike)
    by_clause = clause_lattice(source, target, path)
    return Example(
        pair,
        source,
        target,
        Problem(lattice, *values, allowed_sentences(lattice, gold)),
        Problem(
            by_clause,
            *clause_measures(source, target, by_clause, alike),
            allowed_clauses(by_clause, gold, source, target),
        ),
    )


def with_corners(example: Example, clauses: Weights) -> Problem:
    """The sentences of an example with what the clauses say of them."""
    problem, by_clause = example.sentences, example.clauses
    scores = clauses.scores(by_clause.names, by_clause.values, by_clause.lattice.types)
    band = problem.lattice.band
    probabilities = corner_probabilities(example.source, example.target, by_clause.lattice, scores, band)
    corners = tabulated([Corners(band, probabilities)], problem.lattice, len(Corners.names))
    values = np.concatenate([problem.values, corners], axis=-1)
    return Problem(problem.lattice, (*problem.names, *Corners.names), values, problem.allowed)


def fit(problems: Sequence[Problem], penalty: float, steps: int) -> Weights:
    """The weights under which what the gold allows is most probable."""
    names = problems[0].names
    types = type_features(problems[0].lattice.types)
    start = np.zeros(len(names) + types.shape[1])
    start[names.index("margin")] = 4

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        total, gradient = penalty / 2 * float(weights @ weights), penalty * weights
        for problem in problems:
            more, slope = _loss(problem, weights, types)
            total, gradient = total + more, gradient + slope
        return total, gradient

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    print(f"  {len(problems)} problems, {found.nit} steps, loss {found.fun:.1f}", file=sys.stderr, flush=True)
    values = [float(value) for value in found.x]
    return Weights(dict(zip(names, values, strict=False)), dict(zip((*KINDS, SIZE), values[len(names) :], strict=True)))


def _loss(problem: Problem, weights: Doubles, types: Floats) -> tuple[float, Doubles]:
    """Minus the log-probability of what the gold allows, and its gradient: features expected, less features allowed."""
    count = problem.values.shape[-1]
    scores = problem.values @ weights[:count].astype(np.float32)
    scores += (types @ weights[count:].astype(np.float32))[:, None]
    free = posteriors(problem.lattice, scores)
    bound = posteriors(problem.lattice, np.where(problem.allowed, scores, scores - np.float32(_OUTSIDE)))
    excess = free.beads - bound.beads
    by_feature = np.tensordot(excess, problem.values, axes=3)
    return free.total - bound.total, np.concatenate([by_feature, excess.sum(axis=(0, 2)) @ types]).astype(np.float64)


def train(examples: Sequence[Example]) -> tuple[Weights, Weights]:
    """The weights of clauses and of sentences."""
    clauses = fit([example.clauses for example in examples], PENALTY["clauses"], STEPS["clauses"])
    problems = [with_corners(example, clauses) for example in examples]
    return clauses, fit(problems, PENALTY["sentences"], STEPS["sentences"])


@dataclass(frozen=True, slots=True)
class Predicted:
    """A bead that was found in a document held out, the log-odds of its rivals kept by temperature."""

    bead: Pair
    right: bool
    probability: dict[float, float]


TEMPERATURES = (0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.3)


def predictions(example: Example, clauses: Weights, sentences: Weights) -> list[Predicted]:
    """The beads found in an example, with their probabilities at each temperature."""
    problem = with_corners(example, clauses)
    lattice = problem.lattice
    scores = sentences.scores(problem.names, problem.values, lattice.types)
    path = best_path(lattice, scores)
    beads = {t: posteriors(lattice, scores / np.float32(t)).beads for t in TEMPERATURES}
    gold = set(example.pair.gold)
    found = []
    for i, j, t in path:
        a, b = lattice.types[t]
        bead = tuple(range(i - a, i)), tuple(range(j - b, j))
        at = i, t, j - lattice.band.first[i]
        found.append(Predicted(bead, bead in gold, {heat: float(beads[heat][at]) for heat in TEMPERATURES}))
    return found


def folds(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    """Each document held out once, one of each corpus at a time: as many rounds as the largest corpus has documents."""
    corpora: dict[str, list[Example]] = {}
    for example in examples:
        corpora.setdefault(example.pair.source_language, []).append(example)
    for number in range(max(map(len, corpora.values()))):
        held = [group[number] for group in corpora.values() if number < len(group)]
        yield [example for example in examples if all(example is not h for h in held)], held


@dataclass(frozen=True, slots=True)
class Fold:
    """Weights and the documents that they have not seen."""

    held: tuple[str, ...]
    clauses: Weights
    sentences: Weights


def cross_validated(examples: Sequence[Example]) -> tuple[list[Fold], dict[str, Counts], float]:
    """The weights of each round, each language pair's score by weights that did not see it, and the temperature."""
    scores: dict[str, Counts] = {}
    every: list[Predicted] = []
    rounds: list[Fold] = []
    for seen, held in folds(examples):
        clauses, sentences = train(seen)
        rounds.append(Fold(tuple(example.pair.name for example in held), clauses, sentences))
        for example in held:
            found = predictions(example, clauses, sentences)
            counts = compare(example.pair.gold, [p.bead for p in found])
            name = f"{example.pair.source_language}-{example.pair.target_language}"
            scores[name] = scores.get(name, Counts()) + counts
            every += found
            print(f"{name} {example.pair.name}: strict F1 {counts.strict.f1:.4f}", file=sys.stderr, flush=True)
    return rounds, scores, min(TEMPERATURES, key=lambda heat: _log_loss(every, heat))


def _log_loss(found: Sequence[Predicted], heat: float) -> float:
    probabilities = np.clip([p.probability[heat] for p in found], 1e-4, 1 - 1e-4)
    right = np.array([p.right for p in found])
    return float(-np.mean(np.where(right, np.log(probabilities), np.log(1 - probabilities))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--names", nargs="*", default=CORPORA)
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--folds", type=Path, help="where to keep the weights of each round of the cross-validation")
    parser.add_argument("--no-cross-validation", action="store_true")
    options = parser.parse_args()
    encoder = encoder_named("use", threads=1)
    pairs = [pair for name in options.names for pair in read_corpus(options.corpora / name)]
    examples = [measured(pair, encoder) for pair in pairs]
    temperature, figures = 1.0, {}
    if not options.no_cross_validation:
        rounds, scores, temperature = cross_validated(examples)
        figures = {name: round(counts.strict.f1, 4) for name, counts in scores.items()}
        print(json.dumps({"cross-validated strict F1": figures, "temperature": temperature}))
        if options.folds:
            options.folds.write_text(_dumped([_fold(r, temperature) for r in rounds]), encoding="utf-8")
    clauses, sentences = train(examples)
    if options.out:
        corpora = {name: digest(options.corpora / name) for name in options.names}
        options.out.write_text(_written(clauses, sentences, temperature, corpora, figures), encoding="utf-8")


def _rounded(weights: Weights) -> dict[str, dict[str, float]]:
    return {
        "features": {name: round(value, 4) for name, value in weights.features.items()},
        "types": {name: round(value, 4) for name, value in weights.types.items()},
    }


def _fold(fold: Fold, temperature: float) -> dict[str, object]:
    return {
        "held": fold.held,
        "temperature": temperature,
        "sentences": _rounded(fold.sentences),
        "clauses": _rounded(fold.clauses),
    }


def _written(
    clauses: Weights, sentences: Weights, temperature: float, corpora: dict[str, str], figures: dict[str, float]
) -> str:
    data = {
        "corpora": corpora,
        "cross-validated strict F1": figures,
        "temperature": temperature,
        "sentences": _rounded(sentences),
        "clauses": _rounded(clauses),
    }
    return _dumped(data)


def _dumped(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()

"""The published recipe beside ours, in the same run: `python benchmarks/recipe.py --corpus DIR [--json]`.

The recipe is Bertalign's (Liu & Zhu 2023; `corelib.py` of bfsujason/bertalign) with its defaults and with the vectors
that we use.  Every run of up to N sentences is encoded by itself.  Anchors are found among each sentence's three most
similar ones; the best path around them maximises the cosine of each bead less that of its neighbours, times how alike
the lengths are.  CPU seconds are of one thread, with encoder and dictionaries warm for both, and include all encoding.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from align import ModelFor, Result, linked, positive, scored, total, unseen
from corpora import GoldPair, read_corpus
from numpy.typing import NDArray

from aligner.encoders import Encoder, encoder_named
from aligner.evaluation import Counts, Pair, compare, merged_by_unit
from aligner.links import WordVectors
from aligner.sentences import Scorer

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
BeadType = tuple[int, int]
Node = tuple[int, int]

SKIP = -0.1
"""The score of a null bead."""

_TOP = 3
"""Among how many most similar sentences an anchor may be."""

_REACH = 5
"""Sentences by which the path may leave the anchors."""

_DIAGONAL, _DIAGONAL_SHARE = 250, 0.06
"""How far from the diagonal anchors are looked for: sentences, or a share of the longer text where that is more."""

_LONGEST = 10_000
"""Characters of a run that are encoded."""

_ROWS_AT_ONCE = 256
"""Sentences whose most similar ones are looked for at once, so that memory does not grow with the text's square."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text as runs of sentences: `[size - 1, i]` is the run of that size that ends before sentence i.

    Zeros where fewer sentences stand before i.
    """

    vectors: Floats  # shape (sizes, n + 1, dimensions)
    lengths: Doubles  # in bytes of UTF-8, shape (sizes, n + 1)

    def __len__(self) -> int:
        return int(self.lengths.shape[1]) - 1


def recipe(source: Sequence[str], target: Sequence[str], encoder: Encoder, overlaps: int = 5) -> list[Pair]:
    """The beads of two texts by the published recipe, each of at most `overlaps` + 1 sentences."""
    if not source or not target:
        return [*(((i,), ()) for i in range(len(source))), *(((), (j,)) for j in range(len(target)))]
    here, there = read(source, encoder, overlaps), read(target, encoder, overlaps)
    band = around(anchors(here.vectors[0, 1:], there.vectors[0, 1:]))
    types = bead_types(overlaps)
    sizes = np.array(types).T - 1
    scores = np.zeros((band.rows + 1, len(types), band.width))
    for i in range(1, band.rows + 1):
        scores[i] = row_scores(here, there, i, np.minimum(band.targets(i), band.columns))[*sizes]
    return [(tuple(range(i - a, i)), tuple(range(j - b, j))) for (i, j), (a, b) in best_path(band, types, scores, SKIP)]


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes (i, j) with `first[i]` <= j <= `last[i]`, for i from 0 to n; both rise."""

    first: Ints
    last: Ints

    @property
    def rows(self) -> int:
        """The number of source sentences, n."""
        return len(self.first) - 1

    @property
    def columns(self) -> int:
        """The number of target sentences."""
        return int(self.last[-1])

    @property
    def width(self) -> int:
        """The most nodes of a row."""
        return int((self.last - self.first).max()) + 1

    def targets(self, i: int) -> Ints:
        """The columns of a row, and as many past its last as make up the width."""
        return np.arange(self.first[i], self.first[i] + self.width)


def best_path(band: Band, types: Sequence[BeadType], scores: Doubles, skip: float) -> list[tuple[Node, BeadType]]:
    """The beads of the path of the highest score, each with the node where it ends.

    `scores[i, t, k]` is that of the bead of type `types[t]` that ends at (i, first[i] + k); a null bead has `skip`.
    """
    values = np.full((band.rows + 1, band.width), -np.inf)
    steps = skip * np.arange(band.width)
    for i in range(band.rows + 1):
        arriving = [_before(values, band, i, bead) + scores[i, t] for t, bead in enumerate(types)]
        best = np.maximum.reduce([*arriving, _before(values, band, i, (1, 0)) + skip])
        best[0] = 0.0 if i == 0 else best[0]
        # A chain of insertions along the row is a running maximum.
        values[i] = np.where(band.targets(i) <= band.last[i], np.maximum.accumulate(best - steps) + steps, -np.inf)
    return list(_traced(values, band, types, scores, skip))[::-1]


def _before(values: Doubles, band: Band, i: int, bead: BeadType) -> Doubles:
    """The values of the nodes where beads of a type start that end in row i."""
    a, b = bead
    if i < a:
        return np.full(band.width, -np.inf)
    at = band.targets(i) - b - band.first[i - a]
    inside = (at >= 0) & (at < band.width)
    found: Doubles = np.where(inside, values[i - a, np.where(inside, at, 0)], -np.inf)
    return found


def _traced(
    values: Doubles, band: Band, types: Sequence[BeadType], scores: Doubles, skip: float
) -> Iterator[tuple[Node, BeadType]]:
    """The beads of the best path from its end."""
    i, j = band.rows, band.columns
    while i or j:
        k = j - int(band.first[i])
        reached = {
            (0, 1): (values[i, k - 1] if k else -np.inf) + skip,
            (1, 0): _before(values, band, i, (1, 0))[k] + skip,
            **{bead: _before(values, band, i, bead)[k] + scores[i, t, k] for t, bead in enumerate(types)},
        }
        bead = max(reached, key=reached.__getitem__)
        yield (i, j), bead
        i, j = i - bead[0], j - bead[1]


def bead_types(overlaps: int) -> tuple[BeadType, ...]:
    """All beads of up to `overlaps` + 1 sentences with some on both sides.

    >>> bead_types(2)
    ((1, 1), (1, 2), (2, 1))
    """
    sizes = range(1, overlaps + 1)
    return tuple((a, b) for a in sizes for b in sizes if a + b <= overlaps + 1)


def read(sentences: Sequence[str], encoder: Encoder, overlaps: int) -> Side:
    """Every run of up to `overlaps` sentences, encoded by itself."""
    lines = [sentence.strip() or "BLANK_LINE" for sentence in sentences]
    ends = [(size, end) for size in range(1, overlaps + 1) for end in range(size, len(lines) + 1)]
    texts = [" ".join(lines[end - size : end])[:_LONGEST] for size, end in ends]
    encoded = encoder(texts)
    at = tuple(np.array(ends).T - [[1], [0]])
    vectors = np.zeros((overlaps, len(lines) + 1, encoded.shape[1]), dtype=np.float32)
    lengths = np.zeros((overlaps, len(lines) + 1))
    vectors[at], lengths[at] = encoded, [len(text.encode()) for text in texts]
    return Side(vectors, lengths)


def anchors(source: Floats, target: Floats) -> list[Node]:
    """The first pass: (0, 0), the best 1-1 path through the most similar sentences alone, and the end."""
    rows, columns = len(source), len(target)
    reach = max(_DIAGONAL, int(max(rows, columns) * _DIAGONAL_SHARE))
    middle = np.arange(rows + 1) * columns // rows
    band = Band(np.maximum(0, middle - reach), np.minimum(columns, middle + reach))
    scores = np.zeros((rows + 1, 1, band.width))
    for i, j, cosine in _most_similar(source, target):
        if band.first[i] <= j <= band.last[i]:
            scores[i, 0, j - band.first[i]] = cosine
    found = [node for node, bead in best_path(band, [(1, 1)], scores, 0.0) if bead == (1, 1)]
    # An anchor that has only one side at its end gives way to the end itself.
    inside = [(i, j) for i, j in found if i < rows and j < columns]
    return [(0, 0), *inside, (rows, columns)]


def _most_similar(source: Floats, target: Floats) -> Iterator[tuple[int, int, float]]:
    """Each source sentence with each of the target sentences most similar to it, as nodes, and their cosine."""
    top = min(_TOP, len(target))
    for start in range(0, len(source), _ROWS_AT_ONCE):
        cosines = source[start : start + _ROWS_AT_ONCE] @ target.T
        best = np.argpartition(-cosines, top - 1, axis=1)[:, :top]
        for row, column in zip(np.repeat(np.arange(len(best)), top).tolist(), best.ravel().tolist(), strict=True):
            yield start + row + 1, column + 1, float(cosines[row, column])


def around(path: Sequence[Node]) -> Band:
    """Between two anchors, all target sentences from the first to the second, and `_REACH` more either side."""
    rows, columns = path[-1]
    low, high = np.zeros(rows + 1, dtype=np.int64), np.zeros(rows + 1, dtype=np.int64)
    for (i, j), (k, m) in pairwise(path):
        low[i + 1 : k + 1], high[i + 1 : k + 1] = max(0, j - _REACH), min(columns, m + _REACH)
    low[0], high[0] = low[1], high[1]
    return Band(low, high)


def row_scores(here: Side, there: Side, i: int, columns: Ints) -> Floats:
    """The score of each bead that ends at (i, j), j in `columns`; shape (source sizes, target sizes, columns).

    cosine less the mean of both runs' cosines with the other's neighbours, times log2(1 + shorter / longer), where
    target lengths are first brought to the measure of the source's.
    """
    sizes, size_of = here.vectors.shape[0], np.arange(1, len(here.vectors) + 1)
    runs, others = here.vectors[:, i], there.vectors[:, columns]
    cosine = np.einsum("ad,bkd->abk", runs, others, optimize=True)
    before, after = _singles(there, columns - size_of[:, None]), _singles(there, columns + 1)
    beside = _mean_of_two(
        np.einsum("ad,bkd->abk", runs, before, optimize=True),
        np.einsum("ad,kd->ak", runs, after, optimize=True)[:, None],
    )
    before, after = _singles(here, i - size_of), _singles(here, np.array([i + 1]))
    beside += _mean_of_two(
        np.einsum("ad,bkd->abk", before, others, optimize=True),
        np.einsum("ad,bkd->abk", after, others, optimize=True),
    )
    ratio = here.lengths[0].sum() / there.lengths[0].sum()
    lengths = here.lengths[:, i].reshape(sizes, 1, 1), ratio * there.lengths[:, columns]
    alike = np.log2(1 + np.minimum(*lengths) / np.maximum(np.maximum(*lengths), 1))
    scores: Floats = (cosine - beside / 2) * alike.astype(np.float32)
    return scores


def _singles(side: Side, ends: Ints) -> Floats:
    """The vectors of the single sentences that end there; zeros outside the text."""
    outside = (ends < 1) | (ends > len(side))
    vectors: Floats = side.vectors[0, np.where(outside, 0, ends)]
    return vectors


def _mean_of_two(before: Floats, after: Floats) -> Floats:
    """The mean of two cosines; where one is 0, as it is of a sentence that is not there, the other."""
    both = (before != 0) & (after != 0)
    mean: Floats = (before + after) / (1 + both.astype(np.float32))
    return mean


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both reach on the same documents."""

    ours: list[Result]
    recipe: list[Result]

    @property
    def ratio(self) -> float:
        """Our CPU seconds for one of the recipe's."""
        return seconds(self.ours) / seconds(self.recipe)


def compared(pairs: Sequence[GoldPair], scorer: Scorer, model: ModelFor, overlaps: int = 5) -> Comparison:
    """Both on each document, by turns, after both have met the languages.

    The words that the scorer has met before are forgotten first.
    """
    warm_up(pairs[0], scorer, overlaps)
    fresh = replace(scorer, words=WordVectors(scorer.encoder))
    both = [
        (
            scored(pair, replace(fresh, model=model(pair.name))),
            scored_recipe(pair, scorer.encoder, overlaps),
        )
        for pair in pairs
    ]
    return Comparison([ours for ours, _ in both], [theirs for _, theirs in both])


def warm_up(pair: GoldPair, scorer: Scorer, overlaps: int) -> None:
    """Let the encoder and the dictionaries load, on a few sentences."""
    few = replace(pair, source=pair.source[:4], target=pair.target[:4], source_units=(), target_units=(), gold=[])
    linked(few, scorer)
    recipe(few.source, few.target, scorer.encoder, overlaps)


def scored_recipe(pair: GoldPair, encoder: Encoder, overlaps: int) -> Result:
    """The figures of the recipe on one document."""
    start = time.process_time()
    found = aligned_by_recipe(pair, encoder, overlaps)
    spent = time.process_time() - start
    return Result(pair.name, compare(pair.gold, found), spent, len(pair.source) + len(pair.target))


def aligned_by_recipe(pair: GoldPair, encoder: Encoder, overlaps: int = 5) -> list[Pair]:
    """The beads that the recipe finds, merged by unit where the gold is."""
    found = recipe(pair.source, pair.target, encoder, overlaps)
    return merged_by_unit(found, pair.source_units, pair.target_units) if pair.source_units else found


def seconds(results: Sequence[Result]) -> float:
    """The CPU seconds of all documents."""
    return sum(result.seconds for result in results)


def as_json(comparison: Comparison) -> dict[str, object]:
    """The figures in all."""
    return {
        "ours": _figures(total(comparison.ours), seconds(comparison.ours)),
        "recipe": _figures(total(comparison.recipe), seconds(comparison.recipe)),
        "ratio": round(comparison.ratio, 4),
    }


def _figures(counts: Counts, spent: float) -> dict[str, float]:
    return {
        "strict_f1": round(counts.strict.f1, 4),
        "lax_f1": round(counts.lax.f1, 4),
        "cpu_seconds": round(spent, 2),
    }


def print_table(comparison: Comparison) -> None:
    """The figures for the eye."""
    print(f"{'':24} {'ours':^23}   {'recipe':^23}")
    print(f"{'document':24}" + f" {'strict':>6} {'lax':>7} {'CPU s':>8}  " * 2 + f" {'ratio':>6}")
    for ours, theirs in zip(comparison.ours, comparison.recipe, strict=True):
        _print_row(ours.name, (ours.counts, ours.seconds), (theirs.counts, theirs.seconds))
    _print_row("total", *((total(results), seconds(results)) for results in (comparison.ours, comparison.recipe)))


def _print_row(name: str, ours: tuple[Counts, float], theirs: tuple[Counts, float]) -> None:
    cells = (f" {counts.strict.f1:6.4f} {counts.lax.f1:7.4f} {spent:8.2f}  " for counts, spent in (ours, theirs))
    print(f"{name:24}" + "".join(cells) + f" {ours[1] / theirs[1]:6.3f}")


def main() -> None:
    """Align a corpus both ways and print the figures of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--overlaps", type=positive, default=5, help="sentences in the longest run that is encoded")
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--documents", type=positive, help="only so many, to be quicker")
    parser.add_argument(
        "--cross-validated", action="store_true", help="ours with weights that have not seen the document"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pairs = read_corpus(options.corpus)[: options.documents]
    scorer = Scorer.of(encoder_named(options.encoder, threads=1))
    model = unseen(options.corpus, scorer, cross_validated=options.cross_validated)
    comparison = compared(pairs, scorer, model, options.overlaps)
    if options.json:
        json.dump(as_json(comparison), sys.stdout, indent=1)
        print()
    else:
        print_table(comparison)


if __name__ == "__main__":
    main()

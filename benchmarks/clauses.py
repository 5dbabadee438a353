"""How well clauses without a counterpart are told: `python benchmarks/clauses.py --corpora DIR [--train FILE]`.

Runs of sentences and their translations are drawn from gold bitexts; in three of four a clause from elsewhere in the
same text is planted on one side, or the counterpart of a sentence in the middle is taken away.  The figures are for the
weights that the other texts give: the area under the curve (the chance that a clause without a counterpart has higher
odds than one with), and the shares of both kinds with log odds above 1.  `--train` writes the weights that all give.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from corpora import GoldPair, digest, flipped, read_corpus

from aligner.books import Book
from aligner.counterparts import NAMES, Alignment, Compared, measured
from aligner.encoders import Encoder, encoder_named
from aligner.lattice import Bools, Doubles
from aligner.units import Text, clauses, weight
from bitext.languages import LanguageTag
from bitext.spans import Span

CORPORA = ("mac-dev",)
_LONGEST = 900.0  # by `weight`, of a passage
_PLANTED = (16.0, 110.0)  # the length of what is planted or bereft, likewise
_AWAY = (8, 60)  # how many sentences away what is planted is taken from
_NOTHING = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, and the stretch of it that has no counterpart."""

    text: str
    alone: Span = _NOTHING

    def flags(self) -> Iterator[bool]:
        """Of each clause, whether the most of it lies in the stretch."""
        start = 0
        for clause in clauses(self.text):
            shared = min(start + len(clause), self.alone.end) - max(start, self.alone.start)
            yield 2 * shared > len(clause)
            start += len(clause)


@dataclass(frozen=True, slots=True)
class Example:
    """What is measured of the clauses of a text, and which have no counterpart."""

    values: Doubles
    alone: Bools


def examples(pair: GoldPair, encoder: Encoder, count: int, seed: int) -> Iterator[Example]:
    """The clauses of passages of the source, and of their translations; two for each of the passages."""
    random = Random(f"{pair.name} {pair.source_language} {seed}")  # noqa: S311 - the same every time
    book = Book.read(pair.source, LanguageTag(pair.source_language), encoder)
    for _ in range(count):
        passage, quotation = _drawn(pair, random)
        language = LanguageTag(pair.target_language)
        here = Text.of([each.text for each in quotation], language)
        there = Text.of([each.text for each in passage], book.language)
        compared = Compared.of(here, language, there, book)
        yield _example(compared, quotation, ends=True)
        yield _example(compared.turned, passage, ends=False)


def _example(compared: Compared, marked: Sequence[Marked], *, ends: bool) -> Example:
    """Short clauses are left out, and those at the ends of a passage, which the quotation may lack."""
    alone = np.array([flag for each in marked for flag in each.flags()])
    kept = compared.here.telling.copy()
    if not ends:
        kept[[0, -1]] = False
    return Example(measured(compared, Alignment.of(compared))[kept], alone[kept])


def _drawn(pair: GoldPair, random: Random) -> tuple[list[Marked], list[Marked]]:
    """A passage and its translation, with or without a fault; drawn again until one can be made."""
    while True:
        size = random.choice((2, 2, 3, 3, 3, 4, 4, 5))
        start = random.randrange(len(pair.gold) - size)
        beads = pair.gold[start : start + size]
        if not all(_is_whole([bead[side] for bead in beads]) for side in (0, 1)):
            continue
        sides = [[[texts[n] for n in bead[s]] for bead in beads] for s, texts in enumerate((pair.source, pair.target))]
        if sum(weight(text) for bead in sides[0] for text in bead) > _LONGEST:
            continue
        made = _faulty(pair, beads[0], sides, random)
        if made:
            return made[0], made[1]


def _is_whole(beads: Sequence[tuple[int, ...]]) -> bool:
    """Whether each has text, and all stand in order without a gap."""
    numbers = [number for bead in beads for number in bead]
    return all(beads) and numbers == list(range(numbers[0], numbers[-1] + 1))


def _faulty(
    pair: GoldPair, first: tuple[tuple[int, ...], tuple[int, ...]], sides: list[list[list[str]]], random: Random
) -> list[list[Marked]] | None:
    """Both sides: sound (1 of 4), with an inner bead that has lost its other side (1), or with a planted clause (2)."""
    kind, side = random.randrange(4), random.randrange(2)
    marked = [[[Marked(text) for text in bead] for bead in beads] for beads in sides]
    if kind == 1:
        if len(sides[side]) < 3:
            return None
        place = random.randrange(1, len(sides[side]) - 1)
        if not _PLANTED[0] <= sum(map(weight, sides[side][place])) <= _PLANTED[1]:
            return None
        marked[side][place] = [Marked(text, Span(0, len(text))) for text in sides[side][place]]
        marked[1 - side][place] = []
    elif kind > 1:
        texts = (pair.source, pair.target)[side]
        away = first[side][0] + random.choice((-1, 1)) * random.randrange(*_AWAY)
        bead = random.randrange(len(sides[side]))
        clause = _some_clause(texts[away % len(texts)], random)
        if clause is None:
            return None
        within = random.randrange(len(sides[side][bead]))
        marked[side][bead][within] = _planted(sides[side][bead][within], clause, random)
    return [[each for bead in beads for each in bead] for beads in marked]


def _some_clause(sentence: str, random: Random) -> str | None:
    fitting = [clause.strip() for clause in clauses(sentence) if _PLANTED[0] <= weight(clause) <= _PLANTED[1]]
    return random.choice(fitting) if fitting else None


_MARKS = '。，！？；：”“….,;:!?" '


def _planted(sentence: str, clause: str, random: Random) -> Marked:
    """The sentence with the clause before one of its own, or at its end, between commas or stops."""
    parts = clauses(sentence)
    place = random.randrange(len(parts) + 1)
    comma, stop = ("，", "。") if clause[0] >= "\u2e80" else (", ", ".")
    planted = clause.strip(_MARKS) + (stop if place == len(parts) else comma)
    before = "".join(parts[:place])
    before = before.rstrip(_MARKS) + comma if place == len(parts) else before
    return Marked(before + planted + "".join(parts[place:]), Span(len(before), len(before) + len(planted)))


def fitted(given: Sequence[Example], *, penalty: float = 1e-3, steps: int = 30) -> Doubles:
    """The weights of the greatest likelihood, both kinds of clauses counting as one half; by Newton's method."""
    values = np.concatenate([each.values for each in given])
    alone = np.concatenate([each.alone for each in given]).astype(np.float64)
    share = np.where(alone > 0, 0.5 / alone.mean(), 0.5 / (1 - alone.mean())) / len(alone)
    ridge = penalty * values.std(axis=0) ** 2
    weights = np.zeros(values.shape[1])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (share * (likely - alone)) + ridge * weights
        bend = (values * (share * likely * (1 - likely))[:, None]).T @ values + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the clauses of a corpus."""

    clauses: int
    alone: int
    area: float
    found: float  # the share of those alone that are told
    false: float  # the share of the others


def figures(given: Sequence[Example], weights: Doubles) -> Figures:
    """What comes of it with these weights."""
    odds = np.concatenate([each.values for each in given]) @ weights
    alone = np.concatenate([each.alone for each in given])
    ranks = np.empty(len(odds))
    ranks[np.argsort(odds, kind="stable")] = np.arange(len(odds))
    count = int(alone.sum())
    area = (ranks[alone].mean() - (count - 1) / 2) / (len(odds) - count)
    told = odds > 1
    return Figures(
        len(odds),
        count,
        round(float(area), 4),
        round(float(told[alone].mean()), 4),
        round(float(told[~alone].mean()), 4),
    )


def main() -> None:
    """Draw, measure, train and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--passages", type=int, default=120, help="of each text, in each direction")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--train", type=Path, help="write the weights that all texts give")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    encoder = encoder_named(options.encoder)
    drawn = {
        f"{pair.name} {way.source_language}": list(examples(way, encoder, options.passages, options.seed))
        for name in CORPORA
        for pair in read_corpus(options.corpora / name)
        for way in (pair, flipped(pair))
    }
    if options.train:
        found = fitted([each for given in drawn.values() for each in given])
        weights = dict(zip(NAMES, found.round(4).tolist(), strict=True))
        corpora = {name: digest(options.corpora / name) for name in CORPORA}
        options.train.write_text(json.dumps({"corpora": corpora, "weights": weights}, indent=1) + "\n", "utf-8")
    rows = []
    for name, given in drawn.items():
        text = name.rpartition(" ")[0]
        others = [each for other, those in drawn.items() if other.rpartition(" ")[0] != text for each in those]
        known = figures(given, fitted(others))
        rows.append({"text": name, **{field: getattr(known, field) for field in known.__slots__}})
    if options.json:
        json.dump(rows, sys.stdout, indent=1)
        print()
        return
    print(f"{'text':>24}" + "".join(f"{name:>9}" for name in list(rows[0])[1:]))
    for row in rows:
        first, *rest = row.values()
        print(f"{first:>24}" + "".join(f"{value:>9}" for value in rest))


if __name__ == "__main__":
    main()

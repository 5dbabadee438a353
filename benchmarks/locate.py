"""Score what finds the originals of quotations: `python benchmarks/locate.py --corpora DIR [--json]`.

DIR holds gold bitexts (`mac-dev`, `bible-en-zh`).  The source side of each is a book, but for its last tenth.  Runs of
one to six target sentences are the quotations.  From a third of them clauses are dropped, half of the time with an
ellipsis; a tenth are from the last tenth of the text, so that the book does not have them.  Both sides of each bitext
are tried as the book.  The quotations of each third of a book are scored with weights that were trained on all others;
with `--shipped`, all with the weights of the package.  `--train FILE` writes weights that were trained on all.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from corpora import GoldPair, digest, flipped, joined, read_corpus

from aligner.books import Book
from aligner.encoders import encoder_named
from aligner.lattice import Doubles, Ints
from aligner.locate import FOUND, Passage, best, trained
from aligner.passages import NAMES, Passages, passages
from aligner.quotations import Quoted
from aligner.units import clauses
from bitext.languages import LanguageTag

CORPORA = ("mac-dev", "bible-en-zh")

_LONGEST = 6
_HELD = 10
"""Of the text, one in so many sentences is in no book; of the quotations, one in so many is from there."""


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation made from a gold bitext, and where it is from; nowhere where the book does not have it."""

    text: str
    gold: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Tried:
    """A quotation with its candidates."""

    made: Made
    candidates: Passages


@dataclass(frozen=True, slots=True)
class Trial:
    """A corpus as a book and quotations that were read; the seconds that took, of the processor."""

    name: str
    sentences: int
    tried: Sequence[Tried]
    seconds: float


Found = tuple[tuple[int, int] | None, Passage]
"""Where a quotation is from and where it was found."""

_FOLDS = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the quotations that are in the book, but for `false`: of all quotations."""

    exact: float
    near: float  # exact, or one sentence off
    overlap: float  # the mean of shared by all sentences of the two passages
    first: float  # near, however unlikely
    false: float  # finds that share no sentence with the original
    missed: float  # said not to be there
    promised: float  # the mean probability of the passages found


def quotations(pair: GoldPair, count: int, random: Random) -> Iterator[Made]:
    """Runs of target sentences, each with the hull of the source sentences that their beads have."""
    first_held = len(pair.target) * (_HELD - 1) // _HELD
    for number in range(count):
        size = random.randint(1, _LONGEST)
        is_foreign = number % _HELD == _HELD - 1
        low, high = (first_held + _LONGEST, len(pair.target)) if is_foreign else (0, first_held - _LONGEST)
        start = random.randrange(low, high - size)
        text = quoted(pair.target[start : start + size], pair.target_language, number, random)
        gold = None if is_foreign else original(pair, start, start + size)
        if is_foreign or gold:
            yield Made(text, gold)


def original(pair: GoldPair, start: int, end: int) -> tuple[int, int] | None:
    """The source sentences that translate some target sentences, from the first to the last."""
    numbers = [i for source, target in pair.gold if any(start <= j < end for j in target) for i in source]
    return (min(numbers), max(numbers) + 1) if numbers else None


def quoted(sentences: Sequence[str], language: str, number: int, random: Random) -> str:
    """The sentences as a quotation; of every third one clause or two are left out, of every sixth with an ellipsis."""
    joiner = LanguageTag(language).joiner
    parts = [clause for sentence in sentences for clause in _spaced(clauses(sentence), joiner)]
    if number % 3 or len(parts) < 3:
        return "".join(parts).strip()
    dropped = min(random.randint(1, 2), len(parts) - 2)
    first = random.randrange(1, len(parts) - dropped)
    between = f"{joiner}…{joiner}" if number % 2 else ""
    return "".join([*parts[:first], between, *parts[first + dropped :]]).strip()


def _spaced(parts: Sequence[str], joiner: str) -> list[str]:
    return [*parts[:-1], parts[-1] + joiner]


def trial(pair: GoldPair, encoder_name: str, count: int, seed: int) -> Trial:
    """Read the book and the quotations."""
    made = list(quotations(pair, count, Random(seed)))  # noqa: S311 - the same quotations every time
    start = time.process_time()
    cut = (original(pair, len(pair.target) * (_HELD - 1) // _HELD, len(pair.target)) or (len(pair.source), 0))[0]
    book = Book.read(pair.source[:cut], LanguageTag(pair.source_language), encoder_named(encoder_name))
    read = Quoted.read([(one.text, LanguageTag(pair.target_language)) for one in made], book)
    compared = (passages(quotation, book) if quotation else None for quotation in read)
    tried = [Tried(one, candidates) for one, candidates in zip(made, compared, strict=True) if candidates]
    return Trial(f"{pair.name}.{pair.source_language}", cut, tried, time.process_time() - start)


def fitted(tried: Sequence[Tried], *, penalty: float = 0.1, steps: int = 200) -> Doubles:
    """The weights of the greatest likelihood: of the right passage among all candidates and there being none.

    Gradient ascent with steps by Adam (Kingma & Ba 2015); a quotation whose original is no candidate teaches nothing.
    """
    known = [(one.candidates.values, row) for one in tried if (row := _row(one)) is not None]
    nowhere = np.zeros((1, len(NAMES)), dtype=np.float32)
    table = np.concatenate([rows for values, _ in known for rows in (values, nowhere)])
    counts = np.array([len(values) + 1 for values, _ in known])
    firsts = np.cumsum(counts) - counts
    right = table[firsts + np.array([row for _, row in known])].mean(axis=0)
    weights, first, second = np.zeros((3, len(NAMES)))
    for step in range(1, steps + 1):
        expected = _likely(table @ weights, firsts, counts) @ table / len(known)
        gradient = right - expected - penalty * weights / len(known)
        first, second = 0.9 * first + 0.1 * gradient, 0.99 * second + 0.01 * gradient**2
        weights = weights + 0.2 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def _likely(scores: Doubles, firsts: Ints, counts: Ints) -> Doubles:
    """The probabilities within each quotation's candidates, which follow each other."""
    raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, firsts), counts))
    likely: Doubles = raised / np.repeat(np.add.reduceat(raised, firsts), counts)
    return likely


def _row(one: Tried) -> int | None:
    """Of the original among the candidates; one past them where there is none."""
    if one.made.gold is None:
        return len(one.candidates.starts)
    start, end = one.made.gold
    rows = np.flatnonzero((one.candidates.starts == start) & (one.candidates.ends == end))
    return int(rows[0]) if len(rows) else None


def held_out(trials: Sequence[Trial]) -> list[list[Found]]:
    """Of each trial what is found by weights that no quotation of the same third of the same text had a part in."""
    found: list[list[Found]] = [[] for _ in trials]
    parts = [_parts(each) for each in trials]
    for fold in range(_FOLDS):
        rows = [list(zip(each.tried, part, strict=True)) for each, part in zip(trials, parts, strict=True)]
        weights = fitted([one for row in rows for one, part in row if part != fold])
        for own, row in zip(found, rows, strict=True):
            own += [(one.made.gold, best(one.candidates, weights)) for one, part in row if part == fold]
    return found


def _parts(each: Trial) -> list[int]:
    """The third of the book where each quotation is from; of those from elsewhere, of the quotations."""
    return [
        one.made.gold[0] * _FOLDS // each.sentences if one.made.gold else number * _FOLDS // len(each.tried)
        for number, one in enumerate(each.tried)
    ]


def figures(found: Sequence[Found], threshold: float = FOUND) -> Figures:
    """The shares of what was found."""
    there = [(gold, passage) for gold, passage in found if gold]
    sure = [(gold, passage) for gold, passage in there if passage.found >= threshold]
    wrong = [not gold or not _overlap(gold, passage) for gold, passage in found if passage.found >= threshold]
    return Figures(
        exact=_share([_off(gold, passage) == 0 for gold, passage in sure], len(there)),
        near=_share([_off(gold, passage) <= 1 for gold, passage in sure], len(there)),
        overlap=_share([_overlap(gold, passage) for gold, passage in sure], len(there)),
        first=_share([_off(gold, passage) <= 1 for gold, passage in there], len(there)),
        false=_share(wrong, len(found)),
        missed=_share([passage.found < threshold for _, passage in there], len(there)),
        promised=_share([passage.probability for _, passage in sure], len(there)),
    )


def _share(values: Sequence[float], count: int) -> float:
    return round(sum(values) / count, 4) if count else 0.0


def _off(gold: tuple[int, int], passage: Passage) -> int:
    return abs(gold[0] - passage.start) + abs(gold[1] - passage.end)


def _overlap(gold: tuple[int, int], passage: Passage) -> float:
    shared = min(gold[1], passage.end) - max(gold[0], passage.start)
    return max(0, shared) / (max(gold[1], passage.end) - min(gold[0], passage.start))


def report(each: Trial, found: Sequence[Found], threshold: float) -> dict[str, float | str]:
    """The figures of a corpus, and what they cost."""
    known = figures(found, threshold)
    return {
        "book": each.name,
        "sentences": each.sentences,
        "quotations": len(found),
        **{name: getattr(known, name) for name in known.__slots__},
        "cpu_seconds": round(each.seconds, 1),
    }


def main() -> None:
    """Make the quotations, read, train and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--quotations", type=int, default=100, help="of each book")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threshold", type=float, default=FOUND, help="found is what is at least so probable")
    parser.add_argument("--shipped", action="store_true", help="score the weights of the package")
    parser.add_argument("--train", type=Path, help="write weights trained on all books")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pairs = [joined(name, read_corpus(options.corpora / name)) for name in CORPORA]
    trials = [
        trial(way, options.encoder, options.quotations, options.seed) for pair in pairs for way in (pair, flipped(pair))
    ]
    if options.train:
        weights = fitted([one for each in trials for one in each.tried])
        corpora = {name: digest(options.corpora / name) for name in CORPORA}
        named = dict(zip(NAMES, weights.round(4).tolist(), strict=True))
        options.train.write_text(json.dumps({"corpora": corpora, "weights": named}, indent=1) + "\n", "utf-8")
        return
    own = np.array([trained()[name] for name in NAMES]) if options.shipped else None
    shipped = [] if own is None else [[(o.made.gold, best(o.candidates, own)) for o in t.tried] for t in trials]
    found = shipped or held_out(trials)
    rows = [report(each, passages_, options.threshold) for each, passages_ in zip(trials, found, strict=True)]
    if options.json:
        json.dump(rows, sys.stdout, indent=1)
        print()
        return
    print("".join(f"{name:>15}" for name in rows[0]))
    for row in rows:
        print("".join(f"{value:>15}" for value in row.values()))


if __name__ == "__main__":
    main()

"""Gold bitexts with omissions planted in them: sentences or whole passages dropped from a side, the gold adjusted.

Dropping is drawn from a seed and the document's name, so that the same seed gives the same omissions each time and
different ones in each document.
"""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from corpora import GoldPair

from aligner.evaluation import Pair


@dataclass(frozen=True, slots=True)
class Dropped:
    """The numbers of the sentences that are dropped from each side."""

    source: frozenset[int] = frozenset()
    target: frozenset[int] = frozenset()


def planted(pair: GoldPair, share: float, seed: int) -> GoldPair:
    """The pair without a random share of the sentences of either side, for omissions of a sentence here and there.

    Raises `ValueError` where the share is not from 0 up to, not including, 1.
    """
    return without(pair, scattered(pair, share, seed))


def with_gaps(pair: GoldPair, seed: int, *, runs: int = 2, shortest: int = 5, longest: int = 40) -> GoldPair:
    """The pair without whole runs of sentences, each of one side, for passages that a translator skips or adds."""
    return without(pair, passages(pair, seed, runs=runs, shortest=shortest, longest=longest))


def scattered(pair: GoldPair, share: float, seed: int) -> Dropped:
    """A random share of the sentences of each side, rounded to whole sentences."""
    if not 0 <= share < 1:
        raise ValueError(f"The share to drop must be from 0 up to, not including, 1; it is {share}.")
    chance = _chance(pair, seed)
    source, target = (
        frozenset(chance.sample(range(count), round(share * count))) for count in (len(pair.source), len(pair.target))
    )
    return Dropped(source, target)


def passages(pair: GoldPair, seed: int, *, runs: int = 2, shortest: int = 5, longest: int = 40) -> Dropped:
    """Runs of `shortest` to `longest` sentences, each of a side drawn by lot.

    Each run lies in a stretch of the document of its own and takes up no more than half of it; a stretch that is too
    short for that keeps its sentences.
    """
    chance = _chance(pair, seed)
    counts = len(pair.source), len(pair.target)
    dropped: tuple[set[int], set[int]] = set(), set()
    for number in range(runs):
        side = chance.randrange(2)
        start, end = (counts[side] * edge // runs for edge in (number, number + 1))
        most = min(longest, (end - start) // 2)
        if most >= shortest:
            length = chance.randint(shortest, most)
            first = chance.randint(start, end - length)
            dropped[side].update(range(first, first + length))
    return Dropped(frozenset(dropped[0]), frozenset(dropped[1]))


def _chance(pair: GoldPair, seed: int) -> random.Random:
    return random.Random(f"{pair.name} {seed}")  # noqa: S311 - the same omissions every time


def without(pair: GoldPair, dropped: Dropped) -> GoldPair:
    """The pair without some sentences, which leave no number free.

    A bead keeps what is left of it.  One that has lost all of one side becomes a null bead for each sentence left on
    the other; where beads are judged by unit (verses), one null bead, as all of a unit is one bead there.

    >>> pair = GoldPair("a", ("甲。", "乙。"), ("A.", "B.", "C."), "zh", "en", [((0,), (0, 1)), ((1,), (2,))])
    >>> less = without(pair, Dropped(source=frozenset({0})))
    >>> less.source, less.target, less.gold
    (('乙。',), ('A.', 'B.', 'C.'), [((), (0,)), ((), (1,)), ((0,), (2,))])
    """
    source, target = _kept(len(pair.source), dropped.source), _kept(len(pair.target), dropped.target)
    gold = [bead for old in pair.gold for bead in _left(old, source, target, whole=bool(pair.source_units))]
    return replace(
        pair,
        source=tuple(pair.source[number] for number in source),
        target=tuple(pair.target[number] for number in target),
        gold=gold,
        source_units=tuple(pair.source_units[number] for number in source) if pair.source_units else (),
        target_units=tuple(pair.target_units[number] for number in target) if pair.target_units else (),
    )


def orphans(pair: GoldPair, dropped: Dropped) -> Dropped:
    """The sentences that lose their whole counterpart, by the numbers that they have in `without(pair, dropped)`."""
    source, target = _kept(len(pair.source), dropped.source), _kept(len(pair.target), dropped.target)
    bereft = [
        (here, there)
        for a, b in pair.gold
        if a and b
        for here, there in [(_renumbered(a, source), _renumbered(b, target))]
        if not (here and there)
    ]
    return Dropped(
        frozenset(number for here, _ in bereft for number in here),
        frozenset(number for _, there in bereft for number in there),
    )


def _kept(count: int, dropped: Collection[int]) -> dict[int, int]:
    """The new number of each old one that is kept."""
    return {old: new for new, old in enumerate(old for old in range(count) if old not in dropped)}


def _renumbered(numbers: tuple[int, ...], kept: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(kept[number] for number in numbers if number in kept)


def _left(bead: Pair, source: Mapping[int, int], target: Mapping[int, int], *, whole: bool) -> Iterator[Pair]:
    """What is left of a bead: itself with fewer sentences, null beads, or nothing."""
    here, there = _renumbered(bead[0], source), _renumbered(bead[1], target)
    if whole or (here and there) or not (bead[0] and bead[1]):
        if here or there:
            yield here, there
    else:
        yield from (((number,), ()) for number in here)
        yield from (((), (number,)) for number in there)

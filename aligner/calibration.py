"""How true probabilities are: whether of the beads given 0.8, eight in ten are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Judged:
    """A bead that was found: the probability it was given, and whether the gold has exactly it."""

    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The beads given a probability from `low` up to `high`: what they were promised, and what they kept."""

    low: float
    high: float
    count: int
    promised: float  # the mean probability; 0 of no beads
    kept: float  # the share that is right; 0 of no beads


def reliability(judged: Iterable[Judged], bins: int = 10) -> Sequence[Bin]:
    """The beads in bins of equal width, empty ones too; a probability on a border belongs to the bin above it.

    This is the reliability diagram of DeGroot & Fienberg (1983), as Guo et al. (2017) draw it.

    >>> [b.count for b in reliability([Judged(0.9, True), Judged(0.1, False), Judged(1.0, True)], bins=2)]
    [1, 2]
    """
    members: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        members[min(int(one.probability * bins), bins - 1)].append(one)
    return [
        Bin(
            number / bins,
            (number + 1) / bins,
            len(inside),
            _mean([one.probability for one in inside]),
            _mean([float(one.right) for one in inside]),
        )
        for number, inside in enumerate(members)
    ]


def calibration_error(judged: Iterable[Judged], bins: int = 10) -> float:
    """The expected calibration error, from 0 to 1: the mean of |promised - kept|, each bead counting once.

    Naeini, Cooper & Hauskrecht (2015), with bins of equal width.  Of no beads it is 0.

    >>> round(calibration_error([Judged(0.9, True), Judged(0.9, False), Judged(0.2, False)]), 3)
    0.333
    """
    table = reliability(judged, bins)
    count = sum(b.count for b in table)
    return sum(b.count * abs(b.promised - b.kept) for b in table) / count if count else 0.0


def share_of_wrong_in_least_certain(judged: Iterable[Judged], share: float = 0.1) -> float:
    """Of all wrong beads, how many stand among the `share` of beads that are least certain; 1 where none is wrong.

    It says what a reviewer finds who looks at these beads only.

    >>> share_of_wrong_in_least_certain([Judged(0.3, False), Judged(0.9, False), Judged(0.95, True)], share=0.3)
    0.5
    """
    beads = list(judged)
    wrong = _wrong(beads)
    return _wrong_in_least_certain(beads, share) / wrong if wrong else 1.0


def wrong_among_least_certain(judged: Iterable[Judged], share: float = 0.1) -> float:
    """Of the `share` of beads that are least certain, how many are wrong; 0 of no beads.

    >>> wrong_among_least_certain([Judged(0.3, False), Judged(0.9, False), Judged(0.95, True)], share=0.3)
    1.0
    """
    beads = list(judged)
    looked_at = _looked_at(beads, share)
    return _wrong_in_least_certain(beads, share) / looked_at if looked_at else 0.0


def _looked_at(beads: Sequence[Judged], share: float) -> int:
    return ceil(len(beads) * share - 1e-9)


def _wrong_in_least_certain(beads: Sequence[Judged], share: float) -> float:
    """How many of the least certain beads are wrong.

    Where equal probabilities straddle the border, their wrong beads count in proportion: the order says nothing.
    """
    looked_at = _looked_at(beads, share)
    if not looked_at:
        return 0.0
    border = sorted(one.probability for one in beads)[looked_at - 1]
    below = [one for one in beads if one.probability < border]
    on_it = [one for one in beads if one.probability == border]
    return _wrong(below) + (looked_at - len(below)) / len(on_it) * _wrong(on_it)


def _wrong(beads: Sequence[Judged]) -> int:
    return sum(not one.right for one in beads)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

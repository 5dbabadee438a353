"""How right an alignment is: precision, recall and F1 as Vecalign's `score.py` counts them.

Strict: a bead counts where the gold has exactly it.  Lax: where one gold bead shares a segment with it on both sides.
Precision is of all beads found, null beads too; recall is of the gold beads with text on both sides only.  So a missed
null bead costs nothing, and a wrong one costs precision (Thompson & Koehn 2019; Bertalign's `eval.py` is the same).
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""A bead as sentence numbers of the source and of the target."""

Type = tuple[int, int]
"""How many sentences stand on either side of a bead."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """What scores are made of; counts of several documents are added up before they are divided."""

    found: int = 0
    found_strict: int = 0
    found_lax: int = 0
    gold: int = 0
    recalled_strict: int = 0
    recalled_lax: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.found + other.found,
            self.found_strict + other.found_strict,
            self.found_lax + other.found_lax,
            self.gold + other.gold,
            self.recalled_strict + other.recalled_strict,
            self.recalled_lax + other.recalled_lax,
        )

    @property
    def strict(self) -> Score:
        return Score(_share(self.found_strict, self.found), _share(self.recalled_strict, self.gold))

    @property
    def lax(self) -> Score:
        return Score(_share(self.found_lax, self.found), _share(self.recalled_lax, self.gold))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def compare(gold: Iterable[Pair], found: Iterable[Pair]) -> Counts:
    """The counts of one document.

    >>> gold = [((0,), (0, 1)), ((1,), (2,)), ((2,), ())]
    >>> counts = compare(gold, [((0,), (0,)), ((), (1,)), ((1,), (2,)), ((2,), ())])
    >>> counts.strict
    Score(precision=0.5, recall=0.5)
    >>> counts.lax
    Score(precision=0.75, recall=1.0)
    """
    wanted, had = _beads(gold), _beads(found)
    return Counts(
        found=len(had),
        found_strict=len(had & wanted),
        found_lax=_touching(had, wanted) + sum(1 for bead in wanted & had if not _two_sided(bead)),
        gold=sum(1 for bead in wanted if _two_sided(bead)),
        recalled_strict=sum(1 for bead in wanted & had if _two_sided(bead)),
        recalled_lax=_touching(wanted, had),
    )


def _beads(pairs: Iterable[Pair]) -> frozenset[Pair]:
    return frozenset((tuple(a), tuple(b)) for a, b in pairs if a or b)


def _two_sided(bead: Pair) -> bool:
    return bool(bead[0] and bead[1])


def _touching(beads: frozenset[Pair], others: frozenset[Pair]) -> int:
    """How many beads share a segment on both sides with some one bead of `others`."""
    by_source: dict[int, list[Pair]] = {}
    for other in others:
        for number in other[0]:
            by_source.setdefault(number, []).append(other)
    return sum(
        any(set(target).intersection(other[1]) for number in source for other in by_source.get(number, ()))
        for source, target in beads
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the beads of one kind: how many the gold has, how many were found, and how many are in both."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def score(self) -> Score:
        return Score(_share(self.right, self.found), _share(self.right, self.gold))


def by_type(gold: Iterable[Pair], found: Iterable[Pair]) -> Mapping[Type, Tally]:
    """The beads of each type, strictly counted; unlike in `compare`, null beads have a recall too.

    The types that the gold has come first, the most frequent before the others.

    >>> gold = [((0,), (0, 1)), ((1,), (2,)), ((2,), ())]
    >>> for type_, tally in by_type(gold, [((0,), (0,)), ((), (1,)), ((1,), (2,)), ((2,), ())]).items():
    ...     print(type_, tally)
    (1, 0) Tally(gold=1, found=1, right=1)
    (1, 1) Tally(gold=1, found=2, right=1)
    (1, 2) Tally(gold=1, found=0, right=0)
    (0, 1) Tally(gold=0, found=1, right=0)
    """
    wanted, had = _beads(gold), _beads(found)
    counts = [Counter(map(_type, beads)) for beads in (wanted, had, wanted & had)]
    types = sorted(counts[0].keys() | counts[1].keys(), key=lambda type_: (-counts[0][type_], type_))
    return {type_: Tally(*(count[type_] for count in counts)) for type_ in types}


def null_beads(gold: Iterable[Pair], found: Iterable[Pair]) -> Tally:
    """The beads with an empty side, strictly counted.

    >>> null_beads([((0,), ()), ((1,), (0,))], [((0,), ()), ((1,), ()), ((), (0,))])
    Tally(gold=1, found=3, right=1)
    """
    wanted, had = ({bead for bead in _beads(beads) if not _two_sided(bead)} for beads in (gold, found))
    return Tally(len(wanted), len(had), len(wanted & had))


def _type(bead: Pair) -> Type:
    return len(bead[0]), len(bead[1])


class ErrorKind(StrEnum):
    """What went wrong between two places where gold and result agree."""

    SPLIT = "split"  # one bead of the gold was found as several
    MERGED = "merged"  # several beads of the gold were found as one
    SHIFTED = "shifted"  # as many beads, with their borders elsewhere
    MISSED_OMISSION = "missed omission"  # a sentence without counterpart was given one
    INVENTED_OMISSION = "invented omission"  # a sentence with a counterpart was left without
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """Beads of the gold, and the beads that were found in their place."""

    gold: tuple[Pair, ...]
    found: tuple[Pair, ...]

    @property
    def kind(self) -> ErrorKind:
        """What went wrong.

        >>> Difference((((0,), (0, 1)),), (((0,), (0,)), ((), (1,)))).kind
        <ErrorKind.INVENTED_OMISSION: 'invented omission'>
        """
        missed = any(not _two_sided(bead) and bead not in self.found for bead in self.gold)
        invented = any(not _two_sided(bead) and bead not in self.gold for bead in self.found)
        if missed != invented:
            return ErrorKind.MISSED_OMISSION if missed else ErrorKind.INVENTED_OMISSION
        if len(self.gold) == len(self.found):
            return ErrorKind.SHIFTED
        if missed:
            return ErrorKind.OTHER
        if len(self.gold) == 1:
            return ErrorKind.SPLIT
        return ErrorKind.MERGED if len(self.found) == 1 else ErrorKind.OTHER


def differences(gold: Sequence[Pair], found: Sequence[Pair]) -> Iterator[Difference]:
    """Where gold and result differ: the runs between two corners that both have, as short as they can be.

    A corner is a place on both sides that no bead crosses.  A sentence that is in no bead of one of the two counts
    there as one without counterpart.  In which order null beads of the two sides follow each other is no difference.

    >>> gold = [((0,), (0, 1)), ((1,), (2,)), ((2,), (3,))]
    >>> for difference in differences(gold, [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]):
    ...     print(difference.kind, difference.gold, difference.found)
    shifted (((0,), (0, 1)), ((1,), (2,))) (((0,), (0,)), ((1,), (1, 2)))
    """
    sizes = _size([*gold, *found], 0), _size([*gold, *found], 1)
    sides = [_in_order(_completed(beads, sizes)) for beads in (gold, found)]
    ends = [dict(_corners(beads)) for beads in sides]
    shared = [corner for corner in ends[0] if corner in ends[1]]
    for before, after in pairwise([(0, 0), *shared]):
        here, there = (tuple(beads[at.get(before, 0) : at[after]]) for beads, at in zip(sides, ends, strict=True))
        if set(here) != set(there):
            yield Difference(here, there)


def _size(beads: Iterable[Pair], side: int) -> int:
    return max((number + 1 for bead in beads for number in bead[side]), default=0)


def _completed(beads: Sequence[Pair], sizes: tuple[int, int]) -> list[Pair]:
    """The beads with a null bead for each sentence that is in none, before the first bead that stands further on."""
    whole: list[Pair] = []
    in_beads = [{number for bead in beads for number in bead[side]} for side in (0, 1)]
    lacking = [deque(n for n in range(size) if n not in had) for size, had in zip(sizes, in_beads, strict=True)]
    for source, target in beads:
        for side, numbers in enumerate((source, target)):
            while numbers and lacking[side] and lacking[side][0] < numbers[0]:
                whole.append(_null(side, lacking[side].popleft()))
        whole.append((source, target))
    return [*whole, *(_null(side, number) for side in (0, 1) for number in lacking[side])]


def _null(side: int, number: int) -> Pair:
    return ((number,), ()) if side == 0 else ((), (number,))


def _in_order(beads: Sequence[Pair]) -> list[Pair]:
    """The beads with each run of null beads in one order: those of the source first."""
    ordered: list[Pair] = []
    waiting: list[Pair] = []
    for bead in beads:
        if not bead[0]:
            waiting.append(bead)
            continue
        if bead[1]:
            ordered += waiting
            waiting = []
        ordered.append(bead)
    return [*ordered, *waiting]


def _corners(beads: Sequence[Pair]) -> Iterator[tuple[tuple[int, int], int]]:
    """The corners, each with the number of beads before it; where beads cross, only those that none of them crosses."""
    counts, furthest = [0, 0], [0, 0]
    for number, bead in enumerate(beads, 1):
        for side in (0, 1):
            counts[side] += len(bead[side])
            furthest[side] = max([furthest[side], *(n + 1 for n in bead[side])])
        if counts == furthest:
            yield (counts[0], counts[1]), number


def merged_by_unit(found: Sequence[Pair], source_units: Sequence[str], target_units: Sequence[str]) -> list[Pair]:
    """The beads joined until none ends inside a unit (a verse) of either side: for gold that is made by unit."""
    merged: list[Pair] = []
    for source, target in found:
        if merged and (_splits(merged, source, source_units, 0) or _splits(merged, target, target_units, 1)):
            before = merged.pop()
            merged.append((before[0] + tuple(source), before[1] + tuple(target)))
        else:
            merged.append((tuple(source), tuple(target)))
    return merged


def _splits(merged: Sequence[Pair], numbers: Sequence[int], units: Sequence[str], side: int) -> bool:
    """Whether the unit of the first of `numbers` has begun in the beads before."""
    if not numbers:
        return False
    last = next((bead[side][-1] for bead in reversed(merged) if bead[side]), None)
    return last is not None and units[last] == units[numbers[0]]

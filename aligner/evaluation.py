"""How right an alignment is: precision, recall and F1 as Vecalign's `score.py` counts them.

Strict: a bead counts where the gold has exactly it.  Lax: where one gold bead shares a segment with it on both sides.
Precision is of all beads found, null beads too; recall is of the gold beads with text on both sides only.  So a missed
null bead costs nothing, and a wrong one costs precision (Thompson & Koehn 2019; Bertalign's `eval.py` is the same).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""A bead as sentence numbers of the source and of the target."""


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
        found_lax=sum(1 for bead in had if bead in wanted or _touches(bead, wanted)),
        gold=sum(1 for bead in wanted if _two_sided(bead)),
        recalled_strict=sum(1 for bead in wanted & had if _two_sided(bead)),
        recalled_lax=sum(1 for bead in wanted if _two_sided(bead) and _touches(bead, had)),
    )


def _beads(pairs: Iterable[Pair]) -> frozenset[Pair]:
    return frozenset((tuple(a), tuple(b)) for a, b in pairs if a or b)


def _two_sided(bead: Pair) -> bool:
    return bool(bead[0] and bead[1])


def _touches(bead: Pair, others: frozenset[Pair]) -> bool:
    """Whether some one bead of `others` shares a segment with `bead` on either side."""
    source, target = set(bead[0]), set(bead[1])
    return any(source.intersection(a) and target.intersection(b) for a, b in others)


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

"""An alignment as a file gives it, before it is known of which sentences it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bitext.alignments import State
from bitext.errors import BadData
from bitext.languages import LanguageTag


@dataclass(frozen=True, slots=True)
class Run:
    """Text that one side has in one piece: a sentence, or several whose borders the file does not tell.

    A format of numbers has no text; a translation memory of others has neither ids nor a count.
    """

    text: str | None
    ids: tuple[str, ...] = ()
    count: int | None = 1  # of sentences


@dataclass(frozen=True)
class GivenSide:
    """One side's runs, in the order of the text."""

    runs: tuple[Run, ...]
    language: LanguageTag | None = None

    @cached_property
    def ids(self) -> tuple[str, ...] | None:
        """The ids of all sentences; None where some have none."""
        if any(len(run.ids) != run.count for run in self.runs):
            return None
        return tuple(id_ for run in self.runs for id_ in run.ids)

    @property
    def has_text(self) -> bool:
        return all(run.text is not None for run in self.runs)


@dataclass(frozen=True, slots=True)
class GivenBead:
    """A bead as the numbers of the runs on both sides."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float | None = None
    state: State = State.TRANSLATED
    note: str = ""
    line: int | None = None  # of the file, 1-based

    def side(self, side: int) -> tuple[int, ...]:
        """The runs of the source (0) or the target (1)."""
        return self.target if side else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAlignment:
    """All that a file says of one pair of texts.

    Raises `BadData` that names a run that is in two beads, and its line.
    """

    name: str
    sides: tuple[GivenSide, GivenSide]
    beads: tuple[GivenBead, ...]

    def __post_init__(self) -> None:
        for side, which in enumerate(("source", "target")):
            seen: set[int | str] = set()
            for bead in self.beads:
                for found in self._names(bead, side):
                    if found in seen:
                        raise BadData(
                            f"{self.name}{place(bead.line)}: the {which} sentence {found} is in two beads; "
                            "take it out of one of them."
                        )
                    seen.add(found)

    def _names(self, bead: GivenBead, side: int) -> Iterator[int | str]:
        """The ids of a bead's sentences, or the numbers of its runs."""
        for number in bead.side(side):
            yield from self.sides[side].runs[number].ids or (number,)

    @property
    def left_out(self) -> tuple[list[int], list[int]]:
        """The runs of either side that are in no bead."""
        first, second = (list(self._left_out(side)) for side in (0, 1))
        return first, second

    def all_beads(self) -> Iterator[GivenBead]:
        """The beads, and before each the sentences that are left out before it; the others at the end."""
        sources, targets = self.left_out
        for bead in self.beads:
            while sources and bead.source and sources[0] < bead.source[0]:
                yield GivenBead((sources.pop(0),), ())
            while targets and bead.target and targets[0] < bead.target[0]:
                yield GivenBead((), (targets.pop(0),))
            yield bead
        yield from (GivenBead((run,), ()) for run in sources)
        yield from (GivenBead((), (run,)) for run in targets)

    def _left_out(self, side: int) -> Iterator[int]:
        linked = {number for bead in self.beads for number in bead.side(side)}
        return (number for number in range(len(self.sides[side].runs)) if number not in linked)


def place(line: int | None) -> str:
    """How a message names a line, where it is known.

    >>> "gold.txt" + place(3)
    'gold.txt, line 3'
    """
    return "" if line is None else f", line {line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A bead of a format that gives the text with each bead."""

    source: tuple[Run, ...]
    target: tuple[Run, ...]
    probability: float | None = None
    state: State = State.TRANSLATED
    note: str = ""
    line: int | None = None


def alignment_of(
    units: Iterable[Unit], *, name: str, languages: tuple[LanguageTag | None, LanguageTag | None] = (None, None)
) -> GivenAlignment:
    """The alignment that units make, in their order; those without any text are left out.

    Raises `BadData` that names an id that is there twice.
    """
    runs: tuple[list[Run], list[Run]] = ([], [])
    beads: list[GivenBead] = []
    for unit in units:
        numbers = []
        for known, new in zip(runs, (unit.source, unit.target), strict=True):
            numbers.append(tuple(range(len(known), len(known) + len(new))))
            known.extend(new)
        if any(numbers):
            beads.append(GivenBead(numbers[0], numbers[1], unit.probability, unit.state, unit.note, unit.line))
    sides = [GivenSide(tuple(known), language) for known, language in zip(runs, languages, strict=True)]
    return GivenAlignment(name=name, sides=(sides[0], sides[1]), beads=tuple(beads))


def probability(value: object, where: str) -> float | None:
    """A probability as a file has it; None where it says nothing.

    Raises `BadData` where it is no number from 0 to 1.

    >>> probability("0.5", "a.tsv, line 2"), probability("", "a.tsv, line 3")
    (0.5, None)
    """
    if value is None or value == "":
        return None
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise BadData(f"{where}: the probability {value!r} is no number from 0 to 1.")
    return number


def state(value: object, where: str) -> State:
    """The state of a bead as a file has it.  Raises `BadData` where it is none of ours."""
    if value is None or value == "":
        return State.TRANSLATED
    try:
        return State(str(value))
    except ValueError as error:
        raise BadData(f"{where}: there is no state {value!r}; it can be {', '.join(State)}.") from error

"""Two alignments of the same pair of texts, from two files: which sentence of the one is which of the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from aligner.evaluation import Pair
from bitext.errors import BadData
from bitext.languages import LanguageTag
from sources.alignments import GivenAlignment, GivenBead, GivenSide

Numbers = tuple[int, ...]
Numbering = Sequence[Numbers]
"""The sentences of each run."""

_SIDES: Final = ("source", "target")
_EXCERPT: Final = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A bead by the numbers of the sentences that both files have in common, with its text."""

    pair: Pair
    texts: tuple[str, str]
    probability: float | None = None
    is_left_out: bool = False  # it stands for a sentence that is in no bead


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Two alignments that name the same sentences by the same numbers."""

    gold: tuple[Told, ...]
    result: tuple[Told, ...]
    ids: tuple[tuple[str, ...], tuple[str, ...]]  # of the sentences of each side; empty where they are not known
    languages: tuple[LanguageTag | None, LanguageTag | None]


def matched(gold: GivenAlignment, result: GivenAlignment, *, any_sentences: bool = False) -> Matched:
    """The two with common numbers: by ids where these are the same, else by text, else by the numbers themselves.

    With `any_sentences` the same text may be divided otherwise in the two: then what is numbered are the pieces that no
    sentence of either divides, and a null bead of several of them is several.
    Raises `BadData` that names the first sentence that differs.
    """
    sides = [_Sides(gold.name, result.name, side, gold.sides[side], result.sides[side]) for side in (0, 1)]
    numbers = [pair.numbers(any_sentences=any_sentences) for pair in sides]
    languages = [pair.gold.language or pair.result.language for pair in sides]
    ids = [pair.ids(found) for pair, found in zip(sides, numbers, strict=True)]
    told = []
    for which, given in enumerate((gold, result)):
        texts = [_texts(pair, found, which) for pair, found in zip(sides, numbers, strict=True)]
        beads = (_told(bead, (numbers[0][which], numbers[1][which]), texts) for bead in given.beads)
        if any_sentences:
            beads = (piece for bead in beads for piece in _pieces(bead))
        told.append(tuple(bead for bead in beads if any(bead.pair)))
    return Matched(gold=told[0], result=told[1], ids=(ids[0], ids[1]), languages=(languages[0], languages[1]))


def _told(bead: GivenBead, numbers: tuple[Numbering, Numbering], texts: Sequence["_Joined"]) -> Told:
    source, target = (tuple(n for run in bead.side(side) for n in numbers[side][run]) for side in (0, 1))
    text = texts[0].of(bead.source), texts[1].of(bead.target)
    return Told((source, target), text, bead.probability)


def _pieces(bead: Told) -> Iterator[Told]:
    """A null bead in pieces; where it has several, only the first shows its text."""
    source, target = bead.pair
    if source and target:
        yield bead
        return
    for count, number in enumerate(source or target):
        pair: Pair = ((number,), ()) if source else ((), (number,))
        yield Told(pair, ("", "") if count else bead.texts, bead.probability)


@dataclass(frozen=True, slots=True)
class _Joined:
    """The text of runs put side by side."""

    runs: Sequence[str]
    joiner: str

    def of(self, numbers: Numbers) -> str:
        return self.joiner.join(text for number in numbers if (text := self.runs[number]))


def _texts(pair: "_Sides", numbers: tuple[Numbering, Numbering], which: int) -> _Joined:
    """The runs of one file; a file of numbers borrows the text of the other."""
    own, other = (pair.gold, pair.result)[:: -1 if which else 1]
    language = own.language or other.language
    joiner = language.joiner if language else " "
    if own.has_text:
        return _Joined([run.text or "" for run in own.runs], joiner)
    borrowed = {n: run.text or "" for run, found in zip(other.runs, numbers[1 - which], strict=True) for n in found[:1]}
    return _Joined([borrowed.get(n, "") for n in range(len(own.runs))], joiner)


@dataclass(frozen=True)
class _Sides:
    """One side of the pair of texts, in both files."""

    gold_name: str
    result_name: str
    side: int
    gold: GivenSide
    result: GivenSide

    @property
    def _which(self) -> str:
        return _SIDES[self.side]

    @cached_property
    def _streams(self) -> tuple["_Stream", "_Stream"]:
        return _Stream(self.gold), _Stream(self.result)

    def numbers(self, *, any_sentences: bool) -> tuple[Numbering, Numbering]:
        """The numbers of the sentences of each run, in both files."""
        if self._have_the_same_ids():
            return self._counted()
        if not (self.gold.has_text and self.result.has_text):
            self._check_counts()
            return self._counted()
        first, second = self._streams
        if first.sentences == second.sentences:  # with blank ones, which have no place in the text
            return self._counted()
        self._check_text()
        if not any_sentences:
            self._check_ends()
        ends = sorted(first.ends | second.ends)
        return first.numbered(ends), second.numbered(ends)

    def ids(self, numbers: tuple[Numbering, Numbering]) -> tuple[str, ...]:
        """The ids of the sentences, from the file that has them all."""
        count = max((n + 1 for found in numbers for run in found for n in run), default=0)
        known = (side.ids for side in (self.gold, self.result))
        return next((ids for ids in known if ids is not None and len(ids) == count), ())

    def _have_the_same_ids(self) -> bool:
        """Whether the ids are the same, and not by accident: then most of the text is the same too."""
        if self.gold.ids is None or self.gold.ids != self.result.ids:
            return False
        known = [{run.ids: _squeezed(run.text) for run in side.runs} for side in (self.gold, self.result)]
        common = known[0].keys() & known[1].keys()
        changed = sum(known[0][ids] != known[1][ids] for ids in common)
        return 2 * changed <= len(common)

    def _counted(self) -> tuple[Numbering, Numbering]:
        return _counted(self.gold), _counted(self.result)

    def _check_counts(self) -> None:
        for numbers, other, names in (
            (self.gold, self.result, (self.gold_name, self.result_name)),
            (self.result, self.gold, (self.result_name, self.gold_name)),
        ):
            if numbers.has_text:
                continue
            if any(run.count is None for run in other.runs):
                raise BadData(
                    f"{names[0]} has numbers only, and {names[1]} does not tell its sentences; "
                    "give both texts with --source and --target, one sentence on a line."
                )
            count = sum(run.count or 0 for run in other.runs)
            if other.has_text and len(numbers.runs) > count:
                raise BadData(
                    f"{names[0]} names the {self._which} sentence {len(numbers.runs) - 1} (counted from 0), "
                    f"but {names[1]} has {count}; compare two alignments of the same files."
                )

    def _check_text(self) -> None:
        first, second = self._streams
        if first.text == second.text:
            return
        at = next(n for n in range(len(first.text) + 1) if first.text[n : n + 1] != second.text[n : n + 1])
        raise BadData(
            f"The {self._which} is not the same in {self.gold_name} and {self.result_name}: "
            f"{first.sentence_at(at)} in the one is {second.sentence_at(at)} in the other; "
            "compare two alignments of the same files."
        )

    def _check_ends(self) -> None:
        """No file may divide what is one sentence in the other, or what is two into three."""
        first, second = self._streams
        names = (self.gold_name, self.result_name)
        for one, other, (a, b) in ((first, second, names), (second, first, names[::-1])):
            if (at := one.first_divided(other.ends)) is not None:
                raise BadData(
                    f"The {self._which} is divided into other sentences in {a} than in {b}: "
                    f"{one.sentence_at(at)} in {a} is {other.sentence_at(at)} in {b}; "
                    "align sentences that are given (--segmented), or compare with --any-sentences."
                )


@dataclass(frozen=True)
class _Stream:
    """A text without its white space, and where its sentences end as far as the file says."""

    side: GivenSide

    @cached_property
    def sentences(self) -> Sequence[str] | None:
        """The sentences, where each run is one."""
        runs = self.side.runs
        return [_squeezed(run.text) for run in runs] if all(run.count == 1 for run in runs) else None

    @cached_property
    def _runs(self) -> Sequence[str]:
        return [_squeezed(run.text) for run in self.side.runs]

    @cached_property
    def text(self) -> str:
        return "".join(self._runs)

    @cached_property
    def _borders(self) -> Sequence[int]:
        return [0, *accumulate(map(len, self._runs))]

    @cached_property
    def ends(self) -> frozenset[int]:
        return frozenset(self._borders[1:]) - {0}

    def sentence_at(self, at: int) -> str:
        """How a message names what holds the character at a place: the number of the run, its id and its beginning."""
        number = next((n for n, end in enumerate(self._borders[1:]) if at < end), None)
        if number is None:
            return "the end of the text"
        run = self.side.runs[number]
        text = run.text or ""
        excerpt = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"
        return f"sentence {run.ids[0] if run.ids else number + 1} {excerpt!r}"

    def first_divided(self, ends: frozenset[int]) -> int | None:
        """Where a run begins within which more sentences end than it has."""
        ordered = sorted(ends)
        for run, (start, end) in zip(self.side.runs, pairwise(self._borders), strict=True):
            inside = bisect_left(ordered, end) - bisect_right(ordered, start)
            if run.count is not None and inside >= max(run.count, 1) and end > start:
                return start
        return None

    def numbered(self, ends: Sequence[int]) -> Numbering:
        """For each run the numbers of the pieces that it has, which end at `ends`; its own end is one of them."""
        return [
            tuple(range(bisect_right(ends, start), bisect_right(ends, end))) for start, end in pairwise(self._borders)
        ]


def _counted(side: GivenSide) -> Numbering:
    ends = list(accumulate((run.count or 0 for run in side.runs), initial=0))
    return [tuple(range(start, end)) for start, end in pairwise(ends)]


def _squeezed(text: str | None) -> str:
    return "".join((text or "").split())

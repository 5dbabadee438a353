"""Beads that a person fixes in a file before an alignment: two columns of ids or numbers, or an earlier alignment."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from aligner import CONFIRMED
from bitext.alignments import Bead, State
from bitext.documents import Document, SegmentId
from bitext.errors import BadConfiguration, UnreadableInput
from pipeline.files import read_bytes, shown
from sources.alignments import Beside, GivenAlignment, GivenBead, is_marked_up, read_alignment
from sources.contract import Declined
from sources.encodings import decode

_SEPARATORS: Final = re.compile(r"[\s,;]+")
_RANGE: Final = re.compile(r"(?P<first>\d+)(?:[-–](?P<last>\d+))?")
_OWN_HEAD: Final = "id\ttype\tprobability\tstate\t"
_NOTHING: Final = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorFile:
    """A file of anchors that was read into memory."""

    data: bytes
    name: str
    beside: Beside  # the files that InterText's links name

    @classmethod
    def read(cls, path: Path) -> "AnchorFile":
        """Raises what `read_bytes` raises."""
        return cls(
            data=read_bytes(path),
            name=shown(path),
            beside=lambda name: read_bytes(path.with_name(Path(name).name)),
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A bead and where in the file it stands."""

    where: str
    bead: Bead


def anchors_of(
    file: AnchorFile, source: Document, target: Document, *, by_line: tuple[bool, bool] = (False, False)
) -> list[Bead]:
    """The beads that the file fixes, in the order of the file.

    Numbers count sentences from 1, or lines of the file where a document was read with one sentence on a line
    (`by_line`).  Of an alignment only what a person has confirmed is fixed.
    Raises `BadConfiguration` that names the line, and what is wrong with it.
    """
    text = _columns(file)
    if text is None:
        placed = _confirmed(file, source, target)
    else:
        sides = (_Names.of(source, by_line=by_line[0]), _Names.of(target, by_line=by_line[1]))
        placed = list(_read_columns(text, file.name, sides))
    if not placed:
        raise BadConfiguration(f"{file.name} fixes nothing: there is no line with two columns in it.")
    _check(placed, source, target)
    return [one.bead for one in placed]


def _columns(file: AnchorFile) -> str | None:
    """The text of a file of two columns; None where it is an alignment."""
    if is_marked_up(file.data):
        return None
    decoded = decode(file.data, name=file.name)
    if isinstance(decoded, Declined):
        raise UnreadableInput(f"{file.name} holds no anchors: {decoded.reason}.")
    return None if decoded.text.lstrip().startswith((_OWN_HEAD, "{")) else decoded.text


@dataclass(frozen=True, slots=True)
class _Names:
    """What the sentences of a document may be called."""

    document: Document
    by_number: Mapping[int, SegmentId]
    counted: str  # what the numbers count
    ids_known: frozenset[str]

    @classmethod
    def of(cls, document: Document, *, by_line: bool) -> "_Names":
        known = frozenset(segment.id for segment in document.segments)
        if by_line and all(block.origin.line for block in document.blocks):
            lines = {
                (block.origin.line or 0) + count: segment.id
                for block in document.blocks
                for count, segment in enumerate(block.segments)
            }
            return cls(document, lines, "line", known)
        return cls(document, {count: s.id for count, s in enumerate(document.segments, 1)}, "sentence", known)

    def ids(self, cell: str, where: str) -> Iterator[SegmentId]:
        """The ids that a cell names."""
        if cell.strip() in _NOTHING:
            return
        for name in _SEPARATORS.split(cell.strip()):
            if match := _RANGE.fullmatch(name):
                yield from self._range(int(match["first"]), int(match["last"] or match["first"]), where)
            elif name in self.ids_known:
                yield SegmentId(name)
            else:
                raise BadConfiguration(
                    f"{where}: {name!r} is no sentence of {self._title}; write an id such as "
                    f"{self._example}, or the number of a {self.counted}."
                )

    def _range(self, first: int, last: int, where: str) -> Iterator[SegmentId]:
        """The sentences from one number to another; blank lines in between have none."""
        for number in (first, last):
            if number not in self.by_number:
                has_none = "has no sentence on line" if self.counted == "line" else "has no sentence"
                raise BadConfiguration(
                    f"{where}: {self._title} {has_none} {number}; the last is {max(self.by_number, default=0)}."
                )
        yield from (self.by_number[number] for number in range(first, last + 1) if number in self.by_number)

    @property
    def _title(self) -> str:
        return self.document.name or self.document.id

    @property
    def _example(self) -> str:
        return next(iter(self.by_number.values()), f"{self.document.id}.c1.p1.s1")


def _read_columns(text: str, name: str, sides: tuple[_Names, _Names]) -> Iterator[_Placed]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        where = f"{name}, line {number}"
        cells = line.rstrip("\r").split("\t")
        if len(cells) != 2:
            raise BadConfiguration(
                f"{where}: {line.strip()!r} is not two columns; write the sentences of the source, a tab, "
                "and those of the target."
            )
        source, target = (tuple(side.ids(cell, where)) for side, cell in zip(sides, cells, strict=True))
        if not source and not target:
            raise BadConfiguration(f"{where}: both columns are empty; name a sentence, or take the line out.")
        yield _Placed(where, Bead(source=source, target=target, state=State.REVIEWED))


def _confirmed(file: AnchorFile, source: Document, target: Document) -> list[_Placed]:
    """The confirmed beads of an alignment."""
    given = read_alignment(file.data, name=file.name, beside=file.beside)
    confirmed = [bead for bead in given.beads if bead.state in CONFIRMED]
    if not confirmed:
        raise BadConfiguration(
            f"{file.name} holds no bead that is reviewed or final, so it fixes nothing; "
            "give those that you have checked one of these states, or write their sentences in two columns."
        )
    sides = _Numbered.of(given, 0, source), _Numbered.of(given, 1, target)
    return [_Placed(where, _bead(bead, sides, where)) for bead in confirmed for where in (_where(file.name, bead),)]


def _where(name: str, bead: GivenBead) -> str:
    return name if bead.line is None else f"{name}, line {bead.line}"


@dataclass(frozen=True, slots=True)
class _Numbered:
    """One side of an alignment beside the document that it should be of."""

    given: GivenAlignment
    side: int
    document: Document
    texts: Mapping[SegmentId, str]  # of the document's sentences, by their ids
    starts: Sequence[int] | None  # the number of the document's sentence that each run begins with; None: by ids

    @classmethod
    def of(cls, given: GivenAlignment, side: int, document: Document) -> "_Numbered":
        runs = given.sides[side].runs
        texts = {segment.id: segment.text for segment in document.segments}
        if all(run.ids for run in runs) and any(run.ids[0] in texts for run in runs):
            return cls(given, side, document, texts, None)
        starts, number = [], 0
        for run in runs:
            starts.append(number)
            number += _sentences_in(run.text or "", document, number)
        return cls(given, side, document, texts, starts)

    def ids(self, numbers: Sequence[int], where: str) -> tuple[SegmentId, ...]:
        """The document's sentences that these runs are.  Raises `BadConfiguration` where it has not their text."""
        return tuple(id_ for number in numbers for id_ in self._run(number, where))

    def _run(self, number: int, where: str) -> Sequence[SegmentId]:
        run = self.given.sides[self.side].runs[number]
        if self.starts is None:
            ids: Sequence[SegmentId] = [SegmentId(id_) for id_ in run.ids]
        else:
            start = self.starts[number]
            count = _sentences_in(run.text or "", self.document, start)
            ids = [segment.id for segment in self.document.segments[start : start + count]]
        if _squeezed("".join(self.texts.get(id_, "") for id_ in ids)) != _squeezed(run.text or ""):
            raise BadConfiguration(
                f"{where}: {self.document.name or self.document.id} does not have the sentence {run.text!r} "
                "where this confirmed bead has it; check the bead again, or take it out."
            )
        return ids


def _sentences_in(text: str, document: Document, start: int) -> int:
    """How many of the document's sentences, from number `start` on, the text is made of; 1 if it is of none."""
    wanted = _squeezed(text)
    had = ""
    for count, segment in enumerate(document.segments[start:], 1):
        had += _squeezed(segment.text)
        if had == wanted:
            return count
        if not wanted.startswith(had):
            break
    return 1


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _bead(given: GivenBead, sides: tuple[_Numbered, _Numbered], where: str) -> Bead:
    return Bead(
        source=sides[0].ids(given.source, where),
        target=sides[1].ids(given.target, where),
        probability=1.0 if given.probability is None else given.probability,
        state=given.state,
        note=given.note,
    )


def _check(placed: Sequence[_Placed], source: Document, target: Document) -> None:
    """Raise `BadConfiguration` that names the lines of anchors which repeat, tear apart or cross sentences."""
    for side, document in enumerate((source, target)):
        numbers = {segment.id: number for number, segment in enumerate(document.segments)}
        taken: dict[SegmentId, str] = {}
        for one in placed:
            ids = (one.bead.source, one.bead.target)[side]
            for id_ in ids:
                if id_ in taken:
                    raise BadConfiguration(
                        f"{one.where}: {id_} is fixed in {taken[id_]} already; take one of them out."
                    )
                taken[id_] = one.where
            if any(numbers[b] != numbers[a] + 1 for a, b in pairwise(ids)):
                raise BadConfiguration(f"{one.where}: {' '.join(ids)} do not follow each other; name all in between.")
    _check_crossing(placed, source, target)


def _check_crossing(placed: Sequence[_Placed], source: Document, target: Document) -> None:
    rows, columns = ({s.id: number for number, s in enumerate(document.segments)} for document in (source, target))
    both = [one for one in placed if one.bead.source and one.bead.target]
    for one, other in pairwise(sorted(both, key=lambda one: rows[one.bead.source[0]])):
        if columns[other.bead.target[0]] < columns[one.bead.target[0]]:
            raise BadConfiguration(
                f"{other.where}: this crosses {one.where}, since its source stands behind but its target before; "
                "take one of them out."
            )

"""Files that name sentences by number: our JSON, Vecalign's lines, hunalign's ladder."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bitext.errors import BadData, UnreadableInput
from sources.alignments.contract import (
    GivenAlignment,
    GivenBead,
    GivenSide,
    Run,
    probability,
    state,
)
from sources.languages import language_of

Numbers = tuple[int, ...]

_OF_SEVERAL: Final = 2
"""The schema of our JSON with more than one translation."""

# [0, 1]:[0], and after a second colon the cost, which is no probability.
_VECALIGN: Final = re.compile(r"\s*\[(?P<source>[\d,\s]*)\]\s*:\s*\[(?P<target>[\d,\s]*)\]\s*(?::\s*[-+.\deE]+\s*)?")
# A rung: both sides are in step before these sentences.  The third column is its quality.
_RUNG: Final = re.compile(r"\s*(?P<source>\d+)\t(?P<target>\d+)(?:\t\s*[-+.\deE]+)?\s*")


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences that the numbers mean, where they are in files of their own, one on a line."""

    source: tuple[str, ...] | None = None
    target: tuple[str, ...] | None = None


def from_json(text: str, *, name: str) -> GivenAlignment:
    """What `duizhao align --json` prints.  Raises `BadData` where it is something else."""
    try:
        answer = json.loads(text)
        if answer.get("schema") == _OF_SEVERAL:
            raise UnreadableInput(f"{name} holds several translations; write each pair to a file of its own.")
        texts = Texts(tuple(map(str, answer["source"])), tuple(map(str, answer["target"])))
        beads = [_json_bead(bead, f"{name}, bead {count}") for count, bead in enumerate(answer["beads"], 1)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, BadData):
            raise
        raise BadData(f"{name} is not what duizhao align --json prints; write the file again.") from error
    return _numbered(beads, texts, name=name)


def _json_bead(bead: Mapping[str, Sequence[int]], where: str) -> GivenBead:
    return GivenBead(
        tuple(map(int, bead["source"])),
        tuple(map(int, bead["target"])),
        probability(bead.get("probability"), where),
        state(bead.get("state"), where),
    )


def from_lines(text: str, *, name: str, texts: Texts) -> GivenAlignment | None:
    """Lines such as `[0,1]:[0]`, or the rungs of a ladder; None where the first line is neither.

    Raises `BadData` that names the first other line.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        return None
    for pattern, beads in ((_VECALIGN, _vecalign), (_RUNG, _ladder)):
        if pattern.fullmatch(lines[0][1]):
            return _numbered(beads(list(_matched(lines, pattern, name))), texts, name=name)
    return None


def _matched(
    lines: Iterable[tuple[int, str]], pattern: re.Pattern[str], name: str
) -> Iterator[tuple[int, Numbers, Numbers]]:
    for number, line in lines:
        match = pattern.fullmatch(line)
        if match is None:
            raise BadData(f"{name}, line {number}: {line.strip()!r} is not like the lines before; correct it.")
        source, target = (tuple(map(int, re.findall(r"\d+", match[side]))) for side in ("source", "target"))
        yield number, source, target


def _vecalign(lines: Sequence[tuple[int, Numbers, Numbers]]) -> list[GivenBead]:
    return [GivenBead(source, target, line=line) for line, source, target in lines if source or target]


def _ladder(lines: Sequence[tuple[int, Numbers, Numbers]]) -> list[GivenBead]:
    """What stands between each rung and the next."""
    return [
        GivenBead(tuple(range(i, k)), tuple(range(j, m)), line=line)
        for (_, (i,), (j,)), (line, (k,), (m,)) in pairwise([(0, (0,), (0,)), *lines])
        if k > i or m > j
    ]


def _numbered(beads: Sequence[GivenBead], texts: Texts, *, name: str) -> GivenAlignment:
    source, target = (_side(beads, side, given, name) for side, given in enumerate((texts.source, texts.target)))
    return GivenAlignment(name=name, sides=(source, target), beads=tuple(beads))


def _side(beads: Sequence[GivenBead], side: int, texts: Sequence[str] | None, name: str) -> GivenSide:
    """The sentences that there are, or else as many without text as the beads name."""
    count = max((number + 1 for bead in beads for number in bead.side(side)), default=0)
    if texts is None:
        return GivenSide((Run(None),) * count)
    if count > len(texts):
        which = "target" if side else "source"
        raise BadData(
            f"{name} names the {which} sentence {count - 1} (counted from 0), but the {which} has {len(texts)}; "
            "give the text that it was made from."
        )
    return GivenSide(tuple(map(Run, texts)), language_of("\n".join(texts)))

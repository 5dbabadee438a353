"""Chapters that answer each other by their numbers: nodes where a pair of documents may be cut for certain.

A chapter that one side lacks stays by itself instead of dragging the rest along.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from aligner.lattice import Node
from aligner.path import column_at
from bitext.documents import Document
from bitext.errors import UnknownLanguage
from lang.headings import heading_number
from lang.rules import rules_for

_TRUST = 30
"""Sentences by which a chapter's start may lie beside the rough path; further off, its number is an accident."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A numbered heading: its number, and that of the chapter's first segment."""

    number: int
    start: int


def chapter_cuts(source: Document, target: Document, path: Callable[[], Sequence[Node]]) -> list[Node]:
    """Nodes where chapters of the same number begin, and where one begins that the other side lacks.

    `path` says where the words expect each row; a pair of numbers that lies far from it is not believed.  It is not
    asked where no numbers match.
    """
    here, there = _chapters(source), _chapters(target)
    matched = list(_matched(here, there))
    if not matched:
        return []
    nodes = path()
    near = [(a, b) for a, b in matched if abs(column_at(nodes, a.start) - b.start) <= _TRUST]
    ends = *((a.start, b.start) for a, b in near), (len(source.segments), len(target.segments))
    lonely = (_lonely(here, there, node, after) for node, after in pairwise(ends))
    return sorted({*ends[:-1], *(node for node in lonely if node)})


def _chapters(document: Document) -> list[_Chapter]:
    try:
        rules = rules_for(document.language)
    except UnknownLanguage:  # sentences may be given in any language; its headings are then unknown
        return []
    chapters = []
    segment = 0
    for division in document.divisions:
        number = heading_number(division.heading.text, rules) if division.heading else None
        if number is not None:
            chapters.append(_Chapter(number, segment))
        segment += len(division.segments)
    return chapters


def _matched(here: Sequence[_Chapter], there: Sequence[_Chapter]) -> Iterator[tuple[_Chapter, _Chapter]]:
    """The chapters whose numbers follow each other on both sides."""
    matcher = SequenceMatcher(a=[c.number for c in here], b=[c.number for c in there], autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            yield here[block.a + offset], there[block.b + offset]


def _lonely(here: Sequence[_Chapter], there: Sequence[_Chapter], node: Node, after: Node) -> Node | None:
    """Between two matched chapters, the node before a chapter that only one side has."""
    source = next((c.start for c in here if node[0] < c.start < after[0]), None)
    target = next((c.start for c in there if node[1] < c.start < after[1]), None)
    if source is not None and target is None:
        return source, after[1]
    if target is not None and source is None:
        return after[0], target
    return None

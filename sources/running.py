"""Running heads and page numbers: lines that recur from page to page and are no part of the text.

A line is one by what stands at the same edge of the pages around it: the same words, or numbers that count the
pages.  Where the pages themselves are not marked, they are found by such lines at regular distances, some of which
break off a sentence: numbers of chapters and stanzas stand between sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from sources.layout import is_ended
from sources.lines import Line
from sources.scripts import is_unspaced

HEAD: Final = "a running head or foot"
NUMBER: Final = "the number of a page"

Place = tuple[int, int]
"""A page and a line on it, both from 0."""

_LONGEST: Final = 80  # characters of a running head
_DEPTH: Final = 2  # lines at an edge that may be running heads: a title and a number
_FEWEST: Final = 3  # pages on which a head recurs
_FEWEST_NUMBERS: Final = 2  # a number that counts the pages is hardly there by chance
_NEAR: Final = 2  # pages: left and right pages have different heads
_NEAR_NUMBERS: Final = 3  # a page with a picture may have none
_SMALLEST_PAGE: Final = 300  # characters
_SMALLEST_HEADED: Final = 600  # where heads alone tell the pages: stanzas with a refrain are smaller
_LARGEST_PAGE: Final = 8000
_REGULAR: Final = (0.5, 1.7)  # times the usual page
_MOSTLY: Final = 0.7
_BROKEN_OFF: Final = 0.2  # of the page breaks: where none falls within a sentence they divide something else
_BROKEN_BY_HEADS: Final = 0.4

_DIGITS: Final = r"[0-9０-９]{1,4}"
_ALONE: Final = re.compile(
    rf"(?:page|p\.|pp\.|seite|стр\.)?\s*[\-–—―~·•.\[(（〔【<《|/\s]*第?\s*(?P<number>{_DIGITS}|[ivxl]{{1,7}}|[IVXL]{{1,7}})"
    rf"\s*[页頁]?(?:\s*(?:/|of|von|из|共)\s*{_DIGITS}\s*[页頁]?)?[\-–—―~·•.\])）〕】>》|/\s]*",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(rf"[\[(|]?\s*(?P<number>{_DIGITS})\s*[\])|·•–—]?\s+(?P<rest>\S.*)")
_AFTER: Final = re.compile(rf"(?P<rest>.*\S)\s+[\[(|·•–—]?\s*(?P<number>{_DIGITS})\s*[\])|]?")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Recurring:
    """What a line would be as a running head: its words in folded form, and the page's number."""

    words: str
    number: int | None
    printed: str = ""  # the number as it stands there


def recurring(text: str) -> Recurring | None:
    """The line as a running head; None where it is too long for one.

    >>> recurring("— 12 —").number, recurring("xiv").number, recurring("第 12 页 共 300 页").number
    (12, 14, 12)
    >>> recurring("The Chimney   13")
    Recurring(words='the chimney', number=13, printed='13')
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if match := _ALONE.fullmatch(text):
        return Recurring("", _value(match["number"]), match["number"])
    if match := _BEFORE.fullmatch(text) or _AFTER.fullmatch(text):
        return Recurring(_folded(match["rest"]), int(match["number"]), match["number"])
    return Recurring(_folded(text), None)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _value(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    values = [_ROMAN[char] for char in printed.lower()]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that are no part of the text, each with the reason, and the numbers of the pages that have one."""

    reasons: Mapping[Place, str]
    numbers: Mapping[int, str]


def furniture(
    pages: Sequence[Sequence[str]], is_heading: Callable[[str], bool], heights: Mapping[Place, int] | None = None
) -> Furniture:
    """The running heads and page numbers among the lines of the pages.

    A heading that later pages repeat at their heads stays where it stands first, and so does what the first page
    begins with.  `heights`: of lines whose size is known; only lines of one size are the same head.

    >>> found = furniture([["The Smoke", "It"], ["was", "2"], ["The Smoke", "so", "3"], ["The Smoke", "."]], bool)
    >>> dict(found.reasons) == {(1, 1): NUMBER, (2, 2): NUMBER, (2, 0): HEAD, (3, 0): HEAD}, found.numbers
    (True, {1: '2', 2: '3'})
    """
    reasons: dict[Place, str] = {}
    numbers: dict[int, str] = {}
    for edge in (_top, _bottom) * _DEPTH:
        for place, found in _recurring_at(edge, pages, reasons, is_heading, heights or {}):
            reasons[place] = HEAD if found.words else NUMBER
            if found.number is not None:
                numbers.setdefault(place[0], found.printed)
    return Furniture(reasons, numbers)


_Edge = Callable[[int, Sequence[str], Mapping[Place, str]], int | None]


def _top(page: int, lines: Sequence[str], taken: Mapping[Place, str]) -> int | None:
    return next((at for at in range(min(_DEPTH, len(lines))) if (page, at) not in taken), None)


def _bottom(page: int, lines: Sequence[str], taken: Mapping[Place, str]) -> int | None:
    deepest = max(-1, len(lines) - 1 - _DEPTH)
    return next((at for at in range(len(lines) - 1, deepest, -1) if (page, at) not in taken), None)


def _recurring_at(
    edge: _Edge,
    pages: Sequence[Sequence[str]],
    taken: Mapping[Place, str],
    is_heading: Callable[[str], bool],
    heights: Mapping[Place, int],
) -> list[tuple[Place, Recurring]]:
    """The lines at one edge of the pages that recur there."""
    groups: dict[tuple[str, int], list[tuple[Place, Recurring]]] = {}
    for page, lines in enumerate(pages):
        at = edge(page, lines, taken)
        if at is not None and (found := recurring(lines[at])):
            groups.setdefault((found.words, heights.get((page, at), 0)), []).append(((page, at), found))
    chosen: list[tuple[Place, Recurring]] = []
    for group in groups.values():
        for chain in _chains(group):
            first = pages[chain[0][0][0]][chain[0][0][1]]
            opens = edge is _top and chain[0][1].number is None and (chain[0][0][0] == 0 or is_heading(first))
            if len(chain) >= (_FEWEST if chain[0][1].words else _FEWEST_NUMBERS):
                chosen += chain[1:] if opens else chain
    return chosen


def _chains(group: Sequence[tuple[Place, Recurring]]) -> Iterator[Sequence[tuple[Place, Recurring]]]:
    """Parts of the group whose members stand on pages near to each other and count them, if they have numbers."""
    open_: list[list[tuple[Place, Recurring]]] = []
    for item in group:
        home = next((chain for chain in open_ if _follows(item, chain[-1])), None)
        if home is None:
            open_.append([item])
        else:
            home.append(item)
    yield from open_


def _follows(item: tuple[Place, Recurring], before: tuple[Place, Recurring]) -> bool:
    (place, found), (earlier, known) = item, before
    distance = place[0] - earlier[0]
    if found.number is None or known.number is None:
        return found.number == known.number and distance <= _NEAR
    return distance <= _NEAR_NUMBERS and found.number - known.number == distance


def page_marks(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that show where pages change, in a text that does not mark them otherwise.

    They are the numbers of pages or one running head, at the distance of pages, and break off sentences.
    """
    filled = [line for line in lines if line.text]
    found = [(at, known) for at, line in enumerate(filled) if (known := recurring(line.text))]
    numbered = [(at, known) for at, known in found if known.number is not None]
    groups: dict[str, list[int]] = {}
    for at, known in found:
        if known.number is None:
            groups.setdefault(known.words, []).append(at)
    counting = _counting(numbered)
    chains = [counting] if _divides_pages(filled, counting, _SMALLEST_PAGE, _BROKEN_OFF) else []
    heads = (group for group in groups.values() if len(group) > _FEWEST)
    chains += [head for head in heads if _divides_pages(filled, head, _SMALLEST_HEADED, _BROKEN_BY_HEADS)]
    return frozenset(filled[at].number for chain in chains for at in chain)


def _counting(found: Sequence[tuple[int, Recurring]]) -> Sequence[int]:
    """The longest run of lines whose numbers count on, with one or two left out at most."""
    longest: dict[int, tuple[int, int]] = {}  # number: length of the run that ends with it, place in `found`
    befores: list[int] = []
    lengths: list[int] = []
    for place, (_, known) in enumerate(found):
        number = known.number or 0
        length, before = max(longest.get(number - step, (0, -1)) for step in range(1, _NEAR_NUMBERS + 1))
        befores.append(before)
        lengths.append(length + 1)
        longest[number] = (length + 1, place)
    run: list[int] = []
    at = max(range(len(found)), key=lengths.__getitem__, default=-1)
    while at >= 0:
        run.append(found[at][0])
        at = befores[at]
    return run[::-1]


def _divides_pages(lines: Sequence[Line], chain: Sequence[int], smallest: int, broken_off: float) -> bool:
    if len(chain) < _FEWEST:
        return False
    distances = [lines[b].start - lines[a].start for a, b in pairwise(chain)]
    usual = median(distances)
    regular = [_REGULAR[0] * usual <= distance <= _REGULAR[1] * usual for distance in distances]
    broken = [_breaks_off(lines, at) for at in chain if 0 < at < len(lines) - 1]
    return (
        smallest <= usual <= _LARGEST_PAGE
        and sum(regular) >= _MOSTLY * len(regular)
        and sum(broken) >= max(2, broken_off * len(broken))
    )


def _breaks_off(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence goes on from before the line to behind it, or to the line after that."""
    before = lines[at - 1]
    following = (line.text for line in lines[at + 1 : at + 3])
    return not is_ended(before) and any(text[0].islower() or is_unspaced(text[0]) for text in following)


@dataclass(frozen=True, slots=True)
class Paging:
    """What the pages of a plain text say: lines, by their numbers, that are none of it, and where pages begin."""

    reasons: Mapping[int, str]
    starts: frozenset[int]


UNPAGED: Final = Paging({}, frozenset())
"""Of a text without pages, or that is left as it is."""


def paging(lines: Sequence[Line], breaks: Sequence[int], is_heading: Callable[[str], bool]) -> Paging:
    """The paging of a text by its form feeds, which stand at the offsets `breaks`, or else by its page numbers."""
    filled = [line for line in lines if line.text]
    marks = frozenset[int]() if breaks else page_marks(filled)
    pages = _at_breaks(filled, breaks) if breaks else _at_marks(filled, marks)
    found = furniture([[line.text for line in page] for page in pages], is_heading)
    reasons = {pages[page][at].number: reason for (page, at), reason in found.reasons.items()}
    for line in filled:
        if line.number in marks:
            known = recurring(line.text)
            reasons.setdefault(line.number, NUMBER if known and not known.words else HEAD)
    firsts = (next((line.number for line in page if line.number not in reasons), None) for page in pages[1:])
    return Paging(reasons, frozenset(first for first in firsts if first is not None))


def _at_breaks(lines: Sequence[Line], breaks: Sequence[int]) -> Sequence[Sequence[Line]]:
    pages: list[list[Line]] = [[] for _ in range(len(breaks) + 1)]
    for line in lines:
        pages[bisect_right(breaks, line.start)].append(line)
    return pages


def _at_marks(lines: Sequence[Line], marks: Collection[int]) -> Sequence[Sequence[Line]]:
    """The lines cut before each run of marks."""
    pages: list[list[Line]] = [[]]
    for line, before in zip(lines, [None, *lines], strict=False):
        if line.number in marks and (before is None or before.number not in marks):
            pages.append([])
        pages[-1].append(line)
    return pages

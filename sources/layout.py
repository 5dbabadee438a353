"""How a plain text shows its paragraphs: found once for the whole text, not guessed line by line.

Three ways are known.  A line is a paragraph; or paragraphs are broken into lines of a width and stand
between blank lines; or they are broken, and their first lines are indented (or hang out).  The question is
whether the text is broken at a width: then most lines end in mid-sentence, and the next line's first word
would not have fitted in.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import groupby, pairwise
from typing import Final

from sources.lines import Line
from sources.scripts import columns, is_unspaced

Paragraph = tuple[Line, ...]

_ENDED: Final = re.compile(r"[.!?。！？…．]['\"”’」』）)\]》〕*_]*$")
_OPENERS: Final = "\"'“‘「『«„—–-"
_FIRST_WORD: Final = re.compile(r"\S+")
_SLACK: Final = 2  # columns: one Han character, as no line begins with a comma
_INDENT: Final = 2  # columns: less is chance
_QUOTE_INDENT: Final = 4
_MIN_QUOTE: Final = 40  # columns; what is shorter and indented is a title in the middle of the page
_MAX_QUOTES: Final = 0.2  # of the paragraphs; where more are indented they are not quotations
_BROKEN: Final = 0.6  # of the lines must run on; 0.9 do in broken prose, and 0.1 in verse or dialogue
_ENOUGH_LINES: Final = 8  # to tell from the widths alone
_WIDEST: Final = 160  # columns; longer lines are whole paragraphs
_MOSTLY: Final = 0.8  # of the paragraphs are indented where that marks them
_PROSE: Final = 0.6  # of the lines end a sentence where a line is a paragraph; in verse fewer do
_NARROWEST: Final = 40  # columns; shorter lines are those of an address or of verse
_NARROWEST_HAN: Final = 20
_MAX_WIDER: Final = 0.1  # of the lines; in a broken text hardly one is wider than the others


class Role(Enum):
    """What is known of a line by itself."""

    PLAIN = auto()
    STARTS = auto()  # a paragraph starts with it: a list item
    ALONE = auto()  # it is a paragraph: a heading, a separator


def plain(_line: Line) -> Role:
    """The role of every line where nothing is known."""
    return Role.PLAIN


def paragraphs(
    lines: Iterable[Line],
    role: Callable[[Line], Role] = plain,
    page_starts: Collection[int] = (),
    *,
    is_divided: bool = False,
) -> tuple[Paragraph, ...]:
    r"""The lines in groups, each of which is a paragraph; blank lines are in none.

    `page_starts` are the numbers of lines that a page begins with: a paragraph may go on there.
    `is_divided`: blank lines stand between all paragraphs, and nowhere else.

    >>> from sources.lines import Lines
    >>> text = "It was a night in\nthe north, and\nit rained.\n\nHe went home."
    >>> [[line.text for line in paragraph] for paragraph in paragraphs(Lines(text))]
    [['It was a night in', 'the north, and', 'it rained.'], ['He went home.']]
    """
    groups = [tuple(group) for filled, group in groupby(lines, key=lambda line: bool(line.text)) if filled]
    groups = [part for group in groups for part in _at_roles(group, role)]
    width = _width(groups)
    if is_divided:
        found: tuple[Paragraph, ...] = tuple(groups)
    elif width is None:
        found = tuple((line,) for group in groups for line in group)
    else:
        found = tuple(paragraph for group in groups for paragraph in _divided(group, width))
    return _rejoined(found, role, page_starts, width) if page_starts else found


def _rejoined(
    found: Sequence[Paragraph], role: Callable[[Line], Role], page_starts: Collection[int], width: int | None
) -> tuple[Paragraph, ...]:
    """The paragraphs, with those in one that only a page break divides."""
    base = min((line.indent for paragraph in found for line in paragraph), default=0)
    inner = [paragraph[0] for paragraph in found if paragraph[0].number not in page_starts]
    inner = [line for line in inner if role(line) is not Role.ALONE]
    is_indented = bool(inner) and _share([line.indent >= base + _INDENT for line in inner]) >= _MOSTLY
    is_prose = width is not None or _share([is_ended(paragraph[-1]) for paragraph in found]) >= _PROSE
    whole: list[Paragraph] = []
    for paragraph in found:
        first = paragraph[0]
        plain_sides = whole and role(first) is Role.PLAIN and role(whole[-1][-1]) is Role.PLAIN
        if not plain_sides or first.number not in page_starts or not is_prose:
            whole.append(paragraph)
        elif _runs_over(whole[-1][-1], first, width) if not is_indented else first.indent < base + _INDENT:
            whole[-1] += paragraph
        else:
            whole.append(paragraph)
    return tuple(whole)


def _runs_over(line: Line, following: Line, width: int | None) -> bool:
    """Whether a paragraph goes on from the last line of a page to the first of the next.

    A full line at the foot of a page is seldom the last of its paragraph, even where a sentence ends with it.
    """
    if width is not None and is_full(line, following, width):
        return not is_ended(line) or following.text[0] not in _OPENERS
    if is_ended(line) or line.text.endswith((":", "：")):
        return False
    return following.text[0].islower() or (width is None and is_unspaced(following.text[0]))


def _at_roles(group: Paragraph, role: Callable[[Line], Role]) -> Iterator[Paragraph]:
    """The lines cut before those that start a paragraph, and after those that stand alone."""
    part: list[Line] = []
    cut = False
    for line in group:
        here = role(line)
        if part and (cut or here is not Role.PLAIN):
            yield tuple(part)
            part = []
        cut = here is Role.ALONE
        part.append(line)
    yield tuple(part)


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted into a line of `width` columns."""
    return line.width + _first_word(line, following) >= width - _SLACK


def _first_word(line: Line, following: Line) -> int:
    if is_unspaced(following.text[0]):
        return 2
    word = _FIRST_WORD.match(following.text)
    return columns(word[0] if word else "") + (not is_unspaced(line.text[-1]))


def _width(groups: Sequence[Paragraph]) -> int | None:
    """The width at which the text is broken; None where it is not."""
    inner = [pair for group in groups for pair in _inner(group)]
    if not inner:
        return None
    widths = sorted(line.width for line, _ in inner)
    width = widths[math.ceil(0.95 * len(widths)) - 1]  # a web address may stick out
    wider = [line.width > width + _SLACK for group in groups for line in group]
    if width > _WIDEST or _share(wider) > _MAX_WIDER:
        return None
    running_on = [_runs_on(a, b, width) for a, b in inner]
    full = [is_full(a, b, width) for a, b in inner]
    is_broken = _share(running_on) >= _BROKEN and (len(inner) < _ENOUGH_LINES or _share(full) >= _BROKEN)
    return width if is_broken else None


def _inner(group: Paragraph) -> Iterator[tuple[Line, Line]]:
    """Neighbouring lines that may be one paragraph: the second does not start one by its indent."""
    indented = _indented(group)
    hangs = _hangs(group, indented)
    return (pair for pair, inner in zip(pairwise(group), indented[1:], strict=True) if inner == hangs)


def _indented(group: Paragraph) -> Sequence[bool]:
    """Of each line, whether it is indented more than the others of the group."""
    base = min(line.indent for line in group)
    return [line.indent >= base + _INDENT for line in group]


def _hangs(group: Paragraph, indented: Sequence[bool]) -> bool:
    """Whether first lines hang out: those before the indented ones mostly end in mid-sentence."""
    befores = [line for line, (here, following) in zip(group, pairwise(indented), strict=False) if following > here]
    return bool(befores) and not indented[0] and _share([not is_ended(line) for line in befores]) > 0.5


def is_ended(line: Line) -> bool:
    """Whether a sentence ends with the line."""
    return _ENDED.search(line.text) is not None


def _goes_on(line: Line, following: Line, width: int) -> bool:
    narrowest = _NARROWEST_HAN if is_unspaced(line.text[-1]) else _NARROWEST
    return following.text[0].islower() or (width >= narrowest and is_full(line, following, width))


def _share(facts: Sequence[bool]) -> float:
    return sum(facts) / len(facts)


def _divided(group: Paragraph, width: int) -> Iterator[Paragraph]:
    """The paragraphs of lines that stand without a blank line between them."""
    starts = _indented_starts(group)
    paragraph = [group[0]]
    for line, following in pairwise(group):
        ended = is_ended(line) and not is_full(line, following, width)
        if following.number in starts or ended:
            yield from _whole_or_lines(paragraph, width)
            paragraph = []
        paragraph.append(following)
    yield from _whole_or_lines(paragraph, width)


def _indented_starts(group: Paragraph) -> frozenset[int]:
    """The numbers of the lines that begin a paragraph by their indent, or by its absence if the others hang."""
    indented = _indented(group)
    hangs = _hangs(group, indented)
    return frozenset(line.number for line, inner in zip(group, indented, strict=True) if inner != hangs)


def _runs_on(line: Line, following: Line, width: int) -> bool:
    return not is_ended(line) and _goes_on(line, following, width)


def _whole_or_lines(lines: Sequence[Line], width: int) -> Iterator[Paragraph]:
    """One paragraph; or, where the lines were not broken at the width, one each: verse, an address, a title page."""
    pairs = list(pairwise(lines))
    if pairs and _share([_goes_on(a, b, width) for a, b in pairs]) < 0.5:
        yield from ((line,) for line in lines)
    else:
        yield tuple(lines)


def quotations(paragraphs_: Sequence[Paragraph]) -> frozenset[int]:
    """The numbers of the first lines of the paragraphs that are indented as a whole, among others that are not."""
    if not paragraphs_:
        return frozenset()
    indents = [min(line.indent for line in paragraph) for paragraph in paragraphs_]
    [(common, _)] = Counter(sorted(indents)).most_common(1)
    is_broken = any(len(paragraph) > 1 for paragraph in paragraphs_)
    found = [
        paragraph[0].number
        for paragraph, indent in zip(paragraphs_, indents, strict=True)
        if indent >= common + _QUOTE_INDENT and _is_long(paragraph, is_broken=is_broken)
    ]
    return frozenset(found) if len(found) <= max(1, _MAX_QUOTES * len(paragraphs_)) else frozenset()


def _is_long(paragraph: Paragraph, *, is_broken: bool) -> bool:
    """Long enough for a quotation; in a broken text a single indented line is the first of a paragraph."""
    return len(paragraph) > 1 or (not is_broken and columns(paragraph[0].text) >= _MIN_QUOTE)

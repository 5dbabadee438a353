"""Quotation marks paired by their style, within one paragraph.

An article that went through several hands mixes straight and curly marks; a pattern that lets any
mark close any other runs from one quotation into the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bitext.spans import Span

LEFT_SINGLE: Final = "\N{LEFT SINGLE QUOTATION MARK}"
RIGHT_SINGLE: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
LEFT_DOUBLE: Final = "\N{LEFT DOUBLE QUOTATION MARK}"
RIGHT_DOUBLE: Final = "\N{RIGHT DOUBLE QUOTATION MARK}"
_CLOSERS: Final = {
    LEFT_DOUBLE: RIGHT_DOUBLE,
    LEFT_SINGLE: RIGHT_SINGLE,
    "\N{LEFT CORNER BRACKET}": "\N{RIGHT CORNER BRACKET}",
    "\N{LEFT WHITE CORNER BRACKET}": "\N{RIGHT WHITE CORNER BRACKET}",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": LEFT_DOUBLE,
    '"': '"',
    "'": "'",
}
_SINGLES: Final = frozenset({"'", LEFT_SINGLE, RIGHT_SINGLE})
_BEFORE_OPENING: Final = frozenset("([{<-/\N{EM DASH}\N{EN DASH}\N{FULLWIDTH LEFT PARENTHESIS}")

MARKS: Final = frozenset(_CLOSERS) | frozenset(_CLOSERS.values())
"""Every character that can open or close a quotation."""

_DEEPEST: Final = 8  # open marks that a closing one is compared with: nobody quotes deeper
_FARTHEST: Final = 4000  # how far on a single mark's partner is looked for: longer than a quoted paragraph


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between two marks: `span` with them, `inner` without; 0 is the outermost depth."""

    span: Span
    inner: Span
    mark: str
    depth: int


def quoted(text: str) -> tuple[Quoted, ...]:
    """All stretches in quotation marks, in the order of their opening marks; none crosses another.

    >>> text = 'the "belt" of “one ‘body politic.’ It” and the workers\N{RIGHT SINGLE QUOTATION MARK} "end"'
    >>> [(found.inner.of(text), found.depth) for found in quoted(text)]
    [('belt', 0), ('one ‘body politic.’ It', 0), ('body politic.', 1), ('end', 0)]
    """
    return tuple(_with_depths(text, sorted(_paired(text)[0])))


def outermost(text: str) -> Iterator[Quoted]:
    """The stretches that stand in no other.

    >>> [found.inner.of("‘a “b” c’") for found in outermost("‘a “b” c’")]
    ['a “b” c']
    """
    return (found for found in quoted(text) if found.depth == 0)


def unpaired(text: str) -> tuple[int, ...]:
    """Where a double mark stands that nothing closes.

    >>> unpaired("He said “go and “stay”")
    (8,)
    """
    return tuple(at for at in _paired(text)[1] if text[at] not in _SINGLES)


def _with_depths(text: str, pairs: list[tuple[int, int]]) -> Iterator[Quoted]:
    ends: list[int] = []
    for start, end in pairs:
        while ends and ends[-1] < start:
            ends.pop()
        yield Quoted(Span(start, end + 1), Span(start + 1, end), text[start], len(ends))
        ends.append(end)


def _paired(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The pairs of places of marks, and the places of those that are left open."""
    pairs: list[tuple[int, int]] = []
    unclosed: list[int] = []
    stack: list[int] = []
    for at in (at for at, character in enumerate(text) if character in MARKS):
        opener = _closed_by(text, at, stack)
        if opener is not None:
            pairs.append((stack[opener], at))
            unclosed += stack[opener + 1 :]
            del stack[opener:]
        elif _opens(text, at):
            stack.append(at)
    return pairs, sorted(unclosed + stack)


def _closed_by(text: str, at: int, stack: list[int]) -> int | None:
    """The number on the stack of the mark that the one at `at` closes."""
    if not _can_close(text, at):
        return None
    numbers = range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1)
    exact = next((n for n in numbers if _CLOSERS.get(text[stack[n]]) == text[at]), None)
    if exact is not None or text[at] not in {'"', RIGHT_DOUBLE} or _can_open(text, at):
        return exact
    # A curly mark that was closed by a straight one, or the reverse.
    return next((n for n in numbers if text[stack[n]] in {'"', LEFT_DOUBLE, RIGHT_DOUBLE}), None)


def _can_close(text: str, at: int) -> bool:
    before, after = _around(text, at)
    if text[at] in _SINGLES:
        return not before.isspace() and not after.isalnum() and not _is_possessive(text, at)
    if text[at] == '"':
        return not before.isspace() and before not in _BEFORE_OPENING
    return True


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    _, after = _around(text, at)
    if mark == "'":
        return _can_open(text, at) and after.isalpha() and _is_closed_later(text, at)
    if mark in {'"', RIGHT_DOUBLE}:
        return _can_open(text, at)
    return mark in _CLOSERS and not (mark == LEFT_SINGLE and after.isdigit())  # ‘90s


def _can_open(text: str, at: int) -> bool:
    before, after = _around(text, at)
    return (before.isspace() or before in _BEFORE_OPENING or before in MARKS) and not after.isspace()


def _is_possessive(text: str, at: int) -> bool:
    """The mark of `workers' rights`, where a better closing mark follows before the next opening one."""
    before, after = _around(text, at)
    starts_word = after.isspace() and text[at + 2 : at + 3].islower()
    return before == "s" and starts_word and _is_closed_later(text, at)


def _is_closed_later(text: str, at: int) -> bool:
    """Whether a single mark that can close follows before the next that can open."""
    closer = RIGHT_SINGLE if text[at] == RIGHT_SINGLE else "'"
    for later in range(at + 1, min(len(text), at + _FARTHEST)):
        if text[later] == LEFT_SINGLE:
            return False
        before, after = _around(text, later)
        if text[later] == closer and not before.isspace() and not after.isalnum():
            return True
    return False


def _around(text: str, at: int) -> tuple[str, str]:
    return text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "

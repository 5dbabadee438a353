"""Parentheses and square brackets of a paragraph, balanced, round and full-width."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bitext.spans import Span

_KINDS: Final = {
    "(": "round",
    ")": "round",
    "\N{FULLWIDTH LEFT PARENTHESIS}": "round",
    "\N{FULLWIDTH RIGHT PARENTHESIS}": "round",
    "[": "square",
    "]": "square",
    "\N{FULLWIDTH LEFT SQUARE BRACKET}": "square",
    "\N{FULLWIDTH RIGHT SQUARE BRACKET}": "square",
    "\N{LEFT BLACK LENTICULAR BRACKET}": "square",
    "\N{RIGHT BLACK LENTICULAR BRACKET}": "square",
    "\N{LEFT TORTOISE SHELL BRACKET}": "square",
    "\N{RIGHT TORTOISE SHELL BRACKET}": "square",
}
_OPENING: Final = frozenset(
    "([\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH LEFT SQUARE BRACKET}"
    "\N{LEFT BLACK LENTICULAR BRACKET}\N{LEFT TORTOISE SHELL BRACKET}"
)


@dataclass(frozen=True, slots=True, order=True)
class Parenthesis:
    """Text between brackets: `span` with them, `inner` without; `square` tells [ ] from ( )."""

    span: Span
    inner: Span
    square: bool


def parentheses(text: str) -> tuple[Parenthesis, ...]:
    """All bracketed stretches in the order of their opening; one that is never closed is none.

    >>> text = "not (only) a metaphor (Foucault 55), see [3（1）"
    >>> [(found.inner.of(text), found.square) for found in parentheses(text)]
    [('only', False), ('Foucault 55', False), ('1', False)]
    """
    return tuple(sorted(_closed(text)))


def _closed(text: str) -> Iterator[Parenthesis]:
    stacks: dict[str, list[int]] = {"round": [], "square": []}
    for at, character in enumerate(text):
        kind = _KINDS.get(character)
        if kind is None:
            continue
        if character in _OPENING:
            stacks[kind].append(at)
        elif stacks[kind]:
            start = stacks[kind].pop()
            yield Parenthesis(Span(start, at + 1), Span(start + 1, at), kind == "square")

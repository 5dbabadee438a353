"""The lines of a plain text, each with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bitext.spans import Span
from sources.scripts import columns

# A form feed or vertical tab ends a line too: it stands between pages.
_LINE_END: Final = re.compile("\r\n|[\n\r\f\v\x85\u2028\u2029]")
_TAB: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it."""

    number: int  # 1-based
    start: int  # of `text` in the input
    text: str
    indent: int  # columns of white space before `text`

    @property
    def end(self) -> int:
        """Where the white space after `text` begins."""
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """Columns that the line takes, with its indent."""
        return self.indent + columns(self.text)

    def without(self, prefix: int) -> "Line":
        """The line without its first characters, such as a list's marker."""
        rest = self.text[prefix:]
        return Line(self.number, self.start + prefix + len(rest) - len(rest.lstrip()), rest.strip(), self.indent)


@dataclass(frozen=True)
class Lines:
    """A text with its lines."""

    text: str

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where each line stands, without its end."""
        return tuple(_spans(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]

    def line_at(self, offset: int) -> int:
        r"""The 1-based number of the line that has the character at `offset`.

        >>> Lines("a\r\nb").line_at(3)
        2
        """
        return bisect_right(self._starts, offset)

    def __iter__(self) -> Iterator[Line]:
        for number, span in enumerate(self.spans, 1):
            content = span.trimmed(self.text)
            yield Line(number, content.start, content.of(self.text), _indent(self.text[span.start : content.start]))


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for match in _LINE_END.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def _indent(white: str) -> int:
    width = 0
    for char in white:
        width += _TAB - width % _TAB if char == "\t" else columns(char)
    return width

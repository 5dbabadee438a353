"""Text that is put together from pieces of the input, so that every character knows where it stood."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from bitext.documents import Origin, SetAside
from bitext.spans import OffsetMap, Span

XML_FORBIDDEN: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
"""What no XML file can hold (XML 1.0, production 2), and so neither TEI nor EPUB: for a character class."""


_LEFT: Final = re.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")


class Piece(NamedTuple):
    """What stands in the text for the input's characters from `start` up to `end`; mostly the same."""

    start: int
    end: int
    text: str


def verbatim(start: int, text: str) -> Piece:
    """A piece that says what the input says."""
    return Piece(start, start + len(text), text)


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces in the order of the input."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What the pieces say together."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def offsets(self) -> OffsetMap:
        """From the text to the input."""
        return OffsetMap.of_parts((piece.start, piece.text) for piece in self.pieces)

    @property
    def covered(self) -> Iterator[Span]:
        """The stretches of the input that the text stands for."""
        return (Span(piece.start, piece.end) for piece in self.pieces)

    def kept(self, parts: Iterable[Piece]) -> "Passage":
        """The passage of those parts of it that are kept, or replaced; their offsets are in this passage's text."""
        starts = [0]
        for piece in self.pieces:
            starts.append(starts[-1] + len(piece.text))
        return Passage(tuple(new for part in parts for new in self._cut(part, starts)))

    def _cut(self, part: Piece, starts: Sequence[int]) -> Iterator[Piece]:
        """`part` in the input's offsets; where it says the same as before it keeps to the pieces."""
        first = bisect_right(starts, part.start) - 1
        if len(part.text) != part.end - part.start:
            yield Piece(self._input(part.start, starts), self._unbroken(part, first, starts), part.text)
            return
        for index in range(first, len(self.pieces)):
            piece, at = self.pieces[index], starts[index]
            if at >= part.end:
                return
            start, end = max(part.start, at), min(part.end, at + len(piece.text))
            if start < end:
                whole = Piece(piece.start, piece.end, part.text[start - part.start : end - part.start])
                yield whole if (start, end) == (at, at + len(piece.text)) else _within(piece, start - at, whole.text)

    def _unbroken(self, part: Piece, first: int, starts: Sequence[int]) -> int:
        """Where in the input the part ends, or something begins that was left out of it before."""
        end = self._input(part.start, starts)
        for piece, at in zip(self.pieces[first:], starts[first:], strict=False):
            if at >= part.end or (at > part.start and piece.start != end):
                break
            is_whole = at + len(piece.text) <= part.end
            end = piece.end if is_whole else piece.start + part.end - at
        return end

    def _input(self, offset: int, starts: Sequence[int]) -> int:
        index = bisect_right(starts, offset) - 1
        return self.pieces[index].start + offset - starts[index]


def _within(piece: Piece, offset: int, text: str) -> Piece:
    return verbatim(piece.start + offset, text)


def leftovers(
    text: str, covered: Iterable[Span], line_at: Callable[[int], int], reason: Callable[[Span], str]
) -> Iterator[SetAside]:
    """What no block stands for, in order, line by line and without white space; `reason` says why it is left."""
    end = 0
    for span in (*sorted(covered), Span(len(text), len(text))):
        if span.start > end:
            for match in _LEFT.finditer(text, end, span.start):
                yield SetAside(match[0], reason(Span(*match.span())), origin_at(match.start(), line_at))
        end = max(end, span.end)


def origin_at(offset: int, line_at: Callable[[int], int]) -> Origin:
    """The place of something that stands unchanged in the input from `offset` on."""
    return Origin(line=line_at(offset), offsets=OffsetMap(((0, offset),)))

"""Places in a text: spans, and the map from a cleaned text back to the input."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from bitext.errors import BadData


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` up to, not including, `end`.

    >>> Span(2, 4).of("平原上的摩西")
    '上的'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise BadData(f"A span runs forwards from 0 or later, not from {self.start} to {self.end}.")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The part of `text` that the span covers."""
        return text[self.start : self.end]

    def shifted(self, offset: int) -> "Span":
        """The same span in a text that starts `offset` code points earlier."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str) -> "Span":
        """The span without the white space at its two ends.

        >>> Span(0, 7).trimmed(" Li Fei") == Span(1, 7)
        True
        """
        part = self.of(text)
        start = self.start + len(part) - len(part.lstrip())
        return Span(start, max(start, self.end - (len(part) - len(part.rstrip()))))


@dataclass(frozen=True, slots=True)
class OffsetMap:
    r"""How offsets of a text lead back to the input it was made from.

    `runs` are (offset in the text, offset in the input) at each place where a new run of
    unchanged characters starts; both columns rise.

    >>> offsets = OffsetMap.of_parts([(0, "Li "), (5, "Fei")])   # the input was 'Li \n Fei'
    >>> offsets.to_input(3), offsets.span_to_input(Span(1, 6))
    (5, Span(start=1, end=8))
    """

    runs: tuple[tuple[int, int], ...] = ((0, 0),)

    def __post_init__(self) -> None:
        rises = all(a[0] < b[0] and a[1] < b[1] for a, b in zip(self.runs, self.runs[1:], strict=False))
        if not self.runs or self.runs[0][0] != 0 or not rises:
            raise BadData("An offset map starts at 0 and rises in both columns.")

    @classmethod
    def of_parts(cls, parts: Iterable[tuple[int, str]]) -> Self:
        """From the pieces that were kept: (offset in the input, the piece itself)."""
        return cls(tuple(_merged(parts)) or ((0, 0),))

    def to_input(self, offset: int) -> int:
        """The input's offset of the character at `offset`."""
        text_start, input_start = self.runs[bisect_right(self.runs, offset, key=lambda run: run[0]) - 1]
        return input_start + offset - text_start

    def span_to_input(self, span: Span) -> Span:
        """The stretch of the input from the span's first character to its last."""
        if len(span) == 0:
            return Span(self.to_input(span.start), self.to_input(span.start))
        return Span(self.to_input(span.start), self.to_input(span.end - 1) + 1)


def _merged(parts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Runs of the non-empty parts; a part that continues the one before adds none."""
    text_offset, expected = 0, -1
    for input_offset, piece in parts:
        if piece and input_offset != expected:
            yield text_offset, input_offset
        text_offset += len(piece)
        expected = input_offset + len(piece) if piece else expected

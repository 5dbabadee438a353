"""The content of a block: its text with elements around stretches of it, which may overlap.

XML nests; marks, quotations and sentences need not.  A sentence is never cut, for it has an id for
life.  What crosses its boundary is written in parts that `@next` and `@prev` chain together.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from heapq import heapify, heappop, heappush
from itertools import count, pairwise
from typing import Final

from bitext.documents import BlockId
from bitext.spans import Span
from output.markup import Element, Node, element


class Rank(IntEnum):
    """Which of two elements around the same words is the outer one: that of the lower rank."""

    SENTENCE = 0
    QUOTATION = 1
    CITATION = 2
    LOCATOR = 3  # the page number in a citation
    PHRASE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """An element to be put around the words at `span` or, if that is empty, into that place."""

    span: Span
    name: str
    rank: Rank = Rank.PHRASE
    attributes: Mapping[str, str] = field(default_factory=dict)
    inner: str = ""  # the name of an element between this one and the words: the rb of a ruby
    last: tuple[Element, ...] = ()  # what stands behind the words: the rt of a ruby
    beside: tuple[Element, ...] = ()  # what stands beside a quotation, or its last part, in a cit
    leans_left: bool = False  # an empty one that belongs to the sentence before it


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """A part of an annotation; pieces sort in the order of their start tags."""

    start: int
    minus_end: int
    rank: Rank
    number: int  # of the annotation

    @property
    def end(self) -> int:
        return -self.minus_end

    def cut_at(self, positions: Iterable[int]) -> "Iterator[_Piece]":
        """The piece in parts, at positions that rise; a position twice is one cut."""
        for start, end in pairwise((self.start, *positions, self.end)):
            if start < end:
                yield _Piece(start, -end, self.rank, self.number)


def woven(block: BlockId, text: str, annotations: Sequence[Annotation]) -> tuple[Node, ...]:
    """The text with the annotations as elements; its characters are those of `text`, in their order.

    >>> sentence = Annotation(span=Span(0, 3), name="s", rank=Rank.SENTENCE)
    >>> stress = Annotation(span=Span(1, 6), name="hi")
    >>> from output.markup import xml
    >>> print(xml(element("p", None, *woven(BlockId("b"), "Go. Stay.", [sentence, stress]))).decode())
    <?xml version="1.0" encoding="UTF-8"?>
    <p><s>G<hi xml:id="b.part1" next="#b.part2">o.</hi></s><hi xml:id="b.part2" prev="#b.part1"> St</hi>ay.</p>
    <BLANKLINE>
    """
    pieces = _without_stray_locators(_nested(_without_blanks(text, _cut(annotations))))
    empty = sorted((a for a in annotations if not len(a.span)), key=_side)
    weaver = _Weaver(text, annotations, pieces, _chained(block, annotations, pieces), empty)
    return tuple(weaver.content(Span(0, len(text)), range(len(pieces)), range(len(empty))))


def _cut(annotations: Sequence[Annotation]) -> list[_Piece]:
    """The annotations, cut so that no piece crosses a sentence and none holds what its element may not hold."""
    whole: dict[Rank, list[_Piece]] = {rank: [] for rank in Rank}
    for number, annotation in enumerate(annotations):
        if len(annotation.span):
            piece = _Piece(annotation.span.start, -annotation.span.end, annotation.rank, number)
            whole[annotation.rank].append(piece)
    sentences = sorted(whole[Rank.SENTENCE])
    done: list[_Piece] = []
    for rank, pieces in whole.items():
        edges = _edges(piece for piece in done if piece.rank in _NOT_IN[rank])
        rough = (part for piece in pieces for part in piece.cut_at(edges[_inside(edges, piece)]))
        done += [part for piece in rough for part in piece.cut_at(_crossed(piece, sentences))]
    return done


_NOT_IN: Final[Mapping[Rank, frozenset[Rank]]] = {
    Rank.SENTENCE: frozenset(),
    Rank.QUOTATION: frozenset(),
    Rank.CITATION: frozenset({Rank.SENTENCE}),
    Rank.LOCATOR: frozenset({Rank.QUOTATION, Rank.CITATION}),
    Rank.PHRASE: frozenset({Rank.QUOTATION, Rank.CITATION, Rank.LOCATOR}),
}
"""What an element of each rank may not hold."""


def _edges(pieces: Iterable[_Piece]) -> Sequence[int]:
    return sorted({edge for piece in pieces for edge in (piece.start, piece.end)})


def _inside(edges: Sequence[int], piece: _Piece) -> slice:
    return slice(bisect_right(edges, piece.start), bisect_left(edges, piece.end))


def _crossed(piece: _Piece, sentences: Sequence[_Piece]) -> Iterator[int]:
    """Where the piece must be cut lest it cross a sentence: behind its first one, before its last one."""
    first = bisect_right(sentences, piece.start, key=lambda s: s.start) - 1
    if first >= 0 and sentences[first].start < piece.start < sentences[first].end < piece.end:
        yield sentences[first].end
    last = bisect_left(sentences, piece.end, key=lambda s: s.start) - 1
    if last >= 0 and piece.start < sentences[last].start and piece.end < sentences[last].end:
        yield sentences[last].start


def _without_blanks(text: str, pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces without those in the middle of an annotation that hold only white space."""
    ordered = sorted(pieces)
    last = {piece.number: piece.start for piece in ordered}
    first = {piece.number: piece.start for piece in reversed(ordered)}
    return [
        piece
        for piece in ordered
        if piece.start in (first[piece.number], last[piece.number]) or text[piece.start : piece.end].strip()
    ]


def _nested(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces in the order of their start tags, cut where one still crosses another."""
    heap = list(pieces)
    heapify(heap)
    nested: list[_Piece] = []
    open_ends: list[int] = []
    while heap:
        piece = heappop(heap)
        while open_ends and open_ends[-1] <= piece.start:
            open_ends.pop()
        if open_ends and piece.end > open_ends[-1]:
            piece, rest = piece.cut_at([open_ends[-1]])
            heappush(heap, rest)
        nested.append(piece)
        open_ends.append(piece.end)
    return nested


def _without_stray_locators(nested: Iterable[_Piece]) -> list[_Piece]:
    """The pieces without the page numbers that do not stand directly in a citation: elsewhere they cannot be told."""
    kept: list[_Piece] = []
    around: list[_Piece] = []
    for piece in nested:
        while around and around[-1].end <= piece.start:
            around.pop()
        if piece.rank is not Rank.LOCATOR or (around and around[-1].rank is Rank.CITATION):
            kept.append(piece)
            around.append(piece)
    return kept


@dataclass(frozen=True, slots=True)
class _Link:
    """A piece's place in the chain of its annotation's pieces."""

    id: str | None
    previous: str | None = None
    next: str | None = None


def _chained(block: BlockId, annotations: Sequence[Annotation], pieces: Sequence[_Piece]) -> list[_Link]:
    """An id for each piece of an annotation in several, and the ids of its neighbours."""
    numbers = [piece.number for piece in pieces]
    total = Counter(numbers)
    fresh = (f"{block}.part{number}" for number in count(1))
    links: list[_Link] = []
    latest: dict[int, int] = {}
    for index, number in enumerate(numbers):
        own = annotations[number].attributes.get("xml:id") if number not in latest else None
        link = _Link(own or (next(fresh) if total[number] > 1 else None))
        if number in latest:
            before = links[latest[number]]
            links[latest[number]] = replace(before, next=link.id)
            link = replace(link, previous=before.id)
        links.append(link)
        latest[number] = index
    return links


@dataclass(frozen=True, slots=True)
class _Weaver:
    """Text, pieces in the order of their start tags, and empty annotations in the order of their places."""

    text: str
    annotations: Sequence[Annotation]
    pieces: Sequence[_Piece]
    links: Sequence[_Link]
    empty: Sequence[Annotation]

    def content(self, span: Span, pieces: range, empty: range) -> Iterator[Node]:
        """The nodes of a stretch of text in which these pieces and empty annotations stand."""
        position, index = span.start, pieces.start
        while index < pieces.stop:
            piece = self.pieces[index]
            behind = bisect_left(self.pieces, piece.end, index + 1, pieces.stop, key=lambda p: p.start)
            before = bisect_right(self.empty, (piece.start, True), empty.start, empty.stop, key=_side)
            inside = self._last_inside(piece, range(before, empty.stop))
            yield from self._plain(Span(position, piece.start), range(empty.start, before))
            yield self._made(index, self.content(Span(piece.start, piece.end), range(index + 1, behind), inside))
            position, index, empty = piece.end, behind, range(inside.stop, empty.stop)
        yield from self._plain(Span(position, span.end), empty)

    def _last_inside(self, piece: _Piece, empty: range) -> range:
        """Those that stand in the piece; at its end, only in a sentence or quotation and if they lean to it."""
        bisect = bisect_left if piece.rank is Rank.PHRASE else bisect_right
        return range(empty.start, bisect(self.empty, (piece.end, False), empty.start, empty.stop, key=_side))

    def _plain(self, span: Span, empty: range) -> Iterator[Node]:
        """Text in which nothing stands but empty annotations."""
        position = span.start
        for annotation in (self.empty[index] for index in empty):
            yield from _text(self.text[position : annotation.span.start])
            yield _around(annotation, (), annotation.last)
            position = annotation.span.start
        yield from _text(self.text[position : span.end])

    def _made(self, index: int, content: Iterable[Node]) -> Element:
        link, annotation = self.links[index], self.annotations[self.pieces[index].number]
        chain = {"xml:id": link.id, "next": _pointer(link.next), "prev": _pointer(link.previous)}
        given = {name: value for name, value in chain.items() if value}
        # The reading of a ruby in parts is written once, in the first.
        last = tuple(element(e.name, e.attributes) for e in annotation.last) if link.previous else annotation.last
        attributes = {"xml:id": link.id} if link.id else {}
        made = _around(replace(annotation, attributes={**attributes, **annotation.attributes, **given}), content, last)
        return element("cit", None, made, *annotation.beside) if annotation.beside and not link.next else made


def _pointer(id_: str | None) -> str | None:
    return f"#{id_}" if id_ else None


def _side(annotation: Annotation) -> tuple[int, bool]:
    """The sorting key of empty annotations: at one place those come first that lean to what is before it."""
    return annotation.span.start, not annotation.leans_left


def _text(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _around(annotation: Annotation, content: Iterable[Node], last: Iterable[Element]) -> Element:
    """The annotation's element with its content."""
    if annotation.name == "bibl":
        return element("bibl", annotation.attributes, *in_bibl(content))
    inner = (element(annotation.inner, None, *content),) if annotation.inner else content
    return element(annotation.name, annotation.attributes, *inner, *last)


def in_bibl(content: Iterable[Node]) -> Iterator[Node]:
    """The content of a `bibl`: what that element may not hold itself stands in a `seg`."""
    for node in content:
        yield element("seg", None, node) if isinstance(node, Element) and node.name in _NOT_IN_BIBL else node


_NOT_IN_BIBL = frozenset({"ruby", "cit", "quote", "bibl"})

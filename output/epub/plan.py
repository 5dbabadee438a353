"""The plan of the book: what stands in it, in which order, and which file each thing is in.

The plan is made before anything is written, so that a link can lead to any place and each file
can be written, and forgotten, by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import Final, TypeVar

from bitext.alignments import Alignment
from bitext.articles import Article, Localized
from bitext.documents import Block, BlockId, BlockKind, Document, DocumentId, SegmentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration, BadData
from bitext.versions import joints, versions_of
from lang.collation import Order
from output.epub.pairs import Pair, Piece, Sides, paragraph_pairs, sentence_pairs, single_pairs
from output.options import ExportOptions

LARGEST_FILE: Final = 250_000
"""Bytes, roughly: old readers refuse documents above 300 KB, and slow ones draw larger ones badly."""

_OPENS_A_FILE: Final = 2  # headings of this level and stronger ones


class Layout(StrEnum):
    """How the versions stand to each other."""

    INTERLEAVED = "interleaved"  # a paragraph, then its translations
    FACING = "facing"  # side by side where the screen is wide enough
    SOURCE = "source"  # the original only
    TARGET = "target"  # its translation only; several are interleaved
    POPUP = "popup"  # the first version, with the others as notes that open over it
    REVEAL = "reveal"  # the first version, with the others folded away below it
    VERTICAL = "vertical"  # each version by itself, Chinese from top to bottom; links lead from one to the other


class Unit(StrEnum):
    """What a pair is made of."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


class First(StrEnum):
    """Which version stands first, and gives the book its main language."""

    SOURCE = "source"
    TARGET = "target"


_Choice = TypeVar("_Choice", bound=StrEnum)


def layout_of(options: ExportOptions) -> Layout:
    """The layout asked for.  Raises `BadConfiguration` that tells the layouts there are."""
    return _chosen(Layout, options.layout or Layout.INTERLEAVED, "layout")


def unit_of(options: ExportOptions) -> Unit:
    """The unit asked for.  Raises `BadConfiguration` that tells the units there are."""
    return _chosen(Unit, options.by or Unit.PARAGRAPH, "by")


def first_of(options: ExportOptions) -> First:
    """Which version is to stand first.  Raises `BadConfiguration` that tells what there is."""
    return _chosen(First, options.first or First.SOURCE, "first")


def order_asked(options: ExportOptions) -> Order | None:
    """How the glossary is to be sorted; None: as its language has it.  Raises `BadConfiguration` as the others."""
    return _chosen(Order, options.glossary_order, "glossary order") if options.glossary_order else None


def check_options(options: ExportOptions) -> None:
    """Raise `BadConfiguration` where a layout, unit or side is asked for that EPUB does not have."""
    for read in (layout_of, unit_of, first_of, order_asked):
        read(options)


def _chosen(kind: type[_Choice], name: str, option: str) -> _Choice:
    try:
        return kind(name)
    except ValueError as error:
        raise BadConfiguration(f"An EPUB has no {option} {name!r}; it can be {', '.join(kind)}.") from error


@dataclass(frozen=True, kw_only=True)
class Part:
    """A text with its translations side by side, or one document by itself."""

    number: int
    documents: tuple[Document, ...]  # those shown, in their order
    original: DocumentId | None = None  # where it is shown beside a translation, or could be
    pairs: tuple[Pair, ...]
    missing: Mapping[SegmentId, tuple[Document, ...]] = field(default_factory=dict)  # who does not have a sentence
    joined: frozenset[BlockId] = frozenset()  # blocks that go on with the paragraph before them
    is_aligned: bool = False
    is_version: bool = False  # one of several of the same text, each of which is a part of its own

    @property
    def is_parallel(self) -> bool:
        """Whether there is more than one version."""
        return len(self.documents) > 1


def parts_of(edition: Edition, layout: Layout, unit: Unit, first: First = First.SOURCE) -> tuple[Part, ...]:
    """The parts of the book: articles, then each original with its translations, and lone documents where they stand.

    Raises `BadData` where there is nothing to show, where two documents have an id in common, and where the alignments
    of one original do not fit.
    """
    if not edition.documents:
        raise BadData(f"Edition {edition.metadata.name!r} has no document; an EPUB needs one.")
    _check_ids(edition.documents)
    parts = [part for document in _in_order(edition) for part in _parts(document, edition, layout, unit, first)]
    return tuple(replace(part, number=number) for number, part in enumerate(parts, 1))


def _check_ids(documents: Iterable[Document]) -> None:
    """A page shows several documents, and an id can stand on it once."""
    owner: dict[str, str] = {}
    for document in documents:
        for block in (*document.blocks, *document.notes):
            for id_ in (block.id, *(segment.id for segment in block.segments)):
                if id_ in owner:
                    raise BadData(
                        f"The id {id_!r} stands in documents {owner[id_]} and {document.id}; an EPUB needs it once."
                    )
                owner[id_] = document.id


def _in_order(edition: Edition) -> list[Document]:
    articles = {article.document for article in edition.articles}
    return sorted(edition.documents, key=lambda document: document.id not in articles)


def _parts(document: Document, edition: Edition, layout: Layout, unit: Unit, first: First) -> Iterator[Part]:
    if alignments := versions_of(edition, document.id):
        documents = (document, *(edition.document_by_id[alignment.target] for alignment in alignments))
        shown = _shown(layout, len(documents), first)
        yield from _aligned(documents, alignments, unit, shown, are_versions=layout is Layout.VERTICAL)
    if all(document.id not in (alignment.source, alignment.target) for alignment in edition.alignments):
        joined = frozenset(join.after for a in _articles(edition, document) for join in a.joins)
        yield Part(number=0, documents=(document,), pairs=single_pairs(document, joined), joined=joined)


def _articles(edition: Edition, document: Document) -> Iterator[Article]:
    return (article for article in edition.articles if article.document == document.id)


def _aligned(
    documents: Sequence[Document],
    alignments: Sequence[Alignment],
    unit: Unit,
    shown: Iterable[Sequence[int]],
    *,
    are_versions: bool,
) -> Iterator[Part]:
    """A part for each set of documents, by their places, that is shown together."""
    beads = [joint.sides for joint in joints(alignments)]
    make = sentence_pairs if unit is Unit.SENTENCE else paragraph_pairs
    pairs = make(documents, beads)
    for places in shown:
        chosen = (pair.of(places) for pair in pairs)
        yield Part(
            number=0,
            documents=tuple(documents[place] for place in places),
            original=documents[0].id,
            pairs=tuple(pair for pair in chosen if pair.pieces),
            missing=dict(_missing(documents, beads, places)),
            is_aligned=True,
            is_version=are_versions,
        )


def _shown(layout: Layout, count: int, first: First) -> Iterator[Sequence[int]]:
    """Which of the versions stand together: the original, its translations, or all; or each by itself."""
    order = [*range(1, count), 0] if first is First.TARGET else list(range(count))
    match layout:
        case Layout.SOURCE:
            yield [0]
        case Layout.TARGET:
            yield [place for place in order if place]
        case Layout.VERTICAL:
            yield from ([place] for place in order)
        case _:
            yield order


def _missing(
    documents: Sequence[Document], beads: Iterable[Sides], places: Sequence[int]
) -> Iterator[tuple[SegmentId, tuple[Document, ...]]]:
    """The sentences that a version shown does not have, with all such versions."""
    for bead in beads:
        if lacking := tuple(documents[place] for place in places if not bead[place]):
            yield from ((id_, lacking) for place in places for id_ in bead[place])


# --- headings ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading as the table of contents has it: in all languages that have it."""

    id: str
    depth: int  # 1 is the highest; never more than one deeper than the one before
    texts: tuple[Localized, ...]


def headings_of(part: Part) -> tuple[Heading, ...]:
    """All headings of a part in order; each stands under the nearest stronger one before it."""
    found: list[Heading] = []
    above: list[int] = []
    for id_, sides in _heading_groups(part.pairs):
        level = level_of(next(chain.from_iterable(sides)).block)
        above = [stronger for stronger in above if stronger < level] + [level]
        texts = (_text(pieces, document) for pieces, document in zip(sides, part.documents, strict=True))
        found.append(Heading(id=id_, depth=len(above), texts=tuple(text for text in texts if text)))
    return tuple(found)


def _heading_groups(pairs: Iterable[Pair]) -> Iterator[tuple[str, Sequence[Sequence[Piece]]]]:
    """The id of each heading, with what each side has of it."""
    for pair in pairs:
        if pair.is_heading:
            yield pair.id, pair.sides
            continue
        for place, side in enumerate(pair.sides):
            for piece in side:
                if piece.block.kind is BlockKind.HEADING:
                    yield piece.block.id, [(piece,) if other == place else () for other in range(len(pair.sides))]


def level_of(block: Block) -> int:
    """The level of a heading, 1 where it has none."""
    return max(1, block.level)


def _text(pieces: Sequence[Piece], document: Document) -> Localized | None:
    words = " ".join(" ".join(piece.block.text.split()) for piece in pieces).strip()
    if not words:
        return None
    return Localized(words, pieces[0].block.language or document.language)


# --- files -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Page:
    """A file with text: a chapter, or a stretch of one that would be too long."""

    file: str
    chapter: int  # counted through the book
    part: Part
    pairs: tuple[Pair, ...]
    is_continued: bool = False


def pages_of(parts: Iterable[Part], layout: Layout = Layout.INTERLEAVED) -> tuple[Page, ...]:
    """The chapters, cut between pairs near `LARGEST_FILE`."""
    chapters = ((part, chapter) for part in parts for chapter in _chapters(part.pairs))
    return tuple(page for n, (part, chapter) in enumerate(chapters, 1) for page in _pages(part, chapter, n, layout))


def _chapters(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, ...]]:
    """The pairs cut at chapter headings; headings that follow each other stay together."""
    chapter: list[Pair] = []
    for pair in pairs:
        opens = pair.is_heading and level_of(pair.pieces[0].block) <= _OPENS_A_FILE
        if opens and not all(earlier.is_heading for earlier in chapter):
            yield tuple(chapter)
            chapter = []
        chapter.append(pair)
    if chapter:
        yield tuple(chapter)


def _pages(part: Part, chapter: tuple[Pair, ...], number: int, layout: Layout) -> Iterator[Page]:
    more = _MORE.get(layout, 0)
    for count, pairs in enumerate(cut(chapter, [more + _size(pair) for pair in chapter]), 1):
        name = f"c{number:03}.xhtml" if count == 1 else f"c{number:03}-{count}.xhtml"
        yield Page(file=name, chapter=number, part=part, pairs=tuple(pairs), is_continued=count > 1)


_Thing = TypeVar("_Thing")


def cut(things: Iterable[_Thing], sizes: Iterable[int]) -> Iterator[list[_Thing]]:
    """The things in runs of no more than `LARGEST_FILE`, or of one that is larger.

    >>> list(cut("abcd", [200_000, 40_000, 20_000, 400_000]))
    [['a', 'b'], ['c'], ['d']]
    """
    run: list[_Thing] = []
    total = 0
    for thing, size in zip(things, sizes, strict=True):
        if run and total + size > LARGEST_FILE:
            yield run
            run, total = [], 0
        run.append(thing)
        total += size
    if run:
        yield run


# About how many bytes a pair has besides: the call of a note and its frame, what folds, the link to other versions.
_MORE: Final = {Layout.POPUP: 260, Layout.REVEAL: 130, Layout.VERTICAL: 220}


def _size(pair: Pair) -> int:
    return 80 + sum(size_of(piece) for piece in pair.pieces)


def size_of(piece: Piece) -> int:
    """About how many bytes the piece takes in a file: its text, and the tags around block, sentences and marks."""
    tags = 120 + 50 * len(piece.segments) + 40 * len(piece.block.marks)
    return tags + len(piece.span.of(piece.block.text).encode())


@dataclass(frozen=True, kw_only=True)
class Files:
    """Which file each id of the book stands in."""

    of_id: Mapping[str, str] = field(default_factory=dict)

    def href(self, page: str, id_: str) -> str | None:
        """How a page leads to the id; None where the book does not hold it."""
        file = self.of_id.get(id_)
        if file is None:
            return None
        return f"#{id_}" if file == page else f"{file}#{id_}"

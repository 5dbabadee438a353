"""The whole book as a value, before it is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TypeVar

from bitext.articles import Localized
from bitext.documents import Block, BlockId, Document, MarkKind, Resource
from bitext.editions import Contributor, Edition, SourceDescription
from bitext.languages import LanguageTag
from bitext.terms import Term
from lang.collation import Order
from output.epub.articles import Original, as_read, citation_links, originals_of
from output.epub.fonts import NONE, Typefaces, typefaces
from output.epub.inline import Call, Link, page_id
from output.epub.labels import Labels, labels_in
from output.epub.notes import Notes, notes_of
from output.epub.pairs import Piece
from output.epub.plan import (
    Files,
    First,
    Heading,
    Layout,
    Page,
    Part,
    Unit,
    cut,
    first_of,
    headings_of,
    layout_of,
    order_asked,
    pages_of,
    parts_of,
    unit_of,
)
from output.epub.said import said
from output.epub.terms import ChapterOf, Entry, entries_of, found_in, indexed, order_of, size_of
from output.epub.xhtml import flat
from output.options import ExportOptions

_EAST_ASIAN: Final = frozenset({"zh", "lzh", "yue", "ja"})


@dataclass(frozen=True, kw_only=True)
class NotePage:
    """A file of notes; `first` is the number of the first of them."""

    file: str
    notes: Notes
    blocks: tuple[Block, ...]
    first: int


@dataclass(frozen=True, kw_only=True)
class PrintedPage:
    """Where a page of the printed source begins."""

    id: str
    number: str


@dataclass(frozen=True, kw_only=True)
class Index:
    """A file with words of the glossary in another order than its own, or a stretch of them."""

    file: str
    order: Order
    words: tuple[tuple[Term, Entry], ...]


@dataclass(frozen=True, kw_only=True)
class Book:
    """All that is written, and where."""

    edition: Edition
    layout: Layout
    unit: Unit
    first: First
    ncx: bool
    parts: tuple[Part, ...]
    pages: tuple[Page, ...]
    headings: Mapping[int, Mapping[str, Heading]]  # by the number of the part and the id, in order
    notes: tuple[NotePage, ...]
    originals: tuple[Original, ...]
    glossary: tuple[tuple[str, tuple[Entry, ...]], ...]  # files and what is in them
    indexes: tuple[Index, ...]
    calls: Mapping[BlockId, Sequence[Call]]
    links: Mapping[BlockId, Sequence[Link]]
    printed_pages: tuple[PrintedPage, ...]
    files: Files
    options: ExportOptions = field(default_factory=ExportOptions)
    typefaces: Typefaces = NONE

    @cached_property
    def languages(self) -> tuple[LanguageTag, ...]:
        """The languages of the texts shown, the first of the book first."""
        return tuple(dict.fromkeys(document.language for part in self.parts for document in part.documents))

    @property
    def language(self) -> LanguageTag:
        return self.languages[0]

    @cached_property
    def labels(self) -> tuple[Labels, ...]:
        """The words of the book itself in its first two languages."""
        return labels_in(self.languages)[:2]

    @cached_property
    def chapters(self) -> Mapping[int, Page]:
        """The first page of each chapter, by the chapter's number."""
        return {page.chapter: page for page in reversed(self.pages)}

    @cached_property
    def han(self) -> LanguageTag:
        """The language of Chinese characters that stand in another text."""
        return _han(self.edition)

    @cached_property
    def elsewhere(self) -> Mapping[str, Sequence[tuple[Part, str]]]:
        """Where each pair stands that several parts have, with its file there."""
        found: dict[str, list[tuple[Part, str]]] = {}
        for text in self.pages:
            for pair in text.pairs if text.part.is_version else ():
                found.setdefault(pair.id, []).append((text.part, text.file))
        return found

    @cached_property
    def pictures(self) -> Mapping[str, Resource]:
        """The pictures of the texts shown, by what their marks call them; the same picture twice is one file."""
        files: dict[bytes, Resource] = {}
        return {
            mark.target: files.setdefault(resource.data, resource)
            for document in self.documents
            for block in (*document.blocks, *document.notes)
            for mark in block.marks
            if mark.target and (resource := document.resource_by_name.get(mark.target))
        }

    @cached_property
    def picture_addresses(self) -> Mapping[str, str]:
        """How a page of the text leads to each picture."""
        return {name: f"../{picture_path(resource)}" for name, resource in self.pictures.items()}

    def file_in(self, part: Part, id_: str) -> str:
        """The file that an id of the part's text stands in."""
        own = (file for other, file in self.elsewhere.get(id_, ()) if other is part)
        return next(own, None) or self.files.of_id[id_]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents shown, in order."""
        return tuple({document.id: document for part in self.parts for document in part.documents}.values())

    @property
    def people(self) -> tuple[Contributor, ...]:
        """Who made the edition and the texts shown."""
        shown = {None, *(document.id for document in self.documents)}
        return tuple(person for person in self.edition.metadata.contributors if person.document in shown)

    @property
    def sources(self) -> tuple[SourceDescription, ...]:
        """Where the texts shown come from."""
        shown = {document.id for document in self.documents}
        return tuple(source for source in self.edition.metadata.sources if source.document in shown)

    def pages_in(self, part: Part) -> Iterator[Page]:
        """The pages of a part."""
        return (page for page in self.pages if page.part is part)

    def opening_heading(self, page: Page) -> Heading | None:
        """The heading that the page begins with, if it begins with one that has words."""
        heading = self.headings[page.part.number].get(page.pairs[0].id)
        return heading if heading and heading.texts else None

    def titles_of(self, part: Part) -> tuple[Localized, ...]:
        """What the part's documents are called."""
        return tuple(self.title_of(document) for document in part.documents)

    def has_half_title(self, part: Part) -> bool:
        """Whether the part has a page for its title: in a book of several, unless it begins with its title anyway."""
        first = next(self.pages_in(part), None)
        heading = self.opening_heading(first) if first else None
        return len(self.parts) > 1 and not (heading and flat(heading.texts) == flat(self.titles_of(part)))

    def people_of(self, part: Part | None) -> tuple[Contributor, ...]:
        """Who is named on a part's own page or, for None, on that of the book; nobody whose text is not shown."""
        own = {d.id: p for p in self.parts if self.has_half_title(p) for d in p.documents}
        return tuple(
            person for person in self.people if (own.get(person.document) if person.document else None) is part
        )

    def say(self, name: str, **values: object) -> tuple[Localized, ...]:
        """A word of the book itself in its languages."""
        return tuple(labels.say(name, **values) for labels in self.labels)

    def guessed(self, text: str) -> Localized:
        """A text of the metadata, whose language nobody told: the book's language in whose script it is written."""
        east = _is_east_asian(text)
        fitting = (tag for tag in self.languages if tag.is_unspaced == east)
        return Localized(text, next(fitting, self.han if east else LanguageTag("en")))

    def title_of(self, document: Document) -> Localized:
        """What a document is called: its title, its first heading, or its id."""
        if document.title.strip():
            return Localized(document.title, document.language)
        headings = (d.heading for d in document.divisions if d.heading and d.heading.text.strip())
        heading = next(headings, None)
        if heading:
            return Localized(heading.text, heading.language or document.language)
        return Localized(str(document.id), LanguageTag("en"))


def picture_path(picture: Resource) -> str:
    """Where a picture of the texts stands, from the book's folder."""
    return f"images/{picture.name}"


def _typefaces(edition: Edition, documents: Sequence[Document]) -> Typefaces:
    """The fonts given, for the languages of the texts and of the words that the book itself says."""
    if not edition.materials.fonts:
        return NONE
    languages = [document.language for document in documents]
    languages += [labels.language for labels in labels_in(languages)]
    if any(_has_han(block.text) for document in documents for block in document.blocks):
        languages.append(_han(edition))
    return typefaces(edition.materials.fonts, dict.fromkeys(languages), documents)


def _han(edition: Edition) -> LanguageTag:
    """The language of Chinese characters that stand in another text."""
    tags = (document.language for document in edition.documents)
    return next((tag for tag in tags if tag.language in _EAST_ASIAN), LanguageTag("zh"))


def _is_east_asian(text: str) -> bool:
    """Whether most of a text is in ideographs or kana, each of which says about as much as three letters."""
    ideographs = sum(_has_han(char) for char in text)
    return 3 * ideographs > sum(char.isalpha() for char in text) - ideographs


def _has_han(text: str) -> bool:
    return any("\u3040" <= char <= "\u9fff" or char >= "\U00020000" for char in text)


def book_of(edition: Edition, options: ExportOptions) -> Book:
    """The plan of the book.

    Raises `BadConfiguration` at an option that EPUB does not have, and `BadData` where the edition contradicts itself.
    """
    layout, unit, first = layout_of(options), unit_of(options), first_of(options)
    edition = as_read(replace(edition, metadata=said(edition.metadata)))
    parts = parts_of(edition, layout, unit, first)
    pages = pages_of(parts, layout)
    documents = tuple({document.id: document for part in parts for document in part.documents}.values())
    notes = [found for found in map(notes_of, documents) if found.notes]
    originals = _called_in(documents, originals_of(edition))
    calls = _merged(
        [*(item for each in notes for item in each.calls.items()), *((o.block, [o.call]) for o in originals)]
    )
    text = dict(reversed(list(_places(pages, calls))))
    found = found_in(pages, edition.occurrences)
    order = order_asked(options) or order_of(documents[0].language)
    entries = entries_of(edition, documents[0].language, found, _chapter_of(pages, text), order)
    glossary = tuple(_named("glossary", cut(entries, map(size_of, entries))))
    note_pages = tuple(page for number, each in enumerate(notes, 1) for page in _note_pages(number, each))
    return Book(
        edition=edition,
        layout=layout,
        unit=unit,
        first=first,
        ncx=options.ncx,
        parts=parts,
        pages=pages,
        headings={part.number: {heading.id: heading for heading in headings_of(part)} for part in parts},
        notes=note_pages,
        originals=originals,
        glossary=glossary,
        indexes=tuple(_indexes(entries, order)),
        calls=calls,
        links=_merged([*_citations(edition), *found.links.items()]),
        printed_pages=_printed_pages(documents),
        files=Files(of_id=text | dict(_places_behind(note_pages, originals, glossary))),
        options=options,
        typefaces=_typefaces(edition, documents),
    )


ORIGINALS: Final = "originals.xhtml"
"""The file of the originals of an article's quotations."""

_Value = TypeVar("_Value")


def _merged(items: Iterable[tuple[BlockId, Sequence[_Value]]]) -> dict[BlockId, list[_Value]]:
    merged: dict[BlockId, list[_Value]] = {}
    for block, values in items:
        merged.setdefault(block, []).extend(values)
    return merged


def _called_in(documents: Iterable[Document], originals: Iterable[Original]) -> tuple[Original, ...]:
    shown = {id_ for document in documents for id_ in document.block_by_id}
    return tuple(original for original in originals if original.block in shown)


def _citations(edition: Edition) -> Iterator[tuple[BlockId, list[Link]]]:
    for article in edition.articles:
        for block, link in citation_links(article, edition.document_by_id[article.document]):
            yield block, [link]


def _printed_pages(documents: Iterable[Document]) -> tuple[PrintedPage, ...]:
    """The pages of the first document that has any: an EPUB can have one list of pages."""
    found = (
        tuple(
            PrintedPage(id=page_id(block, index), number=mark.value.strip())
            for block in document.blocks
            for index, mark in sorted(enumerate(block.marks), key=lambda item: item[1].span)
            if mark.kind is MarkKind.PAGE and mark.value.strip()
        )
        for document in documents
    )
    return next((pages for pages in found if pages), ())


# --- files -------------------------------------------------------------------------------------------------------


def _named(stem: str, runs: Iterable[list[_Value]]) -> Iterator[tuple[str, tuple[_Value, ...]]]:
    """Runs of things with the names of the files that they go to."""
    for count, run in enumerate(runs, 1):
        yield f"{stem}.xhtml" if count == 1 else f"{stem}-{count}.xhtml", tuple(run)


def _note_pages(number: int, notes: Notes) -> Iterator[NotePage]:
    first = 1
    sizes = [150 + 2 * len(note.text.encode()) for note in notes.notes]
    for file, blocks in _named(f"notes-{number}", cut(notes.notes, sizes)):
        yield NotePage(file=file, notes=notes, blocks=blocks, first=first)
        first += len(blocks)


def _chapter_of(pages: Iterable[Page], files: Mapping[str, str]) -> ChapterOf:
    chapters = {page.file: page.chapter for page in pages}
    return lambda id_: chapters.get(files.get(id_, ""))


def _indexes(entries: Sequence[Entry], order: Order) -> Iterator[Index]:
    """The other orders of a glossary, where they sort anything that it does not."""
    for other in Order:
        words = indexed(entries, other) if other is not order else ()
        for file, run in _named(f"index-{other}", cut(words, (150 + 3 * len(term.text) for term, _ in words))):
            yield Index(file=file, order=other, words=run)


def _places(pages: Iterable[Page], calls: Mapping[BlockId, Sequence[Call]]) -> Iterator[tuple[str, str]]:
    """Each id of the text and the file it is in; a text that stands in two parts has its ids twice."""
    for page in pages:
        for pair in page.pairs:
            yield pair.id, page.file
            for piece in pair.pieces:
                yield from ((id_, page.file) for id_ in _ids(piece, calls.get(piece.block.id, ())))


def _ids(piece: Piece, calls: Iterable[Call]) -> Iterator[str]:
    if piece.is_start:
        yield piece.block.id
    yield from (segment.id for segment in piece.segments)
    yield from (call.id for call in calls if piece.holds(call.offset, leans_left=True))
    for index, mark in enumerate(piece.block.marks):
        if mark.kind is MarkKind.PAGE and piece.holds(mark.span.start, leans_left=False):
            yield page_id(piece.block, index)


def _places_behind(
    notes: Iterable[NotePage], originals: Iterable[Original], glossary: Iterable[tuple[str, Iterable[Entry]]]
) -> Iterator[tuple[str, str]]:
    """The ids of what stands behind the text."""
    for page in notes:
        for note in page.blocks:
            yield note.id, page.file
            yield from ((call.id, page.file) for call in page.notes.calls.get(note.id, ()))
    yield from ((original.id, ORIGINALS) for original in originals)
    yield from ((entry.id, file) for file, entries in glossary for entry in entries)

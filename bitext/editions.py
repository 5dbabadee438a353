"""An edition: everything that the exporters need, in one value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID, uuid5

from bitext.alignments import Alignment, Bead, State
from bitext.articles import Article, Localized, Place
from bitext.catalogue import Accessibility, Series, Subject, TranslatedBy
from bitext.documents import Document, DocumentId, Segment
from bitext.errors import BadData
from bitext.isbn import check_isbn
from bitext.languages import LanguageTag
from bitext.materials import Materials
from bitext.terms import Termbase

# Our own namespace, made once with uuid4: an edition's identifier is uuid5 of it and its name.
_NAMESPACE = UUID("5b0f2a52-9a0c-4f0e-8f4b-2d7c2b7a1c0e")

# https://www.loc.gov/marc/relators/
_RELATOR = re.compile("[a-z]{3}")

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The time of an edition that gives none: the first that a zip archive can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who made the text or the edition; `role` is a MARC relator code (aut, trl, edt …)."""

    name: str
    role: str
    language: LanguageTag | None = None
    file_as: str = ""
    document: DocumentId | None = None  # whose author or translator, where not the whole edition's

    def __post_init__(self) -> None:
        if not _RELATOR.fullmatch(self.role):
            raise BadData(
                f"{self.role!r} is not a role; write a MARC relator code such as aut (author), trl (translator), "
                "edt (editor)."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDescription:
    """Where a document's text comes from, for the header and the colophon."""

    document: DocumentId
    citation: str = ""
    licence: str = ""
    licence_url: str = ""
    rights: str = ""  # whose the text is: © 2016 Shuang Xuetao
    isbn: str = ""  # of the book that the text was taken from
    translated_by: TranslatedBy | None = None  # None where nobody says
    translation_tool: str = ""  # the program, where it was one

    def __post_init__(self) -> None:
        check_isbn(self.isbn)
        if self.translation_tool and self.translated_by in {None, TranslatedBy.PERSON}:
            raise BadData(
                'A translation tool is named, but nobody says that it translated; write translated-by = "machine" '
                'or "machine-revised".'
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a library catalogue wants to know of the edition."""

    name: str  # short ASCII name: file names and the identifier are made from it
    titles: tuple[Localized, ...]
    contributors: tuple[Contributor, ...] = ()
    sources: tuple[SourceDescription, ...] = ()
    publisher: str = ""
    date: str = ""  # ISO 8601: year, month or day
    modified: datetime = UNDATED
    licence: str = ""
    licence_url: str = ""
    description: str = ""
    identifier: str = ""  # a URN, DOI or ISBN of the user's
    subtitles: tuple[Localized, ...] = ()
    file_as: str = ""  # the title as it is sorted: Chimney, The
    isbn: str = ""  # of the book as a product
    rights: str = ""  # whose it is: © 2026 Example Press
    series: tuple[Series, ...] = ()
    subjects: tuple[Subject, ...] = ()
    accessibility: Accessibility = field(default_factory=Accessibility)

    def __post_init__(self) -> None:
        if not self.titles:
            raise BadData(f"Edition {self.name!r} has no title.")
        check_isbn(self.isbn)

    @property
    def urn(self) -> str:
        """The identifier given, or one that is the same whenever the name is."""
        return self.identifier or f"urn:uuid:{uuid5(_NAMESPACE, self.name)}"

    def title_in(self, language: str) -> str:
        """The title in `language` (any script or region of it), or else the first."""
        matching = (t.text for t in self.titles if t.language.language == LanguageTag(language).language)
        return next(matching, self.titles[0].text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was done to make the edition: `tool` with its `version` did `action`."""

    tool: str
    version: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One language's side of a translation unit."""

    document: DocumentId
    language: LanguageTag
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The segments side by side, with a space between them where the language has spaces."""
        return self.language.joiner.join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationUnit:
    """A bead with its text, or beads of several alignments joined: the source's variant first."""

    id: str
    variants: tuple[Variant, ...]
    probability: float
    state: State
    note: str = ""
    beads: tuple[Bead, ...] = ()  # those that it is made of


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """A place where a text, of whatever document, names a concept of the term base."""

    place: Place
    concept: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Documents with their alignments, articles and term base.

    Raises `BadData` where an alignment or article names a document that is not there, or an occurrence a concept,
    where an alignment is of a document with itself, and where two have the same source and target.
    """

    metadata: Metadata
    documents: tuple[Document, ...]
    alignments: tuple[Alignment, ...] = ()
    articles: tuple[Article, ...] = ()
    termbase: Termbase = field(default_factory=Termbase)
    occurrences: tuple[Occurrence, ...] = ()  # of the term base's concepts, found beforehand
    provenance: tuple[Step, ...] = ()
    materials: Materials = field(default_factory=Materials)

    def __post_init__(self) -> None:
        if len(self.document_by_id) != len(self.documents):
            raise BadData("Two documents of the edition have the same id.")
        named = [id_ for a in self.alignments for id_ in (a.source, a.target)]
        for id_ in (*named, *(article.document for article in self.articles)):
            if id_ not in self.document_by_id:
                raise BadData(f"The edition has no document {id_!r}.")
        pairs = [(alignment.source, alignment.target) for alignment in self.alignments]
        for count, (source, target) in enumerate(pairs):
            if source == target:
                raise BadData(f"{source!r} is aligned with itself; source and target are two documents.")
            if (source, target) in pairs[:count]:
                raise BadData(f"Two alignments are of {source!r} with {target!r}; leave one out.")
        for occurrence in self.occurrences:
            if occurrence.concept not in self.termbase.by_id:
                raise BadData(f"The edition's term base has no concept {occurrence.concept!r}.")

    @cached_property
    def document_by_id(self) -> Mapping[DocumentId, Document]:
        """The documents by their ids."""
        return {document.id: document for document in self.documents}

    def units(self, alignment: Alignment) -> Iterator[TranslationUnit]:
        """The beads of an alignment with their text, in order; ids count from 1 and keep to the pair."""
        for count, bead in enumerate(alignment.beads, 1):
            yield TranslationUnit(
                id=f"{alignment.source}-{alignment.target}.{count}",
                variants=self._variants(alignment, bead),
                probability=bead.probability,
                state=bead.state,
                note=bead.note,
                beads=(bead,),
            )

    def _variants(self, alignment: Alignment, bead: Bead) -> tuple[Variant, ...]:
        sides = ((alignment.source, bead.source), (alignment.target, bead.target))
        documents = ((self.document_by_id[id_], ids) for id_, ids in sides)
        return tuple(
            Variant(document=d.id, language=d.language, segments=tuple(d.segment_by_id[id_] for id_ in ids))
            for d, ids in documents
        )

"""What an edition.toml says: its tables as values, checked before anything is read or aligned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import PurePath
from typing import Literal

from aligner.catalogue import AUTO, ENTRIES, UnknownEncoder, named
from bitext.articles import Localized
from bitext.catalogue import Accessibility, Series, Subject, TranslatedBy
from bitext.documents import DocumentId, SegmentId, check_id
from bitext.editions import Contributor, SourceDescription
from bitext.errors import BadData
from bitext.isbn import check_isbn
from bitext.languages import LanguageTag
from lang.ruby import Extent, Script, Unit
from lang.segmenters import RULES, SEGMENTERS
from output.options import ExportOptions
from pipeline.decoding import Fault, Place, complaint, decoded, nearest, tables_of
from pipeline.encoders import DEFAULT_ENCODER
from pipeline.formats import EDITION_FORMATS, suffix_of
from pipeline.reading import check_headings
from pipeline.scripts import script_tag

Segments = SegmentId | tuple[SegmentId, ...]
"""One side of an anchor: a segment, or several that follow each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionTable:
    """The table [edition]: what a catalogue wants to know."""

    name: str
    titles: tuple[Localized, ...] = field(metadata={"key": "title"})
    contributors: tuple[Contributor, ...] = field(default=(), metadata={"key": "contributor"})
    date: str = ""
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""
    description: str = ""
    identifier: str = ""
    subtitles: tuple[Localized, ...] = field(default=(), metadata={"key": "subtitle"})
    file_as: str = ""
    isbn: str = ""
    rights: str = ""
    series: tuple[Series, ...] = ()
    subjects: tuple[Subject, ...] = field(default=(), metadata={"key": "subject"})
    accessibility: Accessibility = field(default_factory=Accessibility)

    def __post_init__(self) -> None:
        check_id(self.name)
        check_isbn(self.isbn)
        if not self.titles:
            raise BadData("the edition needs a title; write a table [[edition.title]] with text and language.")
        if self.date:
            first_day(self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTable:
    """A table [[document]]: a text or an article, and where it comes from."""

    id: DocumentId
    path: str
    language: LanguageTag | None = None
    kind: Literal["text", "article"] = "text"
    title: str = ""
    citation: str = ""
    licence: str = ""
    licence_url: str = ""
    rights: str = ""
    isbn: str = ""
    translated_by: TranslatedBy | None = None
    translation_tool: str = ""
    format: str | None = None
    encoding: str | None = None
    segmented: bool = False
    headings: tuple[str, ...] = ()
    verbatim: bool = False
    sheet: str = ""
    segmenter: str = RULES.name
    bibliography: str = ""  # a file of the works that an article cites
    originals: Mapping[str, DocumentId] | tuple[DocumentId, ...] = ()  # what an article quotes; keys are works cited
    encoder: str = DEFAULT_ENCODER  # by which the originals are looked for

    def __post_init__(self) -> None:
        check_id(self.id)
        check_headings(self.headings)
        _check_segmenter(self.segmenter)
        _ = self.source
        if self.bibliography and self.kind != "article":
            raise BadData("a text cites no works; write kind = \"article\", or take out the key 'bibliography'.")
        if self.originals:
            self._check_originals()
        elif self.encoder != DEFAULT_ENCODER:
            raise BadData("an encoder is for finding originals; name them, or take out the key 'encoder'.")
        _check_encoder(self.encoder)

    def _check_originals(self) -> None:
        """Raise `BadData` where there are no quotations to look for, or nowhere to look."""
        if self.kind != "article":
            raise BadData("a text has no quotations; write kind = \"article\", or take out the key 'originals'.")
        names = [id_ for _, id_ in self.books]
        if self.id in names:
            raise BadData("the key 'originals' names the article itself; name other documents.")
        if twice := next((id_ for _, id_ in self.books if self.books.count(("", id_)) > 1), None):
            raise BadData(f"the key 'originals' names {twice!r} twice; once is enough.")

    @property
    def source(self) -> SourceDescription:
        """Where the text comes from.  Raises `BadData` where that is said wrongly."""
        return SourceDescription(
            document=self.id,
            citation=self.citation,
            licence=self.licence,
            licence_url=self.licence_url,
            rights=self.rights,
            isbn=self.isbn,
            translated_by=self.translated_by,
            translation_tool=self.translation_tool,
        )

    @property
    def books(self) -> Sequence[tuple[str, DocumentId]]:
        """The originals, each behind the key or title of its work; that is empty where the document itself tells it."""
        if isinstance(self.originals, tuple):
            return [("", id_) for id_ in self.originals]
        return list(self.originals.items())


def _check_segmenter(name: str) -> None:
    """Raise `BadData` where there is no such segmenter."""
    known = [segmenter.name for segmenter in SEGMENTERS]
    if name not in known:
        raise BadData(f"there is no segmenter {name!r}; {nearest(name, known)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentTable:
    """A table [[alignment]]: which two documents translate each other."""

    source: DocumentId
    target: DocumentId
    encoder: str = DEFAULT_ENCODER
    anchors: str | tuple[tuple[Segments, Segments], ...] = ()  # a file, or the beads themselves
    beads: str = ""  # an alignment of these sentences whose beads are taken as they are

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise BadData(f"{self.source!r} cannot be aligned with itself; source and target are two documents.")
        if self.beads and self.anchors:
            raise BadData("the beads are taken from a file, so there is nothing to anchor; write one of the two keys.")
        _check_encoder(self.encoder)


def _check_encoder(name: str) -> None:
    """Raise `BadData` where there is no such encoder."""
    known = (AUTO, *(entry.name for entry in ENTRIES))
    if name.partition(":")[0] not in known:
        raise BadData(f"there is no encoder {name!r}; {nearest(name, known)}")
    try:
        if name != AUTO:
            named(name)
    except UnknownEncoder as error:
        raise BadData(str(error).rstrip(".")) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTable:
    """The table [glossary]: where the term base is taken from."""

    files: tuple[str, ...] = ()
    from_articles: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputTable(ExportOptions):
    """A table [[output]]: a format, the file it goes to, and the format's own options."""

    format: str
    path: str = ""
    script: str = ""  # the Chinese texts in this script: zh-Hant-TW …
    vocabulary: bool = False  # with the words of the region
    audit: str = ""  # a file of all choices that were made
    ruby: Script | None = None  # readings above the Chinese
    ruby_extent: Extent = Extent.ALL
    ruby_unit: Unit = Unit.WORD
    ruby_readings: str = ""  # a file of the editor's own

    def __post_init__(self) -> None:
        check_isbn(self.isbn)
        if self.script:
            script_tag(self.script)
        elif self.vocabulary or self.audit:
            raise BadData("'vocabulary' and 'audit' need a script; write script = \"zh-Hant-TW\", or take them out.")
        if self.ruby is None and (self.ruby_readings or self.ruby_extent is not Extent.ALL):
            raise BadData('readings need a script to be in; write ruby = "pinyin" or "zhuyin".')
        if self.format not in EDITION_FORMATS:
            raise BadData(f"there is no format {self.format!r}; {nearest(self.format, EDITION_FORMATS)}")
        for path in (self.path, self.audit):
            _check_inside(path)

    def path_in(self, edition: str) -> str:
        """Where the output goes in the folder of outputs: the path given, or one made from the edition's name."""
        return self.path or f"{edition}{suffix_of(self.format)}"


def _check_inside(path: str) -> None:
    """Raise `BadData` where a path leads out of its folder."""
    if PurePath(path).is_absolute() or ".." in PurePath(path).parts:
        raise BadData(f"{path!r} leaves the output folder; write a path inside it and choose the folder with -o.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """All of an edition.toml."""

    edition: EditionTable
    documents: tuple[DocumentTable, ...] = field(metadata={"key": "document"})
    alignments: tuple[AlignmentTable, ...] = field(default=(), metadata={"key": "alignment"})
    glossary: GlossaryTable = field(default_factory=GlossaryTable)
    outputs: tuple[OutputTable, ...] = field(default=(), metadata={"key": "output"})


def read_configuration(data: bytes, *, name: str) -> Configuration:
    r"""What an edition.toml says.

    Raises `BadConfiguration` that tells all its faults, each with its line and what to write instead.

    >>> read_configuration(b"[edition]\nname = 'x'\ntitel = []", name="edition.toml")
    Traceback (most recent call last):
        ...
    bitext.errors.BadConfiguration: edition.toml has 3 faults:
      line 1: the key 'document' is missing.
      line 1: edition: the key 'title' is missing.
      line 3: edition, titel: there is no key 'titel'; did you mean 'title' or 'subtitle'?
    """
    text, tables = tables_of(data, name=name)
    faults: list[Fault] = []
    configuration = decoded(Configuration, tables, (), faults)
    faults += _dangling(tables)
    faults += _repeated(tables)
    if isinstance(configuration, Configuration):
        faults += _colliding(configuration)
        if not faults:
            return configuration
    raise complaint(faults, text, name=name)


def first_day(written: str) -> datetime:
    """When the year, month or day begins.

    Raises `BadData` where it is none of them.

    >>> first_day("2026-11").isoformat()
    '2026-11-01T00:00:00+00:00'
    """
    try:
        return datetime.strptime(written + "-01-01"[len(written) - 4 :], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise BadData(f"{written!r} is no date; write a year, month or day: 2026, 2026-11 or 2026-11-22.") from error


def _dangling(tables: Mapping[str, object]) -> Iterator[Fault]:
    """Names of documents that the file does not have."""
    known = [str(table.get("id")) for _, table in _tables(tables, "document")]
    alignments = ((place, table, key) for place, table in _tables(tables, "alignment") for key in ("source", "target"))
    contributors = ((place, table, "document") for place, table in _tables(tables, "edition", "contributor"))
    named = (((*place, key), table.get(key)) for place, table, key in chain(alignments, contributors))
    for place, value in chain(named, _originals(tables)):
        if isinstance(value, str) and value not in known:
            remedy = nearest(value, known) if known else "write a table [[document]] for it"
            yield Fault(place, f"there is no document {value!r}; {remedy}")


def _originals(tables: Mapping[str, object]) -> Iterator[tuple[Place, object]]:
    """What the documents name as originals, in lists or tables."""
    for place, table in _tables(tables, "document"):
        named = table.get("originals")
        items = named.items() if isinstance(named, dict) else enumerate(named) if isinstance(named, list) else ()
        yield from (((*place, "originals", key), value) for key, value in items)


def _repeated(tables: Mapping[str, object]) -> Iterator[Fault]:
    """Ids that an earlier document has."""
    found = [(place, id_) for place, table in _tables(tables, "document") if isinstance(id_ := table.get("id"), str)]
    for count in _later([id_ for _, id_ in found]):
        place, id_ = found[count]
        yield Fault((*place, "id"), f"another document has the id {id_!r} too; each needs its own")


def _colliding(configuration: Configuration) -> Iterator[Fault]:
    """Alignments of a pair that has one, and outputs that go where an earlier one goes."""
    pairs = [" and ".join(sorted((table.source, table.target))) for table in configuration.alignments]
    for count in _later(pairs):
        yield Fault(("alignment", count), f"another alignment is of {pairs[count]} too; one is enough")
    paths = [str(PurePath(table.path_in(configuration.edition.name))) for table in configuration.outputs]
    for count in _later(paths):
        yield Fault(("output", count), f"another output goes to {paths[count]!r} too; give each its own path")


def _later(names: Sequence[str]) -> Iterator[int]:
    """Where a name stands that an earlier place has."""
    return (count for count, name in enumerate(names) if name in names[:count])


def _tables(value: object, *keys: str, place: Place = ()) -> Iterator[tuple[Place, Mapping[str, object]]]:
    """The tables that stand under the keys, as far as the file has such tables; arrays are gone through."""
    if isinstance(value, list):
        for count, item in enumerate(value):
            yield from _tables(item, *keys, place=(*place, count))
    elif isinstance(value, dict) and keys:
        yield from _tables(value.get(keys[0]), *keys[1:], place=(*place, keys[0]))
    elif isinstance(value, dict):
        yield place, value

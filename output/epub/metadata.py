"""The package's metadata: what catalogues, shelves and assistive technology read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from bitext.articles import Localized
from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme
from bitext.documents import Block, Document, MarkKind
from bitext.editions import Contributor, Metadata
from bitext.errors import BadData
from bitext.isbn import isbn_of
from bitext.languages import LanguageTag
from output.epub.book import Book
from output.epub.chapters import is_vertical
from output.epub.inline import web_address
from output.epub.plan import First, Layout, Unit
from output.epub.shown import Shown
from output.markup import Element, element, lines

_PREFIXES: Final = {"xmlns": "http://www.idpf.org/2007/opf", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}


def metadata_of(book: Book, shown: Shown) -> Element:
    """The `metadata` element; `shown` is what the pages hold.  Raises `BadData` at a date or UUID that is none."""
    return lines("metadata", _PREFIXES, *_catalogue(book), *_accessibility(book, shown), *_for_readers(book, shown))


def _catalogue(book: Book) -> Iterator[Element]:
    metadata = book.edition.metadata
    yield from _identifiers(book)
    yield from _titles(book)
    yield from (element("dc:language", None, tag) for tag in book.languages)
    for number, same in enumerate(people_of(book), 1):
        yield from _person(book, same, f"dc-person-{number}")
    if metadata.publisher:
        yield element("dc:publisher", None, metadata.publisher)
    if metadata.date:
        yield element("dc:date", None, _date(metadata))
    licence = " ".join(text for text in (metadata.licence, metadata.licence_url) if text)
    yield from (element("dc:rights", None, text) for text in (metadata.rights, licence) if text)
    if metadata.description:
        described = book.guessed(metadata.description)
        yield element("dc:description", {"xml:lang": described.language}, described.text)
    for number, subject in enumerate(metadata.subjects, 1):
        yield from _subject(subject, f"dc-subject-{number}")
    yield from _sources(book)
    for number, series in enumerate(metadata.series, 1):
        yield from _series(book, series, f"collection-{number}")
    yield _meta("dcterms:modified", f"{modified_time(metadata):%Y-%m-%dT%H:%M:%SZ}")


def _meta(name: str, value: str, refines: str | None = None, **attributes: str) -> Element:
    return element("meta", {"refines": refines and f"#{refines}", "property": name, **attributes}, value)


def modified_time(metadata: Metadata) -> datetime:
    """When the edition was changed last, in UTC; a time without a zone is taken for UTC."""
    time = metadata.modified
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


# --- identifier --------------------------------------------------------------------------------------------------


def identifier_of(book: Book) -> str:
    """The identifier that the edition was given, or else one for each layout, since a shelf can hold them all."""
    metadata = book.edition.metadata
    if isbn := isbn_of(metadata.identifier):
        return f"urn:isbn:{isbn}"
    usual = (Layout.INTERLEAVED, Unit.PARAGRAPH, First.SOURCE)
    if metadata.identifier or (book.layout, book.unit, book.first) == usual:
        return _checked(metadata.urn)
    kind = f"{book.layout} {book.unit}" + (" target-first" if book.first is First.TARGET else "")
    return f"urn:uuid:{uuid5(UUID(metadata.urn), kind)}"


def _checked(identifier: str) -> str:
    if identifier.startswith("urn:uuid:"):
        try:
            UUID(identifier)
        except ValueError as error:
            raise BadData(
                f"The edition's identifier {identifier!r} is no UUID; correct it, or leave it out."
            ) from error
    return identifier


def product_isbn(book: Book) -> str | None:
    """The digits of the ISBN of this book as a product: that of the output, of the edition, or its identifier."""
    metadata = book.edition.metadata
    return next(filter(None, map(isbn_of, (book.options.isbn, metadata.isbn, metadata.identifier))), None)


def _identifiers(book: Book) -> Iterator[Element]:
    """The identifier, and the ISBN beside it; an ISBN says so by its code in ONIX list 5."""
    identifier, isbn = identifier_of(book), product_isbn(book)
    yield element("dc:identifier", {"id": "dc-identifier"}, identifier)
    name = "dc-identifier"
    if isbn and identifier != f"urn:isbn:{isbn}":
        name = "dc-isbn"
        yield element("dc:identifier", {"id": name}, f"urn:isbn:{isbn}")
    if isbn:
        yield _meta("identifier-type", "15" if len(isbn) == 13 else "02", name, scheme="onix:codelist5")


_DATE: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def _date(metadata: Metadata) -> str:
    given = metadata.date
    if not _DATE.fullmatch(given) or not _is_day(given + "-01-01"[len(given) - 4 :]):
        raise BadData(f"The edition's date {given!r} is no date; write it like 2026, 2026-11 or 2026-11-22.")
    return given


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# --- titles and people -------------------------------------------------------------------------------------------


def _titles(book: Book) -> Iterator[Element]:
    """The title in the book's first language, the others as the same title in another script; so the subtitle."""
    metadata = book.edition.metadata
    titles = in_order(metadata.titles, book.language)
    yield from _title(titles, "dc-title", "main")
    latin = next((title.text for title in titles if not title.language.is_unspaced), None)
    if file_as := metadata.file_as or latin:
        yield _meta("file-as", file_as, "dc-title")
    if metadata.subtitles:
        yield from _title(in_order(metadata.subtitles, book.language), "dc-subtitle", "subtitle")


def _title(titles: Sequence[Localized], id_: str, kind: str) -> Iterator[Element]:
    first, *others = titles
    yield element("dc:title", {"id": id_, "xml:lang": first.language}, first.text)
    yield _meta("title-type", kind, id_)
    for title in others:
        yield _meta("alternate-script", title.text, id_, **{"xml:lang": title.language})


def in_order(titles: Iterable[Localized], language: LanguageTag) -> list[Localized]:
    """The titles, those in the language first."""
    return sorted(titles, key=lambda title: title.language.language != language.language)


def people_of(book: Book) -> Sequence[Sequence[Contributor]]:
    """The people of the book, each once.

    One person is one entry: those that have the same role and are filed the same, in another script each, that in the
    book's first language first.
    """
    groups: dict[tuple[str, str], list[Contributor]] = {}
    for number, person in enumerate(book.people):
        groups.setdefault((person.role, person.file_as or f"\0{number}"), []).append(person)
    return [_own_script_first(book, same) for same in groups.values()]


def _own_script_first(book: Book, same: Iterable[Contributor]) -> Sequence[Contributor]:
    own = book.language.language
    return sorted(same, key=lambda person: (person.language or book.language).language != own)


def _person(book: Book, same: Sequence[Contributor], id_: str) -> Iterator[Element]:
    first, *others = same
    name = "dc:creator" if first.role == "aut" else "dc:contributor"
    language = first.language or book.guessed(first.name).language
    yield element(name, {"id": id_, "xml:lang": language}, first.name)
    yield _meta("role", first.role, id_, scheme="marc:relators")
    for person in others:
        tag = person.language or book.guessed(person.name).language
        yield _meta("alternate-script", person.name, id_, **{"xml:lang": tag})
    if first.file_as:
        yield _meta("file-as", first.file_as, id_)


# --- subjects, sources, series -----------------------------------------------------------------------------------

# What reading systems know the schemes by; the registry that EPUB had is no longer kept.
_AUTHORITIES: Final[Mapping[SubjectScheme, str]] = {
    SubjectScheme.THEMA: "https://ns.editeur.org/thema/",
    SubjectScheme.BISAC: "BISAC",
    SubjectScheme.CLC: "CLC",
    SubjectScheme.DDC: "DDC",
    SubjectScheme.LCC: "LCC",
    SubjectScheme.LCSH: "LCSH",
}


def _subject(subject: Subject, id_: str) -> Iterator[Element]:
    authority = _AUTHORITIES.get(subject.scheme)
    yield element("dc:subject", {"id": id_ if authority else None}, subject.words)
    if authority:
        yield _meta("authority", authority, id_)
        yield _meta("term", subject.code or subject.words, id_)


def _sources(book: Book) -> Iterator[Element]:
    """What the texts were taken from: as it is cited, and by its ISBN; and which of them the pages are those of."""
    paged = _paged(book)
    for source in book.sources:
        if source.citation:
            yield element("dc:source", None, source.citation)
        if isbn := isbn_of(source.isbn):
            is_paged = paged is not None and source.document == paged.id
            yield element("dc:source", {"id": "dc-pages" if is_paged else None}, f"urn:isbn:{isbn}")
            if is_paged:
                yield _meta("source-of", "pagination", "dc-pages")


def _series(book: Book, series: Series, id_: str) -> Iterator[Element]:
    name = Localized(series.name, series.language) if series.language else book.guessed(series.name)
    yield _meta("belongs-to-collection", name.text, id=id_, **{"xml:lang": name.language})
    yield _meta("collection-type", "series", id_)
    if series.position is not None:
        yield _meta("group-position", str(series.position), id_)
    if series.issn:
        yield _meta("dcterms:identifier", f"urn:issn:{series.issn}", id_)


# --- accessibility -----------------------------------------------------------------------------------------------


def _accessibility(book: Book, shown: Shown) -> Iterator[Element]:
    """What the book really has, in the terms of https://www.w3.org/TR/epub-a11y-11/; and what its publisher claims."""
    summary = summary_of(book, shown)
    yield from (_meta("schema:accessMode", mode) for mode in shown.modes)
    yield from (_meta("schema:accessModeSufficient", mode) for mode in shown.sufficient_modes)
    yield from (_meta("schema:accessibilityFeature", feature) for feature in shown.features)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", summary.text, **{"xml:lang": summary.language})
    if paged := _paged(book):
        yield _meta("pageBreakSource", _printed_source(book, paged))
    yield from _claims(book.edition.metadata.accessibility)


def _claims(claims: Accessibility) -> Iterator[Element]:
    if claims.conforms_to:
        yield _meta("dcterms:conformsTo", claims.conforms_to, id="a11y-claim")
    if claims.certified_by:
        yield _meta("a11y:certifiedBy", claims.certified_by, "a11y-claim", id="a11y-certifier")
    if claims.credential:
        yield _meta("a11y:certifierCredential", claims.credential, "a11y-certifier")
    if address := web_address(claims.report):
        yield element("link", {"refines": "#a11y-certifier", "rel": "a11y:certifierReport", "href": address})


def summary_of(book: Book, shown: Shown) -> Localized:
    """What the publisher says of the accessibility, or else what the book has, in its first language."""
    if said := book.edition.metadata.accessibility.summary.strip():
        return book.guessed(said)
    labels = book.labels[0]
    names = ["accessibility", *shown.told]
    return Localized(labels.language.joiner.join(labels.say(name).text for name in names), labels.language)


def _paged(book: Book) -> Document | None:
    """The document whose printed pages the book lists."""
    if not book.printed_pages:
        return None
    return next(document for document in book.documents if any(map(_has_pages, document.blocks)))


def _printed_source(book: Book, paged: Document) -> str:
    """What the page numbers are those of, as far as anybody said."""
    source = next((source for source in book.sources if source.document == paged.id), None)
    isbn = isbn_of(source.isbn) if source else None
    return f"urn:isbn:{isbn}" if isbn else (source.citation if source else "") or book.title_of(paged).text


def _has_pages(block: Block) -> bool:
    return any(mark.kind is MarkKind.PAGE and mark.value.strip() for mark in block.marks)


def _for_readers(book: Book, shown: Shown) -> Iterator[Element]:
    """Apple's scrolling theme would scroll Chinese sideways without this; old readers look for a cover by its id."""
    yield _meta("ibooks:scroll-axis", "vertical")
    mode = "vertical-rl" if is_vertical(book, book.parts[0]) else "horizontal-lr"
    yield element("meta", {"name": "primary-writing-mode", "content": mode})
    if shown.cover:
        yield element("meta", {"name": "cover", "content": shown.cover})

"""The package's metadata: what catalogues, shelves and assistive technology read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from bitext.documents import Block, MarkKind
from bitext.editions import Contributor, Metadata
from bitext.errors import BadData
from output.epub.book import Book
from output.epub.plan import Layout, Unit
from output.markup import Element, element, lines

_PREFIXES: Final = {"xmlns": "http://www.idpf.org/2007/opf", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}


def metadata_of(book: Book) -> Element:
    """The `metadata` element.  Raises `BadData` at a date or UUID that is none."""
    return lines("metadata", _PREFIXES, *_catalogue(book), *_accessibility(book), *_for_readers())


def _catalogue(book: Book) -> Iterator[Element]:
    metadata = book.edition.metadata
    yield from _identifier(book)
    yield from _titles(book)
    yield from (element("dc:language", None, tag) for tag in book.languages)
    shown = {document.id for document in book.documents}
    people = (person for person in metadata.contributors if person.document is None or person.document in shown)
    for number, same in enumerate(_people(people), 1):
        yield from _person(book, same, f"dc-person-{number}")
    if metadata.publisher:
        yield element("dc:publisher", None, metadata.publisher)
    if metadata.date:
        yield element("dc:date", None, _date(metadata))
    if rights := " ".join(text for text in (metadata.licence, metadata.licence_url) if text):
        yield element("dc:rights", None, rights)
    if metadata.description:
        described = book.guessed(metadata.description)
        yield element("dc:description", {"xml:lang": described.language}, described.text)
    for source in metadata.sources:
        if source.citation and source.document in shown:
            yield element("dc:source", None, source.citation)
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
    if isbn := _isbn(metadata.identifier):
        return f"urn:isbn:{isbn}"
    if metadata.identifier or (book.layout, book.unit) == (Layout.INTERLEAVED, Unit.PARAGRAPH):
        return _checked(metadata.urn)
    return f"urn:uuid:{uuid5(UUID(metadata.urn), f'{book.layout} {book.unit}')}"


def _checked(identifier: str) -> str:
    if identifier.startswith("urn:uuid:"):
        try:
            UUID(identifier)
        except ValueError as error:
            raise BadData(
                f"The edition's identifier {identifier!r} is no UUID; correct it, or leave it out."
            ) from error
    return identifier


def _isbn(identifier: str) -> str | None:
    """The digits of an ISBN whose check digit is right.

    >>> _isbn("ISBN 978-0-306-40615-7"), _isbn("urn:isbn:0306406152"), _isbn("9780306406158"), _isbn("doi:10.1000/1")
    ('9780306406157', '0306406152', None, None)
    """
    digits = re.sub(r"^(?:urn:)?isbn[:\s]*|[\s-]", "", identifier, flags=re.IGNORECASE).upper()
    if not re.fullmatch(r"\d{12}[\dX]|\d{9}[\dX]", digits):
        return None
    values = [10 if char == "X" else int(char) for char in digits]
    if len(values) == 13:
        total, modulus = sum(value * (3 if place % 2 else 1) for place, value in enumerate(values)), 10
    else:
        total, modulus = sum(value * (10 - place) for place, value in enumerate(values)), 11
    return digits if total % modulus == 0 else None


def _identifier(book: Book) -> Iterator[Element]:
    """The identifier; an ISBN says so by its code in ONIX list 5."""
    identifier = identifier_of(book)
    yield element("dc:identifier", {"id": "dc-identifier"}, identifier)
    if identifier.startswith("urn:isbn:"):
        code = "15" if len(identifier) == len("urn:isbn:") + 13 else "02"
        yield _meta("identifier-type", code, "dc-identifier", scheme="onix:codelist5")


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
    """The title in the book's first language, the others as the same title in another script."""
    titles = sorted(book.edition.metadata.titles, key=lambda title: title.language.language != book.language.language)
    first, *others = titles
    yield element("dc:title", {"id": "dc-title", "xml:lang": first.language}, first.text)
    yield _meta("title-type", "main", "dc-title")
    for title in others:
        yield _meta("alternate-script", title.text, "dc-title", **{"xml:lang": title.language})
    if latin := next((title.text for title in titles if not title.language.is_unspaced), None):
        yield _meta("file-as", latin, "dc-title")


def _people(contributors: Iterable[Contributor]) -> Iterator[Sequence[Contributor]]:
    """One person is one entry: those that have the same role and are filed the same, in another script each."""
    groups: dict[tuple[str, str], list[Contributor]] = {}
    for number, person in enumerate(contributors):
        groups.setdefault((person.role, person.file_as or f"\0{number}"), []).append(person)
    return iter(groups.values())


def _person(book: Book, same: Sequence[Contributor], id_: str) -> Iterator[Element]:
    first, *others = sorted(
        same, key=lambda person: (person.language or book.language).language != book.language.language
    )
    name = "dc:creator" if first.role == "aut" else "dc:contributor"
    language = first.language or book.guessed(first.name).language
    yield element(name, {"id": id_, "xml:lang": language}, first.name)
    yield _meta("role", first.role, id_, scheme="marc:relators")
    for person in others:
        tag = person.language or book.guessed(person.name).language
        yield _meta("alternate-script", person.name, id_, **{"xml:lang": tag})
    if first.file_as:
        yield _meta("file-as", first.file_as, id_)


# --- accessibility -----------------------------------------------------------------------------------------------


def _accessibility(book: Book) -> Iterator[Element]:
    """What the book really has, in the terms of https://www.w3.org/TR/epub-a11y-11/."""
    labels = book.labels[0]
    has_ruby = any(mark.kind is MarkKind.RUBY and mark.value.strip() for block in _blocks(book) for mark in block.marks)
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    features += ["rubyAnnotations"] if has_ruby else []
    features += ["pageBreakMarkers", "pageNavigation"] if book.printed_pages else []
    names = ["accessibility", *(["ruby"] if has_ruby else []), *(["page_numbers"] if book.printed_pages else [])]
    summary = labels.language.joiner.join(labels.say(name).text for name in names)
    yield _meta("schema:accessMode", "textual")
    yield _meta("schema:accessModeSufficient", "textual")
    yield from (_meta("schema:accessibilityFeature", feature) for feature in features)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", summary, **{"xml:lang": labels.language})
    if book.printed_pages:
        yield _meta("pageBreakSource", _printed_source(book))


def _blocks(book: Book) -> Iterator[Block]:
    for document in book.documents:
        yield from (*document.blocks, *document.notes)


def _printed_source(book: Book) -> str:
    """What the page numbers are those of, as far as anybody said."""
    owners = [document for document in book.documents if any(map(_has_pages, document.blocks))]
    citations = (s.citation for s in book.edition.metadata.sources if s.document == owners[0].id and s.citation)
    return next(citations, book.title_of(owners[0]).text)


def _has_pages(block: Block) -> bool:
    return any(mark.kind is MarkKind.PAGE and mark.value.strip() for mark in block.marks)


def _for_readers() -> Iterator[Element]:
    """Apple's scrolling theme would scroll Chinese sideways without this."""
    yield _meta("ibooks:scroll-axis", "vertical")
    yield element("meta", {"name": "primary-writing-mode", "content": "horizontal-lr"})

"""Title page, the half-titles of a book of several parts, and the colophon."""

from collections.abc import Iterable, Iterator
from typing import Final

from bitext.alignments import Alignment, State
from bitext.articles import Localized
from bitext.catalogue import Series, TranslatedBy
from bitext.documents import DocumentId
from bitext.editions import Contributor, Step
from bitext.isbn import isbn_of
from bitext.languages import LanguageTag
from bitext.version import VERSION
from bitext.versions import versions_of
from output.epub.back import back_page
from output.epub.book import Book
from output.epub.fonts import Licence, licences_of
from output.epub.inline import web_address
from output.epub.labels import labels_for
from output.epub.metadata import identifier_of, in_order, product_isbn
from output.epub.numbers import percent
from output.epub.plan import Part
from output.epub.xhtml import flat, in_language, page, side_by_side, spoken
from output.markup import Element, Node, element, lines

_TOOL = Step(tool="duizhao", version=VERSION, action="")


def title_page(book: Book) -> bytes:
    """The titles in all languages, who made the book, and who publishes it."""
    metadata = book.edition.metadata
    titles = titles_of(book)
    first, *others = (spoken(title, "p" if count else "h1") for count, title in enumerate(titles))
    subtitles = (spoken(subtitle, "p") for subtitle in in_order(metadata.subtitles, book.language))
    people = [_person(book, person) for person in book.people_of(None)]
    imprint = [text for text in (metadata.publisher, metadata.date) if text]
    section = lines(
        "section",
        {"epub:type": "titlepage", "aria-label": book.say("titlepage")[0].text, **in_language(book.language)},
        lines("div", {"class": "titles"}, first, *others, *subtitles),
        lines("div", {"class": "people"}, *people) if people else None,
        element("p", {"class": "imprint"}, *side_by_side(map(book.guessed, imprint))) if imprint else None,
    )
    return page(lines("body", {"class": "front"}, section), title=flat(titles), language=book.language)


def titles_of(book: Book) -> tuple[Localized, ...]:
    """The edition's titles, that in the book's first language before the others."""
    return tuple(in_order(book.edition.metadata.titles, book.language))


def part_page(book: Book, part: Part) -> bytes:
    """What the part is, and who made it."""
    titles = book.titles_of(part)
    first, *others = (spoken(title, "p" if number else "h1") for number, title in enumerate(titles))
    people = [_person(book, person) for person in book.people_of(part)]
    section = lines(
        "section",
        {"epub:type": "part", "role": "doc-part", "aria-label": titles[0].text, **in_language(titles[0].language)},
        lines("div", {"class": "titles"}, first, *others),
        lines("div", {"class": "people"}, *people) if people else None,
    )
    return page(lines("body", {"class": "front"}, section), title=flat(titles), language=titles[0].language)


def _person(book: Book, person: Contributor) -> Element:
    """The name, with what the person did in the words of the language that the name is in."""
    language = person.language or book.guessed(person.name).language
    labels = labels_for(language)
    if person.role not in labels.words:
        return spoken(Localized(person.name, language), "p")
    before, _, behind = labels.words[person.role].partition("{name}")
    return element("p", in_language(labels.language), before, spoken(Localized(person.name, language)), behind)


def said_of(book: Book, person: Contributor) -> Localized:
    """The name with what the person did, as plain words."""
    language = person.language or book.guessed(person.name).language
    words = labels_for(language).words.get(person.role, "{name}")
    return Localized(words.format(name=person.name), language)


# --- colophon ----------------------------------------------------------------------------------------------------


def colophon(book: Book) -> bytes:
    """Where the texts come from, under which terms, and how far their alignment can be trusted."""
    attributes = {"epub:type": "backmatter colophon", "role": "doc-colophon"}
    facts = lines("dl", None, *_facts(book))
    return back_page(book.say("colophon"), attributes, facts, language=book.language)


def _facts(book: Book) -> Iterator[Element]:
    metadata = book.edition.metadata
    for part in book.parts:
        for document in part.documents:
            yield from _fact([book.title_of(document)], _source(book, document.id))
    named = (("publisher", metadata.publisher), ("date", metadata.date), ("rights", metadata.rights))
    for name, text in named:
        yield from _fact(book.say(name), [[spoken(book.guessed(text))]] if text else [])
    yield from _fact(book.say("licence"), _licence(book, metadata.licence, metadata.licence_url))
    yield from _fact(book.say("series"), (_series(book, series) for series in metadata.series))
    yield from _fact([_ISBN], [[isbn]] if (isbn := product_isbn(book)) else [])
    yield from _fact(book.say("identifier"), [[identifier_of(book)]])
    for alignment in _alignments(book):
        yield from _fact(book.say("alignment"), _trust(book, alignment))
    yield from _fact(book.say("typefaces"), (_typeface(licence) for licence in licences_of(book.typefaces)))
    steps = dict.fromkeys((step.tool, step.version) for step in (*book.edition.provenance, _TOOL))
    yield from _fact(book.say("tools"), [[spoken(Localized(" ".join(step), LanguageTag("en")))] for step in steps])


def _typeface(licence: Licence) -> list[Node]:
    """The name of a typeface, as a link to its licence, and whose it is."""
    name = spoken(Localized(licence.family, LanguageTag("en")))
    told = [spoken(Localized(f" – {text}", LanguageTag("en"))) for text in licence.paragraphs[:1]]
    return [element("a", {"href": f"{TYPEFACES}#{_licence_id(licence)}"}, name), *told]


TYPEFACES: Final = "typefaces.xhtml"
"""The file of the licences of the fonts in the book."""


def typefaces_page(book: Book) -> bytes:
    """The licences of the fonts in the book, which go where the fonts go."""
    sections = (_licence_section(licence) for licence in licences_of(book.typefaces))
    return back_page(book.say("typefaces"), {"epub:type": "backmatter"}, *sections, language=book.language)


def _licence_section(licence: Licence) -> Element:
    english = in_language(LanguageTag("en"))
    heading = element("h2", {"id": _licence_id(licence)}, licence.family)
    paragraphs = (element("p", {"class": "licence"}, text) for text in licence.paragraphs)
    return lines("div", dict(english), heading, *paragraphs)


def _licence_id(licence: Licence) -> str:
    return "licence-" + "".join(char if char.isalnum() and char.isascii() else "-" for char in licence.family)


_ISBN: Final = Localized("ISBN", LanguageTag("en"))


def _series(book: Book, series: Series) -> list[Node]:
    name = Localized(series.name, series.language) if series.language else book.guessed(series.name)
    return [spoken(name), *([f" {series.position}"] if series.position is not None else [])]


def _fact(names: Iterable[Localized], values: Iterable[Iterable[Node]]) -> Iterator[Element]:
    """A term and what is told under it; nothing where there is nothing to tell."""
    told = [element("dd", None, *value) for value in values]
    if told:
        yield element("dt", None, *side_by_side(names))
        yield from told


def _source(book: Book, document: DocumentId) -> Iterator[list[Node]]:
    description = next((s for s in book.edition.metadata.sources if s.document == document), None)
    if description is None:
        return
    if description.citation:
        yield [spoken(book.guessed(description.citation))]
    if isbn := isbn_of(description.isbn):
        yield [spoken(_ISBN), f" {isbn}"]
    if description.rights:
        yield [spoken(book.guessed(description.rights))]
    yield from _licence(book, description.licence, description.licence_url)
    if description.translated_by:
        yield from _translated(book, description.translated_by, description.translation_tool)


def _translated(book: Book, by: TranslatedBy, tool: str) -> Iterator[list[Node]]:
    """The disclosure that a reader is owed: whether a person or a machine made the translation."""
    for labels in book.labels:
        named = labels.say("tool", program=tool).text if tool else ""
        yield [spoken(labels.say(f"translated_{by.replace('-', '_')}", tool=named))]


def _licence(book: Book, text: str, url: str) -> Iterator[list[Node]]:
    address = web_address(url)
    words = text or url
    if words:
        told = spoken(book.guessed(words))
        yield [element("a", {"href": address}, told) if address else told]


def _alignments(book: Book) -> Iterator[Alignment]:
    """Those whose two sides are both in the book, side by side."""
    for part in book.parts:
        shown = {document.id for document in part.documents}
        own = versions_of(book.edition, part.original) if part.original in shown else ()
        yield from (alignment for alignment in own if alignment.target in shown and alignment.beads)


def _trust(book: Book, alignment: Alignment) -> Iterator[list[Node]]:
    """How many beads there are, how many a person has seen, and how probable they are."""
    beads = alignment.beads
    seen = sum(bead.state in {State.REVIEWED, State.FINAL} for bead in beads)
    for text in book.say(
        "beads",
        count=len(beads),
        one_sided=sum(not bead.source or not bead.target for bead in beads),
        checked=percent(seen / len(beads)),
        probability=percent(sum(bead.probability for bead in beads) / len(beads)),
    ):
        yield [spoken(text)]
    if alignment.method:
        yield [spoken(Localized(alignment.method, LanguageTag("en")))]

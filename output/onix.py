"""ONIX for Books 3.0, with reference tags: what a publisher sends to shops beside the EPUB.

One message with one product: the EPUB that the same options make.  The order of the elements, their names and the
codes are those of https://www.editeur.org/93/Release-3.0-Downloads/; the tests hold every message against that schema
with its code lists.  Prices and suppliers are not known here: who sends the message adds `ProductSupply`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final

from bitext.articles import Localized
from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme, TranslatedBy
from bitext.documents import Document, DocumentId
from bitext.editions import Contributor, Edition
from bitext.errors import BadData
from bitext.isbn import isbn13_of, isbn_of
from bitext.languages import LanguageTag
from output.epub.book import Book
from output.epub.export import content_of
from output.epub.metadata import identifier_of, in_order, modified_time, people_of, product_isbn, summary_of
from output.epub.shown import Shown
from output.languages import iso639_2b
from output.markup import Element, element, lines, xml
from output.options import ExportOptions

_NAMESPACE: Final = "http://ns.editeur.org/onix/3.0/reference"


def to_onix(edition: Edition, options: ExportOptions) -> bytes:
    """The ONIX message for the EPUB of the edition; the same edition and options give the same bytes.

    Raises `BadData` where the edition names no publisher, who is the sender of the message, and what `to_epub` raises.
    """
    metadata = edition.metadata
    if not metadata.publisher.strip():
        raise BadData(
            f"Edition {metadata.name!r} has no publisher, who is the sender of an ONIX message; write publisher in "
            "[edition]."
        )
    book, shown = content_of(edition, options)
    sender = lines("Sender", None, _text("SenderName", metadata.publisher))
    sent = _text("SentDateTime", f"{modified_time(metadata):%Y%m%dT%H%M%SZ}")
    header = lines("Header", None, sender, sent)
    return xml(lines("ONIXMessage", {"release": "3.0", "xmlns": _NAMESPACE}, header, _product(book, shown)))


def _product(book: Book, shown: Shown) -> Element:
    return lines(
        "Product",
        None,
        _text("RecordReference", identifier_of(book)),
        _text("NotificationType", "03"),  # confirmed on publication
        *_identifiers(book),
        lines("DescriptiveDetail", None, *_descriptive(book, shown)),
        *_collateral(book),
        lines("PublishingDetail", None, *_publishing(book)),
        *_related(book),
    )


def _text(name: str, text: str, language: LanguageTag | None = None) -> Element:
    """An element with text, and the language and script of this where they are told."""
    return element(name, _in_language(language) if language else None, " ".join(text.split()))


def _only_language(tag: LanguageTag) -> dict[str, str]:
    """Where ONIX has no attribute for the script."""
    return {name: value for name, value in _in_language(tag).items() if name == "language"}


def _in_language(tag: LanguageTag) -> dict[str, str]:
    script = {"textscript": tag.script} if tag.script else {}
    return {"language": code, **script} if (code := iso639_2b(tag)) else script


def _identifiers(book: Book) -> Iterator[Element]:
    """The ISBN, and the identifier of the file: list 5."""
    if isbn := product_isbn(book):
        yield _identifier("ProductIdentifier", "ProductIDType", "15", isbn13_of(isbn))
    identifier = identifier_of(book)
    doi = re.fullmatch(r"(?:doi:|https?://(?:dx\.)?doi\.org/)(10\..+)", identifier, re.IGNORECASE)
    if doi:
        yield _identifier("ProductIdentifier", "ProductIDType", "06", doi[1])
    elif identifier.startswith("urn:") and not identifier.startswith("urn:isbn:"):
        yield _identifier("ProductIdentifier", "ProductIDType", "22", identifier)
    elif not isbn:
        name = _text("IDTypeName", book.edition.metadata.publisher)
        yield lines("ProductIdentifier", None, _text("ProductIDType", "01"), name, _text("IDValue", identifier))


def _identifier(name: str, kind: str, code: str, value: str) -> Element:
    return lines(name, None, _text(kind, code), _text("IDValue", value))


# --- what it is --------------------------------------------------------------------------------------------------


def _descriptive(book: Book, shown: Shown) -> Iterator[Element]:
    """In the order of the schema."""
    yield _text("ProductComposition", "00")  # one product
    yield _text("ProductForm", "ED")  # digital download
    yield _text("ProductFormDetail", "E101")  # EPUB
    yield _text("ProductFormDetail", "E200")  # reflowable
    yield _feature("15", "101F")  # EPUB 3.3: list 220
    yield from _accessibility(book, shown)
    yield _text("PrimaryContentType", "10")  # text
    if shown.has_pictures:
        yield _text("ProductContentType", "07")  # still images
    yield _text("EpubTechnicalProtection", "00")  # none in the file as it is made
    yield from _licence(book)
    yield from _collections(book)
    yield from _titles(book)
    yield from _contributors(book)
    if len(book.languages) > 1:
        yield _text("EditionType", "BLL" if len(book.languages) == 2 else "MLL")  # bilingual, multilingual
    yield from _languages(book)
    yield from _extents(book)
    yield _text("Illustrated", "02" if shown.has_pictures else "01")
    if book.glossary:
        yield lines("AncillaryContent", None, _text("AncillaryContentType", "29"))  # glossary
    yield from _subjects(book.edition.metadata.subjects)


def _feature(kind: str, value: str, *described: Localized) -> Element:
    name = "ProductFormFeatureDescription"
    told = (element(name, _only_language(one.language), " ".join(one.text.split())) for one in described)
    return lines(
        "ProductFormFeature",
        None,
        _text("ProductFormFeatureType", kind),
        _text("ProductFormFeatureValue", value),
        *told,
    )


_ACCESSIBILITY: Final[Mapping[str, Sequence[str]]] = {
    "structuralNavigation": ("29",),
    "tableOfContents": ("11",),
    "readingOrder": ("13",),
    "displayTransformability": ("36",),
    "alternativeText": ("14",),
    "MathML": ("17",),
    "pageBreakMarkers": ("19",),
    "pageNavigation": ("41",),
}
"""Code list 196 for the features of the OPF; it has no code for readings above characters."""

_ALWAYS: Final = ("22", "30", "32")  # every part tells its language; ARIA roles; landmarks
_WITHOUT_SIGHT: Final = "52"
_VERSIONS: Final = {"2.0": "80", "2.1": "81", "2.2": "82"}
_LEVELS: Final = {"A": "84", "AA": "85", "AAA": "86"}


def _accessibility(book: Book, shown: Shown) -> Iterator[Element]:
    """The facts that the OPF has, in list 196, in the order of their codes; then what the publisher claims."""
    yield _feature("09", "00", summary_of(book, shown))
    codes = {*_ALWAYS, *(code for name in shown.features for code in _ACCESSIBILITY.get(name, ()))}
    if "textual" in shown.sufficient_modes:
        codes.add(_WITHOUT_SIGHT)
    yield from (_feature("09", code) for code in sorted(codes))
    claims = book.edition.metadata.accessibility
    yield from (_feature("09", code) for code in _claimed(claims.conforms_to))
    for code, text in _certified(claims):
        yield _feature("09", code, book.guessed(text))


def _claimed(conforms_to: str) -> Iterator[str]:
    """The codes of a claim such as `EPUB Accessibility 1.1 - WCAG 2.2 Level AA`.

    >>> list(_claimed("EPUB Accessibility 1.1 - WCAG 2.2 Level AA"))
    ['04', '82', '85']
    >>> list(_claimed("http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"))
    ['03']
    """
    if match := re.fullmatch(r"EPUB Accessibility 1\.1 - WCAG (2\.\d) Level (A+)", conforms_to):
        yield from ("04", _VERSIONS[match[1]], _LEVELS[match[2]])
    elif older := re.search(r"#wcag-(a+)$", conforms_to):  # EPUB Accessibility 1.0, whose list ends at AA
        yield "02" if older[1] == "a" else "03"


def _certified(claims: Accessibility) -> Iterator[tuple[str, str]]:
    if claims.certified_by:
        yield "90", claims.certified_by
    if claims.credential:
        yield ("89" if claims.credential.startswith("http") else "88"), claims.credential
    if claims.report:
        yield "94", claims.report


def _licence(book: Book) -> Iterator[Element]:
    metadata = book.edition.metadata
    if metadata.licence:
        link = metadata.licence_url
        expression = (
            lines(
                "EpubLicenseExpression",
                None,
                _text("EpubLicenseExpressionType", "01"),  # human readable
                _text("EpubLicenseExpressionLink", link),
            )
            if link
            else None
        )
        yield lines("EpubLicense", None, _text("EpubLicenseName", metadata.licence), expression)


def _collections(book: Book) -> Iterator[Element]:
    series = book.edition.metadata.series
    if not series:
        yield element("NoCollection")
    for one in series:
        yield lines("Collection", None, *_collection(book, one))


def _collection(book: Book, series: Series) -> Iterator[Element]:
    yield _text("CollectionType", "10")  # of the publisher
    if series.issn:
        yield _identifier("CollectionIdentifier", "CollectionIDType", "02", series.issn.replace("-", ""))
    number = str(series.position) if series.position is not None else ""
    if number:
        kind = _text("CollectionSequenceType", "02")  # the order of the titles
        yield lines("CollectionSequence", None, kind, _text("CollectionSequenceNumber", number))
    name = Localized(series.name, series.language) if series.language else book.guessed(series.name)
    part = [_text("PartNumber", number)] if number else []
    title = lines(
        "TitleElement", None, _text("TitleElementLevel", "02"), *part, _text("TitleText", name.text, name.language)
    )
    yield lines("TitleDetail", None, _text("TitleType", "01"), title)


def _titles(book: Book) -> Iterator[Element]:
    """The title in the book's first language, then those in the others, each with the subtitle in its language."""
    metadata = book.edition.metadata
    original = book.edition.document_by_id[first] if (first := _original(book)) else None
    for place, title in enumerate(in_order(metadata.titles, book.language)):
        is_original = original is not None and title.language.language == original.language.language
        kind = "01" if not place else "03" if is_original else "06"  # in the original language; in another
        subtitles = (sub for sub in metadata.subtitles if sub.language.language == title.language.language)
        below = [_text("Subtitle", sub.text, sub.language) for sub in list(subtitles)[:1]]
        named = _name_of(title, metadata.file_as)
        whole = lines("TitleElement", None, _text("TitleElementLevel", "01"), *named, *below)
        yield lines("TitleDetail", None, _text("TitleType", kind), whole)


def _name_of(title: Localized, file_as: str) -> Sequence[Element]:
    """A title, its article by itself where it is sorted without it: The Chimney as Chimney, The."""
    rest, _, article = file_as.rpartition(", ")
    if rest and title.text == f"{article} {rest}":
        prefix = _text("TitlePrefix", article, title.language)
        return [prefix, _text("TitleWithoutPrefix", rest, title.language)]
    return [_text("TitleText", title.text, title.language)]


def _original(book: Book) -> DocumentId | None:
    """The document that the others translate, where the edition has one."""
    sources = dict.fromkeys(alignment.source for alignment in book.edition.alignments)
    return next(iter(sources), None)


# --- who made it -------------------------------------------------------------------------------------------------

_ROLES: Final[Mapping[str, str]] = {
    "aut": "A01",
    "pht": "A13",
    "ill": "A12",
    "art": "A35",
    "aui": "A24",
    "win": "A24",
    "wpr": "A15",
    "wfw": "A23",
    "aft": "A19",
    "waw": "A19",
    "ann": "A20",
    "cmm": "A21",
    "wac": "A21",
    "ctb": "A32",
    "cov": "A36",
    "ivr": "A43",
    "ive": "A44",
    "edt": "B01",
    "adp": "B05",
    "trl": "B06",
    "com": "C01",
    "nrt": "E07",
}
"""Code list 17 for MARC relators; those that it does not have are `Z99`, other."""

_NO_CONTRIBUTORS: Final = frozenset({"pbl", "bkp", "dst", "mfr", "prt", "cph"})
"""Who is no contributor in ONIX: publishers, producers, distributors, printers, owners of rights."""


def _contributors(book: Book) -> Iterator[Element]:
    shown = [same for same in people_of(book) if same[0].role not in _NO_CONTRIBUTORS]
    machines = list(_machines(book))
    if not shown and not machines:
        yield element("NoContributor")
    for number, same in enumerate(shown, 1):
        yield lines("Contributor", None, _text("SequenceNumber", str(number)), *_contributor(book, same))
    for number, document in enumerate(machines, len(shown) + 1):
        yield lines(
            "Contributor",
            None,
            _text("SequenceNumber", str(number)),
            _text("ContributorRole", _ROLES["trl"]),
            *_from_to(book, document),
            _text("UnnamedPersons", "09"),  # AI: list 19
        )


def _machines(book: Book) -> Iterator[Document]:
    """The translations that nobody but a machine made, or a machine before a person."""
    made = {source.document for source in book.sources if source.translated_by not in {None, TranslatedBy.PERSON}}
    return (document for document in book.documents if document.id in made)


def _contributor(book: Book, same: Sequence[Contributor]) -> Iterator[Element]:
    """A person, whose name may be told in several scripts."""
    first, *others = same
    role = _ROLES.get(first.role, "Z99")
    yield _text("ContributorRole", role)
    if role == _ROLES["trl"] and first.document:
        yield from _from_to(book, book.edition.document_by_id[first.document])
    yield _text("PersonName", first.name, first.language or book.guessed(first.name).language)
    if first.file_as:
        yield _text("PersonNameInverted", first.file_as)
    for person in others:
        name = _text("PersonName", person.name, person.language or book.guessed(person.name).language)
        yield lines("AlternativeName", None, _text("NameType", "05"), name)  # in another script


def _from_to(book: Book, document: Document) -> Iterator[Element]:
    """From which language a document was translated into which."""
    sources = (a.source for a in book.edition.alignments if a.target == document.id)
    source = next(sources, None)
    if source is None:
        return
    tags = {"FromLanguage": book.edition.document_by_id[source].language, "ToLanguage": document.language}
    yield from (_text(name, code) for name, tag in tags.items() if (code := iso639_2b(tag)))


# --- languages, extent, subjects ---------------------------------------------------------------------------------


def _languages(book: Book) -> Iterator[Element]:
    """List 22: of several languages the original's and the translations'; of one the text's, and what it translates."""
    first = _original(book)
    original = book.edition.document_by_id[first].language if first else None
    is_parallel = len(book.languages) > 1 and original in book.languages
    for tag in book.languages:
        yield from _language(("06" if tag == original else "07") if is_parallel else "01", tag)
    if original is not None and original not in book.languages:
        yield from _language("02", original)


def _language(role: str, tag: LanguageTag) -> Iterator[Element]:
    if code := iso639_2b(tag):
        region = next((part for part in tag.split("-")[1:] if re.fullmatch("[A-Z]{2}", part)), None)
        yield lines(
            "Language",
            None,
            _text("LanguageRole", role),
            _text("LanguageCode", code),
            _text("CountryCode", region) if region else None,
            _text("ScriptCode", tag.script) if tag.script else None,
        )


_STANDARD_PAGE: Final = 1800
"""Characters, blanks included, of the Normseite by which translators in German-speaking countries count."""

_IDEOGRAPH: Final = 3  # Latin letters that it says as much as


def _extents(book: Book) -> Iterator[Element]:
    """The length of the texts shown, in characters or, where all have words, in words too; and notional pages."""
    texts = [(block.text, d.language) for d in book.documents for block in (*d.blocks, *d.notes)]
    characters = sum(len(text) for text, _ in texts)
    weight = sum(len(text) * (_IDEOGRAPH if tag.is_unspaced else 1) for text, tag in texts)
    if not any(tag.is_unspaced for _, tag in texts):
        yield _extent("02", sum(len(text.split()) for text, _ in texts), "02")
    else:
        yield _extent("02", characters, "01")
    yield _extent("10", max(1, ceil(weight / _STANDARD_PAGE)), "03")


def _extent(kind: str, value: int, unit: str) -> Element:
    return lines(
        "Extent", None, _text("ExtentType", kind), _text("ExtentValue", str(max(1, value))), _text("ExtentUnit", unit)
    )


_SCHEMES: Final[Mapping[SubjectScheme, str]] = {
    SubjectScheme.THEMA: "93",
    SubjectScheme.BISAC: "10",
    SubjectScheme.CLC: "88",
    SubjectScheme.DDC: "01",
    SubjectScheme.LCC: "03",
    SubjectScheme.LCSH: "04",
}
"""Code list 27."""

_QUALIFIERS: Final = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
"""Thema's qualifiers are schemes of their own: place, language, time, education, interest, style."""


def _subjects(subjects: Sequence[Subject]) -> Iterator[Element]:
    seen: set[str] = set()
    for subject in subjects:
        if subject.scheme is SubjectScheme.KEYWORD:
            continue
        scheme = _SCHEMES[subject.scheme]
        if subject.scheme is SubjectScheme.THEMA:
            scheme = _QUALIFIERS.get(subject.code[0], scheme)
        is_main = scheme in {"93", "10"} and scheme not in seen
        seen.add(scheme)
        yield lines(
            "Subject",
            None,
            element("MainSubject") if is_main else None,
            _text("SubjectSchemeIdentifier", scheme),
            _text("SubjectCode", subject.code) if subject.code else None,
            _text("SubjectHeadingText", subject.text) if subject.text.strip() else None,
        )
    if words := [subject.words for subject in subjects if subject.scheme is SubjectScheme.KEYWORD]:
        yield lines(
            "Subject",
            None,
            _text("SubjectSchemeIdentifier", "20"),
            _text("SubjectHeadingText", "; ".join(words)),
        )


# --- description, publication, what it is made from --------------------------------------------------------------


def _collateral(book: Book) -> Iterator[Element]:
    if description := book.edition.metadata.description.strip():
        said = book.guessed(description)
        content = lines(
            "TextContent",
            None,
            _text("TextType", "03"),  # description
            _text("ContentAudience", "00"),  # unrestricted
            element("Text", _only_language(said.language), " ".join(said.text.split())),
        )
        yield lines("CollateralDetail", None, content)


_DATE_FORMATS: Final = {4: "05", 7: "01", 10: "00"}  # list 55, by the length of the date
_RIGHTS: Final = re.compile(r"(?:©|\([cC]\)|[Cc]opyright(?: ©)?)\s*(?P<year>\d{4})\s+(?P<owner>\S.*)")


def _publishing(book: Book) -> Iterator[Element]:
    metadata = book.edition.metadata
    name = _text("PublisherName", metadata.publisher)
    yield lines("Publisher", None, _text("PublishingRole", "01"), name)
    yield _text("PublishingStatus", "04")  # active
    if metadata.date:
        form = {"dateformat": _DATE_FORMATS[len(metadata.date)]}
        date = element("Date", form, metadata.date.replace("-", ""))
        yield lines("PublishingDate", None, _text("PublishingDateRole", "01"), date)
    for rights in dict.fromkeys([metadata.rights, *(source.rights for source in book.sources)]):
        if match := _RIGHTS.fullmatch(rights.strip()):
            yield _copyright(book, match["year"], match["owner"])


def _copyright(book: Book, year: str, owner: str) -> Element:
    """Whose it is: a person where somebody of that name made the book."""
    is_person = any(person.name == owner for person in book.edition.metadata.contributors)
    named = _text("PersonName" if is_person else "CorporateName", owner)
    return lines("CopyrightStatement", None, _text("CopyrightYear", year), lines("CopyrightOwner", None, named))


def _related(book: Book) -> Iterator[Element]:
    """The books that the texts are taken from, by their ISBN."""
    found = (isbn for source in book.sources if (isbn := isbn_of(source.isbn)))
    products = [
        lines(
            "RelatedProduct",
            None,
            _text("ProductRelationCode", "13"),  # this is based on that printed book
            _identifier("ProductIdentifier", "ProductIDType", "15", isbn),
        )
        for isbn in dict.fromkeys(map(isbn13_of, found))
    ]
    if products:
        yield lines("RelatedMaterial", None, *products)

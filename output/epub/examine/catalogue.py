"""The facts that shops and libraries read, and what the book says of its accessibility, held against what it holds."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from bitext.isbn import isbn_of
from output.epub.examine.contract import Finding, Rule, Severity
from output.epub.examine.names import DC, kinds_of, local
from output.epub.examine.package import Book
from output.epub.examine.passages import tag_of

TITLE: Final = Rule(
    code="E501",
    title="the book has no title",
    severity=Severity.ERROR,
    explanation="The package has no dc:title, or an empty one. No shop takes it.",
)
LANGUAGE: Final = Rule(
    code="E502",
    title="the package's languages are not those of the text",
    severity=Severity.ERROR,
    explanation="dc:language is missing or no language tag, or the text has another language that no "
    "dc:language tells (a tenth of the text or more); a language that is told and not found is a warning. Shops "
    "sort by the first, and readers who look for bilingual books by the second.",
)
IDENTIFIER: Final = Rule(
    code="E503",
    title="the identifier is missing or wrong",
    severity=Severity.ERROR,
    explanation="unique-identifier names no dc:identifier, or this is empty; or an identifier that says it is "
    "an ISBN or a UUID is none: its digits do not fit.",
)
MODIFIED: Final = Rule(
    code="E504",
    title="the time of the last change is missing or wrong",
    severity=Severity.ERROR,
    explanation="EPUB 3 asks for one dcterms:modified of the form 2026-11-22T12:30:15Z, in UTC.",
)
COVER: Final = Rule(
    code="E505",
    title="the book has no cover",
    severity=Severity.NOTE,
    explanation='No picture is said to be the cover: by properties="cover-image" in EPUB 3, by meta '
    'name="cover" in EPUB 2. Shops ask for one. A cover that is named and is no picture of the book is an error.',
)
AUTHOR: Final = Rule(
    code="E506",
    title="nobody is named as the author",
    severity=Severity.WARNING,
    explanation="The package has no dc:creator. Shops sort by it, and libraries ask for it.",
)
ACCESS: Final = Rule(
    code="E511",
    title="accessibility metadata is missing",
    severity=Severity.WARNING,
    explanation="EPUB Accessibility 1.1 asks every EPUB 3 for schema:accessMode, accessibilityFeature and "
    "accessibilityHazard, and advises accessModeSufficient; since June 2025 shops in the European Union must show "
    "them.",
)
CLAIMED: Final = Rule(
    code="E512",
    title="accessibility metadata claims what is not there",
    severity=Severity.ERROR,
    explanation="The package claims a feature that the book does not have: alternativeText though a picture has "
    "no words, ruby, formulas in MathML, page numbers, a table of contents, or visual content; or two hazards "
    "that exclude each other. Readers rely on it.",
)
UNCLAIMED: Final = Rule(
    code="E513",
    title="accessibility metadata does not say what is there",
    severity=Severity.WARNING,
    explanation="The book has pictures and does not tell the mode visual, or has ruby, MathML or page breaks "
    "and does not tell the feature. Only books that tell anything are looked at.",
)
RULES: Final = (TITLE, LANGUAGE, IDENTIFIER, MODIFIED, COVER, AUTHOR, ACCESS, CLAIMED, UNCLAIMED)

_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_UUID: Final = re.compile(r"urn:uuid:(.*)", re.IGNORECASE)
_ISBN: Final = re.compile(r"(?:urn:isbn:|isbn[:\s])", re.IGNORECASE)


def check_catalogue(book: Book) -> Iterator[Finding]:
    """All findings about the package document."""
    if not book.stated("title"):
        yield TITLE.at(book.at(), "The book has no title.", "Write dc:title.")
    yield from _languages(book)
    yield from _identifiers(book)
    yield from _modified(book)
    yield from _cover(book)
    if not book.stated("creator"):
        yield AUTHOR.at(book.at(), "Nobody is named as the author.", "Write dc:creator.")
    yield from _accessibility(book)


def _languages(book: Book) -> Iterator[Finding]:
    stated = book.stated("language")
    if not stated:
        yield LANGUAGE.at(book.at(), "The package tells no language.", "Write dc:language, that of most readers first.")
        return
    for text in stated:
        if tag_of(text) is None:
            yield LANGUAGE.at(
                book.at(), f"dc:language {text!r} is no language tag.", "Write one such as zh-Hans or en."
            )
    told = {tag.language for text in stated if (tag := tag_of(text))}
    sizes = _sizes(book)
    for language, size in sorted(sizes.items()):
        if language not in told and size >= 0.1 * sizes.total():
            message = f"A part of the text is in {language}, which no dc:language tells."
            yield LANGUAGE.at(book.at(), message, "Write a second dc:language.")
    for language in sorted(told - set(sizes)):
        message = f"dc:language tells {language}, and no text is in it."
        yield LANGUAGE.at(book.at(), message, severity=Severity.WARNING)


def _sizes(book: Book) -> Counter[str]:
    """The letters of each language in the text proper, those that hold more to a letter counted more."""
    sizes: Counter[str] = Counter()
    for page in book.texts:
        for run in (run for passage in page.passages if not passage.is_apart for run in passage.runs):
            if tag := run.language:
                sizes[tag.language] += len(run.text) * (3 if tag.is_unspaced else 1)
    return sizes


def _identifiers(book: Book) -> Iterator[Finding]:
    wanted = book.package.get("unique-identifier")
    nodes = list(book.package.iter(f"{DC}identifier"))
    unique = next((node for node in nodes if wanted and node.get("id") == wanted), None)
    if unique is None or not (unique.text or "").strip():
        yield IDENTIFIER.at(
            book.at(), "The book has no identifier.", "Write a dc:identifier that unique-identifier names."
        )
    for node in nodes:
        text, line = (node.text or "").strip(), node.sourceline or 0
        says_isbn = _ISBN.match(text) or "ISBN" in {value.upper() for value in map(str, node.attrib.values())}
        if says_isbn and isbn_of(_ISBN.sub("", text)) is None:
            yield IDENTIFIER.at(book.at(line), f"{text!r} is no ISBN: its check digit does not fit.", "Correct it.")
        if (match := _UUID.fullmatch(text)) and not _is_uuid(match[1]):
            yield IDENTIFIER.at(book.at(line), f"{text!r} is no UUID.", "Write 32 hexadecimal digits, with hyphens.")


def _is_uuid(text: str) -> bool:
    """Whether it is a UUID as RFC 9562 writes it, with hyphens."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _modified(book: Book) -> Iterator[Finding]:
    if not book.is_epub3:
        return
    nodes = [node for node in book.package.iter("{*}meta") if node.get("property") == "dcterms:modified"]
    own = [(node.text or "").strip() for node in nodes if not node.get("refines")]
    if len(own) != 1:
        told = "has no dcterms:modified" if not own else f"has {len(own)} dcterms:modified, and one is asked for"
        yield MODIFIED.at(book.at(), f"The package {told}.", "Write the time of the last change once.")
    for text in own:
        if not _TIME.fullmatch(text) or not _is_time(text):
            yield MODIFIED.at(book.at(), f"dcterms:modified {text!r} is no time in UTC.", "Write 2026-11-22T12:30:15Z.")


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _cover(book: Book) -> Iterator[Finding]:
    named = {node.get("content") for node in book.package.iter("{*}meta") if node.get("name") == "cover"}
    covers = [item for item in book.items if "cover-image" in item.properties or item.id in named]
    if not covers:
        yield COVER.at(book.at(), "No picture is said to be the cover.", 'Write properties="cover-image" at its item.')
    for item in covers:
        if not item.media_type.startswith("image/"):
            told = f"The cover {item.path} is no picture but {item.media_type}."
            yield COVER.at(book.at(item.line), told, "Name the picture itself.", severity=Severity.ERROR)


# --- accessibility -----------------------------------------------------------------------------------------------

_ASKED: Final = ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessModeSufficient")
_RUBY: Final = frozenset({"rubyAnnotations", "fullRubyAnnotations"})
_HAZARDS: Final = frozenset({"flashing", "motionSimulation", "sound"})


def _accessibility(book: Book) -> Iterator[Finding]:
    told = {name: frozenset(_words(book.properties(f"schema:{name}"))) for name in _ASKED}
    missing = [name for name in _ASKED if not told[name]]
    if book.is_epub3 and missing:
        names = ", ".join(f"schema:{name}" for name in missing)
        yield ACCESS.at(book.at(), f"The package does not tell {names}.", "Write them as the book is.")
    if not any(told.values()):
        return
    features = told["accessibilityFeature"]
    for feature, is_there in _held(book).items():
        same = _RUBY if feature == "rubyAnnotations" else frozenset({feature})
        if same & features and is_there is False:
            yield CLAIMED.at(
                book.at(), f"{min(same & features)} is claimed, and the book does not have it.", "Take it out."
            )
        if is_there and not same & features and feature not in {"tableOfContents", "alternativeText"}:
            yield UNCLAIMED.at(book.at(), f"The book has what {feature} tells, and does not tell it.", "Write it.")
    yield from _modes(book, told["accessMode"])
    if "none" in (hazards := told["accessibilityHazard"]) and (both := sorted(hazards & _HAZARDS)):
        yield CLAIMED.at(book.at(), f"The hazards none and {', '.join(both)} exclude each other.", "Take one out.")


def _words(values: tuple[str, ...]) -> Iterator[str]:
    """The values told, each by itself; EPUB 2 writes some with commas."""
    for value in values:
        yield from (word.strip() for word in value.split(","))


def _modes(book: Book, modes: frozenset[str]) -> Iterator[Finding]:
    pictures = _has_pictures(book)
    if modes and pictures and "visual" not in modes:
        yield UNCLAIMED.at(book.at(), "The book has pictures, and accessMode does not tell visual.", "Write it.")
    if "visual" in modes and not pictures and not any(item.media_type.startswith("video/") for item in book.items):
        yield CLAIMED.at(book.at(), "accessMode tells visual, and the book has no picture.", "Take it out.")


def _held(book: Book) -> dict[str, bool | None]:
    """Whether the book has what a feature says; None where it can have it in a way that we do not see."""
    names = {local(node) for page in book.texts for node in page.root.iter("{*}*")}
    has_breaks = any("pagebreak" in kinds_of(node) for page in book.texts for node in page.root.iter("{*}*"))
    navs = {kind for node in book.nav.root.iter("{*}nav") for kind in kinds_of(node)} if book.nav else set()
    in_ncx = {local(node) for node in book.ncx.root.iter("{*}*")} if book.ncx else set()
    words = [node.get("alt") for page in book.texts for node in page.root.iter("{*}img")]
    return {
        "alternativeText": False if any(alt is None for alt in words) else (bool(any(words)) or None),
        "rubyAnnotations": "ruby" in names,
        "MathML": "math" in names,
        "pageBreakMarkers": has_breaks,
        "pageNavigation": "page-list" in navs or "pagelist" in in_ncx,
        "tableOfContents": "toc" in navs or "navmap" in in_ncx,
    }


def _has_pictures(book: Book) -> bool:
    """Whether the pages show any; the picture of the cover alone, without a page, is none of the content."""
    return any(local(node) in {"img", "image", "svg"} for page in book.texts for node in page.root.iter("{*}*"))

"""A book held against an older one of the same text: what links, notes and errata point at should still be there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from output.epub.examine.contract import Finding, Place, Rule, Severity, quoted
from output.epub.examine.names import DC, local
from output.epub.examine.package import Book, Page

LOST: Final = Rule(
    code="E601",
    title="an id of the older book is lost",
    severity=Severity.ERROR,
    explanation="An id that the older book has, in whatever file, is on no page of this one. Links from other "
    "books, readers' notes and errata lead nowhere. Each id is told once, with what it named.",
)
MOVED: Final = Rule(
    code="E602",
    title="an id names another passage",
    severity=Severity.ERROR,
    explanation="The text that had the id in the older book stands in this one under another id, and the id now "
    "names another text: the book was numbered anew. A text that was only corrected is not reported.",
)
DOUBLED: Final = Rule(
    code="E603",
    title="an id that stood once stands on several pages",
    severity=Severity.WARNING,
    explanation="The older book has the id on one page, this one on two or more: a passage was put in twice, "
    "and a link by its id alone can mean either.",
)
IDENTITY: Final = Rule(
    code="E604",
    title="the book's identifier or time is not that of a new edition",
    severity=Severity.WARNING,
    explanation="The unique identifier is another than that of the older book, so that reading systems take it "
    "for another book and lose the reader's place; or the text has changed and dcterms:modified is no later, so "
    "that they keep the old one.",
)
RULES: Final = (LOST, MOVED, DOUBLED, IDENTITY)


@dataclass(frozen=True)
class _Ids:
    """The ids of a book with what they name."""

    book: Book

    @cached_property
    def places(self) -> Mapping[str, list[tuple[Page, etree._Element]]]:
        """Each id with the elements that have it, one for each page."""
        found: dict[str, list[tuple[Page, etree._Element]]] = {}
        for page in self.book.texts:
            for id_, node in page.ids.items():
                found.setdefault(id_, []).append((page, node))
        return found

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What the ids name; those of a picture or the place of a page nothing."""
        return {id_: _words(places[0][1]) for id_, places in self.places.items()}

    @cached_property
    def by_text(self) -> Mapping[str, list[str]]:
        """The ids that name the same text."""
        found: dict[str, list[str]] = {}
        for id_, text in self.texts.items():
            found.setdefault(text, []).append(id_)
        return found


def _words(node: etree._Element) -> str:
    """The text of an element, squeezed, without readings and the numbers of notes."""
    parts = [node.text or ""] if local(node) not in {"rt", "rp"} else []
    for child in node.iterchildren("{*}*"):
        is_call = local(child) == "sup"
        parts += ["" if is_call else _words(child), child.tail or ""]
    return "".join("".join(parts).split())


def check_older(book: Book, older: Book) -> Iterator[Finding]:
    """All findings about a book beside an older one."""
    now, before = _Ids(book), _Ids(older)
    for id_, text in before.texts.items():
        yield from _id(id_, text, now, before)
    yield from _identity(book, older, has_changed=Counter(now.texts.values()) != Counter(before.texts.values()))


def _id(id_: str, text: str, now: _Ids, before: _Ids) -> Iterator[Finding]:
    """What became of an id."""
    if id_ not in now.places:
        elsewhere = [other for other in now.by_text.get(text, ()) if text and other not in before.texts]
        told = f" Its text is now {elsewhere[0]!r}." if elsewhere else ""
        page = before.places[id_][0][0].path
        place = Place(page if page in now.book.by_path else now.book.path)
        yield LOST.at(place, f"The id {id_!r}, which named {quoted(text) if text else 'a place'}, is lost.{told}")
        return
    page_, node = now.places[id_][0]
    other_ids = [other for other in now.by_text.get(text, ()) if before.texts.get(other) != text]
    if text and now.texts[id_] != text and other_ids:
        message = f"The id named {quoted(text)}, which is now {other_ids[0]!r}, and names {quoted(now.texts[id_])}."
        yield MOVED.at(page_.place(node), message, "Keep the ids that were given.")
    if len(now.places[id_]) > 1 == len(before.places[id_]):
        pages = ", ".join(page.path for page, _ in now.places[id_])
        yield DOUBLED.at(page_.place(node), f"The id {id_!r} stands in {pages}.", "Give one of them another id.")


def _identity(book: Book, older: Book, *, has_changed: bool) -> Iterator[Finding]:
    one, other = _identifier(book), _identifier(older)
    if one and other and one != other:
        message = f"The identifier is {one!r}; that of the older book is {other!r}."
        yield IDENTITY.at(book.at(), message, "Keep it, unless this is another product.")
    times = [max(found.properties("dcterms:modified"), default="") for found in (book, older)]
    if has_changed and all(times) and times[0] <= times[1]:
        message = f"The text has changed, and dcterms:modified {times[0]} is no later than {times[1]}."
        yield IDENTITY.at(book.at(), message, "Write the time of the change.")


def _identifier(book: Book) -> str:
    wanted = book.package.get("unique-identifier")
    nodes = (node for node in book.package.iter(f"{DC}identifier") if wanted and node.get("id") == wanted)
    return next(((node.text or "").strip() for node in nodes), "")

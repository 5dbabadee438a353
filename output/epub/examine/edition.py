"""A book held against its edition: whether each sentence is there, once, in order, and nothing was put in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from bitext.documents import Block, Document
from bitext.editions import Edition
from bitext.languages import LanguageTag
from output.epub.examine.contract import Finding, Place, Rule, Severity, quoted
from output.epub.examine.names import kinds_of, local
from output.epub.examine.package import Book, Page
from output.epub.examine.passages import script_of_tag

ABSENT: Final = Rule(
    code="E701",
    title="a sentence of the edition is not in the book",
    severity=Severity.ERROR,
    explanation="A sentence of a document that the book shows stands nowhere in it: neither under its id nor, "
    "in a book whose ids are others, among the text of its language. A document of which nothing is shown, as in "
    "a book of one language, is not missed unless the package tells its language.",
)
CHANGED: Final = Rule(
    code="E702",
    title="a sentence has other words than in the edition",
    severity=Severity.ERROR,
    explanation="The element with the id of a sentence or note holds other text than the edition: something was "
    "corrected in one of the two, or lost. White space, readings and the numbers of notes are not compared.",
)
ADDED: Final = Rule(
    code="E703",
    title="the book has text that the edition has not",
    severity=Severity.ERROR,
    explanation="An element with the id of a block holds text outside its sentences, or words stand within a "
    "pair and in no element with an id of the edition.",
)
ORDER: Final = Rule(
    code="E704",
    title="sentences are not in the order of the edition",
    severity=Severity.ERROR,
    explanation="A sentence stands in the book before one that precedes it in its document.",
)
SKIPPED: Final = Rule(
    code="E705",
    title="a document was not compared",
    severity=Severity.NOTE,
    explanation="The book has the text in the other Chinese script than the edition, so that its words are "
    "others throughout. Compare a book that was made without `script`.",
)
RULES: Final = (ABSENT, CHANGED, ADDED, ORDER, SKIPPED)

_NOT_TEXT: Final = frozenset({"rt", "rp", "style", "script"})


@dataclass(frozen=True)
class _Shown:
    """What the book shows, as the edition is looked for in it."""

    book: Book
    own: frozenset[str]  # the ids of the edition

    @cached_property
    def by_id(self) -> Mapping[str, list[tuple[Page, etree._Element]]]:
        """The elements that have an id of the edition."""
        found: dict[str, list[tuple[Page, etree._Element]]] = {}
        for page in self.book.texts:
            for id_, node in page.ids.items():
                if id_ in self.own:
                    found.setdefault(id_, []).append((page, node))
        return found

    @cached_property
    def by_language(self) -> Mapping[str, str]:
        """All text of each language, squeezed."""
        found: dict[str, list[str]] = {}
        for page in self.book.texts:
            for passage in page.passages:
                for run in passage.runs:
                    found.setdefault(run.tag.split("-")[0].lower(), []).append("".join(run.text.split()))
        return {language: "".join(parts) for language, parts in found.items()}

    @cached_property
    def everything(self) -> str:
        """The text of all languages in the order of the book, in which words of another language stand too."""
        texts = (passage.text for page in self.book.texts for passage in page.passages)
        return "".join("".join(text.split()) for text in texts)


def check_edition(book: Book, edition: Edition) -> Iterator[Finding]:
    """All findings about a book beside its edition."""
    ids = {id_ for document in edition.documents for id_ in _ids(document)}
    shown = _Shown(book, frozenset(ids))
    for document in edition.documents:
        yield from _document(document, shown)


def _ids(document: Document) -> Iterator[str]:
    for block in (*document.blocks, *document.notes):
        yield block.id
        yield from (segment.id for segment in block.segments)


def _document(document: Document, shown: _Shown) -> Iterator[Finding]:
    if other := _other_script(document, shown.book):
        told = f"{document.id} is in {document.language}, the book in {other}; its text was not compared."
        yield SKIPPED.at(shown.book.at(), told)
        return
    if any(id_ in shown.by_id for id_ in _ids(document)):
        yield from _by_ids(document, shown)
    elif _is_promised(document, shown):
        yield from _by_text(document, shown)


def _other_script(document: Document, book: Book) -> str | None:
    """The tag of the book for a document's language, where it is in the other Chinese script."""
    own = script_of_tag(document.language)
    tags = [run.language for page in book.texts for passage in page.passages for run in passage.runs]
    alike = [tag for tag in tags if tag and tag.language == document.language.language and tag.script != "Latn"]
    scripts = {script_of_tag(tag) for tag in alike}
    return str(alike[0]) if alike and own and own not in scripts and None not in scripts else None


def _is_promised(document: Document, shown: _Shown) -> bool:
    """Whether the package tells the document's language, or its first sentences are there."""
    told = {text.split("-")[0].lower() for text in shown.book.stated("language")}
    some = ("".join(segment.text.split()) for segment in document.segments[:20])
    return document.language.language in told or any(text in shown.everything for text in some)


# --- by ids ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Order:
    """Where the sentence before stands in the book."""

    before: tuple[int, int] = (-1, -1)
    said: str = ""


def _by_ids(document: Document, shown: _Shown) -> Iterator[Finding]:
    order = _Order()
    for block in document.blocks:
        yield from _block(block, shown, order)
    for note in document.notes:  # which stand in the order of their calls, or behind what calls them
        yield from _block(note, shown, _Order())


def _block(block: Block, shown: _Shown, order: _Order) -> Iterator[Finding]:
    for segment in block.segments:
        places = shown.by_id.get(segment.id, [])
        if not places:
            whole = shown.by_id.get(block.id, [])
            if not any("".join(segment.text.split()) in _words(node) for _, node in whole):
                place = _near(block, shown)
                yield ABSENT.at(place, f"{segment.id} {quoted(segment.text)} is not in the book.")
            continue
        for page, node in places:
            if (held := _words(node)) != (meant := "".join(segment.text.split())):
                yield CHANGED.at(page.place(node), f"It holds {quoted(held, 60)}, the edition {quoted(meant, 60)}.")
        yield from _in_order(segment.id, *places[0], shown.book, order)
    for page, node in shown.by_id.get(block.id, []):
        yield from _around(block, page, node, shown)


def _near(block: Block, shown: _Shown) -> Place:
    places = shown.by_id.get(block.id, [])
    return places[0][0].place(places[0][1]) if places else shown.book.at()


def _in_order(id_: str, page: Page, node: etree._Element, book: Book, order: _Order) -> Iterator[Finding]:
    position = (book.spine[page.path], page.order[node])
    if position < order.before:
        yield ORDER.at(page.place(node), f"{id_} stands before {order.said}, which precedes it in the edition.")
    order.before, order.said = max(position, order.before), id_


def _around(block: Block, page: Page, node: etree._Element, shown: _Shown) -> Iterator[Finding]:
    """Text of a block's element that is in none of its sentences."""
    own = {segment.id for segment in block.segments}
    if not own:
        held, meant = _words(node), "".join(block.text.split())
        if meant and held != meant:
            yield CHANGED.at(page.place(node), f"It holds {quoted(held, 60)}, the edition {quoted(meant, 60)}.")
    elif own & set(_ids_in(node)) and (more := _words(node, without=shown.own)):
        yield ADDED.at(page.place(node), f"{quoted(more, 60)} stands in {block.id} and in none of its sentences.")


def _ids_in(node: etree._Element) -> Iterator[str]:
    return (id_ for below in node.iter("{*}*") if (id_ := below.get("id")))


def _words(node: etree._Element, *, without: frozenset[str] = frozenset()) -> str:
    """The text of an element, squeezed: without readings, calls of notes, ways back and words for pictures."""
    parts = [] if local(node) in _NOT_TEXT else [node.text or ""]
    for child in node.iterchildren("{*}*"):
        if not _is_apparatus(child) and child.get("id") not in without:
            parts.append(_words(child, without=without))
        parts.append(child.tail or "")
    return "".join("".join(parts).split())


def _is_apparatus(node: etree._Element) -> bool:
    """Whether an element belongs to the book and not to the text."""
    if local(node) in _NOT_TEXT:
        return True
    is_call = any(kinds_of(below) & {"noteref", "backlink"} for below in node.iter("{*}*") if local(below) == "a")
    classes = set((node.get("class") or "").split())
    return bool(
        (is_call and len("".join(node.itertext()).strip()) <= 5)
        or classes & {"call", "across", "image"}
        or "pagebreak" in kinds_of(node)
    )


# --- by text -----------------------------------------------------------------------------------------------------


def _by_text(document: Document, shown: _Shown) -> Iterator[Finding]:
    """A book whose ids are others: each sentence is looked for behind the one before it."""
    at, last = 0, ""
    for segment in document.segments:
        text = "".join(segment.text.split())
        found = _find(text, document.language, shown, at)
        if found is not None:
            at, last = found, segment.id
        elif _find(text, document.language, shown, 0) is not None:
            yield ORDER.at(shown.book.at(), f"{segment.id} {quoted(segment.text)} stands before {last}.")
        elif text not in shown.everything:
            yield ABSENT.at(shown.book.at(), f"{segment.id} {quoted(segment.text)} is not in the book.")


def _find(text: str, language: LanguageTag, shown: _Shown, start: int) -> int | None:
    """Behind which character of the language's text a sentence ends."""
    at = shown.by_language.get(language.language, "").find(text, start)
    return None if at < 0 else at + len(text)

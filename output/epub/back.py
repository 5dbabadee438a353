"""What stands behind the text: originals of quotations, notes, and the glossary."""

from collections.abc import Iterator, Mapping, Sequence

from bitext.articles import Localized
from bitext.documents import Block
from bitext.languages import LanguageTag
from bitext.terms import Term
from output.epub.articles import Original
from output.epub.book import ORIGINALS, Book, NotePage
from output.epub.chapters import setting_of, title_of_page
from output.epub.inline import content
from output.epub.labels import labels_for
from output.epub.numbers import percent
from output.epub.pairs import Piece
from output.epub.terms import Entry
from output.epub.xhtml import flat, in_language, page, spoken
from output.markup import Element, Node, element, lines


def back_page(
    texts: Sequence[Localized], attributes: Mapping[str, str], *children: Element, language: LanguageTag
) -> bytes:
    """A page behind the text, under its heading."""
    heading = element("h1", {"class": "heading", "id": "page-heading"}, *_stacked(texts))
    section = lines("section", {**attributes, "aria-labelledby": "page-heading"}, heading, *children)
    return page(lines("body", {"class": "back"}, section), title=flat(texts), language=language)


def _stacked(texts: Sequence[Localized]) -> Iterator[Node]:
    for name, text in zip("st", texts, strict=False):
        yield "\n" if name == "t" else ""
        yield spoken(text, attributes={"class": name})


# --- notes -------------------------------------------------------------------------------------------------------


def notes_title(book: Book, notes: NotePage) -> tuple[Localized, ...]:
    """The word for notes in the language of the text; and which text, where two are in one language."""
    document = notes.notes.document
    word = labels_for(document.language).say("notes")
    others = {other.notes.document.id for other in book.notes if other.notes.document.language == document.language}
    return (word, book.title_of(document)) if len(others) > 1 else (word,)


def notes_page(book: Book, notes: NotePage) -> bytes:
    """The notes of one text, each with the way back."""
    start = {"start": str(notes.first)} if notes.first > 1 else {}
    items = (_note(book, notes, note, number) for number, note in enumerate(notes.blocks, notes.first))
    attributes = {"epub:type": "endnotes", "role": "doc-endnotes"}
    language = notes.notes.document.language
    return back_page(notes_title(book, notes), attributes, lines("ol", start, *items), language=language)


def _note(book: Book, notes: NotePage, note: Block, number: int) -> Element:
    setting = setting_of(book, notes.notes.document, notes.file)
    language = note.language or setting.language
    back = _backlink(book, notes.file, notes.notes.first_call.get(note.id), str(number), language)
    text = element("p", None, *content(Piece.whole(note), setting), *back)
    return lines("li", {"id": note.id, **in_language(language)}, text)


def _backlink(book: Book, file: str, call: str | None, number: str, language: LanguageTag) -> list[Node]:
    """The way back to where a note is called; nothing where it never is."""
    href = book.files.href(file, call) if call else None
    if href is None:
        return []
    label = labels_for(language).say("backlink")
    told = {"aria-label": f"{label.text} {number}", **in_language(label.language)}
    return [" ", element("a", {"epub:type": "backlink", "role": "doc-backlink", "href": href, **told}, "↩")]


# --- originals of quotations -------------------------------------------------------------------------------------


def originals_page(book: Book) -> bytes:
    """The passages that the quotations of an article translate."""
    items = (_original(book, original) for original in book.originals)
    attributes = {"epub:type": "endnotes", "role": "doc-endnotes"}
    return back_page(book.say("originals"), attributes, lines("ol", {"type": "a"}, *items), language=book.language)


def _original(book: Book, original: Original) -> Element:
    """A footnote, which reading systems show where it is called, the list being for those that do not."""
    back = _backlink(book, ORIGINALS, original.call.id, original.call.label, original.language)
    text = element("p", None, original.passage.text, *back)
    attributes = {"epub:type": "footnote", "role": "doc-footnote", "id": original.id, **in_language(original.language)}
    return lines("li", None, lines("div", attributes, text, _where(book, original)))


def _where(book: Book, original: Original) -> Element:
    """The work, as a link to the passage if the work is in the book; and how sure the finding is."""
    passage = original.passage
    work = original.quotation.original_title or book.title_of(passage.document)
    href = book.files.href(ORIGINALS, passage.segments[0].id)
    title = element("a", {"href": href}, spoken(work)) if href else spoken(work)
    if passage.probability == 1:
        return element("p", {"class": "where"}, title)
    sure = labels_for(original.language).say("certainty", probability=percent(passage.probability))
    return element("p", {"class": "where"}, title, sure.language.joiner, spoken(sure))


# --- glossary ----------------------------------------------------------------------------------------------------


def glossary_page(book: Book, file: str, entries: Sequence[Entry]) -> bytes:
    """The term base for the reader: words, their equivalents, and where they are met first in each chapter."""
    attributes = {"epub:type": "backmatter glossary", "role": "doc-glossary"}
    items = (_entry(book, file, entry) for entry in entries)
    return back_page(book.say("glossary"), attributes, lines("dl", None, *items), language=book.language)


def _entry(book: Book, file: str, entry: Entry) -> Element:
    words = element("dt", None, *_listed(book, entry.words, "dfn"))
    meanings = [element("dd", None, *_listed(book, entry.equivalents, "span"))] if entry.equivalents else []
    notes = [entry.concept.note, *(term.note for term in (*entry.words, *entry.equivalents))]
    told = [spoken(book.guessed(note), "dd", {"class": "note"}) for note in dict.fromkeys(notes) if note.strip()]
    places = [element("dd", {"class": "places"}, *_places(book, file, entry))] if entry.places else []
    definition = [*meanings, *told, *places] or [element("dd", None, "—")]
    return lines("div", {"id": entry.id}, words, *definition)


def _listed(book: Book, terms: Sequence[Term], name: str) -> list[Node]:
    between = "；" if book.language.is_unspaced else "; "
    nodes: list[Node] = []
    for term in terms:
        nodes += [between, spoken(Localized(term.text, term.language), name)]
    return nodes[1:]


def _places(book: Book, file: str, entry: Entry) -> list[Node]:
    nodes: list[Node] = []
    for chapter, id_ in entry.places:
        title = title_of_page(book, book.chapters[chapter])[0]
        label = {"aria-label": f"{chapter}: {title.text}", **in_language(title.language)}
        nodes += [" ", element("a", {"href": book.files.href(file, id_) or "", **label}, str(chapter))]
    return nodes[1:]

"""Indexes behind the glossary: its words in the orders that it is not in itself, each with a link to its entry."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from bitext.articles import Localized
from bitext.languages import LanguageTag
from bitext.terms import Term
from lang.collation import KEYS, Order, strokes_of
from output.epub.back import back_page
from output.epub.book import Book, Index
from output.epub.terms import Entry
from output.epub.xhtml import spoken
from output.markup import Element, element, lines

TITLES: Final = {Order.LATIN: "index_words", Order.PINYIN: "index_pinyin", Order.STROKE: "index_strokes"}
"""What each index is called, by the name of the label."""


def index_page(book: Book, index: Index) -> bytes:
    """The words of an index in groups: a letter, or a number of strokes."""
    attributes = {"epub:type": "backmatter index", "role": "doc-index"}
    groups = groupby(index.words, key=lambda word: group_of(word[0].text, index.order))
    made = (part for label, words in groups for part in _group(book, index, label, list(words)))
    return back_page(book.say(TITLES[index.order]), attributes, *made, language=book.language)


def _group(book: Book, index: Index, label: str, words: Sequence[tuple[Term, Entry]]) -> Iterator[Element]:
    said = book.labels[0].say("strokes", count=label) if index.order is Order.STROKE and label else None
    yield element("h2", None, spoken(said or Localized(label or "#", LanguageTag("en"))))
    yield lines("ul", {"class": "index"}, *(_item(book, index, term, entry) for term, entry in words))


def _item(book: Book, index: Index, term: Term, entry: Entry) -> Element:
    word = spoken(Localized(term.text, term.language))
    return element("li", None, element("a", {"href": book.files.href(index.file, entry.id)}, word))


def group_of(text: str, order: Order) -> str:
    """The letter or the number of strokes under which a word stands; empty where it has none.

    >>> group_of("烟囱", Order.PINYIN), group_of("烟囱", Order.STROKE), group_of("Élan", Order.LATIN)
    ('Y', '10', 'E')
    """
    if order is Order.STROKE:
        count = strokes_of(text[:1])
        return str(count) if count else ""
    plain, *_ = KEYS[order](text[:1] if order is Order.PINYIN else text)
    first = str(plain[0] if isinstance(plain, tuple) else plain)[:1].upper()
    return first if first.isascii() and first.isalpha() else ""

"""The glossary at the end of the book, and the places in the text that lead to it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bitext.documents import BlockId, BlockKind
from bitext.editions import Edition, Occurrence
from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, TermStatus
from lang.collation import KEYS, Key, Order
from output.epub.inline import Link
from output.epub.plan import Page

ChapterOf: TypeAlias = Callable[[str], int | None]
"""The number of the chapter that an id stands in, if it stands in the book's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A concept of the glossary: its words in the book's first language, those in others, where it is met."""

    concept: Concept
    words: tuple[Term, ...]
    equivalents: tuple[Term, ...]
    places: tuple[tuple[int, str], ...] = ()  # chapter and id; one for each chapter

    @property
    def id(self) -> str:
        return concept_id(self.concept.id)


def concept_id(concept: str) -> str:
    """The id of a concept's entry."""
    return f"concept.{concept}"


@dataclass(frozen=True, slots=True)
class Found:
    """Where the pages name concepts: the first place for each document in each chapter."""

    links: dict[BlockId, list[Link]] = field(default_factory=dict)
    places: dict[str, dict[int, str]] = field(default_factory=dict)  # by concept: chapter to block


def found_in(pages: Iterable[Page], occurrences: Iterable[Occurrence]) -> Found:
    """The first occurrences, in reading order; headings and works cited are left alone."""
    by_block: dict[BlockId, list[Occurrence]] = {}
    for occurrence in sorted(occurrences):
        by_block.setdefault(occurrence.place.block, []).append(occurrence)
    found = Found()
    seen: set[tuple[int, str, str]] = set()
    for chapter, document, block in _blocks(pages):
        for occurrence in by_block.get(block, ()):
            key = (chapter, document, occurrence.concept)
            if key not in seen:
                seen.add(key)
                link = Link(occurrence.place.span, concept_id(occurrence.concept), "glossref")
                found.links.setdefault(block, []).append(link)
                found.places.setdefault(occurrence.concept, {}).setdefault(chapter, block)
    return found


_LEFT_ALONE: Final = frozenset({BlockKind.HEADING, BlockKind.REFERENCE})


def _blocks(pages: Iterable[Page]) -> Iterator[tuple[int, str, BlockId]]:
    """Chapter, document and block, each block once in a chapter."""
    seen: set[tuple[int, BlockId]] = set()
    for page in pages:
        part = page.part
        for pair in page.pairs:
            for document, pieces in zip(part.documents, pair.sides, strict=True):
                for block in (piece.block for piece in pieces):
                    if block.kind not in _LEFT_ALONE and (page.chapter, block.id) not in seen:
                        seen.add((page.chapter, block.id))
                        yield page.chapter, document.id, block.id


def entries_of(
    edition: Edition, first: LanguageTag, found: Found, chapter_of: ChapterOf, order: Order
) -> tuple[Entry, ...]:
    """The entries in the order of their first words.

    A forbidden term is the editor's business, not the reader's, and so is a concept that has no other.
    """
    entries = (_entry(concept, first, found, chapter_of) for concept in edition.termbase.concepts)
    filled = [entry for entry in entries if entry.words or entry.equivalents]
    return tuple(sorted(filled, key=lambda entry: _key(entry, order)))


def _key(entry: Entry, order: Order) -> tuple[bool, Key]:
    """By the first word that the order is for; what has none stands behind."""
    terms = (*entry.words, *entry.equivalents)
    fitting = [term for term in terms if _fits(term, order)]
    return not fitting, KEYS[order]((fitting or terms)[0].text)


def _fits(term: Term, order: Order) -> bool:
    """Whether a word is sorted in this order; a romanisation is only a reading of its word."""
    return is_han(term.language) == (order is not Order.LATIN) and term.language.script != "Latn"


def order_of(language: LanguageTag) -> Order:
    """The order that readers of a language look words up in: in Taiwan and Hong Kong by strokes.

    >>> [order_of(LanguageTag(tag)).value for tag in ("zh-Hans", "zh-Hant-TW", "en")]
    ['pinyin', 'stroke', 'latin']
    """
    if not is_han(language):
        return Order.LATIN
    return Order.STROKE if language.script == "Hant" or {"TW", "HK", "MO"} & set(language.split("-")) else Order.PINYIN


def is_han(language: LanguageTag) -> bool:
    """Whether the language is Chinese in characters."""
    return language.language in {"zh", "lzh", "yue"} and language.is_unspaced


def indexed(entries: Sequence[Entry], order: Order) -> tuple[tuple[Term, Entry], ...]:
    """The words that an order is for, sorted, each with its entry."""
    words = ((term, entry) for entry in entries for term in (*entry.words, *entry.equivalents) if _fits(term, order))
    return tuple(sorted(words, key=lambda word: KEYS[order](word[0].text)))


def _entry(concept: Concept, first: LanguageTag, found: Found, chapter_of: ChapterOf) -> Entry:
    terms = [term for term in concept.terms if term.status is not TermStatus.FORBIDDEN]
    words = tuple(term for term in terms if term.language.language == first.language)
    places = dict(found.places.get(concept.id, {}))
    for attestation in concept.attestations:
        if chapter := chapter_of(attestation.place):
            places.setdefault(chapter, attestation.place)
    return Entry(
        concept=concept,
        words=words or tuple(terms[:1]),
        equivalents=tuple(term for term in terms if term not in (words or terms[:1])),
        places=tuple(sorted(places.items())),
    )


def size_of(entry: Entry) -> int:
    """About how many bytes the entry takes in a file."""
    return 200 + 150 * (len(entry.concept.terms) + len(entry.places)) + len(entry.concept.note.encode())

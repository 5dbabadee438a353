"""The glossary at the end of the book, and the places in the text that lead to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bitext.documents import BlockId, BlockKind
from bitext.editions import Edition, Occurrence
from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, TermStatus
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


def entries_of(edition: Edition, first: LanguageTag, found: Found, chapter_of: ChapterOf) -> tuple[Entry, ...]:
    """The entries, sorted by the first word in Latin letters; those that have none stand at the end, as given.

    A forbidden term is the editor's business, not the reader's, and so is a concept that has no other.
    """
    entries = (_entry(concept, first, found, chapter_of) for concept in edition.termbase.concepts)
    return tuple(sorted((entry for entry in entries if entry.words or entry.equivalents), key=_order))


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


def _order(entry: Entry) -> tuple[bool, str]:
    latin = [term for term in (*entry.equivalents, *entry.words) if _is_latin(term.text)]
    latin.sort(key=lambda term: term.language.script == "Latn")  # a romanisation only if there is no translation
    return not latin, latin[0].text.casefold() if latin else ""


def _is_latin(text: str) -> bool:
    """Whether the first letter is one of the Latin alphabet, the only one that we can sort without tables."""
    return next((char for char in text if char.isalpha()), "\uffff") < "\u0250"


def size_of(entry: Entry) -> int:
    """About how many bytes the entry takes in a file."""
    return 200 + 150 * (len(entry.concept.terms) + len(entry.places)) + len(entry.concept.note.encode())

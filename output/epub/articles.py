"""What an article adds to its text: block quotations, links to the works cited, originals of quotations."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bitext.articles import Article, Citation, CitedPart, Quotation
from bitext.documents import Block, BlockId, BlockKind, Document
from bitext.editions import Edition
from bitext.languages import LanguageTag
from bitext.spans import Span
from output.epub.inline import Call, Link
from output.epub.notes import letters
from output.passages import Passage, passage_of


def as_read(edition: Edition) -> Edition:
    """The edition; blocks that an article's reader found to be block quotations or works cited are so."""
    kinds = {id_: kind for article in edition.articles for id_, kind in _kinds(article)}
    return replace(edition, documents=tuple(_with_kinds(document, kinds) for document in edition.documents))


def _kinds(article: Article) -> Iterator[tuple[BlockId, BlockKind]]:
    for quotation in article.quotations:
        if quotation.block:
            yield from ((place.block, BlockKind.QUOTE) for place in (quotation.place, *quotation.rest))
    for reference in article.references:
        if reference.place:
            yield reference.place.block, BlockKind.REFERENCE


def _with_kinds(document: Document, kinds: Mapping[BlockId, BlockKind]) -> Document:
    changed = {
        block.id: replace(block, kind=kinds[block.id])
        for block in document.blocks
        if block.id in kinds and block.kind is BlockKind.PARAGRAPH
    }
    return document.with_blocks(changed) if changed else document


def citation_links(article: Article, document: Document) -> Iterator[tuple[BlockId, Link]]:
    """Each cited work as a link to its entry in the works cited."""
    entries = {reference.key: reference.place.block for reference in article.references if reference.place}
    for citation in article.citations:
        for part, span in _parts(citation, document.block_by_id[citation.place.block]):
            if part.reference in entries:
                yield citation.place.block, Link(span, entries[part.reference], "biblioref")


_AROUND: Final = " \t\n\u00a0\u3000()[]（）【】.,;"


def _parts(citation: Citation, block: Block) -> Iterator[tuple[CitedPart, Span]]:
    """The works of a citation with their words: all of (Shuang 18), but two in (Hartley 1–6; Liou 2).

    Where the words cannot be told apart by work there are none: no link is better than a wrong one.
    """
    printed = citation.place.span.of(block.text)
    pieces = [(match.start(), match[0]) for match in re.finditer(r"[^;；]+", printed)]
    if len({part.reference for part in citation.parts}) == 1:
        pieces = [(0, printed)]
    elif len(pieces) != len(citation.parts):
        return
    for part, (start, piece) in zip(citation.parts, pieces, strict=False):
        if words := piece.strip(_AROUND):
            first = citation.place.span.start + start + piece.index(words)
            yield part, Span(first, first + len(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The passage that a quotation translates, as a note to it."""

    id: str
    call: Call
    block: BlockId  # where it is called
    quotation: Quotation
    passage: Passage

    @property
    def language(self) -> LanguageTag:
        return self.passage.document.language


def originals_of(edition: Edition) -> tuple[Original, ...]:
    """The originals that were found, lettered through all articles in the order of their quotations.

    Raises `BadData` where an original is said to stand in a sentence that is not there.
    """
    found = (
        (article, quotation, passage)
        for article in edition.articles
        for quotation in _in_reading_order(article, edition.document_by_id[article.document])
        if (passage := passage_of(quotation, edition.document_by_id))
    )
    return tuple(
        _original(edition, article, quotation, passage, letters(number))
        for number, (article, quotation, passage) in enumerate(found, 1)
    )


def _in_reading_order(article: Article, document: Document) -> list[Quotation]:
    places = {block.id: place for place, block in enumerate((*document.blocks, *document.notes))}
    return sorted(article.quotations, key=lambda q: (places[q.place.block], q.place.span))


def _original(edition: Edition, article: Article, quotation: Quotation, passage: Passage, letter: str) -> Original:
    last = (quotation.place, *quotation.rest)[-1]
    text = edition.document_by_id[article.document].block_by_id[last.block].text
    id_ = f"original.{article.document}.{letter}"
    return Original(
        id=id_,
        call=Call(_behind_marks(text, last.span.end), f"call.{id_}", id_, letter),
        block=last.block,
        quotation=quotation,
        passage=passage,
    )


_CLOSING: Final = re.compile("[”’\"'»›」』]*")


def _behind_marks(text: str, offset: int) -> int:
    """Behind the quotation marks that close a quotation which ends at `offset`."""
    match = _CLOSING.match(text, offset)
    return match.end() if match else offset

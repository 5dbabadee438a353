"""Characters that XML cannot hold: found, and told where they are, before anything is written."""

import re
from collections.abc import Iterator
from typing import Final

from bitext.articles import Article
from bitext.documents import Block, Document
from bitext.editions import Edition, Metadata
from bitext.errors import BadData
from bitext.terms import Concept

# XML 1.0, production [2] Char: https://www.w3.org/TR/xml/#charsets
FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check_characters(edition: Edition) -> None:
    r"""Raise `BadData` that names the first character of the edition that XML cannot hold, and its place.

    >>> from bitext.articles import Localized
    >>> from bitext.languages import LanguageTag
    >>> title = Localized("Chimneys\f", LanguageTag("en"))
    >>> check_characters(Edition(metadata=Metadata(name="chimneys", titles=(title,)), documents=()))
    Traceback (most recent call last):
        ...
    bitext.errors.BadData: The edition's title holds U+000C at character 9, which XML cannot hold; remove it.
    """
    for place, text in _strings(edition):
        if found := FORBIDDEN.search(text):
            where = f"U+{ord(found[0]):04X} at character {found.start() + 1}"
            raise BadData(f"{place} holds {where}, which XML cannot hold; remove it.")


def _strings(edition: Edition) -> Iterator[tuple[str, str]]:
    yield from _of_metadata(edition.metadata)
    for document in edition.documents:
        yield from _of_document(document)
    for alignment in edition.alignments:
        yield f"The method of the alignment of {alignment.source} with {alignment.target}", alignment.method
        for bead in alignment.beads:
            yield f"The note of the bead of {', '.join((*bead.source, *bead.target))}", bead.note
    for article in edition.articles:
        yield from _of_article(article)
    for concept in edition.termbase.concepts:
        yield from _of_concept(concept)
    for step in edition.provenance:
        yield "The edition's provenance", f"{step.tool} {step.version} {step.action}"


def _of_metadata(metadata: Metadata) -> Iterator[tuple[str, str]]:
    for title in metadata.titles:
        yield "The edition's title", title.text
    for contributor in metadata.contributors:
        for text in (contributor.name, contributor.role, contributor.file_as):
            yield f"The edition's contributor {contributor.role!r}", text
    for source in metadata.sources:
        told = (source.citation, source.licence, source.licence_url, source.rights, source.translation_tool)
        for text in told:
            yield f"The description of the source {source.document}", text
    for field in ("publisher", "date", "licence", "licence_url", "description", "identifier", "file_as", "rights"):
        yield f"The edition's {field.replace('_', ' ')}", str(getattr(metadata, field))
    yield from _of_catalogue(metadata)


def _of_catalogue(metadata: Metadata) -> Iterator[tuple[str, str]]:
    for subtitle in metadata.subtitles:
        yield "The edition's subtitle", subtitle.text
    for series in metadata.series:
        yield "The edition's series", series.name
    for subject in metadata.subjects:
        yield "The edition's subject", f"{subject.text}{subject.code}"
    claimed = metadata.accessibility
    for text in (claimed.certified_by, claimed.credential, claimed.report, claimed.summary):
        yield "The edition's accessibility", text


def _of_document(document: Document) -> Iterator[tuple[str, str]]:
    place = f" of {document.name}" if document.name else ""
    yield f"The title of document {document.id}", document.title
    for block in (*document.blocks, *document.notes):
        for text in _of_block(block):
            yield f"Block {block.id}{place}", text


def _of_block(block: Block) -> Iterator[str]:
    yield block.text
    for mark in block.marks:
        yield mark.value


def _of_article(article: Article) -> Iterator[tuple[str, str]]:
    for reference in article.references:
        names = (name for person in reference.authors for name in (person.family, person.given))
        for text in (reference.title, reference.raw, *names):
            yield f"The reference {reference.key}", text
    for quotation in article.quotations:
        for printed in (quotation.text, quotation.author, quotation.work, quotation.locator):
            yield f"The quotation {quotation.id}", printed or ""


def _of_concept(concept: Concept) -> Iterator[tuple[str, str]]:
    for text in (concept.note, *(part for term in concept.terms for part in (term.text, term.note))):
        yield f"The concept {concept.id}", text

"""TEI P5: an edition as one XML file."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from bitext.documents import DocumentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration, BadData
from output.characters import check_characters
from output.markup import Element, lines, processing_instruction, xml
from output.options import ExportOptions
from output.tei.article import article_markup, originals, problem_notes
from output.tei.header import header
from output.tei.ids import check_unique
from output.tei.links import correspondences, link_groups
from output.tei.marks import PRIVATE
from output.tei.mentions import concepts_of, finder, names_in
from output.tei.terms import concept_lists
from output.tei.text import Text
from output.tei.works import works_cited

VERSION: Final = "4.3.0"
"""The oldest version of TEI P5 that has everything we write; all later ones have it too."""

SCHEMA: Final = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
"""Where the TEI Consortium publishes the schema; RELAX NG and Schematron rules are both in it."""

LAYOUTS: Final = ("one",)
_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_SCHEMA_TYPES: Final = ("http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron")


def to_tei(edition: Edition, options: ExportOptions) -> bytes:
    """The whole edition: header, stand-off lists and links, and a `div` for each document.

    Raises `BadConfiguration` at a layout that it does not know, and `BadData` where the edition is empty,
    where two ids clash, and at a character that XML cannot hold.
    """
    if options.layout not in ("", *LAYOUTS):
        known = ", ".join(LAYOUTS)
        raise BadConfiguration(f"TEI has no layout {options.layout!r}; the layouts are {known}.")
    if not edition.documents and not edition.termbase.concepts:
        raise BadData(f"Edition {edition.metadata.name!r} has neither a document nor a term base, so TEI has no text.")
    check_characters(edition)
    root = _root(edition)
    check_unique(root)
    return xml(root, before=tuple(_models(options.schema or SCHEMA)))


def _models(schema: str) -> Iterator[str]:
    for type_ in _SCHEMA_TYPES:
        attributes = {"href": schema, "type": "application/xml", "schematypens": type_}
        yield processing_instruction("xml-model", attributes)


def _root(edition: Edition) -> Element:
    types = {document.id: document_type(edition, document.id) for document in edition.documents}
    stand_off = list(_stand_off(edition))
    texts = [text.division() for text in _texts(edition, types)]
    parts = (
        *([lines("standOff", None, *stand_off)] if stand_off else []),
        *([lines("text", None, lines("body", None, *texts))] if texts else []),
    )
    attributes = {"xmlns": _NAMESPACE, "xml:lang": "en", "version": VERSION}
    return lines("TEI", attributes, header(edition, parts, types, _private_characters(edition)), *parts)


def document_type(edition: Edition, document: DocumentId) -> str:
    """Whether a document is a translation, an article or (as the source of one or standing alone) an edition."""
    if any(alignment.target == document for alignment in edition.alignments):
        return "translation"
    is_source = any(alignment.source == document for alignment in edition.alignments)
    is_article = any(article.document == document for article in edition.articles)
    return "article" if is_article and not is_source else "edition"


def _texts(edition: Edition, types: Mapping[DocumentId, str]) -> Iterator[Text]:
    corresp, ids, names = correspondences(edition), frozenset(_ids(edition)), names_in(edition, finder(edition))
    articles = {article.document: article for article in edition.articles}
    for document in edition.documents:
        article = articles.get(document.id)
        yield Text(
            document=document,
            type=types[document.id],
            subtype="article" if article and types[document.id] != "article" else None,
            corresp=corresp,
            ids=ids,
            article=article_markup(article, edition.document_by_id) if article else {},
            names=names,
        )


def _ids(edition: Edition) -> Iterator[str]:
    """The ids of the documents' own parts: what a link or an attestation can point at."""
    for document in edition.documents:
        yield document.id
        for division in document.divisions:
            yield division.id
        for block in (*document.blocks, *document.notes):
            yield block.id
            yield from (segment.id for segment in block.segments)


def _stand_off(edition: Edition) -> Iterator[Element]:
    concepts = concepts_of(edition, finder(edition))
    yield from concept_lists(concepts, frozenset(_ids(edition)), own=len(edition.termbase.concepts))
    for article in edition.articles:
        document = edition.document_by_id[article.document]
        made = (
            works_cited(article, document),
            originals(article, edition.document_by_id),
            problem_notes(article, document),
        )
        yield from filter(None, made)
    yield from link_groups(edition)


def _private_characters(edition: Edition) -> tuple[str, ...]:
    blocks = chain.from_iterable((*document.blocks, *document.notes) for document in edition.documents)
    return tuple(sorted({character for block in blocks for character in PRIVATE.findall(block.text)}))

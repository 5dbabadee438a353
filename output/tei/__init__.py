"""TEI P5: an edition as one XML file, or as several."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from bitext.documents import Document, DocumentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration, BadData
from output.characters import check_characters
from output.markup import Element, lines, processing_instruction, xml
from output.options import ExportOptions
from output.tei.article import article_markup, originals, problem_notes
from output.tei.features import article_record
from output.tei.files import with_files
from output.tei.header import header, member_header
from output.tei.ids import Survey, surveyed
from output.tei.links import correspondences, link_groups
from output.tei.marks import PICTURES, PRIVATE
from output.tei.mentions import concepts_of, finder, names_in
from output.tei.terms import concept_lists
from output.tei.text import Text
from output.tei.works import works_cited

VERSION: Final = "4.3.0"
"""The oldest version of TEI P5 that has everything we write; all later ones have it too."""

SCHEMA: Final = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
"""Where the TEI Consortium publishes the schema; RELAX NG and Schematron rules are both in it."""

LAYOUTS: Final = ("one", "corpus", "files")
"""All in one text; a corpus of a text for each document; or each text in a file of its own, beside the links."""

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_SCHEMA_TYPES: Final = ("http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron")


def to_tei(edition: Edition, options: ExportOptions) -> bytes:
    """The whole edition in one file: header, stand-off lists and links, and a `div` for each document.

    Raises `BadConfiguration` at a layout that it does not know or that needs several files, and `BadData` where the
    edition is empty, where two ids clash, and at a character that XML cannot hold.
    """
    if options.layout == "files":
        raise BadConfiguration("TEI in the layout 'files' is several files; name the first of them, or a folder.")
    return tei_files(edition, options, "edition.xml")["edition.xml"]


def tei_files(edition: Edition, options: ExportOptions, name: str) -> Mapping[str, bytes]:
    """The files of an edition by their names: one that is called `name`, and pictures in a folder beside it.

    In the layout `files` there is one for each text: of `book.xml` they are called `book.zh.xml` and `book.en.xml`,
    after their documents.
    Raises what `to_tei` raises, but for the number of files.
    """
    if options.layout not in ("", *LAYOUTS):
        raise BadConfiguration(f"TEI has no layout {options.layout!r}; the layouts are {', '.join(LAYOUTS)}.")
    if not edition.documents and not edition.termbase.concepts:
        raise BadData(f"Edition {edition.metadata.name!r} has neither a document nor a term base, so TEI has no text.")
    check_characters(edition)
    made = _LAID_OUT[options.layout or LAYOUTS[0]](_Parts.of(edition), name)
    models = tuple(_models(options.schema or SCHEMA))
    pictures = {f"{PICTURES}/{name}": data for name, data in _pictures(edition)}
    return {file: xml(root, before=models) for file, root in made.items()} | pictures


def _pictures(edition: Edition) -> Iterator[tuple[str, bytes]]:
    return ((picture.name, picture.data) for document in edition.documents for picture in document.resources)


def _models(schema: str) -> Iterator[str]:
    for type_ in _SCHEMA_TYPES:
        attributes = {"href": schema, "type": "application/xml", "schematypens": type_}
        yield processing_instruction("xml-model", attributes)


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """What all layouts are made of."""

    edition: Edition
    types: Mapping[DocumentId, str]
    stand_off: Sequence[Element]
    divisions: Mapping[DocumentId, Element]

    @classmethod
    def of(cls, edition: Edition) -> "_Parts":
        types = {document.id: document_type(edition, document.id) for document in edition.documents}
        divisions = {text.document.id: text.division() for text in _texts(edition, types)}
        return cls(edition=edition, types=types, stand_off=tuple(_stand_off(edition)), divisions=divisions)

    @property
    def links(self) -> tuple[Element, ...]:
        """What stands between the header and the text, if there is anything."""
        return (lines("standOff", None, *self.stand_off),) if self.stand_off else ()

    def header(self, survey: Survey, *, has_members: bool = False) -> Element:
        """The header of the whole edition, of whose other parts this is known."""
        private = _private_characters(self.edition)
        return header(self.edition, survey.languages, self.types, private, has_members=has_members)

    def member(self, document: Document, survey: Survey) -> Element:
        """The header of one text."""
        return member_header(self.edition, document, survey.languages, self.types)


def _one(parts: _Parts, name: str) -> Mapping[str, Element]:
    divisions = parts.divisions.values()
    texts = (_text(*divisions),) if divisions else ()
    return {name: _checked("TEI", _OUTERMOST, parts.header, *parts.links, *texts)}


def _corpus(parts: _Parts, name: str) -> Mapping[str, Element]:
    """The corpus; the sources are told in the headers of the texts, the rest in the corpus's."""
    members = [
        _checked("TEI", {"xml:lang": "en"}, partial(parts.member, document), _text(parts.divisions[document.id]))
        for document in parts.edition.documents
    ]
    if not members:
        raise BadData(f"Edition {parts.edition.metadata.name!r} has no document, and a corpus of TEI needs one.")
    return {name: _checked("teiCorpus", _OUTERMOST, partial(parts.header, has_members=True), *parts.links, *members)}


def _files(parts: _Parts, name: str) -> Mapping[str, Element]:
    """The links in one file, each text in another; what points from file to file names the file."""
    if not parts.links:
        raise BadConfiguration(
            f"Edition {parts.edition.metadata.name!r} has nothing that links its texts, neither an alignment nor "
            "terms, so there is no file for the layout 'files' to begin with; take the layout 'corpus'."
        )
    stem, _, suffix = name.rpartition(".")
    names = {document: f"{stem}.{document}.{suffix}" for document in parts.divisions}
    homes = {id_: names[document] for document, text in parts.divisions.items() for id_, _ in surveyed(text).ids}
    made = {name: _checked("TEI", _OUTERMOST, parts.header, *parts.links)}
    for document in parts.edition.documents:
        text = _text(parts.divisions[document.id])
        made[names[document.id]] = _checked("TEI", _OUTERMOST, partial(parts.member, document), text)
    return {file: with_files(root, homes, file, main=name) for file, root in made.items()}


_LAID_OUT: Final[Mapping[str, Callable[[_Parts, str], Mapping[str, Element]]]] = {
    "one": _one,
    "corpus": _corpus,
    "files": _files,
}


def _text(*divisions: Element) -> Element:
    return lines("text", None, lines("body", None, *divisions))


_OUTERMOST: Final = {"xmlns": _NAMESPACE, "xml:lang": "en", "version": VERSION}


def _checked(
    name: str, attributes: Mapping[str, str], header_of: Callable[[Survey], Element], *parts: Element
) -> Element:
    """An element with its header before its other parts.  Raises `BadData` at an id that stands twice."""
    survey = surveyed(*parts)
    head = header_of(survey)
    (surveyed(head) + survey).check_unique()
    return lines(name, attributes, head, *parts)


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
            article_record(article),
        )
        yield from filter(None, made)
    yield from link_groups(edition)


def _private_characters(edition: Edition) -> tuple[str, ...]:
    blocks = chain.from_iterable((*document.blocks, *document.notes) for document in edition.documents)
    return tuple(sorted({character for block in blocks for character in PRIVATE.findall(block.text)}))

"""From the bytes of a file to a document with its sentences, and what was done on the way."""

from dataclasses import dataclass, replace

import sources
from bitext.documents import Document, DocumentId
from bitext.editions import Step
from bitext.languages import LanguageTag
from lang import sentences
from pipeline import provenance
from pipeline.provenance import has_gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file that was read into memory, and what is known of it beforehand."""

    data: bytes
    name: str
    language: LanguageTag | None = None
    segmented: bool = False
    markup: bool | None = None
    format: str | None = None
    encoding: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its sentences, and how it came about."""

    document: Document
    steps: tuple[Step, ...]


def read_document(given: Input, id_: DocumentId) -> Read:
    """Read a document and divide it into sentences.

    Raises what `sources.read` and the segmenter raise: no text, no reader, an unknown language ….
    """
    document = sources.read(
        given.data,
        name=given.name,
        id=id_,
        language=given.language,
        segmented=given.segmented,
        markup=given.markup,
        format=given.format,
        encoding=given.encoding,
    )
    steps = (provenance.reading(document), provenance.segmenting(document))
    titled = replace(document, title=given.title) if given.title else document
    return Read(sentences.segment(titled) if has_gaps(document) else titled, steps)

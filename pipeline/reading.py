"""From the bytes of a file to a document with its sentences, and what was done on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

import sources
from bitext.documents import Document, DocumentId
from bitext.editions import Step
from bitext.languages import LanguageTag
from lang import sentences
from lang.segmenters import RULES, segmenter_named
from pipeline import provenance
from pipeline.provenance import has_gaps
from sources.outline import heading_patterns


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
    headings: tuple[str, ...] = ()
    verbatim: bool = False
    sheet: str = ""
    segmenter: str = RULES.name


def check_headings(expressions: Iterable[str]) -> None:
    """Raise `BadData` where one is no regular expression."""
    heading_patterns(expressions)


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its sentences, and how it came about."""

    document: Document
    steps: tuple[Step, ...]


def read_document(given: Input, id_: DocumentId) -> Read:
    """Read a document and divide it into sentences.

    Raises what `sources.read` and the segmenter raise: no text, no reader, an unknown language ….
    """
    segmenter = segmenter_named(given.segmenter)
    read = sources.read(
        given.data,
        name=given.name,
        id=id_,
        language=given.language,
        segmented=given.segmented,
        markup=given.markup,
        format=given.format,
        encoding=given.encoding,
        headings=given.headings,
        verbatim=given.verbatim,
        sheet=given.sheet,
    )
    # Whose folders the file lay in is nobody's business, and would make other bytes on another machine.
    document = replace(read, name=PurePath(given.name).name, title=given.title or read.title)
    divided = sentences.segment(document, by=segmenter) if has_gaps(document) else document
    return Read(divided, (provenance.reading(document), provenance.segmenting(document, segmenter)))

"""The passages that quotations translate, for the formats that show both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bitext.articles import Quotation
from bitext.documents import Document, DocumentId, Segment
from bitext.errors import BadData


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences of a document, and the probability that a quotation translates them."""

    document: Document
    segments: tuple[Segment, ...]
    probability: float

    def pieces(self) -> Iterator[Segment | str]:
        """The sentences and, where their language has spaces, a space between them."""
        for number, segment in enumerate(self.segments):
            if number and self.document.language.joiner:
                yield self.document.language.joiner
            yield segment

    @property
    def text(self) -> str:
        """The sentences side by side."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces())


def passage_of(quotation: Quotation, documents: Mapping[DocumentId, Document]) -> Passage | None:
    """Where the quotation's original stands; None where it was not found, or its document is not among these.

    Raises `BadData` where it is said to stand in a sentence that is not there.
    """
    located = quotation.original
    document = documents.get(located.document) if located else None
    if located is None or document is None or not located.segments:
        return None
    if missing := next((id_ for id_ in located.segments if id_ not in document.segment_by_id), None):
        raise BadData(
            f"Quotation {quotation.id} translates sentence {missing}, but document {document.id} has no such sentence."
        )
    segments = tuple(document.segment_by_id[id_] for id_ in located.segments)
    return Passage(document=document, segments=segments, probability=located.probability)

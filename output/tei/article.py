"""What an article says about other works, as annotations and attributes of its blocks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bitext.articles import Article, Citation, Place, Quotation
from bitext.documents import Block, BlockId, BlockKind, Document, DocumentId, Segment
from bitext.spans import Span
from output.markup import Element, Node, element, lines
from output.passages import passage_of
from output.tei.ids import citation_id, only_given, pointers, quotation_id, reference_id, resolution_id
from output.tei.inline import Annotation, Rank, woven
from output.tei.marks import private
from output.tei.works import page_range


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockMarkup:
    """What an article adds to one block."""

    annotations: Sequence[Annotation] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)  # of the block's own element
    beside: Sequence[Element] = ()  # what stands with the block in a cit


NOTHING = BlockMarkup()


def article_markup(article: Article, documents: Mapping[DocumentId, Document]) -> Mapping[BlockId, BlockMarkup]:
    """The quotations with their originals, the citations and page joins of an article, by block.

    Raises `BadData` where an original is said to stand in a sentence that is not there.
    """
    reading = _Reading(article, documents)
    found: dict[BlockId, BlockMarkup] = {}
    for block, added in (*reading.quotations(), *reading.citations(), *reading.joins()):
        old = found.get(block, NOTHING)
        found[block] = BlockMarkup(
            annotations=(*old.annotations, *added.annotations),
            attributes={**old.attributes, **added.attributes},
            beside=(*old.beside, *added.beside),
        )
    return found


def problem_notes(article: Article, document: Document) -> Element | None:
    """What an editor should look at, apart from the text, with pointers to the sentences."""
    notes = [
        element(
            "note",
            {"type": "problem", "subtype": problem.code, "target": _sentences_at(problem.place, document)},
            element("p", None, problem.message),
            element("p", None, problem.hint) if problem.hint else None,
        )
        for problem in article.problems
    ]
    return lines("listAnnotation", {"type": "problems", "source": f"#{article.document}"}, *notes) if notes else None


def originals(article: Article, documents: Mapping[DocumentId, Document]) -> Element | None:
    """Links from quotations to the sentences of the works where their originals stand."""
    reading = _Reading(article, documents)
    links = [
        element(
            "link",
            {
                "type": f"1:{len(passage.segments)}",
                "target": pointers((reading.ids_of(quotation)[0], *(segment.id for segment in passage.segments))),
                "cert": str(passage.probability),
            },
        )
        for quotation in article.quotations
        if (passage := passage_of(quotation, documents))
    ]
    return lines("linkGrp", {"type": "quotation", "source": f"#{article.document}"}, *links) if links else None


def _sentences_at(place: Place | None, document: Document) -> str | None:
    if place is None:
        return pointers((document.id,))
    block = document.block_by_id[place.block]
    return pointers(s.id for s in block.segments if s.span.overlaps(place.span)) or pointers((block.id,))


_Addition = tuple[BlockId, BlockMarkup]


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article with the documents of its edition."""

    article: Article
    documents: Mapping[DocumentId, Document]

    @property
    def document(self) -> Document:
        return self.documents[self.article.document]

    def quotations(self) -> Iterator[_Addition]:
        for quotation in self.article.quotations:
            ids = self.ids_of(quotation)
            places = (quotation.place, *quotation.rest)
            chains = zip((None, *ids), ids, (*ids[1:], None), strict=False)
            for place, (before, id_, behind) in zip(places, chains, strict=True):
                attributes = only_given(
                    {
                        **self._source(quotation),
                        "rend": "block" if quotation.block else None,
                        "next": f"#{behind}" if behind else None,
                        "prev": f"#{before}" if before else None,
                    }
                )
                yield place.block, self._quoted(quotation, place, id_, attributes)

    def ids_of(self, quotation: Quotation) -> tuple[str, ...]:
        """The ids of the elements that hold the quotation's words, one for each place."""
        own = quotation_id(self.article, quotation.id)
        places = (quotation.place, *quotation.rest)
        return tuple(
            place.block if self._is_block(quotation, place) else own if count == 1 else f"{own}.{count}"
            for count, place in enumerate(places, 1)
        )

    def _is_block(self, quotation: Quotation, place: Place) -> bool:
        """Whether the block's own element is the quotation: the first one in a block that is a quotation."""
        in_block = (q for q in self.article.quotations if place.block in {p.block for p in (q.place, *q.rest)})
        block = self.document.block_by_id[place.block]
        return quotation.block and block.kind is BlockKind.QUOTE and next(in_block) is quotation

    def _source(self, quotation: Quotation) -> Mapping[str, str | None]:
        return {
            "source": pointers(self._works([quotation.reference])),
            "ana": f"#{resolution_id(quotation.resolution)}",
        }

    def _works(self, keys: Iterable[str | None]) -> tuple[str, ...]:
        listed = {reference.key for reference in self.article.references}
        return tuple(reference_id(self.article, key) for key in dict.fromkeys(keys) if key in listed and key)

    def _quoted(self, quotation: Quotation, place: Place, id_: str, attributes: Mapping[str, str]) -> BlockMarkup:
        is_last = place == (quotation.place, *quotation.rest)[-1]
        beside = (*self._bibl(quotation), *self._original(quotation)) if is_last else ()
        if id_ == place.block:
            return BlockMarkup(attributes=attributes, beside=beside)
        block = self.document.block_by_id[place.block]
        annotation = Annotation(
            span=_whole_sentences(block, place.span, self._cited_in(block.id)) if quotation.block else place.span,
            name="quote",
            rank=Rank.QUOTATION,
            attributes={"xml:id": id_, **attributes},
            beside=beside,
        )
        return BlockMarkup(annotations=(annotation,))

    def _cited_in(self, block: BlockId) -> Sequence[Span]:
        return [citation.place.span for citation in self.article.citations if citation.place.block == block]

    def _bibl(self, quotation: Quotation) -> tuple[Element, ...]:
        """The work and the page, without words: those are printed in the citation."""
        works = self._works([quotation.reference])
        cited = {citation.id for citation in self.article.citations}
        citation = citation_id(self.article, quotation.citation) if quotation.citation in cited else None
        pages = page_range(quotation.locator or "")
        if not works and not citation:
            return ()
        parts = (
            *(element("ptr", {"target": f"#{work}"}) for work in works),
            *([element("citedRange", {"unit": "page", **pages})] if pages else []),
        )
        return (element("bibl", {"corresp": f"#{citation}" if citation else None}, *parts),)

    def _original(self, quotation: Quotation) -> Iterator[Element]:
        """The words that were translated: copies of the sentences, which are no text of the article."""
        if passage := passage_of(quotation, self.documents):
            attributes = {
                "type": "original",
                "xml:lang": passage.document.language,
                "source": pointers(segment.id for segment in passage.segments),
                "cert": str(passage.probability),
            }
            copies = (piece if isinstance(piece, str) else _copy(piece) for piece in passage.pieces())
            yield element("quote", attributes, *copies)

    def citations(self) -> Iterator[_Addition]:
        for citation in self.article.citations:
            attributes = {
                "xml:id": citation_id(self.article, citation.id),
                "type": "citation",
                "corresp": pointers(self._works(part.reference for part in citation.parts)),
            }
            bibl = Annotation(
                span=citation.place.span, name="bibl", rank=Rank.CITATION, attributes=only_given(attributes)
            )
            yield citation.place.block, BlockMarkup(annotations=(bibl, *self._locators(citation)))

    def _locators(self, citation: Citation) -> Iterator[Annotation]:
        """The pages of each part, where they are printed within the citation."""
        text = self.document.block_by_id[citation.place.block].text
        position = citation.place.span.start
        for part in citation.parts:
            start = text.find(part.locator, position, citation.place.span.end) if part.locator else -1
            if part.locator and start >= 0:
                position = start + len(part.locator)
                pages = page_range(part.locator)
                attributes = {
                    "unit": "page" if pages else None,
                    **pages,
                    "target": pointers(self._works([part.reference])),
                }
                yield Annotation(
                    span=Span(start, position), name="citedRange", rank=Rank.LOCATOR, attributes=only_given(attributes)
                )

    def joins(self) -> Iterator[_Addition]:
        """Paragraphs that a page break divides: their parts are chained."""
        for join in self.article.joins:
            yield join.before, BlockMarkup(attributes={"next": f"#{join.after}"})
            yield join.after, BlockMarkup(attributes={"prev": f"#{join.before}"})


def _copy(segment: Segment) -> Node:
    """The words of a sentence again, without its markup."""
    words = woven(BlockId(segment.id), segment.text, list(private(segment.text)))
    return element("seg", {"copyOf": f"#{segment.id}"}, *words)


def _whole_sentences(block: Block, span: Span, citations: Sequence[Span]) -> Span:
    """The span with what parts it from the ends of its sentences, if that is punctuation or a citation."""
    touched = [segment.span for segment in block.segments if segment.span.overlaps(span)]
    if not touched:
        return span
    before = Span(min(touched[0].start, span.start), span.start)
    behind = Span(span.end, max(touched[-1].end, span.end))
    return Span(
        before.start if _is_apart(block.text, before, citations) else span.start,
        behind.end if _is_apart(block.text, behind, citations) else span.end,
    )


def _is_apart(text: str, rest: Span, citations: Sequence[Span]) -> bool:
    """Whether there is no word in `rest` but those of citations."""
    words = (place for place in range(rest.start, rest.end) if text[place].isalnum())
    return all(any(citation.start <= place < citation.end for citation in citations) for place in words)

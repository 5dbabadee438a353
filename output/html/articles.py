"""What an article quotes and cites, and what in it an editor should look at."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bitext.articles import Article, Place, Problem, Quotation, Reference
from bitext.documents import Document, DocumentId, SegmentId
from bitext.languages import LanguageTag
from output.html.confidence import percent
from output.markup import Element, Node, element, lines
from output.passages import Passage, passage_of

_CONTEXT = 50


def quotations(
    article: Article, documents: Mapping[DocumentId, Document], shown: Collection[SegmentId]
) -> Element | None:
    """A row for each quotation: the words, the citation, the work and why this one, the original and where it stands.

    `shown` are the sentences that are on the page and can be linked to.
    Raises `BadData` where an original is said to stand in a sentence that is not there.
    """
    if not article.quotations:
        return None
    document = documents[article.document]
    works = {reference.key: reference for reference in article.references}
    printed = {citation.id: citation.text for citation in article.citations}
    passages = {quotation.id: passage_of(quotation, documents) for quotation in article.quotations}
    located = any(passages.values())
    rows = (
        lines(
            "tr",
            {"class": "block" if quotation.block else None},
            element("td", {"lang": document.language}, element("q", None, quotation.text)),
            element("td", {"lang": document.language}, printed.get(quotation.citation or "") or "—"),
            element("td", None, *_work(quotation, works.get(quotation.reference or ""), document.language)),
            element("td", None, *_original(passages[quotation.id], shown)) if located else None,
        )
        for quotation in article.quotations
    )
    heads = ("quotation", "cited as", "work", *(["original"] if located else []))
    return _table(heads, rows, "quotations")


def _work(quotation: Quotation, work: Reference | None, language: LanguageTag) -> Iterator[Node]:
    if work:
        yield element("cite", {"lang": language}, work.title)
        if work.original_title:
            yield " "
            yield element("span", {"lang": work.original_title.language}, work.original_title.text)
        yield f" {work.year or ''} "
    known = (quotation.resolution.value, f"said by {quotation.speaker}" if quotation.speaker else "")
    yield element("span", {"class": "reason"}, " · ".join(filter(None, known)))


def _original(passage: Passage | None, shown: Collection[SegmentId]) -> Iterator[Node]:
    """The sentences and their ids; where the work is not in the edition, nothing is known."""
    if passage is None:
        yield "—"
        return
    yield element("q", {"lang": passage.document.language}, passage.text)
    ids: list[Node] = []
    for segment in passage.segments:
        ids += [element("a", {"href": f"#{segment.id}"}, segment.id) if segment.id in shown else str(segment.id), " "]
    yield element("span", {"class": "reason"}, *ids, f"{percent(passage.probability)} %")


def references(article: Article, document: Document) -> Element | None:
    """The works cited with their keys, as they are printed."""
    if not article.references:
        return None
    counts = _cited(article)
    rows = (
        lines(
            "tr",
            None,
            element("th", {"scope": "row"}, reference.key),
            element("td", {"lang": document.language}, *_described(reference)),
            element("td", None, str(counts.get(reference.key, 0))),
        )
        for reference in article.references
    )
    return _table(("key", "work", "times cited"), rows)


def _cited(article: Article) -> Mapping[str, int]:
    keys = [part.reference for citation in article.citations for part in citation.parts if part.reference]
    return {key: keys.count(key) for key in keys}


def _described(reference: Reference) -> Iterator[Node]:
    authors = "; ".join(person.inverted for person in reference.authors)
    if authors:
        named = f"{authors} et al." if reference.more_authors else authors
        yield f"{named.removesuffix('.')}. "
    yield element("cite", None, reference.title)
    if reference.original_title:
        yield " "
        yield element("span", {"lang": reference.original_title.language}, reference.original_title.text)
    facts = (reference.container, reference.publisher, str(reference.year) if reference.year is not None else None)
    yield "".join(f", {fact}" for fact in facts if fact)


def problems(article: Article, document: Document) -> Element | None:
    """What an editor should look at, with the words around the place."""
    if not article.problems:
        return None
    return _table(("code", "problem", "place"), (_problem(problem, document) for problem in article.problems))


def _problem(problem: Problem, document: Document) -> Element:
    hint = element("span", {"class": "hint"}, problem.hint) if problem.hint else None
    return lines(
        "tr",
        {"class": problem.severity.value},
        element("th", {"scope": "row"}, problem.code),
        element("td", None, f"{problem.message} ", hint),
        element("td", {"lang": document.language}, *(_place(problem.place, document) if problem.place else ("—",))),
    )


def _place(place: Place, document: Document) -> Iterator[Node]:
    """The words themselves, marked, between those before and after."""
    text = document.block_by_id[place.block].text
    start, end = place.span.start, place.span.end
    before, behind = max(0, start - _CONTEXT), end + _CONTEXT
    yield ("…" if before else "") + text[before:start]
    yield element("mark", None, text[start:end])
    yield text[end:behind] + ("…" if behind < len(text) else "")


def _table(heads: Sequence[str], rows: Iterator[Element], name: str = "") -> Element:
    cells = (element("th", {"scope": "col"}, head) for head in heads)
    return lines(
        "table",
        {"class": f"list {name}".strip()},
        lines("thead", None, lines("tr", None, *cells)),
        lines("tbody", None, *rows),
    )

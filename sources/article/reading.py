"""An article read whole: pairs, quotations, citations, works cited, problems."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bitext.articles import Article, Citation, CitedPart, Quotation, Reference, Resolution, TermPair
from bitext.documents import Document, DocumentId
from bitext.terms import ConceptKind
from sources.article.derived import derived
from sources.article.entries import read_entries, read_full_notes
from sources.article.filed import Filed, compare
from sources.article.notes import NoteBook, NoteCitation, note_citations
from sources.article.pairs import chinese_of, find_pairs, mentions
from sources.article.passages import Manuscript, Passage, read_manuscript, sliced
from sources.article.problems import find_problems
from sources.article.quotations import Quote, find_quotes
from sources.article.readings import Cited, Reading, all_cited
from sources.article.resolving import resolved
from sources.article.titles import marked
from sources.article.voices import author_name
from sources.article.works import Works, main_title


def read_article(document: Document, bibliography: Sequence[Reference] = ()) -> Article:
    """What a scholarly article says about other works, each thing with its place.

    The document's blocks hold the text without markup; emphasis is in their marks.  `bibliography` is what a file
    beside the article lists: it completes the printed entries, gives works that are cited but not printed, and what
    does not agree is among the problems.
    Raises `UnknownLanguage` where there are no sentence rules for its language.
    """
    manuscript = read_manuscript(document)
    filed = compare(_references(manuscript), bibliography)
    readings, works = _resolved(manuscript, filed)
    quotes = find_quotes(readings, works)
    citations = {
        id(cited): _citation(document.id, n, reading.passage, cited)
        for n, (reading, cited) in enumerate(all_cited(readings), 1)
    }
    spans = {(id(reading.passage), cited.span) for reading, cited in all_cited(readings)}
    pairs = find_pairs(
        manuscript.passages, lambda passage, span: (id(passage), span) in spans, works.references, document.language
    )
    works = Works(_with_originals(works.references, pairs))
    inner = tuple(replace(pair, mentions=mentions(pair, manuscript.passages)) for pair in derived(pairs))
    text = "\n".join(passage.text for passage in (*manuscript.text, *manuscript.notes))
    quotations = tuple(
        _quotation(quote, f"{document.id}.quote{n}", works, citations, text) for n, quote in enumerate(quotes, 1)
    )
    article = Article(
        document=document.id,
        pairs=pairs,
        quotations=quotations,
        citations=tuple(citations.values()),
        references=works.references,
        derived_pairs=inner,
        joins=manuscript.joins,
    )
    return replace(article, problems=find_problems(article, manuscript, readings, quotes, works, filed))


def _resolved(manuscript: Manuscript, filed: Filed) -> tuple[tuple[Reading, ...], Works]:
    """The readings, and the works: those printed, and of the file those that are cited and not printed.

    A file may hold a whole library; its other works must not make a citation ambiguous.
    """
    works = Works(filed.references)
    readings = tuple(resolved(manuscript, works, NoteBook(manuscript)))
    parts = [part for _, cited in all_cited(readings) for part in cited.parts]
    missing = [part for part in parts if part.resolution is Resolution.NOT_LISTED]
    wanted = {work.key for part in missing for work in _filed_works(part, Works(filed.others), works)}
    if not wanted:
        return readings, works
    works = Works((*filed.references, *(work for work in filed.others if work.key in wanted)))
    return tuple(resolved(manuscript, works, NoteBook(manuscript))), works


def _filed_works(part: CitedPart, file: Works, printed: Works) -> tuple[Reference, ...]:
    """The works of the file that a citation can mean; of an author who is in the printed list too, the year decides."""
    if part.author is None:
        return file.by_title(part.short_title) if part.short_title else ()
    found = tuple(work for work, _ in file.by_author(part.author))
    fitting = tuple(work for work in found if part.year and part.year == f"{work.year}{work.year_suffix}")
    return fitting or (() if part.year and printed.by_author(part.author) else found)


def _references(manuscript: Manuscript) -> tuple[Reference, ...]:
    """The list of works cited; without one, the works that the notes cite in full."""
    han = chinese_of(manuscript.passages)
    if manuscript.entries:
        return read_entries(manuscript.entries, han)
    full = (_entry(note, one) for note in manuscript.notes for one in note_citations(note) if one.entry)
    return read_full_notes(full, han)


def _entry(note: Passage, one: NoteCitation) -> Passage:
    """The part of a note that an entry can be read from; its title is emphasised, marked or not."""
    span = one.entry or one.span
    found = sliced(note, span)
    title = one.title.shifted(-span.start) if one.title else None
    is_known = title is None or any(mark.overlaps(title) for mark in marked(found.text, found.emphasis))
    return found if is_known else replace(found, emphasis=tuple(sorted((*found.emphasis, *([title] if title else [])))))


def _with_originals(references: Sequence[Reference], pairs: Sequence[TermPair]) -> tuple[Reference, ...]:
    """The references, with the title in the other script where only the text prints it beside theirs."""
    titles = {pair.source.text.casefold(): pair.target for pair in pairs if pair.kind is ConceptKind.WORK}
    return tuple(
        reference
        if reference.original_title
        else replace(
            reference,
            original_title=titles.get(reference.title.casefold()) or titles.get(main_title(reference.title).casefold()),
        )
        for reference in references
    )


def _citation(document: DocumentId, number: int, passage: Passage, cited: Cited) -> Citation:
    printed, span = cited.where(passage)
    return Citation(
        id=f"{document}.cite{number}",
        place=printed.place(span),
        text=span.of(printed.text),
        parts=cited.parts,
    )


def _quotation(quote: Quote, id_: str, works: Works, citations: Mapping[int, Citation], text: str) -> Quotation:
    places = [place for passage, span in quote.parts for place in passage.places(span)]
    reference = works.by_key[quote.reference] if quote.reference else None
    part = quote.cited.parts[quote.part] if quote.cited else None
    return Quotation(
        id=id_,
        place=places[0],
        rest=tuple(places[1:]),
        text=quote.text,
        block=quote.is_block,
        resolution=quote.resolution,
        citation=citations[id(quote.cited)].id if quote.cited else None,
        locator=part.locator if part else None,
        reference=quote.reference,
        author=author_name(reference, text) if reference else part.author if part else None,
        speaker=quote.speaker,
        work=reference.title if reference else None,
        original_title=reference.original_title if reference else None,
    )

"""An article and the books it quotes in, the original of each quotation and what differs from it out."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from os import environ
from pathlib import Path, PurePath
from typing import Final

from aligner.books import Book
from aligner.catalogue import choose
from aligner.encoders import encoder_named
from aligner.fidelity import Code, Difference, differences
from aligner.locate import FOUND, Pages, Passage, Prior, anywhere, locate
from aligner.quotations import Quoted
from bitext.articles import Article, Located, Problem, Quotation, Reference, Severity
from bitext.documents import Document, DocumentId
from bitext.editions import Edition, Metadata, Step
from bitext.errors import BadConfiguration, EmptyInput, UnknownFormat
from bitext.languages import LanguageTag
from lang.folding import fold
from output import EXPORTERS
from output.options import ExportOptions
from pipeline import provenance
from pipeline.align import title_of
from pipeline.encoders import DEFAULT_ENCODER
from pipeline.files import read_bytes, shown
from pipeline.progress import Progress, Tell, counted, silent
from pipeline.reading import Input, Read, read_document
from sources.article import read_article

_MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    Code.DROPPED: ("the original has here what the quotation leaves out without an ellipsis", "mark the omission"),
    Code.ADDED: ("the quotation has words that the original does not have", "bracket them, or check the passage"),
    Code.NUMBER: ("the quotation has a number that the original does not have", "compare the two"),
    Code.NAME: ("the quotation has a name that the original does not have", "compare the two"),
}
NOT_FOUND: Final = "F005"
"""The code of a quotation whose original is not in the books given."""


@dataclass(frozen=True, slots=True)
class Original:
    """A book, read; `key` where the user says which work it is."""

    document: Document
    key: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation that was looked for: where it was found, if it was, and what differs."""

    quotation: Quotation
    document: Document | None
    passage: Passage | None
    differences: Sequence[Difference] = ()

    @property
    def found(self) -> float:
        return self.passage.found if self.passage else 0.0

    @property
    def is_found(self) -> bool:
        return self.found >= FOUND

    @property
    def located(self) -> Located | None:
        """For the edition; None where it was not found."""
        if not self.is_found or self.passage is None or self.document is None:
            return None
        segments = self.document.segments[self.passage.start : self.passage.end]
        return Located(
            document=self.document.id, segments=tuple(s.id for s in segments), probability=round(self.found, 4)
        )

    @property
    def text(self) -> str:
        """The sentences of the passage; nothing where it was not found."""
        located = self.located
        if located is None or self.document is None:
            return ""
        texts = (self.document.segment_by_id[id_].text for id_ in located.segments)
        return self.document.language.joiner.join(texts)


def locate_files(
    article: Path,
    originals: Sequence[str],
    *,
    language: LanguageTag | None = None,
    encoder: str = DEFAULT_ENCODER,
    progress: Progress = silent,
) -> tuple[Edition, Sequence[Match]]:
    """The edition of an article with its originals, and what was found of each quotation.

    An original is a file, or `KEY=FILE`, where the key is that of an entry of the works cited, or its title.
    Raises `BadConfiguration` where no work has the key, `EmptyInput` where the article has no quotations, and what
    reading raises.
    """
    tell = counted(progress, 2 * len(originals) + 1)
    tell(f"reading {shown(article)}")
    given = Input(data=read_bytes(article), name=shown(article), language=language, markup=True)
    read = read_document(given, DocumentId("article"))
    known = read_article(read.document)
    if not known.quotations:
        raise EmptyInput(f"No quotation was found in {shown(article)!r}; `duizhao parse` shows what is read of it.")
    reads = [_original(name, number, tell) for number, name in enumerate(originals, 1)]
    books = [Original(each.document, key) for key, each in reads]
    matches = _located(read.document, known, books, encoder, tell)
    steps = (
        *read.steps,
        *(step for _, each in reads for step in each.steps),
        _step(read.document, matches, books, encoder),
    )
    return _edition(read.document, with_originals(known, matches), books, steps), matches


def _original(name: str, number: int, tell: Tell) -> tuple[str, Read]:
    """A book and the work that it is said to be."""
    key, equals, path = name.partition("=")
    key, path = (key, path) if equals and not Path(name).is_file() else ("", name)
    tell(f"reading {path}")
    given = Input(data=read_bytes(path), name=path)
    return key.strip(), read_document(given, DocumentId(f"original{number}"))


def find_originals(
    document: Document, article: Article, books: Sequence[Original], *, encoder: str, tell: Tell
) -> tuple[Article, Step]:
    """An article of an edition with the originals that were found in other documents of it, and what was done.

    Tells a step for each book.
    Raises `BadConfiguration` where no work cited has the key that a book is said to be of.
    """
    matches = _located(document, article, books, encoder, tell)
    return with_originals(article, matches), _step(document, matches, books, encoder)


def _located(
    document: Document, article: Article, books: Sequence[Original], encoder: str, tell: Tell
) -> Sequence[Match]:
    wanted = searched_in(article, books)
    load = cache(encoder_named)
    matches: list[Match] = []
    for number, book in enumerate(books):
        tell(f"looking through {book.document.name}")
        quotations = [q for q in article.quotations if number in wanted[q.id]]
        if not quotations or not book.document.segments:
            continue
        choice = choose(encoder, document.language, book.document.language)
        texts = [segment.text for segment in book.document.segments]
        read = Book.read(texts, book.document.language, load(choice.name))
        matches += _in_book(document, quotations, book.document, read)
    best = {match.quotation.id: match for match in sorted(_of_one_book(matches), key=lambda match: match.found)}
    return [best.get(q.id, Match(q, None, None)) for q in article.quotations if wanted[q.id]]


def _of_one_book(matches: Sequence[Match]) -> Iterator[Match]:
    """The matches without those in other books than most of their work's quotations are from."""
    votes: dict[tuple[str, DocumentId], float] = {}
    for match in matches:
        if match.quotation.reference and match.document:
            place = match.quotation.reference, match.document.id
            votes[place] = votes.get(place, 0.0) + (match.found if match.is_found else 0.0)
    for match in matches:
        work, book = match.quotation.reference, match.document
        most = max((count for (other, _), count in votes.items() if other == work), default=0.0)
        if not work or not book or votes[work, book.id] == most:
            yield match


def _in_book(document: Document, quotations: Sequence[Quotation], original: Document, book: Book) -> Iterator[Match]:
    """Each quotation in one book; pages of those found without doubt help to find the others."""
    texts = [(quotation.text, _language(quotation, document)) for quotation in quotations]
    read = Quoted.read(texts, book)
    first = [locate(each, book) if each else None for each in read]
    for quotation, each, (text, language), before in zip(quotations, read, texts, first, strict=True):
        prior = _by_page(quotation, quotations, first)
        passage = locate(each, book, prior) if each and prior is not anywhere else before
        match = Match(quotation, original, passage)
        if match.is_found and passage:
            sentences = [segment.text for segment in original.segments[passage.start : passage.end]]
            match = replace(match, differences=differences(text, language, sentences, book))
        yield match


_SURE: Final = 0.9


def _by_page(quotation: Quotation, others: Sequence[Quotation], found: Sequence[Passage | None]) -> Prior:
    """What the pages of the other quotations of the work say of this one's place."""
    page = _page(quotation)
    if page is None:
        return anywhere
    known = [
        (there, passage.start)
        for other, passage in zip(others, found, strict=True)
        if other is not quotation and other.reference == quotation.reference
        if passage and passage.found >= _SURE and (there := _page(other)) is not None
    ]
    return Pages.of(known).near(page)


def _page(quotation: Quotation) -> float | None:
    match = re.match(r"\d+", quotation.locator or "")
    return float(match[0]) if match else None


def _language(quotation: Quotation, document: Document) -> LanguageTag:
    return document.block_by_id[quotation.place.block].language or document.language


def searched_in(article: Article, books: Sequence[Original]) -> Mapping[str, frozenset[int]]:
    """For each quotation the numbers of the books that it may be from.

    A book is that of the works its key or its title names.  What is from another work is looked for in the books that
    are of no work known.
    """
    references = {reference.key: reference for reference in article.references}
    works = [frozenset(_works(book, article.references)) for book in books]
    unknown = frozenset(number for number, keys in enumerate(works) if not keys)

    def of(quotation: Quotation) -> frozenset[int]:
        own = frozenset(number for number, keys in enumerate(works) if quotation.reference in keys)
        return own if own and quotation.reference in references else unknown

    return {quotation.id: of(quotation) for quotation in article.quotations}


def _works(book: Original, references: Sequence[Reference]) -> Iterator[str]:
    names = {_letters(book.key)} if book.key else {_letters(name) for name in _titles(book.document)}
    found = [r.key for r in references if names & {_letters(name) for name in _named(r)}]
    if book.key and not found:
        listed = ", ".join(reference.key for reference in references) or "none"
        raise BadConfiguration(f"No work cited has the key or title {book.key!r}; the keys are: {listed}.")
    yield from found


def _titles(document: Document) -> Iterator[str]:
    """What a book may be called by: its title, its first heading, and its file's name."""
    yield document.title
    yield PurePath(document.name).stem
    if document.divisions and (heading := document.divisions[0].heading):
        yield heading.text


def _named(reference: Reference) -> Iterator[str]:
    yield reference.key
    yield reference.title
    if reference.original_title:
        yield reference.original_title.text
    if reference.romanized_title:
        yield reference.romanized_title


def _letters(name: str) -> str:
    """A name for comparison; one without letters is like no other."""
    return "".join(filter(str.isalnum, fold(name))) or f"\0{name}"


def with_originals(article: Article, matches: Sequence[Match]) -> Article:
    """The article with what was found, and what differs among its problems."""
    found = {match.quotation.id: match.located for match in matches}
    quotations = tuple(
        replace(quotation, original=found.get(quotation.id) or quotation.original) for quotation in article.quotations
    )
    problems = tuple(problem for match in matches for problem in problems_of(match))
    return replace(article, quotations=quotations, problems=(*article.problems, *problems))


def problems_of(match: Match) -> Iterator[Problem]:
    """What an editor should look at in a quotation that was looked for."""
    place = match.quotation.place
    if not match.is_found:
        yield Problem(
            code=NOT_FOUND,
            message=f"the original of “{_short(match.quotation.text)}” is not in the books given",
            place=place,
            hint="check the wording, the work, and whether the book is complete",
            severity=Severity.NOTE,
        )
    for difference in match.differences:
        message, hint = _MESSAGES[difference.code]
        yield Problem(code=difference.code.value, message=f"{message}: {_compared(difference)}", place=place, hint=hint)


_SHOWN: Final = 60


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _step(document: Document, matches: Sequence[Match], books: Sequence[Original], encoder: str) -> Step:
    found = sum(match.is_found for match in matches)
    names = ", ".join(dict.fromkeys(book.document.id for book in books))
    choices = (choose(encoder, document.language, book.document.language).name for book in books)
    by = ", ".join(dict.fromkeys(choices))
    return provenance.step(
        f"looked for the originals of {document.id} in {names} by {by}; quotations: {len(matches)}, found: {found}"
    )


def _edition(document: Document, article: Article, books: Sequence[Original], steps: Sequence[Step]) -> Edition:
    documents = (document, *(book.document for book in books))
    return Edition(
        metadata=Metadata(
            name=f"{document.id}-with-originals",
            titles=(title_of(document),),
            modified=provenance.modified_time(None, environ),
        ),
        documents=documents,
        articles=(article,),
        provenance=tuple(steps),
    )


_EDITIONS: Final[Mapping[str, str]] = {".xml": "tei", ".epub": "epub", ".html": "html"}


def check_suffix(out: Path) -> None:
    """Raise `UnknownFormat` where the suffix stands for nothing that this can be written as."""
    if out.suffix.lower() not in {*_EDITIONS, ".json", ".txt"}:
        raise UnknownFormat(f"{out.name!r} has no known suffix; use .xml (TEI), .epub, .html, .json or .txt.")


def located_as(suffix: str, edition: Edition, matches: Sequence[Match]) -> bytes:
    """The edition, or a report as JSON or for reading, as the suffix says."""
    if suffix in _EDITIONS:
        return EXPORTERS[_EDITIONS[suffix]](edition, ExportOptions())
    if suffix == ".json":
        data = {"schema": 1, "quotations": [_as_json(match) for match in matches]}
        return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()
    return report(matches).encode()


def _as_json(match: Match) -> dict[str, object]:
    located = match.located
    return {
        "id": match.quotation.id,
        "text": match.quotation.text,
        "reference": match.quotation.reference,
        "locator": match.quotation.locator,
        "found": located is not None,
        "probability": round(match.found, 4),
        "exact_probability": round(match.passage.probability, 4) if match.passage else 0.0,
        "file": match.document.name if match.document and located else None,
        "segments": list(located.segments) if located else [],
        "original": match.text or None,
        "differences": [
            {"code": each.code.value, "text": each.text, "other": each.other} for each in match.differences
        ],
    }


def report(matches: Sequence[Match]) -> str:
    """What was found, quotation by quotation, for reading."""
    found = sum(match.is_found for match in matches)
    return "\n".join([f"{found} of {len(matches)} quotations found", *("\n".join(_told(m)) for m in matches), ""])


def _told(match: Match) -> Iterator[str]:
    cited = " ".join(filter(None, [match.quotation.reference, match.quotation.locator]))
    yield f"\n“{match.quotation.text}”" + (f" ({cited})" if cited else "")
    located = match.located
    if located and match.document:
        ends = dict.fromkeys((located.segments[0], located.segments[-1]))
        yield f"  {match.text}"
        yield f"  {match.document.name} {' to '.join(ends)}, {located.probability:.0%}"
    else:
        yield f"  not found ({match.found:.0%})"
    for difference in match.differences:
        yield f"  {difference.code.value} {_MESSAGES[difference.code][0]}: {_compared(difference)}"


def _compared(difference: Difference) -> str:
    """What differs, and what the other side has there."""
    if not difference.other:
        return difference.text
    where = "after" if difference.code in {Code.DROPPED, Code.ADDED} else "there it is"
    return f"{difference.text} ({where} {difference.other})"

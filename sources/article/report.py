"""An article as JSON for programs, and as a page of text for people."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final
from unicodedata import combining, east_asian_width

from bitext.articles import Article, Citation, Localized, Place, Problem, Quotation, Reference, Resolution, TermPair
from bitext.documents import Block, Document, Mark, MarkKind
from bitext.spans import OffsetMap, Span

_MARKED: Final = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG})
_WIDTH: Final = 100  # columns of the report
_REASONS: Final[Mapping[Resolution, str]] = {
    Resolution.EXPLICIT: "the citation names the author",
    Resolution.NAME_VARIANT: "the citation names the author, spelled otherwise",
    Resolution.SHORT_TITLE: "the citation gives a short title",
    Resolution.NARRATIVE: "the sentence names the author or work",
    Resolution.NARRATIVE_EARLIER: "an earlier sentence names the author or work",
    Resolution.CHARACTER: "the sentence names people of the work",
    Resolution.LEAD_IN: "the paragraph before leads in",
    Resolution.NUMBER: "the number of the entry or note",
    Resolution.LAST_CITED: "the work cited last",
    Resolution.ECHO: "words of a quotation nearby",
    Resolution.SAYING: "a saying",
    Resolution.NOT_LISTED: "not in the works cited",
    Resolution.UNRESOLVED: "no source found",
}


def article_json(article: Article, document: Document) -> dict[str, object]:
    """The article as one JSON object; offsets count code points of the decoded input, unknown values are null."""
    citations = {citation.id: citation for citation in article.citations}
    return {
        "schema": 1,
        "pairs": [_pair(pair, document) for pair in article.pairs],
        "quotations": [_quotation(quotation, citations, document) for quotation in article.quotations],
        "references": [_reference(reference, document) for reference in article.references],
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "message": problem.message,
                "hint": problem.hint,
                "start": _start(problem.place, document),
            }
            for problem in article.problems
        ],
    }


def _pair(pair: TermPair, document: Document) -> dict[str, object]:
    spans = [input_span(place, document) for place in pair.mentions]
    return {
        "source": pair.source.text,
        "target": pair.target.text,
        "source_lang": pair.source.language,
        "target_lang": pair.target.language,
        "kind": pair.kind.value,
        "mentions": [{"start": span.start if span else None, "end": span.end if span else None} for span in spans],
    }


def _quotation(quotation: Quotation, citations: Mapping[str, Citation], document: Document) -> dict[str, object]:
    first, last = quotation.place, (quotation.place, *quotation.rest)[-1]
    end = input_span(last, document)
    citation = citations[quotation.citation] if quotation.citation else None
    return {
        "text": quotation.text,
        "block": quotation.block,
        "start": _start(first, document),
        "end": end.end if end else None,
        "citation": as_printed(citation.place, document) if citation else None,
        "locator": quotation.locator,
        "reference": quotation.reference,
        "resolution": quotation.resolution.value,
        "work": quotation.work,
        "work_zh": quotation.original_title.text if quotation.original_title else None,
        "author": quotation.speaker or quotation.author,
    }


def _reference(reference: Reference, document: Document) -> dict[str, object]:
    return {
        "key": reference.key,
        "authors": [person.inverted for person in reference.authors],
        "title": reference.title or None,
        "title_zh": reference.original_title.text if reference.original_title else None,
        "year": reference.year,
        "container": reference.container,
        "publisher": reference.publisher,
        "raw": _raw(reference, document),
    }


def _raw(reference: Reference, document: Document) -> str:
    printed = as_printed(reference.place, document) if reference.place else ""
    return printed if len(printed) >= len(reference.raw) else reference.raw


def _start(place: Place | None, document: Document) -> int | None:
    span = input_span(place, document) if place else None
    return span.start if span else None


def input_span(place: Place, document: Document) -> Span | None:
    """Where a place stands in the decoded input; None where the format has no plain text to point into."""
    offsets = document.block_by_id[place.block].origin.offsets
    return offsets.span_to_input(place.span) if offsets else None


def as_printed(place: Place, document: Document) -> str:
    """The words at a place as the input has them: with asterisks around emphasis that was written so there."""
    block = document.block_by_id[place.block]
    marks = _asterisks(block) if block.origin.offsets else {}
    span = place.span
    pieces = (marks.get(at, "") + block.text[at : at + 1] for at in range(span.start, span.end))
    return "".join(pieces) + (marks.get(span.end, "") if _closes_at(block, span.end, span.start) else "")


def _closes_at(block: Block, end: int, start: int) -> bool:
    return any(mark.kind in _MARKED and mark.span.end == end and mark.span.start >= start for mark in block.marks)


def _asterisks(block: Block) -> dict[int, str]:
    """By offset of the text, the asterisks that stood before it."""
    found: dict[int, str] = {}
    for mark in block.marks:
        size = _marker_size(mark, block, block.origin.offsets) if mark.kind in _MARKED and block.origin.offsets else 0
        for at in (mark.span.start, mark.span.end) if size else ():
            found[at] = found.get(at, "") + "*" * size
    return found


def _marker_size(mark: Mark, block: Block, offsets: OffsetMap) -> int:
    """How many characters of the input were taken away where the mark begins, or else where it ends."""
    places = [at for at in (mark.span.start, mark.span.end) if 0 < at < len(block.text)]
    gaps = (offsets.to_input(at) - offsets.to_input(at - 1) - 1 for at in places)
    return next((gap for gap in gaps if 0 < gap <= 3), 0)


# For people.


def article_text(article: Article, document: Document) -> str:
    """The report that `duizhao parse` prints: pairs, quotations with their works, works cited, problems."""
    sections = (
        ("Term pairs", _pair_lines(article)),
        ("Quotations", _quotation_lines(article, document)),
        ("Works cited", _reference_lines(article)),
        ("Problems", _problem_lines(article.problems, document)),
    )
    counts = (len(article.pairs), len(article.quotations), len(article.references), len(article.problems))
    parts = (_section(title, count, lines) for (title, lines), count in zip(sections, counts, strict=True))
    return "\n".join(parts)


def _section(title: str, count: int, lines: Iterator[str]) -> str:
    heading = f"{title} ({count})"
    return "\n".join([heading, "─" * len(heading), *(lines if count else ("  none",)), ""])


def _pair_lines(article: Article) -> Iterator[str]:
    pairs = article.pairs
    kind = max((len(pair.kind.value) for pair in pairs), default=0)
    source = min(44, max((width(pair.source.text) for pair in pairs), default=0))
    target = min(28, max((width(pair.target.text) for pair in pairs), default=0))
    for pair in pairs:
        count = f"{len(pair.mentions)} mention{'s' if len(pair.mentions) != 1 else ''}"
        columns = (pair.kind.value.ljust(kind), _padded(pair.source.text, source), _padded(pair.target.text, target))
        yield f"  {'  '.join(columns)}  {count}"


def _quotation_lines(article: Article, document: Document) -> Iterator[str]:
    citations = {citation.id: citation for citation in article.citations}
    for quotation in article.quotations:
        where = _line(quotation.place, document)
        citation = citations[quotation.citation].text if quotation.citation else "no citation"
        form = "block" if quotation.block else "inline"
        yield f"  {where}{_shortened(quotation.text, _WIDTH - len(where) - 4)}"
        yield f"  {' ' * len(where)}{form}  {citation}  {_REASONS[quotation.resolution]}"
        yield f"  {' ' * len(where)}{_work(quotation)}"
        yield ""


def _work(quotation: Quotation) -> str:
    if quotation.work is None:
        return f"→ {quotation.author}, not in the works cited" if quotation.author else "→ no work"
    title = _both_titles(quotation.work, quotation.original_title)
    words_of = f"{quotation.speaker}, quoted in " if quotation.speaker else ""
    return f"→ {words_of}{quotation.author or 'no author'}, {title} [{quotation.reference}]"


def _both_titles(title: str, original: Localized | None) -> str:
    return f"{title} {original.text}" if original and original.text != title else title


def _reference_lines(article: Article) -> Iterator[str]:
    key = max((len(reference.key) for reference in article.references), default=0)
    for reference in article.references:
        authors = "; ".join(person.inverted for person in reference.authors) + (
            " et al." if reference.more_authors else ""
        )
        title = _both_titles(reference.title, reference.original_title)
        fields = (
            authors,
            title,
            reference.container,
            reference.publisher,
            str(reference.year) if reference.year else None,
        )
        yield from _wrapped(
            f"  {reference.key.ljust(key)}  ", ". ".join(field.rstrip(".") for field in fields if field)
        )


def _problem_lines(problems: Sequence[Problem], document: Document) -> Iterator[str]:
    for problem in problems:
        where = _line(problem.place, document) if problem.place else " " * 10
        yield from _wrapped(f"  {problem.code}  {where}", f"{problem.message} {problem.hint}".strip())


def _line(place: Place, document: Document) -> str:
    line = document.block_by_id[place.block].origin.line
    return f"line {line}".ljust(10) if line else f"{place.block}  ".ljust(10)


def _wrapped(first: str, text: str) -> Iterator[str]:
    """The text in lines of the report's width, under its first one."""
    indent = " " * len(first)
    for number, line in enumerate(wrap(text, max(30, _WIDTH - len(first)), break_on_hyphens=False) or [""]):
        yield (indent if number else first) + line


def width(text: str) -> int:
    """Columns on a terminal: two for a full-width character.

    >>> width("烟囱 a")
    6
    """
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, columns: int) -> str:
    short = _shortened(text, columns)
    return short + " " * (columns - width(short))


def _shortened(text: str, columns: int) -> str:
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 2:
        text = text[:-1]
    return f"{text.rstrip()} …"

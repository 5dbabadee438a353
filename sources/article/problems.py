"""What an editor of the article should look at.  Each kind has a code for life; docs/problems.md lists them.

A code that is given up is never used again.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Final

from bitext.articles import Article, CitedPart, Place, Problem, Reference, Resolution, Severity
from bitext.spans import Span
from bitext.terms import ConceptKind
from lang.folding import fold
from sources.article.filed import Filed
from sources.article.names import Likeness, letters, order
from sources.article.passages import Manuscript, Passage
from sources.article.pinyin import is_pinyin
from sources.article.quotation_marks import quoted, unpaired
from sources.article.quotations import Quote
from sources.article.readings import Cited, Reading, all_cited
from sources.article.scripts import preceding
from sources.article.titles import marked
from sources.article.works import Works

CODES: Final[Mapping[str, tuple[str, Severity]]] = {
    "A001": ("cited, but not in the works cited", Severity.WARNING),
    "A002": ("listed, but neither cited nor named", Severity.WARNING),
    "A003": ("listed and named, but never cited", Severity.NOTE),
    "A004": ("a name is spelled in two ways", Severity.NOTE),
    "A005": ("a page far from all others that are cited of the work", Severity.WARNING),
    "A006": ("pages are cited of an entry that has an article number", Severity.WARNING),
    "A007": ("a page outside the pages of the entry", Severity.WARNING),
    "A008": ("an entry in another citation style", Severity.NOTE),
    "A009": ("ranges with a hyphen beside ranges with an en dash", Severity.NOTE),
    "A010": ("straight beside curly quotation marks", Severity.NOTE),
    "A011": ("the stop beside a citation is doubled or missing", Severity.NOTE),
    "A012": ("a word is broken by a hyphen and a space", Severity.WARNING),
    "A013": ("the dash for the same author is lost", Severity.NOTE),
    "A014": ("a page break cuts a paragraph", Severity.NOTE),
    "A015": ("a quotation without a source", Severity.WARNING),
    "A016": ("one work under two titles", Severity.WARNING),
    "A017": ("a citation that fits several works", Severity.WARNING),
    "A018": ("a citation whose work cannot be told", Severity.WARNING),
    "A019": ("a quotation mark without its partner", Severity.WARNING),
    "A020": ("a title in a citation without italics or marks", Severity.NOTE),
    "A021": ("the year cited is not that of the entry", Severity.WARNING),
    "A022": ("words of one author, cited from another without qtd. in", Severity.NOTE),
    "A023": ("an entry without a title or a year that can be read", Severity.NOTE),
    "A024": ("a name in two orders", Severity.NOTE),
    "A025": ("a page is cited of a part of a collection whose entry gives no pages", Severity.NOTE),
    "A026": ("a work is listed twice", Severity.WARNING),
    "A027": ("the printed entry and the bibliography file differ", Severity.WARNING),
    "A028": ("cited, and only in the bibliography file", Severity.WARNING),
    "A029": ("printed, but not in the bibliography file", Severity.NOTE),
    "A030": ("two works under one key", Severity.WARNING),
}
"""What each code says, and how much it matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """All that the checks look at."""

    article: Article
    manuscript: Manuscript
    readings: Sequence[Reading]
    quotes: Sequence[Quote]
    works: Works
    filed: Filed

    def printed_in(self, cited: Cited) -> Passage | None:
        """The passage that a citation is printed in."""
        return next((one.where(reading.passage)[0] for reading, one in all_cited(self.readings) if one is cited), None)

    def cited(self) -> Iterator[tuple[Place, Cited, CitedPart]]:
        """Each part of each citation, with the citation's place."""
        for reading, cited in all_cited(self.readings):
            for part in cited.parts:
                passage, span = cited.where(reading.passage)
                yield passage.place(span), cited, part


def find_problems(  # noqa: PLR0913, PLR0917 - all that was read of an article
    article: Article,
    manuscript: Manuscript,
    readings: Sequence[Reading],
    quotes: Sequence[Quote],
    works: Works,
    filed: Filed,
) -> tuple[Problem, ...]:
    """The problems by code, and for each code in reading order."""
    case = _Case(article=article, manuscript=manuscript, readings=readings, quotes=quotes, works=works, filed=filed)
    found = (problem for check in _CHECKS for problem in check(case))
    return tuple(sorted(found, key=lambda problem: problem.code))


def _problem(code: str, message: str, place: Place | None, hint: str) -> Problem:
    return Problem(code=code, message=message, place=place, hint=hint, severity=CODES[code][1])


def _label(reference: Reference) -> str:
    """How a message names an entry."""
    author = reference.authors[0].family if reference.authors else ""
    return f"{author}, {reference.title}" if author else reference.title


def _cited_not_listed(case: _Case) -> Iterator[Problem]:
    for place, _, part in case.cited():
        if part.resolution is Resolution.NOT_LISTED and not _other_year(part, case.works):
            name = part.author or f"“{part.short_title}”"
            locator = f" ({part.locator})" if part.locator else ""
            yield _problem(
                "A001",
                f"{name}{locator} is cited but not in the works cited.",
                place,
                "Add the entry, or correct the name.",
            )


def _other_year(part: CitedPart, works: Works) -> tuple[Reference, ...]:
    """The entries of the printed author when only the year does not fit."""
    return tuple(r for r, _ in works.by_author(part.author)) if part.year and part.author else ()


def _year_differs(case: _Case) -> Iterator[Problem]:
    for place, _, part in case.cited():
        others = _other_year(part, case.works) if part.resolution is Resolution.NOT_LISTED else ()
        if others:
            years = ", ".join(str(r.year) for r in others)
            yield _problem(
                "A021",
                f"{part.author} is cited with the year {part.year}; the list has {years}.",
                place,
                "Correct the year, or add the entry.",
            )


def _not_cited(case: _Case) -> Iterator[Problem]:
    used = {part.reference for _, _, part in case.cited()} | {quote.reference for quote in case.quotes}
    named = {key for reading in case.readings for mention in reading.mentions for key in mention.keys}
    titled = {key for reading in case.readings for m in reading.mentions if m.is_title for key in m.keys}
    for reference in case.article.references:
        if (
            reference.place is None
            or reference.key in used
            or (reference.key in titled and reference.kind == "motion_picture")
        ):
            continue
        if reference.key in named:
            hint = "Cite it where it is used, or take it off the list."
            yield _problem("A003", f"{_label(reference)}: named in the text but never cited.", reference.place, hint)
        else:
            yield _problem(
                "A002",
                f"{_label(reference)}: listed but never cited or named.",
                reference.place,
                "Cite it, or take it off the list.",
            )


def _name_variants(case: _Case) -> Iterator[Problem]:
    hint = "Use one spelling throughout."
    for printed, listed, place in _variants(case):
        yield _problem("A004", f"The text has {printed}, the works cited have {listed}.", place, hint)


def _variants(case: _Case) -> Iterator[tuple[str, str, Place]]:
    seen: set[tuple[str, str]] = set()
    for place, _, part in case.cited():
        if part.resolution is Resolution.NAME_VARIANT and part.reference and part.author:
            listed = " and ".join(person.family for person in case.works.by_key[part.reference].authors)
            if (part.author, listed) not in seen:
                seen.add((part.author, listed))
                yield part.author, listed, place
    for reading in case.readings:
        for mention in reading.mentions:
            if mention.likeness is not Likeness.VARIANT or mention.is_title:
                continue
            printed = _whole(reading.passage.text, mention.span)
            listed = case.works.by_key[mention.keys[0]].authors[0].inverted
            if not any(letters(printed) in letters(known) for known, _ in seen) and (printed, listed) not in seen:
                seen.add((printed, listed))
                yield printed, listed, reading.passage.place(mention.span)


def _whole(text: str, span: Span) -> str:
    """A family name with the initials before it."""
    initials = re.search(r"(?:[A-Z]\.[\s-]?)+\Z", preceding(text, span.start))
    return f"{initials[0] if initials else ''}{span.of(text)}"


def _far_pages(case: _Case) -> Iterator[Problem]:
    pages: dict[str, list[tuple[int, str, Place]]] = defaultdict(list)
    for place, _, part in case.cited():
        number = re.match(r"\d+", part.locator or "")
        if part.reference and number and not re.match(r"\d+[:.]", part.locator or ""):
            pages[part.reference].append((int(number[0]), part.locator or "", place))
    for key, found in pages.items():
        reference = case.works.by_key[key]
        if reference.pages:
            continue
        for page, locator, place in found:
            others = [other for other, _, _ in found if other != page]
            if len(others) >= _ENOUGH_PAGES and _is_far(page, others):
                elsewhere = f"{min(others)}–{max(others)}"
                message = f"{_label(reference)}: page {locator} is far from the pages cited elsewhere ({elsewhere})."
                yield _problem("A005", message, place, "Check the page, and whether it is of this work.")


_ENOUGH_PAGES: Final = 4  # citations of a work before one of them can be called far away
_FAR: Final = 1.5  # times the distance between the lowest and the highest of the others
_NEAR: Final = 40  # pages that are never far


def _is_far(number: int, others: Sequence[int]) -> bool:
    low, high = min(others), max(others)
    distance = max(low - number, number - high)
    return distance > max(_NEAR, _FAR * (high - low)) and abs(number - median(others)) > _NEAR


def _page_numbers(locator: str) -> list[int]:
    """First and last page; 935–40 is 935–940."""
    found = re.fullmatch(r"(\d+)(?:\s?[-–—~]\s?(\d+))?", locator)
    if found is None:
        return []
    first, last = found[1], found[2] or found[1]
    return [int(first), int(first[: len(first) - len(last)] + last)]


def _wrong_pages(case: _Case) -> Iterator[Problem]:
    for place, _, part in case.cited():
        reference = case.works.by_key[part.reference] if part.reference else None
        pages = _page_numbers(part.locator or "")
        if reference is None or not pages:
            continue
        own = _page_numbers(reference.pages or "")
        if reference.article_number:
            number = f"the entry has the article number {reference.article_number}"
            message = f"{_label(reference)}: pages {part.locator} are cited, {number}."
            yield _problem("A006", message, place, "Cite by the pages of the PDF and say so, or cite without pages.")
        elif own and not own[0] <= pages[0] <= pages[-1] <= own[-1]:
            yield _problem(
                "A007",
                f"{_label(reference)}: page {part.locator} is not within {reference.pages}.",
                place,
                "Check the page and the entry.",
            )
        elif not own and reference.kind == "chapter" and case.manuscript.entries:
            message = f"{_label(reference)}: page {part.locator} is cited, the entry gives no pages of the part."
            yield _problem("A025", message, place, "Add the pages of the part to the entry.")


def _styles(case: _Case) -> Iterator[Problem]:
    printed = [r for r in case.article.references if r.place]
    early = {r.key for r in printed if r.year and 0 < r.raw.find(str(r.year)) < r.raw.find(r.title)}
    mixed = early if len(early) * 2 <= len(printed) else {r.key for r in printed if r.year} - early
    for reference in case.article.references:
        if reference.key in mixed and reference.authors:
            where = "behind the author" if reference.key in early else "at the end"
            yield _problem(
                "A008",
                f"{_label(reference)}: the year stands {where}, unlike in most entries.",
                reference.place,
                "Use one citation style.",
            )


def _dashes(case: _Case) -> Iterator[Problem]:
    ranges = [(r.pages, r) for r in case.article.references if r.pages and re.search(r"\d\s?[-–]\s?\d", r.pages)]
    hyphens = [(pages, r) for pages, r in ranges if "-" in pages]
    if hyphens and len(hyphens) < len(ranges):
        for pages, reference in (
            hyphens if 2 * len(hyphens) <= len(ranges) else [one for one in ranges if one not in hyphens]
        ):
            yield _problem(
                "A009",
                f"{_label(reference)}: the range {pages} has another dash than most.",
                reference.place,
                "Use the en dash (–) in all ranges.",
            )


def _marks(case: _Case) -> Iterator[Problem]:
    pairs = [(p, q) for p in case.manuscript.passages for q in quoted(p.text) if q.mark in '"“']
    straight = [(passage, pair) for passage, pair in pairs if pair.mark == '"']
    curly = [(passage, pair) for passage, pair in pairs if pair.mark == "“"]
    if straight and curly:
        passage, pair = straight[0] if len(straight) <= len(curly) else curly[0]
        message = (
            f"The text has {len(straight)} pairs of straight and {len(curly)} pairs of curly double quotation marks."
        )
        yield _problem("A010", message, passage.place(pair.span), "Use one kind throughout.")


def _stops(case: _Case) -> Iterator[Problem]:
    for quote in case.quotes:
        passage, words = quote.parts[-1]
        cited = quote.cited
        if cited is None or case.printed_in(cited) is not passage or words.end > cited.span.start:
            continue
        if re.search(r"[.!?。]\Z", words.of(passage.text)) is None:
            continue
        after, place = passage.text[cited.span.end :], passage.place(cited.span)
        if quote.is_block and re.match(r"\s*[.。]", after):
            message = "There is a full stop before and after the citation of a block quotation."
            yield _problem("A011", message, place, "Keep the one before.")
        elif not quote.is_block and re.match(r"(?:\s+[A-Z]|\s*\Z)", after):
            message = "The full stop stands before the citation, and none after it."
            yield _problem("A011", message, place, "Put the stop behind the citation.")


def _broken_words(case: _Case) -> Iterator[Problem]:
    for passage in case.manuscript.passages:
        for found in re.finditer(r"\b([^\W\d_]{2,})- (?!(?:and|or|to|und|et)\b)([^\W\d_]{2,})", passage.text):
            if found[2].islower():
                message = f"“{found[0]}” is broken by a hyphen and a space."
                yield _problem(
                    "A012",
                    message,
                    passage.place(Span(*found.span())),
                    f"Write {found[1]}-{found[2]} or {found[1]}{found[2]}.",
                )


def _lost_dashes(case: _Case) -> Iterator[Problem]:
    for reference in case.article.references:
        if re.match(r"\s*[.,]", reference.raw):
            name = reference.authors[0].family if reference.authors else "the author before"
            message = f"The entry starts with a stop: the dash for the same author ({name}) is lost."
            yield _problem("A013", message, reference.place, "Write ---. before the stop.")


def _cuts(case: _Case) -> Iterator[Problem]:
    blocks = {piece.block.id: piece.block for passage in case.manuscript.passages for piece in passage.pieces}
    for join in case.article.joins:
        words = " ".join(blocks[join.after].text.split()[:4])
        place = Place(join.after, Span(0, 0))
        yield _problem("A014", f"A page break cuts the paragraph before “{words} …”.", place, "Join the two parts.")


def _sourceless(case: _Case) -> Iterator[Problem]:
    for quote in case.quotes:
        passage, span = quote.parts[0]
        if quote.cited is None and quote.resolution not in {Resolution.ECHO, Resolution.SAYING}:
            words = " ".join(quote.text.split()[:6])
            what = "no page is cited for" if quote.reference else "no source is given for"
            yield _problem(
                "A015", f"A quotation has no citation: {what} “{words} …”.", passage.place(span), "Add a citation."
            )


def _two_titles(case: _Case) -> Iterator[Problem]:
    works = [pair for pair in case.article.pairs if pair.kind is ConceptKind.WORK]
    for first, second in combinations(works, 2):
        if fold(first.target.text) == fold(second.target.text) and first.source.text != second.source.text:
            message = f"{first.target.text} is called both {first.source.text} and {second.source.text}."
            yield _problem("A016", message, second.place, "Use one title.")
        elif first.source.text == second.source.text and fold(first.target.text) != fold(second.target.text):
            message = f"{first.source.text} is given as both {first.target.text} and {second.target.text}."
            yield _problem("A016", message, second.place, "Use one title.")


def _unclear(case: _Case) -> Iterator[Problem]:
    for place, _, part in case.cited():
        if part.resolution is not Resolution.UNRESOLVED:
            continue
        if part.author:
            keys = ", ".join(r.title for r, _ in case.works.by_author(part.author))
            yield _problem(
                "A017",
                f"{part.author} {part.locator or ''}".strip() + f" fits several works: {keys}.",
                place,
                "Add a short title or the year.",
            )
        else:
            what = part.locator or part.short_title or "the citation"
            yield _problem("A018", f"The work that {what} is a page of cannot be told.", place, "Add the author.")


def _unpaired(case: _Case) -> Iterator[Problem]:
    for passage in case.manuscript.text:
        for at in unpaired(passage.text):
            words = passage.text[at : at + 30]
            yield _problem(
                "A019",
                f"No mark closes the quotation that begins {words!r}.",
                passage.place(Span(at, at + 1)),
                "Add the mark, or take this one away.",
            )


def _bare_titles(case: _Case) -> Iterator[Problem]:
    for reading, cited in all_cited(case.readings):
        passage, span = cited.where(reading.passage)
        is_marked = any(mark.overlaps(span) for mark in passage.emphasis) or re.search(
            '["“‘《〈]', span.of(passage.text)
        )
        keys = {part.reference for part in cited.parts if part.short_title}
        for entry in () if is_marked else case.manuscript.entries:
            titles = [r.title for r in case.article.references if r.key in keys and r.title in entry.text]
            if any(
                mark.of(entry.text).startswith(title) for title in titles for mark in marked(entry.text, entry.emphasis)
            ):
                message = f"The title in the citation {span.of(passage.text)} has neither italics nor marks."
                yield _problem("A020", message, passage.place(span), "Mark it as the works cited do.")


def _secondary(case: _Case) -> Iterator[Problem]:
    for quote in case.quotes:
        if quote.speaker and quote.cited and not (quote.cited.parts[0].note or "").startswith("qtd."):
            passage, span = quote.parts[-1]
            message = f"The words are given as {quote.speaker}'s, the citation is to {quote.cited.parts[0].author}."
            yield _problem("A022", message, passage.place(span), "Write qtd. in, or cite the original.")


def _unread(case: _Case) -> Iterator[Problem]:
    for reference in case.article.references:
        missing = [name for name, value in (("title", reference.title), ("year", reference.year)) if not value]
        if (
            missing
            and not re.search(r"n\.\s?d\.|forthcoming|in press", reference.raw)
            and not re.search(r"\d{4}", reference.title)
        ):
            yield _problem(
                "A023",
                f"No {' or '.join(missing)} was found in the entry “{reference.raw[:60]}”.",
                reference.place,
                "Check the entry.",
            )


def _name_orders(case: _Case) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Place] = {}
    for passage in (*case.manuscript.text, *case.manuscript.notes):
        for found in re.finditer(r"(?<!\w)(?=([A-Z][a-z]+) ([A-Z][a-z]+)(?!\w))", passage.text):
            pair = (found[1], found[2])
            if pair in seen or not is_pinyin(f"{found[1]} {found[2]}"):
                continue
            seen[pair] = passage.place(Span(found.start(), found.start() + len(found[1])))
            if pair[::-1] in seen and pair[0] != pair[1]:
                message = f"The name stands in two orders: {pair[1]} {pair[0]} and {pair[0]} {pair[1]}."
                yield _problem("A024", message, seen[pair], "Use one order throughout.")


def _twice(case: _Case) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], Reference] = {}
    for reference in case.article.references:
        authors = tuple(letters(" ".join(order(person))) for person in reference.authors)
        first = seen.setdefault((*authors, letters(reference.title), str(reference.year)), reference)
        if first is not reference:
            yield _problem(
                "A026", f"{_label(reference)} is listed twice.", reference.place, "Keep one of the two entries."
            )


def _filed_otherwise(case: _Case) -> Iterator[Problem]:
    for one in case.filed.differences:
        message = f"{_label(one.reference)}: {one.field} {one.printed} in print, {one.filed} in the bibliography file."
        yield _problem("A027", message, one.reference.place, "Correct the one that is wrong.")


def _only_filed(case: _Case) -> Iterator[Problem]:
    only = {r.key for r in case.article.references if r.place is None} if case.manuscript.entries else set()
    for place, _, part in case.cited():
        if part.reference in only:
            only.remove(part.reference)
            message = f"{_label(case.works.by_key[part.reference])}: cited, and only in the bibliography file."
            yield _problem("A028", message, place, "Add the entry to the works cited.")


def _not_filed(case: _Case) -> Iterator[Problem]:
    for reference in case.filed.unfiled:
        message = f"{_label(reference)}: printed, but not in the bibliography file."
        yield _problem("A029", message, reference.place, "Add it to the file, or correct its title.")


def _one_key(case: _Case) -> Iterator[Problem]:
    """A number twice in a numbered list, author and year twice in an author-date list, a key twice in the file."""
    seen: dict[str, Reference] = {}
    for reference in (r for r in case.article.references if r.place):
        for key in _printed_keys(reference, is_author_date=case.works.is_author_date):
            first = seen.setdefault(key, reference)
            if letters(first.title) != letters(reference.title):
                message = f"{key} is both {first.title} and {reference.title}."
                yield _problem(
                    "A030", message, reference.place, "Give each work its own number, or a letter to its year."
                )
    for first, second in case.filed.same_key:
        message = f"The key {first.key} of the bibliography file is both {first.title} and {second.title}."
        yield _problem("A030", message, None, "Give each work its own key.")


def _printed_keys(reference: Reference, *, is_author_date: bool) -> Iterator[str]:
    if reference.number:
        yield f"[{reference.number}]"
    elif is_author_date and reference.authors and reference.year:
        names = " and ".join(person.inverted for person in reference.authors)
        yield f"{names} {reference.year}{reference.year_suffix}"


_CHECKS: Final[Iterable[Callable[[_Case], Iterator[Problem]]]] = (
    _cited_not_listed,
    _not_cited,
    _name_variants,
    _far_pages,
    _wrong_pages,
    _styles,
    _dashes,
    _marks,
    _stops,
    _broken_words,
    _lost_dashes,
    _cuts,
    _sourceless,
    _two_titles,
    _unclear,
    _unpaired,
    _bare_titles,
    _year_differs,
    _secondary,
    _unread,
    _name_orders,
    _twice,
    _filed_otherwise,
    _only_filed,
    _not_filed,
    _one_key,
)

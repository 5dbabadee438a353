"""Which work a citation means, and how we know: printed author, short title, year, or the words around it.

MLA lets a citation print only what the sentence has not said, and a year may stand behind a name in the sentence.
What is found nowhere stays unresolved.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bitext.articles import CitedPart, Reference, Resolution
from bitext.documents import BlockKind
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.article.citing import Printed, ends_cited, is_person, parse
from sources.article.context import UNKNOWN, Context, Meaning
from sources.article.names import Likeness
from sources.article.notes import Anchor, NoteBook, NoteCitation, note_citations, page_in_turn, short_forms
from sources.article.parentheses import Parenthesis, parentheses
from sources.article.passages import Manuscript, Part, Passage
from sources.article.quotation_marks import Quoted, outermost
from sources.article.readings import Cited, Reading
from sources.article.scripts import CJK, has_cjk, preceding
from sources.article.sentences import sentences
from sources.article.works import Works

_YEAR_RANGE: Final = re.compile(r"(?:1[5-9]|20)\d{2}\s?[-–—−~]\s?(?:(?:1[5-9]|20)\d{2}|\d{2})")
_LETTERED: Final = re.compile(r"(?!e\d{3})[A-Za-z]\d+.*")
_COUNTED: Final = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|percent|yuan|aged|age))\s*\Z",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"[\[［](?P<numbers>\d{1,3}(?:\s*[,，、;；\-–—~]\s*\d{1,3})*)(?:\s*[:：,，]\s*(?:[Pp]{1,2}\.?|第)?\s?(?P<within>\d+(?:[-–—]\d+)?)\s?[页頁]?)?[\]］]"
    r"(?:\s?[(（]?(?:[Pp]{1,2}\.?\s?|第)(?P<page>\d+(?:[-–—]\d+)?)\s?[页頁]?[)）]?"
    r"|[:：]\s?(?P<after>\d+(?:[-–—]\d+)?)|[(（](?P<round>\d+(?:[-–—]\d+)?)[)）]|(?P<raised>\d+(?:[-–—]\d+)?)(?!\d|[年月%％]))?"
)
_AFTER_QUOTE: Final = re.compile(r"[”\"’'」』]\s*\Z")
_PART_OF_BOOK: Final = re.compile(
    r"preface|introduction|foreword|afterword|prologue|epilogue|postscript|前言|序言?|导言|導言|后记|後記|跋",
    re.IGNORECASE,
)
_NAME_GAP: Final = re.compile(
    r"(?:[’']s?)?(?:\s+(?:et al\.|and|&|[^\W\d_a-z][\w.’'\-]*|in\s+(?:his|her|their)\s+[\w\s]{0,40}))*[\s,]*"
)
_NAME_BEFORE: Final = re.compile(
    r"((?:[^\W\d_a-z][\w’'\-]+\s+(?:and\s+|&\s+)?){0,3}[^\W\d_a-z][\w’'\-]+(?:\s+et\s+al\.)?)(?:[’']s?)?\s*\Z"
)


def resolved(manuscript: Manuscript, works: Works, book: NoteBook) -> tuple[Reading, ...]:
    """The text and the notes with their citations, each tied to a work where the text allows it."""
    resolver = _Resolver(works, book, manuscript.language)
    for passage in (*manuscript.text, *manuscript.notes):
        resolver.read(passage)
    return tuple(resolver.done)


class _Resolver:
    """Reads passages in order, since a bare page number means the work cited last."""

    def __init__(self, works: Works, book: NoteBook, language: LanguageTag) -> None:
        self.works = works
        self.book = book
        self.language = language
        self.context = Context(works)
        self.done: list[Reading] = []
        self.short: dict[str, str] = {}  # the works for which the article has set a short form
        self.called: dict[int, str | None] = {}  # by identity, the notes that the text calls, and the work of each

    def read(self, passage: Passage) -> None:
        """Take one more passage into account."""
        reading = Reading(
            passage=passage,
            sentences=sentences(passage.text, self.language),
            quotes=tuple(outermost(passage.text)),
            mentions=self.works.mentions(passage.text, passage.emphasis),
        )
        for _, find in sorted(self._places(passage), key=lambda place: place[0]):
            cited = find(reading)
            if cited is not None:
                reading = replace(reading, cited=(*reading.cited, cited))
                self.context.learn(cited, reading)
        self.context.remember(reading)
        self.done.append(reading)

    def _places(self, passage: Passage) -> Iterator[tuple[Span, Callable[[Reading], Cited | None]]]:
        """Where a citation may stand, with what reads it there: parentheses, numbers, calls of notes, notes."""
        own = () if id(passage) in self.called or passage.part is not Part.NOTES else note_citations(passage)
        for one in own:
            yield one.span, partial(self._noted, note=passage, found=(one,), span=one.span)
        numbered = list(_numbers(passage.text)) if self.works.by_number else []
        for number in numbered:
            yield number.span, partial(self._numbered, number=number)
        calls = [anchor for anchor in self.book.anchors(passage) if passage.part is Part.TEXT]
        for anchor in calls:
            if not any(number.span.overlaps(anchor.span) and number.keys(self.works) for number in numbered):
                yield anchor.span, partial(self._called, anchor=anchor)
        taken = [Span(at, at + 1) for at in _enumerators(passage.text)]
        taken += [*(one.span for one in own), *(number.span for number in numbered), *(call.span for call in calls)]
        for found in parentheses(passage.text):
            if not any(span.overlaps(found.span) for span in taken):
                yield found.span, partial(self._bracketed, found=found)

    def _called(self, reading: Reading, anchor: Anchor) -> Cited | None:
        found = page_in_turn(note_citations(anchor.note), anchor.note, anchor.turn)
        cited = self._noted(reading, note=anchor.note, found=found, span=anchor.span)
        self.called[id(anchor.note)] = cited.reference if cited else None
        for at, short in short_forms(anchor.note.text):
            before = [one for one in note_citations(anchor.note) if one.span.start < at]
            key = cited.parts[len(before) - 1].reference if cited and before else None
            if key:
                self.short[short] = key
        return cited

    def _noted(self, reading: Reading, note: Passage, found: Sequence[NoteCitation], span: Span) -> Cited | None:
        """What a note cites; `span` is where the text calls it."""
        if not found:
            return None
        nowhere = Parenthesis(span, span, square=False)
        parts = [
            _part(one.printed, self._same(one.same_as) if one.same_as else self._meaning(one.printed, nowhere, reading))
            for one in found
        ]
        printed = None if note is reading.passage else (note, Span(found[0].span.start, found[-1].span.end))
        return Cited(span=span, parts=tuple(parts), printed=printed)

    def _same(self, label: str) -> Meaning:
        """The work of the note with a number."""
        key = self.called.get(id(self.book.labelled(label)))
        return self.context.known(key, Resolution.NUMBER)

    def _numbered(self, reading: Reading, number: "_Number") -> Cited | None:
        del reading
        keys = number.keys(self.works)
        parts = [
            CitedPart(
                author=self.context.author(key),
                short_title=None,
                locator=number.page,
                reference=key,
                resolution=Resolution.NUMBER,
            )
            for key in keys
        ]
        return Cited(span=number.span, parts=tuple(parts)) if parts else None

    def _bracketed(self, reading: Reading, found: Parenthesis) -> Cited | None:
        if found.square or _is_quoted(found, reading.quotes):
            return None
        parts = tuple(part for part in _printed(reading.passage, found) if self._is_citation(part, found, reading))
        meanings = self._in_turn(parts, found, reading)
        for part in parts[len(meanings) :]:
            goes_on = part.is_bare and meanings and meanings[-1].author  # (Alaimo 12; 34)
            meanings.append(meanings[-1] if goes_on else self._meaning(part, found, reading))
        if not parts:
            return None
        return Cited(
            span=found.span,
            parts=tuple(_part(part, meaning) for part, meaning in zip(parts, meanings, strict=True)),
            is_narrative=parts[0].is_bare and bool(parts[0].year),
        )

    def _in_turn(self, parts: Sequence[Printed], found: Parenthesis, reading: Reading) -> list[Meaning]:
        """The works of bare pages that answer as many quotations in turn: for Cole “…” and for Moss “…” (12; 44)."""
        start = reading.sentence(found.span.start).start
        quotes = [q for q in reading.quotes if start <= q.span.start and q.span.end <= found.span.start]
        if len(parts) != len(quotes) or len(parts) == 1 or not all(part.is_bare and part.locator for part in parts):
            return []
        since = [start, *(quote.span.end for quote in quotes)]
        stretches = (Span(a, quote.span.start) for a, quote in zip(since, quotes, strict=False))
        said = [self.context.said(each, reading, part.locator) for each, part in zip(stretches, parts, strict=True)]
        meanings = [meaning for meaning in said if meaning is not None and meaning.key]
        return meanings if len({meaning.key for meaning in meanings}) == len(parts) else []

    # Whether a parenthesis is a citation.

    def _is_citation(self, part: Printed, found: Parenthesis, reading: Reading) -> bool:
        if part.is_ibid or part.is_bare:
            return part.is_ibid or self._is_bare_citation(part, found, reading)
        if self._is_half_of_pair(part) or self._is_other_half(part, found, reading):
            return False
        if not part.author:
            return bool(part.locator and not _LETTERED.fullmatch(part.locator)) or bool(self.works.by_title(part.title))
        text, at = reading.passage.text, found.span
        if self._candidates(part):
            named = self._names_author(part, preceding(text, at.start))
            return named or bool(part.locator or part.year or part.title)
        return self._is_unlisted(part, text[at.end :])

    def _is_half_of_pair(self, part: Printed) -> bool:
        """A Chinese title behind its translation, perhaps with the year: (《平原上的摩西》, 2016)."""
        if part.locator or not has_cjk(part.title or part.author) or (part.author and self.language.is_unspaced):
            return False
        return bool(part.title and not part.author) or not self.works.by_author(part.author)

    def _is_other_half(self, part: Printed, found: Parenthesis, reading: Reading) -> bool:
        """A Latin name or title right behind Chinese in a Chinese article: 《小说的兴起》（The Rise of the Novel）."""
        before = preceding(reading.passage.text, found.span.start).rstrip()
        is_bare = not (part.locator or part.year or part.note) and not has_cjk(part.author + part.title)
        return self.language.is_unspaced and is_bare and re.search(rf"[{CJK}》〉]\Z", before) is not None

    def _names_author(self, part: Printed, before: str) -> bool:
        """Only a name, or a title behind a quotation: (Foucault) is a citation.

        Chinese, or a name behind Chinese, is the other half of a pair.
        """
        is_named = bool(self.works.by_author(part.author)) or _AFTER_QUOTE.search(before) is not None
        return is_named and not has_cjk(part.author + before.rstrip()[-1:])

    def _is_unlisted(self, part: Printed, after: str) -> bool:
        """A name that is not in the list, with a page (or in author-date style a year) behind it."""
        if not is_person(part.author):
            return bool(part.title and part.locator)
        if part.locator:
            ends = re.match(r"\s*(?:[.,;:!?”\"')）。，；—–]|\Z)", after)
            return ends is not None and not _LETTERED.fullmatch(part.locator)
        is_joint = re.search(r"\bet al\b|\band\b|&|等", part.author) is not None
        return bool(part.year) and (self.works.is_author_date or is_joint)

    def _is_bare_citation(self, part: Printed, found: Parenthesis, reading: Reading) -> bool:
        """A page: not a count, a span of years, or a number that only an author-date article would not cite by."""
        text, at = reading.passage.text, found.span.start
        if part.year:
            return self._narrative(part, found, reading) is not None
        if not part.locator or _LETTERED.fullmatch(part.locator) or _COUNTED.search(preceding(text, at)):
            return False
        if _YEAR_RANGE.fullmatch(part.locator):
            return False
        return not self.works.is_author_date or self._is_announced(part, at, reading)

    def _is_announced(self, part: Printed, at: int, reading: Reading) -> bool:
        """Whether a label, a quotation or an author in the sentence shows that a number is a page."""
        start = reading.sentence(at).start
        is_labelled = re.match(r"[\d\sivxlcIVXLC]", part.text) is None
        is_quoted = any(start <= quote.span.start and quote.span.end <= at for quote in reading.quotes)
        return (
            is_labelled or is_quoted or bool(reading.mentions_in(Span(start, at))) or ends_cited(reading.passage.text)
        )

    # What a part means.

    def _meaning(self, part: Printed, found: Parenthesis, reading: Reading) -> Meaning:
        if part.is_ibid:
            return self.context.known(self.context.last, Resolution.LAST_CITED)
        if key := self.short.get(part.title or part.author):
            return self.context.known(key, Resolution.SHORT_TITLE)
        if part.author:
            return self._by_author(part, found, reading)
        if part.title:
            return self._by_title(part, found, reading)
        if part.year:
            return self._narrative(part, found, reading) or UNKNOWN
        return self._by_context(part, found, reading)

    def _candidates(self, part: Printed) -> tuple[tuple[Reference, Likeness], ...]:
        """The works of a printed author; or those of the author before a comma, or of a title without marks."""
        if listed := self.works.by_author(part.author):
            return listed
        name, comma, title = part.author.partition(", ")
        if comma and (listed := self.works.by_author(name)):
            titled = {reference.key for reference in self.works.by_title(title)}
            return tuple((reference, like) for reference, like in listed if reference.key in titled)
        return tuple((reference, Likeness.NONE) for reference in self.works.by_title(part.author))

    def _by_author(self, part: Printed, found: Parenthesis, reading: Reading) -> Meaning:
        titled = {reference.key for reference in self.works.by_title(part.title)} if part.title else None
        fitting = [
            (reference, like)
            for reference, like in self._candidates(part)
            if (titled is None or reference.key in titled) and fits_year(reference, part.year)
        ]
        if not fitting and part.title:
            listed = {reference.key: like for reference, like in self._candidates(part)}
            own = [reference for reference in self.works.references if reference.key in listed]
            fitting = [(each, listed[each.key]) for each in self.works.by_words(part.title, own)]
        if not fitting and part.title and (titles := self.works.by_title(part.title)):
            return self.context.known(
                self._narrowed([r.key for r in titles], part, found, reading), Resolution.SHORT_TITLE
            )
        if not fitting:
            return Meaning(None, Resolution.NOT_LISTED, part.author)
        key = self._narrowed([reference.key for reference, _ in fitting], part, found, reading)
        likeness = fitting[0][1]
        if key is None:
            return replace(UNKNOWN, author=part.author)
        if likeness is Likeness.NONE:
            return self.context.known(key, Resolution.SHORT_TITLE)
        same = likeness is Likeness.SAME
        return Meaning(key, Resolution.EXPLICIT if same else Resolution.NAME_VARIANT, part.author)

    def _by_title(self, part: Printed, found: Parenthesis, reading: Reading) -> Meaning:
        keys = [reference.key for reference in self.works.by_title(part.title) if fits_year(reference, part.year)]
        if keys:
            return self.context.known(self._narrowed(keys, part, found, reading), Resolution.SHORT_TITLE)
        if _PART_OF_BOOK.fullmatch(part.title):
            return self._by_context(part, found, reading)
        return Meaning(None, Resolution.NOT_LISTED)

    def _by_context(self, part: Printed, found: Parenthesis, reading: Reading) -> Meaning:
        lead = self.done[-1] if self.done and _is_block(reading.passage) else None
        return self.context.meaning(found.span.start, part.locator, reading, lead)

    def _narrative(self, part: Printed, found: Parenthesis, reading: Reading) -> Meaning | None:
        """A year behind a name: Shuang (2016) writes, or Liou et al. (2018) have studied."""
        text, start = reading.passage.text, reading.sentence(found.span.start).start
        before = Span(start, found.span.start)
        for mention in reversed(reading.said_in(before)):
            is_beside = _NAME_GAP.fullmatch(text[mention.span.end : found.span.start]) is not None
            if mention.is_title or not (is_beside or part.locator):  # For Ge, it is “a joke” (2020, 95)
                continue
            keys = [key for key in mention.keys if fits_year(self.works.by_key[key], part.year)]
            if keys and (key := self._narrowed(keys, part, found, reading)):
                return self.context.known(key, Resolution.NARRATIVE)
        dated = [r.key for r in self.works.references if str(r.year) == part.year[:4] and fits_year(r, part.year)]
        if part.locator and len(dated) == 1:
            return self.context.known(dated[0], Resolution.NARRATIVE_EARLIER)
        name = _NAME_BEFORE.search(text, before.start, before.end)
        if self.works.is_author_date and name and is_person(name[1]) and not _overlaps(Span(*name.span(1)), reading):
            return Meaning(None, Resolution.NOT_LISTED, name[1])
        return None

    def _narrowed(self, keys: Sequence[str], part: Printed, found: Parenthesis, reading: Reading) -> str | None:
        span = Span(reading.sentence(found.span.start).start, found.span.start)
        return self.context.narrowed(keys, span, reading, part.locator)


@dataclass(frozen=True, slots=True)
class _Number:
    """[3], [3, 5–7] or [3](P18): entries by their numbers."""

    span: Span
    numbers: tuple[str, ...]
    page: str | None

    def keys(self, works: Works) -> tuple[str, ...]:
        """The works of the list that have the numbers."""
        return tuple(works.by_number[number].key for number in self.numbers if number in works.by_number)


def _numbers(text: str) -> Iterator[_Number]:
    for found in _NUMBERED.finditer(text):
        ranges = [part.split("-") for part in re.split(r"\s*[,，、;；]\s*", re.sub("[–—~]", "-", found["numbers"]))]
        numbers = (str(n) for ends in ranges for n in range(int(ends[0]), min(int(ends[-1]), int(ends[0]) + 20) + 1))
        yield _Number(Span(*found.span()), tuple(numbers), _page_of(found))


def _page_of(found: re.Match[str]) -> str | None:
    return next((found[name] for name in ("within", "page", "after", "round", "raised") if found[name]), None)


def _is_block(passage: Passage) -> bool:
    return passage.kind in {BlockKind.QUOTE, BlockKind.VERSE} or ends_cited(passage.text)


def _part(printed: Printed, meaning: Meaning) -> CitedPart:
    title = printed.title or (printed.author if meaning.resolution is Resolution.SHORT_TITLE else "")
    return CitedPart(
        author=meaning.author or printed.author or None,
        short_title=title or None,
        locator=printed.locator or None,
        reference=meaning.key,
        resolution=meaning.resolution,
        note=f"{printed.note} {printed.words_of}".strip() or None,
        year=printed.year or None,
    )


def _printed(passage: Passage, found: Parenthesis) -> tuple[Printed, ...]:
    inner = found.inner
    marks = (Span(max(m.start, inner.start), min(m.end, inner.end)) for m in passage.emphasis if m.overlaps(inner))
    return parse(inner.of(passage.text), [mark.shifted(-inner.start) for mark in marks])


def _is_quoted(found: Parenthesis, quotes: Iterable[Quoted]) -> bool:
    """Whether it stands within quoted words; one just before the closing mark is the article's own."""
    return any(q.inner.start <= found.span.start and found.span.end < q.inner.end - 2 for q in quotes)


def _enumerators(text: str) -> frozenset[int]:
    """Where (1) … (2) … count the points of a sentence."""
    numbers = re.finditer(r"[(（](\d{1,2})[)）](?=\s*[^\W\d_])", text)
    found = [number for number in numbers if not _AFTER_QUOTE.search(preceding(text, number.start()))]
    counted = [number.start() for count, number in enumerate(found, 1) if int(number[1]) == count]
    return frozenset(counted if len(counted) > 1 else ())


def fits_year(reference: Reference, year: str) -> bool:
    """Whether a printed year is that of the entry, suffix included: 2013b."""
    years = re.findall(r"\d{4}", year)
    if not years or reference.year is None:
        return True
    suffix = year[-1] if year[-1].isalpha() else ""
    return str(reference.year) in years and suffix in {"", reference.year_suffix or suffix}


def _overlaps(span: Span, reading: Reading) -> bool:
    return any(mark.overlaps(span) for mark in reading.passage.emphasis)

"""Which work a citation means, and how we know: printed author, short title, or the words around it.

MLA lets a citation print only what the sentence has not said.  What is missing is looked for where a reader
looks for it: in the same sentence, in the lead-in of a block quotation, earlier in the paragraph, and last in
the work cited before.  What is not found there stays unresolved.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bitext.articles import CitedPart, Reference, Resolution
from bitext.documents import BlockKind
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.article.citing import Printed, ends_cited, is_person, parse
from sources.article.names import Likeness
from sources.article.parentheses import Parenthesis, parentheses
from sources.article.passages import Passage
from sources.article.quotation_marks import Quoted, outermost
from sources.article.scripts import has_cjk, word_set
from sources.article.sentences import sentence_at, sentences
from sources.article.works import Mention, Works


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation in a passage: where, as printed, and what each part of it means."""

    span: Span
    parts: tuple[CitedPart, ...]
    is_narrative: bool = False  # the year behind a name in the sentence: Shuang (2016) writes

    @property
    def reference(self) -> str | None:
        """The work that words quoted before it are from: the last part's."""
        return self.parts[-1].reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A passage with all that was seen in it."""

    passage: Passage
    sentences: tuple[Span, ...]
    quotes: tuple[Quoted, ...]
    mentions: tuple[Mention, ...]
    cited: tuple[Cited, ...] = ()

    def sentence(self, at: int) -> Span:
        """The sentence at an offset of the passage."""
        return sentence_at(self.sentences, at)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The authors and titles named in a stretch."""
        return tuple(m for m in self.mentions if span.start <= m.span.start and m.span.end <= span.end)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a part of a citation was found to mean."""

    key: str | None
    resolution: Resolution
    author: str | None = None


_ET_AL: Final = re.compile(r"(?<!\w)((?:[^\W\d_a-z][\w’'\-]*\s){0,2}[^\W\d_a-z][\w’'\-]*)\s+et\s+al\b\.?")
_SCHOLAR: Final = re.compile(
    r"(?<![\w.’'\-])((?:(?:[A-Z]\.\s?)+|[^\W\d_a-z][\w’'\-]+\s)?[^\W\d_a-z][\w’'\-]+(?:\s+and\s+(?:[^\W\d_a-z][\w’'\-]+\s)?[^\W\d_a-z][\w’'\-]+)?)"
    r"(?:\s+\(\d{4}[a-z]?\))?,?\s+(?:(?:has|have)\s+(?:studied|argued|shown|found|examined|compared|proposed|suggested|demonstrated|described|traced)"
    r"|(?:argue|contend|theori[sz]e|posit|conceptuali[sz]e|demonstrate)s?\b|(?:argued|contended|theori[sz]ed|posited|demonstrated)\b)"
)
_ACCORDING: Final = re.compile(
    r"[Aa]ccording\s+to\s+((?:(?:[A-Z]\.\s?)+|[^\W\d_a-z][\w’'\-]+\s)?[^\W\d_a-z][\w’'\-]+)(?=,)"
)
_YEAR_RANGE: Final = re.compile(r"(?:1[0-9]|20)\d{2}\s?[-–—−~]\s?(?:(?:1[0-9]|20)\d{2}|\d{2})")
_LETTERED: Final = re.compile(r"(?!e\d{3})[A-Za-z]\d+.*")
_NUMBER_WORD: Final = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|percent|yuan|aged|age)\s*\Z",
    re.IGNORECASE,
)
_NO_SCHOLAR: Final = word_set(
    "he she it they we i this that these those who which chapter article essay paper study section one"
)


def resolved(passages: Sequence[Passage], works: Works, language: LanguageTag) -> tuple[Reading, ...]:
    """The passages with their citations, each tied to a work where the text allows it."""
    resolver = _Resolver(works, language)
    for passage in passages:
        resolver.read(passage)
    return tuple(resolver.done)


class _Resolver:
    """Reads passages in order, since a bare page number means the work cited last."""

    def __init__(self, works: Works, language: LanguageTag) -> None:
        self.works = works
        self.language = language
        self.done: list[Reading] = []
        self.last: str | None = None  # the work cited last

    def read(self, passage: Passage) -> None:
        """Take one more passage into account."""
        text = passage.text
        reading = Reading(
            passage=passage,
            sentences=sentences(text, self.language),
            quotes=tuple(outermost(text)),
            mentions=self.works.mentions(text, passage.emphasis),
        )
        counted = _enumerators(text)
        for found in parentheses(text):
            if found.square or found.span.start in counted or _is_quoted(found, reading.quotes):
                continue
            parts = tuple(part for part in _printed(passage, found) if self._is_citation(part, found, reading))
            if parts:
                cited = self._cited(parts, found, reading)
                reading = replace(reading, cited=(*reading.cited, cited))
                self.last = next((p.reference for p in reversed(cited.parts) if p.reference), self.last)
        self.done.append(reading)

    def _cited(self, parts: Sequence[Printed], found: Parenthesis, reading: Reading) -> Cited:
        meanings = [self._meaning(part, found, reading) for part in parts]
        for n, part in enumerate(parts):  # (Alaimo 12; 34): the author goes on
            if n and part.is_bare and meanings[n - 1].author:
                meanings[n] = replace(meanings[n - 1])
        return Cited(
            span=found.span,
            parts=tuple(_part(part, meaning) for part, meaning in zip(parts, meanings, strict=True)),
            is_narrative=parts[0].is_bare and bool(parts[0].year),
        )

    def _is_citation(self, part: Printed, found: Parenthesis, reading: Reading) -> bool:
        if part.is_ibid:
            return True
        if part.is_bare:
            return self._is_bare_citation(part, found, reading)
        if part.title and not part.author and not self.works.by_title(part.title):
            return bool(part.locator) and not _LETTERED.fullmatch(part.locator)
        if part.author and self._candidates(part):
            return bool(part.locator or part.year) or self._is_named_alone(part)
        return self._is_unlisted(part, found, reading.passage.text)

    def _is_named_alone(self, part: Printed) -> bool:
        """Only a name or title: (Foucault) is a citation, (Shenyang) is not."""
        return not has_cjk(part.author) and (bool(part.title) or bool(self.works.by_author(part.author)))

    def _is_unlisted(self, part: Printed, found: Parenthesis, text: str) -> bool:
        """A name that is not in the list, with a page (or in author-date style a year) behind it."""
        if not part.author or not is_person(part.author):
            return bool(part.title and part.locator)
        if part.locator:
            ends = re.match(r"\s*(?:[.,;:!?”\"')）。，；—–]|\Z)", text[found.span.end :])
            return ends is not None and not _LETTERED.fullmatch(part.locator)
        is_joint = re.search(r"\bet al\b|\band\b|&|等", part.author) is not None
        return bool(part.year) and (self.works.is_author_date or is_joint)

    def _is_bare_citation(self, part: Printed, found: Parenthesis, reading: Reading) -> bool:
        text, at = reading.passage.text, found.span.start
        if part.year:
            return self._narrative(part, found, reading) is not None
        if _YEAR_RANGE.fullmatch(part.locator) and not re.search(r"[”\"’'」]\s*\Z", text[:at]):
            return False
        if (
            not part.locator
            or _LETTERED.fullmatch(part.locator)
            or _NUMBER_WORD.search(text[:at])
            or text[:at].rstrip()[-1:].isdigit()
        ):
            return False
        sentence = reading.sentence(at)
        is_near = bool(reading.mentions_in(Span(sentence.start, at))) or any(
            q.span.end <= at and q.span.start >= sentence.start for q in reading.quotes
        )
        is_labelled = not re.match(r"[\d\sivxlcIVXLC]", part.text)
        return is_near or is_labelled or not self.works.is_author_date or ends_cited(text)

    # What a part means.

    def _meaning(self, part: Printed, found: Parenthesis, reading: Reading) -> _Meaning:
        if part.is_ibid:
            return _Meaning(
                self.last, Resolution.LAST_CITED if self.last else Resolution.UNRESOLVED, self._author(self.last)
            )
        if part.author:
            return self._by_author(part, found, reading)
        if part.title:
            return self._by_title(part, found, reading)
        if part.year:
            return self._narrative(part, found, reading) or _Meaning(None, Resolution.UNRESOLVED)
        return self._by_context(found, reading)

    def _candidates(self, part: Printed) -> tuple[tuple[Reference, Likeness], ...]:
        """The works of a printed author; or those of the author before a comma, or of a title without marks."""
        if listed := self.works.by_author(part.author):
            return listed
        name, comma, title = part.author.partition(", ")
        if comma and (listed := self.works.by_author(name)):
            titled = {r.key for r in self.works.by_title(title)}
            return tuple((r, like) for r, like in listed if r.key in titled)
        return tuple((r, Likeness.NONE) for r in self.works.by_title(part.author))

    def _by_author(self, part: Printed, found: Parenthesis, reading: Reading) -> _Meaning:
        candidates = self._candidates(part)
        titled = {r.key for r in self.works.by_title(part.title)} if part.title else None
        fitting = [
            (r, like) for r, like in candidates if (titled is None or r.key in titled) and _fits_year(r, part.year)
        ]
        if not fitting:
            return _Meaning(None, Resolution.NOT_LISTED, part.author)
        key = self._narrowed([r.key for r, _ in fitting], found, reading)
        likeness = fitting[0][1]
        if key is None:
            return _Meaning(None, Resolution.UNRESOLVED, part.author)
        if likeness is Likeness.NONE:
            return _Meaning(key, Resolution.SHORT_TITLE, self._author(key))
        return _Meaning(key, Resolution.EXPLICIT if likeness is Likeness.SAME else Resolution.NAME_VARIANT, part.author)

    def _by_title(self, part: Printed, found: Parenthesis, reading: Reading) -> _Meaning:
        keys = [r.key for r in self.works.by_title(part.title) if _fits_year(r, part.year)]
        key = self._narrowed(keys, found, reading) if keys else None
        return _Meaning(
            key,
            Resolution.SHORT_TITLE if key else Resolution.NOT_LISTED if not keys else Resolution.UNRESOLVED,
            self._author(key),
        )

    def _narrative(self, part: Printed, found: Parenthesis, reading: Reading) -> _Meaning | None:
        """A year behind a name: Shuang (2016) writes, or Liou et al. (2018) have studied."""
        sentence = reading.sentence(found.span.start)
        before = reading.passage.text[sentence.start : found.span.start].rstrip()
        near = [m for m in reading.mentions_in(Span(sentence.start, found.span.start)) if not m.is_title]
        for mention in reversed(near):
            gap = reading.passage.text[mention.span.end : found.span.start]
            if not re.fullmatch(
                r"(?:[’']s?)?(?:\s+(?:et al\.|and|&|[^\W\d_a-z][\w.’'\-]*|in\s+(?:his|her|their)\s+[\w\s]{0,40}))*[\s,]*",
                gap,
            ):
                continue
            keys = [k for k in mention.keys if _fits_year(self.works.by_key[k], part.year)]
            if keys and (key := self._narrowed(keys, found, reading)):
                return _Meaning(key, Resolution.NARRATIVE, self._author(key))
        name = re.search(
            r"((?:[^\W\d_a-z][\w’'\-]+\s+(?:and\s+|&\s+)?){0,3}[^\W\d_a-z][\w’'\-]+(?:\s+et\s+al\.)?)(?:[’']s?)?\Z",
            before,
        )
        if self.works.is_author_date and name and is_person(name[1]) and not _is_emphasised(name, sentence, reading):
            return _Meaning(None, Resolution.NOT_LISTED, name[1])
        return None

    def _by_context(self, found: Parenthesis, reading: Reading) -> _Meaning:
        """Only a page is printed: the sentence, the lead-in, the paragraph, the work cited last."""
        sentence = reading.sentence(found.span.start)
        block = self._is_block(reading)
        if not block and (meaning := self._said_in(Span(sentence.start, found.span.start), reading, found)):
            return meaning
        if block and self.done:
            lead = self.done[-1]
            if (meaning := self._said_in(_last_sentence(lead), lead, None)) is not None:
                return meaning if meaning.key is None else replace(meaning, resolution=Resolution.LEAD_IN)
            if (meaning := self._latest(lead, len(lead.passage.text))) is not None:
                return (
                    meaning
                    if meaning.resolution is Resolution.LAST_CITED
                    else replace(meaning, resolution=Resolution.LEAD_IN)
                )
        elif (meaning := self._latest(reading, sentence.start)) is not None:
            return meaning
        return _Meaning(
            self.last, Resolution.LAST_CITED if self.last else Resolution.UNRESOLVED, self._author(self.last)
        )

    def _is_block(self, reading: Reading) -> bool:
        return reading.passage.kind in {BlockKind.QUOTE, BlockKind.VERSE} or ends_cited(reading.passage.text)

    def _said_in(self, span: Span, reading: Reading, found: Parenthesis | None) -> _Meaning | None:
        """What the words of a sentence name: the nearest author or title, or an author who is not in the list."""
        mentions = reading.mentions_in(span)
        cited = [c for c in reading.cited if span.start <= c.span.start < span.end and c.reference]
        unlisted = _unlisted(reading.passage.text, span, mentions)
        nearest = _nearest(reading.passage.text, mentions)
        if unlisted is not None and (nearest is None or unlisted.start() > nearest.span.start):
            return _Meaning(
                None, Resolution.NOT_LISTED, unlisted[0] if unlisted[0].endswith(("al.", "al")) else unlisted[1]
            )
        if cited and (
            nearest is None or set(nearest.keys) & {cited[-1].reference} or nearest.span.start < cited[-1].span.start
        ):
            resolution = Resolution.NARRATIVE if cited[-1].is_narrative else Resolution.LAST_CITED
            return _Meaning(cited[-1].reference, resolution, self._author(cited[-1].reference))
        if nearest is None:
            return None
        key = self._narrowed(nearest.keys, found, reading, within=span)
        return _Meaning(
            key,
            Resolution.NARRATIVE if key else Resolution.UNRESOLVED,
            self._author(key) or self._author(nearest.keys[0]),
        )

    def _latest(self, reading: Reading, before: int) -> _Meaning | None:
        """The author, title or citation named last before an offset of the passage."""
        cited = [c for c in reading.cited if c.span.end <= before and c.reference]
        mentions = reading.mentions_in(Span(0, before))
        if cited and (not mentions or mentions[-1].span.start < cited[-1].span.end):
            return _Meaning(cited[-1].reference, Resolution.LAST_CITED, self._author(cited[-1].reference))
        if not mentions:
            return None
        key = self._narrowed(mentions[-1].keys, None, reading)
        return _Meaning(key, Resolution.NARRATIVE_EARLIER, self._author(key)) if key else None

    def _narrowed(
        self, keys: Sequence[str], found: Parenthesis | None, reading: Reading, within: Span | None = None
    ) -> str | None:
        """One of several works: the one that the sentence names, or of them the one cited last; else none."""
        if len(keys) == 1:
            return keys[0]
        span = within or (
            Span(reading.sentence(found.span.start).start, found.span.start)
            if found
            else Span(0, len(reading.passage.text))
        )
        named = [key for m in reading.mentions_in(span) if m.is_title for key in m.keys if key in keys]
        if named:
            return named[-1]
        cited = [c.reference for c in reading.cited if c.reference in keys]
        return cited[-1] if cited else self.last if self.last in keys else None

    def _author(self, key: str | None) -> str | None:
        authors = self.works.by_key[key].authors if key else ()
        return authors[0].family if authors else None


def _part(printed: Printed, meaning: _Meaning) -> CitedPart:
    title = printed.title or (printed.author if meaning.resolution is Resolution.SHORT_TITLE else "")
    notes = [f"{printed.note} {printed.words_of}".strip() if printed.words_of else printed.note]
    return CitedPart(
        author=meaning.author or printed.author or None,
        short_title=title or None,
        locator=printed.locator or None,
        reference=meaning.key,
        resolution=meaning.resolution,
        note=notes[0] or None,
        year=printed.year or None,
    )


def _printed(passage: Passage, found: Parenthesis) -> tuple[Printed, ...]:
    inner = found.inner
    emphasis = [
        Span(max(e.start, inner.start), min(e.end, inner.end)).shifted(-inner.start)
        for e in passage.emphasis
        if e.overlaps(inner)
    ]
    return parse(inner.of(passage.text), emphasis)


def _is_quoted(found: Parenthesis, quotes: Iterable[Quoted]) -> bool:
    """Whether it stands within quoted words; one just before the closing mark is the article's own."""
    return any(q.inner.start <= found.span.start and found.span.end < q.inner.end - 2 for q in quotes)


def _enumerators(text: str) -> frozenset[int]:
    """Where (1) … (2) … count the points of a sentence."""
    found = [
        m
        for m in re.finditer(r"[(（](\d{1,2})[)）](?=\s*[^\W\d_])", text)
        if not re.search(r"[”\"’']\s*\Z", text[: m.start()])
    ]
    counted = [m.start() for n, m in enumerate(found, 1) if int(m[1]) == n]
    return frozenset(counted if len(counted) > 1 else ())


def _fits_year(reference: Reference, year: str) -> bool:
    if not year or reference.year is None:
        return True
    years = re.findall(r"\d{4}", year)
    suffix = year[-1] if year[-1].isalpha() and years else ""
    return (not years or str(reference.year) in years) and (not suffix or suffix == (reference.year_suffix or suffix))


def _last_sentence(reading: Reading) -> Span:
    return reading.sentences[-1] if reading.sentences else Span(0, 0)


def _nearest(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """The author who writes, notes or argues, if one does; or else what is named last."""
    says = [m for m in mentions if not m.is_title and _SAYS.match(text, m.span.end)]
    return (says or list(mentions) or [None])[-1]


_SAYS: Final = re.compile(
    r"(?:\s[^\W\d_a-z][\w’'\-]*)?,?\s+(?:(?:also|further|once|then|again|himself|herself|has|have|had|would)\s+)?"
    r"(?:argu|writ|wrot|claim|notes|noted|suggest|describ|explain|propos|observ|points|pointed|says|said|states|stated|contend|maintain"
    r"|insist|calls|called|remark|assert|defin|puts)\w*"
)


def _unlisted(text: str, span: Span, mentions: Sequence[Mention]) -> re.Match[str] | None:
    """The last name of a scholar in the stretch who is not in the list."""
    known = [m.span for m in mentions]
    found = [
        m
        for pattern in (_ET_AL, _SCHOLAR, _ACCORDING)
        for m in pattern.finditer(text, span.start, span.end)
        if not any(k.overlaps(Span(*m.span(1))) for k in known) and m[1].split()[0].casefold() not in _NO_SCHOLAR
    ]
    return max(found, key=lambda m: m.start(1), default=None)


def _is_emphasised(name: re.Match[str], sentence: Span, reading: Reading) -> bool:
    place = Span(*name.span(1)).shifted(sentence.start)
    return any(mark.overlaps(place) for mark in reading.passage.emphasis)


def all_cited(readings: Iterable[Reading]) -> Iterator[tuple[Reading, Cited]]:
    """Every citation with the passage that it stands in."""
    return ((reading, cited) for reading in readings for cited in reading.cited)

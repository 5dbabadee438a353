"""What the words around a bare page number say of its work.

A reader looks in the same sentence, in the lead-in of a block quotation, at who the sentence is about, earlier in
the paragraph, and last at the work cited before.  Each is a clue; the first that names a work is taken.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bitext.articles import Reference, Resolution
from bitext.spans import Span
from sources.article.readings import Cited, Reading
from sources.article.vocabulary import NO_SCHOLAR, STATING, STUDYING, any_of
from sources.article.works import Mention, Works


@dataclass(frozen=True, slots=True)
class Meaning:
    """The work that was found, how, and its author as far as known."""

    key: str | None
    resolution: Resolution
    author: str | None = None


UNKNOWN: Final = Meaning(None, Resolution.UNRESOLVED)

_ET_AL: Final = re.compile(r"(?<!\w)(?P<name>(?:[^\W\d_a-z][\w’'\-]*\s){0,2}[^\W\d_a-z][\w’'\-]*\s+et\s+al\b\.?)")
_PERSON: Final = r"(?:(?:[A-Z]\.\s?)+|[^\W\d_a-z][\w’'\-]+\s)?[^\W\d_a-z][\w’'\-]+"
_SCHOLAR: Final = re.compile(
    rf"(?<![\w.’'\-])(?P<name>{_PERSON}(?:\s+and\s+{_PERSON})?)(?:\s+\(\d{{4}}[a-z]?\))?,?\s+"
    r"(?:(?:has|have)\s+(?:studied|argued|shown|found|examined|compared|proposed|suggested|demonstrated|described|traced)"
    r"|(?:argue|contend|theori[sz]e|posit|conceptuali[sz]e|demonstrate)s?\b|(?:argued|contended|theori[sz]ed|posited|demonstrated)\b)"
)
_ACCORDING: Final = re.compile(rf"[Aa]ccording\s+to\s+(?P<name>{_PERSON})(?=,)")
_SAYS: Final = re.compile(
    r"(?:,\s[^,.;:“\"]{3,60},(?=\s))?(?:\s[^\W\d_a-z][\w’'\-]*)?,?\s+(?:(?:also|further|once|then|again|himself|herself|has|have|had|would)\s+)?"
    rf"{any_of(STATING)}\b"
)
_FINDS: Final = re.compile(rf",?\s+(?:(?:also|further|once|then|has|have|had)\s+)?{any_of(STATING | STUDYING)}\b")
_WORK_SAYS: Final = re.compile(
    r"[’']s?\s+(?:\w+\s){0,2}(?:article|book|chapter|essay|novel|poem|story|study|work|narrator)\b[^.,;:“\"]{0,40}?"
    rf"\s{any_of(STATING)}\b"
)
_WHOSE: Final = re.compile(
    r"[’']s?\s+(?:\w+\s)?(?:translators?|biographers?|editors?|publishers?|widow|wife|husband|friend|teacher|students?|readers?|critics?)\b"
)
_BESIDE: Final = re.compile(  # Moss, echoing Cole, says; unlike Cole, Moss thinks
    r"(?:echoing|following|citing|quoting|unlike|like|pace|contra|against|recalling|paraphrasing|answering"
    r"|as (?:for|with)|(?:drawing|building|relying) (?:up)?on|(?:reply|response|answer|contrast) to|than)"
    r"\s+(?:[^\W\d_a-z][\w.’'\-]*\s)?\Z",
    re.IGNORECASE,
)
_PRONOUN_SAYS: Final = re.compile(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+(?:\w+\s+)?{any_of(STATING)}\b")
_CHARACTER: Final = re.compile(r"(?<!^)(?<![.!?“\"‘(]\s)(?<![“\"‘(])\b[A-Z][a-z’'\-]+(?:\s[A-Z][a-z]+)?\b")
_NEAR: Final = 40  # characters before a name that say what part it has
_ENOUGH: Final = 2  # cited sentences that name somebody, before the name says which work is meant


class Context:
    """What has been read so far, and what it says of a citation that names no work."""

    def __init__(self, works: Works) -> None:
        self.works = works
        self._cited: list[str] = []  # the works cited, in order
        self._named: list[str] = []  # the works that the passages so far name by their titles, in order
        self._cast: dict[str, Counter[str]] = defaultdict(Counter)

    @property
    def last(self) -> str | None:
        """The work cited last."""
        return self._cited[-1] if self._cited else None

    def learn(self, cited: Cited, reading: Reading) -> None:
        """Remember the work cited, and who is named in the sentence."""
        self._cited += [part.reference for part in cited.parts if part.reference]
        if cited.reference:
            sentence = reading.sentence(cited.span.start)
            for name in self._names(Span(sentence.start, cited.span.start), reading):
                self._cast[name][cited.reference] += 1

    def remember(self, reading: Reading) -> None:
        """Remember which works a passage names by their titles."""
        self._named += [mention.keys[0] for mention in reading.mentions if mention.is_title and len(mention.keys) == 1]

    def meaning(self, at: int, locator: str, reading: Reading, lead: Reading | None) -> Meaning:
        """The work of a bare locator at an offset; `lead` is the passage before, if this one is a block quotation."""
        sentence = reading.sentence(at)
        here, span = (reading, Span(sentence.start, at)) if lead is None else (lead, lead.last_sentence)
        if (said := self.said(span, here, locator)) is not None:
            return _led_in(said) if lead is not None else said
        for meaning in self._clues(span, here, locator):
            if meaning.key and _fits_page(self.works.by_key[meaning.key], locator):
                return _led_in(meaning) if lead is not None else meaning
        return UNKNOWN

    def _clues(self, span: Span, reading: Reading, locator: str) -> Iterator[Meaning]:
        """Who the sentence is about; the paragraph backwards; the works cited last, as far as they have the page."""
        yield from self._by_cast(span, reading)
        yield from self._earlier(span.start, reading, locator)
        for key in dict.fromkeys(reversed(self._cited)):
            yield self.known(key, Resolution.LAST_CITED)

    def said(self, span: Span, reading: Reading, locator: str = "") -> Meaning | None:
        """What a sentence names: who writes or argues there, or the author, title or citation named last."""
        mentions = reading.said_in(span)
        nearest = _nearest(reading.passage.text, mentions)
        unlisted = _unlisted(reading.passage.text, span, mentions)
        if unlisted is not None and (nearest is None or unlisted.start() > nearest.span.start):
            return Meaning(None, Resolution.NOT_LISTED, unlisted["name"])
        cited = [c for c in reading.cited if span.start <= c.span.start < span.end and c.reference]
        if cited and (
            nearest is None
            or cited[-1].reference in nearest.keys
            or nearest.span.start < cited[-1].span.start
            or (cited[-1].is_narrative and not _FINDS.match(reading.passage.text, nearest.span.end))
        ):
            return self.known(
                cited[-1].reference, Resolution.NARRATIVE if cited[-1].is_narrative else Resolution.LAST_CITED
            )
        if nearest is None:
            return None
        key = self.narrowed(nearest.keys, span, reading, locator)
        if key is None and _PRONOUN_SAYS.search(reading.passage.text, span.start, span.end):
            return None  # In Mo Yan, she argues: the paragraph says who she is
        return self.known(key, Resolution.NARRATIVE) if key else replace(UNKNOWN, author=self.author(nearest.keys[0]))

    def _by_cast(self, span: Span, reading: Reading) -> Iterator[Meaning]:
        """The work whose people the sentence names, if they are in no other."""
        counts = [self._cast[name] for name in self._names(span, reading) if sum(self._cast[name].values()) >= _ENOUGH]
        keys = {key for count in counts for key in count}
        if len(keys) == 1:
            yield self.known(next(iter(keys)), Resolution.CHARACTER)

    def _names(self, span: Span, reading: Reading) -> list[str]:
        """Capitalised words of a stretch that name no author or title of the list."""
        taken = [mention.span for mention in reading.mentions_in(span)]
        found = (
            (Span(*m.span()).shifted(span.start), m[0]) for m in _CHARACTER.finditer(span.of(reading.passage.text))
        )
        return [name for place, name in found if not any(place.overlaps(other) for other in taken)]

    def _earlier(self, before: int, reading: Reading, locator: str) -> Iterator[Meaning]:
        """The authors, titles and citations of the paragraph, the latest first."""
        cited = [(c.span.start, (c.reference,), Resolution.LAST_CITED) for c in reading.cited if c.reference]
        named = [(m.span.start, m.keys, Resolution.NARRATIVE_EARLIER) for m in reading.said_in(Span(0, before))]
        for at, keys, resolution in sorted([*cited, *named], reverse=True, key=lambda clue: clue[0]):
            key = self.narrowed(keys, Span(0, before), reading, locator) if at < before else None
            if key:
                yield self.known(key, resolution)

    def narrowed(self, keys: Sequence[str], span: Span, reading: Reading, locator: str = "") -> str | None:
        """One of several works: the one that the stretch names, or of them the one cited last; else none."""
        keys = [key for key in keys if len(keys) == 1 or _fits_page(self.works.by_key[key], locator)]
        if len(keys) < 2:
            return keys[0] if keys else None
        named = [key for m in reading.mentions_in(span) if m.is_title for key in m.keys if key in keys]
        cited = [c.reference for c in reading.cited if c.span.end <= span.end and c.reference in keys]
        earlier = [key for m in reading.mentions_in(Span(0, span.end)) if m.is_title for key in m.keys if key in keys]
        before = [key for key in self._cited if key in keys] or [key for key in self._named if key in keys]
        return next(iter([*named[-1:], *cited[-1:], *earlier[-1:], *before[-1:]]), None)

    def known(self, key: str | None, resolution: Resolution) -> Meaning:
        """A work with its author; unresolved without one."""
        return Meaning(key, resolution, self.author(key)) if key else UNKNOWN

    def author(self, key: str | None) -> str | None:
        """The family name of a work's first author."""
        authors = self.works.by_key[key].authors if key else ()
        return authors[0].family if authors else None


def _led_in(meaning: Meaning) -> Meaning:
    """What the paragraph before names is named by the lead-in."""
    names = {Resolution.NARRATIVE, Resolution.NARRATIVE_EARLIER}
    return replace(meaning, resolution=Resolution.LEAD_IN) if meaning.resolution in names else meaning


def _fits_page(reference: Reference, locator: str) -> bool:
    """Whether the page can be one of the entry's; yes where the entry does not say."""
    own, page = re.match(r"(\d+)\s?[-–—]\s?(\d+)", reference.pages or ""), re.match(r"\d+", locator)
    if own is None or page is None:
        return True
    first, last = int(own[1]), int(own[1][: len(own[1]) - len(own[2])] + own[2])
    return first <= int(page[0]) <= last


def _nearest(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """The author who writes, notes or argues, if one does; or else what is named last."""
    mentions = [m for m in mentions if m.is_title or not _WHOSE.match(text, m.span.end)]
    mentions = [m for m in mentions if m.is_title or not _BESIDE.search(text[: m.span.start][-_NEAR:])] or mentions
    named = [m for m in mentions if not m.is_title]
    says = [m for m in named if _SAYS.match(text, m.span.end) or _WORK_SAYS.match(text, m.span.end)]
    return next(iter([*says[-1:], *mentions[-1:]]), None)


def _unlisted(text: str, span: Span, mentions: Sequence[Mention]) -> re.Match[str] | None:
    """The last name of a scholar in the stretch who is not in the list."""
    found = (m for pattern in (_ET_AL, _SCHOLAR, _ACCORDING) for m in pattern.finditer(text, span.start, span.end))
    unknown = [m for m in found if not any(k.span.overlaps(Span(*m.span("name"))) for k in mentions)]
    people = (m for m in unknown if m["name"].split()[0].casefold() not in NO_SCHOLAR)
    return max(people, key=lambda m: m.start("name"), default=None)

"""A concordance: every place of a word in a bitext, with what stands around it and on the other side (KWIC).

Chinese is found wherever its characters stand, in either script, however few they are; a hit that begins or ends
within a word is told as doubtful, and not dropped: 国文 in 中国文学.  What is written with spaces is found by whole
words, in all their forms: *chimney* in *two chimneys*, *write* in *written*.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from bitext.errors import BadConfiguration, UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from glossary.checks.contract import Bilingual, Couple, Sentence, Side, Spot
from glossary.matching import UNSPACED, row
from lang.folding import fold
from lang.lemmas import forms_in
from lang.words import is_cut_safe

Matcher = Callable[[str, LanguageTag], Iterator[Span]]
"""Where a text of a language has what is looked for."""

_UNSPACED: Final = re.compile(f"[{UNSPACED}]+")


class Order(StrEnum):
    """In which order hits are told."""

    TEXT = "text"
    LEFT = "left"  # by what stands before, the nearest first
    MATCH = "match"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for, and how.

    Raises `BadConfiguration` where there is nothing to look for, or a regular expression is none.
    """

    text: str
    is_regex: bool = False  # a regular expression of Python's; capitals do not count, nor does the Chinese script
    is_exact: bool = False  # words in this form only

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise BadConfiguration("There is nothing to look for; give a word, or an expression with --regex.")
        if self.is_regex:
            _expression(self.text)

    @property
    def matcher(self) -> Matcher:
        """What finds it.

        >>> zh, en = LanguageTag("zh"), LanguageTag("en")
        >>> list(Query(text="烟囱").matcher("兩座煙囪倒了", zh))
        [Span(start=2, end=4)]
        >>> list(Query(text="chimney").matcher("Two chimneys", en))
        [Span(start=4, end=12)]
        """
        if self.is_regex:
            return self._by_expression
        return self._by_characters if _UNSPACED.search(self.text) else self._by_words

    def _by_expression(self, text: str, _language: LanguageTag) -> Iterator[Span]:
        for match in _expression(self.text).finditer(_one_script(text)):
            if match[0]:
                yield Span(*match.span())

    def _by_characters(self, text: str, _language: LanguageTag) -> Iterator[Span]:
        wanted, folded = fold(self.text.strip()), fold(text)
        start = folded.find(wanted)
        while start >= 0:
            yield Span(start, start + len(wanted))
            start = folded.find(wanted, start + len(wanted))

    def _by_words(self, text: str, language: LanguageTag) -> Iterator[Span]:
        wanted = [_forms(key, language, is_exact=self.is_exact) for key in row(self.text).keys]
        found = row(text)
        at = 0
        while at <= len(found.keys) - len(wanted):
            keys = found.keys[at : at + len(wanted)]
            if all(
                not forms.isdisjoint(_forms(key, language, is_exact=self.is_exact))
                for key, forms in zip(keys, wanted, strict=True)
            ):
                yield found.span(at, at + len(wanted) - 1)
                at += len(wanted)
            else:
                at += 1


@cache
def _expression(text: str) -> re.Pattern[str]:
    try:
        return re.compile(_one_script(text), re.IGNORECASE)
    except re.error as error:
        raise BadConfiguration(
            f"{text!r} is no regular expression: {error}; leave --regex out to find it as it stands."
        ) from error


def _one_script(text: str) -> str:
    """Chinese characters in one script; nothing else changes, for in an expression a capital may mean the contrary."""
    return _UNSPACED.sub(lambda match: fold(match[0]), text)


@cache
def _forms(key: str, language: LanguageTag, *, is_exact: bool) -> frozenset[str]:
    """The words that a word may be a form of, itself among them."""
    forms = None if is_exact else forms_in(language)
    return frozenset({key, *(forms(key) if forms and key.isalpha() else ())})


@dataclass(frozen=True, slots=True)
class Hit:
    """A place, with the whole text of its bead on both sides."""

    bitext: Bilingual
    couple: Couple
    side: Side
    spot: Spot
    before: str  # what stands before it on its side of the bead
    after: str
    other: str  # the other side of the bead
    is_doubtful: bool = False  # it begins or ends within a Chinese word

    @property
    def document(self) -> str:
        """The document of the side that it is in."""
        return self.bitext.documents[list(Side).index(self.side)]


def concordance(
    bitexts: Iterable[Bilingual], query: Query, *, sides: Sequence[Side] = tuple(Side), order: Order = Order.TEXT
) -> tuple[Hit, ...]:
    """All places of the query in the sides of the bitexts."""
    found = [hit for bitext in bitexts for couple in bitext.couples for hit in _in_couple(bitext, couple, query, sides)]
    match order:
        case Order.LEFT:
            found.sort(key=lambda hit: _letters(hit.before)[::-1])
        case Order.RIGHT:
            found.sort(key=lambda hit: _letters(hit.after))
        case Order.MATCH:
            found.sort(key=lambda hit: fold(hit.spot.text))
        case Order.TEXT:
            pass
    return tuple(found)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _in_couple(bitext: Bilingual, couple: Couple, query: Query, sides: Sequence[Side]) -> Iterator[Hit]:
    matcher = query.matcher
    for side in sides:
        language = bitext.language(side)
        for place, sentence in enumerate(couple.side(side)):
            for span in matcher(sentence.text, language):
                before, after = _around(couple.side(side), place, span, language.joiner)
                other = bitext.language(side.other).joiner.join(one.text for one in couple.side(side.other))
                doubtful = not query.is_regex and _is_within_word(sentence.text, span, language)
                yield Hit(bitext, couple, side, Spot.of(sentence, span), before, after, other, doubtful)


def _around(sentences: Sequence[Sentence], place: int, span: Span, joiner: str) -> tuple[str, str]:
    """What stands before and after a span of one of the sentences."""
    text = sentences[place].text
    before = joiner.join([*(one.text for one in sentences[:place]), text[: span.start]])
    after = joiner.join([text[span.end :], *(one.text for one in sentences[place + 1 :])])
    return before, after


def _is_within_word(text: str, span: Span, language: LanguageTag) -> bool:
    """Whether a dictionary has it that a word goes over an edge; only where one is known for the language."""
    if not language.is_unspaced or not _UNSPACED.search(span.of(text)):
        return False
    try:
        return not is_cut_safe(text, span, language)
    except UnknownLanguage:
        return False


@dataclass(frozen=True, slots=True)
class Count:
    """How often it is in one document, and in how many beads and sentences of how many."""

    name: str  # of the file
    document: str
    language: LanguageTag
    hits: int
    beads: int
    sentences: int  # that the document has


def counts(
    bitexts: Iterable[Bilingual], hits: Sequence[Hit], *, sides: Sequence[Side] = tuple(Side)
) -> tuple[Count, ...]:
    """The hits of each document, also where there are none.

    The same file may be in several bitexts: an original with two translations is counted with each.
    """
    found = Counter((id(hit.bitext), hit.side) for hit in hits)
    beads = Counter(place[:2] for place in {(id(hit.bitext), hit.side, hit.couple.id) for hit in hits})
    return tuple(
        Count(
            name=bitext.name,
            document=bitext.documents[list(Side).index(side)],
            language=bitext.language(side),
            hits=found[id(bitext), side],
            beads=beads[id(bitext), side],
            sentences=sum(len(couple.side(side)) for couple in bitext.couples),
        )
        for bitext in bitexts
        for side in sides
    )

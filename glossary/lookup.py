"""Terms found in a text: the longest at each place, in any script and by whole words.

A Chinese term is found wherever its characters stand, simplified or traditional, across any word boundary that a
segmenter would draw.  The one exception is a term of a single character, which counts only where it stands alone.
An English term is found between word boundaries, with a possessive 's left out of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import CaseRule, Concept, Term, Termbase
from glossary.matching import UNSPACED, Unit, bare, term_key, term_units, units

_UNSPACED: Final = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term of a concept, and where it stands."""

    concept: str
    term: Term
    span: Span


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term that is looked for."""

    concept: str
    term: Term
    keys: tuple[str, ...]
    capitals: str  # as `_capitals` gives them


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The terms of one language, ready for many texts.  Make it with `lexicon_of`."""

    entries: Mapping[tuple[str, ...], Sequence[_Entry]]  # by all their keys
    lengths: Mapping[str, Sequence[int]]  # by their first key: how many keys they have, the most first

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """The terms in `text`, from left to right, of two that overlap the first and of two at one place the longest.

        Where a word names several concepts, there is an occurrence of each.
        """
        found = units(text)
        keys = tuple(unit.key for unit in found)
        at = 0
        while at < len(keys):
            length, hits = self._longest(text, found, keys, at) if keys[at] in self.lengths else (1, ())
            for entry in hits:
                yield Occurrence(entry.concept, entry.term, Span(found[at].start, found[at + length - 1].end))
            at += length

    def _longest(
        self, text: str, found: Sequence[Unit], keys: tuple[str, ...], at: int
    ) -> tuple[int, Sequence[_Entry]]:
        """How many units the longest term at `at` has, and the entries for it; one and none if there is no term."""
        for length in self.lengths[keys[at]]:
            wanted = keys[at : at + length]  # at the end of the text perhaps fewer
            hits = [e for e in self.entries.get(wanted, ()) if _counts(e, text, found[at : at + length])]
            if hits:
                return len(wanted), hits
        return 1, ()


def lexicon_of(base: Termbase, language: str) -> Lexicon:
    """The terms of `base` in `language`, whatever script or region they are in.

    Romanised terms (`zh-Latn-pinyin`) are a language of their own: ask for `zh-Latn`.
    """
    wanted = writing(LanguageTag(language))
    entries = (
        _entry(concept, term) for concept in base.concepts for term in concept.terms if writing(term.language) == wanted
    )
    by_keys: defaultdict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_keys[entry.keys].append(entry)
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for first, length in sorted({(keys[0], len(keys)) for keys in by_keys}, reverse=True):
        lengths[first].append(length)
    return Lexicon(dict(by_keys), dict(lengths))


def occurrences(text: str, base: Termbase, language: str) -> Iterator[Occurrence]:
    """The terms of `base` in a text of `language`; for many texts make a `lexicon_of` once.

    >>> base = Termbase(concepts=(Concept(id="c1", terms=(Term(text="沈阳冶炼厂", language=LanguageTag("zh-Hans")),)),))
    >>> [found.span for found in occurrences("他在瀋陽冶煉廠做工。", base, "zh-Hant")]
    [Span(start=2, end=7)]
    """
    return lexicon_of(base, language).occurrences(text)


def named(base: Termbase, name: str) -> Iterator[Concept]:
    """The concepts that have `name` among their terms, in any language, script or case.

    >>> base = Termbase(concepts=(Concept(id="c1", terms=(Term(text="钱锺书", language=LanguageTag("zh-Hans")),)),))
    >>> [concept.id for concept in named(base, "錢鍾書")]
    ['c1']
    """
    wanted = term_key(name)
    return (concept for concept in base.concepts if any(term_key(term.text) == wanted for term in concept.terms))


def writing(tag: LanguageTag) -> tuple[str, bool]:
    """Language and kind of script: the same for `zh-Hans` and `zh-Hant`, another for pinyin."""
    return tag.language, tag.is_unspaced


def _entry(concept: Concept, term: Term) -> _Entry:
    return _Entry(concept.id, term, term_key(term.text), _capitals(term.text, term_units(term.text)))


def _counts(entry: _Entry, text: str, stretch: Sequence[Unit]) -> bool:
    """Whether the stretch, whose keys are those of the entry, is the term indeed."""
    if len(stretch) == 1 and _UNSPACED.match(entry.keys[0]):
        return not _touches_others(text, stretch[0])
    rule = entry.term.case
    is_name = len(stretch) == 1 and entry.capitals.startswith("A")
    if rule is CaseRule.ANY or (rule is CaseRule.AUTO and not is_name):
        return True
    capitals = _capitals(text, stretch)
    in_headline = rule is CaseRule.AUTO and "a" not in capitals
    return capitals == entry.capitals or in_headline


def _touches_others(text: str, unit: Unit) -> bool:
    around = text[max(0, unit.start - 1) : unit.start] + text[unit.end : unit.end + 1]
    return _UNSPACED.search(around) is not None


def _capitals(text: str, stretch: Iterable[Unit]) -> str:
    """The pattern of capitals of the words: `Aa aa` for "Li fei"."""
    return " ".join(_pattern(bare(text[unit.start : unit.end])) for unit in stretch)


def _pattern(word: str) -> str:
    return "".join("A" if char.isupper() else "a" if char.islower() else "." for char in word)

"""Terms found in a text: the longest at each place, in any script and by whole words.

A Chinese term is found wherever its characters stand, simplified or traditional, across any word boundary that a
segmenter would draw.  The one exception is a term of a single character, which counts only where it stands alone.
An English term is found between word boundaries, with a possessive 's left out of it, and in all its forms: a word of
the text may have that of the term as its lemma, but not the other way round, so that *meet* is not *meeting*.  A single
word with a capital is a name: it is found as it is written, or in capitals throughout.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import compress, count, groupby
from operator import add
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import CaseRule, Concept, ConceptKind, Context, Matching, Term, Termbase
from glossary.matching import UNSPACED, Row, bare, row, term_key, term_units
from lang.folding import fold
from lang.lemmas import forms_in

_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_ARTICLES: Final = frozenset({"a", "an", "the"})
_SMALL_WORDS: Final = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "and",
            "as",
            "but",
            "nor",
            "or",
            "than",
            "at",
            "by",
            "for",
            "from",
            "in",
            "into",
            "of",
            "off",
        ),
        *("on", "onto", "over", "to", "under", "upon", "with", "without", "de", "des", "du"),
    }
)
"""Which titles have with a small letter."""
_INFLECTED: Final = frozenset({ConceptKind.TERM, ConceptKind.ORGANISATION})
"""The kinds of which forms count; names and titles do not change, and Plains is not a form of Plain."""


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
    capitals: tuple[str, ...]  # of each word, as `_capitals` gives them
    is_name: bool  # a single word with a capital
    is_inflected: bool  # whether forms of its words count
    is_free: bool  # whether it counts wherever its keys, or forms of them, stand
    tail: tuple[str, ...] = ()  # its last keys that have no forms: on the Plain

    @property
    def is_acronym(self) -> bool:
        return self.is_name and self.capitals == ("A",) and len(self.keys[0]) > 1


@dataclass(frozen=True, slots=True)
class _Node:
    """A place in the tree of all terms: what may follow there, and the terms that end there."""

    following: dict[str, "_Node"] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)

    def at(self, keys: Iterable[str]) -> "_Node":
        """The place after `keys`, made where there is none."""
        node = self
        for key in keys:
            node = node.following.setdefault(key, _Node())
        return node


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term that is looked for by an expression: one that the user gives, or the beginning of a word."""

    concept: str
    term: Term
    expression: re.Pattern[str]

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Where it stands; a prefix is compared folded, an expression with the text as it is."""
        searched = fold(text) if self.term.matching is Matching.PREFIX else text
        for match in self.expression.finditer(searched):
            span = Span(*match.span())
            if span and self._has_capital(text, span) and fits(self.term, text, span):
                yield Occurrence(self.concept, self.term, span)

    def _has_capital(self, text: str, span: Span) -> bool:
        """Whether a prefix has a capital where it needs one; an expression sees to that by itself."""
        if self.term.matching is Matching.REGEX or self.term.case is CaseRule.ANY:
            return True
        is_name = " " not in self.term.text and self.term.text[0].isupper()
        return (
            text[span.start].isupper()
            if is_name
            else self.term.case is CaseRule.AUTO or text.startswith(self.term.text, span.start)
        )


@dataclass(frozen=True)
class Lexicon:
    """The terms of one language, ready for many texts.  Make it with `lexicon_of`."""

    root: _Node
    forms: Callable[[str], tuple[str, ...]] | None  # a key with what it may be a form of
    patterns: tuple[_Pattern, ...] = ()

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """The terms in `text`, from left to right, of two that overlap the first and of two at one place the longest.

        Where a word names several concepts, there is an occurrence of each.
        """
        return (found for found, is_longest in self.all_occurrences(text) if is_longest)

    def all_occurrences(self, text: str) -> Iterator[tuple[Occurrence, bool]]:
        """All terms in `text`, also within others, each with whether it is one of `occurrences`."""
        if not self.patterns:
            return self._of_keys(text)
        found = [occurrence for occurrence, _ in self._of_keys(text)]
        found += (occurrence for pattern in self.patterns for occurrence in pattern.occurrences(text))
        return _leftmost_longest(found)

    def _of_keys(self, text: str) -> Iterator[tuple[Occurrence, bool]]:
        found = row(text)
        free = 0
        for at in self._starts(found.keys):
            ends = self._ends(text, found, at)
            for number, (last, hits) in enumerate(ends, 1):
                is_longest = at >= free and number == len(ends)
                for entry in hits:
                    yield Occurrence(entry.concept, entry.term, found.span(at, last)), is_longest
            if ends and at >= free:
                free = ends[-1][0] + 1

    def _starts(self, keys: Sequence[str]) -> Iterator[int]:
        """The places where a term may begin: most of a text is passed over here, and quickly."""
        if self.forms:
            return compress(count(), map(self._may_begin.__getitem__, keys))
        pairs = compress(count(), map(self._pairs.__contains__, map(add, keys, keys[1:])))
        if self._alone.isdisjoint(keys):
            return pairs
        return iter(sorted({*pairs, *compress(count(), map(self._alone.__contains__, keys))}))

    @cached_property
    def _may_begin(self) -> "_Beginnings":
        return _Beginnings(self.forms or _alone, frozenset(self.root.following))

    @cached_property
    def _alone(self) -> frozenset[str]:
        """The keys that are terms by themselves."""
        return frozenset(key for key, node in self.root.following.items() if node.entries)

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """The first two keys of the terms that have two, joined."""
        return frozenset(first + second for first, node in self.root.following.items() for second in node.following)

    def _ends(self, text: str, found: Row, at: int) -> list[tuple[int, Sequence[_Entry]]]:
        """The last units of the terms that begin at `at`, the shortest term first, with the entries for each."""
        forms = self.forms or _alone
        nodes = [self.root]
        ends: list[tuple[int, Sequence[_Entry]]] = []
        for last in range(at, len(found.keys)):
            keys = forms(found.keys[last])
            nodes = [below for node in nodes for key in keys if (below := node.following.get(key))]
            if not nodes:
                break
            entries: Iterable[_Entry] = [entry for node in nodes for entry in node.entries]
            if not entries:
                continue
            if len(nodes) > 1:  # one entry may be found in two ways
                entries = {id(entry): entry for entry in entries}.values()
            hits = [entry for entry in entries if entry.is_free or _counts(entry, _Stretch(text, found, at, last))]
            if hits:
                ends.append((last, hits))
        return ends


def _leftmost_longest(found: Iterable[Occurrence]) -> Iterator[tuple[Occurrence, bool]]:
    """All of them in order, each with whether it is the longest at its place, which no earlier one overlaps."""
    longest, free = None, 0
    for occurrence in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if occurrence.span.start >= free:
            longest, free = occurrence.span, occurrence.span.end
        yield occurrence, occurrence.span == longest


def _alone(key: str) -> tuple[str, ...]:
    """What a key may be a form of where words have no forms."""
    return (key,)


class _Beginnings(dict[str, bool]):
    """Whether a term may begin with a key, found out once for each."""

    def __init__(self, forms: Callable[[str], tuple[str, ...]], firsts: frozenset[str]) -> None:
        super().__init__()
        self._forms, self._firsts = forms, firsts

    def __missing__(self, key: str) -> bool:
        self[key] = not self._firsts.isdisjoint(self._forms(key))
        return self[key]


def lexicon_of(base: Termbase, language: str) -> Lexicon:
    """The terms of `base` in `language`, whatever script or region they are in.

    Romanised terms (`zh-Latn-pinyin`) are a language of their own: ask for `zh-Latn`.
    """
    wanted = writing(LanguageTag(language))
    root, forms = _Node(), forms_in(LanguageTag(language))
    patterns = []
    for concept in base.concepts:
        for term in concept.terms:
            if writing(term.language) != wanted:
                continue
            if (expression := _expression(term)) is not None:
                patterns.append(_Pattern(concept.id, term, expression))
            else:
                entry = _entry(concept, term, has_forms=forms is not None)
                for keys in _ways(entry, forms):
                    root.at(keys).entries.append(entry)
    return Lexicon(root, forms, tuple(patterns))


def _ways(entry: _Entry, forms: Callable[[str], tuple[str, ...]] | None) -> Iterator[tuple[str, ...]]:
    """The rows of keys by which a term is found: its own, and those that a dictionary's way of writing hides.

    The glossary may have the plural of several words, which are one as well, and `to` or `the` before them.
    """
    yield entry.keys
    if forms is None or not (entry.is_free or entry.tail) or entry.term.matching is not Matching.AUTO:
        return
    keys = entry.keys
    if (len(keys) > 1 and keys[0] == "to") or (len(keys) > 2 and keys[0] in _ARTICLES):
        yield (keys := keys[1:])
    if len(keys) > 1 and keys[-1].endswith("s") and not entry.tail:
        yield from ((*keys[:-1], one) for one in forms(keys[-1])[1:] if keys[-1].startswith(one[:-1]))


def _expression(term: Term) -> re.Pattern[str] | None:
    """What a term is looked for by; None where it is by its keys, as prefixes are in scripts without spaces."""
    if term.matching is Matching.REGEX:
        return re.compile(term.text, re.IGNORECASE if term.case is CaseRule.ANY else 0)
    if term.matching is Matching.PREFIX and not term.language.is_unspaced:
        words = r"[\s-]+".join(re.escape(key) for key in term_key(term.text))
        return re.compile(rf"(?<!\w){words}[\w'-]*")
    return None


def fits(term: Term, text: str, span: Span) -> bool:
    """Whether what stands around a term is what it asks for: one of the wanted things, none of the excluded.

    >>> term = Term(text="高明", language=LanguageTag("zh"), contexts=(Context.parse("!_显"),))
    >>> fits(term, "高明说", Span(0, 2)), fits(term, "高明显", Span(0, 2))
    (True, False)
    """
    if not term.contexts:
        return True
    folded = fold(text)
    before, after = folded[: span.start].rstrip(), folded[span.end :].lstrip()
    held = {context: _holds(context, before, after, folded) for context in term.contexts}
    wanted = [is_held for context, is_held in held.items() if not context.is_excluded]
    excluded = [is_held for context, is_held in held.items() if context.is_excluded]
    return not any(excluded) and (not wanted or any(wanted))


def _holds(context: Context, before: str, after: str, whole: str) -> bool:
    """Whether a condition is true of a place in a folded text."""
    return (
        before.endswith(fold(context.before).strip())
        and after.startswith(fold(context.after).strip())
        and fold(context.anywhere) in whole
    )


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


@cache
def writing(tag: LanguageTag) -> tuple[str, bool]:
    """Language and kind of script: the same for `zh-Hans` and `zh-Hant`, another for pinyin."""
    return tag.language, tag.is_unspaced


def _entry(concept: Concept, term: Term, *, has_forms: bool) -> _Entry:
    found = term_units(term.text)
    keys = tuple(unit.key for unit in found) or (term.text,)
    capitals = tuple(_capitals(term.text[unit.start : unit.end]) for unit in found)
    is_name = len(found) == 1 and capitals[0].startswith("A")
    is_usual = term.matching is Matching.AUTO and concept.kind in _INFLECTED and not is_name
    is_inflected = is_usual or term.matching is Matching.LEMMA
    is_character = len(keys) == 1 and _UNSPACED.match(keys[0]) is not None
    tail = _tail(keys, capitals) if is_usual else ()
    return _Entry(
        concept=concept.id,
        term=term,
        keys=keys,
        capitals=capitals,
        is_name=is_name,
        is_inflected=is_inflected,
        is_free=not is_character
        and not term.contexts
        and not tail
        and (is_inflected or not has_forms)
        and (term.case is CaseRule.ANY or (term.case is CaseRule.AUTO and not is_name)),
        tail=tail,
    )


def _tail(keys: tuple[str, ...], capitals: Sequence[str]) -> tuple[str, ...]:
    """The keys of a title from its first small word on: Plains is not a form of Plain in Moses on the Plain.

    Before it a form counts, as in Ministers of Culture.
    """
    small = [number for number, kind in enumerate(capitals) if kind == "a"]
    is_title = small and capitals[0].startswith("A") and capitals[-1].startswith("A")
    return keys[small[0] :] if is_title and all(keys[number] in _SMALL_WORDS for number in small) else ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Units of a text, from the first to the last, whose keys or lemmas are those of a term."""

    text: str
    row: Row
    first: int
    last: int

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.row.keys[self.first : self.last + 1])

    @property
    def words(self) -> Iterator[str]:
        """The units as they stand in the text."""
        numbers = range(self.first, self.last + 1)
        return (self.row.span(number, number).of(self.text) for number in numbers)

    @property
    def span(self) -> Span:
        return self.row.span(self.first, self.last)

    @property
    def around(self) -> str:
        """The characters that it touches."""
        span = self.span
        return self.text[max(0, span.start - 1) : span.start] + self.text[span.end : span.end + 1]


def _counts(entry: _Entry, stretch: _Stretch) -> bool:
    """Whether the stretch is the term indeed."""
    return _is_in_form(entry, stretch) and fits(entry.term, stretch.text, stretch.span)


def _is_in_form(entry: _Entry, stretch: _Stretch) -> bool:
    if len(entry.keys) == 1 and _UNSPACED.match(entry.keys[0]):
        return _UNSPACED.search(stretch.around) is None
    if entry.tail and stretch.keys[-len(entry.tail) :] != entry.tail:
        return False
    if stretch.keys != entry.keys and not entry.is_inflected:
        is_plural = entry.term.matching is Matching.AUTO and entry.is_acronym
        return is_plural and next(stretch.words) == f"{entry.term.text}s"
    rule = entry.term.case
    if rule is CaseRule.ANY or (rule is CaseRule.AUTO and not entry.is_name):
        return True
    capitals = tuple(map(_capitals, stretch.words))
    in_headline = rule is CaseRule.AUTO and "a" not in "".join(capitals)
    return capitals == entry.capitals or in_headline


def _capitals(word: str) -> str:
    """Where a word has capitals, however long it is: `Aa` for Fei and for Feis, `A` for WTO.

    >>> [_capitals(word) for word in ("policemen", "Xi'an", "WTO", "McDonald")]
    ['a', 'Aa', 'A', 'AaAa']
    """
    letters = ("A" if char.isupper() else "a" for char in bare(word) if char.isupper() or char.islower())
    return "".join(kind for kind, _ in groupby(letters))

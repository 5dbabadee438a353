"""Candidates for a glossary from aligned texts: words, names and titles that go together, each with its evidence.

Three kinds of evidence: a Chinese name with its spelling in Latin letters; a title in 《》; and words that stand in the
same beads far more often than chance has it, by Dunning's log-likelihood ratio.  What a known term explains, or a
better candidate, is taken away before the next is looked for (competitive linking: Melamed, Models of Translational
Equivalence among Words, 2000).  All are proposals: a person decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Attestation, Concept, ConceptKind, Term, Termbase, TermStatus
from glossary.association import log_likelihood
from glossary.base import slug, with_unique_ids
from glossary.checks.contract import Bilingual
from glossary.lookup import lexicon_of
from lang.lemmas import lemmas
from lang.names import surname_length
from lang.names_matching import find_names
from lang.rules import has_rules, rules_for
from lang.words import word_frequency, words

SIGNIFICANT: Final = 10.83
"""The chi-square of one degree of freedom for p = 0.001."""

_LONGEST: Final = 3  # words of a candidate
_LONGEST_NAME: Final = 4
_SHARE: Final = 0.4  # of the beads that have the one, how many must have the other
_TITLE: Final = re.compile(r"《([^《》]{1,40})》")
_NEARLY: Final = 0.75  # of the beads that have a word, how many must have it with its neighbours
_PLACES: Final = 5
_RARE: Final = 100
"""Occurrences in jieba's dictionary below which a word may be a name that it does not know as one."""
_COMMON: Final = 5000
"""Occurrences there from which a word is too common to begin or end a term: 可以, 知道, 的."""


class Evidence(StrEnum):
    """Why two words are a candidate."""

    NAME = "spelling"  # the one spells the other
    TITLE = "title"  # marked as a title, and goes with it
    TOGETHER = "together"  # both stand in the same beads


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two words that may be one concept."""

    source: str
    target: str
    kind: ConceptKind
    evidence: Evidence
    both: int  # beads that have both
    of_source: int
    of_target: int
    score: float  # log-likelihood ratio
    beads: tuple[str, ...]  # the first few of them
    system: str = ""  # of romanisation


@dataclass(slots=True)
class _Found:
    """Where the units of one side stand, and how each is written."""

    places: dict[str, set[int]]
    forms: dict[str, Counter[str]]

    def form(self, key: str) -> str:
        """As it is written most often."""
        return self.forms[key].most_common(1)[0][0]


def candidates(bitext: Bilingual, known: Termbase, *, least: int = 3) -> tuple[Candidate, ...]:
    """The candidates of a bitext that the glossary does not have, the surest first.

    `least` is the number of beads in which both must stand; for names and titles two are enough.
    """
    sides = [_without(bitext, known, side) for side in (0, 1)]
    names = tuple(_names(bitext, sides))
    masked = _masked(sides, names)
    found = [_units(texts, language) for texts, language in zip(masked, _languages(bitext), strict=True)]
    linked = tuple(_linked(bitext, found, least))
    return tuple(sorted((*names, *linked), key=lambda one: (-one.score, one.source)))


def _languages(bitext: Bilingual) -> tuple[LanguageTag, LanguageTag]:
    return bitext.source, bitext.target


def _texts(bitext: Bilingual, side: int) -> list[str]:
    language = _languages(bitext)[side]
    couples = ((couple.source, couple.target)[side] for couple in bitext.couples)
    return [language.joiner.join(sentence.text for sentence in sentences) for sentences in couples]


def _without(bitext: Bilingual, known: Termbase, side: int) -> list[str]:
    """The texts with a mark in the place of each known term."""
    lexicon = lexicon_of(known, _languages(bitext)[side])
    return [_blotted(text, [found.span for found in lexicon.occurrences(text)]) for text in _texts(bitext, side)]


def _blotted(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + "\ufffc" * len(span) + text[span.end :]
    return text


def _names(bitext: Bilingual, sides: Sequence[Sequence[str]]) -> Iterator[Candidate]:
    """Chinese names that the other side spells."""
    languages = _languages(bitext)
    chinese = next((side for side, language in enumerate(languages) if language.language == "zh"), None)
    if chinese is None or languages[1 - chinese].is_unspaced:
        return
    places = _likely_names(sides[chinese], languages[chinese])
    for name, beads in places.items():
        spelled: Counter[tuple[str, str]] = Counter()
        at: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for bead in beads:
            for found in find_names(sides[1 - chinese][bead], name):
                if found.match.is_likely and len(found.text.split()) > 1:
                    key = (found.text.removesuffix("’s").removesuffix("'s"), found.match.systems[0].value)
                    spelled[key] += 1
                    at[key].append(bead)
        if spelled:
            yield _name(bitext, (name, len(beads)), spelled, at, chinese)


def _name(
    bitext: Bilingual,
    name: tuple[str, int],
    spelled: Counter[tuple[str, str]],
    at: Mapping[tuple[str, str], Sequence[int]],
    chinese: int,
) -> Candidate:
    (spelling, system), _ = spelled.most_common(1)[0]
    beads = list(dict.fromkeys(at[spelling, system]))
    pair = (name[0], spelling) if chinese == 0 else (spelling, name[0])
    counts = (name[1], len(beads)) if chinese == 0 else (len(beads), name[1])
    return Candidate(
        source=pair[0],
        target=pair[1],
        kind=ConceptKind.PERSON,
        evidence=Evidence.NAME,
        both=len(beads),
        of_source=counts[0],
        of_target=counts[1],
        score=round(log_likelihood(len(beads), *counts, len(bitext.couples)), 1) + 1000,
        beads=tuple(bitext.couples[bead].id for bead in beads[:_PLACES]),
        system=system,
    )


def _likely_names(texts: Sequence[str], language: LanguageTag) -> Mapping[str, list[int]]:
    """Words that begin with a surname and are no common words, and the beads that have them."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for bead, text in enumerate(texts):
        for name in dict.fromkeys(_names_in(text, language)):
            found[name].append(bead)
    return {name: beads for name, beads in found.items() if len(beads) > 1}


def _names_in(text: str, language: LanguageTag) -> Iterator[str]:
    """Stretches of two to four characters that can be a name: cut as words are, or a surname with what follows."""
    cut = list(words(text, language))
    for place, (word, span) in enumerate(cut):
        size = surname_length(word)
        if not size:
            continue
        if size < len(word) <= _LONGEST_NAME and word_frequency(word) < _RARE:
            yield word
        following = cut[place + 1] if place + 1 < len(cut) else None
        if len(word) == size and following and following[1].start == span.end and len(following[0]) <= 2:
            yield word + following[0]


def _masked(sides: Sequence[Sequence[str]], names: Sequence[Candidate]) -> list[list[str]]:
    """The texts without the names that were found, which would go with everything."""
    return [
        [_without_names(text, told) for text in texts]
        for texts, told in zip(sides, ({n.source for n in names}, {n.target for n in names}), strict=True)
    ]


def _without_names(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "\ufffc")
    return text


def _units(texts: Sequence[str], language: LanguageTag) -> _Found:
    found = _Found({}, {})
    stop = rules_for(language).stop_words if has_rules(language) else frozenset()
    for bead, text in enumerate(texts):
        for key, form in _units_in(text, language, stop):
            found.places.setdefault(key, set()).add(bead)
            found.forms.setdefault(key, Counter())[form] += 1
    return found


def _units_in(text: str, language: LanguageTag, stop: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The runs of one to three words that begin and end with one that means something, and the titles."""
    yield from ((f"《{title}》", title) for title in _TITLE.findall(text))
    cut = [(word, span) for word, span in words(text, language)]
    for start in range(len(cut)):
        for end in range(start + 1, min(len(cut), start + _LONGEST) + 1):
            run = cut[start:end]
            if end > start + 1 and not _is_joined(text, run[-2][1], run[-1][1], language):
                break
            if _is_content(run[0][0], language, stop) and _is_content(run[-1][0], language, stop):
                yield _key(run, language), text[run[0][1].start : run[-1][1].end]


def _is_joined(text: str, before: Span, after: Span, language: LanguageTag) -> bool:
    between = text[before.end : after.start]
    return between == "" if language.is_unspaced else between in {" ", "-", "\u2011"}


def _is_content(word: str, language: LanguageTag, stop: frozenset[str]) -> bool:
    if language.is_unspaced:
        return word_frequency(word) < _COMMON
    return word.lower() not in stop and len(word) > 1 and not word.isdigit()


def _key(run: Sequence[tuple[str, Span]], language: LanguageTag) -> str:
    if language.is_unspaced:
        return "".join(word for word, _ in run)
    *others, (last, _) = run
    lemma = next(iter(lemmas(last.lower(), language)), last.lower())
    return " ".join([*(word.lower() for word, _ in others), lemma])


def _linked(bitext: Bilingual, found: Sequence[_Found], least: int) -> Iterator[Candidate]:
    """Pairs of units, the best first; each explains its beads, so that no other is made of its parts there."""
    pairs = list(_pairs(found, least, len(bitext.couples)))
    of_source: defaultdict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        of_source[pair.source].append(pair)
    used: tuple[set[str], set[str]] = (set(), set())
    for best in sorted(pairs, key=lambda pair: (-pair.score, -len(pair.source), pair.source, pair.target)):
        if _is_used(best.source, used[0]) or _is_used(best.target, used[1]):
            continue
        pair = _whole(best, of_source[best.source])
        used[0].add(pair.source)
        used[1].add(pair.target)
        yield _candidate(bitext, found, pair)


def _whole(best: "_Pair", others: Iterable["_Pair"]) -> "_Pair":
    """The pair with as many words of the target as go with it nearly as well: thermal springs, and not thermal."""
    longer = (
        pair
        for pair in others
        if f" {best.target} " in f" {pair.target} " and len(pair.beads) >= _NEARLY * len(best.beads)
    )
    return max((best, *longer), key=lambda pair: (pair.target.count(" "), pair.score))


def _candidate(bitext: Bilingual, found: Sequence[_Found], pair: "_Pair") -> Candidate:
    is_title = pair.source.startswith("《") or pair.target.startswith("《")
    return Candidate(
        source=found[0].form(pair.source),
        target=found[1].form(pair.target),
        kind=ConceptKind.WORK if is_title else ConceptKind.TERM,
        evidence=Evidence.TITLE if is_title else Evidence.TOGETHER,
        both=len(pair.beads),
        of_source=len(found[0].places[pair.source]),
        of_target=len(found[1].places[pair.target]),
        score=round(pair.score, 1),
        beads=tuple(bitext.couples[bead].id for bead in sorted(pair.beads)[:_PLACES]),
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A unit of either side, and the beads that have both."""

    score: float
    source: str
    target: str
    beads: frozenset[int]


def _is_used(key: str, used: Iterable[str]) -> bool:
    """Whether it is, or is part of, or holds, what is taken already."""
    plain = key.strip("《》")
    return any(_overlap(plain, other.strip("《》")) for other in used)


def _overlap(one: str, other: str) -> bool:
    if not one.isascii():
        return one in other or other in one
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _pairs(found: Sequence[_Found], least: int, total: int) -> Iterator[_Pair]:
    """Each unit of the source with those of the target that stand in the same beads far too often for chance."""
    by_bead: defaultdict[int, list[str]] = defaultdict(list)
    for key, places in found[1].places.items():
        if len(places) >= min(least, 2):
            for bead in places:
                by_bead[bead].append(key)
    for source, places in found[0].places.items():
        needed = 2 if source.startswith("《") else least
        if len(places) < needed:
            continue
        counts = Counter(key for bead in places for key in by_bead[bead])
        for target, both in counts.items():
            other = found[1].places[target]
            if both < needed or both < _SHARE * max(len(places), len(other)):
                continue
            score = log_likelihood(both, len(places), len(other), total)
            if score >= SIGNIFICANT:
                yield _Pair(score, source, target, frozenset(places & other))


def proposed(found: Iterable[Candidate], languages: tuple[LanguageTag, LanguageTag]) -> Termbase:
    """The candidates as proposed concepts; their notes tell the evidence, their attestations the beads."""
    concepts = (_concept(candidate, languages) for candidate in found)
    return Termbase(concepts=tuple(with_unique_ids(concepts)))


def _concept(candidate: Candidate, languages: tuple[LanguageTag, LanguageTag]) -> Concept:
    texts = zip((candidate.source, candidate.target), languages, strict=True)
    terms = tuple(Term(text=text, language=language, status=TermStatus.PROPOSED) for text, language in texts)
    return Concept(
        id=slug(terms),
        terms=terms,
        kind=candidate.kind,
        note=evidence_of(candidate),
        attestations=tuple(Attestation(place=bead) for bead in candidate.beads),
    )


def evidence_of(candidate: Candidate) -> str:
    """Why it is a candidate, in words."""
    counts = f"together in {candidate.both} beads, of {candidate.of_source} and {candidate.of_target}"
    if candidate.evidence is Evidence.NAME:
        return f"spelled in {candidate.system}; {counts}"
    likely = f"log-likelihood {candidate.score}"
    return (
        f"{counts}; {likely}" if candidate.evidence is Evidence.TOGETHER else f"marked as a title; {counts}; {likely}"
    )

"""Where the concepts of a term base are named in a bitext."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Concept, Term, Termbase, TermStatus
from glossary.checks.contract import Bilingual, Couple, Sentence, Side, Spot
from glossary.lookup import Lexicon, lexicon_of, writing
from lang.words import is_likely_word


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of a concept, where it stands in the text."""

    concept: Concept
    term: Term
    sentence: Sentence
    span: Span

    @property
    def spot(self) -> Spot:
        return Spot.of(self.sentence, self.span)

    @property
    def is_allowed(self) -> bool:
        return self.term.status is not TermStatus.FORBIDDEN

    @property
    def is_certain(self) -> bool:
        """Whether it is a word there; in a language with spaces it always is."""
        return self.term.language.language != "zh" or is_likely_word(self.sentence.text, self.span)


Mention = tuple[Hit, ...]
"""The hits at one place: of several concepts where the word names several."""


@dataclass(frozen=True)
class Hits:
    """The terms of one side of a bitext: the longest at each place, and how often each bead names each concept."""

    side: Side
    mentions: tuple[tuple[Mention, ...], ...]  # of each bead
    counts: Mapping[str, Mapping[int, int]]
    """By concept and bead, of terms that are allowed, also within longer terms of other concepts."""

    @cached_property
    def beads_of(self) -> Mapping[str, Sequence[int]]:
        """For each concept the numbers of the beads that name it by any of its terms, in order, each once."""
        found: dict[str, list[int]] = {}
        for number, mentions in enumerate(self.mentions):
            for id_ in dict.fromkeys(hit.concept.id for mention in mentions for hit in mention):
                found.setdefault(id_, []).append(number)
        return found


@dataclass(frozen=True)
class Named:
    """A bitext with what its two sides name of a term base."""

    bitext: Bilingual
    base: Termbase
    source: Hits
    target: Hits

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {couple.id: number for number, couple in enumerate(self.bitext.couples)}

    @cached_property
    def _terms(self) -> Mapping[tuple[Side, str], tuple[Term, ...]]:
        return {
            (side, concept.id): _allowed(concept, self.bitext.language(side))
            for side in Side
            for concept in self.base.concepts
        }

    def number(self, couple: Couple) -> int:
        """Which bead it is, counted from 0."""
        return self._numbers[couple.id]

    def side(self, side: Side) -> Hits:
        """The hits of one side."""
        return self.source if side is Side.SOURCE else self.target

    def terms(self, concept: Concept, side: Side) -> tuple[Term, ...]:
        """The terms of the concept in the language of one side that may be used, the preferred ones first."""
        return self._terms[side, concept.id]

    def count(self, concept: Concept, side: Side, number: int) -> int:
        """How often an allowed term of the concept stands in a bead, also within a longer term of another concept."""
        return self.side(side).counts.get(concept.id, {}).get(number, 0)

    def has(self, concept: Concept, side: Side, number: int) -> bool:
        """Whether one side of a bead names the concept, or a neighbour does that has it once more than its other side.

        Alignment moves names, so that a word may have come into the bead before or after.
        """
        return self.count(concept, side, number) > 0 or any(
            self.count(concept, side, near) > self.count(concept, side.other, near) for near in (number - 1, number + 1)
        )


def named_in(bitext: Bilingual, base: Termbase) -> Named:
    """The bitext with the terms of both sides found."""
    return Named(bitext, base, _hits(bitext, base, Side.SOURCE), _hits(bitext, base, Side.TARGET))


def _allowed(concept: Concept, language: LanguageTag) -> tuple[Term, ...]:
    wanted = writing(language)
    terms = [t for t in concept.terms if writing(t.language) == wanted and t.status is not TermStatus.FORBIDDEN]
    return tuple(sorted(terms, key=lambda term: term.status is not TermStatus.PREFERRED))


def _hits(bitext: Bilingual, base: Termbase, side: Side) -> Hits:
    lexicon = lexicon_of(base, bitext.language(side))
    mentions = []
    counts: dict[str, dict[int, int]] = {}
    scoped = [concept for concept in base.concepts if concept.scope]
    for number, couple in enumerate(bitext.couples):
        outside = frozenset(concept.id for concept in scoped if not _is_in_scope(concept, couple, bitext))
        longest: dict[tuple[str, Span], list[Hit]] = {}
        for sentence in couple.side(side):
            for hit in _within(sentence, lexicon, base, longest, outside):
                of_concept = counts.setdefault(hit, {})
                of_concept[number] = of_concept.get(number, 0) + 1
        mentions.append(tuple(map(tuple, longest.values())))
    return Hits(side, tuple(mentions), counts)


def _is_in_scope(concept: Concept, couple: Couple, bitext: Bilingual) -> bool:
    """Whether a bead is in one of the documents or divisions that a concept is for."""
    sentences = (*couple.source, *couple.target)
    places = {bitext.name, *bitext.documents, *(name for s in sentences for name in (s.id, s.division))}
    return any(place == scope or place.startswith(f"{scope}.") for scope in concept.scope for place in places)


def _within(
    sentence: Sentence,
    lexicon: Lexicon,
    base: Termbase,
    longest: dict[tuple[str, Span], list[Hit]],
    outside: frozenset[str],
) -> Iterator[str]:
    """The concepts that a sentence names by allowed terms, once for each place; `longest` takes the longest hits.

    Those `outside` are not for this place.
    """
    seen = set()
    for found, is_longest in lexicon.all_occurrences(sentence.text):
        if found.concept in outside:
            continue
        if is_longest:
            hit = Hit(base.by_id[found.concept], found.term, sentence, found.span)
            longest.setdefault((sentence.id, found.span), []).append(hit)
        if found.term.status is not TermStatus.FORBIDDEN and (found.concept, found.span) not in seen:
            seen.add((found.concept, found.span))
            yield found.concept

"""Where the concepts of a term base are named in a bitext."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

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
    """The terms of one side of a bitext, the longest at each place."""

    side: Side
    mentions: tuple[tuple[Mention, ...], ...]  # of each bead

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
    _counts: dict[tuple[Side, int, str], int] = field(default_factory=dict, repr=False, compare=False)
    _lexicons: dict[tuple[Side, str], Lexicon] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {couple.id: number for number, couple in enumerate(self.bitext.couples)}

    def number(self, couple: Couple) -> int:
        """Which bead it is, counted from 0."""
        return self._numbers[couple.id]

    def side(self, side: Side) -> Hits:
        """The hits of one side."""
        return self.source if side is Side.SOURCE else self.target

    def terms(self, concept: Concept, side: Side) -> tuple[Term, ...]:
        """The terms of the concept in the language of one side that may be used, the preferred ones first."""
        language = writing(self.bitext.language(side))
        terms = [t for t in concept.terms if writing(t.language) == language and t.status is not TermStatus.FORBIDDEN]
        return tuple(sorted(terms, key=lambda term: term.status is not TermStatus.PREFERRED))

    def count(self, concept: Concept, side: Side, number: int) -> int:
        """How often an allowed term of the concept stands in a bead, also within a longer term of another concept."""
        if not 0 <= number < len(self.bitext.couples):
            return 0
        key = side, number, concept.id
        if key not in self._counts:
            lexicon = self._lexicon(concept, side)
            sentences = self.bitext.couples[number].side(side)
            self._counts[key] = sum(len({hit.span for hit in lexicon.occurrences(s.text)}) for s in sentences)
        return self._counts[key]

    def _lexicon(self, concept: Concept, side: Side) -> Lexicon:
        key = side, concept.id
        if key not in self._lexicons:
            allowed = self.terms(concept, side)
            only = Concept(id=concept.id, kind=concept.kind, terms=allowed) if allowed else None
            self._lexicons[key] = lexicon_of(Termbase(concepts=(only,) if only else ()), self.bitext.language(side))
        return self._lexicons[key]

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


def _hits(bitext: Bilingual, base: Termbase, side: Side) -> Hits:
    lexicon = lexicon_of(base, bitext.language(side))
    return Hits(side, tuple(tuple(_mentions(couple, side, lexicon, base)) for couple in bitext.couples))


def _mentions(couple: Couple, side: Side, lexicon: Lexicon, base: Termbase) -> Iterator[Mention]:
    for sentence in couple.side(side):
        found = (
            Hit(base.by_id[hit.concept], hit.term, sentence, hit.span) for hit in lexicon.occurrences(sentence.text)
        )
        for _, hits in groupby(found, key=lambda hit: hit.span):
            yield tuple(hits)

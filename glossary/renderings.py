"""How each concept is rendered, how often and where, and which concepts of a glossary a bitext names at all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from bitext.terms import Concept, Termbase
from glossary.association import Index, goes_with, index_of
from glossary.checks.contract import Bilingual, Side
from glossary.checks.hits import Hit, Named, named_in
from glossary.checks.near import near_terms
from glossary.matching import term_key

_PLACES: Final = 5  # beads that are listed for each rendering
_LEAST: Final = 2  # occurrences of a name that the glossary does not have
_INITIAL: Final = frozenset("¡¿“‘\"'([«")
# Words with a capital, and small words between two of them.
_WORD: Final = r"(?!I['’])[^\W\d_a-z]\w*(?:['’-](?![sS]\b)\w+)*"
_RUN: Final = re.compile(rf"\b{_WORD}(?:[ -](?:(?:of|the|de|la|von) )*{_WORD})*")
_TITLE: Final = re.compile(r"《([^《》]+)》")


class Standing(StrEnum):
    """What the glossary says of a rendering."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    PROPOSED = "proposed"
    FORBIDDEN = "forbidden"
    UNLISTED = "unlisted"  # nearly a term: another spelling, a slip, a short form
    GUESSED = "guessed"  # a word that goes with the beads which have no term
    NONE = "none"  # nothing that the glossary has or that comes near it


_NOTHING: Final = ("", Standing.NONE)


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way in which a concept is rendered; `text` is empty where it is not."""

    concept: Concept
    original: str  # its first term in the language of the original
    text: str
    standing: Standing
    count: int
    share: float  # of all renderings of the concept, 0 to 1
    beads: tuple[str, ...]  # the ids of the first few that have it


@dataclass(frozen=True, slots=True)
class Exercised:
    """How often a bitext names a concept: in the original, in the translation, and in how many beads in both."""

    concept: Concept
    source: int
    target: int
    both: int


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name or title of the text that no entry of the glossary has."""

    text: str
    side: Side
    count: int
    beads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which concepts a bitext names, and which names it has that the glossary does not."""

    concepts: tuple[Exercised, ...]
    unlisted: tuple[Unlisted, ...]

    @property
    def exercised(self) -> int:
        """How many concepts the original names."""
        return sum(one.source > 0 for one in self.concepts)


def renderings(bitext: Bilingual, base: Termbase) -> tuple[Rendering, ...]:
    """The renderings of each concept that the original names, in the order of the term base, the commonest first.

    A word of the original that names several concepts counts for those that the translation names.
    """
    named = named_in(bitext, base)
    found = {concept.id: _found(named, concept) for concept in base.concepts}
    lacking = any(len(beads) > 1 for ways in found.values() for way, beads in ways.items() if way == _NOTHING)
    texts = [" ".join(sentence.text for sentence in couple.target) for couple in bitext.couples] if lacking else []
    index = index_of(texts, bitext.target)
    return tuple(
        rendering
        for concept in base.concepts
        for rendering in _told(named, concept, _guessed(found[concept.id], index, len(texts)))
    )


Ways = Mapping[tuple[str, Standing], Sequence[int]]
"""The numbers of the beads that have each rendering, as often as they have it."""


def _found(named: Named, concept: Concept) -> Ways:
    """The renderings of a concept, without guesses."""
    found: dict[tuple[str, Standing], list[int]] = {}
    if not all(named.terms(concept, side) for side in Side):
        return found
    for number in named.source.beads_of.get(concept.id, ()):
        if named.bitext.couples[number].target:
            for key in _in_bead(named, concept, number):
                found.setdefault(key, []).append(number)
    return found


def _guessed(found: Ways, index: Index, total: int) -> Ways:
    """The same, where beads have nothing that the glossary knows with the word that goes with them."""
    beads = found.get(_NOTHING, ())
    word = goes_with(frozenset(beads), index, total) if len(set(beads)) > 1 else ""
    if not word:
        return found
    has_it = [number for number in beads if number in index[word]]
    left = [number for number in beads if number not in index[word]]
    return {**found, (word, Standing.GUESSED): has_it, _NOTHING: left}


def _told(named: Named, concept: Concept, found: Ways) -> Iterator[Rendering]:
    total = sum(map(len, found.values()))
    for (text, standing), numbers in sorted(found.items(), key=lambda item: -len(item[1])):
        if numbers:
            original = named.terms(concept, Side.SOURCE)[0].text
            places = tuple(dict.fromkeys(named.bitext.couples[number].id for number in numbers))[:_PLACES]
            yield Rendering(concept, original, text, standing, len(numbers), len(numbers) / total, places)


def _in_bead(named: Named, concept: Concept, number: int) -> list[tuple[str, Standing]]:
    """What stands for the concept in a bead, or else in one beside it; of a homonym only what stands there."""
    for near in (number, number - 1, number + 1):
        is_own = near == number
        if not 0 <= near < len(named.bitext.couples):
            continue
        hits = [hit for mention in named.target.mentions[near] for hit in mention if hit.concept.id == concept.id]
        spare = named.count(concept, Side.TARGET, near) > named.count(concept, Side.SOURCE, near)
        if hits and (is_own or spare):
            return [(hit.term.text, Standing(hit.term.status.value)) for hit in hits[: None if is_own else 1]]
    mentions = [mention for mention in named.source.mentions[number] if _names(mention, concept)]
    if all(_is_homonym(named, mention, concept, number) for mention in mentions):
        return []
    return [_unlisted(named, concept, number)] * len(mentions)


def _names(mention: Iterable[Hit], concept: Concept) -> bool:
    return any(hit.concept.id == concept.id for hit in mention)


def _is_homonym(named: Named, mention: Iterable[Hit], concept: Concept, number: int) -> bool:
    """Whether the word means another concept here, which the translation names."""
    others = (hit.concept for hit in mention if hit.concept.id != concept.id)
    return any(named.has(other, Side.TARGET, number) for other in others)


def _unlisted(named: Named, concept: Concept, number: int) -> tuple[str, Standing]:
    couple = named.bitext.couples[number]
    originals = [term.text for term in named.terms(concept, Side.SOURCE)]
    near = next(near_terms(couple.target, concept, named.terms(concept, Side.TARGET), originals), None)
    return (near.spot.text, Standing.UNLISTED) if near else _NOTHING


def coverage(bitext: Bilingual, base: Termbase) -> Coverage:
    """How often each concept is named, and the names and titles that no entry has, the commonest first."""
    named = named_in(bitext, base)
    return Coverage(
        tuple(_exercised(named, concept) for concept in base.concepts),
        tuple(chain.from_iterable(_names_of(named, side) for side in Side)),
    )


def _exercised(named: Named, concept: Concept) -> Exercised:
    source, target = (named.side(side).counts.get(concept.id, {}) for side in Side)
    return Exercised(concept, sum(source.values()), sum(target.values()), len(source.keys() & target.keys()))


def _names_of(named: Named, side: Side) -> Iterator[Unlisted]:
    """Titles in 《》, however rare, and runs of words with capitals that occur more than once."""
    known = {term_key(term.text) for concept in named.base.concepts for term in concept.terms}
    found: dict[str, list[str]] = {}
    is_spaced = not named.bitext.language(side).is_unspaced
    for number, couple in enumerate(named.bitext.couples):
        taken = [hit for mention in named.side(side).mentions[number] for hit in mention]
        for sentence in couple.side(side):
            spans = [hit.span for hit in taken if hit.sentence is sentence]
            for match in (_RUN if is_spaced else _TITLE).finditer(sentence.text):
                is_taken = any(span.start < match.end() and match.start() < span.end for span in spans)
                if not is_taken and not (is_spaced and _begins_sentence(sentence.text, match.start())):
                    found.setdefault(match[match.lastindex or 0], []).append(couple.id)
    least = _LEAST if is_spaced else 1
    for text, beads in sorted(found.items(), key=lambda item: -len(item[1])):
        if len(beads) >= least and term_key(text) not in known and len(text) > 1:
            yield Unlisted(text, side, len(beads), tuple(dict.fromkeys(beads))[:_PLACES])


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a capital may be that of a sentence only."""
    before = text[:at].rstrip(" \u00a0" + "".join(_INITIAL))
    return not before or before[-1] in ".?!:…—”"

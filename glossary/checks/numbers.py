"""Numbers that the translation changes, leaves out or adds, whatever they are written in."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bitext.languages import LanguageTag
from glossary.checks.contract import (
    Bilingual,
    Confidence,
    Couple,
    Family,
    Finding,
    Rule,
    Sentence,
    Severity,
    Side,
    Spot,
)
from lang.quantities import Kind, Quantity, answers, knows_words, quantities

_COMMON: Final = (
    "一, 两, one, both, a dozen, 十几 and hundreds, and numerals within words and idioms, are not asked for."
)

CHANGED: Final = Rule(
    code="N001",
    title="number differs",
    severity=Severity.ERROR,
    explanation="A number of the source is not in the translation, and one of the translation is not in the source. "
    "Compared are values: 三十五 is 35 and thirty-five, 3.5万 is 35,000, 三成 is 30 per cent, "
    "五公里 are three miles, 民国三十七年 is 1948, "
    f"星期三 is Wednesday, 八十年代 the eighties. {_COMMON}",
)
MISSING: Final = Rule(
    code="N002",
    title="number missing in the translation",
    severity=Severity.WARNING,
    explanation="A number of the source has no equal in the translation, nor in the beads before and after. "
    f"{_COMMON} Correct the translation, or accept the finding where the number is told in other words.",
)
ADDED: Final = Rule(
    code="N003",
    title="number that the source does not have",
    severity=Severity.WARNING,
    explanation="A number of the translation has no equal in the source, nor in the beads before and after. "
    f"{_COMMON} Correct the translation, or accept the finding where the source tells the number in other words.",
)

_FEW: Final = 3
"""Numbers up to it are often told in other words: 两人 is they, 三人 the family."""

_LEAST: Final = 12
"""Of a language whose number words are not all known: below, a number may be there as a word."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A number and the sentence that it stands in."""

    sentence: Sentence
    quantity: Quantity

    @property
    def spot(self) -> Spot:
        return Spot.of(self.sentence, self.quantity.span)

    @property
    def told(self) -> str:
        """As printed, with the value where that is not plain to see."""
        printed, value = self.spot.text, self.quantity.shown
        return f"“{printed}”" if printed in {value, f"{value}th"} else f"“{printed}” ({value})"


@dataclass(frozen=True, slots=True)
class _Left:
    """The numbers of a bead that are not answered on its other side."""

    couple: Couple
    source: tuple[_Found, ...]
    target: tuple[_Found, ...]


def check(bitext: Bilingual) -> Iterator[Finding]:
    """Compare the numbers of every bead that has both sides; what moved to the next bead or the one before is there."""
    beads = [_unanswered(couple, bitext) for couple in bitext.couples]
    for place, left in enumerate(beads):
        around = beads[max(0, place - 1) : place] + beads[place + 1 : place + 2]
        source = _not_in(left.source, [found for other in around for found in other.target])
        target = _not_in(left.target, [found for other in around for found in other.source])
        yield from _findings(left.couple, source, target)


def _unanswered(couple: Couple, bitext: Bilingual) -> _Left:
    if not couple.source or not couple.target:
        return _Left(couple, (), ())
    here, there = _numbers(couple, Side.SOURCE, bitext), _numbers(couple, Side.TARGET, bitext)
    return _Left(couple, _asked(here, there, bitext.target), _asked(there, here, bitext.source))


def _numbers(couple: Couple, side: Side, bitext: Bilingual) -> list[_Found]:
    language = bitext.language(side)
    return [_Found(sentence, found) for sentence in couple.side(side) for found in quantities(sentence.text, language)]


def _asked(here: Sequence[_Found], there: Sequence[_Found], other: LanguageTag) -> tuple[_Found, ...]:
    """The numbers that must have an answer and have none; `other` is the language that answers."""
    known = knows_words(other)
    asked = [found for found in here if found.quantity.is_certain and (known or found.quantity.values[0] > _LEAST)]
    return tuple(_not_in(asked, there))


def _not_in(found: Sequence[_Found], others: Sequence[_Found]) -> list[_Found]:
    """Those that no other answers; most have an equal one, which is looked up first."""
    if not found:
        return []
    known = {(other.quantity.kind, value) for other in others for value in other.quantity.values}
    vague = [other.quantity for other in others if other.quantity.between or other.quantity.measure]
    return [one for one in found if not _is_answered(one.quantity, known, vague, others)]


def _is_answered(
    one: Quantity, known: Container[tuple[Kind, Fraction]], vague: Sequence[Quantity], others: Sequence[_Found]
) -> bool:
    if any((one.kind, value) in known for value in one.values):
        return True
    if one.between:
        return any(answers(one, other.quantity) for other in others)
    return any(answers(one, other) for other in vague)


def _findings(couple: Couple, source: Sequence[_Found], target: Sequence[_Found]) -> Iterator[Finding]:
    """Those left over on both sides are taken as pairs, in their order, if they count the same."""
    rest = list(target)
    for here in source:
        there = next((one for one in rest if one.quantity.kind is here.quantity.kind), None)
        if there is None:
            yield _missing(couple, here)
        else:
            rest.remove(there)
            yield _changed(couple, here, there)
    for one in rest:
        yield _added(couple, one)


def _changed(couple: Couple, here: _Found, there: _Found) -> Finding:
    return CHANGED.finding(
        couple,
        f"{here.told} of the source is {there.told} in the translation.",
        source=[here.spot],
        target=[there.spot],
        expected=[here.quantity.shown],
        hint="Write the number of the source.",
    )


def _missing(couple: Couple, here: _Found) -> Finding:
    return MISSING.finding(
        couple,
        f"The translation has no number for {here.told}.",
        source=[here.spot],
        expected=[here.quantity.shown],
        hint="Add the number, unless it is told in other words.",
        confidence=_confidence(here),
    )


def _added(couple: Couple, there: _Found) -> Finding:
    return ADDED.finding(
        couple,
        f"The source has no number for {there.told}.",
        target=[there.spot],
        hint="Take the number out, unless the source tells it in other words.",
        confidence=_confidence(there),
    )


def _confidence(found: _Found) -> Confidence:
    is_small = any(0 <= value <= _FEW and value.denominator == 1 for value in found.quantity.values)
    return Confidence.DOUBTFUL if is_small else Confidence.CERTAIN


FAMILY: Final = Family("numbers", (CHANGED, MISSING, ADDED), check)

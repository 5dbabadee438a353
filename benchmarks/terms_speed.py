"""How long a book takes to be checked against a glossary: `python benchmarks/terms.py --speed [--all]`.

The book and the glossary are made of characters and syllables drawn by lot, always the same.  Four of five beads name
two concepts; in one of fifty of them the translation leaves one out.  CPU seconds are of one thread, and the
dictionaries are loaded within them; peak memory is the process's, the bitext included.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from align import peak_mb

from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, Termbase
from glossary.checks.contract import Bilingual, Couple, Sentence
from lang.folding import fold
from pipeline.check import Selection, check

CONCEPTS = 5000
CHARACTERS = 1_000_000
_ZH, _EN = LanguageTag("zh-Hans"), LanguageTag("en")
_SYLLABLES = [f"{a}{b}{c}" for a in "bdfghklmnprstvw" for b in "aeiou" for c in "nrlk"]
_ENDINGS = ("", "", "", "s", "ed", "ing")
_HAN = [char for char in map(chr, range(0x4E00, 0x4E00 + 5000)) if fold(char) == char]  # as a simplified text has
_BEAD, _WORDS = 40, 26  # characters and words of a bead without its terms: as many as in novels
_WITHOUT, _LEFT_OUT = 0.2, 0.02


@dataclass(frozen=True, slots=True)
class Speed:
    """What one run cost."""

    characters: int
    words: int
    concepts: int
    findings: int
    cpu_seconds: float
    peak_mb: int


TERMS: Final = Selection(only=("terms",))


def measured(concepts: int = CONCEPTS, characters: int = CHARACTERS, selection: Selection = TERMS) -> Speed:
    """The cost of checking a book of so many Chinese characters, as a rule its terms alone."""
    lot = random.Random(1)  # noqa: S311 - always the same book
    base = Termbase(concepts=tuple(_concept(number, lot) for number in range(concepts)))
    bitext = Bilingual(tuple(_couples(base.concepts, characters, lot)), _ZH, _EN)
    start = time.process_time()
    findings = check(bitext, base, selection=selection)
    seconds = time.process_time() - start
    return Speed(
        characters=sum(len(couple.source[0].text) for couple in bitext.couples),
        words=sum(len(couple.target[0].text.split()) for couple in bitext.couples),
        concepts=concepts,
        findings=len(findings),
        cpu_seconds=round(seconds, 2),
        peak_mb=peak_mb(),
    )


def _concept(number: int, lot: random.Random) -> Concept:
    chinese = "".join(lot.choices(_HAN, k=lot.choice((2, 2, 2, 3, 4, 5))))
    english = " ".join(_word(lot, 3) for _ in range(lot.choice((1, 1, 2, 2, 3))))
    return Concept(id=f"c{number}", terms=(Term(text=chinese, language=_ZH), Term(text=english, language=_EN)))


def _word(lot: random.Random, syllables: int) -> str:
    return "".join(lot.choices(_SYLLABLES, k=syllables))


def _couples(concepts: Sequence[Concept], characters: int, lot: random.Random) -> Iterator[Couple]:
    words = [f"{_word(lot, lot.choice((1, 2, 2)))}{lot.choice(_ENDINGS)}" for _ in range(20_000)]
    number = written = 0
    while written < characters:
        named = [] if lot.random() < _WITHOUT else lot.sample(concepts, 2)
        kept = named[1:] if lot.random() < _LEFT_OUT else named
        chinese = "，".join([*(_chinese(lot, c.terms[0].text) for c in named), _chinese(lot, "")])
        english = ", ".join([*(_english(lot, words, c.terms[1].text) for c in kept), _english(lot, words, "")])
        source, target = Sentence(f"zh.{number}", f"{chinese}。"), Sentence(f"en.{number}", f"{english}.")
        yield Couple(str(number), (source,), (target,))
        number, written = number + 1, written + len(source.text)


def _chinese(lot: random.Random, term: str) -> str:
    return "".join(lot.choices(_HAN, k=_BEAD // 4)) + term


def _english(lot: random.Random, words: Sequence[str], term: str) -> str:
    return " ".join([*lot.choices(words, k=_WORDS // 3), term]).strip()

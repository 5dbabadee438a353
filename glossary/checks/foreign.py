"""Names that are not from Chinese, and once spelled with a letter wrong: Hemmingway beside Hemingway.

Nothing is known of such a name but what its beads have in common: the characters that stand in nearly all of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from bitext.spans import Span
from glossary.checks.characters import HAN
from glossary.checks.contract import Bilingual, Couple, Side, Spot

_WORD: Final = re.compile(r"(?<![\w’'-])[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{4,}(?![\w-])")
_HAN: Final = re.compile(f"[{HAN}]{{2,}}")
_LONGEST: Final = 8
_LEAST: Final = 2  # mentions of a name in its usual spelling
_SHARE: Final = 0.8  # of the beads that have a name: those that have its characters
_ENDINGS: Final = ("s", "n", "e")  # which a name may have by grammar: Smiths, Cuban, Anne


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that is spelled otherwise elsewhere, where the same characters stand."""

    couple: Couple
    chinese: Spot
    latin: Spot
    usual: str
    count: int  # of the usual spelling


def slips(bitext: Bilingual, chinese: Side, small: AbstractSet[str]) -> Iterator[Slip]:
    """Words with a capital that differ in one letter from one that is there more often; `chinese` is the other side.

    Those among `small`, the words that stand somewhere with a small letter, are no names.
    """
    places = _places(bitext, chinese.other, small)
    for rare, usual in _neighbours(places):
        name = _common(places[usual], chinese)
        if name is None:
            continue
        for couple, latin in places[rare]:
            for sentence in couple.side(chinese):
                at = sentence.text.find(name)
                if at >= 0:
                    spot = Spot.of(sentence, Span(at, at + len(name)))
                    yield Slip(couple, spot, latin, usual, len(places[usual]))
                    break


def _places(bitext: Bilingual, side: Side, small: AbstractSet[str]) -> Mapping[str, Sequence[tuple[Couple, Spot]]]:
    """Words with a capital that no sentence begins with, and that stand nowhere with a small letter."""
    places: defaultdict[str, list[tuple[Couple, Spot]]] = defaultdict(list)
    for couple in bitext.couples:
        for sentence in couple.side(side):
            for word in _WORD.finditer(sentence.text):
                if word[0].lower() not in small:
                    places[word[0]].append((couple, Spot.of(sentence, Span(*word.span()))))
    return places


def _neighbours(places: Mapping[str, Sequence[tuple[Couple, Spot]]]) -> Iterator[tuple[str, str]]:
    """Pairs of words, the rarer first, that are one letter apart: those that are alike when each may lose one."""
    shortened: defaultdict[str, list[str]] = defaultdict(list)
    for word in places:
        for key in {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}:
            shortened[key].append(word)
    pairs = {(a, b) for words in shortened.values() for a in words for b in words}
    for rare, usual in sorted(pairs):
        is_rarer = len(places[rare]) < len(places[usual]) >= _LEAST
        if is_rarer and not _is_inflected(rare, usual):
            yield rare, usual


def _is_inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long in {short + ending for ending in _ENDINGS}


def _common(places: Sequence[tuple[Couple, Spot]], chinese: Side) -> str | None:
    """The longest run of characters that nearly all beads of a name have; None where there is none."""
    texts = list(dict.fromkeys("|".join(s.text for s in couple.side(chinese)) for couple, _ in places))
    if len(texts) < _LEAST:
        return None
    counts = Counter(part for text in texts for part in _parts(text))
    usual = [part for part, count in counts.items() if count >= _SHARE * len(texts)]
    return max(usual, key=lambda part: (len(part), counts[part]), default=None)


def _parts(text: str) -> set[str]:
    return {
        run[0][start : start + length]
        for run in _HAN.finditer(text)
        for length in range(2, _LONGEST + 1)
        for start in range(len(run[0]) - length + 1)
    }

"""Which characters Latin letters may be a romanisation of, in the systems of Mandarin: quickly, for a first look."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from bitext.errors import BadData
from bitext.spans import Span
from glossary.checks.characters import HAN
from lang.names_readings import readings, spellings
from lang.names_spelling import System, written
from lang.romanisation import romanised

_MANDARIN: Final = tuple(system for system in System if system not in {System.HONG_KONG, System.TONES, System.ALA_LC})
_MOST_CHARACTERS: Final = 4


def places(words: tuple[str, ...], chinese: str) -> Iterator[Span]:
    """Where characters are read as the words, in their order or with the last one first."""
    starts = _starts(chinese)
    for letters in dict.fromkeys(("".join(words), words[-1] + "".join(words[:-1]))):
        heads = sorted({start for length in range(1, len(letters)) for start in starts.get(letters[:length], ())})
        for start in heads:
            for end in range(start + 2, min(start + _MOST_CHARACTERS, len(chinese)) + 1):
                if reads(letters, chinese[start:end]):
                    yield Span(start, end)


@lru_cache(maxsize=16)  # the names of a bead follow each other
def _starts(chinese: str) -> Mapping[str, Sequence[int]]:
    """Where characters stand, by the ways to write them."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for place, char in enumerate(chinese):
        for way in _ways(char):
            starts[way].append(place)
    return starts


@lru_cache(maxsize=1 << 16)
def reads(letters: str, chinese: str) -> bool:
    """Whether the characters may be written so, in whatever system each."""
    if not chinese:
        return not letters
    return any(reads(letters[len(way) :], chinese[1:]) for way in _ways(chinese[0]) if letters.startswith(way))


@lru_cache(maxsize=1 << 14)
def _ways(char: str) -> frozenset[str]:
    """How a character may be written in the systems of Mandarin, in small letters a to z."""
    if not re.fullmatch(f"[{HAN}]", char):
        return frozenset()
    try:
        found = readings(char)
    except BadData:  # it has no known reading
        return frozenset()
    syllables = {syllable for reading in found for syllable in reading.syllables}
    return frozenset(
        letters_of(way)
        for one in syllables
        for system in _MANDARIN
        for ways in written(char, (one,), system)
        for way in ways
    )


@lru_cache(maxsize=1 << 16)
def letters_of(word: str) -> str:
    """A word in small letters a to z."""
    return "".join(char for char in romanised(word).lower() if char.isalpha())


@lru_cache(maxsize=1 << 16)
def is_romanised(word: str) -> bool:
    """Whether a word is made of syllables, so that it may be a name from Chinese."""
    return _syllable_pattern().fullmatch(letters_of(word)) is not None


@cache
def _syllable_pattern() -> re.Pattern[str]:
    ways = {letters_of(way) for pinyin, others in spellings().items() for way in (pinyin, *others)}
    ways |= {letters_of(way) for pinyin in spellings() for way in written("", (f"{pinyin}1",), System.TAIWAN)[0]}
    return re.compile(f"(?:{'|'.join(sorted(ways, key=lambda way: (-len(way), way)))}){{1,4}}")

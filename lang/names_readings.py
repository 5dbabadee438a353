"""How a Chinese name is read: its syllables in pinyin with their tones, surname and given name apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final

from bitext.errors import BadData
from lang.folding import fold
from lang.names import surname_length
from lang.tables import rows

_MOST: Final = 8
"""Readings of a name that are looked at; a name of three characters with two readings each has as many."""
_SECOND, _STRAY = 0.1, 0.7
"""Doubt in a reading that is not the usual one, and in a surname that is read like the common word: 单 as in 简单."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a name.  A syllable is pinyin with ü and a figure for the tone, as in `lü3`."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    doubt: float = 0.0
    """0 for the usual reading, near 1 for one that is hardly ever right."""

    @property
    def syllables(self) -> tuple[str, ...]:
        """All syllables, surname first."""
        return self.surname + self.given


@lru_cache(maxsize=1 << 14)
def readings(name: str) -> tuple[Reading, ...]:
    """The readings of a name in Chinese characters, the most usual first.

    Surnames are read as such, which dictionaries of words do not know.  A name that is nobody's, as 新华社, is
    all surname.  Raises `BadData` where there is a character that is not Chinese.

    >>> readings("单雄信")[0]
    Reading(surname=('shan4',), given=('xiong2', 'xin4'), doubt=0.0)
    >>> [reading.surname for reading in readings("覃子豪")]
    [('qin2',), ('tan2',)]
    """
    plain = "".join(char for char in name if char not in " ·・‧\u3000")
    if not plain:
        raise BadData("There is no name to read; give one in Chinese characters.")
    _dictionary(plain)  # refuses what is not Chinese, and names all of it
    length = surname_length(plain)
    fixed = _table("readings").get(fold(plain)) if len(plain) > 1 else None
    found = _split(fixed, length) if fixed else _composed(plain[:length], plain[length:])
    return tuple(islice(sorted(found, key=lambda reading: reading.doubt), _MOST))


def _split(fixed: Iterable[tuple[str, ...]], length: int) -> Iterator[Reading]:
    for place, syllables in enumerate(fixed):
        yield Reading(syllables[:length], syllables[length:], _doubt(place))


def _composed(surname: str, given: str) -> Iterator[Reading]:
    choices = _given(given)
    for heads, (family, doubt) in enumerate(_surname(surname)):
        for places in product(*(range(len(choice)) for choice in choices)):
            syllables = tuple(choice[place] for choice, place in zip(choices, places, strict=True))
            seconds = min(heads, 1) * (doubt == 0) + sum(map(bool, places))
            yield Reading(family, syllables, 1 - (1 - doubt) * (1 - _SECOND) ** seconds)


def _doubt(place: int) -> float:
    return _SECOND if place else 0.0


def _surname(surname: str) -> Iterator[tuple[tuple[str, ...], float]]:
    known = _table("surnames").get(fold(surname), ())
    yield from ((syllables, 0.0) for syllables in known)
    common = _dictionary(surname)
    if common not in known:
        yield common, _STRAY if known else 0.0


def _given(given: str) -> list[tuple[str, ...]]:
    return [_alternatives(char, common, len(given)) for char, common in zip(given, _dictionary(given), strict=True)]


def _alternatives(char: str, common: str, length: int) -> tuple[str, ...]:
    """What the table has, in its order, unless a word of several characters tells which it is."""
    known = tuple(syllables[0] for syllables in _table("readings").get(fold(char), ()))
    is_told = not known or (length > 1 and common in known)
    return tuple(dict.fromkeys((common, *known) if is_told else known))


@lru_cache(maxsize=1 << 14)
def _dictionary(text: str) -> tuple[str, ...]:
    """The readings of the characters as the dictionary of words has them."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - half a second and 30 MB, for names only

    if not text:
        return ()
    found = pinyin(text, style=Style.TONE3, v_to_u=True, errors="ignore", neutral_tone_with_five=True)
    syllables = tuple(reading[0] for reading in found)
    if len(syllables) != len(text) or any(syllable[:-1] not in spellings() for syllable in syllables):
        raise BadData(f"{text!r} is not all Chinese characters with a known reading; leave out what is not.")
    return syllables


@cache
def spellings() -> dict[str, tuple[str, str, str]]:
    """For each syllable in pinyin: Wade–Giles, Tongyong and MPS II.

    >>> spellings()["xue"], spellings()["tao"]
    (('hsüeh', 'syue', 'shiue'), ("t'ao", 'tao', 'tau'))
    """
    table = {}
    for pinyin, others in rows("syllables"):
        wade_giles, tongyong, mps2 = others.split()
        table[pinyin] = (wade_giles, tongyong, mps2)
    return table


@cache
def _table(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {chars: tuple(tuple(way.split("+")) for way in ways.split()) for chars, ways in rows(name)}

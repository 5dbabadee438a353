"""Any script in the letters a to z, so that names can be compared across scripts.  For matching only."""

from collections import Counter
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii

_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF
_ODD: Final = 2
"""Readings of fewer characters than this are Cantonese or Japanese ones that stray into the table."""


def romanised(text: str) -> str:
    """The text in ASCII, capitals kept; each Han character by its usual reading in pinyin, without tones.

    Characters are read one by one: of 重庆 the first is read as in 重要.

    >>> romanised("Москва"), romanised("서울"), romanised("Müller"), romanised("１２"), romanised("韦小宝")
    ('Moskva', 'SeoUl', 'Muller', '12', 'WeiXiaoBao')
    """
    return anyascii(text)


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> tuple[str, ...]:
    """The pinyin syllables that a word in small ASCII letters consists of, as few as can be; none if it is no pinyin.

    >>> syllables("xiaobao"), syllables("zhuangyuan"), syllables("smelter")
    (('xiao', 'bao'), ('zhuang', 'yuan'), ())
    """
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        starts = range(max(0, end - _longest()), end)
        heads = [(best[start], word[start:end]) for start in starts if word[start:end] in _readings()]
        runs = [(*head, syllable) for head, syllable in heads if head is not None]
        best.append(min(runs, key=len, default=None))
    return best[-1] or ()


@cache
def _readings() -> frozenset[str]:
    counts = Counter(romanised(chr(code)).lower() for code in range(_FIRST_HAN, _LAST_HAN + 1))
    return frozenset(reading for reading, count in counts.items() if reading and count >= _ODD)


@cache
def _longest() -> int:
    return max(map(len, _readings()))

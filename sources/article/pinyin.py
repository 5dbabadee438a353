"""Pinyin as it stands in English prose: which words are pinyin, and for how many characters."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from lang.romanisation import romanised

# The syllables of Standard Chinese without tones, by initial (Scheme for the Chinese Phonetic Alphabet; ISO 7098).
_FINALS: Final = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_SYLLABLES: Final = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
_LONGEST: Final = max(map(len, _SYLLABLES))
_ALIKE: Final = 0.5  # of the letters: every second syllable
_WORD = re.compile(r"[^\W\d_]+")


def _plain(word: str) -> str:
    """Lower case, tone marks gone, ü written v."""
    folded = unicodedata.normalize("NFD", word.casefold().replace("ü", "v"))
    return "".join(c for c in folded.replace("u\u0308", "v") if not unicodedata.combining(c))


@cache
def _counts(letters: str, *, inside: bool = False) -> frozenset[int]:
    """A syllable inside a word starts with no vowel: that is what the apostrophe of Xi'an is for."""
    if not letters:
        return frozenset({0})
    if inside and letters[0] in "aoe":
        return frozenset()
    heads = (length for length in range(1, _LONGEST + 1) if letters[:length] in _SYLLABLES)
    return frozenset(1 + rest for length in heads for rest in _counts(letters[length:], inside=True))


def syllable_counts(text: str) -> frozenset[int]:
    """All numbers of syllables that `text` can be read as; none where it is no pinyin.

    >>> sorted(syllable_counts("Shuang Xuetao")), sorted(syllable_counts("Xi'an")), syllable_counts("the Plain")
    ([3], [2], frozenset())
    >>> sorted(syllable_counts("Píngyuán shàng de Móxī"))[0]
    6
    """
    if re.search(r"\d", text):
        return frozenset()
    totals = frozenset({0})
    words = _WORD.findall(text)
    for word in words:
        counts = _counts(_plain(word)) if len(word) <= _LONGEST * 6 else frozenset()
        totals = frozenset(a + b for a in totals for b in counts)
    return totals if words else frozenset()


def sounds_like(text: str, han: str) -> bool:
    """Whether pinyin can be that of the characters, some of which may have another reading: 重庆; not Gala, 春晚.

    >>> sounds_like("Chongqing", "重庆"), sounds_like("Gala", "春晚"), sounds_like("Píngyuán", "平原")
    (True, False, True)
    """
    own, read = "".join(map(_plain, _WORD.findall(text))), romanised(han).lower()
    return SequenceMatcher(None, own, read, autojunk=False).ratio() >= _ALIKE


def is_pinyin(text: str) -> bool:
    """Whether every word can be read as pinyin; a few English words can be too (`women`, `long`)."""
    return bool(syllable_counts(text))


def spells(text: str, characters: int) -> bool:
    """Whether `text` is pinyin for that many characters.

    >>> spells("Tiexi", 2), spells("Shenyang", 3), spells("Moses on the Plain", 6)
    (True, False, False)
    """
    return characters in syllable_counts(text)

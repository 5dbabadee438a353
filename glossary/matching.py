"""What two terms must share to be the same word: a text as a row of units.

A unit is a word, a character of a script that is written without spaces, or a punctuation mark.  Spaces, hyphens and
dashes only part words, so that `work-unit` is `work unit` but not `workunit`; a possessive `'s` is a unit of its own.
The keys of the units are folded, and their places are those of the text itself.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from bitext.spans import Span
from lang.folding import fold

# Han with its radicals and iteration marks, kana, Hangul (particles follow nouns without a space), and the letters and
# signs of Thai, Lao, Burmese and Khmer.
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""A regular expression's set of the characters that are units by themselves."""

_LETTER = rf"[^\W_{UNSPACED}]"
_WITHIN = r"[\u0300-\u036f\u00ad]"  # combining marks and the soft hyphen
_UNIT: Final = re.compile(
    rf"(?P<word>{_LETTER}+(?:(?:{_WITHIN}|'(?!s(?!{_LETTER}))(?={_LETTER})){_LETTER}*)*)"
    rf"|'s(?!{_LETTER})"
    rf"|(?P<gap>(?<=[{UNSPACED}])[\s-]+(?=[{UNSPACED}]))"  # 中文 学校 does not have 文学 in it
    r"|[^\s-]"
)
_PLAIN_UNIT: Final = re.compile(r"[a-z0-9]+(?:'(?!s(?![a-z0-9]))[a-z0-9]+)*|'s(?![a-z0-9])|[^\s-]")
"""The same for a folded text of ASCII, which has neither gaps nor marks within words, and which it reads faster."""
_SINGLES: Final = re.compile(rf"[{UNSPACED}\u2014\u2026\u3001-\u3003\u3008-\u3011,.:;?!\"()]*")
"""Texts of which every character is a unit: no word, space, hyphen or apostrophe is in them."""
_SOFT_HYPHEN: Final = "\u00ad"
_PAIRS: Final = frozenset({"《》", "〈〉", '""', "''"})  # folded


class Unit(NamedTuple):
    """One unit: `key` is equal for equal units, `start` and `end` are its place in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """The units of a text by their keys, and where they stand only when asked: most are never asked for."""

    keys: Sequence[str]
    folded: str  # the text; the same as the keys where every character is a unit

    @cached_property
    def _places(self) -> Sequence[tuple[int, int]]:
        pattern = _PLAIN_UNIT if self.folded.isascii() else _UNIT
        return [match.span() for match in pattern.finditer(self.folded)]

    def span(self, first: int, last: int) -> Span:
        """From the beginning of one unit to the end of another."""
        if self.keys is self.folded:
            return Span(first, last + 1)
        return Span(self._places[first][0], self._places[last][1])


def row(text: str) -> Row:
    """The units of a text, in order.

    >>> row("平原，").keys, row("Li Fei’s").span(1, 1)
    ('平原,', Span(start=3, end=6))
    """
    folded = fold(text)
    if _SINGLES.fullmatch(folded):
        return Row(folded, folded)
    if folded.isascii():  # as most sentences in English are: then every unit is its own key
        return Row(_PLAIN_UNIT.findall(folded), folded)
    return Row([_key(match) for match in _UNIT.finditer(folded)], folded)


def units(text: str) -> list[Unit]:
    """The units of a text, in order, each by itself.

    >>> [unit.key for unit in units("Shuang Xue-tao’s 平原，Xi’an")]
    ['shuang', 'xue', 'tao', "'s", '平', '原', ',', "xi'an"]
    """
    found = row(text)
    spans = (found.span(number, number) for number in range(len(found.keys)))
    return [Unit(key, span.start, span.end) for key, span in zip(found.keys, spans, strict=True)]


def _key(match: re.Match[str]) -> str:
    """The key of a word or of a gap; all others are keys themselves."""
    if match.lastgroup == "gap":
        return " "
    return match[0] if match[0].isascii() else bare(match[0])


def bare(word: str) -> str:
    """A word without soft hyphens, its diacritics composed."""
    return unicodedata.normalize("NFC", word.replace(_SOFT_HYPHEN, ""))


def term_units(text: str) -> Sequence[Unit]:
    """The units of a term, without the title marks or quotation marks that enclose it.

    >>> [unit.key for unit in term_units("《平原》")]
    ['平', '原']
    """
    found = units(text)
    while len(found) > 2 and found[0].key + found[-1].key in _PAIRS:
        found = found[1:-1]
    return found


def term_key(text: str) -> tuple[str, ...]:
    """What two ways of writing one term have in common.

    >>> term_key("錢鍾書") == term_key("钱锺书"), term_key("Work Unit") == term_key("work-unit")
    (True, True)
    """
    return tuple(unit.key for unit in term_units(text)) or (text,)

"""The order of words in dictionaries: by pinyin, by strokes, by the Latin alphabet."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Final, TypeAlias
from unicodedata import combining, normalize

from bitext.spans import Span
from lang.folding import fold
from lang.ruby import RubyStyle, Unit, rubies
from lang.tables import rows


class Order(StrEnum):
    """How a glossary is sorted."""

    PINYIN = "pinyin"
    STROKE = "stroke"
    LATIN = "latin"


Key: TypeAlias = tuple[object, ...]
"""What words are sorted by."""

_LAST: Final = 999  # strokes of a character that the table does not have
_PLAIN: Final = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_TONES: Final = {
    letter: tone for tone, letters in enumerate(("āēīōūǖ", "áéíóúǘńḿ", "ǎěǐǒǔǚň", "àèìòùǜǹ"), 1) for letter in letters
}


@cache
def _strokes() -> Mapping[str, tuple[int, int]]:
    """Of each character how many strokes it has, and its place among all."""
    found: dict[str, tuple[int, int]] = {}
    for count, chars in rows("strokes"):
        found |= {char: (int(count), len(found) + place) for place, char in enumerate(chars)}
    return found


def strokes_of(char: str) -> int | None:
    """How many strokes a Chinese character is written with; None where the table does not have it.

    >>> strokes_of("烟"), strokes_of("a")
    (10, None)
    """
    found = _strokes().get(char)
    return found[0] if found else None


def by_stroke(text: str) -> Key:
    """The key of a word in the order of strokes, character by character; what is no Chinese stands behind.

    >>> sorted(["王", "一十", "烟", "一二", "A"], key=by_stroke)
    ['一二', '一十', '王', '烟', 'A']
    """
    return tuple(_strokes().get(char, (_LAST, ord(char))) for char in text)


def by_pinyin(text: str) -> Key:
    """The key of a word in the order of its pinyin: syllable, tone, then strokes, character by character.

    Latin letters stand among the syllables, as in 现代汉语词典.

    >>> sorted(["烟囱", "摩西", "安", "铁西", "鞍", "B超"], key=by_pinyin)
    ['安', '鞍', 'B超', '摩西', '铁西', '烟囱']
    """
    [found] = rubies([text], RubyStyle(unit=Unit.CHARACTER))
    readings = dict(found)
    return tuple(_syllable(char, readings.get(Span(place, place + 1), "")) for place, char in enumerate(text))


def _syllable(char: str, reading: str) -> tuple[str, int, Key]:
    plain = reading.translate(_PLAIN) if reading else fold(char)
    tone = next((_TONES[letter] for letter in reading if letter in _TONES), 5)
    return plain, tone, by_stroke(char)


def by_alphabet(text: str) -> Key:
    """The key of a word in Latin letters: without case, accents and leading articles of English.

    >>> sorted(["The Smelter", "chimney", "École", "Dongbei"], key=by_alphabet)
    ['chimney', 'Dongbei', 'École', 'The Smelter']
    """
    plain = _without_accents(text).casefold()
    first, _, rest = plain.partition(" ")
    return (rest if rest and first in {"the", "a", "an"} else plain, text)


def _without_accents(text: str) -> str:
    return "".join(char for char in normalize("NFD", text) if not combining(char))


KEYS: Final[Mapping[Order, Callable[[str], Key]]] = {
    Order.PINYIN: by_pinyin,
    Order.STROKE: by_stroke,
    Order.LATIN: by_alphabet,
}
"""The key of a word for each order."""

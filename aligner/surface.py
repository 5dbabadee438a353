"""The encoder that needs no model: what two texts in any languages have in common on their surface.

Names and cognates by the n-grams of their letters, in any script; names in Han characters also by the syllables of
their pinyin; numbers by their value, however they are written; Han characters themselves, for Chinese and Japanese;
question and exclamation marks.  Each of these features counts in one of `DIMENSIONS` places, which a hash chooses
(Weinberger et al. 2009, "Feature hashing for large scale multitask learning", with their signs).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from aligner.lattice import Floats, Ints
from aligner.pooling import summed
from aligner.scales import Scale, Scales, unit
from lang.folding import fold
from lang.numerals import chinese_number, roman_number, word_number
from lang.romanisation import romanised, syllables
from lang.rules import known_languages, rules_for

DIMENSIONS = 1024
"""With half as many the right sentence is found one time in ten less often, by names and numbers alone."""

_AT_ONCE = 1024
"""Texts whose features are counted at once."""

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_NUMERALS = "〇零○一二三四五六七八九十百千万萬亿億兆两兩廿卅"
_PART = re.compile(
    rf"(?P<mixed>\d[\d,，]*(?:[.．]\d+)?[十百千]?[万萬亿億兆])|(?P<han>[{_HAN}]+)|(?P<other>(?:(?!\d[\d,，.．]*[十百千万萬亿億兆])[^{_HAN}])+)"
)
_NUMERAL = re.compile(f"[{_NUMERALS}]+")
_TOKEN = re.compile(r"(?P<number>\d+(?:[.,]\d{3})*(?!\d))|(?P<word>[A-Za-z]+(?:-[A-Za-z]+)*)|(?P<mark>[?!])")
_GRAM = 4
"""Letters in an n-gram; a word's beginning and end count as letters."""

_SHORT = 4
"""Words of fewer letters have no n-grams: most are particles."""

# What features count for, against an n-gram; tried out on mac-dev and text-berg by how high up, among the fifty target
# sentences around, the right one comes.  Most of what a text is made of has no counterpart on the surface of another.
_CHARACTER, _NAME, _SYLLABLE, _TWO_SYLLABLES, _FAINT_SYLLABLE, _MARK = 0.1, 3.0, 2.0, 6.0, 0.5, 3.0


class SurfaceEncoder:
    """1024 dimensions, any language, no model; a text without letters, digits and marks is the zero vector.

    >>> encoder = SurfaceEncoder()
    >>> a, b, c = encoder(["韦小宝有三十五两银子。", "Wei Xiaobao had 35 taels.", "The pond was deep."])
    >>> bool(a @ b > 0.2 > a @ c)
    True
    """

    name = "none"
    # Most translations share no name and no number: their median is within the noise (text-berg 0.05, mac-dev 0.01).
    # So texts are the same here where they share several; narrower scales made alignments worse, the more the narrower.
    # Unrelated words have no feature in common; 韦 and wei are at 0.45, twelve and 十二 too, 小宝 and xiaobao at 0.93.
    scales = Scales(texts=Scale(0.0, 0.4), words=Scale(0.15, 0.6))

    def __call__(self, texts: Sequence[str], /) -> Floats:
        return unit(_counted(texts))

    def composer(self, pieces: Sequence[str], /) -> "SurfaceComposer":
        """The counts of every piece; pieces are cut between words."""
        return SurfaceComposer(_counted(pieces))


@dataclass(frozen=True, slots=True)
class SurfaceComposer:
    """The counts of a run are the sum of those of its pieces."""

    counts: Floats

    def __call__(self, first: Ints, last: Ints, /) -> Floats:
        return unit(summed(self.counts, first, last))


def _counted(texts: Sequence[str]) -> Floats:
    """The features of each text, counted in their places, shape (texts, `DIMENSIONS`)."""
    counts = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for start in range(0, len(texts), _AT_ONCE):
        rows, features = [], []
        for row, text in enumerate(texts[start : start + _AT_ONCE], start):
            found = list(_features(text))
            rows += [row] * len(found)
            features += found
        places = [_place(feature) for feature, _ in features]
        values = [_sign(feature) * weight for feature, weight in features]
        np.add.at(counts, (rows, places), values)
    return counts


Feature = tuple[str, float]
"""What it is, its kind first, and what it counts for."""


def _features(text: str) -> Iterator[Feature]:
    for part in _PART.finditer(text):
        if part["mixed"]:
            yield from _number(chinese_number(part[0]))
        elif part["han"]:
            yield from _han(fold(part[0]))
        else:
            yield from _spelled(romanised(part[0]))


def _han(run: str) -> Iterator[Feature]:
    """Of a run of Han characters: they, their neighbours, their readings, and the numerals among them."""
    yield from (("c" + character, _CHARACTER) for character in run)
    yield from (("c" + a + b, _CHARACTER) for a, b in pairwise(run))
    yield from _read([romanised(character).lower() for character in run], _SYLLABLE)
    for numeral in _NUMERAL.findall(run):
        yield from _number(chinese_number(numeral))


def _spelled(text: str) -> Iterator[Feature]:
    """Of a text in ASCII: its words, numbers and marks."""
    for token in _TOKEN.finditer(text):
        if token["number"]:
            yield from _number(int(re.sub("[.,]", "", token[0])))
        elif token["mark"]:
            yield "m" + token[0], _MARK
        else:
            yield from _number(_value(token[0]))
            for word in token[0].split("-"):
                yield from _word(word)


def _word(word: str) -> Iterator[Feature]:
    """What may be a name counts for more."""
    edged = f"^{word.lower()}$"
    weight = _NAME if word[0].isupper() else 1.0
    yield "w" + edged, weight
    if len(word) >= _SHORT:
        yield from (("w" + edged[at : at + _GRAM], weight) for at in range(len(edged) - _GRAM + 1))
    readings = syllables(word.lower())
    is_name = word[0].isupper() or len(readings) > 1  # he, she and long are pinyin too
    yield from _read(readings, _SYLLABLE if is_name else _FAINT_SYLLABLE)


def _read(readings: Sequence[str], weight: float) -> Iterator[Feature]:
    """Syllables, and two that follow each other; these tell more."""
    yield from (("s" + reading, weight) for reading in readings)
    yield from ((f"s{a} {b}", _TWO_SYLLABLES) for a, b in pairwise(readings))


def _number(value: int | None) -> Iterator[Feature]:
    """Numbers tell the more the larger they are; one is an article in many languages."""
    if value is not None and value > 1:
        yield f"n{value}", 2.0 + min(len(str(value)), 4)


@lru_cache(maxsize=1 << 16)
def _value(word: str) -> int | None:
    """What a word in ASCII letters counts: twelve, douze, twenty-five; XII in capitals, from two letters on."""
    if len(word) > 1 and word.isupper() and (value := roman_number(word)) is not None:
        return value
    known = _number_words()
    values = [known.get(part) for part in word.lower().split("-")]
    if len(values) == 2 and values[0] and values[1] and values[1] < values[0] <= 90:
        return values[0] + values[1]
    return known.get(word.lower())


@cache
def _number_words() -> Mapping[str, int]:
    """The number words of all languages that we have rules for, in ASCII, as far as the languages agree."""
    found: dict[str, set[int]] = {}
    for language in known_languages():
        rules = rules_for(language)
        for form in (form for entry in rules.number_words for form in entry.split()[1:]):
            value = word_number(form, rules)
            if value is not None:
                found.setdefault(romanised(form).lower(), set()).add(value)
    return {form: values.pop() for form, values in found.items() if len(values) == 1}


@lru_cache(maxsize=1 << 18)
def _hash(feature: str) -> int:
    """The same on every machine, as Python's own is not."""
    return int.from_bytes(blake2b(feature.encode(), digest_size=4).digest(), "big")


def _place(feature: str) -> int:
    return _hash(feature) % DIMENSIONS


def _sign(feature: str) -> int:
    return 1 if _hash(feature) & (1 << 31) else -1

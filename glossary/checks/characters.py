"""Kinds of characters that several checks tell apart, as sets of regular expressions."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from bitext.languages import LanguageTag
from glossary.checks.contract import Bilingual, Couple, Sentence, Side

HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters; the iteration mark 々 is not among them."""

WIDE: Final = "，。、；：？！（）《》〈〉「」『』【】〔〕“”‘’…—·～"
"""Punctuation of Chinese."""

_HAN: Final = re.compile(f"[{HAN}]")
_LETTER: Final = re.compile(r"[^\W\d_]")


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return _HAN.search(text) is not None


def has_letters(text: str) -> bool:
    """Whether there is a letter, of any script, in the text."""
    return _LETTER.search(text) is not None


@cache
def is_wide(language: LanguageTag) -> bool:
    """Whether the language uses the full-width punctuation of Chinese."""
    return language.language in {"zh", "lzh", "yue"} and language.is_unspaced


def each(bitext: Bilingual, kind: Callable[[LanguageTag], bool]) -> Iterator[tuple[Couple, Side, Sentence]]:
    """The sentences of the sides whose language is of the kind, with their beads."""
    sides = [side for side in Side if kind(bitext.language(side))]
    for couple in bitext.couples:
        for side in sides:
            for sentence in couple.side(side):
                yield couple, side, sentence

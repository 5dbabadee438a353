"""Which letters are Chinese, Japanese or Korean: the character classes that the article reader's patterns share."""

import re
from typing import Final

# Radicals, kana, Han with its extensions and compatibility forms, hangul; 々〆〇 count as letters.
CJK: Final = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_CJK = re.compile(f"[{CJK}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def has_cjk(text: str) -> bool:
    """Whether there is a Chinese, Japanese or Korean letter in it.

    >>> has_cjk("1983年"), has_cjk("b. 1983")
    (True, False)
    """
    return _CJK.search(text) is not None


def cjk_count(text: str) -> int:
    """How many Chinese, Japanese or Korean letters there are."""
    return len(_CJK.findall(text))


def has_latin(text: str) -> bool:
    """Whether there is a Latin letter in it."""
    return _LATIN.search(text) is not None


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


def preceding(text: str, at: int, size: int = 120) -> str:
    """The last characters before an offset: patterns that end there need not look at a whole paragraph.

    >>> preceding("the chimney", 11, 7)
    'chimney'
    """
    return text[max(0, at - size) : at]

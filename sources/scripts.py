"""The one fact about characters that readers need: which are written without spaces between words."""

import re
from typing import Final

# Han, kana, bopomofo, their punctuation and full-width forms (Unicode blocks); not hangul, which has spaces.
_UNSPACED: Final = (
    "\u2e80-\u2fdf\u2ff0-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001b000-\U0001b16f"
    "\U00020000-\U0003fffd"
)
UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
WIDE: Final = re.compile(f"[{_UNSPACED}\u1100-\u115f\uac00-\ud7a3]")
"""Takes two columns where Latin letters take one (Unicode Standard Annex 11)."""


def is_unspaced(char: str) -> bool:
    """Whether no space stands beside the character when lines are joined.

    >>> is_unspaced("烟"), is_unspaced("，"), is_unspaced("a"), is_unspaced("연")
    (True, True, False, False)
    """
    return UNSPACED.match(char) is not None


def columns(text: str) -> int:
    """How wide the text is in a fixed pitch: 2 for Han characters.

    >>> columns("烟囱 ok")
    7
    """
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def joint(before: str, after: str, *, unspaced: bool = False) -> str:
    """What a line end stands for between two lines that are one paragraph; `unspaced`: the text is mostly Han.

    >>> joint("小", "说"), joint("novel", "about"), joint("novel", "平"), joint("the factory—", "and")
    ('', ' ', ' ', '')
    """
    if not before or not after:
        return ""
    first, second = is_unspaced(before[-1]), is_unspaced(after[0])
    if (first and second) or (unspaced and (first or second)):
        return ""
    closes_up = before.endswith(("—", "--")) and not before.rstrip("—-").endswith(" ")
    return "" if closes_up else " "

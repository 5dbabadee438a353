"""Quotation marks as the regions write Chinese: “ ” and ‘ ’ in the mainland, 「 」 and 『 』 in Taiwan and Hong Kong.

W3C, Requirements for Chinese Text Layout, 3.1.4: https://www.w3.org/TR/clreq/#positions_and_functions_of_punctuation
"""

import re
from collections.abc import Iterator
from typing import Final

from bitext.languages import LanguageTag

_MAINLAND: Final = "“”‘’"
_CORNERED: Final = "「」『』"
_TO_CORNERS: Final = dict(zip(_MAINLAND, _CORNERED, strict=True))
_TO_CURLS: Final = dict(zip(_CORNERED, _MAINLAND, strict=True))
_OPENERS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_CJK: Final = re.compile("[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]")
_LETTER: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")


def regional(text: str, target: LanguageTag) -> str:
    """The text with the quotation marks of a region; those of a passage in Latin letters, and apostrophes, stay.

    A character stays one character.

    >>> regional("他说：“她写了‘一、二’。”", LanguageTag("zh-Hant-TW"))
    '他说：「她写了『一、二』。」'
    >>> regional("他读“It’s me”。He said “no.”", LanguageTag("zh-Hant"))
    '他读「It’s me」。He said “no.”'
    """
    table = _TO_CURLS if target.script == "Hans" else _TO_CORNERS
    changed = {place for pair in _pairs(text) if _is_chinese(text, pair) for place in pair}
    changed |= {place for place in _single(text) if _touches(text, place)}
    return "".join(table.get(char, char) if place in changed else char for place, char in enumerate(text))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of marks that open and close a quotation, in each line."""
    open_: list[int] = []
    for place, char in enumerate(text):
        if char == "\n":
            open_.clear()
        elif char in _OPENERS:
            open_.append(place)
        elif char in _OPENERS.values() and not _is_apostrophe(text, place):
            matching = next((at for at in reversed(open_) if _OPENERS[text[at]] == char), None)
            if matching is not None:
                yield matching, place
                del open_[open_.index(matching) :]


def _single(text: str) -> Iterator[int]:
    """The places of marks that have no partner in their line."""
    paired = {place for pair in _pairs(text) for place in pair}
    for place, char in enumerate(text):
        is_mark = char in _TO_CORNERS or char in _TO_CURLS
        if is_mark and place not in paired and not _is_apostrophe(text, place):
            yield place


def _is_apostrophe(text: str, place: int) -> bool:
    """Whether a ’ belongs to a word: it’s, the workers’ wives."""
    return text[place] == "’" and place > 0 and bool(_LETTER.match(text[place - 1]))


def _is_chinese(text: str, pair: tuple[int, int]) -> bool:
    """Whether a quotation holds Chinese, or stands in it."""
    start, end = pair
    return bool(_CJK.search(text, start + 1, end)) or _touches(text, start) or _touches(text, end)


def _touches(text: str, place: int) -> bool:
    """Whether the nearest characters that are not marks themselves are Chinese."""
    before = text[:place].rstrip(_MAINLAND + _CORNERED)[-1:]
    after = text[place + 1 :].lstrip(_MAINLAND + _CORNERED)[:1]
    return bool(_CJK.match(before) or _CJK.match(after))

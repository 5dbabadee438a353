"""Folding: one form for what is written in several ways.  For matching only; offsets are kept."""

from collections.abc import Mapping
from functools import cache

from lang.tables import rows


def fold(text: str) -> str:
    r"""The text with traditional characters, variants, full-width forms, capitals and quotation marks made alike.

    Character for character, so that a place in the result is the same place in the text.  The table is
    t2s(s2t(tw2t(hk2t(character)))) of OpenCC and more; `lang/tables/folding.tsv` says where each part is from.
    他, 她 and 它 stay apart, as do other choices of words; 后 and 後 do not.

    >>> fold("錢鍾書《圍城》") == fold("钱锺书《围城》") == fold("钱钟书《围城》")
    True
    >>> fold("“Ｌｉ Ｆｅｉ’s”")
    '"li fei\'s"'
    """
    if text.isascii():  # the same, a good deal faster
        return text.lower().replace("`", "'")
    return text.translate(_table())


@cache
def _table() -> Mapping[int, str]:
    return {ord(char): folded for char, folded in rows("folding")}

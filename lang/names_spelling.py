"""Chinese names in Latin letters, by the rules of several systems."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from bitext.errors import BadData
from lang.folding import fold
from lang.names_readings import readings, spellings
from lang.tables import rows


class System(StrEnum):
    """A way to write Chinese in Latin letters."""

    PINYIN = "pinyin"
    TONES = "pinyin-tones"
    ALA_LC = "ala-lc"
    WADE_GILES = "wade-giles"
    TONGYONG = "tongyong"
    MPS2 = "mps2"
    TAIWAN = "taiwan"  # Wade–Giles as people write it, without marks, and the spellings of passports
    HONG_KONG = "hong-kong"  # Cantonese


_COLUMN: Final = {System.WADE_GILES: 0, System.TONGYONG: 1, System.MPS2: 2}
_HYPHENED: Final = frozenset({System.WADE_GILES, System.TONGYONG, System.MPS2, System.TAIWAN, System.HONG_KONG})
_TONES: Final = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}
# Places whose name in English is no pinyin of the characters: romanised by law from Mongolian, Uyghur or Tibetan
# (Gazetteer of China, 1997).
_NATIVE: Final = {
    "呼和浩特": "Hohhot", "乌鲁木齐": "Ürümqi", "拉萨": "Lhasa", "哈尔滨": "Harbin", "吐鲁番": "Turpan",
    "喀什": "Kashgar",
    "日喀则": "Xigazê", "包头": "Baotou", "齐齐哈尔": "Qiqihar", "伊犁": "Ili", "内蒙古": "Inner Mongolia",
}  # fmt: skip
_JYUTPING: Final = re.compile(r"(ng(?=.)|gw|kw|[bpmfdtnlgkhwzcsj](?=.))?(.+?)[1-6]?")


def romanise(name: str, system: System = System.PINYIN, *, is_place: bool = False) -> str:
    """A name in Latin letters, surname first; a place in one word.

    Pinyin after GB/T 28039-2011, with an apostrophe before a, o and e; ALA-LC after the rules of the Library
    of Congress, which set it between n and g too.  Raises `BadData` for what is not written in Chinese characters.

    >>> romanise("双雪涛"), romanise("双雪涛", System.TONES), romanise("欧阳修", System.WADE_GILES)
    ('Shuang Xuetao', 'Shuāng Xuětāo', 'Ou-yang Hsiu')
    >>> romanise("贾平凹"), romanise("西安", is_place=True), romanise("梁秉鈞", System.HONG_KONG)
    ('Jia Pingwa', "Xi'an", 'Leung Ping-kwan')
    """
    if system is not System.HONG_KONG and is_place and fold(name) in _NATIVE:
        return _NATIVE[fold(name)]
    reading = readings(name)[0]
    ways = written(name, reading.syllables, system)
    if not all(ways):
        raise BadData(f"A character of {name!r} has no known reading in Cantonese; choose another system.")
    syllables = [way for way, *_ in ways]
    end = 0 if is_place else len(reading.surname)
    words = [syllables[:end], syllables[end:]]
    return " ".join(_joined(word, system, is_place=is_place) for word in words if word)


def _joined(syllables: Sequence[str], system: System, *, is_place: bool) -> str:
    if system in _HYPHENED and not (is_place and system is not System.WADE_GILES):
        joined = "-".join(syllables)
    else:
        joined = "".join(_apostrophe(syllables, place, system) + part for place, part in enumerate(syllables))
    return joined[:1].upper() + joined[1:]


def _apostrophe(syllables: Sequence[str], place: int, system: System) -> str:
    """What stands before a syllable so that it is not read with the one before."""
    head = unicodedata.normalize("NFD", syllables[place])[0]
    is_after_n = place > 0 and syllables[place - 1].endswith("n")
    is_needed = head in "aoe" or (system is System.ALA_LC and head == "g" and is_after_n)
    return "'" if place and is_needed else ""


def written(name: str, syllables: Iterable[str], system: System) -> list[tuple[str, ...]]:
    """How each syllable of a name is written in a system, the usual spelling first; with marks, in small letters.

    >>> written("朱天文", ("zhu1", "tian1", "wen2"), System.WADE_GILES)
    [('chu',), ("t'ien",), ('wen',)]
    """
    if system is System.HONG_KONG:
        return [cantonese(char) for char in name if char not in " ·・‧\u3000"]
    return [_written(syllable, system) for syllable in syllables]


@lru_cache(maxsize=1 << 13)
def _written(syllable: str, system: System) -> tuple[str, ...]:
    plain = syllable.rstrip("12345")
    if system is System.TONES:
        return (toned(syllable),)
    if system in {System.PINYIN, System.ALA_LC}:
        return (plain, *(plain.replace("ü", other) for other in ("yu", "v") if "ü" in plain))
    if system is System.TAIWAN:
        return tuple(dict.fromkeys((_unmarked(spellings()[plain][0]), *_habits().get(plain, ()))))
    return (spellings()[plain][_COLUMN[system]],)


def toned(syllable: str) -> str:
    """A syllable with its tone as an accent: on a or e, on the o of ou, else on the last vowel.

    >>> toned("xue3"), toned("lü4"), toned("gui1"), toned("dou1")
    ('xuě', 'lǜ', 'guī', 'dōu')
    """
    plain, accent = syllable[:-1], _TONES[syllable[-1]]
    bearer = next((vowel for vowel in ("a", "e", "ou") if vowel in plain), None)
    place = plain.index(bearer) if bearer else max(map(plain.rfind, "aoeiuü"))
    return unicodedata.normalize("NFC", plain[: place + 1] + accent + plain[place + 1 :])


def _unmarked(spelling: str) -> str:
    return spelling.replace("'", "").replace("ü", "u")


@cache
def _habits() -> dict[str, tuple[str, ...]]:
    return {pinyin: tuple(ways.split()) for pinyin, ways in rows("taiwan")}


@lru_cache(maxsize=1 << 14)
def cantonese(char: str) -> tuple[str, ...]:
    """How a character is spelled in names in Hong Kong, the commonest first; none if it has no reading in Cantonese.

    >>> cantonese("張")[:2], cantonese("家")[:2]
    (('cheung', 'tseung'), ('ka', 'kar'))
    """
    from ToJyutping import get_jyutping_candidates, get_jyutping_list  # noqa: PLC0415 - a second to load

    ((_, usual),) = get_jyutping_list(char)
    ((_, candidates),) = get_jyutping_candidates(char)
    known = _parts().get(fold(char), ())
    composed = (way for jyutping in (usual, *candidates[:2]) if jyutping for way in _hong_kong(jyutping))
    return tuple(dict.fromkeys((*known, *composed)))


def _hong_kong(jyutping: str) -> tuple[str, ...]:
    found = _JYUTPING.fullmatch(jyutping)
    if found is None:
        return ()
    table = _parts()
    head, end = found[1] or "", found[2]
    composed = [_unsilent(a, b) for a in table.get(f"{head}-", ()) for b in table.get(f"-{end}", ())]
    return tuple(dict.fromkeys((*table.get(head + end, ()), *composed)))


def _unsilent(head: str, end: str) -> str:
    return end if head == "-" else head + end


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    return {part: tuple(ways.split()) for part, ways in rows("cantonese")}

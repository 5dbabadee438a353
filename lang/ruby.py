"""Readings above Chinese characters: pinyin or zhuyin, for all words, for each the first time, or for rare ones."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.folding import fold
from lang.words import words

_ZH: Final = LanguageTag("zh")
_HAN: Final = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
# GB/T 2312-1980 has its 3,755 common characters in rows 16 to 55, and the 3,008 rarer ones in rows 56 to 87.
_FIRST_RARE_ROW: Final = 56 + 0xA0


class Script(StrEnum):
    """What readings are written in."""

    PINYIN = "pinyin"
    ZHUYIN = "zhuyin"  # Bopomofo


class Extent(StrEnum):
    """What has readings."""

    ALL = "all"
    FIRST = "first"  # each word where it stands first
    RARE = "rare"  # words with a character that is not among the 3,755 common ones of GB/T 2312


class Unit(StrEnum):
    """What a reading stands above."""

    WORD = "word"
    CHARACTER = "character"


Ruby = tuple[Span, str]
"""Where a reading stands, and the reading."""


@dataclass(frozen=True, kw_only=True)
class RubyStyle:
    """Which readings a text is to have; `own` are those of an editor, a syllable for each character, before all others.

    Raises `BadData` where one of them has another number of syllables than of characters.
    """

    script: Script = Script.PINYIN
    extent: Extent = Extent.ALL
    unit: Unit = Unit.WORD
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for text, syllables in self.own.items():
            if len(text) != len(syllables):
                raise BadData(
                    f"{text} has {len(text)} characters and {len(syllables)} syllables ({' '.join(syllables)}); "
                    "write one for each, with blanks between them."
                )

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds the texts of the editor's own readings, the longest first."""
        texts = sorted(self.own, key=lambda text: (-len(text), text))
        return re.compile("|".join(map(re.escape, texts))) if texts else None


def rubies(texts: Iterable[str], style: RubyStyle) -> Iterator[tuple[Ruby, ...]]:
    """The readings of each text in turn; the texts follow each other, so that a word is new in one of them only.

    >>> [readings] = rubies(["他去银行。"], RubyStyle())
    >>> readings
    ((Span(start=0, end=1), 'tā'), (Span(start=1, end=2), 'qù'), (Span(start=2, end=4), 'yínháng'))
    >>> [text for text, _ in next(rubies(["魑魅魍魉"], RubyStyle(extent=Extent.RARE, script=Script.ZHUYIN)))]
    [Span(start=0, end=4)]
    """
    seen: set[str] = set()
    for text in texts:
        found = sorted(_read(text, style))
        wanted = [(span, read) for span, read in found if _is_wanted(span.of(text), style.extent, seen)]
        yield tuple((span, _joined(syllables, style.script)) for span, syllables in wanted)


def _is_wanted(base: str, extent: Extent, seen: set[str]) -> bool:
    match extent:
        case Extent.RARE:
            return any(map(is_rare, base))
        case Extent.FIRST:
            known = fold(base) in seen
            seen.add(fold(base))
            return not known
        case _:
            return True


def is_rare(char: str) -> bool:
    """Whether a Chinese character is none of the 3,755 common ones of GB/T 2312, in either script.

    >>> [is_rare(char) for char in "囱烟囪煙魍"]
    [False, False, False, False, True]
    """
    try:
        row, _ = fold(char).encode("gb2312")
    except (UnicodeEncodeError, ValueError):  # not listed; not Chinese
        return _HAN.match(char) is not None
    return row >= _FIRST_RARE_ROW


def _read(text: str, style: RubyStyle) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The units of a text with their syllables; what has no known reading is left out."""
    syllables = _syllables(text, style)
    for span in _units(text, style):
        read = syllables[span.start : span.end]
        if all(read):
            yield span, tuple(read)


def _units(text: str, style: RubyStyle) -> Iterator[Span]:
    if style.unit is Unit.CHARACTER:
        runs = _HAN.finditer(text)
        yield from (Span(place, place + 1) for run in runs for place in range(run.start(), run.end()))
        return
    own = [Span(*match.span()) for match in style.pattern.finditer(text)] if style.pattern else []
    found = [span for _, span in words(text, _ZH) if _HAN.fullmatch(span.of(text))]
    whole = [span for span in found if all(_is_within(one, span) for one in own if one.overlaps(span))]
    yield from whole
    yield from (one for one in own if not any(_is_within(one, span) for span in whole))


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _syllables(text: str, style: RubyStyle) -> list[str]:
    """The reading of each character, in its place; empty where there is none."""
    found = [""] * len(text)
    for run in _HAN.finditer(text):
        found[run.start() : run.end()] = _readings(fold(run[0]), style.script)
    for match in style.pattern.finditer(text) if style.pattern else ():
        found[match.start() : match.end()] = style.own[match[0]]
    return found


def _readings(run: str, script: Script) -> list[str]:
    """The reading of each character of a run, as the words around it have it."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - half a second and 30 MB, for readings only

    form = Style.TONE if script is Script.PINYIN else Style.BOPOMOFO
    # A character without a reading stands for itself; that errors may be a list is in the documentation alone.
    read = pinyin(run, style=form, errors=list)  # type: ignore[arg-type]
    return ["" if _HAN.search(syllable) else syllable for (syllable,) in read]


def _joined(syllables: Iterable[str], script: Script) -> str:
    """The syllables of a word: one word in pinyin, with apostrophes before a, o and e (GB/T 16159); apart in zhuyin."""
    if script is Script.ZHUYIN:
        return " ".join(syllables)
    first, *rest = syllables
    return first + "".join(f"'{one}" if one[0] in "aāáǎàoōóǒòeēéěè" else one for one in rest)

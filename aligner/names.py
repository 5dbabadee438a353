"""Names of a text in Latin letters that are not those of its counterpart in Chinese."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.names_matching import match
from lang.romanisation import romanised, syllables
from lang.rules import Rules
from lang.transliteration import likeness_of_sound, transliterations
from lang.words import is_cut_safe


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a word of one side has a counterpart on the other by its meaning: China, 中国, sea."""

    latin: Callable[[str], bool]
    han: Callable[[str], bool]
    book: Callable[[str], bool]
    """Whether a name in pinyin, in small letters, is that of somebody in the book; who is meant by 他 may be named."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A name in Latin letters and what the Chinese has instead; None where there is nothing like a name."""

    latin: Span
    han: Span | None


# The commonest surnames, 姓氏人口 of the census of 2010, and some of novels; both scripts.
_SURNAMES: Final = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚"
    "沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯康易乔喬赖賴文"
    "单單庄莊柳俞殷章翁施鲁魯温溫华華柯梅童颜顏倪焦左耿霍房申季关關祝项項宁寧聂聶卫衛尤路凌桂骆駱古欧歐齐齊苗包盛蓝藍甘双雙井连連佟富满滿"
    "阮安成艾党費费翟牛纪紀柴樊鲍鮑谷霍葛裴詹吉曲岳靳祁尚鄂席解查晏麦麥水鹿"
)
_BEFORE_NAMES, _AFTER_NAMES = (
    "小老阿大",
    "老先师師公爷爺奶太叔伯婶嬸姨姑舅哥姐弟妹二三四五家氏某总總局厂廠队隊主书書科处處院校部班连連团團",
)
_TITLES: Final = frozenset(
    """
    mr mrs ms miss dr professor prof sir lord lady old young little big uncle aunt auntie granny grandma grandpa
    grandfather grandmother brother sister master teacher director chairman comrade captain general president secretary
    madam madame doctor inspector officer father mother king queen prince princess saint st elder first second third
    fourth fifth sixth
    """.split()  # noqa: SIM905 - a list to read
)
_MARKS: Final = re.compile(r"x|q(?!u[aeo])|zh|ng|ao|ou|uo|ua|iu|ui")
"""What is rare in names and words of other languages that could be pinyin by their letters: Lisa, gate."""
_WORDS: Final = re.compile(r"(?:ly|ing|ed|ness|tion|-.*)$")
"""Endings of words that begin sentences and are no names."""
_CAPITALISED: Final = re.compile(r"(?<![^\W_])[^\W\d_a-z](?:[^\W\d_]|[\u0300-\u036f])*(?:[’'‐-][^\W\d_]+)*")
_HAN: Final = re.compile("[\u3400-\u9fff]+")
_SAME_SOUND, _SURELY_SAME = 0.5, 0.7
"""From which likeness on a name is the same: of characters that foreign names are written with, and of any."""
_CHINESE: Final = LanguageTag("zh")
_SHORTEST: Final = 4
"""Letters of a name; of shorter ones the sound says too little."""


@dataclass(frozen=True, slots=True)
class _Name:
    """Capitalised words that stand together, less titles; plain are their letters without marks."""

    span: Span
    words: tuple[str, ...]
    titled: bool
    inner: bool  # not at the beginning of a sentence

    @property
    def plain(self) -> tuple[str, ...]:
        return tuple(_plain(word) for word in self.words)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(char for char in decomposed if char.isascii() and char.isalpha()).lower()


def unlike_names(latin: str, han: str, rules: Rules, known: Known) -> Iterator[Unlike]:
    """Names of a text that its counterpart does not have, in the order of their places.

    A Chinese name, surname and given name or a surname after a title, is missing where no characters of the other text
    are read so in any system.  A foreign name is, where the other text has a name of foreign sound in its place.  The
    `rules` are those of the language in Latin letters.

    >>> from lang.rules import rules_for
    >>> nothing = Known(lambda word: False, lambda word: False, lambda word: False)
    >>> def read(latin, han):
    ...     return [each.latin.of(latin) for each in unlike_names(latin, han, rules_for("en"), nothing)]
    >>> read("And Old Meng told Li Fei.", "老郭告诉李斐。"), read("Margaret rose.", "伊丽莎白站了起来。")
    (['Meng'], ['Margaret'])
    >>> read("Yeh Shih-tao met Margaret.", "葉石濤遇見了瑪格麗特。")
    []
    """
    names = list(_names(latin, rules))
    said = frozenset("".join(words) for name in names for words in (name.plain, *((word,) for word in name.plain)))
    foreign = [name for name in names if not _is_chinese(name) and (name.inner or not _WORDS.search(name.words[0]))]
    found = [
        *(
            Unlike(name.span, near)
            for name in names
            if not _is_there(name, han)
            for near in [_near(name, han, said)]
            if _is_missing(name, near, han, known)
        ),
        *_unlike_foreign(foreign, said, latin, han, known),
    ]
    yield from sorted(found, key=lambda each: each.latin.start)


def _names(text: str, rules: Rules) -> Iterator[_Name]:
    """Runs of capitalised words with a space, or the stop of a title, between."""
    words = [Span(m.start(), m.end() - 2 * bool(re.search(r"['’]s$", m[0]))) for m in _CAPITALISED.finditer(text)]
    runs: list[list[Span]] = []
    for word in words:
        is_next = bool(runs) and re.fullmatch(r"\.?[ \n·]", text[runs[-1][-1].end : word.start])
        if is_next and (text[runs[-1][-1].end] != "." or runs[-1][-1].of(text).lower() in _TITLES):
            runs[-1].append(word)
        else:
            runs.append([word])
    for run in runs:
        yield from _parted(text, run, rules)


def _parted(text: str, run: Sequence[Span], rules: Rules) -> Iterator[_Name]:
    """The name in a run: what follows its last title; words that open sentences are none, unless surnames."""
    inner = bool(re.search(r"[^\W_][,;:’]?[ \n]$", text[: run[0].start]))
    before = re.search(r"([^\W\d_]+)[ ]$", text[: run[0].start])
    titled = bool(
        before and before[1].lower() in _TITLES and before[1].lower() not in {"first", "second", "third", "father"}
    )
    while run and (run[0].of(text).lower() in _TITLES or _opens(text, run, rules)):
        titled = run[0].of(text).lower() in _TITLES
        run, inner = run[1:], True
    if run:
        yield _Name(Span(run[0].start, run[-1].end), tuple(span.of(text) for span in run), titled, inner)


def _opens(text: str, run: Sequence[Span], rules: Rules) -> bool:
    word = run[0].of(text)
    is_common = word.lower() in rules.starters | rules.stop_words or len(word) == 1
    return is_common and not (len(run) > 1 and _is_pinyin(word) and _is_pinyin(run[1].of(text)))


def _is_pinyin(word: str) -> bool:
    return bool(syllables(_plain(word)))


def _is_chinese(name: _Name) -> bool:
    """Whether it is written like a Chinese name, and not only by chance."""
    if not all(map(_is_pinyin, name.words)):
        return False
    if len(name.words) > 1 or name.titled:
        return True
    plain = name.plain[0]
    return name.inner and len(syllables(plain)) > 1 and bool(_MARKS.search(plain))


def _is_missing(name: _Name, near: Span | None, han: str, known: Known) -> bool:
    """Whether a name that no characters are read like should be told; `near` is what stands in its place."""
    if not _is_chinese(name):
        return False
    if near is None and (known.book("".join(name.plain)) or known.book(name.plain[-1])):
        return False
    if len(name.words) > 1:
        return not _has_other_given_name(name, han)
    return not known.latin(name.words[0]) if name.titled else _is_strange(name.words[0], han, known)


def _has_other_given_name(name: _Name, han: str) -> bool:
    """Whether a surname of the other text stands last: Eileen Chang for 張愛玲, whose given name nobody can derive."""
    return _word_is_there(name.words[-1], han) and not _word_is_there(name.words[0], han)


def _is_there(name: _Name, han: str) -> bool:
    """Whether some characters are read like the whole name, or like each of its words."""
    whole = "".join(name.plain)
    size = len(syllables(whole))
    if size > 1 and any(_sounds(run, whole, " ".join(name.words)) for run in _runs(han, size)):
        return True
    return all(_word_is_there(word, han) for word in name.words)


def _word_is_there(word: str, han: str) -> bool:
    plain = _plain(word)
    size = len(syllables(plain))
    if size > 1:
        return any(_sounds(run, plain, word) for run in _runs(han, size))
    return any(_sounds(han[at], plain, word) for at in _places_of_names(han))


def _places_of_names(han: str) -> Iterator[int]:
    """Where a character stands that may be a name by itself: a surname, or what is beside a title."""
    for at, char in enumerate(han):
        if char in _SURNAMES or _is_titled(han, at):
            yield at


def _is_titled(han: str, at: int) -> bool:
    after = han[at + 1 : at + 2]
    return _follows_title(han, at) or (bool(after) and after in _AFTER_NAMES)


def _follows_title(han: str, at: int) -> bool:
    return at > 0 and han[at - 1] in _BEFORE_NAMES


def _sounds(run: str, plain: str, name: str) -> bool:
    return romanised(run).lower() == plain or ((found := match(run, name)) is not None and found.is_likely)


def _runs(han: str, size: int) -> Iterator[str]:
    """All runs of so many characters."""
    for stretch in _HAN.finditer(han):
        yield from (stretch[0][at : at + size] for at in range(len(stretch[0]) - size + 1))


def _near(name: _Name, han: str, said: AbstractSet[str]) -> Span | None:
    """The characters of a name with the same surname, or two syllables in common; else of a name beside a title.

    Not of one that the text in Latin letters has as well: `said` are its names and their words.
    """
    parts = [part for word in name.plain for part in syllables(word)]
    spans = [_stretch(han, at, len(parts)) for at in range(len(han)) if _HAN.match(han, at)]
    is_title = len(parts) == 1 and name.titled
    free = [span for span in spans if romanised(span.of(han)).lower() not in said]
    return next(
        chain(
            (span for span in free if len(parts) > 1 and _has_surname(span.of(han), parts[0])),
            (span for span in free if _in_common(span.of(han), parts) >= max(2, len(parts) - 1)),
            (span for span in free if is_title and han[span.start] in _SURNAMES and _follows_title(han, span.start)),
            (span for span in free if is_title and han[span.start] in _SURNAMES and _is_titled(han, span.start)),
        ),
        None,
    )


def _has_surname(run: str, syllable: str) -> bool:
    return run[0] in _SURNAMES and romanised(run[0]).lower() == syllable


def _in_common(run: str, parts: Sequence[str]) -> int:
    return sum(romanised(char).lower() == part for char, part in zip(run, parts, strict=False))


def _stretch(han: str, start: int, size: int) -> Span:
    match_ = _HAN.match(han, start)
    return Span(start, min(start + size, match_.end() if match_ else start + 1))


def _unlike_foreign(
    foreign: Sequence[_Name], said: AbstractSet[str], latin: str, han: str, known: Known
) -> Iterator[Unlike]:
    """Names without a counterpart in sound, each with such a one of the other text; not 沙瑞山 where Sha is `said`."""
    whole = (span for span in transliterations(han) if is_cut_safe(han, span, _CHINESE))
    runs = [span for span in whole if romanised(han[span.start]).lower() not in said]
    heard = [span for span in runs if _is_foreign(span.of(han), foreign, latin, known)]
    words = (place for name in foreign for place in _words_of(name, latin))
    strange = [place for place in words if _is_strange(place.of(latin), han, known)]
    for place, other in zip(strange, heard, strict=False):
        yield Unlike(place, other)


def _words_of(name: _Name, latin: str) -> Iterator[Span]:
    for found in _CAPITALISED.finditer(name.span.of(latin)):
        yield Span(found.start(), found.end()).shifted(name.span.start)


def _is_strange(word: str, han: str, known: Known) -> bool:
    """Whether no characters sound like the word, nor mean it."""
    is_syllable = len(syllables(_plain(word))) == 1
    if len(_plain(word)) < _SHORTEST or is_syllable or known.latin(word):
        return False
    foreign = (part for span in transliterations(han, 2) for part in _parts(span.of(han)))
    others = (run for size in (3, 4, 5) for run in _runs(han, size))
    return not any(likeness_of_sound(part, word) >= _SAME_SOUND for part in foreign) and not any(
        likeness_of_sound(run, word) >= _SURELY_SAME for run in others
    )


def _is_foreign(run: str, foreign: Sequence[_Name], latin: str, known: Known) -> bool:
    """Whether no word sounds like the characters, be it with some less at either end, nor means them."""
    words = re.findall(r"[^\W\d_]{5,}", latin)
    names = [word for name in foreign for word in (*name.words, "".join(name.words))]
    parts = list(_parts(run))
    return not (
        known.han(run)
        or any(likeness_of_sound(part, name) >= _SAME_SOUND for part in parts for name in names)
        or any(likeness_of_sound(part, word) >= _SURELY_SAME for part in parts for word in words)
    )


def _parts(run: str) -> Iterator[str]:
    """The run, and what is left of it when up to two characters are taken away, of three or more."""
    starts = range(max(1, min(3, len(run) - 2)))
    yield from (run[a:b] for a in starts for b in range(len(run) - 2 + a, len(run) + 1) if b - a >= min(3, len(run)))

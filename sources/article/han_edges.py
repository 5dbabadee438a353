"""Where the Chinese side of a printed pair begins, in Chinese prose, which has no spaces to show it.

法国哲学家米歇尔·福柯（Michel Foucault）谈到“身体政治”（body politics）与锈带（rust belt）。
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from math import log
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.equivalents import affixes, equivalents
from lang.folding import fold
from lang.transliteration import likeness_of_sound
from lang.words import words
from sources.article.pinyin import syllable_counts
from sources.article.scripts import CJK

_CLOSERS: Final = {"》": "《", "〉": "〈", "”": "“", "」": "「", "』": "『", "’": "‘"}
_RUN: Final = re.compile(
    rf"(?:[{CJK}·・•]|(?<![A-Za-z\d])(?:[A-Z]{{1,4}}|\d{{1,4}})(?=[{CJK}])|(?<=[{CJK}])[A-Z]{{1,4}}(?=[{CJK}]|\Z))+\Z"
)
# 一种, 这两个, 几条: what counts a thing or points at it is no part of its name.
_COUNTED: Final = re.compile(
    "(?:[这這那该該某每各]?(?:[一二两兩三四五六七八九十几幾数數]{1,3}|(?<=[这這那该該某每各]))"
    "(?:个|個|种|種|位|名|张|張|条|條|部|本|篇|座|次|场|場|类|類|项|項|批|群|段|首|只|隻|件|套|股|片|句|幅|支|队|隊|块|塊|间|間|所|对|對|份))"
)
_COUNT: Final = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)\b", re.IGNORECASE)
_GENERIC: Final = re.compile(
    "(?:出版社|大学|大學|学院|學院|公司|学会|學會|协会|協會|杂志社|雜誌社|出版集团|基金会|基金會|研究所|博物馆|博物館|图书馆|圖書館|街道|大街|广场|廣場|酒店)"
)

# Characters that write foreign names, after the tables of Xinhua's name translation office.
# Others end a name on its left.
_TRANSLITERATING: Final = frozenset(
    "阿埃艾爱安昂奥巴白班邦鲍贝本比彼别宾波伯勃博布查达戴丹当道德登狄迪蒂丁东杜敦多顿恩尔发法凡范方菲费芬丰冯夫弗福富盖"
    "甘冈高戈格葛根贡古瓜圭郭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉季加贾简杰金津卡凯坎康考科柯克肯孔库夸昆拉莱赖兰朗劳勒雷"
    "蕾黎李里理利莉立丽莲林琳隆卢鲁露伦罗洛马玛迈麦曼芒毛梅门蒙米密敏明缪摩莫墨姆木穆纳娜奈南内尼倪妮宁纽农努诺欧帕派潘庞"
    "培佩彭皮珀平泼普奇齐恰钱乔切琴青琼丘屈让饶热仁日茹瑞若撒萨塞桑瑟森沙莎山尚绍舍申圣施史士舒朔斯丝思司松苏索塔泰坦汤"
    "唐陶特藤提廷汀图托瓦万旺威韦维文翁沃乌伍西希锡席夏香晓谢辛欣休许雪逊雅亚延扬耶叶伊依因英尤约泽扎詹珍芝兹宗佐茨齐阔"
    "歇浩芙毕珊芭逊翰约蜜黛娅妲琪娃绮嘉姬伽契坡梭雨果歌萧更翟蓝腾昂朱坚彻聂汀赛策薛济鲜瓊佛厄埋葛谷"
    "鲍鄂玻蒲裘夷尧荻蓓薇兹蔡哲婕勋瑙汶"
)
_BREAKS: Final = frozenset(
    "依据經经的地得是在了和与與及或对對将將把被为為以从從由向于於等这這那此其所即称稱叫作曰谓謂者家如像指也都就而但并並者"
)
_SIZE: Final = 2.0  # Chinese characters for an English word
_RECURRENCE: Final = 0.4  # how much misfit in length a term may have that stands elsewhere too
_LEFT_OUT: Final = 1.0  # how much misfit it is to leave out what renders a word or an affix of the Latin
_SOUNDS: Final = 0.7  # likeness of sound from which a word was taken over by its sound: 赛博格, cyborg
_SHARE: Final = 0.6  # of the characters of a name that must be among those that write sounds
_SYLLABLE: Final = 2.4  # Latin letters for a character of a name written by its sound


def han_edge(text: str, end: int, latin: str, language: LanguageTag, recurs: Callable[[str], int]) -> Span | None:
    """The Chinese that ends at `end` and means `latin`.

    >>> text = "他谈到“身体政治”（body politics）"
    >>> han_edge(text, text.index("（"), "body politics", LanguageTag("zh-Hans"), lambda words: 0).of(text)
    '身体政治'
    >>> text = "法国哲学家米歇尔·福柯（Michel Foucault）"
    >>> han_edge(text, text.index("（"), "Michel Foucault", LanguageTag("zh-Hans"), lambda words: 0).of(text)
    '米歇尔·福柯'
    """
    end = len(text[:end].rstrip())
    if text[:end].endswith(tuple(_CLOSERS)):
        start = text.rfind(_CLOSERS[text[end - 1]], 0, end - 1)
        return Span(start + 1, end - 1) if start >= 0 else None
    found = _RUN.search(text, max(0, end - 40), end)
    if found is None:
        return None
    run = Span(found.start(), end)
    return _name(text, run, latin) or _term(text, run, latin, language, recurs)


def is_transliterated(han: str) -> bool:
    """Whether it is written only with characters that stand for foreign sounds.

    >>> is_transliterated("斯特恩"), is_transliterated("锈带")
    (True, False)
    """
    known = [letter in _TRANSLITERATING or letter in "·・•" for letter in fold(han)]
    return len(han) > 1 and sum(known) >= _SHARE * len(known)


def _name(text: str, run: Span, latin: str) -> Span | None:
    """A person's name: by its pinyin, by the dot between its parts, or by the characters that write sounds."""
    letters = run.of(text)
    if counts := syllable_counts(latin):
        size = min(counts)
        return Span(run.end - size, run.end) if 1 < size <= len(letters) else None
    parts = latin.split()
    if not all(part[0].isupper() for part in parts if part[0].isalpha()) or len(parts) > 4:
        return None
    dots = [n for n, letter in enumerate(letters) if letter in "·・•"]
    wanted = round(len(re.sub(r"[^A-Za-z\u00c0-\u024f]", "", parts[0] if dots else latin)) / _SYLLABLE)
    first = dots[0] if dots else len(letters)
    start = first
    while start > 0 and fold(letters[start - 1]) in _TRANSLITERATING and first - start < max(2, wanted + 2):
        start -= 1
    is_name = first - start >= 2 and (dots or len(parts) == 1)
    return Span(run.start + start, run.end) if is_name else None


def _term(text: str, run: Span, latin: str, language: LanguageTag, recurs: Callable[[str], int]) -> Span | None:
    """A term: the longest that recurs, or the one whose length fits the English, at the edge of a word."""
    if (start := _alone(text, run, latin)) is not None:
        return Span(start, run.end)
    if (start := _by_sound(text, run, latin)) is not None:
        return Span(start, run.end)
    rendered = _rendered(text, run, latin)
    starts = [start for start in {*_starts(text, run, language), *rendered} if run.end - start >= 2]
    dot = re.search("[·・•]", run.of(text))
    starts = [start for start in starts if dot is None or start < run.start + dot.start()] or starts
    starts = [start for start in starts if not _is_counted(text[start : run.end], latin, starts, start)] or starts
    starts = [start for start in starts if not _GENERIC.fullmatch(text, start, run.end) or latin.islower()] or starts
    if not starts:
        return None
    size = _expected(run.of(text), latin)

    def misfit(start: int) -> tuple[float, int]:
        bonus = _RECURRENCE if recurs(text[start : run.end]) > 1 else 0
        return abs(log((run.end - start) / size)) - bonus + _LEFT_OUT * sum(at < start for at in rendered), start

    return Span(min(starts, key=misfit), run.end)


def _is_counted(letters: str, latin: str, starts: Collection[int], start: int) -> bool:
    """Whether a number or a pointing word with its measure word stands before the term: 一种 | 内卷体."""
    counted = _COUNTED.match(letters)
    return counted is not None and start + counted.end() in starts and not _COUNT.search(latin)


def _by_sound(text: str, run: Span, latin: str) -> int | None:
    """Where a word that was taken over by its sound begins: 赛博格, cyborg."""
    if not re.fullmatch(r"[a-z\u00df-\u024f]{4,}", latin):
        return None
    longest = min(len(run), round(len(latin) / 1.5))
    likest = max(
        ((likeness_of_sound(text[run.end - n : run.end], latin), n) for n in range(2, longest + 1)), default=(0.0, 0)
    )
    return run.end - likest[1] if likest[0] >= _SOUNDS else None


def _rendered(text: str, run: Span, latin: str) -> tuple[int, ...]:
    """Where the Chinese renders words of the Latin, or their prefixes and suffixes, as near to the end as may be."""
    near = Span(max(run.start, run.end - 2 * _longest(latin)), run.end)
    return tuple(sorted({near.start + at for han in _renderings(latin) if (at := _found(near.of(text), han)) >= 0}))


def _found(letters: str, renderings: Sequence[str]) -> int:
    """Where the longest of the renderings stands last; -1 where none does."""
    folded = fold(letters)
    return next((folded.rfind(han) for han in sorted(renderings, key=len, reverse=True) if han in folded), -1)


def _longest(latin: str) -> int:
    return max(2, 2 * len(re.findall(r"[^\W\d_]+", latin)))


def _renderings(latin: str) -> Iterator[Sequence[str]]:
    for word in re.findall(r"[^\W\d_]+", latin):
        yield from filter(None, (equivalents(word), *(() if equivalents(word) else affixes(word))))


def _alone(text: str, run: Span, latin: str) -> int | None:
    """Three, two or four characters for a name of several words, where a function word or nothing is before them."""
    parts = re.findall(r"[^\W\d_]+", latin)
    if not (1 < len(parts) < 5 and all(part[0].isupper() for part in parts)):
        return None
    for start in (run.end - 3, run.end - 2, run.end - 4):
        is_clear = start == run.start or (start > run.start and text[start - 1] in _BREAKS)
        if is_clear and not any(letter in _BREAKS for letter in text[start : run.end]):
            return start
    return None


def _expected(letters: str, latin: str) -> float:
    """How many characters mean the Latin: by its words; by the sounds of the last one, where it is a foreign name."""
    parts = re.findall(r"[^\W\d_]{2,}", latin)
    is_name = len(parts) > 1 and all(part[0].isupper() for part in parts) and is_transliterated(letters[-2:])
    if is_name and re.search("[·・•]", letters):
        return len(latin) / _SYLLABLE
    if is_name:
        return max(2.0, len(parts[-1]) / _SYLLABLE)
    return max(1.0, sum(_characters(part, letters) for part in parts))


def _characters(word: str, letters: str) -> float:
    """How many characters mean a word: those that are there, if known; or else two, and those of its affixes."""
    folded = fold(letters)
    if there := [len(han) for han in equivalents(word) if han in folded]:
        return max(there)
    parts = [[len(han) for han in renderings if han in folded] for renderings in affixes(word)]
    return _SIZE + sum(max(part, default=1) for part in parts if part)


def _starts(text: str, run: Span, language: LanguageTag) -> Iterator[int]:
    """Edges of words within the run, from the right, as far as no function word comes between."""
    tokens = [span.shifted(run.start) for _, span in words(run.of(text), language)]
    for token in sorted(tokens, reverse=True):
        if all(letter in _BREAKS for letter in token.of(text)):
            return
        yield token.start

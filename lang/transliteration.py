"""Foreign names in Chinese characters: where they stand, and whether they sound like a name in Latin letters."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bitext.spans import Span
from lang.folding import fold
from lang.romanisation import romanised

# The characters that the tables of 新华社译名室 give for the syllables of English, and the commonest of other tables.
_CHARACTERS: Final = frozenset(
    "阿艾爱安昂奥巴白柏拜班邦保鲍贝本比彼宾波伯博勃卜布采策查柴川茨慈达戴丹当道德登邓迪蒂丁东都杜顿多厄恩尔法凡范方菲费芬丰佛夫弗福富盖甘冈高戈"
    "哥格葛根古瓜圭贵哈海汉翰豪赫黑亨洪侯胡华怀惠霍基吉季加佳贾简江杰金津京久居君卡凯坎康考科可克肯孔寇库夸奎昆拉来莱赖兰朗劳勒雷黎李里理丽莉"
    "利历立琳林灵龙隆卢鲁路伦罗洛吕律略马玛迈麦曼芒毛梅门蒙盟米密敏明缪摩莫默姆木穆拿娜纳乃奈南瑙内嫩能尼妮年涅宁牛纽农努诺欧帕派潘庞培佩彭蓬皮"
    "匹平珀普浦奇契恰钱乔切琴琼丘屈让热仁荣茹儒瑞若萨塞赛三桑瑟森沙莎山珊尚绍舍申圣胜施什石史士寿舒朔斯思司丝松苏素孙索塔台太泰坦汤唐陶特滕藤提"
    "田汀廷亭通图土吐屯托脱瓦万旺威韦维伟卫魏温文翁沃乌伍武西希锡席喜夏香肖谢辛欣兴雄休修许雪逊雅亚延扬耶叶伊宜以因英尤于约泽曾扎詹占张哲珍真"
    "芝治中朱卓兹子宗佐埃喀婕妲缇萝薇蕾茜蓓黛谟坡"
)
_LONGEST: Final = 9
_TITLES: Final = "博士|爵士|夫人|女士"
_RUN: Final = re.compile(rf"(?:(?!{_TITLES})[{''.join(sorted(_CHARACTERS))}]){{2,{_LONGEST}}}")


def transliterations(text: str, shortest: int = 3) -> Iterator[Span]:
    """Runs of characters that foreign names are written with; a point between two names parts them.

    They are found by their characters alone, so that some are words, of the runs of two most.

    >>> text = "斯坦诺普勋爵看得懂，弗吉尼亚·阿什沃思不懂。"
    >>> [span.of(text) for span in transliterations(text)]
    ['斯坦诺普', '弗吉尼亚', '阿什沃思']
    """
    for match in _RUN.finditer(fold(text)):
        if match.end() - match.start() >= shortest:
            yield Span(*match.span())


# Sounds that are heard as one another across the two languages have the same letter.
_SOUNDS: Final = (
    (r"[’'\-·. ]", ""), (r"^wh", "w"), (r"^wr", "r"), (r"^kn", "n"), (r"ght", "t"), (r"tch", "C"), (r"sch", "S"),
    (r"ch", "C"), (r"sh|zh", "S"), (r"th", "T"), (r"ph", "f"), (r"ck", "k"), (r"qu", "kw"), (r"x(?!i)", "ks"),
    (r"dge", "J"), (r"c(?=[eiy])", "s"), (r"g(?=[eiy])", "J"), (r"j", "J"), (r"c", "k"), (r"y(?=[aeou])", "i"),
)  # fmt: skip
_PINYIN: Final = (
    (r"zh|ch|j|q", "J"), (r"sh", "S"), (r"x", "S"), (r"z|c", "Z"), (r"ng", "n"), (r"y(?=[aeiou])", "i"), (r"er$", "l"),
)  # fmt: skip
_GROUPS: Final = (
    "pb",
    "td",
    "kg",
    "lr",
    "fvw",
    "mn",
    "sSZzT",
    "JCSZ",
    "hw",
    "hg",
    "hk",
    "TtsZ",
    "Jt",
    "Jg",
    "Jk",
    "Js",
    "vb",
)
_VOWELS: Final = "aeiouy"


def likeness_of_sound(han: str, latin: str) -> float:
    """How far a name in characters may be the sound of one in Latin letters, from 0 to 1.

    One less the edits, of consonants above all, that lead from one to the other, per sound of the longer.
    Names and their usual forms have 0.6 and more, different ones mostly less than 0.5.

    >>> likeness_of_sound("玛格丽特", "Margaret") > 0.65 > 0.5 > likeness_of_sound("玛格丽特", "Elizabeth")
    True
    """
    return _likeness(_han_sounds(fold(han)), _latin_sounds(latin))


@lru_cache(maxsize=1 << 12)
def _han_sounds(han: str) -> str:
    return "".join(_replaced(romanised(char).lower(), _PINYIN) for char in han)


@lru_cache(maxsize=1 << 12)
def _latin_sounds(latin: str) -> str:
    plain = unicodedata.normalize("NFD", latin.lower())
    letters = _replaced("".join(char for char in plain if not unicodedata.combining(char)), _SOUNDS)
    silent = re.sub(r"(?<=[^aeiou])e(?=s?$)|(?<=[aeiou])r(?![aeiou])", "", letters)
    return re.sub(r"(.)\1", r"\1", silent)


def _replaced(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, sound in rules:
        text = re.sub(pattern, sound, text)
    return text


_VOWEL, _LIQUID = 0.15, 0.35
"""What it costs to leave out a vowel, or an r, l, n or h; another consonant costs 1, as does a change of sound."""


def _likeness(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    before = [0.0]
    for sound in two:
        before.append(before[-1] + _left_out(sound))
    for sound in one:
        row = [before[0] + _left_out(sound)]
        for place, other in enumerate(two, 1):
            row.append(
                min(
                    before[place] + _left_out(sound),
                    row[-1] + _left_out(other),
                    before[place - 1] + _change(sound, other),
                )
            )
        before = row
    most = max(sum(map(_left_out, one)), sum(map(_left_out, two)))
    return max(0.0, 1 - before[-1] / most)


def _left_out(sound: str) -> float:
    return _VOWEL if sound in _VOWELS else _LIQUID if sound in "rlnhw" else 1.0


def _change(one: str, two: str) -> float:
    if one == two:
        return 0.0
    if (one in _VOWELS) != (two in _VOWELS):
        return 0.5 if "w" in {one, two} or "h" in {one, two} else 1.2
    if one in _VOWELS:
        return 0.1
    return 0.15 if any(one in group and two in group for group in _GROUPS) else 1.0

"""Makes the character tables anew: `python -m lang.tables.make`.

Needs the `opencc_dict` program that OpenCC's wheel brings, and PyICU (the extra `icu`).  The files are committed, so
that matching does not change with the version of OpenCC or Python that happens to be there.
"""

import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from lang.conversion import convert
from lang.words import word_frequency

_HAN: Final = ((0x2E80, 0x2FDF), (0x3007, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))

# Characters that are one in different print, and that OpenCC leaves apart.  Not here: 只 祇, 你 妳, 他 她 它 祂
# 牠, 划 畫, which are choices of words.  Left column to right.
_VARIANTS: Final = """
甯宁 寗宁 靑青 淸清 囘回 囬回 邨村 煖暖 畧略 碁棋 厰厂 帬裙 濶阔 麼么 麽么 竝并 菓果 羢绒 讐雠 倣仿 搾榨 劵券
鼈鳖 鬭斗 鬪斗 闘斗
"""
_RADICALS: Final = """
⺁厂 ⺄乙 ⺈刀 ⺉刂 ⺊卜 ⺋卩 ⺎兀 ⺑尢 ⺒巳 ⺓幺 ⺔彐 ⺕彐 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵
⺢氺 ⺣灬 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糸 ⺰纟 ⺶羊 ⺷羊 ⺹老 ⺺聿 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹
⻀艹 ⻁虎 ⻂衤 ⻃西 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻖阝
⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟食 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿
⻯龙 ⻰龙 ⻱龟 ⻲龟 ⻳龟
"""
_MARKS: Final = {
    '"': "“”„‟«»「」﹁﹂〝〞〟",
    "'": "‘’‚‛‹›『』﹃﹄ʼ′`´",
    "-": "‐‑‒–—―−─",
    "…": "⋯",
    "·": "‧・•・∙⋅",
    "。": "｡",
    "、": "､",
    "~": "〜～",
    " ": "\u00a0\u2002\u2003\u2009\u202f\u3000",
}


_FOLDING_HEAD: Final = """\
# What each character is folded to for matching.  Made by `python -m lang.tables.make`; do not edit.
# Ideographs: t2s(s2t(tw2t(hk2t(c)))) of OpenCC {opencc} (Apache-2.0); Japanese forms from its JPShinjitaiCharacters
# where GB 2312 does not have the character; a hand list of variants.
# Case, width, compatibility ideographs and Kangxi radicals: Unicode {unicode}.  Other radicals and marks: hand lists.
"""
_SCRIPTS_HEAD: Final = """\
# What tells simplified from traditional Chinese.  Made by `python -m lang.tables.make`; do not edit.
# From OpenCC {opencc} (Apache-2.0): characters of STCharacters that are never their own traditional form and not the
# standard form of Hong Kong or Taiwan, as 脱 and 床 are; characters of TSCharacters that are never their own simplified
# form and that GB 2312 does not have, and 於 後; words of two characters in STPhrases that only together tell it, if
# jieba {jieba} (MIT) has them {frequent} times or more.
"""
_STROKES_HEAD: Final = """\
# The Chinese characters by their strokes, each row in the order of Unicode CLDR's stroke collation.  Made by
# `python -m lang.tables.make`; do not edit.  From ICU {icu} (Unicode-3.0): U+3007 and U+4E00 to U+9FA5.
"""
_FREQUENT: Final = 100
_RARE_IN_SIMPLIFIED: Final = "於後"  # which GB 2312 has, for a surname


TABLES: Final = ("folding", "scripts", "strokes")


def write(folder: Path) -> None:
    """Write the tables into a folder."""
    _write(folder / "folding.tsv", _FOLDING_HEAD, sorted(folding().items()))
    _write(folder / "scripts.tsv", _SCRIPTS_HEAD, scripts())
    _write(folder / "strokes.tsv", _STROKES_HEAD, strokes())


def folding() -> Mapping[str, str]:
    """What each character is folded to; nothing is folded to a character that is itself folded."""
    table = {**_widths_and_cases(), **_marks(), **_ideographs()}
    return {char: end for char in table if (end := _end(char, table)) != char}


def scripts() -> Iterator[tuple[str, str]]:
    """The names of the scripts, each with its characters or words."""
    simplified, traditional, phrases = (_dictionary(n) for n in ("STCharacters", "TSCharacters", "STPhrases"))
    regional = {form for name in ("HKVariants", "TWVariants") for forms in _dictionary(name).values() for form in forms}
    only_simplified = {char for char, forms in simplified.items() if char not in {*forms, *traditional, *regional}}
    only_traditional = {char for char, forms in traditional.items() if char not in forms and not _is_gb2312(char)}
    only_traditional |= set(_RARE_IN_SIMPLIFIED)
    words = (
        word
        for word, forms in phrases.items()
        if len(word) == 2
        and word not in forms
        and only_simplified.isdisjoint(word)
        and word_frequency(word) >= _FREQUENT
    )
    yield "simplified", "".join(sorted(only_simplified))
    yield "traditional", "".join(sorted(only_traditional))
    yield "simplified words", " ".join(sorted(words))


def strokes() -> Iterator[tuple[str, str]]:
    """The numbers of strokes, each with its characters in order."""
    import icu  # noqa: PLC0415 - of the extra `icu`, and for this table alone

    index = icu.AlphabeticIndex(icu.Locale("zh@collation=stroke"))
    for char in map(chr, (0x3007, *range(0x4E00, 0x9FA6))):
        index.addRecord(char, char)
    while index.nextBucket():
        row = []
        while index.nextRecord():
            row.append(index.recordName)
        if row:
            yield index.bucketLabel.rstrip("劃"), "".join(row)


def _end(char: str, table: Mapping[str, str]) -> str:
    """Where the chain of foldings leads."""
    while (following := table.get(char, char)) != char:
        char = following
    return char


def _widths_and_cases() -> Mapping[str, str]:
    """Full-width ASCII to ASCII; capitals to small letters, where one character stays one."""
    wide = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    cased = {char: _lower(char) for char in map(chr, range(sys.maxunicode + 1)) if _lower(char) != char}
    return {**cased, **wide}


def _lower(char: str) -> str:
    """ß stays, for its case folding has two characters; İ is an i, for its small letter has two."""
    return next(form for form in (char.casefold(), char.lower(), char.lower()[:1]) if len(form) == 1)


def _marks() -> Mapping[str, str]:
    return {char: folded for folded, chars in _MARKS.items() for char in chars}


def _ideographs() -> Mapping[str, str]:
    chars = [chr(code) for first, last in _HAN for code in range(first, last + 1)]
    table = {char: _by_opencc(_one_character(char)) for char in chars}
    table["么"] = "么"  # which OpenCC takes on to 幺
    table |= {char: table[folded] for char, folded in _shinjitai(table)}
    return table | {pair[0]: table[pair[1]] for pair in f"{_VARIANTS}{_RADICALS}".split()}


def _one_character(char: str) -> str:
    """A Kangxi radical or compatibility ideograph as the character that it is a copy of."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _by_opencc(char: str) -> str:
    """The s2t step closes 锺, which t2s alone leaves beside 钟."""
    for config in ("hk2t", "tw2t", "s2t", "t2s"):
        char = convert(char, config)
    return char


def _shinjitai(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Japanese forms that Chinese does not use, and forms that Japanese replaced by ones that Chinese uses.

    Only of characters that are not folded already.
    """
    pairs = [
        (old, new) for old, forms in _dictionary("JPShinjitaiCharactersRev").items() for new in forms if new != old
    ]
    for old, new in pairs:
        if _is_gb2312(new):
            yield from () if _is_gb2312(old) or table[old] != old else ((old, new),)
        elif table[new] == new and {table[other] for other, same in pairs if same == new} == {table[old]}:
            yield new, old


def _is_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _dictionary(name: str) -> Mapping[str, list[str]]:
    """One of OpenCC's dictionaries: each key with all its values."""
    share = files("opencc") / "clib"
    with TemporaryDirectory() as folder:
        text = Path(folder) / name
        program, source = str(share / "bin" / "opencc_dict"), str(share / "share" / "opencc" / f"{name}.ocd2")
        subprocess.run(  # noqa: S603
            [program, "-i", source, "-o", str(text), "-f", "ocd2", "-t", "text"], check=True, capture_output=True
        )
        pairs = (line.split("\t") for line in text.read_text(encoding="utf-8").splitlines())
        return {key: values.split(" ") for key, values in pairs}


def _write(path: Path, head: str, pairs: Iterable[tuple[str, str]]) -> None:
    said = head.format(
        opencc=version("opencc"),
        jieba=version("jieba"),
        icu=_icu_version(),
        unicode=unicodedata.unidata_version,
        frequent=_FREQUENT,
    )
    path.write_text(said + "".join(f"{first}\t{second}\n" for first, second in pairs), encoding="utf-8")


def _icu_version() -> str:
    import icu  # noqa: PLC0415 - see strokes

    return str(icu.ICU_VERSION)


if __name__ == "__main__":
    write(Path(__file__).parent)

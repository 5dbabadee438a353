"""Words of running text with their places: jieba for Chinese, patterns for other languages."""

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from math import inf, log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.folding import fold

if TYPE_CHECKING:
    from jieba import Tokenizer

_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LETTER: Final = rf"(?:[^\W_{_HAN}]|[\u0300-\u036f])"  # combining accents are part of a word
# Numbers with their marks; abbreviations such as U.S.; words with apostrophes and hyphens in them.
_WORD: Final = rf"\d+(?:[.,:]\d+)*+(?!{_LETTER})|(?:[^\W\d_{_HAN}]\.){{2,}}+|{_LETTER}+(?:['’‐‑-]{_LETTER}+)*+"
_SPACED: Final = rf"{_WORD}|[{_HAN}]+"
# Without a dictionary: runs of one script; 々 and 〆 go with kanji, ー with kana.
_JAPANESE: Final = rf"[{_HAN}々〆]+|[\u3041-\u309f]+|[\u30a1-\u30ffー]+|{_WORD}"
_CHINESE: Final = rf"(?P<han>[{_HAN}]+)|{_WORD}"
_WINDOW: Final = 24  # characters of context that decide how jieba cuts around a place
_NO_LOG: Final = 60  # above logging.CRITICAL


def words(text: str, language: LanguageTag) -> Iterator[tuple[str, Span]]:
    """The words of the text, as they stand there, each with its place; punctuation is left out.

    Chinese is cut by jieba in its simplified form, so that 這個 and 这个 are cut alike; Japanese into runs
    of one script.  Raises `UnknownLanguage` for other languages that write no spaces.

    >>> [word for word, _ in words("我覺得Li Fei’s電影很好。", LanguageTag("zh-Hant"))]
    ['我', '覺得', 'Li', 'Fei’s', '電影', '很', '好']
    >>> [word for word, _ in words("The laid-off workers’ 1,200 U.S. books.", LanguageTag("en"))]
    ['The', 'laid-off', 'workers', '1,200', 'U.S.', 'books']
    """
    for match in _pattern(language).finditer(text):
        if "han" in match.re.groupindex and match["han"]:
            yield from _cut(match[0], match.start())
        else:
            yield match[0], Span(*match.span())


def is_cut_safe(text: str, span: Span, language: LanguageTag) -> bool:
    """Whether the span begins and ends where words do: 文学 in 中国文学, but not 国文 in it.

    For Chinese this is a measure of confidence, not a filter: half of the true hits of a term list were
    missed where it was taken as one (jieba 0.42, 32 labelled cases).

    >>> zh = LanguageTag("zh")
    >>> is_cut_safe("我爱中国文学", Span(4, 6), zh), is_cut_safe("我爱中国文学", Span(3, 5), zh)
    (True, False)
    """
    start = max(0, span.start - _WINDOW)
    found = [place.shifted(start) for _, place in words(text[start : span.end + _WINDOW], language)]
    return not any(place.start < edge < place.end for place in found for edge in (span.start, span.end))


_AS_FREQUENT: Final = 100
"""What a word that is looked for counts for at least, in jieba's dictionary of 60 million: names are rare in it."""
_CONTEXT: Final = 4  # characters on either side: few words are longer
_LONGEST_WORD: Final = 8
_PLACES: Final = frozenset("市省县区州镇乡村路街河江山湖站港史")
"""What may be added to a name or word without its becoming another: 沈阳市, 文学史, but 人民币."""


def is_likely_word(text: str, span: Span) -> bool:
    """Whether the characters at `span` of a Chinese text are a word there, rather than parts of other words.

    The way to divide the characters around that is the likeliest by jieba's dictionary is compared with the likeliest
    that has them as a word.  A word that ends with them has them as its head and does not count against them, nor does
    one that is longer by more than a character.

    >>> [is_likely_word(text, Span(1, 3)) for text in ("国王维护他", "他王维写诗", "老干部来了", "换人民币了")]
    [False, True, True, False]
    """
    start, end = _run_around(text, span)
    run, hit = fold(text[start:end]), (span.start - start, span.end - start)
    likeliest, words_ = _best_division(run, None)
    if _best_division(run, hit)[0] >= likeliest:
        return True
    around = next((word for word in words_ if word[0] <= hit[0] and word[1] >= hit[1]), None)
    if around is None:
        return False
    is_compound = around[1] - around[0] > hit[1] - hit[0] + 1
    return is_compound or around[1] == hit[1] or run[hit[1]] in _PLACES


def _run_around(text: str, span: Span) -> tuple[int, int]:
    """Where the Chinese characters around a span begin and end, some characters to either side at most."""
    before = re.search(f"[{_HAN}]*$", text[max(0, span.start - _CONTEXT) : span.start])
    after = re.match(f"[{_HAN}]*", text[span.end : span.end + _CONTEXT])
    return span.start - len(before[0] if before else ""), span.end + len(after[0] if after else "")


def _best_division(run: str, hit: tuple[int, int] | None) -> tuple[float, list[tuple[int, int]]]:
    """The logarithm of the probability of the likeliest division into words, and these; `hit` must be one of them."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for end in range(1, len(run) + 1):
        starts = (s for s in range(max(0, end - _LONGEST_WORD), end) if not _crosses((s, end), hit))
        ways = (
            (best[s][0] + _log_probability(run[s:end], is_hit=(s, end) == hit), [*best[s][1], (s, end)]) for s in starts
        )
        best.append(max(ways, key=lambda way: way[0], default=(-inf, [])))
    return best[-1]


def _crosses(word: tuple[int, int], hit: tuple[int, int] | None) -> bool:
    return hit is not None and word != hit and word[0] < hit[1] and hit[0] < word[1]


def _log_probability(word: str, *, is_hit: bool) -> float:
    """Of a word, by how often jieba's dictionary counts it; single characters that it does not list count once."""
    frequency = max(word_frequency(word), _AS_FREQUENT if is_hit else len(word) == 1)
    return log(frequency) - log(_tokenizer().total) if frequency else -inf


def word_frequency(word: str) -> int:
    """How often jieba's dictionary counts a Chinese word in simplified form; 0 if it does not list it."""
    frequency: int = _tokenizer().FREQ.get(word, 0)
    return frequency


@cache
def _pattern(language: LanguageTag) -> re.Pattern[str]:
    if not language.is_unspaced:
        return re.compile(_SPACED)
    if language.language == "ja":
        return re.compile(_JAPANESE)
    if language.language in ("zh", "lzh", "yue"):
        return re.compile(_CHINESE)
    raise UnknownLanguage(f"Words of {language!r} cannot be told apart; there is a dictionary for zh only.")


def _cut(han: str, offset: int) -> Iterator[tuple[str, Span]]:
    """The words of a run of Chinese characters; folding keeps the offsets."""
    start = 0
    for word in _tokenizer().cut(fold(han)):
        end = start + len(word)
        yield han[start:end], Span(offset + start, offset + end)
        start = end


@cache
def _tokenizer() -> "Tokenizer":
    """A tokenizer of our own, read in silence, with its cache where only the user can write.

    jieba's own cache is a file of a known name in the shared temporary folder, read by `marshal`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SyntaxWarning at the first import, pkg_resources at each
        import jieba  # noqa: PLC0415 - loaded when first needed: its dictionary takes a second
    jieba.setLogLevel(_NO_LOG)
    tokenizer = jieba.Tokenizer()
    folder = _cache_folder()
    with nullcontext(folder) if folder else TemporaryDirectory() as place:
        tokenizer.tmp_dir = str(place)
        tokenizer.initialize()
    return tokenizer


def _cache_folder() -> Path | None:
    """A folder of the user's own for caches; None if there is none that is safe to read from."""
    try:
        folder = _platform_cache() / "duizhao" / "jieba"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError):  # not writable; no home
        return None
    own = sys.platform == "win32" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
    return folder if own and os.access(folder, os.W_OK) else None


def _platform_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".cache"

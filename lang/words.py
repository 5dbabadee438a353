"""Words of running text with their places: jieba for Chinese, patterns for other languages."""

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
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

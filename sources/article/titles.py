"""The title of an entry, with its equivalent in the other script.

*Title* (中文)    “Title (中文)”    *Pinyin* 中文 [Title]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bitext.spans import Span
from sources.article.pinyin import is_pinyin
from sources.article.quotation_marks import outermost
from sources.article.scripts import CJK, has_cjk, has_latin


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Where a title stands; `end` is behind all that belongs to it."""

    text: Span
    original: Span | None = None  # in Chinese, Japanese or Korean letters
    romanized: Span | None = None
    is_quoted: bool = False  # in quotation marks, as the titles of articles and chapters are
    end: int


_OPEN: Final = r"[(（\[【〔]\s*"
_CLOSE: Final = r"\s*[)）\]】〕]"
_BOOK: Final = '[《〈「『“"]?'
_BOOK_END: Final = '[》〉」』”"]?'
_HAN: Final = rf"{_BOOK}(?P<han>(?:[《〈「『]?[{CJK}\d])(?:[^()（）\[\]【】]*[{CJK}！？》〉」』])?){_BOOK_END}"
_BARE_HAN: Final = rf"{_BOOK}(?P<han>[{CJK}](?:[^()（）\[\]【】.,;A-Za-z]*[{CJK}！？\d])?){_BOOK_END}"
_LATIN: Final = r"[\"“*]?(?P<latin>[^\W\d_][^()（）\[\]【】]*?)[\"”*.]?"

# What may stand behind (or at the end of) a title, in the order of trying.
_EQUIVALENTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\s\"”’'».,]*{_OPEN}(?:[^\W\d_][\w’' ]*[,;:]?\s+)?{_HAN}(?:[,;，；]\s*{_LATIN}|[,;，；]\s*\d{{4}})?{_CLOSE}",
        rf"[\s\"”’'»]*{_BARE_HAN}(?:\s*{_OPEN}{_LATIN}{_CLOSE})?",
    )
)
_TRANSLATION: Final = re.compile(rf"[\s\"”’'».,》]*{_OPEN}{_LATIN}{_CLOSE}")
_IMPRINT: Final = re.compile(r":\s[^:]+,\s(?:1[5-9]|20)\d{2}\Z")  # (Shenyang: Chunfeng wenyi, 2009)
_DESCRIPTION: Final = re.compile(
    r"(?:[A-Z]{1,2}(?:/[A-Z]{2})?\Z|film|movie|video|motion picture|doctoral|master|unpublished|phd|ph\.d|thesis"
    r"|dissertation|in chinese|trans|review"
    r"|special issue|original|tv|blog|online|ed\b|eds\b|vol|pp?\b|original work|conference)",
    re.IGNORECASE,
)


def marked(text: str, emphasis: Sequence[Span]) -> tuple[Span, ...]:
    """What is marked as a title, without its marks: emphasis, quotation marks, 《》."""
    outer = tuple(outermost(text))
    doubles = [found.inner for found in outer if found.mark not in "'‘"]
    quotes = doubles or [found.inner for found in outer if found.mark == "‘"]  # British articles have single marks
    books = (
        Span(m.start(1), m.end(1))
        for m in re.finditer("[《〈]([^《》〈〉]+(?:[《〈][^》〉]*[》〉][^《》〈〉]*)*)[》〉]", text)
    )
    found: list[Span] = []
    for span in sorted((*emphasis, *quotes, *books), key=lambda span: (span.start, -span.end)):
        if len(span) and not (found and span.start < found[-1].end):
            found.append(span)
    return tuple(found)


def read_title(text: str, span: Span) -> Title:
    """The title at `span` (without its marks) and its equivalents, within it or behind it.

    >>> text = '"Yanfen Street (艳粉街)". Next'
    >>> title = read_title(text, Span(1, 20))
    >>> title.text.of(text), title.original.of(text)
    ('Yanfen Street', '艳粉街')
    >>> text = "Pingyuan shang de Moxi 平原上的摩西 [Moses on the Plain]. Tianjin"
    >>> title = read_title(text, Span(0, 22))
    >>> [part.of(text) for part in (title.text, title.original, title.romanized)]
    ['Moses on the Plain', '平原上的摩西', 'Pingyuan shang de Moxi']
    """
    is_quoted = text[max(0, span.start - 1) : span.start] in set('"“「«‘')
    inside = _split(text, span)
    own, original = inside
    latin: Span | None = None
    end = span.end
    if original is None and has_latin(span.of(text)):
        original, latin, end = _behind(text, span.end)
    if latin is None and (is_pinyin(own.of(text)) or own == original):
        latin, end = _translation(text, end)
    romanized = own if latin is not None and own != original and is_pinyin(own.of(text)) else None
    if latin is not None and (romanized or own == original):
        own = latin
    return Title(
        text=_bare(text, own), original=original, romanized=romanized, is_quoted=is_quoted, end=_closed(text, end)
    )


def _split(text: str, span: Span) -> tuple[Span, Span | None]:
    """A title that holds both: Latin first, or Chinese first, or Chinese alone."""
    inner = span.of(text)
    if not has_cjk(inner):
        return span, None
    if not has_latin(inner):
        return span, span
    latin_first = re.fullmatch(
        rf"(?P<latin>[^{CJK}]*?[^\s{CJK}(（\[《])\s*(?:{_OPEN})?[《〈]?(?P<han>(?:[《]?[{CJK}]).*?)(?:{_CLOSE})?", inner
    )
    if latin_first and not re.search(r"[A-Za-z]{3}", latin_first["han"]):
        han = Span(*latin_first.span("han")).shifted(span.start)
        return Span(*latin_first.span("latin")).shifted(span.start), _balanced(text, han)
    han_first = re.fullmatch(
        rf"(?P<han>[^A-Za-z]*[{CJK}》！？])\s*(?:{_OPEN})?(?P<latin>[A-Za-z][^{CJK}]*?)(?:{_CLOSE})?", inner
    )
    if han_first:
        return Span(*han_first.span("latin")).shifted(span.start), Span(*han_first.span("han")).shifted(span.start)
    return span, span


def _balanced(text: str, han: Span) -> Span:
    """A closing 》 belongs to the title if its opening one does."""
    inner = han.of(text)
    if inner.endswith(("》", "〉")) and inner.count("》") + inner.count("〉") > inner.count("《") + inner.count("〈"):
        return Span(han.start, han.end - 1)
    return han


def _behind(text: str, start: int) -> tuple[Span | None, Span | None, int]:
    for pattern in _EQUIVALENTS:
        if (found := pattern.match(text, start)) is not None:
            latin = Span(*found.span("latin")) if found["latin"] else None
            return Span(*found.span("han")), latin, found.end()
    return None, None, start


def _translation(text: str, start: int) -> tuple[Span | None, int]:
    found = _TRANSLATION.match(text, start)
    is_imprint = found is not None and _IMPRINT.search(found["latin"]) is not None
    if found is None or is_imprint or _DESCRIPTION.match(found["latin"]) or not has_latin(found["latin"]):
        return None, start
    return Span(*found.span("latin")), found.end()


def _bare(text: str, span: Span) -> Span:
    """Without the stop or comma that stands within the marks; a question mark belongs to the title."""
    inner = span.of(text)
    return Span(span.start, span.start + len(inner.rstrip(" .,;:。，"))).trimmed(text)


def _closed(text: str, end: int) -> int:
    """Behind the marks that close the title."""
    found = re.compile(r"[\"”’'」』»》〉*]*").match(text, end)
    return found.end() if found else end

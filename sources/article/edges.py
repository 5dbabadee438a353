"""Where the Latin side of a printed pair begins: markup first, then marks, then names, capitals, one word.

    The novelist Shuang Xuetao (双雪涛) is from the Tiexi District (铁西区).

Nothing is taken that is only the sentence around the pair.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import log
from typing import Final

from bitext.spans import Span
from lang.equivalents import is_rendered
from sources.article.pinyin import is_pinyin, sounds_like, spells
from sources.article.quotation_marks import RIGHT_SINGLE, quoted
from sources.article.scripts import CJK, cjk_count, preceding, word_set
from sources.article.vocabulary import (
    DETERMINERS,
    PARTICLES,
    PREPOSITIONS,
    ROLES,
    SENTENCE_WORDS,
    SMALL_IN_TITLES,
)


@dataclass(frozen=True, slots=True)
class Edge:
    """The Latin side of a pair, and what showed where it begins."""

    span: Span
    sign: str  # emphasis, marks, pinyin, capitals, word


_WORD: Final = re.compile(r"[^\W\d_][\w’'\-]*\.?|\d+|&")
_STOPPED: Final = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bProf)(?<=[^\W\d_]{2})\.\Z"
)  # of a sentence
_CONNECTORS: Final = word_set("of the in on at for from to by de la le du des and & a an with") | PARTICLES
_LINKS: Final = word_set("of the in and & between for with to a an")
"""Small words within a term in lower case: harmony between heaven and man."""
_ONE_WORK: Final = word_set(
    """
    anthology book collection documentary drama essay film journal magazine memoir movie newspaper novel novella
    opera play poem song story
    """
)
_CONJUNCTION: Final = re.compile("[和与與及暨、&兼]|以及")
_HAN_ROLE: Final = re.compile("(?:长|長|书记|書記|主任|老师|老師|先生|师傅|師傅|教授|同志)\\Z")  # 刘厂长: Director Liu
_SIZE: Final = 2.0  # Chinese characters for a weighty English word: 沈阳 冶炼厂, 身体 政治
_LONGEST: Final = 12  # words of a run of capitals
_LONGEST_TERM: Final = 7  # words in marks that need not have the capitals of a title
_GAP: Final = r"[\s,，:：]*"
# What is added to the misfit in length, whose usual range is 0 to 1.
_LEFT_OUT: Final = 1.0  # for a word before the Latin side that the Chinese renders
_NOT_RENDERED: Final = 0.5  # for a word within it whose common equivalents the Chinese does not have
_ARTICLE: Final = 1.5  # taken off for an article with a capital in mid-sentence: loved The Deer and the Cauldron


def left_edge(text: str, end: int, han: str, emphasis: Sequence[Span], recurs: Callable[[str], int]) -> Edge | None:
    """The Latin side that ends at `end` and means `han`; `recurs` counts words in the article.

    >>> text = "In Red Flag Square the novelist Shuang Xuetao (双雪涛) sits."
    >>> edge = left_edge(text, text.index("("), "双雪涛", (), lambda words: 0)
    >>> edge.span.of(text), edge.sign
    ('Shuang Xuetao', 'pinyin')
    >>> left_edge("He sat there (双雪涛)", 13, "双雪涛", (), lambda words: 0) is None
    True
    """
    found = _emphasised(text, end, emphasis) or _in_marks(text, end)
    if found is not None:
        return found
    end = _possessive_gone(text, len(text[:end].rstrip(" ,:：，")))
    words = list(_words_before(text, end, han))
    if not words:
        return None
    return _romanised(text, words, han) or _capitals(text, words, han, recurs) or _lower(text, words, han, recurs)


def _emphasised(text: str, end: int, emphasis: Sequence[Span]) -> Edge | None:
    for mark in emphasis:
        if mark.end <= end and re.fullmatch(rf"(?:[’']s?)?[\"”’»)]?{_GAP}", text[mark.end : end]) and len(mark):
            return Edge(mark, "emphasis")
        if mark.start < end < mark.end:
            return Edge(Span(mark.start, end).trimmed(text), "emphasis")
    return None


def _in_marks(text: str, end: int) -> Edge | None:
    """Marks that close just before the parenthesis, or just behind it: “Title” (中文), “Title (中文)”."""
    for found in quoted(text):
        if (
            found.span.end <= end
            and not text[found.span.end : end].strip(" ,:，")
            and _may_be_named(found.inner.of(text))
        ):
            return Edge(found.inner.trimmed(text), "marks")
        if found.inner.start < end <= found.inner.end and is_title(found.inner.of(text)[: end - found.inner.start]):
            return Edge(Span(found.inner.start, end).trimmed(text), "marks")
    return None


def _may_be_named(text: str) -> bool:
    """A title, or a few words; a sentence in marks is translated, not named."""
    return is_title(text) or len(text.split()) <= _LONGEST_TERM


def is_title(text: str) -> bool:
    """Capitals throughout, but for the small words.

    >>> is_title("Revelation of Yanfen Street -- Moses on the Plain by Shuang Xuetao"), is_title("He saw Yanfen Street")
    (True, False)
    """
    words = re.findall(r"[^\W\d_][\w’'\-]*", text)
    return bool(words) and all(
        w[0].isupper() or w.casefold() in _CONNECTORS | SMALL_IN_TITLES | PREPOSITIONS for w in words
    )


def _possessive_gone(text: str, end: int) -> int:
    """Shuang Xuetao's (双雪涛) novella: the pair is of the name alone."""
    return end - 2 if text[:end].endswith(("'s", f"{RIGHT_SINGLE}s")) else end


def _words_before(text: str, end: int, han: str) -> Iterator[Span]:
    """The words before `end`, the nearest first, as far as spaces are between, or a comma behind a word of the pair."""
    if _STOPPED.search(preceding(text, end)):
        return
    spans = [Span(*m.span()) for m in _WORD.finditer(text, max(0, end - 160), end)]
    limit = end
    for span in reversed(spans):
        between = text[span.end : limit]
        is_listed = between == ", " and limit < end and is_rendered(span.of(text), han)
        is_over = between.strip() or (limit == end and between) or (limit < end and _STOPPED.search(span.of(text)))
        if is_over and not is_listed:
            return
        yield span
        limit = span.start


def _romanised(text: str, words: Sequence[Span], han: str) -> Edge | None:
    """The fewest words before the pair that are pinyin for that many characters."""
    count = cjk_count(han)
    for n, word in enumerate(words[:8]):
        span = Span(word.start, words[0].end)
        if not is_pinyin(word.of(text)):
            return None
        if (
            spells(span.of(text), count)
            and sounds_like(span.of(text), han)
            and (word.of(text)[0].isupper() or n == 0 or word.of(text).casefold() not in SENTENCE_WORDS)
        ):
            return Edge(span, "pinyin")
    return None


def _capitals(text: str, words: Sequence[Span], han: str, recurs: Callable[[str], int]) -> Edge | None:
    """The run of capitalised words, small words between them included."""
    if not words[0].of(text)[0].isupper():
        return None
    run = [words[0]]
    for n, word in enumerate(words[1:_LONGEST], 1):
        written = word.of(text)
        is_name = written[0].isupper() or written[0].isdigit() or written == "&"
        if not is_name and not (written in _CONNECTORS and _goes_on(text, words[n + 1 :], written, han)):
            break
        run.append(word)
    if (whole := _joined_name(text, words, run)) is not None:
        return whole
    starts = _starts(text, run, han)
    if not starts:
        return None
    end = run[0].end
    starts = [start for n, start in enumerate(starts) if not _is_only_within(text, starts[:n], start, end, recurs)]
    best = min(starts, key=lambda start: (_misfit(text, Span(starts[0], end), start, han), start))
    return Edge(Span(best, end), "capitals")


def _misfit(text: str, whole: Span, start: int, han: str) -> float:
    """How badly the words from `start` fit the Chinese: by their length, and by what it is known to render."""
    end = whole.end
    length = abs(log(max(1, cjk_count(han)) / _SIZE / _weight(text[start:end])))
    left_out = sum(is_rendered(word, han) is True for word in _content(text[whole.start : start]))
    foreign = sum(is_rendered(word, han) is False for word in _content(text[start:end]))
    is_article = re.match(r"(?:The|An?)\s", text[start:end]) is not None
    return length + _LEFT_OUT * left_out + _NOT_RENDERED * foreign - (_ARTICLE if is_article else 0)


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.casefold() not in _CONNECTORS]


def _is_only_within(text: str, longer: Sequence[int], start: int, end: int, recurs: Callable[[str], int]) -> bool:
    """Whether the article has the words only as the end of a longer name: Hulan River, in Tales of Hulan River."""
    count = recurs(text[start:end])
    names = (re.sub(r"\A(?:The|A|An)\s+", "", text[other:end]) for other in longer)
    return count > 1 and any(recurs(name) == count for name in names if len(name) > end - start)


def _joined_name(text: str, words: Sequence[Span], run: Sequence[Span]) -> Edge | None:
    """The novel Salt and Iron: one work is announced, so that the name goes on beyond `and`."""
    further = list(words[len(run) :])
    if len(further) < 3 or further[0].of(text) != "and" or not further[1].of(text)[0].isupper():
        return None
    names = list(takewhile(lambda word: word.of(text)[0].isupper() or word.of(text) in _CONNECTORS, further[1:]))
    before = further[len(names) + 1] if len(names) + 1 < len(further) else None
    is_announced = before is not None and before.of(text).casefold() in _ONE_WORK and names[-1].of(text)[0].isupper()
    return Edge(Span(names[-1].start, run[0].end), "capitals") if is_announced else None


def _goes_on(text: str, further: Sequence[Span], connector: str, han: str) -> bool:
    """Whether a small word is within a name: a capital comes before it; `and` only where the Chinese has both."""
    following = next((word for word in further if word.of(text) not in _CONNECTORS), None)
    if following is None or not following.of(text)[0].isupper():
        return False
    if connector in {"and", "&"} and not (_CONJUNCTION.search(han) or is_rendered(following.of(text), han)):
        return False
    return not _is_sentence_word(text, following, han)


def _starts(text: str, run: Sequence[Span], han: str) -> list[int]:
    """Where the name may begin: at the first capital that is no sentence word, or behind a small word."""
    ordered = list(reversed(run))
    while ordered and _is_sentence_word(text, ordered[0], han):
        ordered = ordered[1:]
    owners = [n for n, word in enumerate(ordered[:-1]) if _is_owner(word.of(text))]
    ordered = ordered[owners[-1] + 1 :] if owners else ordered
    ordered = _without_small(text, ordered)
    starts = [ordered[0].start] if ordered else []
    for before, word in pairwise(ordered):
        if before.of(text) in _CONNECTORS and word.of(text)[0].isupper() and before.of(text) not in {"&", "and"}:
            starts.append(word.start)
    return starts


def _without_small(text: str, words: list[Span]) -> list[Span]:
    while words and words[0].of(text) in _CONNECTORS:
        words = words[1:]
    return words


def _is_sentence_word(text: str, word: Span, han: str) -> bool:
    """A word whose capital comes from the sentence, or that says what somebody is."""
    token = word.of(text).rstrip(".").casefold()
    left = preceding(text, word.start).rstrip(" \"“‘'(")
    is_start = not left or left.endswith((".", "!", "?", ":", "…", "\n"))
    return (token in ROLES and not _HAN_ROLE.search(han)) or (is_start and token in SENTENCE_WORDS)


def _is_owner(word: str) -> bool:
    """Mao's, before Yan'an Talks; not People's, before Daily."""
    owner = re.fullmatch(r"(.+)[’']s", word)
    return owner is not None and is_pinyin(owner[1])


def _weight(text: str) -> int:
    words = (part for word in _WORD.findall(text) for part in word.split("-"))
    return max(1, sum(1 for word in words if word.casefold() not in _CONNECTORS))


def _lower(text: str, words: Sequence[Span], han: str, recurs: Callable[[str], int]) -> Edge | None:
    """A term in lower case: the words that the Chinese renders, that recur together, that a determiner closes off."""
    if words[0].of(text).casefold() in SENTENCE_WORDS or words[0].of(text)[0].isdigit():
        return None
    phrase = _phrase(text, words)
    end = words[0].end
    if (linked := _linked(text, words[len(phrase) :], han)) is not None:
        return Edge(Span(linked.start, end), "word")
    recurring = [word for n, word in enumerate(phrase) if n and recurs(text[word.start : end]) > 1]
    if recurring:
        return Edge(Span(recurring[-1].start, end), "word")
    before = words[len(phrase)].of(text).casefold() if len(phrase) < len(words) else None
    if not (before in DETERMINERS | PREPOSITIONS or (before is None and _opens_sentence(text, phrase[-1].start))):
        rendered = [word for word in phrase if is_rendered(word.of(text), han)]
        return Edge(Span((rendered or words)[-1 if rendered else 0].start, end), "word")
    whole = Span(phrase[-1].start, end)
    best = min(phrase, key=lambda word: _misfit(text, whole, word.start, han))
    return Edge(Span(best.start, end), "word")


def _linked(text: str, further: Sequence[Span], han: str) -> Span | None:
    """The first word of a term that goes on behind small words, as far as the Chinese renders it: the art of living."""
    first = None
    while further and further[0].of(text) in _LINKS:
        small = list(takewhile(lambda word: word.of(text) in _LINKS, further))
        names = list(takewhile(lambda word: is_rendered(word.of(text), han), further[len(small) :]))
        if not names:
            break
        first, further = names[-1], further[len(small) + len(names) :]
    return first


def _opens_sentence(text: str, start: int) -> bool:
    left = preceding(text, start).rstrip()
    return not left or left.endswith((".", "!", "?"))


def _phrase(text: str, words: Sequence[Span]) -> list[Span]:
    """The words back to one that no noun phrase holds; at most four."""
    phrase: list[Span] = []
    for word in words[:4]:
        token = word.of(text)
        if token.casefold() in SENTENCE_WORDS | PREPOSITIONS | DETERMINERS or not token[0].isalpha():
            break
        phrase.append(word)
    return phrase


def right_edge(text: str, start: int, emphasis: Sequence[Span]) -> Edge | None:
    """The Latin side that begins at `start`, behind Chinese without brackets: 平原上的摩西 *Moses on the Plain*."""
    for mark in emphasis:
        if mark.start >= start and not text[start : mark.start].strip():
            return Edge(mark, "emphasis")
    for found in quoted(text):
        if found.span.start >= start and not text[start : found.span.start].strip():
            return Edge(found.inner.trimmed(text), "marks")
    return None


HAN_RUN: Final = re.compile(
    rf"[《〈「『]?(?:(?<![A-Za-z])[A-Z]{{1,3}}(?=[{CJK}]))?[{CJK}](?:(?<=[{CJK}]):(?=[{CJK}])|[{CJK}\d·・—–\-－：、！？…《》〈〉「」『』“”‘’&]"
    rf"|(?<=[{CJK}])[A-Z]{{1,4}}(?![A-Za-z])|，(?=[{CJK}《])|,(?=[{CJK}]))*"
)
"""A run of Chinese, Japanese or Korean with the punctuation that stands inside a title."""

"""The quotations of an article, each with its citation; and what only looks like one.

Marks also stand around terms, doubted words and titles.  Those are no quotations: a citation behind them,
their length, and the words before them decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise
from typing import Final

from bitext.articles import Resolution
from bitext.spans import Span
from sources.article.blocks import attribution, block_at, called_next, last_cited, lead_cited, quoted_parts
from sources.article.names import letters
from sources.article.passages import Passage
from sources.article.quotation_marks import Quoted
from sources.article.readings import Cited, Reading
from sources.article.scripts import CJK, cjk_count, has_cjk, preceding
from sources.article.vocabulary import BEFORE_NAMES, FUNCTION_WORDS, SMALL_IN_TITLES, SPEAKING, STATING, any_of
from sources.article.works import Works


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Quoted words: one or several stretches of passages, and what ties them to a work."""

    parts: tuple[tuple[Passage, Span], ...]
    is_block: bool
    resolution: Resolution
    cited: Cited | None = None
    reference: str | None = None
    speaker: str | None = None
    part: int = 0  # of a citation of several works, the one that these words are from

    @property
    def text(self) -> str:
        """The words, without the outer marks."""
        return "\n".join(span.of(passage.text) for passage, span in self.parts)


_AS_A_WORD: Final = re.compile(
    "(?:这|這|那)?(?:一|个|個|两个|二)(?:词|詞|概念|意象|说法|說法|术语|術語|观念|觀念|字|语|語)"
)
_COMPARED: Final = re.compile(r"\b(?:see|cf|compare|also)\b|参见|參見|另见|另見")
_WORDY: Final = 4  # words from which a stretch in marks is quoted speech if its sentence is cited
_LONG: Final = 6  # words from which it is so without a citation
_NEAR: Final = 24  # characters between "Sahlins (2008)" and the words that it "called" so
_HAN_PER_WORD: Final = 1.6  # characters of a Chinese word, on the average
_GAP: Final = re.compile(r"[\s,.;:!?…，。；：\-–—]*(?:\[\d+\])?\s*")
_SAYING: Final = re.compile(
    r"\b(?:sayings?|proverbs?|proverbially|adages?|mottos?|slogans?|maxims?|aphorisms?|catchphrases?|idioms?|byword|dictum)\b"
    r"|\bas\s(?:the\s|many\s|some\s)?(?:people|locals|workers|villagers|residents|peasants|northerners|northeasterners|they|old\sfolks?)\b[^.,;]{0,40}\bsay\b"
    r"|\bit\sis\s(?:often\s|commonly\s)?said\b|俗话|俗話|俗语|俗語|谚语|諺語|成语|成語|口号|口號|民谣|民謠|老话|老話",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(r"[\s,]*(?:as the|is a|is the|goes the|was the|runs the)\b")
_REPORTED: Final = re.compile(
    rf"(?:\b{any_of(SPEAKING)}(?:\s\w+){{0,4}}?(?:\s+that|\s+as\s+follows)?\s*[,:，：]?|[:：]"
    rf"|\b{any_of(SPEAKING)},[^,;:“\"]{{3,60}},|\bin\s+the\s+words\s+of\s[^,;:“\"]{{2,50}},"
    r"|(?:说|說|道|写道|寫道|指出|认为|認為|称|稱)[:：，]?"
    r"|(?:[嘲讽諷叹嘆怒戏戲][\u4e00-\u9fff]?|[曾便就又还還]|书评|評論|评论)(?:说|說|道|称|稱)[，,][^。；！？，“”「」]{0,14})\s*\Z",
    re.IGNORECASE,
)
# 他讽刺道：“窑吃饭。”
_WHOLE_SAID: Final = re.compile(
    r"(?:说|說|道|写道|寫道)[:：][“「『][^“”「」『』]{3,}[。！？]\Z"
)  # 他讽刺道：“窑吃饭。”
_REPORTED_BEHIND: Final = re.compile(
    rf"\s*,?\s*(?:as\s+)?(?:{any_of(SPEAKING)}\s|(?:he|she|they|we|one)\s+{any_of(SPEAKING)}\b|(?:[A-Z][\w’'\-.]*\s){{1,3}}{any_of(SPEAKING)}\b)"
)
_MEANS: Final = re.compile(
    r"\b(?:means?|meaning|meant|translat\w+|render\w*)\b(?:\s+(?:as|by|both|either|into))*\s*(?:[“\"‘][^”\"’]*[”\"’]\s*,?\s*(?:and|or)\s*)?\Z"
)
_LINK: Final = re.compile(
    rf"\s*(?:,|;|and|or|but|，|、|和|与)?\s*(?:(?:and|or|as|a|an|the|of|to|in|on|with|by)\s+){{0,4}}"
    rf"|,?\s*(?:[\w’'\-]+\s+){{0,3}}{any_of(SPEAKING)}(?:\s+\w+){{0,2}},?\s*",
    re.IGNORECASE,
)


def find_quotes(readings: Sequence[Reading], works: Works) -> tuple[Quote, ...]:
    """All quotations of the passages, in their order."""
    found: list[Quote] = []
    number = 0
    while number < len(readings):
        numbers = block_at(readings, number)
        found += [_block(readings, numbers)] if numbers else _inline(readings[number], works, found)
        number += max(1, len(numbers))
    return tuple(found)


def _block(readings: Sequence[Reading], numbers: range) -> Quote:
    """The block quotation of some passages: cited at its end, or in its lead-in, or only led in."""
    parts = quoted_parts(readings, numbers)
    lead = readings[numbers[0] - 1] if numbers[0] else None
    after = readings[numbers[-1] + 1] if numbers[-1] + 1 < len(readings) else None
    cited = last_cited(readings[numbers[-1]]) or (lead_cited(lead) if lead else None) or (called_next(after))
    speaker = _speaker(lead, lead.last_sentence, cited) if lead and cited else None
    quote = _tied(parts, cited, is_block=True, speaker=speaker) if cited else None
    if quote is not None and quote.reference:
        return quote
    if (under := attribution(readings, numbers)) is not None and (key := _signed(*under)):
        return Quote(parts=parts, is_block=True, resolution=Resolution.EXPLICIT, cited=cited, reference=key)
    return quote or _led_in(parts, lead)


def _led_in(parts: tuple[tuple[Passage, Span], ...], lead: Reading | None) -> Quote:
    """A block quotation without a citation: of the author or title that the paragraph before names."""
    key = _named(lead, lead.last_sentence) if lead else None
    resolution = Resolution.LEAD_IN if key else Resolution.UNRESOLVED
    return Quote(parts=parts, is_block=True, resolution=resolution, reference=key)


# Quotations within a paragraph.


def _inline(reading: Reading, works: Works, before: Sequence[Quote]) -> list[Quote]:
    found: list[Quote] = []
    for quoted in reading.quotes:
        if _in_citation(quoted, reading) or is_title(reading, quoted, works):
            continue
        span = _own_words(quoted, reading)
        quote = _cited_quote(quoted, span, reading) or _uncited_quote(quoted, span, reading, [*before, *found])
        found += [quote] if quote is not None else []
    return found


def _in_citation(quoted: Quoted, reading: Reading) -> bool:
    return any(cited.span.start <= quoted.span.start and quoted.span.end <= cited.span.end for cited in reading.cited)


def _own_words(quoted: Quoted, reading: Reading) -> Span:
    """The words between the marks, without a citation that was put before the closing one."""
    inside = (c.span.start for c in reading.cited if quoted.inner.start < c.span.start < quoted.inner.end)
    return Span(quoted.inner.start, min(inside, default=quoted.inner.end)).trimmed(reading.passage.text)


def _cited_quote(quoted: Quoted, span: Span, reading: Reading) -> Quote | None:
    cited = _citation_of(quoted, reading)
    if cited is None or not len(span):
        return None
    start = reading.sentence(quoted.span.start).start
    speaker = _speaker(reading, Span(start, quoted.span.start), cited)
    number = _part_of(quoted, cited, reading)
    return _tied(((reading.passage, span),), cited, is_block=False, speaker=speaker, number=number)


def _part_of(quoted: Quoted, cited: Cited, reading: Reading) -> int:
    """Which of several works the words are from: that of the author named before them, or the one in their turn."""
    keys = [part.reference for part in cited.parts]
    if len(keys) < 2 or quoted.span.end > cited.span.start:
        return 0
    start = reading.sentence(quoted.span.start).start
    quotes = [q for q in reading.quotes if start <= q.span.start and q.span.end <= cited.span.start]
    since = max((q.span.end for q in quotes if q.span.end <= quoted.span.start), default=start)
    mentions = reading.mentions_in(Span(since, quoted.span.start))
    named = [{keys.index(key) for key in mention.keys if key in keys} for mention in mentions]
    if any(named):
        return min(next(numbers for numbers in reversed(named) if numbers))
    passage, span = cited.where(reading.passage)
    return quotes.index(quoted) if len(quotes) == len(keys) and not _COMPARED.search(span.of(passage.text)) else 0


def _tied(
    parts: tuple[tuple[Passage, Span], ...], cited: Cited, *, is_block: bool, speaker: str | None, number: int = 0
) -> Quote:
    part = cited.parts[number]
    return Quote(
        parts=parts,
        is_block=is_block,
        resolution=part.resolution,
        cited=cited,
        reference=part.reference,
        speaker=speaker,
        part=number,
    )


def _citation_of(quoted: Quoted, reading: Reading) -> Cited | None:
    """The citation that covers a stretch in marks: just behind it, or later in the sentence."""
    inside = [c for c in reading.cited if quoted.inner.start < c.span.start < quoted.inner.end]
    if inside:
        return inside[-1]
    text, sentence = reading.passage.text, reading.sentence(quoted.span.start)
    later = [c for c in reading.cited if quoted.span.end <= c.span.start]
    words = count_words(quoted.inner.of(text))
    if _is_gloss(quoted, words, text) or _is_glossed(quoted, words, text):
        return None
    if later and _GAP.fullmatch(text[quoted.span.end : later[0].span.start]):
        return later[0] if words >= _WORDY or len(later[0].parts) == 1 else None
    within = [c for c in later if c.span.start < sentence.end or sentence.end == len(text)]
    before = [c for c in reading.cited if sentence.start <= c.span.start < quoted.span.start]
    is_behind = bool(within) and within[0].is_narrative and bool(before) and before[-1].is_narrative
    if (
        within
        and not is_behind  # Huang (1997) calls it “…”; for Li (2020) it is “…”
        and (words >= _WORDY or _is_linked(quoted, within[0], reading))
        and not _is_contradicted(quoted, within[0], reading)
    ):
        return within[0]
    return before[-1] if before and _leads_in(before[-1], quoted, words, reading) else None


def _is_gloss(quoted: Quoted, words: int, text: str) -> bool:
    """A word or two that the sentence gives as a translation: it means both “difference” and “lack”."""
    return words <= 2 and _MEANS.search(text[max(0, quoted.span.start - 60) : quoted.span.start]) is not None


def _is_glossed(quoted: Quoted, words: int, text: str) -> bool:
    """Chinese words with their English behind them, or called a word: 「形式」（form）, “雪线”一词."""
    is_han = has_cjk(quoted.inner.of(text))
    if is_han and words <= 2 and _AS_A_WORD.match(text, quoted.span.end):
        return True
    return (
        is_han
        and words <= _LONG
        and re.match(r"\s*[(（]\*?[A-Za-z][^()（）\d]*[)）]", text[quoted.span.end :]) is not None
    )


def _leads_in(cited: Cited, quoted: Quoted, words: int, reading: Reading) -> bool:
    """Whether a citation before the words is theirs: Sahlins (2008) called it “…”; Qin (qtd. in Feng 17) says “…”."""
    gap = reading.passage.text[cited.span.end : quoted.span.start]
    if cited.is_narrative:
        return words >= _WORDY or len(gap) <= _NEAR
    return len(gap) <= _NEAR and _REPORTED.search(gap) is not None


def _is_linked(quoted: Quoted, cited: Cited, reading: Reading) -> bool:
    """A short quotation that another follows with no more than "and" between: “dead weight” and “stone” (44)."""
    text = reading.passage.text
    following = [q for q in reading.quotes if quoted.span.end <= q.span.start < cited.span.start]
    chain = [quoted, *following]
    links = all(_LINK.fullmatch(text[a.span.end : b.span.start]) for a, b in pairwise(chain))
    return bool(following) and links and _GAP.fullmatch(text[following[-1].span.end : cited.span.start]) is not None


def _is_contradicted(quoted: Quoted, cited: Cited, reading: Reading) -> bool:
    """Whether another author is named between the words and the citation."""
    between = [m for m in reading.mentions_in(Span(quoted.span.end, cited.span.start)) if not m.is_title]
    return bool(between) and not any(part.reference in m.keys for m in between for part in cited.parts)


def _uncited_quote(quoted: Quoted, span: Span, reading: Reading, before: Sequence[Quote]) -> Quote | None:
    words, parts = span.of(reading.passage.text), ((reading.passage, span),)
    if is_saying(quoted, reading):
        return Quote(parts=parts, is_block=False, resolution=Resolution.SAYING)
    if (echoed := _echoed(words, reading.passage, before)) is not None:
        return Quote(parts=parts, is_block=False, resolution=Resolution.ECHO, reference=echoed.reference)
    by = _reporter(quoted, reading)
    is_whole = _WHOLE_SAID.search(reading.passage.text[: quoted.inner.end]) is not None
    shortest = _LONG if by is None else 1 if is_whole else _WORDY
    if count_words(words) < shortest or _is_capitalised(words):
        return None
    key = _named(reading, by) if by is not None else None
    if key and (note := _note_behind(quoted, key, reading) or _note_before(quoted, key, reading)) is not None:
        return _tied(parts, note, is_block=False, speaker=None)
    resolution = Resolution.NARRATIVE if key else Resolution.UNRESOLVED
    return Quote(parts=parts, is_block=False, resolution=resolution, reference=key)


def _note_behind(quoted: Quoted, key: str, reading: Reading) -> Cited | None:
    """The note at the end of the next sentence, if it cites the work of the speaker and no other words come between."""
    note = next((cited for cited in reading.cited if cited.span.start >= quoted.span.end), None)
    if note is None or note.printed is None or note.reference != key:
        return None
    between = reading.passage.text[quoted.span.end : note.span.start]
    is_near = len([one for one in reading.sentences if quoted.span.end <= one.start < note.span.start]) <= 1
    others = any(quoted.span.end <= quote.span.start < note.span.start for quote in reading.quotes)
    return note if is_near and not others and "\n" not in between else None


def _note_before(quoted: Quoted, key: str, reading: Reading) -> Cited | None:
    """The note that the sentence calls before the words, if it cites the speaker's work: Cole says¹ that “…”."""
    start = reading.sentence(quoted.span.start).start
    before = [cited for cited in reading.cited if start < cited.span.start < quoted.span.start]
    if not before or before[-1].printed is None or before[-1].reference != key:
        return None
    others = any(before[-1].span.end <= quote.span.start < quoted.span.start for quote in reading.quotes)
    return None if others else before[-1]


def _reporter(quoted: Quoted, reading: Reading) -> Span | None:
    """The words of the sentence that say who speaks, before the quotation or behind it; None if none do."""
    text, sentence = reading.passage.text, reading.sentence(quoted.span.start)
    if _REPORTED.search(preceding(text, quoted.span.start)):
        return Span(sentence.start, quoted.span.start)
    behind = _REPORTED_BEHIND.match(text, quoted.span.end)
    return Span(quoted.span.end, min(len(text), behind.end() + 60)) if behind else None


def _signed(reading: Reading, span: Span) -> str | None:
    """The one work that the line under a quotation names: by its title, or by its author."""
    mentions = reading.mentions_in(span)
    keys = [mention.keys[0] for mention in mentions if len(mention.keys) == 1]
    titled = [mention.keys[0] for mention in mentions if mention.is_title and len(mention.keys) == 1]
    return next(iter([*titled, *keys]), None)


def _named(reading: Reading, span: Span) -> str | None:
    """The one work of the author (or with the title) named last in the stretch."""
    mentions = reading.mentions_in(span)
    return mentions[-1].keys[0] if mentions and len(mentions[-1].keys) == 1 else None


def count_words(text: str) -> int:
    """How many words; Chinese characters count by the average word.

    >>> count_words("One need"), count_words("投资不过山海关")
    (2, 4)
    """
    latin = re.findall(r"[^\W\d_][\w’'\-]*", re.sub(r"[\u2e80-\u9fff\uac00-\ud7af]", " ", text))
    return len(latin) + round(cjk_count(text) / _HAN_PER_WORD)


def is_saying(quoted: Quoted, reading: Reading) -> bool:
    """Whether the sentence calls the words a saying, a proverb, a slogan."""
    text, sentence = reading.passage.text, reading.sentence(quoted.span.start)
    if count_words(quoted.inner.of(text)) < _WORDY:
        return False
    before = text[max(sentence.start, quoted.span.start - 60) : quoted.span.start]
    after = text[quoted.span.end : min(sentence.end, quoted.span.end + 60)]
    is_called = _CALLED.match(after) is not None and _SAYING.search(after) is not None
    return is_called or _SAYING.search(before) is not None


def is_title(reading: Reading, quoted: Quoted, works: Works) -> bool:
    """Whether the marks stand around a title: of the list, or one that is called a story, an essay …."""
    text = reading.passage.text
    inner = quoted.inner.of(text).strip(" .,，。")
    if has_cjk(inner):
        return False  # titles in Chinese have marks of their own
    if any(
        m.is_title and m.span.start <= quoted.inner.start + 1 and quoted.inner.end - 2 <= m.span.end
        for m in reading.mentions
    ):
        return True
    is_long = inner[:1].isupper() and len(inner.split()) > 3
    if (is_long or _is_capitalised(inner)) and any(letters(inner) == letters(r.title) for r in works.references):
        return True
    if _is_capitalised(inner) and re.search("[》〉」][(（]\\Z", text[: quoted.span.start]):
        return True
    if _is_capitalised(inner) and re.match(rf"\s*[(（\[][^()（）]*[{CJK}]", text[quoted.span.end :]):
        return True
    called = re.search(
        r"\b(?:story|stories|essay|article|poem|song|chapter|novella|novel|film|titled|entitled|called|documentary|series|book|in)\s*,?\s*\Z",
        preceding(text, quoted.span.start),
        re.IGNORECASE,
    )
    return called is not None and _is_capitalised(inner)


def _is_capitalised(text: str) -> bool:
    """Capitals throughout, but for the small words: the form of a title."""
    words = re.findall(r"[^\W\d_][\w’'\-]*", text)
    if has_cjk(text) or len(words) < 2:
        return bool(words) and words[0][0].isupper() and not has_cjk(text)
    return (
        all(word[0].isupper() or word in SMALL_IN_TITLES for word in words)
        and sum(word[0].isupper() for word in words) >= 2
    )


# Echoes.

_IRREGULAR: Final = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "feet": "foot",
    "teeth": "tooth",
}
_REACH: Final = 2  # quotations before it in whose words an echo is looked for, besides those of its own passage


def _echoed(text: str, passage: Passage, before: Sequence[Quote]) -> Quote | None:
    """The quotation whose words stand here again: three words or more, all the weighty ones taken from it."""
    words = [letters(word) for word in re.split(r"[\s—–\-]+", text) if letters(word)]
    weighty = {_stem(word) for word in words if word not in FUNCTION_WORDS}
    if has_cjk(text):
        return next(
            (q for q in reversed(_near(passage, before)) if cjk_count(text) >= 4 and letters(text) in letters(q.text)),
            None,
        )
    if len(words) < 3 or len(weighty) < 2:
        return None
    return next((q for q in reversed(_near(passage, before)) if weighty <= _stems(q.text)), None)


def _near(passage: Passage, before: Sequence[Quote]) -> list[Quote]:
    """Quotations of this passage and the last few before it; an echo answers none itself."""
    own = [q for q in before if q.resolution not in {Resolution.ECHO, Resolution.SAYING}]
    return [q for n, q in enumerate(own) if q.parts[-1][0] is passage or n >= len(own) - _REACH]


def _stems(text: str) -> set[str]:
    return {_stem(letters(word)) for word in re.split(r"[\s—–\-]+", text.replace("’s", "").replace("'s", ""))}


def _stem(word: str) -> str:
    """The word without its plural ending; that and no more, since an echo repeats words."""
    word = _IRREGULAR.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


# Whose words.

_SAID: Final = re.compile(
    r"((?:[A-Z][\w.’'\-]+\s)?[A-Z][\w’'\-]+)\s+(?:\([^()]*\)\s+)?(?:has\s+|had\s+)?[a-z]+(?:ed|es|s|id|ote|ays)\b"
)
_SPEECH: Final = re.compile(
    rf"\s+(?:\([^()]*\)\s*)?(?:reminds\sus|{any_of(STATING)})(?:\s+(?:that|it|this|out|as\sfollows))?\s*[,:]?\s*\Z"
)


def _speaker(reading: Reading, span: Span, cited: Cited) -> str | None:
    """Who said the words that another's work is cited for: "As Connell explains, …" (Alaimo 85), "qtd. in"."""
    note = cited.parts[0].note or ""
    text = reading.passage.text
    if note.startswith("qtd. in"):
        said = [_named_by(match[1]) for match in _SAID.finditer(text, span.start, span.end)]
        behind = _SAYS_WHO.search(text, span.end, cited.span.start)
        named = [*reversed([name for name in said if name]), *([behind[1]] if behind else [])]
        return note.removeprefix("qtd. in").strip() or next(iter(named), None)
    authors = [mention for mention in reading.mentions_in(span) if not mention.is_title]
    if not authors or cited.reference is None or any(cited.reference in mention.keys for mention in authors):
        return None
    return _whole_name(text, authors[-1].span) if _SPEECH.match(text[: span.end], authors[-1].span.end) else None


_SAYS_WHO: Final = re.compile(rf"[”\"’'],?\s+{any_of(SPEAKING)}\s+((?:[A-Z][\w.’'\-]+\s)?[A-Z][\w’'\-]+)")


def _named_by(words: str) -> str:
    """The name without a word that only opens the sentence: As Elster says."""
    return " ".join(dropwhile(lambda word: word.casefold() in BEFORE_NAMES, words.split()))


def _whole_name(text: str, span: Span) -> str:
    """The name with the initials or given names that the text prints before it."""
    left = re.search(
        r"(?:(?:[A-Z]\.[\s\-]?)+|(?:(?!As\b|For\b|In\b|When\b|And\b|But\b)[A-Z][\w’'\-]+\s))\Z",
        preceding(text, span.start),
    )
    return f"{left[0] if left else ''}{span.of(text)}"

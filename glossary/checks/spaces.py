"""Spaces too many or too few, doubled words, and characters that nobody sees."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from glossary.checks.characters import HAN, WIDE, each, is_wide
from glossary.checks.contract import Bilingual, Couple, Family, Finding, Rule, Sentence, Severity, Side, Spot
from lang.folding import fold
from lang.names import surname_length
from lang.words import word_frequency, words

DOUBLE: Final = Rule(
    code="S001",
    title="double space",
    severity=Severity.WARNING,
    explanation="Two or more spaces between words. Two spaces after a stop are not reported in a text that has "
    "them after most of its stops.",
)
OUTER: Final = Rule(
    code="S002",
    title="space at the beginning or end",
    severity=Severity.WARNING,
    explanation="White space before or after a segment. Full-width spaces that indent a paragraph in Chinese "
    "are not reported.",
)
HAN_SPACE: Final = Rule(
    code="S003",
    title="space within Chinese",
    severity=Severity.WARNING,
    explanation="A space between Chinese characters, or between one and a full-width mark. Not reported are "
    "headings, verse and lists without punctuation, and spaces between Chinese and Latin letters or "
    "figures.",
)
BEFORE: Final = Rule(
    code="S004",
    title="space before punctuation",
    severity=Severity.WARNING,
    explanation="A space before a comma, stop, colon or closing bracket, or after an opening one. French has "
    "spaces before ? ! : ;, which are not reported there; nor are ellipses with spaces between the "
    "points, and texts in which most marks have a space before them.",
)
AFTER: Final = Rule(
    code="S005",
    title="no space after punctuation",
    severity=Severity.WARNING,
    explanation="Two words with a comma or stop between them and no space: came,saw. Addresses, abbreviations "
    "and figures are not reported.",
)
WORD: Final = Rule(
    code="S006",
    title="doubled word",
    severity=Severity.WARNING,
    explanation="A word twice in a row: the the, 我们我们. Not reported are words that are doubled on purpose (had "
    "had, that that, very very, no no), names, and reduplication in Chinese.",
)
UNSEEN: Final = Rule(
    code="S007",
    title="invisible or broken character",
    severity=Severity.WARNING,
    explanation="A control character, a zero-width space, a tab, a soft hyphen, a private character, or � where "
    "a character was lost in conversion, which is an error.",
)

_SPACES: Final = r"[ \u00a0\u2002-\u200a\u202f\u205f\u3000]"
_DOUBLE: Final = re.compile(rf"(?<=\S){_SPACES}{{2,}}(?=\S)")
_AFTER_STOP: Final = re.compile(r"[.?!:][”’\"')\]]*$")
_BOUND: Final = WIDE.translate(dict.fromkeys(map(ord, "…—")))  # after these a space is a matter of taste
_INNER: Final = re.compile(rf"(?<=[{HAN}{_BOUND}])[ \u00a0\u2002-\u200a\u3000]+(?=[{HAN}{_BOUND}])")
_STOPS: Final = re.compile("[，。！？；,.!?;]")
_HEAD: Final = re.compile(r"^\s*(?:第.{1,6}[章节節回卷部集篇幕场場]|[一二三四五六七八九十]{1,3}|[（(].{1,4}[)）])$")
_VERSE: Final = 4
_SPACE_AND_MARK: Final = re.compile(r"[ \u00a0][,.;:!?)\]”]|[(\[“][ \u00a0]")
_BEFORE: Final = re.compile(r"(?<=[^\s.…])[ \u00a0]+(?=[,.;:!?)\]”](?![.\w)(DPp-]|\s?\.))|(?<=[(\[“])[ \u00a0]+(?=\w)")
_BEFORE_FRENCH: Final = re.compile(r"(?<=[^\s.…])[ \u00a0]+(?=[,.)\]](?![.\w]|\s?\.))|(?<=[(\[])[ \u00a0]+(?=\w)")
# The mark comes first in the expression, which is then looked for a good deal faster.
_AFTER: Final = re.compile(
    r"[,;!?](?=[^\W\d_]{2})(?<=[^\W\d_]{2}.)|:(?=[^\W\d_]{2})(?<=[^\W\d_]{2}.)|\.(?=[A-ZÀ-Þ][a-zà-ÿ])(?<=[a-zà-ÿ]{2}.)"
)
_ADDRESS: Final = re.compile(r"\S*(?:://|www\.|@|\\|/)\S*|\b\w+\.(?:com|org|net|js|py|cn|io|html?|txt)\b")
_DOUBLED: Final = re.compile(r"(?<![\w’'-])([^\W\d_]+)\s+\1(?![\w-])", re.IGNORECASE)
_DOUBLES: Final = """
had that her very no yes so too many long far really much more bye ha he ho hee hey oh ah hmm mm well now there here
come go blah chop knock tut tick tsk please wait stop never ever again ding dong bang boom tap drip rap clap old big
little deep quick fast hear run hello hi okay ok mama papa la na da do re mi fa ti dear help look up down out round
over by bit step side day year time face hand word one two three fifty half wow woof meow quack
"""
_ON_PURPOSE: Final = frozenset(_DOUBLES.split())
_DOUBLED_HAN: Final = re.compile(
    "(我们|他们|她们|它们|你们|咱们|因为|所以|但是|可是|如果|虽然|已经|而且|于是|然后|后来|时候|以及|并且|或者|由于|关于|为了"
    "|一个|一种|一些|有些|这些|那些|这种|那种|自己|大家|还是|只是|不过|而是|以后|以前|之后|之前|之间|其中|同时|因此|甚至|即使"
    "|尽管|除了|按照|根据|通过|随着|对于|不仅|不但|既然|只要|只有|无论|不管|除非|尤其|几乎"
    r"|的|了|是|在|和|被|就|也|很|与|把|他|她|它)\1"
)
_DOUBLED_ONE: Final = re.compile(rf"([{HAN}])\1+")
_COMMON: Final = 1000  # a word, and no name that the dictionary has: 李娜 is counted 438 times
_NEVER_TWICE: Final = frozenset("里有是在和就也又把被从我你他她它们这那没很之其而且但或与")
"""Words for relations, in simplified form: none is said twice for effect, as verbs and adjectives are."""
_AND: Final = frozenset("和与")
_LOCATIVE: Final = frozenset("里上下中内外")
_WORDS: Final = 10  # a word that jieba's dictionary counts more seldom is as often no word
_TWICE: Final = re.compile(r"(..?)\1")  # without it nothing is doubled, in either script
# Pronouns and articles that stand side by side by the grammar of their language.
_BY_GRAMMAR: Final[Mapping[str, frozenset[str]]] = {
    "fr": frozenset({"nous", "vous"}),
    "de": frozenset({"die", "der", "das", "den", "dem", "sie", "es", "zu"}),
    "nl": frozenset({"die", "dat", "ze", "het"}),
    "es": frozenset({"se", "que"}),
    "it": frozenset({"si", "che"}),
}
_UNSEEN: Final = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\uffff\ue000-\uf8ff]"
)


def check(bitext: Bilingual) -> Iterator[Finding]:
    """All of this module, sentence by sentence."""
    after_stops = {side: _spaces_after_stops(bitext, side) for side in Side}
    tokens = {side: _is_tokenised(bitext, side) for side in Side}
    for couple, side, sentence in each(bitext, lambda _language: True):
        if not sentence.text.strip():
            continue  # an empty side is for another check
        language = bitext.language(side)
        found = _in_chinese(sentence, language) if is_wide(language) else _with_spaces(sentence, language)
        for rule, spans in (*_anywhere(sentence, language, is_usual=after_stops[side]), *found):
            if rule is not BEFORE or not tokens[side]:
                yield from _finding(rule, couple, side, sentence, spans)


def _is_tokenised(bitext: Bilingual, side: Side) -> bool:
    """Whether a text has spaces before most of its marks, as those of linguists have, who part words by program."""
    text = "\n".join(sentence.text for couple in bitext.couples for sentence in couple.side(side))
    spaced = len(re.findall(r"\w [,.;:]", text))
    return spaced > _TOKENS and spaced > len(re.findall(r"\w[,.;:]", text))


def _anywhere(sentence: Sentence, language: LanguageTag, *, is_usual: bool) -> Iterator[tuple[Rule, Iterable[Span]]]:
    """What is looked for in all languages; only a text with other than plain characters can have invisible ones."""
    text = sentence.text
    is_plain = text.isprintable() and "\ufffd" not in text
    if "  " in text or not is_plain:
        yield DOUBLE, [span for span in _spans(_DOUBLE, sentence) if not _is_usual(span, sentence, is_usual=is_usual)]
    if text[0].isspace() or text[-1].isspace():
        yield OUTER, _outer(text, language)
    if not is_plain:
        yield UNSEEN, _spans(_UNSEEN, sentence)


def _spans(pattern: re.Pattern[str], sentence: Sentence) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(sentence.text)]


def _finding(rule: Rule, couple: Couple, side: Side, sentence: Sentence, spans: Iterable[Span]) -> Iterator[Finding]:
    """One finding for all places of a sentence."""
    spots = [Spot.of(sentence, span) for span in spans]
    if not spots:
        return
    lost = rule is UNSEEN and any(spot.text == "\ufffd" for spot in spots)
    yield rule.finding(
        couple,
        _MESSAGES[rule.code].format(
            listed=_listed(spots, sentence, around=_SHOWN.get(rule.code, 0)), names=_names(spots)
        ),
        source=spots if side is Side.SOURCE else (),
        target=spots if side is Side.TARGET else (),
        hint="Restore the character that was lost." if lost else _HINTS[rule.code],
        severity=Severity.ERROR if lost else None,
    )


_MESSAGES: Final = {
    "S001": "Double space: {listed}.",
    "S002": "White space at the beginning or end of the segment.",
    "S003": "Space within Chinese: {listed}.",
    "S004": "Space before punctuation: {listed}.",
    "S005": "No space after punctuation: {listed}.",
    "S006": "Doubled word: {listed}.",
    "S007": "Invisible or broken character: {names}.",
}
_HINTS: Final = {
    "S001": "Leave one space.",
    "S002": "Take it away.",
    "S003": "Take the space away.",
    "S004": "Take the space away.",
    "S005": "Add a space.",
    "S006": "Leave the word once.",
    "S007": "Take it away.",
}
_SHOWN: Final = {"S001": 8, "S003": 4, "S004": 8, "S005": 8}  # characters before and after a place
_TOKENS: Final = 5  # marks with a space before them, from which on they may be a text's way


def _listed(spots: Sequence[Spot], sentence: Sentence, *, around: int) -> str:
    """The places with what stands around them."""
    shown = (sentence.text[max(0, spot.span.start - around) : spot.span.end + around].strip() for spot in spots)
    return ", ".join(dict.fromkeys(f"“{text}”" for text in shown))


def _names(spots: Sequence[Spot]) -> str:
    codes = dict.fromkeys("".join(spot.text for spot in spots))
    return ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() for char in codes)


def _is_usual(span: Span, sentence: Sentence, *, is_usual: bool) -> bool:
    return is_usual and span.of(sentence.text) == "  " and _AFTER_STOP.search(sentence.text[: span.start]) is not None


_STOP_AND_SPACE: Final = re.compile(r"[.?!][”\")]*( +)(?=[\"“(]?[A-Z])")


def _spaces_after_stops(bitext: Bilingual, side: Side) -> bool:
    """Whether most stops within sentences of a side have two spaces after them, as typists put them."""
    if bitext.language(side).is_unspaced:
        return False
    texts = (sentence.text for couple in bitext.couples for sentence in couple.side(side))
    gaps = [match[1] for text in texts if ".  " in text or ". " in text for match in _STOP_AND_SPACE.finditer(text)]
    return len(gaps) > 2 and sum(gap == "  " for gap in gaps) > len(gaps) / 2


def _outer(text: str, language: LanguageTag) -> Iterator[Span]:
    inner = Span(0, len(text)).trimmed(text)
    is_indent = is_wide(language) and text[: inner.start] in {"\u3000", "\u3000\u3000"}
    if inner.start and not is_indent:
        yield Span(0, inner.start)
    if inner.end < len(text):
        yield Span(inner.end, len(text))


def _in_chinese(sentence: Sentence, language: LanguageTag) -> Iterator[tuple[Rule, Iterable[Span]]]:
    text = sentence.text
    if " " in text or "\u3000" in text or "\u00a0" in text:
        yield HAN_SPACE, [span for span in _spans(_INNER, sentence) if not _is_layout(text, span)]
    doubled = [span for span in _folded_spans(text) if _is_doubled(text, span, language)]
    yield WORD, [*doubled, *(span for span in _slips(text) if not any(span.overlaps(other) for other in doubled))]


def _folded_spans(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _DOUBLED_HAN.finditer(fold(text))] if _TWICE.search(text) else []


def _slips(text: str) -> Iterator[Span]:
    """Single characters that stand twice where no word begins with the second one: 在水里里, 道理理."""
    if not _TWICE.search(text):
        return
    folded = fold(text)
    for match in _DOUBLED_ONE.finditer(folded):
        if len(match[0]) != 2 or _is_paired(folded, match):
            continue
        run = re.search(f"[{HAN}]*$", folded[: match.start()]), re.match(f"[{HAN}]*", folded[match.end() :])
        before, after = (found[0] if found else "" for found in run)
        if before and _is_slip(before[-2:], match[1], after[:2]):
            yield Span(match.start(), match.end())


def _is_paired(text: str, match: re.Match[str]) -> bool:
    """Whether another character stands twice beside it: 是是非非."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return any(len(pair) == 2 and pair[0] == pair[1] for pair in (before, after))


def _is_slip(before: str, char: str, after: str) -> bool:
    """Whether a character between these two stretches, which stands twice, should stand once."""
    is_whole = any(word_frequency(before[start:] + char * 2) for start in range(len(before)))
    if is_whole or word_frequency(char * 2) >= _WORDS or _begins_word(char, after):
        return False
    follows = any(word_frequency(before[start:] + char) >= _WORDS for start in range(len(before)))
    if char in _NEVER_TWICE:
        is_person = char in _AND and surname_length(before + char) == 1  # 李文和和他
        return not is_person and not (after and follows)
    is_person = char not in _LOCATIVE and surname_length(before[-1:] + char * 2) == 1  # 王芳芳
    is_common = word_frequency(before[-1:] + char) >= _COMMON
    return not after and (follows or char in _LOCATIVE) and (is_common or not is_person)


def _begins_word(char: str, after: str) -> bool:
    return any(word_frequency(char + after[:length]) >= _WORDS for length in (1, 2) if after)


def _is_layout(text: str, span: Span) -> bool:
    """Whether a space parts the number of a heading, lines of verse, or items, rather than words of a sentence."""
    if _HEAD.match(text[: span.start]) or not _STOPS.search(text):
        return True
    parts = [part for part in re.split(r"\s+", text.strip()) if part]
    lengths = {len(re.findall(f"[{HAN}]", part)) for part in parts}
    return len(lengths) == 1 and lengths.pop() >= _VERSE


def _is_doubled(text: str, span: Span, language: LanguageTag) -> bool:
    """Whether both halves are words: not in 目的的, 为了了解, 是是非非."""
    half = len(span) // 2
    start = max(0, span.start - 8)
    if text[span.end : span.end + half] == text[span.start : span.start + half]:
        return False  # three times is on purpose
    found = {place.shifted(start) for _, place in words(text[start : span.end + 8], language)}
    return {Span(span.start, span.start + half), Span(span.start + half, span.end)} <= found


def _with_spaces(sentence: Sentence, language: LanguageTag) -> Iterator[tuple[Rule, Iterable[Span]]]:
    text = sentence.text
    if _SPACE_AND_MARK.search(text):
        yield BEFORE, _spans(_BEFORE_FRENCH if language.language == "fr" else _BEFORE, sentence)
    if after := _spans(_AFTER, sentence):
        addresses = _spans(_ADDRESS, sentence)
        yield AFTER, [span for span in after if not any(span.overlaps(address) for address in addresses)]
    doubled = [Span(*match.span()) for match in _DOUBLED.finditer(text) if not _is_on_purpose(match, language)]
    yield WORD, doubled


def _is_on_purpose(match: re.Match[str], language: LanguageTag) -> bool:
    """Whether a word stands twice by rule or for effect; a name does, and so does a sound."""
    first, second = match[0].split()
    is_name = first[0].isupper() and second[0].isupper() and not first.isupper()
    again = rf"\W+{re.escape(first)}\b"
    if re.match(again, match.string[match.end() :], re.IGNORECASE):
        return True  # three times is on purpose
    is_usual = fold(first) in _ON_PURPOSE | _BY_GRAMMAR.get(language.language, frozenset())
    return is_name or is_usual or "\n" in match[0]


FAMILY: Final = Family("spaces", (DOUBLE, OUTER, HAN_SPACE, BEFORE, AFTER, WORD, UNSEEN), check)

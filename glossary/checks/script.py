"""Text in the wrong script: Chinese left in a translation, characters of the other script, small first letters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bitext.errors import BadData, UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from glossary.checks.characters import HAN, WIDE, has_han, has_letters, is_wide
from glossary.checks.contract import Bilingual, Couple, Family, Finding, Rule, Sentence, Severity, Side, Spot
from lang.folding import fold
from lang.names_readings import readings
from lang.romanisation import romanised
from lang.rules import rules_for
from lang.script import Script, script_of, strays

LEFT: Final = Rule(
    code="L001",
    title="Chinese left in the translation",
    severity=Severity.ERROR,
    explanation="Chinese characters in a translation into a language that is not written with them. A gloss is not "
    "reported: characters in brackets, beside their romanisation (xiagang 下岗) or before a translation in "
    "brackets, and a character that the sentence speaks of (the character 田).",
)
STRAY: Final = Rule(
    code="L002",
    title="character of the other script",
    severity=Severity.WARNING,
    explanation="A Traditional character in a Simplified text, or the other way round. What the text is in its "
    "language tag says, else most of its characters. Not reported are characters that both scripts have, "
    "such as 后 and 里, and a word in quotation marks that is all in the other script.",
)
SMALL: Final = Rule(
    code="L003",
    title="sentence begins with a small letter",
    severity=Severity.WARNING,
    explanation="A sentence of the translation begins with a small letter although the one before it has ended. Not "
    "reported are what follows a quotation (“Go!” he said), a comma, dash or ellipsis, words such as "
    "iPhone, verse, lists, and a text that often does so.",
)
LATIN: Final = Rule(
    code="L004",
    title="sentence of the source left in Chinese text",
    severity=Severity.ERROR,
    explanation="A translation into Chinese has a run of six or more words in another language outside of brackets.",
)

_CHINESE: Final = re.compile(rf"[{HAN}](?:[{HAN}{WIDE}\s]*[{HAN}])?")
_MENTION: Final = re.compile(
    r"\b(?:characters?|words?|letters?|surnames?|written|write|writes|pronounced|called|term|phrase|means?|radical|glyph|"
    r"reads?|sign|Chinese|in\s+Chinese|original)\b(?:\s+(?:is|was|of|for|as|means))?[\s:,“\"‘'《(（]*$",
    re.IGNORECASE,
)
_OPENERS: Final = "([（［【〔"
_LATIN_RUN: Final = re.compile(r"(?:[A-Za-z][A-Za-z'’-]*[,;:]?\s+){5,}[A-Za-z][A-Za-z'’-]*")
_QUOTED: Final = re.compile("[“‘「『《](?P<inside>[^“”‘’「」『』《》]*)[”’」』》]")


def check(bitext: Bilingual) -> Iterator[Finding]:
    """All of this module."""
    if _uses_han(bitext.source) != _uses_han(bitext.target):
        yield from _left_in(bitext)
    for side in Side:
        if is_wide(bitext.language(side)):
            yield from _strays(bitext, side)
    yield from _small_letters(bitext)


def _uses_han(language: LanguageTag) -> bool:
    return language.language in {"zh", "lzh", "yue", "ja"} and language.is_unspaced


def _left_in(bitext: Bilingual) -> Iterator[Finding]:
    """What the translation still has of the source's language."""
    is_chinese = _uses_han(bitext.target)
    for couple in bitext.couples:
        if not couple.source:
            continue
        for sentence in couple.target:
            spans = list(_latin(sentence.text) if is_chinese else _han(sentence.text))
            if spans and not _is_same(couple):
                yield _left(couple, sentence, spans, LATIN if is_chinese else LEFT)


def _is_same(couple: Couple) -> bool:
    """Whether nothing is translated at all, which is for another check."""
    source, target = (fold("".join(sentence.text for sentence in couple.side(side))).strip() for side in Side)
    return source == target


def _left(couple: Couple, sentence: Sentence, spans: Sequence[Span], rule: Rule) -> Finding:
    spots = [Spot.of(sentence, span) for span in spans]
    listed = ", ".join(f"“{spot.text}”" for spot in spots)
    language = "Chinese" if rule is LEFT else "the language of the source"
    return rule.finding(
        couple, f"Left in {language}: {listed}.", target=spots, hint="Translate it, or put it in brackets."
    )


def _han(text: str) -> Iterator[Span]:
    """Chinese that is no gloss."""
    if not has_han(text):
        return
    for match in _CHINESE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not (_is_in_brackets(before, after) or _is_gloss(match[0], before, after)):
            yield Span(*match.span())


def _is_in_brackets(before: str, after: str) -> bool:
    depth = sum(before.count(char) for char in _OPENERS) - sum(before.count(char) for char in ")]）］】〕")
    return depth > 0 and any(char in after for char in ")]）］】〕")


def _is_gloss(chinese: str, before: str, after: str) -> bool:
    """Whether the words beside it are its romanisation or translation, or it is itself what is spoken of."""
    if _MENTION.search(before) or re.match(r"[》”\"’」』]*\s*[(（\[][^)）\]]*[A-Za-z]", after):
        return True
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", before)[-len(chinese) :]
    plain = ["".join(filter(str.isalpha, romanised(word).lower())) for word in words]
    known = _readings("".join(re.findall(f"[{HAN}]", chinese)))
    return any("".join(plain[start:]) in known for start in range(len(plain)))


def _readings(chinese: str) -> frozenset[str]:
    """The readings of Chinese characters in pinyin, in small letters a to z."""
    try:
        found = readings(chinese)
    except BadData:  # a character without a reading
        return frozenset()
    return frozenset(
        "".join(part.rstrip("12345").replace("ü", way) for part in reading.syllables)
        for reading in found
        for way in "uv"
    )


def _latin(text: str) -> Iterator[Span]:
    for match in _LATIN_RUN.finditer(text):
        if not _is_in_brackets(text[: match.start()], text[match.end() :]):
            yield Span(*match.span())


def _strays(bitext: Bilingual, side: Side) -> Iterator[Finding]:
    sentences = [(couple, sentence) for couple in bitext.couples for sentence in couple.side(side)]
    expected = _expected(bitext.language(side), [sentence.text for _, sentence in sentences])
    for couple, sentence in sentences:
        spots = [Spot.of(sentence, span) for span in _stray_spans(sentence.text, expected)]
        if spots:
            listed = ", ".join(dict.fromkeys(spot.text for spot in spots))
            name, other = (
                ("Simplified", "Traditional") if expected is Script.SIMPLIFIED else ("Traditional", "Simplified")
            )
            yield STRAY.finding(
                couple,
                f"{other} in a {name} text: {listed}.",
                source=spots if side is Side.SOURCE else (),
                target=spots if side is Side.TARGET else (),
                expected=[]
                if expected is Script.TRADITIONAL
                else list(dict.fromkeys(fold(spot.text) for spot in spots)),
                hint=f"Write the {name} character, unless the text quotes the other.",
            )


def _expected(language: LanguageTag, texts: Sequence[str]) -> Script:
    """The script of a text: what its tag says, unless the text is wholly otherwise, or that of most characters."""
    count = script_of("\n".join(texts))
    tagged = {"Hans": Script.SIMPLIFIED, "Hant": Script.TRADITIONAL}.get(language.script or "")
    if tagged is not None and (count.simplified if tagged is Script.SIMPLIFIED else count.traditional):
        return tagged
    if count.simplified == count.traditional:
        return tagged or Script.NEUTRAL
    return Script.SIMPLIFIED if count.simplified > count.traditional else Script.TRADITIONAL


def _stray_spans(text: str, expected: Script) -> Iterator[Span]:
    found = [Span(*place) for place in strays(text, expected)]
    if not found or not script_of(text).is_chinese:
        return
    quoted = [Span(*match.span("inside")) for match in _QUOTED.finditer(text) if _is_other(match["inside"], expected)]
    for span in found:
        if not any(span.overlaps(other) for other in quoted):
            yield span


def _is_other(text: str, expected: Script) -> bool:
    """Whether a short quotation is wholly in the script that is not expected."""
    count = script_of(text)
    own = count.simplified if expected is Script.SIMPLIFIED else count.traditional
    return own == 0 and len(text) <= _SHORT


_SHORT: Final = 12
_CLOSING: Final = " ”’\"'»"
_TAG_WORDS: Final = 6
_ENDED: Final = re.compile(r"[.!?。！？]$")
_OFTEN: Final = 0.05
"""Of the sentences of a text: above, small letters are its way of writing."""


@dataclass(frozen=True, slots=True)
class _Start:
    """A sentence that begins with a small letter, and where that stands."""

    couple: Couple
    sentence: Sentence
    at: int


def _small_letters(bitext: Bilingual) -> Iterator[Finding]:
    sentences = [
        (couple, sentence) for couple in bitext.couples for sentence in couple.target if has_letters(sentence.text)
    ]
    starts = list(_starts(sentences, bitext.target))
    if len(starts) > max(2, _OFTEN * len(sentences)):
        return
    for start in starts:
        spot = Spot.of(start.sentence, Span(start.at, start.at + 1))
        yield SMALL.finding(
            start.couple,
            f"The sentence begins with a small letter: “{_first_word(start.sentence.text, start.at)}”.",
            target=[spot],
            expected=[spot.text.upper()],
            hint="Begin it with a capital, or join it with the sentence before it.",
        )


def _starts(sentences: Sequence[tuple[Couple, Sentence]], language: LanguageTag) -> Iterator[_Start]:
    before = ""
    for couple, sentence in sentences:
        at = _first_letter(sentence.text)
        ends = _ENDED.search(sentence.text.rstrip(_CLOSING))
        if at is not None and ends and _has_ended(before, sentence.text, language):
            word = _first_word(sentence.text, at)
            if not any(char.isupper() for char in word) and not any(char.isdigit() for char in word):
                yield _Start(couple, sentence, at)
        before = sentence.text


def _has_ended(before: str, text: str, language: LanguageTag) -> bool:
    """Whether a new sentence begins after the one before; what follows a quotation may be its tag: “Go!” he said."""
    before = before.rstrip()
    bare = before.rstrip(_CLOSING)
    if before == bare:
        return not before or _ENDED.search(before) is not None
    tag = _tag(language)
    words = list(re.finditer(r"\S+", text))[:_TAG_WORDS]
    is_tag = tag is None or any(tag.match(text, word.start()) for word in words)
    return _ENDED.search(bare) is not None and not is_tag


@cache
def _tag(language: LanguageTag) -> re.Pattern[str] | None:
    """What a speech tag is like; None where that is not known."""
    try:
        pattern = rules_for(language).speech_tag
    except UnknownLanguage:
        return None
    return re.compile(pattern) if pattern else None


def _first_letter(text: str) -> int | None:
    """The place of the first letter where it is a small one and nothing but an opening mark stands before it."""
    match = re.match(r"[“\"‘'(\[¡¿«„_*]*", text)
    at = match.end() if match else 0
    return at if text[at : at + 1].islower() and re.match(r"[^\W\d_]{2}|[ai]\b", text[at:]) else None


def _first_word(text: str, at: int) -> str:
    match = re.match(r"[\w'’-]+", text[at:])
    return match[0] if match else ""


FAMILY: Final = Family("script", (LEFT, STRAY, SMALL, LATIN), check)

"""Punctuation of the wrong width or kind, doubled, or different at the end of a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from glossary.checks import quotation
from glossary.checks.characters import HAN, WIDE, each, has_han, has_letters, is_wide
from glossary.checks.contract import Bilingual, Couple, Family, Finding, Rule, Sentence, Severity, Side, Spot

NARROW: Final = Rule(
    code="P009",
    title="half-width punctuation in Chinese",
    severity=Severity.WARNING,
    explanation="A half-width , . ; : ! ? ( or ) beside Chinese characters. Not reported are those within and "
    "between Latin words, figures, addresses and times, after the number of a heading (1.), and "
    "brackets around Latin words only.",
)
BROAD: Final = Rule(
    code="P010",
    title="full-width punctuation in a text with spaces",
    severity=Severity.WARNING,
    explanation="A full-width mark, letter or figure in a text such as an English one. Within a Chinese name or "
    "title that is quoted there, 《平原上的摩西》, it is right.",
)
DOTS: Final = Rule(
    code="P011",
    title="ellipsis of the wrong kind",
    severity=Severity.WARNING,
    explanation="In Chinese an ellipsis is …… (GB/T 15834-2011), not ... nor 。。。; a single … is a note. In "
    "other languages it is … or ..., not …….",
)
DASH: Final = Rule(
    code="P012",
    title="dash of the wrong kind",
    severity=Severity.WARNING,
    explanation="In Chinese a dash is —— (GB/T 15834-2011), not --. In other languages —— is wrong, but for a "
    "name left blank (Mrs B——), and -- is a note in a text that mostly has —.",
)
ENDING: Final = Rule(
    code="P013",
    title="sentence ends in another kind of mark",
    severity=Severity.NOTE,
    explanation="One side of a bead ends in a question and the other has no question mark at all, or one ends "
    "in a stop and the other in no mark; or a sentence within a bead has none. A question that is "
    "told (she asked where), and an exclamation that becomes a statement are usual and not "
    "reported.",
)
DOUBLED: Final = Rule(
    code="P014",
    title="doubled punctuation",
    severity=Severity.WARNING,
    explanation="A comma or stop twice, or two marks that exclude each other: ，， 。， !. Not reported are "
    "ellipses, ?! and !!.",
)
DOT: Final = Rule(
    code="P015",
    title="wrong dot in a name",
    severity=Severity.NOTE,
    explanation="The parts of a foreign name are parted by · (U+00B7), not by another dot: 欧内斯特•海明威.",
)
_OWN: Final = (NARROW, BROAD, DOTS, DASH, ENDING, DOUBLED, DOT)

_FULL: Final = {
    ",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）",
}  # fmt: skip
_HALF: Final = {
    **{wide: narrow for narrow, wide in _FULL.items()},
    "、": ",",
    "　": " ",
    "％": "%",
    "－": "-",
    "／": "/",
    "＆": "&",
}
_CLOSERS: Final = "”’」』）》】"
_NARROW: Final = re.compile(
    rf"(?<=[{HAN}{_CLOSERS}])\s?(?:[,;!?]|:(?!-?[)(DPp])|\.(?![\w.])(?<!\.\.))"
    rf"|(?<!\d)[,;:!?](?=[{HAN}“「『《‘])"
    rf"|(?<=[A-Za-z0-9])\.$"
)
_ABBREVIATED: Final = re.compile(r"\b(?:[A-Z]|Inc|Ltd|Co|Corp|Jr|Sr|No|etc|[ap]\.m|Vol|vol|pp?|ed|al)\.$")
_BRACKETS: Final = re.compile(r"\(([^()（）]*)\)")
_BROAD: Final = re.compile(r"[，。！？：；、（）《》〈〉「」『』【】〔〕｡､，！-～]")
_CHINESE: Final = re.compile(rf"[《〈「『【（〔“]*[{HAN}](?:[{HAN}{WIDE}\s，。]*[{HAN}])?[》〉」』】）〕”]*")
_WIDE_DOTS: Final = re.compile(
    rf"(?<=[{HAN}{WIDE}])(?:\.{{3,}}|。{{3,}})|(?:\.{{3,}}|。{{3,}})(?=[{HAN}“「])|(?<!…)…(?!…)"
)
_SPACED_DOTS: Final = re.compile(r"…{2,}|。{2,}|\.{3,}…|…\.{2,}")
_WIDE_DASH: Final = re.compile(rf"(?<=[{HAN}{WIDE}])\s?(?:-{{2,}}|－{{2,}})|(?:-{{2,}}|－{{2,}})\s?(?=[{HAN}“「])")
_SPACED_DASH: Final = re.compile(r"(?<![A-Z])(?<!\b[a-z])[—―─]{2,}(?!\w\b)|─{2,}")
_TYPED_DASH: Final = re.compile(r"(?<=\w)--(?=\w)|(?<=\s)--(?=\s)|(?<=[\w,.!?])--(?=[\s”\"']|$)")
_DOUBLED_WIDE: Final = re.compile(
    r"([，、；：])\1+|(?<!。)。。(?!。)|[，、；：][，。、；：！？]|[。！？][，、；]|(?<=[！？])。|。[！？]"
)
_DOUBLED: Final = re.compile(
    r"([,;])\1+|:{2,}(?=\s|$)|(?<!\.)\.\.(?!\.)|[!?]\.(?![.\w])|[,;:][,;:](?=\s|$)|,\.(?!\.)|(?<!\.)\.[!?](?=\s|$)|[!?],(?=\s)"
)
_LATIN: Final = re.compile("[A-Za-z]")  # without it the sentence is not translated, which is for another check
# Without these there is nothing to look at; most sentences have none.
_SUSPECT_WIDE: Final = re.compile("[,.;:!?()…•・‧∙⋅●･．]|--|－－|[，。、；：！？]{2}")
_SUSPECT: Final = re.compile("[。…—―─]{2}|--|[,;:.!?]{2}")
_ABBREVIATION: Final = re.compile(r"\b(?:[A-Z]|etc|[ap]\.m|[Ii]nc|[Jj]r|[Ss]r|[Cc]o|vs)$")
_DOT: Final = re.compile(rf"(?<=[{HAN}])[•・‧∙⋅●･．](?=[{HAN}])")


def check(bitext: Bilingual) -> Iterator[Finding]:
    """All checks of punctuation, those of quotation marks and brackets among them."""
    yield from quotation.check(bitext)
    for couple, side, sentence in each(bitext, is_wide):
        if has_han(sentence.text):
            yield from _in_chinese(couple, side, sentence)
    dashes = {side: _prefers_dash(bitext, side) for side in Side}
    for couple, side, sentence in each(bitext, lambda language: not language.is_unspaced):
        yield from _with_spaces(couple, side, sentence, prefers_dash=dashes[side])
    for couple in bitext.couples:
        yield from _endings(couple, bitext)


def _report(  # noqa: PLR0913 - the parts of a finding
    rule: Rule,
    couple: Couple,
    side: Side,
    spots: Sequence[Spot],
    *,
    expected: Sequence[str],
    severity: Severity | None = None,
) -> Finding:
    """A finding for all places of one kind in a sentence."""
    listed = ", ".join(dict.fromkeys(f"“{spot.text.strip()}”" for spot in spots))
    wanted = ", ".join(dict.fromkeys(f"“{mark}”" for mark in expected))
    return rule.finding(
        couple,
        f"{_SAID[rule.code]}: {listed}.",
        source=spots if side is Side.SOURCE else (),
        target=spots if side is Side.TARGET else (),
        expected=expected,
        hint=f"Write {wanted}." if wanted else "Take one of the marks away.",
        severity=severity,
    )


_SAID: Final = {
    "P009": "Half-width punctuation in Chinese",
    "P010": "Full-width characters in a text with spaces",
    "P011": "An ellipsis of the wrong kind",
    "P012": "A dash of the wrong kind",
    "P014": "Doubled punctuation",
    "P015": "A wrong dot between the parts of a name",
}


def _spots(sentence: Sentence, pattern: re.Pattern[str]) -> list[Spot]:
    return [Spot.of(sentence, Span(*match.span()).trimmed(sentence.text)) for match in pattern.finditer(sentence.text)]


def _in_chinese(couple: Couple, side: Side, sentence: Sentence) -> Iterator[Finding]:
    if not _SUSPECT_WIDE.search(sentence.text):
        return
    if narrow := sorted(_narrow(sentence), key=lambda spot: spot.span):
        yield _report(NARROW, couple, side, narrow, expected=[_FULL[spot.text] for spot in narrow])
    if dots := _spots(sentence, _WIDE_DOTS):
        single = all(spot.text == "…" for spot in dots)
        yield _report(DOTS, couple, side, dots, expected=["……"], severity=Severity.NOTE if single else None)
    if dashes := _spots(sentence, _WIDE_DASH):
        yield _report(DASH, couple, side, dashes, expected=["——"])
    if doubled := _spots(sentence, _DOUBLED_WIDE):
        yield _report(DOUBLED, couple, side, doubled, expected=[])
    if wrong := _spots(sentence, _DOT):
        yield _report(DOT, couple, side, wrong, expected=["·"])


def _narrow(sentence: Sentence) -> Iterator[Spot]:
    text = sentence.text
    for match in _NARROW.finditer(text):
        if not (match[0] == "." and match.end() == len(text) and _ABBREVIATED.search(text)):
            yield Spot.of(sentence, Span(*match.span()).trimmed(text))
    for match in _BRACKETS.finditer(text):
        if has_han(match[1]):
            yield Spot.of(sentence, Span(match.start(), match.start() + 1))
            yield Spot.of(sentence, Span(match.end() - 1, match.end()))


def _with_spaces(couple: Couple, side: Side, sentence: Sentence, *, prefers_dash: bool) -> Iterator[Finding]:
    text = sentence.text
    if not text.isascii() and _LATIN.search(text) and (broad := list(_broad(sentence))):
        yield _report(BROAD, couple, side, broad, expected=[_narrowed(spot.text) for spot in broad])
    if not _SUSPECT.search(text):
        return
    if dots := _spots(sentence, _SPACED_DOTS):
        yield _report(DOTS, couple, side, dots, expected=["…"])
    if dashes := _spots(sentence, _SPACED_DASH):
        yield _report(DASH, couple, side, dashes, expected=["—"])
    if prefers_dash and (typed := _spots(sentence, _TYPED_DASH)):
        yield _report(DASH, couple, side, typed, expected=["—"], severity=Severity.NOTE)
    if doubled := [spot for spot in _spots(sentence, _DOUBLED) if not _is_abbreviation(sentence, spot)]:
        yield _report(DOUBLED, couple, side, doubled, expected=[])


def _is_abbreviation(sentence: Sentence, spot: Spot) -> bool:
    """Whether the full stop belongs to a word, as in “etc.!”."""
    return (
        spot.text[0] == "." and spot.text != ".." and _ABBREVIATION.search(sentence.text[: spot.span.start]) is not None
    )


def _broad(sentence: Sentence) -> Iterator[Spot]:
    """Full-width characters outside of Chinese that is quoted."""
    text = sentence.text
    if not _BROAD.search(text):
        return
    quoted = [Span(*match.span()) for match in _CHINESE.finditer(text)]
    quoted += [Span(*match.span()) for match in re.finditer(r"（[^（）]*）", text) if has_han(match[0])]
    quoted += [Span(*m.span("aside")) for m in re.finditer(rf"[{HAN}》」』](?P<aside>（[^（）]*）)", text)]
    for match in _BROAD.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in quoted):
            yield Spot.of(sentence, span)


def _narrowed(char: str) -> str:
    code = ord(char)
    return _HALF.get(char) or (
        chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else "“”" if char in "《》「」『』〈〉" else "()"
    )


def _prefers_dash(bitext: Bilingual, side: Side) -> bool:
    text = [sentence.text for couple in bitext.couples for sentence in couple.side(side)]
    return sum(one.count("—") for one in text) > sum(len(_TYPED_DASH.findall(one)) for one in text if "--" in one)


class _End(StrEnum):
    """How a text ends."""

    QUESTION = "a question"
    STOP = "a stop"
    OTHER = "another mark"
    NONE = "no mark"


_ENDS: Final = {**dict.fromkeys("?？؟⁇", _End.QUESTION), **dict.fromkeys(".。．!！‼｡⁈⁉…⋯", _End.STOP)}
_TRAILING: Final = re.compile(r"[\s”’」』）)\]】》〉\"'*_»«“‹›]+$|(?<=[.?!])\s*\d{1,3}$|\[\d+\]$")
# She asked where he went; 不知他去了哪里.
_INDIRECT: Final = re.compile(
    r"\b(?:ask|wonder|inquir|enquir|demand|query|querie)(?:e?[sd]|ing)?\b|\bwhether\b|问|問|不知|不晓得|吗。|呢。",
    re.IGNORECASE,
)
# The reader must ask: who is …. – A question that follows a colon is asked, not told.
_SPOKEN: Final = re.compile(
    r":\s*[“\"‘']?(?:who|what|where|when|why|how|which)\b|：\s*[“「]?(?:谁|誰|什么|什麼|为什么|為什麼|怎么|怎麼|哪|何)",
    re.IGNORECASE,
)
_LONG: Final = 4
"""Fewer words or Chinese characters are a heading or an exclamation as often as a sentence."""


@dataclass(frozen=True, slots=True)
class _Ending:
    """How one side of a bead ends; what is seldom asked is found out when it is."""

    kind: _End
    at: int  # of the last sentence
    sentences: Sequence[Sentence]

    @property
    def spot(self) -> Spot:
        return Spot.of(self.sentences[-1], Span(self.at, self.at + 1))

    @property
    def asks(self) -> bool:
        """Whether there is a question at all."""
        return any(mark in sentence.text for sentence in self.sentences for mark in "?？⁈⁉؟")

    def is_long(self, language: LanguageTag) -> bool:
        """Whether it is no heading or exclamation."""
        text = "".join(sentence.text for sentence in self.sentences)
        return (len(re.findall(f"[{HAN}]", text)) if language.is_unspaced else len(text.split())) >= _LONG


def _endings(couple: Couple, bitext: Bilingual) -> Iterator[Finding]:
    if not couple.source or not couple.target:
        return
    yield from _unended(couple, bitext)
    here, there = _ending(couple.source), _ending(couple.target)
    if here is None or there is None or here.kind is there.kind:
        return
    kinds = {here.kind, there.kind}
    told = couple.target if here.kind is _End.QUESTION else couple.source
    is_indirect = any(_INDIRECT.search(sentence.text) and not _SPOKEN.search(sentence.text) for sentence in told)
    asks_once = (
        _End.QUESTION in kinds and not (here.asks and there.asks) and _End.OTHER not in kinds and not is_indirect
    )
    is_cut = kinds == {_End.STOP, _End.NONE} and here.is_long(bitext.source) and there.is_long(bitext.target)
    if asks_once or is_cut:
        yield ENDING.finding(
            couple,
            f"The source ends in {_told(here)}, the translation in {_told(there)}.",
            source=[here.spot],
            target=[there.spot],
            hint="End both in the same kind of mark, unless the translation asks in another way.",
        )


def _unended(couple: Couple, bitext: Bilingual) -> Iterator[Finding]:
    """Sentences of a bead that have no mark at their end though another one follows."""
    for side in Side:
        for sentence in couple.side(side)[:-1]:
            ending = _ending([sentence])
            if ending is not None and ending.kind is _End.NONE and ending.is_long(bitext.language(side)):
                yield ENDING.finding(
                    couple,
                    "The sentence has no mark at its end.",
                    source=[ending.spot] if side is Side.SOURCE else (),
                    target=[ending.spot] if side is Side.TARGET else (),
                    hint="Add the mark, or join the sentence with the next.",
                )


def _told(ending: _Ending) -> str:
    return "no mark" if ending.kind is _End.NONE else f"“{ending.spot.text}”"


def _ending(sentences: Sequence[Sentence]) -> _Ending | None:
    text = sentences[-1].text
    while text[-1:] not in _ENDS and (shorter := _TRAILING.sub("", text)) != text:
        text = shorter
    if not text or not has_letters(text):
        return None
    char = text[-1]
    kind = _ENDS.get(char) or (_End.NONE if char.isalnum() else _End.OTHER)
    return _Ending(kind, len(text) - 1, sentences)


FAMILY: Final = Family("punctuation", (*quotation.RULES, *_OWN), check)

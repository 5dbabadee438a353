"""Quotation marks and brackets in pairs, within a sentence and over several."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from glossary.checks.contract import Bilingual, Couple, Sentence, Side, Spot
from lang.rules import rules_for

_BRACKETS: Final = ("()", "[]", "{}", "（）", "［］", "｛｝", "【】", "〔〕", "《》", "〈〉", "〖〗")
_QUOTES: Final = ("“”", "‘’", "「」", "『』", "«»", "‹›", "﹁﹂", "﹃﹄", "｢｣")
_WIDTHS: Final = {"(": "）", "（": ")", "[": "］", "［": "]", "{": "｝", "｛": "}"}
# What may stand for an apostrophe: ’ before or within a word, ‘ before what is elided.
_ELIDED: Final = re.compile(
    r"[’‘'](?:\d0s|\d\d\b|tis|twas|twere|em|til|till|cause|bout|round|neath|n\b|cos|s\b)", re.IGNORECASE
)
_POSSESSIVE: Final = re.compile(r"s’(?= \w[^‘’]*(?:\w’\w[^‘’]*)*’(?!\w))")  # another ’ closes: ‘the workers’ wives’
_CLOSED_LATER: Final = re.compile(r"[.,!?…;:]'(?!\w)")
_NUMBERED: Final = re.compile(r"(?:^|[\s，。；：、,;:])(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})$")
_FACE: Final = re.compile(r"[:;=]-?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a pair and where it stands: the number of its sentence, and the place in it."""

    char: str
    sentence: int
    at: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks that belong together."""

    opens: Mark
    closes: Mark

    @property
    def is_quotation(self) -> bool:
        return not is_bracket(self.opens.char)

    def crosses(self, other: "Pair") -> bool:
        """Whether the other begins within this and ends after it."""
        return self.opens.at < other.opens.at < self.closes.at < other.closes.at


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs of a text of one or more sentences, and the marks that have no partner."""

    pairs: tuple[Pair, ...]
    opening: tuple[Mark, ...] = ()
    closing: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The pairs of a language: what closes what."""

    closers: Mapping[str, str]  # by the mark that opens: all that may close it
    every: re.Pattern[str]

    @property
    def closing(self) -> frozenset[str]:
        return frozenset("".join(self.closers.values()))


def is_bracket(char: str) -> bool:
    """Whether a mark is a bracket or title mark, and no quotation mark."""
    return any(char in pair for pair in _BRACKETS)


@cache
def marks_of(language: LanguageTag) -> Marks:
    """The pairs that are usual in a language; of one that is not known those of English and Chinese."""
    try:
        own = rules_for(language).stops.quotes
    except UnknownLanguage:
        own = ()
    usual = () if language.language == "de" else _QUOTES  # “ closes in German
    closers: dict[str, str] = {'"': '"', "'": "'"}
    for pair in (*_BRACKETS, *own, *usual):
        more = pair[1] + _WIDTHS.get(pair[0], "")
        closers[pair[0]] = "".join(dict.fromkeys(closers.get(pair[0], "") + more))
    chars = "".join(sorted({*closers, *"".join(closers.values())}))
    return Marks(closers, re.compile(f"[{re.escape(chars)}]"))


def paired(text: str, language: LanguageTag, *, sentence: int = 0) -> Paired:
    """The marks of one sentence in pairs.

    >>> found = paired("“走吧（她说。”", LanguageTag("zh"))
    >>> len(found.pairs), [mark.char for mark in found.opening]
    (1, ['（'])
    >>> paired("The workers’ homes, 1) here and b) there :)", LanguageTag("en")).closing
    ()
    """
    marks = marks_of(language)
    stack: list[Mark] = []
    pairs: list[Pair] = []
    closing: list[Mark] = []
    for match in marks.every.finditer(text):
        mark = Mark(match[0], sentence, match.start())
        role = _role(text, mark, stack, marks)
        if role is _Role.NONE:
            continue
        partner = None if role is _Role.OPENS else _partner(mark, stack, marks)
        if partner is not None:
            stack.remove(partner)
            pairs.append(Pair(partner, mark))
        elif role is not _Role.CLOSES and mark.char in marks.closers:
            stack.append(mark)
        elif not _is_no_mark(text, mark):
            closing.append(mark)
    return Paired(tuple(pairs), tuple(stack), tuple(closing))


class _Role(Enum):
    """What a mark does where it stands, as far as that can be seen."""

    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()
    NONE = auto()  # an apostrophe or a sign for feet and inches


def _role(text: str, mark: Mark, stack: Sequence[Mark], marks: Marks) -> _Role:
    if mark.char in "’‘":
        return _Role.NONE if _is_apostrophe(text, mark.at) else _Role.EITHER
    if mark.char == "'":
        return _single(text, mark.at, stack)
    if mark.char == '"':
        return _double(text, mark.at, stack)
    return _Role.EITHER if mark.char in marks.closers else _Role.CLOSES


def _double(text: str, at: int, stack: Sequence[Mark]) -> _Role:
    """A straight double mark; between Chinese characters it may be either."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if before.isdigit() and not any(mark.char == '"' for mark in stack):
        return _Role.NONE
    if not before.strip() and after.isalnum():
        return _Role.OPENS
    if before.strip() and before not in "([{—–-" and not after.strip():
        return _Role.CLOSES
    return _Role.EITHER


def _single(text: str, at: int, stack: Sequence[Mark]) -> _Role:
    """A straight single mark, which is an apostrophe more often than not."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if (not before.strip() or before in '([“"—–-') and after.isalnum() and not _ELIDED.match(text, at):
        return _Role.OPENS
    ends = not after.strip() or not after.isalnum()
    if before and before in '.,!?…;:—–-)”"' and ends:
        return _Role.CLOSES
    is_open = any(mark.char == "'" for mark in stack)
    is_possessive = before == "s" and _CLOSED_LATER.search(text, at + 1) is not None
    return _Role.CLOSES if is_open and before.isalnum() and ends and not is_possessive else _Role.NONE


def _partner(mark: Mark, stack: Sequence[Mark], marks: Marks) -> Mark | None:
    """The mark that this one closes: the last of its kind that is open."""
    return next((one for one in reversed(stack) if mark.char in marks.closers[one.char]), None)


def _is_apostrophe(text: str, at: int) -> bool:
    if text[at] not in "’‘":
        return False
    inside = text[at - 1 : at].isascii() and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
    is_inside = text[at] == "’" and inside and at > 0
    return is_inside or bool(_ELIDED.match(text, at) or _POSSESSIVE.match(text, max(0, at - 1)))


def _is_no_mark(text: str, mark: Mark) -> bool:
    """Whether a closing mark without an opening one is an apostrophe, ends a number of a list, or is a face."""
    before = text[: mark.at]
    if mark.char == "’":
        return before[-1:].isascii() and before[-1:].isalnum()
    return mark.char in ")）" and bool(_NUMBERED.search(before) or _FACE.search(before))


@dataclass(frozen=True, slots=True)
class SideMarks:
    """All of one side: its sentences with their beads, what each has in pairs, and what is left over."""

    side: Side
    sentences: tuple[tuple[Couple, Sentence], ...]
    each: tuple[Paired, ...]
    over: tuple[Pair, ...]  # over several sentences
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]

    def spot(self, mark: Mark) -> Spot:
        """Where a mark stands."""
        return Spot.of(self.sentences[mark.sentence][1], Span(mark.at, mark.at + 1))

    def couple(self, mark: Mark) -> Couple:
        """The bead that a mark is in."""
        return self.sentences[mark.sentence][0]


_SINGLES: Final = 2  # pairs of straight single marks, from which on a text quotes with them
_FARTHEST: Final = 60
"""Sentences that a quotation runs over at most."""


def side_marks(bitext: Bilingual, side: Side) -> SideMarks:
    """The marks of one side in pairs: first within each sentence, then what is left over with what is left later.

    A quotation may run over many sentences, but none of its own kind is in it.
    """
    sentences = tuple((couple, sentence) for couple in bitext.couples for sentence in couple.side(side))
    language = bitext.language(side)
    each = tuple(paired(sentence.text, language, sentence=count) for count, (_, sentence) in enumerate(sentences))
    left = [mark for found in each for mark in (*found.opening, *found.closing)]
    if sum(pair.opens.char == "'" for found in each for pair in found.pairs) < _SINGLES:
        left = [mark for mark in left if mark.char != "'"]  # they are apostrophes: 'Course I did
    left.sort(key=lambda mark: (mark.sentence, mark.at))
    marks = marks_of(language)
    opening = frozenset(mark for found in each for mark in found.opening)
    open_: list[Mark] = []
    over: list[Pair] = []
    closing: list[Mark] = []
    for mark in left:
        partner = next((one for one in reversed(open_) if mark.char in marks.closers[one.char]), None)
        if mark in opening:
            open_.append(mark)
        elif partner is not None and _may_span(partner, mark, sentences, each):
            open_.remove(partner)
            over.append(Pair(partner, mark))
        else:
            closing.append(mark)
    return SideMarks(side, sentences, each, tuple(over), tuple(open_), tuple(closing))


def _may_span(opens: Mark, closes: Mark, sentences: Sequence[tuple[Couple, Sentence]], each: Sequence[Paired]) -> bool:
    if closes.sentence - opens.sentence > _FARTHEST:
        return False
    if sentences[opens.sentence][1].division != sentences[closes.sentence][1].division:
        return False
    between = (pair for found in each[opens.sentence : closes.sentence + 1] for pair in found.pairs)
    inside = ((opens.sentence, opens.at), (closes.sentence, closes.at))
    return not any(
        pair.opens.char == opens.char and inside[0] < (pair.opens.sentence, pair.opens.at) < inside[1]
        for pair in between
    )

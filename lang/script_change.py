"""Text in the other Chinese script, with every choice that was made: what was chosen, what else there was, and why.

`lang.conversion` converts; this converts the same way (a law of the tests), keeps to names, and tells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import accumulate
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.conversion import steps
from lang.dictionaries import Chain, Match, chain_of, choices, knows
from lang.quotes import regional
from lang.script import Script, strays
from lang.words import is_cut_safe

_ASPECT: Final = "著"
"""What 着 is in Taiwan and Hong Kong; the standard of OpenCC itself has 着."""

_NOT_SIMPLIFIED: Final = re.compile("[妳祂牠]")
"""Characters that are choices of words in traditional texts, and that simplified ones write 你, 他, 它."""

_HANT: Final = LanguageTag("zh-Hant")
_CONTEXT: Final = 8  # characters of either side that a choice is shown with


class Reason(StrEnum):
    """Why a character became what it did."""

    NAME = "name"  # the glossary has the name
    DOUBTFUL_NAME = "doubtful name"  # it has, but words may begin or end within
    WORD = "word"  # a dictionary has the word
    DEFAULT = "default"  # no word decided: what it mostly becomes
    VOCABULARY = "vocabulary"  # another word is used in the region
    QUOTATION_MARK = "quotation mark"
    LEFT = "left"  # it is not of the script wanted, and nothing is known that it could become


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice, at its place in the text as it was."""

    span: Span
    source: str
    chosen: str
    alternatives: tuple[str, ...]
    reason: Reason
    evidence: str  # the word or the name that decided
    context: str  # the text around it, as it was


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in the other script."""

    text: str
    choices: tuple[Choice, ...]
    cells: tuple[int, ...] | None  # where each character of the source begins in the text; None: at the same place

    def place(self, offset: int) -> int:
        """Where in the new text stands what stood at `offset`."""
        return offset if self.cells is None else self.cells[offset]

    def span(self, span: Span) -> Span:
        """The span of the new text that was `span`."""
        return Span(self.place(span.start), self.place(span.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The script and region wanted, and by what rules."""

    target: LanguageTag
    source: LanguageTag | None = None  # what the text is in, where that is known
    names: Mapping[str, str] | None = None  # what is kept to, each with what it becomes
    vocabulary: bool = False
    punctuation: bool = True


def in_script(text: str, wanted: Wanted) -> Converted:
    """The text in the script wanted, with all choices in their order.

    A text in traditional characters of no named region counts as Taiwan's where it writes 著 and never 着.
    Raises `BadData` as `lang.conversion.convert` does, at half of a surrogate pair.

    >>> found = in_script("余华的头发干了。", Wanted(target=LanguageTag("zh-Hant-TW"), names={"余华": "余華"}))
    >>> found.text
    '余華的頭髮幹了。'
    >>> for choice in found.choices:
    ...     print(choice.source, choice.chosen, *choice.alternatives, choice.reason, choice.evidence)
    余 余 餘 name 余华
    发 髮 發 word 头发
    干 幹 乾 干 榦 word 干了
    了 了 瞭 word 干了
    """
    made: list[Choice] = []
    result = Converted(text, (), None)
    configs = steps(wanted.target, _source(text, wanted), vocabulary=wanted.vocabulary)
    for number, config in enumerate(configs):
        following = _converted(result.text, config, _names(wanted, is_first=number == 0))
        made += (_placed(choice, result) for choice in following.choices)
        result = replace(following, cells=_composed(result, following))
    if wanted.punctuation:
        marked = regional(result.text, wanted.target)
        made += (_placed(choice, result) for choice in _marks(result.text, marked))
        result = replace(result, text=marked)
    made += _left(text, result, wanted, configs)
    ordered = tuple(sorted((_in_context(choice, text) for choice in made), key=lambda choice: choice.span))
    return replace(result, choices=ordered)


def _source(text: str, wanted: Wanted) -> LanguageTag | None:
    """What the text is in; 著 without 着 tells Taiwan or Hong Kong where no region is named."""
    said = wanted.source
    names_region = said is not None and len(said.split("-")) > 2
    is_traditional = said is not None and said.script == "Hant"
    if is_traditional and not names_region and _ASPECT in text and "着" not in text:
        return LanguageTag(f"{said}-TW")
    return said


def _names(wanted: Wanted, *, is_first: bool) -> tuple[tuple[str, str], ...]:
    """The names as a step needs them: they are settled by the first, and stay by the others."""
    names = wanted.names or {}
    pairs = names.items() if is_first else ((value, value) for value in names.values())
    return tuple((key, value) for key, value in pairs if key and value)


@cache
def _chain(config: str, names: tuple[tuple[str, str], ...]) -> Chain:
    chain = chain_of(config)
    return chain.with_names(dict(names)) if names else chain


def _converted(text: str, config: str, names: tuple[tuple[str, str], ...]) -> Converted:
    """One configuration's work, done on cells: one for each character of the source, with what it has become."""
    chain, cells, decided = _chain(config, names), list(text), dict[int, Match]()
    for segment in chain.segments(text):
        for number, stage in enumerate(chain.stages):
            part = "".join(cells[segment.start : segment.end])
            owners = _owners(cells, segment)
            for match in list(stage.matches(part, 0, len(part))):
                _apply(match, cells, owners, decided, is_first=number == 0)
    starts = tuple(accumulate(map(len, cells), initial=0))
    made = tuple(_choices(text, cells, decided, choices(config)))
    return Converted("".join(cells), made, None if all(len(cell) == 1 for cell in cells) else starts)


def _owners(cells: Sequence[str], segment: Span) -> Sequence[int]:
    """For each character of what a segment has become, the cell that it is in."""
    return [place for place in range(segment.start, segment.end) for _ in cells[place]]


def _apply(match: Match, cells: list[str], owners: Sequence[int], decided: dict[int, Match], *, is_first: bool) -> None:
    """Write the value of an entry into the cells that its key stands in."""
    places = owners[match.start : match.start + len(match.key)]
    for place in dict.fromkeys(places):
        if is_first or match.dictionary.is_vocabulary or place not in decided:
            decided[place] = match
    if match.key == match.value:
        return
    if len(match.key) == len(match.value) and all(len(cells[place]) == 1 for place in places):
        for place, char in zip(places, match.value, strict=True):
            cells[place] = char
        return
    first, *others = dict.fromkeys(places)
    cells[first] = match.value
    for place in others:
        cells[place] = ""


def _choices(
    text: str, cells: Sequence[str], decided: Mapping[int, Match], several: Mapping[str, frozenset[str]]
) -> Iterator[Choice]:
    words: set[int] = set()
    for place, char in enumerate(text):
        match = decided.get(place)
        if match and match.dictionary.is_vocabulary and match.key != match.value:
            if id(match) not in words:
                words.add(id(match))
                yield _vocabulary(text, cells, decided, place, match)
        elif char in several and cells[place]:
            others = sorted(several[char] - {cells[place]})
            yield Choice(
                span=Span(place, place + 1),
                source=char,
                chosen=cells[place],
                alternatives=tuple(others),
                reason=_reason(match),
                evidence=match.key if match else char,
                context="",
            )


def _vocabulary(text: str, cells: Sequence[str], decided: Mapping[int, Match], place: int, match: Match) -> Choice:
    end = place
    while decided.get(end) is match:
        end += 1
    return Choice(
        span=Span(place, end),
        source=text[place:end],
        chosen="".join(cells[place:end]),
        alternatives=(match.key,),
        reason=Reason.VOCABULARY,
        evidence=match.key,
        context="",
    )


def _reason(match: Match | None) -> Reason:
    if match is None:
        return Reason.DEFAULT
    if match.dictionary.is_names:
        return Reason.NAME
    return Reason.WORD if len(match.key) > 1 else Reason.DEFAULT


def _composed(before: Converted, after: Converted) -> tuple[int, ...] | None:
    """Where the characters of the first source begin after both."""
    if before.cells is None:
        return after.cells
    return tuple(after.place(place) for place in before.cells)


def _placed(choice: Choice, before: Converted) -> Choice:
    """A choice of a later step, at the place of the first source."""
    if before.cells is None:
        return choice
    starts = before.cells
    start = max(n for n, at in enumerate(starts) if at <= choice.span.start)
    end = next(n for n, at in enumerate(starts) if at >= choice.span.end)
    return replace(choice, span=Span(start, max(end, start + 1)))


def _marks(text: str, marked: str) -> Iterator[Choice]:
    """The quotation marks that were changed; one stays one."""
    for place, (old, new) in enumerate(zip(text, marked, strict=True)):
        if old != new:
            yield Choice(
                span=Span(place, place + 1),
                source=old,
                chosen=new,
                alternatives=(),
                reason=Reason.QUOTATION_MARK,
                evidence="",
                context="",
            )


def _left(text: str, result: Converted, wanted: Wanted, configs: Sequence[str]) -> Iterator[Choice]:
    """Characters that are not of the script wanted and that no dictionary has, but for those of names."""
    expected = Script.SIMPLIFIED if wanted.target.script == "Hans" else Script.TRADITIONAL
    unknown = _NOT_SIMPLIFIED.finditer(text) if expected is Script.SIMPLIFIED else ()
    named = [match.span() for name in wanted.names or {} for match in re.finditer(re.escape(name), text)]
    for start, end in (*strays(text, expected), *(match.span() for match in unknown)):
        at = result.span(Span(start, end))
        is_named = any(first <= start and end <= last for first, last in named)
        if at.of(result.text) == text[start:end] and not is_named and not knows(configs, text[start:end]):
            yield Choice(
                span=Span(start, end),
                source=text[start:end],
                chosen=text[start:end],
                alternatives=(),
                reason=Reason.LEFT,
                evidence="",
                context="",
            )


def _in_context(choice: Choice, text: str) -> Choice:
    """The choice with the text around it; a name is in doubt where it crosses the borders of words."""
    span = choice.span
    around = text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]
    if choice.reason is not Reason.NAME:
        return replace(choice, context=around)
    start = text.rfind(choice.evidence, 0, span.end + len(choice.evidence) - 1)
    is_sure = start < 0 or is_cut_safe(text, Span(start, start + len(choice.evidence)), _HANT)
    return replace(choice, context=around, reason=Reason.NAME if is_sure else Reason.DOUBTFUL_NAME)

"""Quotations in running text, and sentences that keep them whole."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bitext.spans import Span
from lang.lines import LINE_ENDS, past_space
from lang.rules import Rules

_COMMAS: Final = frozenset(",，、")
_BROKEN_OFF: Final = _COMMAS | frozenset("—–-")
_DEEPEST: Final = 8  # quotations within each other; what opens beyond is a run of stray marks


def quotations(text: str, rules: Rules) -> Iterator[Span]:
    """The stretches within quotation marks, marks included; of quotations within each other the outermost.

    A quotation that is not closed in its paragraph is none.  Straight marks open before a word and close
    after one; where neither can be seen, as in Chinese, they do so in turn.

    >>> from lang.rules import rules_for
    >>> text = 'way to you." He said, "Go." “Don’t say ‘never’,” she said.'
    >>> [span.of(text) for span in quotations(text, rules_for("en"))]
    ['"Go."', '“Don’t say ‘never’,”']
    """
    marks = _marks(rules)
    opened: list[tuple[int, str]] = []  # where, and which mark will close it
    for match in marks.any.finditer(text):
        mark, at = match[0], match.start()
        if mark in LINE_ENDS:
            opened.clear()
            continue
        same = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][1] == mark), None)
        if same is not None:
            begins = opened[same][0]
            del opened[same:]
            if not _only_opens(text, at):
                if not opened:
                    yield Span(begins, match.end())
                continue
        if mark in marks.closing and len(opened) < _DEEPEST and not _only_closes(text, at):
            opened.append((at, marks.closing[mark]))


def _only_opens(text: str, at: int) -> bool:
    """Whether a straight mark stands after white space and before a word."""
    return text[at] == '"' and not text[max(0, at - 1) : at].strip() and text[at + 1 : at + 2].isalnum()


def _only_closes(text: str, at: int) -> bool:
    """Whether a straight mark stands after something and before white space or the end."""
    return text[at] == '"' and text[max(0, at - 1) : at].strip() != "" and not text[at + 1 : at + 2].strip()


def whole_quotations(text: str, cuts: Iterable[int], rules: Rules) -> Iterator[int]:
    """Those of `cuts` that neither fall within a quotation nor part it from its speech tag.

    A quotation that its tag interrupts after a comma goes on after the tag: "Go," he said. "Go now."
    """
    found = list(quotations(text, rules))
    starts, tag = [span.start for span in found], _marks(rules).tag
    start = 0
    for cut in cuts:
        count = bisect_left(starts, cut)  # of the quotations that begin before the cut
        sentence = Span(start, cut)
        is_whole = not (count and _breaks(text, sentence, found[count - 1], tag))
        if _ends_line(text, cut) or (is_whole and not _resumes(text, sentence, found, starts)):
            yield cut
            start = cut


def _ends_line(text: str, cut: int) -> bool:
    """Whether a line end is in the white space before `cut`."""
    before = cut
    while before and text[before - 1].isspace():
        before -= 1
    return not LINE_ENDS.isdisjoint(text[before:cut])


def _breaks(text: str, sentence: Span, quotation: Span, tag: re.Pattern[str]) -> bool:
    """Whether the end of a sentence falls within its last quotation, or between that and its tag.

    What a quotation is led in by, 他说：“走吧。”, is its tag already.
    """
    if sentence.end < quotation.end:
        return True
    is_led_in = past_space(text, sentence.start) < quotation.start
    return past_space(text, quotation.end) == sentence.end and not is_led_in and bool(tag.match(text, sentence.end))


def _resumes(text: str, sentence: Span, found: Sequence[Span], starts: Sequence[int]) -> bool:
    """Whether after this sentence goes on the quotation that it begins with, cut short by a comma or dash."""
    after = bisect_left(starts, sentence.end)
    if not after or after == len(starts) or starts[after] != sentence.end:
        return False
    quotation = found[after - 1]  # the only one of the sentence, with which it begins
    if quotation.start != past_space(text, sentence.start) or past_space(text, quotation.end) == sentence.end:
        return False
    last = text[quotation.start : quotation.end - 1].rstrip()[-1:]
    return last in _BROKEN_OFF or (text[quotation.end] in _COMMAS and last.isalnum())  # „Geh“, sagte er. „Geh jetzt.“


@dataclass(frozen=True, slots=True)
class _Marks:
    """The quotation marks of a language, made ready."""

    any: re.Pattern[str]
    closing: dict[str, str]  # by the mark that opens
    tag: re.Pattern[str]


@lru_cache
def _marks(rules: Rules) -> _Marks:
    closing = {'"': '"', "'": "'", **{pair[0]: pair[1] for pair in rules.stops.quotes}}
    plain = "".join(sorted(({*closing, *closing.values()} - {"’", "'"}) | LINE_ENDS))
    # ’ is an apostrophe before a letter; a straight ' is one unless it begins a sentence or ends one.
    elided = rf"(?!(?i:{'|'.join(rules.abbreviations.elided)})\b)" if rules.abbreviations.elided else ""
    single = rf"|’(?!\w)|(?<!\w)'{elided}(?=[^\W\d_])|(?<=[.,!?…—–-])'(?!\w)"
    return _Marks(re.compile(f"[{re.escape(plain)}]{single}"), closing, _tag(rules))


def _tag(rules: Rules) -> re.Pattern[str]:
    """What a speech tag after a quotation begins with; what leads to another quotation is none."""
    if not rules.speech_tag:
        return re.compile("(?!)")
    openers = re.escape("".join(pair[0] for pair in rules.stops.quotes) + '"')
    stops = re.escape(rules.stops.full + rules.stops.spaced + rules.stops.periods)
    leads = rf"(?<![{stops}])[^{stops}\n]{{0,30}}[:：]\s*[{openers}]"
    return re.compile(f"(?:{rules.speech_tag})(?!{leads})")

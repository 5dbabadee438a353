"""Where sentences end: one scanner for all languages, whose rules are data.

A sentence ends after 。！？ wherever they stand; after `.`, `!` and `?` where white space follows and
the next word could open a sentence; after `…` where a quotation mark closes or the next word has a
capital.  What belongs to the sentence before (closing marks, note numbers, a citation in parentheses)
goes with it.  Nothing is cut within a title in 《》 or within parentheses in the middle of a sentence.

Rules and the cases that decide them: Bertalign's and pySBD's issues, MAC (github.com/bfsujason/mac).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bitext.documents import Block, BlockKind, Document
from bitext.drafts import segments_at
from bitext.spans import Span
from lang.abbreviations import Periods, periods
from lang.lines import LINE_ENDS, past, past_space
from lang.rules import Rules, Stops, has_rules, rules_for
from lang.speech import whole_quotations

# Headings, verse lines and entries of a list of works cited are units as they stand, whatever is in them.
_WHOLE: Final = frozenset({BlockKind.HEADING, BlockKind.VERSE, BlockKind.REFERENCE, BlockKind.SEPARATOR})
_SHORT_CITATION: Final = 40  # characters of a citation that follows no quotation mark: (Shuang 18)
_UNSPACED: Final = "\u2e80"  # from here on: the radicals, kana, ideographs and hangul, and their punctuation
_DIGIT: Final = re.compile(r"\d")


class Policy(StrEnum):
    """How much of a dialogue is one sentence."""

    FINE = "fine"  # for alignment: a cut within quotations, and between a quotation and its speech tag
    SPEECH = "speech"  # for reading: a quotation is whole and keeps its speech tag


def split(text: str, rules: Rules, policy: Policy = Policy.FINE) -> Iterator[Span]:
    """Spans of the sentences; together they are the text, with nothing dropped.

    A line break ends a sentence: the readers have joined what was only wrapped.

    >>> text = "“走吧。”他说。"
    >>> [span.of(text) for span in split(text, rules_for("zh"))]
    ['“走吧。”', '他说。']
    >>> [span.of(text) for span in split(text, rules_for("zh"), Policy.SPEECH)]
    ['“走吧。”他说。']
    """
    cuts = _scanner(rules).cuts(text)
    start = 0
    for cut in cuts if policy is Policy.FINE else whole_quotations(text, cuts, rules):
        yield Span(start, cut)
        start = cut
    if start < len(text):
        yield Span(start, len(text))


def segment(document: Document, policy: Policy = Policy.FINE) -> Document:
    """The document with segments in all its blocks and notes; those that are there already stay.

    A block in a language without rules is cut by those of the document.
    Raises `UnknownLanguage` where the document's own language has none.
    """
    rules = rules_for(document.language)
    blocks = (block for block in (*document.blocks, *document.notes) if not block.segments)
    return document.with_blocks({block.id: _segmented(block, rules, policy) for block in blocks})


def _segmented(block: Block, rules: Rules, policy: Policy) -> Block:
    own = rules_for(block.language) if block.language and has_rules(block.language) else rules
    spans = [Span(0, len(block.text))] if block.kind in _WHOLE else split(block.text, own, policy)
    return replace(block, segments=segments_at(block.id, block.text, spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scanner:
    """The rules of a language, made ready."""

    spot: re.Pattern[str]  # the first character of any mark: a search for one of a set is fast
    mark: re.Pattern[str]  # a stop with what goes with it, a line end, brackets or a straight quotation mark
    lead: re.Pattern[str]  # what may stand before the first letter of a sentence
    citation: re.Pattern[str]
    full: frozenset[str]
    spaced: frozenset[str]
    ellipses: frozenset[str]
    plain: frozenset[str]  # stops that are no ? or !
    stops: frozenset[str]  # all of them
    closers: str
    continuers: frozenset[str]
    after_quote: tuple[str, ...]
    periods: Periods

    def cuts(self, text: str) -> Iterator[int]:
        """The ends of the sentences, each with the white space after it."""
        start = at = 0
        quoted = False  # within straight quotation marks, which do not say whether they open or close
        while spot := self.spot.search(text, at):
            match = self.mark.match(text, spot.start())
            if match is None:  # a bracket that is not closed
                at = spot.end()
                continue
            cut = self._cut(match, start, quoted=quoted)
            at = cut or match.end()
            if match.lastgroup == "held" and self._is_sentence(match, start):
                at = match.start() + 1
            quoted = match.lastgroup != "line" and quoted ^ bool(text.count('"', match.start(), at) & 1)
            if cut:
                yield cut
                start = cut

    def _is_sentence(self, match: re.Match[str], start: int) -> bool:
        """Whether what is in brackets is no part of a sentence, but one or more of its own."""
        text = match.string
        if past_space(text, start) < match.start():
            return False
        last = match["held"][1:-1].rstrip(self.closers)[-1:]
        return last in self.plain or (last in self.stops and text[match.end() : match.end() + 1].isspace())

    def _cut(self, match: re.Match[str], start: int, *, quoted: bool) -> int | None:
        """Where the sentence ends that began at `start`, if it ends here."""
        if match.lastgroup == "line":
            return match.end() if past_space(match.string, start) < match.start() else None
        if match.lastgroup != "stop":
            return None
        end = self._end(match, quoted=quoted)
        return end if self._ends(match, start, end) else None

    def _end(self, match: re.Match[str], *, quoted: bool) -> int:
        """How far the sentence goes if it ends here: over closing marks, a citation and white space."""
        text, tail, end = match.string, match["tail"], match.end()
        if '"' in tail and not quoted and not match["gap"] and end < len(text):
            return match.start("tail") + tail.index('"')  # it opens the next sentence
        cited = self.citation.match(text, end) if LINE_ENDS.isdisjoint(match["gap"]) else None
        if cited and cited["inner"][-1] not in self.stops and (tail or _is_locator(cited["inner"])):
            return cited.end()
        return end

    def _ends(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether the stop that `match` found ends the sentence, and `end` begins another."""
        text = match.string
        if end == len(text) or not LINE_ENDS.isdisjoint(match["gap"]):
            return True
        if text[end] in self.continuers or (match["tail"] and text.startswith(self.after_quote, end)):
            return False
        return not self.full.isdisjoint(match["run"]) or self._is_followed(match, start, end)

    def _is_followed(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether what follows a stop that does not end every sentence looks like the next one."""
        text, run = match.string, match["run"]
        first = past(self.lead, text, end)
        letter = text[first : first + 1]
        if letter.islower():
            return False
        if self.spaced.isdisjoint(run) and self._is_ellipsis(run):
            return letter.isupper() or bool(match["tail"])
        period = self.spaced.isdisjoint(run)
        before = text[match.start() - 1 : match.start()]
        if not text[end - 1].isspace() and not _is_apart(text[end], before, period=period):
            return False
        return not period or not self.periods.holds(text, start, match.start(), first)

    def _is_ellipsis(self, run: str) -> bool:
        return not self.ellipses.isdisjoint(run) or 1 < sum(not char.isspace() for char in run) < 4


@lru_cache
def _scanner(rules: Rules) -> _Scanner:
    stops = rules.stops
    every = stops.full + stops.spaced + stops.periods + stops.ellipses
    lines = "".join(sorted(LINE_ENDS))
    first = every + lines + "".join(pair[0] for pair in stops.brackets) + '"'
    held = f"(?P<held>{'|'.join(_held(*pair) for pair in stops.brackets)})"
    return _Scanner(
        spot=re.compile(_any_of(first)),
        mark=re.compile("|".join((held, rf"(?P<line>{_any_of(lines)}\s*+)", _stop(stops, every), '(?P<straight>")'))),
        lead=re.compile(rf"(?:{_any_of(stops.openers)}|\s){{0,8}}+"),
        citation=re.compile(r"[(（](?P<inner>[^()（）\n]{1,150}+)[)）][.。]?(?:\s++|\Z|(?<=[）。]))"),
        full=frozenset(stops.full),
        spaced=frozenset(stops.spaced),
        ellipses=frozenset(stops.ellipses),
        plain=frozenset(stops.plain + stops.periods),
        stops=frozenset(every),
        closers=stops.closers,
        continuers=frozenset(stops.continuers),
        after_quote=stops.after_quote,
        periods=periods(rules),
    )


def _any_of(chars: str) -> str:
    return f"[{re.escape(chars)}]"


def _held(opener: str, closer: str) -> str:
    """What a pair of brackets holds, pairs within it included; a bracket not closed soon is a stray one."""
    opener, closer = re.escape(opener), re.escape(closer)
    other = rf"[^{opener}{closer}\n]"
    return rf"{opener}(?:{other}|{opener}{other}{{0,100}}+{closer}){{1,300}}+{closer}"


def _stop(stops: Stops, every: str) -> str:
    """A run of stops, spaced ones as in ". . ." included; closing marks and note numbers; white space."""
    thin, stop = "[ \u00a0\u202f\u3000]", _any_of(every)
    run = rf"{stop}++(?:{thin}{stop}++(?!\w))*+"
    spaced = rf"|{thin}++{_any_of(stops.spaced_closers)}(?!\w)" if stops.spaced_closers else ""
    notes = r"(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]|[①-⑳]|(?<=[\"”’»」])\d{1,3}+(?=\s))*+"
    return rf"(?P<stop>(?P<run>{run})(?P<tail>(?:{_any_of(stops.closers)}{spaced})*+){notes}(?P<gap>\s*+))"


def _is_apart(after: str, before: str, *, period: bool) -> bool:
    """Whether a stop ends a sentence without a space after it, as in scripts that write none.

    A period must stand between two characters of such a script: 他走了.她来了, but not 第1.他.
    """
    return after >= _UNSPACED and (not period or before >= _UNSPACED)


def _is_locator(inner: str) -> bool:
    """Whether what stands in parentheses points to a place: (Shuang 18)."""
    return len(inner) <= _SHORT_CITATION and _DIGIT.search(inner) is not None

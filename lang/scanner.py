"""Where sentences end: one scanner for all languages, whose rules are data.

A sentence ends after 。！？ wherever they stand; after `.`, `!` and `?` where white space follows and
the next word could open a sentence; after `…` where a quotation mark closes or the next word has a
capital.  What belongs to the sentence before (closing marks, note numbers, a citation in parentheses)
goes with it.  Nothing is cut within a title in 《》 or within parentheses in the middle of a sentence.

Rules and the cases that decide them: Bertalign's and pySBD's issues, MAC (github.com/bfsujason/mac).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lang.abbreviations import Periods, is_repeated, periods
from lang.lines import LINE_ENDS, past, past_space
from lang.rules import Rules, Stops

_SHORT_CITATION: Final = 40  # characters of a citation that follows no quotation mark: (Shuang 18)
_LONG_QUOTATION: Final = 1000  # characters; one that is part of a sentence is shorter
_UNSPACED: Final = "\u2e80"  # from here on: the radicals, kana, ideographs and hangul, and their punctuation
_CITATION_MARKS: Final = ("(", "（")
_CITATION: Final = re.compile(r"[(（](?P<inner>[^()（）\n]{1,150}+)[)）][.。]?(?:\s++|\Z|(?<=[）。]))")
_LETTER: Final = re.compile(r"[^\W_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"\d")


def ends(text: str, rules: Rules) -> Iterator[int]:
    """Where sentences end by the rules, each with the white space after it; the last need not be there.

    >>> from lang.rules import rules_for
    >>> list(ends("He left. She", rules_for("en")))
    [9]
    """
    return _scanner(rules).cuts(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scanner:
    """The rules of a language, made ready."""

    spot: re.Pattern[str]  # the first character of any mark: a search for one of a set is fast
    mark: re.Pattern[str]  # brackets, a line end, a stop with what goes with it, or a straight quotation mark
    lead: re.Pattern[str]  # what may stand before the first letter of a sentence
    after_quote: re.Pattern[str]  # what goes on with a sentence after a closing mark
    after_spaced_quote: re.Pattern[str]  # the same, after a closing mark and white space
    before_quote: re.Pattern[str]  # the character before a quotation that is part of a sentence
    opener_of: Mapping[str, str]  # by the closing mark
    always_capital: frozenset[str]
    full: frozenset[str]
    spaced: frozenset[str]
    trailing: frozenset[str]  # ellipses and dashes
    plain: frozenset[str]  # stops that are no ? or !
    stops: frozenset[str]  # all but dashes
    closers: str
    continuers: frozenset[str]
    quotes: frozenset[str]  # marks that may open a quotation
    periods: Periods

    def cuts(self, text: str) -> Iterator[int]:
        """The ends of the sentences, each with the white space after it."""
        start, at = past_space(text, 0), 0  # white space stands before the first sentence only
        quoted = False  # within straight quotation marks, which do not say whether they open or close
        while spot := self.spot.search(text, at):
            match = self.mark.match(text, spot.start())
            if match is None:  # a bracket that is not closed, a dash that is not at the end of a quotation
                at = spot.end()
                continue
            cut = self._cut(match, start, quoted=quoted)
            at = cut or match.end()
            if match.lastgroup == "held" and match.start() == start and self._is_sentence(match):
                at = match.start() + 1
            is_line_end = match.lastgroup == "line" or not LINE_ENDS.isdisjoint(match["gap"] or "")
            quoted = not is_line_end and quoted ^ bool(text.count('"', match.start(), at) & 1)
            if cut:
                yield cut
                start = cut

    def _is_sentence(self, match: re.Match[str]) -> bool:
        """Whether what is in brackets is a sentence, or several, and not the beginning of one.

        （他走了。）她来了 has two, （是吗？）她问 has one.
        """
        content = match["held"][1:-1].rstrip(self.closers)
        following = match.string[match.end() : match.end() + 1]
        is_closed = content[-1:] in self.plain or (content[-1:] in self.stops and following.isspace())
        return is_closed and _LETTER.search(content) is not None

    def _cut(self, match: re.Match[str], start: int, *, quoted: bool) -> int | None:
        """Where the sentence ends that began at `start`, if it ends here."""
        if match.lastgroup == "line":
            return match.end() if start < match.start() else None
        if match.lastgroup != "stop":
            return None
        end = self._end(match, quoted=quoted)
        return end if self._ends(match, start, end) else None

    def _end(self, match: re.Match[str], *, quoted: bool) -> int:
        """How far the sentence goes if it ends here: over closing marks, a citation and white space."""
        text, tail, end = match.string, match["tail"], match.end()
        if tail.count('"') > quoted and not match["gap"] and end < len(text):
            opening = tail.index('"', tail.index('"') + 1 if quoted else 0)
            return match.start("tail") + opening  # it begins the next sentence
        if text[end : end + 1] not in _CITATION_MARKS or not LINE_ENDS.isdisjoint(match["gap"]):
            return end
        cited = _CITATION.match(text, end)
        if cited and cited["inner"][-1] not in self.stops and (tail or _is_locator(cited["inner"])):
            return cited.end()
        return end

    def _ends(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether the stop that `match` found ends the sentence, so that `end` begins another."""
        text = match.string
        if end == len(text) or not LINE_ENDS.isdisjoint(text[match.end("note") : end]):
            return True
        if text[end] in self.continuers:
            return False
        if match["tail"] and self._goes_on(match, start, end):
            return False
        return not self.full.isdisjoint(match["run"]) or self._is_followed(match, start, end)

    def _goes_on(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether the sentence goes on after a quotation that is part of it, as in 她的“不知道。”让人没有办法."""
        text = match.string
        if match["gap"]:
            return self.after_spaced_quote.match(text, end) is not None
        nearest = max(start, match.start() - _LONG_QUOTATION)
        opener = text.rfind(self.opener_of.get(match["tail"][-1], "\0"), nearest, match.start())
        is_embedded = opener > start and self.before_quote.match(text, opener - 1) is not None
        return is_embedded or self.after_quote.match(text, end) is not None

    def _is_followed(self, match: re.Match[str], start: int, end: int) -> bool:
        """Whether what follows a stop that does not end every sentence looks like the next one."""
        text, run = match.string, match["run"]
        first = past(self.lead, text, end)
        letter = text[first : first + 1]
        asks = not self.spaced.isdisjoint(run)
        trails = not asks and self._is_trailing(run)
        before = text[match.start() - 1 : match.start()]
        if letter.islower() and before < _UNSPACED:  # in scripts without capitals a small letter says nothing
            return False
        is_dot = not asks and not trails and not match["tail"]
        if not (text[end - 1].isspace() or _is_apart(before, max(letter, text[end]), dot=is_dot)):
            return False
        if match["tail"] and text[end] in self.quotes:  # two quotations side by side
            return True
        if trails:
            return bool(match["tail"]) or (letter.isupper() and not self._says_little(text, match.start(), first))
        return asks or not self.periods.holds(text, start, match.start(), first)

    def _says_little(self, text: str, stop: int, first: int) -> bool:
        """Whether the word at `first` has its capital wherever it stands, or is said again: "Well… I suppose"."""
        word = _WORD.match(text, first)
        return (word is not None and word[0] in self.always_capital) or is_repeated(text, stop, first)

    def _is_trailing(self, run: str) -> bool:
        """Whether a run of stops breaks off: … or —, or two or three periods, apart or together; but not “…….”."""
        if not self.trailing.isdisjoint(run):
            return run[-1] not in self.plain
        return 1 < sum(not char.isspace() for char in run) < 4


@lru_cache
def _scanner(rules: Rules) -> _Scanner:
    stops = rules.stops
    every = stops.full + stops.spaced + stops.periods + stops.ellipses
    lines = "".join(sorted(LINE_ENDS))
    first = every + stops.dashes + lines + "".join(pair[0] for pair in stops.brackets) + '"'
    held = f"(?P<held>{'|'.join(_held(*pair) for pair in stops.brackets)})"
    line = rf"(?P<line>{_any_of(lines)}\s*+)"
    return _Scanner(
        spot=re.compile(_any_of(first)),
        mark=re.compile("|".join((held, line, _stop(stops, every), '(?P<straight>")'))),
        lead=re.compile(rf"(?:{_any_of(stops.openers)}|(?!{_any_of(lines)})\s){{0,8}}+"),
        after_quote=re.compile(stops.after_quote or "(?!)"),
        after_spaced_quote=re.compile(stops.after_spaced_quote or "(?!)"),
        before_quote=re.compile(stops.before_quote or "(?!)"),
        opener_of={pair[1]: pair[0] for pair in stops.quotes},
        always_capital=rules.abbreviations.one_letter_words,
        full=frozenset(stops.full),
        spaced=frozenset(stops.spaced),
        trailing=frozenset(stops.ellipses + stops.dashes),
        plain=frozenset(stops.plain + stops.periods),
        stops=frozenset(every),
        closers=stops.closers,
        continuers=frozenset(stops.continuers),
        quotes=frozenset("\"'").union(pair[0] for pair in stops.quotes),
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
    broken_off = rf"{_any_of(stops.dashes)}++(?={_any_of(stops.closers)})"
    run = rf"{stop}++(?:{thin}{stop}++(?!\w))*+|{broken_off}"
    spaced = rf"|{thin}++{_any_of(stops.spaced_closers)}" if stops.spaced_closers else ""
    tail = rf"(?:(?:{_any_of(stops.closers)}{spaced})++{stop}*+)*+"  # ‘好。’。” ends once
    note = r"(?:\[\d{1,3}(?:[,–-] ?\d{1,3})*+\]|[⁰¹²³⁴-⁹]|[①-⑳]|(?<=[\"”’»」])\d{1,3}+(?=\s|\Z))*+"
    return rf"(?P<stop>(?P<run>{run})(?P<tail>{tail})(?P<note>{note})(?P<gap>\s*+))"


def _is_apart(before: str, after: str, *, dot: bool) -> bool:
    """Whether a stop ends a sentence without a space after it, as in scripts that write none.

    A period must stand between two characters of such a script: 他走了.她来了, but not 第1.他, nor ３.１４ or 三．五.
    """
    is_decimal = before.isdecimal() or (before.isnumeric() and after.isnumeric())
    return after >= _UNSPACED and not (dot and (before < _UNSPACED or is_decimal))


def _is_locator(inner: str) -> bool:
    """Whether what stands in parentheses points to a place: (Shuang 18)."""
    return len(inner) <= _SHORT_CITATION and _DIGIT.search(inner) is not None

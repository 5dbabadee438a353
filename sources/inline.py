"""Inline markup as Markdown has it: emphasis, links, code, notes, line breaks, and the tags that people mix in.

The rules are CommonMark 0.31, section 6, with two differences that Chinese needs.  A mark may open or close
beside a Han character whatever punctuation stands on its other side (`**《烟囱》**是`; CommonMark has no
emphasis there), and a line end between Han characters is no space.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final, NamedTuple

from bitext.documents import Mark, MarkKind
from bitext.spans import Span
from sources.pieces import Piece
from sources.scripts import is_unspaced, joint


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """What of the markup is looked for."""

    full: bool = True  # False: only emphasis, as in a plain text with asterisks
    addresses: Mapping[str, str] = field(default_factory=dict)  # of reference links, by folded label
    notes: frozenset[str] = frozenset()  # folded labels of footnotes
    unspaced: bool = False  # the text is mostly Han


EMPHASIS_ONLY: Final = Syntax(full=False)


@dataclass(frozen=True, slots=True)
class Inline:
    """The parts of a text that are kept, in its offsets, and the marks in the offsets of what they say."""

    parts: tuple[Piece, ...]
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """What is left when the markup is gone."""
        return "".join(part.text for part in self.parts)


def parse(text: str, syntax: Syntax = EMPHASIS_ONLY) -> Inline:
    """The text without its markup, and what the markup said.

    >>> inline = parse("In *Moses on the Plain* (平原上的摩西)")
    >>> inline.text, inline.marks[0].span.of(inline.text)
    ('In Moses on the Plain (平原上的摩西)', 'Moses on the Plain')
    """
    scanner = _Scanner(text, syntax)
    scanner.scan()
    return _applied(text, scanner.edits, scanner.said)


def folded_label(label: str) -> str:
    """Labels are the same whatever their case and white space (CommonMark 4.7)."""
    return " ".join(label.casefold().split())


class _Said(NamedTuple):
    """A mark in the offsets of the source."""

    start: int
    end: int
    kind: MarkKind
    value: str = ""


@dataclass(slots=True)
class _Run:
    """Asterisks or underscores that may open or close emphasis; `left` of them are not used yet."""

    start: int
    left: int
    char: str
    opens: bool
    closes: bool
    size: int


@dataclass(slots=True)
class _Bracket:
    start: int
    end: int
    image: bool
    runs: int  # how many runs stood before it


_EMPHASIS: Final = re.compile(r"\\(?P<escaped>[*_\\])|(?P<run>\*+|_+)")
_FULL: Final = re.compile(
    r"""
    (?P<break>\ *\\?\n\ *)
  | \\(?P<escaped>[!-/:-@\[-`{-~])
  | (?P<code>`+)
  | (?P<run>\*+|_+)
  | (?P<open>!?\[)
  | (?P<close>\])
  | <(?P<address>[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*|[^\s<>@"=]+@[^\s<>@"=]+)>
  | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9\-]*)(?:\s[^<>]*)?/?>|<!--[^<>]{0,1000}-->)
  | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    """,
    re.VERBOSE,
)
# What follows the bracket of a link: (address "title"), or the label of a definition.
_TAIL: Final = re.compile(
    r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"""
    r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)|\[(?P<label>[^\[\]]*)\]"""
)
_NEAR: Final = 8  # characters, which is more than the markup beside a line end
_TAGS: Final = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
}


class _Scanner:
    """Goes through a text once; what it finds is in `edits` (dropped or replaced) and `said` (the marks)."""

    def __init__(self, text: str, syntax: Syntax) -> None:
        self.text = text
        self.syntax = syntax
        self.edits: list[Piece] = []
        self.said: list[_Said] = []
        self.runs: list[_Run] = []
        self.brackets: list[_Bracket] = []
        self.tags: list[tuple[str, int, int]] = []  # name, start and end of the opening tag
        self.base = 0  # where the base of the next ruby reading begins
        self.unclosed: set[int] = set()  # lengths of backtick runs that none closes

    def scan(self) -> None:
        pattern = _FULL if self.syntax.full else _EMPHASIS
        position = 0
        while match := pattern.search(self.text, position):
            position = self._take(match)
        self._pair(0)

    def _take(self, match: re.Match[str]) -> int:
        """Deal with one match; where to go on."""
        match match.lastgroup:
            case "escaped":
                self._drop(match.start(), match.start() + 1)
            case "run":
                self._run(match)
            case "break":
                self._break(match)
            case "code":
                return self._code(match)
            case "open":
                self.brackets.append(_Bracket(match.start(), match.end(), match[0] == "![", len(self.runs)))
            case "close":
                return self._close(match)
            case "address":
                self._address(match)
            case "entity":
                self._entity(match)
            case _:
                self._tag(match)
        return match.end()

    def _drop(self, start: int, end: int, instead: str = "") -> None:
        self.edits.append(Piece(start, end, instead))

    def _break(self, match: re.Match[str]) -> None:
        start, end = match.span()
        at = self.text.index("\n", start)
        self._drop(start, at)
        if not start or end == len(self.text):
            self._drop(at, end)
        elif match[0].startswith("  ") or "\\" in match[0]:
            self._line(at, end)
        else:
            before = self.text[max(0, start - _NEAR) : start].rstrip("*_`")
            after = self.text[end : end + _NEAR].lstrip("*_`[")
            self._drop(at, end, joint(before, after, unspaced=self.syntax.unspaced))

    def _line(self, start: int, end: int) -> None:
        self._drop(start, end, "\n")
        self.said.append(_Said(start, start, MarkKind.LINE))

    def _code(self, match: re.Match[str]) -> int:
        """A code span is taken as it stands (CommonMark 6.1)."""
        length = len(match[0])
        closing = re.compile(rf"(?<!`)`{{{length}}}(?!`)")
        end = None if length in self.unclosed else closing.search(self.text, match.end())
        if end is None:
            self.unclosed.add(length)
            return match.end()
        self._drop(*match.span())
        self._drop(*end.span())
        return end.end()

    def _address(self, match: re.Match[str]) -> None:
        self._drop(match.start(), match.start() + 1)
        self._drop(match.end() - 1, match.end())
        value = match["address"] if ":" in match["address"] else f"mailto:{match['address']}"
        self.said.append(_Said(match.start() + 1, match.end() - 1, MarkKind.LINK, value))

    def _entity(self, match: re.Match[str]) -> None:
        char = unescape(match[0])
        if char != match[0]:
            self._drop(*match.span(), char)

    def _close(self, match: re.Match[str]) -> int:
        """The bracket that closes a link, an image or the reference to a note, if it does."""
        if not self.brackets:
            return match.end()
        bracket = self.brackets.pop()
        inner = self.text[bracket.end : match.start()]
        if inner.startswith("^") and folded_label(inner[1:]) in self.syntax.notes:
            return self._point(bracket, match.end(), MarkKind.NOTE, folded_label(inner[1:]))
        found = self._target(inner, match.end())
        if found is None:
            return match.end()
        address, end = found
        if bracket.image:
            return self._point(bracket, end, MarkKind.IMAGE, inner)
        self._pair(bracket.runs)
        self.brackets.clear()  # a link holds no link (CommonMark 6.3)
        self._drop(bracket.start, bracket.end)
        self._drop(match.start(), end)
        self.said.append(_Said(bracket.end, match.start(), MarkKind.LINK, address))
        return end

    def _target(self, inner: str, position: int) -> tuple[str, int] | None:
        """The address of a link and where its markup ends."""
        tail = _TAIL.match(self.text, position)
        if tail and tail["label"] is None:
            return tail["angled"] or tail["bare"] or "", tail.end()
        label = tail["label"] if tail and tail["label"] else inner
        address = self.syntax.addresses.get(folded_label(label))
        return None if address is None else (address, tail.end() if tail else position)

    def _point(self, bracket: _Bracket, end: int, kind: MarkKind, value: str) -> int:
        """A mark in place of all that stands between the brackets."""
        self._forget(bracket.start)
        del self.runs[bracket.runs :]
        self._drop(bracket.start, end)
        self.said.append(_Said(bracket.start, bracket.start, kind, value))
        return end

    def _forget(self, start: int) -> None:
        """What was found from `start` on is part of something that is dropped as a whole."""
        while self.edits and self.edits[-1].end > start:
            self.edits.pop()
        while self.said and self.said[-1].end > start:
            self.said.pop()

    def _tag(self, match: re.Match[str]) -> None:
        """HTML within Markdown: what the tags say is kept where a mark can say it."""
        start, end = match.span()
        name = (match["name"] or "").lower()
        if name == "br":
            self._line(start, end)
            return
        self._drop(start, end)
        if name == "ruby" and match[0][1] != "/":
            self.base = end
        elif match[0][1] != "/":
            self.tags.append((name, start, end))
        elif self.tags and self.tags[-1][0] == name:
            self._element(*self.tags.pop(), start, end)

    def _element(self, name: str, start: int, inner: int, inner_end: int, end: int) -> None:
        if kind := _TAGS.get(name):
            self.said.append(_Said(inner, inner_end, kind))
        elif name in {"rt", "rp"}:
            self._forget(start)
            self._drop(start, end)
            if name == "rt":
                self.said.append(_Said(self.base, start, MarkKind.RUBY, self.text[inner:inner_end].strip()))
                self.base = end

    def _run(self, match: re.Match[str]) -> None:
        start, end = match.span()
        opens, closes = _flanks(self.text[start - 1 : start] if start else "", match[0][0], self.text[end : end + 1])
        if opens or closes:
            self.runs.append(_Run(start, end - start, match[0][0], opens, closes, end - start))

    def _pair(self, bottom: int) -> None:
        """Pair the runs from `bottom` on (CommonMark, "process emphasis"), and forget them."""
        floors: dict[tuple[str, bool, int], int] = {}
        index = bottom
        while index < len(self.runs):
            closer = self.runs[index]
            key = (closer.char, closer.opens, closer.size % 3)
            opener = self._opener(index, max(bottom, floors.get(key, 0))) if closer.closes else None
            if opener is None:
                floors[key] = index
                index += 1
            else:
                index = self._paired(opener, index)
                floors = {key: min(floor, index) for key, floor in floors.items()}
        del self.runs[bottom:]

    def _opener(self, closer: int, floor: int) -> int | None:
        return next((at for at in range(closer - 1, floor - 1, -1) if _match(self.runs[at], self.runs[closer])), None)

    def _paired(self, opener_at: int, closer_at: int) -> int:
        """Use up one or two characters of both; the index to go on with."""
        opener, closer = self.runs[opener_at], self.runs[closer_at]
        width = 2 if opener.left > 1 and closer.left > 1 else 1
        opener.left -= width
        closer.left -= width
        inner = opener.start + opener.left + width
        self._drop(inner - width, inner)
        self._drop(closer.start, closer.start + width)
        kind = MarkKind.STRONG if width == 2 else MarkKind.EMPHASIS
        self.said.append(_Said(inner, closer.start, kind))
        closer.start += width
        used_up = [at for at in (opener_at, closer_at) if not self.runs[at].left]
        del self.runs[opener_at + 1 : closer_at + (closer_at in used_up)]
        if opener_at in used_up:
            del self.runs[opener_at]
            return opener_at
        return opener_at + 1


def _match(opener: _Run, closer: _Run) -> bool:
    if opener.char != closer.char or not opener.opens:
        return False
    both_ways = opener.closes or closer.opens
    return not (both_ways and (opener.size + closer.size) % 3 == 0 and (opener.size % 3 or closer.size % 3))


def _flanks(before: str, char: str, after: str) -> tuple[bool, bool]:
    """Whether a run may open and may close emphasis (CommonMark 6.2, and beside Han characters in any case)."""
    opens = _is_word(after) or (_is_punctuation(after) and (not _is_word(before) or _is_han(before)))
    closes = _is_word(before) or (_is_punctuation(before) and (not _is_word(after) or _is_han(after)))
    if char == "_":
        return opens and (not closes or not _is_word(before)), closes and (not opens or not _is_word(after))
    return opens, closes


def _is_punctuation(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"


def _is_word(char: str) -> bool:
    return bool(char) and not char.isspace() and not _is_punctuation(char)


def _is_han(char: str) -> bool:
    return bool(char) and is_unspaced(char)


def _applied(text: str, edits: Sequence[Piece], said: Sequence[_Said]) -> Inline:
    parts = tuple(_parts(text, sorted(edits)))
    starts, ends = [], [0]
    for part in parts:
        starts.append(part.start)
        ends.append(ends[-1] + len(part.text))

    def moved(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        return ends[index] + min(offset - starts[index], len(parts[index].text)) if index >= 0 else 0

    marks = (Mark(Span(moved(start), moved(end)), kind, value) for start, end, kind, value in said)
    points = {MarkKind.LINE, MarkKind.IMAGE, MarkKind.NOTE}
    return Inline(parts, tuple(sorted(mark for mark in marks if len(mark.span) or mark.kind in points)))


def _parts(text: str, edits: Sequence[Piece]) -> Iterator[Piece]:
    """What is kept between the edits, and what they put in."""
    position = 0
    for edit in edits:
        if edit.start > position:
            yield Piece(position, edit.start, text[position : edit.start])
        if edit.text:
            yield edit
        position = edit.end
    if position < len(text):
        yield Piece(position, len(text), text[position:])

"""Markdown: CommonMark with tables, footnotes and line blocks.

The blocks are markdown-it-py's, whose tokens know their lines; the inline markup is read by `sources.inline`,
whose parts know their characters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bitext.documents import BlockKind, Mark, MarkKind, Origin, SetAside
from bitext.drafts import Draft, Drafted
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.headings import heading_level
from lang.rules import Rules
from sources.contract import Declined, Request
from sources.drafting import Drafter
from sources.encodings import Decoded, decode
from sources.html import parse_page
from sources.inline import Syntax, folded_label, parse
from sources.languages import language_of, rules_of, tag_or_none
from sources.notes import Notes
from sources.page import walk_page
from sources.pieces import XML_FORBIDDEN, Passage, Piece, leftovers, verbatim
from sources.sniffing import foreign_format
from sources.text import bad_bytes, check_length

_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_NESTING: Final = 60  # of quotes and lists; markdown-it-py leaves out what is deeper
_LINE_END: Final = re.compile(r"\r\n?|\n")  # as markdown-it-py has it
_FRONT_MATTER: Final = re.compile(
    r"---[ \t]*\r?\n(?:[\w\-]+:.*\r?\n|[ \t#\-].*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_FIELD: Final = re.compile(r"""^(title|lang|language):[ \t]*["']?(.+?)["']?[ \t]*$""", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]+")
_DEFINITION: Final = re.compile(r"\[(?P<label>[^\[\]\n]+)\]:[ \t]*")
_ADDRESS: Final = re.compile(r"""(?:<([^<>\n]*)>|(\S+))(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?\s*""")
_VERSE: Final = re.compile(r"\|(?: +|$)")
_CONTROL: Final = re.compile(f"[{XML_FORBIDDEN}]+")
_KINDS: Final = {
    "blockquote_open": BlockKind.QUOTE,
    "list_item_open": BlockKind.LIST_ITEM,
    "th_open": BlockKind.TABLE_CELL,
    "td_open": BlockKind.TABLE_CELL,
    "heading_open": BlockKind.HEADING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    """A block whose inline markup is not read yet."""

    passage: Passage
    kind: BlockKind
    level: int = 0
    line: int
    key: str = ""  # of a note
    literal: bool = False  # code: there is no markup in it


def read_markdown(data: bytes, request: Request) -> Drafted | Declined:
    """A file named as Markdown; nothing in the text itself tells it from plain text for certain."""
    if request.format != "md" and (request.suffix not in _SUFFIXES or request.markup is False):
        return Declined("its name does not say so (.md), or its markup is not to be read")
    if request.segmented:
        return Declined("one sentence a line is plain text")
    if reason := foreign_format(data):
        return Declined(reason)
    decoded = decode(data, name=request.name, encoding=request.encoding)
    return decoded if isinstance(decoded, Declined) else _drafted(decoded, request)


def _drafted(decoded: Decoded, request: Request) -> Drafted:
    source = _Source(decoded.text)
    check_length(((number, len(line)) for number, line in enumerate(source.lines, 1)), request.name)
    match = _FRONT_MATTER.match(source.text)
    front = match.end() if match else 0
    fields = dict(_FIELD.findall(source.text[:front]))
    declared = tag_or_none(fields.get("lang") or fields.get("language"))
    language = request.language or language_of(source.text) or declared
    collector = _Collector(source, request.name)
    collector.collect(front)
    written = tuple(_written(collector, language))
    covered = [span for _, spans in written for span in spans]
    return Drafted(
        blocks=tuple(draft for draft, _ in written if draft.kind is not BlockKind.NOTE),
        notes=tuple(draft for draft, _ in written if draft.kind is BlockKind.NOTE),
        title=fields.get("title", ""),
        encoding=decoded.encoding,
        language=declared or language,
        set_aside=(
            *leftovers(source.text, covered, source.line_at, lambda left: _reason(left, source.text, front)),
            *collector.aside,
            *bad_bytes(decoded, source.line_at),
        ),
    )


def _reason(left: Span, text: str, front: int) -> str:
    if left.start < front:
        return "front matter"
    return "a control character, which XML cannot hold" if _CONTROL.fullmatch(left.of(text)) else "markup"


@dataclass(frozen=True)
class _Source:
    """The text by lines as markdown-it-py counts them."""

    text: str

    @cached_property
    def lines(self) -> Sequence[str]:
        """Without their ends."""
        return _LINE_END.split(self.text)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each line begins, and at last where the text ends."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text)), len(self.text)]

    def line_at(self, offset: int) -> int:
        """The 1-based number of the line that has the character at `offset`."""
        return min(bisect_right(self.starts, offset), len(self.lines))

    def passage(self, content: str, first: int, cursor: int | None = None) -> Passage:
        """Where the lines of a token's content stand: at their ends, or in the first from the column `cursor` on."""
        pieces: list[Piece] = []
        for number, line in enumerate(content.split("\n"), first):
            if pieces:
                end = self.starts[number - 1] + len(self.lines[number - 1])
                pieces.append(Piece(end, end + 1, "\n"))
            pieces += _located(line, self.lines[number], self.starts[number], cursor)
            cursor = None
        return Passage(tuple(pieces))


def _located(content: str, line: str, start: int, cursor: int | None) -> Iterator[Piece]:
    """The pieces of a source line that the content was made of: mostly one, the line's end."""
    found = line.rfind(content) if cursor is None else line.find(content, cursor)
    if found >= 0:
        yield from _storable(start + found, content)
        return
    cursor = cursor or 0
    for char in content:  # something was unescaped in a table
        at = line.find(char, cursor)
        if at >= 0:
            yield verbatim(start + at, char)
            cursor = at + 1


def _storable(start: int, text: str) -> Iterator[Piece]:
    """The text without control characters."""
    position = 0
    for match in _CONTROL.finditer(text):
        yield verbatim(start + position, text[position : match.start()])
        position = match.end()
    yield verbatim(start + position, text[position:])


@dataclass(frozen=True, slots=True)
class _Page:
    """What a piece of HTML came to, and the stretch of the input that it was."""

    drafts: tuple[Draft, ...]
    span: Span


@dataclass(slots=True)
class _Collector:
    """Goes through the blocks; the definitions of links and notes must be known before any inline markup is read."""

    source: _Source
    name: str
    found: list[_Raw | _Page] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    contexts: list[tuple[BlockKind, int]] = field(default_factory=lambda: [(BlockKind.PARAGRAPH, 0)])
    cell: tuple[int, int] = (0, 0)  # line of the table's row, and the column after its last cell

    def collect(self, front: int) -> None:
        """All blocks after the front matter."""
        blank = "\n" * len(_LINE_END.findall(self.source.text[:front]))
        for token in _parser().parse(blank + self.source.text[front:]):
            if token.nesting:
                self._nest(token)
            else:
                self._block(token)

    def _nest(self, token: Token) -> None:
        if token.nesting < 0:
            self.contexts.pop()
            return
        kind, level = self.contexts[-1]
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "list_item_open":
            level = 1 + sum(1 for outer, _ in self.contexts if outer is BlockKind.LIST_ITEM) // 2
        self.contexts.append((_KINDS.get(token.type, kind), level))

    def _block(self, token: Token) -> None:
        first = (token.map or [0])[0]
        match token.type:
            case "inline":
                self._inline(token.content, first)
            case "hr":
                self._add(self.source.passage(self.source.lines[first].strip(), first), BlockKind.SEPARATOR, first)
            case "html_block":
                self._html(token, first)
            case _:
                self._code(token, first)

    def _add(self, passage: Passage, kind: BlockKind, line: int, *, literal: bool = False) -> None:
        level = self.contexts[-1][1] if kind in {BlockKind.HEADING, BlockKind.LIST_ITEM} else 0
        self.found.append(_Raw(passage=passage, kind=kind, level=level, line=line + 1, literal=literal))

    def _inline(self, content: str, first: int) -> None:
        kind, _ = self.contexts[-1]
        if kind is BlockKind.TABLE_CELL:
            self._cell(content, first)
            return
        passage = self.source.passage(content, first)
        if all(_VERSE.match(line) for line in content.split("\n")) and kind is not BlockKind.HEADING:
            self._verse(passage, first)
            return
        for label, part, line in self._definitions(passage, first):
            if label:
                self.found.append(_Raw(passage=part, kind=BlockKind.NOTE, line=line + 1, key=self._key(label)))
            else:
                self._add(part, kind, line)

    def _key(self, label: str) -> str:
        """The label; with a number where a note has it already."""
        taken = {item.key for item in self.found if isinstance(item, _Raw)}
        return next(key for key in (label, *(f"{label} {n}" for n in range(2, len(taken) + 3))) if key not in taken)

    def _cell(self, content: str, first: int) -> None:
        cursor = self.cell[1] if self.cell[0] == first else 0
        if content:
            passage = self.source.passage(content, first, cursor)
            self._add(passage, BlockKind.TABLE_CELL, first)
            ends = (piece.end - self.source.starts[first] for piece in passage.pieces)
            cursor = max(ends, default=cursor)
        bar = self.source.lines[first].find("|", cursor)
        self.cell = (first, max(cursor, bar + 1))

    def _verse(self, passage: Passage, first: int) -> None:
        """A line block: a line of verse after each bar."""
        text = passage.text
        start = 0
        for number, line in enumerate(text.split("\n"), first):
            bar = _VERSE.match(line)
            kept = Piece(start + (bar.end() if bar else 0), start + len(line), line[bar.end() if bar else 0 :])
            if kept.text.strip():
                self._add(passage.kept([kept]), BlockKind.VERSE, number)
            start += len(line) + 1

    def _definitions(self, passage: Passage, first: int) -> Iterator[tuple[str, Passage, int]]:
        """The paragraph cut at the definitions in it: (label of a note or nothing, what is said, line)."""
        text = passage.text
        parts: list[tuple[str, int, int, int]] = []
        for line, match in enumerate(_LINE.finditer(text), first):
            definition = _DEFINITION.match(text, match.start(), match.end())
            label = definition["label"] if definition else ""
            if definition and label.startswith("^"):
                parts.append((folded_label(label[1:]), definition.end(), match.end(), line))
            elif definition and not (parts and not parts[-1][0]) and self._address(label, text, definition, match):
                continue
            elif parts:
                parts[-1] = (*parts[-1][:2], match.end(), parts[-1][3])
            else:
                parts.append(("", match.start(), match.end(), line))
        return ((label, passage.kept([Piece(start, end, text[start:end])]), line) for label, start, end, line in parts)

    def _address(self, label: str, text: str, definition: re.Match[str], line: re.Match[str]) -> bool:
        """Remember the address that a line defines, if it does."""
        address = _ADDRESS.fullmatch(text, definition.end(), line.end())
        if address is not None:
            self.addresses.setdefault(folded_label(label), address[1] or address[2])
        return address is not None

    def _code(self, token: Token, first: int) -> None:
        """Code as it stands; indented text after the definition of a note goes on with the note."""
        body = first + (token.type == "fence")
        passage = self.source.passage(token.content.removesuffix("\n"), body) if token.content.strip() else Passage(())
        last = self.found[-1] if self.found else None
        if token.type == "code_block" and isinstance(last, _Raw) and last.kind is BlockKind.NOTE:
            end = last.passage.pieces[-1].end
            self.found[-1] = replace(
                last, passage=Passage((*last.passage.pieces, Piece(end, end + 1, "\n"), *passage.pieces))
            )
        elif passage.pieces:
            self._add(passage, self.contexts[-1][0], body, literal=True)

    def _html(self, token: Token, first: int) -> None:
        """A block of HTML, read as a page is; its text has lines but no offsets."""
        root = parse_page(token.content, self.name)
        drafter = Drafter()
        if root is not None:
            walk_page(root, drafter, Notes())
        drafted = drafter.drafted()
        if drafted.blocks:
            last = (token.map or [first, first + 1])[1]
            span = Span(self.source.starts[first], self.source.starts[min(last, len(self.source.starts) - 1)])
            self.found.append(_Page(tuple(_moved_down(draft, first) for draft in drafted.blocks), span))
            self.aside += [replace(aside, origin=Origin(line=first + 1)) for aside in drafted.set_aside]


def _moved_down(draft: Draft, lines: int) -> Draft:
    return replace(draft, origin=Origin(line=(draft.origin.line or 1) + lines))


def _parser() -> MarkdownIt:
    """Only the blocks, and without reference definitions, of which footnotes would be taken for one."""
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _written(collector: _Collector, language: LanguageTag | None) -> Iterator[tuple[Draft, tuple[Span, ...]]]:
    """The drafts, with what each covers of the input."""
    keys = frozenset(item.key for item in collector.found if isinstance(item, _Raw) and item.key)
    syntax = Syntax(
        addresses=collector.addresses, notes=keys, unspaced=language.is_unspaced if language is not None else False
    )
    marked_up = any(isinstance(item, _Raw) and item.kind is BlockKind.HEADING for item in collector.found)
    rules = None if marked_up else rules_of(language)
    for item in collector.found:
        if isinstance(item, _Page):
            yield from ((draft, (item.span,)) for draft in item.drafts)
        else:
            draft, passage = _draft(item, syntax)
            if draft.text.strip():
                yield _with_heading(draft, rules), tuple(passage.covered)


def _draft(raw: _Raw, syntax: Syntax) -> tuple[Draft, Passage]:
    passage = raw.passage
    marks: tuple[Mark, ...] = ()
    if raw.literal:
        ends = (match.start() for match in re.finditer("\n", passage.text))
        marks = tuple(Mark(Span(end, end), MarkKind.LINE) for end in ends)
    elif raw.kind is not BlockKind.SEPARATOR:
        inline = parse(passage.text, syntax)
        passage, marks = passage.kept(inline.parts), inline.marks
    origin = Origin(line=raw.line, offsets=passage.offsets)
    draft = Draft(text=passage.text, kind=raw.kind, level=raw.level, marks=marks, origin=origin, key=raw.key)
    return draft, passage


def _with_heading(draft: Draft, rules: Rules | None) -> Draft:
    """A paragraph as a heading if it reads like one, in a text that marks none up."""
    level = heading_level(draft.text, rules) if rules and draft.kind is BlockKind.PARAGRAPH else None
    return draft if level is None else replace(draft, kind=BlockKind.HEADING, level=level)

"""Plain text: paragraphs, headings and, where asked for, emphasis in asterisks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise
from typing import Final

from bitext.documents import BlockKind, Mark, Origin, SetAside
from bitext.drafts import Draft, Drafted
from bitext.errors import LimitExceeded
from bitext.spans import Span
from lang.headings import heading_level, heading_number
from lang.rules import Rules
from sources.contract import Declined, Request
from sources.encodings import Decoded, decode
from sources.hyphens import Hyphens
from sources.inline import EMPHASIS_ONLY, parse
from sources.languages import language_of, rules_of
from sources.layout import Paragraph, Role, paragraphs, quotations
from sources.lines import Line, Lines
from sources.outline import own_level
from sources.pieces import XML_FORBIDDEN, Passage, Piece, leftovers, origin_at, verbatim
from sources.running import UNPAGED, Paging, paging
from sources.scripts import joint
from sources.sniffing import foreign_format, looks_like_subtitles

MAX_PARAGRAPH: Final = 10_000_000
"""Characters.  The longest novels have half as many in all; a file with more in one paragraph is damaged or hostile."""

SEPARATOR: Final = re.compile(r"(?:([*＊\-–—_=~#·•.◇◆○●☆★※§❦❧]|\\\*)(?:\s*\1){2,}|[*＊※§❦❧⁂◇◆☆★])")
"""A line between scenes: three of a kind, or one sign that is never alone otherwise."""

_FORBIDDEN: Final = re.compile(f"[{XML_FORBIDDEN}]+")
_PAGE_BREAK: Final = re.compile("\f")
_NUMBERED_LEVEL: Final = 2
"""Of a chapter that has a number and no word."""

_LONGEST_NUMBER: Final = 8  # characters: XXXVIII.
_HEADING: Final = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM: Final = re.compile(r"[-*+•]\s+(?=\S)")
_QUOTED: Final = re.compile(r">\s?")
_NOTHING: Final = re.compile("")


def read_text(data: bytes, request: Request) -> Drafted | Declined:
    """A plain text in any encoding; one paragraph a line, blank lines between paragraphs, or indents."""
    if request.format is None and (reason := foreign_format(data)):
        return Declined(reason)
    if request.format is None and looks_like_subtitles(data):
        return Declined("it begins like subtitles")
    decoded = decode(data, name=request.name, encoding=request.encoding)
    if isinstance(decoded, Declined):
        return decoded
    if "\0" in decoded.text:
        return Declined("there are NUL bytes in it, so it is no text")
    return drafted_text(decoded, request)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of the text as a whole."""

    lines: Lines
    rules: Rules | None
    joiner: str  # between sentences
    markup: bool
    hyphens: Hyphens
    headings: tuple[re.Pattern[str], ...] = ()
    numbered: frozenset[int] = frozenset()  # lines that are headings because they count the chapters
    paging: Paging = UNPAGED
    typed: Mapping[int, int] | None = None  # the level of lines that are headings by their type, where it is known


def drafted_text(decoded: Decoded, request: Request, typed: Mapping[int, int] | None = None) -> Drafted:
    """What a text that is decoded says; form feeds stand between its pages.

    `typed` are the levels of the lines, by their numbers, that are headings by the type that they are set in; where it
    is known how the lines are set, blank ones stand between all paragraphs.
    """
    lines = Lines(decoded.text)
    check_length(((number, len(span)) for number, span in enumerate(lines.spans, 1)), request.name)
    language = request.language or language_of(decoded.text)
    joiner = language.joiner if language else " "
    hyphens = Hyphens(decoded.text, verbatim=request.verbatim)
    reading = _Reading(lines, rules_of(language), joiner, bool(request.markup), hyphens, request.headings, typed=typed)
    if not request.segmented:
        reading = _numbered(reading if request.verbatim else _paged(reading))
    drafts = _segmented(reading) if request.segmented else _paragraphs(reading)
    found = tuple((draft, passage) for draft, passage in drafts if draft.text)
    check_length(((draft.origin.line or 0, len(draft.text)) for draft, _ in found), request.name)
    covered = (span for _, passage in found for span in passage.covered)
    return Drafted(
        blocks=tuple(draft for draft, _ in found),
        encoding=decoded.encoding,
        language=language,
        set_aside=(
            *leftovers(decoded.text, covered, lines.line_at, lambda left: _reason(left, reading)),
            *bad_bytes(decoded, lines.line_at),
        ),
    )


def check_length(lengths: Iterable[tuple[int, int]], name: str) -> None:
    """Raise `LimitExceeded` where a (line number, length) is longer than any paragraph is."""
    for number, length in lengths:
        if length > MAX_PARAGRAPH:
            raise LimitExceeded(
                f"The paragraph on line {number} of {name} has {length:,} characters, and {MAX_PARAGRAPH:,} are the "
                "most that is read; put blank lines between the paragraphs."
            )


def bad_bytes(decoded: Decoded, line_at: Callable[[int], int]) -> Iterator[SetAside]:
    """The bytes that are no text: U+FFFD stands in their places."""
    for fault in decoded.faults:
        shown = "".join(f"\\x{byte:02x}" for byte in fault.data)
        reason = f"the byte at offset {fault.offset} is not {decoded.encoding}; U+FFFD stands in its place"
        yield SetAside(shown, reason, origin_at(fault.position, line_at))


def _paged(reading: _Reading) -> _Reading:
    breaks = [match.start() for match in _PAGE_BREAK.finditer(reading.lines.text)]
    is_heading = partial(_is_heading, reading)
    return replace(reading, paging=paging(tuple(reading.lines), breaks, is_heading))


def _is_heading(reading: _Reading, text: str) -> bool:
    return _level(Line(0, 0, text, 0), reading) is not None


def _numbered(reading: _Reading) -> _Reading:
    """With the numbers that stand alone between blank lines as headings, where they count from 1 and nothing else."""
    if not reading.rules or reading.headings:
        return reading
    found = [line for line in _alone(reading) if heading_level(line.text, reading.rules, bare=True) is not None]
    found = [line for line in found if len(line.text) <= _LONGEST_NUMBER and not _is_heading(reading, line.text)]
    counts = [heading_number(line.text, reading.rules, bare=True) or 0 for line in found]
    goes_on = all(b in {a + 1, 1} for a, b in pairwise(counts))
    counting = goes_on and counts[:1] == [1] and 2 in counts
    return replace(reading, numbered=frozenset(line.number for line in found)) if counting else reading


def _alone(reading: _Reading) -> Iterator[Line]:
    """The lines that stand between blank ones."""
    text = [line for line in reading.lines if line.number not in reading.paging.reasons]
    blank = Line(0, 0, "", 0)
    for before, line, after in zip([blank, *text], text, [*text[1:], blank], strict=False):
        if line.text and not before.text and not after.text:
            yield line


def _reason(left: Span, reading: _Reading) -> str:
    text = reading.lines.text
    if reason := reading.paging.reasons.get(reading.lines.line_at(left.start)):
        return reason
    found = left.of(text)
    if _FORBIDDEN.fullmatch(found):
        return "a control character, which XML cannot hold"
    divides = found in {"-", "\u00ad"} and text[max(0, left.start - 1) : left.start].isalnum()
    return "a hyphen at the end of a line" if divides else "markup"


_Found = tuple[Draft, Passage]


def _segmented(reading: _Reading) -> Iterator[_Found]:
    """One sentence a line, as given; a blank line ends the paragraph."""
    for filled, group in groupby(reading.lines, key=lambda line: bool(line.text)):
        if filled:
            yield _sentences(tuple(group), reading)


def _sentences(group: Paragraph, reading: _Reading) -> _Found:
    pieces: list[Piece] = []
    spans: list[Span] = []
    start = 0
    for line in group:
        content = list(storable(line))
        end = start + sum(len(piece.text) for piece in content)
        spans.append(Span(start, end))
        pieces += [*content, verbatim(line.end, reading.joiner)]
        start = end + len(reading.joiner)
    passage = Passage(tuple(pieces[:-1]))
    level = _level(group[0], reading) if len(group) == 1 else None
    kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
    origin = Origin(line=group[0].number, offsets=passage.offsets)
    return Draft(text=passage.text, kind=kind, level=level or 0, origin=origin, segments=tuple(spans)), passage


def storable(line: Line) -> Iterator[Piece]:
    """The line without control characters."""
    start = 0
    for match in _FORBIDDEN.finditer(line.text):
        yield verbatim(line.start + start, line.text[start : match.start()])
        start = match.end()
    yield verbatim(line.start + start, line.text[start:])


def _paragraphs(reading: _Reading) -> Iterator[_Found]:
    lines = (line for line in reading.lines if line.number not in reading.paging.reasons)
    is_divided = reading.typed is not None
    found = paragraphs(lines, lambda line: _role(line, reading), reading.paging.starts, is_divided=is_divided)
    quoted = quotations(found)
    return (_paragraph(paragraph, reading, quoted=paragraph[0].number in quoted) for paragraph in found)


def _role(line: Line, reading: _Reading) -> Role:
    if SEPARATOR.fullmatch(line.text) or _level(line, reading) is not None:
        return Role.ALONE
    return Role.STARTS if reading.markup and _ITEM.match(line.text) else Role.PLAIN


def _level(line: Line, reading: _Reading) -> int | None:
    """The level of the heading that the line is, if it is one."""
    if reading.markup and (match := _HEADING.match(line.text)):
        return len(match[1])
    if reading.headings:
        return own_level(line.text, reading.headings)
    if reading.typed and line.number in reading.typed:
        return reading.typed[line.number]
    if line.number in reading.numbered:
        return _NUMBERED_LEVEL
    return heading_level(line.text, reading.rules) if reading.rules else None


def _paragraph(paragraph: Paragraph, reading: _Reading, *, quoted: bool) -> _Found:
    kind, level, prefix = _kind(paragraph[0], reading, quoted=quoted)
    lines = [line.without(_prefix_length(prefix, line)) for line in paragraph]
    passage = joined(lines, reading.hyphens, unspaced=not reading.joiner)
    marks: tuple[Mark, ...] = ()
    if reading.markup and kind is not BlockKind.SEPARATOR:
        inline = parse(passage.text, EMPHASIS_ONLY)
        passage, marks = passage.kept(inline.parts), inline.marks
    origin = Origin(line=paragraph[0].number, offsets=passage.offsets)
    return Draft(text=passage.text, kind=kind, level=level, marks=marks, origin=origin), passage


def _kind(line: Line, reading: _Reading, *, quoted: bool) -> tuple[BlockKind, int, re.Pattern[str]]:
    """What a paragraph is by its first line, its level, and what stands before its lines."""
    if SEPARATOR.fullmatch(line.text):
        return BlockKind.SEPARATOR, 0, _NOTHING
    if (level := _level(line, reading)) is not None:
        return BlockKind.HEADING, level, _HEADING if reading.markup else _NOTHING
    if reading.markup and _ITEM.match(line.text):
        return BlockKind.LIST_ITEM, 1, _ITEM
    if reading.markup and _QUOTED.match(line.text):
        return BlockKind.QUOTE, 0, _QUOTED
    return BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH, 0, _NOTHING


def _prefix_length(prefix: re.Pattern[str], line: Line) -> int:
    match = prefix.match(line.text)
    return match.end() if match else 0


def joined(lines: Sequence[Line], hyphens: Hyphens, *, unspaced: bool) -> Passage:
    """The lines as one paragraph: a space between words, none between Han characters, no hyphens that only divide."""
    pieces: list[Piece] = []
    for line, following in pairwise(lines):
        if line.text.endswith(("-", "\u00ad")):
            kept = hyphens.kept(line.text, following.text)
            pieces += storable(line if kept else replace(line, text=line.text[:-1]))
        else:
            pieces += [*storable(line), verbatim(line.end, joint(line.text, following.text, unspaced=unspaced))]
    return Passage((*pieces, *storable(lines[-1])))

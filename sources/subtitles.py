"""Subtitles: SubRip (.srt) and WebVTT (.vtt).

A cue is what stands on the screen at one time.  Sentences run from cue to cue, so that a block is a run of cues that
one sentence may run through; the segmenter finds the sentences in it.  The id of a block is the time of its first cue.

WebVTT: https://www.w3.org/TR/webvtt1/.  SubRip has no standard; read is what players read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import pairwise
from typing import Final

from bitext.documents import Mark, MarkKind, Origin
from bitext.drafts import Draft, Drafted
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.contract import Declined, Request
from sources.encodings import Decoded, decode
from sources.inline import Inline
from sources.languages import language_of
from sources.lines import Line, Lines
from sources.pieces import XML_FORBIDDEN, Passage, Piece, leftovers, verbatim
from sources.scripts import joint
from sources.sniffing import foreign_format
from sources.text import bad_bytes, check_length, storable

_TIME: Final = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.:](\d{1,3})"
_TIMES: Final = re.compile(rf"{_TIME}\s*--?>\s*{_TIME}(?:\s.*)?")
_VTT: Final = re.compile(r"WEBVTT(?:[ \t].*)?")
_BESIDE: Final = {"NOTE": "a comment", "STYLE": "a style sheet", "REGION": "a region of the screen"}
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>b|i|u|s|c|v|em|strong|font|span|lang|ruby|rt)(?:[.\s][^<>]*)?>"
    r"|<\d[\d:.]*>|\{\\[^{}\n]*\}|\{[yY]:[^{}\n]*\}"
)
"""Tags of both formats, times within a cue, and what Aegisub and MicroDVD leave in braces."""

_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z\d]{1,31}|#\d{1,7}|#[xX][\da-fA-F]{1,6});")
_MARKS: Final = {
    "i": MarkKind.EMPHASIS,
    "em": MarkKind.EMPHASIS,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
}
_STOP: Final = re.compile(r"""[.!?…。！？♪♫][\s"'”’»」』）)\]♪♫]*\Z""")
_DOTS: Final = re.compile(r"(?:\.\.|…)\W*\Z")
_GOES_ON: Final = re.compile(r"\W*(?:\.\.|…|[a-zà-öø-ÿа-я])")
_SPEAKER: Final = re.compile(r"[-–—‐]\s*\S|>>|[\[(（【♪]|[A-Z][A-Z .'\d]+:")
"""How a cue begins where somebody else speaks, or something is heard."""

_HEARD: Final = re.compile(r"[\[(（【♪].*[\])）】♪]", re.DOTALL)
_CONTROL: Final = re.compile(f"[{XML_FORBIDDEN}]+")

_PAUSE: Final = 2000
"""Milliseconds of silence after which a sentence is taken to be over; chosen, not measured."""

_PUNCTUATED: Final = 0.3
"""Of the cues that end with a stop.  Chinese subtitles mostly have none: there all that is known is the cue."""

_LONGEST: Final = 12
"""Cues of a block, about a minute; no sentence is that long."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is shown from `start` to `end`, in milliseconds."""

    start: int
    end: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Without tags, to see how it begins and ends."""
        return _TAG.sub("", "\n".join(line.text for line in self.lines)).strip()


@dataclass(frozen=True, slots=True)
class _Film:
    """The cues, and why the lines that are in none are there, by their numbers."""

    cues: tuple[_Cue, ...]
    reasons: Mapping[int, str]


def read_srt(data: bytes, request: Request) -> Drafted | Declined:
    """SubRip subtitles: sentences that run through several cues are whole; numbers, times and tags are set aside."""
    return _read(data, request, is_vtt=False)


def read_vtt(data: bytes, request: Request) -> Drafted | Declined:
    """WebVTT subtitles, as `read_srt`; comments, styles and regions are set aside too."""
    return _read(data, request, is_vtt=True)


def _read(data: bytes, request: Request, *, is_vtt: bool) -> Drafted | Declined:
    if reason := foreign_format(data):
        return Declined(reason)
    decoded = decode(data, name=request.name, encoding=request.encoding)
    if isinstance(decoded, Declined):
        return decoded
    lines = Lines(decoded.text)
    first = [line.text for line in lines if line.text][:2]
    if is_vtt and not (first and _VTT.fullmatch(first[0])):
        return Declined("it does not begin with WEBVTT")
    if not is_vtt and not _begins_as_srt(first):
        return Declined("it does not begin with the number and the times of a cue")
    check_length(((number, len(span)) for number, span in enumerate(lines.spans, 1)), request.name)
    return _drafted(decoded, lines, request, is_vtt=is_vtt)


def _begins_as_srt(first: Sequence[str]) -> bool:
    numbered = first[1:2] if first and first[0].isdecimal() else first[:1]
    return any(_TIMES.fullmatch(line) for line in numbered)


def _drafted(decoded: Decoded, lines: Lines, request: Request, *, is_vtt: bool) -> Drafted:
    film = _film(tuple(lines), is_vtt=is_vtt)
    language = request.language or language_of("\n".join(cue.text for cue in film.cues))
    punctuated = _is_punctuated(film.cues)
    runs = [(cue,) for cue in film.cues] if request.segmented or not punctuated else list(_runs(film.cues))
    style = _Style(language, keeps_lines=not punctuated, is_vtt=is_vtt)
    written = [_block(run, style, segmented=request.segmented) for run in runs]
    covered = (span for _, passage in written for span in passage.covered)
    return Drafted(
        blocks=tuple(_numbered([draft for draft, _ in written if draft.text.strip()])),
        encoding=decoded.encoding,
        language=language,
        set_aside=(
            *leftovers(decoded.text, covered, lines.line_at, lambda left: _reason(left, lines, film)),
            *bad_bytes(decoded, lines.line_at),
        ),
    )


def _reason(left: Span, lines: Lines, film: _Film) -> str:
    if _CONTROL.fullmatch(left.of(lines.text)):
        return "a control character, which XML cannot hold"
    return film.reasons.get(lines.line_at(left.start), "markup")


def _film(lines: Sequence[Line], *, is_vtt: bool) -> _Film:
    """The lines as cues; those before the first and those of blocks of other kinds belong to none."""
    found: list[tuple[int, int, list[Line]]] = []
    reasons: dict[int, str] = {}
    beside = "the header"  # why the lines are no cue's, until the next empty line or cue
    for place, line in enumerate(lines):
        word = line.text.partition(" ")[0]
        is_first = place == 0 or not lines[place - 1].text
        if match := _TIMES.fullmatch(line.text):
            reasons[line.number] = "the time of a cue"
            found.append((_milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:]), []))
            beside = ""
        elif _is_name(lines, place, len(found), is_vtt=is_vtt):
            reasons[line.number] = "the number of a cue" if line.text.isdecimal() else "the name of a cue"
        elif is_vtt and is_first and word in _BESIDE:
            beside = _BESIDE[word]
        elif not line.text and found:
            beside = ""
        if line.number not in reasons and line.text and beside:
            reasons[line.number] = beside
        elif line.number not in reasons and line.text:
            found[-1][2].append(line)
    return _Film(tuple(_Cue(start, end, tuple(text)) for start, end, text in found), reasons)


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))


def _is_name(lines: Sequence[Line], place: int, count: int, *, is_vtt: bool) -> bool:
    """Whether a line before the times of a cue is its number, or in WebVTT its name."""
    following = next((line.text for line in lines[place + 1 : place + 2]), "")
    text = lines[place].text
    if not text or not _TIMES.fullmatch(following):
        return False
    stands_apart = place == 0 or not lines[place - 1].text
    return (stands_apart and (is_vtt or text.isdecimal())) or text == str(count + 1)


def _is_punctuated(cues: Sequence[_Cue]) -> bool:
    filled = [cue.text for cue in cues if cue.text]
    return sum(bool(_STOP.search(text)) for text in filled) > _PUNCTUATED * len(filled)


def _runs(cues: Sequence[_Cue]) -> Iterator[tuple[_Cue, ...]]:
    """The cues in groups that no sentence leaves."""
    run: list[_Cue] = []
    for cue, following in pairwise([*cues, None]):
        if cue is not None:
            run.append(cue)
        if cue is None or following is None or len(run) == _LONGEST or not _continues(cue, following):
            yield tuple(run)
            run = []


def _continues(cue: _Cue, following: _Cue) -> bool:
    """Whether a sentence may go on in the next cue."""
    if following.start - cue.end > _PAUSE or _SPEAKER.match(following.text):
        return False
    if _DOTS.search(cue.text):
        return _GOES_ON.match(following.text) is not None
    return not _STOP.search(cue.text) and not _HEARD.fullmatch(cue.text)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the lines of cues are put together."""

    language: LanguageTag | None
    keeps_lines: bool
    is_vtt: bool


def _block(run: Sequence[_Cue], style: _Style, *, segmented: bool) -> tuple[Draft, Passage]:
    passage = _joined([line for cue in run for line in cue.lines], style)
    inline = _inline(passage.text, has_entities=style.is_vtt)
    passage = passage.kept(inline.parts)
    first = next((line.number for cue in run for line in cue.lines), None)
    draft = Draft(
        text=passage.text,
        marks=(*inline.marks, *_line_marks(passage.text)),
        id=_time_id(run[0].start),
        segments=(Span(0, len(passage.text)),) if segmented else (),
        origin=Origin(line=first, offsets=passage.offsets),
    )
    return draft, passage


def _time_id(start: int) -> str:
    """The time as an id.

    >>> _time_id(3_725_040)
    't01-02-05-040'
    """
    seconds, milliseconds = divmod(start, 1000)
    return f"t{seconds // 3600:02}-{seconds // 60 % 60:02}-{seconds % 60:02}-{milliseconds:03}"


def _numbered(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """With a number behind the time where two blocks begin at one time."""
    counts: dict[str, int] = {}
    for draft in drafts:
        counts[draft.id] = counts.get(draft.id, 0) + 1
        count = counts[draft.id]
        yield draft if count == 1 else replace(draft, id=f"{draft.id}.{count}")


def _joined(lines: Sequence[Line], style: _Style) -> Passage:
    """The lines with what stands between them; another speaker begins a line of their own."""
    unspaced = style.language is not None and style.language.is_unspaced
    pieces: list[Piece] = []
    for line, following in pairwise([*lines, None]):
        if line is None:
            continue
        pieces += storable(line)
        if following is not None:
            before, after = (_TAG.sub("", one.text).strip() for one in (line, following))
            parts = style.keeps_lines or _SPEAKER.match(after)
            between = "\n" if parts and before and after else joint(before, after, unspaced=unspaced)
            pieces.append(verbatim(line.end, between))
    return Passage(tuple(pieces))


def _line_marks(text: str) -> Iterator[Mark]:
    return (Mark(Span(place, place), MarkKind.LINE) for place, char in enumerate(text) if char == "\n")


@dataclass(slots=True)
class _Scanner:
    """Goes through a text once, and leaves out its tags."""

    text: str
    parts: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)  # tags, and where in the text that is kept
    length: int = 0
    base: int = 0  # where the base of the next reading begins
    reading: int | None = None  # where in the input a reading begins

    def keep(self, start: int, end: int, text: str | None = None) -> None:
        """Take over a stretch, unless it is a reading."""
        said = self.text[start:end] if text is None else text
        if self.reading is None and said:
            self.parts.append(Piece(start, end, said))
            self.length += len(said)

    def tag(self, match: re.Match[str]) -> None:
        """A tag begins or ends something."""
        name = match["name"] or ""
        if name in {"ruby", "rt"}:
            self._ruby(name, match)
        elif name and not match["end"]:
            self.open.append((name, self.length))
        elif name:
            place = next((n for n in reversed(range(len(self.open))) if self.open[n][0] == name), None)
            if place is not None:
                self.close(*self.open.pop(place))

    def _ruby(self, name: str, match: re.Match[str]) -> None:
        """Each reading belongs to what stands between it and the one before."""
        if self.reading is not None:
            said = self.text[self.reading : match.start()]
            self.marks.append(Mark(Span(self.base, self.length), MarkKind.RUBY, _TAG.sub("", said)))
            self.base = self.length
        self.reading = match.end() if name == "rt" and not match["end"] else None
        if name == "ruby":
            self.base = self.length

    def close(self, name: str, start: int) -> None:
        """Something that a tag began ends here."""
        kind = _MARKS.get(name)
        if kind and start < self.length:
            self.marks.append(Mark(Span(start, self.length), kind))


def _inline(text: str, *, has_entities: bool) -> Inline:
    """The text without its tags, and with the characters that entities stand for.

    >>> inline = _inline("<v Anna>Tom &amp; <i>Jerry</i>", has_entities=True)
    >>> inline.text, inline.marks[0].span.of(inline.text)
    ('Tom & Jerry', 'Jerry')
    """
    scanner = _Scanner(text)
    position = 0
    found = [*_TAG.finditer(text), *(_ENTITY.finditer(text) if has_entities else ())]
    for match in sorted(found, key=re.Match.start):
        if match.start() < position:
            continue  # an entity in a tag
        scanner.keep(position, match.start())
        position = match.end()
        if match.re is _ENTITY:
            scanner.keep(match.start(), match.end(), unescape(match[0]))
        else:
            scanner.tag(match)
    if scanner.reading is not None:  # a reading that does not end is text
        position, scanner.reading = scanner.reading, None
    scanner.keep(position, len(text))
    for name, start in scanner.open:
        scanner.close(name, start)
    return Inline(tuple(scanner.parts), tuple(scanner.marks))

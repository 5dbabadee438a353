"""Block quotations: those that markup shows, and those of a text without markup.

Without markup they are told by how they end (a stop, then a citation) and by how the paragraph before leads in.
"""

import re
from collections.abc import Sequence
from typing import Final

from bitext.documents import BlockKind
from bitext.spans import Span
from sources.article.citing import ends_cited
from sources.article.passages import Passage
from sources.article.quotation_marks import outermost
from sources.article.readings import Cited, Reading
from sources.article.scripts import preceding
from sources.article.vocabulary import SPEAKING, any_of

_QUOTED: Final = frozenset({BlockKind.QUOTE, BlockKind.VERSE})
_LONGEST: Final = 4  # paragraphs of a block quotation that only its last one cites
_MOST_LINES: Final = 40  # of a poem
_LONGEST_LINE: Final = 110  # characters of a line of verse
_OPEN_LEAD: Final = re.compile(r"[:：,，—]\s*\Z")
_COLON: Final = re.compile(r"[:：]\s*\Z")
_SAYS_SO: Final = re.compile(
    rf"\b(?:{any_of(SPEAKING)}|remembers?|remembered|narrates?|narrated|quoted?|quoting|cited?)\b[^.:]{{0,60}}:\s*\Z"
    r"|(?:写道|寫道|说道|說道|回忆道|回憶道|回忆说|描写道|叙述道|敘述道)[:：]\s*\Z"
)
_POINT: Final = re.compile(
    r"\s*(?:[(（\[]?\d{1,2}[)）\].、]|[-–•*·]\s|(?:[Ff]irst|[Ii]t|[Tt]his|[Tt]hat)\b|第?[一二三][、，是])"
)
_SOURCE: Final = re.compile(
    r"\s*[(（](?=[^()（）]*(?:\binterview|\bfield\s?notes?"
    r"|\bpersonal communication|\binformant|\brespondent|\bmale\b|\bfemale\b|访谈|訪談))"
    r"[^()（）]{1,80}[)）]\.?\s*\Z",
    re.IGNORECASE,
)
_ATTRIBUTED: Final = re.compile(  # — Mary Cole, Peat   ——周岩《冷窑》
    r"(?:\n\s*|(?<=[.!?。！？”\"’」])\s*|\A\s*)[—–―]{1,2}\s?(?P<who>[^\W\d_a-z][^.!?。！？\n]{1,90})[.。]?\s*\Z"
)
_ENDED: Final = re.compile(r"[.!?…。！？][\"'”’」』)）\]]*\s*\Z")
_GAP: Final = re.compile(r"[\s,.;:!?…，。；：—–-]*")


def block_at(readings: Sequence[Reading], number: int) -> range:
    """The passages of the block quotation that begins at `number`; empty where none does."""
    if readings[number].passage.kind is not BlockKind.PARAGRAPH:
        return range(number, number + (1 if _is_end(readings, number) else 0))
    if _is_epigraph(readings, number):
        return range(number, number + 1)
    follows_colon = number > 0 and _COLON.search(readings[number - 1].passage.text) is not None
    if follows_colon and (verse := _verse_at(readings, number)):
        return verse
    for last in range(number, min(len(readings), number + (_LONGEST if follows_colon else 1))):
        if _is_end(readings, last, first=number):
            return range(number, last + 1)
        if (
            readings[last].cited
            or readings[last].passage.kind is not BlockKind.PARAGRAPH
            or not _is_whole(readings[last])
        ):
            break
    return range(number, number + (1 if _is_announced(readings, number) else 0))


def _is_epigraph(readings: Sequence[Reading], number: int) -> bool:
    """A whole paragraph with a line under it that says whose it is: — Mary Cole, Peat."""
    if number + 1 >= len(readings) or readings[number].cited or not _is_whole(readings[number]):
        return False
    under = readings[number + 1]
    found = _ATTRIBUTED.match(under.passage.text)
    return found is not None and under.passage.kind is BlockKind.PARAGRAPH and bool(under.mentions)


def attribution(readings: Sequence[Reading], numbers: range) -> tuple[Reading, Span] | None:
    """Where a block quotation without a citation says whose it is: in its last line, or in the one under it."""
    last = readings[numbers[-1]]
    if found := _attributed(last):
        return last, found
    under = readings[numbers[-1] + 1] if numbers[-1] + 1 < len(readings) else None
    found = _attributed(under) if under and under.passage.text.lstrip().startswith(("—", "–", "―")) else None
    return (under, found) if under and found else None


def _attributed(reading: Reading) -> Span | None:
    found = _ATTRIBUTED.search(reading.passage.text)
    return Span(*found.span("who")) if found else None


def called_next(after: Reading | None) -> Cited | None:
    """The note that the paragraph behind a block quotation calls before its first word."""
    first = after.cited[0] if after is not None and after.cited else None
    is_first = first is not None and after is not None and not after.passage.text[: first.span.start].strip()
    return first if first is not None and is_first and first.printed is not None else None


def _is_announced(readings: Sequence[Reading], number: int) -> bool:
    """A whole paragraph without a citation behind a lead-in that says whose words follow."""
    if number == 0 or number + 1 >= len(readings) or readings[number].cited:
        return False
    reading, lead, after = readings[number], readings[number - 1], readings[number + 1]
    said = lead.last_sentence.of(lead.passage.text)
    are_paragraphs = all(one.passage.kind is BlockKind.PARAGRAPH for one in (reading, lead, after))
    is_one = _is_whole(reading) and not reading.quotes and not _POINT.match(reading.passage.text)
    return are_paragraphs and is_one and _SAYS_SO.search(said) is not None


def _verse_at(readings: Sequence[Reading], number: int) -> range:
    """Short lines, each a paragraph of its own, up to the one that cites, or that is a citation."""
    for last in range(number, min(len(readings), number + _MOST_LINES)):
        reading = readings[last]
        if reading.passage.kind is not BlockKind.PARAGRAPH or len(reading.passage.text) > _LONGEST_LINE:
            break
        if reading.cited:
            return range(number, last + 1 if last > number and last_cited(reading) else number)
    return range(number, number)


def _is_whole(reading: Reading) -> bool:
    return _ENDED.search(_SOURCE.sub("", reading.passage.text)) is not None


def _is_end(readings: Sequence[Reading], number: int, first: int | None = None) -> bool:
    """Whether the passage is the last paragraph of a block quotation that begins at `first`."""
    reading = readings[number]
    first = number if first is None else first
    lead = readings[first - 1] if first else None
    if reading.passage.kind is BlockKind.QUOTE:
        return True
    led_in = lead is not None and _COLON.search(lead.passage.text) is not None
    if reading.passage.kind is BlockKind.VERSE:
        return led_in or last_cited(reading) is not None
    if reading.passage.kind is not BlockKind.PARAGRAPH or lead is None:
        return False
    if first == number and lead_cited(lead) is not None:
        return True
    cited = last_cited(reading)
    if cited is None or not (ends_cited(reading.passage.text) or (led_in and _is_stopped(reading, cited))):
        return False
    return first != number or _stands_apart(reading, cited, lead)


def _is_stopped(reading: Reading, cited: Cited) -> bool:
    """Whether the call of a note, or a number, follows a stop."""
    return _ENDED.search(preceding(reading.passage.text, cited.span.start)) is not None


def _stands_apart(reading: Reading, cited: Cited, lead: Reading) -> bool:
    """Whether a paragraph that ends in a stop and a citation is quoted as a whole, not only its last words."""
    text = reading.passage.text
    closing = [
        q
        for q in reading.quotes
        if q.span.end <= cited.span.start and _GAP.fullmatch(text[q.span.end : cited.span.start])
    ]
    if closing and text[: closing[-1].span.start].strip():
        return False
    if _OPEN_LEAD.search(lead.passage.text) or not _ENDED.search(lead.passage.text):
        return True
    return len(reading.cited) == 1 and not text.rstrip().endswith(".")


def last_cited(reading: Reading) -> Cited | None:
    """The citation that ends the passage."""
    if not reading.cited or reading.passage.text[reading.cited[-1].span.end :].strip(" .。\n\t"):
        return None
    return reading.cited[-1]


def lead_cited(lead: Reading) -> Cited | None:
    """The citation just before the colon of a lead-in, or the note behind it: `Shuang writes (22):`."""
    if not lead.cited:
        return None
    last, text = lead.cited[-1], lead.passage.text
    is_noted = last.printed is not None and not text[last.span.end :].strip() and _COLON.search(text[: last.span.start])
    return last if is_noted or re.fullmatch(r"\s*[:：]\s*", text[last.span.end :]) else None


def quoted_parts(readings: Sequence[Reading], numbers: range) -> tuple[tuple[Passage, Span], ...]:
    """The words of a block quotation, without its citation and without marks around the whole."""
    cited = last_cited(readings[numbers[-1]])
    ends = [len(readings[number].passage.text) for number in numbers]
    ends[-1] = cited.span.start if cited else ends[-1]
    last = readings[numbers[-1]].passage
    if last.kind in _QUOTED and (under := _ATTRIBUTED.search(last.text, 0, ends[-1])) and under.start():
        ends[-1] = under.start()
    parts = (
        (readings[number].passage, _words(readings[number].passage.text, Span(0, end)))
        for number, end in zip(numbers, ends, strict=True)
    )
    return tuple((passage, span) for passage, span in parts if len(span))


def _words(text: str, span: Span) -> Span:
    source = _SOURCE.search(text, span.start, span.end)
    span = Span(span.start, source.start() if source else span.end).trimmed(text)
    whole = next((quote for quote in outermost(span.of(text)) if len(quote.span) == len(span)), None)
    return whole.inner.shifted(span.start).trimmed(text) if whole else span

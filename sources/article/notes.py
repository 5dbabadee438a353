"""Footnotes and endnotes that cite: full, short and ibid., as in Chicago's notes and in Chinese journals.

    Stacy Alaimo, *Bodily Natures* (Bloomington: Indiana UP, 2010), 25.
    Alaimo, *Bodily Natures*, 30.
    双雪涛：《平原上的摩西》，天津：百花文艺出版社，2016年，第18页。

Chicago: Manual of Style, 17th ed., 14.19-14.60.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from bitext.documents import BlockKind
from bitext.spans import Span
from sources.article.citing import Printed, is_person
from sources.article.passages import Manuscript, Passage
from sources.article.quotation_marks import outermost
from sources.article.scripts import CJK
from sources.article.titles import marked


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the text calls a note."""

    span: Span
    note: Passage
    turn: int = 0  # of a note that answers several calls (①⑦ …, p. 5, p. 88), which one this is


@dataclass(frozen=True, slots=True)
class NoteCitation:
    """One work cited in a note: where it is printed, and what is printed."""

    span: Span
    printed: Printed
    same_as: str = ""  # the number of an earlier note that cites the work: 同注2
    entry: Span | None = None  # the part that an entry can be read from: a full note, without its page
    title: Span | None = None


_LABEL: Final = re.compile(
    r"\s*(?:[(（\[〔]?[注註]釋?释?\s*(?P<named>\d{1,3})\s*[)）\]〕]?\s*[:：.、]?|\[\^?(?P<square>\d{1,3})\]:?|(?P<plain>\d{1,3})(?:[.)．、]|\s)|[(（](?P<round>\d{1,3})[)）]|(?P<raised>[⁰¹²³⁴-⁹]+|[①-⑳]+))\s*"
)
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CALL: Final = re.compile(
    r"[(（\[〔][注註](?P<named>\d{1,3})[)）\]〕]|[(（](?P<round>\d{1,3})[)）]|\[\^?(?P<square>\d{1,3})\]|(?P<raised>[⁰¹²³⁴-⁹]+|[①-⑳])|(?<=[.,;:!?…”\"’'。，；：！？」』)）])(?P<plain>\d{1,3})(?=\s|\Z|[\u4e00-\u9fff])"
)
_SIGNAL: Final = re.compile(
    r"(?:(?:for\s[^.;]{0,80},\s*)?(?:see(?:\s+also)?|cf\.|compare|also|(?P<via>(?:quoted|qtd\.|cited)\s+in)|in)\s+|参见|參見|详见|詳見|(?P<zh>转引自|轉引自)|见|見)",
    re.IGNORECASE,
)
_IBID: Final = re.compile(
    r"(?:ibid(?:em)?\.?|同上(?:书|書|注|註)?|同前注?)(?:\s*[,，]?\s*(?:pp?\.\s*)?第?(?P<page>\d+(?:\s?[-–—]\s?\d+)?)页?頁?)?",
    re.IGNORECASE,
)
_SAME_NOTE: Final = re.compile(
    r"(?:(?:同|见|見|同前|见前|見前)?[注註]\s*[\[(（]?(?P<note>\d{1,3}|[①-⑳])[\])）]?"
    r"|(?:[^,;]{2,40}[,\s]\s*)?\(?(?:cited\s+in\s+|see\s+)?(?:note|n\.)\s*(?P<above>\d{1,3})(?:\s+above)?\)?(?=[\s,.]|\Z))"
    r"(?:\s*[,，]?\s*(?:第|页|頁|pp?\.\s*)?\s*(?P<page>\d+(?:[-–—]\d+)?)\s*[頁页]?)?",
    re.IGNORECASE,
)
_SAME_WITHIN: Final = re.compile(  # 参见林木的讨论，同注3，第9页
    r"同(?:前)?[注註]\s*[\[(（]?(?P<note>\d{1,3}|[①-⑳])[\])）]?(?:\s*[,，]?\s*(?:第|页|頁)?\s*(?P<page>\d+(?:[-–—]\d+)?)\s*[頁页])?"
)
_AGAIN: Final = re.compile(
    r"(?P<author>[^,，:：]{2,40}?)\s*[,，:：]?\s*(?:[前上同][引揭][书書文注註著]|前[书書文]|同前[书書注註引]*|op\.\s?cit\.|loc\.\s?cit\.)"
    r"(?:\s*[,，]\s*(?:第|页|頁|pp?\.\s*)?\s*(?P<page>\d+(?:[-–—]\d+)?)\s*[頁页]?)?",
    re.IGNORECASE,
)
_NAME: Final = r"[^\W\d_a-z][\w’'.\-]*(?:\s(?:(?:de|van|von|der|la|le|di|du)\s)?[^\W\d_a-z][\w’'.\-]*){0,4}"
_UNMARKED: Final = re.compile(
    rf"(?P<author>{_NAME}(?:(?:,\s{_NAME})*,?\s(?:and|&)\s{_NAME}|\set\sal\.)?(?:,\s(?:trans|eds?|comps?)\.(?:\sand\s(?:trans|eds?)\.)?)?),\s"
    rf"(?P<title>[^\W\d_a-z][^(){CJK}《〈]{{2,200}}?)(?:\s*[《〈]?[{CJK}][{CJK}，：、·]*[》〉]?)?(?:\s\[[^\[\]]+\])?"
    r"(?:(?=(?:,\s(?:trans|ed|eds|rev)\.\s[^()]*?)?,\s[^\W\d_a-z][\w .]+:\s[^,，()]+,\s(?:1[5-9]|20)\d{2}\b)"
    r"|(?:,\s(?:trans|ed|eds|rev)\.\s[^()]*|,\s\d+\svols\.)?\s\((?=[^()]*(?:1[5-9]|20)\d{2}))"
)
_PAGE: Final = re.compile(
    r"(?:[,，:：”\"’」》]\s*(?:pp?\.\s*)?|第|頁|页)\s*(?P<page>(?:(?!(?:1[5-9]|20)\d{2},)\d+(?:\s?[-–—]\s?\d+)?,\s)*(?:\d+|[ivxl]+)(?:\s?[-–—]\s?(?:\d+|[ivxl]+))?)\s*[页頁]?[.。]?\s*\Z"
    r"|[)）]?\s*[(（]\s*pp?\.\s*(?P<round>\d+(?:\s?[-–—]\s?\d+)?)\s*[)）][.。]?\s*\Z"
)
_SHORT: Final = re.compile(
    r"(?P<author>[^,，]{2,60})[,，]\s*(?:(?P<title>[A-Z][^,，.]{2,80})[,，]\s*)?(?:pp?\.\s*)?(?P<page>\d+(?:[-–—]\d+)?)"
)
_LONGEST_AUTHOR: Final = 90  # characters; what is longer before a title is a sentence
_IN_BOOK: Final = re.compile(  # Michael Berry, "Afterword," in Wang, Song of Everlasting Sorrow, 436
    r"[^,;()]{2,60},\s[“\"*‘]?(?:(?:Translator[’']s |Editor[’']s )?(?:Introduction|Note|Preface|Foreword|Afterword)"
    r"|Prologue|Epilogue|Postscript)[,.]?[”\"*’]?,?\s(?:in|to)\s(?=[^();]+,\s\d+[-–—\d]*\Z|[^();]+,\s[ivxl]+\Z|[^();]+\Z)"
)
_PAGES_IN_TURN: Final = re.compile(
    r"(?:第|\bpp?\.\s?)\s*(\d+(?:[-–—]\d+)?(?:\s*[、,，]\s*\d+(?:[-–—]\d+)?)*)\s*[页頁]?"
)
_REMARK: Final = re.compile(
    r"\s*[(（][^()（）]*(?:emphas|italics|translat|original|mine|强调|重点|译)[^()（）]*[)）]\s*\Z", re.IGNORECASE
)
_HEREAFTER: Final = re.compile(
    r"(?:hereafter|henceforth|hereinafter|subsequently)"
    r"(?:\s+(?:is\s+)?(?:cited|referred\s+to|abbreviated|quoted|given))?(?:\s+(?:parenthetically|in\s+(?:the\s+)?text))*"
    r"(?:\s+as)?,?\s+[\"“*]*(?P<short>[A-Z][\w’' ]{0,30}?)[\"”*]*(?=[.,;)\]]|\Z)"
    r"|(?:以下|下文|後文|后文)[简簡][称稱][“《「]?(?P<han>[^”》」。，；,;)）]{1,12})",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"[(（][^()（）]*(?:1[5-9]|20)\d{2}[^()（）]*[)）]"  # (London: Harrow Road, 2006), (2010)
    r"|(?:1[5-9]|20)\d{2}\s*年"
    r"|[,，]\s*[A-Z][\w .]+:\s[^,，]+[,，]\s*(?:1[5-9]|20)\d{2}\b"
    r"|[,，]\s*(?:[A-Z]\w+\s)?(?:1[5-9]|20)\d{2}(?=\s*(?:[,，:.]|\Z))"
)
_NATION: Final = re.compile(r"\A[\[(（【〔][\u4e00-\u9fff]{1,3}[\])）】〕]\s*")
_ENDS: Final = re.compile(
    r"[;；]\s*|(?<![A-Z])(?<!\bed)(?<!\bvol)(?<!\bno)(?<!\btrans)(?<!\bIbid)(?<!\bibid)(?<!\bpp)(?<!\bp)\.\s+(?=[A-Z\u4e00-\u9fff])|。"
)


class NoteBook:
    """The notes of an article by number and by the id of their block."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._by_id: Mapping[str, Passage] = {note.pieces[0].block.id: note for note in manuscript.notes}
        labelled = ((_labels(note.text), note) for note in manuscript.notes if note.kind is not BlockKind.HEADING)
        self._by_label: dict[str, tuple[Passage, int]] = {}
        for labels, note in labelled:
            for turn, label in enumerate(labels):
                self._by_label.setdefault(label, (note, turn))

    def labelled(self, label: str) -> Passage | None:
        """The note with a number."""
        note, _ = self._by_label.get(label) or self._by_label.get(f"({label})") or (None, 0)
        return note

    def anchors(self, passage: Passage) -> Iterator[Anchor]:
        """The calls of notes in a passage."""
        for at, note in passage.anchors:
            if note in self._by_id:
                yield Anchor(Span(at, at), self._by_id[note])
        for found in _CALL.finditer(passage.text) if self._by_label else ():
            label = _labelled(found)
            if label in self._by_label:
                yield Anchor(Span(*found.span()), *self._by_label[label])


def _number(label: str) -> str:
    if "①" <= label[0] <= "⑳":
        return str(ord(label[0]) - ord("①") + 1)
    return label.translate(_RAISED)


def _labels(text: str) -> list[str]:
    """The number of a note, or the numbers: 文学评论 puts ①⑦ before a note for both."""
    found = _LABEL.match(text)
    if found is None:
        return []
    signs = re.fullmatch("[①-⑳]{2,}", found["raised"] or "")
    return [_number(sign) for sign in signs[0]] if signs else [_labelled(found)]


def page_in_turn(found: Sequence[NoteCitation], note: Passage, turn: int) -> tuple[NoteCitation, ...]:
    """The citations of a note that answers several calls, with the page for one of them: 第5、88页."""
    count = len(_labels(note.text))
    pages = _PAGES_IN_TURN.findall(note.text[found[0].span.start :]) if found else []
    pages = pages if len(pages) == count else re.findall(r"\d+(?:[-–—]\d+)?", pages[0]) if len(pages) == 1 else []
    if count < 2 or len(pages) != count:
        return tuple(found)
    return (replace(found[0], printed=replace(found[0].printed, locator=pages[turn])), *found[1:])


def _labelled(found: re.Match[str]) -> str:
    """The number; one in round brackets keeps them, for it could also be a page."""
    if found["round"]:
        return f"({found['round']})"
    return _number(found["named"] or found["square"] or found["plain"] or found["raised"])


def note_citations(note: Passage) -> tuple[NoteCitation, ...]:
    """The works that a note cites, in order; remarks between them are passed over."""
    label = _LABEL.match(note.text)
    marks = marked(note.text, note.emphasis)
    found = (_citation(note.text, span, marks) for span in _chunks(note.text, label.end() if label else 0))
    return tuple(citation for citation in found if citation is not None)


def short_forms(text: str) -> Iterator[tuple[int, str]]:
    """Where a text says how it will cite a work from there on: `hereafter cited as T`.

    >>> list(short_forms("(Boston, 2002), hereafter cited in the text as T."))
    [(16, 'T')]
    """
    for found in _HEREAFTER.finditer(text):
        yield found.start(), found["short"] or found["han"]


def _chunks(text: str, start: int) -> Iterator[Span]:
    """The parts of a note between semicolons and stops outside titles and parentheses."""
    closed = [quote.span for quote in outermost(text)] + [
        Span(*m.span()) for m in re.finditer(r"[(（][^()（）]*[)）]", text)
    ]
    ends = [m for m in _ENDS.finditer(text, start) if not any(span.start < m.start() < span.end for span in closed)]
    for begin, end in pairwise([start, *(m.end() for m in ends), len(text)]):
        span = Span(begin, end).trimmed(text)
        if len(span):
            yield span


def _citation(text: str, chunk: Span, marks: Sequence[Span]) -> NoteCitation | None:
    signal = _SIGNAL.match(text, chunk.start)
    start = signal.end() if signal else chunk.start
    words = _REMARK.sub("", text[start : chunk.end].rstrip(" .。;；"))
    span = Span(start, start + len(words))
    if same := _SAME_NOTE.match(words):
        label = _number(same["note"] or same["above"])
        return NoteCitation(span, Printed(text=words, is_ibid=True, locator=same["page"] or ""), same_as=label)
    if ibid := _IBID.match(words):
        return NoteCitation(span, Printed(text=words, is_ibid=True, locator=ibid["page"] or ""))
    if (again := _AGAIN.fullmatch(words)) and is_person(again["author"]):
        return NoteCitation(span, Printed(text=words, author=again["author"], locator=again["page"] or ""))
    if within := _IN_BOOK.match(text, start, chunk.end):
        return _citation(text, Span(within.end(), chunk.end), marks)
    title = next((mark for mark in marks if start <= mark.start and mark.end <= chunk.end), None)
    if title is None and (same := _SAME_WITHIN.search(words)):
        printed = Printed(text=words, is_ibid=True, locator=same["page"] or "")
        return NoteCitation(span, printed, same_as=_number(same["note"]))
    if (unmarked := _UNMARKED.match(text, start, chunk.end)) and (title is None or title.start > unmarked.end("title")):
        title = Span(*unmarked.span("title"))
    found = _plain(words, span) if title is None else _marked(text, span, title)
    is_via = signal is not None and (signal["via"] or signal["zh"])
    return replace(found, printed=replace(found.printed, note="qtd. in")) if found and is_via else found


def _marked(text: str, span: Span, title: Span) -> NoteCitation | None:
    """Author, marked title, and a page, or the publisher and year, or both."""
    author = re.sub(r"[\s,，:：\"“‘《〈*]+\Z", "", text[span.start : title.start])
    behind = text[title.end : span.end]
    page, is_full = _PAGE.search(behind), _DATED.search(behind) is not None
    if len(author) > _LONGEST_AUTHOR or not (page or is_full):
        return None
    name = title.of(text).strip(" ,.，。")
    locator = (page["page"] or page["round"]) if page else ""
    printed = Printed(text=span.of(text), author=_NATION.sub("", author), title=name, locator=locator)
    end = title.end + (page.start() if page else len(behind))
    return NoteCitation(span, printed, entry=Span(span.start, end) if is_full else None, title=title)


def _plain(words: str, span: Span) -> NoteCitation | None:
    """A short note without markup: `Alaimo, 30`, or `Alaimo, Bodily Natures, 30`."""
    found = _SHORT.fullmatch(words)
    if found is None or not is_person(found["author"]):
        return None
    printed = Printed(text=words, author=found["author"], title=found["title"] or "", locator=found["page"])
    return NoteCitation(span, printed)

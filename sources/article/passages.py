"""A document as running text: page breaks mended, debris of pages left out, sections told apart.

A passage is a paragraph as its author wrote it.  Its text is that of one block, or of several
that a page break (or the lines of a poem) has cut, and every stretch of it leads back to them.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final

from bitext.articles import Join, Place
from bitext.documents import Block, BlockId, BlockKind, Document, MarkKind
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.article.citing import ends_cited
from sources.article.scripts import CJK
from sources.sections import NOTES, OTHER, WORKS_CITED, bare_heading


class Part(StrEnum):
    """What part of an article a passage belongs to."""

    TEXT = "text"
    NOTES = "notes"
    WORKS_CITED = "works-cited"


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch of a passage comes from: its `start` there, and its place in a block."""

    start: int
    block: Block
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph, heading, entry or note."""

    text: str
    pieces: tuple[Piece, ...]
    kind: BlockKind
    part: Part
    emphasis: tuple[Span, ...] = ()
    anchors: tuple[tuple[int, str], ...] = ()  # where a note hangs, and the note's block id

    def places(self, span: Span) -> tuple[Place, ...]:
        """The stretches of blocks that the span covers."""
        return tuple(self._places(span))

    def _places(self, span: Span) -> Iterator[Place]:
        for piece in self.pieces:
            start, end = max(span.start, piece.start), min(span.end, piece.start + len(piece.span))
            if start < end or (start == end == span.start == span.end):
                yield Place(piece.block.id, Span(start, end).shifted(piece.span.start - piece.start))

    def place(self, span: Span) -> Place:
        """Where the span begins."""
        return next(self._places(span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """All passages of an article in reading order."""

    language: LanguageTag
    text: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    entries: tuple[Passage, ...]
    joins: tuple[Join, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The text, the notes and the works cited."""
        return (*self.text, *self.notes, *self.entries)


_COLOPHON: Final = re.compile(
    r"[\[［(（【]?(?:收稿日期|作者简介|作者簡介|作者单位|作者單位|基金项目|基金項目|责任编辑|責任編輯|通信作者|通讯作者|投稿日期|修回日期"
    r"|本文系|Received|Accepted|Manuscript received)\s*[:：为]"
)
_STAMP: Final = re.compile(
    r"(?:Downloaded (?:by|from|via) |This content downloaded from |All use subject to |Published online by ).{4,}"
)
_STAMPED: Final = re.compile(r"\s*Downloaded (?:by|from|via) .{3,80}?\d{1,2}:\d{2}.{0,40}?\b(?:19|20)\d{2}\s+(?=\S)")
_PARTICLE_ENDS: Final = (
    r"(?<!\b[Vv][ao]n)(?<!\b[Dd]e)(?<!\b[Dd]e[rn])(?<!\b[Dd][ei]l)(?<!\b[Dd]i)(?<!\b[Ll][ae])(?<!\b[Tt]e[rn])"
    r"(?<!\band)(?<!\bund)(?<!\bet)"
)
_FAMILY: Final = r"(?:(?:van|von|de|der|den|del|di|la|le)\s)*[^\W\d_a-z][\w’'\-]+(?:\s[^\W\d_a-z][\w’'\-]+){0,3}"
_GLUED: Final = re.compile(
    # Family, X. (2004).   Body of Names. (2004).   Family, Given. 2004. "   刘海燕，2014。   [3] Family
    rf"(?<=[.\w/)]){_PARTICLE_ENDS}\s+(?={_FAMILY},\s(?:[^\W\d_a-z]\.[\s\-]?)+(?:,?\s?(?:&\s)?[^()]{{0,120}}?)?(?:\(Eds?\.\)\.?\s)?"
    r"\((?:1[5-9]|20)\d{2}[a-z]?[,)])"
    r"|(?<=\.)\s+(?=[^\W\d_a-z][\w’'\-]+(?:\s(?:of|for|the|and|[^\W\d_a-z][\w’'\-]+)){1,6}\.\s\((?:1[5-9]|20)\d{2}[a-z]?[,)]\.)"
    rf"|(?<=[.\d。])\s*(?={_FAMILY},\s[^\W\d_a-z][\w’'\-]+(?:\s[^\W\d_a-z]\.)*\.?\s(?:1[5-9]|20)\d{{2}}[a-z]?\.\s(?:[“\"*]|[^\W\d_a-z]))"
    rf"|(?<=[.。])\s*(?=[{CJK}·、]{{2,20}}[,，]\s?(?:1[5-9]|20)\d{{2}}[a-z]?[.。．])"
    r"|(?<=[.。．\d/\w])\s+(?=[\[［]\d{1,3}[\]］]\s?[^\W\d_])"
)
_CALLABLE: Final = re.compile(r"\s*(?P<label>[①-⑳])")
_PAGE_NUMBER: Final = re.compile(
    r"[\s\-–—\[(|]*(?:page|p\.|第)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:of\s+\d+|页|頁)?[\s\-–—\])|]*", re.IGNORECASE
)
_HEAD_IN_LIST: Final = re.compile(  # 118  The Northern Quarterly;  THE LONG KILN  119;  J. Cole | The Long Kiln
    r"\d{1,4}\s+[^\W\d_a-z][^.,;:“”\"()]*|[^.,;:“”\"()]*[^\W\d_]\s+\d{1,4}|(?:[^\W\da-z_]{2,}[\s&]*){2,}[\d.():\s]*"
    r"|[^,;:“”\"()\d]+\s[|•·]\s[^,;:“”\"()]+"
)
_LONGEST_HEAD: Final = 90  # characters of a running head; a line of text that is repeated is longer or ends in a stop
_SHORTEST_LINE: Final = 50  # characters: at least one line of a paragraph stands on the page before
_SHORTEST_CUT: Final = 120  # a paragraph without a stop that is shorter may be a heading or a line of verse
_STOPPED: Final = re.compile(r"[.!?…:;。！？：；][\"'”’」』)）\]]*(?:\[?\d{1,3}\]?|[⁰¹²³⁴-⁹①-⑳]+)?\s*\Z")
_OPEN_END: Final = re.compile(
    r"(?:[,\-–—，、]|\b(?:a|an|the|of|in|on|at|to|for|with|by|from|and|or|but|that|which|as|is|are|was|were|his|her|their|its|this|these))\Z"
)
_WORD_SHORT: Final = re.compile(r"\b(?:a|an|the|of|in|at|to|for|with|by|from|and|or|my|your|his|her|our|their|its)\Z")
_ENTRY: Final = re.compile(
    rf"\s*(?:[-–—•*·]\s+)?(?:\[\d+\]|\d+\.|[-–—_]{{2,}}|[^\W\d_a-z][\w’'\- ]+,\s|[{CJK}]|[^\W\d_a-z]\w+\.\s)"
)
_REST_OF_ENTRY: Final = re.compile(  # the line of the journal, the editors, the address
    rf"\s*\*?[^\W\d_a-z][^.;\d]{{2,80}},\s(?:vol|no)\.\s*\d|\s*(?:(?:Edited|Translated)\sby\s|In:?\s[^\W\d_a-z]|pp?\.\s|vol\.\s|no\.\s|https?://|doi)"
    rf"|\s*《[^》]+》\s*(?:\d{{4}}年|第)|\s*第?\d+[期卷]|\s*[{CJK}]{{2,12}}[：:][{CJK}]{{2,20}}(?:出版社|书局|書局|书店|書店)"
)
_LINED: Final = frozenset({BlockKind.VERSE, BlockKind.QUOTE})
_FLOWING: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.NOTE})


def read_manuscript(document: Document) -> Manuscript:
    """The passages of a document.

    Notes and works cited are found by their headings, by the kind of their blocks, or both.
    """
    debris = _debris(list(document.blocks))
    torn = frozenset(after.id for before, after in pairwise(document.blocks) if before.id in debris) | _cut(document)
    unheaded = _unheaded_notes(list(document.blocks))
    blocks = [
        (block, Part.NOTES if block.id in unheaded else part)
        for block, part in _with_parts(document.blocks)
        if block.id not in debris
    ]
    text = tuple(_mended([block for block, part in blocks if part is Part.TEXT], Part.TEXT, torn))
    notes = tuple(_mended([block for block, part in blocks if part is Part.NOTES], Part.NOTES, torn))
    listed = [
        _passage([block], Part.WORKS_CITED)
        for block, part in blocks
        if part is Part.WORKS_CITED and not _is_head_in_list(block)
    ]
    entries = tuple(entry for passage in _rejoined(listed) for entry in _entries(passage))
    own_notes = tuple(_passage([note], Part.NOTES) for note in document.notes)
    joins = tuple(
        Join(a.block.id, b.block.id)
        for p in (*text, *notes, *entries)
        for a, b in pairwise(p.pieces)
        if p.kind not in _LINED
    )
    return Manuscript(language=document.language, text=text, notes=(*notes, *own_notes), entries=entries, joins=joins)


def _cut(document: Document) -> frozenset[BlockId]:
    """The blocks before which the reader of the file has set a running head or a page number aside."""
    lines = sorted(aside.origin.line for aside in document.set_aside if aside.origin.line and _is_of_page(aside.reason))
    return frozenset(
        after.id
        for before, after in pairwise(document.blocks)
        if before.origin.line
        and after.origin.line
        and bisect(lines, after.origin.line) > bisect(lines, before.origin.line)
    )


def _is_of_page(reason: str) -> bool:
    return "running head" in reason or "page" in reason


def _unheaded_notes(blocks: Sequence[Block]) -> frozenset[BlockId]:
    """Paragraphs that begin with ①, ② …, where the text has the same sign as the call of a note."""
    labels = {block.id: found["label"] for block in blocks if (found := _CALLABLE.match(block.text))}
    called = {sign for block in blocks for sign in re.findall("(?<=\\S)[①-⑳]", block.text)}
    return frozenset(id_ for id_, label in labels.items() if label in called)


def _with_parts(blocks: Iterable[Block]) -> Iterator[tuple[Block, Part]]:
    """Each block with its part; headings of notes and works cited are left out, being neither."""
    part = Part.TEXT
    for block in blocks:
        title = block.text.strip().strip("*#").strip()
        turn = _turn(title, block, part)
        if turn is not None:
            part = turn
            if turn is Part.TEXT:
                yield block, part
        elif block.kind is BlockKind.REFERENCE:
            yield block, Part.WORKS_CITED
        elif not (part is Part.WORKS_CITED and _is_subheading(block)):
            yield block, part


def _turn(title: str, block: Block, part: Part) -> Part | None:
    """The part that a heading opens; None where the block is no such heading."""
    if part is not Part.TEXT and _COLOPHON.match(title):
        return Part.TEXT
    title = bare_heading(title)
    if len(title) > _LONGEST_HEAD:
        return None
    if WORKS_CITED.fullmatch(title):
        return Part.WORKS_CITED
    if NOTES.fullmatch(title):
        return Part.NOTES
    is_new_section = OTHER.fullmatch(title) or (block.kind is BlockKind.HEADING and not _is_list_title(title))
    return Part.TEXT if part is not Part.TEXT and is_new_section else None


def _is_list_title(title: str) -> bool:
    return bool(
        re.search(
            r"\b(?:sources?|films?|books?|works?|articles?|texts?|literature)\b|文献|文獻|著作|论文|論文",
            title,
            re.IGNORECASE,
        )
    )


def _is_subheading(block: Block) -> bool:
    """A title within the list, such as Primary Sources: short, without a stop, a comma or a number."""
    text = block.text.strip()
    return block.kind is BlockKind.HEADING or (len(text) <= 50 and not re.search(r"[.,;:，。：\d]", text))


def _debris(blocks: Sequence[Block]) -> frozenset[BlockId]:
    """Page numbers on their own; and lines that come again but for their number, where they cut a sentence."""
    lines = [re.sub(r"\d+", "#", block.text.strip()).casefold() for block in blocks]
    counts = Counter(lines)
    suspect = [
        _may_be_debris(block) and (_is_page_number(block) or counts[line] > 1 or _is_stamp(block))
        for block, line in zip(blocks, lines, strict=True)
    ]
    found: set[BlockId] = set()
    for is_suspect, numbers in groupby(range(len(blocks)), key=suspect.__getitem__):
        run = list(numbers)
        if is_suspect:
            cuts = (
                run[0] > 0
                and run[-1] + 1 < len(blocks)
                and _belongs(blocks[run[0] - 1], blocks[run[-1] + 1], is_torn=True)
            )
            found |= {blocks[n].id for n in run if cuts or _is_page_number(blocks[n]) or _is_stamp(blocks[n])}
    return frozenset(found)


def _is_head_in_list(block: Block) -> bool:
    """Whether a line among the works cited is the running head of a page: a page number and no more than a title."""
    text = block.text.strip()
    is_year = re.search(r"(?<!\d)(?:1[5-9]|20)\d{2}\Z", text) is not None
    return len(text) <= _LONGEST_HEAD and not is_year and _HEAD_IN_LIST.fullmatch(text) is not None


def _is_stamp(block: Block) -> bool:
    """Whether it is what a platform prints on each page: Downloaded by …, All use subject to …."""
    return len(block.text) <= _LONGEST_HEAD and _STAMP.fullmatch(block.text.strip()) is not None


def _is_page_number(block: Block) -> bool:
    return _PAGE_NUMBER.fullmatch(block.text.strip()) is not None


def _may_be_debris(block: Block) -> bool:
    text = block.text.strip()
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _LONGEST_HEAD
        and not text.endswith((".", "!", "?", "。", "”", '"'))
    )


def _mended(blocks: Sequence[Block], part: Part, torn: frozenset[BlockId]) -> Iterator[Passage]:
    group: list[Block] = []
    for block in blocks:
        if group and not _belongs(group[-1], block, is_torn=block.id in torn):
            yield _passage(group, part)
            group = []
        group.append(block)
    if group:
        yield _passage(group, part)


def _belongs(before: Block, after: Block, *, is_torn: bool) -> bool:
    """Whether two blocks are one passage: cut by a page break, verse, or a quotation of several paragraphs."""
    if before.kind is after.kind and before.kind in _LINED:
        return not ends_cited(before.text)
    return before.kind in _FLOWING and after.kind is before.kind and continues(before.text, after.text, is_torn=is_torn)


def continues(before: str, after: str, *, is_torn: bool = False) -> bool:
    """Whether `after` goes on with a sentence that a page break cut off.

    A block quotation without markup also starts in lower case; it is told by the stop and the
    citation at its end, unless a page number or running head shows that the page `is_torn` there.

    >>> lines = "The stereotype has emerged in a famous saying. This means"
    >>> continues(lines, "that investment activities always fail. It shows (i.e., now) little.")
    True
    >>> continues("As Connell explains,", "the definition of men has little power. (Alaimo, Exposed 85).")
    False
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after or _STOPPED.search(before):
        return False
    if ends_cited(after) and not (is_torn and before[-1].isalpha()):
        return _WORD_SHORT.search(before) is not None
    if after[0].islower():
        return len(before) >= _SHORTEST_LINE
    return len(before) >= _SHORTEST_CUT and (_OPEN_END.search(before) is not None or before[-1].isalpha())


def _passage(blocks: Sequence[Block], part: Part) -> Passage:
    """One passage of several blocks, with a space, a line end or nothing between them."""
    text = ""
    pieces: list[Piece] = []
    for block in blocks:
        text += _glue(text, block) if text else ""
        stamp = _STAMPED.match(block.text)
        whole = Span(stamp.end() if stamp else 0, len(block.text))
        span = whole.trimmed(block.text) if len(blocks) > 1 else whole
        pieces.append(Piece(len(text), block, span))
        text += span.of(block.text)
    return _of_pieces(text, pieces, blocks[0].kind, part)


def _of_pieces(text: str, pieces: Sequence[Piece], kind: BlockKind, part: Part) -> Passage:
    return Passage(
        text=text,
        pieces=tuple(pieces),
        kind=kind,
        part=part,
        emphasis=tuple(_merged(_emphasis(pieces), text)),
        anchors=tuple(anchor for piece in pieces for anchor in _anchors(piece)),
    )


def _glue(text: str, block: Block) -> str:
    if block.kind in _LINED:
        return "\n"
    is_hyphenated = len(text) > 1 and text[-1] in "-\N{HYPHEN}\N{SOFT HYPHEN}" and text[-2].isalpha()
    first = block.text.lstrip()[:1]
    return "" if is_hyphenated or (re.match(f"[{CJK}]", first) and re.search(f"[{CJK}，、]\\Z", text)) else " "


def _emphasis(pieces: Iterable[Piece]) -> Iterator[Span]:
    for piece in pieces:
        for mark in piece.block.marks:
            start, end = max(mark.span.start, piece.span.start), min(mark.span.end, piece.span.end)
            if mark.kind is MarkKind.EMPHASIS and start < end:
                yield Span(start, end).shifted(piece.start - piece.span.start)


def _anchors(piece: Piece) -> Iterator[tuple[int, str]]:
    for mark in piece.block.marks:
        if mark.kind is MarkKind.NOTE and piece.span.start <= mark.span.start <= piece.span.end:
            yield mark.span.start - piece.span.start + piece.start, mark.value


def _merged(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Stretches of emphasis that only white space keeps apart are one; a stop ends a title."""
    current: Span | None = None
    for span in sorted(spans):
        is_open = current is not None and not text[current.start : current.end].rstrip().endswith((".", ",", "?", "!"))
        if current is not None and is_open and not text[current.end : span.start].strip():
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _rejoined(listed: Sequence[Passage]) -> Iterator[Passage]:
    """Entries that a page break has cut are put together."""
    group: list[Passage] = []
    for passage in listed:
        if group and not _goes_on(group[-1].text, passage.text):
            yield _passage([piece.block for one in group for piece in one.pieces], Part.WORKS_CITED)
            group = []
        group.append(passage)
    if group:
        yield _passage([piece.block for one in group for piece in one.pieces], Part.WORKS_CITED)


def _goes_on(before: str, after: str) -> bool:
    """Whether an entry stops short of its end: no stop, and no year so far or no new entry behind it."""
    is_open = re.search(r"[\w,:;&\-–—]\s*\Z", before) and not re.search(r"https?://\S+\Z|\d\s*\Z", before)
    is_dated = re.search(r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)", before) is not None
    is_numbered = re.match(r"\s*(?:\[\d+\]|\d+[.)]\s)", after) is not None
    if not is_dated and _REST_OF_ENTRY.match(after):
        return True
    if _WORD_SHORT.search(before.rstrip()) or before.rstrip().endswith("&"):
        return not is_numbered
    return bool(is_open) and not is_numbered and not (is_dated and _ENTRY.match(after))


def _entries(passage: Passage) -> Iterator[Passage]:
    """A block whose lines are entries gives one passage for each of them."""
    ends = [mark.span.start for piece in passage.pieces for mark in piece.block.marks if mark.kind is MarkKind.LINE]
    ends += [match.start() for match in re.finditer("\n", passage.text)]
    cuts = [end for end in ends if len(passage.pieces) == 1 and _is_entry_break(passage.text, end)]
    cuts = sorted({*cuts, *(found.start() for found in _GLUED.finditer(passage.text))})
    for start, end in pairwise([0, *cuts, len(passage.text)]):
        if passage.text[start:end].strip():
            yield sliced(passage, Span(start, end).trimmed(passage.text)) if cuts else passage


def _is_entry_break(text: str, at: int) -> bool:
    return re.search(r"[.。>)\]\d]\s*\Z", text[:at]) is not None and _ENTRY.match(text[at:]) is not None


def sliced(passage: Passage, span: Span) -> Passage:
    """A stretch of a passage as a passage of its own."""
    pieces = []
    for piece in passage.pieces:
        start, end = max(span.start, piece.start), min(span.end, piece.start + len(piece.span))
        if start < end:
            own = Span(start, end).shifted(piece.span.start - piece.start)
            pieces.append(Piece(start - span.start, piece.block, own))
    return _of_pieces(span.of(passage.text), pieces, passage.kind, passage.part)

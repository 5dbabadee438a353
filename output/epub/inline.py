"""The inside of a block: its text with sentences, marks, links and note calls, properly nested.

What lies over a text may overlap in any way; markup may not.  So the text is cut at every edge,
each cut knows what lies over it, and neighbours that share a wrap are put into one element.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, TypeAlias
from urllib.parse import quote, urlsplit

from bitext.articles import Localized
from bitext.documents import Block, BlockId, Mark, MarkKind, SegmentId
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span
from output.epub.pairs import Piece
from output.epub.xhtml import EAST_ASIAN, WRITTEN_IN_THEM, east_asian_tag, in_language, spoken
from output.markup import Element, Node, element


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a block that leads to an id of the book: a citation, or a term of the glossary."""

    span: Span
    target: str
    kind: str  # glossref or biblioref, in epub:type; the role is doc- with the same name


@dataclass(frozen=True, slots=True)
class Call:
    """Where a note is called in a block: its number, as a link."""

    offset: int
    id: str
    target: str
    label: str


Lacking: TypeAlias = Callable[[SegmentId], Localized | None]
"""The words that say which versions do not have a sentence; None where all have it."""


def nobody(_: SegmentId) -> None:
    """Every version has every sentence, or nothing is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the inside of a block must know of the book around it."""

    language: LanguageTag  # of the document
    han: LanguageTag  # of Chinese characters in a text that is not in Chinese
    href: Callable[[str], str | None]  # from the page to an id; None where the book does not hold it
    links: Mapping[BlockId, Sequence[Link]] = field(default_factory=dict)
    calls: Mapping[BlockId, Sequence[Call]] = field(default_factory=dict)
    image: Localized  # the word that stands for a picture
    pictures: Mapping[str, str] = field(default_factory=dict)  # from the page to each picture of the book
    lacking: Lacking = nobody


def language_of_block(block: Block, setting: Setting) -> LanguageTag:
    """The block's own language, or else its document's."""
    return block.language or setting.language


@dataclass(frozen=True, slots=True, eq=False)
class _Wrap:
    """An element to be put around a stretch of the text."""

    span: Span
    tag: str
    attributes: Mapping[str, str]
    is_sentence: bool = False  # stands outermost, so that its id is never split
    reading: Localized | None = None  # of ruby


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    """An element to be put between two characters."""

    offset: int
    made: Element
    leans_left: bool  # belongs to what stands before it, as the call of a note does
    is_link: bool = False


def content(piece: Piece, setting: Setting) -> tuple[Node, ...]:
    """The piece's text with all that lies over it."""
    wraps = [clipped for wrap in _wraps(piece.block, setting) if (clipped := _clipped(wrap, piece.span))]
    points = [p for p in _points(piece.block, setting) if piece.holds(p.offset, leans_left=p.leans_left)]
    if not wraps and not points:
        return tuple(_sentences(piece, setting))
    sentences = (
        _Wrap(segment.span, "span", _of_sentence(segment.id, setting), is_sentence=True) for segment in piece.segments
    )
    return tuple(_nested(list(_atoms(piece, [*sentences, *wraps], points)), 0))


def _sentences(piece: Piece, setting: Setting) -> Iterator[Node]:
    """The sentences of a piece that has nothing over it, which is most of a book."""
    at, text = piece.span.start, piece.block.text
    for segment in piece.segments:
        if at < segment.span.start:
            yield text[at : segment.span.start]
        yield element("span", _of_sentence(segment.id, setting), segment.text)
        at = segment.span.end
    if at < piece.span.end:
        yield text[at : piece.span.end]


# --- what lies over a block --------------------------------------------------------------------------------------

_TAGS: Final = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.SUPERSCRIPT: "sup",
    MarkKind.SUBSCRIPT: "sub",
}


def _wraps(block: Block, setting: Setting) -> Iterator[_Wrap]:
    if not block.marks and block.id not in setting.links:  # as most blocks of a book
        return _east_asian(block, setting, ())
    return _marked(block, setting)


def _marked(block: Block, setting: Setting) -> Iterator[_Wrap]:
    for mark in block.marks:
        if tag := _TAGS.get(mark.kind):
            yield _Wrap(mark.span, tag, {})
    foreign = [mark for mark in block.marks if mark.kind is MarkKind.FOREIGN and mark.value]
    for mark in foreign:
        yield _Wrap(mark.span, "span", in_language(_tag_of(mark, block)))
    yield from _east_asian(block, setting, [mark.span for mark in foreign])
    yield from _ruby(block, setting)
    yield from _apart([*_marked_links(block, setting), *_book_links(block, setting)])


def _of_sentence(id_: SegmentId, setting: Setting) -> dict[str, str]:
    label = setting.lacking(id_)
    if label is None:
        return {"id": id_}
    return {"id": id_, "class": "alone", "role": "group", "aria-label": label.text}


def _tag_of(mark: Mark, block: Block) -> LanguageTag:
    try:
        return LanguageTag(mark.value)
    except BadData as error:
        raise BadData(f"In block {block.id}, at character {mark.span.start + 1}: {error}") from error


def _east_asian(block: Block, setting: Setting, marked: Sequence[Span]) -> Iterator[_Wrap]:
    """Chinese, Japanese or Korean words in a text of another language, so that they are spoken and drawn as such."""
    if language_of_block(block, setting).language in WRITTEN_IN_THEM:
        return
    for found in EAST_ASIAN.finditer(block.text):
        span = Span(*found.span())
        if not any(span.overlaps(other) for other in marked):
            yield _Wrap(span, "span", in_language(east_asian_tag(found[0], setting.han)))


def _ruby(block: Block, setting: Setting) -> Iterator[_Wrap]:
    marks = [mark for mark in block.marks if mark.kind is MarkKind.RUBY]
    language = language_of_block(block, setting)
    return _apart(
        _Wrap(mark.span, "ruby", {}, reading=Localized(mark.value, _reading_language(mark.value, language)))
        for mark in marks
        if mark.value.strip()
    )


_LATIN: Final = re.compile("[A-Za-z]")
_ZHUYIN: Final = re.compile("[\u3105-\u312f]")


def _reading_language(reading: str, language: LanguageTag) -> LanguageTag:
    """The language of a reading: Chinese may be spelled in pinyin or in zhuyin.

    >>> _reading_language("lǔ", LanguageTag("zh-Hans")), _reading_language("かお", LanguageTag("ja"))
    ('zh-Latn-pinyin', 'ja')
    """
    if language.language != "zh":
        return language
    if _LATIN.search(reading):
        return LanguageTag("zh-Latn-pinyin")
    return LanguageTag("zh-Bopo") if _ZHUYIN.search(reading) else language


def _marked_links(block: Block, setting: Setting) -> Iterator[_Wrap]:
    for mark in block.marks:
        if mark.kind is not MarkKind.LINK:
            continue
        inside = setting.href(mark.value.removeprefix("#")) if mark.value.startswith("#") else None
        if href := inside or web_address(mark.value):
            yield _Wrap(mark.span, "a", {"href": href})


def _book_links(block: Block, setting: Setting) -> Iterator[_Wrap]:
    for link in setting.links.get(block.id, ()):
        if href := setting.href(link.target):
            role = f"doc-{link.kind}"
            yield _Wrap(link.span, "a", {"class": link.kind, "href": href, "epub:type": link.kind, "role": role})


def web_address(text: str) -> str | None:
    """The address if a reading system can follow it, else None: a relative one led to the source's own files.

    >>> web_address("https://example.org/a b?q=摩西")
    'https://example.org/a%20b?q=%E6%91%A9%E8%A5%BF'
    >>> web_address("../chapter2.html"), web_address("http://[bad")
    (None, None)
    """
    try:
        parts = urlsplit(text.strip())
        _ = parts.port  # raises where it is not a number
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return quote(text.strip(), safe="%/:?@!$&'()*+,;=~") if "@" in parts.path else None
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        return None
    rest = quote(parts._replace(scheme="", netloc="").geturl(), safe="%/:?#@!$&'()*+,;=~")
    return f"{parts.scheme}://{parts.netloc}{rest}"


_HOST: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z][A-Za-z0-9-]*(?::\d+)?")


def _apart(wraps: Iterable[_Wrap]) -> Iterator[_Wrap]:
    """Those that overlap none before them: a link cannot hold a link, nor ruby ruby."""
    taken: list[Span] = []
    for wrap in wraps:
        if not any(wrap.span.overlaps(span) for span in taken):
            taken.append(wrap.span)
            yield wrap


# --- what stands between characters --------------------------------------------------------------------------------


def _points(block: Block, setting: Setting) -> Iterator[_Point]:
    for call in setting.calls.get(block.id, ()):
        if href := setting.href(call.target):
            attributes = {"epub:type": "noteref", "role": "doc-noteref", "id": call.id, "href": href}
            made = element("sup", {"class": "call"}, element("a", attributes, call.label))
            yield _Point(call.offset, made, leans_left=True, is_link=True)
    for index, mark in enumerate(block.marks):
        if mark.kind is MarkKind.LINE:
            yield _Point(mark.span.end, element("br"), leans_left=True)
        elif mark.kind is MarkKind.PAGE and mark.value.strip():
            yield _Point(mark.span.start, _page_break(page_id(block, index), mark.value), leans_left=False)
        elif mark.kind is MarkKind.IMAGE and (shown := picture(mark, setting)):
            yield _Point(mark.span.start, shown, leans_left=False)


def page_id(block: Block, index: int) -> str:
    """The id of the place where a page of the printed source begins: mark number `index` of the block."""
    return f"page.{block.id}.{index}"


def _page_break(id_: str, number: str) -> Element:
    attributes = {"epub:type": "pagebreak", "role": "doc-pagebreak", "id": id_, "aria-label": f" {number}. "}
    return element("span", attributes)


def picture(mark: Mark, setting: Setting) -> Element | None:
    """The picture; of one that is not in the book its words, so that nothing is lost in silence."""
    if address := setting.pictures.get(mark.target):
        return element("img", {"src": address, "alt": mark.value.strip()})
    if not mark.value.strip():
        return None
    return element("span", {"class": "image"}, "[", spoken(setting.image), ": ", mark.value, "]")


# --- putting them together ---------------------------------------------------------------------------------------


def _clipped(wrap: _Wrap, window: Span) -> _Wrap | None:
    start, end = max(wrap.span.start, window.start), min(wrap.span.end, window.end)
    if start >= end:
        return None
    if (start, end) == (wrap.span.start, wrap.span.end):
        return wrap
    return _Wrap(Span(start, end), wrap.tag, wrap.attributes, wrap.is_sentence, wrap.reading)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of text, or an element, with the wraps that lie over it, the outermost first."""

    start: int
    node: Node
    over: tuple[_Wrap, ...]


def _atoms(piece: Piece, wraps: Sequence[_Wrap], points: Sequence[_Point]) -> Iterator[_Atom]:
    edges = {edge for wrap in wraps for edge in (wrap.span.start, wrap.span.end)}
    edges |= {piece.span.start, piece.span.end} | {point.offset for point in points}
    coming = deque(sorted(wraps, key=lambda wrap: wrap.span.start))
    waiting = deque(sorted(points, key=lambda point: (point.offset, not point.leans_left)))
    active: list[_Wrap] = []
    ordered = sorted(edges)
    for start, end in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        active = [wrap for wrap in active if wrap.span.end > start]
        while waiting and waiting[0].offset == start:
            point = waiting.popleft()
            over = tuple(wrap for wrap in active if not (point.is_link and wrap.tag == "a"))
            yield _Atom(start, point.made, over)
        while coming and coming[0].span.start == start:
            active.append(coming.popleft())
        active.sort(key=_depth)
        if start < end:
            yield _Atom(start, piece.block.text[start:end], tuple(active))


def _depth(wrap: _Wrap) -> tuple[bool, int, int]:
    """Sentences outermost; then what begins first, and of those the longest."""
    return not wrap.is_sentence, wrap.span.start, -wrap.span.end


def _nested(atoms: Sequence[_Atom], depth: int) -> Iterator[Node]:
    for wrap, run in groupby(atoms, key=lambda atom: atom.over[depth] if len(atom.over) > depth else None):
        group = list(run)
        if wrap is None:
            yield from (atom.node for atom in group)
        else:
            yield _wrapped(wrap, group, depth)


def _wrapped(wrap: _Wrap, group: Sequence[_Atom], depth: int) -> Element:
    """One element of a wrap; where another wrap cuts it in two, only the first has the id and the reading."""
    is_first = group[0].start == wrap.span.start
    attributes = wrap.attributes if is_first else {k: v for k, v in wrap.attributes.items() if k != "id"}
    reading = spoken(wrap.reading, "rt") if wrap.reading and is_first else None
    tag = "span" if wrap.tag == "ruby" and not is_first else wrap.tag
    return element(tag, attributes, *_nested(group, depth + 1), reading)

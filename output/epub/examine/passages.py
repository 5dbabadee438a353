"""The text of a page: a passage for each paragraph or its like, cut into runs of one language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby
from typing import Final

from lxml import etree

from bitext.errors import BadData
from bitext.languages import LanguageTag
from output.epub.examine.names import EPUB, LANG, kinds_of, local

_BLOCK_NAMES: Final = (
    "address article aside blockquote body caption center col colgroup dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup "
    "option p pre search section select summary table tbody td tfoot th thead tr ul"
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES: Final = "rt rp rtc script style svg math template head audio video object iframe noscript"
_NO_TEXT: Final = frozenset(_SILENT_NAMES.split())
_VERBATIM: Final = frozenset({"code", "pre", "kbd", "samp", "var", "tt"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_APART_NAMES: Final = (
    "frontmatter backmatter footnote endnote rearnote footnotes endnotes rearnotes glossary colophon "
    "bibliography biblioentry toc index titlepage copyright-page epigraph"
)
_APART: Final = frozenset(_APART_NAMES.split())
_VERSE: Final = frozenset({"verse", "poem", "z3998:verse"})
_QUOTED: Final = frozenset({"blockquote", "aside", "nav"})
_READINGS: Final = frozenset({"rb", "rt", "rp", "rtc"})  # a blank between them is not displayed
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_SCRIPT_OF_REGION: Final = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
_LOOSE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage whose language is the same; `tag` is empty where nobody tells it."""

    text: str
    tag: str
    node: etree._Element
    is_verbatim: bool = False  # code, or a key: it has its own marks

    @property
    def language(self) -> LanguageTag | None:
        return tag_of(self.tag)


@dataclass(frozen=True)
class Passage:
    """The text of an element that holds no other that is displayed as a block."""

    node: etree._Element
    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def tag(self) -> str:
        """The language of most of it."""
        return max(self.runs, key=lambda run: len(run.text)).tag if self.runs else ""

    @property
    def language(self) -> LanguageTag | None:
        return tag_of(self.tag)

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is a heading, or the name of something in a list or table."""
        return any(local(node) in _HEADINGS | {"dt", "th", "caption", "figcaption"} for node in self.around)

    @cached_property
    def is_apart(self) -> bool:
        """Whether it stands outside the text proper, or is quoted, or is verse."""
        return any(
            kinds_of(node) & _APART
            or _VERSE & set((node.get("class") or "").split())
            or (local(node) in _QUOTED and own_tag(node) is None)
            for node in self.around
        )

    @property
    def around(self) -> Iterator[etree._Element]:
        """Its element, and those around it, the nearest first."""
        yield self.node
        yield from self.node.iterancestors()


@cache
def tag_of(text: str) -> LanguageTag | None:
    """A language tag as the checks use it, or None where it is none; subtags that we do not know are left out.

    >>> tag_of("ZH-hant"), tag_of("zh-cmn-Hans"), tag_of("x-none"), tag_of("en_US")
    ('zh-Hant', 'zh', None, None)
    """
    try:
        return LanguageTag(text)
    except BadData:
        return LanguageTag(text.split("-", maxsplit=1)[0]) if _LOOSE.fullmatch(text) else None


def script_of_tag(tag: LanguageTag) -> str | None:
    """The Chinese script that a tag tells, by its script or its region.

    >>> script_of_tag(LanguageTag("zh-TW")), script_of_tag(LanguageTag("zh-Hans-HK")), script_of_tag(LanguageTag("zh"))
    ('Hant', 'Hans', None)
    """
    if tag.script:
        return tag.script
    regions = (_SCRIPT_OF_REGION.get(part) for part in tag.split("-")[1:])
    return next(filter(None, regions), None) if tag.language == "zh" else None


def own_tag(node: etree._Element) -> str | None:
    """The language that an element itself tells; empty where it says that it has none."""
    return node.get(LANG, node.get("lang"))


@dataclass(slots=True)
class _Piece:
    """Text as it stands in the file."""

    text: str
    tag: str
    node: etree._Element
    is_verbatim: bool


@dataclass(slots=True)
class _Walk:
    """What is known on the way through a page."""

    tags: list[str]
    blocks: list[etree._Element] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    silent: int = 0
    verbatim: int = 0

    def hear(self, text: str | None, node: etree._Element) -> None:
        """Text that belongs to an element, or follows one within it."""
        if text and not self.silent:
            self.pieces.append(_Piece(text, self.tags[-1], node, bool(self.verbatim)))

    def passage(self) -> Passage | None:
        """What was heard since the last block began or ended."""
        pieces, self.pieces = self.pieces, []
        runs = tuple(_runs(pieces))
        return Passage(self.blocks[-1], runs) if runs and self.blocks else None


def passages_of(root: etree._Element, fallback: str) -> Iterator[Passage]:
    r"""The passages of a page in order, without readings of characters, code of programs, and drawings.

    >>> page = etree.fromstring('<body><p>甲\n乙<span lang="en">Jia</span></p><p><br/></p></body>')
    >>> [[(run.text, run.tag) for run in passage.runs] for passage in passages_of(page, "zh")]
    [[('甲 乙', 'zh'), ('Jia', 'en')]]
    """
    walk = _Walk(tags=[fallback])
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = local(node)
        is_block = name in _BLOCKS or _is_cell(node)
        if is_block and (found := walk.passage()):
            yield found
        if event == "start":
            _enter(walk, node, name, is_block=is_block)
        else:
            _leave(walk, node, name, is_block=is_block)


def _is_cell(node: etree._Element) -> bool:
    """Whether something is displayed by itself though it has no name of such an element."""
    return "pagebreak" in (node.get(f"{EPUB}type") or "").split() and local(node) == "div"


def _enter(walk: _Walk, node: etree._Element, name: str, *, is_block: bool) -> None:
    told = own_tag(node)
    walk.tags.append(walk.tags[-1] if told is None else told)
    walk.silent += _is_silent(node, name)
    walk.verbatim += name in _VERBATIM
    if is_block:
        walk.blocks.append(node)
    if name == "br" and not walk.silent:
        walk.pieces.append(_Piece("\u2028", walk.tags[-1], node, is_verbatim=False))
    walk.hear(node.text, node)


def _leave(walk: _Walk, node: etree._Element, name: str, *, is_block: bool) -> None:
    walk.tags.pop()
    walk.silent -= _is_silent(node, name)
    walk.verbatim -= name in _VERBATIM
    if is_block:
        walk.blocks.pop()
    parent = node.getparent()
    if parent is not None and not (name in _READINGS and not (node.tail or "").strip()):
        walk.hear(node.tail, parent)


def _is_silent(node: etree._Element, name: str) -> bool:
    """Whether what an element holds is no part of the text: a reading, a drawing, the number of a note."""
    return name in _NO_TEXT or (name == "a" and bool(kinds_of(node) & {"noteref", "backlink"}))


def _runs(pieces: list[_Piece]) -> Iterator[Run]:
    """Neighbours in one language joined; white space is one blank, and none around the whole, as it is displayed."""
    while pieces and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    ends_blank = True
    for place, ((tag, is_verbatim), group) in enumerate(alike := _alike(pieces)):
        shown = _SPACE.sub(" ", "".join(piece.text for piece in group))
        shown = shown.lstrip(" \u2028") if ends_blank else shown
        shown = shown.rstrip(" \u2028") if place == len(alike) - 1 else shown
        if shown:
            ends_blank = shown.endswith((" ", "\u2028"))
            yield Run(shown, tag, _first_heard(group), is_verbatim)


def _alike(pieces: list[_Piece]) -> list[tuple[tuple[str, bool], list[_Piece]]]:
    """Neighbours in one language."""
    groups = groupby(pieces, key=lambda piece: (piece.tag, piece.is_verbatim))
    return [(key, list(group)) for key, group in groups]


def _first_heard(pieces: list[_Piece]) -> etree._Element:
    """Where a run begins: the first of its pieces that is not blank."""
    return next((piece.node for piece in pieces if piece.text.strip()), pieces[0].node)

"""The two sides: empty, the same twice, twice over, or missing in the table of contents."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise
from typing import Final

from lxml import etree

from output.epub.examine.contract import Finding, Rule, Severity, quoted
from output.epub.examine.names import EPUB, local
from output.epub.examine.package import Book, Page, resolved
from output.epub.examine.passages import Passage, own_tag, passages_of

EMPTY: Final = Rule(
    code="E301",
    title="a side is empty",
    severity=Severity.ERROR,
    explanation="An element that tells its language holds neither text nor picture, or a pair has one language "
    "where those like it on the page have two and nothing says that it is so on purpose. A passage that has no "
    "counterpart is marked as such, by a label (aria-label), and has no empty element.",
)
IDENTICAL: Final = Rule(
    code="E302",
    title="both sides are the same",
    severity=Severity.ERROR,
    explanation="Two neighbouring texts that are said to be in two languages have the same words, four or more, "
    "or eight Chinese characters or more: one was not translated, or was put in twice. Works cited are not looked "
    "at.",
)
TWICE: Final = Rule(
    code="E303",
    title="a passage stands twice",
    severity=Severity.WARNING,
    explanation="A long text (40 Chinese characters, 120 letters) stands elsewhere in the book in the same "
    "language, or a shorter one (12, 40) in the paragraph before. Verse, quotations, notes, and what stands "
    "before and behind the text are not looked at.",
)
LABEL: Final = Rule(
    code="E304",
    title="a label of the navigation lacks a language",
    severity=Severity.WARNING,
    explanation="An entry of the table of contents lacks a language that the heading it leads to has; or none "
    "of the entries has the second language of the book. A heading that stands in one language only is not "
    "reported.",
)
RULES: Final = (EMPTY, IDENTICAL, TWICE, LABEL)

_SIDE_NAMES: Final = "p div td li blockquote h1 h2 h3 h4 h5 h6 dd dt section article"
_SIDES: Final = frozenset(_SIDE_NAMES.split())
_FULL: Final = ("img", "svg", "hr", "math", "image", "audio", "video", "object", "input", "br")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HAN: Final = re.compile("[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def check_sides(book: Book) -> Iterator[Finding]:
    """All findings about the two sides."""
    for page in book.texts:
        yield from _empty(page)
        yield from _one_sided(page)
        yield from _identical(page)
    yield from _twice(book)
    yield from _labels(book)


# --- empty -------------------------------------------------------------------------------------------------------


def _empty(page: Page) -> Iterator[Finding]:
    for node in page.root.iter("{*}*"):
        if local(node) in _SIDES and own_tag(node) and not _holds(node):
            told = f"The {local(node)} in {own_tag(node)} is empty."
            yield EMPTY.at(page.place(node), told, "Put its text in, or take it out.")


def _holds(node: etree._Element) -> bool:
    return bool("".join(node.itertext()).strip()) or any(local(below) in _FULL for below in node.iter("{*}*"))


def _one_sided(page: Page) -> Iterator[Finding]:
    """Pairs with one language where most that look like them have two."""
    kinds: dict[tuple[str, str], list[tuple[etree._Element, frozenset[str]]]] = {}
    for node in page.root.iter("{*}*"):
        tags = [
            tag for child in node.iterchildren("{*}*") if local(child) in _SIDES | {"hr"} and (tag := own_tag(child))
        ]
        if tags and local(node) in _SIDES | {"tr"}:
            kinds.setdefault((local(node), node.get("class", "")), []).append((node, frozenset(tags)))
    for pairs in kinds.values():
        full = Counter(tags for _, tags in pairs if len(tags) > 1)
        usual, count = full.most_common(1)[0] if full else (frozenset(), 0)
        if count < 2 or count <= 0.6 * len(pairs):
            continue
        for node, own in pairs:
            if own < usual and not node.get("aria-label"):
                told = f"The pair has nothing in {' or '.join(sorted(usual - own))}; the others like it have."
                yield EMPTY.at(page.place(node), told, "Put it in, or label the passage as standing alone.")


# --- the same ----------------------------------------------------------------------------------------------------


def _identical(page: Page) -> Iterator[Finding]:
    passages = [passage for passage in page.passages if not passage.is_apart]
    for one, other in pairwise(passages):
        a, b = one.language, other.language
        if a and b and a.language != b.language and _size(one.text) >= 24 and _squeezed(one) == _squeezed(other):
            message = f"{quoted(one.text)} stands in {a} and again in {b}."
            yield IDENTICAL.at(page.place(other.node), message, "Put in its translation.")


def _squeezed(passage: Passage) -> str:
    return "".join(passage.text.split()).casefold()


def _size(text: str) -> int:
    """How much it says: an ideograph as much as three letters; of less than four words nothing."""
    han = len(_HAN.findall(text))
    words = _WORD.findall(_HAN.sub(" ", text))
    return 3 * han + (sum(map(len, words)) + 12 if len(words) >= 4 else 0)


def _twice(book: Book) -> Iterator[Finding]:
    seen: dict[tuple[str, str], tuple[Page, Passage]] = {}
    before: dict[str, str] = {}
    for page in book.texts:
        for passage in page.passages:
            tag, size = passage.language, _size(passage.text)
            if tag is None or size < 36 or passage.is_heading or passage.is_apart:
                continue
            text = _squeezed(passage)
            earlier = seen.get((tag.language, text))
            if earlier and (size >= 120 or before.get(tag) == text):
                where = earlier[0].place(earlier[1].node)
                message = f"{quoted(passage.text)} stands already in {where.file}, line {where.line}."
                yield TWICE.at(page.place(passage.node), message, "Take one of them out.")
            seen.setdefault((tag.language, text), (page, passage))
            before[tag] = text


# --- navigation --------------------------------------------------------------------------------------------------


def _labels(book: Book) -> Iterator[Finding]:
    if book.nav is None or len(languages := _languages(book)) < 2:
        return
    labels = list(_entries(book.nav))
    lacking = [(node, languages - _spoken(book.nav, node)) for node in labels]
    if missing := sorted(frozenset.intersection(*(lacks for _, lacks in lacking))) if len(labels) > 1 else []:
        told = f"No entry of the table of contents is in {' or '.join(missing)}, which the text is in too."
        yield LABEL.at(book.nav.place(labels[0]), told, "Give each label in both languages, each with its lang.")
        return
    for node, lacks in lacking:
        if found := sorted(lacks & _heading_at(book, node)):
            told = f"The label {quoted(''.join(node.itertext()))} is not in {' or '.join(found)}, its heading is."
            yield LABEL.at(book.nav.place(node), told)


def _languages(book: Book) -> frozenset[str]:
    """The languages in which a fifth of the text or more is."""
    sizes: Counter[str] = Counter()
    for page in book.texts:
        for passage in page.passages:
            for run in passage.runs:
                if tag := run.language:
                    sizes[tag.language] += _size(run.text)
    return frozenset(tag for tag, size in sizes.items() if size >= 0.2 * sizes.total())


def _entries(nav: Page) -> Iterator[etree._Element]:
    """The links of the table of contents."""
    for found in nav.root.iter("{*}nav"):
        if "toc" in (found.get(f"{EPUB}type") or "").split():
            yield from (node for node in found.iter("{*}a") if node.get("href"))


def _spoken(page: Page, node: etree._Element) -> frozenset[str]:
    """The languages of the words in an element."""
    fallback = next((tag for one in (node, *node.iterancestors()) if (tag := own_tag(one)) is not None), page.fallback)
    runs: Sequence[tuple[str, str]] = [
        (run.tag, run.text)
        for passage in _passages_in(node, fallback)
        for run in passage.runs
        if _WORD.search(run.text)
    ]
    return frozenset(language for tag, text in runs for language in _languages_of(text, tag))


def _passages_in(node: etree._Element, fallback: str) -> Iterator[Passage]:
    """The words of an inline element as passages."""
    wrapped = etree.Element("div")
    wrapped.append(copy(node))
    wrapped[0].tail = None
    return passages_of(wrapped, fallback)


def _languages_of(text: str, tag: str) -> Iterator[str]:
    """The languages of a label: that of its tag, and of letters that this is not written in, marked or not."""
    told = tag.split("-", maxsplit=1)[0].lower()
    has_han, is_east = bool(_HAN.search(text)), told in {"zh", "ja", "ko", "lzh", "yue"}
    if not has_han or is_east:
        yield told
    if has_han and not is_east:
        yield "zh"
    if is_east and _WORD.search(_HAN.sub(" ", text)):
        yield "en"


def _heading_at(book: Book, link: etree._Element) -> frozenset[str]:
    """The languages of the heading that a link leads to, or that stands first there; none where there is none."""
    target = resolved(book.nav.path, link.get("href") or "") if book.nav else None
    node = book.element_at(target) if target else None
    page = book.by_path.get(target[0]) if target else None
    if node is None or page is None:
        return frozenset()
    if local(node) not in _HEADINGS:
        node = next((below for below in node.iter("{*}*") if local(below) in _HEADINGS), None)
    return _spoken(page, node) if node is not None else frozenset()

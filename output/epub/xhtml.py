"""What every page of the book has in common: its frame, and texts that tell their language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from bitext.articles import Localized
from bitext.languages import LanguageTag
from lang.script import detect_language
from output.markup import Element, Node, element, lines, xml

# https://www.w3.org/International/questions/qa-scripts#directions: languages and scripts that run right to left.
_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


@cache
def in_language(tag: LanguageTag) -> Mapping[str, str]:
    """The attributes that tell the language, twice as EPUB asks, and the direction where it is not left to right.

    >>> dict(in_language(LanguageTag("he")))
    {'lang': 'he', 'xml:lang': 'he', 'dir': 'rtl'}
    """
    told = {"lang": str(tag), "xml:lang": str(tag)}
    return MappingProxyType({**told, "dir": "rtl"} if is_right_to_left(tag) else told)


def is_right_to_left(tag: LanguageTag) -> bool:
    """Whether the language is written from right to left."""
    return tag.script in _RIGHT_TO_LEFT_SCRIPTS if tag.script else tag.language in _RIGHT_TO_LEFT


_LETTERS: Final = r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_PUNCTUATION: Final = r"\u3000-\u3004\u3008-\u303f\uff01-\uff0f\uff1a-\uff20·…—"
EAST_ASIAN: Final = re.compile(f"[{_LETTERS}](?:[{_LETTERS}{_PUNCTUATION}]*[{_LETTERS}])?")
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7af]")
WRITTEN_IN_THEM: Final = frozenset({"zh", "lzh", "yue", "ja", "ko"})


def east_asian_tag(text: str, han: LanguageTag) -> LanguageTag:
    """The language of such words; `han` is that of ideographs alone."""
    if _KANA.search(text):
        return LanguageTag("ja")
    return LanguageTag("ko") if _HANGUL.search(text) else han


def spoken(text: Localized, name: str = "span", attributes: Mapping[str, str] | None = None) -> Element:
    """A text in an element that tells its language; Chinese, Japanese and Korean words in another one tell theirs."""
    return element(
        name, {**(attributes or {}), **in_language(text.language)}, *(node for node in _marked(text) if node)
    )


def _marked(text: Localized) -> Iterator[Node]:
    if text.language.language in WRITTEN_IN_THEM and text.language.script != "Latn":
        yield text.text
        return
    at = 0
    for found in EAST_ASIAN.finditer(text.text):
        tag = east_asian_tag(found[0], detect_language(found[0]) or LanguageTag("zh"))
        yield text.text[at : found.start()]
        yield element("span", in_language(tag), found[0])
        at = found.end()
    yield text.text[at:]


def labelled(label: Localized) -> dict[str, str]:
    """The attributes of an element that a screen reader names so.

    The language told is the label's: what the element holds tells its own.
    """
    return {"aria-label": label.text, **in_language(label.language)}


def side_by_side(texts: Iterable[Localized]) -> list[Node]:
    """The same thing in several languages, each marked, with a dot between them."""
    return [node for text in texts for node in (" · ", spoken(text))][1:]


def flat(texts: Iterable[Localized]) -> str:
    r"""The same thing in several languages where no markup can stand: a document's title, the NCX.

    >>> flat([Localized("第一章\u3000雪", LanguageTag("zh")), Localized("Chapter One", LanguageTag("en"))])
    '第一章 雪 · Chapter One'
    """
    return " · ".join(" ".join(text.text.split()) for text in texts)


def page(body: Element, *, title: str, language: LanguageTag, root: str = "../", is_vertical: bool = False) -> bytes:
    """A whole document around its body; `root` leads from its folder to that of the book.

    The way of writing is told of the outermost element, where reading systems look for it.
    """
    head = lines(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("title", None, title),
        element("link", {"rel": "stylesheet", "type": "text/css", "href": f"{root}css/book.css"}),
    )
    namespaces = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
    written = {"class": "vertical"} if is_vertical else {}
    whole = lines("html", {**namespaces, **written, **in_language(language)}, head, body)
    return xml(whole, before=("<!DOCTYPE html>",))

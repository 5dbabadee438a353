"""TEI: the files that this project writes, read back exactly, and those of others; also InterText's.

One file may hold several texts, as a bilingual edition does; the language or the document's id says which is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from bitext.drafts import Drafted
from bitext.errors import BadData, UnknownLanguage
from bitext.languages import LanguageTag
from sources.contract import Declined, Request
from sources.elements import XML_ID, XML_LANG, local
from sources.languages import matches, tag_or_none
from sources.tei.foreign import read_foreign
from sources.tei.own import is_own, own_texts, read_own
from sources.xml import parse_xml

_ROOTS: Final = frozenset({"TEI", "TEI.2", "teiCorpus", "text", "doc"})
_DIVISIONS: Final = frozenset({"div", "div0", "div1"})


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a file: the elements that hold it, and its language."""

    elements: tuple[etree._Element, ...]
    language: LanguageTag | None


def read_tei(data: bytes, request: Request) -> Drafted | Declined:
    """The text in the language wanted, with the ids, notes and sentences that the file gives.

    Raises `UnknownLanguage` where the file holds several texts and it is not said which, or not the one wanted, and
    `BadData` where a file of ours holds an element that we do not write.
    """
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return Declined("it does not begin like XML")
    root = parse_xml(data, request.name)
    if isinstance(root, Declined):
        return root
    if local(root) not in _ROOTS:
        return Declined(f"its outermost element is <{local(root)}>, not <TEI>")
    own = is_own(root)
    part = _wanted(own_parts(root) if own else foreign_parts(root), request)
    if isinstance(part, Declined):
        return part
    try:
        drafted = read_own(root, part.elements[0]) if own else read_foreign(root, part.elements, part.language)
    except BadData as error:
        raise BadData(f"{request.name}, {error}") from error
    return replace(drafted, encoding=(root.getroottree().docinfo.encoding or "utf-8").lower())


def own_parts(root: etree._Element) -> list[Part]:
    """The documents of a file of ours."""
    return [Part((div,), tag_or_none(div.get(XML_LANG))) for div in own_texts(root)]


def foreign_parts(root: etree._Element) -> list[Part]:
    """The texts of a file: those with the same language are one."""
    found: dict[str, list[etree._Element]] = {}
    tags: dict[str, LanguageTag | None] = {}
    for element in _texts(root):
        tag = _language(element)
        key = tag.language if tag else ""
        found.setdefault(key, []).append(element)
        tags.setdefault(key, tag)
    return [Part(tuple(elements), tags[key]) for key, elements in found.items()]


def _texts(root: etree._Element) -> list[etree._Element]:
    """The elements that hold a text each: divisions where they have languages of their own, else whole texts."""
    texts = [root] if local(root) in {"text", "doc"} else list(root.iter("{*}text"))
    lowest = [text for text in texts if next(text.iterdescendants("{*}text"), None) is None]
    return [part for text in lowest for part in _divided(text)]


def _divided(element: etree._Element) -> list[etree._Element]:
    """The element, or the divisions in it if they are in more than one language."""
    holders = [child for child in element.iterchildren("{*}*") if local(child) in {"front", "body", "back"}]
    divisions = [child for holder in holders or [element] for child in holder.iterchildren("{*}*")]
    tags = {tag.language for child in divisions if local(child) in _DIVISIONS and (tag := _language(child))}
    return divisions if len(tags) > 1 else [element]


def _language(element: etree._Element) -> LanguageTag | None:
    """Its own, or that of the nearest element around it."""
    around = (element, *element.iterancestors())
    return next((tag for outer in around if (tag := tag_or_none(outer.get(XML_LANG) or outer.get("lang")))), None)


def _wanted(parts: Sequence[Part], request: Request) -> Part | Declined:
    if not parts:
        return Declined("there is no <text> in it")
    by_id = [part for part in parts if request.id and part.elements[0].get(XML_ID) == request.id]
    matching = [part for part in parts if matches(part.language, request.language)]
    if len(matching) > 1 and len(by_id) == 1:
        matching = by_id
    if len(matching) == 1:
        return matching[0]
    raise UnknownLanguage(_which(parts, request, matching))


def _which(parts: Sequence[Part], request: Request, matching: Sequence[Part]) -> str:
    held = " and ".join(dict.fromkeys(str(part.language or "a language that is not named") for part in parts))
    ids = [id_ for part in matching if (id_ := part.elements[0].get(XML_ID))]
    if request.language is not None and not matching:
        return f"{request.name} holds no text in {request.language}; it holds one in {held}."
    if request.language is not None:
        return f"{request.name} holds several texts in {request.language}; name one by its id: {', '.join(ids)}."
    return f"{request.name} holds {len(parts)} texts, in {held}; say which language to read."

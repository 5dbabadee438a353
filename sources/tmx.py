"""Translation memories (TMX 1.1 to 1.4b): one language's side of the units."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bitext.drafts import Drafted
from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from sources.contract import Declined, Request
from sources.drafting import Drafter, Place
from sources.elements import XML_LANG, all_text, as_id, content, line_of, local, plain_text
from sources.languages import tag_or_none
from sources.sides import wanted_language
from sources.xml import parse_xml

_CODES: Final = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""What they hold is the code of another format, and not text."""

_UNDIVIDED: Final = frozenset({"paragraph", "block"})
"""Of `segtype`: a unit may be several sentences."""

_DOCUMENT: Final = "x-document"
_IDS: Final = "x-segments"
"""Our own property: the ids of the sentences that a unit was made of; the first becomes the unit's."""


def read_tmx(data: bytes, request: Request) -> Drafted | Declined:
    """The segments in the language wanted, a paragraph each; the other languages are set aside.

    Raises `UnknownLanguage` where the memory has several languages and it is not said which, or not the one wanted.
    """
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return Declined("it does not begin like XML")
    root = parse_xml(data, request.name)
    if isinstance(root, Declined):
        return root
    if local(root) != "tmx":
        return Declined(f"its outermost element is <{local(root)}>, not <tmx>")
    variants = [variant for unit in root.iter("{*}tu") for variant in unit.iterchildren("{*}tuv")]
    language = wanted_language(map(_language, variants), request)
    document = _wanted_document([variant for variant in variants if _language(variant) == language], request)
    wanted = [v for v in variants if _language(v) == language and _document(v) == document]
    places = _places(wanted, root)
    drafter = Drafter()
    _set_rest_aside(root, drafter)
    for variant in variants:
        _tell(variant, drafter, places.get(variant))
    return drafter.drafted(encoding=(root.getroottree().docinfo.encoding or "utf-8").lower(), language=language)


def _set_rest_aside(element: etree._Element, drafter: Drafter) -> None:
    """What stands beside the variants."""
    for part in content(element):
        if isinstance(part, str):
            drafter.set_aside(part, "between elements", line_of(element))
        elif local(part) in {"tu", "body"}:
            _set_rest_aside(part, drafter)
        elif local(part) == "header":
            drafter.set_aside(all_text(part), "the header", line_of(part))
        elif local(part) != "tuv":
            drafter.set_aside(all_text(part), "a note or property", line_of(part))


def _language(variant: etree._Element) -> LanguageTag | None:
    """As TMX 1.4 says it, or as older versions do."""
    return tag_or_none(variant.get(XML_LANG) or variant.get("lang"))


def _document(variant: etree._Element) -> str:
    """Which of our documents a variant is from; a unit may have two in one language."""
    return next(_said(variant, _DOCUMENT), "")


def _wanted_document(variants: Sequence[etree._Element], request: Request) -> str:
    """The document whose variants are read.  Raises `UnknownLanguage` where there are several and none is named."""
    documents = list(dict.fromkeys(map(_document, variants)))
    if len(documents) == 1 or request.id in documents:
        return documents[0] if len(documents) == 1 else request.id
    names = ", ".join(filter(None, documents))
    raise UnknownLanguage(f"{request.name} holds several texts in one language; name one by its id: {names}.")


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is known of the unit that a variant is in."""

    id: str
    is_sentence: bool  # and no paragraph that nobody has divided


def _places(variants: Sequence[etree._Element], root: etree._Element) -> Mapping[etree._Element, _Unit]:
    """The units of the variants; the ids of others that stand once, since we name sentences ourselves."""
    ids = {variant: as_id(_unit_of(variant).get("tuid")) for variant in variants}
    counts = Counter(ids.values())
    usual = next((header.get("segtype") for header in root.iterchildren("{*}header")), None)
    return {
        variant: _Unit(
            id_ if counts[id_] == 1 and not next(_said(variant, _IDS), "") else "",
            (_unit_of(variant).get("segtype") or usual) not in _UNDIVIDED,
        )
        for variant, id_ in ids.items()
    }


def _unit_of(variant: etree._Element) -> etree._Element:
    parent = variant.getparent()
    return variant if parent is None else parent


def _tell(variant: etree._Element, drafter: Drafter, unit: _Unit | None) -> None:
    for part in content(variant):
        if isinstance(part, str):
            drafter.set_aside(part, "between elements", line_of(variant))
        elif local(part) == "seg" and unit is not None:
            id_ = next(_said(variant, _IDS), "")
            whole = drafter.sentence(id_) if unit.is_sentence else nullcontext()
            with drafter.block(Place(line=line_of(part), id=unit.id)), whole:
                _segment(part, drafter)
        else:
            reason = "in another language" if local(part) == "seg" else "a note or property"
            drafter.set_aside(all_text(part), reason, line_of(part))


def words_of(segment: etree._Element) -> str:
    """The text of a segment without the codes of another format that stand in it.

    >>> words_of(etree.fromstring('<seg>他<bpt i="1">&lt;b&gt;</bpt>走<hi>了</hi>。</seg>'))
    '他走了。'
    """
    return "".join(
        part if isinstance(part, str) else "" if local(part) in _CODES else words_of(part) for part in content(segment)
    )


def _segment(element: etree._Element, drafter: Drafter) -> None:
    for part in content(element):
        if isinstance(part, str):
            drafter.preserved(part)
        elif local(part) in _CODES:
            drafter.set_aside(all_text(part), "the code of another format", line_of(part))
        else:
            _segment(part, drafter)


def _said(variant: etree._Element, type_: str) -> Iterator[str]:
    """The words of the variant's properties of a type."""
    for prop in variant.iterchildren("{*}prop"):
        if prop.get("type") == type_:
            yield from plain_text(prop).split()

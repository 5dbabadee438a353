"""Small questions about elements that all readers of XML and HTML ask."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from sources.xml import entity_text

XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_.\-]+")


def local(element: etree._Element) -> str:
    """The name without its namespace; empty for what is no element, such as an entity.

    >>> local(etree.fromstring("<tei:p xmlns:tei='x'/>"))
    'p'
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def content(element: etree._Element) -> Iterator[str | etree._Element]:
    """The text and the elements in it, in their order; named entities of HTML are text."""
    if element.text:
        yield element.text
    for child in element:
        # The parsers leave out comments and processing instructions, so that what has no name is an entity.
        yield child if isinstance(child.tag, str) else entity_text(child.text or "")
        if child.tail:
            yield child.tail


def all_text(element: etree._Element) -> str:
    """All text within, as it stands.

    >>> all_text(etree.fromstring("<p>a<b>b</b>c</p>"))
    'abc'
    """
    return "".join(part if isinstance(part, str) else all_text(part) for part in content(element))


def plain_text(element: etree._Element) -> str:
    """All text within, with single spaces."""
    return " ".join(all_text(element).split())


def line_of(element: etree._Element) -> int | None:
    """The line of the file that the element begins on."""
    return element.sourceline


def as_id(value: str | None) -> str:
    """An id of a file in characters that an id of ours may have; the document's id will stand before it.

    >>> as_id("tu 7/2"), as_id(None)
    ('tu-7-2', '')
    """
    return _UNSAFE.sub("-", value or "")

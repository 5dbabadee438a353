"""The pictures of a file that is an archive: what kind they are by their first bytes, drawings made harmless."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from bitext.documents import MarkKind, Origin, Resource, SetAside
from bitext.drafts import Draft, Drafted
from sources.contract import Declined
from sources.elements import local
from sources.xml import parse_xml

# EPUB 3.3, 3.2: the core media types that are pictures; and the bytes they begin with.
_BEGINNINGS: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


def with_pictures(drafted: Drafted, read: Callable[[str], bytes | None]) -> Drafted:
    """The drafts with the pictures that they show; one that cannot be shown is set aside, and its words stay.

    `read` gives what the archive holds under a name, and raises `LimitExceeded` where it is too large.
    """
    found = {name: _resource(name, read(name)) for name in dict.fromkeys(_shown(drafted))}
    resources = {name: one for name, one in found.items() if isinstance(one, Resource)}
    aside = (SetAside(name, reason, Origin(part=name)) for name, reason in found.items() if isinstance(reason, str))
    return replace(
        drafted,
        blocks=tuple(_pointing(draft, resources) for draft in drafted.blocks),
        notes=tuple(_pointing(draft, resources) for draft in drafted.notes),
        resources=tuple(resources.values()),
        set_aside=(*drafted.set_aside, *aside),
    )


def _pointing(draft: Draft, resources: Container[str]) -> Draft:
    """The draft, whose marks name no picture that is not there."""
    if all(mark.target in resources for mark in draft.marks if mark.target):
        return draft
    marks = (mark if mark.target in resources else replace(mark, target="") for mark in draft.marks)
    return replace(draft, marks=tuple(marks))


def _shown(drafted: Drafted) -> Iterator[str]:
    drafts = (*drafted.blocks, *drafted.notes)
    return (mark.target for draft in drafts for mark in draft.marks if mark.kind is MarkKind.IMAGE and mark.target)


def _resource(name: str, data: bytes | None) -> Resource | str:
    """The picture, or why it is none that can be shown."""
    if not data:
        return "a picture that is missing or damaged"
    if kind := kind_of(data):
        return Resource(name, kind, data)
    drawing = harmless_drawing(data)
    return Resource(name, "image/svg+xml", drawing) if drawing else "a picture of a kind that e-books do not show"


def kind_of(data: bytes) -> str | None:
    """The media type of a picture made of dots, as its first bytes tell.

    >>> kind_of(b"GIF89a"), kind_of(b"BM")
    ('image/gif', None)
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _BEGINNINGS if data.startswith(start)), None)


_ACTIVE: Final = frozenset({"script", "foreignObject", "handler", "animate", "set", "iframe", "audio", "video"})


def harmless_drawing(data: bytes) -> bytes | None:
    """An SVG drawing without scripts, handlers, and anything that is fetched; None where it is no drawing."""
    root = parse_xml(data, "a drawing")
    if isinstance(root, Declined) or local(root) != "svg":
        return None
    for node in list(root.iter("*")):
        if local(node) in _ACTIVE or (local(node) == "style" and _FETCHES.search(node.text or "")):
            _drop(node)
            continue
        for name in [name for name, value in node.attrib.items() if _is_active(str(name), str(value))]:
            del node.attrib[name]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


_FETCHES: Final = re.compile(r"@import|url\(\s*[\"']?(?!\s*[\"']?#)", re.IGNORECASE)


def _is_active(name: str, value: str) -> bool:
    """Whether an attribute runs something, or leads anywhere but into the drawing and to pictures within it."""
    plain = name.rpartition("}")[2]
    leads_out = plain in {"href", "src"} and not value.strip().startswith(("#", "data:image/"))
    return plain.lower().startswith("on") or leads_out or bool(_FETCHES.search(value))


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)

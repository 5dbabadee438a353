"""The one place where XML is parsed: no entities, no network, no DTD, and nothing that grows."""

import re
from html.entities import html5
from typing import Final

from lxml import etree

from bitext.errors import LimitExceeded
from sources.contract import Declined
from sources.encodings import known_encoding

_RESOURCE_LIMIT: Final = 114
"""libxml2's XML_ERR_RESOURCE_LIMIT: too deep (256), too long a text (10 MB), or too many entities."""

_ENTITY_LOOP: Final = 89
"""libxml2's XML_ERR_ENTITY_LOOP."""

_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""")


def parse_xml(data: bytes, name: str) -> etree._Element | Declined:
    """The root of the tree, without comments and processing instructions.

    Declines what is not well-formed.  Raises `LimitExceeded` for what declares entities, or is deeper or longer
    than any text.

    >>> parse_xml(b"<p>1 < 2</p>", "a.xml")
    Declined(reason='it is not well-formed XML: StartTag: invalid element name, line 1, column 7')
    """
    content, encoding = _recoded(data)
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        collect_ids=False,  # an id that is there twice is no reason to refuse a text
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if error.code in {_RESOURCE_LIMIT, _ENTITY_LOOP}:
            raise LimitExceeded(_too_much(error, name)) from error
        return Declined(f"it is not well-formed XML: {_plain(error)}")
    _check_dtd(root, name)
    return root


def entity_text(entity: str) -> str:
    r"""What a named entity of HTML stands for, which XHTML may use; itself if it has no such name.

    >>> entity_text("&nbsp;"), entity_text("&unknown;")
    ('\xa0', '&unknown;')
    """
    return html5.get(entity.removeprefix("&"), entity)


def _recoded(data: bytes) -> tuple[bytes, str | None]:
    """GB2312 and Big5 with their supersets, as UTF-8: files declare the smaller set and use the larger."""
    match = _DECLARED.match(data.lstrip())
    codec = known_encoding(match[1].decode("ascii")) if match else None
    if match is None or codec not in {"gb18030", "big5hkscs"}:
        return data.lstrip(), None
    try:
        return data.lstrip().decode(codec).encode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data, None


def _plain(error: etree.XMLSyntaxError) -> str:
    return re.sub(r" \(.*, line \d+\)$", "", str(error)).replace("\n", " ")


def _too_much(error: etree.XMLSyntaxError, name: str) -> str:
    what = (
        "entities that grow without limit" if "ntity" in str(error) else "elements too deep or text too long to be safe"
    )
    return f"{name} holds {what} (line {error.position[0]}); it is not read."


def _check_dtd(root: etree._Element, name: str) -> None:
    """Entities may stand for other files or grow without limit, and no book needs its own."""
    dtd = root.getroottree().docinfo.internalDTD
    declared = [entity.name for entity in dtd.entities()] if dtd is not None else []
    if declared:
        raise LimitExceeded(
            f"{name} declares an entity ({declared[0]}) in its DTD, and such entities are not expanded, to be safe; "
            "expand them first, for example with: xmllint --noent --dropdtd."
        )

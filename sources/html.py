"""Web pages: HTML of any age, and XHTML."""

import re
from typing import Final

from lxml import etree

from bitext.drafts import Drafted
from bitext.errors import LimitExceeded
from sources.contract import Declined, Request
from sources.css import read_styles
from sources.drafting import Drafter
from sources.elements import all_text, plain_text
from sources.encodings import Decoded, decode, known_encoding
from sources.lines import Lines
from sources.notes import find_notes
from sources.page import page_language, walk_page
from sources.pieces import XML_FORBIDDEN
from sources.sniffing import looks_like_html
from sources.text import bad_bytes
from sources.xml import parse_xml

_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".xht"})
_FREE_TEXT: Final = frozenset({".txt", ".md", ".markdown", ".text"})  # such files may begin with a tag
_CHARSET: Final = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9._\-]+)""", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]+)""")
_BEGINNING: Final = 4096
_XHTML: Final = re.compile(r"\s*(?:<\?xml\b|(?:<!DOCTYPE[^>]*>\s*)?<html[^>]*\sxmlns=)", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(f"[{XML_FORBIDDEN}]+")


def read_html(data: bytes, request: Request) -> Drafted | Declined:
    """A page with all its text; what is no text (scripts, navigation, forms) is set aside."""
    said = request.format == "html" or request.suffix in _SUFFIXES
    if not (looks_like_html(data, fragment=request.suffix not in _FREE_TEXT) or (said and b"<" in data)):
        return Declined("it does not begin like a web page")
    decoded = _decode(data, request)
    if isinstance(decoded, Declined):
        return decoded
    drafter = Drafter()
    for match in _FORBIDDEN.finditer(decoded.text):
        drafter.set_aside(match[0], "a control character, which XML cannot hold")
    root = parse_page(_FORBIDDEN.sub("", decoded.text), request.name)
    if root is None:
        return Declined("there is no element in it")
    drafter.title = next((plain_text(title) for title in root.iter("{*}title", "title")), "")
    styles = read_styles(all_text(sheet) for sheet in root.iter("{*}style", "style"))
    walk_page(root, drafter, find_notes({request.name: root}), styles=styles)
    for fault in bad_bytes(decoded, Lines(decoded.text).line_at):
        drafter.set_aside(fault.text, fault.reason, fault.origin.line)
    return drafter.drafted(encoding=decoded.encoding, language=page_language(root))


def parse_page(text: str, name: str) -> etree._Element | None:
    """The tree of a page: as XML if it says so and is well-formed, else as browsers read it; None where it is empty.

    Raises `LimitExceeded` where it is deeper or longer than is safe.
    """
    if _XHTML.match(text):
        strict = parse_xml(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8"), name)
        if not isinstance(strict, Declined):
            return strict
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LimitExceeded(f"{name} has elements too deep or text too long to be safe; it is not read.")
    return root


def _decode(data: bytes, request: Request) -> Decoded | Declined:
    """UTF-8 if it is, whatever is declared; then what is declared; then what is found."""
    declared = _CHARSET.search(data[:_BEGINNING]) or _DECLARED.match(data.lstrip()[:_BEGINNING])
    codec = known_encoding(declared[1].decode("ascii")) if declared else None
    for encoding in ("utf-8", codec):
        if encoding and request.encoding is None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
            except UnicodeDecodeError:
                continue
    return decode(data, name=request.name, encoding=request.encoding)

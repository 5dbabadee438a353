"""What bytes look like by their first characters, whatever the file is called."""

import re
from typing import Final

_SIGNATURES: Final = (
    (b"%PDF-", "it is a PDF, not plain text"),
    (b"{\\rtf", "it is in Rich Text Format; save it as .docx or .txt"),
    (b"PK\x03\x04", "it is a zip file"),
    (b"\xd0\xcf\x11\xe0", "it is an old Word or Excel file; save it as .docx or .xlsx"),
    (b"\x1f\x8b", "it is compressed with gzip; unpack it"),
    (b"%!PS", "it is PostScript"),
    (b"<?xml", "it is XML, not plain text"),
)
_BEGINNING: Final = 4096
_XML_ROOT: Final = re.compile(rb"<(?:TEI|TEI\.2|teiCorpus|tmx|xliff)[\s>]")
_HTML_ROOT: Final = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# Elements that open a fragment of a page and are no elements of TEI.
_HTML_FRAGMENT: Final = re.compile(
    rb"<(?:body|h[1-6]|p|div|table|ul|ol|dl|blockquote|article|section|main|span|meta|title|pre|center)\b[^<>]*>",
    re.IGNORECASE,
)
_BEFORE_ROOT: Final = re.compile(rb"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_SUBTITLES: Final = re.compile(rb"WEBVTT\s|(?:\d+\s+)?(?:\d+:)?\d+:\d+[,.]\d+\s*--?>\s*(?:\d+:)?\d+:\d+[,.]\d")


def foreign_format(data: bytes) -> str | None:
    """Why the bytes are no plain text although they may be characters; None where nothing speaks against it."""
    start = beginning(data)
    root = after_prolog(start)
    if _HTML_ROOT.match(root):
        return "it is HTML, not plain text"
    if _XML_ROOT.match(root):
        return "it is XML, not plain text"
    return next((reason for signature, reason in _SIGNATURES if start.startswith(signature)), None)


def looks_like_subtitles(data: bytes) -> bool:
    """Whether the bytes begin as subtitles do."""
    return _SUBTITLES.match(beginning(data)) is not None


def beginning(data: bytes) -> bytes:
    """The first bytes, without a mark and white space, and with one byte a character where it is UTF-16."""
    start = data[:_BEGINNING]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start[2:].replace(b"\0", b"")
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()


def after_prolog(start: bytes) -> bytes:
    """What follows the XML declaration, processing instructions and comments."""
    match = _BEFORE_ROOT.match(start)
    return start[match.end() :] if match else start


def looks_like_html(data: bytes, *, fragment: bool) -> bool:
    """Whether the bytes begin as a page does or, with `fragment`, as a part of one."""
    start = after_prolog(beginning(data))
    return bool(_HTML_ROOT.match(start) or (fragment and _HTML_FRAGMENT.match(start)))

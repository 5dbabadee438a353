"""From the bytes of a glossary file to its text: spreadsheets save in the encoding of their country."""

from typing import Final

from bitext.errors import EmptyInput, UnreadableInput, WrongEncoding
from lang.encodings import Decoded, NotText, decode, first_odd

_ZIP: Final = b"PK\x03\x04"  # XLSX and ODS are zip archives
_OLE: Final = b"\xd0\xcf\x11\xe0"  # XLS
# One side of a glossary is Chinese; a cell or two are too little to tell apart all the encodings of the world.
_CHINESE: Final = ("gb18030", "big5hkscs", "cp950")


def text_of(data: bytes, *, name: str) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32, GB18030 (GBK, GB2312) or Big5, without its byte order mark.

    Raises `EmptyInput`, `UnreadableInput` for what is no text, `WrongEncoding` for text in another encoding.

    >>> text_of("烟囱,chimney".encode("gbk"), name="terms.csv")
    '烟囱,chimney'
    """
    if data.startswith((_ZIP, _OLE)):
        raise UnreadableInput(f"{name} is a spreadsheet, not text; save it as CSV (UTF-8).")
    text = _utf8(data)
    if text is None:
        text = _other(data, name)
    if not text.strip():
        raise EmptyInput(f"{name} is empty; a glossary has at least one line of terms.")
    return text


def _utf8(data: bytes) -> str | None:
    """With whatever control characters the cells have, but NUL: of ASCII in UTF-16 each other byte is one."""
    try:
        return None if b"\0" in data else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _other(data: bytes, name: str) -> str:
    try:
        decoded = decode(data, name=name, among=_CHINESE)
    except WrongEncoding as error:
        raise _misfit(data, name) from error
    if isinstance(decoded, NotText) or "\0" in decoded.text:
        raise UnreadableInput(f"{name} is no text: there are NUL or control characters in it.")
    if decoded.faults:
        raise _misfit(data, name, decoded)
    return decoded.text


def _misfit(data: bytes, name: str, found: Decoded | None = None) -> WrongEncoding:
    """The error for text with bytes of another encoding in it, or all of it in one that is not taken."""
    codec, offset = "utf-8", first_odd(data)
    if found and found.faults:
        codec, offset = found.encoding, found.faults[0].offset
    return WrongEncoding(f"{name} is not {codec.upper()} from byte {offset} on; save it as UTF-8.")

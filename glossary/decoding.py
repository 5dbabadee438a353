"""From the bytes of a glossary file to its text: spreadsheets save in the encoding of their country."""

import codecs
import re
from typing import Final

from bitext.errors import EmptyInput, UnreadableInput, WrongEncoding

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZIP: Final = b"PK\x03\x04"  # XLSX and ODS are zip archives
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f]")
_OLE: Final = b"\xd0\xcf\x11\xe0"  # XLS

# Codec, the character set whose first level it holds, and the lead bytes of punctuation and that level: the 3,755
# (GB 2312) or 5,401 (Big5) commonest characters, which text read in the wrong codec seldom hits.
_CHINESE: Final = (("gb18030", "gb2312", (0xA1, 0xD7)), ("big5hkscs", "big5", (0xA1, 0xC6)))
_ENOUGH: Final = 0.6  # of the characters that are not ASCII; right codecs reach 0.9 on glossaries of names


def text_of(data: bytes, *, name: str) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32, GB18030 (GBK, GB2312) or Big5, without its byte order mark.

    Raises `EmptyInput`, `UnreadableInput` for what is no text, `WrongEncoding` for text in another encoding.

    >>> text_of("烟囱,chimney".encode("gbk"), name="terms.csv")
    '烟囱,chimney'
    """
    if data.startswith((_ZIP, _OLE)):
        raise UnreadableInput(f"{name} is a spreadsheet, not text; save it as CSV (UTF-8).")
    mark, codec = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", _unmarked(data)))
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        raise WrongEncoding(
            f"{name} is not {codec.upper()} from byte {len(mark) + error.start} on; save it as UTF-8."
        ) from error
    if "\0" in text or (not mark and b"\0" in data and _CONTROL.search(text)):
        raise UnreadableInput(f"{name} is no text: there are NUL or control characters in it.")
    if not text.strip():
        raise EmptyInput(f"{name} is empty; a glossary has at least one line of terms.")
    return text


def _unmarked(data: bytes) -> str:
    if b"\0" in data:  # of the two bytes of an ASCII character, a tab or a line end, the higher is NUL
        return "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        share, codec = max((_share_of_common(data, codec, level, leads), codec) for codec, level, leads in _CHINESE)
        return codec if share >= _ENOUGH else "utf-8"
    return "utf-8"


def _share_of_common(data: bytes, codec: str, level: str, leads: tuple[int, int]) -> float:
    """How much of what is not ASCII is common; 0 if the bytes are not text in the codec."""
    try:
        special = [char for char in data.decode(codec) if not char.isascii()]
    except UnicodeDecodeError:
        return 0.0
    coded = [char.encode(level, "ignore") for char in special]
    first, last = leads
    return sum(bool(code) and first <= code[0] <= last for code in coded) / len(special) if special else 0.0

"""Text in any encoding, as the readers take it: bytes that are no text are declined."""

from lang import encodings
from lang.encodings import BadBytes, Decoded, NotText, known_encoding
from sources.contract import Declined

__all__ = ["BadBytes", "Decoded", "decode", "known_encoding"]


def decode(data: bytes, *, name: str, encoding: str | None = None) -> Decoded | Declined:
    r"""The text that the bytes hold, in `encoding` or in the one that fits best.

    Declines what is binary.  Raises `WrongEncoding` as `lang.encodings.decode` does.

    >>> decode(b"GIF89a\0\0", name="a.txt")
    Declined(reason='there are NUL bytes in it, so it is no text')
    """
    decoded = encodings.decode(data, name=name, encoding=encoding)
    return Declined(decoded.reason) if isinstance(decoded, NotText) else decoded

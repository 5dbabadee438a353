r"""LaTeX as bibliographies have it, in plain characters: accents, letters, quotes, dashes, emphasis.

The commands are those of Lamport, *LaTeX* (2nd ed., 1994), tables 3.1 and 3.2, and of the T1 encoding.
"""

import re
import unicodedata
from typing import Final

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_LETTERS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "P": "¶",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<",
    "textgreater": ">", "guillemotleft": "«", "guillemotright": "»", "pounds": "£", "copyright": "©",
    "textunderscore": "_", "textdollar": "$", "textbraceleft": "{", "textbraceright": "}", "slash": "/",
}  # fmt: skip
_TOKEN: Final = re.compile(
    r"\\(?P<mark>[`'^~=.\"])\s*(?:\{\s*(?:\\(?P<m1>[ij])|(?P<m2>[^\W\d_]))\s*\}|\\(?P<m3>[ij])(?![A-Za-z])|(?P<m4>[^\W\d_]))"
    r"|\\(?P<named>[uvHcdbkr])(?:\s*\{\s*(?:\\(?P<n1>[ij])|(?P<n2>[^\W\d_]))\s*\}|\s+\\(?P<n3>[ij])(?![A-Za-z])|\s+(?P<n4>[^\W\d_]))"
    r"|\\(?P<letter>[A-Za-z]+)(?:\s*\{\}|\s+|(?![A-Za-z]))"
    r"|\\(?P<escaped>[^A-Za-z\s])"
    r"|(?P<space>\\\s|~)"
    r"|(?P<plain>---|--|``|'')"
    r"|(?P<brace>[{}])"
)
_PLAIN: Final = {"---": "—", "--": "–", "``": "“", "''": "”"}


def plain(text: str) -> str:
    r"""The text that LaTeX would set, without its commands; what it does not know stays without the backslash.

    >>> plain(r"Br{\'e}ton \& Fr\`eres"), plain(r"Erd\H{o}s, {\O}re, \v{C}apek, na\"{\i}ve"), plain("1--20")
    ('Bréton & Frères', 'Erdős, Øre, Čapek, naïve', '1–20')
    >>> plain(r"The {NASA} of \emph{Moses}"), plain(r"\url{https://a.example/~b_c}")
    ('The NASA of Moses', 'https://a.example/~b_c')
    """
    verbatim = re.fullmatch(r"\s*\\url\s*\{(.*)\}\s*", text, re.DOTALL)
    if verbatim:
        return verbatim[1].strip()
    return " ".join(_TOKEN.sub(_character, text).split())


def _character(found: re.Match[str]) -> str:
    if accent := found["mark"] or found["named"]:
        bases = (found[group] for group in ("m1", "m2", "m3", "m4", "n1", "n2", "n3", "n4"))
        return unicodedata.normalize("NFC", next(filter(None, bases)) + _ACCENTS[accent])
    if letter := found["letter"]:
        return _LETTERS.get(letter, "")
    if found["space"]:
        return " "
    if found["brace"]:
        return ""
    return found["escaped"] or _PLAIN[found["plain"]]

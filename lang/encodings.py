"""From bytes to text: the encoding is found by trying, and what cannot be decoded is told with its place.

The order: a byte order mark; strict UTF-8; UTF-8 with a few bad bytes; then the encodings below, ranked by
the share of common characters that a sample has in each.  GB2312 and GBK are read as their superset GB18030,
Big5 with the Hong Kong supplement.
"""

import codecs
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from bitext.errors import WrongEncoding

# The 400 commonest Han characters by the word frequencies in jieba's dictionary (MIT), some particles that
# stories use more than newspapers, and the traditional forms of all of them by OpenCC (Apache-2.0).
_HAN: Final = frozenset(
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部能市等业"
    "全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只山水关明从化平建又制"
    "南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利"
    "石老教万知级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至"
    "报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取"
    "技黄神选记斯真却职号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具"
    "李众连调感转笑吗呢吧啊谁哪爱您呀"
    "並來個們備傳兒內兩別動務區卻員問國團報場學實將專對導師帶幹幾廣張強後從應戰據數於時書會東條業樣機權歷氣決沒漢濟無爭爲為現產當發種稱級組"
    "結給統經線縣總義聯聲職聽臺與舉華萬處號衆眾術裏裡見規計記設話認說説調論議變資質車軍轉農這連進遊運過達選還邊長門開間關陽隊難電領頭題類風馬"
    "體麼黃點黨嗎誰愛著"
)
_CJK_MARKS: Final = frozenset("，。、；：？！“”‘’「」『』《》〈〉（）—…·　")
_KANA: Final = frozenset(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30FD))))
# The syllables of the commonest Korean particles, endings and words.
_HANGUL: Final = frozenset(
    "이다는에을의가고하지를은도로한나기그사리어서아자니시들라있인일대만제정과해보수전부여장성상주원었소았우것면러오게없와년국생"
    "안스선말경구동신내위조공마연때거모문무비같던운중분화방세미저등음간며으습께려했였더네든까야"
)
_CYRILLIC: Final = frozenset(map(chr, range(0x430, 0x450))) | frozenset("ё«»—–…“”„№")
_LATIN: Final = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÁÂÄÅÆÇÈÉÊÎÑÓÔÖØÚÜŒ‘’“”„«»–—…¡¿°§·£€©ºª\u00a0")
_EAST_ASIAN: Final = _HAN | _CJK_MARKS

_CANDIDATES: Final = (
    ("cp1252", _LATIN),  # first, since one accented letter and the next plain one may also be one Han character
    ("gb18030", _EAST_ASIAN),
    ("big5hkscs", _EAST_ASIAN),
    ("cp950", _EAST_ASIAN),
    ("cp932", _EAST_ASIAN | _KANA),
    ("euc_jp", _EAST_ASIAN | _KANA),
    ("cp949", _HANGUL | _CJK_MARKS),
    ("cp1251", _CYRILLIC),
    ("koi8_r", _CYRILLIC),
)
_WIDE: Final = ("utf-16-le", "utf-16-be")
_ANY_COMMON: Final = _EAST_ASIAN | _KANA | _HANGUL | _CYRILLIC | _LATIN | frozenset(map(chr, range(0x20, 0x7F)))
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSETS: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
}

_SAMPLE: Final = 2**16
"""Bytes that are scored: some 20,000 characters, far more than the 30 that the scores need."""

_ENOUGH: Final = 0.3
"""Right encodings score above 0.6 on prose and wrong ones below 0.15; lists of rare names lie between."""

_VALID_UTF8: Final = 0.95
"""Other encodings have fewer than a third of their bytes in valid UTF-8 sequences, so that this is safe."""

_MAX_FAULTS: Final = 0.02
"""Of the characters; with more bad bytes than this the encoding is another one."""

_CONTROLS: Final = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1a\x1b"})
_ASCII: Final = bytes(range(0x80))
_NOT_ASCII: Final = bytes(range(0x80, 0x100))
_MAX_CONTROLS: Final = 0.01
"""Of the bytes; text has none, or a few strays from a word processor."""

_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class NotText:
    """Why bytes are no text: a clause that begins in lower case and has no full stop."""

    reason: str


@dataclass(frozen=True, slots=True)
class BadBytes:
    """Bytes that are no text: U+FFFD stands for each of them."""

    position: int  # in code points of the text
    offset: int  # in bytes of the input
    data: bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte order mark, and how it was come by."""

    text: str
    encoding: str
    faults: tuple[BadBytes, ...] = ()


def decode(
    data: bytes, *, name: str, encoding: str | None = None, among: Collection[str] | None = None
) -> Decoded | NotText:
    """The text that the bytes hold, in `encoding` or in the one that fits best.

    Unicode aside, only encodings `among` those named are tried where the kind of text is known.

    What is binary is `NotText`.  Raises `WrongEncoding` where the encoding given is unknown or does not fit, or
    where none fits.

    >>> decode("他走了。".encode("gbk"), name="a.txt")
    Decoded(text='他走了。', encoding='gb18030', faults=())
    >>> decode("他走了。".encode("utf-16"), name="a.txt").encoding
    'utf-16-le'
    """
    if encoding is not None:
        return _decode_as(data, encoding, name)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _marked(data, marked, name, skip=len(mark))
    if b"\0" in data or _has_controls(data):
        return _wide(data) or NotText(_binary(data))
    decoded = _utf8(data) or _ranked(data, among) or _wide(data)
    if decoded is None:
        raise WrongEncoding(_no_encoding(data, name))
    return decoded


def _decode_as(data: bytes, encoding: str, name: str) -> Decoded:
    """Strictly, since the user says so."""
    codec = _codec(encoding)
    if codec is None:
        raise WrongEncoding(f"{encoding!r} is not the name of an encoding; write one like utf-8, gb18030 or big5.")
    mark = next((mark for mark, marked in _MARKS if marked == codec and data.startswith(mark)), b"")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise WrongEncoding(_misfit(data, encoding, name, error.start)) from error
    return Decoded(text.removeprefix("\ufeff") if mark or codec.startswith("utf-16") else text, codec)


def _codec(encoding: str) -> str | None:
    try:
        info = codecs.lookup(encoding)
    except LookupError:
        return None
    if not info._is_text_encoding:  # noqa: SLF001 - all that tells base64 from text
        return None
    return _SUPERSETS.get(info.name, info.name)


def known_encoding(encoding: str) -> str | None:
    """The codec for an encoding's name, with GB2312 and the like as their supersets; None where Python has none.

    >>> known_encoding("GB2312"), known_encoding("x-unknown")
    ('gb18030', None)
    """
    return _codec(encoding)


def _binary(data: bytes) -> str:
    found = "NUL bytes" if b"\0" in data else "control characters"
    return f"there are {found} in it, so it is no text"


def _misfit(data: bytes, encoding: str, name: str, offset: int) -> str:
    return (
        f"{name} is not {encoding}: byte 0x{data[offset]:02X} at offset {offset} does not fit; "
        "name another encoding, or none to have it found."
    )


def _marked(data: bytes, encoding: str, name: str, skip: int) -> Decoded:
    decoded = _tolerant(data, encoding, skip)
    if decoded is None:
        raise WrongEncoding(_misfit(data, encoding, name, skip + first_odd(data[skip:], encoding)))
    return decoded


def _no_encoding(data: bytes, name: str) -> str:
    offset = first_odd(data)
    return (
        f"{name} is text in no encoding that is known here (UTF-8, GB18030, Big5, UTF-16 and others): the first "
        f"odd byte is 0x{data[offset]:02X} at offset {offset}; name its encoding, or save it as UTF-8."
    )


def first_odd(data: bytes, encoding: str = "utf-8") -> int:
    """Where the first byte stands that is not `encoding`; 0 if all are."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _has_controls(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(_FEW, _MAX_CONTROLS * len(sample))


def _utf8(data: bytes) -> Decoded | None:
    """As UTF-8 if all, or nearly all that is not ASCII, is valid in it."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if any(_utf8_share(part) < _VALID_UTF8 for part in (data[:_SAMPLE], data)):  # the sample first: it is cheap
        return None
    return _tolerant(data, "utf-8")


def _utf8_share(data: bytes) -> float:
    """How much of what is not ASCII is valid."""
    special = len(data) - len(data.translate(None, _NOT_ASCII))
    bad = special - len(data.decode("utf-8", "ignore").encode("utf-8").translate(None, _ASCII))
    return 1 - bad / special if special else 1.0


def _ranked(data: bytes, among: Collection[str] | None) -> Decoded | None:
    """In the best of the candidates that reads the whole."""
    sample = _sample(data)
    candidates = [(codec, common) for codec, common in _CANDIDATES if among is None or codec in among]
    scored = sorted(((_score(sample, codec, common), codec) for codec, common in candidates), key=lambda s: -s[0])
    fitting = (_tolerant(data, codec) for score, codec in scored if score >= _ENOUGH)
    return next((decoded for decoded in fitting if decoded), None)


def _sample(data: bytes) -> bytes:
    """From the first byte that is not ASCII: in all encodings but UTF-16 a character starts there."""
    match = re.search(rb"[\x80-\xff]", data)
    start = match.start() if match else 0
    return data[max(0, start - 1) : start + _SAMPLE]


def _score(sample: bytes, codec: str, common: frozenset[str]) -> float:
    """Common characters less odd ones, as a share of those that are not ASCII."""
    text = sample.decode(codec, "replace")
    runs = list(_SPECIAL.finditer(text))
    length = sum(len(run[0]) for run in runs)
    is_misplaced = _MISPLACED.get(codec, _never)
    weights = (_MISFIT if is_misplaced(run) else _weight(char, common) for run in runs for char in run[0])
    return sum(weights) / length if length else 0.0


_SPECIAL: Final = re.compile(r"[^\x00-\x7f]+")
_MISFIT: Final = -3.0
"""A character that cannot be right outweighs three that may be so by chance."""


def _weight(char: str, common: frozenset[str]) -> float:
    if char in common:
        return 1.0
    if char == "\ufffd" or "\u2500" <= char < "\u25a0":  # the boxes of KOI8-R
        return _MISFIT
    if "\u4e00" <= char < "\ua000":
        return 0.4 if _is_frequent_han(char) else 0.0
    return -1.0 if unicodedata.category(char) in {"Cc", "Cn", "Co", "Cs"} else 0.0


def _is_frequent_han(char: str) -> bool:
    """In the first level of GB 2312 (3,755 characters) or of Big5 (5,401): names have them, wrong decodings few."""
    levels = ((char.encode(codec, "ignore")[:1], last) for codec, last in (("gb2312", b"\xd7"), ("big5", b"\xc6")))
    return any(b"" < lead <= last for lead, last in levels)


def _never(_run: re.Match[str]) -> bool:
    return False


def _is_long(run: re.Match[str]) -> bool:
    """In Latin scripts hardly four characters that are not ASCII stand together; of Han characters, two do."""
    return len(run[0]) > 3


def _touches_latin(run: re.Match[str]) -> bool:
    """No word has both Cyrillic and Latin letters."""
    before, after = run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]
    return (before.isalpha() and run[0][0].isalpha()) or (after.isalpha() and run[0][-1].isalpha())


# Every byte is a letter in these encodings, so that where a letter stands is all there is to go by.
_MISPLACED: Final = {"cp1252": _is_long, "cp1251": _touches_latin, "koi8_r": _touches_latin}


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: its NUL bytes are halves of ASCII characters and line ends."""
    scores = {codec: _wide_score(data[:_SAMPLE], codec) for codec in _WIDE}
    best = max(_WIDE, key=lambda codec: scores[codec])
    return _tolerant(data, best) if scores[best] >= _ENOUGH else None


def _wide_score(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, "replace")
    return sum(1 if char.isspace() else _weight(char, _ANY_COMMON) for char in text) / max(1, len(text))


def _tolerant(data: bytes, codec: str, skip: int = 0) -> Decoded | None:
    """The text with U+FFFD for a few bad bytes; None where there are too many."""
    try:
        text = data[skip:].decode(codec, "surrogateescape")
    except UnicodeDecodeError:
        return None
    clean = _ESCAPED.sub("\ufffd", text)
    if clean == text:
        return Decoded(text, codec)
    faults = sum(map(len, _ESCAPED.findall(text)))
    if faults > max(1, _MAX_FAULTS * len(text)):
        return None
    return Decoded(clean, codec, tuple(_faults(text, codec, skip)))


# Where Python puts a byte that it cannot decode: PEP 383.
_ESCAPED: Final = re.compile("[\udc80-\udcff]")


def _faults(text: str, codec: str, skip: int) -> Iterator[BadBytes]:
    position = 0
    offset = skip
    for match in _ESCAPED.finditer(text):
        offset += len(text[position : match.start()].encode(codec, "surrogateescape"))
        position = match.start()
        yield BadBytes(position, offset, match[0].encode("ascii", "surrogateescape"))

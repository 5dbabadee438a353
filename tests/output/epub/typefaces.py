"""Small fonts for the tests: a box for each character, with the names and rights that a test wants."""

from collections.abc import Sequence
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from bitext.materials import File

HAN = "的一粉笔雪烟囱某甲乙一个故事测试黃"
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "“”‘’—–…©·"


def font(
    family: str,
    characters: str,
    *,
    weight: int = 400,
    italic: bool = False,
    rights: int = 0,
    licence: str = "Made for a test.",
    url: str = "https://example.org/licence",
    copyright_: str = "© 2026 A. Tester",
) -> bytes:
    """A TrueType font with these characters."""
    names = {char: f"u{ord(char):04X}" for char in dict.fromkeys(f" {characters}")}
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 700))
    pen.lineTo((900, 700))
    pen.lineTo((900, 0))
    pen.closePath()
    box, empty = pen.glyph(), TTGlyphPen(None).glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", *names.values()])
    made.setupCharacterMap({ord(char): name for char, name in names.items()})
    made.setupGlyf({".notdef": box, **{name: empty if char == " " else box for char, name in names.items()}})
    made.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (1000, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable(
        {
            "copyright": copyright_,
            "familyName": family,
            "fullName": family,
            "styleName": "Regular",
            "psName": family.replace(" ", ""),
            "licenseDescription": licence,
            "licenseInfoURL": url,
        }
    )
    made.setupOS2(fsType=rights, usWeightClass=weight, fsSelection=1 if italic else 64)
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = 0
    made.font.recalcTimestamp = False
    out = BytesIO()
    made.font.save(out)
    return out.getvalue()


def collection(*fonts: bytes) -> bytes:
    """A TrueType collection of fonts."""
    made = TTCollection()
    made.fonts = [TTFont(BytesIO(data)) for data in fonts]
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def file(data: bytes, name: str = "a.ttf") -> File:
    return File(name, data)


def characters_of(data: bytes) -> set[str]:
    """The characters that a font has glyphs for."""
    return {chr(code) for code in TTFont(BytesIO(data)).getBestCmap()}


def names_of(data: bytes, ids: Sequence[int]) -> list[str | None]:
    """Names of a font by their numbers."""
    return [TTFont(BytesIO(data))["name"].getDebugName(id_) for id_ in ids]

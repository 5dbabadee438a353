"""Typefaces in font files: which there are, which languages they are for, and as much of one as a book needs.

fontTools reads and cuts them; it is loaded when a face is asked for, and by no other module.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.materials import File

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

EAST_ASIAN: Final = frozenset({"zh", "lzh", "yue", "ja", "ko"})
"""Languages that are set in Chinese characters, kana or hangul."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face of a font file."""

    file: File
    number: int  # in a collection
    family: str
    weight: int  # 400 is regular, 700 bold
    is_italic: bool
    is_east_asian: bool
    characters: frozenset[int]
    copyright: str
    licence: str
    licence_url: str
    may_be_cut: bool

    @property
    def region(self) -> str:
        """The region whose forms of Chinese characters it has, as its name says: SC, TC, HK, JP, KR, or none."""
        found = _REGION.search(self.family)
        return _REGIONS.get(found[0], found[0]) if found else ""

    @property
    def is_bold(self) -> bool:
        return self.weight >= 600

    @property
    def is_open(self) -> bool:
        """Whether it is under the SIL Open Font License."""
        return "openfontlicense" in self.licence_url or "OFL" in self.licence_url or "SIL Open Font" in self.licence


_REGION: Final = re.compile(r"\b(?:SC|CN|TC|TW|HK|HC|JP|KR)$")
_REGIONS: Final = {"CN": "SC", "TW": "TC", "HC": "HK"}


def faces_of(file: File) -> tuple[Face, ...]:
    """The faces of a font file, which may be embedded all.

    Raises `BadConfiguration` where it is no font, or its makers do not allow that it be embedded.
    """
    from fontTools.ttLib import TTLibError  # noqa: PLC0415 - a third of a second, for books with fonts only

    try:
        return tuple(_face(file, number, font) for number, font in enumerate(_fonts(file)))
    except (TTLibError, KeyError, AssertionError) as error:
        raise BadConfiguration(f"{file.name} cannot be read as a font; give an OTF, TTF or TTC file.") from error


def _fonts(file: File) -> Iterator["TTFont"]:
    from fontTools.ttLib import TTCollection, TTFont  # noqa: PLC0415 - see faces_of

    if file.data.startswith(b"ttcf"):
        yield from TTCollection(BytesIO(file.data), lazy=True).fonts
    else:
        yield TTFont(BytesIO(file.data), lazy=True, recalcTimestamp=False)


def _face(file: File, number: int, font: "TTFont") -> Face:
    names, metrics = font["name"], font["OS/2"]
    _check_embeddable(file, metrics.fsType)
    characters = frozenset(font.getBestCmap() or {})

    def name(*ids: int) -> str:
        return next(filter(None, map(names.getDebugName, ids)), "").strip()

    return Face(
        file=file,
        number=number,
        family=name(16, 1),
        weight=metrics.usWeightClass,
        is_italic=bool(metrics.fsSelection & _ITALIC),
        is_east_asian=not characters.isdisjoint(_TELLING),
        characters=characters,
        copyright=name(0),
        licence=name(13),
        licence_url=name(14),
        may_be_cut=not metrics.fsType & _NO_SUBSETTING,
    )


_ITALIC: Final = 1
_TELLING: Final = frozenset(map(ord, "的一あ가"))

# OS/2.fsType: https://learn.microsoft.com/typography/opentype/spec/os2#fstype
_RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200


def _check_embeddable(file: File, rights: int) -> None:
    if rights & 0x000F == _RESTRICTED or rights & _BITMAPS_ONLY:
        raise BadConfiguration(
            f"{file.name} may not be embedded: its makers forbid it (fsType {rights:#06x}); "
            "ask them for a licence and a file that says so, or name another font."
        )


# --- choosing ----------------------------------------------------------------------------------------------------

_REGIONAL: Final = {"ja": ("JP",), "ko": ("KR",), "yue": ("HK", "TC")}


def faces_for(language: LanguageTag, letters: Collection[str], faces: Sequence[Face]) -> tuple[Face, ...]:
    """The faces to set a text of the language in: upright and italic, regular and bold, as far as there are.

    East Asian texts get the faces of their region, other texts those without Chinese characters that have nearly all
    of their letters: in an East Asian face quotation marks and dashes would be as wide as a character.
    """
    is_east_asian = language.language in EAST_ASIAN and language.script != "Latn"
    fitting = [face for face in faces if face.is_east_asian == is_east_asian and _has(face, letters)]
    if is_east_asian:
        fitting = next(filter(None, ([f for f in fitting if f.region == r] for r in regions_of(language))), fitting)
    styles: dict[tuple[bool, bool], Face] = {}
    for face in sorted(fitting, key=_plainest):
        if not styles or face.family == next(iter(styles.values())).family:
            styles.setdefault((face.is_bold, face.is_italic), face)
    return tuple(styles.values())


def _plainest(face: Face) -> tuple[bool, bool, int]:
    """Upright before italic, regular before bold, and of each what is nearest to the usual weight."""
    return face.is_italic, face.is_bold, abs(face.weight - (700 if face.is_bold else 400))


def regions_of(language: LanguageTag) -> tuple[str, ...]:
    """The regions whose forms the language is written in, the best first; a face of no region is for all."""
    parts = set(language.split("-"))
    if parts & {"HK", "MO"} and language.script != "Hans":
        return "HK", "TC", ""
    if language.script == "Hant" or (parts & {"TW"} and language.script != "Hans"):
        return "TC", "HK", ""
    return *_REGIONAL.get(language.language, ("SC",)), ""


_ENOUGH: Final = 0.98
"""Of the letters: a text may have a few that no typeface of its language has."""


def _has(face: Face, letters: Collection[str]) -> bool:
    found = sum(ord(letter) in face.characters for letter in letters)
    return found >= _ENOUGH * len(letters)


# --- cutting -----------------------------------------------------------------------------------------------------

# Vertical forms, forms by language, widths, ruby, kerning, and what scripts cannot be written without; not the
# alternative designs, each of which would bring in more glyphs.
_FEATURES: Final = (
    *("vert", "vrt2", "locl", "pwid", "palt", "hwid", "halt", "fwid", "vpal", "vhal", "ruby", "kern", "vkrn"),
    *("liga", "clig", "calt", "ccmp", "rlig", "mark", "mkmk", "init", "medi", "fina", "isol", "ljmo", "vjmo", "tjmo"),
)
_NAMES: Final = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 17)
_RENAMED: Final = (1, 3, 4, 6, 16)


def cut(face: Face, characters: Collection[str]) -> bytes:
    """The face with these characters only, as OTF or TTF; the whole face where its makers do not allow less.

    A face that reserves its name (SIL Open Font License, section 3) gets another one.
    """
    from fontTools import subset  # noqa: PLC0415 - see faces_of

    font = list(_fonts(face.file))[face.number]
    if face.may_be_cut:
        options = subset.Options(
            layout_features=list(_FEATURES), name_IDs=list(_NAMES), notdef_outline=True, drop_tables=["DSIG", "BASE"]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted({ord(char) for char in characters} & face.characters | {ord(" ")}))
        cutter.subset(font)
        if face.is_open and "reserved font name" in f"{face.copyright} {face.licence}".casefold():
            _rename(font)
    font.recalcTimestamp = False
    out = BytesIO()
    font.flavor = None
    font.save(out, reorderTables=True)
    return out.getvalue()


def _rename(font: "TTFont") -> None:
    for record in font["name"].names:
        if record.nameID in _RENAMED:
            record.string = "Subset" if record.nameID != 6 else "Subset-Regular"


def is_cff(data: bytes) -> bool:
    """Whether a font that was cut has PostScript outlines, and so is an OTF."""
    return data.startswith(b"OTTO")

"""The cover: the publisher's picture, or one that is drawn from the titles and names in a typeface of theirs.

Pillow draws; it is loaded for that, and by no other module.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zlib import crc32

from bitext.articles import Localized
from bitext.editions import Metadata
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.materials import File
from output.epub.book import Book
from output.epub.faces import EAST_ASIAN, Face, faces_of, regions_of
from output.epub.front import said_of, titles_of
from output.epub.xhtml import flat, in_language, is_right_to_left, page
from output.markup import element, lines

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

MADE: Final = "made"
"""The value of the option `cover` that asks for a drawing."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture in the book's folder of images."""

    data: bytes
    suffix: str
    media_type: str

    @property
    def path(self) -> str:
        return f"images/cover.{self.suffix}"


def cover_of(book: Book) -> Cover | None:
    """The cover that the publisher gives, or the one that is drawn where the options ask for it.

    Raises `BadConfiguration` at a picture that is neither JPEG nor PNG, and at a typeface that lacks a character.
    """
    materials = book.edition.materials
    if materials.cover:
        return _given(materials.cover)
    if book.options.cover == MADE and materials.cover_font:
        return Cover(_drawn(book, materials.cover_font), "jpg", "image/jpeg")
    return None


_KINDS: Final = {b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"\x89PNG\r\n\x1a\n": ("png", "image/png")}
"""Kindle and most shops take these two only; a file is of the kind whose bytes it begins with."""


def is_cover(file: File) -> bool:
    """Whether the picture is of a kind that a cover can be."""
    return file.data.startswith(tuple(_KINDS))


def _given(file: File) -> Cover:
    for start, kind in _KINDS.items():
        if file.data.startswith(start):
            return Cover(file.data, *kind)
    raise BadConfiguration(f"{file.name} is no cover for an EPUB: it is neither JPEG nor PNG; save it as one of them.")


def cover_page(book: Book, cover: Cover) -> bytes:
    """A page with nothing but the picture, whose words are the titles."""
    titles = flat(titles_of(book))
    words = book.labels[0].say("cover_of", title=titles)
    told = in_language(words.language)
    picture = element("img", {"role": "doc-cover", "src": f"../{cover.path}", "alt": words.text, **told})
    label = {"aria-label": book.say("cover")[0].text, **told}
    section = lines("section", {"epub:type": "cover", **label}, element("div", None, picture))
    return page(lines("body", {"class": "cover"}, section), title=words.text, language=book.language)


# --- drawing -----------------------------------------------------------------------------------------------------

# What Kindle and Apple ask for: 1 to 1.6 and thereabouts, 1600 pixels wide.
WIDTH: Final = 1600
HEIGHT: Final = 2400
_MARGIN: Final = 180
_QUALITY: Final = 90

# Dark grounds on which the pale ink has a contrast above 7 : 1 (WCAG 2.2, 1.4.6).
_GROUNDS: Final = ((38, 56, 84), (74, 34, 40), (30, 66, 58), (62, 48, 74), (70, 52, 30), (44, 48, 52))
_INK: Final = (246, 240, 226)


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that stand under each other in one size, at most so large, in pixels."""

    text: Localized
    size: int
    space: int = 0  # above


def _drawn(book: Book, file: File) -> bytes:
    """The drawing as JPEG: titles above the middle, names under a rule, the publisher at the foot.

    Raises `BadConfiguration` where a letter is missing, or where the titles are too long for any size that can be read.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - for covers that are made only

    metadata = book.edition.metadata
    head, middle, foot = list(_head(book)), list(_middle(book)), list(_foot(book, metadata))
    faces = {line.text: _face_for(line.text, file) for line in (*head, *middle, *foot)}
    picture = Image.new("RGB", (WIDTH, HEIGHT), _GROUNDS[crc32(metadata.name.encode()) % len(_GROUNDS)])
    brush = _Brush(ImageDraw.Draw(picture), faces)
    scale = brush.scale([*head, *middle], HEIGHT - _TOP - _RULE - _FOOT)
    below = brush.write(head, top=_TOP, scale=scale)
    brush.rule(below + _RULE // 2)
    brush.write(middle, top=below + _RULE, scale=scale)
    brush.write(foot, top=HEIGHT - 260, scale=scale)
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


_TOP, _RULE, _FOOT = 430, 200, 340
"""Where the titles begin, the space around the rule, and what is kept free at the foot, in pixels."""


def _head(book: Book) -> Iterator[_Line]:
    first, *others = titles_of(book)
    yield _Line(first, 280)
    yield from (_Line(title, 130, 60) for title in others)
    yield from (_Line(subtitle, 70, 50) for subtitle in book.edition.metadata.subtitles)


def _middle(book: Book) -> Iterator[_Line]:
    """The first few people, as the title page names them."""
    said = dict.fromkeys(said_of(book, person) for person in book.people_of(None))
    yield from (_Line(text, 76, 24) for text in list(said)[:6])


def _foot(book: Book, metadata: Metadata) -> Iterator[_Line]:
    if metadata.publisher:
        yield _Line(book.guessed(metadata.publisher), 58)


def _face_for(text: Localized, file: File) -> Face:
    """The face of the file for the text's language.

    Raises `BadConfiguration` where it lacks a character, or where letters would have to be joined or turned round.
    """
    if is_right_to_left(text.language):
        raise BadConfiguration(
            f"A cover cannot be drawn with {text.text!r}, from right to left; give a picture instead."
        )
    faces = faces_of(file)
    regions = regions_of(text.language) if text.language.language in EAST_ASIAN else ("",)
    ranked = sorted(faces, key=lambda face: regions.index(face.region) if face.region in regions else len(regions))
    lacking = [char for char in text.text if not char.isspace() and ord(char) not in ranked[0].characters]
    if lacking:
        raise BadConfiguration(
            f"{file.name} has no {lacking[0]!r} (U+{ord(lacking[0]):04X}) for the cover; name another cover-font."
        )
    return ranked[0]


class _Brush:
    """Writes lines one under the other, in the middle."""

    def __init__(self, draw: "ImageDraw.ImageDraw", faces: Mapping[Localized, Face]) -> None:
        self._draw = draw
        self._faces = faces
        self._unit = {text: _font(face, _UNIT) for text, face in faces.items()}

    def scale(self, lines_: Sequence[_Line], room: int) -> float:
        """The largest scale at which the lines take no more room than there is, in pixels."""
        for scale in _SCALES:
            if self._height(lines_, scale) <= room:
                return scale
        raise BadConfiguration('The titles are too long to draw a cover with; give a picture: cover = "FILE".')

    def _height(self, lines_: Iterable[_Line], scale: float) -> float:
        fitted = ((line, *self._fitted(line, scale)) for line in lines_)
        return sum(line.space * scale + len(rows) * _row_height(size) for line, size, rows in fitted)

    def write(self, lines_: Iterable[_Line], *, top: int, scale: float) -> int:
        """Write the lines from `top` downwards; where the last one ends."""
        at = top
        for line in lines_:
            at += int(line.space * scale)
            size, rows = self._fitted(line, scale)
            font = _font(self._faces[line.text], size)
            for row in rows:
                self._draw.text((WIDTH // 2, at), row, font=font, fill=_INK, anchor="ma")
                at += _row_height(size)
        return at

    def rule(self, at: int) -> None:
        """A short line across the middle."""
        self._draw.rectangle((WIDTH // 2 - 120, at, WIDTH // 2 + 120, at + 4), fill=_INK)

    def _fitted(self, line: _Line, scale: float) -> tuple[int, Sequence[str]]:
        """The largest size, down to a third, at which the text takes two rows at most; or that third, and more rows."""
        largest = int(line.size * scale)
        for size in range(largest, largest // 3, -max(1, largest // 20)):
            rows = self._rows(line.text, size)
            if len(rows) <= 2 and all(self._width(row, line.text, size) <= _ROOM for row in rows):
                return size, rows
        return largest // 3, self._rows(line.text, largest // 3)

    def _rows(self, text: Localized, size: int) -> list[str]:
        """The text broken between words, or between Chinese characters, never before a mark of punctuation."""
        rows = [""]
        for piece in _pieces(text):
            if rows[-1] and self._width((rows[-1] + piece).strip(), text, size) > _ROOM:
                rows.append("")
            rows[-1] += piece
        return [row.strip() for row in rows]

    def _width(self, row: str, text: Localized, size: int) -> float:
        return self._unit[text].getlength(row) * size / _UNIT


_SCALES: Final = (1.0, 0.85, 0.7, 0.55, 0.45, 0.35)
_ROOM: Final = WIDTH - 2 * _MARGIN
_UNIT: Final = 100
"""The size at which widths are measured, in pixels."""


def _row_height(size: int) -> int:
    return size * 5 // 4


def _font(face: Face, size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 - see _drawn

    # The basic engine is in every build of Pillow, and gives the same picture with each.
    engine = ImageFont.Layout.BASIC
    return ImageFont.truetype(BytesIO(face.file.data), size, index=face.number, layout_engine=engine)


def _pieces(text: Localized) -> Iterator[str]:
    """What may stand in a row by itself: a word with the blank behind it, a Chinese character with its marks."""
    piece = ""
    for char in " ".join(text.text.split()):
        if piece and (piece.endswith(" ") or (_is_wide(char, text.language) and piece[-1] not in _OPENING)):
            yield piece
            piece = ""
        piece += char
    yield piece


_OPENING: Final = "（《〈「『【“‘"


def _is_wide(char: str, language: LanguageTag) -> bool:
    """Whether a row may begin with the character in the middle of a text."""
    return language.is_unspaced and char.isalpha() and char > "\u2e80"

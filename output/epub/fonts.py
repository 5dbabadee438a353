"""Typefaces in the book: chosen by language, cut to the characters that the pages have, with their licences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import PurePath
from typing import Final

from lxml import etree

from bitext.documents import Document
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.materials import File
from output.epub.faces import EAST_ASIAN, Face, cut, faces_for, faces_of, is_cff
from output.epub.writer import Member


@dataclass(frozen=True, kw_only=True)
class Typefaces:
    """Which faces each language of the book is set in."""

    by_language: Mapping[LanguageTag, tuple[Face, ...]]

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys(face for faces in self.by_language.values() for face in faces))


NONE: Final = Typefaces(by_language={})


def typefaces(fonts: Sequence[File], languages: Iterable[LanguageTag], documents: Sequence[Document]) -> Typefaces:
    """The faces of the fonts that the languages of a book are set in.

    Raises `BadConfiguration` at a file that is no font or may not be embedded, and where no text can be set in any.
    """
    faces = [face for file in fonts for face in faces_of(file)]
    chosen = {language: faces_for(language, _letters(language, documents), faces) for language in languages}
    if fonts and not any(chosen.values()):
        names = ", ".join(PurePath(file.name).name for file in fonts)
        raise BadConfiguration(
            f"No text of the book can be set in {names}: the letters are not there; name other fonts."
        )
    return Typefaces(by_language={language: fitting for language, fitting in chosen.items() if fitting})


def _letters(language: LanguageTag, documents: Iterable[Document]) -> frozenset[str]:
    """The letters of the texts in the language: East Asian ones, or all others; what is quoted is set apart."""
    texts = (block.text for document in documents if document.language == language for block in document.blocks)
    is_east_asian = language.language in EAST_ASIAN
    return frozenset(
        char for text in texts for char in set(text) if char.isalpha() and (char >= "\u2e80") == is_east_asian
    )


# --- what the pages have -----------------------------------------------------------------------------------------

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_BOLD: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "dt", "th"})
_ITALIC: Final = frozenset({"em", "i", "cite"})

_Style = tuple[str, bool, bool]
"""Language, bold, italic."""


def _used(pages: Iterable[bytes]) -> dict[_Style, set[str]]:
    """The characters of the pages by language and style."""
    found: dict[_Style, set[str]] = {}
    for page in pages:
        _collect(etree.fromstring(page), ("", False, False), found)
    return found


def _collect(node: etree._Element, style: _Style, found: dict[_Style, set[str]]) -> None:
    name = etree.QName(node).localname
    style = (node.get(_XML_LANG) or style[0], style[1] or name in _BOLD, style[2] or name in _ITALIC)
    own = found.setdefault(style, set())
    own.update(node.text or "")
    for child in node:
        own.update(child.tail or "")
        if isinstance(child.tag, str):
            _collect(child, style, found)


# --- members and rules -------------------------------------------------------------------------------------------


def members_of(chosen: Typefaces, pages: Iterable[bytes]) -> Iterator[Member]:
    """The fonts as files of the book, each with the characters of the pages that are set in it."""
    used = _used(pages) if chosen.faces else {}
    for number, face in enumerate(chosen.faces, 1):
        data = cut(face, _characters(face, chosen, used))
        suffix, kind = ("otf", "font/otf") if is_cff(data) else ("ttf", "font/ttf")
        yield Member(id=f"font-{number}", path=f"fonts/face-{number}.{suffix}", media_type=kind, data=data)


def _characters(face: Face, chosen: Typefaces, used: Mapping[_Style, set[str]]) -> set[str]:
    """The characters that are set in the face: those of its styles, and of styles that its family does not have."""
    characters: set[str] = set()
    for (tag, is_bold, is_italic), found in used.items():
        faces = chosen.by_language.get(LanguageTag(tag), ()) if tag else ()
        if faces and face is _nearest(faces, is_bold=is_bold, is_italic=is_italic):
            characters |= found
    return characters


def _nearest(faces: Sequence[Face], *, is_bold: bool, is_italic: bool) -> Face:
    return min(faces, key=lambda face: (face.is_italic != is_italic, face.is_bold != is_bold))


@dataclass(frozen=True, slots=True)
class Licence:
    """What a font file says of its makers and its licence, in paragraphs; and the whole of the Open Font License."""

    family: str
    paragraphs: tuple[str, ...]


def licences_of(chosen: Typefaces) -> tuple[Licence, ...]:
    """The licences of the fonts, each once."""
    return tuple(dict.fromkeys(_licence(face) for face in chosen.faces))


def _licence(face: Face) -> Licence:
    whole = files(__package__).joinpath("OFL-1.1.txt").read_text(encoding="utf-8") if face.is_open else ""
    said = (face.copyright, face.licence, face.licence_url, *whole.split("\n\n"))
    return Licence(face.family, tuple(filter(None, (" ".join(text.split()) for text in said))))


def rules_of(chosen: Typefaces, members: Iterable[Member]) -> str:
    """The style rules that load the fonts and set each language in its own; what they lack comes from the reader's."""
    paths = [member.path for member in members if member.media_type.startswith("font/")]
    faces = dict(zip(chosen.faces, paths, strict=True))
    loaded = [_font_face(face, path) for face, path in faces.items()]
    named = ((tag, families[0].family) for tag, families in chosen.by_language.items())
    return "\n".join([*loaded, *(_setting(tag, _name(family)) for tag, family in named)])


def _font_face(face: Face, path: str) -> str:
    weight, style = ("bold" if face.is_bold else "normal"), ("italic" if face.is_italic else "normal")
    source = f"font-family: {_name(face.family)}; src: url(../{path})"
    return f"@font-face {{ {source}; font-weight: {weight}; font-style: {style}; }}"


def _name(family: str) -> str:
    """The family in quotation marks, told apart from a font of the same name that the reader has."""
    plain = "".join(char for char in family if char.isalnum() or char in " -")
    return f'"Book {plain}"'


def _setting(tag: LanguageTag, family: str) -> str:
    fallback = "serif" if tag.language in EAST_ASIAN else "Georgia, serif"
    rule = f":lang({tag}) {{ font-family: {family}, {fallback}; }}"
    if tag.language in EAST_ASIAN and not tag.script:  # :lang(zh) is true of pinyin too
        rule += f'\n:lang({tag}-Latn) {{ font-family: Georgia, "Times New Roman", serif; }}'
    return rule

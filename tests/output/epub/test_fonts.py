"""Typefaces in the book: whose letters they are, whether they may be there, and no more of them than is needed."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from bitext.editions import Edition
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.materials import File, Materials
from output.epub import to_epub
from output.epub.faces import faces_for, faces_of
from output.options import ExportOptions
from tests.output.epub.samples import X, book, files, pages, story
from tests.output.epub.typefaces import HAN, LATIN, characters_of, collection, file, font, names_of

ALL = "".join(sorted({char for document in story().documents for block in document.blocks for char in block.text}))
WIDE = "".join(char for char in ALL if char > "\u2e80") + HAN
OFL = "https://openfontlicense.org"


def with_fonts(*fonts: File) -> Edition:
    return replace(story(), materials=Materials(fonts=fonts))


def fonts_in(members: dict[str, bytes]) -> dict[str, bytes]:
    return {name.rpartition("/")[2]: data for name, data in members.items() if "/fonts/" in name}


def style(members: dict[str, bytes]) -> str:
    return members["EPUB/css/book.css"].decode().partition("@font-face")[2]


REGIONS = ("Serif CJK JP", "Serif CJK KR", "Serif CJK SC", "Serif CJK TC", "Serif CJK HK")


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        ("zh-Hans", "Serif CJK SC"),
        ("zh", "Serif CJK SC"),
        ("zh-Hant", "Serif CJK TC"),
        ("zh-TW", "Serif CJK TC"),
        ("zh-HK", "Serif CJK HK"),
        ("zh-Hant-HK", "Serif CJK HK"),
        ("yue", "Serif CJK HK"),
        ("ja", "Serif CJK JP"),
        ("ko", "Serif CJK KR"),
    ],
)
def test_each_language_has_the_face_of_its_region(tag: str, family: str) -> None:
    faces = faces_of(file(collection(*(font(name, HAN) for name in REGIONS)), "a.ttc"))
    assert [face.family for face in faces_for(LanguageTag(tag), HAN, faces)] == [family]


def test_latin_texts_are_never_set_in_an_east_asian_face() -> None:
    wide, narrow = faces_of(file(font("Wide", HAN + LATIN))) + faces_of(file(font("Narrow", LATIN)))
    assert faces_for(LanguageTag("en"), "abc", [wide, narrow]) == (narrow,)
    assert faces_for(LanguageTag("zh-Latn-pinyin"), "abc", [wide, narrow]) == (narrow,)
    assert faces_for(LanguageTag("en"), "abc", [wide]) == ()
    assert faces_for(LanguageTag("ru"), "абв", [narrow]) == ()


def test_of_a_family_the_styles_are_taken_and_the_plainest_comes_first() -> None:
    made = [
        font("A", LATIN, weight=700),
        font("A", LATIN, italic=True),
        font("A", LATIN, weight=300),
        font("A", LATIN),
        font("B", LATIN, weight=900),
    ]
    faces = [face for data in made for face in faces_of(file(data))]
    found = faces_for(LanguageTag("en"), "abc", faces)
    assert [(face.family, face.weight, face.is_italic) for face in found] == [
        ("A", 400, False),
        ("A", 700, False),
        ("A", 400, True),
    ]


def test_the_book_has_the_characters_of_its_pages_and_no_others() -> None:
    members = book(with_fonts(file(font("Wide SC", WIDE + "龘"))))
    found = fonts_in(members)
    assert list(found) == ["face-1.ttf"]
    characters = characters_of(found["face-1.ttf"])
    assert set("烟囱一共三根") <= characters
    assert "龘" not in characters
    assert ':lang(zh-Hans) { font-family: "Book Wide SC", serif; }' in style(members)
    assert ":lang(en)" not in style(members)


def test_bold_characters_are_in_the_bold_face_alone() -> None:
    members = book(with_fonts(file(font("Wide SC", WIDE)), file(font("Wide SC", WIDE, weight=700), "b.ttf")))
    regular, bold = map(characters_of, fonts_in(members).values())
    assert "章" in bold
    assert "父" in regular - bold
    assert list(re.findall("font-weight: (\\w+)", style(members))) == ["normal", "bold"]


def test_a_latin_font_sets_the_english_and_the_pinyin() -> None:
    members = book(with_fonts(file(font("Wide SC", WIDE)), file(font("Narrow", LATIN), "b.ttf")))
    assert re.findall(r":lang\((.*?)\)", style(members)) == ["zh-Hans", "en"]
    assert "W" in characters_of(fonts_in(members)["face-2.ttf"])


def test_the_licence_goes_where_the_font_goes() -> None:
    members = book(with_fonts(file(font("Wide SC", WIDE, url=OFL))))
    page = pages(members)["EPUB/text/typefaces.xhtml"]
    told = [paragraph.text or "" for paragraph in page.iter(f"{X}p")]
    assert told[:3] == ["© 2026 A. Tester", "Made for a test.", OFL]
    assert any(text.startswith("5) The Font Software, modified or unmodified") for text in told)
    links = [link.get("href") for link in pages(members)["EPUB/text/colophon.xhtml"].iter(f"{X}a")]
    assert "typefaces.xhtml#licence-Wide-SC" in links


def test_a_reserved_name_is_not_kept() -> None:
    reserved = font("Wide SC", WIDE, url=OFL, copyright_="© A. Tester, with Reserved Font Name “Wide”")
    found = fonts_in(book(with_fonts(file(reserved))))["face-1.ttf"]
    assert names_of(found, (0, 1, 4, 6)) == [
        "© A. Tester, with Reserved Font Name “Wide”",
        "Subset",
        "Subset",
        "Subset-Regular",
    ]


def test_a_font_that_may_not_be_cut_is_whole() -> None:
    found = fonts_in(book(with_fonts(file(font("Wide SC", WIDE + "龘", rights=0x0104)))))["face-1.ttf"]
    assert "龘" in characters_of(found)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            file(font("Wide SC", WIDE, rights=2), "a.otf"),
            (
                "a.otf may not be embedded: its makers forbid it (fsType 0x0002); "
                "ask them for a licence and a file that says so, or name another font."
            ),
        ),
        (
            file(font("Wide SC", WIDE, rights=0x0200), "a.otf"),
            (
                "a.otf may not be embedded: its makers forbid it (fsType 0x0200); "
                "ask them for a licence and a file that says so, or name another font."
            ),
        ),
        (file(b"no font", "a.otf"), "a.otf cannot be read as a font; give an OTF, TTF or TTC file."),
        (
            file(font("Few", "абв"), "a.otf"),
            "No text of the book can be set in a.otf: the letters are not there; name other fonts.",
        ),
    ],
)
def test_what_cannot_be_embedded_is_refused(given: File, message: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        to_epub(with_fonts(given), ExportOptions())
    assert str(caught.value) == message


def test_epubcheck_has_nothing_to_say_but_that_there_are_fonts(epubcheck_says: Callable[[bytes], list[str]]) -> None:
    edition = with_fonts(file(font("Wide SC", WIDE)), file(font("Narrow", LATIN), "b.ttf"))
    data = to_epub(edition, ExportOptions())
    assert to_epub(edition, ExportOptions()) == data
    assert {message.split()[1] for message in epubcheck_says(data)} == {"CSS-028"}
    package = etree.fromstring(files(data)["EPUB/content.opf"])
    kinds = {item.get("media-type") for item in package.iterfind(".//{*}item") if "fonts/" in item.get("href", "")}
    assert kinds == {"font/ttf"}

"""The cover: the publisher's own, or drawn."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from bitext.articles import Localized
from bitext.editions import Edition
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.materials import File, Materials
from output.epub import to_epub
from output.epub.cover import _GROUNDS, _INK, _pieces
from output.options import ExportOptions
from tests.output.epub.samples import EN, EPUB_TYPE, METADATA, SOLD, ZH, X, files, pages, story
from tests.output.epub.typefaces import HAN, LATIN, file, font

DRAWN = ExportOptions(cover="made")
LETTERS = file(font("Wide SC", HAN + LATIN + "著译绘"), "letters.ttf")


def picture(kind: str) -> File:
    out = BytesIO()
    Image.new("RGB", (16, 24), (1, 2, 3)).save(out, kind)
    return File(f"cover.{kind.lower()}", out.getvalue())


def given(cover: File) -> Edition:
    return replace(story(), materials=Materials(cover=cover))


def drawn(**metadata: object) -> Edition:
    changed = replace(METADATA, **metadata)  # type: ignore[arg-type]
    return replace(story(), metadata=changed, materials=Materials(cover_font=LETTERS))


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png")])
def test_the_publishers_picture_is_taken_as_it_is(kind: str, suffix: str) -> None:
    cover = picture(kind)
    members = files(to_epub(given(cover), ExportOptions()))
    assert members[f"EPUB/images/cover.{suffix}"] == cover.data
    package = etree.fromstring(members["EPUB/content.opf"])
    item = next(item for item in package.iterfind(".//{*}item") if item.get("properties") == "cover-image")
    assert (item.get("id"), item.get("href")) == ("cover-image", f"images/cover.{suffix}")
    assert b'<meta name="cover" content="cover-image"/>' in members["EPUB/content.opf"]


def test_the_page_says_in_words_what_the_picture_is() -> None:
    members = files(to_epub(given(picture("PNG")), ExportOptions()))
    first = next(iter(pages(members).values()))
    image = first.find(f".//{X}img")
    assert image is not None
    assert (image.get("alt"), image.get("lang")) == ("封面：粉笔 · Chalk & Smoke", "zh-Hans")
    landmarks = etree.fromstring(members["EPUB/nav.xhtml"]).findall(f".//{X}nav")[1]
    assert next((a.get(EPUB_TYPE), a.get("href")) for a in landmarks.iter(f"{X}a")) == ("cover", "text/cover.xhtml")
    package = members["EPUB/content.opf"].decode()
    assert 'accessMode">visual<' in package
    assert 'accessibilityFeature">alternativeText<' in package
    assert "图片均有文字说明。" in package


def test_shops_that_want_no_page_get_none() -> None:
    members = files(to_epub(given(picture("PNG")), ExportOptions(cover_page=False)))
    assert "EPUB/images/cover.png" in members
    assert "EPUB/text/cover.xhtml" not in members
    assert b"cover.xhtml" not in members["EPUB/nav.xhtml"]


def test_without_a_cover_there_is_none() -> None:
    members = files(to_epub(story(), ExportOptions()))
    assert not [name for name in members if "cover" in name]
    assert b"cover" not in members["EPUB/content.opf"]


def test_the_drawing_is_as_large_as_shops_want_and_always_the_same() -> None:
    first, second = (files(to_epub(drawn(), DRAWN))["EPUB/images/cover.jpg"] for _ in range(2))
    assert first == second
    image = Image.open(BytesIO(first))
    assert (image.format, image.size) == ("JPEG", (1600, 2400))
    assert len(set(image.convert("L").tobytes())) > 1


def inked(**metadata: object) -> tuple[int, int, int, int]:
    """The box around all that is written."""
    image = Image.open(BytesIO(files(to_epub(drawn(**metadata), DRAWN))["EPUB/images/cover.jpg"])).convert("L")
    box = image.point(lambda value: 255 if value > 150 else 0).getbbox()
    assert box
    return box


@pytest.mark.parametrize("count", [1, 12, 60])
def test_long_titles_stay_on_the_page(count: int) -> None:
    titles = (Localized("粉笔" * count, ZH), Localized("Chalk and " * count, EN))
    left, top, right, bottom = inked(titles=titles, subtitles=SOLD.subtitles)
    assert left >= 150
    assert right <= 1450
    assert top >= 300
    assert bottom <= 2320


def test_the_ink_is_seen_on_every_ground() -> None:
    """7 : 1 is what WCAG 2.2 asks for at its highest level; the formulas are its own."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [value / 255 for value in colour]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for ground in _GROUNDS:
        assert (luminance(_INK) + 0.05) / (luminance(ground) + 0.05) >= 7


@pytest.mark.parametrize(
    ("text", "language", "pieces"),
    [
        ("The Old Man", "en", ["The ", "Old ", "Man"]),
        ("《雪》，一个", "zh", ["《雪》，", "一", "个"]),
        ("阿Q正传", "zh", ["阿Q", "正", "传"]),
    ],
)
def test_rows_break_between_words_and_characters_but_not_before_marks(
    text: str, language: str, pieces: list[str]
) -> None:
    assert list(_pieces(Localized(text, LanguageTag(language)))) == pieces


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        (
            given(File("cover.gif", b"GIF89a")),
            "cover.gif is no cover for an EPUB: it is neither JPEG nor PNG; save it as one of them.",
        ),
        (
            drawn(titles=(Localized("龘", ZH),)),
            "letters.ttf has no '龘' (U+9F98) for the cover; name another cover-font.",
        ),
        (
            drawn(titles=(Localized("שלום", LanguageTag("he")),)),
            "A cover cannot be drawn with 'שלום', from right to left; give a picture instead.",
        ),
        (
            drawn(titles=(Localized("粉笔" * 4000, ZH),)),
            'The titles are too long to draw a cover with; give a picture: cover = "FILE".',
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(edition: Edition, message: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        to_epub(edition, DRAWN)
    assert str(caught.value) == message


def test_epubcheck_has_nothing_to_say(epubcheck_says: Callable[[bytes], list[str]]) -> None:
    assert epubcheck_says(to_epub(drawn(), DRAWN)) == []

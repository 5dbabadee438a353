"""Every layout before the strictest judges: Ace, and a reader's eye on four screens."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from bitext.alignments import Alignment, Bead
from bitext.documents import Document, DocumentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition
from bitext.languages import LanguageTag
from bitext.materials import Materials
from bitext.spans import Span
from lang.ruby import RubyStyle
from output.epub import to_epub
from output.options import ExportOptions
from pipeline.ruby import with_ruby
from tests.output.epub.samples import METADATA, essay, story
from tests.output.epub.test_cover import LETTERS, picture
from tests.output.epub.test_fonts import WIDE, with_fonts
from tests.output.epub.test_pictures import edition as illustrated
from tests.output.epub.test_tables import EN, ZH
from tests.output.epub.test_tables import edition as tabular
from tests.output.epub.typefaces import LATIN, file, font

WIDTHS = (320, 600, 820, 1280)

ZH_TEXT = "那年冬天下了三场雪。“烟囱还在。”他说，“人不在了。”——没有人回答。"
EN_TEXT = "That winter it snowed thrice. “The chimney’s still there,” he said — “the people aren’t.” Nobody replied. "


def _long(id_: str, language: str, sentence: str, times: int) -> Document:
    text = sentence * times
    whole = tuple(Span(n * len(sentence), (n + 1) * len(sentence)) for n in range(times))
    short = (Span(0, len(sentence)),)
    drafted = Drafted(blocks=(Draft(text=text, segments=whole), Draft(text=sentence, segments=short)))
    return number(drafted, DocumentId(id_), LanguageTag(language))


def tall() -> Edition:
    """A pair that is taller than any page, and one that is not."""
    zh, en = _long("zh", "zh-Hans", ZH_TEXT, 40), _long("en", "en", EN_TEXT, 40)
    beads = tuple(Bead(source=(a.id,), target=(b.id,)) for a, b in zip(zh.segments, en.segments, strict=True))
    alignment = Alignment.covering(zh, en, beads, method="by hand")
    metadata = replace(METADATA, contributors=(), sources=())
    return Edition(metadata=metadata, documents=(zh, en), alignments=(alignment,))


def cited() -> Edition:
    """An address that is longer than a line of a telephone."""
    address = "See https://example.org/the/address/of/a/page/that/somebody/cites/in/a/note.html there. "
    zh, en = _long("zh", "zh-Hans", ZH_TEXT, 1), _long("en", "en", address, 1)
    beads = tuple(Bead(source=(a.id,), target=(b.id,)) for a, b in zip(zh.segments, en.segments, strict=True))
    alignment = Alignment.covering(zh, en, beads, method="by hand")
    return replace(tall(), documents=(zh, en), alignments=(alignment,))


def with_cover(edition: Edition) -> Edition:
    return replace(edition, materials=Materials(cover=picture("PNG"), cover_font=LETTERS))


BOOKS = {
    "interleaved": (with_cover(story()), ExportOptions()),
    "facing": (story(), ExportOptions(layout="facing")),
    "facing-sentences": (tall(), ExportOptions(layout="facing", by="sentence", first="target")),
    "popup": (story(), ExportOptions(layout="popup")),
    "reveal": (story(), ExportOptions(layout="reveal")),
    "vertical": (story(), ExportOptions(layout="vertical")),
    "tall": (tall(), ExportOptions()),
    "tall-facing": (tall(), ExportOptions(layout="facing")),
    "tall-address": (cited(), ExportOptions()),
    "ruby": (with_ruby(story(), RubyStyle()), ExportOptions(layout="source")),
    "fonts": (with_fonts(file(font("Wide SC", WIDE)), file(font("Narrow", LATIN), "b.ttf")), ExportOptions()),
    "pictures": (illustrated(200), ExportOptions()),
    "table": (tabular(ZH, EN), ExportOptions(layout="facing")),
    "essay": (essay(), ExportOptions()),
}


@pytest.mark.parametrize("name", [name for name in BOOKS if not name.startswith("tall")])
def test_ace_has_nothing_to_say(name: str, ace_says: Callable[[bytes], list[str]]) -> None:
    assert ace_says(to_epub(*BOOKS[name])) == ["pass"]


def changed(data: bytes, old: bytes, new: bytes, suffix: str) -> bytes:
    """The book with something else in its files of a kind."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name.endswith(suffix) else content)
    return out.getvalue()


def test_ace_sees_a_picture_without_words(ace_says: Callable[[bytes], list[str]]) -> None:
    data = changed(to_epub(illustrated(), ExportOptions()), b' alt="', b' class="', ".xhtml")
    outcome, *told = ace_says(data)
    assert outcome == "fail"
    assert any("image-alt" in one for one in told)


# The fonts of the specimens have boxes, all as wide as a Chinese character: their widths say nothing.
@pytest.mark.parametrize("name", [name for name in BOOKS if name != "fonts"])
def test_nothing_is_amiss_on_any_screen(name: str, seen: Callable[..., list[str]]) -> None:
    assert seen(name, to_epub(*BOOKS[name]), widths=WIDTHS) == []


@pytest.mark.parametrize(
    ("old", "new", "suffix", "fault"),
    [
        (b"p { margin: 0;", b"p { color: #123456; margin: 0;", "book.css", "has a colour of its own"),
        (b"p { margin: 0;", b"p { white-space: nowrap; margin: 0;", "book.css", "runs over the side"),
        (b".pair { margin:", b".pair { display: inline-block; margin:", "book.css", "foot of a page"),
        ("。</span><span".encode(), "。</span> <span".encode(), ".xhtml", "a gap of"),
        (
            b"font-variant-east-asian: proportional-width;",
            b'font-variant-east-asian: normal; font-family: "Noto Serif CJK SC" !important;',
            "book.css",
            "as wide as a Chinese character",
        ),
    ],
    ids=["colour", "side", "foot", "gap", "quotes"],
)
def test_what_is_amiss_is_seen(old: bytes, new: bytes, suffix: str, fault: str, seen: Callable[..., list[str]]) -> None:
    data = to_epub(tall(), ExportOptions())
    broken = changed(data, old, new, suffix)
    assert broken != data
    assert any(fault in one for one in seen("broken", broken, widths=(600,)))

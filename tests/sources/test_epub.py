"""E-books: spine order, titles from the table of contents, notes in other files, what cannot be read."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.documents import DocumentId
from bitext.drafts import Drafted, number
from bitext.errors import LimitExceeded
from bitext.languages import LanguageTag
from sources.contract import Request
from sources.epub import read_epub
from tests.sources.making import aside, characters, declined, drafted, kept, marks, shown, zipped

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
MEDIA = {"xhtml": "application/xhtml+xml", "ncx": "application/x-dtbncx+xml", "jpg": "image/jpeg"}


def xhtml(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
    )


def package(files: list[str], spine: list[str]) -> str:
    """Files in the order of the manifest; an item of the spine may end in `!`, which is linear="no"."""
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>烟囱</dc:title><dc:language>zh</dc:language></metadata>'
        f"<manifest>{''.join(map(item, files))}</manifest><spine>{''.join(map(itemref, spine))}</spine></package>"
    )


def item(name: str) -> str:
    media = MEDIA[name.rpartition(".")[2]]
    properties = ' properties="nav"' if name == "nav.xhtml" else ""
    return f'<item id="{name}" href="{quote(name)}" media-type="{media}"{properties}/>'


def itemref(name: str) -> str:
    linear = ' linear="no"' if name.endswith("!") else ""
    return f'<itemref idref="{name.rstrip("!")}"{linear}/>'


def epub(files: dict[str, str], spine: list[str], **more: str) -> bytes:
    return zipped({**parts(files, spine), **more})


def parts(files: dict[str, str], spine: list[str]) -> dict[str, str | bytes]:
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package(list(files), spine),
        **{f"OEBPS/{name}": content for name, content in files.items()},
    }


def book(files: dict[str, str], spine: list[str]) -> Drafted:
    return drafted(read_epub, epub(files, spine), "book.epub")


def test_the_order_is_the_spines() -> None:
    files = {"b.xhtml": xhtml("<h1>二</h1>"), "a.xhtml": xhtml("<h1>一</h1>"), "c.xhtml": xhtml("<p>三</p>")}
    found = book(files, ["a.xhtml", "b.xhtml", "c.xhtml", "a.xhtml"])
    assert [block.text for block in found.blocks] == ["一", "二", "三"]
    assert [block.origin.part for block in found.blocks] == ["OEBPS/a.xhtml", "OEBPS/b.xhtml", "OEBPS/c.xhtml"]
    assert (found.title, found.language) == ("烟囱", "zh")


def test_what_is_not_in_the_reading_order() -> None:
    files = {"a.xhtml": xhtml("<p>一</p>"), "ad.xhtml": xhtml("<p>买书</p>"), "nav.xhtml": xhtml("<nav>目录</nav>")}
    found = book(files, ["nav.xhtml", "a.xhtml", "ad.xhtml!"])
    assert shown(found.blocks) == [("paragraph", "一")]
    assert aside(found) == [("目录", "navigation"), ("买书", 'not in the reading order (linear="no")')]


def test_titles_that_only_the_table_of_contents_tells() -> None:
    toc = (
        '<nav epub:type="toc"><ol><li><a href="a.xhtml">第一章　烟囱</a><ol><li><a href="a.xhtml#s">雪</a></li></ol>'
        "</li>"
        '<li><a href="b.xhtml">第二章</a></li></ol></nav>'
    )
    files = {
        "nav.xhtml": xhtml(toc),
        "a.xhtml": xhtml('<div class="t">第一章</div><p><b>烟囱</b></p><p>他走了。</p><p id="s">雪</p><p>雪。</p>'),
        "b.xhtml": xhtml("<h2>第二章</h2><p>第二章</p>"),
    }
    found = book(files, ["a.xhtml", "b.xhtml"])
    assert [(block.kind.value, block.level, block.text) for block in found.blocks] == [
        ("heading", 1, "第一章"),
        ("heading", 1, "烟囱"),
        ("paragraph", 0, "他走了。"),
        ("heading", 2, "雪"),
        ("paragraph", 0, "雪。"),
        ("heading", 2, "第二章"),
        ("paragraph", 0, "第二章"),
    ]


def test_the_ncx_of_older_books() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>楔子</text></navLabel>'
        '<content src="a.xhtml"/></navPoint></navMap></ncx>'
    )
    found = book({"toc.ncx": ncx, "a.xhtml": xhtml("<p>楔子</p><p>他走了。</p>")}, ["a.xhtml"])
    assert shown(found.blocks) == [("heading", "楔子"), ("paragraph", "他走了。")]


def test_notes_in_another_file() -> None:
    files = {
        "a.xhtml": xhtml("<p>他走了<a href='n.xhtml#n1'><sup>[1]</sup></a>。</p>"),
        "n.xhtml": xhtml("<h2>注释</h2><p id='n1'><a href='a.xhtml'>[1]</a> 一个注。</p><p id='n2'>没有人指向它。</p>"),
    }
    found = book(files, ["a.xhtml", "n.xhtml!"])
    assert [(note.text, note.origin.part) for note in found.notes] == [("一个注。", "OEBPS/n.xhtml")]
    assert marks(found.blocks[0]) == [("note", "", found.notes[0].key)]
    assert aside(found)[1] == ("注释没有人指向它。", 'not in the reading order (linear="no")')


def test_page_breaks_pictures_and_verse() -> None:
    files = {
        "a.xhtml": xhtml(
            '<p><img alt="封面"/></p><span epub:type="pagebreak" title="7"/><p>一<span epub:type="pagebreak" '
            'title="8"/>二</p><section epub:type="z3998:verse"><p>行<br/>行</p></section>'
        )
    }
    found = book(files, ["a.xhtml"])
    assert marks(found.blocks[1]) == [("page", "", "7"), ("page", "", "8")]
    assert shown(found.blocks) == [("figure", ""), ("paragraph", "一二"), ("verse", "行"), ("verse", "行")]
    assert marks(found.blocks[0]) == [("image", "", "封面")]


PNG = b"\x89PNG\r\n\x1a\n..."


def test_pictures_come_with_the_text_that_shows_them() -> None:
    page = (
        '<p>一<img src="../p/a%20b.png" alt="烟 囱"/>二</p><p><img src="../p/a%20b.png"/></p><p><img src="gone.png" '
        'alt="没有"/></p><div><svg xmlns="http://www.w3.org/2000/svg"><title>地图</title><image '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="../p/map.svg"/></svg></div>'
    )
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><circle r="1" onclick="y()"/></svg>'
    more = {"OEBPS/p/a b.png": PNG, "OEBPS/p/map.svg": drawing.encode()}
    data = zipped({**parts({"t/a.xhtml": xhtml(page)}, ["t/a.xhtml"]), **more})
    found = drafted(read_epub, data, "book.epub")
    assert [(picture.name, picture.media_type) for picture in found.resources] == [
        ("OEBPS/p/a b.png", "image/png"),
        ("OEBPS/p/map.svg", "image/svg+xml"),
    ]
    assert [[(m.value, m.target) for m in block.marks] for block in found.blocks] == [
        [("烟 囱", "OEBPS/p/a b.png")],
        [("", "OEBPS/p/a b.png")],
        [("没有", "")],
        [("地图", "OEBPS/p/map.svg")],
    ]
    assert b"script" not in found.resources[1].data
    assert b"onclick" not in found.resources[1].data
    assert aside(found)[-1] == ("OEBPS/t/gone.png", "a picture that is missing or damaged")
    document = number(found, DocumentId("zh"), LanguageTag("zh"))
    assert [picture.name for picture in document.resources] == ["zh.r1.png", "zh.r2.svg"]
    assert [mark.target for block in document.blocks for mark in block.marks] == [
        "zh.r1.png",
        "zh.r1.png",
        "",
        "zh.r2.svg",
    ]


@pytest.mark.parametrize(
    ("declared", "metadata"),
    [(' properties="cover-image"', ""), ("", '<meta name="cover" content="c"/>')],
    ids=["EPUB 3", "EPUB 2"],
)
def test_the_page_of_the_cover_is_no_text(declared: str, metadata: str) -> None:
    files = {"c.xhtml": xhtml('<div><img src="c.jpg" alt="封面"/></div>'), "a.xhtml": xhtml("<p>一</p>")}
    opf = package(list(files), list(files)).replace("</metadata>", f"{metadata}</metadata>")
    opf = opf.replace("<manifest>", f'<manifest><item id="c" href="c.jpg" media-type="image/jpeg"{declared}/>')
    data = zipped({**parts(files, list(files)), "OEBPS/book.opf": opf, "OEBPS/c.jpg": b"\xff\xd8\xff"})
    found = drafted(read_epub, data, "book.epub")
    assert shown(found.blocks) == [("paragraph", "一")]
    assert aside(found) == [("OEBPS/c.jpg", "the cover")]
    assert found.resources == ()


def test_names_with_spaces_and_upper_folders() -> None:
    data = epub({"a b.xhtml": xhtml("<p>一</p>")}, ["a b.xhtml"])
    assert shown(drafted(read_epub, data, "book.epub").blocks) == [("paragraph", "一")]


def test_a_page_that_is_missing_is_told() -> None:
    data = zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package(["gone.xhtml"], ["gone.xhtml"])})
    found = drafted(read_epub, data, "book.epub")
    assert aside(found) == [("OEBPS/gone.xhtml", "a file of the spine that is missing, damaged or no page")]


def test_what_is_no_epub() -> None:
    assert declined(read_epub, "Call me Ishmael.", "book.epub") == "it does not start like a zip file"
    assert declined(read_epub, b"PK\x03\x04 cut off", "book.epub") == (
        "it starts like a zip file, but it is damaged or was cut off"
    )
    assert declined(read_epub, zipped({"a.txt": "x"}), "book.epub") == (
        "it is a zip file without META-INF/container.xml, which every EPUB has"
    )
    assert declined(read_epub, zipped({"META-INF/container.xml": CONTAINER}), "book.epub") == (
        "its package document 'OEBPS/book.opf' is missing or damaged"
    )
    assert declined(read_epub, zipped({"../evil": "x"}), "book.epub") == (
        "it holds a file with a path that leads out of it, '../evil'"
    )


def test_copy_protection() -> None:
    encryption = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
        'Algorithm="{}"/><e:CipherData><e:CipherReference URI="OEBPS/a.xhtml"/></e:CipherData></e:EncryptedData>'
        "</encryption>"
    )
    drm = encryption.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    data = epub({"a.xhtml": xhtml("<p>一</p>")}, ["a.xhtml"], **{"META-INF/encryption.xml": drm})
    assert declined(read_epub, data, "b.epub") == (
        "its text is encrypted, as by a shop's copy protection (OEBPS/a.xhtml)"
    )
    fonts = encryption.format("http://www.idpf.org/2008/embedding")
    data = epub({"a.xhtml": xhtml("<p>一</p>")}, ["a.xhtml"], **{"META-INF/encryption.xml": fonts})
    assert shown(drafted(read_epub, data, "b.epub").blocks) == [("paragraph", "一")]


def test_bombs() -> None:
    bomb = epub({"a.xhtml": xhtml("<p>" + "一" * 9_000_000 + "</p>")}, ["a.xhtml"])
    with pytest.raises(LimitExceeded) as caught:
        read_epub(bomb, Request(name="book.epub"))
    assert "OEBPS/a.xhtml in book.epub is packed " in str(caught.value)
    assert str(caught.value).endswith(" times, as in a zip bomb, and 200 times is the most that is read.")
    laughs = '<!DOCTYPE package [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><package>&b;</package>'
    with pytest.raises(LimitExceeded) as caught:
        read_epub(zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": laughs}), Request(name="b.epub"))
    assert str(caught.value) == (
        "OEBPS/book.opf in b.epub declares an entity (a) in its DTD, and such entities are not expanded, to be safe; "
        "expand them first, for example with: xmllint --noent --dropdtd."
    )


TEXT = st.text(st.sampled_from([*"ab ,1", "烟", "囱"]), min_size=1, max_size=8)
PAGE = st.lists(st.tuples(st.sampled_from(["p", "h1", "li", "aside", "em"]), TEXT), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(PAGE, min_size=1, max_size=4), st.integers(0, 3))
def test_every_character_is_somewhere(pages: list[list[tuple[str, str]]], hidden: int) -> None:
    files = {
        f"{number}.xhtml": xhtml("".join(f"<{name}>{text}</{name}>" for name, text in page))
        for number, page in enumerate(pages)
    }
    spine = [name + "!" * (number == hidden) for number, name in enumerate(files)]
    expected = "".join(text for page in pages for _, text in page)
    assert kept(book(files, spine)) == characters(expected)


@pytest.mark.parametrize(
    ("body", "is_title_page"),
    [
        ("<h1>烟囱</h1>", True),
        ("<div><h1>烟 囱</h1><p> </p></div>", True),
        ("<h1>烟囱</h1><p>一个故事</p>", False),
        ("烟囱<p>烟囱</p>", False),
        ("<p><img src='a.jpg'/></p>", False),
    ],
)
def test_a_title_page_says_what_the_catalogue_says(body: str, is_title_page: bool) -> None:
    files = {"t.xhtml": xhtml(body), "a.xhtml": xhtml("<p>一</p>")}
    found = drafted(read_epub, epub(files, list(files)), "book.epub")
    assert ("a title page" in [reason for _, reason in aside(found)]) == is_title_page


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ("epub:type='backmatter index'", "an index"),
        ("role='doc-index'", "an index"),
        ("epub:type='copyright-page'", "a colophon"),
        ("epub:type='titlepage'", "a title page"),
        ("role='doc-toc'", "navigation"),
    ],
)
def test_what_a_book_says_of_itself_is_no_text(attributes: str, reason: str) -> None:
    page = xhtml(f"<section {attributes}><h2>Index</h2><p>chimney, 3</p></section><p>一</p>")
    found = drafted(read_epub, epub({"a.xhtml": page}, ["a.xhtml"]), "book.epub")
    assert shown(found.blocks) == [("paragraph", "一")]
    assert aside(found) == [("Indexchimney, 3", reason)]


def test_italics_by_the_classes_of_a_style_sheet() -> None:
    linked = xhtml("<p>a <span class='CharOverride-1'>b</span></p>").replace(
        "<title/>", "<title/><link rel='stylesheet' href='../c/book.css'/><style>.own { font-weight: bold }</style>"
    )
    page = linked.replace("</p>", " <span class='own'>c</span></p>")
    css = (
        "@charset 'utf-8'; /* x */ span.CharOverride-1 { color: red; font-style: italic; } @media print { p {} } } bad"
    )
    data = zipped({**parts({"t/a.xhtml": page}, ["t/a.xhtml"]), "OEBPS/c/book.css": css})
    found = drafted(read_epub, data, "book.epub")
    assert marks(found.blocks[0]) == [("emphasis", "b", ""), ("strong", "c", "")]

"""From bytes to a document: which reader takes it, in which language it is, and every way that it can fail."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.documents import DocumentId
from bitext.errors import (
    DuizhaoError,
    EmptyInput,
    LimitExceeded,
    UnknownFormat,
    UnknownLanguage,
    UnreadableInput,
    WrongEncoding,
)
from bitext.languages import LanguageTag
from sources import FORMATS, READERS, read
from sources.archive import MAX_MEMBERS
from sources.text import MAX_PARAGRAPH
from tests.sources.making import document, zipped
from tests.sources.test_docx import docx, p, r
from tests.sources.test_epub import epub, xhtml
from tests.sources.test_odt import odt

ZIP = "it does not start like a zip file"


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.txt", "他们没有来。".encode(), "txt"),
        ("a", "他们没有来。".encode("gbk"), "txt"),
        ("a.md", "# 他们没有来。".encode(), "md"),
        ("a.html", "<p>他们没有来。</p>".encode(), "html"),
        ("a.txt", "<!DOCTYPE html><p>他们没有来。".encode(), "html"),
        ("a.zip", epub({"a.xhtml": xhtml("<p>他们没有来。</p>")}, ["a.xhtml"]), "epub"),
        ("a.bin", docx(p(r("他们没有来。"))), "docx"),
        ("a", odt("<text:p>他们没有来。</text:p>"), "odt"),
        ("a.txt", "<TEI><text><body><p>他们没有来。</p></body></text></TEI>".encode(), "tei"),
    ],
)
def test_the_content_tells_the_format(name: str, data: bytes, format_: str) -> None:
    found = document(data, name)
    assert (found.format, found.name) == (format_, name)
    assert [block.text for block in found.blocks] == ["他们没有来。"]
    assert found.language == "zh-Hans"
    assert found.digest == hashlib.sha256(data).hexdigest()


def test_every_format_has_a_reader() -> None:
    assert list(READERS) == [format_.name for format_ in FORMATS]
    assert len({suffix for format_ in FORMATS for suffix in format_.suffixes}) == sum(
        len(format_.suffixes) for format_ in FORMATS
    )


def fail(data: bytes, name: str, error: type[DuizhaoError], **options: str) -> str:
    with pytest.raises(error) as caught:
        read(data, name=name, id=DocumentId("x"), format=options.get("format"), encoding=options.get("encoding"))
    return str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\xff\xfe\n\0"])
def test_an_empty_file(data: bytes) -> None:
    assert fail(data, "a.txt", EmptyInput) == "a.txt is empty; there is no text to read."


def test_a_file_without_text() -> None:
    message = "a.html holds no text; all that is in it was set aside (a script first)."
    assert fail(b"<html><body><script>x</script></body></html>", "a.html", EmptyInput) == message
    assert fail(b"<p></p>", "a.html", EmptyInput) == "a.html holds no text; there is nothing in it but markup."


def test_a_binary_file() -> None:
    assert fail(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0", "scan.png", UnreadableInput) == (
        f"No reader takes 'scan.png': epub: {ZIP}; docx: {ZIP}; odt: {ZIP}; "
        f"pdf: it does not begin like a PDF; xlsx: {ZIP}; "
        "tei: it does not begin like XML; "
        "tmx: it does not begin like XML; xliff: it does not begin like XML; "
        "jsonl: it does not begin like JSON; "
        "srt: there are NUL bytes in it, so it is no text; vtt: there are NUL bytes in it, so it is no text; "
        "html: it does not begin like a web page; "
        "md: its name does not say so (.md), or its markup is not to be read; "
        "tsv: its name does not say that it is a table (.tsv, .csv); "
        "txt: there are NUL bytes in it, so it is no text."
    )


def test_an_epub_that_is_no_zip() -> None:
    assert fail(b"Call me Ishmael.", "book.epub", UnreadableInput) == (
        f"book.epub is no EPUB: {ZIP}; if it is meant to be plain text, name it book.epub.txt."
    )
    assert fail(b"\0\1\2", "book.epub", UnreadableInput) == (
        f"book.epub is no EPUB: {ZIP}; get or save the file again."
    )
    assert fail(docx(p(r("Text."))), "book.epub", UnreadableInput) == (
        "book.epub is no EPUB: it is a zip file without META-INF/container.xml, which every EPUB has; "
        "if it is meant to be DOCX, name it book.epub.docx."
    )


def test_xml_that_is_none() -> None:
    assert fail(b"<TEI><text></TEI>", "a.xml", UnreadableInput).startswith(
        "a.xml is no TEI: it is not well-formed XML: Opening and ending tag mismatch"
    )


def test_a_format_that_is_given() -> None:
    assert (
        read(b"# The heading of it\n\nThis is the text of it.", name="a.txt", id=DocumentId("x"), format="md").format
        == "md"
    )
    assert fail(b"Text.", "a.txt", UnreadableInput, format="epub") == (
        f"a.txt is no EPUB: {ZIP}; leave out the format to have it found."
    )
    assert fail(b"Text.", "a.txt", UnknownFormat, format="doc") == (
        "'doc' is not a format that is read; the formats are epub, docx, odt, pdf, xlsx, tei, tmx, xliff, jsonl, srt, "
        "vtt, html, md, tsv, txt."
    )


def test_an_encoding_that_is_given() -> None:
    assert fail("他走了。".encode("gbk"), "a.txt", WrongEncoding, encoding="utf-8") == (
        "a.txt is not utf-8: byte 0xCB at offset 0 does not fit; name another encoding, or none to have it found."
    )


def test_a_language_that_cannot_be_told() -> None:
    assert fail(b"12 34 56", "a.txt", UnknownLanguage) == (
        "The language of a.txt cannot be told from its text; name it, such as zh-Hans or en."
    )
    assert document("12 34 56", "a.txt", language=LanguageTag("la")).language == "la"


def test_a_page_that_lies_about_its_language() -> None:
    page = "<html lang='en'><body><p>那天晚上我没有走，她来了。</p></body></html>"
    assert document(page, "a.html").language == "zh-Hans"
    parts = "<p>那天晚上我没有走。</p><p lang='zh-Hans'>她来了。</p><p lang='en'>Yes.</p>"
    found = document(f"<html lang='zh-CN'><body>{parts}</body></html>", "a.html")
    assert [block.language for block in found.blocks] == [None, None, "en"]


def test_limits() -> None:
    message = fail(b"a" * (MAX_PARAGRAPH + 1), "a.txt", LimitExceeded)
    assert message.startswith("The paragraph on line 1 of a.txt has 10,000,001 characters")
    joined = b"word " * 15 + b"\n"
    assert fail(joined * (MAX_PARAGRAPH // 70), "a.txt", LimitExceeded).startswith("The paragraph on line 1 of a.txt")
    many = zipped({f"{number}.txt": "" for number in range(MAX_MEMBERS + 1)})
    assert fail(many, "a.epub", LimitExceeded) == "a.epub holds 20,001 files, and 20,000 are the most that is read."


DEEP = 240  # libxml2 stops at 256


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xml", f"<TEI><text><body>{'<div>' * DEEP}<p>Deep.</p>{'</div>' * DEEP}</body></text></TEI>".encode()),
        ("a.html", f"<html><body>{'<blockquote>' * DEEP}Deep.".encode()),
        ("a.odt", odt(f"{'<text:section>' * DEEP}<text:p>Deep.</text:p>{'</text:section>' * DEEP}")),
        ("a.docx", docx(f"<w:p>{'<w:ins>' * DEEP}{r('Deep.')}{'</w:ins>' * DEEP}</w:p>")),
        ("a.md", f"{'> ' * 50}Deep.".encode()),
        ("a.tmx", f"<tmx><tu><tuv><seg>{'<hi>' * DEEP}Deep.{'</hi>' * DEEP}</seg></tuv></tu></tmx>".encode()),
    ],
)
def test_deep_nesting(name: str, data: bytes) -> None:
    assert [block.text for block in document(data, name, language=LanguageTag("en")).blocks] == ["Deep."]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.sampled_from(
            [b"PK\x03\x04", b"<", b"<?xml", b"<TEI>", b"<html>", b"%PDF", b"<xliff/>", b"WEBVTT", b"{", b"1,2\n"]
        ),
    ),
    st.sampled_from(
        ["a.txt", "a.md", "a.html", "a.xml", "a.epub", "a.docx", "a.odt", "a.xlsx", "a.tsv", "a.xlf", "a.jsonl", "a"]
    ),
)
def test_nothing_but_our_errors(data: bytes, name: str) -> None:
    """Any bytes give a document or one sentence."""
    try:
        found = read(data, name=name, id=DocumentId("x"), language=LanguageTag("en"))
    except DuizhaoError as error:
        assert str(error).endswith(".")  # noqa: PT017 - any of them will do
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert any(block.text.strip() for block in found.blocks)

"""Readings above the Chinese of an edition, and the book that is made with them."""

import io
import zipfile
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from bitext.documents import MarkKind
from bitext.errors import BadConfiguration, BadData
from cli import main
from lang.ruby import Extent, RubyStyle, Script, Unit
from output.epub import to_epub
from output.options import ExportOptions
from pipeline.ruby import read_readings, ruby_style, with_ruby
from tests.output.epub.samples import story
from tests.pipeline import two_books

X = "{http://www.w3.org/1999/xhtml}"


def test_what_the_text_has_stays() -> None:
    edition = with_ruby(story(), RubyStyle())
    block = edition.documents[0].block_by_id[next(b.id for b in story().documents[0].blocks if "冶炼厂" in b.text)]
    readings = [(mark.span, mark.value) for mark in block.marks if mark.kind is MarkKind.RUBY]
    assert ("冶炼", "yěliàn") in [(span.of(block.text), reading) for span, reading in readings]
    assert not any(a.overlaps(b) for (a, _), (b, _) in combinations(readings, 2))
    assert edition.documents[1] == story().documents[1]
    assert edition.metadata.urn != story().metadata.urn
    assert [block.text for block in edition.documents[0].blocks] == [b.text for b in story().documents[0].blocks]


def test_the_book(epubcheck_says: Callable[[bytes], list[str]]) -> None:
    data = to_epub(with_ruby(story(), RubyStyle(script=Script.ZHUYIN)), ExportOptions())
    assert epubcheck_says(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert 'accessibilityFeature">rubyAnnotations<' in archive.read("EPUB/content.opf").decode()
        page = etree.fromstring(archive.read("EPUB/text/c001.xhtml"))
        assert "ruby" not in archive.read("EPUB/nav.xhtml").decode()
    assert {rt.get("lang") for rt in page.iter(f"{X}rt")} == {"zh-Bopo", "zh-Latn-pinyin"}


def test_an_editors_file(tmp_path: Path) -> None:
    path = tmp_path / "readings.tsv"
    path.write_text("# names\n单田芳\tshàn tián fāng\n\n", encoding="utf-8")
    assert read_readings(path) == {"单田芳": ("shàn", "tián", "fāng")}
    path.write_text("单田芳\tshàn tián\n", encoding="utf-8")
    with pytest.raises(BadData) as caught:
        read_readings(path)
    assert str(caught.value) == (
        f"{path}, line 1: '单田芳\\tshàn tián' is no word with a syllable for each character; write 单田芳, a tab, "
        "shàn tián fāng."
    )


def test_names_of_what_there_is() -> None:
    assert ruby_style("", "all", "word", None) is None
    assert ruby_style("pinyin", "rare", "character", None) == RubyStyle(extent=Extent.RARE, unit=Unit.CHARACTER)
    with pytest.raises(BadConfiguration, match="There are no readings 'jyutping'; it can be pinyin, zhuyin"):
        ruby_style("jyutping", "all", "word", None)


def test_the_command(tmp_path: Path) -> None:
    for name, data in (("a.epub", two_books.original()), ("b.epub", two_books.translation())):
        (tmp_path / name).write_bytes(data)
    books = [str(tmp_path / name) for name in ("a.epub", "b.epub")]
    out = tmp_path / "c.epub"
    assert (
        main(["book", *books, "-o", str(out), "--ruby", "pinyin", "--ruby-for", "first", "--ruby-by", "character"]) == 0
    )
    with zipfile.ZipFile(out) as archive:
        pages = "".join(archive.read(name).decode() for name in archive.namelist() if "/text/c0" in name)
    assert pages.count(">shuǐ<") == 1
    assert pages.count(">chí<") == 1

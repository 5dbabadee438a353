"""Two books in, one bilingual book out."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from lxml import etree

from bitext.catalogue import Series, Subject, SubjectScheme
from bitext.errors import BadConfiguration
from cli import main
from output.options import ExportOptions
from pipeline.book import Made, make_book
from pipeline.reading import Input
from tests.pipeline import two_books
from tests.pipeline.two_books import picture

X = "{http://www.w3.org/1999/xhtml}"
DC = "{http://purl.org/dc/elements/1.1/}"


def inputs() -> Sequence[Input]:
    return [
        Input(data=two_books.original(), name="pond.epub"),
        Input(data=two_books.translation(), name="pond_en.epub"),
    ]


@pytest.fixture(scope="module")
def made() -> Made:
    return make_book(inputs(), ExportOptions(), encoder="use")


def members(made: Made) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_titles_and_people_are_those_of_both(made: Made) -> None:
    metadata = made.edition.metadata
    assert [(title.text, title.language) for title in metadata.titles] == [("池塘", "zh-Hans"), ("The Pond", "en")]
    assert [(p.name, p.role, p.language, p.file_as, p.document) for p in metadata.contributors] == [
        ("王小明", "aut", "zh-Hans", "Wang, Xiaoming", None),
        ("Wang Xiaoming", "aut", "en", "Wang, Xiaoming", None),
        ("J. Doe", "trl", "en", "Doe, J.", "target"),
    ]
    assert metadata.series == (Series(name="小书", position=3),)
    assert metadata.subjects == (Subject(text="小说", scheme=SubjectScheme.THEMA, code="FYB"),)
    assert metadata.description == "A pond, and who sat by it."
    assert [(source.citation, source.rights, source.isbn) for source in metadata.sources] == [
        ("王小明。池塘。某出版社，2001-05-01", "© 2001 王小明", "9780306406157"),
        ("Wang Xiaoming. The Pond. Pond Press, 2019", "© 2019 J. Doe", "9780140449136"),
    ]


def test_the_package_names_the_author_once_in_both_scripts(made: Made) -> None:
    package = etree.fromstring(members(made)["EPUB/content.opf"])
    assert [node.text for node in package.iter(f"{DC}creator")] == ["王小明"]
    scripts = [meta.text for meta in package.iter("{*}meta") if meta.get("property") == "alternate-script"]
    assert scripts == ["The Pond", "Wang Xiaoming"]
    assert [node.text for node in package.iter(f"{DC}contributor")] == ["J. Doe"]


def test_the_cover_is_the_originals(made: Made) -> None:
    files = members(made)
    assert files["EPUB/images/cover.jpg"] == picture("JPEG", 90)
    assert "王小明" not in "".join(block.text for document in made.edition.documents for block in document.blocks)


def test_chapters_stand_beside_each_other(made: Made) -> None:
    nav = etree.fromstring(members(made)["EPUB/nav.xhtml"])
    toc = next(nav.iter(f"{X}nav"))
    labels = ["".join(a.itertext()) for a in toc.iter(f"{X}a")]
    assert "第一章 池塘 · 1. The Pond" in labels
    assert "第二章 冬天 · 2. Winter" in labels
    assert "Translator’s Foreword" in labels


def test_the_picture_that_both_have_stands_once(made: Made) -> None:
    files = members(made)
    assert [name for name in files if "/images/" in name and "cover" not in name] == ["EPUB/images/source.r1.png"]
    text = b"".join(data for name, data in files.items() if "/text/c0" in name)
    assert text.count(b"<img ") == 1
    assert 'alt="池塘 · the pond"'.encode() in text


def test_nothing_of_either_text_is_lost(made: Made) -> None:
    pages = [etree.fromstring(data) for name, data in members(made).items() if name.endswith(".xhtml")]
    for page in pages:
        etree.strip_elements(page, f"{X}sup", with_tail=False)  # the calls of notes
    text = "".join("".join(page.itertext()) for page in pages)
    for document in made.edition.documents:
        for block in (*document.blocks, *document.notes):
            for segment in block.segments:
                for word in segment.text.split():
                    assert word in text


def test_notes_of_both_sides_are_kept(made: Made) -> None:
    notes = [note.text for document in made.edition.documents for note in document.notes]
    assert notes == ["水里长满了浮萍。", "The question is the author’s own."]


def test_epubcheck_has_nothing_to_say(made: Made, epubcheck_says: Callable[[bytes], list[str]]) -> None:
    assert epubcheck_says(made.data) == []


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in inputs():
        (tmp_path / text.name).write_bytes(text.data)
    (tmp_path / "terms.csv").write_text("zh,en\n池塘,pond\n", encoding="utf-8")
    books = [str(tmp_path / text.name) for text in inputs()]
    out, audit = tmp_path / "both.epub", tmp_path / "choices.tsv"
    options = ["--layout", "facing", "--first", "target", "--cover", "none", "--encoder", "use"]
    more = ["-g", str(tmp_path / "terms.csv"), "--script", "zh-Hant-TW", "--audit", str(audit)]
    assert main(["book", *books, "-o", str(out), *options, *more]) == 0
    with zipfile.ZipFile(out) as archive:
        package = archive.read("EPUB/content.opf")
        assert b"cover" not in package
        assert [node.text for node in etree.fromstring(package).iter(f"{DC}language")] == ["en", "zh-Hant-TW"]
        assert "爺爺" in "".join(archive.read(n).decode() for n in archive.namelist() if "/text/c0" in n)
        assert "pond" in archive.read("EPUB/text/glossary.xhtml").decode()
    assert audit.exists()
    assert main(["book", *books, "-o", str(out), *options]) != 0
    assert "--force" in capsys.readouterr().err


def test_wrong_options_are_told_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["book", "gone.epub", "gone2.epub", "-o", str(tmp_path / "x.epub"), "--layout", "side"])
    assert code == BadConfiguration.exit_code
    assert "An EPUB has no layout 'side'" in capsys.readouterr().err

"""Files that would grow, nest or run on without end: refused with a sentence, and with exit code 11."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

import cli
from bitext.documents import DocumentId
from bitext.errors import LimitExceeded
from bitext.languages import LanguageTag
from sources import archive, read
from tests.sources.making import zipped
from tests.sources.test_docx import docx, p, r
from tests.sources.test_epub import epub, xhtml
from tests.sources.test_odt import odt
from tests.sources.test_xlsx import changed, workbook

ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
LONG = "a" * 9_000_000
DEEP = 300


def refused(name: str, data: bytes) -> str:
    with pytest.raises(LimitExceeded) as caught:
        read(data, name=name, id=DocumentId("x"), language=LanguageTag("en"))
    assert caught.value.exit_code == 11
    return str(caught.value)


def sheet(rows: str) -> bytes:
    return changed(workbook({"A": [("a", "b")]}), "xl/worksheets/sheet1.xml", "<sheetData>", f"<sheetData>{rows}")


ZIPPED: list[tuple[str, str, Callable[[str], bytes]]] = [
    ("a.epub", "OEBPS/a.xhtml", lambda text: epub({"a.xhtml": xhtml(f"<p>{text}</p>")}, ["a.xhtml"])),
    ("a.docx", "word/document.xml", lambda text: docx(p(r(text)))),
    ("a.odt", "content.xml", lambda text: odt(f"<text:p>{text}</text:p>")),
    (
        "a.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda text: sheet(f'<row r="9"><c t="inlineStr"><is><t>{text}</t></is></c></row>'),
    ),
]
NAMES = [name for name, _, _ in ZIPPED]


@pytest.mark.parametrize(("name", "member", "made"), ZIPPED, ids=NAMES)
def test_a_member_that_is_packed_too_well(name: str, member: str, made: Callable[[str], bytes]) -> None:
    message = refused(name, made(LONG))
    assert message.startswith(f"{member} in {name} is packed ")
    assert message.endswith(" times, as in a zip bomb, and 200 times is the most that is read.")


@pytest.mark.parametrize(("name", "member", "made"), ZIPPED, ids=NAMES)
def test_a_member_that_is_too_large(
    name: str, member: str, made: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER", 2**20)
    words = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(2**20))
    assert refused(name, made(words)) == f"{member} in {name} would unpack to 3 MB, and 1 are the most that is read."


@pytest.mark.parametrize(("name", "member", "made"), ZIPPED, ids=NAMES)
def test_an_archive_that_is_too_large(
    name: str, member: str, made: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made("text")
    with zipfile.ZipFile(BytesIO(data)) as opened:
        assert member in opened.namelist()
        count = len(opened.namelist())
    monkeypatch.setattr(archive, "MAX_MEMBERS", count - 1)
    assert refused(name, data) == f"{name} holds {count} files, and {count - 1} are the most that is read."
    monkeypatch.setattr(archive, "MAX_MEMBERS", count)
    monkeypatch.setattr(archive, "MAX_TOTAL", 3)
    assert refused(name, data) == f"{name} would unpack to 0 MB, and 0 are the most."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tei", f"{ENTITIES}<TEI><text><body><p>&b;</p></body></text></TEI>"),
        ("a.tmx", f"{ENTITIES}<tmx><body><tu><tuv xml:lang='en'><seg>&b;</seg></tuv></tu></body></tmx>"),
        ("a.xlf", f"{ENTITIES}<xliff><file><unit><segment><source>&b;</source></segment></unit></file></xliff>"),
    ],
)
def test_entities_are_not_expanded(name: str, data: str) -> None:
    assert refused(name, data.encode()) == (
        f"{name} declares an entity (a) in its DTD, and such entities are not expanded, to be safe; "
        "expand them first, for example with: xmllint --noent --dropdtd."
    )


@pytest.mark.parametrize(("name", "member"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml")])
def test_nor_are_those_in_an_archive(name: str, member: str) -> None:
    made = {"a.docx": docx(p(r("text"))), "a.odt": odt("<text:p>text</text:p>")}[name]
    with zipfile.ZipFile(BytesIO(made)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    changed_ = zipped({**files, member: ENTITIES.encode() + files[member]})
    assert refused(name, changed_).startswith(f"{member} in {name} declares an entity (a) in its DTD, and such ")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tei", f"<TEI><text><body>{'<div>' * DEEP}a{'</div>' * DEEP}</body></text></TEI>".encode()),
        ("a.tmx", f"<tmx><tu><tuv><seg>{'<hi>' * DEEP}a{'</hi>' * DEEP}</seg></tuv></tu></tmx>".encode()),
        ("a.xlf", f"<xliff><file>{'<group>' * DEEP}a{'</group>' * DEEP}</file></xliff>".encode()),
        ("a.html", f"<html><body>{'<div>' * DEEP}a".encode()),
        ("a.odt", odt(f"{'<text:section>' * DEEP}<text:p>a</text:p>{'</text:section>' * DEEP}")),
        ("a.docx", docx(f"<w:p>{'<w:ins>' * DEEP}{r('a')}{'</w:ins>' * DEEP}</w:p>")),
        ("a.epub", epub({"a.xhtml": xhtml(f"{'<div>' * DEEP}a{'</div>' * DEEP}")}, ["a.xhtml"])),
    ],
)
def test_elements_that_are_too_deep(name: str, data: bytes) -> None:
    message = refused(name, data)
    assert "elements too deep or text too long to be safe" in message
    assert message.endswith("it is not read.")


def test_json_that_is_too_deep_is_no_unit() -> None:
    deep = '{"variants": ' + "[" * 100_000 + "]" * 100_000 + "}"
    with pytest.raises(
        Exception, match=r"^a\.jsonl, line 1: this is no unit as duizhao writes it; write the file again\.$"
    ):
        read(deep.encode(), name="a.jsonl", id=DocumentId("x"))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.srt", "a.vtt"])
def test_a_line_without_end(name: str) -> None:
    heads = {"a.srt": "1\n00:00:01,000 --> 00:00:02,000\n", "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n"}
    data = f"{heads.get(name, '')}{'word ' * 2_000_001}"
    line = data.count("\n") + 1
    assert refused(name, data.encode()) == (
        f"The paragraph on line {line} of {name} has 10,000,005 characters, and 10,000,000 are the most that is read; "
        "put blank lines between the paragraphs."
    )


def test_on_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bomb = tmp_path / "a.epub"
    bomb.write_bytes(ZIPPED[0][2](LONG))
    (tmp_path / "en.txt").write_text("He left.", encoding="utf-8")
    assert cli.main(["align", str(bomb), str(tmp_path / "en.txt")]) == 11
    assert capfd.readouterr().err.startswith(f"error: OEBPS/a.xhtml in {bomb} is packed ")

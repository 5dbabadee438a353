"""Files of other programs on the command line: aligned with each other, judged, and refused with a sentence."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

import cli
from output.tei.lint import lint

ZH = ("雪下了一夜，没有停。", "早上他走了。", "没有人送他。", "烟囱还站着。")
EN = ("It snowed all night and did not stop.", "He left in the morning.", "Nobody saw him off.", "The chimney stood.")


def tei(language: str, sentences: Sequence[str], *, ids: Sequence[str] = ("s1", "s2", "s3", "s4")) -> str:
    inside = "".join(f'<s xml:id="{id_}">{text}</s>\n' for id_, text in zip(ids, sentences, strict=True))
    paragraph = f'<div xml:id="c1"><p xml:id="p1">{inside}<note xml:id="n1">See.</note></p></div>'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="{language}"><body>{paragraph}</body></text></TEI>'


def xliff(states: Sequence[str]) -> str:
    segments = "".join(
        f'<segment state="{state}"><source>{zh}</source><target>{en}</target></segment>'
        for state, zh, en in zip(states, ZH, EN, strict=True)
    )
    root = '<xliff version="2.0" srcLang="zh-Hans" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    return f'{root}<file id="f"><unit id="u">{segments}</unit></file></xliff>'


def workbook() -> bytes:
    book = Workbook()
    book.worksheets[0].title = "Old"
    for title in ("Old", "New"):
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        for row in zip(("zh", *ZH), ("en", *EN), strict=True):
            sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def srt(sentences: Sequence[str]) -> str:
    return "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n<i>{first or text[:2]}</i>\n{rest or text[2:]}\n\n"
        for n, text in enumerate(sentences, 1)
        for first, _, rest in (text.partition(" ") if " " in text else ("", "", ""),)
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "zh.xml": tei("zh-Hans", ZH),
        "en.xml": tei("en", EN),
        "nested.xml": tei("en", EN, ids=("source.s1", "target.s1", "source", "target.c1")),
        "twice.xml": tei("en", EN, ids=("p1", "s1", "s1", "s4")),
        "a.xlf": xliff(("final", "initial", "reviewed", "translated")),
        "zh.srt": srt(ZH),
        "en.srt": srt(EN),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "a.xlsx").write_bytes(workbook())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def aligned(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[str]]:
    assert cli.main(["align", *arguments, "--encoder", "none", "--json"]) == 0, capfd.readouterr().err
    answer = json.loads(capfd.readouterr().out)
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize("target", ["en.xml", "nested.xml", "twice.xml"])
def test_two_files_with_the_same_ids(target: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    answer = aligned(capfd, "zh.xml", target)
    assert (answer["source"], answer["target"]) == ([*ZH], [*EN])
    for name in ("book.xml", "book.tmx", "book.epub", "book.html"):
        assert cli.main(["align", "zh.xml", target, "--encoder", "none", "-o", name]) == 0
    assert [finding.code for finding in lint((folder / "book.xml").read_bytes())] == []
    ids = [line.split("\t")[6:8] for line in lines(capfd, "align", "zh.xml", target, "--encoder", "none")][1:]
    assert all(source.startswith("source.s") and there.startswith("target.") for source, there in ids)


def lines(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capfd.readouterr()
    assert cli.main(arguments) == 0
    return capfd.readouterr().out.splitlines()


SIDES = ("--source-lang", "zh", "--target-lang", "en")


def test_both_sides_of_one_file(capfd: pytest.CaptureFixture[str]) -> None:
    for name, options in (("a.xlf", ()), ("a.xlsx", ("--sheet", "New"))):
        answer = aligned(capfd, name, name, *SIDES, *options)
        assert (answer["source"], answer["target"]) == ([*ZH], [*EN])


def test_subtitles(capfd: pytest.CaptureFixture[str]) -> None:
    answer = aligned(capfd, "zh.srt", "en.srt")
    assert (answer["source"], answer["target"]) == ([*ZH], [*EN])


def test_which_sheet(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", "a.xlsx", "a.xlsx", *SIDES]) == 9
    assert capfd.readouterr().err == (
        "error: a.xlsx has text on 2 sheets ('Old', 'New'), and it is not clear which is meant; "
        "name it with --sheet (sheet in edition.toml).\n"
    )
    assert cli.main(["align", "a.xlsx", "a.xlsx", *SIDES, "--sheet", "Newer"]) == 12
    assert capfd.readouterr().err == ("error: a.xlsx has no sheet 'Newer' with anything on it; it has 'Old', 'New'.\n")


EDITION = """
[edition]
name = "e"
[[edition.title]]
text = "E"
language = "en"
[[document]]
id = "zh"
path = "a.xlsx"
language = "zh-Hans"
sheet = "New"
[[document]]
id = "en"
path = "a.xlsx"
language = "en"
sheet = "Old"
[[alignment]]
source = "zh"
target = "en"
encoder = "none"
[[output]]
format = "jsonl"
"""


def test_sheets_in_an_edition(folder: Path) -> None:
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    assert cli.main(["build", "edition.toml"]) == 0
    units = [json.loads(line) for line in (folder / "e.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [variant["text"] for unit in units for variant in unit["variants"]][:2] == [ZH[0], EN[0]]


def test_xliff_is_judged_and_fixes_what_is_confirmed(capfd: pytest.CaptureFixture[str]) -> None:
    aligned(capfd, "a.xlf", "a.xlf", *SIDES, "--anchors", "a.xlf", "-o", "book.tmx")
    assert cli.main(["evaluate", "a.xlf", "book.tmx", "--json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert answer["strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    states = [line.split("\t")[3] for line in lines(capfd, "align", "a.xlf", "a.xlf", *SIDES, "--anchors", "a.xlf")][1:]
    assert states == ["final", "translated", "reviewed", "translated"]

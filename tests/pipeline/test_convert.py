"""`duizhao convert` as a user has it."""

import json
from pathlib import Path

import pytest

from cli import main
from pipeline.bitexts import Told
from pipeline.exchange import read_exchange

TEXT = "# 第一章\n\n余华的头发干了。他说：“于和伟走了。”\nHe said “no.”\n"


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    path = tmp_path / "novel.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def glossary(folder: Path, *rows: str) -> Path:
    path = folder / "names.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_text_stays_a_text(novel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tw.md"
    assert main(["convert", str(novel), "--to", "zh-Hant-TW", "-o", str(out)]) == 0
    assert out.read_text("utf-8") == "# 第一章\n\n餘華的頭髮幹了。他說：「於和偉走了。」\nHe said “no.”\n"
    told = capsys.readouterr().err
    assert "note: 2 characters as they mostly are: 1 × 余 → 餘 (or 余), 1 × 于 → 於 (or 于)" in told


def test_names_of_a_glossary_are_kept(novel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = glossary(tmp_path, "余华,Yu Hua", "于和伟,Yu Hewei", "干了,dried")
    assert main(["convert", str(novel), "--to", "zh-TW", "-g", str(names)]) == 0
    assert "余華的頭髮幹了。他說：「于和偉走了。」" in capsys.readouterr().out


def test_a_glossary_in_both_scripts_says_it_itself(
    novel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = glossary(tmp_path, "zh-Hans,zh-Hant,en", "余华,余華,Yu Hua", "干了,乾了,dried")
    assert main(["convert", str(novel), "--to", "zh-TW", "-g", str(names)]) == 0
    assert "余華的頭髮乾了。他說：「於和偉走了。」" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", ["tsv", "json"])
def test_the_audit_has_every_choice(novel: Path, tmp_path: Path, suffix: str) -> None:
    audit = tmp_path / f"audit.{suffix}"
    assert main(["convert", str(novel), "--to", "zh-TW", "-o", str(tmp_path / "o.txt"), "--audit", str(audit)]) == 0
    rows = _records(audit)
    first = rows[0]
    assert first["file"] == "novel.md"
    assert (first["place"], first["character"], first["source"], first["chosen"]) == ("line 3", "1", "余", "餘")
    assert (first["alternatives"], first["reason"]) == ("余", "default")
    assert len(rows) == 8


def _records(audit: Path) -> list[dict[str, str]]:
    text = audit.read_text("utf-8")
    if audit.suffix == ".json":
        return [{name: str(value) for name, value in record.items()} for record in json.loads(text)]
    head, *rows = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_marks_can_be_kept(novel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(novel), "--to", "zh-TW", "--keep-quotation-marks"]) == 0
    assert "“於和偉走了。”" in capsys.readouterr().out


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    lines = [
        "id\ttype\tprobability\tstate\tsource\ttarget\tsource_ids\ttarget_ids\tnote",
        "1\t1:1\t0.9\treviewed\t他的头发白了。\tHis hair was white.\tzh.c1.p1.s1\ten.c1.p1.s1\tmind",
        "2\t1:1\t0.8\ttranslated\t他后来走了。\tThen he left.\tzh.c1.p2.s1\ten.c1.p2.s1\t",
    ]
    path = tmp_path / "book.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_an_alignment_stays_one(memory: Path, tmp_path: Path) -> None:
    out = tmp_path / "book-tw.tmx"
    assert main(["convert", str(memory), "--to", "zh-Hant-TW", "-o", str(out)]) == 0
    found, _ = read_exchange(out, Told())
    assert [s.text for s in found.documents[0].segments] == ["他的頭髮白了。", "他後來走了。"]
    assert [s.text for s in found.documents[1].segments] == ["His hair was white.", "Then he left."]
    assert found.documents[0].language == "zh-Hant-TW"
    assert found.alignments[0].beads[0].note == "mind"


def test_another_format_and_what_it_cannot_hold(
    memory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "book.xml"
    assert main(["convert", str(memory), "-o", str(out), "--format", "intertext"]) == 0
    told = capsys.readouterr().err
    assert f"wrote {tmp_path / 'book.zh.en.xml'}" in told
    assert "note: intertext does not hold 2 probabilities of beads" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name the file to write, or a script with --to."),
        (["-o", "x.tmx", "--vocabulary"], "glossary, audit and vocabulary are of a script; name it."),
    ],
)
def test_options_that_do_not_go_together(
    memory: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["convert", str(memory), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_document_becomes_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang='zh'><body><h1>头发</h1><p>他的头发白了，后来他走了。</p></body></html>", encoding="utf-8"
    )
    assert main(["convert", str(page), "--to", "zh-Hant"]) == 0
    assert capsys.readouterr().out == "# 頭髮\n\n他的頭髮白了，後來他走了。\n"
    assert main(["convert", str(page), "--to", "zh-Hant", "-o", str(tmp_path / "page.docx")]) != 0
    assert "becomes a text" in capsys.readouterr().err


def test_an_output_of_an_edition_in_the_other_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zh.txt").write_text("余华的头发白了。后来他走了。\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("Yu Hua's hair was white. Then he left.\n", encoding="utf-8")
    glossary(tmp_path, "余华,Yu Hua")
    toml = tmp_path / "edition.toml"
    toml.write_text(
        """
[edition]
name = "hair"
[[edition.title]]
text = "头发"
language = "zh-Hans"
[[document]]
id = "zh"
path = "zh.txt"
language = "zh-Hans"
[[document]]
id = "en"
path = "en.txt"
language = "en"
[[alignment]]
source = "zh"
target = "en"
encoder = "none"
[glossary]
files = ["names.csv"]
[[output]]
format = "tsv"
[[output]]
format = "tei"
path = "hair-tw.xml"
script = "zh-Hant-TW"
audit = "hair-tw.tsv"
""",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    assert main(["build", str(toml), "-o", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["hair-tw.tsv", "hair-tw.xml", "hair.tsv"]
    tei = (out / "hair-tw.xml").read_text("utf-8")
    assert "余華</persName>的頭髮白了" in tei or "余華</term>的頭髮白了" in tei
    assert 'xml:lang="zh-Hant-TW"' in tei
    assert "余华的头发白了" in (out / "hair.tsv").read_text("utf-8")
    assert "余华" in (out / "hair-tw.tsv").read_text("utf-8")
    capsys.readouterr()

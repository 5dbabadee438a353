"""`duizhao glossary extract`, `lint`, `diff`, and workbooks, as a user has them."""

import json
from pathlib import Path

import openpyxl
import pytest

from cli import main
from pipeline.glossaries import read_file
from tests.glossary.test_extract import PAIRS

CSV = "id,kind,zh,en,en-status,note\nc-lamp,,灯,lamp,,\nc-soot,,烟灰,soot;ash,preferred;forbidden,=dust\n"


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "book.tsv"
    path.write_text("zh\ten\n" + "".join(f"{zh}\t{en}\n" for zh, en in PAIRS), encoding="utf-8")
    return path


def test_a_workbook_there_and_back(glossary: Path, tmp_path: Path) -> None:
    book, back = tmp_path / "b.xlsx", tmp_path / "c.csv"
    assert main(["glossary", "convert", str(glossary), str(book)]) == 0
    sheet = openpyxl.load_workbook(book)["glossary"]
    assert {cell.data_type for cell in sheet[3] if cell.value} == {"s"}
    assert main(["glossary", "convert", str(book), str(back)]) == 0
    assert read_file(back) == read_file(glossary)


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["My terms"], ["中文", "English", "Remarks"], ["烟囱", "chimney", "tall"], [None, None, None]):
        sheet.append(row)
    path = tmp_path / "terms.xlsx"
    book.save(path)
    (concept,) = read_file(path).concepts
    assert [term.text for term in concept.terms] == ["烟囱", "chimney"]


def test_what_is_lost_is_told(glossary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "convert", str(glossary), str(tmp_path / "b.tmx")]) == 0
    assert "note: b.tmx does not hold 1 forbidden terms" in capsys.readouterr().err


def test_lint(glossary: Path, memory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "lint", str(glossary)]) == 15
    assert capsys.readouterr().out.startswith("c-lamp: G003 '灯' is one character")
    assert main(["glossary", "lint", str(glossary), str(memory), "--json"]) == 15
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [(fault["concept"], fault["code"]) for fault in faults] == [
        ("c-lamp", "G003"),
        ("c-lamp", "G008"),
        ("c-soot", "G008"),
    ]
    assert main(["glossary", "lint", "--explain"]) == 0
    assert "G008  a concept that the text does not name" in capsys.readouterr().out


def test_diff(glossary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "b.csv"
    other.write_text(CSV.replace("灯,lamp", "灯,lantern"), encoding="utf-8")
    assert main(["glossary", "diff", str(glossary), str(other)]) == 0
    assert capsys.readouterr().out == "changed c-lamp\n  - en: lamp (preferred)\n  + en: lantern (preferred)\n"
    assert main(["glossary", "diff", str(glossary), str(other), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["differences"][0]["change"] == "changed"


def test_extract(memory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "candidates.csv"
    assert main(["glossary", "extract", str(memory), "--least", "2", "-o", str(out)]) == 0
    terms = [[term.text for term in concept.terms] for concept in read_file(out).concepts]
    assert ["邹冰月", "Zou Bingyue"] in terms
    assert ["炉子", "stove"] in terms
    assert main(["glossary", "extract", str(memory), "--least", "2", "-g", str(out)]) == 0
    assert "Zou Bingyue" not in capsys.readouterr().out


def test_extract_from_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.md"
    article.write_text(
        "# On chimneys\n\nShuang Xuetao (双雪涛) wrote *Moses on the Plain* (《平原上的摩西》) in Shenyang.\n",
        encoding="utf-8",
    )
    assert main(["glossary", "extract", str(article)]) == 0
    told = capsys.readouterr().out
    assert "Shuang Xuetao (proposed)" in told
    assert "the article prints both" in told

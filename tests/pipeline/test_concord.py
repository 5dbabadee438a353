"""`duizhao concord`: files in, places out."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli import main

BEADS = (
    "source\ttarget\n"
    "兩座煙囪倒了。\tTwo chimneys fell.\n"
    "他写中国文学，烟囱很高。\tHe has written on Chinese literature; the chimney is high.\n"
    "=没有了。\tNothing was left.\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "b.tsv"
    path.write_text(BEADS, encoding="utf-8")
    return path


def test_the_word_in_the_middle(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["concord", "烟囱", str(book), "--width", "14", "--side", "source"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[:8] == [
        "          兩座[煙囪]倒了。",
        "               Two chimneys fell.",
        f"               {book}, line 2, bead 1, source.1",
        "",
        "他写中国文学，[烟囱]很高。",
        "               He has written on Chinese literature; the chimney is high.",
        f"               {book}, line 3, bead 2, source.2",
        "",
    ]
    assert out.splitlines()[8] == "2 hits"


def test_what_is_within_a_word_is_marked(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["concord", "国文", str(book), "--width", "4"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "写中[国文]学， (?)"


def test_csv_has_no_formulas(book: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["concord", "没有", str(book), "--format", "csv"]) == 0
    data = capsysbinary.readouterr().out
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (row["left"], row["match"], row["right"]) == ("'=", "没有", "了。")
    assert (row["start"], row["end"], row["other"], row["side"]) == ("1", "3", "Nothing was left.", "source")


def test_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["concord", "write", str(book), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (hit,) = answer["hits"]
    assert (hit["match"], hit["left"], hit["line"], hit["doubtful"]) == ("written", "He has ", 3, False)
    assert [document["hits"] for document in answer["documents"]] == [0, 1]


def test_counts(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "c.tsv"
    other.write_text("source\ttarget\n烟囱很高。\tThe chimney is very high.\n", encoding="utf-8")
    out = tmp_path / "counts.csv"
    assert main(["concord", "烟囱", str(book), str(other), "--count", "--side", "source", "-o", str(out)]) == 0
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["file", "document", "language", "hits", "beads", "sentences"]
    assert [row[3:] for row in rows[1:]] == [["2", "2", "3"], ["1", "1", "1"]]
    assert main(["concord", "烟囱", str(book), "--count", "--side", "source", "-q"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "2 hits"


def test_tsv_and_order(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["concord", "chimney", str(book), "--format", "tsv", "--sort", "left"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[10] for line in lines] == ["match", "chimney", "chimneys"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--format", "docx"], 8, "error: There is no format 'docx'; it can be text, csv, tsv or json.\n"),
        (["-o", "x.docx"], 8, "error: 'x.docx' has no known suffix; use .txt, .csv, .tsv or .json, or --format.\n"),
        (["--side", "left"], 2, "it can be source, target or both, not 'left'."),
        (["--sort", "up"], 2, "it can be text, left, match or right, not 'up'."),
        (["--regex", "--exact"], 2, "a regular expression is always exact; take one of the two."),
        (["--json", "--format", "csv"], 2, "--json is a format of its own; take one of the two."),
    ],
)
def test_wrong_options(
    book: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    assert main(["concord", "烟囱", str(book), *arguments]) == code
    err = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert message.strip() in err


def test_nothing_found_is_no_error(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["concord", "摩西", str(book)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "0 hits"

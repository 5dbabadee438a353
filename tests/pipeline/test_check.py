"""`duizhao check`: files in, findings out."""

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from cli import main
from output.workbook import workbook

GLOSSARY = "zh,en,en-status\n烟囱,chimney;stack,preferred;forbidden\n李斐,Li Fei,\n"
BEADS = (
    "source\ttarget\n"
    "烟囱倒了。\tThe stack fell.\n"
    "李斐笑了。\tShe laughed.\n"
    "烟囱很高。\tThe tower was high.\n"
    "没有了。\tNothing was left.\n"
)


PRINT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "g.csv").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "b.tsv").write_text(BEADS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, bitext: str = "b.tsv") -> int:
    return main(["check", str(folder / bitext), "-g", str(folder / "g.csv"), "--only", "terms", *arguments])


def test_findings_for_reading(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files) == 15
    out, err = capsys.readouterr()
    name = files / "b.tsv"
    assert PRINT.sub("FINGERPRINT", out) == (
        f"{name}, line 2, bead 1: error V002\n"
        "  stack is forbidden; the glossary has chimney.\n"
        "    zh-Hans: [烟囱]倒了。\n"
        "    en: The [stack] fell.\n"
        "    FINGERPRINT\n"
        "\n"
        f"{name}, line 3, bead 2: note V001 (doubtful)\n"
        "  李斐 is not translated as Li Fei. A pronoun, She, may stand for it.\n"
        "    zh-Hans: [李斐]笑了。\n"
        "    en: [She] laughed.\n"
        "    FINGERPRINT\n"
        "\n"
        f"{name}, line 4, bead 3: warning V001\n"
        "  烟囱 is not translated as chimney.\n"
        "    zh-Hans: [烟囱]很高。\n"
        "    en: The tower was high.\n"
        "    FINGERPRINT\n"
        "\n"
        "4 beads checked: 1 error, 1 warning, 1 note.\n"
    )
    assert len(set(PRINT.findall(out))) == 3
    assert err == "error: 1 error found; --fail-on says which count.\n"


@pytest.mark.parametrize(
    ("threshold", "code", "message"),
    [
        ("warning", 15, "error: 1 error and 1 warning found; --fail-on says which count.\n"),
        ("never", 0, ""),
    ],
)
def test_what_fails(files: Path, capsys: pytest.CaptureFixture[str], threshold: str, code: int, message: str) -> None:
    assert run(files, "--fail-on", threshold) == code
    assert capsys.readouterr().err == message


def findings(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    (bitext,) = json.loads(capsys.readouterr().out)["bitexts"]
    found: list[dict[str, object]] = bitext["findings"]
    return found


def test_json(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(files, "--json", "--fail-on", "never")
    first, *_ = findings(capsys)
    assert {key: value for key, value in first.items() if key != "fingerprint"} == {
        "code": "V002",
        "severity": "error",
        "confidence": "certain",
        "bead": "1",
        "lines": {"source": 2, "target": 2},
        "concept": "stack",
        "message": "stack is forbidden; the glossary has chimney.",
        "hint": "",
        "expected": ["chimney"],
        "source": [{"segment": "source.1", "start": 0, "end": 2, "text": "烟囱"}],
        "target": [{"segment": "target.1", "start": 4, "end": 9, "text": "stack"}],
    } | {"concept": first["concept"]}


def test_a_baseline_hides_what_it_has_and_nothing_else(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = files / "seen.json"
    run(files, "--write-baseline", str(seen), "--fail-on", "never")
    capsys.readouterr()
    assert run(files, "--baseline", str(seen), "--json") == 0
    assert findings(capsys) == []
    again = files / "again.json"
    assert run(files, "--baseline", str(seen), "--write-baseline", str(again), "-q") == 0
    assert again.read_bytes() == seen.read_bytes()
    capsys.readouterr()
    # A sentence before, a change in the same bead, and one more fault.
    changed = BEADS.replace("target\n", "target\n早上好。\tGood morning.\n").replace("fell.", "fell down at night.")
    (files / "b.tsv").write_text(f"{changed}旧烟囱。\tAn old tower.\n", encoding="utf-8")
    assert run(files, "--baseline", str(seen), "--json", "--fail-on", "never") == 0
    assert [finding["bead"] for finding in findings(capsys)] == ["6"]


def test_a_fault_that_was_mended_does_not_hide_a_new_one(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = files / "seen.json"
    run(files, "--write-baseline", str(seen), "--fail-on", "never")
    mended = BEADS.replace("The tower was high.", "The chimney was high.")
    (files / "b.tsv").write_text(f"{mended}他们又盖了一根烟囱。\tThey built another tower.\n", encoding="utf-8")
    capsys.readouterr()
    run(files, "--baseline", str(seen), "--json", "--fail-on", "never")
    assert [finding["bead"] for finding in findings(capsys)] == ["5"]


def test_findings_are_ignored_by_fingerprint(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(files, "--json", "--fail-on", "never")
    first, second, _ = (str(finding["fingerprint"]) for finding in findings(capsys))
    assert run(files, "--json", "--ignore", first, "--ignore", second.partition("-")[0]) == 0
    assert [finding["bead"] for finding in findings(capsys)] == ["3"]


def test_a_workbook_and_a_table(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = files / "found.xlsx"
    run(files, "-o", str(out), "--fail-on", "never")
    book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    rows = [[str(cell or "") for cell in row] for row in book["findings"].iter_rows(values_only=True)]
    assert [row[0] for row in rows] == ["code", "V002", "V001", "V001"]
    assert [row[0] for row in book["codes"].iter_rows(values_only=True)] == ["code", "V001", "V002"]
    capsys.readouterr()
    run(files, "--format", "tsv", "--fail-on", "never")
    assert [line.split("\t") for line in capsys.readouterr().out.splitlines()] == rows


def test_a_page(files: Path) -> None:
    out = files / "found.html"
    run(files, "-o", str(out), "--fail-on", "never")
    page = etree.HTML(out.read_bytes(), None)
    marks = [mark.text for mark in page.iter("mark")]
    assert marks == ["烟囱", "stack", "李斐", "She", "烟囱"]
    assert [head.text for head in page.iter("h2")][-2:] == ["V002 forbidden term (1)", "V001 term missing (2)"]


def test_sarif(files: Path) -> None:
    out = files / "found.sarif"
    run(files, "-o", str(out), "--fail-on", "never")
    (done,) = json.loads(out.read_bytes())["runs"]
    assert [rule["id"] for rule in done["tool"]["driver"]["rules"]] == ["V001", "V002"]
    first = done["results"][0]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("V002", 1, "error")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert [place["fullyQualifiedName"] for place in first["locations"][0]["logicalLocations"]] == [
        "source.1",
        "target.1",
    ]


def test_codes_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "v002"]) == 0
    assert capsys.readouterr().out.startswith("V002: forbidden term (error)\n\nThe translation has a term")
    assert main(["check", "--explain", "all"]) == 0
    assert "V001  warning  term missing\n" in capsys.readouterr().out


NO_FINGERPRINT = (
    "'V001' is no fingerprint; give one as a report shows it, such as 3f9a02c1-77be10d4, or its first half for all "
    "findings of its kind."
)
NO_TEXT = (
    "numbers.txt has no text of the source; give an alignment with its text, such as TMX or TSV, or the two texts "
    "themselves."
)
MESSAGES = [
    ("--explain V999", 12, "There is no code 'V999'; `duizhao check --explain all` lists them."),
    ("b.tsv --only term", 12, "There is no rule or family of rules 'term'; did you mean 'terms'?"),
    ("b.tsv --ignore V001", 12, NO_FINGERPRINT),
    (
        "b.tsv --baseline g.csv",
        12,
        "g.csv is no baseline; write one with `duizhao check … --write-baseline g.csv`.",
    ),
    (
        "b.tsv -o found.doc",
        8,
        "'found.doc' has no known suffix; use .txt, .json, .tsv, .html, .htm, .xlsx, .sarif, or --format.",
    ),
    ("no.tsv", 3, "There is no file 'no.tsv'; check the name."),
    ("few.tsv", 9, "The language of the target of few.tsv cannot be told; give --target-lang."),
    ("numbers.txt", 6, NO_TEXT),
]


@pytest.mark.parametrize("row", MESSAGES, ids=[row[0] for row in MESSAGES])
def test_messages(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], row: tuple[str, int, str]
) -> None:
    arguments, code, message = row
    (files / "few.tsv").write_text("source\ttarget\n烟囱\tXyz\n", encoding="utf-8")
    (files / "numbers.txt").write_text("[0]:[0]\n[1]:[1]\n", encoding="utf-8")
    monkeypatch.chdir(files)
    assert main(["check", *arguments.split()]) == code
    assert capsys.readouterr().err == f"error: {message}\n"


def test_a_glossary_without_the_language_is_told(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "--target-lang", "fr") == 0
    assert capsys.readouterr().err == "note: the glossary has no term in fr\n"


@pytest.mark.parametrize("name", ["book.tmx", "book.xml", "book.jsonl", "table.tsv", "beads.json"])
def test_what_align_writes_is_checked(files: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (files / "zh.txt").write_text("烟囱倒了。\n\n李斐没有说话。\n", encoding="utf-8")
    (files / "en.txt").write_text("The stack fell.\n\nLi Fie did not speak.\n", encoding="utf-8")
    texts = [str(files / "zh.txt"), str(files / "en.txt")]
    assert main(["align", *texts, "--encoder", "none", "-o", str(files / name), "-q"]) == 0
    capsys.readouterr()
    assert run(files, "--json", "--fail-on", "never", bitext=name) == 0
    found = findings(capsys)
    assert [finding["code"] for finding in found] == ["V002", "V003"]
    segment = "source.1" if name.endswith(".json") else "source.c1.p1.s1"  # JSON has numbers only
    assert found[0]["source"] == [{"segment": segment, "start": 0, "end": 2, "text": "烟囱"}]


XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="zh-CN" target-language="en" original="a" datatype="plaintext"><body>
<trans-unit id="u1"><source>烟囱倒了。</source><target>The stack fell.</target></trans-unit>
</body></file></xliff>"""


TMX = """<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>烟囱倒了。</seg></tuv>
<tuv xml:lang="en"><seg>The <bpt i="1">&lt;i&gt;</bpt>stack<ept i="1">&lt;/i&gt;</ept> fell.</seg></tuv></tu>
</body></tmx>"""


def test_codes_of_another_format_are_no_text(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "memory.tmx").write_text(TMX, encoding="utf-8")
    run(files, "--json", "--fail-on", "never", bitext="memory.tmx")
    (finding,) = findings(capsys)
    assert finding["target"] == [{"segment": "target.1", "start": 4, "end": 9, "text": "stack"}]


def test_what_others_write_is_checked(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "memory.xlf").write_text(XLIFF, encoding="utf-8")
    rows = [["zh", "en"], ["烟囱倒了。", "The stack fell."]]
    (files / "memory.xlsx").write_bytes(workbook({"memory": rows}))
    for name in ("memory.xlf", "memory.xlsx"):
        run(files, "--json", "--fail-on", "never", bitext=name)
        assert [finding["code"] for finding in findings(capsys)] == ["V002"]


def test_two_texts_and_an_edition(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "zh.txt").write_text("烟囱倒了。\n\n李斐没有说话。\n", encoding="utf-8")
    (files / "en.txt").write_text("The stack fell.\n\nLi Fei did not speak.\n", encoding="utf-8")
    glossary = str(files / "g.csv")
    texts = [str(files / "zh.txt"), str(files / "en.txt")]
    sarif = files / "found.sarif"
    options = ["-g", glossary, "--encoder", "none", "--only", "terms", "--fail-on", "never"]
    main(["check", *texts, *options, "-o", str(sarif)])
    (result,) = json.loads(sarif.read_bytes())["runs"][0]["results"]
    places = [place["physicalLocation"] for place in result["locations"]]
    assert [(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places] == [
        (texts[1], 1),
        (texts[0], 1),
    ]
    main(["check", *texts, "-g", glossary, "--encoder", "none", "--only", "terms", "--json", "--fail-on", "never"])
    (finding,) = findings(capsys)
    assert (finding["code"], finding["bead"]) == ("V002", "source-target.1")
    (files / "edition.toml").write_text(
        '[edition]\nname = "e"\n[[edition.title]]\ntext = "E"\nlanguage = "en"\n'
        '[[document]]\nid = "zh"\npath = "zh.txt"\nlanguage = "zh-Hans"\n'
        '[[document]]\nid = "en"\npath = "en.txt"\nlanguage = "en"\n'
        '[[alignment]]\nsource = "zh"\ntarget = "en"\nencoder = "none"\n[glossary]\nfiles = ["g.csv"]\n',
        encoding="utf-8",
    )
    assert main(["check", str(files / "edition.toml"), "--only", "terms", "--json", "-q"]) == 15
    (finding,) = findings(capsys)
    assert (finding["code"], finding["bead"]) == ("V002", "zh-en.1")
    assert finding["lines"] == {"source": 1, "target": 1}
    main(["check", str(files / "edition.toml"), "--only", "terms", "--fail-on", "never"])
    assert capsys.readouterr().out.startswith("en.txt, line 1, bead zh-en.1: error V002\n")


def test_renderings(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = BEADS + "烟囱和烟囱。\tChimneys and chimneys.\n李斐来了。\tLi Fie came.\n"
    (files / "b.tsv").write_text(more, encoding="utf-8")
    assert run(files, "--renderings", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["renderings"]
    assert [(row["original"], row["rendering"], row["standing"], row["count"], row["beads"]) for row in rows] == [
        ("烟囱", "chimney", "preferred", 2, "5"),
        ("烟囱", "stack", "forbidden", 1, "1"),
        ("烟囱", "—", "none", 1, "3"),
        ("李斐", "—", "none", 1, "2"),
        ("李斐", "Li Fie", "unlisted", 1, "6"),
    ]
    assert [row["share"] for row in rows] == [0.5, 0.25, 0.25, 0.5, 0.5]


def test_coverage(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = BEADS + "《平原》。\tHe met Zhuang Shu and Zhuang Shu.\n"
    (files / "b.tsv").write_text(more, encoding="utf-8")
    assert run(files, "--coverage") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[1:-1]] == [
        [lines[1].split()[0], "烟囱", "chimney", "2", "0", "0"],
        [lines[2].split()[0], "李斐", "Li", "Fei", "1", "0", "0"],
        ["not", "in", "the", "glossary", "平原", "1", "0", "0", "5"],
        ["not", "in", "the", "glossary", "Zhuang", "Shu", "0", "2", "0", "5"],
    ]
    assert lines[-1] == "2 of 2 concepts are named in the original."


def test_tables_in_other_forms(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = files / "tables.xlsx"
    assert run(files, "--renderings", "--coverage", "-o", str(out)) == 0
    assert openpyxl.load_workbook(io.BytesIO(out.read_bytes())).sheetnames == ["renderings", "coverage"]
    assert run(files, "--renderings", "--coverage", "-o", str(files / "tables.html")) == 0
    page = etree.HTML((files / "tables.html").read_bytes(), None)
    assert [head.text for head in page.iter("h2")] == ["Renderings", "Coverage"]
    capsys.readouterr()
    assert run(files, "--renderings", "--coverage", "--format", "tsv") == 8
    message = "TSV holds one table; take --renderings or --coverage, or another format for both."
    assert capsys.readouterr().err == f"error: {message}\n"
    assert run(files, "--renderings", "--format", "sarif") == 8
    message = "The format 'sarif' cannot hold tables; take text, json, tsv, html, xlsx."
    assert capsys.readouterr().err == f"error: {message}\n"

"""The commands when all goes well: what they print, what they write, and where."""

import io
import json
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

import cli
import pipeline.align
from aligner.lattice import Floats

ZH = ("他一个人走了。", "那一年的冬天特别冷。", "烟囱还站在那里。")
EN = ("He left alone.", "The winter of that year was a very cold one.", "The chimney still stood there.")
ARTICLE = """Smoke

Zhao Yuan's *Snow Road* (雪路) begins with an image: “The chimney still stood, and nobody looked at it” (Zhao 12).

Works Cited

Zhao, Yuan. *Snow Road* (雪路). Northern Press, 2020.
"""

Run = Callable[..., tuple[str, str]]


class ByPlace:
    """An encoder for tests: sentences at the same place of the two texts are alike, all others are not."""

    name = "by-place"

    def __call__(self, texts: Sequence[str], /) -> Floats:
        lines = list(zip(ZH, EN, strict=True))
        vectors = np.full((len(texts), len(lines)), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] += [any(side in text for side in line) for line in lines]
        unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command that must succeed, among two texts and an article; no model is loaded."""
    (tmp_path / "zh.txt").write_text("\n".join(ZH), encoding="utf-8")
    (tmp_path / "en.txt").write_text("\n".join(EN), encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "terms.csv").write_text("zh,en\n烟囱,chimney\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline.align, "encoder_named", lambda _: ByPlace())

    def command(*arguments: str) -> tuple[str, str]:
        code = cli.main(arguments)
        printed = capfd.readouterr()
        assert code == 0, printed.err
        return printed.out, printed.err

    return command


ALIGN = ("align", "zh.txt", "en.txt", "--source-lang", "zh", "--target-lang", "en", "--segmented")


def check_json(text: str) -> None:
    answer = json.loads(text)
    assert set(answer) == {"schema", "score", "warnings", "crossings", "beads", "source", "target"}
    assert answer["schema"] == 1
    assert (answer["source"], answer["target"]) == (list(ZH), list(EN))
    assert [(bead["source"], bead["target"]) for bead in answer["beads"]] == [([0], [0]), ([1], [1]), ([2], [2])]
    assert all(set(bead) == {"source", "target", "probability", "state"} for bead in answer["beads"])


@pytest.mark.parametrize("suffix", [".tmx", ".tsv", ".jsonl", ".xml", ".html", ".XML"])
def test_every_suffix_holds_both_texts(suffix: str, run: Run) -> None:
    out, err = run(*ALIGN, "-o", f"book{suffix}")
    assert (out, err) == ("", f"wrote book{suffix}\n")
    text = Path(f"book{suffix}").read_text(encoding="utf-8")
    assert all(sentence in text for sentence in (*ZH, *EN))


def test_the_suffixes_of_xml_formats_hold_xml(run: Run) -> None:
    roots = []
    for suffix in (".tmx", ".xml"):
        run(*ALIGN, "-o", f"book{suffix}")
        roots.append(etree.QName(etree.parse(f"book{suffix}").getroot()).localname)
    assert roots == ["tmx", "TEI"]


def test_an_epub(run: Run) -> None:
    run(*ALIGN, "-o", "book.epub")
    with zipfile.ZipFile("book.epub") as book:
        assert book.read("mimetype") == b"application/epub+zip"
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert all(sentence in pages for sentence in (*ZH, *EN))


def test_json_to_a_file_or_to_standard_output(run: Run) -> None:
    run(*ALIGN, "-o", "book.json")
    check_json(Path("book.json").read_text(encoding="utf-8"))
    out, err = run(*ALIGN, "--json")
    check_json(out)
    assert err == ""


def test_json_is_printed_beside_the_file_that_is_asked_for(run: Run) -> None:
    out, err = run(*ALIGN, "--json", "-o", "book.tmx")
    check_json(out)
    assert err == "wrote book.tmx\n"
    assert "<tmx" in Path("book.tmx").read_text(encoding="utf-8")


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_without_a_file_there_is_tsv(output: Sequence[str], run: Run) -> None:
    out, err = run(*ALIGN, *output)
    assert err == ""
    assert [line.count("\t") for line in out.splitlines()] == [out.splitlines()[0].count("\t")] * 4
    assert ZH[0] in out.splitlines()[1]
    assert EN[0] in out.splitlines()[1]


def test_a_format_by_name(run: Run) -> None:
    out, _ = run(*ALIGN, "--format", "jsonl")
    assert len([json.loads(line) for line in out.splitlines()]) == 3
    run(*ALIGN, "--format", "tmx", "-o", "memory.dat")
    assert etree.parse("memory.dat").getroot().tag == "tmx"


def test_the_same_bytes_twice(run: Run) -> None:
    for name in ("one", "two"):
        for suffix in (".tmx", ".xml", ".epub", ".html", ".jsonl", ".tsv", ".json"):
            run(*ALIGN, "-o", f"{name}/book{suffix}")
    one, two = ({path.name: path.read_bytes() for path in Path(name).iterdir()} for name in ("one", "two"))
    assert len(one) == 7
    assert one == two


def test_standard_input_is_a_source(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(ZH).encode())))
    out, _ = run("align", "-", "en.txt", "--source-lang", "zh", "--target-lang", "en", "--segmented", "--json")
    check_json(out)


def test_each_line_is_a_sentence_when_they_are_segmented(run: Run) -> None:
    Path("two.txt").write_text("他走了。天冷。\n\n下雪了。\n", encoding="utf-8")
    out, _ = run("align", "two.txt", "en.txt", "--source-lang", "zh", "--target-lang", "en", "--segmented", "--json")
    assert json.loads(out)["source"] == ["他走了。天冷。", "下雪了。"]
    out, _ = run("align", "two.txt", "en.txt", "--source-lang", "zh", "--target-lang", "en", "--json")
    assert json.loads(out)["source"] == ["他走了。", "天冷。", "下雪了。"]


def test_a_tei_file_that_holds_both_languages(run: Run) -> None:
    run(*ALIGN, "-o", "book.xml")
    out, _ = run("align", "book.xml", "book.xml", "--source-lang", "zh", "--target-lang", "en", "--json")
    check_json(out)


def test_quiet_and_verbose(run: Run) -> None:
    assert run(*ALIGN, "-o", "a.tmx", "-q") == ("", "")
    _, err = run(*ALIGN, "-o", "b.tmx", "-v")
    assert err.splitlines() == [
        "[1/3] reading zh.txt",
        "[2/3] reading en.txt",
        "[3/3] aligning zh.txt with en.txt by use (auto: it knows zh and en)",
        "wrote b.tmx",
    ]


def test_text_that_is_no_text_is_told(run: Run) -> None:
    Path("zh.txt").write_bytes("\n".join([*ZH, "雪" * 1000]).encode() + b"\xff\n")
    _, err = run(*ALIGN, "-o", "a.tmx")
    assert err.splitlines()[0].startswith("note: zh.txt: set aside: the byte at offset 3078 is not utf-8")


def test_force(run: Run) -> None:
    Path("a.tmx").write_text("old", encoding="utf-8")
    run(*ALIGN, "-o", "a.tmx", "--force")
    assert Path("a.tmx").read_bytes().startswith(b"<?xml")


def test_parse_for_reading_and_for_programs(run: Run) -> None:
    out, err = run("parse", "article.txt")
    assert err == ""
    assert all(words in out for words in ("Snow Road", "雪路", "nobody looked at it", "Zhao"))
    out, _ = run("parse", "article.txt", "--json")
    answer = json.loads(out)
    assert set(answer) == {"schema", "pairs", "quotations", "references", "problems"}
    assert [(pair["source"], pair["target"]) for pair in answer["pairs"]] == [("Snow Road", "雪路")]
    for mention in answer["pairs"][0]["mentions"]:
        assert ARTICLE[mention["start"] : mention["end"]] in {"Snow Road", "雪路"}
    quotation = answer["quotations"][0]
    assert ARTICLE[quotation["start"] : quotation["end"]] == quotation["text"]
    assert (quotation["citation"], quotation["locator"], quotation["work_zh"]) == ("(Zhao 12)", "12", "雪路")
    run("parse", "article.txt", "--json", "-o", "article.json")
    assert Path("article.json").read_text(encoding="utf-8") == out


def test_parse_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, _ = run("parse", "article.txt", "--json")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert run("parse", "-", "--json")[0] == expected


def test_a_glossary_is_shown_and_searched(run: Run) -> None:
    out, _ = run("glossary", "show", "terms.csv")
    assert "烟囱" in out
    out, err = run("glossary", "lookup", "煙囪", "-g", "terms.csv")
    assert "chimney" in out
    assert err == ""
    out, err = run("glossary", "lookup", "snow", "-g", "terms.csv")
    assert (out, err) == ("", "No concept is named in 'snow'.\n")
    out, _ = run("glossary", "lookup", "snow", "-g", "terms.csv", "--json")
    assert json.loads(out) == {"schema": 1, "concepts": []}


def test_the_formats_are_listed(run: Run) -> None:
    out, _ = run("formats")
    read, _, written = out.partition("Written:")
    assert all(name in read for name in ("txt", "md", "html", "epub", "docx", "tei"))
    assert all(name in written for name in (".tmx", ".tsv", ".jsonl", ".xml", ".epub", ".html", ".json", ".csv"))

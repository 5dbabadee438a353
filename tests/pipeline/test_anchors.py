"""Beads that a person fixes in a file: what may be written, what comes of it, and what is refused."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

import cli
from aligner import align
from aligner.encoders import encoder_named
from bitext.alignments import Alignment, Bead, State
from bitext.articles import Localized
from bitext.documents import Document, DocumentId
from bitext.editions import Edition, Metadata
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from output import EXPORTERS
from output.options import ExportOptions
from pipeline.anchors import AnchorFile, anchors_of
from pipeline.beads import beads_json
from pipeline.reading import Input, read_document

ZH = "雪下了一夜。\n早上他走了。\n没有人送他。\n\n烟囱还站着。\n"
EN = "It snowed all night.\nHe left in the morning.\n\nNobody saw him off.\nThe chimney still stood.\n"


def read(text: str, id_: str, language: str) -> Document:
    given = Input(data=text.encode(), name=f"{id_}.txt", language=LanguageTag(language), segmented=True)
    return read_document(given, DocumentId(id_)).document


SOURCE, TARGET = read(ZH, "zh", "zh-Hans"), read(EN, "en", "en")
HERE, THERE = ([segment.id for segment in document.segments] for document in (SOURCE, TARGET))


def fixed(text: str | bytes, *, by_line: bool = False, name: str = "fixed.tsv") -> list[Bead]:
    data = text if isinstance(text, bytes) else text.encode()
    file = AnchorFile(data=data, name=name, beside=lambda wanted: (_ for _ in ()).throw(AssertionError(wanted)))
    return anchors_of(file, SOURCE, TARGET, by_line=(by_line, by_line))


def pairs(beads: list[Bead]) -> list[tuple[list[int], list[int]]]:
    return [([HERE.index(i) for i in b.source], [THERE.index(i) for i in b.target]) for b in beads]


def test_two_columns_of_ids_or_numbers() -> None:
    text = f"# checked by hand\n\n{HERE[0]}\t{THERE[0]}\r\n2, 3\t2-3\n4\t4\n"
    beads = fixed(text)
    assert pairs(beads) == [([0], [0]), ([1, 2], [1, 2]), ([3], [3])]
    assert {bead.state for bead in beads} == {State.REVIEWED}


def test_a_side_may_be_empty() -> None:
    assert pairs(fixed("1\t\n-\t1 2\n")) == [([0], []), ([], [0, 1])]


def test_numbers_count_lines_where_a_line_is_a_sentence() -> None:
    assert pairs(fixed("5\t5\n", by_line=True)) == [([3], [3])]
    assert pairs(fixed("4\t4\n")) == [([3], [3])]
    assert pairs(fixed("3-5\t2-4\n", by_line=True)) == [([2, 3], [1, 2])]  # with a blank line in between
    with pytest.raises(
        BadConfiguration, match=r"^fixed\.tsv, line 1: zh\.txt has no sentence on line 4; the last is 5\.$"
    ):
        fixed("4\t1\n", by_line=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1\t1\n1 2\t2\n",
            "fixed.tsv, line 2: zh.c1.p1.s1 is fixed in fixed.tsv, line 1 already; take one of them out.",
        ),
        (
            "1 3\t1\n",
            "fixed.tsv, line 1: zh.c1.p1.s1 zh.c1.p1.s3 do not follow each other; name all in between.",
        ),
        (
            "# fixed\n3\t1\n1\t4\n",
            (
                "fixed.tsv, line 2: this crosses fixed.tsv, line 3, since its source stands behind but its target "
                "before; take one of them out."
            ),
        ),
        ("9\t1\n", "fixed.tsv, line 1: zh.txt has no sentence 9; the last is 4."),
        ("0\t1\n", "fixed.tsv, line 1: zh.txt has no sentence 0; the last is 4."),
        (
            "1\tHe left.\n",
            (
                "fixed.tsv, line 1: 'He' is no sentence of en.txt; write an id such as en.c1.p1.s1, "
                "or the number of a sentence."
            ),
        ),
        (
            "1 1\n",
            (
                "fixed.tsv, line 1: '1 1' is not two columns; "
                "write the sentences of the source, a tab, and those of the target."
            ),
        ),
        ("\t\n-\t-\n", "fixed.tsv, line 2: both columns are empty; name a sentence, or take the line out."),
        ("# nothing yet\n", "fixed.tsv fixes nothing: there is no line with two columns in it."),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        fixed(text)
    assert str(caught.value) == message


def alignment(*states: State) -> Alignment:
    beads = [
        Bead(source=(here,), target=(there,), probability=0.5, state=state)
        for here, there, state in zip(HERE, THERE, states, strict=True)
    ]
    return Alignment.covering(SOURCE, TARGET, beads, method="test")


CHECKED = alignment(State.REVIEWED, State.TRANSLATED, State.FINAL, State.INITIAL)


def edition(found: Alignment = CHECKED, source: Document = SOURCE, target: Document = TARGET) -> Edition:
    metadata = Metadata(name="snow", titles=(Localized("雪", LanguageTag("zh")),))
    return Edition(metadata=metadata, documents=(source, target), alignments=(found,))


@pytest.mark.parametrize("format_", ["tmx", "tsv", "jsonl", "tei", "xliff", "xliff12"])
def test_what_a_person_has_confirmed_in_an_alignment_is_fixed(format_: str) -> None:
    data = EXPORTERS[format_](edition(), ExportOptions())
    beads = fixed(data, name=f"old.{format_}")
    assert pairs(beads) == [([0], [0]), ([2], [2])]
    assert [(bead.state, bead.probability) for bead in beads] == [(State.REVIEWED, 0.5), (State.FINAL, 0.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_a_translator_has_confirmed_in_xliff_is_fixed(encoding: str) -> None:
    sides = [[segment.text for segment in side.segments] for side in (SOURCE, TARGET)]
    segments = "".join(
        f'<segment state="{state}"><source>{sides[0][n]}</source><target>{sides[1][n]}</target></segment>'
        for n, state in enumerate(("final", "translated", "reviewed"))
    )
    root = '<xliff version="2.0" srcLang="zh" trgLang="en"><file id="f">'
    data = f'<?xml version="1.0" encoding="{encoding}"?>{root}<unit id="u">{segments}</unit></file></xliff>'
    assert pairs(fixed(data.encode(encoding), name="a.xlf")) == [([0], [0]), ([2], [2])]


def test_a_table_of_ours_that_was_saved_as_a_workbook() -> None:
    rows = [line.split("\t") for line in EXPORTERS["tsv"](edition(), ExportOptions()).decode().splitlines()]
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    assert pairs(fixed(buffer.getvalue(), name="a.xlsx")) == pairs(
        fixed(EXPORTERS["tsv"](edition(), ExportOptions()), name="a.tsv")
    )


def test_json_has_numbers_and_states() -> None:
    assert pairs(fixed(beads_json(edition(), ExportOptions()), name="old.json")) == [([0], [0]), ([2], [2])]


def test_sentences_are_found_by_their_text_where_the_ids_are_others() -> None:
    source, target = read(ZH, "source", "zh-Hans"), read(EN, "target", "en")
    beads = [
        Bead(source=(a.id, b.id), target=(c.id, d.id), state=State.REVIEWED)
        for (a, b), (c, d) in (
            (source.segments[:2], target.segments[:2]),
            (source.segments[2:], target.segments[2:]),
        )
    ]
    found = Alignment.covering(source, target, beads)
    data = EXPORTERS["tmx"](edition(found, source, target), ExportOptions())
    assert pairs(fixed(data, name="old.tmx")) == [([0, 1], [0, 1]), ([2, 3], [2, 3])]


def test_a_confirmed_bead_whose_text_has_changed_is_told() -> None:
    data = EXPORTERS["tsv"](edition(), ExportOptions()).replace("没有人送他".encode(), "谁也没送他".encode())
    with pytest.raises(BadConfiguration) as caught:
        fixed(data, name="old.tsv")
    assert str(caught.value) == (
        "old.tsv, line 4: zh.txt does not have the sentence '谁也没送他。' where this confirmed bead has it; "
        "check the bead again, or take it out."
    )


def test_an_alignment_that_nobody_has_seen_fixes_nothing() -> None:
    unseen = edition(alignment(*[State.TRANSLATED] * 4))
    with pytest.raises(BadConfiguration, match=r"^old\.jsonl holds no bead that is reviewed or final"):
        fixed(EXPORTERS["jsonl"](unseen, ExportOptions()), name="old.jsonl")


def test_anchors_are_what_the_aligner_takes() -> None:
    beads = fixed("1\t1-2\n2\t\n")
    found = align(SOURCE, TARGET, encoder=encoder_named("none"), anchors=beads)
    assert [bead for bead in found.beads if bead.state is State.REVIEWED] == beads


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "fixed.tsv").write_text("5\t4-5\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALIGN = ("align", "zh.txt", "en.txt", "--segmented", "--encoder", "none", "--source-lang", "zh", "--target-lang", "en")


def test_on_the_command_line(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*ALIGN, "--anchors", "fixed.tsv", "--json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    seen = [bead for bead in answer["beads"] if bead["state"] == "reviewed"]
    assert seen == [{"source": [3], "target": [2, 3], "probability": 1.0, "state": "reviewed"}]


def test_anchors_are_of_one_pair(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", "zh.txt", "en.txt", "en2.txt", "--anchors", "fixed.tsv"]) == 2
    assert "anchors are of one original with one translation" in capfd.readouterr().err


def test_in_an_edition(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "edition.toml").write_text(
        """
[edition]
name = "snow"
title = [{ text = "雪", language = "zh" }]
[[document]]
id = "zh"
path = "zh.txt"
segmented = true
language = "zh-Hans"
[[document]]
id = "en"
path = "en.txt"
language = "en"
segmented = true
[[alignment]]
source = "zh"
target = "en"
encoder = "none"
anchors = "fixed.tsv"
[[output]]
format = "jsonl"
""",
        encoding="utf-8",
    )
    assert cli.main(["build", "edition.toml", "-q"]) == 0, capfd.readouterr().err
    units = [json.loads(line) for line in (folder / "snow.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [unit["type"] for unit in units if unit["state"] == "reviewed"] == [[1, 2]]

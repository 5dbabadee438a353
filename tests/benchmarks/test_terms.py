"""How what checks find in labelled texts is counted."""

from pathlib import Path

import pytest
from terms import listed, tables
from terms_labelled import SOUND, Examined, Verdict, examined, read_kinds, read_texts

from glossary.checks.registry import FAMILIES

HEADER = "text\tbead\tlabel\tkind\tsource\ttarget\n"
BEADS = (
    "id\tzh-Hans\ten\n"
    "1.1\t烟囱有三十米高。\tThe chimney is fourteen metres high.\n"
    "1.2\t他看了看烟囱。\tHe looked at the the smokestack.\n"
    "1.3\t他来了，又走了。\tHe came and  went.\n"
)
GLOSSARY = "zh-Hans,en,en-status\n烟囱,chimney;smokestack,preferred;forbidden\n"


def half(folder: Path, labels: str) -> Path:
    """A half with one text and these labels."""
    (folder / "a").mkdir()
    (folder / "glossaries").mkdir()
    (folder / "a" / "works.tsv").write_text(BEADS, encoding="utf-8")
    (folder / "a" / "labels.tsv").write_text(HEADER + labels, encoding="utf-8")
    (folder / "glossaries" / "works.csv").write_text(GLOSSARY, encoding="utf-8")
    (folder / "texts.tsv").write_text("text\tfirst-mention\twhat it is\nworks\t\ta small one\n", encoding="utf-8")
    (folder / "kinds.tsv").write_text(
        "kind\tcodes\teffects\twhat it is\n"
        "number-wrong\tN001 N002 N003\t\t\nforbidden-term\tV002\tV001\t\ndoubled-word\tS006\t\t\ndash\tP012\tS001\t\n",
        encoding="utf-8",
    )
    return folder / "a"


def judged(result: Examined) -> dict[str, Verdict]:
    return {one.finding.code: one.verdict for one in result.judged}


def test_every_finding_is_true_where_all_faults_are_labelled(tmp_path: Path) -> None:
    labels = (
        "works\t1.1\tfault\tnumber-wrong\t三十\tfourteen\n"
        "works\t1.2\tfault\tforbidden-term\t烟囱\tsmokestack\n"
        "works\t1.2\tfault\tdoubled-word\t\tthe the\n"
        "works\t1.3\tfault\tdash\t\tcame and\n"
    )
    result = examined([half(tmp_path, labels)])
    assert judged(result) == {
        "N001": Verdict.TRUE,
        "V002": Verdict.TRUE,
        "S006": Verdict.TRUE,
        "S001": Verdict.EFFECT,
    }
    assert (result.total.found, result.total.faults, result.total.precision) == (3, 4, 1.0)
    assert [one.kind.name for one in result.missed] == ["dash"]


def test_what_no_label_has_is_a_false_alarm(tmp_path: Path) -> None:
    result = examined([half(tmp_path, "works\t1.1\tsound\tnumber\t\t\n")])
    assert set(judged(result).values()) == {Verdict.FALSE}
    assert (result.total.precision, result.total.recall) == (0.0, 1.0)
    assert [line for line in listed(result) if "1.1" in line] == [
        "alarm   works 1.1 N001 [number]: “三十” (30) of the source is “fourteen” (14) in the translation."
    ]


def test_a_finding_elsewhere_in_the_bead_is_not_of_the_fault(tmp_path: Path) -> None:
    result = examined([half(tmp_path, "works\t1.2\tfault\tdoubled-word\t\tHe\n")])
    assert judged(result)["S006"] is Verdict.FALSE
    assert result.total.found == 0


def test_the_table_has_a_line_for_each_code_and_kind(tmp_path: Path) -> None:
    result = examined([half(tmp_path, "works\t1.1\tfault\tnumber-wrong\t三十\tfourteen\n")])
    lines = list(tables(result))
    assert lines[0] == "3 beads, 1 faults, 0 things that only look like one"
    assert "N001        1      1      0      1      0      1.000   1.000" in lines
    assert "number-wrong                  1      1      0" in lines


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("works\t9.9\tsound\tdate\t\t\n", "works has no bead 9.9."),
        ("works\t1.1\tfault\tnumber-wrong\t四十\t\n", "works, bead 1.1, does not have '四十'."),
    ],
)
def test_a_label_must_fit_its_text(tmp_path: Path, label: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole message is compared
        examined([half(tmp_path, label)])
    assert str(caught.value) == message


DATA = Path(__file__).parents[2] / "benchmarks" / "data" / "terms"
HALVES = sorted(path.parent for path in DATA.glob("*/labels.tsv"))


@pytest.mark.parametrize("folder", HALVES, ids=lambda folder: folder.name)
def test_halves_have_their_paragraphs_and_known_kinds(folder: Path) -> None:
    kinds = read_kinds(DATA / "kinds.tsv")
    known = {rule.code for family in FAMILIES for rule in family.rules}
    assert {code for kind in kinds.values() for code in kind.codes if code[0] != "V"} <= known
    for text in read_texts(folder):
        assert {int(bead.partition(".")[0]) % 2 for bead in text.beads.values()} == {int(folder.name == "a")}
        assert all(label.label == SOUND or label.kind in kinds for label in text.labels)


# Precision and recall of the findings that are no doubts, then of all: what was measured, rounded down.
FLOORS = {"a": (0.955, 0.94, 0.89, 0.98), "b": (0.97, 0.94, 0.865, 0.97)}


@pytest.mark.parametrize("folder", HALVES, ids=lambda folder: folder.name)
def test_checks_are_as_right_as_they_were(folder: Path) -> None:
    score = examined([folder]).total
    measured = (score.precision, score.recall, score.precision_with_doubts, score.recall_with_doubts)
    assert all(figure >= floor for figure, floor in zip(measured, FLOORS[folder.name], strict=True)), measured


def test_there_are_enough_faults_and_things_that_look_like_one() -> None:
    result = examined(HALVES)
    assert result.beads >= 1700
    assert len(result.planted) >= 360
    assert len(result.sound) >= 700

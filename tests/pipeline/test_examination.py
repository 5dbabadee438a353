"""What `duizhao align` says of the result: on standard error, in the JSON, and not at all with -q."""

import json
from pathlib import Path

import pytest

import cli

PLACES = ("London", "Paris", "Berlin", "Madrid", "Lisbon", "Vienna", "Prague")
EN = "".join(f"In {1900 + n} train {n * 3} reached {PLACES[n % 7]}.\n" for n in range(30))
DE = "".join(f"{1900 + n} kam Zug {n * 3} in {PLACES[n % 7]} an.\n" for n in range(30))
OTHER = "".join(f"Der Hund schlief unter Tisch {chr(97 + n % 26)}, niemand weckte ihn.\n" for n in range(30))
OPTIONS = ("--segmented", "--encoder", "none", "--source-lang", "en", "--target-lang", "de")


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("en", EN), ("de", DE), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "parts.txt").write_text(DE.replace("Lisbon an.\n", "Lisbon an.\n\n"), encoding="utf-8")
    (tmp_path / "back.txt").write_text("\n".join(DE.splitlines()[::-1]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_said_of_a_good_pair(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", "en.txt", "de.txt", *OPTIONS, "--json"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    answer = json.loads(out)
    assert answer["score"] > 0.7
    assert (answer["warnings"], answer["crossings"]) == ([], [])


def test_a_wrong_pair_is_told_and_written_all_the_same(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", "en.txt", "other.txt", *OPTIONS, "-o", "beads.json"]) == 0
    answer = json.loads((texts / "beads.json").read_text(encoding="utf-8"))
    (warning,) = answer["warnings"]
    assert warning["kind"] == "unrelated"
    assert answer["score"] < 0.3
    assert capfd.readouterr().err == f"warning: {warning['message']}\nwrote beads.json\n"


def test_a_target_that_is_backwards(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", "en.txt", "back.txt", *OPTIONS]) == 0
    assert capfd.readouterr().err == (
        "warning: back.txt looks like a translation of en.txt in reverse order; "
        "put its sentences in the order of the original.\n"
    )


def test_a_quiet_run_says_nothing(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["align", "en.txt", "other.txt", *OPTIONS, "-q", "-o", "beads.tsv"]) == 0
    assert capfd.readouterr() == ("", "")


def test_a_bead_that_crosses_a_paragraph_is_noted(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (texts / "fixed.tsv").write_text("5-6\t5-7\n", encoding="utf-8")
    assert cli.main(["align", "en.txt", "parts.txt", *OPTIONS, "--anchors", "fixed.tsv", "--json"]) == 0
    out, err = capfd.readouterr()
    answer = json.loads(out)
    assert [answer["beads"][number]["source"] for number in answer["crossings"]] == [[4, 5]]
    assert err == (
        "note: 1 bead crosses the border of a paragraph on one side only, at source.c1.p1.s5 and target.c1.p1.s5.\n"
    )


def test_several_translations_are_told_one_by_one(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    options = (*OPTIONS, "--target-lang", "de", "--json", "-q")
    assert cli.main(["align", "en.txt", "de.txt", "other.txt", *options]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert [[warning["kind"] for warning in one["warnings"]] for one in answer["alignments"]] == [[], ["unrelated"]]

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
    assert answer["score"] < 0.5
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


def test_a_build_tells_of_a_wrong_pair_too(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    documents = "".join(
        f'[[document]]\nid = "{id_}"\npath = "{name}.txt"\nlanguage = "{id_}"\nsegmented = true\n'
        for id_, name in (("en", "en"), ("de", "other"))
    )
    (texts / "edition.toml").write_text(
        '[edition]\nname = "trains"\ntitle = [{ text = "Trains", language = "en" }]\n'
        f'{documents}[[alignment]]\nsource = "en"\ntarget = "de"\nencoder = "none"\n[[output]]\nformat = "tsv"\n',
        encoding="utf-8",
    )
    assert cli.main(["build", "edition.toml"]) == 0
    err = capfd.readouterr().err
    assert err.startswith("note: these two texts hardly answer each other: other.txt does not look like a translation")


@pytest.mark.parametrize("text", ["One train came.\n", "One train came. It left.\n"])
def test_texts_of_a_sentence_or_two_end_without_a_word(
    text: str, texts: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (texts / "short.txt").write_text(text, encoding="utf-8")
    (texts / "kurz.txt").write_text("Ein Zug kam.\n", encoding="utf-8")
    assert cli.main(["align", "short.txt", "kurz.txt", *OPTIONS[1:], "--json"]) == 0
    out, err = capfd.readouterr()
    assert (json.loads(out)["warnings"], err) == ([], "")


def test_one_text_twice_and_an_empty_one_are_errors(texts: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (texts / "same.txt").write_text(EN + "\n", encoding="utf-8")
    (texts / "empty.txt").write_text(" \n", encoding="utf-8")
    assert cli.main(["align", "en.txt", "same.txt", *OPTIONS]) == 10
    assert cli.main(["align", "en.txt", "empty.txt", *OPTIONS]) == 5
    assert "error: empty.txt is empty; there is no text to read.\n" in capfd.readouterr().err

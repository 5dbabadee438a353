"""`--segmenter` and the key `segmenter`: who divides the texts of a command and of an edition."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import cli
from bitext.errors import BadConfiguration
from pipeline.build import edition_from_toml

EDITION = """[edition]
name = "x"
title = [{ text = "X", language = "en" }]
[[document]]
id = "la"
path = "la.txt"
language = "la"
segmenter = "icu"
[[document]]
id = "en"
path = "en.txt"
language = "en"
"""


class Breaks:
    """After each period and its space."""

    def __init__(self, _locale: object) -> None:
        self.text = ""

    def setText(self, text: str) -> None:  # noqa: N802 - ICU's name
        self.text = text

    def __iter__(self) -> Iterator[int]:
        return (min(place + 2, len(self.text)) for place, char in enumerate(self.text) if char == ".")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "la.txt").write_text("Veni. Vidi. Vici.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("I came. I saw. I won.\n", encoding="utf-8")
    (tmp_path / "edition.toml").write_text(EDITION, encoding="utf-8")
    module = ModuleType("icu")
    breaks = SimpleNamespace(createSentenceInstance=Breaks)
    vars(module).update(ICU_VERSION="99.1", Locale=SimpleNamespace(forLanguageTag=str), BreakIterator=breaks)
    monkeypatch.setitem(sys.modules, "icu", module)
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALIGN = ("align", "la.txt", "en.txt", "--source-lang", "la", "--target-lang", "en", "--encoder", "none", "-q")


def test_the_option(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(ALIGN) == 9
    assert capfd.readouterr().err.rstrip().endswith("Or let ICU divide it: --segmenter icu.")
    assert cli.main([*ALIGN, "--segmenter", "icu"]) == 0
    assert [line.split("\t")[0] for line in capfd.readouterr().out.splitlines() if "Veni" in line or "Vici" in line]
    assert cli.main([*ALIGN, "--segmenter", "icu", "-o", "x.xml"]) == 0
    assert "divided source into sentences by icu 99.1 for la" in (folder / "x.xml").read_text(encoding="utf-8")


def test_a_name_that_is_none(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*ALIGN, "--segmenter", "punkt"]) == 2
    assert capfd.readouterr().err.startswith("error: There is no segmenter 'punkt'; it can be rules, icu (pip install")


def test_the_key(folder: Path) -> None:
    edition = edition_from_toml(folder / "edition.toml")
    assert [s.text for s in edition.documents[0].segments] == ["Veni.", "Vidi.", "Vici."]
    assert [step.action for step in edition.provenance][1] == "divided la into sentences by icu 99.1 for la"


def test_a_wrong_key_is_told_with_its_line(folder: Path) -> None:
    (folder / "edition.toml").write_text(EDITION.replace('"icu"', '"ciu"'), encoding="utf-8")
    with pytest.raises(BadConfiguration) as caught:
        edition_from_toml(folder / "edition.toml")
    assert str(caught.value).endswith(
        "edition.toml, line 4: document 1: there is no segmenter 'ciu'; did you mean 'icu'?"
    )

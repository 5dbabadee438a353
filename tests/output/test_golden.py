"""What is made of small editions, to the byte; `--save-golden` renews it, and then the difference is read."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from bitext.editions import Edition
from output import EXPORTERS, SUFFIXES
from output.options import ExportOptions
from output.tei.lint import lint
from tests.output.specimens import article, bitext, versions

GOLDEN = Path(__file__).parent / "golden"
EDITIONS: dict[str, Callable[[], Edition]] = {"bitext": bitext, "article": article, "versions": versions}
FILES = [(name, suffix) for name in EDITIONS for suffix in (".xml", ".tmx", ".tsv", ".jsonl", ".html")]
TEI_FILES = [GOLDEN / name / "edition.xml" for name in EDITIONS]


@pytest.mark.parametrize(("name", "suffix"), FILES)
def test_golden(name: str, suffix: str, pytestconfig: pytest.Config, tmp_path: Path) -> None:
    made = re.sub(
        rb"<style>.*?</style>", b"", EXPORTERS[SUFFIXES[suffix]](EDITIONS[name](), ExportOptions()), flags=re.DOTALL
    )
    golden = GOLDEN / name / f"edition{suffix}"
    if pytestconfig.getoption("--save-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(made)
    result = tmp_path / golden.name
    result.write_bytes(made)
    assert made == golden.read_bytes(), f"what was made is in {result}; look at the difference, then use --save-golden"


@pytest.mark.parametrize("path", TEI_FILES, ids=lambda path: path.parent.name)
def test_relax_ng(path: Path, tei_schema: etree.RelaxNG) -> None:
    assert tei_schema.validate(etree.parse(path)), tei_schema.error_log


@pytest.mark.parametrize("path", TEI_FILES, ids=lambda path: path.parent.name)
def test_jing(path: Path, jing: Callable[[Path], str]) -> None:
    assert jing(path) == ""


@pytest.mark.parametrize("path", TEI_FILES, ids=lambda path: path.parent.name)
def test_schematron(path: Path, schematron: Callable[[Path], list[str]]) -> None:
    assert schematron(path) == []


@pytest.mark.parametrize("path", TEI_FILES, ids=lambda path: path.parent.name)
def test_pointers(path: Path) -> None:
    assert lint(path.read_bytes()) == ()

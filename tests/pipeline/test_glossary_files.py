"""Glossaries written in other formats and put together, from the command line."""

from pathlib import Path

import pytest

from bitext.errors import UnknownFormat
from glossary.files import read_glossary
from pipeline.terms import converted, put_together

CSV = "id,zh,en,en-status\nc-lamp,灯,lamp,preferred\nc-soot,烟灰,soot;ash,preferred;forbidden\n"


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_there_and_back(glossary: Path, tmp_path: Path) -> None:
    tbx = tmp_path / "b.tbx"
    tbx.write_bytes(converted(glossary, tbx)[0])
    again, lost = converted(tbx, tmp_path / "c.csv")
    assert not lost
    assert read_glossary(again, name="c.csv") == read_glossary(CSV.encode(), name="a.csv")


def test_conflicts_are_told(glossary: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.csv"
    other.write_text("zh,en\n灯,lamp\n灯,lantern\n", encoding="utf-8")
    data, conflicts = put_together([glossary, other], tmp_path / "c.tbx")
    assert "灯" in data.decode()
    assert [conflict.message for conflict in conflicts] == ["'灯' names c-lamp and also c-lantern."]


def test_an_unknown_suffix(glossary: Path) -> None:
    with pytest.raises(UnknownFormat) as caught:
        converted(glossary, Path("a.doc"))
    assert str(caught.value) == "'a.doc' has no known suffix for a glossary; use .csv, .tbx, .tmx, .tsv or .xlsx."

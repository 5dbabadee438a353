"""The labelled entries: as many fields are read rightly as were, in each style; and the measure sees what is wrong."""

import json
from collections import Counter
from pathlib import Path

import entries
import pytest

FOLDER = Path(__file__).parents[1] / "sources" / "article" / "entries"
FLOORS = {"apa": 0.95, "chicago": 1.0, "chicago-author-date": 1.0, "chinese": 0.99, "gbt": 1.0, "mla": 0.99}


@pytest.fixture(scope="module")
def tallies() -> dict[str, Counter[bool]]:
    return entries.tallied(entries.fields(FOLDER), show=False)


@pytest.mark.parametrize("style", sorted(FLOORS))
def test_no_style_is_read_worse_than_it_was(style: str, tallies: dict[str, Counter[bool]]) -> None:
    assert tallies[style][True] / tallies[style].total() >= FLOORS[style]


def test_every_style_has_its_floor(tallies: dict[str, Counter[bool]]) -> None:
    assert set(tallies) == set(FLOORS)


def test_a_wrong_field_is_counted(tmp_path: Path) -> None:
    labelled = {"entry": "Arden, Lena. *The Flue*. Pine P, 2001.", "title": "The Flue", "year": 1999, "volume": None}
    (tmp_path / "one.json").write_text(json.dumps([labelled]), encoding="utf-8")
    tallies = entries.tallied(entries.fields(tmp_path), show=False)
    assert tallies == {"one": Counter({True: 2, False: 1})}
    assert entries.accuracy(tallies) == pytest.approx(2 / 3)

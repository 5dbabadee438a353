"""What the gate lets through, and what it pins."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import gate
import pytest
from gate import QUALITIES, Floor, failures, figures_of, pinned
from hypothesis import given
from hypothesis import strategies as st
from measures import of_links
from omissions import Trial, tried
from planting import Dropped

from aligner.encoders import Encoder
from aligner.lattice import Floats
from aligner.sentences import Link
from tests.benchmarks.made import pair_of

FIGURES = {
    "strict": 0.9,
    "lax": 0.99,
    "null_beads": 0.5,
    "calibration_error": 0.02,
    "wrong_in_least_certain": 0.6,
}
FLOOR = Floor("ab", cross_validated=True, figures=FIGURES)

figures = st.fixed_dictionaries({kind: st.floats(0, 1) for kind in QUALITIES})


def changed(**figures: float) -> Floor:
    return replace(FLOOR, figures={**FIGURES, **figures})


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (changed(strict=0.8), "mac: strict F1 0.8000 is worse than its floor of 0.9000."),
        (changed(lax=0.98), "mac: lax F1 0.9800 is worse than its floor of 0.9900."),
        (changed(null_beads=0.48), "mac: strict F1 of null beads 0.4800 is worse than its floor of 0.5000."),
        (changed(calibration_error=0.03), "mac: calibration error 0.0300 is worse than its floor of 0.0200."),
        (
            changed(wrong_in_least_certain=0.5),
            "mac: share of wrong beads in the least certain tenth 0.5000 is worse than its floor of 0.6000.",
        ),
        (replace(FLOOR, digest="cd"), "mac: the corpus has the digest cd, but its floor is of ab."),
    ],
)
def test_what_is_worse_is_told(found: Floor, sentence: str) -> None:
    assert failures({"mac": FLOOR}, {"mac": found}) == [sentence]


@given(figures)
def test_what_is_better_or_new_passes(values: Mapping[str, float]) -> None:
    found = replace(FLOOR, figures=values)
    assert failures({"mac": found}, {"mac": found}) == []
    assert failures({"mac": replace(FLOOR, figures={})}, {"mac": found}) == []


def test_what_chance_may_change_passes() -> None:
    slightly = changed(strict=0.8992, lax=0.9895, null_beads=0.495, calibration_error=0.0215)
    assert failures({"mac": FLOOR}, {"mac": slightly}) == []


@given(figures, figures)
def test_pinning_never_lowers(old: Mapping[str, float], new: Mapping[str, float]) -> None:
    floor = pinned(replace(FLOOR, figures=old), replace(FLOOR, figures=new))
    for kind, value in floor.figures.items():
        assert value in {old[kind], new[kind]}
        better = min if QUALITIES[kind].less_is_better else max
        assert value == better(old[kind], new[kind])


def test_another_corpus_is_pinned_as_it_is() -> None:
    found = replace(changed(strict=0.1), digest="cd")
    assert pinned(FLOOR, found) == found


def test_the_figures_are_of_the_corpus_and_of_what_was_planted() -> None:
    pair = pair_of([(1, 1), (1, 1), (1, 2)])
    links = [Link((0,), (0,), 0.9), Link((1,), (1,), 0.8), Link((2,), (2,), 0.2), Link((), (3,), 0.1)]
    planted = tried(pair, Dropped(target=frozenset({0})), lambda less: less.gold)
    assert figures_of(of_links(pair, links, 1.0), planted) == {
        "strict": 0.5714,  # two of four found, two of three in the gold
        "lax": 0.8571,
        "null_beads": 1.0,
        "calibration_error": 0.15,
        "wrong_in_least_certain": 0.5,
    }


def run(monkeypatch: pytest.MonkeyPatch, floors: Path, found: Floor, *options: str) -> None:
    """The gate's command, with one corpus whose figures are given."""

    def measure(folder: Path, _scorer: object, *, cross_validated: bool) -> Floor:
        assert folder == Path("corpora/mac")
        assert cross_validated
        return found

    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "measure", measure)
    monkeypatch.setattr(gate, "encoder_named", unused)
    monkeypatch.setattr(sys, "argv", ["gate.py", "--corpora", "corpora", *options])
    gate.main()


class Unused:
    """An encoder of which nothing is asked."""

    name = "unused"

    def __call__(self, texts: Sequence[str], /) -> Floats:
        pytest.fail(f"nothing is to be encoded: {texts}")


def unused(_name: str, threads: int) -> Encoder:
    return Unused()


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"mac": {"digest": "ab", "cross_validated": True, "figures": FIGURES}}))
    return path


def pinned_strict(floors: Path) -> float:
    value: float = json.loads(floors.read_text())["mac"]["figures"]["strict"]
    return value


def test_a_better_figure_is_pinned_only_when_told_to(
    monkeypatch: pytest.MonkeyPatch, floors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, floors, changed(strict=0.95))
    assert pinned_strict(floors) == 0.9
    assert capsys.readouterr().out.splitlines()[:2] == ["mac, cross-validated", "  0.9500 strict F1"]
    run(monkeypatch, floors, changed(strict=0.95), "--update")
    assert pinned_strict(floors) == 0.95


def test_a_worse_figure_fails_and_is_not_pinned(
    monkeypatch: pytest.MonkeyPatch, floors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in ([], ["--update"]):
        with pytest.raises(SystemExit) as raised:
            run(monkeypatch, floors, changed(strict=0.8), *options)
        assert raised.value.code == 1
        assert capsys.readouterr().err == "mac: strict F1 0.8000 is worse than its floor of 0.9000.\n"
    assert pinned_strict(floors) == 0.9


def test_a_regression_is_pinned_when_it_is_allowed(monkeypatch: pytest.MonkeyPatch, floors: Path) -> None:
    run(monkeypatch, floors, changed(strict=0.8), "--update", "--allow-regression")
    assert pinned_strict(floors) == 0.8


def test_the_floors_of_the_repository_are_of_known_figures() -> None:
    for floor in gate.read_floors().values():
        assert set(floor.figures) == set(QUALITIES)
        assert figures_of_nothing().keys() == floor.figures.keys()


def figures_of_nothing() -> dict[str, float]:
    return figures_of(of_links(pair_of([(1, 1)]), [], 0.0), Trial())

"""Findings as SARIF are what its schema asks for, whatever is found and wherever it is."""

import json
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Termbase
from cli import main
from glossary.checks.contract import Bilingual, Confidence, Couple, Finding, Sentence, Severity, Spot
from pipeline.check import Checked, Report, rules
from pipeline.check_sarif import report_sarif

SCHEMA: Final = json.loads((Path(__file__).parent / "sarif" / "sarif-2.1.0.json").read_bytes())
JUDGE: Final = Draft202012Validator(SCHEMA)
RULES: Final = rules()
WORDS: Final = st.text(max_size=12)


def complaints(data: bytes) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in JUDGE.iter_errors(json.loads(data))]


def test_the_schema_is_one_and_refuses() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert complaints(b'{"version": "2.1.0"}') == ["$: 'runs' is a required property"]
    assert complaints(b'{"version": "2.1.0", "runs": [], "beads": []}') != []


BEADS = (
    "source\ttarget\n"
    "烟囱倒了。\tThe stack fell .\n"
    "他今年三十五岁。\tHe  is thirty-six, 好 the the end\n"
    "李斐笑了。\tShe laughed（so.\n"
    "李斐笑了，真的。\tli fei laughed...\n"
    "没有了。\t\n"
)
GLOSSARY = "zh,en,en-status\n烟囱,chimney;stack,preferred;forbidden\n李斐,Li Fei,\n"


@pytest.mark.parametrize("name", ["b.tsv", "一本 书#1?.tsv"])
def test_what_the_command_writes_is_valid(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BEADS, encoding="utf-8")
    (tmp_path / "g.csv").write_text(GLOSSARY, encoding="utf-8")
    out = tmp_path / "found.sarif"
    options = ["-g", str(tmp_path / "g.csv"), "-o", str(out), "--fail-on", "never", "-q"]
    assert main(["check", str(tmp_path / name), *options]) == 0
    (run,) = json.loads(out.read_bytes())["runs"]
    assert complaints(out.read_bytes()) == []
    assert {result["ruleId"][0] for result in run["results"]} >= set("VNPSLC")
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == [
        r["ruleId"] for r in run["results"]
    ]


def test_nothing_found_is_valid_too() -> None:
    bitext = Bilingual((), LanguageTag("zh"), LanguageTag("en"), name="b.tsv")
    report = Report(checked=(Checked(bitext=bitext, findings=()),), rules=RULES, termbase=Termbase())
    assert complaints(report_sarif(report)) == []


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A bead with a sentence on either side, in one file or two, and findings of any rule at any places."""
    line = st.none() | st.integers(1, 10**6)
    sides = [tuple(Sentence(f"{side}.1", draw(WORDS), line=draw(line)) for _ in range(1)) for side in ("zh", "en")]
    couple = Couple("1", sides[0], sides[1], line=draw(line))
    files = draw(st.none() | st.tuples(WORDS, WORDS))
    bitext = Bilingual((couple,), LanguageTag("zh"), LanguageTag("en"), name=draw(WORDS), files=files)
    places = [st.lists(st.just(Spot.of(side[0], Span(0, len(side[0].text)))), max_size=2) for side in sides]
    finding = st.builds(
        Finding,
        code=st.sampled_from(sorted(RULES)),
        severity=st.sampled_from(Severity),
        message=WORDS,
        couple=st.just("1"),
        source=places[0].map(tuple),
        target=places[1].map(tuple),
        concept=st.none() | WORDS,
        expected=st.lists(WORDS, max_size=2).map(tuple),
        hint=WORDS,
        confidence=st.sampled_from(Confidence),
        fingerprint=st.just("3f9a02c1-77be10d4"),
    )
    findings = tuple(draw(st.lists(finding, max_size=3)))
    return Report(checked=(Checked(bitext=bitext, findings=findings),), rules=RULES, termbase=Termbase())


@given(reports())
def test_any_report_is_valid(report: Report) -> None:
    assert complaints(report_sarif(report)) == []

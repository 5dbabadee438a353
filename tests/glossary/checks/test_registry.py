"""The families together."""

from pathlib import Path

from pipeline.check import rules

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_every_code_is_documented_with_its_severity() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    documented = {row[0].removeprefix("| "): row[1].strip() for row in rows if len(row) > 2}
    assert {code: rule.severity.value for code, rule in rules().items()}.items() <= documented.items()


def test_every_rule_says_what_it_is() -> None:
    for rule in rules().values():
        assert rule.title
        assert not rule.title.endswith(".")
        assert rule.explanation.endswith(".")

"""All rules: one code each, explained, and in the documentation."""

import re
from pathlib import Path

import pytest

from glossary.checks.contract import Rule
from glossary.checks.registry import FAMILIES

RULES = [rule for family in FAMILIES for rule in family.rules]
PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_every_code_is_there_once() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) for code in codes)


def test_families_have_letters_of_their_own() -> None:
    letters = [{rule.code[0] for rule in family.rules} for family in FAMILIES]
    assert all(len(own) == 1 for own in letters)
    assert len(set.union(*letters)) == len(letters)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained_and_documented(rule: Rule) -> None:
    assert not rule.title.endswith(".")
    assert rule.explanation.endswith(".")
    assert f"| {rule.code} | {rule.severity.value} |" in PAGE.read_text(encoding="utf-8")

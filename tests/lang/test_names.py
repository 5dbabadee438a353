"""Names: how they are read, written and matched."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import BadData
from lang.names_matching import find_names, match
from lang.names_readings import readings, spellings
from lang.names_spelling import System, romanise
from lang.tables import rows

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[bool, str, str]]:
    lines = (HERE / f"names_{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(sign == "+", chinese, latin) for sign, chinese, latin in rows]


def is_likely(chinese: str, latin: str) -> bool:
    found = match(chinese, latin)
    return found is not None and found.is_likely


def wrong(name: str) -> list[tuple[str, str]]:
    return [(chinese, latin) for wanted, chinese, latin in cases(name) if is_likely(chinese, latin) is not wanted]


def test_the_printed_cases_are_right() -> None:
    assert wrong("section") == []

"""What all tests share: the option that renews the golden files, and laws that draw the same examples in CI."""

import os

import pytest
from hypothesis import settings

# A change is judged by what it does, not by which examples chance draws that day.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--save-golden", action="store_true", help="write what is made now as the golden files")

"""What all tests share: the option that renews the golden files."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--save-golden", action="store_true", help="write what is made now as the golden files")

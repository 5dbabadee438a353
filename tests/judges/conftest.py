"""Judges from elsewhere: DAISY's Ace and a real browser, which npm and apt install.

`npm install --prefix tests/judges` puts them where the tests look, or into the folder that the environment variable
`DUIZHAO_JUDGES` names.  Where they are not, the tests are left out; in CI they fail.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

HERE = Path(__file__).parent
SHOTS = "DUIZHAO_SCREENSHOTS"
"""The environment variable with the folder for screenshots."""


def _missing(what: str) -> None:
    message = f"{what} is not here; .ci/run shows how it is installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def modules() -> Path:
    """The folder that npm installed the judges into."""
    folder = Path(os.environ.get("DUIZHAO_JUDGES", HERE))
    if not (folder / "node_modules" / ".bin" / "ace-cli").exists() or shutil.which("node") is None:
        _missing("Ace")
    return folder


@pytest.fixture(scope="session")
def browser() -> str:
    """The browser that is driven."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        _missing("Chromium")
    return str(found)


@pytest.fixture(scope="session")
def toolkit() -> str:
    """The Python that has the Translate Toolkit, in an environment of its own: it is under another licence."""
    found = os.environ.get("DUIZHAO_TOOLKIT", "")
    if not found or not Path(found).exists():
        _missing("an environment with the Translate Toolkit, whose Python DUIZHAO_TOOLKIT names,")
    return found


@pytest.fixture(scope="session")
def pandoc() -> str:
    """Pandoc, which reads e-books and pages."""
    found = shutil.which("pandoc")
    if found is None:
        _missing("pandoc")
    return str(found)


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go, to be looked at."""
    folder = Path(os.environ.get(SHOTS) or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def ace_says(modules: Path, browser: str, tmp_path: Path) -> Callable[[bytes], list[str]]:
    """What Ace says of a book: its outcome, and every assertion that it makes."""

    def judge(data: bytes) -> list[str]:
        book = tmp_path / "book.epub"
        book.write_bytes(data)
        command = ["node", "node_modules/.bin/ace-cli", "-s", "-f", "-o", str(tmp_path / "ace"), str(book)]
        environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": "60000"}
        subprocess.run(command, cwd=modules, env=environment, capture_output=True, check=True)
        report = json.loads((tmp_path / "ace" / "report.json").read_text(encoding="utf-8"))
        return [report["earl:result"]["earl:outcome"], *_assertions(report)]

    return judge


def _assertions(report: Mapping[str, object]) -> Sequence[str]:
    subjects = report["assertions"]
    assert isinstance(subjects, list)
    return [
        f"{subject['earl:testSubject']['url']}, {one['earl:test']['dct:title']}: {one['earl:result']}"
        for subject in subjects
        for one in subject["assertions"]
    ]


@pytest.fixture
def seen(modules: Path, browser: str, shots: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """What is amiss with the pages of a book on screens of several widths, in a light theme and a dark one."""

    def look(name: str, data: bytes, *, widths: Sequence[int], height: int = 700) -> list[str]:
        folder = tmp_path / name
        with ZipFile(BytesIO(data)) as archive:
            archive.extractall(folder)
        files = sorted((folder / "EPUB" / "text").glob("*.xhtml"))
        asked = {
            "modules": str(modules),
            "browser": browser,
            "screenshots": str(shots),
            "pages": [{"name": f"{name}-{file.stem}", "url": file.as_uri()} for file in files],
            "widths": list(widths),
            "height": height,
            "schemes": ["light", "dark"],
        }
        command = ["node", str(HERE / "pages.mjs")]
        done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found: list[str] = json.loads(done.stdout)
        return found

    return look

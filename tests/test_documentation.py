"""What the pages say: their commands can be run, their links lead somewhere, their lists are complete."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from docs import make_cli

ROOT = Path(__file__).parents[1]
PAGES = (
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("README.md")),
)
COMMANDS = {
    " ".join(path): set(re.findall(r"--?[a-z][a-z-]*", make_cli.helped(path))) for path in make_cli.command_paths()
}


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_there_are_pages() -> None:
    assert {"README.md", "docs/cli.md", "docs/formats.md", "docs/tutorial.md"} <= set(map(name, PAGES))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_have_the_flags_that_they_use(page: Path) -> None:
    for line in re.findall(r"(?:^\$ |`|^ {4}|\| )(duizhao [^`\n|>#]*)", page.read_text(encoding="utf-8"), re.MULTILINE):
        words = shlex.split(line.replace("…", "").replace("'s", "s"))
        command = max((known for known in COMMANDS if f"{line} ".startswith(f"{known} ")), key=len)
        assert command != "duizhao" or len(words) == 1 or words[1].startswith(("-", "glossary")), line
        assert {word for word in words if word.startswith("-") and word != "-"} <= COMMANDS[command], line


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files(page: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", prose)
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing


def test_the_readme_has_two_commands_that_stand_alone() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert [block.count("\n") for block in blocks] == [1, 1]
    assert all(block.startswith("python3 -m venv .venv && ") for block in blocks)
    assert "duizhao build examples/chimney/edition.toml" in blocks[0]
    assert blocks[1].rstrip().endswith("-m pytest -q -n auto")


def test_every_decision_is_numbered_and_dated() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, page in enumerate(pages, 1):
        text = page.read_text(encoding="utf-8")
        assert page.name.startswith(f"{number:04}-")
        assert re.match(rf"# {number}\. .+\n\n\d+ [A-Z][a-z]+ \d{{4}}\n", text)


def test_every_dependency_has_its_entry() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decision = (ROOT / "docs" / "decisions" / "0003-dependencies.md").read_text(encoding="utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = [match[0] for requirement in wanted if (match := re.match(r"[a-z-]+", requirement))]
    assert not [name for name in names if name not in decision.lower()]

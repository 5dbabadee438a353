"""Write docs/cli.md from what the command itself says: `python -m docs.make_cli`."""

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Final

import typer

import cli
from bitext import errors

PAGE: Final = Path(__file__).with_name("cli.md")

_INTRODUCTION: Final = """\
# The command line

Made from the command's own help by `python -m docs.make_cli`; a test keeps it current.

Results go to standard output, everything else to standard error. `-` stands for standard input or output.
A progress bar is shown on a terminal only. Files are written beside their place and moved there when they are
complete, so that nothing half-written is left; a file that exists is replaced with `--force` only.
Output has no colour where `NO_COLOR` is set. An error is one sentence that says what to do; `--debug` adds where in
the program it arose.
"""

_TREE_LINE: Final = re.compile(r"[├└]── (?P<name>\w+) +(?P<code>\d+) +(?P<meaning>.+)")


def page() -> str:
    """The whole page."""
    commands = (f"## `{' '.join(path)}`\n\n```\n{helped(path)}\n```\n" for path in command_paths())
    return "\n".join([_INTRODUCTION, *commands, "## Exit codes\n", exit_codes()])


def command_paths() -> Iterator[tuple[str, ...]]:
    """Every command with the words that lead to it, in the order of the help."""
    yield from _paths(typer.main.get_command(cli.app), ("duizhao",))


def _paths(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - Click's, of whichever Typer
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from _paths(inner, (*path, name))


def helped(path: tuple[str, ...]) -> str:
    """What `--help` prints."""
    with redirect_stdout(io.StringIO()) as printed:
        cli.main([*path[1:], "--help"])
    return printed.getvalue().strip()


def exit_codes() -> str:
    """The table of the exit codes, from the tree of errors."""
    ours = [(match["code"], match["name"], match["meaning"]) for match in _TREE_LINE.finditer(errors.__doc__ or "")]
    rows = [
        ("0", "", "all went well"),
        ("1", "", "a fault of the program, or the reader of the output left"),
        ("2", "", "the command was not understood"),
        *ours,
        ("130", "", "stopped with Ctrl-C"),
    ]
    return (
        "\n".join(["| code | error | meaning |", "|--:|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"
    )


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"  # the usual terminal
    sys.exit(PAGE.write_text(page(), encoding="utf-8") == 0)

"""What is said on standard error, and when."""

import io
import sys

import pytest

from bitext.errors import MissingFile
from pipeline.console import Console, Verbosity
from pipeline.progress import counted


class Terminal(io.StringIO):
    """Standard error as somebody sees it."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, *, columns: int = 120) -> Terminal:
    """A terminal in the place of standard error, from now on."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    return screen


def test_a_bar_on_a_terminal_gives_way_to_words(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    console = Console()
    console.progress("reading 烟囱.txt", 1, 4)
    console.progress("aligning", 3, 4)
    console.say("wrote x.tmx")
    first, second, *_, last = terminal.getvalue().split("\r")
    assert first == "[....................] 1/4 reading 烟囱.txt"
    assert second.isspace()
    assert last == "wrote x.tmx\n"
    assert "\r[##########..........] 3/4 aligning\r" in terminal.getvalue()


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    Console().progress("reading", 1, 2)
    assert capsys.readouterr().err == ""


def test_lines_when_verbose(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(verbosity=Verbosity.VERBOSE)
    console.progress("reading", 1, 2)
    console.say("wrote x.tmx")
    assert capsys.readouterr().err == "[1/2] reading\nwrote x.tmx\n"


def test_nothing_but_errors_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    console = Console(verbosity=Verbosity.QUIET)
    console.progress("reading", 1, 2)
    console.say("wrote x.tmx")
    assert terminal.getvalue() == ""
    assert console.fail(MissingFile("There is no file 'x'; check the name.")) == 3
    assert terminal.getvalue() == "error: There is no file 'x'; check the name.\n"


def test_a_long_line_does_not_run_over(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch, columns=60)
    Console().progress("烟囱" * 100, 1, 2)
    assert len(terminal.getvalue()) == 30


def test_results_go_to_standard_output_as_they_are(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Console().data(b"\xff\x00\r\n")
    assert capsysbinary.readouterr().out == b"\xff\x00\r\n"


def test_a_long_step_tells_how_far_it_has_come() -> None:
    told: list[tuple[object, ...]] = []
    tell = counted(lambda *step: told.append(step), 2)
    tell("reading")
    tell("aligning")
    settled = tell.settling(4)
    settled(1)
    settled(2)
    settled(1)
    assert told == [("reading", 1, 2), ("aligning", 2, 2), ("aligning", 2, 2, 0.25), ("aligning", 2, 2, 0.75)]

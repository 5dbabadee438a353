"""What a person at the terminal sees: data on standard output, everything else on standard error."""

import os
import shutil
import sys
import traceback
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bitext.errors import DuizhaoError

_BAR: Final = 20
"""Characters of the progress bar: enough to see it move, short enough to leave room for the words."""


class Verbosity(IntEnum):
    """How much is said besides errors."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


@dataclass(slots=True)
class Console:
    """The terminal of one run of the command."""

    verbosity: Verbosity = Verbosity.NORMAL
    debug: bool = False
    _bar: int = 0  # characters of the progress bar that stand on the line

    def data(self, data: bytes) -> None:
        """Write a result."""
        self._clear()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def say(self, message: str) -> None:
        """Tell what was done."""
        if self.verbosity >= Verbosity.NORMAL:
            self._clear()
            _tell(f"{message}\n")

    def progress(self, what: str, number: int, total: int, share: float = 0.0, /) -> None:
        """Tell what is being done: a line each when verbose, or else a bar if somebody can see it."""
        if self.verbosity >= Verbosity.VERBOSE:
            if not share:
                _tell(f"[{number}/{total}] {what}\n")
        elif self.verbosity is Verbosity.NORMAL and sys.stderr.isatty():
            self._draw(f"{bar(number - 1 + share, total)} {number}/{total} {what}")

    def fail(self, error: DuizhaoError) -> int:
        """Tell the error in its own words; the result is its exit code."""
        self._clear()
        if self.debug:
            traceback.print_exception(error)
        _tell(f"{self._red('error:')} {error}\n")
        return error.exit_code

    def fail_unexpectedly(self, error: Exception) -> int:
        """Tell an error that is a fault of the program's."""
        self._clear()
        if self.debug:
            traceback.print_exception(error)
        remedy = "this is a fault of duizhao, please report it" + ("" if self.debug else "; --debug shows where it is")
        _tell(f"{self._red('error:')} {type(error).__name__}: {error} ({remedy})\n")
        return 1

    def _red(self, text: str) -> str:
        """See https://no-color.org for the variable."""
        coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return f"\x1b[31m{text}\x1b[0m" if coloured else text

    def _draw(self, line: str) -> None:
        line = line[: shutil.get_terminal_size().columns // 2]  # Chinese characters are two columns wide
        self._clear()
        _tell(line)
        self._bar = len(line)

    def _clear(self) -> None:
        if self._bar:
            _tell("\r" + " " * 2 * self._bar + "\r")
            self._bar = 0


def _tell(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def bar(done: float, total: int) -> str:
    """A bar of progress.

    >>> bar(1, 4)
    '[#####...............]'
    """
    filled = int(_BAR * done / max(total, 1))
    return f"[{'#' * filled}{'.' * (_BAR - filled)}]"

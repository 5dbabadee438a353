"""Every error that a user can meet, each with its exit code.

DuizhaoError
├── MissingFile         3   the file is not there or may not be read
├── FileInTheWay        4   the output exists and --force was not given
├── EmptyInput          5   there is no text in it
├── UnreadableInput     6   no reader takes it, and why
├── WrongEncoding       7   the bytes are not text in the encoding given or found
├── UnknownFormat       8   the suffix or format name is not one of ours
├── UnknownLanguage     9   there are no rules for the language
├── IdenticalInputs    10   source and target are the same text
├── LimitExceeded      11   larger, deeper or more compressed than is safe
├── BadConfiguration   12   edition.toml or an option file says something impossible
├── MissingDependency  13   an optional package is needed
├── InvalidOutput      14   what was made does not pass its judge
├── BelowThreshold     15   finished, but under the quality asked for
├── BadData            16   a value contradicts itself: ids twice, uncovered segments
├── BadTermbase        17   a glossary file cannot be understood
└── UnwritableOutput   18   the output cannot be written: no permission, no space, no such folder

Codes 1 and 2 are left to Python (an uncaught error) and Typer (usage).
A message is a full sentence that names the file, the place and the remedy.
"""

from typing import ClassVar


class DuizhaoError(Exception):
    """What every error of ours derives from; `exit_code` is what the command returns."""

    exit_code: ClassVar[int] = 1


class MissingFile(DuizhaoError):
    exit_code = 3


class FileInTheWay(DuizhaoError):
    exit_code = 4


class EmptyInput(DuizhaoError):
    exit_code = 5


class UnreadableInput(DuizhaoError):
    exit_code = 6


class WrongEncoding(DuizhaoError):
    exit_code = 7


class UnknownFormat(DuizhaoError):
    exit_code = 8


class UnknownLanguage(DuizhaoError):
    exit_code = 9


class IdenticalInputs(DuizhaoError):
    exit_code = 10


class LimitExceeded(DuizhaoError):
    exit_code = 11


class BadConfiguration(DuizhaoError):
    exit_code = 12


class MissingDependency(DuizhaoError):
    exit_code = 13


class InvalidOutput(DuizhaoError):
    exit_code = 14


class BelowThreshold(DuizhaoError):
    exit_code = 15


class BadData(DuizhaoError, ValueError):
    exit_code = 16


class BadTermbase(DuizhaoError):
    exit_code = 17


class UnwritableOutput(DuizhaoError):
    exit_code = 18

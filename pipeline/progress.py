"""How a long job tells what it is doing."""

from collections.abc import Callable
from itertools import count
from typing import Protocol

Tell = Callable[[str], None]
"""Says what is begun."""


class Progress(Protocol):
    """Called at the start of each step: step `number` of `total` does `what`."""

    def __call__(self, what: str, number: int, total: int, /) -> None: ...


def silent(_what: str, _number: int, _total: int, /) -> None:
    """The progress of a job that nobody watches."""


def counted(progress: Progress, total: int) -> Tell:
    """Tells one step after the other, each with its number."""
    numbers = count(1)
    return lambda what: progress(what, next(numbers), total)

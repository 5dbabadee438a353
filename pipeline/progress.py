"""How a long job tells what it is doing."""

from typing import Protocol


class Progress(Protocol):
    """Called at the start of each step: step `number` of `total` does `what`."""

    def __call__(self, what: str, number: int, total: int, /) -> None: ...


def silent(_what: str, _number: int, _total: int, /) -> None:
    """The progress of a job that nobody watches."""

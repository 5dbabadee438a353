"""How a long job tells what it is doing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Progress(Protocol):
    """Called at the start of each step: `number` of `total` does `what`; in a long one again, with the share done."""

    def __call__(self, what: str, number: int, total: int, share: float = 0.0, /) -> None: ...


def silent(_what: str, _number: int, _total: int, _share: float = 0.0, /) -> None:
    """The progress of a job that nobody watches."""


@dataclass(slots=True)
class Tell:
    """Says what is begun, one step after the other, each with its number; and how far a long step has come."""

    _progress: Progress
    _total: int
    _number: int = 0
    _what: str = ""

    def __call__(self, what: str) -> None:
        self._number += 1
        self._what = what
        self._progress(what, self._number, self._total)

    def settling(self, count: int) -> Callable[[int], None]:
        """What to call in a step of `count` parts with how many more of them are done."""
        done = 0

        def settled(more: int) -> None:
            nonlocal done
            done += more
            if done < count:
                self._progress(self._what, self._number, self._total, done / count)

        return settled


def counted(progress: Progress, total: int) -> Tell:
    """Tells `total` steps."""
    return Tell(progress, total)

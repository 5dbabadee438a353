"""White space and line ends, as the readers of running text meet them."""

import re
from typing import Final

LINE_ENDS: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")  # those of str.splitlines
_SPACE: Final = re.compile(r"\s*+")


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a match of `pattern` that begins at `at` ends; `at` itself if there is none."""
    match = pattern.match(text, at)
    return match.end() if match else at


def past_space(text: str, at: int) -> int:
    """The first place from `at` on that is no white space."""
    return past(_SPACE, text, at)

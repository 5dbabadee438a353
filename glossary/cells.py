"""What stands in a cell of a glossary file: several values, and what a spreadsheet must not take for a formula."""

import re
from collections.abc import Iterable
from typing import Final

_SEPARATORS: Final = frozenset(";；|")
_TOKEN: Final = re.compile(r"\\[;；|\\]|[;；|]|\\|[^;；|\\]+")
_ESCAPED: Final = re.compile(r"\\[;；|\\]")
_SPECIAL: Final = re.compile(r"[;；|\\]")

# A spreadsheet computes a cell that begins like this, whoever wrote it (OWASP: CSV injection).
_FORMULA: Final = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def split(cell: str) -> tuple[str, ...]:
    r"""The values of a cell: separated by `;`, `；` or `|`, with `\` before one that belongs to a value.

    >>> split(r"下岗; 下崗 | either\;or")
    ('下岗', '下崗', 'either;or')
    """
    parts = [""]
    for token in _TOKEN.findall(cell):
        if token in _SEPARATORS:
            parts.append("")
        else:
            parts[-1] += token[1:] if _ESCAPED.fullmatch(token) else token
    return tuple(part.strip() for part in parts)


def join(values: Iterable[str]) -> str:
    r"""One cell of several values.

    >>> join(["下岗", "either;or"])
    '下岗; either\\;or'
    """
    return "; ".join(_SPECIAL.sub(r"\\\g<0>", value) for value in values)


def neutralised(cell: str) -> str:
    """The cell with an apostrophe before what would be a formula.

    >>> neutralised("=1+1"), neutralised("'=1+1"), neutralised("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `neutralised`.

    >>> restored("'=1+1"), restored("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell

"""Headings that the user describes, for texts whose headings follow no custom of their language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bitext.documents import BlockKind
from bitext.drafts import Draft
from bitext.errors import BadData

_LONGEST: Final = 200
"""Characters of a heading.  What is longer is a paragraph, and an expression may take forever over it."""


def heading_patterns(expressions: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    r"""The regular expressions as a request takes them.

    Raises `BadData` that says where an expression is wrong.

    >>> heading_patterns(["("])
    Traceback (most recent call last):
        ...
    bitext.errors.BadData: '(' is no regular expression: missing ), unterminated subpattern at position 0
    """
    return tuple(map(_compiled, expressions))


def _compiled(expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise BadData(f"{expression!r} is no regular expression: {error}") from error


def own_level(text: str, patterns: Sequence[re.Pattern[str]]) -> int | None:
    r"""The level of a line that is a heading as a whole: 1 by the first pattern; None where none fits.

    >>> patterns = heading_patterns([r"卷[一二三]", r"\d+ .{1,10}"])
    >>> own_level("卷二", patterns), own_level("12 风雪", patterns), own_level("卷二里说", patterns)
    (1, 2, None)
    """
    if len(text) > _LONGEST:
        return None
    return next((level for level, pattern in enumerate(patterns, 1) if pattern.fullmatch(text)), None)


def with_headings(blocks: Iterable[Draft], patterns: Sequence[re.Pattern[str]]) -> tuple[Draft, ...]:
    """The blocks, with those paragraphs as headings that a pattern describes."""
    return tuple(_told(draft, patterns) for draft in blocks)


def _told(draft: Draft, patterns: Sequence[re.Pattern[str]]) -> Draft:
    level = own_level(draft.text, patterns) if draft.kind is BlockKind.PARAGRAPH else None
    return replace(draft, kind=BlockKind.HEADING, level=level) if level else draft

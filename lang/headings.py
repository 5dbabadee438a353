"""Headings in plain text: 第三章 风雪, CHAPTER ONE, Part II, Prologue, and the numbers in them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lang.numerals import number, numeral_pattern
from lang.rules import Rules

_ORNAMENTS: Final = " \t#*=~～—–-_☆★◆◇●■□※【】〔〕[]"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says about itself."""

    level: int  # 1 is the strongest
    number: int | None  # the 3 of 第三章


def heading(line: str, rules: Rules, *, bare: bool = False) -> Heading | None:
    """What the line says if it is a heading; None if it looks like prose.

    With `bare`, a number by itself (3, III, 三) and a number with a title (1. Snow) are headings too.

    >>> from lang.rules import rules_for
    >>> [heading(line, rules_for("zh")) for line in ("第三章 风雪", "第一封信", "楔子")]
    [Heading(level=2, number=3), None, Heading(level=2, number=None)]
    >>> [heading(line, rules_for("en")) for line in ("PART ONE", "Chapter 3 of this book is short.", "III")]
    [Heading(level=1, number=1), None, None]
    >>> heading("III", rules_for("en"), bare=True)
    Heading(level=3, number=3)
    """
    if len(line) > 2 * rules.heading_length:  # so that nothing long is looked at closely
        return None
    line = " ".join(line.split()).strip(_ORNAMENTS)
    if not line or len(line) > rules.heading_length:
        return None
    candidates = (_read(line, form, rules) for form in _forms(rules) if bare or not form.bare)
    return next((found for found in candidates if found), None)


def heading_level(line: str, rules: Rules, *, bare: bool = False) -> int | None:
    """How strong a heading the line is, 1 the strongest; None if it is none."""
    found = heading(line, rules, bare=bare)
    return found.level if found else None


def heading_number(line: str, rules: Rules, *, bare: bool = False) -> int | None:
    """The number that a heading counts; None if the line is none or has no number."""
    found = heading(line, rules, bare=bare)
    return found.number if found else None


@dataclass(frozen=True, slots=True)
class _Form:
    level: int
    pattern: re.Pattern[str]
    bare: bool


def _read(line: str, form: _Form, rules: Rules) -> Heading | None:
    match = form.pattern.fullmatch(line)
    if match is None:
        return None
    numeral = match.groupdict().get("number")
    value = number(numeral, rules) if numeral else None
    return Heading(form.level, value) if value is not None or numeral is None else None


@lru_cache
def _forms(rules: Rules) -> tuple[_Form, ...]:
    numeral, title = f"(?P<number>{numeral_pattern(rules)})", f"(?:{rules.heading_title})?"
    return tuple(
        _Form(form.level, re.compile(form.pattern.replace("{number}", numeral).replace("{title}", title)), form.bare)
        for form in rules.headings
    )

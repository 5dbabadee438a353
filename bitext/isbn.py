"""International Standard Book Numbers."""

import re
from collections.abc import Callable
from typing import Final

from bitext.errors import BadData

_BEFORE: Final = re.compile(r"^(?:urn:)?isbn(?:-1[03])?[:\s]*", re.IGNORECASE)


def isbn_of(text: str) -> str | None:
    """The digits of an ISBN whose check digit is right; None where the text is no ISBN.

    The check digits are those of ISO 2108.

    >>> isbn_of("ISBN 978-0-306-40615-7"), isbn_of("urn:isbn:0306406152"), isbn_of("9780306406158"), isbn_of("doi:10.1")
    ('9780306406157', '0306406152', None, None)
    """
    digits = re.sub(r"[\s-]", "", _BEFORE.sub("", text.strip())).upper()
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return digits if _sum(digits, lambda place: 3 if place % 2 else 1) % 10 == 0 else None
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return digits if _sum(digits, lambda place: 10 - place) % 11 == 0 else None
    return None


def isbn13_of(digits: str) -> str:
    """The thirteen digits of an ISBN that has ten or thirteen.

    >>> isbn13_of("0306406152"), isbn13_of("9780306406157")
    ('9780306406157', '9780306406157')
    """
    if len(digits) == 13:
        return digits
    stem = f"978{digits[:9]}"
    return f"{stem}{-_sum(stem, lambda place: 3 if place % 2 else 1) % 10}"


def _sum(digits: str, weight: Callable[[int], int]) -> int:
    return sum((10 if char == "X" else int(char)) * weight(place) for place, char in enumerate(digits))


def check_isbn(text: str) -> None:
    """Raise `BadData` where there is a text that is no ISBN.

    >>> check_isbn("978-0-306-40615-8")
    Traceback (most recent call last):
        ...
    bitext.errors.BadData: '978-0-306-40615-8' is no ISBN: its check digit does not fit; correct it, or leave it out.
    """
    if text and isbn_of(text) is None:
        raise BadData(f"{text!r} is no ISBN: its check digit does not fit; correct it, or leave it out.")

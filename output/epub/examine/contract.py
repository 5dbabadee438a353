"""What the checks of a book share: rules, and what is found by them."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; the words are SARIF's levels."""

    ERROR = "error"  # it is wrong
    WARNING = "warning"  # it is likely to be wrong, or a shop will ask
    NOTE = "note"  # worth a look

    @property
    def rank(self) -> int:
        """0 for an error, the most serious."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """Something at a place of the book that a person should look at."""

    file: str  # in the archive
    line: int  # 1-based; 0 where the file as a whole is meant
    code: str
    id: str = ""  # of the nearest element that has one
    severity: Severity
    message: str  # a sentence
    hint: str = ""  # what to do about it

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        near = f" ({self.id})" if self.id else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.file}{line}{near}: {self.severity} {self.code} {self.message}{hint}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the book."""

    file: str
    line: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a code stands for: `explanation` says what is reported, what is not, and what to do."""

    code: str  # permanent
    title: str  # a few words, no full stop
    severity: Severity
    explanation: str

    def at(self, place: Place, message: str, hint: str = "", *, severity: Severity | None = None) -> Finding:
        """A finding of this rule; `severity` is the rule's own unless another is given.

        >>> rule = Rule(code="E999", title="a fault", severity=Severity.NOTE, explanation="…")
        >>> print(rule.at(Place("text/c1.xhtml", 3, "p1"), "It is wrong.", "Correct it."))
        text/c1.xhtml, line 3 (p1): note E999 It is wrong. Correct it.
        """
        return Finding(
            file=place.file,
            line=place.line,
            id=place.id,
            code=self.code,
            severity=severity or self.severity,
            message=message,
            hint=hint,
        )


def quoted(text: str, most: int = 30) -> str:
    """Words of the book in a message: on one line, and not too many.

    >>> quoted("池水很静。"), quoted("a" * 40)
    ('‹池水很静。›', '‹aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…›')
    """
    words = " ".join(text.split())
    return f"‹{words if len(words) <= most else words[:most] + '…'}›"

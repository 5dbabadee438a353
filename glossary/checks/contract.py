"""What every check of a translation shares: the bitext as checks see it, and what they find in it.

A check is a function from a bitext to findings.  A family is a check with the rules that it may find broken, each
under a permanent code; `glossary/checks/registry.py` lists the families.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span


class Severity(StrEnum):
    """How much a finding matters; the words are SARIF's levels."""

    ERROR = "error"  # it is wrong
    WARNING = "warning"  # it is likely to be wrong
    NOTE = "note"  # worth a look

    @property
    def rank(self) -> int:
        """0 for an error, the most serious."""
        return list(Severity).index(self)


class Confidence(StrEnum):
    """Whether what was found is there at all, apart from how much it would matter."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"


class Side(StrEnum):
    """One of the two texts."""

    SOURCE = "source"
    TARGET = "target"

    @property
    def other(self) -> "Side":
        return Side.TARGET if self is Side.SOURCE else Side.SOURCE


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment as checks see it; `division` is the chapter's id where the bitext has chapters."""

    id: str
    text: str
    division: str = ""
    line: int | None = None  # of the side's own file, 1-based, where the paragraph begins


@dataclass(frozen=True, slots=True)
class Couple:
    """A bead with its text: the sentences of both sides, one of which may have none."""

    id: str
    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    line: int | None = None  # of the file, 1-based, where the format has lines

    def side(self, side: Side) -> tuple[Sentence, ...]:
        """The sentences of one side."""
        return self.source if side is Side.SOURCE else self.target


@dataclass(frozen=True)
class Bilingual:
    """A bitext in the order of its beads."""

    couples: tuple[Couple, ...]
    source: LanguageTag
    target: LanguageTag
    name: str = ""  # of the file, for messages and outputs
    documents: tuple[str, str] = ("source", "target")
    files: tuple[str, str] | None = None  # of the two texts, where each has its own

    def language(self, side: Side) -> LanguageTag:
        """The language of one side."""
        return self.source if side is Side.SOURCE else self.target

    def file(self, side: Side) -> str:
        """The file that one side is in."""
        return self.files[side is Side.TARGET] if self.files else self.name

    @cached_property
    def by_id(self) -> dict[str, Couple]:
        """The beads by their ids."""
        return {couple.id: couple for couple in self.couples}


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a sentence: code points of its text, and what stands there."""

    sentence: str  # its id
    span: Span
    text: str

    @classmethod
    def of(cls, sentence: Sentence, span: Span) -> "Spot":
        """The stretch of the sentence that the span covers.

        >>> Spot.of(Sentence("zh.1", "烟囱倒了。"), Span(0, 2)).text
        '烟囱'
        """
        return cls(sentence.id, span, span.of(sentence.text))

    @classmethod
    def whole(cls, sentence: Sentence) -> "Spot":
        """The sentence as a whole."""
        return cls(sentence.id, Span(0, len(sentence.text)), sentence.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a bead that a person should look at.

    Checks leave `fingerprint` empty; `glossary.findings` gives it, so that the same fault keeps it when the text
    around it is edited.
    """

    code: str
    severity: Severity
    message: str  # a sentence
    couple: str  # the bead's id
    source: tuple[Spot, ...] = ()
    target: tuple[Spot, ...] = ()
    concept: str | None = None  # the id of the concept of the term base
    expected: tuple[str, ...] = ()  # what would have been right, the best first
    hint: str = ""  # what to do about it
    confidence: Confidence = Confidence.CERTAIN
    fingerprint: str = ""

    def spots(self, side: Side) -> tuple[Spot, ...]:
        """The places on one side."""
        return self.source if side is Side.SOURCE else self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a code stands for: `explanation` says what is reported, what is not, and what to do."""

    code: str  # permanent: a letter for the family and three figures, T001
    title: str  # a few words, no full stop
    severity: Severity
    explanation: str

    def finding(  # noqa: PLR0913 - the parts of a finding
        self,
        couple: Couple,
        message: str,
        *,
        source: Sequence[Spot] = (),
        target: Sequence[Spot] = (),
        concept: str | None = None,
        expected: Sequence[str] = (),
        hint: str = "",
        confidence: Confidence = Confidence.CERTAIN,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule; `severity` is the rule's own unless another is given.

        >>> rule = Rule(code="P001", title="bracket never closed", severity=Severity.WARNING, explanation="…")
        >>> couple = Couple("b1", (Sentence("zh.1", "好（吧"),), ())
        >>> rule.finding(couple, "（ is never closed.", source=[Spot.of(couple.source[0], Span(1, 2))]).couple
        'b1'
        """
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            message=message,
            couple=couple.id,
            source=tuple(source),
            target=tuple(target),
            concept=concept,
            expected=tuple(expected),
            hint=hint,
            confidence=confidence,
        )


Check: TypeAlias = Callable[[Bilingual], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that one check watches."""

    name: str  # numbers, punctuation …: what `--only` and `--except` take beside codes
    rules: tuple[Rule, ...]
    check: Check

    def __post_init__(self) -> None:
        codes = [rule.code for rule in self.rules]
        if len(set(codes)) != len(codes):
            raise BadData(f"The family {self.name!r} has a code twice: {', '.join(codes)}.")

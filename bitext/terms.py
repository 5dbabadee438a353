"""The term base: concepts, and the terms that name them in each language (ISO 30042, TBX)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self

from bitext.documents import check_id
from bitext.errors import BadData
from bitext.languages import LanguageTag


class TermStatus(StrEnum):
    """What the term base says of a term; TBX's `administrativeStatus` in plain words."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    PROPOSED = "proposed"


class CaseRule(StrEnum):
    """How capitals count when a term is looked for in a text."""

    AUTO = "auto"  # a single capitalised word is a name, Red but not red; in all else capitals do not count
    EXACT = "exact"  # as written
    ANY = "any"  # capitals do not count


class Matching(StrEnum):
    """Which forms of a term count when it is looked for in a text."""

    AUTO = "auto"  # all forms of its words; names and titles, and single words with a capital, as they are
    EXACT = "exact"  # no other forms
    LEMMA = "lemma"  # all forms of its words, of names too
    PREFIX = "prefix"  # its last word may go on: what `term*` stands for elsewhere
    REGEX = "regex"  # the text is a regular expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What must, or must not, stand around a term for it to be meant: 高明 before 显 is no name.

    `before` and `after` stand directly beside it, `anywhere` in the same sentence.
    """

    before: str = ""
    after: str = ""
    anywhere: str = ""
    is_excluded: bool = False

    def __post_init__(self) -> None:
        if not (self.before or self.after or self.anywhere):
            raise BadData("A condition says what stands before a term, after it or in its sentence.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """A condition as it is written: `_` is the term, `!` means not, and what has no `_` may stand anywhere.

        Raises `BadData` where it says nothing.

        >>> Context.parse("!_显").after, Context.parse("诗人_").before, str(Context.parse("唐代"))
        ('显', '诗人', '唐代')
        """
        condition = text.strip().removeprefix("!").strip()
        before, term, after = condition.partition("_")
        is_excluded = text.strip().startswith("!")
        if not term:
            return cls(anywhere=condition, is_excluded=is_excluded)
        return cls(before=before, after=after, is_excluded=is_excluded)

    def __str__(self) -> str:
        return ("!" if self.is_excluded else "") + (self.anywhere or f"{self.before}_{self.after}")


class ConceptKind(StrEnum):
    """What a concept is."""

    TERM = "term"
    PERSON = "person"
    PLACE = "place"
    WORK = "work"  # a title
    ORGANISATION = "organisation"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word or name for a concept in one language."""

    text: str
    language: LanguageTag
    status: TermStatus = TermStatus.PREFERRED
    note: str = ""
    case: CaseRule = CaseRule.AUTO
    matching: Matching = Matching.AUTO
    contexts: tuple[Context, ...] = ()  # one of those that are wanted, and none that is excluded

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise BadData("A term has at least one character.")
        if self.matching is Matching.REGEX:
            _check_expression(self.text)


def _check_expression(text: str) -> None:
    try:
        found = re.fullmatch(text, "")
    except re.error as error:
        raise BadData(f"{text!r} is no regular expression: {error}.") from error
    if found:
        raise BadData(f"{text!r} would be found everywhere; write an expression that needs a character.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """Where the two forms of a pair were seen together: an id (of a block or segment) and the document's name."""

    place: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that is named: its terms in all languages."""

    id: str
    terms: tuple[Term, ...]
    kind: ConceptKind = ConceptKind.TERM
    note: str = ""
    attestations: tuple[Attestation, ...] = ()
    scope: tuple[str, ...] = ()  # ids of the documents or divisions that it is for; none stands for all

    def __post_init__(self) -> None:
        check_id(self.id)
        if not self.terms:
            raise BadData(f"Concept {self.id} has no term.")

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """The terms whose language is `language`, or a kind of it (`zh-Hant` for `zh`), in their order."""
        return tuple(t for t in self.terms if language in (t.language, t.language.language))


@dataclass(frozen=True, kw_only=True)
class Termbase:
    """Concepts in their order; their ids are unique."""

    concepts: tuple[Concept, ...] = ()

    def __post_init__(self) -> None:
        if len(self.by_id) != len(self.concepts):
            ids = [concept.id for concept in self.concepts]
            twice = next(id_ for id_ in ids if ids.count(id_) > 1)
            raise BadData(f"Two concepts have the id {twice!r}.")

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """The concepts by their ids."""
        return {concept.id: concept for concept in self.concepts}

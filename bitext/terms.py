"""The term base: concepts, and the terms that name them in each language (ISO 30042, TBX)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

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

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise BadData("A term has at least one character.")


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

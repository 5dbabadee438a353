"""What a bookseller's catalogue asks of an edition: series, subjects, accessibility, who translated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bitext.errors import BadData
from bitext.languages import LanguageTag


class TranslatedBy(StrEnum):
    """Who made a translation, as far as its publisher says."""

    PERSON = "person"
    MACHINE = "machine"
    MACHINE_REVISED = "machine-revised"  # a person went over it


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series that the edition belongs to."""

    name: str
    language: LanguageTag | None = None
    position: int | None = None  # the volume's number
    issn: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise BadData("A series has a name; write it, or leave the series out.")
        if self.position is not None and self.position < 0:
            raise BadData(f"{self.position} is no place in a series; write the number of the volume.")
        if self.issn and not _is_issn(self.issn):
            raise BadData(f"{self.issn!r} is no ISSN: its check digit does not fit; correct it, or leave it out.")


def _is_issn(text: str) -> bool:
    """Whether the last of the eight digits is the check digit of ISO 3297.

    >>> _is_issn("0317-8471"), _is_issn("2434-561X"), _is_issn("0317-8472")
    (True, True, False)
    """
    digits = text.replace("-", "").upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        return False
    return sum((10 if char == "X" else int(char)) * (8 - place) for place, char in enumerate(digits)) % 11 == 0


class SubjectScheme(StrEnum):
    """Where a subject is listed."""

    KEYWORD = "keyword"  # nowhere
    THEMA = "thema"  # https://ns.editeur.org/thema/
    BISAC = "bisac"  # https://www.bisg.org/complete-bisac-subject-headings-list
    CLC = "clc"  # Chinese Library Classification
    DDC = "ddc"  # Dewey Decimal Classification
    LCC = "lcc"  # Library of Congress Classification
    LCSH = "lcsh"  # Library of Congress Subject Headings: words, no codes

    @property
    def address(self) -> str | None:
        """The address that names the scheme; a keyword is of none."""
        return _ADDRESSES.get(self.value)


_ADDRESSES: Final[Mapping[str, str]] = {
    "thema": "https://ns.editeur.org/thema/",
    "bisac": "https://www.bisg.org/BISAC-Subject-Codes-main",
    "clc": "http://id.loc.gov/vocabulary/classSchemes/clc",
    "ddc": "http://id.loc.gov/vocabulary/classSchemes/ddc",
    "lcc": "http://id.loc.gov/vocabulary/classSchemes/lcc",
    "lcsh": "http://id.loc.gov/authorities/subjects",
}
_CODES: Final[Mapping[SubjectScheme, tuple[str, str]]] = {
    SubjectScheme.THEMA: (r"[A-Z][A-Z0-9]{0,9}|[1-6][A-Z0-9-]{1,14}", "FYB, or of a qualifier 1FPC"),
    SubjectScheme.BISAC: (r"[A-Z]{3}[0-9]{6}", "FIC029000"),
    SubjectScheme.CLC: (r"[A-Z].*", "I247.7"),
    SubjectScheme.DDC: (r"[0-9]{3}(?:\.[0-9]+)?", "895.1352"),
    SubjectScheme.LCC: (r"[A-Z]{1,3}[0-9].*", "PL2947.5"),
}
_IN_WORDS: Final = frozenset({SubjectScheme.KEYWORD, SubjectScheme.LCSH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the edition is about: words, a code of a scheme, or both."""

    text: str = ""
    scheme: SubjectScheme = SubjectScheme.KEYWORD
    code: str = ""

    def __post_init__(self) -> None:
        if self.scheme in _IN_WORDS:
            if not self.text.strip() or self.code:
                raise BadData(f"A subject of the scheme '{self.scheme}' is words and no code; write 'text' alone.")
            return
        pattern, example = _CODES[self.scheme]
        if not re.fullmatch(pattern, self.code):
            raise BadData(f"{self.code!r} is no code of the scheme '{self.scheme}'; write one such as {example}.")

    @property
    def words(self) -> str:
        """What to show: the words, or else the code."""
        return self.text.strip() or self.code


# What https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting-pub and https://idpf.org/epub/a11y/ let a book claim.
_CLAIM: Final = re.compile(
    r"EPUB Accessibility 1\.1 - WCAG 2\.[0-2] Level A{1,3}"
    r"|http://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """What the publisher vouches for; what the book itself shows is found out when it is written."""

    conforms_to: str = ""
    certified_by: str = ""
    credential: str = ""  # of who certifies
    report: str = ""  # the address of the report
    summary: str = ""  # instead of the one that is made from the book

    def __post_init__(self) -> None:
        if self.conforms_to and not _CLAIM.fullmatch(self.conforms_to):
            raise BadData(
                f"{self.conforms_to!r} is nothing that an EPUB can conform to; write "
                '"EPUB Accessibility 1.1 - WCAG 2.2 Level AA" or another version and level.'
            )
        if (self.certified_by or self.credential or self.report) and not self.conforms_to:
            raise BadData("What was certified is missing; write conforms-to, or take the certifier out.")
        if (self.credential or self.report) and not self.certified_by:
            raise BadData("Who certifies is missing; write certified-by, or take out credential and report.")

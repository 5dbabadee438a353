"""What archives ask of a TEI file, and what is missing: each demand has a code that stays.

From their own pages, as of November 2026: TAPAS (tapasproject.org, file requirements), CLARIN.SI (clarin.si, deposit of
corpora), DTABf (deutschestextarchiv.de, Metadaten), TextGrid and DARIAH-DE (wiki.de.dariah.eu, Metadaten), Zenodo
(help.zenodo.org).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bitext.facts import Facts


class Archive(StrEnum):
    """Where the file is to go."""

    CLARIN = "clarin"
    DTA = "dta"
    TAPAS = "tapas"
    TEXTGRID = "textgrid"
    ZENODO = "zenodo"


@dataclass(frozen=True, slots=True)
class Deposited:
    """A file as an archive looks at it."""

    name: str
    size: int  # bytes
    facts: Facts


@dataclass(frozen=True, slots=True)
class Missing:
    """What an archive asks for and the file does not have."""

    code: str
    archive: Archive
    is_must: bool
    message: str

    def __str__(self) -> str:
        return f"{self.archive}: {self.code} {'must' if self.is_must else 'should'}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Demand:
    code: str
    must: frozenset[Archive]
    should: frozenset[Archive]
    is_met: Callable[[Deposited], bool]
    remedy: str


_EVERY: Final = frozenset(Archive)
_NONE: Final[frozenset[Archive]] = frozenset()
_ASCII_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]*")
_THREE: Final = re.compile("[a-z]{3}")
_TAPAS_MOST: Final = 10 * 2**20
_ZENODO_MOST: Final = 50 * 10**9
_ROLES: Final = frozenset({"author", "aut", "editor", "translator", "compiler"})


def _only(*archives: Archive) -> frozenset[Archive]:
    return frozenset(archives)


def _has(statement: str) -> Callable[[Deposited], bool]:
    return lambda file: statement in file.facts.statements


def _open_licence(file: Deposited) -> bool:
    names = " ".join(f"{one.name} {one.url}" for one in file.facts.licences).lower()
    return any(word in names for word in ("creativecommons", "cc by", "cc-by", "cc0", "public domain", "gemeinfrei"))


_DEMANDS: Final = (
    _Demand("D001", _EVERY, _NONE, lambda f: f.facts.in_namespace,
            "the outermost element is not in the TEI's namespace; write xmlns=\"http://www.tei-c.org/ns/1.0\"."),
    _Demand("D002", _EVERY, _NONE, lambda f: bool(f.facts.titles),
            "there is no title; write titleStmt/title."),
    _Demand("D003", _only(Archive.CLARIN, Archive.DTA, Archive.ZENODO, Archive.TEXTGRID), _only(Archive.TAPAS),
            lambda f: any(maker.role in _ROLES for maker in f.facts.makers),
            "nobody is named who made the text; write titleStmt/author or editor (contributor in edition.toml)."),
    _Demand("D004", _only(Archive.DTA, Archive.ZENODO), _EVERY, lambda f: bool(f.facts.publisher),
            "there is no publisher; write publicationStmt/publisher (publisher in edition.toml)."),
    _Demand("D005", _only(Archive.DTA, Archive.ZENODO), _EVERY, lambda f: bool(f.facts.date),
            "there is no date; write publicationStmt/date/@when (date in edition.toml)."),
    _Demand("D006", _EVERY, _NONE, lambda f: bool(f.facts.licences),
            "there is no licence; write publicationStmt/availability/licence (licence in edition.toml)."),
    _Demand("D007", _only(Archive.DTA), _EVERY,
            lambda f: bool(f.facts.licences) and all(one.url for one in f.facts.licences),
            "the licence has no address; write licence/@target (licence-url in edition.toml)."),
    _Demand("D008", _NONE, _EVERY, lambda f: bool(f.facts.identifier("DOI", "Handle", "hdl")),
            "there is no lasting identifier; reserve a DOI or handle and write publicationStmt/idno (identifier)."),
    _Demand("D009", _EVERY, _NONE, lambda f: bool(f.facts.sources),
            "the sources of the texts are not told; write sourceDesc/bibl (citation of each document)."),
    _Demand("D010", _only(Archive.CLARIN, Archive.DTA), _EVERY, lambda f: bool(f.facts.languages),
            "no language is declared; write profileDesc/langUsage/language/@ident."),
    _Demand("D011", _only(Archive.DTA), _EVERY, _has("extent"), "the extent is not told; write extent/measure."),
    _Demand("D012", _only(Archive.DTA), _EVERY, _has("editorialDecl"),
            "it is not told what was done to the text; write encodingDesc/editorialDecl."),
    _Demand("D013", _NONE, _EVERY, _has("revisionDesc"), "there is no history of the file; write revisionDesc/change."),
    _Demand("D014", _NONE, _EVERY, lambda f: bool(f.facts.keywords),
            "there are no subjects; write profileDesc/textClass/keywords/term (subject in edition.toml)."),
    _Demand("D015", _NONE, _EVERY, lambda f: bool(f.facts.edition),
            "the version is not told; write editionStmt/edition/@n (version in edition.toml)."),
    _Demand("D101", _only(Archive.CLARIN), _NONE, lambda f: bool(_ASCII_NAME.fullmatch(f.name)),
            "the name of the file has other characters than ASCII letters, digits, hyphens and dots; rename it."),
    _Demand("D201", _only(Archive.TAPAS), _NONE, lambda f: f.size <= _TAPAS_MOST,
            "the file is larger than 10 MB; write the texts in files of their own (layout 'files')."),
    _Demand("D202", _only(Archive.TAPAS), _NONE, lambda f: f.name.endswith((".xml", ".tei")),
            "the name of the file does not end in .xml or .tei; rename it."),
    _Demand("D301", _only(Archive.DTA), _NONE, lambda f: f.facts.publication_begins == "publisher",
            "publicationStmt does not begin with publisher; put it first."),
    _Demand("D302", _only(Archive.DTA), _NONE, lambda f: len(f.facts.licences) == 1,
            "availability has not exactly one licence; write one."),
    _Demand("D303", _only(Archive.DTA), _NONE, lambda f: all(_THREE.fullmatch(tag) for tag in f.facts.foreign),
            "foreign words have other than three-letter codes (ISO 639-3); DTABf wants zho, not zh-Hant."),
    _Demand("D401", _only(Archive.TEXTGRID), _NONE, _open_licence,
            "the licence is not an open one that TextGrid knows; Creative Commons or the public domain is."),
    _Demand("D501", _only(Archive.ZENODO), _NONE, lambda f: f.size <= _ZENODO_MOST,
            "the file is larger than the 50 GB of a record; divide it."),
    _Demand("D502", _NONE, _only(Archive.ZENODO),
            lambda f: any("orcid.org/" in maker.identifier for maker in f.facts.makers),
            "nobody has an ORCID; write its address in persName/@ref."),
)  # fmt: skip

CODES: Final = {demand.code: demand.remedy for demand in _DEMANDS}
"""What each code says, and its remedy."""


def missing(file: Deposited, archive: Archive) -> Iterator[Missing]:
    """What the archive asks for and the file does not have: first what it must have.

    >>> file = Deposited("book.xml", 1000, Facts(titles=(("A Book", "en"),)))
    >>> next(missing(file, Archive.TAPAS)).code
    'D006'
    """
    for demanded, is_must in (("must", True), ("should", False)):
        for demand in _DEMANDS:
            archives = demand.must if demanded == "must" else demand.should - demand.must
            if archive in archives and not demand.is_met(file):
                yield Missing(demand.code, archive, is_must, demand.remedy)

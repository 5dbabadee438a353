"""What a scholarly article says about other works: quotations, citations, works cited, term pairs."""

from dataclasses import dataclass, field
from enum import StrEnum

from bitext.documents import BlockId, DocumentId, SegmentId
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import ConceptKind


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a block's text."""

    block: BlockId
    span: Span


@dataclass(frozen=True, slots=True)
class Localized:
    """A text and the language it is in."""

    text: str
    language: LanguageTag


class Resolution(StrEnum):
    """Why a quotation or citation is tied to a work, or why it is not."""

    EXPLICIT = "explicit"  # the citation prints the author
    NAME_VARIANT = "explicit-name-variant"  # it prints the author in another spelling
    SHORT_TITLE = "short-title"  # it prints a short title
    NARRATIVE = "narrative-author-same-sentence"
    NARRATIVE_EARLIER = "narrative-author-earlier-sentence"
    CHARACTER = "character-of-the-work"  # the sentence names people whom only one work cited has
    LEAD_IN = "lead-in-previous-paragraph"
    NUMBER = "number"  # it prints the number of an entry or note
    LAST_CITED = "last-cited"
    ECHO = "echo"  # words of a quotation that stands nearby
    SAYING = "saying"  # a proverb or common saying: there is no work
    NOT_LISTED = "not-in-works-cited"  # the author is known, the work is not listed
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name as a bibliography has it."""

    family: str
    given: str = ""
    role: str = "author"  # CSL: author, editor, translator, director …
    original: str = ""  # the name in its own script, where that is printed beside it

    @property
    def display(self) -> str:
        """Given name first, as in running English text."""
        return f"{self.given} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """Family name first, as in a bibliography: `Shuang, Xuetao`."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of the works cited.  Unknown is None or empty, never a guess."""

    key: str
    kind: str  # CSL type: book, article-journal, chapter, motion_picture, document
    authors: tuple[Person, ...]
    title: str
    raw: str  # as printed; empty where only a bibliography file has the work
    place: Place | None  # where it is printed
    original_title: Localized | None = None
    more_authors: bool = False  # the entry says et al.
    editors: str = ""
    container: str | None = None
    publisher: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    year_suffix: str = ""  # the b of 2010b
    number: str | None = None  # the entry's number in a numbered list
    article_number: str | None = None  # e12482: an article that has no pages
    second_container: str | None = None  # the database or collection that holds the container
    publisher_place: str | None = None
    translators: str = ""
    url: str | None = None
    romanized_title: str | None = None  # Pingyuan shang de Moxi, where the entry translates it too
    contributors: tuple[Person, ...] = ()  # editors and translators, as a bibliography file has them
    edition: str | None = None
    collection: str | None = None  # the series
    accessed: str | None = None  # when a page of the web was looked at: 2021-05-05, or as printed


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPart:
    """One work within a citation: (Hartley 1–6; Pottie-Sherman 1–13) has two."""

    author: str | None  # as printed, or found by context
    short_title: str | None
    locator: str | None
    reference: str | None  # key of the Reference
    resolution: Resolution
    note: str | None = None  # translated by …, qtd. in …
    year: str | None = None  # as printed: 2010b, n.d.


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A printed citation, such as (Shuang 18)."""

    id: str
    place: Place
    text: str
    parts: tuple[CitedPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Where a quotation's original stands in the work it is taken from."""

    document: DocumentId
    segments: tuple[SegmentId, ...]
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words taken from a work: what, where, from which work, and how we know."""

    id: str
    place: Place
    text: str
    block: bool  # a block quotation
    resolution: Resolution
    citation: str | None = None  # id of the Citation
    locator: str | None = None
    reference: str | None = None  # key of the Reference
    author: str | None = None  # of the work
    work: str | None = None
    original_title: Localized | None = None
    original: Located | None = None
    speaker: str | None = None  # whose words they are, where the text says: somebody else's than the author's
    rest: tuple[Place, ...] = ()  # where it goes on in other blocks, behind a page break or paragraph end


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPair:
    """A word or title and its equivalent in the other language, as the text itself gives them."""

    source: Localized
    target: Localized
    kind: ConceptKind
    place: Place  # where the two stand together
    mentions: tuple[Place, ...] = ()  # every place of either, the first included
    romanized: str | None = None  # the target in Latin letters, where that is printed beside a translation


class Severity(StrEnum):
    """How much a problem matters to an editor."""

    WARNING = "warning"  # something is wrong or missing
    NOTE = "note"  # worth a look


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that an editor of the article should look at."""

    code: str  # permanent: A001 …
    message: str
    place: Place | None
    hint: str = ""
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Join:
    """Two blocks that are one paragraph: a page break stands between them."""

    before: BlockId
    after: BlockId


@dataclass(frozen=True, kw_only=True)
class Article:
    """Everything read from one article; `document` is the id of its text."""

    document: DocumentId
    pairs: tuple[TermPair, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    derived_pairs: tuple[TermPair, ...] = ()  # parts of printed pairs: a title within a title, its author
    joins: tuple[Join, ...] = ()

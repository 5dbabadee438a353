"""What a library or an archive wants to know of a text: the facts of a header, whoever wrote it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Somebody who made the text; `role` is in words: author, translator, editor …."""

    name: str
    role: str
    identifier: str = ""  # an address, such as that of an ORCID


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """What may be done with it, and where that is told."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of a TEI header; what is not said is empty."""

    titles: tuple[tuple[str, str], ...] = ()  # each with its language
    makers: tuple[Maker, ...] = ()
    publisher: str = ""
    publication_begins: str = ""  # the first element of the publicationStmt
    date: str = ""  # ISO 8601
    licences: tuple[Licence, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()  # each with its type
    languages: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    edition: str = ""
    extent: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # what the texts are taken from
    statements: frozenset[str] = field(default=frozenset())  # the parts that the header has
    foreign: tuple[str, ...] = ()  # the languages of words marked as foreign
    in_namespace: bool = True

    def identifier(self, *types: str) -> str:
        """The first identifier of one of the types, whatever their case."""
        wanted = {type_.casefold() for type_ in types}
        return next((value for type_, value in self.identifiers if type_.casefold() in wanted), "")

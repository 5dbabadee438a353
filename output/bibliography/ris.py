"""RIS (Research Information Systems, *RIS Format Specifications*, 2011)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bitext.articles import Person, Reference
from output.bibliography.makers import divided, makers, original_title

_KINDS: Final[Mapping[str, str]] = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "webpage": "ELEC",
    "motion_picture": "MPCT",
    "report": "RPRT",
    "standard": "STAND",
    "patent": "PAT",
    "manuscript": "UNPB",
}


def write_ris(references: Sequence[Reference]) -> bytes:
    """The references as records, with the line ends that the format asks for."""
    lines = (line for reference in references for line in _record(reference))
    return "".join(f"{line}\r\n" for line in lines).encode()


def _record(reference: Reference) -> Iterator[str]:
    yield f"TY  - {_KINDS.get(reference.kind, 'GEN')}"
    for tag, value in _values(reference):
        if value:
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "


def _values(reference: Reference) -> Iterator[tuple[str, str | None]]:
    yield "ID", reference.key
    for person in reference.authors:
        yield {"editor": "ED", "translator": "A4"}.get(person.role, "AU"), _name(person)
    if reference.more_authors:
        yield "AU", "et al."
    yield from (("ED", _name(person)) for person in makers(reference, "editor"))
    yield from (("A4", _name(person)) for person in makers(reference, "translator"))
    original = original_title(reference)
    yield "TI", reference.title
    yield "OP", original.text if original else None
    yield "TT", reference.romanized_title
    yield "T2", reference.container
    yield "T3", reference.collection
    yield "DP", reference.second_container
    yield "PB", reference.publisher
    yield "CY", reference.publisher_place
    yield "ET", reference.edition
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield from _pages(reference.pages)
    yield "C7", reference.article_number
    yield "PY", f"{reference.year}{reference.year_suffix}" if reference.year else None
    yield "DO", reference.doi
    yield "UR", reference.url
    yield "Y2", reference.accessed


def _pages(pages: str | None) -> Iterator[tuple[str, str]]:
    found = re.fullmatch(r"([A-Za-z]?\d+)\s?[-–—]\s?([A-Za-z]?\d+)", pages or "")
    if found:
        yield from (("SP", found[1]), ("EP", found[2]))
    elif pages:
        yield "SP", pages


def _name(person: Person) -> str:
    family, given = divided(person)
    return f"{family}, {given}" if given else family

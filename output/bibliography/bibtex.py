r"""BibTeX with the fields of biblatex (manual 3.19), in UTF-8.

Only what TeX would take for a command is escaped; braces in values stay balanced.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bitext.articles import Person, Reference
from output.bibliography.makers import makers, original_title

_KINDS: Final[Mapping[str, str]] = {
    "article-journal": "article",
    "article-newspaper": "article",
    "article-magazine": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "webpage": "online",
    "motion_picture": "movie",
    "report": "report",
    "standard": "standard",
    "patent": "patent",
    "manuscript": "unpublished",
}
_SUBTYPES: Final = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}


def write_bibtex(references: Sequence[Reference]) -> bytes:
    """The references as entries, a line for each field."""
    return "\n".join(_entry(reference) for reference in references).encode()


def _entry(reference: Reference) -> str:
    kind = _KINDS.get(reference.kind, "misc")
    lines = (f"  {name} = {{{value}}},\n" for name, value in _fields(reference))
    return f"@{kind}{{{_key(reference.key)},\n{''.join(lines)}}}\n"


def _key(key: str) -> str:
    return re.sub(r"[\s,{}()\"#%=\\~]+", "-", key) or "work"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    authors = [person for person in reference.authors if person.role in {"author", "composer", "producer"}]
    for role, persons in (
        ("author", authors or [person for person in reference.authors if person.role == "director"]),
        ("editor", [*_of_role(reference, "editor"), *makers(reference, "editor")]),
        ("translator", [*_of_role(reference, "translator"), *makers(reference, "translator")]),
    ):
        names = [_name(person) for person in persons]
        if role == "author" and reference.more_authors:
            names.append("others")
        if names:
            yield role, " and ".join(names)
    if reference.kind in _SUBTYPES:
        yield "entrysubtype", _SUBTYPES[reference.kind]
    yield from ((name, _escaped(value)) for name, value in _texts(reference).items() if value)
    yield from ((name, value) for name, value in (("doi", reference.doi), ("url", reference.url)) if value)


def _of_role(reference: Reference, role: str) -> list[Person]:
    return [person for person in reference.authors if person.role == role]


def _texts(reference: Reference) -> Mapping[str, str | None]:
    holds = "journaltitle" if reference.kind.startswith("article") else "booktitle"
    original = original_title(reference)
    return {
        "title": reference.title,
        "origtitle": original.text if original else None,
        "romanizedtitle": reference.romanized_title,
        "organization" if reference.kind == "webpage" else holds: reference.container,
        "database": reference.second_container,
        "institution" if reference.kind in {"thesis", "report"} else "publisher": reference.publisher,
        "location": reference.publisher_place,
        "edition": reference.edition,
        "series": reference.collection,
        "volume": reference.volume,
        "number": reference.issue,
        "pages": re.sub(r"(?<=\d)[-–](?=\w*\d)", "--", reference.pages) if reference.pages else None,
        "eid": reference.article_number,
        "date": f"{reference.year}{reference.year_suffix}" if reference.year else None,
        "urldate": reference.accessed,
    }


def _name(person: Person) -> str:
    family, (given, _, suffix) = _escaped(person.family), _escaped(person.given).partition(", ")
    if given:
        return ", ".join(filter(None, (family, suffix, given)))
    return f"{{{family}}}" if re.search(r"[\s,]", family) else family


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)

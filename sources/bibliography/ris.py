"""RIS, the tagged lines of reference managers (Research Information Systems, *RIS Format Specifications*, 2011)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from bitext.articles import Person, Reference
from bitext.errors import UnreadableInput
from sources.bibliography.fields import person, reference

_LINE: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {2}-(?: (?P<value>.*))?\Z")
_KINDS: Final[Mapping[str, str]] = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "webpage",
    "MPCT": "motion_picture",
    "VIDEO": "motion_picture",
    "RPRT": "report",
    "STAND": "standard",
    "PAT": "patent",
    "UNPB": "manuscript",
}
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("TI", "T1", "CT"),
    "container": ("T2", "JO", "JF", "BT", "JA"),
    "publisher": ("PB",),
    "publisher_place": ("CY", "PP"),
    "volume": ("VL",),
    "issue": ("IS",),
    "article_number": ("C7",),
    "edition": ("ET",),
    "collection": ("T3",),
    "second_container": ("DP",),
    "original_title": ("OP",),
    "romanized_title": ("TT",),
    "doi": ("DO",),
    "url": ("UR", "L2"),
    "accessed": ("Y2",),
}
_ROLES: Final = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A3": "editor", "A4": "translator"}

Record = tuple[int, dict[str, list[str]]]


def read_ris(text: str, *, name: str) -> tuple[Reference, ...]:
    """The works of an RIS file.  Raises `UnreadableInput` with the line of the fault."""
    records = tuple(_records(text, name))
    return tuple(_reference(tags, number) for number, (_, tags) in enumerate(records, 1))


def _records(text: str, name: str) -> Iterator[Record]:
    tags: dict[str, list[str]] | None = None
    first, last = 0, ""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        found = _LINE.match(line.rstrip())
        tag, value = (found["tag"], (found["value"] or "").strip()) if found else ("", line.strip())
        if tag == "TY":
            if tags is not None:
                raise _fault(name, first, "the record has no ER line at its end; add 'ER  - '")
            tags, first = {"TY": [value]}, number
        elif tags is None and value:
            raise _fault(name, number, "a line outside of any record; each begins with 'TY  - '")
        elif tags is not None and tag == "ER":
            yield first, tags
            tags = None
        elif tags is not None and tag:
            tags.setdefault(tag, []).append(value)
        elif tags is not None and value:
            tags[last][-1] += f" {value}"  # a long value goes on in the next line
        last = tag or last
    if tags is not None:
        raise _fault(name, first, "the record has no ER line at its end; add 'ER  - '")


def _fault(name: str, line: int, what: str) -> UnreadableInput:
    return UnreadableInput(f"{name!r}, line {line}: {what}.")


def _reference(tags: Mapping[str, list[str]], number: int) -> Reference:
    first = {tag: values[0] for tag, values in tags.items() if values}
    fields = {name: next(filter(None, map(first.get, names)), "") or "" for name, names in _FIELDS.items()}
    fields["pages"] = _pages(first)
    fields["doi"] = re.sub(r"\Ahttps?://(?:dx\.)?doi\.org/", "", fields["doi"])
    fields["accessed"] = fields["accessed"].strip("/").replace("/", "-")
    date = first.get("PY") or first.get("Y1") or first.get("DA") or ""
    kind = _KINDS.get(first["TY"], "document")
    key = first.get("ID") or f"ris{number}"
    return reference(key, kind, _persons(tags, kind), date, fields)


def _pages(first: Mapping[str, str]) -> str:
    start, end = first.get("SP", ""), first.get("EP", "")
    return f"{start}–{end}" if start and end and "-" not in start and "–" not in start else start or end


def _persons(tags: Mapping[str, list[str]], kind: str) -> Iterator[Person]:
    for tag, role in _ROLES.items():
        for value in tags.get(tag, ()):
            family, _, given = (part.strip() for part in value.partition(","))
            is_maker = kind == "motion_picture" and role == "author"
            yield person(family, given, "director" if is_maker else role)

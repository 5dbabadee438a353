"""CSL-JSON (Citation Style Language 1.0.2, csl-data.json), as Zotero, Pandoc and others write it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bitext.articles import Localized, Person, Reference
from bitext.errors import UnreadableInput
from bitext.languages import LanguageTag
from sources.bibliography.fields import person, reference

_FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "original_title": "original-title",
    "container": "container-title",
    "second_container": "source",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "article_number": "number",
    "edition": "edition",
    "collection": "collection-title",
    "doi": "DOI",
    "url": "URL",
}
_ROLES: Final = ("author", "director", "editor", "translator")

Item = Mapping[str, object]


def read_csl(text: str, *, name: str) -> tuple[Reference, ...]:
    """The works of a CSL-JSON file.  Raises `UnreadableInput` with the line, or the number of the item, at fault."""
    try:
        data: object = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableInput(f"{name!r}{line}: this is no JSON; export the bibliography again.") from error
    items = data.get("items", data.get("references", [data])) if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise UnreadableInput(f"{name!r}: CSL-JSON is a list of items, and this is none.")
    return tuple(_reference(item, number, name) for number, item in enumerate(items, 1))


def _reference(item: object, number: int, name: str) -> Reference:
    if not isinstance(item, dict) or not isinstance(item.get("type"), str):
        raise UnreadableInput(f"{name!r}, item {number}: it has no 'type'; CSL-JSON asks for one, such as \"book\".")
    fields = {ours: _text(item.get(theirs)) for ours, theirs in _FIELDS.items()}
    custom = item.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    fields["accessed"] = _date(item.get("accessed"))
    fields["romanized_title"] = _text(custom.get("romanized-title"))
    names = custom.get("original-names")
    read = reference(
        _text(item.get("id")) or _text(item.get("citation-key")) or f"item{number}",
        _text(item["type"]),
        _persons(item, names if isinstance(names, dict) else {}, f"{name!r}, item {number}"),
        _date(item.get("issued")) + _text(item.get("year-suffix")),
        fields,
    )
    language = custom.get("original-language")
    title = read.original_title
    return replace(
        read,
        more_authors=read.more_authors or custom.get("et-al") is True,
        original_title=Localized(title.text, LanguageTag(language)) if title and isinstance(language, str) else title,
    )


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _date(value: object) -> str:
    """2019-03-05, or what the file says in words."""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(part) for part in first if str(part).isdigit()]
    if numbers:
        return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])
    return _text(value.get("literal")) or _text(value.get("raw"))


def _persons(item: Item, originals: Mapping[str, object], where: str) -> Iterator[Person]:
    for role in _ROLES:
        names = item.get(role, [])
        if not isinstance(names, list) or not all(isinstance(name, dict) for name in names):
            raise UnreadableInput(f'{where}: {role!r} is no list of names; write [{{"family": …, "given": …}}].')
        for name in names:
            read = _person(name, role)
            yield replace(read, original=_text(originals.get(read.inverted)))


def _person(name: Item, role: str) -> Person:
    part = {key: _text(value) for key, value in name.items()}
    if part.get("literal"):
        return Person(family=part["literal"], role=role)
    family = " ".join(filter(None, (part.get("non-dropping-particle"), part.get("family"))))
    given = " ".join(filter(None, (part.get("given"), part.get("dropping-particle"))))
    suffix = part.get("suffix")
    return person(family, f"{given}, {suffix}" if suffix else given, role)

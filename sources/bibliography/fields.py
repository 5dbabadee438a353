"""What the three formats share: dates, names in Chinese characters, roles."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from bitext.articles import Localized, Person, Reference
from bitext.languages import LanguageTag

_YEAR: Final = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<suffix>[a-z](?![a-z]))?(?!\d)")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_OTHERS: Final = frozenset({"others", "et al.", "et al", "等"})


def year_of(date: str) -> tuple[int | None, str]:
    """The year in a date, and the letter behind it.

    >>> year_of("2010-03-05"), year_of("March 2019"), year_of("2010b"), year_of("forthcoming")
    ((2010, ''), (2019, ''), (2010, 'b'), (None, ''))
    """
    found = _YEAR.search(date)
    return (int(found["year"]), found["suffix"] or "") if found else (None, "")


def person(family: str, given: str, role: str) -> Person:
    """A person; a Chinese name is kept whole, as it stands in a text.

    >>> person("双", "雪涛", "author").family, person("Alaimo", "Stacy", "author").inverted
    ('双雪涛', 'Alaimo, Stacy')
    """
    if _HAN.search(family) and (not given or _HAN.search(given)):
        return Person(family=f"{family}{given}".replace(" ", ""), role=role)
    return Person(family=family or given, given=given if family else "", role=role)


def original(title: str) -> Localized | None:
    """A title in the language that its script tells."""
    return Localized(title, LanguageTag("zh" if _HAN.search(title) else "und")) if title else None


def or_none(value: str) -> str | None:
    """A value, or None where the file is silent."""
    return value.strip() or None


def people(persons: Iterable[Person]) -> tuple[tuple[Person, ...], tuple[Person, ...], bool]:
    """Who heads the entry, who edited and translated it, and whether there are more: et al.

    A collection without an author is headed by its editors.
    """
    everybody = tuple(persons)
    named = tuple(one for one in everybody if one.display.casefold() not in _OTHERS)
    authors = tuple(one for one in named if one.role not in {"editor", "translator"})
    if not authors:
        authors = tuple(one for one in named if one.role == "editor")
    return authors, tuple(one for one in named if one not in authors), len(named) < len(everybody)


def printed(persons: Iterable[Person], role: str) -> str:
    """Editors or translators as the entries of a printed list have them.

    >>> printed([Person(family="Gordon", given="Colin", role="editor")], "editor")
    'Colin Gordon'
    """
    return " and ".join(one.display for one in persons if one.role == role)


def reference(key: str, kind: str, persons: Iterable[Person], date: str, fields: Mapping[str, str]) -> Reference:
    """A work from the plain values of a file; `fields` has those of `Reference` that are text."""
    authors, contributors, more = people(persons)
    year, suffix = year_of(date)
    field = {name: or_none(value) for name, value in fields.items()}
    return Reference(
        key=key,
        kind=kind,
        authors=authors,
        more_authors=more,
        title=field.get("title") or "",
        raw="",
        place=None,
        original_title=original(field.get("original_title") or ""),
        editors=printed(contributors, "editor"),
        translators=printed(contributors, "translator"),
        contributors=contributors,
        year=year,
        year_suffix=suffix,
        container=field.get("container"),
        second_container=field.get("second_container"),
        publisher=field.get("publisher"),
        publisher_place=field.get("publisher_place"),
        volume=field.get("volume"),
        issue=field.get("issue"),
        pages=field.get("pages"),
        article_number=field.get("article_number"),
        romanized_title=field.get("romanized_title"),
        edition=field.get("edition"),
        collection=field.get("collection"),
        doi=field.get("doi"),
        url=field.get("url"),
        accessed=field.get("accessed"),
    )

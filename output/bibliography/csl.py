"""CSL-JSON (Citation Style Language 1.0.2).

What CSL has no variable for is in its `custom` object: names in their own script, a title in Latin letters, et al.
"""

import json
import re
from collections.abc import Mapping, Sequence

from bitext.articles import Person, Reference
from output.bibliography.makers import divided, makers, original_title

_OWN_ROLES = frozenset({"director", "editor", "translator", "composer", "producer"})


def write_csl(references: Sequence[Reference]) -> bytes:
    """The references as a list of items."""
    items = [_item(reference) for reference in references]
    return f"{json.dumps(items, ensure_ascii=False, indent=2)}\n".encode()


def _item(reference: Reference) -> Mapping[str, object]:
    original = original_title(reference)
    fields: dict[str, object] = {
        "id": reference.key,
        "type": reference.kind,
        **_people(reference),
        "title": reference.title,
        "original-title": original.text if original else None,
        "container-title": reference.container,
        "source": reference.second_container,
        "publisher": reference.publisher,
        "publisher-place": reference.publisher_place,
        "edition": reference.edition,
        "collection-title": reference.collection,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.pages,
        "number": reference.article_number,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "year-suffix": reference.year_suffix,
        "DOI": reference.doi,
        "URL": reference.url,
        "accessed": _accessed(reference.accessed),
        "custom": _custom(reference),
    }
    return {name: value for name, value in fields.items() if value}


def _accessed(date: str | None) -> Mapping[str, object] | None:
    if date is None:
        return None
    if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", date):
        return {"date-parts": [[int(part) for part in date.split("-")]]}
    return {"literal": date}


def _people(reference: Reference) -> Mapping[str, object]:
    persons = (*reference.authors, *makers(reference, "editor"), *makers(reference, "translator"))
    found: dict[str, list[Mapping[str, str]]] = {}
    for person in persons:
        found.setdefault(person.role if person.role in _OWN_ROLES else "author", []).append(_name(person))
    return found


def _name(person: Person) -> Mapping[str, str]:
    family, given = divided(person)
    return {"family": family, "given": given} if given else {"literal": family}


def _custom(reference: Reference) -> Mapping[str, object]:
    original = original_title(reference)
    custom = {
        "et-al": reference.more_authors,
        "original-language": str(original.language) if original else None,
        "original-names": {person.inverted: person.original for person in reference.authors if person.original},
        "romanized-title": reference.romanized_title,
    }
    return {name: value for name, value in custom.items() if value}

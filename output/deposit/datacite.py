"""The metadata of DataCite 4.5, which DOI agencies and Zenodo take.

https://schema.datacite.org/meta/kernel-4.5/
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bitext.facts import Facts, Maker

_CREATORS: Final = frozenset({"author", "aut", "compiler"})
_TYPES: Final[Mapping[str, str]] = {
    "editor": "Editor",
    "translator": "Other",  # 4.5 has no translator
    "data manager": "DataManager",
    "proofreader": "DataCurator",
    "corrector": "DataCurator",
    "reviewer": "DataCurator",
}
_SPDX: Final = "https://spdx.org/licenses/"


def datacite(facts: Facts) -> Mapping[str, object]:
    """The record, as the JSON of DataCite's REST interface has its attributes; nothing in it is made up."""
    made = {
        "identifiers": [{"identifier": v, "identifierType": t or "Other"} for t, v in facts.identifiers if v],
        "creators": [_person(maker) for maker in facts.makers if maker.role in _CREATORS],
        "titles": [_title(text, language, first=n == 0) for n, (text, language) in enumerate(facts.titles)],
        "publisher": {"name": facts.publisher} if facts.publisher else None,
        "publicationYear": int(facts.date[:4]) if facts.date else None,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Parallel text in TEI-XML"},
        "subjects": [{"subject": keyword} for keyword in facts.keywords],
        "contributors": list(_contributors(facts)),
        "dates": [{"date": facts.date, "dateType": "Issued"}] if facts.date else [],
        "language": facts.languages[0] if facts.languages else None,
        "sizes": list(facts.extent),
        "formats": ["application/tei+xml"],
        "version": facts.edition or None,
        "rightsList": [_rights(one.name, one.url) for one in facts.licences],
        "descriptions": [{"description": facts.description, "descriptionType": "Abstract"}]
        if facts.description
        else [],
        "schemaVersion": "http://datacite.org/schema/kernel-4.5",
    }
    return {name: value for name, value in made.items() if value not in (None, [], {})}


def _title(text: str, language: str, *, first: bool) -> Mapping[str, str]:
    kind = {} if first else {"titleType": "TranslatedTitle"}
    return {"title": text, **({"lang": language} if language else {}), **kind}


def _person(maker: Maker) -> dict[str, object]:
    made: dict[str, object] = {"name": maker.name}
    if "orcid.org/" in maker.identifier:
        made["nameIdentifiers"] = [
            {
                "nameIdentifier": maker.identifier,
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    return made


def _contributors(facts: Facts) -> Iterator[dict[str, object]]:
    for maker in facts.makers:
        if maker.role not in _CREATORS:
            yield {**_person(maker), "contributorType": _TYPES.get(maker.role, "Other")}


def _rights(name: str, url: str) -> Mapping[str, str]:
    is_spdx = url.startswith(_SPDX)
    made = {"rights": name, "rightsUri": url, **({"rightsIdentifierScheme": "SPDX"} if is_spdx else {})}
    return {key: value for key, value in made.items() if value}

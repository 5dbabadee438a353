"""The header of an edition as this project writes it: titles, people, sources, licence, and what was done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from lxml import etree

from bitext.articles import Localized
from bitext.documents import DocumentId
from bitext.editions import UNDATED, Contributor, Metadata, SourceDescription, Step
from bitext.errors import BadData
from bitext.languages import LanguageTag
from sources.elements import XML_ID, XML_LANG, all_text, line_of, local
from sources.languages import tag_or_none
from sources.tei.beads import pointed

_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"


def read_metadata(root: etree._Element, name: str) -> Metadata:
    """What the header says of the edition as a whole.

    Raises `BadData` where there is no title, or a role or time that cannot be understood.
    """
    published = root.find("{*}teiHeader/{*}fileDesc/{*}publicationStmt")
    if published is None:
        raise BadData(f"{name} does not say who published it: there is no publicationStmt in its header.")
    licence, licence_url = _licence(published)
    metadata = Metadata(
        name=_text(published, "{*}idno[@type='name']"),
        titles=tuple(_titles(root)),
        contributors=tuple(_contributors(root)),
        sources=tuple(_sources(root)),
        publisher=_text(published, "{*}publisher"),
        date=_text(published, "{*}date"),
        modified=_modified(root, name),
        licence=licence,
        licence_url=licence_url,
        description=_text(root, "{*}teiHeader//{*}abstract/{*}p"),
    )
    identifier = _text(published, "{*}idno")
    return metadata if identifier == metadata.urn else replace(metadata, identifier=identifier)


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else all_text(found)


def _titles(root: etree._Element) -> Iterator[Localized]:
    for title in root.iterfind("{*}teiHeader//{*}titleStmt/{*}title"):
        yield Localized(all_text(title), LanguageTag(title.get(XML_LANG) or "en"))


def _contributors(root: etree._Element) -> Iterator[Contributor]:
    for element in root.iterfind("{*}teiHeader//{*}titleStmt/*"):
        duty, named = element.find("{*}resp[@ref]"), element.find("{*}name")
        match local(element):
            case "author":
                yield _contributor(element, element, "aut")
            case "editor":
                yield _contributor(element, element, "trl" if element.get("role") == "translator" else "edt")
            case "respStmt" if duty is not None and named is not None:
                yield _contributor(element, named, (duty.get("ref") or "").removeprefix(_RELATORS))


def _contributor(element: etree._Element, named: etree._Element, role: str) -> Contributor:
    about = pointed(element, "corresp")
    return Contributor(
        name=all_text(named),
        role=role,
        language=tag_or_none(named.get(XML_LANG)),
        file_as=element.get("n") or "",
        document=DocumentId(about[0].removeprefix("src.")) if about else None,
    )


def _sources(root: etree._Element) -> Iterator[SourceDescription]:
    for bibl in source_descriptions(root):
        citation = _text(bibl, "{*}note[@type='citation']")
        licence, url = _licence(bibl)
        if citation or licence or url:
            document = DocumentId((bibl.get(XML_ID) or "").removeprefix("src."))
            yield SourceDescription(document=document, citation=citation, licence=licence, licence_url=url)


def source_descriptions(root: etree._Element) -> Iterator[etree._Element]:
    """What the header, or those of the texts of a corpus, tell of the sources."""
    for holder in (root, *root.iterfind("{*}TEI")):
        yield from holder.iterfind("{*}teiHeader//{*}sourceDesc/{*}bibl")


def _licence(element: etree._Element) -> tuple[str, str]:
    """Its name, and where it is told; an address that is no URI stands in `@n`."""
    licence = element.find("{*}availability/{*}licence")
    return ("", "") if licence is None else (all_text(licence), licence.get("target") or licence.get("n") or "")


def _changes(root: etree._Element) -> list[etree._Element]:
    return root.findall("{*}teiHeader/{*}revisionDesc//{*}change")


def _modified(root: etree._Element, name: str) -> datetime:
    """When the file was written; its own step is the last."""
    changes = _changes(root)
    when = changes[-1].get("when") if changes else None
    try:
        return datetime.fromisoformat(when) if when else UNDATED
    except ValueError as error:
        raise BadData(
            f"{name}, line {line_of(changes[-1])}: {when!r} is no time of the form 2026-11-22T10:15:00Z."
        ) from error


def read_steps(root: etree._Element) -> Iterator[Step]:
    """What was done before the file was written."""
    applications = {element.get(XML_ID): element for element in root.iterfind("{*}teiHeader//{*}application")}
    for change in _changes(root)[:-1]:
        made_by = next((applications[id_] for id_ in pointed(change, "who") if id_ in applications), None)
        if made_by is not None:
            whole = made_by.get("n")  # a version that TEI cannot hold
            version = (made_by.get("version") or "") if whole is None else whole
            yield Step(tool=_text(made_by, "{*}label"), version=version, action=all_text(change))

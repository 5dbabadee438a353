"""The header of an edition as this project writes it: titles, people, sources, licence, and what was done."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import Final

from lxml import etree

from bitext.articles import Localized
from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme, TranslatedBy
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
        titles=tuple(_titles(root, "main")),
        contributors=tuple(_contributors(root)),
        sources=tuple(_sources(root)),
        publisher=_text(published, "{*}publisher"),
        date=_text(published, "{*}date"),
        modified=_modified(root, name),
        licence=licence,
        licence_url=licence_url,
        description=_text(root, "{*}teiHeader//{*}abstract/{*}p"),
        subtitles=tuple(_titles(root, "sub")),
        file_as=_sorted_by(root),
        isbn=_text(published, "{*}idno[@subtype='product']"),
        rights=_text(root, "{*}teiHeader//{*}notesStmt/{*}note[@type='rights']"),
        series=tuple(_series(root)),
        subjects=tuple(_subjects(root)),
        accessibility=_accessibility(root),
    )
    identifier = _text(published, "{*}idno")
    return metadata if identifier == metadata.urn else replace(metadata, identifier=identifier)


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else all_text(found)


def _titles(root: etree._Element, kind: str) -> Iterator[Localized]:
    for title in root.iterfind(f"{{*}}teiHeader//{{*}}titleStmt/{{*}}title[@type='{kind}']"):
        yield Localized(all_text(title), LanguageTag(title.get(XML_LANG) or "en"))


def _sorted_by(root: etree._Element) -> str:
    title = root.find("{*}teiHeader//{*}titleStmt/{*}title[@n]")
    return "" if title is None else title.get("n") or ""


def _series(root: etree._Element) -> Iterator[Series]:
    for series in root.iterfind("{*}teiHeader//{*}seriesStmt"):
        title, volume = series.find("{*}title"), series.find("{*}biblScope[@unit='volume']")
        if title is not None:
            number = "" if volume is None else all_text(volume)
            yield Series(
                name=all_text(title),
                language=tag_or_none(title.get(XML_LANG)),
                position=int(number) if number.isdecimal() else None,
                issn=_text(series, "{*}idno[@type='ISSN']"),
            )


def _subjects(root: etree._Element) -> Iterator[Subject]:
    schemes = {scheme.address: scheme for scheme in SubjectScheme}
    for keywords in root.iterfind("{*}teiHeader//{*}textClass/{*}keywords"):
        scheme = schemes.get(keywords.get("scheme"), SubjectScheme.KEYWORD)
        for term in keywords.iterfind("{*}term"):
            yield Subject(text=all_text(term), scheme=scheme, code=term.get("key") or "")


def _accessibility(root: etree._Element) -> Accessibility:
    notes = root.iterfind("{*}teiHeader//{*}notesStmt/{*}note[@type='accessibility']")
    told = {(note.get("subtype") or "").replace("-", "_"): all_text(note) for note in notes}
    known = {field.name for field in fields(Accessibility)}
    return Accessibility(**{name: text for name, text in told.items() if name in known})


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
        translated = bibl.find("{*}note[@type='translated-by']")
        described = SourceDescription(
            document=DocumentId((bibl.get(XML_ID) or "").removeprefix("src.")),
            citation=citation,
            licence=licence,
            licence_url=url,
            rights=_text(bibl, "{*}note[@type='rights']"),
            isbn=_text(bibl, "{*}idno[@type='ISBN']"),
            translated_by=None if translated is None else _translated_by(translated),
            translation_tool="" if translated is None else translated.get("n") or "",
        )
        if described != SourceDescription(document=described.document):
            yield described


def _translated_by(note: etree._Element) -> TranslatedBy:
    try:
        return TranslatedBy(all_text(note))
    except ValueError as error:
        known = ", ".join(TranslatedBy)
        raise BadData(
            f"line {line_of(note)}: nothing is translated by {all_text(note)!r}; it can be {known}."
        ) from error


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

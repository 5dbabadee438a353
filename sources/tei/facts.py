"""The facts of any TEI header, as far as it says them."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bitext.facts import Facts, Licence, Maker
from sources.elements import XML_LANG, local, plain_text

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_STATEMENTS: Final = (
    "editionStmt", "extent", "publicationStmt", "sourceDesc", "encodingDesc", "editorialDecl", "langUsage", "textClass",
    "revisionDesc", "abstract", "availability", "appInfo", "respStmt",
)  # fmt: skip
_PUBLISHERS: Final = ("publisher", "distributor", "authority")
_DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}")


def facts_of(root: etree._Element) -> Facts:
    """The facts of the header of a TEI file or corpus, and of what else an archive asks about."""
    header = next(root.iterchildren("{*}teiHeader"), None)
    if header is None:
        return Facts(in_namespace=_in_namespace(root))
    published = header.find("{*}fileDesc/{*}publicationStmt")
    publication = header if published is None else published
    date = publication.find("{*}date")
    return Facts(
        titles=tuple(_titles(header)),
        makers=tuple(_makers(header)),
        publisher=_text(publication, "publisher")
        or _text(publication, "distributor")
        or _text(publication, "authority"),
        publication_begins=local(published[0]) if published is not None and len(published) else "",
        date=_date(date),
        licences=tuple(_licences(publication)),
        identifiers=tuple((idno.get("type") or "", plain_text(idno)) for idno in publication.iter("{*}idno")),
        languages=tuple(language.get("ident") or "" for language in root.iter("{*}language") if language.get("ident")),
        description=_text(header, "abstract"),
        keywords=tuple(
            dict.fromkeys(plain_text(term) for term in header.iterfind("{*}profileDesc/{*}textClass//{*}term"))
        ),
        edition=_edition(header),
        extent=tuple(plain_text(measure) for measure in header.iterfind("{*}fileDesc/{*}extent/{*}measure")),
        sources=tuple(_sources(root)),
        statements=frozenset(name for name in _STATEMENTS if next(header.iter(f"{{*}}{name}"), None) is not None),
        foreign=tuple(dict.fromkeys(node.get(XML_LANG) or "" for node in root.iter("{*}foreign"))),
        in_namespace=_in_namespace(root),
    )


def _in_namespace(root: etree._Element) -> bool:
    return etree.QName(root).namespace == _NAMESPACE


def _text(element: etree._Element, name: str) -> str:
    found = next(element.iter(f"{{*}}{name}"), None)
    return "" if found is None else plain_text(found)


def _titles(header: etree._Element) -> Iterator[tuple[str, str]]:
    for title in header.iterfind("{*}fileDesc/{*}titleStmt/{*}title"):
        if text := plain_text(title):
            around = (title, *title.iterancestors())
            yield text, next((tag for node in around if (tag := node.get(XML_LANG))), "")


def _makers(header: etree._Element) -> Iterator[Maker]:
    for node in header.iterfind("{*}fileDesc/{*}titleStmt/*"):
        match local(node):
            case "author":
                yield _maker(node, "author")
            case "editor":
                yield _maker(node, node.get("role") or "editor")
            case "respStmt":
                duty = _text(node, "resp")
                for named in (*node.iterfind("{*}name"), *node.iterfind("{*}persName"), *node.iterfind("{*}orgName")):
                    if named.get("type") != "method" and plain_text(named):
                        yield _maker(named, duty)


def _maker(node: etree._Element, role: str) -> Maker:
    named = next((one for one in (node, *node.iter("{*}persName")) if (one.get("ref") or "").startswith("http")), None)
    address = "" if named is None else (named.get("ref") or "").split()[0]
    orcid = next((plain_text(idno) for idno in node.iter("{*}idno") if (idno.get("type") or "").upper() == "ORCID"), "")
    return Maker(name=plain_text(node), role=role, identifier=orcid or address)


def _date(date: etree._Element | None) -> str:
    if date is None:
        return ""
    found = _DATE.search(date.get("when") or plain_text(date))
    return found[0] if found else ""


def _licences(publication: etree._Element) -> Iterator[Licence]:
    for licence in publication.iterfind("{*}availability/{*}licence"):
        yield Licence(name=plain_text(licence), url=licence.get("target") or licence.get("n") or "")


def _edition(header: etree._Element) -> str:
    edition = header.find("{*}fileDesc/{*}editionStmt/{*}edition")
    return "" if edition is None else edition.get("n") or plain_text(edition)


def _sources(root: etree._Element) -> Iterator[str]:
    """What the texts are taken from, in a line each."""
    for description in root.iter("{*}sourceDesc"):
        for bibl in description.iterchildren("{*}bibl", "{*}biblFull", "{*}biblStruct", "{*}msDesc"):
            note = bibl.find("{*}note[@type='citation']")
            title = next(bibl.iter("{*}title"), None)
            said = note if note is not None else title
            yield plain_text(bibl if said is None else said)

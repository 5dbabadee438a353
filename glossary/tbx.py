"""TBX, the exchange format of term bases (ISO 30042): TBX-Basic of 2019 is written; that and what came before are read.

Version 3 (2019) has two styles: DCA, in which `type` attributes name the data categories, and DCT, in which elements
of their own do.  Version 2 (2008, `martif`) has `tig`, or `ntig` with a `termGrp`.  What TBX-Basic has no category for
stands in a note that begins with `duizhao:`, and is read back from there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from bitext.documents import check_id
from bitext.errors import BadData, BadTermbase
from bitext.languages import LanguageTag
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Context, Matching, Term, Termbase, TermStatus
from glossary.base import slug, with_unique_ids
from glossary.tmx import read_tmx

_SPACE: Final = "urn:iso:std:iso:30042:ed-2"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN: Final = "duizhao:"

_STATUSES: Final = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
"""TBX-Basic has no category for a proposal."""

_READ: Final = {
    "preferredterm": TermStatus.PREFERRED,
    "admittedterm": TermStatus.ADMITTED,
    "deprecatedterm": TermStatus.FORBIDDEN,
    "supersededterm": TermStatus.FORBIDDEN,
    "regulatedterm": TermStatus.PREFERRED,
    "standardizedterm": TermStatus.PREFERRED,
    "legalterm": TermStatus.PREFERRED,
    "proposedterm": TermStatus.PROPOSED,
    "preferred": TermStatus.PREFERRED,
    "admitted": TermStatus.ADMITTED,
    "notrecommended": TermStatus.FORBIDDEN,
    "obsolete": TermStatus.FORBIDDEN,
    "forbidden": TermStatus.FORBIDDEN,
}
"""What tools write as `administrativeStatus` or `normativeAuthorization`, without its ending and in small letters."""

_STATUS_CATEGORIES: Final = ("administrativeStatus", "normativeAuthorization", "termStatus")
_CATEGORIES: Final = frozenset({"descrip", "admin", "termNote", "transac", "ref", "xref", "note"})
_ROOTS: Final = frozenset({"tbx", "martif", "TBX"})


def is_xml(data: bytes) -> bool:
    r"""Whether a file is XML, as no table is.

    >>> is_xml(b"\xef\xbb\xbf<?xml version='1.0'?><tbx/>"), is_xml("烟囱,chimney".encode())
    (True, False)
    """
    return data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def read_tbx(data: bytes, *, name: str) -> Termbase:
    """The concepts of a TBX file.

    Raises as `read_xml` does, for TMX too.
    """
    return _of_tbx(_root(data, name), name)


def read_xml(data: bytes, *, name: str) -> Termbase:
    """The concepts of a file that is TBX or TMX.

    Of TBX: where it says nothing of a term's status, the first of a language is preferred and the others are admitted.
    Raises `BadTermbase` that names the line, for what is neither too.
    """
    root = _root(data, name)
    return read_tmx(root, name=name) if _local(root) == "tmx" else _of_tbx(root, name)


def _root(data: bytes, name: str) -> etree._Element:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise BadTermbase(f"{name} is no well-formed XML: {error.msg}.") from error


def _of_tbx(root: etree._Element, name: str) -> Termbase:
    if _local(root) not in _ROOTS:
        raise BadTermbase(f"{name} is XML, but no TBX: its outermost element is <{_local(root)}>.")
    entries = [element for element in root.iter("{*}*") if _local(element) in {"conceptEntry", "termEntry"}]
    return Termbase(concepts=tuple(with_unique_ids(_concept(entry, name) for entry in entries)))


def _concept(entry: etree._Element, name: str) -> Concept:
    where = f"{name}, line {entry.sourceline}"
    try:
        terms = tuple(term for section in _sections(entry) for term in _terms(section))
        concept = Concept(id=_id(entry.get("id") or "") or (slug(terms) if terms else "c"), terms=terms)
    except (BadData, ValueError) as error:
        raise BadTermbase(f"{where}: {error}") from error
    told = list(_told(entry))
    return _with_details(concept, told, [pair for section in _sections(entry) for pair in _told(section)])


def _with_details(concept: Concept, told: Sequence[tuple[str, str]], of_sections: Sequence[tuple[str, str]]) -> Concept:
    kinds = [value for category, value in told if category == "subjectField" and value in set(ConceptKind)]
    kind = ConceptKind(kinds[0]) if kinds else ConceptKind.TERM
    left = (pair for pair in (*told, *of_sections) if pair[0] not in {"source", "projectSubset"})
    notes = (_note(*pair) for pair in left if pair != ("subjectField", kind))
    return replace(
        concept,
        kind=kind,
        note="; ".join(dict.fromkeys(notes)),
        attestations=tuple(_attestation(value) for category, value in told if category == "source"),
        scope=tuple(value for category, value in told if category == "projectSubset"),
    )


def _note(category: str, value: str) -> str:
    """What is said of something, with its data category unless that is plain."""
    return value if category in {"note", "definition"} else f"{category}: {value}"


def _attestation(value: str) -> Attestation:
    source, mark, place = value.rpartition("#")
    return Attestation(place=place, source=source) if mark else Attestation(place=value)


def _id(value: str) -> str:
    """An id of theirs as ours can be; empty where nothing of it can."""
    id_ = re.sub(r"[^A-Za-z0-9._-]+", "-", value).strip("-")
    id_ = f"c{id_}" if id_ and not id_[0].isalpha() else id_
    if id_:
        check_id(id_)
    return id_


def _sections(entry: etree._Element) -> Iterator[etree._Element]:
    return (child for child in entry.iterchildren("{*}*") if _local(child) in {"langSec", "langSet"})


def _terms(section: etree._Element) -> Iterator[Term]:
    tag = (section.get(_LANG) or section.get("lang") or "").replace("_", "-")
    language = LanguageTag(tag)
    holders = [element for element in section.iter("{*}*") if _local(element) in {"termSec", "tig", "ntig"}]
    for number, holder in enumerate(holders):
        text = next((_text(element) for element in holder.iter("{*}*") if _local(element) == "term"), "")
        if text:
            yield _term(text, language, list(_told(holder)), is_first=number == 0)


def _term(text: str, language: LanguageTag, told: Sequence[tuple[str, str]], *, is_first: bool) -> Term:
    own = list(_own(told))
    named = dict(own)
    statuses = (_READ.get(_plain(value)) for category, value in told if category in _STATUS_CATEGORIES)
    usual = TermStatus.PREFERRED if is_first else TermStatus.ADMITTED
    status = next((status for status in statuses if status), usual)
    notes = (_note(*pair) for pair in told if pair[0] not in _STATUS_CATEGORIES and not pair[1].startswith(_OWN))
    return Term(
        text=text,
        language=language,
        status=TermStatus(named.get("status", status)),
        note="; ".join(notes),
        case=CaseRule(named.get("case", CaseRule.AUTO)),
        matching=Matching(named.get("matching", Matching.AUTO)),
        contexts=tuple(Context.parse(value) for key, value in own if key == "context"),
    )


def _plain(value: str) -> str:
    return value.strip().removesuffix("-admn-sts").removesuffix("-admin-sts").replace("-", "").lower()


def _own(told: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What our own notes say, by its name."""
    for category, value in told:
        if category == "note" and value.startswith(_OWN):
            key, _, rest = value.removeprefix(_OWN).strip().partition("=")
            yield key, rest


def _told(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The data categories that an element has of its own, in either style, with what they say."""
    for child in element.iterchildren("{*}*"):
        name = _local(child)
        if name in {"langSec", "langSet", "termSec", "tig", "ntig", "term", "date"}:
            continue
        if name.endswith("Grp"):
            yield from _told(child)
        elif text := _text(child):
            yield (child.get("type") or name) if name in _CATEGORIES else name, text


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def write_tbx(base: Termbase) -> bytes:
    """The term base as TBX-Basic, version 3, style DCA.

    What `read_tbx` makes of it equals `base`, except that the terms of a concept stand by their languages, and that
    runs of white space in them are one blank.  Raises `BadTermbase` at a character that XML cannot hold.
    """
    root = etree.Element(f"{{{_SPACE}}}tbx", {"style": "dca", "type": "TBX-Basic", _LANG: "en"}, nsmap={None: _SPACE})
    header = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(header, "sourceDesc"), "p", "A term base of duizhao.")
    body = _add(_add(root, "text"), "body")
    for concept in base.concepts:
        try:
            _write_concept(body, concept)
        except ValueError as error:
            raise BadTermbase(f"Concept {concept.id} holds a character that XML cannot hold; remove it.") from error
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_SPACE}}}{name}", attributes)
    element.text = text or None
    return element


def _write_concept(body: etree._Element, concept: Concept) -> None:
    entry = _add(body, "conceptEntry", id=concept.id)
    if concept.kind is not ConceptKind.TERM:
        _add(entry, "descrip", concept.kind, type="subjectField")
    for scope in concept.scope:
        _add(entry, "admin", scope, type="projectSubset")
    for seen in concept.attestations:
        _add(entry, "admin", f"{seen.source}#{seen.place}" if seen.source else seen.place, type="source")
    if concept.note:
        _add(entry, "note", concept.note)
    for language in dict.fromkeys(term.language for term in concept.terms):
        section = _add(entry, "langSec")
        section.set(_LANG, language)
        for term in concept.terms:
            if term.language == language:
                _write_term(section, term)


def _write_term(section: etree._Element, term: Term) -> None:
    holder = _add(section, "termSec")
    _add(holder, "term", term.text)
    if status := _STATUSES.get(term.status):
        _add(holder, "termNote", status, type="administrativeStatus")
    if term.note:
        _add(holder, "note", term.note)
    for key, value in _own_of(term):
        _add(holder, "note", f"{_OWN} {key}={value}")


def _own_of(term: Term) -> Iterator[tuple[str, str]]:
    """What TBX-Basic has no category for."""
    told: Mapping[str, tuple[str, str]] = {
        "status": (term.status if term.status is TermStatus.PROPOSED else "", ""),
        "case": (term.case, CaseRule.AUTO),
        "matching": (term.matching, Matching.AUTO),
    }
    yield from ((key, value) for key, (value, usual) in told.items() if value != usual)
    yield from (("context", str(context)) for context in term.contexts)

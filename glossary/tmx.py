"""TMX as a glossary: each translation unit is a concept, each variant a term.  For tools that exchange nothing else."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bitext.errors import BadData, BadTermbase
from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, Termbase, TermStatus
from bitext.version import VERSION
from glossary.base import slug, with_unique_ids

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES: Final = frozenset({"bpt", "ept", "ph", "it", "ut"})


def read_tmx(root: etree._Element, *, name: str) -> Termbase:
    """The units of a memory that is a glossary.

    The first variant of a language is preferred, the others are admitted; notes stay, and so do properties, by their
    types.  Raises `BadTermbase` that names the line of a unit without text, or with a language that is none.
    """
    return Termbase(concepts=tuple(with_unique_ids(_concept(unit, name) for unit in root.iter("{*}tu"))))


def _concept(unit: etree._Element, name: str) -> Concept:
    try:
        terms = tuple(_terms(unit))
    except BadData as error:
        raise BadTermbase(f"{name}, line {unit.sourceline}: {error}") from error
    if not terms:
        raise BadTermbase(f"{name}, line {unit.sourceline}: the unit has no text; fill it in, or remove it.")
    return Concept(id=slug(terms), terms=terms, note="; ".join(_notes(unit)))


def _terms(unit: etree._Element) -> Iterator[Term]:
    seen: set[LanguageTag] = set()
    for variant in unit.iterchildren("{*}tuv"):
        language = LanguageTag((variant.get(_LANG) or variant.get("lang") or "").replace("_", "-"))
        text = " ".join("".join(_words(seg) for seg in variant.iterchildren("{*}seg")).split())
        if text:
            status = TermStatus.ADMITTED if language in seen else TermStatus.PREFERRED
            seen.add(language)
            yield Term(text=text, language=language, status=status, note="; ".join(_notes(variant)))


def _words(element: etree._Element) -> str:
    """The text without inline codes."""
    inner = (child for child in element)
    parts = (("" if _local(child) in _CODES else _words(child)) + (child.tail or "") for child in inner)
    return (element.text or "") + "".join(parts)


def _notes(element: etree._Element) -> Iterator[str]:
    for child in element.iterchildren("{*}*"):
        text = " ".join("".join(map(str, child.itertext())).split())
        if _local(child) == "note" and text:
            yield text
        elif _local(child) == "prop" and text:
            yield f"{child.get('type') or 'prop'}: {text}"


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def write_tmx(base: Termbase) -> bytes:
    """The terms that may be used as TMX 1.4b, a unit for each concept, the preferred term of a language first.

    Raises `BadTermbase` at a character that XML cannot hold.
    """
    first = base.concepts[0].terms[0].language if base.concepts else LanguageTag("zh")
    root = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": "duizhao",
        "creationtoolversion": VERSION,
        "segtype": "phrase",
        "o-tmf": "duizhao",
        "adminlang": "en",
        "srclang": str(first),
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for concept in base.concepts:
        try:
            _write(body, concept)
        except ValueError as error:
            raise BadTermbase(f"Concept {concept.id} holds a character that XML cannot hold; remove it.") from error
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _write(body: etree._Element, concept: Concept) -> None:
    unit = etree.SubElement(body, "tu", tuid=concept.id)
    if concept.note:
        etree.SubElement(unit, "note").text = concept.note
    usable = [term for term in concept.terms if term.status is not TermStatus.FORBIDDEN]
    for term in sorted(usable, key=lambda term: term.status is not TermStatus.PREFERRED):
        variant = etree.SubElement(unit, "tuv", {_LANG: str(term.language)})
        if term.note:
            etree.SubElement(variant, "note").text = term.note
        etree.SubElement(variant, "seg").text = term.text

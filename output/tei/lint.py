"""What neither RELAX NG nor the TEI's Schematron finds: pointers that lead nowhere, or not back.

Each complaint has a code that stays.

======  ==================================================================
T001    not well-formed
T002    an id twice
T003    an id that is no ASCII name
T004    a pointer to an id that is not there
T005    a prefix that no `prefixDef` declares
T006    `@corresp` from one side only
T007    `@corresp` and the alignment links say different things
T008    a link's `@type` does not count its ends
T009    a link with an end missing
T010    an `xml:lang` that `langUsage` does not declare
T011    an `s` within an `s`
T012    a copy (`@copyOf`) that has other words than what it copies
======  ==================================================================
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_PREFIX: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_SCHEMES: Final = frozenset(
    {"http", "https", "urn", "doi", "mailto", "file", "hdl", "info", "ark", "tag", "data", "ftp"}
)

# The attributes of class teidata.pointer that are in use: TEI P5, appendix E.
_POINTERS: Final = re.compile(
    "active|ana|calendar|change|copyOf|corresp|decls|domains|exclude|facs|hand|mutual|next|passive|period|prev|ref|"
    "rendition|resp|sameAs|scheme|select|source|synch|target|targetEnd|who|wit"
)
_CORRESPONDING: Final = frozenset({"s", "seg", "p", "ab", "l", "lg", "head", "item", "quote", "note", "div"})
"""What a translation translates: here `@corresp` goes both ways."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A complaint about a place in the file."""

    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.code} {self.message}"


def lint(data: bytes) -> tuple[Finding, ...]:
    """All complaints about a TEI file, in the order of its lines.

    >>> bad = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><s xml:id="a" corresp="#b"/></text></TEI>'
    >>> print(*lint(bad))
    line 1: T004 corresp="#b" of s points at nothing
    """
    # Without a table of ids an id twice is no syntax error, and we can say where it is.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return (Finding(error.lineno or 0, "T001", f"not well-formed: {error.msg}"),)
    file = _File(root)
    return tuple(sorted(finding for check in _CHECKS for finding in check(file)))


@dataclass(frozen=True)
class _File:
    """A parsed file with what all checks look up."""

    root: etree._Element

    @cached_property
    def elements(self) -> tuple[etree._Element, ...]:
        return tuple(self.root.iter("{*}*"))

    @cached_property
    def by_id(self) -> Mapping[str, etree._Element]:
        return {id_: node for node in reversed(self.elements) if (id_ := node.get(f"{_XML}id"))}

    @cached_property
    def links(self) -> tuple[etree._Element, ...]:
        """The links of all alignments."""
        groups = (group for group in self.root.iter(f"{_TEI}linkGrp") if group.get("type") == "alignment")
        return tuple(link for group in groups for link in group.iter(f"{_TEI}link"))

    def sides(self, link: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids on either side; which side one is on tells the domain that it stands in."""
        group = link.getparent()
        domains = _targets(group.get("domains", "")) if group is not None else ()
        first = self.by_id.get(domains[0]) if domains else None
        ids = [id_ for end in _targets(link.get("target", "")) for id_ in self._resolved(end)]
        source = tuple(id_ for id_ in ids if id_ in self.by_id and _is_in(self.by_id[id_], first))
        return source, tuple(id_ for id_ in ids if id_ not in source)

    def _resolved(self, end: str) -> tuple[str, ...]:
        """An end, or those that an intermediate pointer stands for."""
        node = self.by_id.get(end)
        if node is None or node.tag != f"{_TEI}ptr":
            return (end,)
        return _targets(node.get("target", ""))


def _targets(value: str) -> tuple[str, ...]:
    return tuple(token[1:] for token in value.split() if token.startswith("#"))


def _is_in(node: etree._Element, holder: etree._Element | None) -> bool:
    return holder is not None and (node is holder or any(above is holder for above in node.iterancestors()))


def _found(node: etree._Element, code: str, message: str) -> Finding:
    return Finding(node.sourceline or 0, code, message)


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _ids(file: _File) -> Iterator[Finding]:
    uses = Counter(node.get(f"{_XML}id") for node in file.elements)
    for node in file.elements:
        id_ = node.get(f"{_XML}id")
        if id_ is None:
            continue
        if uses[id_] > 1 and file.by_id[id_] is not node:
            first = file.by_id[id_].sourceline
            yield _found(node, "T002", f"the id {id_!r} is used twice, first on line {first}")
        if not _ID.fullmatch(id_):
            yield _found(node, "T003", f"{id_!r} is no id of ASCII letters, digits, '.', '-' and '_', a letter first")


def _pointers(file: _File) -> Iterator[Finding]:
    for node, attribute, token in _tokens(file):
        if token.startswith("#") and token[1:] not in file.by_id:
            yield _found(node, "T004", f'{attribute}="{token}" of {_name(node)} points at nothing')


def _tokens(file: _File) -> Iterator[tuple[etree._Element, str, str]]:
    """Every pointer with its element and attribute."""
    for node in file.elements:
        for attribute, value in node.attrib.items():
            if _POINTERS.fullmatch(str(attribute)):
                for token in str(value).split():
                    yield node, str(attribute), token


def _prefixes(file: _File) -> Iterator[Finding]:
    """A link in the text may go anywhere, so `@target` is not looked at."""
    declared = {node.get("ident") for node in file.root.iter(f"{_TEI}prefixDef")} | _SCHEMES
    for node, attribute, token in _tokens(file):
        match = _PREFIX.match(token)
        if match and attribute != "target" and match[1] not in declared:
            yield _found(node, "T005", f'{attribute}="{token}" of {_name(node)} has an undeclared prefix')


def _mutual(file: _File) -> Iterator[Finding]:
    for node in file.elements:
        own = node.get(f"{_XML}id")
        if _name(node) in _CORRESPONDING and own:
            for id_ in _targets(node.get("corresp", "")):
                other = file.by_id.get(id_)
                if other is not None and own not in _targets(other.get("corresp", "")):
                    yield _found(node, "T006", f"{own} corresponds to {id_}, but {id_} does not to {own}")


def _links(file: _File) -> Iterator[Finding]:
    linked: dict[str, set[str]] = {}
    for link in file.links:
        source, target = file.sides(link)
        ratio = f"{len(source)}:{len(target)}"
        if not source or not target:
            yield _found(link, "T009", f"the link to {link.get('target')} has nothing on one side")
        if link.get("type") not in (None, ratio):
            yield _found(link, "T008", f"the link is said to be {link.get('type')} and joins {ratio}")
        for one in source:
            linked.setdefault(one, set()).update(target)
        for other in target:
            linked.setdefault(other, set()).update(source)
    yield from _disagreeing(file, linked)


def _disagreeing(file: _File, linked: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Sentences whose `@corresp` is not what the links say; a file without links says nothing."""
    for id_, node in file.by_id.items():
        is_sentence = node.tag in (f"{_TEI}s", f"{_TEI}seg")
        said = set(_targets(node.get("corresp", "")))
        if file.links and is_sentence and said != linked.get(id_, set()):
            links = " ".join(sorted(linked.get(id_, ()))) or "nothing"
            yield _found(
                node, "T007", f"{id_} corresponds to {' '.join(sorted(said)) or 'nothing'}, the links say {links}"
            )


def _languages(file: _File) -> Iterator[Finding]:
    declared = {node.get("ident") for node in file.root.iter(f"{_TEI}language")}
    for node in file.elements:
        tag = node.get(f"{_XML}lang")
        if tag and tag not in declared:
            yield _found(node, "T010", f"the language {tag} of {_name(node)} is not declared in langUsage")


def _nested(file: _File) -> Iterator[Finding]:
    for node in file.root.iter(f"{_TEI}s"):
        if any(above.tag == f"{_TEI}s" for above in node.iterancestors()):
            yield _found(node, "T011", "an s stands within an s; write seg for the inner one")


def _copies(file: _File) -> Iterator[Finding]:
    for node in file.elements:
        copied = node.get("copyOf", "")
        original = file.by_id.get(copied.removeprefix("#"))
        if original is not None and copied.startswith("#") and _words(node) != _words(original):
            yield _found(node, "T012", f"{_name(node)} has other words than {copied}, of which it is a copy")


def _words(node: etree._Element) -> str:
    """The text, without readings and descriptions, which are no text, and without what is copied into it."""
    parts = [node.text or ""]
    for child in node.iterchildren():
        is_text = isinstance(child.tag, str) and _name(child) not in ("rt", "figDesc") and not _is_original(child)
        parts += [_words(child) if is_text else "", child.tail or ""]
    return "".join(parts)


def _is_original(node: etree._Element) -> bool:
    return _name(node) == "quote" and node.get("type") == "original"


_CHECKS: Final[tuple[Callable[[_File], Iterator[Finding]], ...]] = (
    _ids,
    _pointers,
    _prefixes,
    _mutual,
    _links,
    _languages,
    _nested,
    _copies,
)

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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

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
_CORRESPONDING: Final = frozenset({"s", "seg", "p", "ab", "l", "lg", "head", "item", "quote", "note"})
"""What a translation translates: here `@corresp` goes both ways; of divisions it may not."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A complaint about a place in the file."""

    line: int
    code: str
    message: str
    file: str = ""  # which of several

    def __str__(self) -> str:
        return f"{self.file}{', ' if self.file else ''}line {self.line}: {self.code} {self.message}"


def lint(data: bytes) -> tuple[Finding, ...]:
    """All complaints about a TEI file, in the order of its lines.

    >>> bad = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><s xml:id="a" corresp="#b"/></text></TEI>'
    >>> print(*lint(bad))
    line 1: T004 corresp="#b" of s points at nothing
    """
    return lint_files({"": data})


def lint_files(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """All complaints about TEI files that point at each other, by the names that they use, file for file."""
    roots = {name: _parsed(data, name) for name, data in files.items()}
    broken = [root for root in roots.values() if isinstance(root, Finding)]
    if broken:
        return tuple(broken)
    whole = _Files({name: root for name, root in roots.items() if not isinstance(root, Finding)})
    order = list(files)
    found = (finding for check in _CHECKS for finding in check(whole))
    return tuple(sorted(found, key=lambda finding: (order.index(finding.file), finding)))


def _parsed(data: bytes, name: str) -> "etree._Element | Finding":
    # Without a table of ids an id twice is no syntax error, and we can say where it is.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return Finding(error.lineno or 0, "T001", f"not well-formed: {error.msg}", name)


_Key: TypeAlias = tuple[str, str]
"""A file and an id in it."""


@dataclass(frozen=True)
class _Files:
    """Parsed files with what all checks look up."""

    roots: Mapping[str, etree._Element]

    @cached_property
    def elements(self) -> tuple[etree._Element, ...]:
        return tuple(node for root in self.roots.values() for node in root.iter("{*}*"))

    @cached_property
    def by_id(self) -> Mapping[_Key, etree._Element]:
        return {key: node for node in reversed(self.elements) if (key := self.key(node))}

    @cached_property
    def _names(self) -> Mapping[etree._Element, str]:
        return {root: name for name, root in self.roots.items()}

    def file(self, node: etree._Element) -> str:
        """The file that an element is in."""
        return self._names[node.getroottree().getroot()]

    def key(self, node: etree._Element) -> _Key | None:
        id_ = node.get(f"{_XML}id")
        return (self.file(node), id_) if id_ else None

    def pointed(self, node: etree._Element, token: str) -> _Key | None:
        """The id that a pointer means, if it means one of these files."""
        file, mark, id_ = token.partition("#")
        own = file or self.file(node)
        return (own, id_) if mark and own in self.roots else None

    def targets(self, node: etree._Element, attribute: str) -> tuple[_Key, ...]:
        """The ids that an attribute points at."""
        tokens = str(node.get(attribute, "")).split()
        return tuple(key for token in tokens if (key := self.pointed(node, token)))

    @cached_property
    def links(self) -> tuple[etree._Element, ...]:
        """The links of all alignments."""
        groups = (node for node in self.elements if node.tag == f"{_TEI}linkGrp" and node.get("type") == "alignment")
        return tuple(link for group in groups for link in group.iter(f"{_TEI}link"))

    def sides(self, link: etree._Element) -> tuple[tuple[_Key, ...], tuple[_Key, ...]]:
        """The ids on either side; which side one is on tells the domain that it stands in."""
        group = link.getparent()
        domains = self.targets(group, "domains") if group is not None else ()
        first = self.by_id.get(domains[0]) if domains else None
        keys = [key for end in self.targets(link, "target") for key in self._resolved(end)]
        source = tuple(key for key in keys if key in self.by_id and _is_in(self.by_id[key], first))
        return source, tuple(key for key in keys if key not in source)

    def _resolved(self, end: _Key) -> tuple[_Key, ...]:
        """An end, or those that an intermediate pointer stands for."""
        node = self.by_id.get(end)
        return (end,) if node is None or node.tag != f"{_TEI}ptr" else self.targets(node, "target")

    def found(self, node: etree._Element, code: str, message: str) -> Finding:
        return Finding(node.sourceline or 0, code, message, self.file(node))


def _is_in(node: etree._Element, holder: etree._Element | None) -> bool:
    return holder is not None and (node is holder or any(above is holder for above in node.iterancestors()))


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _ids(files: _Files) -> Iterator[Finding]:
    for node in files.elements:
        key = files.key(node)
        if key is None:
            continue
        id_ = key[1]
        if files.by_id[key] is not node:
            first = files.by_id[key].sourceline
            yield files.found(node, "T002", f"the id {id_!r} is used twice, first on line {first}")
        if not _ID.fullmatch(id_):
            told = f"{id_!r} is no id of ASCII letters, digits, '.', '-' and '_', a letter first"
            yield files.found(node, "T003", told)


def _pointers(files: _Files) -> Iterator[Finding]:
    for node, attribute, token in _tokens(files):
        key = files.pointed(node, token)
        if key is not None and key not in files.by_id:
            yield files.found(node, "T004", f'{attribute}="{token}" of {_name(node)} points at nothing')


def _tokens(files: _Files) -> Iterator[tuple[etree._Element, str, str]]:
    """Every pointer with its element and attribute."""
    for node in files.elements:
        for attribute, value in node.attrib.items():
            if _POINTERS.fullmatch(str(attribute)):
                for token in str(value).split():
                    yield node, str(attribute), token


def _prefixes(files: _Files) -> Iterator[Finding]:
    """A link in the text may go anywhere, so `@target` is not looked at."""
    declared = {node.get("ident") for node in files.elements if node.tag == f"{_TEI}prefixDef"} | _SCHEMES
    for node, attribute, token in _tokens(files):
        match = _PREFIX.match(token)
        if match and attribute != "target" and match[1] not in declared:
            yield files.found(node, "T005", f'{attribute}="{token}" of {_name(node)} has an undeclared prefix')


def _mutual(files: _Files) -> Iterator[Finding]:
    for node in files.elements:
        own = files.key(node)
        if _name(node) in _CORRESPONDING and own:
            for key in files.targets(node, "corresp"):
                other = files.by_id.get(key)
                if other is not None and own not in files.targets(other, "corresp"):
                    told = f"{own[1]} corresponds to {key[1]}, but {key[1]} does not to {own[1]}"
                    yield files.found(node, "T006", told)


def _links(files: _Files) -> Iterator[Finding]:
    linked: dict[_Key, set[_Key]] = {}
    for link in files.links:
        source, target = files.sides(link)
        ratio = f"{len(source)}:{len(target)}"
        if not source or not target:
            yield files.found(link, "T009", f"the link to {link.get('target')} has nothing on one side")
        if link.get("type") not in (None, ratio):
            yield files.found(link, "T008", f"the link is said to be {link.get('type')} and joins {ratio}")
        for one in source:
            linked.setdefault(one, set()).update(target)
        for other in target:
            linked.setdefault(other, set()).update(source)
    yield from _disagreeing(files, linked)


def _disagreeing(files: _Files, linked: Mapping[_Key, set[_Key]]) -> Iterator[Finding]:
    """Sentences whose `@corresp` is not what the links say; a file without links says nothing."""
    for key, node in files.by_id.items():
        is_sentence = node.tag in (f"{_TEI}s", f"{_TEI}seg")
        said = set(files.targets(node, "corresp"))
        if files.links and is_sentence and said != linked.get(key, set()):
            told = (" ".join(sorted(id_ for _, id_ in keys)) or "nothing" for keys in (said, linked.get(key, set())))
            yield files.found(node, "T007", "{} corresponds to {}, the links say {}".format(key[1], *told))


def _languages(files: _Files) -> Iterator[Finding]:
    declared = {(files.file(node), node.get("ident")) for node in files.elements if node.tag == f"{_TEI}language"}
    for node in files.elements:
        tag = node.get(f"{_XML}lang")
        if tag and (files.file(node), tag) not in declared:
            told = f"the language {tag} of {_name(node)} is not declared in langUsage"
            yield files.found(node, "T010", told)


def _nested(files: _Files) -> Iterator[Finding]:
    for node in files.elements:
        if node.tag == f"{_TEI}s" and any(above.tag == node.tag for above in node.iterancestors()):
            yield files.found(node, "T011", "an s stands within an s; write seg for the inner one")


def _copies(files: _Files) -> Iterator[Finding]:
    for node in files.elements:
        copied = str(node.get("copyOf", ""))
        key = files.pointed(node, copied)
        original = files.by_id.get(key) if key else None
        if original is not None and _words(node) != _words(original):
            yield files.found(node, "T012", f"{_name(node)} has other words than {copied}, of which it is a copy")


def _words(node: etree._Element) -> str:
    """The text, without readings and descriptions, which are no text, and without what is copied into it."""
    parts = [node.text or ""]
    for child in node.iterchildren():
        is_text = isinstance(child.tag, str) and _name(child) not in ("rt", "figDesc") and not _is_original(child)
        parts += [_words(child) if is_text else "", child.tail or ""]
    return "".join(parts)


def _is_original(node: etree._Element) -> bool:
    return _name(node) == "quote" and node.get("type") == "original"


_CHECKS: Final[tuple[Callable[[_Files], Iterator[Finding]], ...]] = (
    _ids,
    _pointers,
    _prefixes,
    _mutual,
    _links,
    _languages,
    _nested,
    _copies,
)

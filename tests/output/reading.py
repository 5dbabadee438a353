"""A reader of our own TEI, to show that the markup holds the whole edition (without its articles)."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from lxml import etree

from bitext.alignments import Alignment, Bead, State
from bitext.articles import Localized, Place
from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme, TranslatedBy
from bitext.documents import (
    Block,
    BlockId,
    BlockKind,
    Division,
    DivisionId,
    Document,
    DocumentId,
    Mark,
    MarkKind,
    Segment,
    SegmentId,
)
from bitext.editions import UNDATED, Contributor, Edition, Metadata, Occurrence, SourceDescription, Step
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Context, Matching, Term, Termbase, TermStatus

T: Final = "{http://www.tei-c.org/ns/1.0}"
ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NS: Final = {"t": T[1:-1]}

Node = etree._Element

_KINDS: Final[Mapping[str, BlockKind]] = {
    "head": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "quote": BlockKind.QUOTE,
    "l": BlockKind.VERSE,
    "item": BlockKind.LIST_ITEM,
    "bibl": BlockKind.REFERENCE,
    "note": BlockKind.NOTE,
}
_HI: Final = {
    "italic": MarkKind.EMPHASIS,
    "bold": MarkKind.STRONG,
    "superscript": MarkKind.SUPERSCRIPT,
    "subscript": MarkKind.SUBSCRIPT,
}
_NAMES: Final = {"persName", "placeName", "orgName", "title", "term"}


def read(data: bytes) -> Edition:
    """The edition without its articles."""
    root = etree.fromstring(data)
    documents = [_Reading(div) for div in root.iterfind("t:text/t:body/t:div", NS)]
    return Edition(
        metadata=_metadata(root),
        documents=tuple(reading.document(root) for reading in documents),
        alignments=tuple(_alignments(root)),
        termbase=_termbase(root),
        occurrences=tuple(sorted({o for reading in documents for o in reading.occurrences})),
        provenance=tuple(_steps(root)),
    )


def local(node: Node) -> str:
    return etree.QName(node).localname


def is_unspoken(node: Node) -> bool:
    """Whether what it holds is no text: readings, descriptions, and originals, which are copies."""
    return local(node) in ("rt", "figDesc") or (local(node), node.get("type")) == ("quote", "original")


def words(node: Node) -> str:
    """The text of an element without what is no text."""
    if is_unspoken(node):
        return ""
    return (node.text or "") + "".join(words(child) + (child.tail or "") for child in node)


def _level(node: Node, usual: int) -> int:
    match = re.search(r"\blevel-(\d+)\b", node.get("rend", ""))
    return int(match[1]) if match else usual


def _tag(value: str | None) -> LanguageTag | None:
    return LanguageTag(value) if value else None


def _pointers(node: Node, name: str = "target") -> list[str]:
    return [token[1:] for token in node.get(name, "").split()]


class _Reading:
    """One document's div."""

    def __init__(self, div: Node) -> None:
        self.div = div
        self.occurrences: list[Occurrence] = []

    def document(self, root: Node) -> Document:
        id_ = self.div.get(ID, "")
        notes = self.div.find("t:div[@type='notes']", NS)
        source = next(bibl for bibl in root.iter(f"{T}bibl") if bibl.get(ID) == f"src.{id_}")
        return Document(
            id=DocumentId(id_),
            language=LanguageTag(self.div.get(LANG, "")),
            divisions=tuple(self._divisions(self.div, 1)),
            notes=tuple(self._blocks(notes, 0)) if notes is not None else (),
            title=source.findtext("t:title", "", NS),
        )

    def _divisions(self, div: Node, depth: int) -> Iterator[Division]:
        for section in div.iterfind("t:div[@type='section']", NS):
            level = _level(section, depth)
            blocks = tuple(self._blocks(section, level))
            yield Division(id=DivisionId(section.get(ID, "")), level=level, blocks=blocks)
            yield from self._divisions(section, depth + 1)

    def _blocks(self, holder: Node, level: int) -> Iterator[Block]:
        for node in holder:
            if local(node) in ("lg", "list", "listBibl", "cit"):
                yield from self._blocks(node, level)
            elif node.get(ID) and local(node) != "div":
                yield self._block(node, level)

    def _block(self, node: Node, level: int) -> Block:
        name, id_ = local(node), BlockId(node.get(ID, ""))
        content = _Content()
        content.walk(node)
        found = content.joined()
        for inner, span in found:
            if local(inner) in _NAMES:
                concepts = (i.removeprefix("concept.") for i in _pointers(inner, "ref") if i.startswith("concept."))
                self.occurrences += [Occurrence(Place(id_, span), concept) for concept in concepts]
        return Block(
            id=id_,
            kind=BlockKind(node.get("type", "")) if name == "ab" else _KINDS[name],
            text=content.text,
            segments=tuple(
                Segment(SegmentId(inner.get(ID, "")), span, span.of(content.text))
                for inner, span in found
                if local(inner) == "s" or inner.get("type") == "sentence"
            ),
            marks=tuple(sorted(mark for inner, span in found for mark in _marks(inner, span))),
            level=_level(node, level if name == "head" else 0),
            language=_tag(node.get(LANG)),
        )


class _Content:
    """A block's text, with what stands in it."""

    def __init__(self) -> None:
        self.text = ""
        self.found: list[tuple[Node, Span]] = []

    def walk(self, node: Node) -> None:
        self.text += node.text or ""
        for child in node:
            start = len(self.text)
            if not is_unspoken(child):
                self.walk(child)
            self.found.append((child, Span(start, len(self.text))))
            self.text += child.tail or ""

    def joined(self) -> list[tuple[Node, Span]]:
        """What was found, the parts of one element as one."""
        roots: dict[str, int] = {}
        whole: list[tuple[Node, Span]] = []
        for node, span in self.found:
            previous = next((roots[id_] for id_ in _pointers(node, "prev") if id_ in roots), None)
            if previous is None:
                whole.append((node, span))
            else:
                whole[previous] = (whole[previous][0], Span(whole[previous][1].start, span.end))
            if id_ := node.get(ID):
                roots[id_] = len(whole) - 1 if previous is None else previous
        return whole


def _address(node: Node) -> str:
    return node.get("target", "") or node.get("n", "")


def _marks(node: Node, span: Span) -> Iterator[Mark]:
    """The mark that an element stands for, if it stands for any."""
    match local(node):
        case "hi":
            yield Mark(span, _HI[node.get("rend", "")])
        case "ruby":
            yield Mark(span, MarkKind.RUBY, node.findtext("t:rt", "", NS))
        case "foreign":
            yield Mark(span, MarkKind.FOREIGN, node.get(LANG, ""))
        case "ref":
            yield Mark(span, MarkKind.LINK, _address(node))
        case "ptr" if node.get("type") == "note":
            yield Mark(span, MarkKind.NOTE, _address(node)[1:])
        case "pb":
            yield Mark(span, MarkKind.PAGE, node.get("n", ""))
        case "lb":
            yield Mark(span, MarkKind.LINE, node.get("n", ""))
        case "figure":
            url = [graphic.get("url", "") for graphic in node.iterfind("t:graphic", NS)]
            name = url[0].rpartition("/")[2] if url else ""
            yield Mark(span, MarkKind.IMAGE, node.findtext("t:figDesc", "", NS), name)


def _alignments(root: Node) -> Iterator[Alignment]:
    notes = {_pointers(note)[0]: note.text or "" for note in root.iterfind("t:standOff/t:note[@type='bead']", NS)}
    for statement in root.iterfind(".//t:titleStmt/t:respStmt[@corresp]", NS):
        if statement.get(ID, "").startswith("resp."):
            source, target = _pointers(statement, "corresp")
            groups = root.iterfind(f"t:standOff/t:linkGrp[@domains='#{source} #{target}']", NS)
            links = sorted(
                (link for group in groups for link in group), key=lambda link: int(link.get(ID, "").split(".")[-1])
            )
            yield Alignment(
                source=DocumentId(source),
                target=DocumentId(target),
                beads=tuple(_bead(link, notes) for link in links),
                method=statement.findtext("t:name", "", NS),
            )


def _bead(link: Node, notes: Mapping[str, str]) -> Bead:
    size = int(link.get("type", "").split(":")[0])
    ids = [SegmentId(id_) for id_ in _pointers(link)]
    return Bead(
        source=tuple(ids[:size]),
        target=tuple(ids[size:]),
        probability=float(link.get("cert", "")),
        state=State(link.get("ana", "").removeprefix("#state.")),
        note=notes.get(link.get(ID, ""), ""),
    )


def _termbase(root: Node) -> Termbase:
    kinds = {
        "person": ConceptKind.PERSON,
        "place": ConceptKind.PLACE,
        "org": ConceptKind.ORGANISATION,
        "label": ConceptKind.TERM,
    }
    found = []
    for node in root.iterfind("t:standOff/*/*[@n]", NS):
        if node.get(ID, "").startswith("concept."):
            kind = kinds.get(local(node)) or ConceptKind(node.get("type", ""))
            found.append((int(node.get("n", "")), _concept(node, kind)))
    return Termbase(concepts=tuple(concept for _, concept in sorted(found, key=lambda pair: pair[0])))


def _concept(node: Node, kind: ConceptKind) -> Concept:
    following = node.getnext()
    children = [*node, *(following if kind is ConceptKind.TERM and following is not None else ())]
    notes = [child for child in children if local(child) == "note"]
    said = [(note.get("type"), note.get("n"), note.text or "") for note in notes]
    of_terms = {(type_, number): text for type_, number, text in said}
    terms = (child for child in children if local(child) != "note")
    return Concept(
        id=node.get(ID, "").removeprefix("concept."),
        kind=kind,
        terms=tuple(
            Term(
                text=term.text or "",
                language=LanguageTag(term.get(LANG, "")),
                status=TermStatus(term.get("type", "")),
                case=CaseRule(term.get("subtype", "auto")),
                note=of_terms.get(("term", str(number)), ""),
                matching=Matching(of_terms.get(("matching", str(number)), "auto")),
                contexts=tuple(
                    Context.parse(text) for type_, of, text in said if type_ == "context" and of == str(number)
                ),
            )
            for number, term in enumerate(terms, 1)
        ),
        note=next((note.text or "" for note in notes if note.get("type") is None), ""),
        attestations=tuple(
            Attestation(place=_address(note[0])[1:], source=note[0].text or "")
            for note in notes
            if note.get("type") == "attestation"
        ),
        scope=tuple(text for type_, _, text in said if type_ == "scope"),
    )


def _metadata(root: Node) -> Metadata:
    published = next(root.iter(f"{T}publicationStmt"))
    modified = root.findall(".//t:change", NS)[-1].get("when")
    return Metadata(
        name=published.findtext("t:idno[@type='name']", "", NS),
        titles=_titles(root, "main"),
        contributors=tuple(_contributors(root)),
        sources=tuple(_sources(root)),
        publisher=published.findtext("t:publisher", "", NS),
        date=published.findtext("t:date", "", NS),
        modified=datetime.fromisoformat(modified) if modified else UNDATED,
        licence=published.findtext("t:availability/t:licence", "", NS),
        licence_url=_licence_url(published),
        description=root.findtext(".//t:abstract/t:p", "", NS),
        identifier=published.findtext("t:idno", "", NS),
        subtitles=_titles(root, "sub"),
        file_as=root.findall(".//t:titleStmt/t:title", NS)[0].get("n", ""),
        isbn=published.findtext("t:idno[@subtype='product']", "", NS),
        rights=root.findtext(".//t:notesStmt/t:note[@type='rights']", "", NS),
        series=tuple(_series(node) for node in root.iterfind(".//t:seriesStmt", NS)),
        subjects=tuple(_subject(node) for node in root.iterfind(".//t:textClass/t:keywords", NS)),
        accessibility=_accessibility(root),
    )


def _titles(root: Node, kind: str) -> tuple[Localized, ...]:
    found = root.iterfind(f".//t:titleStmt/t:title[@type='{kind}']", NS)
    return tuple(Localized(title.text or "", LanguageTag(title.get(LANG, ""))) for title in found)


def _series(node: Node) -> Series:
    volume = node.findtext("t:biblScope[@unit='volume']", "", NS)
    return Series(
        name=node.findtext("t:title", "", NS),
        language=_tag(node[0].get(LANG)),
        position=int(volume) if volume else None,
        issn=node.findtext("t:idno", "", NS),
    )


def _subject(node: Node) -> Subject:
    scheme = next(scheme for scheme in SubjectScheme if scheme.address == node.get("scheme"))
    return Subject(text=node[0].text or "", scheme=scheme, code=node[0].get("key", ""))


def _accessibility(root: Node) -> Accessibility:
    found = root.iterfind(".//t:notesStmt/t:note[@type='accessibility']", NS)
    return Accessibility(**{node.get("subtype", "").replace("-", "_"): node.text or "" for node in found})


def _licence_url(node: Node) -> str:
    licence = node.find("t:availability/t:licence", NS)
    return "" if licence is None else _address(licence)


def _contributors(root: Node) -> Iterator[Contributor]:
    for node in root.iterfind(".//t:titleStmt/*", NS):
        role = {"author": "aut", "editor": "trl" if node.get("role") else "edt"}.get(local(node), "")
        name = node.find("t:name", NS) if local(node) == "respStmt" else node
        resp = node.find("t:resp[@ref]", NS)
        if resp is not None:
            role = resp.get("ref", "")[-3:]
        if role and name is not None:
            about = _pointers(node, "corresp")
            yield Contributor(
                name=name.text or "",
                role=role,
                language=_tag(name.get(LANG)),
                file_as=node.get("n", ""),
                document=DocumentId(about[0].removeprefix("src.")) if about else None,
            )


def _sources(root: Node) -> Iterator[SourceDescription]:
    for bibl in root.iterfind(".//t:sourceDesc/t:bibl", NS):
        translated = bibl.find("t:note[@type='translated-by']", NS)
        described = SourceDescription(
            document=DocumentId(bibl.get(ID, "").removeprefix("src.")),
            citation=bibl.findtext("t:note[@type='citation']", "", NS),
            licence=bibl.findtext("t:availability/t:licence", "", NS),
            licence_url=_licence_url(bibl),
            rights=bibl.findtext("t:note[@type='rights']", "", NS),
            isbn=bibl.findtext("t:idno[@type='ISBN']", "", NS),
            translated_by=None if translated is None else TranslatedBy(translated.text or ""),
            translation_tool="" if translated is None else translated.get("n", ""),
        )
        if described != SourceDescription(document=described.document):
            yield described


def _steps(root: Node) -> Iterator[Step]:
    applications = {node.get(ID): node for node in root.iter(f"{T}application")}
    *changes, _own = root.findall(".//t:change", NS)
    for change in changes:
        application = applications[_pointers(change, "who")[0]]
        version = application.get("n")
        yield Step(
            tool=application.findtext("t:label", "", NS),
            version=application.get("version", "") if version is None else version,
            action=change.text or "",
        )

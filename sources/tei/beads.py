"""The beads of an edition as this project writes them: `link` and `ptr` in groups, one group or two for each pair."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from bitext.alignments import Alignment, Bead, State
from bitext.documents import Document, DocumentId, SegmentId
from bitext.errors import BadData
from sources.elements import XML_ID, all_text, line_of


def pointed(element: etree._Element, attribute: str = "target") -> tuple[str, ...]:
    """The ids that an attribute points at."""
    return tuple(token.removeprefix("#") for token in (element.get(attribute) or "").split())


def read_alignments(root: etree._Element, documents: Sequence[Document], name: str) -> Iterator[Alignment]:
    """The alignments in the order of the header.

    Raises `BadData` that names the line of a link that cannot be understood, or the sentence that is in no bead or in
    two.
    """
    by_id = {document.id: document for document in documents}
    said = root.iterfind("{*}standOff/{*}note[@type='bead']")
    notes = {id_: all_text(note) for note in said for id_ in pointed(note)}
    for statement in root.iterfind("{*}teiHeader//{*}titleStmt/{*}respStmt[@corresp]"):
        pair = tuple(map(DocumentId, pointed(statement, "corresp")))
        if not (statement.get(XML_ID) or "").startswith("resp."):
            continue
        if len(pair) != 2:
            raise BadData(f"{name}, line {line_of(statement)}: corresp must name two documents, the original first.")
        source, target = (_of(by_id, id_, statement, name) for id_ in pair)
        method = statement.find("{*}name")
        beads = [_bead(link, source, notes, name) for link in _links(root, pair, name)]
        try:
            yield Alignment.covering(source, target, beads, method="" if method is None else all_text(method))
        except BadData as error:
            where = f"the alignment of {source.id} with {target.id}"
            raise BadData(f"{name}, {where}: {error}") from error


def _of(by_id: Mapping[DocumentId, Document], id_: DocumentId, element: etree._Element, name: str) -> Document:
    if id_ not in by_id:
        raise BadData(f"{name}, line {line_of(element)}: there is no document {id_!r} in the file.")
    return by_id[id_]


def _links(root: etree._Element, pair: Sequence[str], name: str) -> list[etree._Element]:
    """The links of a pair in the order of their numbers, which is that of the texts."""
    groups = root.iterfind("{*}standOff/{*}linkGrp")
    links = (link for group in groups if pointed(group, "domains") == tuple(pair) for link in group)
    return sorted(links, key=lambda link: _number(link, name))


def _number(link: etree._Element, name: str) -> int:
    number = (link.get(XML_ID) or "").rpartition(".")[2]
    if not number.isdecimal():
        raise _fault(link, name, "has no id that ends in a number, which tells the order: zh-en.12")
    return int(number)


def _bead(link: etree._Element, source: Document, notes: Mapping[str, str], name: str) -> Bead:
    ids = tuple(map(SegmentId, pointed(link)))
    state = (link.get("ana") or "").removeprefix("#state.")
    if state not in set(State):
        raise _fault(link, name, f"has the state {state!r}; write ana='#state.reviewed' or another of the header's")
    try:
        probability = float(link.get("cert") or "")
    except ValueError as error:
        raise _fault(link, name, "has no probability; write cert='0.9' or another number from 0 to 1") from error
    try:
        return Bead(
            source=tuple(id_ for id_ in ids if id_ in source.segment_by_id),
            target=tuple(id_ for id_ in ids if id_ not in source.segment_by_id),
            probability=probability,
            state=State(state),
            note=notes.get(link.get(XML_ID) or "", ""),
        )
    except BadData as error:
        raise BadData(f"{name}, line {line_of(link)}: {error}") from error


def _fault(link: etree._Element, name: str, what: str) -> BadData:
    return BadData(f"{name}, line {line_of(link)}: the link {link.get(XML_ID) or ''!r} {what}.")

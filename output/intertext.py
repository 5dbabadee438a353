"""InterText and XCES: two texts of sentences, and a file of links beside them.

InterText (Vondřička 2014) is the editor of the Czech National Corpus; XCES is what OPUS publishes.  Both name files,
so these formats are files that go together: of `book.xml` the texts are `book.zh.xml` and `book.en.xml`, and the links
`book.zh.en.xml`.  Sentences are numbered as both tools number them, by paragraph and sentence: `12:3`; our own ids
stand beside, as `xml:id`.  Notes, which are not aligned, are left out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bitext.alignments import Alignment, Bead, State
from bitext.documents import Document, SegmentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration
from output.characters import check_characters
from output.markup import Element, element, lines, streamed, xml
from output.options import ExportOptions

_Numbers = Mapping[SegmentId, str]

_SEEN: Final = frozenset({State.REVIEWED, State.FINAL})


def intertext_files(edition: Edition, _options: ExportOptions, name: str) -> Mapping[str, bytes]:
    """The texts, and for each alignment InterText's links: `status` tells whether a person has seen them.

    Raises `BadConfiguration` where there is no alignment, and `BadData` at a character that XML cannot hold.
    """
    return _files(edition, name, "InterText", _intertext)


def xces_files(edition: Edition, _options: ExportOptions, name: str) -> Mapping[str, bytes]:
    """The texts, and for each alignment links as OPUS writes them: `certainty` is the probability.

    Raises `BadConfiguration` where there is no alignment, and `BadData` at a character that XML cannot hold.
    """
    return _files(edition, name, "XCES", _xces)


_Links = Callable[[Alignment, str, str, _Numbers], Element]


def _files(edition: Edition, name: str, format_: str, links: _Links) -> Mapping[str, bytes]:
    if not edition.alignments:
        raise BadConfiguration(
            f"Edition {edition.metadata.name!r} has no alignment, and {format_} is made of one; "
            f"align two of its documents, or leave {format_} out."
        )
    check_characters(edition)
    stem = name.rpartition(".")[0] or name
    aligned = dict.fromkeys(id_ for alignment in edition.alignments for id_ in (alignment.source, alignment.target))
    documents = [edition.document_by_id[id_] for id_ in aligned]
    texts = {f"{stem}.{document.id}.xml": xml(_text(document)) for document in documents}
    numbers = {id_: number for document in documents for id_, number in _numbered(document)}
    linked = {
        f"{stem}.{a.source}.{a.target}.xml": xml(links(a, f"{stem}.{a.source}.xml", f"{stem}.{a.target}.xml", numbers))
        for a in edition.alignments
    }
    return linked | texts


def _numbered(document: Document) -> Iterator[tuple[SegmentId, str]]:
    """Each sentence with its number; paragraphs without one are not counted."""
    blocks = (block for block in document.blocks if block.segments)
    for paragraph, block in enumerate(blocks, 1):
        for count, segment in enumerate(block.segments, 1):
            yield segment.id, f"{paragraph}:{count}"


def _text(document: Document) -> Element:
    numbers = dict(_numbered(document))
    head = lines("head", None, element("title", None, document.title)) if document.title else None
    body = streamed("text", {"xml:lang": document.language}, lambda: _paragraphs(document, numbers))
    return lines("doc", None, head, body)


def _paragraphs(document: Document, numbers: _Numbers) -> Iterator[Element]:
    for block in document.blocks:
        if block.segments:
            sentences = (element("s", {"id": numbers[s.id], "xml:id": s.id}, s.text) for s in block.segments)
            yield lines("p", {"id": numbers[block.segments[0].id].partition(":")[0]}, *sentences)


def _targets(first: tuple[SegmentId, ...], second: tuple[SegmentId, ...], numbers: _Numbers) -> str:
    return ";".join(" ".join(numbers[id_] for id_ in side) for side in (first, second))


def _intertext(alignment: Alignment, source: str, target: str, numbers: _Numbers) -> Element:
    """The side of `toDoc` stands first, so the original is there."""

    def link(bead: Bead) -> Element:
        sides = _targets(bead.source, bead.target, numbers)
        status = "man" if bead.state in _SEEN else "auto"
        return element("link", {"type": "{}-{}".format(*bead.type), "xtargets": sides, "status": status})

    return streamed("linkGrp", {"toDoc": source, "fromDoc": target}, lambda: map(link, alignment.beads))


def _xces(alignment: Alignment, source: str, target: str, numbers: _Numbers) -> Element:
    """The side of `fromDoc` stands first."""

    def links() -> Iterator[Element]:
        for count, bead in enumerate(alignment.beads, 1):
            sides = _targets(bead.source, bead.target, numbers)
            certainty = str(bead.probability)
            yield element("link", {"id": f"SL{count}", "certainty": certainty, "xtargets": sides})

    group = streamed("linkGrp", {"targType": "s", "fromDoc": source, "toDoc": target}, links)
    return lines("cesAlign", {"version": "1.0"}, group)

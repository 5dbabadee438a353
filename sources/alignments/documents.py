"""Alignments that point into documents: our TEI, and InterText's links beside their two texts."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from lxml import etree

from bitext.alignments import State
from bitext.documents import Document
from bitext.errors import BadData, UnreadableInput
from sources.alignments.contract import GivenAlignment, GivenBead, GivenSide, Run
from sources.contract import Beside, Declined
from sources.elements import line_of, plain_text
from sources.languages import language_of
from sources.tei.editions import read_edition
from sources.xml import parse_xml


def from_tei(data: bytes, *, name: str, beside: Beside) -> GivenAlignment:
    """The alignment of a TEI file of ours that has one.

    Raises what `read_edition` raises, and `UnreadableInput` where there are none or several alignments in it.
    """
    edition = read_edition(data, name=name, beside=beside)
    if len(edition.alignments) != 1:
        count = len(edition.alignments)
        raise UnreadableInput(f"{name} holds {count or 'no'} alignments, and one is wanted; write one pair to a file.")
    (alignment,) = edition.alignments
    sides = [_of_document(edition.document_by_id[id_]) for id_ in (alignment.source, alignment.target)]
    numbers = [{id_: number for number, (id_,) in enumerate(run.ids for run in side.runs)} for side in sides]
    beads = (
        GivenBead(
            tuple(numbers[0][id_] for id_ in bead.source),
            tuple(numbers[1][id_] for id_ in bead.target),
            bead.probability,
            bead.state,
            bead.note,
        )
        for bead in alignment.beads
    )
    return GivenAlignment(name=name, sides=(sides[0], sides[1]), beads=tuple(beads))


def _of_document(document: Document) -> GivenSide:
    runs = tuple(Run(segment.text, (segment.id,)) for segment in document.segments)
    return GivenSide(runs, document.language)


def from_intertext(root: etree._Element, *, name: str, beside: Beside) -> GivenAlignment:
    """InterText's links; the texts are read from the files that they name.

    `NAME_zh.NAME_en.xml` is of a Chinese source; where the name says nothing, `fromDoc` is the source.
    Raises `BadData` that names the line of a link to a sentence that is not there.
    """
    first, second = root.get("toDoc", ""), root.get("fromDoc", "")  # in the order of `xtargets`
    if not first or not second:
        raise BadData(f"{name}, line {line_of(root)}: the linkGrp needs toDoc and fromDoc, the names of the texts.")
    is_turned = not PurePath(name).name.startswith(first.removesuffix("xml"))
    files = (second, first) if is_turned else (first, second)
    sides = [_of_file(beside(file), file) for file in files]
    numbers = [{id_: number for number, (id_,) in enumerate(run.ids for run in side.runs)} for side in sides]
    beads = (_link(link, numbers, files, name, is_turned=is_turned) for link in root.iter("{*}link"))
    return GivenAlignment(
        name=name, sides=(sides[0], sides[1]), beads=tuple(bead for bead in beads if bead.source or bead.target)
    )


def _of_file(data: bytes, name: str) -> GivenSide:
    root = parse_xml(data, name)
    if isinstance(root, Declined):
        raise UnreadableInput(f"{name} holds no sentences: {root.reason}.")
    runs = tuple(Run(plain_text(s), (s.get("id", f"#{count}"),)) for count, s in enumerate(root.iter("{*}s"), 1))
    return GivenSide(runs, language_of("\n".join(run.text or "" for run in runs)))


def _link(
    link: etree._Element, numbers: Sequence[Mapping[str, int]], files: Sequence[str], name: str, *, is_turned: bool
) -> GivenBead:
    ids = [side.split() for side in link.get("xtargets", "").split(";")]
    if len(ids) != 2:
        raise BadData(f"{name}, line {line_of(link)}: xtargets needs two sides with a semicolon between them.")
    sides = ids[::-1] if is_turned else ids
    for known, named, file in zip(numbers, sides, files, strict=True):
        if unknown := next((id_ for id_ in named if id_ not in known), None):
            raise BadData(f"{name}, line {line_of(link)}: {file} has no sentence {unknown!r}.")
    source, target = (tuple(known[id_] for id_ in named) for known, named in zip(numbers, sides, strict=True))
    is_seen = link.get("status") == "man"
    return GivenBead(source, target, state=State.REVIEWED if is_seen else State.TRANSLATED, line=line_of(link))

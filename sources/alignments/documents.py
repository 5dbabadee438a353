"""Alignments that point into documents: our TEI, and links of InterText or XCES beside their two texts."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from lxml import etree

from bitext.alignments import State
from bitext.documents import Document
from bitext.errors import BadData, UnreadableInput
from sources.alignments.contract import GivenAlignment, GivenBead, GivenSide, Run, probability
from sources.contract import Beside, Declined
from sources.elements import XML_ID, XML_LANG, all_text, line_of, plain_text
from sources.languages import language_of, tag_or_none
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
    return _linked(list(root.iter("{*}link")), (first, second), name, beside, is_turned=is_turned)


def from_xces(root: etree._Element, *, name: str, beside: Beside) -> GivenAlignment:
    """The links of one pair of texts as OPUS has them, `fromDoc` being the source; the texts are read beside it.

    Raises `UnreadableInput` where there are several pairs in the file, and `BadData` as `from_intertext` does.
    """
    groups = list(root.iter("{*}linkGrp"))
    if len(groups) != 1:
        raise UnreadableInput(f"{name} links {len(groups)} pairs of texts, and one is wanted; write each to a file.")
    (group,) = groups
    files = group.get("fromDoc", ""), group.get("toDoc", "")
    if not all(files):
        raise BadData(f"{name}, line {line_of(group)}: the linkGrp needs fromDoc and toDoc, the names of the texts.")
    return _linked(list(group.iter("{*}link")), files, name, beside, is_turned=False)


def _linked(
    links: Sequence[etree._Element], named: tuple[str, str], name: str, beside: Beside, *, is_turned: bool
) -> GivenAlignment:
    """The beads of links, whose sides stand in the order of the files named; if turned, the second is the source."""
    files = named[::-1] if is_turned else named
    texts = [_of_file(beside(file), file) for file in files]
    numbers = [numbers for _, numbers in texts]
    beads = (_link(link, numbers, files, name, is_turned=is_turned) for link in links)
    sides = texts[0][0], texts[1][0]
    return GivenAlignment(name=name, sides=sides, beads=tuple(bead for bead in beads if bead.source or bead.target))


def _of_file(data: bytes, name: str) -> tuple[GivenSide, Mapping[str, int]]:
    """The sentences of a text, and the number of each by the id that links name; ours have an `xml:id` too."""
    root = parse_xml(data, name)
    if isinstance(root, Declined):
        raise UnreadableInput(f"{name} holds no sentences: {root.reason}.")
    ids: dict[str, int] = {}
    runs: list[Run] = []
    for count, s in enumerate(root.iter("{*}s")):
        id_ = s.get("id") or f"#{count + 1}"
        ids[id_] = count
        own = s.get(XML_ID)  # we write it, and every blank counts
        runs.append(Run(all_text(s) if own else plain_text(s), (own or id_,)))
    said = (tag_or_none(text.get(XML_LANG)) for text in root.iter("{*}text"))
    language = next(filter(None, said), None) or language_of("\n".join(run.text or "" for run in runs))
    return GivenSide(tuple(runs), language), ids


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
    return GivenBead(
        source,
        target,
        probability(link.get("certainty"), f"{name}, line {line_of(link)}") if _is_share(link) else None,
        state=State.REVIEWED if link.get("status") == "man" else State.TRANSLATED,
        line=line_of(link),
    )


def _is_share(link: etree._Element) -> bool:
    """Whether its certainty can be a probability: hunalign's, which OPUS has too, goes beyond 1."""
    return re.fullmatch(r"0(\.\d+)?(e-\d+)?|1(\.0+)?|\d(\.\d+)?e-\d+", link.get("certainty", "")) is not None

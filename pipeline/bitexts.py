"""Bitexts from files, as checks see them: an alignment that is given, two texts that are aligned, or an edition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bitext.alignments import Alignment
from bitext.documents import Document, DocumentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration, UnreadableInput
from bitext.languages import LanguageTag
from bitext.terms import Termbase
from glossary.checks.contract import Bilingual, Couple, Sentence, Side
from pipeline.align import align_files, inputs
from pipeline.build import edition_from_toml
from pipeline.files import beside, read_bytes, shown
from pipeline.given import is_tei, language_of_side
from pipeline.progress import Progress, silent
from sources.alignments import GivenAlignment, GivenBead, Run, read_alignment
from sources.tei.editions import read_edition

_EDITION: Final = ".toml"
_BLOCK: Final = re.compile(r"\.[pn]\d+(?:\.s\d+)?$")
"""The end of our ids, before which the division stands: zh.c3.p12.s2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the user says of the files."""

    source: LanguageTag | None = None
    target: LanguageTag | None = None
    encoder: str = "auto"


@dataclass(frozen=True, slots=True)
class Bitexts:
    """The bitexts of one run, and the term base that an edition brings with it."""

    bitexts: tuple[Bilingual, ...]
    termbase: Termbase


def read_bitexts(paths: Sequence[Path], told: Told, *, progress: Progress = silent) -> Bitexts:
    """The bitexts of an alignment's file or an edition.toml, or of an original and its translation.

    Raises what reading and aligning raise, and `UnknownLanguage` where a side's language can neither be read nor
    detected.
    """
    if len(paths) > 1:
        edition = align_files(inputs(paths, [told.source, told.target]), encoder=told.encoder, progress=progress)
        source, target = map(shown, paths)
        bitexts = of_edition(edition, name=target)
        return Bitexts(tuple(replace(one, files=(source, target)) for one in bitexts), edition.termbase)
    (path,) = paths
    name = shown(path)
    if path.suffix.lower() == _EDITION:
        edition = edition_from_toml(path, progress=progress)
        if not edition.alignments:
            raise BadConfiguration(f"{name} has no alignment, and so nothing to check; write a table [[alignment]].")
        return Bitexts(tuple(_with_files(one, edition) for one in of_edition(edition, name=name)), edition.termbase)
    data = read_bytes(path)
    if (own := _own_edition(data, path)) is not None:
        return Bitexts(tuple(of_edition(own, name=name)), own.termbase)
    given = read_alignment(data, name=name, beside=beside(path))
    return Bitexts((of_given(given, told),), Termbase())


def _own_edition(data: bytes, path: Path) -> Edition | None:
    """The edition of a TEI file of ours, with its chapters and all its alignments."""
    if not is_tei(data):
        return None
    name = shown(path)
    edition = read_edition(data, name=name, beside=beside(path))
    if not edition.alignments:
        raise UnreadableInput(f"{name} holds no alignment; there is one in what `duizhao align` writes.")
    return edition


def _with_files(bitext: Bilingual, edition: Edition) -> Bilingual:
    """The bitext with the files of its documents, in which their lines are counted."""
    names = {document.id: document.name for document in edition.documents}
    source, target = (names[DocumentId(id_)] or bitext.name for id_ in bitext.documents)
    return replace(bitext, files=(source, target))


def of_edition(edition: Edition, *, name: str) -> Iterator[Bilingual]:
    """A bitext for each alignment of the edition."""
    return (_of_alignment(edition, alignment, name) for alignment in edition.alignments)


def _of_alignment(edition: Edition, alignment: Alignment, name: str) -> Bilingual:
    source, target = (edition.document_by_id[id_] for id_ in (alignment.source, alignment.target))
    sentences = {sentence.id: sentence for document in (source, target) for sentence in _sentences(document)}
    couples = tuple(
        Couple(
            f"{alignment.source}-{alignment.target}.{number}",
            tuple(sentences[id_] for id_ in bead.source),
            tuple(sentences[id_] for id_ in bead.target),
        )
        for number, bead in enumerate(alignment.beads, 1)
    )
    return Bilingual(couples, source.language, target.language, name, (alignment.source, alignment.target))


def _sentences(document: Document) -> Iterator[Sentence]:
    for division in document.divisions:
        for block in division.blocks:
            for segment in block.segments:
                yield Sentence(segment.id, segment.text, division.id, block.origin.line)


def of_given(given: GivenAlignment, told: Told) -> Bilingual:
    """The bitext of an alignment that a file holds; sentences that are in no bead are beads of their own.

    Raises `UnreadableInput` where the file has numbers and no text, and `UnknownLanguage`.
    """
    for side, numbered in zip(given.sides, ("source", "target"), strict=True):
        if not side.has_text:
            raise UnreadableInput(
                f"{given.name} has no text of the {numbered}; give an alignment with its text, such as TMX or TSV, "
                "or the two texts themselves."
            )
    couples = tuple(_couple(given, number, bead) for number, bead in enumerate(given.all_beads(), 1))
    return Bilingual(
        couples,
        language_of_side(given, 0, told.source),
        language_of_side(given, 1, told.target),
        given.name,
    )


def _couple(given: GivenAlignment, number: int, bead: GivenBead) -> Couple:
    sides = (
        tuple(_sentence(given.sides[place].runs[run], side, run) for run in bead.side(place))
        for place, side in enumerate(Side)
    )
    source, target = sides
    return Couple(str(number), source, target, bead.line)


def _sentence(run: Run, side: Side, number: int) -> Sentence:
    id_ = " ".join(run.ids) or f"{side}.{number + 1}"
    division = _BLOCK.sub("", run.ids[0]) if run.ids else ""
    return Sentence(id_, run.text or "", division if run.ids and division != run.ids[0] else "")

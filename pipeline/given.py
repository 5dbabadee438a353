"""An edition from an alignment that a file holds: its sentences in documents, its beads of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from pathlib import Path
from typing import Final

from bitext.alignments import Alignment, Bead
from bitext.articles import Localized
from bitext.documents import Block, BlockId, BlockKind, Division, DivisionId, Document, DocumentId, SegmentId
from bitext.drafts import Draft, Drafted, number, segments_at
from bitext.editions import Edition, Metadata
from bitext.errors import BadData, UnknownLanguage, UnreadableInput
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.rules import has_rules
from lang.script import detect_language
from lang.segmenters import segmenter_named
from pipeline.files import beside, read_bytes, shown
from sources.alignments import GivenAlignment, GivenBead, Run, read_alignment
from sources.tei.editions import read_edition

Languages = tuple[LanguageTag | None, LanguageTag | None]
"""Of the source and the target, where the user says them."""

_OWN_ID: Final = re.compile(r"(?P<division>(?P<document>[A-Za-z][\w.\-]*?)\.c\d+)\.p\d+(?=\.s\d+$)", re.ASCII)
"""The ids of our sentences: zh.c3.p12.s2."""

_TEI: Final = (b"<TEI", b"<teiCorpus")
_HEAD: Final = 4096


def edition_in(path: Path, told: Languages = (None, None)) -> tuple[Edition, Sequence[str]]:
    """The edition that the file of an alignment makes, and what could not be read of it.

    Raises what reading raises, and what `from_given` does.
    """
    data = read_bytes(path)
    name = shown(path)
    if is_tei(data):
        return read_edition(data, name=name, beside=beside(path)), ()
    given = read_alignment(data, name=name, beside=beside(path))
    return from_given(given, told, name=_short(path))


def is_tei(data: bytes) -> bool:
    """Whether a file looks like TEI."""
    return any(mark in data[:_HEAD] for mark in _TEI)


def language_of_side(given: GivenAlignment, side: int, told: LanguageTag | None) -> LanguageTag:
    """What the user says, what the file says, or what the text shows."""
    known = told or given.sides[side].language
    found = known or detect_language("\n".join(run.text or "" for run in given.sides[side].runs))
    if found is None:
        which = ("source", "target")[side]
        raise UnknownLanguage(f"The language of the {which} of {given.name} cannot be told; give --{which}-lang.")
    return found


def _short(path: Path) -> str:
    """An edition's name from a file's."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-.") or "bitext"


def from_given(given: GivenAlignment, told: Languages = (None, None), *, name: str) -> tuple[Edition, Sequence[str]]:
    """The edition that an alignment makes, and what is not known of it.

    Where the ids are ours, the sentences stand in their paragraphs and chapters again; else each is a paragraph.
    Raises `UnreadableInput` where there are numbers and no text, and `UnknownLanguage`.
    """
    if not all(side.has_text for side in given.sides):
        raise UnreadableInput(
            f"{given.name} has numbers of sentences and no text; align the two texts with it as --anchors instead."
        )
    languages = [language_of_side(given, side, asked) for side, asked in enumerate(told)]
    sides = [_Side.of(given, side, language) for side, language in enumerate(languages)]
    source, target = (side.document(id_) for side, id_ in zip(sides, _ids(sides, languages), strict=True))
    beads = (_bead(bead, sides, (source, target)) for bead in given.all_beads())
    alignment = Alignment.covering(source, target, beads, method=f"as {Path(given.name).name} has it")
    edition = Edition(
        metadata=Metadata(name=name, titles=(Localized(name, LanguageTag("en")),)),
        documents=(source, target),
        alignments=(alignment,),
    )
    joined = sum(side.joined for side in sides)
    unread = f"{given.name} does not tell where sentences end in {joined} beads; each side of them is one sentence"
    return edition, (unread,) if joined else ()


@dataclass(frozen=True)
class _Side:
    """The sentences of one side, and which of them a run of the file is."""

    language: LanguageTag
    sentences: tuple[tuple[str, str], ...]  # each with its id, which may be empty
    of_run: tuple[range, ...]
    joined: int  # runs of several sentences whose borders are not known

    @classmethod
    def of(cls, given: GivenAlignment, side: int, language: LanguageTag) -> "_Side":
        sentences: list[tuple[str, str]] = []
        places: list[range] = []
        joined = 0
        for run in given.sides[side].runs:
            parts = _parts(run, language)
            joined += len(parts) < len(run.ids)
            places.append(range(len(sentences), len(sentences) + len(parts)))
            sentences += parts
        return cls(language, tuple(sentences), tuple(places), joined)

    @property
    def own(self) -> str:
        """The id of the document, where all ids are ours; else empty."""
        found = {match["document"] if (match := _OWN_ID.match(id_)) else "" for id_, _ in self.sentences}
        return found.pop() if len(found) == 1 else ""

    def document(self, id_: DocumentId) -> Document:
        """The document, in paragraphs and chapters if the ids tell them."""
        if self.own == id_:
            try:
                return self._in_paragraphs(id_)
            except BadData:  # the ids are not in order, as where a person has moved sentences
                pass
        blocks = tuple(
            Draft(text=text, segments=(Span(0, len(text)),), segment_ids=(_as_id(given),))
            for given, text in self.sentences
        )
        return number(Drafted(blocks=blocks), id_, self.language)

    def _in_paragraphs(self, id_: DocumentId) -> Document:
        paragraphs = groupby(self.sentences, key=lambda sentence: sentence[0].rpartition(".")[0])
        blocks = [self._block(BlockId(block), list(sentences)) for block, sentences in paragraphs]
        chapters = groupby(blocks, key=lambda block: block.id.rpartition(".")[0])
        divisions = (Division(id=DivisionId(chapter), level=1, blocks=tuple(inside)) for chapter, inside in chapters)
        return Document(id=id_, language=self.language, divisions=tuple(divisions))

    def _block(self, id_: BlockId, sentences: Sequence[tuple[str, str]]) -> Block:
        joiner = self.language.joiner
        text = joiner.join(sentence for _, sentence in sentences)
        ends = list(_ends([sentence for _, sentence in sentences], len(joiner)))
        spans = [Span(end - len(sentence), end) for end, (_, sentence) in zip(ends, sentences, strict=True)]
        segments = segments_at(id_, text, spans, [given for given, _ in sentences])
        return Block(id=id_, kind=BlockKind.PARAGRAPH, text=text, segments=segments)


def _ends(texts: Sequence[str], gap: int) -> Iterator[int]:
    at = -gap
    for text in texts:
        at += gap + len(text)
        yield at


def _parts(run: Run, language: LanguageTag) -> Sequence[tuple[str, str]]:
    """The sentences of a run with their ids: as many as it names, where our rules find as many."""
    text = (run.text or "").strip()
    if len(run.ids) > 1 and has_rules(language):
        cuts = [0, *segmenter_named("rules").divider(language)(text), len(text)]
        pieces = [piece for a, b in pairwise(cuts) if (piece := text[a:b].strip())]
        if len(pieces) == len(run.ids):
            return list(zip(run.ids, pieces, strict=True))
    return [(run.ids[0] if run.ids else "", text)]


def _as_id(given: str) -> str:
    """The id that a file gives, if it can be one in XML."""
    return given if re.fullmatch(r"[A-Za-z_][\w.\-]*", given, re.ASCII) else ""


def _ids(sides: Sequence[_Side], languages: Sequence[LanguageTag]) -> Sequence[DocumentId]:
    """What the documents are called: as their ids say, or by their languages."""
    own = [side.own for side in sides]
    tags = [language.language for language in languages]
    for names in (own, tags):
        if all(names) and len(set(names)) == len(names):
            return [DocumentId(name) for name in names]
    return [DocumentId("source"), DocumentId("target")]


def _bead(bead: GivenBead, sides: Sequence[_Side], documents: Sequence[Document]) -> Bead:
    source, target = (
        tuple(_segments(bead.side(place), side, document))
        for place, (side, document) in enumerate(zip(sides, documents, strict=True))
    )
    made = Bead(source=source, target=target, state=bead.state, note=bead.note)
    return made if bead.probability is None else replace(made, probability=bead.probability)


def _segments(runs: Sequence[int], side: _Side, document: Document) -> Iterator[SegmentId]:
    places = chain.from_iterable(side.of_run[run] for run in runs)
    return (document.segments[place].id for place in places)

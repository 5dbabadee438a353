"""What is doubtful about an alignment as a whole: whether the texts answer each other, and what has no counterpart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bitext.alignments import Alignment, Bead
from bitext.documents import BlockId, Document, DocumentId, SegmentId
from bitext.languages import LanguageTag

if TYPE_CHECKING:
    from aligner.encoders import Encoder

LONG_RUN: Final = 10
"""Sentences in a row without counterpart that are worth a warning: more than a passage that was left out in passing."""

# Of chapters and their right translations (novels zh-en, travel books de-fr) the certainty is 0.85 to 0.98, where a
# third was cut out of one side still 0.79; of chapters paired crosswise or backwards it is 0.04 to 0.30.  Of the first
# 20 sentences it is 0.81 to 0.99, crosswise 0.05 to 0.48; of the first 8 sentences 0.66 to 1.00, crosswise 0.18 to
# 0.60, so that a short pair must be worse to be doubted.
_CERTAINTY: Final = 0.5
_CERTAINTY_OF_FEW: Final = 0.3
_MANY: Final = 15
_FEW: Final = 4
"""Sentences of the shorter side; of fewer nothing can be said."""

_ANSWERED: Final = 0.15
"""The share of the text with a counterpart under which what there is of it is an accident."""

_SAMPLE: Final = 300
"""Source sentences that are tried backwards: enough to be sure, and quick."""

_EXCERPT: Final = 40


class DoubtKind(StrEnum):
    """What a warning is about."""

    EMPTY = "empty"
    UNRELATED = "unrelated"
    REVERSED = "reversed"
    CHAPTER = "chapter without counterpart"
    RUN = "run without counterpart"
    SCANT = "passage with hardly a counterpart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A warning, and the sentences that it is about, where it is about some."""

    kind: DoubtKind
    message: str
    document: DocumentId | None = None
    segments: tuple[SegmentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """An alignment as a whole.

    `score` is the share of the text (in characters, both sides counting the same) that is expected to stand in a right
    bead with a counterpart: the probabilities of the beads that have both sides, weighted by length.  `answered` is the
    share that stands in such beads at all, and `certainty` their mean probability.  All are from 0 to 1.
    """

    score: float
    answered: float
    certainty: float
    doubts: tuple[Doubt, ...]
    crossings: tuple[Bead, ...]  # beads that cross a paragraph border on one side only

    @property
    def is_unrelated(self) -> bool:
        """Whether the two texts do not look like translations of each other."""
        return any(doubt.kind in {DoubtKind.UNRELATED, DoubtKind.REVERSED} for doubt in self.doubts)


def quality(alignment: Alignment, source: Document, target: Document, *, encoder: "Encoder | None" = None) -> Quality:
    """How far an alignment may be believed, and where it lacks something.

    Where the texts do not answer each other, `encoder` is used to see whether they do when one is read backwards.
    """
    shares = _shares(alignment, source, target)
    both = [(share, bead.probability) for share, bead in zip(shares, alignment.beads, strict=True) if all(bead.type)]
    answered = sum(share for share, _ in both)
    score = sum(share * probability for share, probability in both)
    certainty = score / answered if answered else 0.0
    count = min(len(source.segments), len(target.segments))
    if not count:
        doubts = [_empty(source if not source.segments else target)]
    elif _looks_unrelated(answered, certainty, count):
        is_reversed = encoder is not None and reads_backwards(source, target, encoder)
        doubts = [_reversed(source, target) if is_reversed else _unrelated(source, target, score)]
    else:
        lacking = [doubt for document in (source, target) for doubt in _lacking(alignment, document)]
        doubts = [*lacking, *_scant(alignment, (source, target), {id_ for doubt in lacking for id_ in doubt.segments})]
    return Quality(
        score=round(score, 4),
        answered=round(answered, 4),
        certainty=round(certainty, 4),
        doubts=tuple(doubts),
        crossings=tuple(_crossings(alignment, source, target)),
    )


def _shares(alignment: Alignment, source: Document, target: Document) -> list[float]:
    """The share of each bead in the text of both sides; together 1, or 0 where there is no text."""
    lengths = [{segment.id: len(segment.text) for segment in side.segments} for side in (source, target)]
    totals = [sum(side.values()) for side in lengths]
    weight = 1 / (sum(map(bool, totals)) or 1)
    return [
        sum(
            weight * sum(known[id_] for id_ in ids) / total
            for ids, known, total in zip((bead.source, bead.target), lengths, totals, strict=True)
            if total
        )
        for bead in alignment.beads
    ]


def _looks_unrelated(answered: float, certainty: float, count: int) -> bool:
    if count < _FEW:
        return False
    return answered < _ANSWERED or certainty < (_CERTAINTY if count >= _MANY else _CERTAINTY_OF_FEW)


def reads_backwards(source: Document, target: Document, encoder: "Encoder") -> bool:
    """Whether the target answers the source when its sentences, or its paragraphs, are read from the last one on."""
    by_sentence = [segment.text for segment in reversed(target.segments)]
    by_paragraph = [segment.text for block in reversed([*target.blocks]) for segment in block.segments]
    size = -(-_SAMPLE * len(target.segments) // len(source.segments))
    here = tuple(segment.text for segment in source.segments[:_SAMPLE])
    return any(
        _certainty(here, tuple(there[:size]), (source.language, target.language), encoder) >= _CERTAINTY
        for there in (by_sentence, by_paragraph)
    )


def _certainty(
    source: Sequence[str], target: Sequence[str], languages: tuple[LanguageTag, LanguageTag], encoder: "Encoder"
) -> float:
    """The mean probability of the beads of two texts that have both sides, weighted by their length in the source."""
    from aligner.sentences import Scorer, align_sentences  # noqa: PLC0415 - numpy is loaded when it is needed
    from aligner.units import Text  # noqa: PLC0415

    links = align_sentences(Text.of(source, languages[0]), Text.of(target, languages[1]), Scorer.of(encoder))
    both = [(sum(len(source[n]) for n in link.source), link.probability) for link in links if link.target]
    total = sum(length for length, _ in both)
    return sum(length * probability for length, probability in both) / total if total else 0.0


def _empty(document: Document) -> Doubt:
    return Doubt(
        kind=DoubtKind.EMPTY,
        message=f"{_title(document)} has no sentences, so nothing of the other text has a counterpart.",
        document=document.id,
    )


def _unrelated(source: Document, target: Document, score: float) -> Doubt:
    return Doubt(
        kind=DoubtKind.UNRELATED,
        message=f"these two texts hardly answer each other: {_title(target)} does not look like a translation of "
        f"{_title(source)} (score {score:.2f}); see that they are the same work and the same chapters.",
    )


def _reversed(source: Document, target: Document) -> Doubt:
    return Doubt(
        kind=DoubtKind.REVERSED,
        message=f"{_title(target)} looks like a translation of {_title(source)} in reverse order; "
        "put its sentences in the order of the original.",
    )


def _title(document: Document) -> str:
    return document.name or document.id


def _lacking(alignment: Alignment, document: Document) -> Iterator[Doubt]:
    """The chapters without any counterpart, and the other long runs, in the order of the text."""
    numbers = {segment.id: number for number, segment in enumerate(document.segments)}
    lone = {id_ for bead in alignment.beads if not all(bead.type) for id_ in (*bead.source, *bead.target)}
    found: dict[int, Doubt] = {}
    for division in document.divisions:
        ids = tuple(segment.id for segment in division.segments)
        if len(document.divisions) > 1 and len(ids) > 1 and lone.issuperset(ids):
            found[numbers[ids[0]]] = _chapter(document, ids)
            lone -= set(ids)
    for is_lone, group in groupby(document.segments, key=lambda segment: segment.id in lone):
        ids = tuple(segment.id for segment in group)
        if is_lone and len(ids) >= LONG_RUN:
            found[numbers[ids[0]]] = _run(document, ids)
    yield from (found[number] for number in sorted(found))


def _chapter(document: Document, ids: tuple[SegmentId, ...]) -> Doubt:
    return Doubt(
        kind=DoubtKind.CHAPTER,
        message=f"a whole chapter of {_title(document)} has no counterpart: {_first_words(document, ids)} "
        f"({ids[0]} to {ids[-1]}, {len(ids)} sentences).",
        document=document.id,
        segments=ids,
    )


def _run(document: Document, ids: tuple[SegmentId, ...]) -> Doubt:
    return Doubt(
        kind=DoubtKind.RUN,
        message=f"{len(ids)} sentences in a row of {_title(document)} have no counterpart: "
        f"{_first_words(document, ids)} ({ids[0]} to {ids[-1]}).",
        document=document.id,
        segments=ids,
    )


def _scant(alignment: Alignment, sides: tuple[Document, Document], told: set[SegmentId]) -> Iterator[Doubt]:
    """Passages that an uncertain alignment has squeezed into much too few sentences of the other side.

    They are runs of beads that are more likely wrong than right, or have an empty side; what is `told` already counts
    no more.
    """
    ratio = len(sides[1].segments) / len(sides[0].segments)
    for is_doubtful, group in groupby(alignment.beads, key=lambda bead: bead.probability < 0.5 or not all(bead.type)):
        beads = tuple(group)
        ids = [[id_ for bead in beads for id_ in own(bead) if id_ not in told] for own in (_source_of, _target_of)]
        missing = len(ids[0]) - len(ids[1]) / ratio, len(ids[1]) - len(ids[0]) * ratio
        for document, own, count in zip(sides, ids, missing, strict=True):
            if is_doubtful and count >= LONG_RUN:
                yield _passage(document, tuple(own), round(count))


def _source_of(bead: Bead) -> tuple[SegmentId, ...]:
    return bead.source


def _target_of(bead: Bead) -> tuple[SegmentId, ...]:
    return bead.target


def _passage(document: Document, ids: tuple[SegmentId, ...], count: int) -> Doubt:
    return Doubt(
        kind=DoubtKind.SCANT,
        message=f"some {count} of {len(ids)} sentences of {_title(document)} have hardly a counterpart: "
        f"{_first_words(document, ids)} ({ids[0]} to {ids[-1]}).",
        document=document.id,
        segments=ids,
    )


def _first_words(document: Document, ids: Sequence[SegmentId]) -> str:
    text = document.segment_by_id[ids[0]].text
    return f"“{text}”" if len(text) <= _EXCERPT else f"“{text[:_EXCERPT].rstrip()}…”"


def _crossings(alignment: Alignment, source: Document, target: Document) -> Iterator[Bead]:
    """The beads that hold a paragraph border on one side, and none on the other."""
    sides = _blocks(source), _blocks(target)
    for bead in alignment.beads:
        if not all(bead.type):
            continue
        counts = [
            len({blocks[id_] for id_ in ids}) for blocks, ids in zip(sides, (bead.source, bead.target), strict=True)
        ]
        if (counts[0] > 1) != (counts[1] > 1):
            yield bead


def _blocks(document: Document) -> Mapping[SegmentId, BlockId]:
    return {segment.id: block.id for block in document.blocks for segment in block.segments}

"""What a person should know of finished alignments: do the texts answer each other, what has no counterpart."""

from collections.abc import Iterator, Sequence
from typing import Final

from aligner.encoders import encoder_named
from aligner.quality import Quality, quality
from bitext.alignments import Alignment
from bitext.editions import Edition
from pipeline.encoders import DEFAULT_ENCODER, ByLanguages

_TOLD: Final = 5
"""Warnings of one alignment that are told one by one."""


def examined(edition: Edition, alignments: Sequence[Alignment], *, encoder: str | None = None) -> tuple[Quality, ...]:
    """How far each alignment may be believed; `encoder` is loaded only where two texts do not answer each other."""
    return tuple(_examined(edition, alignment, encoder or DEFAULT_ENCODER) for alignment in alignments)


def _examined(edition: Edition, alignment: Alignment, encoder: str) -> Quality:
    source, target = (edition.document_by_id[id_] for id_ in (alignment.source, alignment.target))
    found = quality(alignment, source, target)
    if not found.is_unrelated:
        return found
    by_languages = ByLanguages(encoder, encoder_named)
    name = by_languages.choice(source, target).name
    return quality(alignment, source, target, encoder=by_languages.load(name))


def told(qualities: Sequence[Quality]) -> Iterator[str]:
    """The warnings and notes, a line each."""
    for found in qualities:
        for doubt in found.doubts[:_TOLD]:
            yield f"warning: {doubt.message}"
        if len(found.doubts) > _TOLD:
            yield f"warning: {len(found.doubts) - _TOLD} more passages have no counterpart; --json lists them all."
        if found.crossings and not found.is_unrelated:
            yield f"note: {_crossings(found)}"


def _crossings(found: Quality) -> str:
    first = found.crossings[0]
    many = len(found.crossings) > 1
    beads = f"{len(found.crossings)} beads cross" if many else "1 bead crosses"
    return (
        f"{beads} the border of a paragraph on one side only, {'the first at' if many else 'at'} "
        f"{first.source[0]} and {first.target[0]}."
    )

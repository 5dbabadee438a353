"""JSON Lines: one object for each unit, with ids and texts."""

import json
from typing import Any

from bitext.alignments import Bead
from bitext.editions import Edition, TranslationUnit
from output.options import ExportOptions
from output.units import units_of, utf8


def to_jsonl(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads of all alignments as JSON objects, one on a line, in UTF-8; those that share their source are joined.

    Raises `BadConfiguration` where the edition has no alignment, and `BadData` where those of one original do not fit.
    """
    objects = (json.dumps(record(unit), ensure_ascii=False) for unit in units_of(edition, "JSON Lines"))
    return utf8("".join(f"{line}\n" for line in objects))


def record(unit: TranslationUnit) -> dict[str, Any]:
    """The unit as JSON has it; `type` counts the segments of each variant.  Of more than two it has its beads too."""
    beads = {"beads": [_bead(bead) for bead in unit.beads]} if len(unit.variants) > 2 else {}
    return {
        "id": unit.id,
        "type": [len(variant.segments) for variant in unit.variants],
        "probability": unit.probability,
        "state": unit.state.value,
        "note": unit.note,
        "variants": [
            {
                "document": variant.document,
                "language": variant.language,
                "text": variant.text,
                "segments": [{"id": segment.id, "text": segment.text} for segment in variant.segments],
            }
            for variant in unit.variants
        ],
        **beads,
    }


def _bead(bead: Bead) -> dict[str, Any]:
    return {
        "source": bead.source,
        "target": bead.target,
        "probability": bead.probability,
        "state": bead.state.value,
        "note": bead.note,
    }

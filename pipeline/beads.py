"""An alignment as JSON, for other programs."""

import json

from bitext.editions import Edition
from output.options import ExportOptions


def beads_json(edition: Edition, _options: ExportOptions) -> bytes:
    """The first alignment: beads of 0-based sentence numbers, and the sentences of both sides."""
    alignment = edition.alignments[0]
    source, target = (edition.document_by_id[id_] for id_ in (alignment.source, alignment.target))
    numbers = {segment.id: number for side in (source, target) for number, segment in enumerate(side.segments)}
    answer = {
        "schema": 1,
        "beads": [
            {
                "source": [numbers[id_] for id_ in bead.source],
                "target": [numbers[id_] for id_ in bead.target],
                "probability": bead.probability,
            }
            for bead in alignment.beads
        ],
        "source": [segment.text for segment in source.segments],
        "target": [segment.text for segment in target.segments],
    }
    return f"{json.dumps(answer, ensure_ascii=False)}\n".encode()

"""An alignment as JSON, for other programs."""

import json
from collections.abc import Mapping

from bitext.documents import Document
from bitext.editions import Edition
from bitext.versions import joined, pivots, versions_of
from output.options import ExportOptions


def beads_json(edition: Edition, _options: ExportOptions) -> bytes:
    """The first original with its translation: beads of 0-based sentence numbers, and the sentences of both sides.

    With several translations the schema is another: units, and the sentences of each document.
    """
    pivot, *_ = pivots(edition)
    alignments = versions_of(edition, pivot)
    ids = (pivot, *(alignment.target for alignment in alignments))
    documents = [edition.document_by_id[id_] for id_ in ids]
    answer = _pair(edition, documents) if len(alignments) == 1 else _versions(edition, documents)
    return f"{json.dumps(answer, ensure_ascii=False)}\n".encode()


def _pair(edition: Edition, documents: list[Document]) -> Mapping[str, object]:
    units = _units(edition, documents)
    source, target = documents
    return {
        "schema": 1,
        "beads": [
            {"source": sides[0], "target": sides[1], "probability": p, "state": state} for sides, p, state in units
        ],
        "source": [segment.text for segment in source.segments],
        "target": [segment.text for segment in target.segments],
    }


def _versions(edition: Edition, documents: list[Document]) -> Mapping[str, object]:
    units = _units(edition, documents)
    return {
        "schema": 2,
        "units": [{"sentences": sides, "probability": p, "state": state} for sides, p, state in units],
        "documents": [
            {"id": d.id, "language": d.language, "sentences": [segment.text for segment in d.segments]}
            for d in documents
        ],
    }


def _units(edition: Edition, documents: list[Document]) -> list[tuple[list[list[int]], float, str]]:
    """Of each unit the numbers of its sentences, for each document, its probability and its state."""
    numbers = {segment.id: number for document in documents for number, segment in enumerate(document.segments)}
    return [
        ([[numbers[s.id] for s in v.segments] for v in unit.variants], unit.probability, unit.state.value)
        for unit in joined(edition, documents[0].id)
    ]

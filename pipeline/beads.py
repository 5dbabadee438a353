"""An alignment as JSON, for other programs."""

import json
from collections.abc import Mapping, Sequence

from aligner.quality import Doubt, Quality, quality
from bitext.documents import Document
from bitext.editions import Edition
from bitext.versions import joined, pivots, versions_of
from output.options import ExportOptions


def beads_json(edition: Edition, _options: ExportOptions, qualities: Sequence[Quality] = ()) -> bytes:
    """The first original with its translation: beads of 0-based sentence numbers, and the sentences of both sides.

    With several translations the schema is another: units, and the sentences of each document.  `qualities` are those
    of the alignments where they are known already.
    """
    pivot, *_ = pivots(edition)
    alignments = versions_of(edition, pivot)
    ids = (pivot, *(alignment.target for alignment in alignments))
    documents = [edition.document_by_id[id_] for id_ in ids]
    known = dict(zip((a.target for a in edition.alignments[-len(qualities) :]), qualities, strict=False))
    found = [
        known.get(alignment.target) or quality(alignment, documents[0], document)
        for alignment, document in zip(alignments, documents[1:], strict=True)
    ]
    answer = _pair(edition, documents, found[0]) if len(found) == 1 else _versions(edition, documents, found)
    return f"{json.dumps(answer, ensure_ascii=False)}\n".encode()


def _pair(edition: Edition, documents: Sequence[Document], found: Quality) -> Mapping[str, object]:
    units = _units(edition, documents)
    source, target = documents
    crossing = frozenset(found.crossings)
    beads = (unit.beads[0] for unit in joined(edition, source.id))
    return {
        "schema": 1,
        "score": found.score,
        "warnings": [_warning(doubt, documents) for doubt in found.doubts],
        "crossings": [number for number, bead in enumerate(beads) if bead in crossing],
        "beads": [
            {"source": sides[0], "target": sides[1], "probability": p, "state": state} for sides, p, state in units
        ],
        "source": [segment.text for segment in source.segments],
        "target": [segment.text for segment in target.segments],
    }


def _warning(doubt: Doubt, documents: Sequence[Document]) -> Mapping[str, object]:
    """What is doubtful, with the side, and the first and the last of the sentences, where it is about some."""
    about = next((document for document in documents if document.id == doubt.document), None)
    if about is None:
        return {"kind": doubt.kind.value, "message": doubt.message}
    side = {"kind": doubt.kind.value, "message": doubt.message, "document": about.id}
    if not doubt.segments:
        return side
    numbers = [segment.id for segment in about.segments]
    return {**side, "first": numbers.index(doubt.segments[0]), "last": numbers.index(doubt.segments[-1])}


def _versions(edition: Edition, documents: Sequence[Document], found: Sequence[Quality]) -> Mapping[str, object]:
    units = _units(edition, documents)
    return {
        "schema": 2,
        "alignments": [
            {
                "source": documents[0].id,
                "target": document.id,
                "score": one.score,
                "warnings": [_warning(doubt, documents) for doubt in one.doubts],
            }
            for document, one in zip(documents[1:], found, strict=True)
        ],
        "units": [{"sentences": sides, "probability": p, "state": state} for sides, p, state in units],
        "documents": [
            {"id": d.id, "language": d.language, "sentences": [segment.text for segment in d.segments]}
            for d in documents
        ],
    }


def _units(edition: Edition, documents: Sequence[Document]) -> list[tuple[list[list[int]], float, str]]:
    """Of each unit the numbers of its sentences, for each document, its probability and its state."""
    numbers = {segment.id: number for document in documents for number, segment in enumerate(document.segments)}
    return [
        ([[numbers[s.id] for s in v.segments] for v in unit.variants], unit.probability, unit.state.value)
        for unit in joined(edition, documents[0].id)
    ]

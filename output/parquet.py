"""Parquet, for those who work with tables of millions of rows; needs the extra `parquet`."""

import io
from collections.abc import Mapping, Sequence

from bitext.editions import Edition, TranslationUnit
from bitext.errors import MissingDependency
from output.options import ExportOptions
from output.units import type_of, units_of, utf8


def to_parquet(edition: Edition, _options: ExportOptions) -> bytes:
    """A row for each unit: id, type, probability, state and note, and of each document its text and its sentences' ids.

    The columns of two documents are called as in TSV; of more, after the documents.
    Raises `MissingDependency` where pyarrow is not installed, `BadConfiguration` where the edition has no alignment,
    and `BadData` where those of one original do not fit, and at half a surrogate pair.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise MissingDependency(
            "Parquet needs the package pyarrow; install it with: pip install 'duizhao[parquet]'."
        ) from error
    units = list(units_of(edition, "Parquet"))
    table = pa.table(dict(_columns(units)), metadata=_about(edition))
    file = io.BytesIO()
    parquet.write_table(table, file)
    return file.getvalue()


def _columns(units: Sequence[TranslationUnit]) -> Mapping[str, Sequence[object]]:
    """The columns; a document that a unit has nothing of is empty there."""
    ids = tuple(dict.fromkeys(variant.document for unit in units for variant in unit.variants))
    names = ("source", "target") if all(len(unit.variants) == 2 for unit in units) else ids
    sides = [[next((v for v in unit.variants if v.document == id_), None) for unit in units] for id_ in ids]
    if len(names) != len(ids):  # several pairs, each of two documents
        sides = [[unit.variants[side] for unit in units] for side in (0, 1)]
    texts = {name: [_checked(v.text) if v else "" for v in side] for name, side in zip(names, sides, strict=True)}
    sentences = {
        f"{name}_ids": [[s.id for s in v.segments] if v else [] for v in side]
        for name, side in zip(names, sides, strict=True)
    }
    return {
        "id": [unit.id for unit in units],
        "type": [type_of(unit) for unit in units],
        "probability": [unit.probability for unit in units],
        "state": [unit.state.value for unit in units],
        **texts,
        **sentences,
        "note": [_checked(unit.note) for unit in units],
    }


def _checked(text: str) -> str:
    utf8(text)
    return text


def _about(edition: Edition) -> Mapping[str, str]:
    """What the file says of itself: the edition's name and title, and the documents' languages."""
    languages = {f"language:{document.id}": str(document.language) for document in edition.documents}
    return {"name": edition.metadata.name, "title": edition.metadata.titles[0].text, **languages}

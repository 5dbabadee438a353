"""Another translation for an edition whose alignments may have been confirmed: they stay as they are."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from aligner.encoders import encoder_named
from bitext.documents import DocumentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration
from bitext.versions import pivots
from pipeline.align import (
    Wanted,
    aligned_with,
    check_different,
    check_not_same,
    document_ids,
    read_told,
    title_of,
)
from pipeline.build import occurrences_in
from pipeline.encoders import DEFAULT_ENCODER, ByLanguages
from pipeline.files import beside, read_bytes, shown
from pipeline.progress import Progress, counted, silent
from pipeline.provenance import aligning
from pipeline.reading import Input
from sources.tei.editions import read_edition


def add_files(
    existing: Path, texts: Sequence[Input], *, encoder: str | None = None, progress: Progress = silent
) -> Edition:
    """The edition of a TEI file of ours, with more translations of its original.

    Raises what `read_bytes`, `read_edition` and `added` raise.
    """
    name = shown(existing)
    edition = read_edition(read_bytes(existing), name=name, beside=beside(existing))
    wanted = ByLanguages(encoder or DEFAULT_ENCODER, cache(encoder_named))
    return added(edition, texts, name=name, encoder=wanted, progress=progress)


def added(
    edition: Edition, texts: Sequence[Input], *, name: str, encoder: Wanted, progress: Progress = silent
) -> Edition:
    """The edition with more translations of its original; nothing else in it changes.

    Raises `BadConfiguration` where it has no alignment, or several originals, and `IdenticalInputs` where a text is
    there already.
    """
    pivot = edition.document_by_id[_pivot(edition, name)]
    check_different(texts)
    tell = counted(progress, 2 * len(texts))
    free = (id_ for id_ in document_ids() if id_ != "source" and id_ not in edition.document_by_id)
    reads = [read_told(text, id_, tell) for text, id_ in zip(texts, free, strict=False)]
    documents = tuple(read.document for read in reads)
    for document in documents:
        for other in edition.documents:
            check_not_same(other, document)
    names = [pivot.name or name, *(text.name for text in texts)]
    alignments = aligned_with(pivot, documents, names, encoder=encoder, tell=tell)
    everything = (*edition.documents, *documents)
    titled = {title.language for title in edition.metadata.titles}
    titles = (title_of(document) for document in documents if document.language not in titled)
    return replace(
        edition,
        metadata=replace(edition.metadata, titles=(*edition.metadata.titles, *titles)),
        documents=everything,
        alignments=(*edition.alignments, *alignments),
        occurrences=tuple(occurrences_in(everything, edition.termbase)),
        provenance=(
            *edition.provenance,
            *(step for read in reads for step in read.steps),
            *map(aligning, alignments),
        ),
    )


def _pivot(edition: Edition, name: str) -> DocumentId:
    """The one original of the edition."""
    originals = pivots(edition)
    if not originals:
        raise BadConfiguration(f"{name} holds no alignment, so a translation has nothing to be added to.")
    if len(originals) > 1:
        listed = ", ".join(originals)
        raise BadConfiguration(
            f"{name} holds several originals ({listed}); a translation is added to an edition of one, "
            "or to the edition.toml that the file was made from."
        )
    return originals[0]

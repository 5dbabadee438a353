"""Two texts in, an edition with their alignment out."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from os import environ
from pathlib import Path, PurePath
from typing import Final

from aligner import align
from aligner.encoders import Encoder, encoder_named
from bitext.alignments import Alignment, Bead
from bitext.articles import Localized
from bitext.documents import Document, DocumentId, check_id
from bitext.editions import UNDATED, Edition, Metadata
from bitext.errors import BadData, IdenticalInputs
from bitext.languages import LanguageTag
from pipeline.files import STANDARD, read_bytes, shown
from pipeline.progress import Progress, silent
from pipeline.provenance import aligning, modified_time
from pipeline.reading import Input, read_document

DEFAULT_ENCODER: Final = "use"


def aligned(
    source: Input, target: Input, *, encoder: Encoder, modified: datetime = UNDATED, progress: Progress = silent
) -> Edition:
    """The edition of two texts and their alignment.

    Raises `IdenticalInputs` where the two are one text, and whatever reading them raises.
    """
    if (source.data, source.language) == (target.data, target.language):  # a TEI file may hold both languages
        raise same_text(source.name, target.name)
    progress(f"reading {source.name}", 1, 3)
    read_source = read_document(source, DocumentId("source"))
    progress(f"reading {target.name}", 2, 3)
    read_target = read_document(target, DocumentId("target"))
    progress(f"aligning {source.name} with {target.name}", 3, 3)
    alignment = align_documents(read_source.document, read_target.document, encoder=encoder)
    return Edition(
        metadata=_metadata(read_source.document, read_target.document, modified),
        documents=(read_source.document, read_target.document),
        alignments=(alignment,),
        provenance=(*read_source.steps, *read_target.steps, aligning(alignment)),
    )


def align_files(
    paths: tuple[Path, Path],
    languages: tuple[LanguageTag | None, LanguageTag | None] = (None, None),
    *,
    encoder: str | None = None,
    segmented: bool = False,
    progress: Progress = silent,
) -> Edition:
    """The edition of two files, source and target, and their alignment.

    Raises what `read_bytes` and `aligned` raise.
    """
    if set(map(str, paths)) == {STANDARD}:
        raise same_text(STANDARD, STANDARD)
    source, target = (
        Input(data=read_bytes(path), name=shown(path), language=language, segmented=segmented)
        for path, language in zip(paths, languages, strict=True)
    )
    modified = modified_time(None, environ)
    return aligned(
        source, target, encoder=encoder_named(encoder or DEFAULT_ENCODER), modified=modified, progress=progress
    )


def align_documents(source: Document, target: Document, *, encoder: Encoder, anchors: Sequence[Bead] = ()) -> Alignment:
    """The alignment of two documents that are not the same text."""
    if [block.text for block in source.blocks] == [block.text for block in target.blocks]:
        raise same_text(source.name, target.name)
    return align(source, target, encoder=encoder, anchors=anchors)


def same_text(source: str, target: str) -> IdenticalInputs:
    """The error for two files that hold one text."""
    return IdenticalInputs(f"{source!r} and {target!r} are the same text; give the original and its translation.")


def _metadata(source: Document, target: Document, modified: datetime) -> Metadata:
    return Metadata(
        name=_name(source, target),
        titles=tuple(Localized(d.title or PurePath(d.name).stem, d.language) for d in (source, target)),
        modified=modified,
    )


def _name(source: Document, target: Document) -> str:
    """Made from the names of the files where they are ASCII, and from their contents where not."""
    name = f"{PurePath(source.name).stem}-{PurePath(target.name).stem}"
    try:
        check_id(name)
    except BadData:
        return f"bitext-{sha256(f'{source.digest} {target.digest}'.encode()).hexdigest()[:12]}"
    return name

"""A text and its translations in, an edition with their alignments out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import chain, combinations, count
from os import environ
from pathlib import Path, PurePath

from aligner import align
from aligner.encoders import Encoder, encoder_named
from bitext.alignments import Alignment, Bead
from bitext.articles import Localized
from bitext.documents import Document, DocumentId, check_id
from bitext.editions import UNDATED, Edition, Metadata
from bitext.errors import BadData, IdenticalInputs
from bitext.languages import LanguageTag
from lang.segmenters import RULES, segmenter_named
from pipeline.anchors import AnchorFile, anchors_of
from pipeline.encoders import DEFAULT_ENCODER, ByLanguages
from pipeline.files import STANDARD, read_bytes, shown
from pipeline.progress import Progress, Tell, counted, silent
from pipeline.provenance import aligning, modified_time
from pipeline.reading import Input, Read, read_document

Wanted = Encoder | ByLanguages
"""What reads the texts: an encoder, or one that their languages decide."""

Fixed = Callable[[Document, Document], Sequence[Bead]]
"""The beads of two documents that are fixed beforehand."""


def nothing_fixed(_source: Document, _target: Document) -> Sequence[Bead]:
    """For alignments without anchors."""
    return ()


def aligned(
    source: Input,
    *targets: Input,
    encoder: Wanted,
    fixed: Fixed = nothing_fixed,
    modified: datetime = UNDATED,
    progress: Progress = silent,
) -> Edition:
    """The edition of an original and its translations, each aligned with it.

    Raises `IdenticalInputs` where two of them are one text, and whatever reading them raises.
    """
    texts = (source, *targets)
    check_different(texts)
    tell = counted(progress, len(texts) + len(targets))
    reads = [read_told(text, id_, tell) for text, id_ in zip(texts, document_ids(), strict=False)]
    documents = tuple(read.document for read in reads)
    names = [text.name for text in texts]
    alignments = aligned_with(documents[0], documents[1:], names, encoder=encoder, fixed=fixed, tell=tell)
    return Edition(
        metadata=_metadata(documents, modified),
        documents=documents,
        alignments=alignments,
        provenance=(*(step for read in reads for step in read.steps), *map(aligning, alignments)),
    )


def align_files(
    texts: Sequence[Input], *, encoder: str | None = None, anchors: Path | None = None, progress: Progress = silent
) -> Edition:
    """The edition of an original and its translations, with the encoder of that name and the time of the build.

    `anchors` is a file that fixes beads of the original with its translation.
    Raises what `encoder_named`, `aligned` and `anchors_of` raise.
    """
    source, *targets = texts
    fixed = _fixed_by(AnchorFile.read(anchors), texts) if anchors else nothing_fixed
    modified = modified_time(None, environ)
    wanted = ByLanguages(encoder or DEFAULT_ENCODER, cache(encoder_named))
    return aligned(source, *targets, encoder=wanted, fixed=fixed, modified=modified, progress=progress)


def _fixed_by(file: AnchorFile, texts: Sequence[Input]) -> Fixed:
    by_line = texts[0].segmented, texts[1].segmented
    return lambda source, target: anchors_of(file, source, target, by_line=by_line)


def inputs(  # noqa: PLR0913 - how all of them are to be read
    paths: Sequence[Path],
    languages: Sequence[LanguageTag | None],
    *,
    segmented: bool = False,
    headings: Sequence[str] = (),
    verbatim: bool = False,
    sheet: str = "",
    segmenter: str = RULES.name,
) -> list[Input]:
    """The files, read into memory, with the languages that are known of them and how all of them are to be read.

    Raises `IdenticalInputs` where two are standard input, and what `segmenter_named` and `read_bytes` raise.
    """
    segmenter_named(segmenter)  # a wrong name is told before anything is read
    if [str(path) for path in paths].count(STANDARD) > 1:
        raise same_text(STANDARD, STANDARD)
    return [
        Input(
            data=read_bytes(path),
            name=shown(path),
            language=language,
            segmented=segmented,
            headings=tuple(headings),
            verbatim=verbatim,
            sheet=sheet,
            segmenter=segmenter,
        )
        for path, language in zip(paths, languages, strict=True)
    ]


def check_different(texts: Sequence[Input]) -> None:
    """Raise `IdenticalInputs` where two files are the same; a TEI file may hold several languages."""
    for one, other in combinations(texts, 2):
        if (one.data, one.language) == (other.data, other.language):
            raise same_text(one.name, other.name)


def document_ids() -> Iterator[DocumentId]:
    """What the documents are called: source, target, target2, target3 …."""
    return (DocumentId(id_) for id_ in chain(("source", "target"), (f"target{number}" for number in count(2))))


def read_told(text: Input, id_: DocumentId, tell: Tell) -> Read:
    """The document, read after it is told that it is read."""
    tell(f"reading {text.name}")
    return read_document(text, id_)


def aligned_with(  # noqa: PLR0913 - what is aligned, and what is wanted of it
    source: Document,
    targets: Sequence[Document],
    names: Sequence[str],
    *,
    encoder: Wanted,
    fixed: Fixed = nothing_fixed,
    tell: Tell,
) -> tuple[Alignment, ...]:
    """The original aligned with each translation; `names` are those of the files, the original's first."""
    for one, other in combinations(targets, 2):
        check_not_same(one, other)
    alignments = []
    for target, name in zip(targets, names[1:], strict=True):
        tell(f"aligning {names[0]} with {name}{by_encoder(source, target, encoder)}")
        settled = tell.settling(len(source.segments))
        anchors = fixed(source, target)
        alignments.append(align_documents(source, target, encoder=encoder, anchors=anchors, settled=settled))
    return tuple(alignments)


def align_documents(
    source: Document,
    target: Document,
    *,
    encoder: Wanted,
    anchors: Sequence[Bead] = (),
    settled: Callable[[int], None] = lambda _count: None,
) -> Alignment:
    """The alignment of two documents that are not the same text; its method says if the encoder was chosen, and why."""
    check_not_same(source, target)
    if not isinstance(encoder, ByLanguages):
        return align(source, target, encoder=encoder, anchors=anchors, settled=settled)
    choice = encoder.choice(source, target)
    alignment = align(source, target, encoder=encoder.load(choice.name), anchors=anchors, settled=settled)
    return replace(alignment, method=f"{alignment.method} ({choice.reason})") if choice.reason else alignment


def by_encoder(source: Document, target: Document, encoder: Wanted) -> str:
    """By which encoder two documents are aligned, to be told as it begins."""
    if not isinstance(encoder, ByLanguages):
        return ""
    choice = encoder.choice(source, target)
    return f" by {choice.name}" + (f" ({choice.reason})" if choice.reason else "")


def check_not_same(one: Document, other: Document) -> None:
    """Raise `IdenticalInputs` where two documents have the same text."""
    if [block.text for block in one.blocks] == [block.text for block in other.blocks]:
        raise same_text(one.name, other.name)


def same_text(source: str, target: str) -> IdenticalInputs:
    """The error for two files that hold one text."""
    return IdenticalInputs(f"{source!r} and {target!r} are the same text; give the original and its translation.")


def _metadata(documents: Sequence[Document], modified: datetime) -> Metadata:
    return Metadata(name=_name(documents), titles=tuple(map(title_of, documents)), modified=modified)


def title_of(document: Document) -> Localized:
    """The document's title, or else the name of its file."""
    return Localized(document.title or PurePath(document.name).stem, document.language)


def _name(documents: Sequence[Document]) -> str:
    """Made from the names of the files where they are ASCII, and from their contents where not."""
    name = "-".join(PurePath(document.name).stem for document in documents)
    try:
        check_id(name)
    except BadData:
        digests = " ".join(document.digest for document in documents)
        return f"bitext-{sha256(digests.encode()).hexdigest()[:12]}"
    return name

"""An edition.toml in, everything that it asks for out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain, zip_longest
from os import environ
from pathlib import Path

from aligner.encoders import encoder_named
from aligner.quality import quality
from bitext.alignments import Alignment, Bead, State
from bitext.articles import Article, Place, Reference
from bitext.documents import Document, DocumentId, SegmentId
from bitext.editions import Edition, Metadata, Occurrence, Step
from bitext.errors import BadConfiguration
from bitext.materials import Materials
from bitext.terms import Termbase
from glossary.attestation import attested
from glossary.base import Conflict, merge, termbase_of
from glossary.lookup import lexicon_of
from glossary.scripts import names_in_script
from lang.ruby import RubyStyle
from lang.script_change import Wanted
from pipeline import provenance
from pipeline.align import Fixed, align_documents, by_encoder
from pipeline.anchors import AnchorFile, anchors_of
from pipeline.audit import audit_of
from pipeline.configuration import (
    AlignmentTable,
    Configuration,
    DocumentTable,
    OutputTable,
    Segments,
    first_day,
    read_configuration,
)
from pipeline.decoding import nearest
from pipeline.encoders import ByLanguages, doubts, in_folder
from pipeline.files import beside, check_free, read_bytes, write_all
from pipeline.formats import EDITION_FORMATS
from pipeline.given import from_given, is_tei
from pipeline.glossaries import read_glossary
from pipeline.locate import NOT_FOUND, Original, find_originals
from pipeline.materials import materials_of
from pipeline.progress import Progress, Tell, counted, silent
from pipeline.reading import Input, Read, read_document
from pipeline.ruby import ruby_style, with_ruby
from pipeline.scripts import Placed, edition_in_script, script_tag
from sources.alignments import read_alignment
from sources.article import read_article
from sources.bibliography import read_bibliography
from sources.tei.editions import read_aligned


@dataclass(frozen=True, slots=True)
class Built:
    """The files of an edition that were written, and what its maker should look at."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...]


def edition_from_toml(path: Path, *, progress: Progress = silent) -> Edition:
    """The edition that the file describes; paths in it are relative to its folder.

    Raises `BadConfiguration` that tells all faults of the file, and what reading and aligning raise.
    """
    configuration = _configuration(path)
    edition, _ = _edition(configuration, path, counted(progress, _steps(configuration)))
    return edition


def build(
    path: Path, *, out: Path | None = None, only: Collection[str] = (), force: bool = False, progress: Progress = silent
) -> Built:
    """Make what an edition asks for, or only some formats of it, in the folder `out` or beside the file.

    Nothing is written unless all of it could be made.
    Raises `FileInTheWay` before any work is done, and what `edition_from_toml` and the exporters raise.
    """
    configuration = _configuration(path)
    chosen = _chosen(configuration, only, name=path.name)
    folder = path.parent if out is None else out
    outputs = {folder / output.path_in(configuration.edition.name): output for output in chosen}
    check_free(outputs, force=force)
    jobs = [_Job.of(output, place, path.parent) for place, output in outputs.items()]
    tell = counted(progress, _steps(configuration) + len(outputs))
    edition, conflicts = _edition(configuration, path, tell)
    files = dict(
        chain.from_iterable(_exported(replace(edition, materials=job.materials), job, folder, tell) for job in jobs)
    )
    write_all(files, force=force)
    contradictions = (f"glossary, {conflict.concept}: {conflict.message}" for conflict in conflicts)
    doubts_ = (*_doubts(configuration, edition), *_without_original(edition))
    remarks = (*provenance.remarks(edition.documents), *doubts_, *contradictions)
    return Built(tuple(files), remarks)


def _doubts(configuration: Configuration, edition: Edition) -> Iterator[str]:
    """What the encoders do not know of the languages, and where two texts do not answer each other."""
    tables = zip(configuration.alignments, edition.alignments, strict=True)
    languages = chain.from_iterable(doubts(table.encoder, edition, [alignment]) for table, alignment in tables)
    documents = edition.document_by_id
    found = (quality(one, documents[one.source], documents[one.target]) for one in edition.alignments)
    return chain(languages, (doubt.message for one in found for doubt in one.doubts))


def _without_original(edition: Edition) -> Iterator[str]:
    """How many quotations of each article were looked for in vain."""
    for article in edition.articles:
        if missing := sum(problem.code == NOT_FOUND for problem in article.problems):
            asked = missing + sum(quotation.original is not None for quotation in article.quotations)
            yield f"{article.document}: the originals of {missing} of {asked} quotations were not found"


def _configuration(path: Path) -> Configuration:
    return read_configuration(read_bytes(path), name=str(path))


def _chosen(configuration: Configuration, only: Collection[str], *, name: str) -> Sequence[OutputTable]:
    asked = tuple(dict.fromkeys(output.format for output in configuration.outputs))
    if not asked:
        raise BadConfiguration(f"{name} asks for no output; write a table [[output]] with a format.")
    for format_ in only:
        if format_ not in asked:
            raise BadConfiguration(f"{name} asks for no output in the format {format_!r}; {nearest(format_, asked)}")
    return [output for output in configuration.outputs if not only or output.format in only]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """An output, and the files that it needs, which are read before any long work."""

    output: OutputTable
    place: Path
    materials: Materials
    ruby: RubyStyle | None

    @classmethod
    def of(cls, output: OutputTable, place: Path, folder: Path) -> "_Job":
        own = folder / output.ruby_readings if output.ruby_readings else None
        style = ruby_style(output.ruby, output.ruby_extent, output.ruby_unit, own)
        return cls(output=output, place=place, materials=materials_of(output, folder), ruby=style)


def _exported(edition: Edition, job: _Job, folder: Path, tell: Tell) -> Iterator[tuple[Path, bytes]]:
    output, place = job.output, job.place
    tell(f"writing {output.format}")
    if output.script:
        edition, choices = in_script(edition, output.script, vocabulary=output.vocabulary)
        if output.audit:
            audit = folder / output.audit
            yield audit, audit_of(choices, audit)
    if job.ruby:
        edition = with_ruby(edition, job.ruby)
    made = EDITION_FORMATS[output.format](edition, output, place.name)
    yield from ((place.parent / name, data) for name, data in made.items())


def in_script(edition: Edition, script: str, *, vocabulary: bool = False) -> tuple[Edition, Sequence[Placed]]:
    """The edition in another script, which is another book, with all choices made; names of the term base are kept."""
    target = script_tag(script)
    wanted = Wanted(target=target, names=names_in_script(edition.termbase, target), vocabulary=vocabulary)
    converted, choices = edition_in_script(edition, wanted)
    own_name = f"{edition.metadata.name}-{script}"
    return replace(converted, metadata=replace(converted.metadata, name=own_name)), choices


def _steps(configuration: Configuration) -> int:
    books = sum(len(table.books) for table in configuration.documents)
    return len(configuration.documents) + len(configuration.alignments) + books


def _edition(configuration: Configuration, path: Path, tell: Tell) -> tuple[Edition, Sequence[Conflict]]:
    folder = path.parent
    glossaries = _glossaries(configuration, folder)  # before the long work: it may have faults
    filed = {table.id: _bibliography(table, folder) for table in configuration.documents}
    reads = {table.id: _read(table, folder, tell) for table in configuration.documents}
    documents = {id_: read.document for id_, read in reads.items()}
    parsed = [
        (table, read_article(documents[table.id], filed[table.id]))
        for table in configuration.documents
        if table.kind == "article"
    ]
    load = cache(encoder_named)  # a model is loaded once
    encoders = [ByLanguages(in_folder(table.encoder, folder), load) for table in configuration.alignments]
    alignments = tuple(
        _taken(table, documents, folder, tell)
        if table.beads
        else _aligned(table, documents, encoder, _anchors(table, configuration, folder), tell)
        for table, encoder in zip(configuration.alignments, encoders, strict=True)
    )
    found = [_with_originals(table, article, documents, path, tell) for table, article in parsed]
    articles = tuple(article for article, _ in found)
    from_articles = [termbase_of(articles)] if configuration.glossary.from_articles else []
    merger = merge([*glossaries, *from_articles])
    termbase = attested_in(merger.termbase, alignments, documents)
    edition = Edition(
        metadata=_metadata(configuration),
        documents=tuple(documents.values()),
        alignments=alignments,
        articles=articles,
        termbase=termbase,
        occurrences=tuple(occurrences_in(documents.values(), termbase)),
        provenance=(
            *(step for read in reads.values() for step in read.steps),
            *map(provenance.parsing, articles),
            *map(_step, configuration.alignments, alignments),
            *(step for _, steps in found for step in steps),
        ),
    )
    return edition, merger.conflicts


def _read(table: DocumentTable, folder: Path, tell: Tell) -> Read:
    tell(f"reading {table.path}")
    given = Input(
        data=read_bytes(folder / table.path),
        name=table.path,
        language=table.language,
        segmented=table.segmented,
        markup=True if table.kind == "article" else None,
        format=table.format,
        encoding=table.encoding,
        title=table.title,
        headings=table.headings,
        verbatim=table.verbatim,
        sheet=table.sheet,
        segmenter=table.segmenter,
    )
    return read_document(given, table.id)


def _bibliography(table: DocumentTable, folder: Path) -> tuple[Reference, ...]:
    """The works of the file that an article's table names; none where it names none."""
    if not table.bibliography:
        return ()
    return tuple(read_bibliography(read_bytes(folder / table.bibliography), name=table.bibliography))


def _with_originals(
    table: DocumentTable, article: Article, documents: Mapping[DocumentId, Document], path: Path, tell: Tell
) -> tuple[Article, Sequence[Step]]:
    """The article with the originals that its table asks for, and what was done.

    Raises `BadConfiguration` where a key of the table is of no work cited.
    """
    if not table.books:
        return article, []
    books = [Original(documents[id_], key) for key, id_ in table.books]
    encoder = in_folder(table.encoder, path.parent)
    try:
        found, step = find_originals(documents[table.id], article, books, encoder=encoder, tell=tell)
    except BadConfiguration as error:
        raise BadConfiguration(f"{path.name}, originals of {table.id!r}: {error}") from error
    return found, [step]


def _aligned(
    table: AlignmentTable, documents: Mapping[DocumentId, Document], encoder: ByLanguages, fixed: Fixed, tell: Tell
) -> Alignment:
    source, target = documents[table.source], documents[table.target]
    tell(f"aligning {table.source} with {table.target}{by_encoder(source, target, encoder)}")
    settled = tell.settling(len(source.segments))
    return align_documents(source, target, encoder=encoder, anchors=fixed(source, target), settled=settled)


def _anchors(table: AlignmentTable, configuration: Configuration, folder: Path) -> Fixed:
    """The beads that the table fixes, or the file that it names."""
    if not isinstance(table.anchors, str):
        beads = [_anchor(here, there) for here, there in table.anchors]
        return lambda _source, _target: beads
    file = AnchorFile.read(folder / table.anchors)
    segmented = {document.id: document.segmented for document in configuration.documents}
    by_line = segmented[table.source], segmented[table.target]
    return lambda source, target: anchors_of(file, source, target, by_line=by_line)


def _taken(table: AlignmentTable, documents: Mapping[DocumentId, Document], folder: Path, tell: Tell) -> Alignment:
    """The beads of a file, as they are.

    Raises `BadConfiguration` where the file does not have the pair, or other sentences than the texts now have.
    """
    tell(f"taking the beads of {table.source} with {table.target} from {table.beads}")
    found, alignments = _held(folder / table.beads, table.beads)
    pair = (table.source, table.target)
    alignment = next((a for a in alignments if (a.source, a.target) == pair), None)
    if alignment is None:
        raise BadConfiguration(f"{table.beads} holds no alignment of {table.source} with {table.target}.")
    for document in found:
        if document.id in pair:
            _check_same_sentences(document, documents[document.id], table.beads)
    return alignment


def _held(path: Path, name: str) -> tuple[Sequence[Document], Sequence[Alignment]]:
    """The documents and alignments of a file: of TEI, whatever else is in it, or of any other alignment."""
    data = read_bytes(path)
    if is_tei(data):
        return read_aligned(data, name=name, beside=beside(path))
    edition, _ = from_given(read_alignment(data, name=name, beside=beside(path)), name="beads")
    return edition.documents, edition.alignments


def _check_same_sentences(before: Document, now: Document, file: str) -> None:
    sides = ([(segment.id, segment.text) for segment in document.segments] for document in (before, now))
    for one, other in zip_longest(*sides):
        if one != other:
            raise BadConfiguration(
                f"{now.name} has no longer the sentences of {now.id} in {file}: {(one or other)[0]} is another. "
                "Restore the text, or take the key 'beads' out to align anew."
            )


def _step(table: AlignmentTable, alignment: Alignment) -> Step:
    return provenance.taking(alignment, table.beads) if table.beads else provenance.aligning(alignment)


def _anchor(source: Segments, target: Segments) -> Bead:
    return Bead(source=_ids(source), target=_ids(target), state=State.REVIEWED)


def _ids(side: Segments) -> tuple[SegmentId, ...]:
    return (SegmentId(side),) if isinstance(side, str) else side


def _metadata(configuration: Configuration) -> Metadata:
    table = configuration.edition
    return Metadata(
        name=table.name,
        titles=table.titles,
        contributors=table.contributors,
        sources=tuple(document.source for document in configuration.documents),
        publisher=table.publisher,
        date=table.date,
        modified=provenance.modified_time(first_day(table.date) if table.date else None, environ),
        licence=table.licence,
        licence_url=table.licence_url,
        description=table.description,
        identifier=table.identifier,
        subtitles=table.subtitles,
        file_as=table.file_as,
        isbn=table.isbn,
        rights=table.rights,
        series=table.series,
        subjects=table.subjects,
        accessibility=table.accessibility,
    )


def _glossaries(configuration: Configuration, folder: Path) -> Sequence[Termbase]:
    return [read_glossary(read_bytes(folder / name), name=name) for name in configuration.glossary.files]


def attested_in(base: Termbase, alignments: Iterable[Alignment], documents: Mapping[DocumentId, Document]) -> Termbase:
    """The term base with where each translation of a term stands in the alignments."""
    for alignment in alignments:
        base = attested(base, alignment, documents[alignment.source], documents[alignment.target])
    return base


def occurrences_in(documents: Iterable[Document], base: Termbase) -> Iterator[Occurrence]:
    """Every place where the documents and their notes name a concept of the term base."""
    lexicon = cache(partial(lexicon_of, base))
    for document in documents:
        for block in (*document.blocks, *document.notes):
            for found in lexicon(block.language or document.language).occurrences(block.text):
                yield Occurrence(Place(block.id, found.span), found.concept)

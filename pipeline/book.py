"""Two books in, one bilingual book out: read, aligned, and made with the titles, people and cover of both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from os import environ
from pathlib import Path
from typing import Final

from aligner.encoders import encoder_named
from bitext.articles import Localized
from bitext.documents import Document
from bitext.editions import Contributor, Edition, Metadata, SourceDescription
from bitext.materials import File, Materials
from bitext.terms import Termbase
from glossary.base import merge
from lang.names_matching import match
from lang.ruby import RubyStyle
from output.epub import to_epub
from output.epub.cover import is_cover
from output.epub.plan import check_options
from output.options import ExportOptions
from pipeline import provenance
from pipeline.align import aligned, title_of
from pipeline.audit import audit_of
from pipeline.build import attested_in, in_script, occurrences_in
from pipeline.encoders import DEFAULT_ENCODER, ByLanguages
from pipeline.materials import materials_of
from pipeline.progress import Progress, silent
from pipeline.provenance import modified_time
from pipeline.reading import Input
from pipeline.ruby import with_ruby
from pipeline.scripts import Placed
from sources.contract import Declined
from sources.publications import Maker, Publication, read_publication

NONE: Final = "none"
"""The cover that asks for no cover; without a word the original's is taken."""

Published = Sequence[Publication]
"""What each book says of itself, the original first; of a file that is no e-book nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A bilingual book, the edition that it was made from, and what a person should know of it."""

    data: bytes
    edition: Edition
    choices: tuple[Placed, ...]  # of characters, where another script was wanted
    remarks: tuple[str, ...]


def book_options(*, layout: str, by: str, first: str, cover: str, fonts: Sequence[Path]) -> ExportOptions:
    """How the book is to be.  Raises `BadConfiguration` at a value that EPUB does not have, before anything is read."""
    embedded = tuple(str(path) for path in fonts)
    options = ExportOptions(layout=layout, by=by, first=first, cover=cover, embed_fonts=embedded or False)
    check_options(options)
    return options


def book_files(made: Made, path: Path, audit: Path | None) -> Mapping[Path, bytes]:
    """The book, and the choices of characters where they are asked for."""
    return {path: made.data, **({audit: audit_of(made.choices, audit)} if audit else {})}


def make_book(  # noqa: PLR0913 - what it is made of, and how
    books: Sequence[Input],
    options: ExportOptions,
    *,
    glossaries: Iterable[Termbase] = (),
    encoder: str = DEFAULT_ENCODER,
    script: str = "",
    ruby: RubyStyle | None = None,
    folder: Path | None = None,
    progress: Progress = silent,
) -> Made:
    """The bilingual EPUB of an original and its translations, the first of the books being the original.

    Any format can be read; of an EPUB titles, people, series, subjects, ISBN, rights and the cover are taken too.
    `script` is that of the Chinese texts, where names of the glossaries stay what they are, and `ruby` the readings
    above them.  Fonts and pictures that the options name are looked for in the folder.

    Raises what reading, aligning and the EPUB exporter raise.
    """
    materials = materials_of(replace(options, cover="") if options.cover == NONE else options, folder or Path())
    published = [_published(book) for book in books]
    wanted = ByLanguages(encoder, cache(encoder_named))
    modified = modified_time(None, environ)
    edition = aligned(*books, encoder=wanted, modified=modified, progress=progress)
    merger = merge(glossaries)
    termbase = attested_in(merger.termbase, edition.alignments, edition.document_by_id)
    cover, remarks = _cover(options, materials, published)
    edition = replace(
        edition,
        metadata=_metadata(edition, published),
        termbase=termbase,
        occurrences=tuple(occurrences_in(edition.documents, termbase)),
        materials=replace(materials, cover=cover),
    )
    choices: Sequence[Placed] = ()
    if script:
        edition, choices = in_script(edition, script)
    if ruby:
        edition = with_ruby(edition, ruby)
    contradictions = (f"glossary, {conflict.concept}: {conflict.message}" for conflict in merger.conflicts)
    told = (*provenance.remarks(edition.documents), *remarks, *contradictions)
    return Made(data=to_epub(edition, options), edition=edition, choices=tuple(choices), remarks=told)


def _published(book: Input) -> Publication:
    """What a book says of itself; a file of another kind says nothing."""
    found = read_publication(book.data, book.name)
    return Publication() if isinstance(found, Declined) else found


def _cover(options: ExportOptions, materials: Materials, published: Published) -> tuple[File | None, Sequence[str]]:
    """The cover that is asked for, or else the first of the books' own that can be one."""
    if materials.cover or options.cover:
        return materials.cover, ()
    covers = [found.cover for found in published if found.cover]
    chosen = next(filter(is_cover, covers), None)
    if covers and not chosen:
        return None, ["the books' covers are neither JPEG nor PNG, so the new one has none; give one with --cover FILE"]
    return chosen, ()


# --- metadata ----------------------------------------------------------------------------------------------------


def _metadata(edition: Edition, published: Published) -> Metadata:
    """The titles and people of all books, the original's subjects and series first, and where each text is from."""
    pairs = list(zip(edition.documents, published, strict=True))
    return replace(
        edition.metadata,
        titles=tuple(_title(document, found) for document, found in pairs),
        subtitles=tuple(Localized(f.subtitle, document.language) for document, f in pairs if f.subtitle),
        contributors=tuple(_contributors(pairs)),
        sources=tuple(_source(document, found) for document, found in pairs),
        description=next((found.description for found in published if found.description), ""),
        file_as=published[0].file_as,
        series=tuple(dict.fromkeys(one for found in published for one in found.series)),
        subjects=tuple(dict.fromkeys(one for found in published for one in found.subjects)),
    )


def _title(document: Document, found: Publication) -> Localized:
    return Localized(found.title, document.language) if found.title else title_of(document)


_Pairs = Sequence[tuple[Document, Publication]]


def _contributors(pairs: _Pairs) -> Iterator[Contributor]:
    """Authors of the whole edition, named in each language once; whoever else made one book made that text."""
    (original, first), *others = pairs
    authors = [maker for maker in first.makers if maker.role == "aut"]
    for maker in authors:
        same = list(_same(maker, others))
        file_as = next(filter(None, (m.file_as for m, _ in [(maker, original), *same] if m.file_as.isascii())), "")
        for name, document in [(maker, original), *same]:
            yield _contributor(name, document, file_as=file_as or maker.file_as or maker.name, is_whole=True)
    for document, found in pairs:
        taken = {m for maker in authors for m in (maker, *(m for m, _ in _same(maker, [(document, found)])))}
        yield from (_contributor(maker, document) for maker in found.makers if maker not in taken)


def _same(author: Maker, others: _Pairs) -> Iterator[tuple[Maker, Document]]:
    """The author's name in the other books: by its sound, by its order of filing, or because there is one in each."""
    for document, found in others:
        authors = [maker for maker in found.makers if maker.role == "aut"]
        named = [maker for maker in authors if _are_one(author, maker)]
        yield from ((maker, document) for maker in (named[:1] or (authors if len(authors) == 1 else ())))


def _are_one(one: Maker, other: Maker) -> bool:
    if one.name == other.name or (one.file_as and one.file_as == other.file_as):
        return True
    han, latin = (one.name, other.name) if other.name.isascii() else (other.name, one.name)
    return match(han, latin) is not None


def _contributor(maker: Maker, document: Document, *, file_as: str = "", is_whole: bool = False) -> Contributor:
    return Contributor(
        name=maker.name,
        role=maker.role,
        language=maker.language or document.language,
        file_as=file_as or maker.file_as,
        document=None if is_whole else document.id,
    )


def _source(document: Document, found: Publication) -> SourceDescription:
    """Where a text is from, as a library would cite it."""
    comma, stop = ("，", "。") if document.language.is_unspaced else (", ", ". ")
    authors = comma.join(maker.name for maker in found.makers if maker.role == "aut")
    title = _title(document, found).text
    imprint = comma.join(filter(None, (found.publisher, found.date)))
    citation = stop.join(filter(None, (authors, title, imprint))).strip()
    return SourceDescription(document=document.id, citation=citation, rights=found.rights, isbn=found.isbn)

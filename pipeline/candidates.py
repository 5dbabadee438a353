"""Candidates for a glossary from files: what an alignment, two texts, an edition or an article offers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sources
from bitext.articles import Article
from bitext.documents import DocumentId
from bitext.terms import Concept, Term, Termbase, TermStatus
from glossary.base import merge, termbase_of
from glossary.extract import candidates, proposed
from pipeline.bitexts import Bitexts, Told, read_bitexts
from pipeline.files import read_bytes, shown
from pipeline.given import is_tei
from pipeline.progress import Progress, silent
from sources.article import read_article

_ARTICLES: Final = frozenset({".md", ".markdown", ".docx", ".html", ".htm", ".odt", ".pdf", ".txt", ".epub"})
"""One file of these is an article, and no alignment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What is asked for."""

    least: int = 3  # beads in which both words must stand
    most: int = 200  # candidates
    told: Told


def extracted(paths: Sequence[Path], known: Termbase, asked: Extraction, *, progress: Progress = silent) -> Termbase:
    """The candidates that the known glossary does not have, as proposed concepts, the surest first.

    Raises what reading and aligning raise.
    """
    if len(paths) == 1 and paths[0].suffix.lower() in _ARTICLES and not is_tei(read_bytes(paths[0])):
        return _without(termbase_of([_article(paths[0])]), known)
    found = read_bitexts(paths, asked.told, progress=progress)
    whole = merge([known, _decided(found)]).termbase
    bases = [
        proposed(candidates(bitext, whole, least=asked.least), (bitext.source, bitext.target))
        for bitext in found.bitexts
    ]
    return Termbase(concepts=merge([_undecided(found), *bases]).termbase.concepts[: asked.most])


def _article(path: Path) -> Article:
    document = sources.read(read_bytes(path), name=shown(path), id=DocumentId("article"), markup=True)
    return read_article(document, ())


def _decided(found: Bitexts) -> Termbase:
    """The concepts of an edition that somebody has decided on."""
    return Termbase(concepts=tuple(c for c in found.termbase.concepts if not _is_proposal(c)))


def _undecided(found: Bitexts) -> Termbase:
    return Termbase(concepts=tuple(c for c in found.termbase.concepts if _is_proposal(c)))


def _is_proposal(concept: Concept) -> bool:
    return all(term.status is TermStatus.PROPOSED for term in concept.terms)


def _without(base: Termbase, known: Termbase) -> Termbase:
    """The pairs of an article that no entry of the known glossary is, as proposals."""
    return Termbase(concepts=tuple(_proposal(concept) for concept in base.concepts if _is_new(concept, known)))


def _is_new(concept: Concept, known: Termbase) -> bool:
    together = merge([known, Termbase(concepts=(concept,))]).termbase
    return len(together.concepts) > len(known.concepts)


def _proposal(concept: Concept) -> Concept:
    terms: Iterable[Term] = (
        Term(text=t.text, language=t.language, status=TermStatus.PROPOSED, note=t.note) for t in concept.terms
    )
    return Concept(
        id=concept.id,
        terms=tuple(terms),
        kind=concept.kind,
        note="; ".join(filter(None, ("the article prints both", concept.note))),
        attestations=concept.attestations,
    )

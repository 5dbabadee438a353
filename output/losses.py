"""What a format cannot hold of an edition: told before it is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from bitext.alignments import State
from bitext.documents import BlockKind
from bitext.editions import Edition


class Feature(StrEnum):
    """Something that an edition may have; the words are those of the report."""

    KINDS = "blocks that are headings, verses, list items or captions"
    MARKS = "marks in the text (emphasis, readings, links, page breaks)"
    NOTES = "notes of the texts"
    IDS = "ids of sentences"
    BORDERS = "borders between sentences of one bead"
    PROBABILITIES = "probabilities of beads"
    STATES = "states of beads"
    REMARKS = "notes on beads"
    VERSIONS = "translations besides the first"
    LANGUAGES = "tags of languages"
    TITLES = "titles of the edition"
    PEOPLE = "people, sources and licences"
    TERMS = "concepts of the term base"
    ARTICLES = "articles with their quotations and works cited"
    STEPS = "steps of the provenance"


@dataclass(frozen=True, slots=True)
class Loss:
    """So many of something that the format cannot hold."""

    feature: Feature
    count: int

    def __str__(self) -> str:
        return f"{self.count} {self.feature}"


_Count = Callable[[Edition], int]


def losses(edition: Edition, format_: str) -> tuple[Loss, ...]:
    """What is lost of the edition when it is written in the format; a format that is not known here loses nothing."""
    held = HELD.get(format_, frozenset(Feature))
    counted = (Loss(feature, _counted(edition, feature, format_)) for feature in Feature if feature not in held)
    return tuple(loss for loss in counted if loss.count)


def _counted(edition: Edition, feature: Feature, format_: str) -> int:
    if feature is Feature.TERMS and format_ == "xliff":
        named = {occurrence.concept for occurrence in edition.occurrences}  # they go into the units' glossaries
        return len(edition.termbase.concepts) - len(named)
    return _COUNTS[feature](edition)


def _kinds(edition: Edition) -> int:
    return sum(block.kind is not BlockKind.PARAGRAPH for document in edition.documents for block in document.blocks)


def _marks(edition: Edition) -> int:
    blocks = chain.from_iterable((*document.blocks, *document.notes) for document in edition.documents)
    return sum(len(block.marks) for block in blocks)


def _borders(edition: Edition) -> int:
    beads = (bead for alignment in edition.alignments for bead in alignment.beads)
    return sum(max(0, count - 1) for bead in beads for count in bead.type)


def _people(edition: Edition) -> int:
    metadata = edition.metadata
    said = (metadata.publisher, metadata.date, metadata.licence, metadata.licence_url, metadata.description)
    return len(metadata.contributors) + len(metadata.sources) + sum(map(bool, (*said, metadata.identifier)))


def _versions(edition: Edition) -> int:
    return len(edition.alignments) - 1


_COUNTS: Final[Mapping[Feature, _Count]] = {
    Feature.KINDS: _kinds,
    Feature.MARKS: _marks,
    Feature.NOTES: lambda edition: sum(len(document.notes) for document in edition.documents),
    Feature.IDS: lambda edition: sum(len(document.segments) for document in edition.documents),
    Feature.BORDERS: _borders,
    Feature.PROBABILITIES: lambda edition: sum(b.probability < 1 for a in edition.alignments for b in a.beads),
    Feature.STATES: lambda edition: sum(b.state is not State.TRANSLATED for a in edition.alignments for b in a.beads),
    Feature.REMARKS: lambda edition: sum(bool(b.note) for a in edition.alignments for b in a.beads),
    Feature.VERSIONS: _versions,
    Feature.LANGUAGES: lambda edition: len(edition.documents),
    Feature.TITLES: lambda edition: len(edition.metadata.titles),
    Feature.PEOPLE: _people,
    Feature.TERMS: lambda edition: len(edition.termbase.concepts),
    Feature.ARTICLES: lambda edition: len(edition.articles),
    Feature.STEPS: lambda edition: len(edition.provenance),
}

_BEADS: Final = frozenset({Feature.PROBABILITIES, Feature.STATES, Feature.REMARKS})
_TABLE: Final = _BEADS | {Feature.IDS, Feature.VERSIONS}
_PAGES: Final = frozenset(
    {
        Feature.KINDS,
        Feature.MARKS,
        Feature.NOTES,
        Feature.VERSIONS,
        Feature.LANGUAGES,
        Feature.TITLES,
        Feature.PEOPLE,
        Feature.TERMS,
        Feature.ARTICLES,
        Feature.STEPS,
    }
)

HELD: Final[Mapping[str, frozenset[Feature]]] = {
    "tei": frozenset(Feature),
    "epub": _PAGES | {Feature.BORDERS, Feature.IDS},
    "html": _BEADS | (_PAGES - {Feature.KINDS, Feature.MARKS, Feature.NOTES}) | {Feature.BORDERS},
    "tmx": _TABLE | {Feature.LANGUAGES, Feature.TITLES},
    "xliff": _BEADS | {Feature.IDS, Feature.LANGUAGES, Feature.TITLES},
    "xliff12": _TABLE | {Feature.LANGUAGES},
    "tsv": _TABLE,
    "csv": _TABLE,
    "xlsx": _TABLE,
    "parquet": _TABLE,
    "jsonl": _TABLE | {Feature.BORDERS, Feature.LANGUAGES},
    "json": frozenset({Feature.BORDERS, Feature.PROBABILITIES, Feature.STATES, Feature.VERSIONS}),
    "intertext": frozenset({Feature.IDS, Feature.BORDERS, Feature.VERSIONS, Feature.LANGUAGES}),
    "xces": frozenset({Feature.IDS, Feature.BORDERS, Feature.VERSIONS, Feature.LANGUAGES, Feature.PROBABILITIES}),
}
"""What each format holds."""

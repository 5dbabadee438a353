"""The texts side by side, a row for each unit, and the list of those to look at first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from bitext.alignments import Alignment, Bead, State
from bitext.documents import Block, BlockId, BlockKind, Division, Document, DocumentId, Segment, SegmentId
from bitext.editions import Edition, Occurrence, TranslationUnit, Variant
from bitext.spans import Span
from bitext.versions import joined, versions_of
from output.html.confidence import grade, percent
from output.markup import Element, Node, element, lines
from output.units import type_of

WORST: Final = 30
_CERTAIN: Final = 0.95
_EXCERPT: Final = 70
_SEEN: Final = frozenset({State.REVIEWED, State.FINAL})


@dataclass(frozen=True)
class Side:
    """A document, with its blocks and divisions looked up by sentence."""

    document: Document

    @cached_property
    def block_of(self) -> Mapping[SegmentId, Block]:
        blocks = (*self.document.blocks, *self.document.notes)
        return {segment.id: block for block in blocks for segment in block.segments}

    @cached_property
    def division_of(self) -> Mapping[SegmentId, Division]:
        return {segment.id: division for division in self.document.divisions for segment in division.segments}


@dataclass(frozen=True)
class Rows:
    """An original with its translations; the sentences `above` stand on the page already, and their ids with them."""

    edition: Edition
    pivot: DocumentId
    above: frozenset[SegmentId] = frozenset()

    @cached_property
    def alignments(self) -> tuple[Alignment, ...]:
        return versions_of(self.edition, self.pivot)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        ids = (self.pivot, *(alignment.target for alignment in self.alignments))
        return tuple(Side(self.edition.document_by_id[id_]) for id_ in ids)

    @cached_property
    def units(self) -> Sequence[TranslationUnit]:
        return joined(self.edition, self.pivot)

    @cached_property
    def _occurrences(self) -> Mapping[BlockId, Sequence[Occurrence]]:
        found: dict[BlockId, list[Occurrence]] = {}
        for occurrence in sorted(self.edition.occurrences):
            found.setdefault(occurrence.place.block, []).append(occurrence)
        return found

    def chapters(self) -> Iterator[tuple[TranslationUnit, Element]]:
        """For each division of the original its first unit, and a table of its units."""
        keyed = zip(self._divisions(), enumerate(self.units, 1), strict=True)
        for _, group in groupby(keyed, key=lambda pair: pair[0]):
            numbered = [unit for _, unit in group]
            body = lines("tbody", None, *(self._row(number, unit) for number, unit in numbered))
            yield numbered[0][1], lines("table", {"class": "beads"}, self._head(), body)

    def _divisions(self) -> Iterator[str]:
        """Of each unit the division it is in: that of the original's sentences, or else of the unit before."""
        current = ""
        for unit in self.units:
            original = unit.variants[0].segments
            current = self.sides[0].division_of[original[0].id].id if original else current
            yield current

    def _head(self) -> Element:
        cells = (
            element("th", {"scope": "col"}, f"{side.document.id} ({side.document.language})") for side in self.sides
        )
        return lines("thead", None, lines("tr", None, element("th", {"scope": "col"}, "bead"), *cells))

    def _row(self, number: int, unit: TranslationUnit) -> Element:
        cells = (self._cell(side, variant) for side, variant in zip(self.sides, unit.variants, strict=True))
        return lines("tr", {"id": unit.id, "class": self._class(unit)}, _label(number, unit), *cells)

    def _class(self, unit: TranslationUnit) -> str | None:
        """Whether the row begins a paragraph, and whether that is a heading."""
        firsts = [(side, v.segments[0]) for side, v in zip(self.sides, unit.variants, strict=True) if v.segments]
        blocks = [(side.block_of[segment.id], segment) for side, segment in firsts]
        begins = any(block.segments[0] is segment for block, segment in blocks)
        heads = any(block.kind is BlockKind.HEADING for block, _ in blocks)
        return " ".join([*(["begins"] if begins else []), *(["heading"] if heads else [])]) or None

    def _cell(self, side: Side, variant: Variant) -> Element:
        if not variant.segments:
            return element("td", {"class": "none"}, "no counterpart")
        attributes = {"lang": variant.language}
        texts = [self._sentence(side.block_of[segment.id], segment) for segment in variant.segments]
        joined = [node for text in texts for node in (*text, variant.language.joiner)][:-1]
        return element("td", attributes, *joined)

    def _sentence(self, block: Block, segment: Segment) -> tuple[Node, ...]:
        """The sentence with links from the words of the glossary."""
        nodes: list[Node] = []
        position = segment.span.start
        for occurrence in self._occurrences.get(block.id, ()):
            span = occurrence.place.span
            if position <= span.start < span.end <= segment.span.end:
                nodes += [block.text[position : span.start], _term(occurrence, span, block.text)]
                position = span.end
        id_ = None if segment.id in self.above else segment.id
        return (element("span", {"id": id_}, *nodes, block.text[position : segment.span.end]),)


def anchor(concept: str) -> str:
    """The id of a concept on the page."""
    return f"concept.{concept}"


def _term(occurrence: Occurrence, span: Span, text: str) -> Element:
    return element("a", {"class": "term", "href": f"#{anchor(occurrence.concept)}"}, span.of(text))


def _label(number: int, unit: TranslationUnit) -> Element:
    """The bead's number, how sure it is, and what is out of the ordinary."""
    ratio = type_of(unit)
    link = element("a", {"class": "number", "href": f"#{unit.id}"}, str(number))
    parts = [
        link,
        confidence(unit.probability),
        element("span", {"class": "ratio"}, ratio) if ratio != "1:1" else None,
        element("span", {"class": "seen"}, f"✓ {unit.state.value}") if unit.state in _SEEN else None,
        element("span", {"class": "remark"}, unit.note) if unit.note else None,
    ]
    return element("th", {"scope": "row"}, *(node for part in parts if part for node in (part, " ")))


def confidence(probability: float) -> Element:
    """A sign for the grade and the number."""
    found = grade(probability)
    return element(
        "span",
        {"class": f"p {found.name}", "title": f"{found.name}: {probability:.3f}"},
        f"{found.sign} {percent(probability)}",
    )


def least_certain(rows: Rows) -> Element | None:
    """Links to the beads that a person should look at first: none that a person has seen."""
    doubtful = [
        (unit.probability, number, unit)
        for number, unit in enumerate(rows.units, 1)
        if unit.probability < _CERTAIN and unit.state not in _SEEN
    ]
    chosen = sorted(doubtful, key=lambda item: item[:2])[:WORST]
    if not chosen:
        return None
    return lines("ol", {"class": "worst"}, *(_doubt(number, unit) for _, number, unit in chosen))


def _doubt(number: int, unit: TranslationUnit) -> Element:
    excerpts = (
        element("span", {"lang": variant.language, "class": "excerpt"}, _excerpt(variant.text) or "—")
        for variant in unit.variants
    )
    link = element("a", {"href": f"#{unit.id}"}, f"{number}")
    return element(
        "li", None, confidence(unit.probability), link, element("span", {"class": "ratio"}, type_of(unit)), *excerpts
    )


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"


def counted(beads: Sequence[Bead]) -> Mapping[str, str]:
    """The figures that sum an alignment up."""
    total = len(beads) or 1
    return {
        "beads": str(len(beads)),
        "1:1": f"{100 * sum(bead.type == (1, 1) for bead in beads) / total:.1f} %",
        "no counterpart": str(sum(0 in bead.type for bead in beads)),
        "mean probability": f"{sum(bead.probability for bead in beads) / total:.3f}",
        "seen by a person": f"{100 * sum(bead.state in _SEEN for bead in beads) / total:.1f} %",
    }

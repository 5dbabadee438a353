"""A document as a `div`: its sections, blocks, sentences and notes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from typing import Final

from bitext.documents import Block, BlockId, BlockKind, Division, Document
from output.markup import Element, Node, element, lines, streamed
from output.tei.article import NOTHING, BlockMarkup
from output.tei.ids import only_given, pointers, source_id
from output.tei.inline import Annotation, Rank, in_bibl, woven
from output.tei.marks import Surroundings, marked

# The element of a block, and its @type if there is none of its own.
_ELEMENTS: Final[Mapping[BlockKind, tuple[str, str | None]]] = {
    BlockKind.HEADING: ("ab", "heading"),  # a heading at the start of its section is a head
    BlockKind.PARAGRAPH: ("p", None),
    BlockKind.QUOTE: ("quote", None),
    BlockKind.VERSE: ("l", None),
    BlockKind.LIST_ITEM: ("item", None),
    BlockKind.TABLE_CELL: ("ab", "table-cell"),
    BlockKind.CAPTION: ("ab", "caption"),
    BlockKind.REFERENCE: ("bibl", None),
    BlockKind.NOTE: ("note", None),
    BlockKind.SEPARATOR: ("ab", "separator"),
    BlockKind.FIGURE: ("ab", "figure"),
}
_RUNS: Final[Mapping[BlockKind, str]] = {
    BlockKind.VERSE: "lg",
    BlockKind.LIST_ITEM: "list",
    BlockKind.REFERENCE: "listBibl",
}
"""What holds neighbours of one kind."""

_FRAGMENTABLE: Final = frozenset({"p", "ab", "l"})
"""Those of our block elements that have `@part`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document with what its markup needs to know of the edition."""

    document: Document
    type: str  # edition, translation or article
    subtype: str | None = None
    corresp: Mapping[str, Sequence[str]]
    ids: Collection[str]  # what a link can point at
    article: Mapping[BlockId, BlockMarkup] = field(default_factory=dict)
    names: Mapping[BlockId, Sequence[Annotation]] = field(default_factory=dict)

    @property
    def sentence(self) -> tuple[str, str | None]:
        """The element of a sentence: an `s` may not hold the `bibl` of a citation, so an article has `seg`."""
        return ("seg", "sentence") if "article" in (self.type, self.subtype) else ("s", None)

    def division(self) -> Element:
        """The whole document."""
        document = self.document
        attributes = {
            "type": self.type,
            "subtype": self.subtype,
            "xml:id": document.id,
            "xml:lang": document.language,
            "decls": f"#{source_id(document.id)}",
            "corresp": pointers(self.corresp.get(document.id, ())),
        }
        return streamed("div", attributes, lambda: chain(self._sections(document.divisions, 1), self._notes()))

    def _notes(self) -> Iterator[Element]:
        if self.document.notes:
            yield lines("div", {"type": "notes"}, *self._blocks(self.document.notes, 0))

    def _sections(self, divisions: Sequence[Division], depth: int) -> Iterator[Element]:
        """Sections within sections, as their levels say."""
        start = 0
        while start < len(divisions):
            section = divisions[start]
            behind = (n for n in range(start + 1, len(divisions)) if divisions[n].level <= section.level)
            end = next(behind, len(divisions))
            attributes = {
                "type": "section",
                "rend": _level(section.level, depth),
                "xml:id": section.id,
                "corresp": pointers(self.corresp.get(section.id, ())),
            }
            yield streamed("div", attributes, partial(self._section, section, divisions[start + 1 : end], depth))
            start = end

    def _section(self, section: Division, within: Sequence[Division], depth: int) -> Iterator[Element]:
        yield from self._blocks(section.blocks, section.level)
        yield from self._sections(within, depth + 1)

    def _blocks(self, blocks: Sequence[Block], level: int) -> Iterator[Element]:
        """The blocks; verses, list items and references in a group of their own."""
        heads = next((n for n, block in enumerate(blocks) if block.kind is not BlockKind.HEADING), len(blocks))
        yield from (self._block(block, "head", None, level) for block in blocks[: heads if level else 0])
        for kind, run in groupby(blocks[heads if level else 0 :], key=lambda block: block.kind):
            elements = [self._block(block, *_ELEMENTS[kind], 0) for block in run]
            yield from [lines(_RUNS[kind], None, *elements)] if kind in _RUNS else elements

    def _block(self, block: Block, name: str, type_: str | None, usual_level: int) -> Element:
        added = self.article.get(block.id, NOTHING)
        joined = added.attributes
        attributes = {
            "xml:id": block.id,
            "type": type_,
            "xml:lang": block.language,
            "corresp": pointers(self.corresp.get(block.id, ())),
            **joined,
            "rend": " ".join(filter(None, (joined.get("rend"), _level(block.level, usual_level)))) or None,
            "part": _part(joined) if name in _FRAGMENTABLE else None,
        }
        content = self._content(block, (*added.annotations, *self.names.get(block.id, ())))
        made = element(name, attributes, *(in_bibl(content) if name == "bibl" else content))
        return lines("cit", None, made, *added.beside) if added.beside else made

    def _content(self, block: Block, added: Sequence[Annotation]) -> tuple[Node, ...]:
        name, type_ = self.sentence
        sentences = (
            Annotation(
                span=segment.span,
                name=name,
                rank=Rank.SENTENCE,
                attributes=only_given(
                    {"xml:id": segment.id, "type": type_, "corresp": pointers(self.corresp.get(segment.id, ()))}
                ),
            )
            for segment in block.segments
        )
        marks = marked(Surroundings(block, block.language or self.document.language, self.ids))
        return woven(block.id, block.text, [*sentences, *added, *marks])


def _level(level: int, usual: int) -> str | None:
    """A level that the structure does not already say."""
    return None if level == usual else f"level-{level}"


def _part(chain: Mapping[str, str]) -> str | None:
    """Initial, middle or final: which part of a paragraph that a page break divides this is."""
    match "next" in chain, "prev" in chain:
        case True, True:
            return "M"
        case True, False:
            return "I"
        case False, True:
            return "F"
    return None

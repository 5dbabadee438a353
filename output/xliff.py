"""XLIFF, the exchange format of tools that translators work in: 2.1 (OASIS 2018, ISO 21720) and 1.2 (OASIS 2008).

A bead is a unit of one segment, so that a person sees both sides together.  The ids of its sentences, its probability
and its type go into the metadata module (2.1) or a context group (1.2), which other tools leave as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from bitext.alignments import Alignment, State
from bitext.documents import SegmentId
from bitext.editions import Edition, TranslationUnit, Variant
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, TermStatus
from bitext.version import VERSION
from output.characters import check_characters
from output.markup import Element, element, lines, streamed, xml
from output.options import ExportOptions
from output.units import type_of, units_of

_SPACES: Final = {
    "xmlns": "urn:oasis:names:tc:xliff:document:2.0",
    "xmlns:mda": "urn:oasis:names:tc:xliff:metadata:2.0",
    "xmlns:gls": "urn:oasis:names:tc:xliff:glossary:2.0",
}

_STATES: Final = {
    State.INITIAL: "new",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}
"""The states of 1.2; those of 2.1 have the names that ours have."""


def to_xliff(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads of one alignment as XLIFF 2.1, with the terms that a bead names as a glossary of its unit.

    Raises `BadConfiguration` where there is no alignment, or several, since a file of version 2 has one pair of
    languages; and `BadData` at a character that XML cannot hold.
    """
    units = list(units_of(edition, "XLIFF"))
    if len(edition.alignments) > 1:
        raise BadConfiguration(
            f"Edition {edition.metadata.name!r} has {len(edition.alignments)} alignments, and a file of XLIFF 2 "
            "has one; take the format 'xliff12' or 'tmx', which hold several."
        )
    check_characters(edition)
    (alignment,) = edition.alignments
    source, target = (edition.document_by_id[id_] for id_ in (alignment.source, alignment.target))
    named = _Named.of(edition, source.language, target.language)
    titles = (element("note", {"category": "title"}, title.text) for title in edition.metadata.titles)
    notes = [note for note in titles if note.children != ("",)]
    head = [lines("notes", None, *notes)] if notes else []
    attributes = {"id": _file_id(alignment), "original": source.name or source.id, "xml:space": "preserve"}
    file = streamed("file", attributes, lambda: chain(head, (_unit(unit, named) for unit in units)))
    languages = {"srcLang": source.language, "trgLang": target.language}
    return xml(lines("xliff", {**_SPACES, "version": "2.1", **languages}, file))


def _file_id(alignment: Alignment) -> str:
    return f"{alignment.source}-{alignment.target}"


def _unit(unit: TranslationUnit, named: "_Named") -> Element:
    source, target = _sides(unit)
    segment = lines(
        "segment",
        {"id": "s1", "state": unit.state.value},
        element("source", None, source.text if source else ""),
        element("target", None, target.text) if target else None,
    )
    return lines(
        "unit",
        {"id": unit.id},
        lines("mda:metadata", None, _metadata(unit)),
        named.glossary(source),
        lines("notes", None, element("note", None, unit.note)) if unit.note else None,
        segment,
    )


def _sides(unit: TranslationUnit) -> tuple[Variant | None, Variant | None]:
    """The two sides that have sentences."""
    source, target = unit.variants
    return (source if source.segments else None), (target if target.segments else None)


def _told(unit: TranslationUnit) -> Mapping[str, str]:
    """What XLIFF has no place of its own for."""
    source, target = (" ".join(s.id for s in variant.segments) for variant in unit.variants)
    every = {
        "source-sentences": source,
        "target-sentences": target,
        "probability": str(unit.probability),
        "type": type_of(unit),
    }
    return {name: value for name, value in every.items() if value}


def _metadata(unit: TranslationUnit) -> Element:
    metas = (element("mda:meta", {"type": name}, value) for name, value in _told(unit).items())
    return lines("mda:metaGroup", {"category": "duizhao"}, *metas)


@dataclass(frozen=True)
class _Named:
    """The concepts that the sentences of an edition name, and the two languages that are wanted of them."""

    of_sentence: Mapping[SegmentId, tuple[Concept, ...]]
    languages: tuple[LanguageTag, LanguageTag]

    @classmethod
    def of(cls, edition: Edition, source: LanguageTag, target: LanguageTag) -> "_Named":
        """Find the sentence of each occurrence."""
        blocks = {block.id: block for document in edition.documents for block in document.blocks}
        found: dict[SegmentId, dict[str, Concept]] = {}
        for occurrence in sorted(edition.occurrences):
            block = blocks.get(occurrence.place.block)
            start = occurrence.place.span.start
            for segment in block.segments if block else ():
                if segment.span.start <= start < segment.span.end:
                    concept = edition.termbase.by_id[occurrence.concept]
                    found.setdefault(segment.id, {})[concept.id] = concept
        return cls({id_: tuple(concepts.values()) for id_, concepts in found.items()}, (source, target))

    def glossary(self, source: Variant | None) -> Element | None:
        """The terms that one side names, where the term base has them in both languages."""
        sentences = source.segments if source else ()
        concepts = {c.id: c for segment in sentences for c in self.of_sentence.get(segment.id, ())}
        entries = [entry for concept in concepts.values() if (entry := self._entry(concept))]
        return lines("gls:glossary", None, *entries) if entries else None

    def _entry(self, concept: Concept) -> Element | None:
        terms, translations = (list(_usable(concept, language)) for language in self.languages)
        if not terms or not translations:
            return None
        return lines(
            "gls:glossEntry",
            None,
            element("gls:term", None, terms[0].text),
            *(element("gls:translation", None, term.text) for term in translations),
            element("gls:definition", None, concept.note) if concept.note else None,
        )


def _usable(concept: Concept, language: LanguageTag) -> Iterator[Term]:
    """The terms in a language that may be used, the preferred ones first."""
    terms = [t for t in concept.terms_in(language.language) if t.status is not TermStatus.FORBIDDEN]
    exact = [t for t in terms if t.language == language] or terms
    return iter(sorted(exact, key=lambda term: term.status is not TermStatus.PREFERRED))


def to_xliff12(edition: Edition, _options: ExportOptions) -> bytes:
    """The beads as XLIFF 1.2 (strict), for older tools: a file in it for each alignment.

    Raises `BadConfiguration` where there is no alignment, and `BadData` at a character that XML cannot hold.
    """
    list(units_of(replace(edition, alignments=edition.alignments[:1]), "XLIFF"))
    check_characters(edition)
    files = (_file12(replace(edition, alignments=(alignment,)), alignment) for alignment in edition.alignments)
    return xml(lines("xliff", {"xmlns": "urn:oasis:names:tc:xliff:document:1.2", "version": "1.2"}, *files))


def _file12(edition: Edition, alignment: Alignment) -> Element:
    source, target = (edition.document_by_id[id_] for id_ in (alignment.source, alignment.target))
    tool = element("tool", {"tool-id": "duizhao", "tool-name": "duizhao", "tool-version": VERSION})
    attributes = {
        "original": source.name or source.id,
        "source-language": source.language,
        "target-language": target.language,
        "datatype": "plaintext",
        "tool-id": "duizhao",
        "xml:space": "preserve",
    }
    body = streamed("body", None, lambda: map(_unit12, units_of(edition, "XLIFF")))
    return lines("file", attributes, lines("header", None, tool), body)


def _unit12(unit: TranslationUnit) -> Element:
    source, target = _sides(unit)
    contexts = (element("context", {"context-type": f"x-{name}"}, value) for name, value in _told(unit).items())
    approved = "yes" if unit.state in {State.REVIEWED, State.FINAL} else "no"
    return lines(
        "trans-unit",
        {"id": unit.id, "approved": approved},
        element("source", None, source.text if source else ""),
        element("target", {"state": _STATES[unit.state]}, target.text) if target else None,
        lines("context-group", {"name": "duizhao", "purpose": "information"}, *contexts),
        element("note", None, unit.note) if unit.note else None,
    )

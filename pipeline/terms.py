"""Looking into a glossary from the command line."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from unicodedata import east_asian_width

from bitext.errors import UnknownFormat
from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, Termbase, TermStatus
from glossary.base import Conflict, merge, merged
from glossary.files import WRITERS, read_glossary
from glossary.lookup import occurrences
from lang.folding import fold
from pipeline.files import read_bytes, shown

_COLUMN: Final = 40
"""The widest column of a table: two of them and the rest fit into a common terminal."""


def read_glossaries(paths: Iterable[Path]) -> Termbase:
    """The term base of all the files together."""
    return merged([read_glossary(read_bytes(path), name=shown(path)) for path in paths])


def converted(path: Path, out: Path) -> bytes:
    """A glossary in the format that the suffix of `out` stands for, its concepts as they are.

    Raises `UnknownFormat` before anything is read.
    """
    write = _writer(out)
    return write(read_glossary(read_bytes(path), name=shown(path)))


def put_together(paths: Iterable[Path], out: Path) -> tuple[bytes, tuple[Conflict, ...]]:
    """Several glossaries as one, and what they do not agree on; the earlier ones win.

    Raises `UnknownFormat` before anything is read.
    """
    write = _writer(out)
    merger = merge([read_glossary(read_bytes(path), name=shown(path)) for path in paths])
    return write(merger.termbase), merger.conflicts


def _writer(out: Path) -> Callable[[Termbase], bytes]:
    if out.suffix.lower() not in WRITERS:
        raise UnknownFormat(f"{out.name!r} has no known suffix for a glossary; use {' or '.join(WRITERS)}.")
    return WRITERS[out.suffix.lower()]


def looked_up(query: str, base: Termbase) -> tuple[Concept, ...]:
    """The concepts that a text names; if it names none, those with a term that holds the text.

    Characters are compared as in all matching: simplified or traditional, full or half width, in any case.
    """
    languages = dict.fromkeys(term.language for concept in base.concepts for term in concept.terms)
    named = {found.concept for language in languages for found in occurrences(query, base, language)}
    if not named:
        named = {concept.id for concept in base.concepts if _holds(concept, query)}
    return tuple(concept for concept in base.concepts if concept.id in named)


def _holds(concept: Concept, query: str) -> bool:
    wanted = fold(query.strip())
    return bool(wanted) and any(wanted in fold(term.text) for term in concept.terms)


def concepts_text(concepts: Sequence[Concept]) -> bytes:
    """A table for reading: a line for each concept, a column for each language."""
    languages = tuple(dict.fromkeys(term.language for concept in concepts for term in concept.terms))
    rows = [["id", "kind", *languages, "note"], *(_row(concept, languages) for concept in concepts)]
    return "".join(f"{line}\n" for line in table(rows)).encode()


def _row(concept: Concept, languages: Iterable[LanguageTag]) -> list[str]:
    terms = ("; ".join(_told(term) for term in concept.terms if term.language == language) for language in languages)
    notes = filter(None, [concept.note, *(term.note for term in concept.terms)])
    return [concept.id, concept.kind, *terms, "; ".join(notes)]


def _told(term: Term) -> str:
    return term.text if term.status is TermStatus.PREFERRED else f"{term.text} ({term.status})"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines whose columns stand under each other; a Chinese character takes two places.

    >>> list(table([["zh", "en"], ["烟囱", "chimney"]]))
    ['zh    en', '烟囱  chimney']
    """
    widths = [min(_COLUMN, max(map(_width, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def concepts_json(concepts: Iterable[Concept]) -> bytes:
    """The same for programs."""
    answer = {"schema": 1, "concepts": [_as_json(concept) for concept in concepts]}
    return f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n".encode()


def _as_json(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "kind": concept.kind,
        "note": concept.note,
        "terms": [
            {"text": term.text, "language": term.language, "status": term.status, "note": term.note}
            for term in concept.terms
        ],
        "attestations": [{"place": seen.place, "source": seen.source} for seen in concept.attestations],
    }

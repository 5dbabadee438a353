"""Looking into a glossary from the command line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from unicodedata import east_asian_width

from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, Termbase, TermStatus
from glossary.base import Conflict, merge, merged
from glossary.diff import Difference, diff
from glossary.lint import CODES, Fault, lint
from glossary.lookup import lexicon_of, occurrences
from glossary.losses import losses
from lang.folding import fold
from pipeline.bitexts import Told, read_bitexts
from pipeline.glossaries import read_file, read_files, writer_for
from pipeline.progress import Progress, silent

_COLUMN: Final = 40
"""The widest column of a table: two of them and the rest fit into a common terminal."""


def read_glossaries(paths: Iterable[Path]) -> Termbase:
    """The term base of all the files together."""
    return merged(read_files(paths))


def converted(path: Path, out: Path) -> tuple[bytes, tuple[str, ...]]:
    """A glossary in the format that the suffix of `out` stands for, and what that cannot hold of it.

    Raises `UnknownFormat` before anything is read.
    """
    write = writer_for(out)
    base = read_file(path)
    return write(base), tuple(losses(base, out.suffix.lower()))


def put_together(paths: Iterable[Path], out: Path) -> tuple[bytes, tuple[Conflict, ...]]:
    """Several glossaries as one, and what they do not agree on; the earlier ones win.

    Raises `UnknownFormat` before anything is read.
    """
    write = writer_for(out)
    merger = merge(read_files(paths))
    return write(merger.termbase), merger.conflicts


def faults_of(path: Path, texts: Sequence[Path], told: Told, *, progress: Progress = silent) -> tuple[Fault, ...]:
    """What is wrong with a glossary; with a bitext, which of its concepts no bead names too.

    Raises what reading and aligning raise.
    """
    base = read_file(path)
    if not texts:
        return lint(base)
    named: set[str] = set()
    for bitext in read_bitexts(texts, told, progress=progress).bitexts:
        for language, side in ((bitext.source, 0), (bitext.target, 1)):
            lexicon = lexicon_of(base, language)
            for couple in bitext.couples:
                for sentence in (couple.source, couple.target)[side]:
                    named |= {found.concept for found in lexicon.occurrences(sentence.text)}
    return lint(base, named)


def faults_json(faults: Iterable[Fault]) -> bytes:
    """The same for programs."""
    listed = [{"concept": fault.concept, "code": fault.code, "message": fault.message} for fault in faults]
    return f"{json.dumps({'schema': 1, 'faults': listed}, ensure_ascii=False, indent=2)}\n".encode()


def codes_text() -> bytes:
    """The codes of faults, and what each says."""
    return "".join(f"{code}  {text}\n" for code, text in CODES.items()).encode()


def compared(before: Path, after: Path) -> tuple[Difference, ...]:
    """What is different between two glossaries."""
    return tuple(diff(read_file(before), read_file(after)))


def differences_text(found: Iterable[Difference]) -> bytes:
    """A line for each concept, and under it what is different."""
    lines = (line for one in found for line in (f"{one.change} {one.concept}", *(f"  {d}" for d in one.details)))
    return "".join(f"{line}\n" for line in lines).encode()


def differences_json(found: Iterable[Difference]) -> bytes:
    """The same for programs."""
    listed = [{"concept": one.concept, "change": one.change, "details": one.details} for one in found]
    return f"{json.dumps({'schema': 1, 'differences': listed}, ensure_ascii=False, indent=2)}\n".encode()


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

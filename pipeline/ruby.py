"""Readings above the Chinese of an edition, beside those that it has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from bitext.documents import Block, Document, Mark, MarkKind
from bitext.editions import Edition
from bitext.errors import BadConfiguration, BadData
from lang.ruby import Extent, Ruby, RubyStyle, Script, Unit, rubies
from pipeline.files import read_bytes, shown
from pipeline.provenance import step
from pipeline.scripts import is_chinese


def with_ruby(edition: Edition, style: RubyStyle) -> Edition:
    """The edition with readings above its Chinese texts and their notes; those that are there already stay."""
    documents = tuple(_document(document, style) for document in edition.documents)
    read = [new.id for new, old in zip(documents, edition.documents, strict=True) if new is not old]
    if not read:
        return edition
    name = f"{edition.metadata.name}-{style.script}"  # another book, with its own identifier
    done = (step(f"wrote {style.script} above {style.extent} of {id_}") for id_ in read)
    metadata = replace(edition.metadata, name=name)
    return replace(edition, metadata=metadata, documents=documents, provenance=(*edition.provenance, *done))


def _document(document: Document, style: RubyStyle) -> Document:
    chinese = [b for b in (*document.blocks, *document.notes) if is_chinese(b.language or document.language)]
    if not chinese:
        return document
    found = zip(chinese, rubies((block.text for block in chinese), style), strict=True)
    return document.with_blocks({block.id: _block(block, readings) for block, readings in found})


def _block(block: Block, readings: Iterable[Ruby]) -> Block:
    """The block with the readings that no reading or foreign word of its own overlaps."""
    taken = [mark.span for mark in block.marks if mark.kind in {MarkKind.RUBY, MarkKind.FOREIGN}]
    new = [
        Mark(span, MarkKind.RUBY, reading)
        for span, reading in readings
        if not any(span.overlaps(other) for other in taken)
    ]
    return replace(block, marks=tuple(sorted((*block.marks, *new))))


def ruby_style(script: str | None, extent: str, unit: str, readings: Path | None) -> RubyStyle | None:
    """Which readings are wanted, with those of an editor's file; None where none are.

    Raises `BadConfiguration` at a word that is none of those there are, and what reading the file raises.
    """
    if not script:
        return None
    return RubyStyle(
        script=_one_of(Script, script),
        extent=_one_of(Extent, extent),
        unit=_one_of(Unit, unit),
        own=read_readings(readings) if readings else {},
    )


_Word = TypeVar("_Word", bound=StrEnum)


def _one_of(kind: type[_Word], word: str) -> _Word:
    try:
        return kind(word)
    except ValueError as error:
        raise BadConfiguration(f"There are no readings {word!r}; it can be {', '.join(kind)}.") from error


def read_readings(path: Path) -> Mapping[str, tuple[str, ...]]:
    """An editor's own readings: on each line a word, a tab, and its syllables with blanks between them.

    Raises `BadData` at a line that is not like that, and what `read_bytes` raises.
    """
    return dict(_rows(read_bytes(path).decode("utf-8-sig"), shown(path)))


def _rows(text: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, line in enumerate(text.splitlines(), 1):
        word, tab, reading = line.partition("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if not tab or len(word.strip()) != len(reading.split()):
            raise BadData(
                f"{name}, line {number}: {line!r} is no word with a syllable for each character; write 单田芳, a tab, "
                "shàn tián fāng."
            )
        yield word.strip(), tuple(reading.split())

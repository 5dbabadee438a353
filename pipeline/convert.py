"""`duizhao convert`: a text, an alignment or an edition in the other Chinese script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bitext.documents import BlockKind, Document, DocumentId
from bitext.editions import Edition
from bitext.errors import BadConfiguration, UnknownFormat
from glossary.base import merge
from glossary.scripts import names_in_script
from lang.script import detect_language
from lang.script_change import Wanted, in_script
from output.losses import losses
from pipeline.bitexts import Told
from pipeline.exchange import read_exchange
from pipeline.files import STANDARD, read_bytes, shown
from pipeline.formats import alignment_format, bitext_files, written
from pipeline.glossaries import read_files
from pipeline.progress import Progress, silent
from pipeline.reading import Input, read_document
from pipeline.scripts import Placed, document_in_script, edition_in_script, script_tag
from sources.contract import Declined
from sources.encodings import decode

_PLAIN: Final = frozenset({".txt", ".md", ".markdown", ""})
"""Files that are text through and through, and stay what they are but for their characters."""

_ALIGNMENTS: Final = frozenset({".tmx", ".xlf", ".xliff", ".jsonl", ".parquet", ".toml", ".tei"})
"""Files that are alignments, whatever is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a text is to become."""

    to: str  # zh-Hant-TW …
    glossaries: Sequence[Path] = ()
    vocabulary: bool = False
    punctuation: bool = True
    told: Told = field(default_factory=Told)
    format_: str | None = None  # of an alignment, whatever the suffix


@dataclass(frozen=True, slots=True)
class Result:
    """The files that were made, the choices, and what could not be kept."""

    files: Mapping[Path, bytes]
    choices: tuple[Placed, ...]
    remarks: tuple[str, ...]


def text_converted(text: str, asked: Conversion, *, name: str) -> tuple[str, tuple[Placed, ...]]:
    """A text as it is in the script asked for, line by line, and its choices.

    Raises what reading the glossaries raises, and `BadConfiguration` at a tag of no Chinese script.
    """
    wanted = _wanted(asked)
    lines: list[str] = []
    choices: list[Placed] = []
    own = _with_source(wanted, text)
    for number, line in enumerate(text.split("\n"), 1):
        found = in_script(line, own)
        lines.append(found.text)
        choices += (Placed(name, f"line {number}", number, choice) for choice in found.choices)
    return "\n".join(lines), tuple(choices)


def _with_source(wanted: Wanted, text: str) -> Wanted:
    """With the script that the text shows, where nobody says one."""
    found = wanted.source or detect_language(text)
    return replace(wanted, source=found if found and found.language == "zh" else None)


def _wanted(asked: Conversion) -> Wanted:
    target = script_tag(asked.to)
    bases = read_files(asked.glossaries)
    return Wanted(
        target=target,
        source=asked.told.source,
        names=names_in_script(merge(bases).termbase, target),
        vocabulary=asked.vocabulary,
        punctuation=asked.punctuation,
    )


def file_converted(path: Path, out: Path | None, asked: Conversion, *, progress: Progress = silent) -> Result:
    """A file in the script asked for: plain text and alignments stay what they are, other documents become text.

    Raises what reading and writing raise, and `UnknownFormat` where `out` can hold no such thing.
    """
    if _is_alignment(path, out):
        edition, unread = read_exchange(path, asked.told, progress=progress)
        result = _edition_converted(edition, out or path, asked, to_standard=out is None)
        return replace(result, remarks=(*unread, *result.remarks))
    data, name = read_bytes(path), shown(path)
    place = out or Path(STANDARD)
    if path.suffix.lower() in _PLAIN or str(path) == STANDARD:
        decoded = decode(data, name=name)
        if isinstance(decoded, Declined):
            raise BadConfiguration(f"{name} is no text: {decoded.reason}.")
        text, choices = text_converted(decoded.text, asked, name=name)
        return Result({place: text.encode()}, choices, ())
    if out is not None and out.suffix.lower() not in _PLAIN:
        raise UnknownFormat(f"{name} becomes a text, and {out.name!r} is none; use .txt or .md.")
    document = read_document(Input(data=data, name=name, language=asked.told.source), DocumentId("text")).document
    made, choices = document_in_script(document, _wanted(asked))
    return Result({place: _plain(made).encode()}, choices, ())


def _is_alignment(path: Path, out: Path | None) -> bool:
    if path.suffix.lower() in _ALIGNMENTS:
        return True
    tabular = {".tsv", ".csv", ".xlsx", ".xml"}
    return path.suffix.lower() in tabular and (out is None or out.suffix.lower() not in _PLAIN)


def _edition_converted(edition: Edition, place: Path, asked: Conversion, *, to_standard: bool) -> Result:
    made, choices = edition_in_script(edition, _wanted(asked))
    name = alignment_format(place, asked.format_)
    lost = tuple(f"{name} does not hold {loss}" for loss in losses(made, name))
    if to_standard:
        return Result({Path(STANDARD): written(made, name)}, choices, lost)
    return Result(bitext_files(made, name, place), choices, lost)


def _plain(document: Document) -> str:
    """The blocks as paragraphs, headings as Markdown has them, then the notes."""
    blocks = [*document.blocks, *document.notes]
    heads = ("#" * max(1, block.level) + " " if block.kind is BlockKind.HEADING else "" for block in blocks)
    return "".join(f"{head}{block.text}\n\n" for head, block in zip(heads, blocks, strict=True)).rstrip("\n") + "\n"

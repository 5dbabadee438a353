"""JSON Lines as this project writes them: one document's side of the units, its sentences with their ids."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bitext.documents import Origin, SetAside
from bitext.drafts import Draft, Drafted
from bitext.errors import BadData, UnknownLanguage
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.contract import Declined, Request
from sources.encodings import decode
from sources.languages import matches, tag_or_none
from sources.lines import Lines
from sources.text import bad_bytes

_KEY: Final = '"variants"'


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment of a variant."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """What a unit has of one document."""

    document: str
    language: str
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A line: the unit's variants, and whatever else it says."""

    line: int  # 1-based
    variants: tuple[Variant, ...]
    fields: Mapping[str, object]


def records(text: str, *, name: str) -> Iterator[Record]:
    """The units of a file.  Raises `BadData` that names a line that is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _record(line, number, name)


def _record(line: str, number: int, name: str) -> Record:
    try:
        fields = json.loads(line)
        return Record(number, tuple(_variant(variant) for variant in fields["variants"]), fields)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadData(f"{name}, line {number}: this is no unit as duizhao writes it; write the file again.") from error


def _variant(said: Mapping[str, object]) -> Variant:
    sentences = said["segments"]
    if not isinstance(sentences, list):
        raise TypeError
    return Variant(
        document=str(said.get("document", "")),
        language=str(said["language"]),
        text=str(said.get("text", "")),
        sentences=tuple(Sentence(str(one["id"]), str(one["text"])) for one in sentences),
    )


def read_jsonl(data: bytes, request: Request) -> Drafted | Declined:
    """The side of the document wanted, by its language or id: a unit a paragraph, with the sentences as they were.

    Raises `UnknownLanguage` where it is not clear which document is meant, and `BadData` at a line that is no unit.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Declined("it does not begin like JSON")
    decoded = decode(data, name=request.name, encoding=request.encoding)
    if isinstance(decoded, Declined):
        return decoded
    if _KEY not in decoded.text.lstrip().partition("\n")[0]:
        return Declined("its first line is no unit as duizhao writes it")
    units = list(records(decoded.text, name=request.name))
    document, language = _wanted(units, request)
    return Drafted(
        blocks=tuple(
            _draft(v, unit) for unit in units for v in unit.variants if v.document == document and v.sentences
        ),
        encoding=decoded.encoding,
        language=language,
        set_aside=(*_rest(units, document), *bad_bytes(decoded, Lines(decoded.text).line_at)),
    )


def _wanted(units: Sequence[Record], request: Request) -> tuple[str, LanguageTag | None]:
    """The id and the language of the document to read."""
    held = {v.document: tag_or_none(v.language) for unit in units for v in unit.variants}
    found = [document for document, language in held.items() if matches(language, request.language)]
    named = [document for document in found if document == request.id]
    for chosen in (found, named):
        if len(chosen) == 1:
            return chosen[0], held[chosen[0]]
    listed = " and ".join(f"{document} ({language})" for document, language in held.items()) or "nothing"
    if not found:
        raise UnknownLanguage(f"{request.name} holds nothing in {request.language}; it holds {listed}.")
    raise UnknownLanguage(f"{request.name} holds {listed}; say which language to read.")


def _draft(variant: Variant, unit: Record) -> Draft:
    """A paragraph; where its text does not have the sentences in their order, it is made of them."""
    spans = _spans(variant.text, variant.sentences)
    text = variant.text if spans else " ".join(one.text for one in variant.sentences)
    return Draft(
        text=text,
        segments=tuple(spans or _spans(text, variant.sentences)),
        segment_ids=tuple(one.id for one in variant.sentences),
        origin=Origin(line=unit.line),
    )


def _spans(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Where the sentences stand, if nothing but white space stands between them."""
    spans: list[Span] = []
    end = 0
    for sentence in sentences:
        start = text.find(sentence.text, end)
        if start < 0 or text[end:start].strip():
            return []
        end = start + len(sentence.text)
        spans.append(Span(start, end))
    return [] if text[end:].strip() else spans


def _rest(units: Sequence[Record], document: str) -> Iterator[SetAside]:
    for unit in units:
        origin = Origin(line=unit.line)
        for variant in unit.variants:
            if variant.document != document and variant.text.strip():
                yield SetAside(variant.text.strip(), "in another language", origin)
        if note := str(unit.fields.get("note") or "").strip():
            yield SetAside(note, "a note", origin)

"""Documents and editions in the other Chinese script: every place is moved with the text, every choice is told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from bitext.articles import Localized, Place
from bitext.documents import Block, BlockId, Document, Mark, MarkKind, Segment
from bitext.editions import Edition, Step
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.version import VERSION
from lang.script_change import Choice, Converted, Reason, Wanted, in_script

_T = TypeVar("_T")
_CHINESE: Final = frozenset({"zh", "cmn", "lzh", "yue", "wuu", "hak", "nan"})
_SAID: Final = frozenset({MarkKind.IMAGE})
"""Marks whose values are text of the language."""
_NOT_TEXT: Final = frozenset(
    {"id", "key", "code", "citation", "reference", "doi", "url", "document", "block", "locator"}
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A choice, and where it was made: a block, and the line of its file if that is known."""

    document: str
    block: str
    line: int | None
    choice: Choice


def script_tag(text: str) -> LanguageTag:
    """The tag that a user names a script by: zh-Hant-TW, or zh-TW for short.

    Raises `BadConfiguration` where it is of no Chinese script.

    >>> script_tag("zh-TW"), script_tag("zh-Hans")
    ('zh-Hant-TW', 'zh-Hans')
    """
    tag = LanguageTag(text)
    regions = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
    region = next((part for part in tag.split("-")[1:] if part in regions), None)
    script = tag.script or (regions[region] if region else None)
    if tag.language not in _CHINESE or script not in {"Hans", "Hant"}:
        raise BadConfiguration(
            f"{text!r} names no script of Chinese; write zh-Hans, zh-Hant, zh-Hant-TW or zh-Hant-HK."
        )
    return LanguageTag("-".join(filter(None, (tag.language, script, region))))


def is_chinese(language: LanguageTag) -> bool:
    """Whether a text in the language can be written in either script."""
    return language.language in _CHINESE and language.script in {None, "Hans", "Hant"}


@dataclass(frozen=True, slots=True)
class _Changed:
    """A document in the other script, and how each of its blocks was changed."""

    document: Document
    blocks: Mapping[BlockId, Converted]
    choices: tuple[Placed, ...]


def document_in_script(document: Document, wanted: Wanted) -> tuple[Document, tuple[Placed, ...]]:
    """The document with all its Chinese blocks in the script wanted, and the choices in the order of the text."""
    changed = _document(document, wanted)
    return changed.document, changed.choices


def edition_in_script(edition: Edition, wanted: Wanted) -> tuple[Edition, tuple[Placed, ...]]:
    """The edition with its Chinese documents and titles in the script wanted; ids and all else stay."""
    changed = [_document(document, wanted) for document in edition.documents]
    blocks = {id_: found for one in changed for id_, found in one.blocks.items()}
    titles = tuple(_localized(title, wanted) for title in edition.metadata.titles)
    choices = tuple(choice for one in changed for choice in one.choices)
    written = {one.document.id for one in changed if one.blocks}
    made = replace(
        edition,
        metadata=replace(edition.metadata, titles=titles),
        documents=tuple(one.document for one in changed),
        occurrences=tuple(_moved(occurrence, blocks, wanted, converts=False) for occurrence in edition.occurrences),
        articles=tuple(_moved(a, blocks, wanted, converts=a.document in written) for a in edition.articles),
        provenance=(*edition.provenance, *(_step(one, wanted) for one in changed if one.blocks)),
    )
    return made, choices


def _document(document: Document, wanted: Wanted) -> _Changed:
    if not is_chinese(document.language):
        return _Changed(document, {}, ())
    own = replace(wanted, source=wanted.source or document.language)
    blocks = {
        block.id: in_script(block.text, own)
        for block in (*document.blocks, *document.notes)
        if is_chinese(block.language or document.language)
    }
    made = document.with_blocks(
        {id_: _block(document.block_by_id[id_], found, wanted.target) for id_, found in blocks.items()}
    )
    choices = tuple(
        Placed(document.name or document.id, id_, document.block_by_id[id_].origin.line, choice)
        for id_, found in blocks.items()
        for choice in found.choices
    )
    title = in_script(document.title, own).text
    return _Changed(replace(made, title=title, language=wanted.target), blocks, choices)


def _block(block: Block, found: Converted, target: LanguageTag) -> Block:
    spans = ((segment, found.span(segment.span)) for segment in block.segments)
    return replace(
        block,
        text=found.text,
        segments=tuple(Segment(segment.id, span, span.of(found.text)) for segment, span in spans),
        marks=tuple(_mark(mark, found, target) for mark in block.marks),
        language=target if block.language else None,
    )


def _mark(mark: Mark, found: Converted, target: LanguageTag) -> Mark:
    value = in_script(mark.value, Wanted(target=target)).text if mark.kind in _SAID else mark.value
    return Mark(found.span(mark.span), mark.kind, value)


def _localized(text: Localized, wanted: Wanted) -> Localized:
    if not is_chinese(text.language):
        return text
    return Localized(in_script(text.text, replace(wanted, source=text.language)).text, wanted.target)


def _moved(value: _T, blocks: Mapping[BlockId, Converted], wanted: Wanted, *, converts: bool) -> _T:
    """A value of what an article or a lexicon found, with its places where the text now stands."""
    made: _T = _walked(value, lambda place: _place(place, blocks), wanted, converts=converts)
    return made


def _place(place: Place, blocks: Mapping[BlockId, Converted]) -> Place:
    found = blocks.get(place.block)
    return Place(place.block, found.span(place.span)) if found else place


def _walked(value: Any, moved: Callable[[Place], Place], wanted: Wanted, *, converts: bool) -> Any:  # noqa: ANN401
    """The value with its places moved and, if asked, its Chinese in the script wanted, however deep they stand."""
    match value:
        case Place():
            return moved(value)
        case Localized():
            return _localized(value, wanted) if converts else value
        case tuple():
            return tuple(_walked(item, moved, wanted, converts=converts) for item in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = {field.name: getattr(value, field.name) for field in fields(value)}
            made = {
                name: in_script(part, wanted).text
                if converts and type(part) is str and name not in _NOT_TEXT
                else _walked(part, moved, wanted, converts=converts)
                for name, part in parts.items()
            }
            return replace(value, **made)
        case _:
            return value


def _step(changed: _Changed, wanted: Wanted) -> Step:
    counts = Counter(placed.choice.reason for placed in changed.choices)
    told = ", ".join(f"{counts[reason]} {_TOLD[reason]}" for reason in Reason if counts[reason])
    words = " and its words" if wanted.vocabulary else ""
    action = f"wrote {changed.document.id} in {wanted.target}{words}" + (f": {told}" if told else "")
    return Step(tool="duizhao", version=VERSION, action=action)


_TOLD: Final[Mapping[Reason, str]] = {
    Reason.NAME: "characters of names as the glossary has them",
    Reason.DOUBTFUL_NAME: "characters of what may be a name",
    Reason.WORD: "characters by the word they are in",
    Reason.DEFAULT: "characters as they mostly are",
    Reason.VOCABULARY: "words by those of the region",
    Reason.QUOTATION_MARK: "quotation marks",
    Reason.LEFT: "characters left as they were",
}


def summary(choices: Iterable[Placed]) -> Iterator[str]:
    """What a person should look at, the most uncertain first: what was chosen without a word or name that decides."""
    by_reason: dict[Reason, Counter[tuple[str, str, tuple[str, ...]]]] = {}
    for placed in choices:
        choice = placed.choice
        known = by_reason.setdefault(choice.reason, Counter())
        known[choice.source, choice.chosen, choice.alternatives] += 1
    for reason in (Reason.LEFT, Reason.DEFAULT, Reason.DOUBTFUL_NAME, Reason.VOCABULARY):
        if found := by_reason.get(reason):
            listed = ", ".join(f"{count} × {_shown(*pair)}" for pair, count in found.most_common(_MOST))
            more = f" and {len(found) - _MOST} others" if len(found) > _MOST else ""
            yield f"{found.total()} {_TOLD[reason]}: {listed}{more}"


_MOST: Final = 12


def _shown(source: str, chosen: str, alternatives: Sequence[str]) -> str:
    others = f" (or {', '.join(alternatives)})" if alternatives else ""
    return f"{source} → {chosen}{others}" if source != chosen else f"{source}{others}"

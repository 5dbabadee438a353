"""The formats that are read, and the way from bytes to a `Document`.

A new format is one function and one line in `FORMATS`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from bitext.documents import Document, DocumentId
from bitext.drafts import Draft, Drafted, number
from bitext.errors import EmptyInput, UnknownFormat, UnknownLanguage, UnreadableInput
from bitext.languages import LanguageTag
from sources.contract import Declined, Reader, Request
from sources.docx import read_docx
from sources.epub import read_epub
from sources.html import read_html
from sources.jsonl import read_jsonl
from sources.languages import language_of, matches, settled
from sources.markdown import read_markdown
from sources.odt import read_odt
from sources.outline import heading_patterns, with_headings
from sources.pdf import read_pdf
from sources.subtitles import read_srt, read_vtt
from sources.tables import read_table
from sources.tei import read_tei
from sources.text import read_text
from sources.tmx import read_tmx
from sources.xliff import read_xliff
from sources.xlsx import read_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line and in messages, its reader, and the suffixes that claim it."""

    name: str
    label: str
    reader: Reader
    suffixes: tuple[str, ...]
    exclusive: bool = False  # a file with such a suffix is this or damaged


# In the order in which they are tried; the one that the suffix claims goes first.
FORMATS: Final = (
    Format("epub", "EPUB", read_epub, (".epub",), exclusive=True),
    Format("docx", "DOCX", read_docx, (".docx", ".docm", ".dotx"), exclusive=True),
    Format("odt", "ODT", read_odt, (".odt", ".ott"), exclusive=True),
    Format("pdf", "PDF", read_pdf, (".pdf",), exclusive=True),
    Format("xlsx", "XLSX", read_xlsx, (".xlsx", ".xlsm", ".xltx"), exclusive=True),
    Format("tei", "TEI", read_tei, (".xml", ".tei"), exclusive=True),
    Format("tmx", "TMX", read_tmx, (".tmx",), exclusive=True),
    Format("xliff", "XLIFF", read_xliff, (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), exclusive=True),
    Format("jsonl", "JSON Lines", read_jsonl, (".jsonl",), exclusive=True),
    Format("srt", "SubRip", read_srt, (".srt",)),
    Format("vtt", "WebVTT", read_vtt, (".vtt",)),
    Format("html", "HTML", read_html, (".html", ".htm", ".xhtml", ".xht")),
    Format("md", "Markdown", read_markdown, (".md", ".markdown", ".mdown", ".mkd")),
    Format("tsv", "TSV or CSV", read_table, (".tsv", ".csv", ".tab")),
    Format("txt", "plain text", read_text, (".txt", ".text")),
)

READERS: Final[Mapping[str, Reader]] = MappingProxyType({format_.name: format_.reader for format_ in FORMATS})
"""The readers by the names of their formats."""


def read(  # noqa: PLR0913 - all that may be said of a file beside its bytes
    data: bytes,
    *,
    name: str,
    id: DocumentId,  # noqa: A002 - the field's name
    language: LanguageTag | None = None,
    segmented: bool = False,
    markup: bool | None = None,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002 - the option's name
    headings: Sequence[str] = (),
    verbatim: bool = False,
    sheet: str = "",
) -> Document:
    r"""The document that the bytes hold, without sentences unless the file gives them.

    The format is found by the content; the suffix of `name` says what is tried first.  The language is found by
    the characters and words unless it is given.  `segmented`: a line of plain text is a sentence.  `markup`:
    asterisks in plain text mean emphasis; None: only in Markdown.  `headings`: regular expressions of whole lines
    that are headings, the highest level first; in plain text and PDF no others are.  `verbatim`: running heads, page
    numbers and hyphens at line ends stay as they are.  `sheet`: which of a workbook is read.

    Raises `BadData` for a wrong expression, `EmptyInput`, `UnreadableInput` with every reader's reason,
    `UnknownFormat`, `UnknownLanguage`, `WrongEncoding`, or `LimitExceeded`.

    >>> document = read("他们走了。\n\n她没有来。".encode(), name="a.txt", id=DocumentId("zh"))
    >>> document.language, [block.text for block in document.blocks]
    ('zh-Hans', ['他们走了。', '她没有来。'])
    """
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise EmptyInput(f"{name} is empty; there is no text to read.")
    request = Request(
        name=name,
        id=id,
        format=format,
        language=language,
        encoding=encoding,
        segmented=segmented,
        markup=markup,
        headings=heading_patterns(headings),
        verbatim=verbatim,
        sheet=sheet,
    )
    found, drafted = _read(data, request)
    drafted = replace(drafted, blocks=with_headings(drafted.blocks, request.headings))
    if not any(draft.text.strip() for draft in drafted.blocks):
        raise EmptyInput(f"{name} holds no text; {_what_else(drafted)}.")
    tag = language or _language(drafted, name)
    document = number(_in_language(drafted, tag), id, tag)
    return replace(document, name=name, digest=hashlib.sha256(data).hexdigest(), format=found)


def _read(data: bytes, request: Request) -> tuple[str, Drafted]:
    """The name of the format, and what its reader found."""
    if request.format is not None:
        return _read_as(request.format, data, request)
    tries = sorted(FORMATS, key=lambda format_: request.suffix not in format_.suffixes)
    reasons: list[tuple[Format, str]] = []
    for format_ in tries:
        result = format_.reader(data, request)
        if isinstance(result, Drafted):
            _check_claim(request, format_, reasons)
            return format_.name, result
        reasons.append((format_, result.reason))
    first, reason = reasons[0]
    if first.exclusive and request.suffix in first.suffixes:
        raise UnreadableInput(_no_such(request.name, first, reason))
    raise UnreadableInput(_nobody(request.name, reasons))


def _read_as(name: str, data: bytes, request: Request) -> tuple[str, Drafted]:
    format_ = next((format_ for format_ in FORMATS if format_.name == name), None)
    if format_ is None:
        known = ", ".join(format_.name for format_ in FORMATS)
        raise UnknownFormat(f"{name!r} is not a format that is read; the formats are {known}.")
    result = format_.reader(data, request)
    if isinstance(result, Declined):
        raise UnreadableInput(
            f"{request.name} is no {format_.label}: {result.reason}; leave out the format to have it found."
        )
    return name, result


def _check_claim(request: Request, taker: Format, reasons: Sequence[tuple[Format, str]]) -> None:
    """Raise `UnreadableInput` where a file named as an e-book is something else: it is damaged, or misnamed."""
    for format_, reason in reasons:
        if format_.exclusive and request.suffix in format_.suffixes:
            remedy = f"if it is meant to be {taker.label}, name it {request.name}{taker.suffixes[0]}"
            raise UnreadableInput(_no_such(request.name, format_, reason, remedy))


def _no_such(name: str, format_: Format, reason: str, remedy: str = "get or save the file again") -> str:
    return f"{name} is no {format_.label}: {reason}; {remedy}."


def _nobody(name: str, reasons: Sequence[tuple[Format, str]]) -> str:
    listed = "; ".join(f"{format_.name}: {reason}" for format_, reason in reasons)
    return f"No reader takes {name!r}: {listed}."


def _what_else(drafted: Drafted) -> str:
    if drafted.set_aside:
        return f"all that is in it was set aside ({drafted.set_aside[0].reason} first)"
    return "there is nothing in it but markup"


def _language(drafted: Drafted, name: str) -> LanguageTag:
    """What the file says, unless its characters say otherwise."""
    text = "\n".join(_sample(drafted.blocks))
    tag = settled(drafted.language, language_of(text))
    if tag is None:
        raise UnknownLanguage(f"The language of {name} cannot be told from its text; name it, such as zh-Hans or en.")
    return tag


def _sample(blocks: Sequence[Draft]) -> Iterator[str]:
    return (draft.text for draft in blocks if draft.language is None)


def _in_language(drafted: Drafted, language: LanguageTag) -> Drafted:
    """The drafts with a language only where it is not the document's."""
    return replace(
        drafted,
        blocks=tuple(_told(draft, language) for draft in drafted.blocks),
        notes=tuple(_told(draft, language) for draft in drafted.notes),
    )


def _told(draft: Draft, language: LanguageTag) -> Draft:
    return replace(draft, language=None) if draft.language and matches(draft.language, language) else draft

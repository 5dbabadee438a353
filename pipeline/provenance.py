"""What was done to make an edition, as it was done, and the time that the edition bears."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from bitext.alignments import Alignment
from bitext.articles import Article
from bitext.documents import Block, Document, SetAside
from bitext.editions import UNDATED, Step
from bitext.errors import BadConfiguration
from bitext.version import VERSION
from lang.segmenters import RULES, Segmenter

TOOL: Final = "duizhao"

_REASONS: Final = 5
"""Why text was set aside, at most: each bad byte is a reason of its own."""


def step(action: str) -> Step:
    """Something that this program did."""
    return Step(tool=TOOL, version=VERSION, action=action)


def reading(document: Document) -> Step:
    """Where a document was read from, by which reader, the digest of the bytes, and why some of it is in no block."""
    encoding = f" in {document.encoding}" if document.encoding else ""
    aside = f"; set aside: {_listed(document.set_aside)}" if document.set_aside else ""
    return step(
        f"read {document.id} from {document.name} as {document.format}{encoding} (sha256 {document.digest}){aside}"
    )


def remarks(documents: Iterable[Document]) -> Iterator[str]:
    """What a person should know of the reading: text that is in no block.  Markup is not text."""
    for document in documents:
        if pieces := [piece for piece in document.set_aside if piece.reason != "markup"]:
            yield f"{document.name}: set aside: {_listed(pieces)}"


def _listed(pieces: Iterable[SetAside]) -> str:
    """The reasons with their numbers, the first few of them."""
    reasons = [f"{reason} ({count})" for reason, count in Counter(piece.reason for piece in pieces).items()]
    more = len(reasons) - _REASONS
    return "; ".join([*reasons[:_REASONS], *([f"and {more} other reasons"] if more > 0 else [])])


def segmenting(read: Document, by: Segmenter = RULES) -> Step:
    """Who divided the document into sentences, given what was read."""
    if not has_gaps(read):
        return step(f"took the sentences of {read.id} as the file gives them")
    rest = " where the file does not" if any(block.segments for block in _texts(read)) else ""
    return step(f"divided {read.id} into sentences by {by.described(read.language)}{rest}")


def has_gaps(document: Document) -> bool:
    """Whether some of the text is not divided into sentences."""
    return not all(block.segments for block in _texts(document))


def _texts(document: Document) -> Iterator[Block]:
    return (block for block in (*document.blocks, *document.notes) if block.text.strip())


def parsing(article: Article) -> Step:
    """What was found in an article."""
    counts = {
        "quotations": len(article.quotations),
        "works cited": len(article.references),
        "term pairs": len(article.pairs),
    }
    return step(f"read the article {article.document}; {_told(counts)}")


def aligning(alignment: Alignment) -> Step:
    """How a pair was aligned."""
    method = f" by {alignment.method}" if alignment.method else ""
    return step(f"aligned {alignment.source} with {alignment.target}{method}; {_told({'beads': len(alignment.beads)})}")


def taking(alignment: Alignment, file: str) -> Step:
    """From which file the beads of a pair were taken."""
    counts = {"beads": len(alignment.beads)}
    return step(f"took the beads of {alignment.source} with {alignment.target} from {file}; {_told(counts)}")


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts.items())


def modified_time(date: datetime | None, environment: Mapping[str, str]) -> datetime:
    """The edition's own date, or the time that a reproducible build is given, or none.

    `SOURCE_DATE_EPOCH` is explained at https://reproducible-builds.org/specs/source-date-epoch/.
    Raises `BadConfiguration` where it is no number of seconds.

    >>> modified_time(None, {"SOURCE_DATE_EPOCH": "1767225600"}).isoformat()
    '2026-01-01T00:00:00+00:00'
    """
    if date is not None:
        return date
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return UNDATED
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BadConfiguration(
            f"SOURCE_DATE_EPOCH is {epoch!r}; it must be a number of seconds since 1970, or not be set."
        ) from error

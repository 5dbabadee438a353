"""PDF: pages are laid out as lines with empty lines between paragraphs, and read as a plain text with form feeds is."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise
from statistics import median
from typing import Final

from bitext.documents import Origin, SetAside
from bitext.drafts import Drafted
from sources.contract import Declined, Request
from sources.encodings import Decoded
from sources.pdf.columns import Region, Row, chunks, is_spaced, regions
from sources.pdf.glyphs import Page, pages_of
from sources.text import drafted_text

_BEGINNING: Final = 1024  # bytes: what stands before the header in files that other programs open
_PARAGRAPH_GAP: Final = 1.35  # of the usual leading
_LEAST_INDENT: Final = 0.7  # of the size


def read_pdf(data: bytes, request: Request) -> Drafted | Declined:
    """The text layer of a PDF; the paragraphs are found as in plain text.

    Raises `UnreadableInput` where it is locked or has no text layer, and `LimitExceeded`.
    """
    if b"%PDF-" not in data[:_BEGINNING]:
        return Declined("it does not begin like a PDF")
    found = pages_of(data, request.name)
    if isinstance(found, Declined):
        return found
    title, pages = found
    laid = [_laid_out(page) for page in pages]
    drafted = drafted_text(Decoded("\f".join(laid), ""), request)
    starts = [0, *accumulate(len(text) + 1 for text in laid)]

    def on_page(origin: Origin) -> Origin:
        offset = origin.offsets.to_input(0) if origin.offsets else 0
        return Origin(part=f"page {pages[bisect_right(starts, offset) - 1].label}")

    slanted = (
        SetAside(page.slanted, "runs in another direction", Origin(part=f"page {page.label}"))
        for page in pages
        if page.slanted
    )
    return replace(
        drafted,
        title=title,
        blocks=tuple(replace(draft, origin=on_page(draft.origin)) for draft in drafted.blocks),
        set_aside=(*(replace(left, origin=on_page(left.origin)) for left in drafted.set_aside), *slanted),
    )


def _laid_out(page: Page) -> str:
    return "\n".join(line for region in regions(list(chunks(page.glyphs))) for line in _lines(region))


def _lines(region: Region) -> Iterator[str]:
    """The rows of a region, with an empty line where a paragraph begins: more space, an indent or another size."""
    left = min(row[0].start for row in region)
    usual = median([above[0].baseline - below[0].baseline for above, below in pairwise(region)] or [0.0])
    yield _text(region[0])
    for above, below in pairwise(region):
        is_apart = above[0].baseline - below[0].baseline > _PARAGRAPH_GAP * usual
        is_moved = below[0].start - left > _LEAST_INDENT * below[0].size and below[0].start > above[0].start + 1
        if is_apart or is_moved or below[0].size != above[0].size:
            yield ""
        yield _text(below)


def _text(row: Row) -> str:
    glyphs = [glyph for chunk in row for glyph in chunk.glyphs]
    spaces = ["", *(" " if is_spaced(a, b) else "" for a, b in pairwise(glyphs))]
    return "".join(space + glyph.char for space, glyph in zip(spaces, glyphs, strict=True))

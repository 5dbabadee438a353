"""PDF: pages are laid out as lines with empty lines between paragraphs, and read as a plain text with form feeds is."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from bitext.documents import BlockKind, Mark, MarkKind, Origin, SetAside
from bitext.drafts import Draft, Drafted
from bitext.spans import Span
from sources.contract import Declined, Request
from sources.encodings import Decoded
from sources.hyphens import Hyphens
from sources.lines import Lines
from sources.pdf.columns import Region, chunks, regions, rows, size_of, text_of
from sources.pdf.footnotes import MARK, Footnote, called, divided, label_of, raised
from sources.pdf.glyphs import Glyph, Page, pages_of
from sources.pdf.heads import edges
from sources.pdf.layout import Body, Laid, lay_out
from sources.pieces import leftovers
from sources.text import drafted_text, joined

_BEGINNING: Final = 1024  # bytes: what stands before the header in files that other programs open


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
    return replace(_read(pages, request), title=title)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page in parts: the columns, the notes with their keys, and what is no part of the text."""

    origin: Origin
    regions: tuple[Region, ...]
    notes: tuple[tuple[str, Footnote], ...]
    aside: tuple[SetAside, ...]

    @property
    def keys(self) -> dict[str, str]:
        """The keys of the notes by their labels; of two with one label the first is called."""
        return {note.label: key for key, note in reversed(self.notes)}


def _read(pages: Sequence[Page], request: Request) -> Drafted:
    whole = [rows(list(chunks(page.glyphs))) for page in pages]
    body = _body(pages, whole)
    heads = [dict[int, str]() for _ in pages] if request.verbatim else edges(whole, body.size)
    sheets = [_sheet(*parts, body) for parts in zip(pages, whole, heads, strict=True)]
    laid, starts = Laid(), [0]
    for sheet in sheets:
        for region in sheet.regions:
            lay_out(region, body, sheet.keys, laid)
        laid.end_page()
        starts.append(len(laid.chars))
    text = "".join(laid.chars)
    typed = {} if request.headings else laid.headings
    drafted = drafted_text(Decoded(text, ""), request, typed)

    def place(origin: Origin) -> Origin:
        offset = origin.offsets.to_input(0) if origin.offsets else 0
        return sheets[min(bisect_right(starts, offset), len(sheets)) - 1].origin

    joiner = drafted.language.joiner if drafted.language else " "
    hyphens = Hyphens(text, verbatim=request.verbatim)
    notes = [_note(key, note, sheet.origin, hyphens, joiner) for sheet in sheets for key, note in sheet.notes]
    return replace(
        drafted,
        blocks=tuple(_anchored(drafted.blocks, laid, body, place)),
        notes=tuple(note for note, _ in notes),
        set_aside=(
            *(replace(left, origin=place(left.origin)) for left in drafted.set_aside),
            *(left for _, found in notes for left in found),
            *(left for sheet in sheets for left in sheet.aside),
        ),
    )


def _body(pages: Sequence[Page], whole: Sequence[Region]) -> Body:
    styles = Counter((glyph.style.size, glyph.style.is_bold) for page in pages for glyph in page.glyphs)
    [((size, is_bold), _)] = styles.most_common(1) or [((0.0, False), 0)]
    body = Body(size, is_bold)
    larger = {size_of(row) for region in whole for row in region}
    return replace(body, sizes=tuple(sorted((size for size in larger if body.is_large(size)), reverse=True)))


def _sheet(page: Page, whole: Region, heads: dict[int, str], body: Body) -> _Sheet:
    origin = Origin(part=f"page {page.label}")
    aside = [SetAside(text_of(whole[at]), reason, origin) for at, reason in heads.items()]
    if page.slanted:
        aside.append(SetAside(page.slanted, "runs in another direction", origin))
    kept = {chunk for at, row in enumerate(whole) if at not in heads for chunk in row}
    columns = tuple(regions([chunk for chunk in chunks(page.glyphs) if chunk in kept]))
    labels = called(columns)
    parts = [divided(column, body.size, labels) for column in columns]
    found = [note for _, notes in parts for note in notes]
    answered = {note.label for note in found}
    texts = tuple(text for text, _ in parts if text)
    marks = [run for text in texts for row in text for run in raised(row) if label_of(run) in answered]
    marks += [note.mark for note in found]
    aside += [SetAside("".join(glyph.char for glyph in mark), MARK, origin) for mark in marks]
    return _Sheet(origin, texts, tuple((f"{page.number}.{n}", note) for n, note in enumerate(found)), tuple(aside))


def _note(
    key: str, note: Footnote, origin: Origin, hyphens: Hyphens, joiner: str
) -> tuple[Draft, tuple[SetAside, ...]]:
    """A note, and the hyphens that only divided its words."""
    text = "\n".join(map(text_of, note.rows))
    lines = Lines(text)
    passage = joined([line for line in lines if line.text] or list(lines), hyphens, unspaced=not joiner)
    left = leftovers(text, passage.covered, lines.line_at, lambda _span: "a hyphen at the end of a line")
    draft = Draft(text=passage.text, kind=BlockKind.NOTE, key=key, origin=origin)
    return draft, tuple(replace(item, origin=origin) for item in left)


def _anchored(drafts: Sequence[Draft], laid: Laid, body: Body, place: Callable[[Origin], Origin]) -> Iterator[Draft]:
    """The drafts with their marks: type, and the places where notes are called."""
    offsets = [
        [draft.origin.offsets.to_input(at) for at in range(len(draft.text))] if draft.origin.offsets else []
        for draft in drafts
    ]
    firsts = [places[0] if places else 0 for places in offsets]
    anchors: dict[int, list[tuple[int, str]]] = {}
    for at, key in laid.anchors:
        anchors.setdefault(max(0, bisect_right(firsts, at) - 1), []).append((at, key))
    for number, (draft, places) in enumerate(zip(drafts, offsets, strict=True)):
        notes = (_anchor(bisect_left(places, at), key) for at, key in anchors.get(number, ()))
        marks = (*draft.marks, *_type(draft, [laid.glyphs[at] for at in places], body), *notes)
        yield replace(draft, marks=marks, origin=place(draft.origin))


def _anchor(at: int, key: str) -> Mark:
    return Mark(Span(at, at), MarkKind.NOTE, key)


def _type(draft: Draft, glyphs: Sequence[Glyph | None], body: Body) -> Iterator[Mark]:
    """What is set in italics or bold among other type."""
    yield from _runs(draft.text, [glyph and glyph.style.is_italic for glyph in glyphs], MarkKind.EMPHASIS)
    if draft.kind is not BlockKind.HEADING and not body.is_bold:
        yield from _runs(draft.text, [glyph and glyph.style.is_bold for glyph in glyphs], MarkKind.STRONG)


def _runs(text: str, facts: Sequence[bool | None], kind: MarkKind) -> Iterator[Mark]:
    """The stretches of which the fact is true; white space, of which nothing is known, goes with what is before it."""
    known: list[bool] = []
    for fact in facts:
        known.append(fact if fact is not None else bool(known and known[-1]))
    start = 0
    for fact, group in groupby(known):
        end = start + len(list(group))
        if fact and (span := Span(start, end).trimmed(text)):
            yield Mark(span, kind)
        start = end

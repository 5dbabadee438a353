"""HTML: a report on one page, with no script and nothing from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Final

from bitext.alignments import Alignment
from bitext.documents import SegmentId
from bitext.editions import Edition
from bitext.version import VERSION
from bitext.versions import pivots
from output.characters import check_characters
from output.html.articles import problems, quotations, references
from output.html.beads import Rows, counted, least_certain
from output.html.figures import bead_types, dot_plot, histogram
from output.html.glossary import glossary
from output.markup import Element, element, html, lines
from output.options import ExportOptions

_LANGUAGE: Final = "en"


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the page; its heading is in the table of contents."""

    id: str
    heading: str
    content: tuple[Element, ...]

    def made(self) -> Element:
        return lines("section", {"id": self.id}, element("h2", None, self.heading), *self.content)


def to_html(edition: Edition, _options: ExportOptions) -> bytes:
    """The alignments with their figures, the least certain beads first; articles; the glossary; what was done.

    Raises `BadData` at a character that cannot stand in a page.
    """
    check_characters(edition)
    return html(lines("html", {"lang": _LANGUAGE}, _head(edition), _body(edition)))


def _head(edition: Edition) -> Element:
    style = resources.files(__name__).joinpath("report.css").read_text(encoding="utf-8")
    return lines(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "generator", "content": f"duizhao {VERSION}"}),
        element("title", None, f"{edition.metadata.titles[0].text} – report"),
        element("style", None, style),
    )


def _body(edition: Edition) -> Element:
    sections = tuple(_sections(edition))
    links = (element("li", None, element("a", {"href": f"#{s.id}"}, s.heading)) for s in sections)
    contents = lines("nav", {"aria-label": "contents"}, lines("ul", None, *links))
    main = lines("main", None, *(section.made() for section in sections))
    return lines("body", None, _masthead(edition), contents, main, _footer(edition))


def _masthead(edition: Edition) -> Element:
    metadata = edition.metadata
    titles = [element("span", {"lang": title.language}, title.text) for title in metadata.titles]
    makers = (contributor.name for contributor in metadata.contributors)
    known = dict.fromkeys((*makers, metadata.publisher, metadata.date, metadata.licence))
    facts = " · ".join(filter(None, known))
    return lines(
        "header",
        None,
        lines("h1", None, *titles),
        element("p", {"class": "facts"}, facts) if facts else None,
        element("p", {"class": "description"}, metadata.description) if metadata.description else None,
    )


def _footer(edition: Edition) -> Element:
    return lines("footer", None, element("p", None, f"Report of {edition.metadata.urn}, made by duizhao {VERSION}."))


def _sections(edition: Edition) -> Iterator[_Section]:
    shown: frozenset[SegmentId] = frozenset()
    originals = pivots(edition)
    for number, pivot in enumerate(originals, 1):
        rows = Rows(edition, pivot, shown)
        yield from _of_versions(rows, f"-{number}" if len(originals) > 1 else "")
        shown |= {segment.id for side in rows.sides for segment in side.document.segments}
    yield from _of_articles(edition, shown)
    table = glossary(edition, shown)
    if table:
        yield _Section("glossary", "Glossary", (table,))
    yield _Section("sources", "Sources and steps", tuple(_made_from(edition)))


def _of_versions(rows: Rows, suffix: str) -> Iterator[_Section]:
    """The figures of each alignment, the units to look at first, and all texts side by side."""
    for alignment in rows.alignments:
        own = f"{suffix}-{alignment.target}" if len(rows.alignments) > 1 else suffix
        heading = f"Alignment of {alignment.source} with {alignment.target}" if own else "Alignment"
        yield _Section(f"figures{own}", heading, (_figures(rows.edition, alignment),))
    targets = ", ".join(alignment.target for alignment in rows.alignments)
    name = f" of {rows.pivot} with {targets}" if suffix else ""
    worst = least_certain(rows)
    if worst:
        yield _Section(f"least-certain{suffix}", f"Least certain beads{name}", (worst,))
    yield _Section(f"texts{suffix}", f"Side by side{name}", tuple(table for _, table in rows.chapters()))


def _figures(edition: Edition, alignment: Alignment) -> Element:
    beads = alignment.beads
    source, target = (edition.document_by_id[id_] for id_ in (alignment.source, alignment.target))
    sizes = {f"sentences in {document.id}": str(len(document.segments)) for document in (source, target)}
    numbers = ({**sizes, **counted(beads)}).items()
    facts = (lines("div", None, element("dt", None, name), element("dd", None, value)) for name, value in numbers)
    return lines(
        "div",
        {"class": "figures"},
        lines("dl", {"class": "facts"}, *facts),
        _figure("Bead types", bead_types(beads)),
        _figure("Probabilities", histogram([bead.probability for bead in beads])),
        _figure(f"Path: {source.id} across, {target.id} down", dot_plot(alignment, source, target)),
        element("p", {"class": "facts"}, f"Method: {alignment.method}") if alignment.method else None,
    )


def _figure(caption: str, picture: Element) -> Element:
    return lines("figure", None, element("figcaption", None, caption), picture)


def _of_articles(edition: Edition, shown: frozenset[SegmentId]) -> Iterator[_Section]:
    for number, article in enumerate(edition.articles, 1):
        suffix = f"-{number}" if len(edition.articles) > 1 else ""
        name = f" in {article.document}" if suffix else ""
        document = edition.document_by_id[article.document]
        for id_, heading, table in (
            ("quotations", "Quotations", quotations(article, edition.document_by_id, shown)),
            ("works", "Works cited", references(article, document)),
            ("problems", "Problems", problems(article, document)),
        ):
            if table:
                yield _Section(f"{id_}{suffix}", f"{heading}{name}", (table,))


def _made_from(edition: Edition) -> Iterator[Element]:
    """The documents with their citations and licences, then everything that was done."""
    described = {source.document: source for source in edition.metadata.sources}
    items = []
    for document in edition.documents:
        title = element("cite", {"lang": document.language}, document.title or document.id)
        source = described.get(document.id)
        facts = (document.name, source.citation if source else "", source.licence if source else "")
        items.append(element("li", None, title, "".join(f" · {fact}" for fact in facts if fact)))
    if items:
        yield lines("ul", {"class": "sources"}, *items)
    steps = (element("li", None, f"{step.action} ({step.tool} {step.version})") for step in edition.provenance)
    if edition.provenance:
        yield lines("ol", {"class": "steps"}, *steps)

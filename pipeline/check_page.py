"""Findings as one page of HTML: no script, nothing from elsewhere."""

from collections.abc import Iterator, Sequence
from importlib import resources

from bitext.version import VERSION
from glossary.checks.contract import Confidence, Finding, Sentence, Side, Spot
from output.characters import FORBIDDEN
from output.markup import Element, Node, element, html, lines
from pipeline.check import Checked, Report, line_of
from pipeline.check_text import summary


def report_page(report: Report) -> bytes:
    """The findings by their codes, each with its bead and the places marked in it.

    A character that cannot stand in a page is shown as U+FFFD.
    """
    return html(lines("html", {"lang": "en"}, head(f"{_names(report)} – findings"), _body(report)))


def head(title: str) -> Element:
    """The head of a page, with the styles that all pages share."""
    styles = (
        resources.files("output.html").joinpath("report.css").read_text(encoding="utf-8"),
        resources.files("pipeline").joinpath("check.css").read_text(encoding="utf-8"),
    )
    return lines(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "generator", "content": f"duizhao {VERSION}"}),
        element("title", None, title),
        element("style", None, "\n".join(styles)),
    )


def _names(report: Report) -> str:
    return ", ".join(dict.fromkeys(checked.bitext.name for checked in report.checked))


def _body(report: Report) -> Element:
    sections = list(_sections(report))
    links = (element("li", None, element("a", {"href": f"#{s.attributes['id']}"}, _heading(s))) for s in sections)
    return lines(
        "body",
        None,
        lines(
            "header",
            None,
            element("h1", None, "Findings"),
            element("p", {"class": "facts"}, _names(report)),
            *(element("p", None, line) for line in summary(report)),
        ),
        lines("nav", {"aria-label": "contents"}, lines("ul", None, *links)) if sections else None,
        lines("main", None, *sections),
        lines("footer", None, element("p", None, f"Made by duizhao {VERSION}.")),
    )


def _heading(section: Element) -> str:
    head = next(iter(section.children))
    return str(next(iter(head.children))) if isinstance(head, Element) else ""


def _sections(report: Report) -> Iterator[Element]:
    """A section for each code, the most serious first."""
    found = {finding.code for finding in report.findings}
    for rule in sorted((report.rules[code] for code in found), key=lambda rule: (rule.severity.rank, rule.code)):
        own = [(c, finding) for c in report.checked for finding in c.findings if finding.code == rule.code]
        yield lines(
            "section",
            {"id": rule.code},
            element("h2", None, f"{rule.code} {rule.title} ({len(own)})"),
            element("p", {"class": "description"}, rule.explanation),
            *(_finding(checked, finding) for checked, finding in own),
        )


def _finding(checked: Checked, finding: Finding) -> Element:
    couple = checked.bitext.by_id[finding.couple]
    doubt = " (doubtful)" if finding.confidence is Confidence.DOUBTFUL else ""
    number = line_of(checked, finding, Side.TARGET)
    line = f", line {number}" if number else ""
    message = " ".join(filter(None, (finding.message, finding.hint)))
    return lines(
        "article",
        {"class": f"finding {finding.severity}", "id": f"f.{finding.fingerprint}"},
        element("p", None, element("span", {"class": "code"}, f"{finding.severity}{doubt}"), _clean(message)),
        *(_side(checked, finding, side) for side in Side if couple.side(side)),
        element("p", {"class": "place"}, f"bead {finding.couple}{line} · {finding.fingerprint}"),
    )


def _side(checked: Checked, finding: Finding, side: Side) -> Element:
    """One side of the bead, with the places of the finding marked."""
    language = checked.bitext.language(side)
    sentences = checked.bitext.by_id[finding.couple].side(side)
    return element("blockquote", {"lang": language}, *_marked(sentences, finding.spots(side), language.joiner))


def _marked(sentences: Sequence[Sentence], spots: Sequence[Spot], joiner: str) -> Iterator[Node]:
    for number, sentence in enumerate(sentences):
        if number:
            yield joiner
        at = 0
        for spot in _in_order(spots, sentence):
            yield _clean(sentence.text[at : spot.span.start])
            yield element("mark", None, _clean(spot.text))
            at = spot.span.end
        yield _clean(sentence.text[at:])


def _in_order(spots: Sequence[Spot], sentence: Sentence) -> Iterator[Spot]:
    """The places within a sentence that do not overlap."""
    at = 0
    for spot in sorted((spot for spot in spots if spot.sentence == sentence.id), key=lambda spot: spot.span):
        if spot.span.start >= at:
            yield spot
            at = spot.span.end


def _clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)

"""An evaluation as one page of HTML: no script, nothing from elsewhere."""

from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Final

from aligner.calibration import Bin, reliability
from bitext.languages import LanguageTag
from bitext.version import VERSION
from output.html.confidence import grade, percent
from output.markup import Element, element, html, lines
from pipeline.evaluate import (
    Error,
    Evaluation,
    bead_type,
    evaluation_json,
    evaluation_text,
    remarks,
    shown_text,
    type_name,
)
from pipeline.matching import Told

_PLOT: Final = 240  # of the reliability diagram, a square


def evaluation_as(suffix: str, evaluation: Evaluation, *, limit: int | None = None) -> bytes:
    """The evaluation in the form that a file's suffix stands for: a page, JSON, or else text."""
    forms = {".html": evaluation_page, ".htm": evaluation_page, ".json": evaluation_json}
    return forms.get(suffix, evaluation_text)(evaluation, limit=limit)


def evaluation_page(evaluation: Evaluation, *, limit: int | None = None) -> bytes:
    """The scores, the bead types, how true the probabilities are, and the first `limit` errors side by side.

    Raises `BadData` at a character that cannot stand in a page.
    """
    return html(lines("html", {"lang": "en"}, _head(evaluation), _body(evaluation, limit)))


def _head(evaluation: Evaluation) -> Element:
    styles = (
        resources.files("output.html").joinpath("report.css").read_text(encoding="utf-8"),
        resources.files("pipeline").joinpath("evaluation.css").read_text(encoding="utf-8"),
    )
    return lines(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "generator", "content": f"duizhao {VERSION}"}),
        element("title", None, f"{evaluation.names[1]} – evaluation"),
        element("style", None, "\n".join(styles)),
    )


def _body(evaluation: Evaluation, limit: int | None) -> Element:
    gold, result = evaluation.names
    header = lines(
        "header",
        None,
        element("h1", None, "Evaluation"),
        element("p", {"class": "facts"}, f"{result} against {gold}"),
    )
    footer = lines("footer", None, element("p", None, f"Made by duizhao {VERSION}."))
    sections = (
        _section("scores", "Scores", _facts(evaluation), *(element("p", None, line) for line in remarks(evaluation))),
        _section("types", "Bead types", lines("div", {"class": "figures wide"}, *_figures(evaluation))),
        _section("errors", f"Errors ({len(evaluation.errors)})", *_errors(evaluation, limit)),
    )
    return lines("body", None, header, lines("main", None, *sections), footer)


def _section(id_: str, heading: str, *content: Element) -> Element:
    return lines("section", {"id": id_}, element("h2", None, heading), *content)


def _facts(evaluation: Evaluation) -> Element:
    """The three scores as one table."""
    rows = (
        ("strict", evaluation.counts.strict),
        ("lax", evaluation.counts.lax),
        ("null beads", evaluation.nulls.score),
    )
    return _table(
        ("", "precision", "recall", "F1"),
        [(name, *(f"{value:.4f}" for value in (s.precision, s.recall, s.f1))) for name, s in rows],
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    """A table of numbers; the first cell of each row is its heading."""
    titles = (element("th", {"scope": "col"}, name) for name in head)
    body = (
        lines("tr", None, element("th", {"scope": "row"}, name), *(element("td", None, cell) for cell in cells))
        for name, *cells in rows
    )
    return lines(
        "table", {"class": "numbers"}, lines("thead", None, lines("tr", None, *titles)), lines("tbody", None, *body)
    )


def _figures(evaluation: Evaluation) -> Iterator[Element]:
    rows = [
        (
            type_name(type_),
            *map(str, (tally.gold, tally.found, tally.right)),
            *(f"{value:.3f}" for value in (tally.score.precision, tally.score.recall, tally.score.f1)),
        )
        for type_, tally in evaluation.types.items()
    ]
    yield _figure("By type", _table(("type", "gold", "found", "right", "precision", "recall", "F1"), rows))
    if evaluation.judged:
        yield _figure("How often a bead of each probability is right", _diagram(reliability(evaluation.judged)))


def _figure(caption: str, content: Element) -> Element:
    return lines("figure", None, element("figcaption", None, caption), content)


def _diagram(bins: Sequence[Bin]) -> Element:
    """The reliability diagram: bars of what was kept, and the diagonal of what was promised."""
    width = _PLOT / len(bins)
    bars = (
        element(
            "rect",
            {
                "class": grade(b.low).name,
                "x": f"{number * width + 1:.1f}",
                "y": f"{_PLOT * (1 - b.kept):.1f}",
                "width": f"{width - 2:.1f}",
                "height": f"{_PLOT * b.kept:.1f}",
            },
            element("title", None, f"{b.low:.1f} to {b.high:.1f}: {b.count} beads, {b.kept:.0%} right"),
        )
        for number, b in enumerate(bins)
        if b.count
    )
    said = "; ".join(f"{b.low:.1f} to {b.high:.1f}: {b.count} beads, {b.kept:.0%} right" for b in bins if b.count)
    return lines(
        "svg",
        {"viewBox": f"-24 -4 {_PLOT + 36} {_PLOT + 26}", "role": "img", "aria-label": f"Reliability: {said}"},
        element("path", {"class": "frame", "d": f"M0 0H{_PLOT}V{_PLOT}H0Z"}),
        *bars,
        element("path", {"class": "diagonal", "d": f"M0 {_PLOT}L{_PLOT} 0"}),
        *(
            element("text", {"x": str(x), "y": str(y), "text-anchor": anchor}, text)
            for x, y, anchor, text in (
                (0, _PLOT + 16, "start", "0"),
                (_PLOT, _PLOT + 16, "end", "1"),
                (-6, 10, "end", "1"),
                (-6, _PLOT, "end", "0"),
            )
        ),
    )


def _errors(evaluation: Evaluation, limit: int | None) -> Iterator[Element]:
    if not evaluation.errors:
        yield element("p", None, "There are none.")
        return
    kinds = (
        lines("div", None, element("dt", None, kind.value), element("dd", None, str(count)))
        for kind, count in evaluation.kinds.items()
    )
    yield lines("dl", {"class": "facts"}, *kinds)
    shown = evaluation.errors[:limit]
    if len(shown) < len(evaluation.errors):
        yield element("p", {"class": "facts"}, f"The first {len(shown)} are shown.")
    yield from (_error(number, error, evaluation.languages) for number, error in enumerate(shown, 1))


def _error(number: int, error: Error, languages: Sequence[LanguageTag | None]) -> Element:
    heading = element("h3", None, element("a", {"href": f"#error-{number}"}, str(number)), f" {error.kind.value}")
    rows = (
        *(_row("gold", bead, languages) for bead in error.gold),
        *(_row("found", bead, languages) for bead in error.found),
    )
    table = lines("table", {"class": "beads"}, lines("tbody", None, *rows))
    return lines("article", {"id": f"error-{number}", "class": "error"}, heading, table)


def _row(which: str, bead: Told, languages: Sequence[LanguageTag | None]) -> Element:
    label = element("span", {"class": "which"}, which)
    ratio = element("span", {"class": "ratio"}, bead_type(bead.pair))
    cells = (_cell(bead, side, language) for side, language in enumerate(languages))
    return lines("tr", {"class": which}, element("th", {"scope": "row"}, label, " ", ratio, *_sureness(bead)), *cells)


def _sureness(bead: Told) -> Iterator[Element | str]:
    if bead.probability is None:
        return
    found = grade(bead.probability)
    yield " "
    yield element(
        "span",
        {"class": f"p {found.name}", "title": f"{found.name}: {bead.probability:.3f}"},
        f"{found.sign} {percent(bead.probability)}",
    )


def _cell(bead: Told, side: int, language: LanguageTag | None) -> Element:
    if not bead.pair[side]:
        return element("td", {"class": "none"}, "no counterpart")
    if bead.is_left_out or not bead.texts[side]:
        return element("td", {"class": "none"}, shown_text(bead, side))
    return element("td", {"lang": language}, bead.texts[side])

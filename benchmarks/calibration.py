"""How true the probabilities of beads are: `python benchmarks/calibration.py --corpora DIR [--cross-validated]`.

For each corpus the expected calibration error, the wrong beads among the tenth of beads that are least certain, and a
reliability table: of the beads that were given so much, how many are right.  Bins are of equal width, or with
`--equal-mass` of as many beads each.  Where the gold is by verse, only beads that hold whole verses are judged.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

from align import ModelFor, linked, positive, unseen
from corpora import GoldPair, read_corpus
from lxml import etree
from lxml.builder import ElementMaker

from aligner.calibration import (
    Bin,
    Judged,
    calibration_error,
    reliability,
    share_of_wrong_in_least_certain,
    wrong_among_least_certain,
)
from aligner.encoders import encoder_named
from aligner.evaluation import merged_by_unit
from aligner.sentences import Link, Scorer

CORPORA = ("mac-dev", "text-berg", "bible-en-zh")
LEAST_CERTAIN = 0.1

_PLOT, _LEFT, _TOP = 280, 48, 16  # pixels: the side of the square, and where it begins
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
"""Told apart by the colour-blind too (Okabe & Ito 2008)."""

_SVG = ElementMaker(namespace="http://www.w3.org/2000/svg", nsmap={None: "http://www.w3.org/2000/svg"})


def judged_links(pair: GoldPair, links: Sequence[Link]) -> list[Judged]:
    """The links with whether the gold has exactly them; by unit, those that hold whole units on both sides."""
    whole = {(link.source, link.target) for link in links}
    if pair.source_units:
        whole &= set(merged_by_unit([(a.source, a.target) for a in links], pair.source_units, pair.target_units))
    gold = set(pair.gold)
    return [
        Judged(min(1.0, link.probability), (link.source, link.target) in gold)
        for link in links
        if (link.source, link.target) in whole
    ]


def judged(pairs: Iterable[GoldPair], scorer: Scorer, model: ModelFor) -> list[Judged]:
    """The beads of all documents."""
    return [
        bead for pair in pairs for bead in judged_links(pair, linked(pair, replace(scorer, model=model(pair.name))))
    ]


def equal_mass(beads: Iterable[Judged], bins: int = 10) -> list[Bin]:
    """The beads by their probability in bins of as many each, give or take one; bins without any are left out.

    >>> [(b.low, b.high, b.count) for b in equal_mass([Judged(p / 4, p > 1) for p in range(4)], bins=2)]
    [(0.0, 0.25, 2), (0.5, 0.75, 2)]
    """
    ordered = sorted(beads, key=lambda bead: bead.probability)
    edges = [len(ordered) * number // bins for number in range(bins + 1)]
    return [_bin(ordered[start:end]) for start, end in pairwise(edges) if end > start]


def _bin(beads: Sequence[Judged]) -> Bin:
    """Beads in order of their probability as one bin."""
    promised = sum(bead.probability for bead in beads) / len(beads)
    kept = sum(bead.right for bead in beads) / len(beads)
    return Bin(beads[0].probability, beads[-1].probability, len(beads), promised, kept)


def figures(beads: Sequence[Judged]) -> dict[str, float | int]:
    """What is said of a corpus in numbers."""
    return {
        "beads": len(beads),
        "wrong": sum(not bead.right for bead in beads),
        "calibration_error": round(calibration_error(beads), 4),
        "share_of_wrong_in_least_certain": round(share_of_wrong_in_least_certain(beads, LEAST_CERTAIN), 4),
        "wrong_among_least_certain": round(wrong_among_least_certain(beads, LEAST_CERTAIN), 4),
    }


def as_json(corpora: Mapping[str, Sequence[Judged]]) -> dict[str, object]:
    """The figures and both tables of each corpus."""
    return {
        name: {
            **figures(beads),
            "equal_width": [_rounded(row) for row in reliability(beads)],
            "equal_mass": [_rounded(row) for row in equal_mass(beads)],
        }
        for name, beads in corpora.items()
    }


def _rounded(row: Bin) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(row).items()}


def print_table(name: str, beads: Sequence[Judged], rows: Iterable[Bin]) -> None:
    """The figures and a table for the eye."""
    wrong = sum(not bead.right for bead in beads)
    print(f"{name}: {len(beads)} beads, {wrong} wrong; calibration error {calibration_error(beads):.4f}")
    print(
        f"the least certain tenth holds {share_of_wrong_in_least_certain(beads, LEAST_CERTAIN):.1%} of the wrong beads;"
        f" {wrong_among_least_certain(beads, LEAST_CERTAIN):.1%} of it is wrong"
    )
    print(f"{'from':>8} {'to':>7} {'beads':>7} {'promised':>9} {'kept':>7}")
    for row in rows:
        kept = f"{row.promised:9.4f} {row.kept:7.4f}" if row.count else ""
        print(f"{row.low:8.4f} {row.high:7.4f} {row.count:7} {kept}".rstrip())
    print()


def picture(corpora: Mapping[str, Sequence[Judged]]) -> bytes:
    """The reliability diagram as SVG: what beads were promised and what they kept, by bins of equal width.

    The area of a circle is as the number of its beads; on the diagonal promises are kept.
    """
    height = _TOP + _PLOT + 48 + 18 * len(corpora)
    size = {"width": "360", "height": str(height), "viewBox": f"0 0 360 {height}"}
    root = _SVG.svg(
        _SVG.title("Reliability of bead probabilities"),
        _SVG.rect(width="100%", height="100%", fill="#fff"),
        *_axes(),
        *(part for number, (name, beads) in enumerate(corpora.items()) for part in _series(number, name, beads)),
        **size,
        **{"font-family": "sans-serif", "font-size": "11", "role": "img"},
    )
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _axes() -> Iterator[etree._Element]:
    yield _SVG.rect(x=str(_LEFT), y=str(_TOP), width=str(_PLOT), height=str(_PLOT), fill="none", stroke="#999")
    yield _line((0, 0), (1, 1), {"stroke": "#999", "stroke-dasharray": "4 3"})
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x, y = _at(tick, tick)
        yield _text(x, _TOP + _PLOT + 14, f"{tick:.1f}", {"text-anchor": "middle"})
        yield _text(_LEFT - 6, y + 4, f"{tick:.1f}", {"text-anchor": "end"})
    yield _text(_LEFT + _PLOT / 2, _TOP + _PLOT + 30, "probability given", {"text-anchor": "middle"})
    turned = f"rotate(-90 12 {_TOP + _PLOT / 2:g})"
    yield _text(12, _TOP + _PLOT / 2, "share that is right", {"text-anchor": "middle", "transform": turned})


def _series(number: int, name: str, beads: Sequence[Judged]) -> Iterator[etree._Element]:
    colour = _COLOURS[number % len(_COLOURS)]
    rows = [row for row in reliability(beads) if row.count]
    for before, after in pairwise(rows):
        yield _line((before.promised, before.kept), (after.promised, after.kept), {"stroke": colour})
    for row in rows:
        x, y = _at(row.promised, row.kept)
        radius = 2 + 12 * (row.count / len(beads)) ** 0.5
        label = f"{name}: {row.count} beads given {row.promised:.3f}, {row.kept:.3f} right"
        circle = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:.1f}", "fill": colour, "fill-opacity": "0.55"}
        yield _SVG.circle(_SVG.title(label), **circle)
    y = _TOP + _PLOT + 50 + 18 * number
    yield _SVG.circle(cx=str(_LEFT + 6), cy=str(y), r="5", fill=colour)
    yield _text(_LEFT + 18, y + 4, f"{name}: {len(beads)} beads, calibration error {calibration_error(beads):.3f}", {})


def _at(promised: float, kept: float) -> tuple[float, float]:
    return _LEFT + _PLOT * promised, _TOP + _PLOT * (1 - kept)


def _line(start: tuple[float, float], end: tuple[float, float], style: Mapping[str, str]) -> etree._Element:
    (x, y), (z, w) = _at(*start), _at(*end)
    return _SVG.line(x1=f"{x:.1f}", y1=f"{y:.1f}", x2=f"{z:.1f}", y2=f"{w:.1f}", **style)


def _text(x: float, y: float, text: str, style: Mapping[str, str]) -> etree._Element:
    return _SVG.text(text, x=f"{x:g}", y=f"{y:g}", **style)


def main() -> None:
    """Align, judge every bead, print tables, and draw the picture if asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--names", nargs="+", default=CORPORA, help="folders there (default: all three)")
    parser.add_argument("--documents", type=positive, help="only so many of each, to be quicker")
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--cross-validated", action="store_true", help="with weights that have not seen the document")
    parser.add_argument("--equal-mass", action="store_true", help="print bins of as many beads each")
    parser.add_argument("--picture", type=Path, help="write the diagram to this file, as SVG")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scorer = Scorer.of(encoder_named(options.encoder, threads=1))
    corpora: dict[str, list[Judged]] = {}
    for folder in (options.corpora / name for name in options.names):
        model = unseen(folder, scorer, cross_validated=options.cross_validated)
        corpora[folder.name] = judged(read_corpus(folder)[: options.documents], scorer, model)
    if options.picture:
        options.picture.write_bytes(picture(corpora))
    if options.json:
        json.dump(as_json(corpora), sys.stdout, indent=1)
        print()
    else:
        for name, beads in corpora.items():
            print_table(name, beads, equal_mass(beads) if options.equal_mass else reliability(beads))


if __name__ == "__main__":
    main()

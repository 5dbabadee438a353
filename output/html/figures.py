"""The pictures of an alignment: bead types, probabilities, and the path through both texts; all as SVG."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from bitext.alignments import Alignment, Bead
from bitext.documents import Document
from output.html.confidence import GRADES, grade
from output.markup import Element, element, lines

_SHOWN_TYPES: Final = 7
_BINS: Final = 20
_SIDE: Final = 320  # of the dot plot
_CELLS: Final = 160  # beads are drawn in a grid no finer than this, so that a long book is not a large file
_BAR_WIDTH, _BAR_HEIGHT = 16, 240


def bead_types(beads: Sequence[Bead]) -> Element:
    """How often each type of bead occurs, as bars."""
    counted = Counter(f"{m}:{n}" for m, n in (bead.type for bead in beads)).most_common()
    shown = counted[:_SHOWN_TYPES]
    rest = sum(count for _, count in counted[_SHOWN_TYPES:])
    rows = [*shown, *([("other", rest)] if rest else [])]
    most = max((count for _, count in rows), default=1)
    return lines("dl", {"class": "types"}, *(part for row in rows for part in _type_row(*row, most, len(beads))))


def _type_row(name: str, count: int, most: int, total: int) -> Iterator[Element]:
    yield element("dt", None, name)
    bar = element("span", {"class": "bar", "style": f"inline-size:{100 * count / most:.1f}%"})
    share = f"{100 * count / total:.1f} %"
    yield element("dd", None, bar, element("span", {"class": "count"}, f"{count} · {share}"))


def histogram(probabilities: Sequence[float]) -> Element:
    """How many beads there are at each probability."""
    counts = Counter(min(int(p * _BINS), _BINS - 1) for p in probabilities)
    highest = max(counts.values(), default=1)
    bars = (_bar(number, counts[number], highest) for number in range(_BINS) if counts[number])
    width = _BINS * _BAR_WIDTH
    axis = element("path", {"class": "axis", "d": f"M0 {_BAR_HEIGHT + 0.5}H{width}"})
    labels = (
        element("text", {"x": str(x), "y": str(_BAR_HEIGHT + 16), "text-anchor": anchor}, text)
        for x, anchor, text in ((0, "start", "0"), (width / 2, "middle", "0.5"), (width, "end", "1"))
    )
    said = f"Histogram of {len(probabilities)} probabilities; {_share(probabilities)}"
    return _picture((0, -14, width, _BAR_HEIGHT + 34), said, axis, *bars, *labels)


def _bar(number: int, count: int, highest: int) -> Element:
    height = max(1.5, _BAR_HEIGHT * count / highest)
    low, high = number / _BINS, (number + 1) / _BINS
    place = {
        "x": str(number * _BAR_WIDTH + 1),
        "y": f"{_BAR_HEIGHT - height:.1f}",
        "width": str(_BAR_WIDTH - 2),
        "height": f"{height:.1f}",
    }
    title = element("title", None, f"{low:.2f} to {high:.2f}: {count}")
    return element("rect", {"class": grade(low).name, **place}, title)


def _share(probabilities: Sequence[float]) -> str:
    counts = Counter(grade(p).name for p in probabilities)
    return ", ".join(f"{counts[g.name]} {g.name}" for g in GRADES)


def dot_plot(alignment: Alignment, source: Document, target: Document) -> Element:
    """Where in the one text a sentence of the other is: a straight line is a translation that leaves nothing out."""
    size = len(source.segments) or 1, len(target.segments) or 1
    cells: dict[tuple[int, int, int, int], float] = {}
    for box, bead in zip(_boxes(alignment.beads), alignment.beads, strict=True):
        cell = _cell(box, size)
        cells[cell] = min(cells.get(cell, 1.0), bead.probability)
    paths = (element("path", {"class": name, "d": d}) for name, d in _paths(cells).items() if d)
    said = f"Alignment path: {size[0]} sentences of {source.id} from left to right, {size[1]} of {target.id} downwards"
    frame = element("path", {"class": "frame", "d": f"M0 0H{_SIDE}V{_SIDE}H0Z"})
    return _picture((-2, -2, _SIDE + 4, _SIDE + 4), said, *_grid(source, target), frame, *paths)


def _boxes(beads: Iterable[Bead]) -> Iterator[tuple[int, int, int, int]]:
    """Of each bead, where it starts on both sides, and how far it goes."""
    types = [bead.type for bead in beads]
    starts = accumulate(types, lambda at, type_: (at[0] + type_[0], at[1] + type_[1]), initial=(0, 0))
    return ((*start, *type_) for start, type_ in zip(starts, types, strict=False))


def _cell(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The box in a grid: left, top, width and height, at least one cell each way."""
    left, top = (box[i] * _CELLS // size[i] for i in (0, 1))
    right, bottom = (-(-(box[i] + box[i + 2]) * _CELLS // size[i]) for i in (0, 1))
    left, top = min(left, _CELLS - 1), min(top, _CELLS - 1)
    return left, top, max(1, right - left), max(1, bottom - top)


def _paths(cells: Mapping[tuple[int, int, int, int], float]) -> Mapping[str, str]:
    """For each grade one path through all its cells."""
    unit = _SIDE // _CELLS
    drawn: dict[str, list[str]] = {g.name: [] for g in GRADES}
    for (left, top, width, height), probability in sorted(cells.items()):
        drawn[grade(probability).name].append(
            f"M{left * unit} {top * unit}h{width * unit}v{height * unit}h{-width * unit}z"
        )
    return {name: "".join(parts) for name, parts in drawn.items()}


def _grid(source: Document, target: Document) -> Iterator[Element]:
    """Lines where chapters begin."""
    across = "".join(f"M{x:.1f} 0V{_SIDE}" for x in _chapters(source))
    down = "".join(f"M0 {y:.1f}H{_SIDE}" for y in _chapters(target))
    if across or down:
        yield element("path", {"class": "grid", "d": across + down})


def _chapters(document: Document) -> Iterator[float]:
    starts = accumulate(len(division.segments) for division in document.divisions)
    return (_SIDE * start / len(document.segments) for start in starts if 0 < start < len(document.segments))


def _picture(box: tuple[float, float, float, float], said: str, *content: Element) -> Element:
    view = " ".join(f"{number:g}" for number in box)
    return lines("svg", {"viewBox": view, "role": "img", "aria-label": said}, element("title", None, said), *content)

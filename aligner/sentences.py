"""Two sequences of sentences in, beads with probabilities out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from aligner.corners import Corners, clause_lattice, clause_measures, corner_probabilities
from aligner.encoders import Encoder
from aligner.features import measures, tabulated
from aligner.lattice import Band, BeadType, Doubles, Floats, Lattice, best_path, posteriors
from aligner.links import WordVectors, similarity
from aligner.path import rough_path
from aligner.units import Text
from aligner.weights import Model, Weights

BEAD_TYPES: tuple[BeadType, ...] = (
    (1, 0),
    (0, 1),
    *((a, b) for a in range(1, 7) for b in range(1, 7) if a + b <= 7),
)
"""All types up to 1–6, 6–1 and 3–3; what the gold has beyond them are some three beads in a thousand."""

RADIUS = 15
"""Sentences either side of the rough path."""

_STRETCH = 800
"""Sentences that are aligned at once; longer texts are cut where the rough path is surest, to keep memory small."""


@dataclass(frozen=True, slots=True)
class Link:
    """A bead as ranges of sentence numbers, with the probability that exactly it is right."""

    source: range
    target: range
    probability: float


def align_sentences(source: Text, target: Text, encoder: Encoder, model: Model) -> list[Link]:
    """The beads of two texts, in order; either may be empty."""
    if not len(source) or not len(target):
        return [
            *(Link(range(i, i + 1), range(0), 1.0) for i in range(len(source))),
            *(Link(range(0), range(j, j + 1), 1.0) for j in range(len(target))),
        ]
    path = rough_path(source.sentences, target.sentences)
    vectors = WordVectors(encoder)
    links: list[Link] = []
    for (i, j), (k, m) in pairwise(_cuts(path, len(target))):
        part = _aligned(source.part(i, k), target.part(j, m), path[i : k + 1] - j, vectors, model)
        links += (Link(_moved(link.source, i), _moved(link.target, j), link.probability) for link in part)
    return links


def _moved(numbers: range, by: int) -> range:
    return range(numbers.start + by, numbers.stop + by)


def _cuts(path: Doubles, columns: int) -> Iterator[tuple[int, int]]:
    """Nodes where the texts are cut, both ends included: where the path goes straight, one to one, the longest."""
    rows = len(path) - 1
    yield 0, 0
    last = 0
    while rows - last > _STRETCH * 3 // 2:
        window = np.arange(last + _STRETCH // 2, last + _STRETCH)
        last = int(window[np.argmax([_straightness(path, i) for i in window.tolist()])])
        yield last, round(path[last])
    yield rows, columns


def _straightness(path: Doubles, i: int, reach: int = 6) -> float:
    """How many whole steps of one target sentence the path takes around row i."""
    near = path[max(0, i - reach) : i + reach + 1]
    return float((np.abs(np.diff(near) - 1) < 1e-9).sum()) if path[i] == round(path[i]) else -1.0


def _aligned(source: Text, target: Text, path: Doubles, vectors: WordVectors, model: Model) -> list[Link]:
    lattice = Lattice(Band.around(path, RADIUS, len(target)), BEAD_TYPES)
    alike = similarity(source.sentences.words, target.sentences.words, vectors)
    names, values = measures(source.sentences, target.sentences, lattice, alike)
    corners = Corners(lattice.band, _corner_probabilities(source, target, path, lattice.band, alike, model.clauses))
    values = np.concatenate([values, tabulated([corners], lattice, len(corners.names))], axis=-1)
    scores = model.sentences.scores((*names, *corners.names), values, BEAD_TYPES)
    beads = posteriors(lattice, scores / np.float32(model.temperature)).beads
    return [
        Link(range(i - a, i), range(j - b, j), float(beads[i, t, j - lattice.band.first[i]]))
        for i, j, t in best_path(lattice, scores)
        for a, b in (BEAD_TYPES[t],)
    ]


def _corner_probabilities(  # noqa: PLR0913, PLR0917 - all of one stretch; a value to hold them would be used only here
    source: Text, target: Text, path: Doubles, band: Band, alike: Floats, weights: Weights
) -> Floats:
    """What the clauses say of the corners of a band of sentences."""
    lattice = clause_lattice(source, target, path)
    scores = weights.scores(*clause_measures(source, target, lattice, alike), lattice.types)
    return corner_probabilities(source, target, lattice, scores, band)

"""The rough path: which target sentence is expected beside each source sentence, found from coarse to fine."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from aligner.features import products
from aligner.lattice import Band, BeadType, Floats, Lattice, Node, Scores, best_path
from aligner.links import WordVectors
from aligner.units import Words

_TYPES: tuple[BeadType, ...] = ((1, 0), (0, 1), (1, 1))
_FULL_SEARCH = 1_500_000
"""Nodes of a lattice that is searched whole; about a second's work."""

_RADIUS = 20
"""Groups either side of the coarser path; what the coarser level can be wrong by."""

_GROUP = 8
"""Sentences whose words are taken together where texts are too long to be searched sentence by sentence."""

_GAP = 24
"""How far two neighbouring matches may lie apart on one side before the middle is taken for left out there."""


def rough_path(source: Floats, target: Floats) -> list[Node]:
    """The path with the most similarity above what is usual: (0, 0), the ends of its matches, (n, m).

    Takes vectors of n and of m units that follow each other.  While the lattice is too large to be searched whole,
    neighbours are taken two by two; the path of the coarser texts is the middle of the band for the finer.  So the
    work grows with the length of the texts, not with its square (the plan of Vecalign, Thompson & Koehn 2019).
    """
    rows, columns = len(source), len(target)
    if (rows + 1) * (columns + 1) <= _FULL_SEARCH:
        return _through_matches(source, target, Band.full(rows, columns))
    coarse = rough_path(_halved(source), _halved(target))
    finer = [(min(2 * i, rows), min(2 * j, columns)) for i, j in coarse]
    return _through_matches(source, target, Band.around(finer, _RADIUS, columns))


def path_by_words(source: Words, target: Words, vectors: WordVectors) -> list[Node]:
    """The rough path of two whole books, from what words they use: sentences need not be read for it.

    Words count by their rarity, in groups of `_GROUP` sentences where the books are long.
    """
    rows, columns = len(source.starts) - 1, len(target.starts) - 1
    step = 1 if (rows + 1) * (columns + 1) <= _FULL_SEARCH else _GROUP
    path = rough_path(_bags(source, vectors, step), _bags(target, vectors, step))
    return [(min(step * i, rows), min(step * j, columns)) for i, j in path]


def column_at(path: Sequence[Node], row: int) -> float:
    """The column that a path passes at a row."""
    i, j = zip(*path, strict=True)
    return float(np.interp(row, i, j))


def gaps(path: Sequence[Node]) -> list[tuple[range, range]]:
    """The middles of long passages that one side lacks, as ranges of rows and columns, one of them empty.

    What is left of such a passage at its edges, `_GAP` units, is for the finer search to share out.
    """
    found = []
    for (i, j), (k, m) in pairwise(path):
        excess = (m - j) - (k - i)
        if excess > _GAP:
            found.append((range(k, k), range(j + _GAP // 2, m - _GAP // 2)))
        elif -excess > _GAP:
            found.append((range(i + _GAP // 2, k - _GAP // 2), range(m, m)))
    return found


def _halved(vectors: Floats) -> Floats:
    """The sums of each two neighbours."""
    halved: Floats = np.add.reduceat(vectors, np.arange(0, len(vectors), 2), axis=0)
    return halved


def _bags(words: Words, vectors: WordVectors, step: int) -> Floats:
    """For each `step` units the sum of their words' vectors by rarity, less what all words have in common."""
    values = vectors(words.types)
    values = (values - values.mean(axis=0)) * words.rarity[:, None]
    units = len(words.starts) - 1
    bags = np.zeros((-(-units // step), values.shape[1]), dtype=np.float32)
    for number, start in enumerate(range(0, units, step)):
        tokens = words.tokens[words.starts[start] : words.starts[min(start + step, units)]]
        bags[number] = values[tokens].sum(axis=0)
    return bags


def _through_matches(source: Floats, target: Floats, band: Band) -> list[Node]:
    source, target = _with_first_row(source), _with_first_row(target)
    cosine = products(source, target, band).values
    inside = (band.targets() >= 1) & (band.targets() <= band.columns)
    inside[0] = False
    usual = _usual(source, target, band)
    spread = float((cosine - usual)[inside].std()) or 1.0
    scores = np.zeros((band.rows + 1, len(_TYPES), band.width), dtype=np.float32)
    scores[:, 2] = (cosine - usual) / spread - 1
    matches = [(i, j) for i, j, t in best_path(Lattice(band, _TYPES), Scores(scores)) if t == 2]
    return list(dict.fromkeys([(0, 0), *matches, (band.rows, band.columns)]))


def _with_first_row(vectors: Floats) -> Floats:
    """Unit vectors, with a row for 0 first, as nodes count."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-6))
    return np.concatenate([unit[:1], unit])


def _usual(source: Floats, target: Floats, band: Band) -> Floats:
    """The mean of the two units' mean cosines with all units of the other side."""
    by_source, by_target = source @ target[1:].mean(axis=0), target @ source[1:].mean(axis=0)
    usual: Floats = (by_source[:, None] + by_target[np.minimum(band.targets(), band.columns)]) / 2
    return usual

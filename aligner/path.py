"""The rough path: which target sentence is expected beside each source sentence, found from coarse to fine."""

import numpy as np

from aligner.features import products
from aligner.lattice import Band, BeadType, Doubles, Floats, Lattice, best_path
from aligner.units import Units

_TYPES: tuple[BeadType, ...] = ((1, 0), (0, 1), (1, 1))
_FULL_SEARCH = 1_500_000
"""Nodes of a lattice that is searched whole; about a second's work."""

_RADIUS = 20
"""Groups either side of the coarser path; what the coarser level can be wrong by."""


def rough_path(source: Units, target: Units) -> Doubles:
    """For each i from 0 to n the column j expected there, rising from 0 to m.

    While the lattice is too large to be searched whole, neighbouring units are taken two by two; the path of the
    coarser texts is the middle of the band for the finer.  So the work grows with the length of the texts, not with its
    square (the plan of Vecalign, Thompson & Koehn 2019).
    """
    return _path(source, target, step=1)


def _path(source: Units, target: Units, step: int) -> Doubles:
    rows, columns = -(-len(source) // step), -(-len(target) // step)
    if (rows + 1) * (columns + 1) <= _FULL_SEARCH:
        band = Band.full(rows, columns)
    else:
        coarse = _path(source, target, step * 2)
        band = Band.around(2 * np.interp(np.arange(rows + 1) / 2, np.arange(len(coarse)), coarse), _RADIUS, columns)
    return _through_matches(_vectors(source, step), _vectors(target, step), band)


def _vectors(units: Units, step: int) -> Floats:
    """The vectors of the groups of `step` units, with a row for 0 first; the last group may be smaller."""
    starts = np.arange(0, len(units), step)
    ends = np.minimum(starts + step, len(units))
    vectors = units.compose(units.pieces[starts], np.maximum(units.pieces[ends] - 1, units.pieces[starts]))
    return np.concatenate([vectors[:1], vectors])


def _through_matches(source: Floats, target: Floats, band: Band) -> Doubles:
    """The path with the most similarity above what is usual; between its matches it runs straight."""
    cosine = products(source, target, band).values
    inside = (band.targets() >= 1) & (band.targets() <= band.columns)
    inside[0] = False
    usual = _usual(source, target, band)
    spread = float((cosine - usual)[inside].std()) or 1.0
    scores = np.zeros((band.rows + 1, len(_TYPES), band.width), dtype=np.float32)
    scores[:, 2] = (cosine - usual) / spread - 1
    matches = [(i, j) for i, j, t in best_path(Lattice(band, _TYPES), scores) if t == 2]
    i, j = zip((0, 0), *matches, (band.rows, band.columns), strict=True)
    path: Doubles = np.interp(np.arange(band.rows + 1), i, j)
    return path


def _usual(source: Floats, target: Floats, band: Band) -> Floats:
    """The mean of the two units' mean cosines with all units of the other side."""
    by_source, by_target = source @ target[1:].mean(axis=0), target @ source[1:].mean(axis=0)
    usual: Floats = (by_source[:, None] + by_target[np.minimum(band.targets(), band.columns)]) / 2
    return usual

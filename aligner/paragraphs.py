"""What paragraphs say of the sentences: as much as they are found to say in this very text.

Some translators keep every paragraph, some join and part them as they like.  So nothing is assumed: a first alignment
shows how often a corner of beads ends a paragraph on both sides, on one, on none, against what chance would give.
"""

from collections.abc import Sequence

import numpy as np

from aligner.features import Cells
from aligner.lattice import Bools, Doubles, Floats, Lattice, Node

_DOUBT = 2.0
"""Corners of each kind that are taken to have been seen as often as by chance, before any was."""


def paragraph_scores(source: Bools, target: Bools, path: Sequence[Node], lattice: Lattice) -> Floats:
    """What to add to the score of each bead, (n + 1, types, width), for the paragraph borders at its two ends.

    `source` and `target` say of each place between sentences, the two ends included, whether a paragraph ends there.
    Null beads get nothing: inside an omission paragraphs end on one side alone.
    """
    evidence = _evidence(source, target, path)
    cells = Cells(lattice.band)
    scores = np.zeros((lattice.band.rows + 1, len(lattice.types), lattice.band.width), dtype=np.float32)
    for t, (a, b) in enumerate(lattice.types):
        if a and b:
            ends = evidence[source[cells.i].astype(int), target[cells.j].astype(int)]
            before = np.maximum(cells.i - a, 0), np.maximum(cells.j - b, 0)
            starts = evidence[source[before[0]].astype(int), target[before[1]].astype(int)]
            scores[:, t] = (starts + ends) / 2
    return scores


def _evidence(source: Bools, target: Bools, path: Sequence[Node]) -> Doubles:
    """For each [source ends a paragraph][target does] the log of how much likelier it is at a corner than by chance."""
    chance = np.outer(_shares(source), _shares(target))
    seen = np.full((2, 2), _DOUBT) * chance
    for i, j in path[1:-1]:
        seen[int(source[i]), int(target[j])] += 1
    evidence: Doubles = np.log(seen / seen.sum() / chance)
    return evidence


def _shares(ends: Bools) -> Doubles:
    """How often places between sentences are none, and are, the end of a paragraph; neither is taken for impossible."""
    inner = ends[1:-1]
    share = (inner.sum() + 0.5) / (len(inner) + 1)
    return np.array([1 - share, share])

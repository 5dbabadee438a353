"""Two sequences of sentences in, beads with probabilities out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.corners import clause_lattice, corners
from aligner.encoders import Encoder, scales
from aligner.features import Cells, Table, measured
from aligner.lattice import IMPOSSIBLE, Band, BeadType, Floats, Ints, Lattice, Node, Scores, best_path, posteriors
from aligner.links import WordVectors, similarity
from aligner.paragraphs import paragraph_scores
from aligner.path import column_at, gaps, path_by_words, rough_path
from aligner.scales import Scale
from aligner.units import Text, Units
from aligner.weights import Model, trained

BEAD_TYPES: tuple[BeadType, ...] = (
    (1, 0),
    (0, 1),
    *((a, b) for a in range(1, 8) for b in range(1, 8) if a + b <= 8),
)
"""All types up to 1–7, 7–1 and 4–4; what literary gold has beyond them is less than a bead in a thousand."""

_WINDOW = 600
"""Source sentences that are aligned at once, so that memory does not grow with the text."""

_SLACK = 150
"""Sentences by which the path by words may be wrong."""

_UNSETTLED = 40
"""Source sentences at the end of a window that the next one aligns again: their counterparts may lie outside."""


@dataclass(frozen=True, slots=True)
class Link:
    """A bead as sentence numbers, with the probability that exactly it is right."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Scorer:
    """What beads are scored with: an encoder, the words that it has met, and the weights."""

    encoder: Encoder
    words: WordVectors
    model: Model

    @classmethod
    def of(cls, encoder: Encoder, model: Model | None = None) -> "Scorer":
        """With the weights that come with the package, or others."""
        return cls(encoder, WordVectors(encoder), model or trained(encoder.name))


Settled = Callable[[int], None]
"""Told how many source sentences have just been settled."""


def unheard(_count: int) -> None:
    """For who does not ask how far it is."""


Joints = tuple[Sequence[int], Sequence[int]]
"""Rows and columns that no bead crosses."""


def align_sentences(
    source: Text, target: Text, scorer: Scorer, settled: Settled = unheard, joints: Joints = ((), ())
) -> list[Link]:
    """The beads of two texts, in order, none of which crosses a joint; either text may be empty."""
    if not len(source) or not len(target):
        settled(len(source))
        return _nulls(range(len(source)), range(len(target)))
    if len(source) <= _WINDOW * 3 // 2:
        links = _in_window(Spliced(source, target, (), joints), scorer, last=True)
        settled(len(source))
        return links
    path = path_by_words(source.words, target.words, scorer.words)
    return _spliced(Spliced(source, target, path, joints), lambda texts: _by_windows(texts, scorer, settled))


def _nulls(source: range, target: range) -> list[Link]:
    return [*(Link((i,), (), 1.0) for i in source), *(Link((), (j,), 1.0) for j in target)]


@dataclass(frozen=True, slots=True)
class Spliced:
    """Two texts with a path between them, from which passages may have been taken that one side lacks.

    No bead may cross the `joints`, the rows and the columns where something was taken out.
    """

    source: Text
    target: Text
    path: Sequence[Node]
    joints: Joints = ((), ())

    def part(self, i: int, j: int, k: int, m: int) -> "Spliced":
        """From node (i, j) to node (k, m); the path is not part of it."""
        rows, columns = self.joints
        joints = [row - i for row in rows if i < row < k], [column - j for column in columns if j < column < m]
        return Spliced(self.source.part(i, k), self.target.part(j, m), (), joints)


def _by_windows(texts: Spliced, scorer: Scorer, settled: Settled) -> list[Link]:
    """Windows that overlap: of each but the last, only what ends well before its end is kept."""
    rows, columns = len(texts.source), len(texts.target)
    links: list[Link] = []
    i = j = 0
    while i < rows:
        last = rows - i <= _WINDOW * 3 // 2
        k = rows if last else i + _WINDOW
        m = columns if last else min(columns, max(j, round(column_at(texts.path, k)) + _SLACK))
        found = _in_window(texts.part(i, j, k, m), scorer, last=last)
        kept = found if last else found[: _surest(found)]
        links += _moved(kept, i, j)
        step = sum(len(link.source) for link in kept)
        settled(step)
        i, j = i + step, j + sum(len(link.target) for link in kept)
    return links


def _surest(links: Sequence[Link]) -> int:
    """How many links to keep of a window: up to where two sure ones meet, well before its end."""
    ends = np.cumsum([len(link.source) for link in links])
    settled = np.flatnonzero((ends > ends[-1] - 2 * _UNSETTLED) & (ends <= ends[-1] - _UNSETTLED))
    if not len(settled):  # only where a bead is larger than that
        return max(1, len(links) // 2)
    sure = [min(links[at].probability, links[at + 1].probability) for at in settled.tolist()]
    return int(settled[int(np.argmax(sure))]) + 1


def _moved(links: Sequence[Link], rows: int, columns: int) -> list[Link]:
    return [
        Link(tuple(i + rows for i in link.source), tuple(j + columns for j in link.target), link.probability)
        for link in links
    ]


def _spliced(texts: Spliced, align: Callable[[Spliced], list[Link]]) -> list[Link]:
    """What `align` finds without the long passages that one side lacks; those come out as null beads."""
    holes = gaps(texts.path)
    if not holes:
        return align(texts)
    rows = _kept(len(texts.source), [hole for hole, _ in holes])
    columns = _kept(len(texts.target), [hole for _, hole in holes])
    joints = (
        _numbers_in(rows, [*texts.joints[0], *(hole.start for hole, _ in holes if hole)]),
        _numbers_in(columns, [*texts.joints[1], *(hole.start for _, hole in holes if hole)]),
    )
    i, j = zip(*texts.path, strict=True)
    nodes = list(zip(_numbers_in(rows, i), _numbers_in(columns, j), strict=True))
    found = align(Spliced(texts.source.some(rows), texts.target.some(columns), nodes, joints))
    return _with_holes(found, rows, columns, holes)


def _numbers_in(kept: Ints, numbers: Sequence[int]) -> list[int]:
    """Which numbers these have when only what is kept is counted."""
    return [int(number) for number in np.searchsorted(kept, np.array(numbers, dtype=np.int64))]


def _kept(count: int, holes: Sequence[range]) -> Ints:
    kept = np.ones(count, dtype=bool)
    for hole in holes:
        kept[hole.start : hole.stop] = False
    return np.flatnonzero(kept)


def _with_holes(links: Sequence[Link], rows: Ints, columns: Ints, holes: Sequence[tuple[range, range]]) -> list[Link]:
    """The links with their numbers in the whole, and the holes as null beads where they were."""
    whole = [
        Link(tuple(rows[list(link.source)].tolist()), tuple(columns[list(link.target)].tolist()), link.probability)
        for link in links
    ]
    left = list(holes)
    placed: list[Link] = []
    for link in whole:
        while left and _comes_after(link, left[0]):
            placed += _nulls(*left.pop(0))
        placed.append(link)
    return [*placed, *(null for hole in left for null in _nulls(*hole))]


def _comes_after(link: Link, hole: tuple[range, range]) -> bool:
    sides = ((link.source, hole[0]), (link.target, hole[1]))
    return any(numbers and gap and numbers[0] >= gap.stop for numbers, gap in sides)


def _in_window(texts: Spliced, scorer: Scorer, *, last: bool) -> list[Link]:
    """The beads of a window; where it is not the last, up to the last match of the rough path."""
    if not len(texts.source) or not len(texts.target):
        return _nulls(range(len(texts.source)), range(len(texts.target)))
    read = Read.of(texts.source, texts.target, scorer)
    read = read if last else read.to_last_match()
    if not gaps(read.path):
        return _links(read, texts.joints, scorer)
    # Rare: then what is left is read again.
    return _spliced(
        Spliced(read.source, read.target, read.path, texts.joints),
        lambda rest: _links(Read.of(rest.source, rest.target, scorer), rest.joints, scorer),
    )


@dataclass(frozen=True)
class Read:
    """Two texts that the encoder has read."""

    source: Text
    target: Text
    sentences: tuple[Units, Units]
    clauses: tuple[Units, Units]
    alike: Floats
    scale: Scale
    path: Sequence[Node]

    @classmethod
    def of(cls, source: Text, target: Text, scorer: Scorer) -> "Read":
        """Let the encoder read both, and find the rough path."""
        (here, here_clauses), (there, there_clauses) = source.read(scorer.encoder), target.read(scorer.encoder)
        alike = similarity(source.words, target.words, scorer.words)
        path = rough_path(here.groups(1)[1:], there.groups(1)[1:])
        scale = scales(scorer.encoder).texts
        return cls(source, target, (here, there), (here_clauses, there_clauses), alike, scale, path)

    def to_last_match(self) -> "Read":
        """What lies before the end of the last match of the rough path; all, where hardly anything matches."""
        i, j = self.path[-2]
        if i < len(self.source) / 2:
            return self
        (here, there), (here_clauses, there_clauses) = self.sentences, self.clauses
        return replace(
            self,
            source=self.source.part(0, i),
            target=self.target.part(0, j),
            sentences=(here.upto(i), there.upto(j)),
            clauses=(here_clauses.upto(int(self.source.edges[i])), there_clauses.upto(int(self.target.edges[j]))),
            path=self.path[:-1],
        )

    def sentence_table(self, radius: int) -> Table:
        """What is measured of the sentences by themselves, `radius` either side of the rough path."""
        band = Band.around(self.path, radius, len(self.target))
        return measured(*self.sentences, Lattice(band, BEAD_TYPES), self.alike, self.scale)

    def clause_table(self, path: Sequence[Node]) -> Table:
        """What is measured of the clauses around a path of the sentences."""
        lattice = clause_lattice(self.source, self.target, path)
        return measured(*self.clauses, lattice, self.alike, self.scale)

    def with_corners(self, sentences: Table, clauses: Table, scores: Scores) -> Table:
        """What is measured of the sentences, with what the clauses say of them."""
        return sentences + corners(self.source, self.target, clauses.lattice, scores, sentences.lattice)


def _links(read: Read, joints: tuple[Sequence[int], Sequence[int]], scorer: Scorer) -> list[Link]:
    model = scorer.model
    sentences = read.sentence_table(model.radius)
    lattice = sentences.lattice
    path = nodes_of(best_path(lattice, model.first.scores(sentences)))
    clauses = read.clause_table(path)
    scores = model.sentences.scores(read.with_corners(sentences, clauses, model.clauses.scores(clauses)))
    scores = scores + paragraph_scores(read.source.borders, read.target.borders, path, lattice)
    scores = _uncrossed(lattice, scores, joints)
    beads = posteriors(lattice, scores / model.temperature).beads
    return [
        Link(tuple(range(i - a, i)), tuple(range(j - b, j)), float(beads[i, t, j - lattice.band.first[i]]))
        for i, j, t in best_path(lattice, scores)
        for a, b in (lattice.types[t],)
    ]


def nodes_of(path: Sequence[tuple[int, int, int]]) -> list[Node]:
    """The nodes of a best path, the origin first."""
    return [(0, 0), *((i, j) for i, j, _ in path)]


def _uncrossed(lattice: Lattice, scores: Scores, joints: tuple[Sequence[int], Sequence[int]]) -> Scores:
    """The scores with the beads that cross a joint made impossible."""
    cells = Cells(lattice.band)
    for t, (a, b) in enumerate(lattice.types):
        crossing = np.zeros(cells.j.shape, dtype=bool)
        for row in joints[0]:
            crossing |= (cells.i - a < row) & (row < cells.i)
        for column in joints[1]:
            crossing |= (cells.j - b < column) & (column < cells.j)
        if crossing.any():
            scores.beads[:, t][crossing] = IMPOSSIBLE
    return scores

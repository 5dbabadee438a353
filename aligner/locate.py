"""Where the passage stands in a book that a quotation translates.

All runs of sentences of the book compete, with the answer that there is none, in one log-linear model.  Runs that share
neither meaning nor words with the quotation are left out first, by two looks at the whole book.  What is measured of
the others is in `aligner.passages`; the weights were trained by `benchmarks/locate.py` and are in `locate.json`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from aligner.books import Book
from aligner.lattice import Doubles, Floats, Ints
from aligner.passages import Passages, passages
from aligner.quotations import Quoted

Prior = Callable[[Ints], Doubles]
"""What is known beforehand: the log of how much more likely than elsewhere a passage is that starts at a sentence."""


def anywhere(starts: Ints) -> Doubles:
    """For who knows nothing beforehand."""
    return np.zeros(len(starts))


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences `start` up to `end` of the book.

    `found` is the probability that the quotation is from there at all: from a run that shares a sentence with this one;
    `probability` that it is exactly these sentences.
    """

    start: int
    end: int
    found: float
    probability: float


FOUND = 0.5
"""A passage is given as found from this probability on.

Of quotations that had no part in the training 4 % are then falsely found (`benchmarks/locate.py`).
"""


@cache
def trained() -> Mapping[str, float]:
    """The weights that come with the package, by the names of the measures."""
    text = files("aligner").joinpath("locate.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


def locate(quotation: Quoted, book: Book, prior: Prior = anywhere) -> Passage | None:
    """The most likely passage of a quotation, however unlikely; None where the book or the quotation has no words."""
    weights = trained()
    candidates = passages(quotation, book)
    if candidates is None:
        return None
    return best(candidates, np.array([weights[name] for name in candidates.names]), prior)


def best(candidates: Passages, weights: Doubles, prior: Prior = anywhere) -> Passage:
    """The most likely passage among the candidates."""
    likely = probabilities(candidates.values, weights, prior(candidates.starts))[:-1]
    top = int(np.argmax(likely))
    near = float(likely[_beside(candidates, top)].sum())
    start, end = int(candidates.starts[top]), int(candidates.ends[top])
    return Passage(start, end, min(1.0, near), float(likely[top]))


def probabilities(values: Floats, weights: Doubles, prior: Doubles) -> Doubles:
    """Of each passage, and at the end of there being none, whose score is 0."""
    scores = np.append(values @ weights + prior, 0.0)
    scores = np.exp(scores - scores.max())
    likely: Doubles = scores / scores.sum()
    return likely


def _beside(candidates: Passages, row: int) -> Ints:
    """The rows of the passages that share a sentence with one."""
    starts, ends = candidates.starts, candidates.ends
    return np.flatnonzero((starts < ends[row]) & (ends > starts[row]))


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of a work and the sentences that stand on them: what quotations that were found say of the others.

    >>> prior = Pages.of([(10, 100), (20, 200), (30, 300)]).near(25)
    >>> [round(value, 1) for value in prior(np.array([250, 900])).tolist()]
    [-0.0, -4.0]
    """

    pages: tuple[float, ...]
    sentences: tuple[float, ...]

    @classmethod
    def of(cls, known: Sequence[tuple[float, int]]) -> "Pages":
        """The longest run of pairs whose sentences rise with the pages; what contradicts it is left out."""
        ordered = sorted(set(known))
        chains: list[list[tuple[float, int]]] = []
        for number, (page, sentence) in enumerate(ordered):
            before = [chain for chain in chains[:number] if chain[-1][1] <= sentence and chain[-1][0] < page]
            chains.append([*max(before, key=len, default=[]), (page, sentence)])
        kept = max(chains, key=len, default=[])
        return cls(tuple(page for page, _ in kept), tuple(float(sentence) for _, sentence in kept))

    def near(self, page: float) -> Prior:
        """What is known of a quotation from that page; nothing where fewer than `_FEWEST` pages are known.

        The prior has the tails of Laplace's distribution, cut off: a wrong page must not hide a sure passage.
        """
        if len(self.pages) < _FEWEST:
            return anywhere
        slope = (self.sentences[-1] - self.sentences[0]) / (self.pages[-1] - self.pages[0])
        inside = float(np.interp(page, self.pages, self.sentences))
        expected = inside + slope * (page - float(np.clip(page, self.pages[0], self.pages[-1])))
        width = _PAGES_OFF * max(slope, 1.0)
        return lambda starts: np.maximum(-np.abs(starts - expected) / width, -_MOST)


_FEWEST = 3
"""Pages that must be known before they say anything of others."""

_PAGES_OFF = 2.0
"""By how many pages the line between two known ones is off: pages of dialogue have twice the sentences of others."""

_MOST = 4.0
"""A passage is taken for at most e⁴ times less likely by its page."""

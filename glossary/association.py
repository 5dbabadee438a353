"""Which word of a translation goes with a set of beads: what a concept may be rendered by that no glossary has."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Final

from bitext.languages import LanguageTag
from lang.lemmas import lemmas
from lang.words import words

_SIGNIFICANT: Final = 10.83  # chi-square of one degree of freedom for p = 0.001
_LEAST: Final = 2  # beads that a word must be in
_SHARE: Final = 0.5  # of the beads of the set that it must be in
_SHORTEST: Final = 3  # letters of a word; a Chinese one has two characters

Index = Mapping[str, frozenset[int]]
"""For each word and each pair of neighbours the numbers of the texts that have it."""


def index_of(texts: Sequence[str], language: LanguageTag) -> Index:
    """The words and pairs of neighbours of all texts, in small letters and by their lemmas.

    >>> sorted(index_of(["Tall chimneys", "a chimney"], LanguageTag("en"))["chimney"])
    [0, 1]
    """
    found: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for word in _words(text, language):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items() if len(numbers) >= _LEAST}


def _words(text: str, language: LanguageTag) -> Iterator[str]:
    found = [_lemma(word.lower(), language) for word, _ in words(text, language)]
    yield from (word for word in found if len(word) >= (2 if language.is_unspaced else _SHORTEST))
    yield from (language.joiner.join(pair) for pair in pairwise(found) if min(map(len, pair)) >= _SHORTEST)


def _lemma(word: str, language: LanguageTag) -> str:
    return next(iter(lemmas(word, language)), word)


def goes_with(wanted: Collection[int], index: Index, total: int) -> str:
    """The word that is in most of the wanted texts and hardly elsewhere; empty where there is none that is sure.

    By the log-likelihood ratio of Dunning, Accurate Methods for the Statistics of Surprise and Coincidence (1993); of
    equally good ones the longest.
    """
    chosen = frozenset(wanted)
    counts = Counter({word: len(numbers & chosen) for word, numbers in index.items() if not numbers.isdisjoint(chosen)})
    likely = [word for word, count in counts.items() if count >= max(_LEAST, _SHARE * len(chosen))]
    rated = [(round(log_likelihood(counts[w], len(chosen), len(index[w]), total), 3), len(w), w) for w in likely]
    best = max(rated, default=(0.0, 0, ""))
    return best[2] if best[0] >= _SIGNIFICANT else ""


def log_likelihood(both: int, one: int, other: int, total: int) -> float:
    """How surprising it is that two things which occur `one` and `other` times meet `both` times; 0 if it is chance.

    >>> round(log_likelihood(10, 10, 10, 100), 1), log_likelihood(1, 10, 10, 100)
    (65.0, 0.0)
    """
    if both * total <= one * other:
        return 0.0
    cells = ((both, one, other), (one - both, one, total - other), (other - both, total - one, other))
    last = (total - one - other + both, total - one, total - other)
    return 2 * sum(seen * log(seen * total / (row * column)) for seen, row, column in (*cells, last) if seen)

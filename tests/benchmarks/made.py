"""Made gold bitexts."""

from corpora import GoldPair, Links
from hypothesis import strategies as st

Sizes = list[tuple[int, int]]

sizes = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any), min_size=1, max_size=60)


def pair_of(beads: Sizes, *, units: bool = False) -> GoldPair:
    """A pair whose gold has beads of these sizes, and whose sentences are all different."""
    gold: Links = []
    i = j = 0
    for a, b in beads:
        gold.append((tuple(range(i, i + a)), tuple(range(j, j + b))))
        i, j = i + a, j + b
    verses = [
        tuple(str(number) for number, bead in enumerate(gold) for _ in bead[side]) if units else () for side in (0, 1)
    ]
    texts = [tuple(f"{letter}{number}" for number in range(count)) for letter, count in (("s", i), ("t", j))]
    return GoldPair("made", texts[0], texts[1], "de", "fr", gold, verses[0], verses[1])

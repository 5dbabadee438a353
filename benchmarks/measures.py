"""What the aligner reaches on one corpus, from one run over its documents: scores, null beads, probabilities."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from align import ModelFor, beads_of, linked
from calibration import judged_links
from corpora import GoldPair

from aligner.calibration import Judged
from aligner.evaluation import Counts, Tally, compare, null_beads
from aligner.sentences import Link, Scorer


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one document, or of several together."""

    counts: Counts
    nulls: Tally
    judged: tuple[Judged, ...]
    seconds: float  # of CPU

    def __add__(self, other: "Measures") -> "Measures":
        return Measures(
            self.counts + other.counts,
            self.nulls + other.nulls,
            self.judged + other.judged,
            self.seconds + other.seconds,
        )


def measured(pairs: Sequence[GoldPair], scorer: Scorer, model: ModelFor) -> Measures:
    """The measures of all documents, of which there must be one."""
    return reduce(Measures.__add__, (_aligned(pair, replace(scorer, model=model(pair.name))) for pair in pairs))


def _aligned(pair: GoldPair, scorer: Scorer) -> Measures:
    start = time.process_time()
    links = linked(pair, scorer)
    return of_links(pair, links, time.process_time() - start)


def of_links(pair: GoldPair, links: Sequence[Link], seconds: float) -> Measures:
    """The measures of what was found in one document."""
    found = beads_of(pair, links)
    return Measures(compare(pair.gold, found), null_beads(pair.gold, found), tuple(judged_links(pair, links)), seconds)

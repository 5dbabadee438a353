"""The weights of the scores: small, readable, trained by `benchmarks/train.py` and kept in `weights.json`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from aligner.features import Table
from aligner.lattice import BeadType, Floats, Scores

_KINDS: Mapping[str, tuple[BeadType, ...]] = {
    "1-0": ((1, 0),),
    "0-1": ((0, 1),),
    "1-1": ((1, 1),),
    "1-2": ((1, 2),),
    "2-1": ((2, 1),),
    "1-3": ((1, 3),),
    "3-1": ((3, 1),),
    "2-2": ((2, 2),),
    "2-3": ((2, 3),),
    "3-2": ((3, 2),),
}
"""Bead types that have a weight of their own; the others share those of `_shared_kind`."""

KINDS = (*_KINDS, "1-n", "n-1", "n-m")
SIZE = "size"
"""The name of the weight for each unit of a bead beyond the second."""


def kind_of(bead: BeadType) -> str:
    """The name under which a bead type has its weight.

    >>> kind_of((1, 2)), kind_of((1, 5)), kind_of((3, 3))
    ('1-2', '1-n', 'n-m')
    """
    a, b = bead
    own = f"{a}-{b}"
    if own in _KINDS:
        return own
    return "1-n" if a == 1 else "n-1" if b == 1 else "n-m"


def type_features(types: Sequence[BeadType]) -> Floats:
    """What is known of a bead by its type alone, shape (types, kinds + 1)."""
    table = np.zeros((len(types), len(KINDS) + 1), dtype=np.float32)
    for row, bead in enumerate(types):
        table[row, KINDS.index(kind_of(bead))] = 1
        table[row, -1] = max(0, sum(bead) - 2)
    return table


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one level (sentences or clauses): a weight for each feature, each kind of bead, and size."""

    features: Mapping[str, float]
    types: Mapping[str, float]
    opening: float = 0.0  # where a run of null beads begins

    def scores(self, table: Table) -> Scores:
        """The log-potentials of all beads of a table."""
        types = table.lattice.types
        weights = np.array([self.features[name] for name in table.names], dtype=np.float32)
        by_type = type_features(types) @ np.array([self.types[name] for name in (*KINDS, SIZE)], dtype=np.float32)
        return Scores(table.values @ weights + by_type[:, None], self.opening)


RADIUS = 8
"""Sentences either side of the rough path, where an encoder can be trusted to find it."""


@dataclass(frozen=True, slots=True)
class Model:
    """All that was trained; `temperature` is what scores are divided by to make probabilities that can be trusted."""

    first: Weights  # sentences, before anything is known of their clauses
    clauses: Weights
    sentences: Weights
    temperature: float = 1.0
    radius: int = RADIUS  # sentences either side of the rough path that are looked at


LEVELS = ("first", "clauses", "sentences")


def model_from(data: Mapping[str, Any]) -> Model:
    """The model of a weights file's contents."""
    first, clauses, sentences = (Weights(**data[level]) for level in LEVELS)
    return Model(first, clauses, sentences, data["temperature"], data["radius"])


@cache
def trained(encoder: str = "use") -> Model:
    """The weights that come with the package: those of an encoder where it has its own, else the embedded one's."""
    folder = files("aligner")
    own = folder.joinpath(f"weights.{encoder}.json")
    file = own if own.is_file() else folder.joinpath("weights.json")
    return model_from(json.loads(file.read_text(encoding="utf-8")))

"""The weights of the scores: small, readable, trained by `benchmarks/train.py` and kept in `weights.json`."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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


CLASSES: Mapping[str, Callable[[int, int], bool]] = {
    "features": lambda _a, _b: True,
    "large": lambda a, b: a > 0 and b > 0 and a + b > 2,
    "many": lambda a, b: a > 1 and b > 1,
}
"""Classes of beads: all; those of more than a pair; those of several segments on both sides."""


def class_table(types: Sequence[BeadType]) -> Floats:
    """Which classes each type is in, shape (types, classes)."""
    return np.array([[belongs(a, b) for belongs in CLASSES.values()] for a, b in types], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one level: a weight for each feature, each kind of bead, size, and the opening of a gap.

    What a feature tells depends on the bead: `large` and `many` are what its weight is more, or less, for those.
    """

    features: Mapping[str, float]
    types: Mapping[str, float]
    opening: float  # where a run of null beads begins
    large: Mapping[str, float] = field(default_factory=dict)
    many: Mapping[str, float] = field(default_factory=dict)

    def scores(self, table: Table) -> Scores:
        """The log-potentials of all beads of a table."""
        classes = (self.features, self.large, self.many)
        by_class = np.array([[weights.get(name, 0) for name in table.names] for weights in classes], dtype=np.float32)
        by_kind = np.array([self.types[name] for name in (*KINDS, SIZE)], dtype=np.float32)
        return scored(table, by_class, by_kind, self.opening)


def scored(table: Table, by_class: Floats, by_kind: Floats, opening: float) -> Scores:
    """The scores of a table by weights of features, shape (classes, names), and of kinds of beads.

    Where there are fewer rows than classes, the last classes have no weights of their own.
    """
    types = table.lattice.types
    by_type = class_table(types)[:, : len(by_class)] @ by_class
    beads = np.stack([table.values[:, t] @ by_type[t] for t in range(len(types))], axis=1)
    return Scores(beads + (type_features(types) @ by_kind)[:, None], opening)


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

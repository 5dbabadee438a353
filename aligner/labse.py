"""LaBSE (Feng et al. 2022), or any other model that sentence-transformers can load from a folder.

Where the model is kept is up to that package: the variable SENTENCE_TRANSFORMERS_HOME names the folder.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from threadpoolctl import threadpool_limits

from aligner.lattice import Floats
from aligner.pooling import Pooled, summed
from aligner.scales import specimens, unit
from bitext.errors import MissingDependency, MissingFile

_LABSE = "sentence-transformers/LaBSE"
_BATCH = 32
"""Texts in one pass; on a processor larger batches are no faster."""

_TOKENS = 256
"""What a model reads of a text if it does not say so itself, the two tokens around it included."""


class _Model(Protocol):
    """What we use of `SentenceTransformer`."""

    def encode(
        self, sentences: list[str], *, batch_size: int, show_progress_bar: bool, convert_to_numpy: bool
    ) -> Floats: ...


def labse(threads: int, folder: str = "") -> Pooled:
    """768 dimensions and 109 languages, on the processor; or what the model in `folder` has.

    Raises `MissingFile` where there is no such folder, `MissingDependency` where the model cannot be loaded.
    """
    if folder and not Path(folder).is_dir():
        raise MissingFile(f"There is no folder {folder!r} to load a model from; give one as labse:FOLDER.")
    model = _loaded(folder or _LABSE)
    # A token is at least a character, so no stretch of so many characters is cut short by the model.
    longest = int(getattr(model, "max_seq_length", None) or _TOKENS) - 2

    def encode(texts: Sequence[str]) -> Floats:
        stretches = [list(_stretches(text, longest)) for text in texts]
        flat = [stretch for parts in stretches for stretch in parts]
        with threadpool_limits(limits=threads):
            vectors = model.encode(flat, batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True)
        ends = np.cumsum([len(parts) for parts in stretches], dtype=np.int64)
        starts = np.concatenate([[0], ends[:-1]])
        lengths = np.array([max(1, len(stretch)) for stretch in flat], dtype=np.float32)
        return summed(unit(np.asarray(vectors, dtype=np.float32)) * lengths[:, None], starts, ends - 1)

    return Pooled.of(f"labse:{Path(folder).resolve().name}" if folder else "labse", encode, specimens())


def _loaded(model: str) -> _Model:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (an extra: this module is read without it)

    try:
        return cast("_Model", SentenceTransformer(model, device="cpu"))
    except Exception as error:  # whatever a download or a broken file can raise
        reason = " ".join(str(error).split("\n", 1)[0].split()).rstrip(".")
        raise MissingDependency(
            f"The model {model!r} cannot be loaded ({reason}); with a network it is downloaded once, "
            "without one give its folder as labse:FOLDER, or choose another encoder."
        ) from error


def _stretches(text: str, longest: int) -> Iterator[str]:
    """A text in stretches of so many characters at most, cut at spaces where there are any."""
    while len(text) > longest:
        end = text.rfind(" ", longest // 2, longest) + 1 or longest
        yield text[:end]
        text = text[end:]
    yield text

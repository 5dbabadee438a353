"""What turns text into vectors: the protocol, and the encoders by name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol, runtime_checkable

from aligner.lattice import Floats, Ints
from bitext.errors import DuizhaoError, MissingDependency


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


def _use(threads: int) -> Encoder:
    from aligner.use import UseEncoder  # noqa: PLC0415 - a model is loaded only when it is asked for

    return UseEncoder(threads=threads)


ENCODERS: Final[Mapping[str, Callable[[int], Encoder]]] = {"use": _use}
"""How each encoder is made, given the number of threads it may use."""


def encoder_named(name: str, threads: int = 1) -> Encoder:
    """The encoder of that name.

    Raises `MissingDependency` where its package is not installed, `DuizhaoError` where there is no such encoder.
    """
    if name not in ENCODERS:
        raise UnknownEncoder(f"There is no encoder {name!r}; the encoders are {', '.join(ENCODERS)}.")
    try:
        return ENCODERS[name](threads)
    except ImportError as error:
        raise MissingDependency(f"The encoder {name!r} needs the package {error.name!r}; install it.") from error


class UnknownEncoder(DuizhaoError):
    exit_code = 2

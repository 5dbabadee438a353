"""Two sequences of segments in, beads with probabilities out.

Importing this package loads no model and no numpy: `align` does, when it is called.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bitext.alignments import Alignment, Bead, State
from bitext.documents import Document

if TYPE_CHECKING:
    from aligner.encoders import Encoder

Anchors = Sequence[Bead]


def align(
    source: Document,
    target: Document,
    *,
    encoder: "Encoder",
    anchors: Anchors = (),
    settled: Callable[[int], None] = lambda _count: None,
) -> Alignment:
    """The beads of two documents.

    `anchors` are beads fixed beforehand, by a person for example; they come out unchanged, null beads too, and what
    lies between them is aligned by itself.  `settled` is told now and then how many more source sentences are done.
    Raises `BadData` where anchors name segments that are not there, overlap or cross.
    """
    from aligner.documents import align_documents  # noqa: PLC0415 - see the module's docstring
    from aligner.sentences import Scorer  # noqa: PLC0415

    return align_documents(source, target, scorer=Scorer.of(encoder), anchors=anchors, settled=settled)


CONFIRMED = frozenset({State.REVIEWED, State.FINAL})
"""The states of a bead that a person has seen."""


def realigned(
    alignment: Alignment,
    source: Document,
    target: Document,
    *,
    encoder: "Encoder",
    settled: Callable[[int], None] = lambda _count: None,
) -> Alignment:
    """The alignment with all its confirmed beads as they are, and the rest aligned again between them.

    Raises `BadData` where a confirmed bead names a segment that is not in the documents.
    """
    confirmed = [bead for bead in alignment.beads if bead.state in CONFIRMED]
    return align(source, target, encoder=encoder, anchors=confirmed, settled=settled)


__all__ = ["CONFIRMED", "Anchors", "align", "realigned"]

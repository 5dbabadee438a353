"""Two sequences of segments in, beads with probabilities out.

Importing this package loads no model and no numpy: `align` does, when it is called.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bitext.alignments import Alignment, Bead
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

    `anchors` are beads fixed beforehand (by a person, or chapter heads); they come out unchanged, and what lies between
    them is aligned by itself.  `settled` is told now and then how many more source sentences are done.
    Raises `BadData` where anchors name segments that are not there, overlap or cross.
    """
    from aligner.documents import align_documents  # noqa: PLC0415 - see the module's docstring
    from aligner.sentences import Scorer  # noqa: PLC0415

    return align_documents(source, target, scorer=Scorer.of(encoder), anchors=anchors, settled=settled)


__all__ = ["Anchors", "align"]

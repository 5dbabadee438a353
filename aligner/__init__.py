"""Two sequences of segments in, beads with probabilities out.

Importing this package loads no model and no numpy: `align` does, when it is called.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bitext.alignments import Alignment, Bead
from bitext.documents import Document

if TYPE_CHECKING:
    from aligner.encoders import Encoder

Anchors = Sequence[Bead]


def align(source: Document, target: Document, *, encoder: "Encoder", anchors: Anchors = ()) -> Alignment:
    """The beads of two documents.

    `anchors` are beads fixed beforehand (by a person, or chapter heads); they come out unchanged, and what lies between
    them is aligned by itself.  Raises `BadData` where anchors name segments that are not there, overlap or cross.
    """
    from aligner.documents import align_documents  # noqa: PLC0415 - see the module's docstring

    return align_documents(source, target, encoder=encoder, anchors=anchors)


__all__ = ["Anchors", "align"]

"""Notes: which number each has, and where it is called.  The notes of two languages are two lists."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bitext.documents import Block, BlockId, Document, MarkKind
from bitext.errors import BadData
from output.epub.inline import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of a document in the order of their numbers, and the calls in its blocks (and notes)."""

    document: Document
    notes: Sequence[Block]
    calls: Mapping[BlockId, Sequence[Call]]

    @property
    def first_call(self) -> Mapping[str, str]:
        """For each note that is called the id of its first call: where its backlink leads."""
        called = (call for calls in self.calls.values() for call in calls)
        return {call.target: call.id for call in reversed(list(called))}


def notes_of(document: Document) -> Notes:
    """The notes numbered as they are called; those that nothing calls stand at the end.

    Raises `BadData` where a note is called that is not there.
    """
    anchors = list(_anchors(document))
    by_id = {note.id: note for note in document.notes}
    for block, _, id_ in anchors:
        if id_ not in by_id:
            raise BadData(f"Block {block} calls a note {id_!r}, but document {document.id} has no such note.")
    order = list(dict.fromkeys([*(id_ for _, _, id_ in anchors), *by_id]))
    numbers = {id_: number for number, id_ in enumerate(order, 1)}
    calls: dict[BlockId, list[Call]] = {}
    uses: Counter[BlockId] = Counter()
    for block, offset, id_ in anchors:
        uses[id_] += 1
        again = f".{uses[id_]}" if uses[id_] > 1 else ""
        calls.setdefault(block, []).append(Call(offset, f"call.{id_}{again}", id_, str(numbers[id_])))
    return Notes(document=document, notes=[by_id[id_] for id_ in order], calls=calls)


def _anchors(document: Document) -> Iterator[tuple[BlockId, int, BlockId]]:
    """Where notes are called: in the text, and then within notes."""
    for block in (*document.blocks, *document.notes):
        for mark in sorted(block.marks):
            if mark.kind is MarkKind.NOTE:
                yield block.id, mark.span.end, BlockId(mark.value)


def letters(number: int) -> str:
    """The number in the letters that `<ol type="a">` counts with.

    >>> letters(1), letters(26), letters(27), letters(28)
    ('a', 'z', 'aa', 'ab')
    """
    rest, last = divmod(number - 1, 26)
    return (letters(rest) if rest else "") + chr(ord("a") + last)

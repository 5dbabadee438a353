"""Which paragraphs stand side by side."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bitext.alignments import Alignment
from bitext.documents import Block, BlockKind, Document
from bitext.drafts import Draft
from bitext.errors import BadData
from output.epub.pairs import Pair, Piece, Sides, paragraph_pairs, sentence_pairs, single_pairs
from tests.output.epub.samples import EN, ZH, aligned, document, draft, heading
from tests.strategies import alignments, documents

Make = Callable[[Sequence[Document], Sequence[Sides]], tuple[Pair, ...]]

_PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def two(source: Sequence[Draft], target: Sequence[Draft]) -> tuple[Document, Document]:
    return document("a", ZH, source), document("b", EN, target)


def shape(pairs: Sequence[Pair]) -> list[str]:
    """Texts of both sides: `一。|One.`; blocks are parted by a slash."""
    return ["|".join("/".join(map(text_of, side)) for side in pair.sides) for pair in pairs]


def linked(alignment: Alignment) -> list[Sides]:
    return [(bead.source, bead.target) for bead in alignment.beads]


def text_of(piece: Piece) -> str:
    return piece.span.of(piece.block.text)


ONE, TWO = draft("一。二。"), draft("三。")
A, B = draft("A. B."), draft("C.")
HEAD, TITLE = heading("甲"), heading("Alpha")
BLANK = Draft(text="", kind=BlockKind.SEPARATOR)


@pytest.mark.parametrize(
    ("source", "target", "types", "expected"),
    [
        ([ONE, TWO], [A, B], "11 11 11", ["一。二。|A. B.", "三。|C."]),
        ([ONE], [B, draft("F.")], "11 11", ["一。二。|C./F."]),  # one paragraph became two
        ([TWO, draft("六。")], [A], "11 11", ["三。/六。|A. B."]),  # two became one
        ([ONE, TWO], [B, A], "11 11 11", ["一。二。/三。|C./A. B."]),  # they cross
        ([TWO, ONE], [B], "10 11 10", ["三。|", "一。二。|C."]),
        ([TWO, draft("六。"), draft("七。")], [A], "11 10 11", ["三。/六。/七。|A. B."]),  # a loose one inside
        ([TWO], [B, draft("F.")], "11 01", ["三。|C.", "|F."]),
        ([TWO, draft("六。")], [A], "11 10 01", ["三。|A. B.", "六。|"]),  # the loose B. ties nothing to A.
        ([TWO, draft("六。")], [A, B], "11 10 02", ["三。|A. B./C.", "六。|"]),
        ([HEAD, TWO], [TITLE, B], "11 11", ["甲|Alpha", "三。|C."]),
        ([HEAD, TWO], [TITLE, B], "22", ["甲|Alpha", "三。|C."]),  # a bead that runs over the heading
        ([HEAD, TWO], [B], "21", ["甲|", "三。|C."]),
        ([HEAD, TWO], [TITLE, B], "10 01 11", ["甲|Alpha", "三。|C."]),  # headings that the aligner did not link
        ([TWO, HEAD, ONE], [A, TITLE, B], "11 11 11 11", ["三。|A. B.", "甲|Alpha", "一。二。|C."]),  # run over too
        ([TWO, HEAD, ONE], [A], "11 10 11 10", ["三。/甲/一。二。|A. B."]),  # a heading that the translator left out
        ([TWO, HEAD], [B, TITLE], "22", ["三。|C.", "甲|Alpha"]),
        ([TWO, BLANK, ONE], [B, BLANK, A], "11 11 11", ["三。|C.", "|", "一。二。|A. B."]),
        ([TWO, BLANK], [B], "11", ["三。|C.", "|"]),
        ([], [], "", []),
    ],
)
def test_paragraphs(source: list[Draft], target: list[Draft], types: str, expected: list[str]) -> None:
    documents_ = two(source, target)
    assert shape(paragraph_pairs(documents_, linked(aligned(*documents_, types)))) == expected


@pytest.mark.parametrize(
    ("source", "target", "types", "expected"),
    [
        ([ONE, TWO], [A, B], "11 11 11", ["一。|A. ", "二。|B.", "三。|C."]),
        ([ONE, TWO], [A, B], "21 12", ["一。二。|A. ", "三。|B./C."]),
        ([HEAD, ONE], [TITLE, B], "11 11 10", ["甲|Alpha", "一。|C.", "二。|"]),
        ([TWO, BLANK, ONE], [A], "11 10 11", ["三。|A. ", "|", "一。|", "二。|B."]),
        ([TWO, BLANK, ONE], [A], "21 11", ["三。//一。|A. ", "二。|B."]),  # a bead that runs over a blank block
        ([TWO, BLANK], [A], "12", ["三。|A. B.", "|"]),
    ],
)
def test_sentences(source: list[Draft], target: list[Draft], types: str, expected: list[str]) -> None:
    documents_ = two(source, target)
    assert shape(sentence_pairs(documents_, linked(aligned(*documents_, types)))) == expected


def test_ids_are_those_of_the_first_block_or_sentence() -> None:
    documents_ = two([ONE, TWO], [A, B])
    alignment = aligned(*documents_, "11 10 01 11")
    assert [pair.id for pair in paragraph_pairs(documents_, linked(alignment))] == ["pair.a.c1.p1", "pair.a.c1.p2"]
    by_sentence = [pair.id for pair in sentence_pairs(documents_, linked(alignment))]
    assert by_sentence == ["pair.a.c1.p1", "pair.a.c1.p1.s2", "pair.b.c1.p1.s2", "pair.a.c1.p2"]


def test_single_blocks_stand_alone_but_lists_and_broken_paragraphs_together() -> None:
    item = BlockKind.LIST_ITEM
    alone = document("a", EN, [draft("One."), draft("Two"), draft("halves."), draft("x", item), draft("y", item)])
    joined = {block.id for block in alone.blocks if block.text == "halves."}
    assert shape(single_pairs(alone, joined)) == ["One.", "Two/halves.", "x/y"]


@pytest.mark.parametrize("make", [paragraph_pairs, sentence_pairs])
def test_an_alignment_that_leaves_a_sentence_out_is_refused(make: Make) -> None:
    source, target = two([ONE], [B])
    ids = [segment.id for segment in source.segments]
    with pytest.raises(BadData) as error:
        make((source, target), [((ids[0],), (target.segments[0].id,))])
    assert str(error.value) == "Segment a.c1.p1.s2 is in no bead; every segment must be in one."


@st.composite
def bitexts(draw: st.DrawFn) -> tuple[Document, Document, Alignment]:
    source, target = draw(documents("zh", "zh-Hans")), draw(documents("en", "en"))
    return source, target, draw(alignments(source, target))


def blocks_of(document_: Document) -> list[tuple[str, str]]:
    return [(block.id, block.text) for block in document_.blocks]


def told(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """Blocks with the text that the pieces have of them."""
    texts: dict[str, str] = {}
    for piece in pieces:
        texts[piece.block.id] = texts.get(piece.block.id, "") + text_of(piece)
    return list(texts.items())


@_PATIENT
@given(bitexts(), st.sampled_from([paragraph_pairs, sentence_pairs]))
def test_every_block_stands_once_and_in_order(bitext: tuple[Document, Document, Alignment], make: Make) -> None:
    *documents_, alignment = bitext
    pairs = make(documents_, linked(alignment))
    for place, document_ in enumerate(documents_):
        assert told([piece for pair in pairs for piece in pair.sides[place]]) == blocks_of(document_)
    assert len({pair.id for pair in pairs}) == len(pairs)


def _is_plain(block: Block) -> bool:
    return block.kind is not BlockKind.HEADING


@_PATIENT
@given(bitexts())
def test_no_bead_leaves_its_pair_unless_headings_part_it(bitext: tuple[Document, Document, Alignment]) -> None:
    pairs = paragraph_pairs(bitext[:2], linked(bitext[2]))
    pair_of = {s.id: number for number, pair in enumerate(pairs) for piece in pair.pieces for s in piece.segments}
    blocks = {s.id: block for side in bitext[:2] for block in side.blocks for s in block.segments}
    for bead in bitext[2].beads:
        ids = (*bead.source, *bead.target)
        places = sorted({pair_of[id_] for id_ in ids})
        between = [piece.block for pair in pairs[places[0] : places[-1] + 1] for piece in pair.pieces]
        assert len(places) == 1 or not all(map(_is_plain, between)), [blocks[id_].text for id_ in ids]


@_PATIENT
@given(bitexts())
def test_pairs_are_as_small_as_can_be(bitext: tuple[Document, Document, Alignment]) -> None:
    """Between two plain pairs that follow each other, both sides can be cut without cutting a bead or a block."""
    source, target, alignment = bitext
    if any(not _is_plain(block) for side in (source, target) for block in side.blocks):
        return
    for pair in paragraph_pairs((source, target), linked(alignment)):
        order = [{s.id for s in piece.segments} for piece in pair.pieces]
        here, there = map(len, pair.sides)
        for cut in range(1, here):
            for other in range(there + 1):
                left = set().union(*order[:cut], *order[here : here + other])
                right = set().union(*order[cut:here], *order[here + other :])
                crossing = (
                    b for b in alignment.beads if left & {*b.source, *b.target} and right & {*b.source, *b.target}
                )
                assert next(crossing, None), "the pair could have been cut"


@_PATIENT
@given(documents())
def test_single_pairs_hold_the_whole_document(alone: Document) -> None:
    pairs = single_pairs(alone)
    assert told([piece for pair in pairs for piece in pair.pieces]) == blocks_of(alone)
    assert all(len(a.pieces) == 1 or a.pieces[0].block.kind is a.pieces[1].block.kind for a, _ in pairwise(pairs))

"""Beads that a person has confirmed come out unchanged, whatever they are; the rest is aligned between them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import CONFIRMED, align, realigned
from aligner.encoders import encoder_named
from bitext.alignments import Alignment, Bead, State
from bitext.documents import BlockKind, Document, DocumentId, SegmentId
from bitext.drafts import Draft, Drafted, number
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span

ENCODER = encoder_named("none")
WORDS = ("snow", "chimney", "road", "window", "father", "coat", "bridge", "cart", "mother", "street")


def document(id_: str, sentences: Sequence[str], *, headings: Sequence[int] = ()) -> Document:
    """Each sentence a paragraph; those whose numbers are given are headings of chapters."""
    drafts = tuple(
        Draft(
            text=text,
            kind=BlockKind.HEADING if place in headings else BlockKind.PARAGRAPH,
            level=int(place in headings),
            segments=(Span(0, len(text)),),
        )
        for place, text in enumerate(sentences)
    )
    return number(Drafted(blocks=drafts), DocumentId(id_), LanguageTag("en"))


def sentences(count: int) -> list[str]:
    return [f"The {WORDS[n % 10]} of {n * 7} {WORDS[(n * 3 + 1) % 10]}." for n in range(count)]


def beads(source: Document, target: Document, types: Sequence[tuple[int, int]]) -> list[Bead]:
    """Beads of these types from the start of both texts on."""
    found = []
    i = j = 0
    for a, b in types:
        here, there = source.segments[i : i + a], target.segments[j : j + b]
        i, j = i + a, j + b
        found.append(Bead(source=tuple(s.id for s in here), target=tuple(s.id for s in there), probability=0.3))
    return found


TYPES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=9)


@settings(max_examples=25, deadline=None)
@given(TYPES, st.data())
def test_confirmed_beads_come_out_unchanged_whatever_they_are(
    types: list[tuple[int, int]], data: st.DataObject
) -> None:
    source = document("a", sentences(sum(a for a, _ in types)))
    target = document("b", sentences(sum(b for _, b in types))[::-1])
    states = data.draw(st.lists(st.sampled_from(State), min_size=len(types), max_size=len(types)))
    old = [replace(bead, state=state) for bead, state in zip(beads(source, target, types), states, strict=True)]
    before = Alignment.covering(source, target, old)
    after = realigned(before, source, target, encoder=ENCODER)  # which checks that every segment is in one bead
    confirmed, kept = ([bead for bead in beads_ if bead.state in CONFIRMED] for beads_ in (old, after.beads))
    assert sorted(kept, key=repr) == sorted(confirmed, key=repr)  # null beads of the two sides may change places


@pytest.mark.parametrize("limit", [16, 1000])
def test_null_beads_stay_in_texts_of_several_windows(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.sentences._WINDOW", limit)
    monkeypatch.setattr("aligner.sentences._SLACK", 4)
    monkeypatch.setattr("aligner.sentences._UNSETTLED", 4, raising=False)
    source, target = document("a", sentences(40)), document("b", sentences(40))
    ids = [segment.id for segment in source.segments], [segment.id for segment in target.segments]
    anchors = [
        Bead(source=tuple(ids[0][10:12]), target=(), state=State.REVIEWED),
        Bead(source=(), target=tuple(ids[1][30:33]), state=State.FINAL, note="added"),
    ]
    found = align(source, target, encoder=ENCODER, anchors=anchors)
    assert [bead for bead in found.beads if bead in anchors] == anchors
    assert found.bead_of[ids[0][20]].target == (ids[1][20],)


def test_a_null_bead_may_reach_across_the_start_of_a_chapter() -> None:
    lines = ["Chapter 1", *sentences(6), "Chapter 2", *sentences(12)[6:]]
    source, target = document("a", lines, headings=(0, 7)), document("b", lines, headings=(0, 7))
    anchor = Bead(source=tuple(segment.id for segment in source.segments[6:9]), target=(), state=State.REVIEWED)
    assert anchor in align(source, target, encoder=ENCODER, anchors=[anchor]).beads


def test_an_alignment_without_confirmed_beads_is_aligned_anew() -> None:
    source, target = document("a", sentences(8)), document("b", sentences(8))
    before = Alignment.covering(source, target, beads(source, target, [(3, 3), (3, 3), (2, 2)]))
    assert realigned(before, source, target, encoder=ENCODER) == align(source, target, encoder=ENCODER)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (([1], [1]), "The anchors (a.c1.p2.s1 a.c1.p3.s1 = ) and (a.c1.p2.s1 = b.c1.p2.s1) overlap or cross"),
        (([2, 3], []), "The anchors (a.c1.p2.s1 a.c1.p3.s1 = ) and (a.c1.p3.s1 a.c1.p4.s1 = ) overlap or cross"),
        (([7], []), "An anchor names the segment a.c1.p8.s1, which is not in the document."),
    ],
)
def test_anchors_that_contradict_are_refused(second: tuple[list[int], list[int]], message: str) -> None:
    source, target = document("a", sentences(5)), document("b", sentences(5))

    def bead(here: list[int], there: list[int]) -> Bead:
        return Bead(
            source=tuple(SegmentId(f"a.c1.p{n + 1}.s1") for n in here),
            target=tuple(SegmentId(f"b.c1.p{n + 1}.s1") for n in there),
        )

    with pytest.raises(BadData) as caught:
        align(source, target, encoder=ENCODER, anchors=[bead([1, 2], []), bead(*second)])
    assert str(caught.value).startswith(message)

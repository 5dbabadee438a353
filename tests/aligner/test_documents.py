"""Whole documents: everything is covered, anchors stay, chapters answer each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import align
from aligner.chapters import chapter_cuts
from aligner.use import UseEncoder
from bitext.alignments import Bead
from bitext.documents import BlockKind, Document, DocumentId, SegmentId
from bitext.drafts import Draft, Drafted, number
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span

CHINESE = [
    "冶炼厂的烟囱倒下的那天早上下着雪。",
    "我父亲站在窗前，一句话也没有说。",
    "他把烟掐灭，穿上大衣，出了门。",
    "街上没有人。",
    "只有卖豆腐的推着车从桥那边过来。",
    "“你爸去哪儿了？”母亲问我。",
    "我说不知道。",
]
ENGLISH = [
    "It was snowing on the morning the smelter's chimneys came down.",
    "My father stood at the window and did not say a word.",
    "He put out his cigarette.",
    "Then he put on his coat and went out.",
    "There was nobody in the street but the tofu seller, pushing his cart over the bridge.",
    "“Where has your father gone?” my mother asked me.",
    "I said I did not know.",
]


USE = UseEncoder()


@pytest.fixture
def use() -> UseEncoder:
    return USE


def document(id_: str, language: str, *chapters: list[str], headings: tuple[str, ...] = ()) -> Document:
    """Each chapter one paragraph of the sentences given; with headings, one for each chapter."""
    tag = LanguageTag(language)
    blocks = []
    for position, sentences in enumerate(chapters):
        if headings:
            text = headings[position]
            blocks.append(Draft(text=text, kind=BlockKind.HEADING, level=1, segments=(Span(0, len(text)),)))
        text, spans = "", []
        for sentence in sentences:
            text += tag.joiner if text else ""
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence
        blocks.append(Draft(text=text, segments=tuple(spans)))
    return number(Drafted(blocks=tuple(blocks)), DocumentId(id_), tag)


def beads(alignment_beads: tuple[Bead, ...]) -> list[tuple[list[int], list[int]]]:
    """Beads by the number at the end of each segment's id."""

    def last(ids: tuple[SegmentId, ...]) -> list[int]:
        return [int(id_.rpartition("s")[2]) for id_ in ids]

    return [(last(bead.source), last(bead.target)) for bead in alignment_beads]


def test_a_story_is_aligned(use: UseEncoder) -> None:
    found = align(document("zh", "zh-Hans", CHINESE), document("en", "en", ENGLISH), encoder=use)
    assert beads(found.beads) == [([1], [1]), ([2], [2]), ([3], [3, 4]), ([4, 5], [5]), ([6], [6]), ([7], [7])]
    assert all(0 < bead.probability <= 1 for bead in found.beads)


def test_an_anchor_comes_out_unchanged(use: UseEncoder) -> None:
    source, target = document("zh", "zh-Hans", CHINESE), document("en", "en", ENGLISH)
    ids = [s.id for s in source.segments], [s.id for s in target.segments]
    anchor = Bead(source=(ids[0][3],), target=(ids[1][4],), probability=1.0, note="by hand")
    found = align(source, target, encoder=use, anchors=[anchor])
    assert anchor in found.beads
    assert found.bead_of[ids[0][0]].target == (ids[1][0],)


@pytest.mark.parametrize(
    ("source_numbers", "target_numbers", "message"),
    [
        ((0, 2), (0,), "The segments zh.c1.p1.s1, zh.c1.p1.s3 of an anchor do not follow each other."),
    ],
)
def test_an_impossible_anchor_is_refused(
    use: UseEncoder, source_numbers: tuple[int, ...], target_numbers: tuple[int, ...], message: str
) -> None:
    source, target = document("zh", "zh-Hans", CHINESE), document("en", "en", ENGLISH)
    anchor = Bead(
        source=tuple(source.segments[n].id for n in source_numbers),
        target=tuple(target.segments[n].id for n in target_numbers),
    )
    with pytest.raises(BadData, match=message):
        align(source, target, encoder=use, anchors=[anchor])


def test_anchors_that_cross_are_refused(use: UseEncoder) -> None:
    source, target = document("zh", "zh-Hans", CHINESE), document("en", "en", ENGLISH)
    a, b = source.segments, target.segments
    anchors = [Bead(source=(a[1].id,), target=(b[5].id,)), Bead(source=(a[5].id,), target=(b[1].id,))]
    with pytest.raises(BadData, match="overlap or cross; take one of them out"):
        align(source, target, encoder=use, anchors=anchors)


def test_a_chapter_that_one_side_lacks_stays_by_itself(use: UseEncoder) -> None:
    source = document("zh", "zh-Hans", CHINESE, CHINESE[::-1], CHINESE, headings=("第一章", "第二章", "第三章"))
    target = document("en", "en", ENGLISH, ENGLISH, headings=("Chapter One", "Chapter Three"))
    found = align(source, target, encoder=use)
    lacking = [bead for bead in found.beads if any(id_.startswith("zh.c2.") for id_ in bead.source)]
    assert len(lacking) == len(CHINESE) + 1
    assert all(bead.type == (1, 0) for bead in lacking)
    assert found.bead_of[source.segments[-1].id].target == (target.segments[-1].id,)


def test_chapters_whose_numbers_contradict_the_text_are_not_believed() -> None:
    source = document("zh", "zh-Hans", *[CHINESE] * 12, headings=tuple(f"第{n}章" for n in range(1, 13)))
    target = document("en", "en", *[ENGLISH] * 12, headings=tuple(f"Chapter {n}" for n in range(1, 13)))
    n, m = len(source.segments), len(target.segments)
    assert len(chapter_cuts(source, target, lambda: [(0, 0), (n, m)])) == 12
    shifted = [(0, 0), (0, 40), (n - 40, m), (n, m)]
    assert all(i > n - 40 for i, _ in chapter_cuts(source, target, lambda: shifted))


def test_one_side_without_text_is_all_null_beads(use: UseEncoder) -> None:
    found = align(document("zh", "zh-Hans", CHINESE), document("en", "en"), encoder=use)
    assert [bead.type for bead in found.beads] == [(1, 0)] * len(CHINESE)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(CHINESE), max_size=9),
    st.lists(st.sampled_from(ENGLISH), max_size=9),
)
def test_every_segment_is_in_one_bead(here: list[str], there: list[str]) -> None:
    source = document("zh", "zh-Hans", here) if here else document("zh", "zh-Hans")
    target = document("en", "en", there) if there else document("en", "en")
    found = align(source, target, encoder=USE)  # `covering` refuses anything else
    assert sum(len(bead.source) for bead in found.beads) == len(here)


def test_texts_longer_than_a_window_are_joined_from_several(use: UseEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    days = range(11, 17)
    here = [f"{day}日，{sentence}" for day in days for sentence in CHINESE]
    there = [f"On the {day}th: {sentence}" for day in days for sentence in ENGLISH]
    source, target = document("zh", "zh-Hans", here), document("en", "en", there)
    whole = align(source, target, encoder=use)
    monkeypatch.setattr("aligner.sentences._WINDOW", 20)
    monkeypatch.setattr("aligner.sentences._SLACK", 6)
    monkeypatch.setattr("aligner.sentences._UNSETTLED", 4)
    cut = align(source, target, encoder=use)
    links = [{(bead.source, bead.target) for bead in alignment.beads} for alignment in (whole, cut)]
    assert len(links[0] & links[1]) > len(links[0]) * 0.9

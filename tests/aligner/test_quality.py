"""Whether an alignment may be believed: pairs that answer each other, or not, that are backwards, that lack much."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from aligner import align
from aligner.encoders import Encoder, encoder_named
from aligner.quality import LONG_RUN, Doubt, DoubtKind, Quality, quality
from bitext.alignments import Alignment, Bead
from bitext.documents import BlockKind, Document, DocumentId
from bitext.drafts import Draft, Drafted, number
from bitext.languages import LanguageTag
from bitext.spans import Span
from pipeline.reading import Input, read_document

ENCODER = encoder_named("none")

PLACES = ("London", "Paris", "Berlin", "Madrid", "Lisbon", "Vienna", "Prague", "Warsaw", "Oslo", "Rome")
ENGLISH = [
    f"In {1900 + n} the {n * 3}rd train from {PLACES[n % 10]} reached {PLACES[(n + 3) % 10]}." for n in range(60)
]
GERMAN = [
    f"Im Jahr {1900 + n} erreichte der {n * 3}. Zug aus {PLACES[n % 10]} schließlich {PLACES[(n + 3) % 10]}."
    for n in range(60)
]
OTHER = [f"Der Hund schlief unter Tisch {chr(97 + n % 26)}, und niemand weckte ihn{'!' * (n % 3)}." for n in range(60)]


def document(id_: str, language: str, *chapters: Sequence[str], heads: Sequence[str] = (), size: int = 1) -> Document:
    """Chapters with headings, where these are given; `size` sentences make a paragraph."""
    drafts = []
    for count, sentences in enumerate(chapters):
        if heads:
            text = heads[count]
            drafts.append(Draft(text=text, kind=BlockKind.HEADING, level=1, segments=(Span(0, len(text)),)))
        for start in range(0, len(sentences), size):
            group = sentences[start : start + size]
            ends = [0]
            for sentence in group:
                ends.append(ends[-1] + len(sentence) + 1)
            spans = tuple(Span(a, b - 1) for a, b in pairwise(ends))
            drafts.append(Draft(text=" ".join(group), segments=spans))
    return number(Drafted(blocks=tuple(drafts)), DocumentId(id_), LanguageTag(language))


def found(source: Document, target: Document, encoder: Encoder = ENCODER) -> Quality:
    return quality(align(source, target, encoder=encoder), source, target, encoder=encoder)


def kinds(doubts: Sequence[Doubt]) -> list[DoubtKind]:
    return [doubt.kind for doubt in doubts]


@pytest.mark.parametrize("size", [1, 4])
def test_texts_that_answer_each_other(size: int) -> None:
    result = found(document("en", "en", ENGLISH, size=size), document("de", "de", GERMAN, size=size))
    assert result.doubts == ()
    assert result.score > 0.8
    assert result.crossings == ()


def test_a_target_that_is_backwards() -> None:
    backwards = document("de", "de", GERMAN[::-1])
    result = found(document("en", "en", ENGLISH), backwards)
    assert kinds(result.doubts) == [DoubtKind.REVERSED]
    assert result.doubts[0].message == (
        "de looks like a translation of en in reverse order; put its sentences in the order of the original."
    )


STORY = Path(__file__).parents[2] / "examples" / "chimney"


def story(language: str) -> list[list[str]]:
    """The sentences of the example, by paragraph."""
    given = Input(data=(STORY / f"{language}.txt").read_bytes(), name=language, language=LanguageTag(language))
    read = read_document(given, DocumentId(language)).document
    return [[segment.text for segment in block.segments] for block in read.blocks]


def flat(paragraphs: Sequence[Sequence[str]]) -> list[str]:
    return [sentence for paragraph in paragraphs for sentence in paragraph]


@pytest.fixture(scope="module")
def use() -> Encoder:
    return encoder_named("use")


def test_texts_that_have_nothing_to_do_with_each_other(use: Encoder) -> None:
    result = found(document("en", "en", flat(story("en"))), document("de", "de", OTHER), use)
    assert kinds(result.doubts) == [DoubtKind.UNRELATED]
    assert result.score < 0.4
    assert result.doubts[0].message == (
        "these two texts hardly answer each other: de does not look like a translation of en "
        f"(score {result.score:.2f}); see that they are the same work and the same chapters."
    )


def test_a_story_whose_paragraphs_are_backwards(use: Encoder) -> None:
    source, target = document("en", "en", flat(story("en"))), document("de", "de", *story("de")[::-1], size=99)
    assert kinds(found(source, target, use).doubts) == [DoubtKind.REVERSED]


def test_a_story_that_answers_itself_but_for_a_passage(use: Encoder) -> None:
    here, there = flat(story("en")), flat(story("de"))
    source = document("en", "en", here)
    assert found(source, document("de", "de", there), use).doubts == ()
    (doubt,) = found(source, document("de", "de", there[:40] + there[70:]), use).doubts
    assert doubt.kind in {DoubtKind.RUN, DoubtKind.SCANT}
    assert doubt.document == "en"
    places = [source.segments.index(source.segment_by_id[id_]) for id_ in doubt.segments]
    assert 30 <= places[0] <= 45
    assert 60 <= places[-1] <= 80


def test_a_passage_that_is_squeezed_into_a_few_sentences() -> None:
    source, target = document("en", "en", ENGLISH[:24]), document("de", "de", GERMAN[:14])
    here, there = ([segment.id for segment in side.segments] for side in (source, target))
    squeezed = [Bead(source=tuple(here[n : n + 8]), target=(there[n // 8],), probability=0.1) for n in (0, 8)]
    rest = [Bead(source=(here[16 + n],), target=(there[2 + n],), probability=0.9) for n in range(8)]
    last = Bead(source=(), target=tuple(there[10:]))
    (doubt,) = quality(Alignment.covering(source, target, [*squeezed, *rest, last]), source, target).doubts
    assert doubt.segments == tuple(here[:16])
    assert doubt.message == (
        "some 13 of 16 sentences of en have hardly a counterpart: “In 1900 the 0rd train from London reache…” "
        "(en.c1.p1.s1 to en.c1.p16.s1)."
    )


def one_to_one(source: Document, target: Document, skipped: range, side: int = 0) -> Alignment:
    """Sentences one to one, but for some of one side that have no counterpart."""
    sides = [iter([segment.id for segment in text.segments]) for text in (source, target)]
    beads = []
    for place in range(len((source, target)[side].segments)):
        ids = [() if place in skipped and other != side else (next(sides[other]),) for other in (0, 1)]
        beads.append(Bead(source=ids[0], target=ids[1], probability=0.9))
    return Alignment.covering(source, target, beads)


@pytest.mark.parametrize(("count", "doubts"), [(LONG_RUN - 1, []), (LONG_RUN, [DoubtKind.RUN])])
@pytest.mark.parametrize("side", [0, 1])
def test_a_run_is_long_from_ten_sentences_on(count: int, doubts: list[DoubtKind], side: int) -> None:
    texts = [ENGLISH[:40], ENGLISH[: 40 - count]]
    source, target = (document(id_, "en", texts[number ^ side]) for number, id_ in enumerate(("a", "b")))
    assert kinds(quality(one_to_one(source, target, range(5, 5 + count), side), source, target).doubts) == doubts


def test_a_chapter_without_counterpart_is_told_by_its_first_words() -> None:
    heads = ("One", "Two", "Three")
    source = document("en", "en", ENGLISH[:8], ENGLISH[8:14], ENGLISH[14:30], heads=heads)
    target = document("de", "de", GERMAN[:8], GERMAN[14:30], heads=heads[:2])
    result = quality(one_to_one(source, target, range(9, 16)), source, target)
    assert [doubt.message for doubt in result.doubts] == [
        "a whole chapter of en has no counterpart: “Two” (en.c2.p1.s1 to en.c2.p7.s1, 7 sentences)."
    ]


def test_beads_that_cross_a_paragraph_on_one_side_only() -> None:
    source, target = document("en", "en", ENGLISH[:4]), document("de", "de", GERMAN[:3], size=2)
    here, there = ([segment.id for segment in side.segments] for side in (source, target))
    beads = [
        Bead(source=(here[0], here[1]), target=(there[0],)),  # two paragraphs, one
        Bead(source=(here[2], here[3]), target=(there[1], there[2])),  # two, two
    ]
    assert quality(Alignment.covering(source, target, beads), source, target).crossings == (beads[0],)


@pytest.mark.parametrize(("here", "there"), [(ENGLISH[:3], []), ([], GERMAN[:3]), ([], [])])
def test_an_empty_side(here: list[str], there: list[str]) -> None:
    source, target = document("en", "en", here), document("de", "de", there)
    result = found(source, target)
    lacking = "de" if here else "en"
    assert [(doubt.kind, doubt.message) for doubt in result.doubts] == [
        (DoubtKind.EMPTY, f"{lacking} has no sentences, so nothing of the other text has a counterpart.")
    ]
    assert result.score == 0


def test_one_sentence_on_each_side() -> None:
    result = found(document("en", "en", ENGLISH[:1]), document("de", "de", GERMAN[:1]))
    assert result.doubts == ()
    assert 0 <= result.score <= 1


def test_the_same_document_twice() -> None:
    source, target = document("a", "en", ENGLISH), document("b", "en", ENGLISH)
    assert {bead.type for bead in align(source, target, encoder=ENCODER).beads} == {(1, 1)}
    assert found(source, target).doubts == ()

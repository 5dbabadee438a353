"""Joining alignments that share a document: examples, and the laws that hold for any of them."""

from collections.abc import Sequence
from itertools import chain
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.alignments import Alignment, Bead, State
from bitext.articles import Localized
from bitext.documents import Document, DocumentId, SegmentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition, Metadata
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.versions import Joint, joined, joints, pivots, versions_of
from tests.strategies import beads

LANGUAGES = ("zh-Hans", "en", "de", "fr")
PIVOT = DocumentId("v0")


def document(place: int, size: int) -> Document:
    """A text of `size` sentences."""
    words = [f"{place}.{n}" for n in range(size)]
    drafts = (Draft(text=word, segments=(Span(0, len(word)),)) for word in words)
    return number(Drafted(blocks=tuple(drafts)), DocumentId(f"v{place}"), LanguageTag(LANGUAGES[place]))


def edition(documents: Sequence[Document], alignments: Sequence[Alignment]) -> Edition:
    metadata = Metadata(name="versions", titles=(Localized("Versions", LanguageTag("en")),))
    return Edition(metadata=metadata, documents=tuple(documents), alignments=tuple(alignments))


def ids(document_: Document) -> list[SegmentId]:
    return [segment.id for segment in document_.segments]


@st.composite
def editions(draw: st.DrawFn, versions: int = 0) -> Edition:
    """A pivot and one to three translations, aligned at random."""
    count = versions or draw(st.integers(1, 3))
    documents = [document(place, draw(st.integers(0, 6))) for place in range(count + 1)]
    pivot, *others = documents
    alignments = [Alignment.covering(pivot, other, draw(beads(ids(pivot), ids(other)))) for other in others]
    return edition(documents, alignments)


def cut(text: str, place: int) -> Alignment:
    """Beads written as `zh=en` with the numbers of the sentences: `12=1 3= =2`."""
    sides = [bead.split("=") for bead in text.split()]
    target = DocumentId(f"v{place}")
    made = (Bead(source=tuple(_ids(0, m)), target=tuple(_ids(place, n))) for m, n in sides)
    return Alignment(source=PIVOT, target=target, beads=tuple(made))


def _ids(place: int, digits: str) -> list[SegmentId]:
    return [SegmentId(f"v{place}.c1.p{digit}.s1") for digit in digits]


def shape(found: Sequence[Joint]) -> str:
    """The units as they are written for `cut`."""
    return " ".join("=".join("".join(id_.split(".")[2][1:] for id_ in side) for side in joint.sides) for joint in found)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("1=1 2=2", "1=1 2=2", "1=1=1 2=2=2", id="both alike"),
        pytest.param("12=1 3=2", "1=1 2=2 3=3", "12=1=12 3=2=3", id="one joins two"),
        pytest.param("12=1 3=2", "1=1 23=2", "123=12=12", id="cut differently: 2-1 and 1-1, 1-1 and 2-1"),
        pytest.param("1=12 2=3", "12=1", "12=123=1", id="1-2 in one, 2-1 in the other"),
        pytest.param("1=1 2=", "1= 2=1", "1=1= 2==1", id="an omission of each stays an omission"),
        pytest.param("1= 2=1", "1= 2=1", "1== 2=1=1", id="both leave the same out"),
        pytest.param("1=1 =2 2=3", "1=1 =2 2=3", "1=1=1 =2= ==2 2=3=3", id="two additions at one place stay apart"),
        pytest.param("=1 1=2", "1=1 =2", "=1= 1=2=1 ==2", id="additions at either end"),
        pytest.param("12=", "1= =1 2=", "12==1", id="what stands between two omissions stays between them"),
        pytest.param("12=1", "1=1 =2 2=3", "12=1=123", id="an addition inside what the other holds together"),
    ],
)
def test_cases(first: str, second: str, expected: str) -> None:
    assert shape(joints([cut(first, 1), cut(second, 2)])) == expected


def test_a_unit_is_as_sure_as_all_its_beads_together_and_as_far_as_the_least() -> None:
    def bead(place: int, probability: float, state: State, note: str) -> Bead:
        return Bead(
            source=tuple(_ids(0, "1")),
            target=tuple(_ids(place, "1")),
            probability=probability,
            state=state,
            note=note,
        )

    first = Alignment(source=PIVOT, target=DocumentId("v1"), beads=(bead(1, 0.5, State.FINAL, "a"),))
    second = Alignment(source=PIVOT, target=DocumentId("v2"), beads=(bead(2, 0.25, State.REVIEWED, "b"),))
    third = Alignment(source=PIVOT, target=DocumentId("v3"), beads=(bead(3, 1.0, State.FINAL, "a"),))
    (joint,) = joints([first, second, third])
    assert (joint.probability, joint.state, joint.note) == (0.125, State.REVIEWED, "a; b")


def test_neighbours_in_one_alignment_are_right_or_wrong_together() -> None:
    def bead(source: str, place: int, target: str, probability: float) -> Bead:
        return Bead(source=tuple(_ids(0, source)), target=tuple(_ids(place, target)), probability=probability)

    first = Alignment(source=PIVOT, target=DocumentId("v1"), beads=(bead("1", 1, "1", 0.5), bead("2", 1, "2", 0.8)))
    second = Alignment(source=PIVOT, target=DocumentId("v2"), beads=(bead("12", 2, "1", 0.5),))
    (joint,) = joints([first, second])
    assert joint.probability == 0.25


def test_a_unit_has_a_variant_for_each_version_also_where_it_is_empty() -> None:
    documents = [document(place, 2) for place in range(3)]
    made = edition(documents, [cut("1=1 2=2", 1), cut("1=12 2=", 2)])
    units = joined(made, PIVOT)
    assert [unit.id for unit in units] == ["v0-v1-v2.1", "v0-v1-v2.2"]
    assert [[v.text for v in unit.variants] for unit in units] == [["0.0", "1.0", "2.0 2.1"], ["0.1", "1.1", ""]]
    assert [v.language for v in units[1].variants] == ["zh-Hans", "en", "de"]


def test_there_is_nothing_to_join() -> None:
    assert joints([]) == ()
    assert pivots(edition([document(0, 2)], [])) == ()


def test_alignments_without_a_common_source() -> None:
    other = Alignment(source=DocumentId("v1"), target=DocumentId("v2"), beads=())
    with pytest.raises(BadData) as caught:
        joints([cut("1=1", 1), other])
    assert str(caught.value) == (
        "The alignments of v0 with v1 and of v1 with v2 have no source in common, so they cannot be joined."
    )


def test_alignments_of_other_sentences() -> None:
    with pytest.raises(BadData) as caught:
        joints([cut("1=1 2=2", 1), cut("1=1", 2)])
    assert str(caught.value) == (
        "The alignments of v0 with v1 and with v2 are not of the same sentences, so they cannot be joined: "
        "Segment v0.c1.p2.s1 is in no bead; every segment must be in one."
    )


def test_one_pair_twice() -> None:
    documents = [document(place, 1) for place in range(2)]
    with pytest.raises(BadData) as caught:
        edition(documents, [cut("1=1", 1), cut("1=", 1)])
    assert str(caught.value) == "Two alignments are of 'v0' with 'v1'; leave one out."


def test_a_document_with_itself() -> None:
    with pytest.raises(BadData) as caught:
        edition([document(0, 1)], [Alignment(source=PIVOT, target=PIVOT, beads=())])
    assert str(caught.value) == "'v0' is aligned with itself; source and target are two documents."


# --- laws ----------------------------------------------------------------------------------------------------------

LAW = settings(max_examples=300, deadline=None)


@given(editions())
@LAW
def test_every_sentence_is_in_one_unit_and_in_order(made: Edition) -> None:
    sides = [joint.sides for joint in joints(versions_of(made, PIVOT))]
    for place, document_ in enumerate(made.documents):
        assert list(chain.from_iterable(side[place] for side in sides)) == ids(document_)


@given(editions())
@LAW
def test_every_bead_is_in_one_unit(made: Edition) -> None:
    found = joints(versions_of(made, PIVOT))
    for place, alignment in enumerate(versions_of(made, PIVOT)):
        assert list(chain.from_iterable(joint.beads[place] for joint in found)) == list(alignment.beads)


@given(editions(versions=1))
@LAW
def test_of_two_texts_the_units_are_the_beads(made: Edition) -> None:
    (alignment,) = made.alignments
    assert joined(made, PIVOT) == tuple(made.units(alignment))


@given(editions(), st.randoms(use_true_random=False))
@LAW
def test_the_order_of_the_alignments_does_not_matter(made: Edition, random: Random) -> None:
    shuffled = list(made.alignments)
    random.shuffle(shuffled)
    assert joined(edition(made.documents, shuffled), PIVOT) == joined(made, PIVOT)


@given(editions(versions=3))
@LAW
def test_another_version_splits_no_unit_and_changes_no_bead(made: Edition) -> None:
    two, three = joints(made.alignments[:2]), joints(made.alignments)
    held = {bead: joint for joint in three for bead in chain.from_iterable(joint.beads)}
    for joint in two:
        assert len({id(held[bead]) for bead in chain.from_iterable(joint.beads)}) == 1
    assert [b for joint in three for b in joint.beads[0]] == list(made.alignments[0].beads)


@given(editions())
@LAW
def test_units_are_as_small_as_can_be(made: Edition) -> None:
    """Against the definition: beads that share a sentence of the pivot, and then what stands between them."""
    sequences = [list(alignment.beads) for alignment in made.alignments]
    groups = {bead: {bead} for bead in chain.from_iterable(sequences)}

    def tie(together: Sequence[Bead]) -> bool:
        whole = set[Bead]().union(*(groups[bead] for bead in together))
        is_new = any(groups[bead] != whole for bead in whole)
        groups.update(dict.fromkeys(whole, whole))
        return is_new

    def within(sequence: Sequence[Bead], group: set[Bead]) -> Sequence[Bead]:
        places = [place for place, bead in enumerate(sequence) if bead in group]
        return sequence[places[0] : places[-1] + 1] if places else ()

    for id_ in ids(made.documents[0]):
        tie([alignment.bead_of[id_] for alignment in made.alignments])
    while any(tie(within(sequence, groups[bead])) for bead in groups for sequence in sequences):
        pass
    expected = {frozenset(group) for group in groups.values()}
    assert {frozenset(chain.from_iterable(joint.beads)) for joint in joints(made.alignments)} == expected

"""What is told of quotations; the passages are not those of benchmarks/fidelity.txt."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.books import Book
from aligner.counterparts import NAMES, Alignment, Compared, lone, measured, trained
from aligner.encoders import encoder_named
from aligner.fidelity import Code, Difference, differences
from aligner.units import Text, clauses
from bitext.languages import LanguageTag

ZH, EN = LanguageTag("zh"), LanguageTag("en")
STORY = [
    "陆婉清把伞收起来，靠在门边，水顺着伞尖流了一地。",
    "她问账房先生，父亲欠的钱还剩多少。",
    "先生拨了一阵算盘，说还有六十五块大洋。",
    "她从袖子里掏出一个布包，一层一层地打开，里面是母亲的镯子。",
    "先生看了看，没有接，只说等天晴了再来吧。",
    "外面的雨一直下到天黑，码头上的船都没有开。",
]
TALE = [
    "Captain Merriweather kept a parrot that could count to eleven.",
    "He had bought it in Lisbon from a blind sailor, and he swore that it had once saved his ship.",
    "When the bailiffs came they listed the table, the bed and the parrot, in that order.",
    "The parrot counted them as they went out.",
]


@pytest.fixture(scope="module")
def story() -> Book:
    return Book.read(STORY, ZH, encoder_named("use"))


@pytest.fixture(scope="module")
def tale() -> Book:
    return Book.read(TALE, EN, encoder_named("use"))


def _told(quotation: str, passage: list[str], book: Book, language: LanguageTag = EN) -> list[Difference]:
    return differences(quotation, language, passage, book)


ASKED = "She asked the bookkeeper how much of her father's debt was left."
LOOKED = "He looked at the bracelet and did not take it, but only told her to come back when the weather cleared."
SOUND = [
    (f"Lu Wanqing furled her umbrella and leaned it by the door, and the water ran from its tip. {ASKED}", 0, 2),
    ("water ran from the tip of the umbrella", 0, 1),
    ("She asked the bookkeeper how much her father still owed . . . and said sixty-five silver dollars.", 1, 3),
    (f"From her sleeve she took a bundle and undid it fold by fold: it held her mother's bracelet. {LOOKED}", 3, 5),
    ("He looked at it but did not take it; come back when the weather clears, was all he said.", 4, 5),
    ("Outside the rain came down until nightfall, and none of the boats at the quay put out.", 5, 6),
]


@pytest.mark.parametrize(("quotation", "start", "end"), SOUND)
def test_of_sound_quotations_nothing_is_told(quotation: str, start: int, end: int, story: Book) -> None:
    assert _told(quotation, STORY[start:end], story) == []


def test_a_dropped_clause_with_its_place(story: Book) -> None:
    told = _told(f"{ASKED} {LOOKED}", STORY[1:5], story)
    assert [each.code for each in told] == [Code.DROPPED]
    assert "六十五块大洋" in told[0].text
    assert told[0].other == ASKED


def test_where_an_ellipsis_stands_nothing_is_missed(story: Book) -> None:
    assert _told(f"{ASKED} […] {LOOKED}", STORY[1:5], story) == []


def test_an_ellipsis_elsewhere_hides_no_omission(story: Book) -> None:
    cut = "Lu Wanqing furled her umbrella . . . the water ran over the floor."
    told = _told(f"{cut} {ASKED} {LOOKED}", STORY[:5], story)
    assert [each.code for each in told] == [Code.DROPPED]


def test_an_added_sentence_with_its_place(story: Book) -> None:
    added = "The cathedral bells were ringing for the coronation of the king."
    told = _told(f"{ASKED} {added} He worked his abacus for a while and said sixty-five.", STORY[1:3], story)
    assert told == [Difference(Code.ADDED, added, "父亲欠的钱还剩多少。")]


def test_numbers_and_names_with_what_stands_in_their_place(story: Book) -> None:
    told = _told(
        "Lu Wanying furled her umbrella and leaned it by the door, and the water ran from its tip over the floor. The "
        "bookkeeper worked his abacus for a while and said that there were still fifty-six silver dollars.",
        [STORY[0], STORY[2]],
        story,
    )
    assert told == [
        Difference(Code.NUMBER, "fifty-six", "六十五"),
        Difference(Code.NAME, "Lu Wanying", "陆婉清"),
    ]


def test_chinese_quotations_of_an_english_book(tale: Book) -> None:
    sound = "梅里韦瑟船长养了一只鹦鹉，它会数到十一。那是他在里斯本从一个瞎眼水手那里买来的。"
    assert _told(sound, TALE[:2], tale, ZH) == []
    told = _told("沃尔辛厄姆船长养了一只鹦鹉，它会数到十五。", TALE[:1], tale, ZH)
    assert told == [
        Difference(Code.NUMBER, "十五", "eleven"),
        Difference(Code.NAME, "沃尔辛厄姆", "Merriweather"),
    ]


def test_nothing_is_told_of_nothing(story: Book) -> None:
    assert _told("", STORY[:1], story) == []
    assert _told("…", STORY[:1], story) == []
    assert _told("She left.", [], story) == []


def test_there_is_a_weight_for_every_measure() -> None:
    assert tuple(trained()) == NAMES


def _compared(quotation: str, passage: list[str], book: Book) -> Compared:
    return Compared.of(Text.of([quotation], EN), EN, Text.of(passage, ZH), book)


_WORDS = st.lists(
    st.sampled_from(("she", "asked,", "the", "umbrella;", "sixty-five", "dollars.", "Rain,", "and", "bracelet!")),
    min_size=1,
)


@settings(max_examples=30, deadline=None)
@given(_WORDS, st.integers(0, 5), st.integers(1, 3))
def test_any_two_texts_can_be_compared(words: list[str], start: int, size: int) -> None:
    book = Book.read(STORY, ZH, encoder_named("none"))
    compared = _compared(" ".join(words), STORY[start : start + size], book)
    for side in (compared, compared.turned):
        values = measured(side, Alignment.of(side))
        assert values.shape == (len(side.here), len(NAMES))
        assert np.isfinite(values).all()
        found = lone(side, 0.0)
        assert all(0 <= a.end < b.start for a, b in pairwise(found))
        assert all(each.start < each.end <= len(side.here) and each.after <= len(side.there) for each in found)


def test_the_best_alignment_is_the_same_from_both_ends_and_both_sides(story: Book) -> None:
    compared = _compared("She asked the bookkeeper; he worked his abacus for a while. It rained.", STORY[1:3], story)
    there, here = Alignment.of(compared), Alignment.of(compared.turned)
    best = there.forth[-1, -1]
    assert there.back[0, 0] == pytest.approx(best)
    assert here.forth[-1, -1] == pytest.approx(best)
    assert np.allclose(there.forth, here.forth.T)


def test_places_are_before_the_clauses_that_follow(story: Book) -> None:
    compared = _compared("She asked the bookkeeper how much of her father's debt was left.", STORY[1:3], story).turned
    assert len(compared.here) == sum(len(clauses(sentence)) for sentence in STORY[1:3])
    assert Alignment.of(compared).places[-1] == 1

"""Sentences, clauses and words as the aligner sees them."""

from hypothesis import given
from hypothesis import strategies as st

from aligner.units import Text, Words, clauses, final_class, weight
from bitext.languages import LanguageTag


@given(st.text())
def test_clauses_lose_nothing(sentence: str) -> None:
    assert "".join(clauses(sentence)) == sentence


def test_clauses_end_at_inner_punctuation() -> None:
    assert clauses("父亲把门锁上，在院子里站了很久；谁也没有说话。") == [
        "父亲把门锁上，",
        "在院子里站了很久；",
        "谁也没有说话。",
    ]


def test_a_comma_in_a_number_or_before_a_closing_mark_ends_no_clause() -> None:
    assert clauses("The smelter paid 1,250,000 yuan that year.") == ["The smelter paid 1,250,000 yuan that year."]
    assert clauses("“Wait for the whistle,” she called to them all.") == [
        "“Wait for the whistle,” she called to them all."
    ]


def test_what_is_too_short_goes_with_its_neighbour() -> None:
    assert clauses("是的，他在那里等了整整一夜。") == ["是的，他在那里等了整整一夜。"]


def test_weight_makes_characters_and_letters_comparable() -> None:
    assert weight("烟囱") == 5.2
    assert weight("tall chimney") == 11


def test_the_final_mark_is_seen_through_closing_marks() -> None:
    assert [final_class(text) for text in ("谁？”", "Who?' ", "走。", "Go on", "")] == [1, 1, 3, 0, 0]


def test_words_are_counted_by_type() -> None:
    words = Words.of([["烟囱", "高"], [], ["烟囱"]])
    assert words.types == ("烟囱", "高")
    assert words.tokens.tolist() == [0, 1, 0]
    assert words.starts.tolist() == [0, 2, 2, 3]
    assert words.totals[1] == 0
    assert words.rarity[1] > words.rarity[0]


def test_a_language_without_spaces_or_dictionary_is_taken_as_it_is_spaced() -> None:
    text = Text.of(["เขาเปิดประตู แล้วออกไป"], LanguageTag("th"))
    assert text.words.types == ("เขาเปิดประตู", "แล้วออกไป")

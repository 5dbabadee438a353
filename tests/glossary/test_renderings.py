"""How concepts are rendered."""

from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, Termbase
from glossary.association import goes_with, index_of
from glossary.checks.contract import Bilingual, Couple, Sentence
from glossary.renderings import coverage, renderings

ZH, EN = LanguageTag("zh"), LanguageTag("en")
CHIMNEY = Concept(id="c", terms=(Term(text="烟囱", language=ZH), Term(text="chimney", language=EN)))
BASE = Termbase(concepts=(CHIMNEY,))
OTHERS = [("天黑了。", f"Night fell on the {word}.") for word in "yard road river field house wall roof hill".split()]  # noqa: SIM905


def bitext(*pairs: tuple[str, str]) -> Bilingual:
    couples = (
        Couple(str(n), (Sentence(f"zh.{n}", zh),), (Sentence(f"en.{n}", en),) if en else ())
        for n, (zh, en) in enumerate(pairs, 1)
    )
    return Bilingual(tuple(couples), ZH, EN)


def told(*pairs: tuple[str, str]) -> list[tuple[str, str, int]]:
    return [(one.text, one.standing.value, one.count) for one in renderings(bitext(*pairs), BASE)]


def test_a_rendering_that_the_glossary_does_not_have_is_guessed() -> None:
    pairs = [
        ("烟囱。", "The smokestack stood."),
        ("旧烟囱。", "Old smokestacks!"),
        ("烟囱倒了。", "A smokestack fell."),
    ]
    assert told(*pairs, ("烟囱。", "Chimneys."), *OTHERS, *OTHERS) == [
        ("smokestack", "guessed", 3),
        ("chimney", "preferred", 1),
    ]


def test_nothing_is_guessed_of_one_bead_or_of_words_that_are_everywhere() -> None:
    assert told(("烟囱。", "The smokestack stood."), *OTHERS) == [("", "none", 1)]
    assert told(("烟囱。", "Night on the road."), ("烟囱。", "Night fell."), *OTHERS) == [("", "none", 2)]


def test_a_bead_without_translation_has_no_rendering() -> None:
    assert told(("烟囱。", "")) == []


def test_a_word_that_moved_to_the_next_bead() -> None:
    assert told(("烟囱。", "It was tall."), ("很高。", "The chimney stood.")) == [("chimney", "preferred", 1)]


def test_names_that_no_concept_has() -> None:
    text = bitext(("《平原》。", "He saw Zhuang Shu’s house, and Zhuang Shu."), ("他。", "I’d say I’ll go. Go on."))
    assert [(one.text, one.count) for one in coverage(text, BASE).unlisted] == [("平原", 1), ("Zhuang Shu", 2)]
    assert coverage(text, BASE).exercised == 0


def test_what_goes_with_texts_in_chinese() -> None:
    texts = ["他看见高塔", "高塔倒了", "高塔很旧", *["天黑了他走了"] * 20]
    assert goes_with([0, 1, 2], index_of(texts, ZH), len(texts)) == "高塔"

"""Candidates: names by their spelling, titles, words that go together; nothing that is known, nothing by chance."""

from bitext.languages import LanguageTag
from bitext.terms import Concept, ConceptKind, Term, Termbase, TermStatus
from glossary.checks.contract import Bilingual, Couple, Sentence
from glossary.extract import Candidate, Evidence, candidates, proposed

ZH, EN = LanguageTag("zh-Hans"), LanguageTag("en")
PAIRS = (
    ("邹冰月把炉子点着了。", "Zou Bingyue lit the stove."),
    ("冶炼厂的烟囱在冒烟。", "The smelter chimney was smoking."),
    ("邹冰月不看烟囱。", "Zou Bingyue did not look at the chimney."),
    ("炉子旁边没有人。", "There was nobody beside the stove."),
    ("他读过《平原》。", "He had read The Plain."),
    ("烟囱倒了，冶炼厂也关了。", "The chimney fell, and the smelter closed."),
    ("炉子是冷的。", "The stove was cold."),
    ("《平原》写的是什么？", "What is The Plain about?"),
    ("冶炼厂在河边。", "The smelter stood by the river."),
    ("今天下雪。", "It is snowing today."),
    ("他们都走了。", "They have all gone."),
    ("她没有回答。", "She gave no answer."),
)


def bitext(*pairs: tuple[str, str]) -> Bilingual:
    couples = tuple(
        Couple(f"b{n}", (Sentence(f"zh{n}", zh),), (Sentence(f"en{n}", en),)) for n, (zh, en) in enumerate(pairs, 1)
    )
    return Bilingual(couples, ZH, EN)


def found(*pairs: tuple[str, str], known: Termbase | None = None) -> dict[str, Candidate]:
    return {one.source: one for one in candidates(bitext(*pairs), known or Termbase(), least=2)}


def test_a_name_is_told_by_its_spelling() -> None:
    name = found(*PAIRS)["邹冰月"]
    assert (name.target, name.kind, name.evidence) == ("Zou Bingyue", ConceptKind.PERSON, Evidence.NAME)
    assert (name.both, name.of_source, name.beads, name.system) == (2, 2, ("b1", "b3"), "pinyin")


def test_words_that_stand_in_the_same_beads() -> None:
    told = found(*PAIRS)
    assert {source: told[source].target for source in ("烟囱", "炉子", "冶炼厂")} == {
        "烟囱": "chimney",
        "炉子": "stove",
        "冶炼厂": "smelter",
    }
    assert told["炉子"].evidence is Evidence.TOGETHER


def test_what_is_known_is_not_told_again() -> None:
    terms = (Term(text="烟囱", language=ZH), Term(text="chimney", language=EN))
    told = found(*PAIRS, known=Termbase(concepts=(Concept(id="c", terms=terms),)))
    assert "烟囱" not in told
    assert not any("chimney" in one.target for one in told.values())
    assert "炉子" in told


def test_words_that_meet_once_are_chance() -> None:
    assert found(*PAIRS[-3:]) == {}


def test_the_other_direction() -> None:
    turned = Bilingual(tuple(Couple(c.id, c.target, c.source) for c in bitext(*PAIRS).couples), EN, ZH)
    told = {one.source: one.target for one in candidates(turned, Termbase(), least=2)}
    assert told["Zou Bingyue"] == "邹冰月"
    assert told["stove"] == "炉子"


def test_candidates_are_proposals_with_their_evidence() -> None:
    base = proposed(candidates(bitext(*PAIRS), Termbase(), least=2), (ZH, EN))
    assert {term.status for concept in base.concepts for term in concept.terms} == {TermStatus.PROPOSED}
    name = base.by_id["c-zou-bingyue"]
    assert name.note == "spelled in pinyin; together in 2 beads, of 2 and 2"
    assert [seen.place for seen in name.attestations] == ["b1", "b3"]


def test_nothing_is_found_in_nothing() -> None:
    assert candidates(bitext(), Termbase()) == ()

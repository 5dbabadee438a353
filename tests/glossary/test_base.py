"""Term bases from articles, and several together."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.articles import Article, Localized, Place, TermPair
from bitext.documents import BlockId, DocumentId
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Term, Termbase, TermStatus
from glossary.base import merge, merged, slug, termbase_of, with_unique_ids

ZH, EN = LanguageTag("zh-Hans"), LanguageTag("en")


def term(text: str, status: TermStatus = TermStatus.PREFERRED, *, note: str = "", language: str = "") -> Term:
    return Term(
        text=text, language=LanguageTag(language or ("en" if text.isascii() else "zh-Hans")), status=status, note=note
    )


def concept(*terms: str | Term, id_: str = "", kind: ConceptKind = ConceptKind.TERM, note: str = "") -> Concept:
    values = tuple(term(t) if isinstance(t, str) else t for t in terms)
    return Concept(id=id_ or slug(values), terms=values, kind=kind, note=note)


def bases(*concepts: Concept) -> Sequence[Termbase]:
    return [Termbase(concepts=(value,)) for value in concepts]


def texts(base: Termbase) -> list[list[str]]:
    return [[f"{t.text}/{t.status}" for t in value.terms] for value in base.concepts]


def pair(source: str, target: str, block: str, *, romanized: str | None = None) -> TermPair:
    return TermPair(
        source=Localized(source, EN),
        target=Localized(target, ZH),
        kind=ConceptKind.WORK,
        place=Place(BlockId(block), Span(0, 4)),
        romanized=romanized,
    )


def article(name: str, *pairs: TermPair, derived: Sequence[TermPair] = ()) -> Article:
    return Article(document=DocumentId(name), pairs=pairs, derived_pairs=tuple(derived))


def test_the_same_pair_twice_is_one_concept_with_two_attestations() -> None:
    base = termbase_of(
        [
            article("a", pair("Moses on the Plain", "平原上的摩西", "a.p1")),
            article("b", pair("Moses on the plain", "平原上的摩西", "b.p7")),
        ]
    )
    (only,) = base.concepts
    assert only.id == "c-moses-on-the-plain"
    assert only.kind is ConceptKind.WORK
    assert only.attestations == (Attestation(place="a.p1", source="a"), Attestation(place="b.p7", source="b"))
    assert texts(base) == [["Moses on the Plain/preferred", "Moses on the plain/admitted", "平原上的摩西/preferred"]]


def test_a_romanised_title_is_a_term_too() -> None:
    base = termbase_of([article("a", pair("Moses", "摩西", "a.p1", romanized="Moxi"))])
    assert [(t.text, t.language) for t in base.concepts[0].terms] == [
        ("Moses", "en"),
        ("摩西", "zh-Hans"),
        ("Moxi", "zh-Latn"),
    ]


def test_a_derived_pair_is_a_proposal_until_it_is_printed() -> None:
    derived = pair("Shuang Xuetao", "双雪涛", "a.p1")
    assert texts(termbase_of([article("a", derived=[derived])])) == [["Shuang Xuetao/proposed", "双雪涛/proposed"]]
    both = termbase_of([article("a", derived=[derived]), article("b", derived)])
    assert texts(both) == [["Shuang Xuetao/preferred", "双雪涛/preferred"]]


def test_no_articles_give_an_empty_term_base() -> None:
    assert termbase_of([]) == Termbase()


def test_entries_are_one_concept_in_any_script_and_case() -> None:
    base = merged(
        bases(concept("钱锺书", "Qian Zhongshu"), concept(term("錢鍾書", language="zh-Hant"), "QIAN Zhongshu"))
    )
    assert texts(base) == [
        ["钱锺书/preferred", "Qian Zhongshu/preferred", "QIAN Zhongshu/admitted", "錢鍾書/preferred"],
    ]


def test_one_language_in_common_is_not_enough() -> None:
    merger = merge(
        bases(concept("于", "Yu"), concept("余", "Yu"), concept("下岗", "laid off"), concept("下岗", "off-post"))
    )
    assert [value.id for value in merger.termbase.concepts] == ["c-yu", "c-yu-2", "c-laid-off", "c-off-post"]
    assert [conflict.message for conflict in merger.conflicts] == [
        "'Yu' names c-yu and also c-yu-2.",
        "'下岗' names c-laid-off and also c-off-post.",
    ]


def test_an_entry_in_one_language_joins_the_one_that_has_its_term() -> None:
    assert texts(merged(bases(concept("烟囱", "chimney"), concept("煙囪")))) == [
        ["烟囱/preferred", "煙囪/admitted", "chimney/preferred"],
    ]


def test_two_kinds_of_thing_are_two_concepts() -> None:
    street = concept("艳粉街", "Yanfen Street", kind=ConceptKind.PLACE)
    title = concept("艳粉街", "Yanfen Street", kind=ConceptKind.WORK)
    plain = concept("艳粉街", "Yanfen Street")
    assert [value.kind for value in merged(bases(street, title)).concepts] == [ConceptKind.PLACE, ConceptKind.WORK]
    assert [value.kind for value in merged(bases(plain, street)).concepts] == [ConceptKind.PLACE]


def test_a_second_preferred_term_is_admitted_and_told() -> None:
    first = concept("下岗", "laid off", term("off-post", TermStatus.ADMITTED))
    second = concept("下岗", term("laid off", TermStatus.ADMITTED), "let go")
    merger = merge(bases(first, second))
    assert texts(merger.termbase) == [["下岗/preferred", "laid off/preferred", "off-post/admitted", "let go/admitted"]]
    assert [conflict.message for conflict in merger.conflicts] == [
        "'laid off' is preferred in one place and 'let go' in another; 'laid off' is kept as preferred.",
    ]


def test_a_forbidden_term_stays_forbidden_and_is_told() -> None:
    first = concept("下岗", "laid off", term("fired", TermStatus.FORBIDDEN))
    merger = merge(bases(first, concept("下岗", "laid off", term("fired", TermStatus.ADMITTED))))
    assert texts(merger.termbase) == [["下岗/preferred", "laid off/preferred", "fired/forbidden"]]
    assert [conflict.message for conflict in merger.conflicts] == [
        "'fired' is forbidden in one place and admitted in another; it is kept as forbidden."
    ]


def test_a_word_that_is_admitted_already_is_no_conflict() -> None:
    first = concept("烟囱", "chimney", term("yancong", TermStatus.ADMITTED))
    merger = merge(bases(first, concept("烟囱", "yancong")))
    assert texts(merger.termbase) == [["烟囱/preferred", "chimney/preferred", "yancong/admitted"]]
    assert merger.conflicts == ()


def test_a_proposal_gives_way_but_makes_no_second_preferred_term() -> None:
    proposed = concept("下岗", "laid off", term("let go", TermStatus.PROPOSED))
    merger = merge(bases(proposed, concept("下岗", "let go")))
    assert texts(merger.termbase) == [["下岗/preferred", "laid off/preferred", "let go/admitted"]]
    assert len(merger.conflicts) == 1


def test_entries_that_a_third_ties_together_are_one() -> None:
    tied = concept("下岗", "laid off", term("off-post", TermStatus.ADMITTED))
    merger = merge(bases(concept("下岗", "laid off"), concept("下岗", "off-post"), tied))
    assert texts(merger.termbase) == [["下岗/preferred", "laid off/preferred", "off-post/admitted"]]


def test_notes_languages_and_case_rules_are_kept() -> None:
    first = Concept(id="c", terms=(Term(text="烟囱", language=LanguageTag("zh"), note="n"), term("stack")), note="a")
    exact = Term(text="stack", language=EN, case=CaseRule.EXACT)
    second = Concept(id="d", terms=(term("烟囱", note="m"), exact), note="b")
    (only,) = merged(bases(first, second, second)).concepts
    assert (only.id, only.note) == ("c", "a; b")
    assert only.terms == (Term(text="烟囱", language=ZH, note="n; m"), exact)


def test_languages_stand_in_one_order() -> None:
    base = merged(bases(concept("烟囱", "chimney"), concept("snow", "雪")))
    assert [[t.language for t in value.terms] for value in base.concepts] == [[ZH, EN], [ZH, EN]]


@pytest.mark.parametrize(
    ("terms", "id_"),
    [
        (("西安", "Xi'an"), "c-xian"),
        (("吕布", term("Lü Bu", language="en")), "c-lu-bu"),
        (("1616",), "c-1616"),
        (("下岗", term("xiagang", language="zh-Latn")), "c-xiagang"),
        (("艳粉街",), "c-8273-7c89-8857"),
        (("word " * 20,), "c-word-word-word-word-word-word-word-word-word"),
        (("x" * 99,), f"c-{'x' * 48}"),
        ((term("Красный", language="ru"),), "c-41a-440-430-441-43d-44b-439"),
    ],
)
def test_ids_are_made_from_the_terms(terms: Sequence[str | Term], id_: str) -> None:
    assert concept(*terms).id == id_


def test_an_id_that_is_taken_gets_a_number() -> None:
    values = [concept("x", id_=id_) for id_ in ("c-yu", "c-yu", "c-yu-2", "c-yu")]
    assert [value.id for value in with_unique_ids(values)] == ["c-yu", "c-yu-3", "c-yu-2", "c-yu-4"]


TERMS = st.builds(
    Term,
    text=st.sampled_from(["烟囱", "煙囪", "雪", "chimney", "Chimney", "snow", "stack"]),
    language=st.sampled_from([ZH, LanguageTag("zh-Hant"), LanguageTag("zh"), EN]),
    status=st.sampled_from(TermStatus),
    note=st.sampled_from(["", "n", "m"]),
)
CONCEPTS = st.builds(
    Concept,
    id=st.sampled_from(["c-a", "c-b", "c-a-2"]),
    terms=st.lists(TERMS, min_size=1, max_size=4).map(tuple),
    kind=st.sampled_from([ConceptKind.TERM, ConceptKind.PLACE, ConceptKind.WORK]),
)
BASES = st.lists(
    st.lists(CONCEPTS, max_size=3, unique_by=lambda c: c.id).map(lambda cs: Termbase(concepts=tuple(cs))), max_size=4
)


@given(BASES)
def test_merging_loses_no_term_and_invents_none(several: list[Termbase]) -> None:
    before = {(t.language.language, t.text) for base in several for c in base.concepts for t in c.terms}
    after = {(t.language.language, t.text) for c in merged(several).concepts for t in c.terms}
    assert after == before


@given(BASES)
def test_merging_again_changes_nothing(several: list[Termbase]) -> None:
    once = merged(several)
    assert merged([once]) == once
    assert merged([once, once]) == once

"""Terms are found where they stand, and nowhere else."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.terms import CaseRule, Concept, ConceptKind, Context, Matching, Term, Termbase
from glossary.lookup import lexicon_of, named, occurrences


def base_of(terms: Iterable[str], language: str, case: CaseRule = CaseRule.AUTO) -> Termbase:
    tag = LanguageTag(language)
    return Termbase(
        concepts=tuple(
            Concept(id=f"c{number}", terms=(Term(text=text, language=tag, case=case),))
            for number, text in enumerate(terms)
        )
    )


def found(text: str, *terms: str, language: str = "zh-Hans", case: CaseRule = CaseRule.AUTO) -> list[str]:
    return [hit.span.of(text) for hit in occurrences(text, base_of(terms, language, case), language)]


# Section E: term | text | whether it is there.  The last rows are ours, so that there are 40.
ENGLISH = """
policeman|Two policemen|Y
laid-off worker|a laid-off worker|Y
laid-off worker|the laid-off workers’ wives|Y
Great Leap Forward|the great leap forward|Y
cadre|party cadres|Y
novel|a novelty shop|N
import|an important man|N
experience|an experiment|N
organization|they organize|N
building|they build|N
meeting|they meet|N
saw|He sees it|N
leaf|He left it|N
An|an apple|N
Li Fei|Li Feidong|N
Lu Xun|LU XUN|Y
Shuang Xuetao|Shuang Xuetao’s stories|Y
work unit|work-unit|Y
work unit|workunit|N
Xi'an|Xi’an|Y
Xi'an|Xian|N
Lü Bu|Lu Bu|N
Red Guard|red guards|Y
Red Guard|He guarded the red flag|N
child|children|Y
write|written|Y
bourgeoisie|bourgeois|N
Moses on the Plain|moses on the plain|Y
Moses on the Plain|Moses on the Plains|N
Moses on the Plain|“Moses on the Plain”|Y
Minister of Culture|two Ministers of Culture|Y
Minister of Culture|the Minister of Cultures|N
Gone with the Wind|Gone with the Winds|N
Wind in the Willows|The Wind in the Willow|N
turn of the screw|turns of the screws|Y
Red|a red flag|N
Red|the Red Army|Y
Shenyang|SHENYANG IN WINTER|Y
WTO|the wto|N
WTO|both WTOs|Y
cadre|Cadre and CADRE|Y
leaf|dry leaves|Y
knife|with Knives|Y
hutong|the hutongs of the city|Y
guard|they guarded it|Y
Wing|her wings|N
Wing|Wings of the dove|N
""".strip().splitlines()


@pytest.mark.parametrize("row", ENGLISH)
def test_english(row: str) -> None:
    term, text, verdict = row.split("|")
    assert bool(found(text, term, language="en")) is (verdict == "Y")


@pytest.mark.parametrize(
    ("term", "text", "wanted"),
    [
        ("laid-off workers", "a laid-off worker", ["laid-off worker"]),
        ("Red Guards", "a Red Guard and Red Guards", ["Red Guard", "Red Guards"]),
        ("big cities", "a big city", ["big city"]),
        ("to lay off", "they laid off and lay off", ["laid off", "lay off"]),
        ("the Big Leap", "the Big Leap, a big leap", ["the Big Leap", "big leap"]),
        ("wages", "a wage", []),
        ("the Third", "a third chimney", []),
        ("The Turn of the Screw", "in Turn of the Screw, of the Screws", ["Turn of the Screw"]),
    ],
)
def test_ways_to_write_an_entry(term: str, text: str, wanted: list[str]) -> None:
    assert found(text, term, language="en") == wanted


def test_titles_and_names_of_people_have_no_forms() -> None:
    title = Term(text="Moses on the Plain", language=LanguageTag("en"))
    base = Termbase(concepts=(Concept(id="c", kind=ConceptKind.WORK, terms=(title,)),))
    assert not list(occurrences("Moses on the Plains", base, "en"))
    assert list(occurrences("MOSES ON THE PLAIN", base, "en"))


def test_other_languages_have_forms_too() -> None:
    assert found("in den Häusern", "Haus", language="de", case=CaseRule.ANY) == []  # a name stays as it is
    assert found("les usines", "usine", language="fr") == ["usines"]


@pytest.mark.parametrize(
    ("text", "term", "span"),
    [
        ("Shuang Xuetao’s stories", "Shuang Xuetao", "Shuang Xuetao"),
        ("a Work-\nUnit here", "work unit", "Work-\nUnit"),
        ("他讀《平原上的摩西》。", "《平原上的摩西》", "平原上的摩西"),
        ("錢鍾書寫的", "钱钟书", "錢鍾書"),
        ("在ＷＴＯ里", "WTO", "ＷＴＯ"),
        ("拍了B 超。", "B超", "B 超"),
    ],
)
def test_the_span_points_at_the_text_as_it_is_written(text: str, term: str, span: str) -> None:
    language = "en" if term.isascii() and text[-1].isascii() else "zh-Hans"
    assert found(text, term, language=language) == [span]


def test_the_longest_term_wins() -> None:
    assert found("中国现代文学和文学", "文学", "中国现代文学", "现代") == ["中国现代文学", "文学"]


def test_the_leftmost_of_two_that_overlap_wins() -> None:
    assert found("冶炼厂长", "厂长", "冶炼厂") == ["冶炼厂"]


def test_a_longer_term_that_is_not_there_does_not_hide_a_shorter_one() -> None:
    assert found("中国现代诗", "中国现代文学", "中国") == ["中国"]
    assert found("the Red flag", "Red flag pole", "Red", language="en") == ["Red"]


def test_a_term_of_one_character_counts_only_where_it_stands_alone() -> None:
    assert found("《塔》和塔楼，宝塔。", "塔") == ["塔"]


def test_no_term_stands_across_a_space() -> None:
    assert found("他学中文 学校很远", "文学") == []


def test_a_word_that_names_two_concepts_is_found_as_both() -> None:
    hits = list(occurrences("Yu said", base_of(["Yu", "Yu"], "en"), "en"))
    assert [hit.concept for hit in hits] == ["c0", "c1"]
    assert len({hit.span for hit in hits}) == 1


@pytest.mark.parametrize(
    ("case", "text", "is_there"),
    [
        (CaseRule.EXACT, "red flag", False),
        (CaseRule.EXACT, "RED FLAG", False),
        (CaseRule.EXACT, "Red Flag", True),
        (CaseRule.ANY, "rED fLAG", True),
    ],
)
def test_the_case_rule_of_a_phrase(case: CaseRule, text: str, *, is_there: bool) -> None:
    assert bool(found(text, "Red Flag", language="en", case=case)) is is_there


def test_the_case_rule_of_a_word() -> None:
    assert found("red Red RED", "Red", language="en", case=CaseRule.EXACT) == ["Red"]
    assert found("red Red RED", "Red", language="en", case=CaseRule.ANY) == ["red", "Red", "RED"]
    assert found("red Red RED", "Red", language="en") == ["Red", "RED"]


def test_languages_are_kept_apart_and_scripts_are_not() -> None:
    terms = (("下岗", "zh-Hans"), ("xiagang", "zh-Latn-pinyin"), ("laid off", "en"))
    concept = Concept(id="c", terms=tuple(Term(text=text, language=LanguageTag(tag)) for text, tag in terms))
    base = Termbase(concepts=(concept,))
    text = "下崗 xiagang, laid off"
    spans = {tag: [hit.span.of(text) for hit in occurrences(text, base, tag)] for tag in ("zh-Hant", "zh-Latn", "en")}
    assert spans == {"zh-Hant": ["下崗"], "zh-Latn": ["xiagang"], "en": ["laid off"]}


def test_names_are_found_in_any_script() -> None:
    base = base_of(["钱锺书"], "zh-Hans")
    assert [concept.id for concept in named(base, "錢鍾書")] == ["c0"]
    assert list(named(base, "钱锺")) == []


ALPHABET = st.text("文学中国 ,a", max_size=12)


@given(ALPHABET, st.lists(ALPHABET.filter(str.strip), max_size=5))
def test_the_hits_are_the_terms_and_do_not_overlap(text: str, terms: list[str]) -> None:
    base = base_of(terms, "zh-Hans")
    hits = list(lexicon_of(base, "zh-Hans").occurrences(text))
    spans = sorted({hit.span for hit in hits})
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for hit in hits:
        assert "".join(hit.span.of(text).split()) in "".join(hit.term.text.split())


@given(st.text("文学中国", max_size=20), st.text("文学中国", min_size=2, max_size=3))
def test_a_term_that_is_in_the_text_is_found(text: str, term: str) -> None:
    assert bool(found(text, term)) is (term in text)


def found_by(text: str, *terms: Term) -> list[str]:
    base = Termbase(concepts=tuple(Concept(id=f"c{n}", terms=(term,)) for n, term in enumerate(terms)))
    return [hit.span.of(text) for hit in occurrences(text, base, terms[0].language)]


@pytest.mark.parametrize(
    ("matching", "term", "text", "wanted"),
    [
        (Matching.EXACT, "cadre", "a cadre, two cadres", ["cadre"]),
        (Matching.LEMMA, "Wing", "her wings, Wings", ["Wings"]),
        (Matching.PREFIX, "organi", "they organise an Organization’s disorganised", ["organise", "Organization’s"]),
        (Matching.PREFIX, "work uni", "work-units of the works", ["work-units"]),
        (Matching.PREFIX, "Mao", "Maoist maoism", ["Maoist"]),
        (Matching.REGEX, r"colou?rs?", "colour, color and Colors", ["colour", "color"]),
    ],
)
def test_ways_of_matching(matching: Matching, term: str, text: str, wanted: list[str]) -> None:
    assert found_by(text, Term(text=term, language=LanguageTag("en"), matching=matching)) == wanted


def test_of_an_expression_and_a_term_the_longest_wins() -> None:
    expression = Term(text="第[一二三]中学", language=LanguageTag("zh"), matching=Matching.REGEX)
    assert found_by("去第二中学上学。", Term(text="中学", language=LanguageTag("zh")), expression) == ["第二中学"]


@pytest.mark.parametrize(
    ("context", "text", "is_there"),
    [
        ("!_显", "高明显然", False),
        ("!_顯", "高明显然", False),
        ("!_显", "高明来了", True),
        ("诗人_", "诗人高明", True),
        ("诗人_", "高明", False),
        ("元代", "元代的高明", True),
        ("元代 & 明代", "明代的高明", True),
        ("元代 & !_显", "元代高明显然", False),
        ("!股票", "高明的股票", False),
    ],
)
def test_what_stands_around_a_term(context: str, text: str, *, is_there: bool) -> None:
    contexts = tuple(map(Context.parse, context.split("&")))
    term = Term(text="高明", language=LanguageTag("zh"), contexts=contexts)
    assert bool(found_by(text, term)) is is_there


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(", "'(' is no regular expression: missing ), unterminated subpattern at position 0."),
        ("a*", "'a*' would be found everywhere; write an expression that needs a character."),
    ],
)
def test_an_expression_that_is_none(text: str, message: str) -> None:
    with pytest.raises(BadData) as caught:
        Term(text=text, language=LanguageTag("en"), matching=Matching.REGEX)
    assert str(caught.value) == message

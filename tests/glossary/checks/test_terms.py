"""What the checks of terms report, and what they leave alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.languages import LanguageTag
from bitext.terms import Concept, ConceptKind, Context, Term, Termbase, TermStatus
from glossary.checks.contract import Bilingual, Confidence, Couple, Finding, Sentence, Severity
from glossary.checks.mentions import Stretch
from glossary.checks.terms import TermOptions, family

ZH, EN = LanguageTag("zh-Hans"), LanguageTag("en")


def concept(zh: str, en: str, kind: ConceptKind = ConceptKind.TERM) -> Concept:
    """Forms with semicolons between; one that begins with an exclamation mark is forbidden, with ? proposed."""
    sides = ((zh, ZH), (en, EN))
    terms = [_term(form, language) for forms, language in sides for form in forms.split(";") if form]
    return Concept(id=f"c-{terms[0].text.encode().hex()}", kind=kind, terms=tuple(terms))


def _term(form: str, language: LanguageTag) -> Term:
    status = {"!": TermStatus.FORBIDDEN, "?": TermStatus.PROPOSED}.get(form[0], TermStatus.PREFERRED)
    return Term(text=form.lstrip("!?"), language=language, status=status)


PERSON, PLACE = ConceptKind.PERSON, ConceptKind.PLACE
BASE = Termbase(
    concepts=(
        concept("烟囱", "chimney;smokestack;!stack"),
        concept("干部", "cadre"),
        concept("文学", "literature"),
        concept("中国现代文学", "modern Chinese literature"),
        concept("双雪涛", "Shuang Xuetao", PERSON),
        concept("李斐", "Li Fei", PERSON),
        concept("西安", "Xi'an", PLACE),
        concept("沈阳", "Shenyang;!Mukden", PLACE),
        concept("人民", "people"),
        concept("WTO", "WTO"),
        concept("", "!coolie"),
        concept("农民", "farmer;!peasant"),
        concept("佃农", "peasant"),
        concept("待岗", "?awaiting a post"),
        concept("王维", "Wang Wei", PERSON),
        concept("下岗工人", "laid-off worker"),
        concept("文化大革命", "Cultural Revolution"),
    )
)


def bitext(*pairs: tuple[str, str]) -> Bilingual:
    couples = (
        Couple(
            str(n),
            (Sentence(f"zh.{n}", zh),) if zh else (),
            (Sentence(f"en.{n}", en),) if en else (),
        )
        for n, (zh, en) in enumerate(pairs, 1)
    )
    return Bilingual(tuple(couples), ZH, EN)


def findings(*pairs: tuple[str, str], base: Termbase = BASE, options: TermOptions | None = None) -> list[Finding]:
    return list(family(base, options).check(bitext(*pairs)))


def codes(*pairs: tuple[str, str]) -> list[str]:
    return [f"{f.code} {f.severity}" for f in findings(*pairs)]


def told(finding: Finding) -> tuple[str, Sequence[str], Sequence[str]]:
    return finding.code, [spot.text for spot in finding.source], [spot.text for spot in finding.target]


FAULTS = [
    # what is wrong | original | translation | code, severity
    ("another word", "墙里立着三根烟囱。", "Inside the wall stood three towers.", ["V001 warning"]),
    ("left out", "老干部来了。", "The old man came.", ["V001 warning"]),
    ("forbidden", "烟囱倒了。", "The stack fell.", ["V002 error"]),
    ("a name forbidden, wherever it stands", "他走了。", "He went to Mukden.", ["V002 error"]),
    ("forbidden in any text", "他走了。", "The coolies left.", ["V002 error"]),
    ("no apostrophe", "他去西安。", "He left for Xian.", ["V003 warning"]),
    ("a letter wrong", "李斐笑了。", "Li Fie laughed.", ["V003 warning"]),
    ("a word of a phrase that was not read before", "文化大革命。", "The Cultural Storm.", ["V001 warning"]),
    ("no word", "烟囱倒了。", "The chimmey fell.", ["V003 warning"]),
    ("a word that is nearly the same", "干部来了。", "The padre came.", ["V001 warning"]),
    ("a short word wrong beside a right one", "双雪涛写小说。", "Shueng Xuetao writes fiction.", ["V003 warning"]),
    ("no slip of the pen but another word", "李斐笑了。", "Li Mao laughed.", ["V001 warning"]),
    ("another system", "双雪涛写小说。", "Shuang Hsüeh-t’ao writes fiction.", ["V003 warning"]),
    ("given name first", "双雪涛写小说。", "Xuetao Shuang writes fiction.", ["V003 warning"]),
    ("not left as it is", "中国加入WTO。", "China joined the World Trade Organization.", ["V004 error"]),
    ("no original", "教师来了。", "The cadres came.", ["V005 note"]),
    ("only proposals", "他待岗。", "He was at home.", ["V001 note"]),
    ("traditional characters", "煙囪倒了。", "The tower fell.", ["V001 warning"]),
    ("a name left out, another named", "双雪涛和李斐来了。", "Li Fei came.", ["V001 warning"]),
]


@pytest.mark.parametrize(("zh", "en", "wanted"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_faults(zh: str, en: str, wanted: list[str]) -> None:
    assert codes((zh, en)) == wanted


RIGHT = [
    ("烟囱倒了。", "The chimney fell."),
    ("三根烟囱。", "Three smokestacks."),
    ("烟囱的影子。", "The chimney’s shadow."),
    ("老干部来了。", "THE CADRES CAME."),
    ("中国现代文学史。", "A history of modern Chinese literature."),
    ("文学。", "Modern Chinese literature."),
    ("双雪涛的小说。", "Shuang Xuetao’s fiction."),
    ("他去西安。", "He left for Xi’an."),
    ("雙雪濤寫小說。", "Shuang Xuetao writes fiction."),
    ("下岗工人们。", "The laid-off workers."),
    ("中国加入WTO。", "China joined the WTO."),
    ("佃农来了。", "The peasants came."),
    ("一叠纸。", "A stack of paper."),
    ("", "The cadres came."),
    ("干部来了。", ""),
    ("没有术语。", "No term is here."),
    ("李老师来了。", "Li Fei came."),
    ("文化史。", "A history of culture."),
]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_what_is_right(zh: str, en: str) -> None:
    assert codes((zh, en)) == []


def test_a_finding_names_its_places_and_what_was_expected() -> None:
    (finding,) = findings(("烟囱旁有一根烟囱。", "A tower by a tower."))
    assert told(finding) == ("V001", ["烟囱", "烟囱"], [])
    assert [(spot.span.start, spot.span.end) for spot in finding.source] == [(0, 2), (6, 8)]
    assert finding.message == "烟囱 is not translated as chimney or smokestack."
    assert finding.expected == ("chimney", "smokestack")
    (finding,) = findings(("烟囱倒了。", "The stacks fell."))
    assert told(finding) == ("V002", ["烟囱"], ["stacks"])
    assert finding.message == "stacks is forbidden; the glossary has chimney or smokestack."
    (finding,) = findings(("他去西安。", "He left for Xian."))
    assert finding.message == "Xian is written otherwise than Xi'an in the glossary."


def test_alignment_moves_names() -> None:
    assert codes(("李斐来了。", "Somebody came."), ("她坐下。", "It was Li Fei. She sat.")) == []
    # The neighbour's word is its own.
    beads = ("烟囱倒了。", "The tower fell."), ("烟囱旧了。", "The chimney was old.")
    assert [f.couple for f in findings(*beads)] == ["1"]


def test_a_pronoun_makes_it_a_doubt() -> None:
    (finding,) = findings(("李斐笑了。", "She laughed."))
    assert (finding.code, finding.severity, finding.confidence) == ("V001", Severity.NOTE, Confidence.DOUBTFUL)
    assert [spot.text for spot in finding.target] == ["She"]
    (finding,) = findings(("李斐看着他。", "The woman looked at him."))  # his own pronoun
    assert finding.severity is Severity.WARNING


def test_who_speaks_may_be_left_out() -> None:
    (finding,) = findings(("李斐笑着问：“来吗？”", "“Coming?”"))
    assert (finding.severity, finding.hint) == (Severity.NOTE, "Who speaks may be left out.")
    (finding,) = findings(("李斐说了三句话，说：“来。”", "“Come.”"))
    assert finding.severity is Severity.WARNING


def test_the_last_word_of_a_term_may_stand_for_it_where_it_was_read_before() -> None:
    before, short = ("中国现代文学。", "Modern Chinese literature."), ("现代的下岗工人。", "The worker.")
    assert findings(before, short)[0].severity is Severity.WARNING
    (finding,) = findings(("下岗工人。", "A laid-off worker."), ("下岗工人。", "The workers."))
    assert (finding.severity, told(finding)[2]) == (Severity.NOTE, ["workers"])


def test_a_word_for_a_person_may_be_a_pronoun() -> None:
    base = Termbase(concepts=(concept("队长", "team leader"),))
    (finding,) = findings(("队长来了。", "He came."), base=base)
    assert finding.severity is Severity.NOTE


def test_a_name_is_known_without_a_kind() -> None:
    base = Termbase(
        concepts=(concept("李斐", "Li Fei"), concept("文化大革命", "Cultural Revolution;!Great Revolution"))
    )
    (finding,) = findings(("李斐笑了。", "She laughed."), base=base)
    assert (finding.severity, finding.confidence) == (Severity.NOTE, Confidence.DOUBTFUL)
    (finding,) = findings(("那时候。", "In the Great Revolution."), base=base)
    assert finding.code == "V002"


def test_a_part_of_a_name_makes_it_a_doubt() -> None:
    (finding,) = findings(("双雪涛写小说。", "Xuetao writes fiction."))
    assert (finding.code, finding.severity, told(finding)[2]) == ("V001", Severity.NOTE, ["Xuetao"])


@pytest.mark.parametrize(("zh", "en"), [("国王维护和平。", "The king kept peace."), ("换人民币。", "To change money.")])
def test_characters_of_other_words_make_it_a_doubt(zh: str, en: str) -> None:
    (finding,) = findings((zh, en))
    assert (finding.severity, finding.confidence) == (Severity.NOTE, Confidence.DOUBTFUL)
    assert finding.hint == "The characters may be parts of other words."


def test_forbidden_for_one_concept_and_allowed_for_another() -> None:
    assert codes(("农民来了。", "The peasants came.")) == ["V002 error"]
    assert codes(("农民和佃农。", "Farmers and peasants.")) == []


def test_a_forbidden_word_beside_the_right_one_is_a_doubt() -> None:
    (finding,) = findings(("烟囱旁有一叠纸。", "A stack of paper by the chimney."))
    assert (finding.code, finding.confidence) == ("V002", Confidence.DOUBTFUL)


def test_a_name_may_be_repeated_where_the_original_has_nothing() -> None:
    assert codes(("李斐来了。", "Li Fei came."), ("坐下了。", "Li Fei sat down.")) == []
    far = [("没有。", "Nothing.")] * 11
    assert codes(("李斐来了。", "Li Fei came."), *far, ("坐下了。", "Li Fei sat down.")) == ["V005 note"]


def test_a_word_that_is_left_in_pinyin() -> None:
    base = Termbase(concepts=(concept("单位", "work unit"),))
    (finding,) = findings(("他的单位很大。", "His danwei was large."), base=base)
    assert (finding.code, finding.message) == (
        "V003",
        "danwei is another spelling (pinyin) than work unit in the glossary.",
    )


def test_a_name_as_in_a_list_of_works_is_a_doubt_only() -> None:
    (finding,) = findings(("双雪涛：《平原》。", "Shuang, Xuetao. The Plain."))
    assert (finding.code, finding.severity) == ("V001", Severity.NOTE)


def test_a_wrong_character_in_a_chinese_name() -> None:
    couple = Couple("1", (Sentence("en.1", "Li Fei came."),), (Sentence("zh.1", "李菲来了。"),))
    (finding,) = family(BASE).check(Bilingual((couple,), EN, ZH))
    assert (finding.code, told(finding)[2], finding.expected) == ("V003", ["李菲"], ("李斐",))


def test_how_often_is_an_option() -> None:
    beads = ("烟囱连着烟囱，烟囱旧了。", "Chimney by chimney, the old.")
    assert codes(beads) == []
    (finding,) = findings(beads, options=TermOptions(count=True))
    assert finding.code == "V006"
    assert finding.message == "The original has 烟囱 3 times, the translation names it twice."


def test_kept_to_the_letter() -> None:
    base = Termbase(concepts=(concept("iPhone", "iPhone"),))
    (finding,) = findings(("他买iPhone。", "He bought an IPHONE."), base=base)
    assert told(finding) == ("V004", ["iPhone"], ["IPHONE"])


def test_kept_with_other_capitals_or_a_letter_more() -> None:
    base = Termbase(concepts=(concept("Leica", "Leica"), concept("USB", "USB")))
    for line in ("The usb port is broken.", "He wrote of the Universal Serial Bus."):
        assert [f.code for f in findings(("USB接口坏了。", line), base=base)] == ["V004"]
    (finding,) = findings(("他有一架Leica。", "He had a Leika."), base=base)
    assert told(finding) == ("V004", ["Leica"], ["Leika"])


def test_first_mentions() -> None:
    beads = [
        ("双雪涛和李斐。", "Shuang Xuetao (双雪涛) and Li Fei."),
        ("双雪涛和李斐。", "Shuang Xuetao (雙雪濤) and Li Fei."),
    ]
    found = findings(*beads, options=TermOptions(first=Stretch.BOOK))
    assert [(f.code, f.couple, f.target[0].text) for f in found] == [
        ("V007", "1", "Li Fei"),
        ("V008", "2", "Shuang Xuetao"),
    ]
    assert found[0].hint == "Write Li Fei (李斐)."


@pytest.mark.parametrize(
    "en",
    ["Shuang Xuetao 双雪涛 wrote.", "“Shuang Xuetao” (双雪涛, b. 1983) wrote.", "双雪涛 (Shuang Xuetao) wrote."],
)
def test_ways_to_give_the_original(en: str) -> None:
    assert findings(("双雪涛写。", en), options=TermOptions(first=Stretch.BOOK)) == []


def test_first_mentions_of_each_chapter() -> None:
    couples = tuple(
        replace(couple, target=(replace(couple.target[0], division=f"en.c{number}"),))
        for number, couple in enumerate(bitext(*[("李斐。", "Li Fei (李斐).")] * 2).couples)
    )
    for stretch, wanted in ((Stretch.CHAPTER, []), (Stretch.BOOK, ["V008"])):
        check = family(BASE, TermOptions(first=stretch)).check
        assert [f.code for f in check(Bilingual(couples, ZH, EN))] == wanted


def test_the_other_direction() -> None:
    couple = Couple("1", (Sentence("en.1", "The chimneys fell."),), (Sentence("zh.1", "高塔倒了。"),))
    found = list(family(BASE).check(Bilingual((couple,), EN, ZH)))
    assert [told(f) for f in found] == [("V001", ["chimneys"], [])]
    assert found[0].expected == ("烟囱",)


@given(
    st.lists(
        st.tuples(st.text("烟囱干部李斐他 ", max_size=8), st.text("chimney cadre Li Fei.", max_size=20)), max_size=6
    )
)
def test_places_are_in_the_text(pairs: list[tuple[str, str]]) -> None:
    text = bitext(*[(zh.strip(), en.strip()) for zh, en in pairs])
    for finding in family(BASE, TermOptions(count=True, first=Stretch.BOOK)).check(text):
        couple = text.by_id[finding.couple]
        sentences = {s.id: s.text for s in (*couple.source, *couple.target)}
        assert all(spot.span.of(sentences[spot.sentence]) == spot.text for spot in (*finding.source, *finding.target))


def test_a_concept_for_a_part_of_the_text() -> None:
    base = Termbase(concepts=(replace(concept("烟囱", "chimney"), scope=("zh.1", "other")),))
    found = findings(("烟囱。", "A tower."), ("烟囱。", "A tower."), base=base)
    assert [f.couple for f in found] == ["1"]


def test_a_context_decides_which_concept_is_meant() -> None:
    poet = Term(text="高明", language=ZH, contexts=(Context.parse("!_显"), Context.parse("诗人_")))
    base = Termbase(concepts=(Concept(id="gao", terms=(poet, Term(text="Gao Ming", language=EN))),))
    beads = ("诗人高明。", "A poet."), ("他很高明。", "He is wise."), ("诗人高明显。", "A poet.")
    assert [f.couple for f in findings(*beads, base=base)] == ["1"]

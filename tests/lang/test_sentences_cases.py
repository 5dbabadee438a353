"""The labelled sentences of `cases/`, as `benchmarks/segment.py` measures them, and single cases that decide rules."""

import re
from pathlib import Path

import pytest
from segment import CASES, boundaries, case_units, corpus_units, differences, measured

from bitext.languages import LanguageTag
from lang.rules import known_languages, rules_for
from lang.segmenters import RULES
from lang.sentences import Policy, split

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "mac-dev"
REACHED = 0.98
"""F1 of every language by both policies."""


def text_of(tag: str) -> str:
    return (CASES / f"{tag}.txt").read_text(encoding="utf-8")


def marked(text: str, tag: str, policy: Policy = Policy.FINE) -> str:
    return "|".join(span.of(text) for span in split(text, rules_for(tag), policy))


def test_every_language_has_cases() -> None:
    assert sorted(path.stem for path in CASES.glob("*.txt")) == list(known_languages())


@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("tag", known_languages())
def test_labelled_sentences(tag: str, policy: Policy) -> None:
    language = LanguageTag(tag)
    units = list(case_units(text_of(tag), language, policy))
    result = measured(units, language, RULES, policy)
    assert result.f1 >= REACHED, "\n".join(differences(units, language, RULES, policy))
    assert result.wanted >= 120


@pytest.mark.parametrize("tag", known_languages())
def test_speech_keeps_together_what_fine_cuts(tag: str) -> None:
    """The labels themselves are sound: what is read as one is made of what is aligned."""
    language = LanguageTag(tag)
    both = zip(*(case_units(text_of(tag), language, policy) for policy in Policy), strict=True)
    for fine, speech in both:
        assert fine.text == speech.text
        assert speech.ends <= fine.ends


def test_how_cases_are_written() -> None:
    block = "# remark\n“Go!”\n+ he said.\n/ He left."
    fine, speech = (next(case_units(block, LanguageTag("en"), policy)) for policy in (Policy.FINE, Policy.SPEECH))
    assert fine.text == "“Go!” he said.\nHe left."
    assert (sorted(fine.ends), sorted(speech.ends)) == ([5, 12], [12])
    assert next(case_units("好。\n Go.", LanguageTag("zh"), Policy.FINE)).text == "好。 Go."
    assert sorted(boundaries(["a b. ", "c."])) == [3]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("zh", "她把“好！”字写得很大。"),
        ("zh", "“为什么？”这三个字他写了一页。"),
        ("zh", "她的“不知道。”让人没有办法。"),
        ("zh", "他喊“走吧。”|她走了。"),
        ("zh", "“你——”|“我怎么了？”"),
        ("zh", "他写道：“The river moved. |Nobody knew why.”|后来的人都引这句话。"),
        ("zh", "《On Rivers》是Dr. Hale写的。|Mr. Wu没有来。|U.S. Steel买下了工厂。"),
        ("zh", "她问：“Why not?”|没有人答得出。|她走了.|他没有."),
        ("ja", "三．五時間待った。|Dr. Haleの本だ。"),
        ("ko", "“그래!” 하고 소리쳤다. |“불이야!” 소리에 깼다. |“왜?” |하지만 갔다."),
        ("ko", "비가 내렸다……. |이튿날은 맑았다. |그는 1912. 10. 3. 태어났다."),
        ("en", "Well… I suppose so. |He stopped… |The clock struck."),
        ("en", "It rained.[4, 5] |They met.[6–8] |It cost £311 4s. 6d. in all. |At 5 p.m. |He ate."),
        ("de", "Das Haus liegt in der Bergstr. 5. |Nr. 17 fehlt. |In der Zs. f. Gesch. 12 (1974) steht es."),
        ("it", "L’avv. Costa e l’ing. Bruni uscirono. |Nell’ed. 3 manca."),
        ("ru", "Пётр I. |Царь умер. |Цена 5 руб. 30 коп. за фунт. |А. П. Зимин пришёл."),
        ("fr", "À 8 h. 30 le train partit. |Il coûte 311 fr. 40 en tout."),
        ("es", "El cap. Almonte bajó. |Véase cap. 4. |¿Y tú? |¡No!"),
    ],
)
def test_fine(tag: str, text: str) -> None:
    assert marked(text.replace("|", ""), tag) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("zh", "“不，”她说，“不是今天。”|他没有再问。"),
        ("zh", "「真的！快看！」孩子們叫着。|他說：「算了。」"),
        ("zh", "“好。”|这是他的全部回答。"),
        ("de", "„Geh“, sagte er. „Geh jetzt.“ |„Warum?“, fragte sie. |„Darum.“ |Sie sagte: „Gut.“"),
        ("fr", "« Va », dit-il. « Va donc. » |« Non ! »"),
        ("ja", "「早いですよ。」老人が言った。|「そうかな。」|彼は黙った。"),
        ("ko", "“가자!” 소년이 외쳤다. |“그래.” |그는 갔다."),
        ("en", "'Twas ever so. |The boys' shouts died away. |'Tis the end,' he said."),
        ("en", "“Not I,” said she.\n|“Not once?”"),
    ],
)
def test_speech(tag: str, text: str) -> None:
    assert marked(text.replace("|", ""), tag, Policy.SPEECH) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        pytest.param(tag, text, marks=pytest.mark.xfail(reason=reason))
        for tag, text, reason in [
            ("en", "Men enlisted. |iPhones had not been thought of.", "a small letter opens no sentence"),
            ("zh", "“谁说的？”是我常听到的一句话。", "a quotation that is the subject, without a word that says so"),
            ("ru", "Брандт И. «Ещё раз» // Вестн. рек. 1974. № 12. С. 5.", "a bibliographic entry in running text"),
        ]
    ],
)
def test_known_failures(tag: str, text: str) -> None:
    assert marked(text.replace("|", ""), tag) == text


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the gold bitext is not here")
@pytest.mark.parametrize(("tag", "floor"), [("zh", 0.988), ("en", 0.995)])
def test_floors(tag: str, floor: float) -> None:
    language = LanguageTag(tag)
    assert measured(list(corpus_units(CORPUS, language)), language).f1 >= floor


@pytest.mark.parametrize("tag", known_languages())
def test_no_label_has_two_sentences_by_oversight(tag: str) -> None:
    """A line with a full stop of an unspaced script in its middle, outside of brackets, is two."""
    held = re.compile(r"[（(《『「〈“‘][^（(《『「〈“‘]*?[）)》』」〉”’]")
    for line in text_of(tag).splitlines():
        bare = held.sub("", held.sub("", line))
        assert line.startswith("#") or not re.search(r"。(?=[^\s”’」』）\[（①-⑳])", bare), line

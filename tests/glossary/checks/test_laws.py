"""What holds for all checks, whatever the text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.languages import LanguageTag
from glossary.checks.contract import Bilingual, Couple, Family, Sentence
from glossary.checks.registry import FAMILIES
from tests.glossary.checks.made import bitext

CHINESE = (
    "我们們的了他说說一二两百万年月第〇点分之星期三李斐“”‘’「」『』（）《》，。、；：！？……——·,.;:!?()\"' 　KTV3５"
)
ENGLISH = "Li Fei two hundred and a third the the o'clock “”‘’'\"()[]（，。…—-- ..,,!?;:3,5%\u00a0\u200b\t\ufffd中文"
pairs = st.lists(st.tuples(st.text(CHINESE, max_size=30), st.text(ENGLISH, max_size=40)), min_size=1, max_size=4)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
@settings(max_examples=60, deadline=None)
@given(pairs)
def test_places_say_what_stands_there_in_any_text(family: Family, texts: list[tuple[str, str]]) -> None:
    book = bitext(*texts)
    codes = {rule.code for rule in family.rules}
    sentences = {one.id: one.text for couple in book.couples for one in (*couple.source, *couple.target)}
    for finding in family.check(book):
        assert finding.code in codes
        assert finding.couple in book.by_id
        assert finding.source or finding.target
        for spot in (*finding.source, *finding.target):
            assert spot.span.of(sentences[spot.sentence]) == spot.text
            assert spot.text


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_the_same_text_gives_the_same_findings(texts: list[tuple[str, str]]) -> None:
    for family in FAMILIES:
        assert list(family.check(bitext(*texts))) == list(family.check(bitext(*texts)))


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_either_side_may_be_the_original(texts: list[tuple[str, str]]) -> None:
    """What is looked for on both sides is found whichever is the translation."""
    turned = [(english, chinese) for chinese, english in texts]
    for family in FAMILIES:
        if family.name in {"spaces", "numbers"}:
            here = list(family.check(bitext(*texts)))
            there = list(family.check(bitext(*turned, source="en", target="zh-Hans")))
            assert len(here) == len(there)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
@pytest.mark.parametrize(
    "text",
    ["“" * 2000, "一" * 5000, "a " * 5000, "1," * 3000, "的" * 3000, "(" * 500 + ")" * 500, "Li " * 2000, "." * 5000],
)
def test_long_and_odd_sentences_take_no_time(family: Family, text: str) -> None:
    sentence = Sentence("s", text)
    couple = Couple("b", (sentence,), (replace(sentence, id="t"),))
    for source, target in (("zh-Hans", "en"), ("en", "zh-Hans"), ("en", "de")):
        for finding in family.check(Bilingual((couple,), LanguageTag(source), LanguageTag(target))):
            assert finding.couple == "b"

"""Spaces, doubled words and invisible characters."""

import pytest

from glossary.checks.contract import Severity
from glossary.checks.spaces import check
from tests.glossary.checks.made import codes, found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("He  came home.", "S001"),
        ("He came \u00a0home.", "S001"),
        (" He came home.", "S002"),
        ("He came home. ", "S002"),
        ("He came , and left.", "S004"),
        ("He came home .", "S004"),
        ("Where is he ?", "S004"),
        ("The workers ( laid off) left.", "S004"),
        ("He came,and left.", "S005"),
        ("He came home.Then he left.", "S005"),
        ("He came;then he left.", "S005"),
        ("He went to the the factory.", "S006"),
        ("He is is here.", "S006"),
        ("The the end.", "S006"),
        ("He came\u200b home.", "S007"),
        ("He came\thome.", "S007"),
        ("He c\ufffdme home.", "S007"),
    ],
)
def test_faults_in_english(text: str, code: str) -> None:
    assert codes(check, ("他来了。", text)) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "He came home.",
        "He had had enough.",
        "I know that that is so.",
        "It was very very cold.",
        "No no, he said.",
        "They went to Pago Pago and Sing Sing.",
        "Ha ha!",
        "knock knock",
        "tock tock tock went the clock",
        "They asked her her business.",
        "He left . . . and then?",
        "It cost 1,200 yuan at 10:30.",
        "See https://example.com/a,b and foo@bar.org.",
        "Node.js and U.S.A. at 5 p.m.",
        "He came … home",
        "a .5 share",
        "She said her her-self",
        "Smile :) now",
        "The iPhone,the",
    ][:-1],
)
def test_no_faults_in_english(text: str) -> None:
    assert codes(check, ("他来了。", text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("他 来了，又走了。", "S003"),
        ("他来了 ，又走了。", "S003"),
        ("他来了，\u3000又走了。", "S003"),
        ("他来了。 ", "S002"),
        ("这是我的的书。", "S006"),
        ("我们我们走吧。", "S006"),
        ("他在在家里。", "S006"),
        ("因为因为他走了。", "S006"),
        ("信掉进井里里。", "S006"),
        ("车站上有有三个人。", "S006"),
        ("她说得很有道理理。", "S006"),
        ("猫躺在屋頂上上。", "S006"),
        ("他尽管尽管累，还是去了。", "S006"),
        ("他来\u200b了。", "S007"),
    ],
)
def test_faults_in_chinese(text: str, code: str) -> None:
    assert codes(check, ("He came.", text), source="en", target="zh-Hans") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "\u3000\u3000他来了。",
        "第一章 平原",
        "床前明月光，疑是地上霜。 举头望明月，低头思故乡。",
        "编剧 张猛",
        "他用 iPhone 打电话。",
        "他有 3 个孩子。",
        "目的的确是好的。",
        "他的的确确来了。",
        "为了了解情况，他走了。",
        "是是非非，不了了之。",
        "爸爸天天看看书。",
        "高高兴兴地走了。",
        "他们的目的的一部分",
        "这这这是什么？",
        "首都都知道。",
        "大家和和气气。",
        "他们走里里外外的路。",
        "这口井里里面有水。",
        "他现在在哪儿？",
        "他家里有有钱的亲戚。",
        "李文和和他的妹妹来了。",
        "来的人是王芳芳。",
        "到了早上上班的时候",
        "他在路上上了车。",
        "天冷冰冰的。",
        "我们去看看。",
    ],
)
def test_no_faults_in_chinese(text: str) -> None:
    assert codes(check, ("He came.", text), source="en", target="zh-Hans") == []


def test_typists_put_two_spaces_after_a_stop() -> None:
    lines = [("他来了。", f"He came.  Then he left {count} times.  It was late.") for count in range(3)]
    assert codes(check, *lines) == []
    assert codes(check, *lines, ("他来了。", "He  came.  Then he left.")) == ["S001"]


def test_french_has_spaces_before_question_marks() -> None:
    assert codes(check, ("你去哪儿？", "Où vas-tu ?"), target="fr") == []
    assert codes(check, ("你去哪儿？", "Où vas-tu , toi ?"), target="fr") == ["S004"]


def test_a_text_in_tokens_has_spaces_everywhere() -> None:
    lines = [("他来了。", f"He came , and left {count} times .") for count in range(4)]
    assert codes(check, *lines) == []
    assert codes(check, *lines[:1]) == ["S004"]


def test_grammar_doubles_words() -> None:
    assert codes(check, ("我们走。", "Nous nous promenons."), target="fr") == []
    assert codes(check, ("我们走。", "die Frau, die die Tür öffnet"), target="de") == []
    assert codes(check, ("我们走。", "Nous allons allons."), target="fr") == ["S006"]


def test_messages() -> None:
    (finding,) = found(check, ("他来了。", "He went to the the factory."))
    assert (finding.message, finding.hint) == ("Doubled word: “the the”.", "Leave the word once.")
    (finding,) = found(check, ("他来了。", "He  came home."))
    assert finding.message == "Double space: “He  came hom”."
    (finding,) = found(check, ("他来了。", "He c\ufffdme."))
    assert finding.severity is Severity.ERROR
    assert finding.message == "Invisible or broken character: U+FFFD REPLACEMENT CHARACTER."
    assert finding.hint == "Restore the character that was lost."


def test_an_empty_side_is_for_another_check() -> None:
    assert codes(check, ("他来了。", " ")) == []

"""Punctuation: faults by code, and what only looks like one."""

import pytest

from glossary.checks.contract import Finding, Severity
from glossary.checks.punctuation import check
from tests.glossary.checks.made import codes, found


def told(text: str, source: str, target: str) -> list[Finding]:
    """What is found in a translation by itself, whatever its source."""
    findings = found(check, ("x", text), source=source, target=target)
    return [one for one in findings if one.code not in {"P006", "P007", "P013"}]


def in_chinese(text: str) -> list[str]:
    return [finding.code for finding in told(text, "en", "zh-Hans")]


def in_english(text: str) -> list[str]:
    return [finding.code for finding in told(text, "zh-Hans", "en")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("他说：“走吧。", "P001"),
        ("他看了《平原上的摩西。", "P001"),
        ("工人（下岗的回家了。", "P001"),
        ("他说走吧。”", "P002"),
        ("工人下岗的）回家了。", "P002"),
        ("他说：「走吧。", "P001"),
        ("他说（“走吧）。”", "P003"),
        ("工人（下岗的)回家了。", "P004"),
        ("他来了,又走了。", "P009"),
        ("他来了.", "P009"),
        ("你是谁?", "P009"),
        ("他说:“走吧。”", "P009"),
        ("工人(下岗的)回家了。", "P009"),
        ("他走了，...后来呢。", "P011"),
        ("他走了。。。", "P011"),
        ("他走了…", "P011"),
        ("他--那个工人--走了。", "P012"),
        ("他来了，，又走了。", "P014"),
        ("他来了。。", "P014"),
        ("他来了。，又走了。", "P014"),
        ("欧内斯特•海明威来了。", "P015"),
        ("歐內斯特．海明威來了。", "P015"),
    ],
)
def test_faults_in_chinese(text: str, code: str) -> None:
    assert code in in_chinese(text)
    assert len(set(in_chinese(text))) == 1 or code == "P004"


@pytest.mark.parametrize(
    "text",
    [
        "他说：“走吧。”",
        "他说：“他说‘走吧’。”",
        "他说：「他說『走吧』。」",
        "他有3.5万元，10:30来，比分是3:2。",
        "他买了iPhone 6s, iPad和Mac。",
        "请看https://example.com/a,b?c=1。",
        "1.前言",
        "他在KTV(Karaoke)唱歌。",
        "他走了……后来呢？",
        "他——那个工人——走了。",
        "什么？！",
        "“什么！”他说，“你？”",
        "1）前言；2）正文",
        "（一）前言",
        "欧内斯特·海明威来了。",
        "《我看〈平原上的摩西〉》",
        "他说“走吧……”，就走了。",
        "北京—上海",
        "他’s 那个",
        "T-shirt很贵。",
        "J. K. 罗琳",
    ],
)
def test_no_faults_in_chinese(text: str) -> None:
    assert in_chinese(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("“Come here, he said.", "P001"),
        ("The workers (laid off went home.", "P001"),
        ("Come here,” he said.", "P002"),
        ('"Come here, he said.', "P001"),
        ("The workers laid off) went home.", "P002"),
        ("He said (“go)” and left.", "P003"),
        ("He came， and left.", "P010"),
        ("He came。", "P010"),
        ("The workers （laid off） went home.", "P010"),
        ("《Moses》 is a book.", "P010"),
        ("It cost １２ yuan.", "P010"),
        ("He left …… and then?", "P011"),
        ("He left。。。", "P011"),
        ("The worker——the old one——left.", "P012"),
        ("He came,, and left.", "P014"),
        ("He came..", "P014"),
        ("What?.", "P014"),
    ],
)
def test_faults_in_english(text: str, code: str) -> None:
    assert code in in_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Come here,” he said.",
        "‘Come here,’ he said, ‘you workers’ wives.’",
        "It’s the workers’ home in the ’90s; ’twas rock ’n’ roll.",
        '"Come here," he said.',
        "He is 5'10\" tall.",
        "'Come here,' he said, 'you workers' wives.'",
        "It's the workers' home in the '90s; 'twas rock 'n' roll.",
        "He is a 'worker' of sorts.",
        "Two things: 1) food and b) drink :)",
        "He wrote “Moses on the Plain” (《平原上的摩西》).",
        "Shuang Xuetao (双雪涛) wrote 《平原上的摩西》.",
        "He left … and then?",
        "He left . . . and then?",
        "He left...",
        "What?! No!!",
        "Mrs. B—— left.",
        "apples, pears, etc.!",
        "At 5 p.m., he left.",
        "std::vector is a type.",
        "He said, “I don’t know what ‘xiagang’ means.”",
        "f(x) = (a + b) * [c]",
    ],
)
def test_no_faults_in_english(text: str) -> None:
    assert in_english(text) == []


def test_a_quotation_may_run_over_several_sentences_and_beads() -> None:
    assert codes(check, ("“走吧。", "“Go."), ("别回来。”", "Don’t come back.”")) == []
    assert codes(check, ("“走吧。|别回来。”", "“Go.|Don’t come back.")) == ["P001"]


def test_the_finding_is_where_the_other_side_has_the_mark() -> None:
    (finding,) = found(check, ("“走吧。", "“Go."), ("别回来。”", "Don’t come back."))
    assert (finding.code, finding.couple) == ("P001", "b2")
    assert finding.message == "“ of bead b1 is never closed; the other side closes it here."
    assert [spot.text for spot in finding.target] == ["."]
    (finding,) = found(check, ("“走吧。", "Go."), ("别回来。”", "Don’t come back.”"))
    assert (finding.code, finding.couple) == ("P002", "b1")
    assert finding.message == "” of bead b2 closes what was never opened; the other side opens it here."


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    pairs = (("“走吧。", "“Go."), ("“别回来。”", "“Don’t come back.”"))
    assert codes(check, *pairs) == []


def test_but_not_if_the_other_side_closes_it() -> None:
    pairs = (("“走吧。”", "“Go."), ("“别回来。”", "“Don’t come back.”"))
    assert codes(check, *pairs) == ["P001"]


def test_what_both_sides_leave_open_is_an_excerpt() -> None:
    assert codes(check, ("走吧。”他说。", "Go,” he said.")) == []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("你去哪儿？", "You are going somewhere.", "P013"),
        ("他去了北京。", "Did he go to Beijing?", "P013"),
        ("我们要问：谁该负责？", "We have to ask: who is to blame.", "P013"),
        ("他昨天去了北京。", "He went to Beijing yesterday", "P013"),
        ("“走吧。”他说。", "Go, he said.", "P006"),
        ("他（那个工人）走了。", "He left.", "P007"),
        ("他昨天去了北京。|又回来了。", "He went to Beijing yesterday|and then he came back.", "P013"),
    ],
)
def test_the_sides_differ(source: str, target: str, code: str) -> None:
    assert codes(check, (source, target)) == [code]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("真好！", "That is good."),
        ("“你去哪儿？”他问。", "“Where are you going?” he asked."),
        ("他问：“你去哪儿？”", "“Where are you going?” he asked."),
        ("第三章", "Chapter Three"),
        ("他来了，", "He came."),
        ("他走了……", "He left."),
        ("“下岗”的工人", "laid-off workers"),
        ("下岗工人走了。", "The laid-off workers (xiagang) left."),
        ("双雪涛是作家。", "Shuang Xuetao (双雪涛) is a writer."),
        ("走！", "Go"),
        ("他叫李斐（1968—2019）。", "He was called Li Fei (1968–2019)."),
        ("“走吧。”他说。", "'Go,' he said."),
        ("“走吧。”", "— Go."),
        ("（见图一）", "(see Figure 1)"),
        ("他问：“你是谁？”", "He asked “who” I was."),
    ],
)
def test_the_sides_agree(source: str, target: str) -> None:
    assert codes(check, (source, target)) == []


def test_straight_beside_curly_is_told_of_the_rarer_kind() -> None:
    curly = ("“走吧。”", "“Go.”")
    (finding,) = found(check, curly, curly, ("“来吧。”", '"Come."'))
    assert (finding.code, finding.couple) == ("P005", "b3")
    assert finding.message == "Straight quotation marks beside curly ones: this text has 2 straight and 4 curly."
    assert codes(check, ("“走吧。”", '"Go."'), ("“来吧。”", '"Come."')) == []
    (finding,) = found(check, ("没。", "It isn’t. He’s out."), ("不。", "I don't."))
    assert finding.message == "Straight apostrophes beside curly ones: this text has 1 straight and 2 curly."


def test_straight_single_marks_count_where_a_text_quotes_with_them() -> None:
    speech = (("“来吧。”他说。", "'Come,' he said."), ("“走吧。”他说。", "'Go,' he said."))
    assert codes(check, *speech, ("“去吧。”他说。", "'Leave, he said.")) == ["P001"]
    assert codes(check, *speech, ("“去吧。”他说。", "Leave,' he said.")) == ["P002"]
    assert codes(check, ("当然。", "'Course I did, an' he too.")) == []


def test_inner_marks_stand_within_outer_ones() -> None:
    text = ("他说：“走吧。”", "x"), ("他说：“来吧。”", "x"), ("他说：‘走吧。’", "x")
    assert [(f.code, f.couple) for f in found(check, *text) if f.code == "P008"] == [("P008", "b3")]
    assert [f.code for f in found(check, ("他说：‘走吧。’", "x")) if f.code == "P008"] == []


def test_messages_name_the_marks() -> None:
    (finding,) = told("他来了,又走了.", "en", "zh")
    assert finding.message == "Half-width punctuation in Chinese: “,”, “.”."
    assert (finding.expected, finding.hint) == (("，", "。"), "Write “，”, “。”.")
    assert [spot.span.start for spot in finding.target] == [3, 7]
    (finding,) = told("He left …… home.", "zh", "en")
    assert finding.message == "An ellipsis of the wrong kind: “……”."
    (finding,) = told("走了…", "en", "zh")
    assert (finding.code, finding.severity) == ("P011", Severity.NOTE)
    (finding,) = told("他说走吧。”", "en", "zh")
    assert finding.message == "” closes what was never opened."


def test_a_typed_dash_is_a_note_in_a_text_that_has_dashes() -> None:
    dash = ("他——走了。", "He—the worker—left.")
    (finding,) = found(check, dash, ("他——走了。", "He--the worker--left."), dash)
    assert (finding.code, finding.severity) == ("P012", Severity.NOTE)
    assert codes(check, ("他——走了。", "He--the worker--left.")) == []
    assert codes(check, dash, ("用这个选项。", "Use the option --help here.")) == []

"""Numbers that a translation changes, drops or adds, and what is no such thing."""

import pytest

from glossary.checks.contract import Confidence, Severity
from glossary.checks.numbers import check
from tests.glossary.checks.made import codes, found


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他今年三十五岁。", "He is thirty-six this year."),
        ("一九九八年，工厂关门了。", "The factory closed in 1989."),
        ("厂里有三千五百名工人。", "The factory had 350 workers."),
        ("产量增加了百分之三十。", "Output rose by 13 per cent."),
        ("他们星期三去了北京。", "They went to Beijing on Thursday."),
        ("书卖了3.5万册。", "The book sold 3,500 copies."),
        ("三分之一的人走了。", "A quarter of the people left, two-fifths of the rest stayed."),
        ("他买了十二个鸡蛋。", "He bought fourteen eggs."),
        ("民国三十七年他去了台湾。", "He went to Taiwan in 1937."),
        ("火车晚了两个小时。", "The train was three hours late."),
        ("第三章", "Chapter Four"),
        ("他们在八十年代结婚。", "They married in the seventies."),
    ],
)
def test_changed(source: str, target: str) -> None:
    assert codes(check, (source, target)) == ["N001"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他有五个孩子。", "He has children."),
        ("花了1200元。", "It cost a lot."),
        ("走了三十里路。", "They walked a long way."),
    ],
)
def test_missing(source: str, target: str) -> None:
    assert codes(check, (source, target)) == ["N002"]


@pytest.mark.parametrize(
    ("source", "target"),
    [("他有孩子。", "He has five children."), ("很贵。", "It cost 1,200 yuan."), ("他周末来。", "He comes on Friday.")],
)
def test_added(source: str, target: str) -> None:
    assert codes(check, (source, target)) == ["N003"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他今年三十五岁。", "He is thirty-five this year."),
        ("一个人来了。", "A man came."),
        ("有一天，一只鸟飞来。", "One day a bird came flying."),
        ("千万别告诉他。", "Whatever you do, don’t tell him."),
        ("他心里七上八下。", "He was on tenterhooks."),
        ("人们三三两两地走了。", "People left in small groups."),
        ("四川的老百姓都知道。", "Everyone in Sichuan knows."),
        ("他十分高兴。", "He was very glad."),
        ("两人都走了。", "They both left."),
        ("他买了十几个鸡蛋。", "He bought a dozen eggs."),
        ("二〇二四年五月三日", "3 May 2024"),
        ("他二十多岁。", "He was in his twenties."),
        ("下午三点半", "half past three in the afternoon"),
        ("三点三刻他走了。", "He left at a quarter to four."),
        ("两三个工人", "a few workers"),
        ("半个月以后", "a fortnight later"),
        ("工厂有3万5千人。", "The factory had 35,000 people."),
        ("一亿两千万", "120 million"),
        ("上个世纪八十年代", "the 1980s"),
        ("光绪二十四年", "1898"),
        ("万一下雨呢？", "What if it rains?"),
        ("他参加了队伍。", "He joined the ranks."),
        ("张三和李四", "Tom, Dick and Harry"),
        ("五两银子", "five taels of silver"),
        ("三成的工人", "30% of the workers"),
        ("打了七折。", "It was 30 per cent off."),
        ("路易十四", "Louis XIV"),
        ("他俩结婚十年了。", "The couple had been married for a decade."),
        ("十二月的一个星期天", "a Sunday in December"),
        ("一百二十分", "one hundred and twenty points"),
        ("他等了一两天。", "He waited a day or two."),
        ("每周一、三、五上课。", "Classes are on Mondays, Wednesdays and Fridays."),
        ("周一至周五", "Monday to Friday"),
        ("他花了两块五。", "He spent 2.5 yuan."),
        ("他身高一米七八。", "He was 1.78 metres tall."),
        ("他上初三。", "He was in ninth grade."),
        ("重两公斤半。", "It weighs 2.5 kg."),
        ("五点五十铃响了。", "At ten to six the bell rang."),
        ("第二天他走了。", "He left the next day."),
    ],
)
def test_nothing_to_say(source: str, target: str) -> None:
    assert codes(check, (source, target)) == []


def test_a_number_that_moved_to_the_next_bead_is_there() -> None:
    assert codes(check, ("他有五个孩子，", "He has"), ("都在外地。", "five children, all far away.")) == []
    assert codes(check, ("他有五个孩子，", "He has"), ("都在。", "children."), ("走了。", "Five left.")) == [
        "N002",
        "N003",
    ]


def test_the_finding_says_what_is_expected_and_where() -> None:
    (finding,) = found(check, ("厂里有三千五百人。", "The factory had 350 people."))
    assert finding.message == "“三千五百” (3500) of the source is “350” in the translation."
    assert (finding.severity, finding.expected) == (Severity.ERROR, ("3500",))
    assert [spot.text for spot in (*finding.source, *finding.target)] == ["三千五百", "350"]
    assert finding.hint == "Write the number of the source."


def test_small_numbers_may_be_told_in_other_words() -> None:
    (finding,) = found(check, ("来了三个兄弟。", "The brothers came."))
    assert finding.confidence is Confidence.DOUBTFUL
    assert finding.message == "The translation has no number for “三” (3)."
    (finding,) = found(check, ("来了三十个兄弟。", "The brothers came."))
    assert finding.confidence is Confidence.CERTAIN


def test_both_directions_and_other_languages() -> None:
    assert codes(check, ("He is 35.", "他三十六岁。"), source="en", target="zh-Hant") == ["N001"]
    assert codes(check, ("He is 35.", "Er ist 36."), source="en", target="de") == ["N001"]
    assert codes(check, ("He has five sons.", "Er hat fünf Söhne."), source="en", target="de") == []
    assert codes(check, ("他有21个孩子。", "Er hat einundzwanzig Kinder."), target="de") in ([], ["N002"])


def test_an_empty_side_is_for_another_check() -> None:
    assert codes(check, ("他有五个孩子。", ""), ("", "Five.")) == []

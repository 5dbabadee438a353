"""Names in several spellings, two names in one, and two systems in one text."""

import pytest

from glossary.checks.contract import Severity, Side
from glossary.checks.names import check, mentions_in, small_words
from tests.glossary.checks.made import bitext, codes, found

USUAL = (("双雪涛来了。", "Shuang Xuetao came."), ("双雪涛走了。", "Then Shuang Xuetao left."))


@pytest.mark.parametrize(
    "spelling",
    [
        "Xuetao Shuang",
        "Shuang Xue-tao",
        "Shuang Xue Tao",
        "Shuang Hsueh-t'ao",
        "Shuang Xutao",
        "Shuang Xeutao",
        "Suang Xuetao",
        "Shuang Xiaotou",
    ],
)
def test_another_spelling(spelling: str) -> None:
    (finding,) = found(check, *USUAL, ("双雪涛笑了。", f"And {spelling} smiled."))
    assert (finding.code, finding.couple, finding.expected) == ("R001", "b3", ("Shuang Xuetao",))
    assert [spot.text for spot in (*finding.source, *finding.target)] == ["双雪涛", spelling]


@pytest.mark.parametrize(
    "pair",
    [
        ("双雪涛笑了。", "SHUANG XUETAO smiled."),
        ("雙雪濤笑了。", "Shuang Xuetao’s smile."),
        ("双雪涛笑了。", "Xuetao smiled."),
        ("双雪涛笑了。", "Shuang smiled."),
        ("双雪涛笑了。", "He smiled."),
        ("双雪涛和李斐笑了。", "Li Fei smiled at him."),
        ("张猛笑了。", "Zhang Meng smiled."),
        ("没有名字。", "Shuang Xutao smiled."),
        ("双雪涛的小说", "Moses on the Plain"),
    ],
)
def test_no_other_spelling(pair: tuple[str, str]) -> None:
    assert codes(check, *USUAL, pair) == []


def test_the_message_counts() -> None:
    (finding,) = found(check, *USUAL, ("双雪涛笑了。", "Xuetao Shuang smiled."))
    assert finding.message == "双雪涛 is “Xuetao Shuang” here and “Shuang Xuetao” 2×."
    assert finding.hint == "Write Shuang Xuetao; the order is another."
    assert finding.severity is Severity.WARNING
    (finding,) = found(check, *USUAL, ("双雪涛笑了。", "Shuang Hsueh-t'ao smiled."))
    assert finding.hint == "Write Shuang Xuetao; the other is wade-giles."
    (finding,) = found(check, *USUAL, ("双雪涛笑了。", "Shuang Xutao smiled."))
    assert finding.message == "双雪涛 is “Shuang Xuetao” elsewhere; here is “Shuang Xutao”."


def test_one_mention_is_enough_to_compare_with() -> None:
    assert codes(check, ("李斐来了。", "Li Fei came."), ("李斐走了。", "Li Fay left.")) == ["R001"]
    assert codes(check, ("李斐来了。", "Li Fei came."), ("李斐和刘芳走了。", "Liu Fang left with him.")) == []


def test_another_division() -> None:
    assert codes(check, ("诸葛亮来了。", "Zhuge Liang came."), ("诸葛亮走了。", "Zhu Geliang left.")) == ["R001"]


def test_places_in_one_word() -> None:
    pairs = (("他去沈阳。", "He went to Shenyang."), ("沈阳很冷。", "It is cold in Shenyang."))
    assert codes(check, *pairs) == []
    assert codes(check, *pairs, ("他在沈阳。", "He is in Shengyang.")) == ["R001"]
    assert codes(check, *pairs, ("他在沈阳。", "He is in Shen-yang.")) == ["R001"]


def test_words_that_are_read_like_characters_are_no_names() -> None:
    pairs = (("我们走。", "Women left. The women were tired."), ("我们来。", "Wo-men came."))
    both = bitext(*pairs)
    mentions = mentions_in(both, Side.SOURCE, small_words(both, Side.TARGET))
    assert [mention.latin.text for mention in mentions] == ["Wo-men"]


def test_two_names_in_one_spelling() -> None:
    pairs = (("李斐来了。", "Li Fei came."), ("李斐走了。", "Li Fei left."), ("李飞也走了。", "Li Fei left too."))
    (finding,) = found(check, *pairs)
    assert (finding.code, finding.couple) == ("R002", "b3")
    assert finding.message == "“Li Fei” is 李飞 here and 李斐 2×."
    assert codes(check, ("錢鍾書", "Qian Zhongshu"), ("钱锺书", "Qian Zhongshu"), ("钱钟书", "Qian Zhongshu")) == []


def test_wade_giles_beside_pinyin() -> None:
    pairs = (
        ("朱天文来了。", "Chu T’ien-wen came."),
        ("双雪涛来了。", "Shuang Xuetao came."),
        ("张猛来了。", "Zhang Meng came."),
    )
    (finding,) = found(check, *pairs)
    assert (finding.code, finding.couple, finding.severity) == ("R003", "b1", Severity.NOTE)
    assert finding.message == "“Chu T’ien-wen” is in Wade–Giles; 2 of the names are in pinyin."
    assert codes(check, ("王蒙来了。", "Wang Meng came."), ("双雪涛来了。", "Shuang Xuetao came.")) == []
    assert codes(check, ("朱天文来了。", "Chu T’ien-wen came."), ("毛泽东来了。", "Mao Tse-tung came.")) == []


def test_places_as_they_were_written() -> None:
    pairs = (
        ("他去重庆。", "He went to Ch’ung-ch’ing."),
        ("双雪涛来了。", "Shuang Xuetao came."),
        ("张猛来了。", "Zhang Meng came."),
    )
    assert codes(check, *pairs) == ["R003"]
    assert codes(check, ("罗坍来了。", "Lotan came."), *pairs[1:]) == []


def test_taiwan_writes_its_places_in_its_own_way() -> None:
    pairs = (
        ("她住在台北。", "She lives in Taipei."),
        ("他在新竹工作。", "He works in Hsinchu."),
        ("双雪涛来了。", "Shuang Xuetao came."),
        ("张猛来了。", "Zhang Meng came."),
    )
    assert codes(check, *pairs) == []


def test_two_persons_of_one_bead_under_one_spelling() -> None:
    pairs = (("李文和与李闻鹤不是一个人。", "Li Wenhe and Li Wenhe are not the same man."),)
    (finding,) = found(check, *pairs)
    assert (finding.code, finding.source[0].text) in {("R002", "李闻鹤"), ("R002", "李文和")}


def test_the_other_direction() -> None:
    pairs = tuple((english, chinese) for chinese, english in (*USUAL, ("双雪涛笑了。", "Xuetao Shuang smiled.")))
    (finding,) = found(check, *pairs, source="en", target="zh-Hans")
    assert [spot.text for spot in finding.target] == ["双雪涛"]


def test_languages_without_such_names() -> None:
    assert codes(check, ("He came.", "Er kam."), source="en", target="de") == []
    assert codes(check, ("双雪涛", "双雪涛"), target="zh-Hant") == []


HEMINGWAY = (
    ("他读海明威的书。", "He read the books of Hemingway."),
    ("海明威去了古巴。", "Then Hemingway went to Cuba."),
    ("后来海明威死了。", "Later Hemingway died."),
)


def test_a_foreign_name_with_a_letter_wrong() -> None:
    (finding,) = found(check, *HEMINGWAY, ("他喜欢海明威。", "He likes Hemmingway."))
    assert (finding.code, finding.couple, finding.expected) == ("R001", "b4", ("Hemingway",))
    assert finding.message == "海明威 is “Hemmingway” here and “Hemingway” 3×."
    assert codes(check, *HEMINGWAY, ("他喜欢海明威。", "He likes Heminwgay’s books.")) == ["R001"]


@pytest.mark.parametrize(
    "pair",
    [
        ("他喜欢海明威。", "He likes Hemingway’s books."),
        ("海明威一家来了。", "The Hemingways came."),
        ("他喜欢别人。", "He likes Hemmingway."),
        ("哈里来了，拉里没来。", "Then Harry came and Larry did not."),
        ("他是古巴人。", "He is Cuban and from Cubas."),
    ],
)
def test_no_slip_of_a_foreign_name(pair: tuple[str, str]) -> None:
    assert codes(check, *HEMINGWAY, pair) == []


def test_two_foreign_names_that_are_nearly_alike() -> None:
    pairs = (
        ("哈里来了。", "Then Harry came."),
        ("哈里走了。", "Then Harry left."),
        ("拉里也走了。", "Then Larry left."),
    )
    assert codes(check, *pairs) == []

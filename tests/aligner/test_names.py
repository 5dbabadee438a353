import pytest

from aligner.names import Known, unlike_names
from lang.rules import rules_for


def _unlike(latin: str, han: str, *known: str) -> list[tuple[str, str]]:
    found = unlike_names(latin, han, rules_for("en"), Known(known.__contains__, known.__contains__, known.__contains__))
    return [(each.latin.of(latin), each.han.of(han) if each.han else "") for each in found]


@pytest.mark.parametrize(
    ("latin", "han"),
    [
        ("Sun Xiufen folded the letter.", "孙秀芬把信折好。"),
        ("said Lü Chongyang, and left", "吕重阳说完就走了"),
        ("Shan Xiaoyun and Zeng Guoliang", "单小云和曾国良"),
        ("In David Der-wei Wang's view", "王德威認為"),
        ("Yeh Shih-tao did not write", "葉石濤沒有寫"),
        ("the rain in Taipei", "臺北的雨"),
        ("Old Guo counted", "老郭数了数"),
        ("Aunt Wang sold fish", "卖鱼的王婶"),
        ("He Jianguo smoked.", "何建国抽烟。"),
        ("Then Mr. Song wept.", "宋老师哭了。"),
        ("Still Maria waits, and so does Lisa.", "玛丽亚还在等。"),
        ("On Sunday the Old Man went out.", "星期天老人出去了。"),
        ("Xuetao Shuang writes", "双雪涛写道"),
        ("Little Fang cried", "小芳哭了"),
        ("Two Soviet experts and a Canadian", "两个苏联专家，一个加拿大人"),
        ("Zhuge Liang coughed", "诸葛亮咳嗽"),
        ("the Song and the Ming", "宋明两代"),
        ("Eileen Chang published it", "張愛玲發表了它"),
        ("Old Hai scowled", "海老公脸一沉"),
        ("Master Lian's wife", "琏二奶奶"),
    ],
)
def test_names_that_are_the_same(latin: str, han: str) -> None:
    assert _unlike(latin, han, "Man", "Soviet", "Canadian") == []


@pytest.mark.parametrize(
    ("latin", "han", "expected"),
    [
        ("Sun Xiulan folded the letter.", "孙秀芬把信折好。", [("Sun Xiulan", "孙秀芬")]),
        ("Old Meng counted", "门卫老郭数了数", [("Meng", "郭")]),
        ("and Li Fang struck the match", "李斐把火柴划着了", [("Li Fang", "李斐")]),
        ("Then Mr. Tang wept.", "宋老师哭了。", [("Tang", "宋")]),
        ("The man who played Zhou Yu", "扮诸葛亮的", [("Zhou Yu", "")]),
        ("he told Qingyang to go", "他叫陈青走", [("Qingyang", "")]),
        ("Margaret came down.", "伊丽莎白走下楼来。", [("Margaret", "伊丽莎白")]),
        ("asked Dr. Whitlock, who left", "阿诺德博士问", [("Whitlock", "阿诺德")]),
        ("Florence Ashworth sold the piano.", "弗吉尼亚·阿什沃思卖掉了钢琴。", [("Florence", "弗吉尼亚")]),
    ],
)
def test_names_that_differ(latin: str, han: str, expected: list[tuple[str, str]]) -> None:
    assert _unlike(latin, han) == expected


def test_a_name_that_is_known_by_its_meaning_is_there() -> None:
    assert _unlike("They left for Xiangjiang again.", "他们又去了香港。") == [("Xiangjiang", "")]
    assert _unlike("They left for Xiangjiang again.", "他们又去了香港。", "Xiangjiang") == []


def test_a_name_that_was_left_out_is_not_told() -> None:
    assert _unlike("She rose, Margaret did, and looked.", "她站起来看了看。") == []


def test_who_is_meant_by_a_pronoun_may_be_named_if_the_book_has_the_name() -> None:
    assert _unlike("And Chen Qingyang laughed.", "她笑了。") == [("Chen Qingyang", "")]
    assert _unlike("And Chen Qingyang laughed.", "她笑了。", "chenqingyang") == []
    assert _unlike("And Chen Qingyang laughed.", "陈小玲笑了。", "chenqingyang") == [("Chen Qingyang", "陈小玲")]


def test_a_name_that_both_sides_have_stands_in_no_other_ones_place() -> None:
    han = "刘老老说：“这位凤姑娘真有本事。”"
    assert _unlike("said Grannie Liu of this Mrs Lian", han, "lian") == []
    assert _unlike("said she of this Mrs Lian", han, "lian") == [("Lian", "刘")]


def test_a_chinese_name_in_characters_of_foreign_names_is_no_foreign_name() -> None:
    assert _unlike("Wang opened the door.", "汪淼打开门，沙瑞山看着他。") == []
    assert _unlike("Sha saw Wang. Strange, he said.", "沙瑞山看见汪淼，他说，奇怪。") == []


def test_words_that_begin_sentences_are_no_names() -> None:
    assert _unlike("Clearly bored, he rose. Ninety-two hours had passed.", "斯坦诺普站了起来。") == []

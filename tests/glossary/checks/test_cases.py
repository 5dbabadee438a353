"""Pairs of sentences with what all checks together find in the translation: written before they were first run."""

from typing import Final

import pytest

from glossary.checks.registry import FAMILIES
from tests.glossary.checks.made import bitext

FROM_CHINESE: Final = (
    ("全厂两千一百名职工只剩下三百人。", "Of the factory’s 2,100 workers only 300 were left.", ""),
    ("全厂两千一百名职工只剩下三百人。", "Of the factory’s 2,100 workers only 30 were left.", "N001"),
    ("一九六八年她才十五岁。", "In 1968 she was just fifteen.", ""),
    ("一九六八年她才十五岁。", "In 1968 she was just fifty.", "N001"),
    ("他在二十一世纪初回国。", "He returned at the start of the twenty-first century.", ""),
    ("人均收入增长了百分之七点五。", "Per capita income grew by 7.5 percent.", ""),
    ("人均收入增长了百分之七点五。", "Per capita income grew by 75 percent.", "N001"),
    ("这座城市有八百多万人口。", "The city has a population of over eight million.", ""),
    ("这座城市有八百多万人口。", "The city has a population of over eighty million.", "N001"),
    ("他一口气喝了七八杯。", "He drank seven or eight glasses in one go.", ""),
    ("他等了半个小时。", "He waited for half an hour.", ""),
    ("他等了半个小时。", "He waited thirty minutes.", ""),
    ("他等了一个半小时。", "He waited an hour and a half.", ""),
    ("下午四点二十，火车进站了。", "The train pulled in at 4:20 in the afternoon.", ""),
    ("下午四点二十，火车进站了。", "The train pulled in at 4:50 in the afternoon.", "N001"),
    ("他是家里的老三。", "He was the third child in the family.", ""),
    ("第二次世界大战结束了。", "The Second World War ended.", ""),
    ("第二次世界大战结束了。", "World War II ended.", ""),
    ("大一那年我们分手了。", "We broke up in our freshman year.", ""),
    ("五湖四海的朋友", "friends from every corner of the world", ""),
    ("她的脸红一阵白一阵。", "Her face went red, then white.", ""),
    ("他三天两头往外跑。", "He was always off somewhere.", ""),
    ("这事八成是真的。", "It is most likely true.", ""),
    ("他一五一十地说了。", "He told everything in detail.", ""),
    ("四舍五入", "rounding off", ""),
    ("门牌号是203。", "The house number is 203.", ""),
    ("门牌号是203。", "The house number is 302.", "N001"),
    ("他住在二楼。", "He lives on the second floor.", ""),
    ("他住在二楼。", "He lives on the third floor.", "N001"),
    ("三个和尚没水喝", "Three monks have no water to drink", ""),
    ("每周一、三、五上课。", "Classes are on Mondays, Wednesdays and Fridays.", ""),
    ("每周三晚上开会。", "They meet every Thursday evening.", "N001"),
    ("他五月去的北京。", "He went to Beijing in June.", "N002"),
    ("中国有十四亿人。", "China has 1.4 billion people.", ""),
    ("中国有十四亿人。", "China has 14 billion people.", "N001"),
    ("鲁迅的《呐喊》收了十四篇小说。", "Lu Xun’s Call to Arms collects fourteen stories.", ""),
    ("康熙六十一年", "the sixty-first year of the Kangxi reign", ""),
    ("康熙六十一年", "1722", ""),
    ("昭和二十年八月十五日", "15 August 1945", ""),
    ("打了三折", "70 percent off", ""),
    ("我们俩认识十年了。", "We have known each other for ten years.", ""),
    ("我们俩认识十年了。", "We have known each other for a decade.", ""),
    ("一共一百零一个", "A hundred and one altogether", ""),
    ("一共一百零一个", "A hundred and ten altogether", "N001"),
    ("体重一百二十斤", "He weighed sixty kilos", ""),
    ("“你来了？”她问。", "“You’re here?” she asked.", ""),
    ("她说：“我知道。", "She said, “I know.”", "P001"),
    ("他读了《活着》和《兄弟。", "He read To Live and Brothers.", "P001"),
    ("他说，“好吧。”", "He said, “All right.", "P001"),
    ("（见图一）", "(see Figure 1)", ""),
    ("（见图一）", "(see Figure 1", "P001"),
    ("他走了；她没有。", "He left; she did not.", ""),
    ("他走了,她没有。", "He left; she did not.", "P009"),
    ("真的吗?他不信。", "Really? He did not believe it.", "P009"),
    ("价格是3,500元。", "The price is 3,500 yuan.", ""),
    ("我爱你……", "I love you...", ""),
    ("我爱你...", "I love you...", "P011"),
    ("他--走了。", "He—left.", "P012"),
    ("他说“是的”。", "He said “yes”。", "P010"),
    ("结果如下：", "The results are as follows：", "P010"),
    ("他来了！！", "He came!!", ""),
    ("他来了，，坐下。", "He came and sat down.", "P014"),
    ("他叫托马斯·曼。", "His name is Thomas Mann.", ""),
    ("他叫托马斯•曼。", "His name is Thomas Mann.", "P015"),
    ("你吃饭了吗？", "You have eaten.", "P013"),
    ("吃饭了。", "Have you eaten?", "P013"),
    ("算了吧。", "Forget it!", ""),
    ("他很高。", "He is  tall.", "S001"),
    ("他很高。", "He is very tall .", "S004"),
    ("他很高。", "He is tall,and she is short.", "S005"),
    ("他很高。", "He was was tall.", "S006"),
    ("他很 高，她也是。", "He is tall, and so is she.", "S003"),
    ("第三章\u3000雪", "Chapter Three: Snow", ""),
    ("他的的确确走了。", "He really did leave.", ""),
    ("他把把书放下了。", "He put the book down.", "S006"),
    ("他住在沈阳。", "He lives in 沈阳.", "L001"),
    ("他住在沈阳。", "He lives in Shenyang (沈阳).", ""),
    ("他说了“仁”字。", "He said the word ren 仁.", ""),
    ("我們去了北京。", "We went to Beijing.", "L002"),
    ("他去了後台。", "He went backstage.", "L002"),
    ("他在乾隆年间出生。", "He was born under Qianlong.", ""),
    ("干部们走了。", "The cadres left.", ""),
    ("钟表停了。", "the clock stopped.", "L003"),
    ("他用的是iPhone。", "iPhone was what he used.", ""),
    ("WiFi", "WiFi", ""),
    ("工厂关门了，工人们都回家了。", "工厂关门了，工人们都回家了。", "C001"),
    ("工厂关门了，工人们都回家了。", "", "C002"),
    ("王德威写了书。", "Wang Dewei wrote a book.", ""),
)
FROM_TRADITIONAL: Final = (
    ("他們在一九四九年去了臺灣。", "They went to Taiwan in 1949.", ""),
    ("他們在一九四九年去了臺灣。", "They went to Taiwan in 1994.", "N001"),
    ("「你是誰？」他問。", "“Who are you?” he asked.", ""),
    ("「你是誰？他問。", "“Who are you?” he asked.", "P001"),
    ("他說：「她喊『救命』。」", "He said, “She cried ‘help’.”", ""),
    ("民國六十五年十月", "October 1976", ""),
    ("民國六十五年十月", "October 1967", "N001"),
    ("三千五百萬元", "35 million yuan", ""),
    ("兩岸關係", "cross-strait relations", ""),
    ("第三十二回", "Chapter 32", ""),
    ("他的臉、手、腳都凍紅了。", "His face, hands and feet were red with cold.", ""),
    ("他來了 。", "He came.", "S003"),
)
FROM_ENGLISH: Final = (
    ("He is thirty-five.", "他三十五岁。", ""),
    ("He is thirty-five.", "他五十三岁。", "N001"),
    ("She bought a dozen eggs.", "她买了一打鸡蛋。", ""),
    ("She bought a dozen eggs.", "她买了十二个鸡蛋。", ""),
    ("It cost $1.5 million.", "价格是一百五十万美元。", ""),
    ("It cost $1.5 million.", "价格是一千五百万美元。", "N001"),
    ("On Tuesday, March 3, 1998, it snowed.", "一九九八年三月三日，星期二，下雪了。", ""),
    ("On Tuesday, March 3, 1998, it snowed.", "一九九八年三月三日，星期四，下雪了。", "N001"),
    ("I have told you a thousand times.", "我跟你说过一千遍了。", ""),
    ("Two of the three men left.", "三个人里走了两个。", ""),
    ("“I’ll go,” she said.", "“我去。”她说。", ""),
    ("“I’ll go,” she said.", "“我去。她说。", "P001"),
    ("He left (without a word).", "他（一句话没说）走了。", ""),
    ("See the GitHub page.", "请看 GitHub 页面。", ""),
    ("Hello.", "你好.", "P009"),
    ("He said: “Yes”.", "他说:“是的”。", "P009"),
    ("It was, he said, all over.", "他说，一切都结束了...", "P011"),
    (
        "This is a very long sentence that was not translated at all.",
        "This is a very long sentence that was not translated at all.",
        "C001",
    ),
    ("He used Windows.", "他用Windows。", ""),
    ("The end.", "完", ""),
    ("Is it cold?", "冷吗？", ""),
    ("Is it cold?", "天气冷。", "P013"),
    ("We went to the cinema, ate and slept.", "我们我们去看电影，吃饭，睡觉。", "S006"),
    ("He has a Ph.D. from M.I.T.", "他有麻省理工的博士学位。", ""),
    ("Go!", "走！", ""),
    ("She is his mother’s sister’s daughter.", "她是他姨妈的女儿。", ""),
    ("They live at No. 10, Downing Street.", "他们住在唐宁街10号。", ""),
    ("They live at No. 10, Downing Street.", "他们住在唐宁街十号。", ""),
    ("Half of them were under eighteen.", "他们中有一半不满十八岁。", ""),
    ("It happened in the ’80s.", "这发生在八十年代。", ""),
    ("At a quarter past nine the bell rang.", "九点一刻铃响了。", ""),
    ("At ten to six the bell rang.", "差十分六点铃响了。", ""),
    ("He turned twenty-one in May.", "他五月份满二十一岁。", ""),
    ("The first chapter", "第一章", ""),
    ("The first chapter", "第二章", "N003"),
    ("She is in her early thirties.", "她三十出头。", ""),
    ("There were forty or fifty people.", "有四五十个人。", ""),
    ("Volume II", "第二卷", ""),
    ("Volume II", "第三卷", "N003"),
)
CHINESE: Final = ("李明来到这里，坐下了。", "Filler text sits here.")
TRADITIONAL: Final = ("李明來到這裡，坐下了。", "Filler text sits here.")


def codes(before: tuple[str, str], pair: tuple[str, str], source: str, target: str) -> list[str]:
    """All codes for a bead that stands after another one."""
    text = bitext(before, pair, source=source, target=target)
    return sorted({f.code for family in FAMILIES for f in family.check(text) if f.couple == "b2"})


@pytest.mark.parametrize(("source", "target", "code"), FROM_CHINESE)
def test_from_chinese(source: str, target: str, code: str) -> None:
    assert codes(CHINESE, (source, target), "zh-Hans", "en") == [code][: bool(code)]


@pytest.mark.parametrize(("source", "target", "code"), FROM_TRADITIONAL)
def test_from_traditional_chinese(source: str, target: str, code: str) -> None:
    assert codes(TRADITIONAL, (source, target), "zh-Hant", "en") == [code][: bool(code)]


@pytest.mark.parametrize(("source", "target", "code"), FROM_ENGLISH)
def test_from_english(source: str, target: str, code: str) -> None:
    assert codes((CHINESE[1], CHINESE[0]), (source, target), "en", "zh-Hans") == [code][: bool(code)]

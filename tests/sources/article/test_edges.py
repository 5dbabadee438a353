"""Where the two sides of a pair begin, and what it names, where neither markup nor marks show it."""

from collections.abc import Callable

import pytest

from bitext.documents import Document
from sources.article import read_article

Pairs = list[tuple[str, str, str]]

ENGLISH: list[tuple[str, Pairs]] = [
    ("He loved The Deer and the Cauldron (鹿鼎记) as a boy.", [("The Deer and the Cauldron", "鹿鼎记", "work")]),
    ("Jin Yong’s novel The Deer and the Cauldron (鹿鼎记) is long.", [("The Deer and the Cauldron", "鹿鼎记", "work")]),
    (
        "She compares Romance of the Three Kingdoms (三国演义) with Homer.",
        [("Romance of the Three Kingdoms", "三国演义", "work")],
    ),
    ("It recalls Dream of the Red Chamber (红楼梦) in places.", [("Dream of the Red Chamber", "红楼梦", "work")]),
    ("The hero of The Story of the Stone (石头记) weeps.", [("The Story of the Stone", "石头记", "work")]),
    ("They quote Wind, Sand and Stars (风沙星辰) often.", [("Wind, Sand and Stars", "风沙星辰", "work")]),
    (
        "Lu Xun’s Dawn Blossoms Plucked at Dusk (朝花夕拾) is a memoir.",
        [("Dawn Blossoms Plucked at Dusk", "朝花夕拾", "work")],
    ),
    (
        "In Strange Tales from a Chinese Studio (聊斋志异) foxes speak.",
        [("Strange Tales from a Chinese Studio", "聊斋志异", "work")],
    ),
    (
        "the Book of Lord Shang (商君书) and the Book of Songs (诗经) are cited",
        [("Book of Lord Shang", "商君书", "work"), ("Book of Songs", "诗经", "work")],
    ),
    ("The Records of the Grand Historian (史记) tell of it.", [("Records of the Grand Historian", "史记", "work")]),
    ("The magazine People’s Literature (人民文学) printed it.", [("People’s Literature", "人民文学", "journal")]),
    ("It first came out in Harvest (收获) in 1985.", [("Harvest", "收获", "journal")]),
    ("The Great Leap Forward (大跃进) failed.", [("Great Leap Forward", "大跃进", "term")]),
    ("After the Cultural Revolution (文化大革命) he came back.", [("Cultural Revolution", "文化大革命", "term")]),
    ("The Reform and Opening Up (改革开放) changed it.", [("Reform and Opening Up", "改革开放", "term")]),
    ("The policy of reform and opening up (改革开放) changed it.", [("reform and opening up", "改革开放", "term")]),
    ("This is the iron rice bowl (铁饭碗) of old.", [("iron rice bowl", "铁饭碗", "term")]),
    ("Writers of root-seeking literature (寻根文学) left the city.", [("root-seeking literature", "寻根文学", "term")]),
    (
        "The ideal of harmony between heaven and man (天人合一) is old.",
        [("harmony between heaven and man", "天人合一", "term")],
    ),
    (
        "The unity of knowledge and action (知行合一) is Wang’s motto.",
        [("unity of knowledge and action", "知行合一", "term")],
    ),
    ("A sense of crisis (危机感) prevails.", [("sense of crisis", "危机感", "term")]),
    (
        "The theory of permanent revolution (不断革命论) was refuted.",
        [("theory of permanent revolution", "不断革命论", "term")],
    ),
    ("There is a feeling of loss (失落感) in it.", [("feeling of loss", "失落感", "term")]),
    ("In the town of Wuzhen (乌镇) he rests.", [("Wuzhen", "乌镇", "place")]),
    (
        "The Chinese Academy of Social Sciences (中国社会科学院) published it.",
        [("Chinese Academy of Social Sciences", "中国社会科学院", "organisation")],
    ),
    (
        "The Bureau of Foreign Experts and Trade (外国专家与贸易局) was closed.",
        [("Bureau of Foreign Experts and Trade", "外国专家与贸易局", "organisation")],
    ),
    (
        "The Central Academy of Drama (中央戏剧学院) is there.",
        [("Central Academy of Drama", "中央戏剧学院", "organisation")],
    ),
    ("He wrote for Literature and Art Daily (文艺报).", [("Literature and Art Daily", "文艺报", "journal")]),
    (
        "Lu Xun (鲁迅) wrote The True Story of Ah Q (阿Q正传).",
        [("Lu Xun", "鲁迅", "person"), ("The True Story of Ah Q", "阿Q正传", "work")],
    ),
    ("The figure of Ah Q (阿Q) is famous.", [("Ah Q", "阿Q", "person")]),
    ("The T-shirts (T恤) were white.", [("T-shirts", "T恤", "term")]),
    ("Mr. Qian (钱先生) and Old Wang (老王) meet.", [("Mr. Qian", "钱先生", "person"), ("Old Wang", "老王", "person")]),
    ("In the Ming and Qing (明清) it changed.", [("Ming and Qing", "明清", "term")]),
    (
        "He moved from Beijing (北京) to Ürümqi (乌鲁木齐).",
        [("Beijing", "北京", "place"), ("Ürümqi", "乌鲁木齐", "place")],
    ),
    ("Hundred Flowers Campaign (百花运动) began.", [("Hundred Flowers Campaign", "百花运动", "term")]),
    (
        "The Yangtze (长江) and the Yellow River (黄河) flow.",
        [("Yangtze", "长江", "place"), ("Yellow River", "黄河", "place")],
    ),
    ("In the Temple of Heaven (天坛) it is quiet.", [("Temple of Heaven", "天坛", "place")]),
    (
        "The poet Bei Dao (北岛) and the critic Li Tuo (李陀) edited Today (今天).",
        [("Bei Dao", "北岛", "person"), ("Li Tuo", "李陀", "person"), ("Today", "今天", "journal")],
    ),
    ("Their magazine Today (今天) was closed.", [("Today", "今天", "journal")]),
    ("the Gang of Four (四人帮) fell.", [("Gang of Four", "四人帮", "term")]),
    ("Eileen Chang (张爱玲) lived in Shanghai.", [("Eileen Chang", "张爱玲", "person")]),
    ("His teacher Hsu Fu-kuan (徐復觀) agreed.", [("Hsu Fu-kuan", "徐復觀", "person")]),
    ("The Journey to the West (西游记) is retold.", [("Journey to the West", "西游记", "work")]),
    ("He calls it the art of living (生活的艺术).", [("art of living", "生活的艺术", "term")]),
    (
        "The three representatives, or the theory of Three Represents (三个代表), came later.",
        [("Three Represents", "三个代表", "term")],
    ),
    ("Filial piety (孝) matters.", [("Filial piety", "孝", "term")]),
    ("What he calls qi (气) is breath.", [("qi", "气", "term")]),
    ("the concept of mianzi (面子), or face", [("mianzi", "面子", "term")]),
    ("Its people are the lower depths (底层).", [("lower depths", "底层", "term")]),
    (
        "the Museum of the War of Chinese People’s Resistance (中国人民抗日战争纪念馆) opened.",
        [("Museum of the War of Chinese People’s Resistance", "中国人民抗日战争纪念馆", "organisation")],
    ),
    (
        "Mo Yan’s Life and Death Are Wearing Me Out (生死疲劳) won.",
        [("Life and Death Are Wearing Me Out", "生死疲劳", "work")],
    ),
    (
        "Yu Hua’s Chronicle of a Blood Merchant (许三观卖血记) sold well.",
        [("Chronicle of a Blood Merchant", "许三观卖血记", "work")],
    ),
    (
        "The hutong (胡同) and the siheyuan (四合院) vanish.",
        [("hutong", "胡同", "term"), ("siheyuan", "四合院", "term")],
    ),
    ("The Northeast Project (东北工程) began in 2002.", [("Northeast Project", "东北工程", "term")]),
    ("the Third Front (三线) factories", [("Third Front", "三线", "term")]),
    ("He works for Xinhua News Agency (新华社).", [("Xinhua News Agency", "新华社", "organisation")]),
    (
        "The China Federation of Literary and Art Circles (中国文联) met.",
        [("China Federation of Literary and Art Circles", "中国文联", "organisation")],
    ),
    ("In the novel Fortress Besieged (围城) he laughs.", [("Fortress Besieged", "围城", "work")]),
    (
        "the hero Fang Hongjian (方鸿渐) and his wife Sun Roujia (孙柔嘉)",
        [("Fang Hongjian", "方鸿渐", "person"), ("Sun Roujia", "孙柔嘉", "person")],
    ),
    ("the writer and translator Yang Jiang (杨绛) wrote it.", [("Yang Jiang", "杨绛", "person")]),
    (
        "workers of the Anshan Iron and Steel Company (鞍山钢铁公司) left.",
        [("Anshan Iron and Steel Company", "鞍山钢铁公司", "organisation")],
    ),
    ("They celebrate the Mid-Autumn Festival (中秋节) there.", [("Mid-Autumn Festival", "中秋节", "term")]),
    ("It is a kind of stream of consciousness (意识流), he says.", [("stream of consciousness", "意识流", "term")]),
    ("This is the right to the city (城市权) that he claims.", [("right to the city", "城市权", "term")]),
    ("The politics of memory (记忆政治) is at stake.", [("politics of memory", "记忆政治", "term")]),
    ("What matters is the spirit of the age (时代精神).", [("spirit of the age", "时代精神", "term")]),
    ("We speak of science and democracy (科学与民主).", [("science and democracy", "科学与民主", "term")]),
    ("This logic of capital (资本) is old.", [("capital", "资本", "term")]),
    ("The failure of reform (改革) was clear.", [("reform", "改革", "term")]),
    ("In the history of Shenyang (沈阳) it is new.", [("Shenyang", "沈阳", "place")]),
    ("the Mayor of Chongqing (重庆) spoke", [("Chongqing", "重庆", "place")]),
    ("the collapse of the Soviet Union (苏联) in 1991", [("Soviet Union", "苏联", "place")]),
    ("He compares Tokyo (东京) and Seoul (首尔).", [("Tokyo", "东京", "place"), ("Seoul", "首尔", "place")]),
    ("She lived near the Drum Tower (鼓楼) in the old city.", [("Drum Tower", "鼓楼", "place")]),
]
CHINESE: list[tuple[str, Pairs]] = [
    ("近年来，内卷（involution）成为流行词。", [("内卷", "involution", "term")]),
    ("这是一种内卷体（involutionary style）的写作。", [("内卷体", "involutionary style", "term")]),
    ("他把这种文体叫做卷宗体（dossier style）。", [("卷宗体", "dossier style", "term")]),
    ("鲁迅笔下的阿Q（Ah Q）是典型。", [("阿Q", "Ah Q", "person")]),
    ("《阿Q正传》（The True Story of Ah Q）是名作。", [("阿Q正传", "The True Story of Ah Q", "work")]),
    ("一位评论家提到一种去殖民化（decolonization）的姿态。", [("去殖民化", "decolonization", "term")]),
    ("这两个田野点（field sites）都在山区。", [("田野点", "field sites", "term")]),
    ("他有三个第三空间（third space）的例子。", [("第三空间", "third space", "term")]),
    ("德里达的“延异”（différance）难译。", [("延异", "différance", "term")]),
    ("这就是生成（devenir-être）的意思。", [("生成", "devenir-être", "term")]),
    ("戏剧家用角色（rôle）来说明。", [("角色", "rôle", "term")]),
    ("他住在蒙帕纳斯（Montparnasse）。", [("蒙帕纳斯", "Montparnasse", "place")]),
    ("英国学者霍布斯鲍姆（Eric Hobsbawm）写道。", [("霍布斯鲍姆", "Eric Hobsbawm", "person")]),
    (
        "斯图尔特·霍尔（Stuart Hall）与雷蒙·威廉斯（Raymond Williams）都这样看。",
        [("斯图尔特·霍尔", "Stuart Hall", "person"), ("雷蒙·威廉斯", "Raymond Williams", "person")],
    ),
    ("它刊于《纽约客》（The New Yorker）。", [("纽约客", "The New Yorker", "journal")]),
    ("她在哥伦比亚大学（Columbia University）任教。", [("哥伦比亚大学", "Columbia University", "organisation")]),
    ("由企鹅出版社（Penguin）出版。", [("企鹅出版社", "Penguin", "organisation")]),
    ("这一种“慢暴力”（slow violence）无声无息。", [("慢暴力", "slow violence", "term")]),
    (
        "他区分了厚描（thick description）与浅描（thin description）。",
        [("厚描", "thick description", "term"), ("浅描", "thin description", "term")],
    ),
    ("即所谓后人类（posthuman）。", [("后人类", "posthuman", "term")]),
    ("人类世（Anthropocene）这个概念。", [("人类世", "Anthropocene", "term")]),
    ("作者引用了赛博格（cyborg）的说法。", [("赛博格", "cyborg", "term")]),
    ("这是新历史主义（New Historicism）的观点。", [("新历史主义", "New Historicism", "term")]),
    (
        "他借用布迪厄（Bourdieu）的惯习（habitus）概念。",
        [("布迪厄", "Bourdieu", "person"), ("惯习", "habitus", "term")],
    ),
    ("小说家格雷厄姆·格林（Graham Greene）说。", [("格雷厄姆·格林", "Graham Greene", "person")]),
    ("这是一条灰色地带（grey zone）。", [("灰色地带", "grey zone", "term")]),
    ("几个关键词（keywords）值得注意。", [("关键词", "keywords", "term")]),
    ("一张老照片（photograph）挂在墙上。", [("照片", "photograph", "term")]),
    ("所谓情动（affect）理论很流行。", [("情动", "affect", "term")]),
    (
        "布鲁诺·拉图尔（Bruno Latour）的行动者网络理论（actor-network theory）很有名。",
        [("布鲁诺·拉图尔", "Bruno Latour", "person"), ("行动者网络理论", "actor-network theory", "term")],
    ),
    ("学者们称之为文学性（literariness）。", [("文学性", "literariness", "term")]),
    ("本文从可译性（translatability）出发。", [("可译性", "translatability", "term")]),
    ("他穿着T恤（T-shirt）。", [("T恤", "T-shirt", "term")]),
    ("这部作品讨论了AI写作（AI writing）。", [("AI写作", "AI writing", "term")]),
    (
        "周蕾（Rey Chow）与史书美（Shu-mei Shih）都在美国。",
        [("周蕾", "Rey Chow", "person"), ("史书美", "Shu-mei Shih", "person")],
    ),
    (
        "王德威（David Der-wei Wang）提出“抒情传统”（lyrical tradition）。",
        [("王德威", "David Der-wei Wang", "person"), ("抒情传统", "lyrical tradition", "term")],
    ),
    ("《荒原》（*The Waste Land*）的译者。", [("荒原", "The Waste Land", "work")]),
    ("《今日小说》（*Fiction Today*）的书评人注意到了。", [("今日小说", "Fiction Today", "journal")]),
    ("三位一体（Trinity）的学说。", [("三位一体", "Trinity", "term")]),
    ("他比较两种文化（two cultures）。", [("两种文化", "two cultures", "term")]),
    ("他在牛津大学（University of Oxford）读书。", [("牛津大学", "University of Oxford", "organisation")]),
    ("她提出“想象的共同体”（imagined communities）。", [("想象的共同体", "imagined communities", "term")]),
    (
        "本尼迪克特·安德森（Benedict Anderson）的《想象的共同体》（Imagined Communities）。",
        [("本尼迪克特·安德森", "Benedict Anderson", "person"), ("想象的共同体", "Imagined Communities", "work")],
    ),
    ("这种去中心化（decentralization）的趋势。", [("去中心化", "decentralization", "term")]),
    ("他反对后殖民主义（postcolonialism）的说法。", [("后殖民主义", "postcolonialism", "term")]),
    ("这是一个反乌托邦（dystopia）的故事。", [("反乌托邦", "dystopia", "term")]),
    (
        "伦敦（London）与曼彻斯特（Manchester）的工人。",
        [("伦敦", "London", "place"), ("曼彻斯特", "Manchester", "place")],
    ),
    (
        "小说主人公斯蒂芬（Stephen）走在都柏林（Dublin）街头。",
        [("斯蒂芬", "Stephen", "person"), ("都柏林", "Dublin", "place")],
    ),
    ("发表于《泰晤士报》（The Times）。", [("泰晤士报", "The Times", "journal")]),
    (
        "他引用韦勒克（René Wellek）和沃伦（Austin Warren）的观点。",
        [("韦勒克", "René Wellek", "person"), ("沃伦", "Austin Warren", "person")],
    ),
    (
        "所谓的文化资本（cultural capital）和社会资本（social capital）。",
        [("文化资本", "cultural capital", "term"), ("社会资本", "social capital", "term")],
    ),
    ("他称之为陌生化（ostranenie）。", [("陌生化", "ostranenie", "term")]),
    ("她用了间性（in-betweenness）一词。", [("间性", "in-betweenness", "term")]),
    (
        "奈保尔（V. S. Naipaul）和库切（J. M. Coetzee）。",
        [("奈保尔", "V. S. Naipaul", "person"), ("库切", "J. M. Coetzee", "person")],
    ),
    ("联合国教科文组织（UNESCO）的报告。", [("联合国教科文组织", "UNESCO", "organisation")]),
    ("这是典型的元小说（metafiction）。", [("元小说", "metafiction", "term")]),
    ("作者采用多声部（polyphony）的写法。", [("多声部", "polyphony", "term")]),
    ("他讨论了生命政治（biopolitics）。", [("生命政治", "biopolitics", "term")]),
    ("也就是情感结构（structure of feeling）的变化。", [("情感结构", "structure of feeling", "term")]),
]
USES: list[tuple[str, Pairs]] = [
    ("Love in a Fallen City (倾城之恋) is short.", [("Love in a Fallen City", "倾城之恋", "work")]),
    ("It was the Spring Festival Gala (春晚) of 1990.", [("Spring Festival Gala", "春晚", "term")]),
    ("Her name for light (光) is “lamp”.", [("light", "光", "term")]),
    ("She teaches the history of literature (文学) there.", [("literature", "文学", "term")]),
    ("*Violet* (紫罗兰) was cheap. The magazine *Violet* had two pages.", [("Violet", "紫罗兰", "journal")]),
    ("I met Eileen Wong (黃愛蓮), who edits the series.", [("Eileen Wong", "黃愛蓮", "person")]),
    ("He visited Yanji (延吉) once. Yanji is far.", [("Yanji", "延吉", "place")]),
    ("For Yesi (也斯) it is so. Yesi writes that he left.", [("Yesi", "也斯", "person")]),
]


def printed(document: Document) -> Pairs:
    pairs = read_article(document).pairs
    return [(pair.source.text, pair.target.text, pair.kind.value) for pair in pairs]


@pytest.mark.parametrize(("text", "pairs"), [*ENGLISH, *USES])
def test_in_english(text: str, pairs: Pairs, document: Callable[..., Document]) -> None:
    assert printed(document(text, language="en")) == pairs


@pytest.mark.parametrize(("text", "pairs"), CHINESE)
def test_in_chinese(text: str, pairs: Pairs, document: Callable[..., Document]) -> None:
    assert printed(document(text, language="zh-Hans")) == pairs

"""What a pair names: a person, a place, a work, a journal, a body, or a term."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bitext.terms import ConceptKind
from lang.equivalents import is_rendered
from lang.folding import fold
from lang.names_matching import surname_agrees
from lang.transliteration import likeness_of_sound
from sources.article.edges import is_title as has_title_case
from sources.article.han_edges import is_transliterated
from sources.article.pinyin import spells
from sources.article.scripts import cjk_count, word_set
from sources.article.vocabulary import SPEAKING, any_of

_PERIODICAL: Final = re.compile(
    r"\b(?:journals?|review|quarterly|bulletin|magazine|gazette|monthly|weekly|daily|times|news|newspaper|periodical|tribune|herald|inquiry|ribao|wanbao|bao|zazhi|yuekan|xuebao|congbao|studies)\b",
    re.IGNORECASE,
)
_IN_PERIODICALS: Final = re.compile(
    r"\b(?:appeared in|published in|printed in|seriali[sz]ed in|publications?|journals?|magazines?|periodicals?"
    r"|newspapers?|articles in)\b"
    r"|\b(?:editors? (?:of|at|for)|contribut(?:or|ed|ing) to|letter to)\s[^.;]{0,30}\Z"
)
_HAN_IN_PERIODICALS: Final = re.compile(
    "(?:刊[于於在登]|[载載][于於在]|[发發]表[于於在]|[连連][载載][于於在]|[杂雜][志誌]|[报報][纸紙]|期刊"
    "|主[编編]|[创創][办辦刊]|投稿[给給]?)[了]?[《〈“「]?\\Z"
)
_CALLED_PERIODICAL: Final = re.compile(
    r"\b(?:magazine|journal|newspaper|periodical|quarterly|weekly|monthly|daily|review|supplement|literary page)"
    r"(?:\s+(?:called|named))?[\s,“\"‘]*\Z"
    r"|\b(?:came out|appeared|(?:re)?published|printed|seriali[sz]ed|ran)(?:\s+(?:first|originally|then|again))?"
    r"\s+in[\s“\"‘]*\Z"
    r"|\b(?:edit(?:ed|s|or of|ors of)|editor-in-chief of|co-?edited|founded the (?:journal|magazine))[\s“\"‘]*\Z",
    re.IGNORECASE,
)
_HAN_PERIODICAL: Final = re.compile(
    r"(?:学报|學報|杂志|雜誌|周刊|週刊|月刊|季刊|日报|日報|晚报|晚報|学刊|學刊|论坛|論壇|评论|評論|文坛|文壇|争鸣|爭鳴|[日晚晨时時公月周週画畫导導党黨]?[报報]|诗刊|詩刊|周末|週末|文摘)$"
)
_PLACE: Final = re.compile(
    r"\b(?:street|road|avenue|lane|district|city|county|province|town|village|township|river|lake|mountains?|mount|hill|island|bay|square|park|bridge|pass|station|region|prefecture|harbou?r|port|peninsula|plain|gate|market|temple|palace|gardens?|valley|desert|plaza|tower|hotel)\b",
    re.IGNORECASE,
)
# Countries, and cities that are written about much; the others are told by what stands around them.
_GAZETTEER: Final = word_set(
    """
    中国 日本 韩国 朝鲜 苏联 俄罗斯 俄国 印度 越南 缅甸 泰国 新加坡 马来西亚 印尼 菲律宾 蒙古 美国 英国 法国
    德国 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 波兰 捷克 匈牙利 奥地利 希腊 土耳其 伊朗
    伊拉克 以色列 埃及 南非 尼日利亚 肯尼亚 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 古巴 澳大利亚 新西兰 爱尔兰
    苏格兰 乌克兰 欧洲 亚洲 非洲 美洲 拉丁美洲 东亚 南洋 台湾 香港 澳门 东京 京都 大阪 首尔 平壤 莫斯科 伦敦
    巴黎 柏林 罗马 维也纳 纽约 华盛顿 芝加哥 旧金山 洛杉矶 波士顿 牛津 剑桥 曼彻斯特 爱丁堡 都柏林 马德里
    里斯本 布鲁塞尔 日内瓦 布拉格 华沙 布达佩斯 雅典 伊斯坦布尔 开罗 孟买 德里 加尔各答 曼谷 河内 西贡 悉尼
    墨尔本 多伦多 温哥华 蒙特利尔 好莱坞 硅谷 曼哈顿
    """
)
_HAN_PLACE: Final = re.compile(
    r"(?:省|市|区|區|县|縣|州|镇|鎮|乡|鄉|村|街|路|巷|胡同|江|河|湖|海|山|岛|島|湾|灣|广场|廣場|公园|公園|桥|橋|关|關|站|里|屯|堡|市场|市場|商场|商場|寺|庙|廟|宫|宮|园|園|谷|楼|樓|大厦|大廈)$"
)
_BODY: Final = re.compile(
    r"\b(?:university|college|institute|academy|company|corporation|co\.|ltd|factory|plant|mill|smelter|works|bureau|ministry|department|committee|council|association|society|union|party|press|publishing|house|museum|theatre|theater|studio|bank|hospital|school|foundation|federation|agency|office|group|conference|commission|league|army|television|radio|broadcasting)\b",
    re.IGNORECASE,
)
_HAN_BODY: Final = re.compile(
    r"(?:大学|大學|学院|學院|公司|组织|組織|机构|機構|联合国|聯合國|议会|議會|厂|廠|社|部|局|处|處|协会|協會|学会|學會|委员会|委員會|冶炼厂|冶煉廠|研究所|研究院|出版社|书店|書店|书局|書局|博物馆|博物館|剧院|劇院|银行|銀行|医院|醫院|集团|集團|党|黨|会|會|院|中学|中學|小学|小學|政协|政協|电视台|電視台|电台|電台|联盟|聯盟)$"
)
_COLLECTED: Final = re.compile(
    r"\b(?:collection|collected|poems?|anthology|novel|tales?|story|stories|records?|history|notes|dictionary|classics?"
    r"|romance|dream|books?|journey|chronicles?|legends?|songs?|analects|commentary|biograph(?:y|ies)|memoirs?|diary|odes?|rhapsody)\b",
    re.IGNORECASE,
)
_HAN_COLLECTED: Final = re.compile(
    "(?:[集诗詩记記传傳录錄史经經典志誌話话梦夢书書缘緣鉴鑑赋賦谣謠曲歌异異]|演义|演義|春秋|论语|論語|游记|遊記|日记|日記)$"
)
_HAN_PERSON: Final = re.compile(
    "(?:先生|太太|小姐|女士|夫人|老师|老師|师傅|師傅|[大二三四]?[叔伯婶嬸姨姑爷爺奶妈媽]|大[哥姐娘]|厂长|廠長|书记|書記|主任|医生|醫生|警官|[公王帝侯君])$"
)
_TITLED: Final = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof)\.?\s|(?:Old|Little|Big|Young|Aunt|Auntie|Uncle|Granny|Grandma|Grandpa|Master|Miss|Madame"
    r"|Lady|Sister|Brother|Director|Doctor|Officer|Secretary|Judge|Lord|Prince|Princess|Queen|King|Emperor)\s[A-Z]"
)
_PLACE_BEFORE: Final = re.compile(
    r"\b(?:in|to|from|near|outside|around|across|reached|left|visited)\s*\Z", re.IGNORECASE
)
_IS_WITHIN: Final = re.compile(r"\b(?:in|near|outside|around|reached|left)\s*\Z")
_HAN_PLACE_BEFORE: Final = re.compile(
    "(?:[在于於到去往至]|[来來]自|[离離][开開]|[抵到][达達]|位于|途[经經]|[返回][回到]|城市|小[镇鎮城]|[首港][都口])\\Z"
)
_IS_PERIODICAL: Final = re.compile(
    r"\b(?:magazine|journal|newspaper|periodical|weekly|monthly)[\s“\"‘]*\Z|(?:[杂雜][志誌]|[报報][纸紙]|期刊)[《〈“「]?\Z"
)
_OF_PERIODICAL: Final = re.compile(
    r"[》〉]?\s*(?:(?:后来|後來)?的?(?:一[篇则則])?"
    r"(?:书评|書評|编辑|編輯|记者|記者|主编|主編|专栏|專欄|副刊|创刊|創刊)|(?:上)?(?:连载|連載|杂志|雜誌|第?\d+期))"
    r"|(?:[’']s)?\s+(?:reviewers?|editors?|reported|seriali[sz]ed|readers)\b"
)
_IS_SOMEBODY: Final = re.compile(
    rf"\s*,?\s+(?:(?:who|also|once|then|himself|herself|has|had|(?:seems?|seemed|appears?)\sto(?:\shave)?)\s)*"
    rf"(?:{any_of(SPEAKING)}|meant|who)\b|[’']s\s(?:father|mother|wife|husband|novels?|poems?|translation)\b"
)
_SMALL: Final = re.compile(r"\s(?:in|an?|from|with|for|to|and)\s")  # Love in a Fallen City is none
_SOUNDS: Final = 0.45  # likeness of sound from which a Chinese name is one taken over by its sound
_PERSON_CUE: Final = re.compile(
    r"(?:author|novelist|writer|poet|director|critic|scholar|historian|filmmaker|editor|translator|essayist|journalist|professor|dr\.?|mr\.?|ms\.?|mrs\.?"
    r"|actor|actress|singer|painter|photographer|philosopher|sociologist|protagonist|character|hero|heroine|narrator"
    r"|son|daughter|wife|husband|brother|sister|friend"
    r"|(?:man|woman|boy|girl|student|worker|teacher) (?:named|called))\s*\Z",
    re.IGNORECASE,
)
_WORK_CUE: Final = re.compile(
    r"\b(?:anthology|book|collection|documentary|essay|film|memoir|movie|novel|novella|opera|play|poem|song|story"
    r"|volume|monograph|whose|entitled|titled)\s*[\"“‘]?\Z",
    re.IGNORECASE,
)
_TERM_CUE: Final = re.compile(
    r"\b(?:phrase|term|word|concept|notion|slogan|expression|idea|character|category|genre)s?\s*[\"“‘]?\Z",
    re.IGNORECASE,
)
_NICKNAME: Final = 2  # Chinese characters: 老王, 阿Q
_LONGEST_CALLED: Final = 4  # Chinese characters of a name with its title: 庄先生, 司马先生
_LONGEST_NAME: Final = 3  # words of a person's name
_LONGEST_TOWN: Final = 3  # Chinese characters of most towns
_LONGEST_FOREIGN: Final = 8  # Chinese characters of a foreign name without a dot
_NEAR: Final = 60  # characters before a title in which a word for periodicals says what it is
_LONGEST_SLOGAN: Final = 4  # Chinese characters of a slogan or a set phrase: 改革开放
_DATES: Final = re.compile(r"\b(?:b\.|born|d\.)\s*\d{3,4}|\d{4}\s*[-–—]")
_CITY_CUE: Final = re.compile(
    r"\b(?:city|town|village|district|province|county|region|capital)\s+of\s*\Z", re.IGNORECASE
)

# The hundred family names that most people in China bear (Ministry of Public Security, 2020), and a few more
# of writers; in simplified and traditional characters.
_SURNAMES: Final = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖蕭萧田董潘袁蔡蒋蔣余于"
    "杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍黎史陶贺賀"
    "毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常双雙班郑执莊庄艾巴老鲁魯茅余残殘阎迟遲格铁鐵虹海阿贾樟柯凌翁柳季章俞殷祝纪紀"
    "葛包苗庞龐谈談饶饒佘单單屈木毕畢蒲穆戚应應米凤鳳花喻耿瞿焦巫匡冉臧荣榮柏卞褚解车車岑蔚仇冼"
    "裴温溫梅管洪左霍鲍鮑申佟关關宁寧安古易乔喬尤牛詹辛倪施牟费費卓骆駱邢路柴岳齐齊聂聶涂梅盛童欧歐甘商麦麥"
)


@dataclass(frozen=True, slots=True)
class Around:
    """The words of the sentence before a pair, the rest of its brackets, and the words behind it."""

    before: str = ""
    inside: str = ""
    after: str = ""


def kind_of(latin: str, han: str, sign: str, around: Around, *, is_title: bool) -> ConceptKind:
    """The kind of a pair, from its form, its two sides and the words around it.

    >>> kind_of("Shuang Xuetao", "双雪涛", "pinyin", Around(), is_title=False).value
    'person'
    >>> kind_of("Tiexi District", "铁西区", "capitals", Around(), is_title=False).value
    'place'
    >>> kind_of("Harvest", "收获", "capitals", Around("It came out in "), is_title=False).value
    'journal'
    """
    if _TERM_CUE.search(around.before) and not is_title:
        return ConceptKind.TERM
    if is_title or _is_titled(latin, han, sign, around.before):
        return _written(latin, han, around)
    if not _is_capital(latin):
        return ConceptKind.TERM
    return ConceptKind.PERSON if _is_person(latin, han, sign, around) else _named(latin, han, sign, around.before)


def _is_titled(latin: str, han: str, sign: str, before: str) -> bool:
    """Whether markup, a word such as `novel`, or an article with a capital in mid-sentence shows a title."""
    has_article = re.match(r"(?:The|An?)\s[A-Z]", latin) is not None and bool(re.search(r"[\w,]\s*\Z", before))
    is_announced = _WORK_CUE.search(before) is not None
    is_named_so = sign == "capitals" and has_article and not (_BODY.search(latin) or _HAN_BODY.search(han))
    is_marked = sign == "emphasis" or (sign == "marks" and has_title_case(latin))
    return _is_capital(latin) and (is_announced or is_named_so or is_marked)


def _is_capital(latin: str) -> bool:
    return latin.lstrip("\"'“‘«")[:1].isupper()


def by_use(kind: ConceptKind, latin: str, uses: Iterable[Around]) -> ConceptKind:
    """A kind that only its form showed, corrected by what is said wherever it stands.

    >>> by_use(ConceptKind.WORK, "Violet", [Around("the magazine ")]).value
    'journal'
    >>> by_use(ConceptKind.PLACE, "Yesi", [Around(after=" writes that")]).value
    'person'
    """
    uses = tuple(uses)
    if kind is ConceptKind.WORK and any(_IS_PERIODICAL.search(one.before) for one in uses):
        return ConceptKind.JOURNAL
    is_doubtful = kind is ConceptKind.PLACE and latin.isalpha() and latin.istitle()
    if is_doubtful and any(_IS_SOMEBODY.match(one.after) for one in uses):
        return kind if any(_IS_WITHIN.search(one.before) for one in uses) else ConceptKind.PERSON
    return kind


def _written(latin: str, han: str, around: Around) -> ConceptKind:
    is_called = _CALLED_PERIODICAL.search(around.before) or _HAN_IN_PERIODICALS.search(around.before)
    is_announced = _IN_PERIODICALS.search(around.before[-_NEAR:]) or is_called or _OF_PERIODICAL.match(around.after)
    is_periodical = _PERIODICAL.search(latin) or _HAN_PERIODICAL.search(han) or is_announced
    return ConceptKind.JOURNAL if is_periodical else ConceptKind.WORK


def _named(latin: str, han: str, sign: str, before: str) -> ConceptKind:
    """What a name that is no person's and in no marks names: the first of these rules that holds."""
    is_periodical = _PERIODICAL.search(latin) and (_HAN_PERIODICAL.search(han) or _IN_PERIODICALS.search(before))
    is_known = fold(han) in _GAZETTEER
    is_place = is_known or (_PLACE.search(latin) and not _SMALL.search(latin)) or _HAN_PLACE.search(han)
    is_pinyin = sign == "pinyin" and " " not in latin and cjk_count(han) <= _LONGEST_TOWN
    rules = (
        (_CALLED_PERIODICAL.search(before) and _is_common(latin, han), ConceptKind.JOURNAL),
        (is_periodical, ConceptKind.JOURNAL),
        (_COLLECTED.search(latin) and _HAN_COLLECTED.search(han), ConceptKind.WORK),
        (_CITY_CUE.search(before) or is_known or (is_place and not _BODY.search(latin)), ConceptKind.PLACE),
        (_BODY.search(latin) or _HAN_BODY.search(han), ConceptKind.ORGANISATION),
        (_is_place_by_sound(latin, han, before), ConceptKind.PLACE),
        (is_pinyin and before.strip(), ConceptKind.PLACE),  # but Mianzi, at the head of a sentence, is a term
        (sign == "capitals" and _is_long_title(latin, han, before), ConceptKind.WORK),
    )
    return next((kind for holds, kind in rules if holds), ConceptKind.TERM)


def _is_long_title(latin: str, han: str, before: str) -> bool:
    """More than three words, and more than a slogan: by the Chinese, a comma, an article, or whose work it is."""
    is_whose = re.search(r"[’']s?\s+\Z", before) is not None
    is_more = cjk_count(han) > _LONGEST_SLOGAN or "," in latin or re.search(r"\san?\s", latin) is not None
    return len(latin.split()) > _LONGEST_NAME and (is_more or is_whose)


def _is_common(latin: str, han: str) -> bool:
    """Whether common words are the name, in both languages: Harvest, 收获; places are not called so."""
    return any(is_rendered(word, han) for word in latin.split()) and not _PLACE.search(latin)


def _is_place_by_sound(latin: str, han: str, before: str) -> bool:
    """Whether a name that Chinese renders by its sound stands where a place does: in Montparnasse, 在蒙帕纳斯."""
    is_there = _PLACE_BEFORE.search(before) or _HAN_PLACE_BEFORE.search(before)
    return bool(is_there) and " " not in latin and likeness_of_sound(han, latin) >= _SOUNDS


# Persons.


def _is_person(latin: str, han: str, sign: str, around: Around) -> bool:
    """By the dot between its parts, by what is said of it, or by the form of its two sides."""
    if "·" in han or "・" in han or fold(han) in _GAZETTEER or _is_called(latin, han, sign):
        return fold(han) not in _GAZETTEER
    if _PERSON_CUE.search(around.before) or _DATES.search(around.inside):
        return cjk_count(han) <= _LONGEST_FOREIGN and not (_PLACE.search(latin) or _BODY.search(latin))
    words = latin.split()
    if len(words) > _LONGEST_NAME + (sign == "brackets") or not all(word[0].isupper() for word in words):
        return False
    if _IS_SOMEBODY.match(around.after) and not (_PERIODICAL.search(latin) or _is_common(latin, han)):
        return cjk_count(han) <= _LONGEST_FOREIGN and not (_PLACE.search(latin) or _BODY.search(latin))
    if sign == "brackets" and _is_foreign(words, han) and not _is_place_by_sound(latin, han, around.before):
        return True
    return len(words) > 1 and _is_chinese_name(latin, han, sign)


def _is_called(latin: str, han: str, sign: str) -> bool:
    """Ah Q 阿Q, Old Wang 老王, Judge Bao 包公: a name with what its bearer is called."""
    if cjk_count(han) > _LONGEST_CALLED:
        return False
    is_nickname = han[0] in "阿小老大" and len(han) == _NICKNAME and (sign == "pinyin" or han[0] == "阿")
    return is_nickname or (_TITLED.match(latin) is not None and bool(_HAN_PERSON.search(han) or han[0] in "阿小老大"))


def _is_foreign(words: Sequence[str], han: str) -> bool:
    """Whether a foreign name is written by its sound: all of it, or the family name behind another part."""
    return is_transliterated(han) or (len(words) > 1 and cjk_count(han) <= 5 and is_transliterated(han[-2:]))


def _is_chinese_name(latin: str, han: str, sign: str) -> bool:
    """Two to four characters whose surname the Latin spells, or bears by another name."""
    if not 2 <= len(han) <= _LONGEST_CALLED or _PLACE.search(latin) or _BODY.search(latin):
        return False
    words = latin.split()
    is_spelled = "-" in latin or "'" in latin or "’" in latin or any(spells(word, 1) for word in words)
    has_surname = fold(han[0]) in _SURNAMES and (is_spelled or (sign == "brackets" and not _is_common(latin, han)))
    is_pinyin = len(words) == 2 and spells(words[0], 1) and spells(latin, len(han))
    return has_surname or is_pinyin or (fold(han[0]) in _SURNAMES and bool(surname_agrees(han, latin)))

"""What a pair names: a person, a place, a work, a journal, a body, or a term."""

import re
from typing import Final

from bitext.terms import ConceptKind
from lang.folding import fold
from sources.article.edges import is_title as has_title_case
from sources.article.han_edges import is_transliterated
from sources.article.pinyin import spells
from sources.article.scripts import cjk_count

_PERIODICAL: Final = re.compile(
    r"\b(?:journals?|review|quarterly|bulletin|magazine|gazette|monthly|weekly|daily|times|news|newspaper|periodical|tribune|herald|inquiry|ribao|wanbao|bao|zazhi|yuekan|xuebao|congbao|studies)\b",
    re.IGNORECASE,
)
_IN_PERIODICALS: Final = re.compile(
    r"\b(?:appeared in|published in|printed in|seriali[sz]ed in|publications?|journals?|magazines?|periodicals?"
    r"|newspapers?|articles in)\b"
    r"|\b(?:editors? (?:of|at|for)|contribut(?:or|ed|ing) to|letter to)\s[^.;]{0,30}\Z",
    re.IGNORECASE,
)
_HAN_PERIODICAL: Final = re.compile(
    r"(?:学报|學報|杂志|雜誌|周刊|週刊|月刊|季刊|日报|日報|晚报|晚報|学刊|學刊|论坛|論壇|评论|評論|文坛|文壇|争鸣|爭鳴|[日晚晨时時公月周週画畫导導党黨]?[报報]|诗刊|詩刊|周末|週末|文摘)$"
)
_PLACE: Final = re.compile(
    r"\b(?:street|road|avenue|lane|district|city|county|province|town|village|township|river|lake|mountains?|mount|hill|island|bay|square|park|bridge|pass|station|region|prefecture|harbou?r|port|peninsula|plain|gate|market|temple|palace|gardens?|valley|desert|plaza|tower|hotel)\b",
    re.IGNORECASE,
)
_HAN_PLACE: Final = re.compile(
    r"(?:省|市|区|區|县|縣|州|镇|鎮|乡|鄉|村|街|路|巷|胡同|江|河|湖|海|山|岛|島|湾|灣|广场|廣場|公园|公園|桥|橋|关|關|站|里|屯|堡|市场|市場|商场|商場|寺|庙|廟|宫|宮|园|園|谷|楼|樓|大厦|大廈)$"
)
_BODY: Final = re.compile(
    r"\b(?:university|college|institute|academy|company|corporation|co\.|ltd|factory|plant|mill|smelter|works|bureau|ministry|department|committee|council|association|society|union|party|press|publishing|house|museum|theatre|theater|studio|bank|hospital|school|foundation|federation|agency|office|group|conference|commission|league|army|television|radio|broadcasting)\b",
    re.IGNORECASE,
)
_HAN_BODY: Final = re.compile(
    r"(?:大学|大學|学院|學院|公司|厂|廠|社|部|局|处|處|协会|協會|学会|學會|委员会|委員會|冶炼厂|冶煉廠|研究所|研究院|出版社|书店|書店|书局|書局|博物馆|博物館|剧院|劇院|银行|銀行|医院|醫院|集团|集團|党|黨|会|會|院|中学|中學|小学|小學|政协|政協|电视台|電視台|电台|電台|联盟|聯盟)$"
)
_COLLECTED: Final = re.compile(
    r"\b(?:collection|collected|poems?|anthology|novel|tales?|story|stories|records?|history|notes|dictionary|classic)\b",
    re.IGNORECASE,
)
_HAN_COLLECTED: Final = re.compile("[集诗詩记記传傳录錄史经經典志誌话話]$")
_PERSON_CUE: Final = re.compile(
    r"(?:author|novelist|writer|poet|director|critic|scholar|historian|filmmaker|editor|translator|essayist|journalist|professor|dr\.?|mr\.?|ms\.?|mrs\.?"
    r"|actor|actress|singer|painter|photographer|philosopher|sociologist|protagonist|character|hero|heroine|narrator)\s*\Z",
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
    "裴温溫梅管洪左霍鲍鮑申佟关關宁寧安古易乔喬尤牛詹辛倪施牟费費卓骆駱邢路柴岳齐齊聂聶涂梅盛童欧歐甘商麦麥"
)


def kind_of(latin: str, han: str, sign: str, context: str, *, is_title: bool) -> ConceptKind:
    """The kind of a pair, from its form, its two sides and the words before and behind it.

    >>> kind_of("Shuang Xuetao", "双雪涛", "pinyin", "", is_title=False).value
    'person'
    >>> kind_of("Tiexi District", "铁西区", "capitals", "", is_title=False).value
    'place'
    """
    before, _, behind = context.partition("|")
    if _TERM_CUE.search(before) and not is_title:
        return ConceptKind.TERM
    is_title = is_title or (latin[:1].isupper() and _WORK_CUE.search(before) is not None)
    is_italic = sign == "emphasis" and latin[:1].isupper()
    if is_title or is_italic or (sign == "marks" and has_title_case(latin)):
        return _written(latin, han, before)
    if _is_person(latin, han, sign, before, behind):
        return ConceptKind.PERSON
    return _named(latin, han, sign, before) if latin[:1].isupper() else ConceptKind.TERM


def _named(latin: str, han: str, sign: str, before: str) -> ConceptKind:
    """What a name that is no person's and in no marks names."""
    if _PERIODICAL.search(latin) and (_HAN_PERIODICAL.search(han) or _IN_PERIODICALS.search(before)):
        return ConceptKind.JOURNAL
    if _COLLECTED.search(latin) and _HAN_COLLECTED.search(han):
        return ConceptKind.WORK
    is_place = _PLACE.search(latin) or _HAN_PLACE.search(han)
    is_body = _BODY.search(latin) or _HAN_BODY.search(han)
    if _CITY_CUE.search(before) or (is_place and not _BODY.search(latin)):
        return ConceptKind.PLACE
    if is_body:
        return ConceptKind.ORGANISATION
    if sign == "pinyin" and " " not in latin and cjk_count(han) <= 3:
        return ConceptKind.PLACE if before.strip() else ConceptKind.TERM  # Mianzi, at the head of a sentence
    return ConceptKind.WORK if sign == "capitals" and len(latin.split()) > 3 else ConceptKind.TERM


def _written(latin: str, han: str, before: str) -> ConceptKind:
    is_periodical = _PERIODICAL.search(latin) or _HAN_PERIODICAL.search(han) or _IN_PERIODICALS.search(before)
    return ConceptKind.JOURNAL if is_periodical else ConceptKind.WORK


def _is_person(latin: str, han: str, sign: str, before: str, behind: str) -> bool:
    is_capital = latin[:1].isupper()
    if "·" in han or "・" in han or (han[0] in "阿小老" and len(han) == 2 and sign == "pinyin" and is_capital):
        return True
    words = latin.split()
    if sign == "brackets" and is_transliterated(han) and all(word[0].isupper() for word in words):
        return True
    is_foreign = 1 < len(words) <= 4 and all(word[0].isupper() for word in words) and cjk_count(han) <= 5
    if sign == "brackets" and is_foreign and is_transliterated(han[-2:]):
        return True
    if _PERSON_CUE.search(before) or _DATES.search(behind):
        return latin[:1].isupper() and cjk_count(han) <= 8 and not _PLACE.search(latin)
    is_name = (
        2 <= len(words) <= (4 if sign == "brackets" else 3)
        and all(word[0].isupper() for word in words)
        and 2 <= len(han) <= 4
    )
    if not is_name or _PLACE.search(latin) or _BODY.search(latin):
        return False
    has_surname = fold(han[0]) in _SURNAMES and bool(
        "-" in latin or sign == "brackets" or re.search("['’]", latin) or any(spells(word, 1) for word in words)
    )
    return has_surname or (len(words) == 2 and spells(words[0], 1) and spells(latin, len(han)))

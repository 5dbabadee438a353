"""What the columns of a table of parallel text hold: a language's text, ids, remarks."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from bitext.languages import LanguageTag
from lang.rules import has_rules
from sources.languages import language_of, settled, tag_or_none

_NAMES: Final[Mapping[str, str]] = {
    "zh": "chinese mandarin 中文 汉语 漢語 华文 華文 chinesisch chinois cn",
    "zh-Hans": "simplified-chinese chinese-simplified chinese-(simplified) 简体中文 简体 简中 chs",
    "zh-Hant": "traditional-chinese chinese-traditional chinese-(traditional) 繁体中文 繁體中文 正體中文 繁体 繁體 cht",
    "en": "english 英文 英语 英語 englisch anglais eng",
    "ja": "japanese 日本語 日文 日语 日語 jpn",
    "ko": "korean 한국어 韩文 韩语 韓文 韓語 kor",
    "de": "german deutsch allemand 德文 德语 德語 ger deu",
    "fr": "french français französisch 法文 法语 法語 fre fra",
    "es": "spanish español espagnol spanisch 西班牙文 西班牙语 西班牙語 spa",
    "it": "italian italiano italienisch 意大利文 意大利语 意大利語 ita",
    "pt": "portuguese português 葡萄牙文 葡萄牙语 葡萄牙語 por",
    "ru": "russian русский russisch russe 俄文 俄语 俄語 rus",
    "la": "latin latein 拉丁文 拉丁语 拉丁語",
}
_LANGUAGES: Final = {word: LanguageTag(tag) for tag, words in _NAMES.items() for word in words.split()}


class Role(StrEnum):
    """What the cells under a heading are."""

    TEXT = "text"
    ID = "id"
    NOTE = "note"
    OTHER = "other"  # data about the row


_ROLES: Final = {
    word: role
    for role, words in {
        Role.TEXT: "source target original translation text source-text target-text sentence "
        "原文 译文 譯文 翻译 翻譯 文本 句子",
        Role.ID: "id key segment-id string-id 编号 編號",
        Role.NOTE: "note notes comment comments remark remarks 备注 備註 注释 註釋 说明 說明 批注",
        Role.OTHER: "no nr # number line row status state type kind score probability context file speaker date "
        "序号 序號 行号 行號 状态 狀態 类型 類型 上下文",
    }.items()
    for word in words.split()
}
# A number, a code or an address: text has a space or a letter that is not ASCII somewhere.
_CODE: Final = re.compile(r"(?=[!-~]*\d)[!-~]+|https?://\S+")
_SPACES: Final = re.compile(r"[\s_]+")


def role_of(head: str) -> Role | None:
    """What a heading says of its column; None where it is no heading that is known.

    >>> role_of("English (US)"), role_of("zh_CN"), role_of("编号"), role_of("He left.")
    (<Role.TEXT: 'text'>, <Role.TEXT: 'text'>, <Role.ID: 'id'>, None)
    """
    return _ROLES.get(_word(head)) or (Role.TEXT if head_language(head) else None)


def head_language(head: str) -> LanguageTag | None:
    """The language that a heading names, as a word or a tag.

    >>> head_language("Chinese (Simplified)"), head_language("de-AT"), head_language("source"), head_language("no")
    ('zh-Hans', 'de-AT', None, None)
    """
    word = _word(head)
    if named := _LANGUAGES.get(word) or _LANGUAGES.get(word.partition("-(")[0]):
        return named
    tag = tag_or_none(head) if word not in _ROLES else None
    return tag if tag is not None and len(tag.language) == 2 and has_rules(tag) else None


def _word(head: str) -> str:
    return _SPACES.sub("-", head.strip().casefold())


def is_head(row: Sequence[str]) -> bool:
    """Whether a row is headings: two that are known or a longer one, and no two the same.

    >>> is_head(["zh", "en"]), is_head(["原文", "Karl"]), is_head(["It", "它"]), is_head(["en", "EN"])
    (True, True, False, False)
    """
    said = [cell.strip().casefold() for cell in row if cell.strip()]
    known = [cell for cell in said if role_of(cell)]
    # A sentence of one word may look like the tag of a language: It, No, De.
    is_enough = len(known) > 1 or any(len(cell) > 2 or not cell.isascii() for cell in known)
    return is_enough and len(set(said)) == len(said)


def names_two_texts(row: Sequence[str]) -> bool:
    """Whether two cells are headings of text, so that it is hardly by chance."""
    return sum(role_of(cell) is Role.TEXT for cell in row) > 1


def text_columns(head: Sequence[str], columns: Sequence[Sequence[str]]) -> Mapping[int, LanguageTag]:
    """The columns that hold text, by number, each with its language.

    Where headings say which columns they are no others count.
    """
    roles = [role_of(head[index]) if index < len(head) else None for index in range(len(columns))]
    candidates = [index for index, role in enumerate(roles) if role is Role.TEXT]
    candidates = candidates or [index for index, role in enumerate(roles) if role is None]
    found = {index: _language(head[index] if index < len(head) else "", columns[index]) for index in candidates}
    return {index: language for index, language in found.items() if language is not None}


def _language(head: str, cells: Sequence[str]) -> LanguageTag | None:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return None
    if all(_CODE.fullmatch(cell) for cell in filled):
        return head_language(head)
    return settled(head_language(head), language_of("\n".join(filled)))

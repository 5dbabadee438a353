"""What the columns of a glossary file mean: our own header words, and those that people write instead."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, TypeVar

from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.terms import CaseRule, ConceptKind, Matching, TermStatus

Value = TypeVar("Value")


class Role(StrEnum):
    """What the cells of a column are."""

    ID = "id"
    KIND = "kind"
    NOTE = "note"
    SCOPE = "scope"
    ATTESTATIONS = "attestations"
    ATTESTED_IN = "attested-in"
    TERM = "term"
    STATUS = "status"  # of the terms of a language, as the two that follow
    CASE = "case"
    MATCHING = "matching"
    CONTEXT = "context"
    TERM_NOTE = "term-note"
    SIDE = "side"  # terms of a language that the header does not name: source, target
    EXTRA = "extra"  # a column of the user's own; it goes into the note


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `header` as it is written, `language` where the column belongs to one."""

    role: Role
    header: str
    language: LanguageTag | None = None


def _by_word(words: Mapping[Value, str]) -> Mapping[str, Value]:
    return {word: value for value, listed in words.items() for word in listed.split()}


_ROLES: Final[Mapping[str, Role]] = _by_word(
    {
        Role.ID: "id concept-id 编号 編號",
        Role.KIND: "kind type category 类型 類型 类别 類別 种类 種類",
        Role.NOTE: "note notes comment comments remark remarks 备注 備註 注释 註釋 说明 說明",
        Role.SCOPE: "scope 范围 範圍",
        Role.ATTESTATIONS: "attestations",
        Role.ATTESTED_IN: "attested-in",
        Role.SIDE: "source source-term target target-term translation 原文 译文 譯文 翻译 翻譯",
    }
)

_LANGUAGES: Final[Mapping[str, LanguageTag]] = _by_word(
    {
        LanguageTag("zh"): "cn zho chi chinese 中文 汉语 漢語 华文 華文",
        LanguageTag("zh-Hans"): "chs simplified-chinese chinese-(simplified) 简体中文 简体 简中",
        LanguageTag("zh-Hant"): "cht traditional-chinese chinese-(traditional) 繁体中文 繁體中文 正體中文 繁体 繁體",
        LanguageTag("zh-Latn-pinyin"): "pinyin 拼音 汉语拼音 漢語拼音",
        LanguageTag("en"): "eng english 英文 英语 英語",
        LanguageTag("ja"): "jp jpn japanese 日本語 日文 日语 日語",
        LanguageTag("ko"): "kr kor korean 한국어 韩文 韩语 韓文 韓語",
        LanguageTag("de"): "german deutsch 德文 德语 德語",
        LanguageTag("fr"): "french français 法文 法语 法語",
        LanguageTag("es"): "spanish español 西班牙文 西班牙语 西班牙語",
        LanguageTag("it"): "italian italiano 意大利文 意大利语",
        LanguageTag("pt"): "portuguese português 葡萄牙文 葡萄牙语",
        LanguageTag("ru"): "russian русский 俄文 俄语 俄語",
    }
)

_DETAILS: Final[Mapping[str, Role]] = _by_word(
    {
        Role.STATUS: "status 状态 狀態",
        Role.CASE: "case 大小写 大小寫",
        Role.MATCHING: "matching match 匹配",
        Role.CONTEXT: "context 语境 語境",
        Role.TERM_NOTE: "note notes comment 备注 備註",
    }
)

KINDS: Final[Mapping[str, ConceptKind]] = _by_word(
    {
        ConceptKind.TERM: "term 术语 術語 词语 詞語",
        ConceptKind.PERSON: "person people name character 人名 人物 姓名",
        ConceptKind.PLACE: "place location 地名 地点 地點",
        ConceptKind.WORK: "work title book film 书名 書名 作品 篇名 电影 電影",
        ConceptKind.ORGANISATION: "organisation organization org institution company 机构 機構 单位 單位 组织 組織",
        ConceptKind.JOURNAL: "journal magazine newspaper 期刊 刊物 报刊 報刊",
    }
)

STATUSES: Final[Mapping[str, TermStatus]] = _by_word(
    {
        TermStatus.PREFERRED: "preferred approved 首选 首選 推荐 推薦",
        TermStatus.ADMITTED: "admitted allowed alternative 可用 允许 允許",
        TermStatus.FORBIDDEN: "forbidden deprecated prohibited 禁用 禁止",
        TermStatus.PROPOSED: "proposed candidate new 建议 建議 待定 候选 候選",
    }
)

CASES: Final[Mapping[str, CaseRule]] = _by_word(
    {
        CaseRule.AUTO: "auto",
        CaseRule.EXACT: "exact sensitive case-sensitive 区分 區分",
        CaseRule.ANY: "any insensitive case-insensitive 不区分 不區分",
    }
)

MATCHINGS: Final[Mapping[str, Matching]] = _by_word(
    {
        Matching.AUTO: "auto",
        Matching.EXACT: "exact 精确 精確",
        Matching.LEMMA: "lemma stem inflected 词形 詞形",
        Matching.PREFIX: "prefix 前缀 前綴",
        Matching.REGEX: "regex regexp 正则 正則",
    }
)

# Three letters are too often an abbreviation (pos, def, ref) to be taken for a language without being known as one.
_THREE_LETTERS: Final = frozenset(["cmn", "yue", "lzh", "wuu", "nan", "hak", "hsn", "gan", "cdo", "grc", "mnc"])
_SCRIPTS: Final = frozenset(["Hans", "Hant", "Hani", "Latn", "Cyrl", "Jpan", "Hira", "Kana", "Kore", "Hang", "Bopo"])
_VARIANTS: Final = frozenset(["pinyin", "wadegile", "jyutping", "tongyong", "hepburn", "1901", "1996"])
_EXPLICIT: Final = "term:"
"""Before a language tag that would not be taken for one: `term:id` for Indonesian."""


def column_of(header: str) -> Column:
    """What a column is by its header; `Role.EXTRA` if the header is not one of ours.

    >>> column_of("zh-Hans").role, column_of("英文").language, column_of("EN status").role
    (<Role.TERM: 'term'>, 'en', <Role.STATUS: 'status'>)
    """
    word = plain(header)
    if role := _ROLES.get(word):
        return Column(role, header)
    if detail := _detail(word, header):
        return detail
    language = _language(word)
    return Column(Role.TERM if language else Role.EXTRA, header, language)


def columns_of(headers: Iterable[str]) -> tuple[Column, ...]:
    """What the columns of a row of headers are; of several columns of notes the first is the note."""
    columns = tuple(column_of(header) for header in headers)
    note = next((column for column in columns if column.role is Role.NOTE), None)
    return tuple(Column(Role.EXTRA, c.header) if c.role is Role.NOTE and c is not note else c for c in columns)


def plain(text: str) -> str:
    """A header or code word as our tables have it: lower case, with hyphens."""
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


def _language(word: str) -> LanguageTag | None:
    if word in _LANGUAGES:
        return _LANGUAGES[word]
    is_explicit = word.startswith(_EXPLICIT)
    try:
        tag = LanguageTag(word.removeprefix(_EXPLICIT))
    except BadData:
        return None
    return tag if is_explicit or _is_plain(tag) else None


def _is_plain(tag: LanguageTag) -> bool:
    """Whether people would write this for a language and nothing else."""
    first, *rest = tag.split("-")
    is_known = len(first) == 2 or first in _THREE_LETTERS
    return is_known and first != "no" and all(len(part) == 2 or part in _SCRIPTS | _VARIANTS for part in rest)


def _detail(word: str, header: str) -> Column | None:
    """A column about the terms of a language: `zh-status`, `英文备注`."""
    for ending, role in _DETAILS.items():
        if word.endswith(ending) and (language := _language(word.removesuffix(ending).rstrip("-"))):
            return Column(role, header, language)
    return None


def header_for(language: LanguageTag) -> str:
    """The header of the terms of a language, such that `column_of` knows it again.

    >>> header_for(LanguageTag("zh-Hans")), header_for(LanguageTag("id"))
    ('zh-Hans', 'term:id')
    """
    return language if column_of(language) == Column(Role.TERM, language, language) else f"{_EXPLICIT}{language}"


def is_header(columns: Sequence[Column]) -> bool:
    """Whether a row with these cells is a header and not the first entry.

    A header has two columns of different terms, or one and another that we know; that of no entries has none.
    """
    known = [column for column in columns if column.role is not Role.EXTRA]
    terms = {column.language or column.header for column in known if column.role in {Role.TERM, Role.SIDE}}
    others = [column for column in known if column.role not in {Role.TERM, Role.SIDE}]
    is_empty_base = len(known) == len(columns) and any(column.role is Role.ID for column in known)
    return len(terms) > 1 or bool(terms and (others or len(known) == len(columns) == 1)) or is_empty_base


def faults_of(columns: Sequence[Column]) -> Iterator[str]:
    """What is wrong with a header: columns twice, and columns that are nearly one of ours."""
    seen: dict[tuple[Role, str], str] = {}
    for column in columns:
        what = column.role, column.language or column.header
        twin = seen.setdefault(what, column.header)
        if twin is not column.header and column.role is not Role.EXTRA:
            yield f"the columns {twin!r} and {column.header!r} are the same; put all into one, with ; between terms"
        elif column.role is Role.EXTRA and (meant := _meant(column, columns)):
            yield f"there is no column {column.header!r}; perhaps it is {meant}"


def _meant(column: Column, columns: Sequence[Column]) -> str | None:
    """What an unknown column is likely to stand for: the status of which term, or a mistyped word."""
    *language, detail = plain(column.header).rsplit("-", 1)
    if not language and _DETAILS.get(detail) in {Role.STATUS, Role.CASE, Role.MATCHING, Role.CONTEXT}:
        return " or ".join(repr(f"{other.header}-{detail}") for other in columns if other.role is Role.TERM) or None
    near = get_close_matches(detail, _DETAILS, n=1)
    return repr(f"{language[0]}-{near[0]}") if language and near and _language(language[0]) else None

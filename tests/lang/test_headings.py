"""Headings, and prose that begins like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lang.headings import Heading, heading, heading_level, heading_number
from lang.rules import known_languages, rules_for


@pytest.mark.parametrize(
    ("tag", "line", "level", "number"),
    [
        ("zh", "第三章", 2, 3),
        ("zh", "第三章 风雪", 2, 3),
        ("zh", "第三章：风雪", 2, 3),
        ("zh", "第三章风雪夜归人", 2, 3),
        ("zh", "第 三 章　风雪", 2, 3),
        ("zh", "第２０章", 2, 20),
        ("zh", "第两百三十章 大战", 2, 230),
        ("zh", "第十章（上）", 2, 10),
        ("zh", "【第三章】", 2, 3),
        ("zh", "=== 第十二章 ===", 2, 12),
        ("zh", "正文 第三章 云", 2, 3),
        ("zh", "三十章", 2, 30),
        ("zh", "chapter.844", 2, 844),
        ("zh", "第一回 甄士隐梦幻识通灵 贾雨村风尘怀闺秀", 2, 1),
        ("zh", "第一回甄士隐梦幻识通灵", 2, 1),
        ("zh", "第三回", 2, 3),
        ("zh", "第四封", 2, 4),
        ("zh", "第四卷 风起", 1, 4),
        ("zh", "第一卷 风起 第三章 云涌", 2, 3),
        ("zh", "第一部分 开始", 1, 1),
        ("zh", "卷之三", 1, 3),
        ("zh", "上卷", 1, None),
        ("zh", "第1节", 3, 1),
        ("zh", "楔子", 2, None),
        ("zh", "楔　子", 2, None),
        ("zh", "序", 2, None),
        ("zh", "序言：写在前面", 2, None),
        ("zh", "后记", 2, None),
        ("zh", "尾聲", 2, None),
        ("zh", "番外一", 2, 1),
        ("zh", "附录A", 2, None),
        ("zh", "參考文獻", 2, None),
        ("en", "Chapter 3", 2, 3),
        ("en", "CHAPTER ONE", 2, 1),
        ("en", "Chapter Twenty-One: The End", 2, 21),
        ("en", "Chapter the First", 2, 1),
        ("en", "CHAPTER I.", 2, 1),
        ("en", "CHAPTER IV. Down the Rabbit-Hole", 2, 4),
        ("en", "Chapter 3 The Boy", 2, 3),
        ("en", "Chapter Eleven—Home", 2, 11),
        ("en", "chapter.844", 2, 844),
        ("en", "PART ONE", 1, 1),
        ("en", "Part II", 1, 2),
        ("en", "The Second Part", 1, 2),
        ("en", "Book Three: The Return", 1, 3),
        ("en", "Volume the Third", 1, 3),
        ("en", "Section 3", 3, 3),
        ("en", "PROLOGUE", 2, None),
        ("en", "Epilogue: Ten Years After", 2, None),
        ("en", "Preface to the Second Edition", 2, None),
        ("en", "Works Cited", 2, None),
        ("en", "Appendix B", 2, None),
        ("de", "Drittes Kapitel", 2, 3),
        ("de", "3. Kapitel", 2, 3),
        ("de", "Einundzwanzigstes Kapitel", 2, 21),
        ("de", "Erster Teil", 1, 1),
        ("fr", "CHAPITRE PREMIER", 2, 1),
        ("fr", "Chapitre dix-sept", 2, 17),
        ("fr", "Première partie", 1, 1),
        ("es", "CAPÍTULO XXI", 2, 21),
        ("es", "Primera parte", 1, 1),
        ("it", "Capitolo primo", 2, 1),
        ("pt", "Segunda parte", 1, 2),
        ("ru", "Глава двадцать первая", 2, 21),
        ("ru", "ПРОЛОГ", 2, None),
        ("ja", "第三話 雪の夜", 2, 3),
        ("ja", "プロローグ", 2, None),
        ("ko", "제3장 눈", 2, 3),
        ("ko", "제삼장", 2, 3),
        ("ko", "에필로그", 2, None),
    ],
)
def test_headings(tag: str, line: str, level: int, number: int | None) -> None:
    rules = rules_for(tag)
    assert heading(line, rules) == Heading(level, number)
    assert heading_level(f"  {line}\n", rules) == level
    assert heading_number(line, rules) == number


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("zh", "第一封信"),
        ("zh", "第四本书记载了这件事"),
        ("zh", "第一部电影"),
        ("zh", "第一节课"),
        ("zh", "第一回见面"),
        ("zh", "第一次"),
        ("zh", "第一场雪"),
        ("zh", "第三章的内容"),
        ("zh", "第三章里，他走了"),
        ("zh", "第三章他走了，她来了"),
        ("zh", "第三章。"),
        ("zh", "第三章 他走了。"),
        ("zh", "他说第三章很好"),
        ("zh", "序他而来"),
        ("zh", "后记者会"),
        ("zh", "第三章 " + "很" * 60),
        ("en", "Chapter 3 of this book describes the war."),
        ("en", "Chapter 3 He left."),
        ("en", "Chapters 3 and 4"),
        ("en", "chapter mild"),
        ("en", "Part of the problem"),
        ("en", "Part one was easy"),
        ("en", "Book one day ahead"),
        ("en", "Introductions were made"),
        ("en", "Conclusions were drawn"),
        ("en", "He read Chapter 3"),
        ("de", "Teil des Problems"),
        ("fr", "Partie remise"),
        ("ja", "第一回目"),
        ("en", ""),
        ("en", "***"),
    ],
)
def test_prose(tag: str, line: str) -> None:
    assert heading(line, rules_for(tag)) is None


@pytest.mark.parametrize(
    ("tag", "line", "number"),
    [
        ("zh", "三", 3),
        ("zh", "（三）", 3),
        ("zh", "一、开始", 1),
        ("zh", "12", 12),
        ("en", "III", 3),
        ("en", "3.", 3),
        ("en", "1. The Boy", 1),
        ("en", "Twelve", 12),
    ],
)
def test_bare_numbers_only_when_asked(tag: str, line: str, number: int) -> None:
    rules = rules_for(tag)
    assert heading(line, rules) is None
    assert heading(line, rules, bare=True) == Heading(3, number)


def test_a_bare_number_is_a_numeral() -> None:
    assert heading_level("mild", rules_for("en"), bare=True) is None
    assert heading_level("1. He went home.", rules_for("en"), bare=True) is None


@given(st.text(max_size=60), st.sampled_from(known_languages()), st.booleans())
def test_any_line_is_a_heading_or_none(line: str, tag: str, bare: bool) -> None:
    found = heading(line, rules_for(tag), bare=bare)
    assert found is None or 1 <= found.level <= 3


@pytest.mark.parametrize("tag", known_languages())
def test_a_long_line_is_not_looked_at(tag: str) -> None:
    assert heading("第" + "一" * 10_000_000, rules_for(tag)) is None

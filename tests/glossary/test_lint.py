"""Faults of a glossary: each code on an entry that has it, and silent on one that has not."""

import pytest

from bitext.languages import LanguageTag
from bitext.terms import Concept, ConceptKind, Context, Term, Termbase, TermStatus
from glossary.csv import read_csv
from glossary.lint import CODES, lint


def base(*rows: str, head: str = "id,kind,zh,zh-status,en,en-status") -> Termbase:
    return read_csv("\n".join([head, *rows]).encode(), name="terms.csv")


def codes(found: Termbase, named: list[str] | None = None) -> list[tuple[str, str]]:
    return [(fault.concept, fault.code) for fault in lint(found, named)]


FAULTY = {
    "G001": ("a,,烟囱,,chimney,", "b,,煙囪,,chimney,"),
    "G002": ("a,,单位,,work unit,", "b,,單位,,danwei,"),
    "G003": ("a,,厂,,factory,",),
    "G004": ("a,,烟囱,,chimney,", "b,,烟筒,,chimney;flue,forbidden;preferred"),
    "G005": ("a,,灯,,lamp,".replace("灯", "油灯"), "b,,炉子,,stove,", "c,,烟囱,,,"),
    "G006": ("a,,烟囱,,chimnеy,",),
    "G007": ("a,,烟囱,,chimney  stack,",),
    "G009": ("a,person,双雪涛,,Shuang Xuemei,",),
    "G010": ("a,person,張猛,,Zhang Meng,",),
    "G011": ("a,,烟囱/烟筒,,chimney,",),
}
SOUND = {
    "G001": ("a,,烟囱,,chimney,", "b,,烟筒,,flue,"),
    "G002": ("a,,单位,,work unit;danwei,preferred;admitted",),
    "G003": ("a,,工厂,,factory,",),
    "G004": ("a,,烟囱,,chimney;flue,preferred;forbidden",),
    "G005": ("a,,油灯,,lamp,", "b,,炉子,,stove,"),
    "G006": ("a,,卡拉OK,,karaoke,",),
    "G007": ("a,,烟囱,,chimney stack,",),
    "G009": ("a,person,双雪涛,,Xuetao Shuang,", "b,person,金庸,,Louis Cha,"),
    "G010": ("a,person,张猛,,Zhang Meng,",),
    "G011": ('a,work,北京，北京,,"Beijing, Beijing",', "b,,中西/医,,x,".replace("/", "")),
}
HANS = "id,kind,zh-Hans,zh-Hans-status,en,en-status"


@pytest.mark.parametrize("code", FAULTY)
def test_a_fault_is_told(code: str) -> None:
    found = codes(base(*FAULTY[code], head=HANS if code == "G010" else "id,kind,zh,zh-status,en,en-status"))
    assert code in [told for _, told in found]


@pytest.mark.parametrize("code", SOUND)
def test_a_sound_entry_is_silent(code: str) -> None:
    found = codes(base(*SOUND[code], head=HANS if code == "G010" else "id,kind,zh,zh-status,en,en-status"))
    assert code not in [told for _, told in found]


def test_what_a_text_does_not_name() -> None:
    found = base("a,,烟囱,,chimney,", "b,,炉子,,stove,")
    assert codes(found, ["a"]) == [("b", "G008")]
    assert codes(found) == []


def test_a_character_with_a_context_is_no_fault() -> None:
    term = Term(text="厂", language=LanguageTag("zh"), contexts=(Context(before="进"),))
    assert codes(Termbase(concepts=(Concept(id="a", terms=(term,)),))) == []


def test_faults_stand_in_the_order_of_the_glossary() -> None:
    found = base("z,,厂,,factory,", "a,,灯,,lamp,")
    assert codes(found) == [("z", "G003"), ("a", "G003")]


def test_every_code_is_tried() -> None:
    assert {*FAULTY, "G008"} == set(CODES)


def test_whole_messages() -> None:
    one = Concept(id="a", terms=(Term(text="chimnеy", language=LanguageTag("en")),))
    person = Concept(
        id="b",
        kind=ConceptKind.PERSON,
        terms=(
            Term(text="双雪涛", language=LanguageTag("zh")),
            Term(text="Shuang Xuemei", language=LanguageTag("en"), status=TermStatus.PREFERRED),
        ),
    )
    assert [str(fault) for fault in lint(Termbase(concepts=(one, person)))] == [
        "a: G006 'chimnеy' has е (CYRILLIC SMALL LETTER IE); write the letter that is meant.",
        (
            "b: G009 'Shuang Xuemei' has the surname of '双雪涛', but not its given name; "
            "correct it, or keep it as an alias."
        ),
    ]

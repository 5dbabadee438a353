"""Glossary files: what people write, what we write, and what is said of what cannot be understood."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import BadTermbase, DuizhaoError, EmptyInput, UnreadableInput, WrongEncoding
from bitext.languages import LanguageTag
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Term, Termbase, TermStatus
from glossary.cells import join, neutralised, restored, split
from glossary.csv import read_csv, write_csv

ZH, EN = LanguageTag("zh-Hans"), LanguageTag("en")


def read(text: str) -> Termbase:
    return read_csv(text.encode(), name="terms.csv")


def rows(base: Termbase) -> list[list[str]]:
    """Every concept as its terms, each with its language and status."""
    return [[f"{t.language.language}:{t.text}:{t.status}" for t in concept.terms] for concept in base.concepts]


def complaint(text: str) -> str:
    with pytest.raises(BadTermbase) as caught:
        read(text)
    return str(caught.value)


# --- our own header ----------------------------------------------------------------------------------------------


def test_the_wide_header() -> None:
    base = read(
        "id,kind,zh-Hans,zh-Hans-status,en,en-status,en-case,en-note,note,attestations,attested-in\n"
        "stack,place,烟囱;大烟囱,preferred;proposed,smokestack|stack|chimney,preferred;admitted;forbidden,;exact,"
        'US;;not a \\; here,"the one, in Tiexi",zh.c1.p1.s1;b,zh\n'
    )
    assert base.concepts == (
        Concept(
            id="stack",
            kind=ConceptKind.PLACE,
            terms=(
                Term(text="烟囱", language=ZH),
                Term(text="大烟囱", language=ZH, status=TermStatus.PROPOSED),
                Term(text="smokestack", language=EN, note="US"),
                Term(text="stack", language=EN, status=TermStatus.ADMITTED, case=CaseRule.EXACT),
                Term(text="chimney", language=EN, status=TermStatus.FORBIDDEN, note="not a ; here"),
            ),
            note="the one, in Tiexi",
            attestations=(Attestation(place="zh.c1.p1.s1", source="zh"), Attestation(place="b")),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "zh,en\n下岗,laid off\n",
        "\ufeffzh,en\r\n下岗,laid off\r\n",
        "中文,English\n下岗,laid off\n",
        "Chinese;英文\n下岗;laid off\n",
        "CN\tEN\n下岗\tlaid off\n",
        "# comment\n\nzh|en\n下岗|laid off\n",
        "zh , en\n 下岗 , laid off \n,\n\n",
        "en,zh\nlaid off,下岗\n# a remark\n",
        "zh,en,en status\n下岗,laid off,首选\n",
        '"zh","en"\n"下岗","laid off"\n',
        "下岗\tlaid off\n",
        "下岗,laid off\n",
        "原文,译文\n下岗,laid off\n",
    ],
)
def test_headers_that_people_write(text: str) -> None:
    (only,) = read(text).concepts
    terms = {(t.language.language, t.text, t.status) for t in only.terms}
    assert terms == {("zh", "下岗", TermStatus.PREFERRED), ("en", "laid off", TermStatus.PREFERRED)}


def test_more_headers_in_chinese() -> None:
    base = read("编号,类别,简体中文,繁體中文,拼音,英语,英语状态,备注\n1,人名,李斐,李斐,Li Fei,Li Fei,推荐,叙述者\n")
    (only,) = base.concepts
    assert (only.id, only.kind, only.note) == ("c1", ConceptKind.PERSON, "叙述者")
    assert [t.language for t in only.terms] == ["zh-Hans", "zh-Hant", "zh-Latn-pinyin", "en"]


def test_columns_of_the_users_own_go_into_the_note() -> None:
    base = read("zh,en,note,comment,frequency,pos\n烟囱,chimney,n,c,12,\n")
    assert base.concepts[0].note == "n; comment: c; frequency: 12"


def test_the_first_of_several_terms_is_preferred() -> None:
    assert rows(read("zh,en\n下岗;下崗；待业,laid off | let go\n")) == [
        ["zh:下岗:preferred", "zh:下崗:admitted", "zh:待业:admitted", "en:laid off:preferred", "en:let go:admitted"]
    ]


def test_an_entry_may_wait_for_its_translation() -> None:
    assert rows(read("zh,en\n下岗,\n雪\n")) == [["zh:下岗:preferred"], ["zh:雪:preferred"]]


def test_a_header_alone_is_an_empty_term_base() -> None:
    assert read("zh,en\n") == Termbase()
    assert read("id,kind,note\n") == Termbase()


def test_an_entry_that_begins_with_a_number_sign_is_no_comment() -> None:
    assert rows(read("en,zh\n#MeToo,米兔\n# and,more\n")) == [["en:#MeToo:preferred", "zh:米兔:preferred"]]


def test_a_language_that_could_be_another_column_is_written_in_full() -> None:
    base = Termbase(concepts=(Concept(id="c", terms=(Term(text="cerobong", language=LanguageTag("id")),)),))
    data = write_csv(base)
    assert b"term:id,term:id-status" in data
    assert read_csv(data, name="terms.csv") == base


def test_ids_are_made_where_there_are_none_and_never_taken_from_others() -> None:
    base = read("id,zh,en\n,于,Yu\nc-yu,余,Yu\n,俞,Yu\n")
    assert [concept.id for concept in base.concepts] == ["c-yu-2", "c-yu", "c-yu-3"]


# --- OmegaT ------------------------------------------------------------------------------------------------------


def test_three_columns_of_omegat() -> None:
    base = read(
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
        "下岗\tlaid off\tsince the 1990s, mostly\n"
        '“启示录”\t"Revelation\tunclosed " is a quotation mark\n'
        "雪\tsnow\n"
    )
    assert rows(base) == [
        ["zh:下岗:preferred", "en:laid off:preferred"],
        ["zh:“启示录”:preferred", 'en:"Revelation:preferred'],
        ["zh:雪:preferred", "en:snow:preferred"],
    ]
    assert [concept.note for concept in base.concepts] == [
        "since the 1990s, mostly",
        'unclosed " is a quotation mark',
        "",
    ]


def test_an_entry_whose_words_are_names_of_languages_is_no_header() -> None:
    assert rows(read("中文\tChinese\n雪\tsnow\n"))[0] == ["zh:中文:preferred", "en:Chinese:preferred"]


def test_the_languages_of_an_edition_tell_what_the_columns_are() -> None:
    german = read_csv("雪\tSchnee\n".encode(), name="terms.txt", languages=(LanguageTag("zh-Hans"), LanguageTag("de")))
    assert [t.language.language for t in german.concepts[0].terms] == ["zh", "de"]


# --- what cannot be understood -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "zh,en,en-status\n雪,snow,good\n",
            "terms.csv, line 2: there is no status 'good'; write one of preferred, admitted, forbidden, proposed.",
        ),
        (
            "zh,en,kind\n雪,snow,weather\n",
            (
                "terms.csv, line 2: there is no kind 'weather'; "
                "write one of term, person, place, work, organisation, journal."
            ),
        ),
        (
            "zh,en,en-case\n雪,snow,UPPER\n",
            "terms.csv, line 2: there is no case rule 'UPPER'; write one of auto, exact, any.",
        ),
        (
            "zh,en\n雪,snow,deep\n",
            "terms.csv, line 2: there are 3 cells in 2 columns; quote a cell with a separator in it.",
        ),
        (
            "zh,en,en-status\n雪,snow,preferred;forbidden\n",
            "terms.csv, line 2: the status 'forbidden' has no term in en; give as many as there are terms.",
        ),
        (
            "zh,en,note\n雪,snow,\n,,only a note\n",
            "terms.csv, line 3: there is no term in it; fill in a language, or remove the line.",
        ),
        (
            'zh,en,note\n雪,snow,"two\nlines"\n冰,ice,x,y\nid,,\n,,z\n',
            (
                "terms.csv has 2 faults:\n"
                "  line 4: there are 4 cells in 3 columns; quote a cell with a separator in it.\n"
                "  line 6: there is no term in it; fill in a language, or remove the line."
            ),
        ),
        (
            "id,zh\nsnow,雪\nsnow,冰\n",
            "terms.csv, line 3: the id 'snow' is that of line 2 too; give it another.",
        ),
        (
            "id,zh\n雪,雪\n",
            "terms.csv, line 2: '雪' cannot be an id; use ASCII letters, digits, '.', '-' and '_', a letter first.",
        ),
        (
            "zh,en,zh-stauts\n雪,snow,preferred\n",
            "terms.csv, line 1: there is no column 'zh-stauts'; perhaps it is 'zh-status'.",
        ),
        (
            "zh,en,status\n雪,snow,preferred\n",
            "terms.csv, line 1: there is no column 'status'; perhaps it is 'zh-status' or 'en-status'.",
        ),
        (
            "中文,en,chinese\n雪,snow,雪\n",
            "terms.csv, line 1: the columns '中文' and 'chinese' are the same; put all into one, with ; between terms.",
        ),
        (
            "雪\n冰\n",
            (
                "terms.csv, line 1: there is no header, and 1 column; write a first line such as zh,en,note, "
                "or use two or three columns: source, target, comment."
            ),
        ),
        (
            "雪,snow,a,b\n",
            (
                "terms.csv, line 1: there is no header, and 4 columns; write a first line such as zh,en,note, "
                "or use two or three columns: source, target, comment."
            ),
        ),
        (
            "snow\tice\n",
            (
                "terms.csv: the language of column 2 cannot be told; write a first line that names the languages, "
                "such as zh,en,note."
            ),
        ),
    ],
)
def test_a_complaint_names_the_line_and_the_remedy(text: str, message: str) -> None:
    assert complaint(text) == message


def test_a_cell_that_is_not_closed_is_told() -> None:
    assert complaint('zh,en\n雪,"snow\n').startswith("terms.csv, line 2: the cells cannot be told apart (")


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"", EmptyInput, "terms.csv is empty; a glossary has at least one line of terms."),
        (b"\xef\xbb\xbf \n", EmptyInput, "terms.csv is empty; a glossary has at least one line of terms."),
        (b"PK\x03\x04rest", UnreadableInput, "terms.csv is a spreadsheet, not text; save it as CSV (UTF-8)."),
        (b"\x00\x01\x02\x00", UnreadableInput, "terms.csv is no text: there are NUL or control characters in it."),
        (
            "zh,en\nL\xfc,x\n".encode("latin-1"),
            WrongEncoding,
            "terms.csv is not UTF-8 from byte 7 on; save it as UTF-8.",
        ),
    ],
)
def test_a_file_that_is_no_text_is_told(data: bytes, kind: type[DuizhaoError], message: str) -> None:
    with pytest.raises(kind) as caught:
        read_csv(data, name="terms.csv")
    assert str(caught.value) == message


# --- encodings ---------------------------------------------------------------------------------------------------

SIMPLIFIED = "中文,英文\n双雪涛,Shuang Xuetao\n沈阳冶炼厂,Shenyang Smelter\n艳粉街,Yanfen Street\n"
TRADITIONAL = "中文,英文\n雙雪濤,Shuang Xuetao\n瀋陽冶煉廠,Shenyang Smelter\n豔粉街,Yanfen Street\n"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_simplified_chinese_in_the_encodings_of_spreadsheets(codec: str) -> None:
    assert read_csv(SIMPLIFIED.encode(codec), name="terms.csv") == read(SIMPLIFIED)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "big5", "big5hkscs"])
def test_traditional_chinese_in_the_encodings_of_spreadsheets(codec: str) -> None:
    assert read_csv(TRADITIONAL.encode(codec), name="terms.csv") == read(TRADITIONAL)


# --- laws --------------------------------------------------------------------------------------------------------

# Whatever can be encoded; cells of several values do not keep the white space around them.
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NASTY = st.one_of(ANY, st.text("=+-@'\"\\;|；,\t\r\n# a烟", max_size=6))
WORDS = NASTY.map(str.strip).filter(bool)
TERMS = st.builds(
    Term,
    text=WORDS,
    language=st.sampled_from([LanguageTag(tag) for tag in ("zh-Hans", "en", "id", "zh-Latn-pinyin", "es-419", "tlh")]),
    status=st.sampled_from(TermStatus),
    note=NASTY.map(str.strip),
    case=st.sampled_from(CaseRule),
)
CONCEPTS = st.builds(
    Concept,
    id=st.from_regex(r"[A-Za-z_][A-Za-z0-9_.\-]{0,5}", fullmatch=True),
    terms=st.lists(TERMS, min_size=1, max_size=4).map(tuple),
    kind=st.sampled_from(ConceptKind),
    note=NASTY,
    attestations=st.lists(st.builds(Attestation, place=WORDS, source=NASTY.map(str.strip)), max_size=3).map(tuple),
)
BASES = st.lists(CONCEPTS, max_size=4, unique_by=lambda c: c.id).map(lambda cs: Termbase(concepts=tuple(cs)))


def by_language(base: Termbase) -> list[tuple[Concept, dict[str, list[Term]]]]:
    languages = sorted({t.language for concept in base.concepts for t in concept.terms})
    return [
        (
            Concept(id=c.id, terms=c.terms[:1], kind=c.kind, note=c.note, attestations=c.attestations),
            {language: [t for t in c.terms if t.language == language] for language in languages},
        )
        for c in base.concepts
    ]


@given(BASES)
def test_what_is_written_is_read_again(base: Termbase) -> None:
    data = write_csv(base)
    again = read_csv(data, name="terms.csv")
    assert [sides for _, sides in by_language(again)] == [sides for _, sides in by_language(base)]
    for one, other in zip(again.concepts, base.concepts, strict=True):
        assert (one.id, one.kind, one.note, one.attestations) == (other.id, other.kind, other.note, other.attestations)
    assert write_csv(again) == write_csv(read_csv(write_csv(again), name="terms.csv"))


@given(BASES)
def test_no_cell_is_a_formula(base: Termbase) -> None:
    for row in csv.reader(io.StringIO(write_csv(base).decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row)


@given(NASTY)
def test_neutralising_is_undone(cell: str) -> None:
    assert restored(neutralised(cell)) == cell


@given(st.lists(WORDS, min_size=1))
def test_joining_is_undone(values: list[str]) -> None:
    assert split(join(values)) == tuple(values)


@given(ANY)
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    with suppress(BadTermbase, EmptyInput):
        assert all(concept.terms for concept in read(text).concepts)


def test_matching_contexts_and_scope_come_back() -> None:
    header = "zh,zh-context,en,en-matching,scope"
    base = read_csv(
        f"{header}\n高明;高則誠,!_显 & 元代;,Gao Ming;Gao Zecheng,;exact,zh.c1; zh.c2\n".encode(), name="a.csv"
    )
    (concept,) = base.concepts
    assert concept.scope == ("zh.c1", "zh.c2")
    assert [[str(context) for context in term.contexts] for term in concept.terms] == [["!_显", "元代"], [], [], []]
    assert [term.matching.value for term in concept.terms] == ["auto", "auto", "auto", "exact"]
    assert read_csv(write_csv(base), name="b.csv") == base

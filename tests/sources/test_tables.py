"""Tables as people write them: delimiters, quotation marks, headings, ids, remarks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from sources.alignments import GivenAlignment, read_alignment
from sources.contract import Declined
from sources.dialects import Parsed, parsed
from sources.tables import read_table
from tests.sources.making import EN, ZH, aside, document, drafted, shown

LONG = "They went, and they did not come back."


def rows(text: str) -> list[list[str]]:
    found = parsed(text)
    assert isinstance(found, Parsed), found.reason
    return [list(row) for _, row in found.rows if any(row)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一,a\n二,b\n", [["一", "a"], ["二", "b"]]),
        ("一;a, b\n二;c, d\n", [["一", "a, b"], ["二", "c, d"]]),
        ("一|a, b; c\n二|d, e; f\n", [["一", "a, b; c"], ["二", "d, e; f"]]),
        ("一\ta, b\r\n二\tc, d\r\n", [["一", "a, b"], ["二", "c, d"]]),
        ("sep=;\n一,二;a\n三,四;b\n", [["一,二", "a"], ["三,四", "b"]]),
        ('"一";"a;b"\n"二";"c ""d"" e"\n', [["一", "a;b"], ["二", 'c "d" e']]),
        ('一,"a\nb"\r\n二,c\r\n', [["一", "a\nb"], ["二", "c"]]),
        ("title;\nzh;en\n一;a\n", [["title", ""], ["zh", "en"], ["一", "a"]]),
    ],
)
def test_delimiters(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Go."\t“走。”\n', [['"Go."', "“走。”"]]),  # what a corpus has: marks that belong to the text
        ('"Go," he said.\t走\n"No.\t不\n', [['"Go," he said.', "走"], ['"No.', "不"]]),
        ('"""Go,"" he said."\t走\nYes.\t是\n', [['"Go," he said.', "走"], ["Yes.", "是"]]),
        ('"Go.\nNow."\t走\n', [["Go.\nNow.", "走"]]),
        ('"a\tb"\t走\n', [["a\tb", "走"]]),
    ],
)
def test_quotation_marks_in_tables_with_tabs(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


@given(
    st.lists(st.lists(st.text('ab\t\n" ,。', min_size=1, max_size=6), min_size=2, max_size=2), min_size=1, max_size=5)
)
def test_what_a_spreadsheet_writes_with_tabs_comes_back(table: list[list[str]]) -> None:
    table = [["zh", "en"], *table, ['a "b" c', "x"]]
    cells = [
        [f'"{cell.replace(chr(34), 2 * chr(34))}"' if set(cell) & set('\t\n"') else cell for cell in row]
        for row in table
    ]
    assert rows("\n".join("\t".join(row) for row in cells)) == table


def test_what_is_no_table() -> None:
    assert parsed("one\ntwo") == Declined("there is one column in it")
    assert parsed('a,"b\nc,d') == Declined("it cannot be read as a table: unexpected end of data (line 2)")


HEADED = (
    "编号\t中文\tDeutsch\tEnglish\t备注\n7/1\t他们走了，没有回来。\tSie gingen und kamen nicht wieder.\t{0}\tsee p. 3\n"
)


def test_headings_name_languages_ids_and_remarks() -> None:
    found = drafted(read_table, HEADED.format(LONG), "a.tsv", language=EN)
    assert shown(found.blocks) == [("paragraph", LONG)]
    assert found.blocks[0].id == "7-1"
    assert aside(found) == [
        ("编号", "the head of a column"),
        ("中文", "the head of a column"),
        ("Deutsch", "the head of a column"),
        ("English", "the head of a column"),
        ("备注", "the head of a column"),
        ("7/1", "in another column (1)"),
        ("他们走了，没有回来。", "in another column (2)"),
        ("Sie gingen und kamen nicht wieder.", "in another column (3)"),
        ("see p. 3", "a note"),
    ]
    assert document(HEADED.format(LONG), "a.tsv", language=LanguageTag("de")).segments[0].text.startswith("Sie gingen")


def test_a_title_above_the_headings() -> None:
    found = drafted(read_table, f'A table of mine\n\n,2026\nzh,en,note\n他们走了。,"{LONG}",\n', "a.csv", language=EN)
    assert shown(found.blocks) == [("paragraph", LONG)]
    assert found.blocks[0].origin.line == 5
    assert aside(found)[:3] == [
        ("A table of mine", "above the table"),
        ("2026", "above the table"),
        ("zh", "the head of a column"),
    ]


def test_a_heading_tells_the_language_where_the_text_does_not() -> None:
    table = "zh-Hant\tru\n12\t12\n"
    assert document(table, "a.tsv", language=LanguageTag("zh-Hant")).segments[0].text == "12"


def test_a_column_of_numbers_is_no_text() -> None:
    table = "ch1.1,他们走了，没有。,https://a.b/1\nch1.2,不是的。,https://a.b/2\n"
    assert [s.text for s in document(table, "a.csv").segments] == ["他们走了，没有。", "不是的。"]


def test_two_columns_in_one_language() -> None:
    table = f"a\tb\n{LONG}\tSo they left and never returned.\n"
    with pytest.raises(UnknownLanguage) as caught:
        document(table, "a.tsv", language=EN)
    assert str(caught.value) == "a.tsv has en (column 1) and en (column 2); head the column that is meant with 'en'."
    british = f"en-US\ten-GB\n{LONG}\tSo they left and never returned.\n"
    assert document(british, "a.tsv", language=LanguageTag("en-GB")).segments[0].text.startswith("So they")


def test_control_characters_and_lines_in_a_cell() -> None:
    found = drafted(read_table, '"他\x01走\n了。",a\n二,b\n', "a.csv", language=ZH)
    assert shown(found.blocks)[0] == ("paragraph", "他走\n了。")
    assert [mark.kind.value for mark in found.blocks[0].marks] == ["line"]
    assert ("\x01", "a control character, which XML cannot hold") in aside(found)


def read(text: str) -> GivenAlignment:
    return read_alignment(text.encode(), name="a.csv", beside=lambda _: b"")


def test_pairs_of_the_columns_with_text() -> None:
    given = read(HEADED.format(LONG).replace("\tDeutsch", "").replace("\tSie gingen und kamen nicht wieder.", ""))
    assert [run.text for side in given.sides for run in side.runs] == ["他们走了，没有回来。", LONG]
    assert given.beads[0].note == "see p. 3"
    assert [side.language for side in given.sides] == ["zh-Hans", "en"]

"""edition.toml: what it may say, and every mistake in it with its line and remedy."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bitext.articles import Localized
from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme, TranslatedBy
from bitext.documents import DocumentId, SegmentId
from bitext.editions import Contributor
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from output.options import ExportOptions
from pipeline.configuration import (
    AlignmentTable,
    Configuration,
    DocumentTable,
    EditionTable,
    GlossaryTable,
    OutputTable,
    read_configuration,
)
from pipeline.decoding import keys_of

FORMATS_PAGE = Path(__file__).parents[2] / "docs" / "formats.md"

SMALLEST = """\
[edition]
name = "chimney"
[[edition.title]]
text = "烟囱"
language = "zh-hans"
[[document]]
id = "zh"
path = "zh.txt"
"""

FULL = """\
[edition]
name = "chimney"
date = 2026-11-22
publisher = "A publisher"
licence = "CC0-1.0"
licence-url = "https://creativecommons.org/publicdomain/zero/1.0/"
description = "A story."
identifier = "urn:isbn:9780000000000"

[[edition.title]]
text = "烟囱"
language = "zh-Hans"

[[edition.contributor]]
name = "赵远"
role = "aut"
language = "zh-Hans"
file-as = "Zhao, Yuan"
document = "zh"

[[document]]
id = "zh"
path = "texts/zh.txt"
language = "zh-Hans"
kind = "text"
title = "烟囱"
citation = "Written for this test."
licence = "CC0-1.0"
licence-url = "https://creativecommons.org/publicdomain/zero/1.0/"
encoding = "gb18030"
format = "txt"
segmented = true

[[document]]
id = "essay"
path = "essay.md"
kind = "article"

[[alignment]]
source = "zh"
target = "essay"
encoder = "use"
anchors = [["zh.c1.p1.s1", "essay.c1.p1.s1"], [["zh.c1.p2.s1", "zh.c1.p2.s2"], "essay.c1.p2.s1"]]

[glossary]
files = ["a.csv", "b.tsv"]
from-articles = false

[[output]]
format = "epub"
layout = "facing"
path = "books/chimney.epub"

[[output]]
format = "csv"
"""


def read(text: str) -> Configuration:
    return read_configuration(text.encode(), name="edition.toml")


def refusal(text: str) -> str:
    with pytest.raises(BadConfiguration) as caught:
        read(text)
    return str(caught.value)


def test_the_smallest_edition() -> None:
    assert read(SMALLEST) == Configuration(
        edition=EditionTable(name="chimney", titles=(Localized("烟囱", LanguageTag("zh-Hans")),)),
        documents=(DocumentTable(id=DocumentId("zh"), path="zh.txt"),),
    )


def test_an_edition_that_says_everything() -> None:
    configuration = read(FULL)
    cc0 = "https://creativecommons.org/publicdomain/zero/1.0/"
    zh = DocumentId("zh")
    assert configuration.edition == EditionTable(
        name="chimney",
        titles=(Localized("烟囱", LanguageTag("zh-Hans")),),
        contributors=(
            Contributor(name="赵远", role="aut", language=LanguageTag("zh-Hans"), file_as="Zhao, Yuan", document=zh),
        ),
        date="2026-11-22",
        publisher="A publisher",
        licence="CC0-1.0",
        licence_url=cc0,
        description="A story.",
        identifier="urn:isbn:9780000000000",
    )
    assert configuration.documents[0] == DocumentTable(
        id=zh,
        path="texts/zh.txt",
        language=LanguageTag("zh-Hans"),
        title="烟囱",
        citation="Written for this test.",
        licence="CC0-1.0",
        licence_url=cc0,
        format="txt",
        encoding="gb18030",
        segmented=True,
    )
    assert configuration.documents[1].kind == "article"
    ids = [SegmentId(f"zh.c1.p{block}.s{count}") for block, count in ((1, 1), (2, 1), (2, 2))]
    assert configuration.alignments == (
        AlignmentTable(
            source=zh,
            target=DocumentId("essay"),
            encoder="use",
            anchors=((ids[0], SegmentId("essay.c1.p1.s1")), ((ids[1], ids[2]), SegmentId("essay.c1.p2.s1"))),
        ),
    )
    assert configuration.glossary == GlossaryTable(files=("a.csv", "b.tsv"), from_articles=False)
    assert configuration.outputs[0] == OutputTable(format="epub", layout="facing", path="books/chimney.epub")
    assert configuration.outputs[1].path_in("chimney") == "chimney.csv"


def mistakes() -> list[tuple[str, str]]:
    _, *cases = (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return [(added, message) for added, _, message in (case.rpartition("\n=> ") for case in cases)]


@pytest.mark.parametrize(("added", "message"), mistakes())
def test_one_mistake(added: str, message: str) -> None:
    assert refusal(SMALLEST + added) == f"edition.toml, {message}"


@pytest.mark.parametrize("date", ["'2026-13'", "'22.11.2026'", "'26'", "2026-11-22T10:00:00"])
def test_what_is_no_date(date: str) -> None:
    told = refusal(SMALLEST.replace("[edition]", f"[edition]\ndate = {date}"))
    assert told.startswith("edition.toml, line 1: edition: ")
    assert told.endswith(" is no date; write a year, month or day: 2026, 2026-11 or 2026-11-22.")


@pytest.mark.parametrize("date", ["'2026'", "'2026-11'", "'2026-11-22'", "2026-11-22"])
def test_what_is_a_date(date: str) -> None:
    written = date.strip("'")
    assert read(SMALLEST.replace("[edition]", f"[edition]\ndate = {date}")).edition.date == written


def test_an_edition_without_title_or_documents() -> None:
    assert refusal("[edition]\nname = 'x'\ntitle = []\n") == (
        "edition.toml has 2 faults:\n"
        "  line 1: the key 'document' is missing.\n"
        "  line 1: edition: the edition needs a title; write a table [[edition.title]] with text and language."
    )


def test_all_mistakes_at_once() -> None:
    text = SMALLEST.replace("name =", "nmae =") + (
        "lnaguage = 'zh'\n[[alignment]]\nsource = 'zh'\ntarget = 'en'\n[[output]]\nformat = 'docx'\n"
    )
    assert refusal(text).splitlines() == [
        "edition.toml has 5 faults:",
        "  line 1: edition: the key 'name' is missing.",
        "  line 2: edition, nmae: there is no key 'nmae'; did you mean 'name'?",
        "  line 9: document 1, lnaguage: there is no key 'lnaguage'; did you mean 'language'?",
        "  line 12: alignment 1, target: there is no document 'en'; it can be 'zh'.",
        (
            "  line 13: output 1: there is no format 'docx'; "
            "it can be 'tei', 'epub', 'html', 'tmx', 'xliff', 'xliff12', 'tsv', 'xlsx', 'jsonl', "
            "'parquet', 'csv', 'tbx', 'onix', 'intertext' or 'xces'."
        ),
    ]


@pytest.mark.parametrize(
    "table",
    [
        EditionTable,
        Contributor,
        Series,
        Subject,
        Accessibility,
        DocumentTable,
        AlignmentTable,
        GlossaryTable,
        OutputTable,
    ],
)
def test_every_key_is_documented(table: type) -> None:
    described = set(re.findall(r"`([a-z-]+)`", FORMATS_PAGE.read_text(encoding="utf-8").partition("## JSON")[0]))
    assert set(keys_of(table)) <= described


def test_the_example_in_the_documentation_is_one() -> None:
    example = re.search(r"```toml\n(.*?)```", FORMATS_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    assert read(example[1]).edition.name == "chimney"


def test_options_of_the_exporters_are_keys_of_an_output() -> None:
    assert {field.name.replace("_", "-") for field in fields(ExportOptions)} <= set(keys_of(OutputTable))


SOLD = """\
[edition]
name = "chimney"
file-as = "Chimney, The"
isbn = "978-0-306-40615-7"
rights = "© 2026 Example Press"
title = [{ text = "The Chimney", language = "en" }]
subtitle = [{ text = "A Story", language = "en" }]
series = [{ name = "Classics", position = 3 }]
subject = [{ scheme = "thema", code = "FYB", text = "Short stories" }, { text = "snow" }]
[edition.accessibility]
conforms-to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
[[document]]
id = "en"
path = "en.txt"
rights = "© 2025 A. Author"
isbn = "0306406152"
translated-by = "machine-revised"
translation-tool = "a program"
[[output]]
format = "epub"
isbn = "9780306406157"
"""


def test_what_a_bookseller_wants() -> None:
    found = read(SOLD)
    assert found.edition.series == (Series(name="Classics", position=3),)
    assert [subject.scheme for subject in found.edition.subjects] == [SubjectScheme.THEMA, SubjectScheme.KEYWORD]
    assert found.edition.accessibility == Accessibility(conforms_to="EPUB Accessibility 1.1 - WCAG 2.2 Level AA")
    assert found.documents[0].source.translated_by is TranslatedBy.MACHINE_REVISED
    assert found.outputs[0].isbn == "9780306406157"


def test_mistakes_in_it_are_told_with_their_places() -> None:
    faulty = (
        SOLD.replace('code = "FYB"', 'code = "fyb"')
        .replace("position = 3", "position = -3")
        .replace("2.2 Level AA", "3.0")
        .replace('"machine-revised"', '"person"')
        .replace('isbn = "9780306406157"', 'isbn = "9780306406158"')
    )
    assert refusal(faulty).split("\n") == [
        "edition.toml has 5 faults:",
        "  line 8: edition, series 1: -3 is no place in a series; write the number of the volume.",
        (
            "  line 9: edition, subject 1: 'fyb' is no code of the scheme 'thema'; "
            "write one such as FYB, or of a qualifier 1FPC."
        ),
        (
            "  line 10: edition, accessibility: 'EPUB Accessibility 1.1 - WCAG 3.0' is nothing that an EPUB can "
            'conform to; write "EPUB Accessibility 1.1 - WCAG 2.2 Level AA" or another version and level.'
        ),
        (
            "  line 12: document 1: A translation tool is named, but nobody says that it translated; "
            'write translated-by = "machine" or "machine-revised".'
        ),
        "  line 19: output 1: '9780306406158' is no ISBN: its check digit does not fit; correct it, or leave it out.",
    ]

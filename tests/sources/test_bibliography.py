"""Bibliographies of reference managers: what is read of each format, and what is said where one is broken."""

import io
import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.articles import Localized, Person, Reference
from bitext.errors import DuizhaoError, UnreadableInput
from bitext.languages import LanguageTag
from output.bibliography import BIBLIOGRAPHIES
from sources.bibliography import read_bibliography

BIB = r"""
@string{pine = "Pine " # {Press}}
@comment{nobody, reads = {this}}
What stands outside is a comment.
@collection{air, editor = {Br\'ook, Tom and von der L\"uhe, Ann}, title = {Air \& {NASA}}, publisher = pine,
  date = {2002-03}}
@incollection{flue, author = {{World Bank} and Arden, Jr., Lena and 双雪涛}, title = "The {F}lue -- a story",
  crossref = {air}, pages = {1--20}, origtitle = {烟道}, translator = {Tilda Moss}}
@article(soot, author = {Castor, I. and others}, journal = {Air}, volume = 3, number = {2}, year = 2010, month = mar,
  title = {Soot}, doi = {https://doi.org/10.1000/a_b}, url = {https://a.example/~x})
@movie{salt, author = {Ding, Rui}, title = {Salt}, year = {2009}}
"""

RIS = """TY  - CHAP\r
AU  - Arden, Lena\r
A2  - Brook, Tom\r
TI  - The Flue\r
T2  - Air and\r
    Water\r
SP  - 1\r
EP  - 20\r
PY  - 2001/03//\r
DO  - https://doi.org/10.1000/x\r
ER  - \r
"""

CSL = [
    {
        "id": "a",
        "type": "article-journal",
        "title": "Soot",
        "author": [{"family": "Beauvoir", "non-dropping-particle": "de", "given": "Ann"}, {"literal": "World Bank"}],
        "container-title": "Air",
        "issued": {"date-parts": [["2010", 3]]},
        "page": "1-9",
        "volume": 3,
    }
]


def test_bibtex() -> None:
    air, flue, soot, salt = read_bibliography(BIB.encode(), name="refs.bib")
    assert (air.kind, air.title, air.publisher, air.year) == ("book", "Air & NASA", "Pine Press", 2002)
    assert [person.inverted for person in air.authors] == ["Bróok, Tom", "von der Lühe, Ann"]
    assert [person.inverted for person in flue.authors] == ["World Bank", "Arden, Lena, Jr.", "双雪涛"]
    assert (flue.kind, flue.title, flue.container, flue.pages) == (
        "chapter",
        "The Flue – a story",
        "Air & NASA",
        "1–20",
    )
    assert (flue.editors, flue.translators) == ("Tom Bróok and Ann von der Lühe", "Tilda Moss")
    assert flue.original_title == Localized("烟道", LanguageTag("zh"))
    assert (soot.more_authors, soot.volume, soot.issue, soot.doi) == (True, "3", "2", "10.1000/a_b")
    assert soot.url == "https://a.example/~x"
    assert (salt.kind, salt.authors) == ("motion_picture", (Person(family="Ding", given="Rui", role="director"),))


def test_ris() -> None:
    (work,) = read_bibliography(RIS.encode(), name="refs.ris")
    assert (work.kind, work.title, work.container, work.pages) == ("chapter", "The Flue", "Air and Water", "1–20")
    assert (work.year, work.doi, work.editors) == (2001, "10.1000/x", "Tom Brook")


def test_csl() -> None:
    (work,) = read_bibliography(json.dumps(CSL).encode(), name="refs.json")
    assert [person.inverted for person in work.authors] == ["de Beauvoir, Ann", "World Bank"]
    assert (work.year, work.pages, work.volume, work.container) == (2010, "1-9", "3", "Air")


BROKEN = [
    ("Nothing.", ("'refs' is no bibliography: it has neither a JSON list (CSL-JSON), nor an entry with @ (BibTeX), "
     "nor a line with TY  - (RIS); export it again as one of the three.")),
    ("[{]", "'refs', line 1: this is no JSON; export the bibliography again."),
    ('[{"title": "A"}]', "'refs', item 1: it has no 'type'; CSL-JSON asks for one, such as \"book\"."),
    ('[{"type": "book", "author": "Arden"}]',
     "'refs', item 1: 'author' is no list of names; write [{\"family\": …, \"given\": …}]."),
    ("TY  - BOOK\nTI  - A\n", "'refs', line 1: the record has no ER line at its end; add 'ER  - '."),
    ("A line\nTY  - BOOK\nER  - \n", "'refs', line 1: a line outside of any record; each begins with 'TY  - '."),
    ("@book{a,\n  title = {A", "'refs', line 2: the value that { opens is not closed; add its }."),
    ("\n@book{a, title = {A},\n@book{b, title = {B}}", "'refs', line 2: the entry is not closed; add its }."),
    ("@book{a, publisher = pine}",
     "'refs', line 1: there is no @string 'pine'; define it before, or put the value in braces."),
    ("@book{a, title = {A} ! }", "'refs', line 1: a field, a comma or } is missing before '! }'."),
    ("@book{title = {A}}", "'refs', line 1: the entry has no key; write one behind the brace."),
    ("@inbook{a, crossref = {b}}", "'refs', line 1: crossref to 'b', which the file does not have."),
    ("@inbook{a, crossref = {A}}", "'refs', line 1: crossref of 'a' leads back to itself."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_broken_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_bibliography(text.encode(), name="refs")
    assert str(caught.value) == message


WORDS = st.text(alphabet="abcXYZ éü双雪涛{}\\%$#&_~^-'\"", min_size=1, max_size=12).map(lambda s: " ".join(s.split()))
NAMES = st.sampled_from(["Arden", "de Beauvoir", "World Bank", "双雪涛", "O'Neil"])
GIVEN = st.sampled_from(["Lena", "L. M.", "Jean-Luc"])


@st.composite
def works(draw: st.DrawFn) -> Reference:
    family = draw(NAMES)
    given_name = draw(GIVEN) if family not in {"World Bank", "双雪涛"} else ""
    title = draw(WORDS.filter(lambda s: any(c.isalpha() for c in s)))
    return Reference(
        key=draw(st.sampled_from(["a1", "b-2", "c_3"])),
        kind=draw(st.sampled_from(["book", "article-journal", "article-newspaper", "chapter", "thesis", "report"])),
        authors=(Person(family=family, given=given_name),),
        more_authors=draw(st.booleans()),
        title=title,
        raw="",
        place=None,
        year=draw(st.none() | st.integers(1500, 2099)),
        publisher_place=draw(st.none() | st.just("沈阳")),
        pages=draw(st.none() | st.sampled_from(["7", "1–20", "e12–e20"])),
        volume=draw(st.none() | st.just("3")),
        doi=draw(st.none() | st.just("10.1000/a_b")),
        url=draw(st.none() | st.just("https://a.example/~b_c?d=%20")),
        original_title=draw(st.none() | st.just(Localized("烟道", LanguageTag("zh")))),
    )


@given(st.lists(works(), min_size=1, max_size=3), st.sampled_from(sorted(BIBLIOGRAPHIES)))
def test_what_is_written_is_read_back(listed: list[Reference], name: str) -> None:
    read = read_bibliography(BIBLIOGRAPHIES[name](listed), name=name)
    assert [_plain(work) for work in read] == [_plain(work) for work in listed]


def _plain(work: Reference) -> Reference:
    """LaTeX and its quotes aside: two apostrophes are one mark, two hyphens one dash."""
    title = work.title.replace("''", "”").replace("---", "—").replace("--", "–")
    return replace(work, title=title)


@given(st.text(alphabet="@book{}(),=\"#\\ a1\n'", max_size=60))
def test_a_broken_file_is_an_error_of_ours(text: str) -> None:
    with suppress(DuizhaoError):
        read_bibliography(f"@book{{a,{text}".encode(), name="refs.bib")


def test_pybtex_reads_what_we_write() -> None:
    pybtex = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    listed = read_bibliography(BIB.encode(), name="refs.bib")
    theirs = pybtex.parse_string(BIBLIOGRAPHIES["bibtex"](listed).decode(), "bibtex")
    assert list(theirs.entries) == [work.key for work in listed]
    assert theirs.entries["soot"].fields["journaltitle"] == "Air"
    assert str(theirs.entries["flue"].persons["author"][1]) == "Arden, Jr., Lena"


def test_rispy_reads_what_we_write() -> None:
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    listed = read_bibliography(BIB.encode(), name="refs.bib")
    theirs = rispy.load(io.StringIO(BIBLIOGRAPHIES["ris"](listed).decode(), newline=None))
    assert [(one["id"], one["title"]) for one in theirs] == [(work.key, work.title) for work in listed]
    assert theirs[2]["volume"] == "3"

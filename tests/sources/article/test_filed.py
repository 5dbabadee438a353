"""An article with a bibliography file beside it: what the file completes, and what is said where they differ."""

from collections.abc import Callable

import pytest

from bitext.articles import Article
from bitext.documents import Document
from sources.article import read_article
from sources.bibliography import read_bibliography

TEXT = """Arden sees it coming (Arden 5). Brook measures it (Brook 12).

Works Cited

- Arden, Lena. *The Flue*. Pine P, 2001.
- Brook, Tom. *Soot*. Pine P, 2002.
"""
ARDEN = "@book{lena, author = {Arden, Lena}, title = {The Flue: A Story}, year = 2001, address = {Oslo}}\n"
BROOK = "@book{brook2002, author = {Brook, Tom}, title = {Soot}, year = 2002}\n"
DOYLE = "@book{doyle, author = {Doyle, Ann}, title = {Ash}, year = 1999}\n"

Read = Callable[[str, str], Article]


@pytest.fixture
def read(document: Callable[..., Document]) -> Read:
    def article(text: str, bib: str) -> Article:
        filed = read_bibliography(bib.encode(), name="refs.bib") if bib else ()
        return read_article(document(text, language="en"), filed)

    return article


def test_the_file_completes_the_list_and_adds_no_work_that_nobody_cites(read: Read) -> None:
    article = read(TEXT, ARDEN + BROOK + DOYLE)
    assert [(r.key, r.publisher, r.publisher_place) for r in article.references] == [
        ("arden2001", "Pine P", "Oslo"),
        ("brook2002", "Pine P", None),
    ]
    assert article.problems == ()


def test_a_cited_work_that_only_the_file_has(read: Read) -> None:
    article = read(TEXT.replace("12).", "12). Doyle burns it (Doyle 7)."), ARDEN + BROOK + DOYLE)
    assert [r.key for r in article.references] == ["arden2001", "brook2002", "doyle"]
    assert [(p.code, p.message) for p in article.problems] == [
        ("A028", "Doyle, Ash: cited, and only in the bibliography file.")
    ]


def test_an_article_without_a_list(read: Read) -> None:
    article = read(TEXT.split("Works Cited", maxsplit=1)[0], ARDEN + BROOK + DOYLE)
    assert [part.reference for citation in article.citations for part in citation.parts] == ["lena", "brook2002"]
    assert [problem.code for problem in article.problems] == []


DIFFERENT = [
    (
        "A027",
        ARDEN.replace("2001", "2011") + BROOK,
        "Arden, The Flue: year 2001 in print, 2011 in the bibliography file.",
    ),
    (
        "A027",
        ARDEN.replace("Arden, Lena", "Arden, Lena and Moss, Tilda") + BROOK,
        "Arden, The Flue: authors Arden in print, Arden, Moss in the bibliography file.",
    ),
    ("A029", ARDEN, "Brook, Soot: printed, but not in the bibliography file."),
    (
        "A030",
        ARDEN + BROOK + DOYLE.replace("doyle", "lena"),
        "The key lena of the bibliography file is both The Flue: A Story and Ash.",
    ),
]


@pytest.mark.parametrize(("code", "bib", "message"), DIFFERENT)
def test_what_differs_is_said(code: str, bib: str, message: str, read: Read) -> None:
    assert [(p.code, p.message) for p in read(TEXT, bib).problems] == [(code, message)]
    assert all(problem.hint for problem in read(TEXT, bib).problems)


def test_two_printed_works_under_one_year_or_number(read: Read) -> None:
    author_date = (
        "One (Arden 2001, 5) and two (Brook 2002, 3).\n\nReferences\n\nArden, L. (2001). *Flue*. Pine Press.\n\n"
        "Arden, L. (2001). *Soot*. Pine Press.\n\nBrook, T. (2002). *Ash*. Pine Press."
    )
    codes = [p.message for p in read(author_date, "").problems if p.code == "A030"]
    assert codes == ["Arden, L. 2001 is both Flue and Soot."]
    lettered = author_date.replace("(2001). *F", "(2001a). *F").replace("(2001). *S", "(2001b). *S")
    assert [p.message for p in read(lettered, "").problems if p.code == "A030"] == []


def test_a_name_in_pinyin_is_a_variant_of_the_name_in_characters(read: Read) -> None:
    text = "The smoke stands over the river (Shuang 18).\n\nWorks Cited\n\n双雪涛. 烟道[M]. 天津: 松林出版社, 2016.\n"
    article = read(text, "")
    assert [part.reference for citation in article.citations for part in citation.parts] == ["shuang2016"]
    assert [(p.code, p.message) for p in article.problems] == [
        ("A004", "The text has Shuang, the works cited have 双雪涛.")
    ]
    (other,) = read(text.replace("(Shuang", "(Zhuang"), "").citations
    assert [part.reference for part in other.parts] == [None]

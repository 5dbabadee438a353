"""The complaints about an article: their codes are documented, and each arises where it should and nowhere else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bitext.articles import Problem
from bitext.documents import Document
from sources.article import read_article
from sources.article.problems import CODES

DOCUMENTED = Path(__file__).parents[3] / "docs" / "problems.md"

LIST = """

Works Cited

- Arden, Lena. *The Flue*. Pine P, 2001.
- Brook, Tom. "Soot." *Air*, vol. 1, 2002, pp. 10–19.
- Brook, Tom. "Ash." *Air*, vol. 2, 2003, pp. 30–39.
- Castor, Ines. "Smoke." *Air*, vol. 3, 2004, pp. 50–59.
"""


@pytest.fixture
def problems(document: Callable[..., Document]) -> Callable[[str], list[Problem]]:
    def read(text: str) -> list[Problem]:
        return list(read_article(document(text, language="en")).problems)

    return read


def test_every_code_is_documented_with_its_severity() -> None:
    rows = re.findall(r"^\| (A\d{3}) \| (\w+) \|", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(rows) == {code: severity.value for code, (_, severity) in CODES.items()}
    assert list(CODES) == [f"A{number:03}" for number in range(1, len(CODES) + 1)]


CITED = (
    "Arden sees it coming (Arden 5). Brook measures it (Brook, “Soot” 12) and weighs it (Brook, “Ash” 33). "
    "Castor is of the same opinion (Castor 51)."
)


def test_a_sound_article_has_none(problems: Callable[[str], list[Problem]]) -> None:
    text = CITED.replace("“", '"').replace("”", '"')
    assert problems(text + LIST) == []


MESSAGES = [
    ("A001", " Doyle differs (Doyle 7).", "Doyle (7) is cited but not in the works cited."),
    ("A004", " So does Ardén (Ardén 6).", "The text has Ardén, the works cited have Arden."),
    ("A007", " He forgets (Castor 77).", "Castor, Smoke: page 77 is not within 50–59."),
    ("A012", " The trans- corporeal air.", "“trans- corporeal” is broken by a hyphen and a space."),
    (
        "A015",
        " As Arden says, “nobody counts the bricks.”",
        "A quotation has no citation: no page is cited for “nobody counts the bricks. …”.",
    ),
    (
        "A015",
        " “The bricks were counted twice a day,” and so on.",
        "A quotation has no citation: no source is given for “The bricks were counted twice a …”.",
    ),
    ("A017", " He adds more (Brook 8).", "Brook 8 fits several works: Soot, Ash."),
    ("A019", " He said “no.", "No mark closes the quotation that begins '“no.'."),
    (
        "A011",
        " She says “it rained all the day.” (Arden 9) He left.",
        "The full stop stands before the citation, and none after it.",
    ),
    ("A024", " Li Wei met Wei Li.", "The name stands in two orders: Li Wei and Wei Li."),
    ("A021", " (Castor 2009, 52).", "Castor is cited with the year 2009; the list has 2004."),
]


@pytest.mark.parametrize(("code", "addition", "message"), MESSAGES)
def test_what_is_wrong_is_said(
    code: str, addition: str, message: str, problems: Callable[[str], list[Problem]]
) -> None:
    text = (CITED + addition).replace("“Soot”", "*Soot*").replace("“Ash”", "*Ash*") + LIST.replace('"', "*")
    assert [(problem.code, problem.message) for problem in problems(text)] == [(code, message)]


def test_an_entry_nobody_cites(problems: Callable[[str], list[Problem]]) -> None:
    text = "Arden sees it (Arden 5). Castor laughs." + LIST.replace('"', "*")
    assert [(p.code, p.message) for p in problems(text)] == [
        ("A002", "Brook, Soot: listed but never cited or named."),
        ("A002", "Brook, Ash: listed but never cited or named."),
        ("A003", "Castor, Smoke: named in the text but never cited."),
    ]


def test_a_page_far_from_the_others_needs_others(problems: Callable[[str], list[Problem]]) -> None:
    few = "Arden (Arden 18), Arden (Arden 22), Arden (Arden 125)."
    many = "Arden (Arden 18), Arden (Arden 22), Arden (Arden 44), Arden (Arden 53), Arden (Arden 125)."
    entry = "\n\nWorks Cited\n\n- Arden, Lena. *The Flue*. Pine P, 2001.\n"
    assert [p.code for p in problems(few + entry)] == []
    assert [p.message for p in problems(many + entry)] == [
        "Arden, The Flue: page 125 is far from the pages cited elsewhere (18–53)."
    ]


def test_one_work_under_two_titles(problems: Callable[[str], list[Problem]]) -> None:
    text = "*The Flue* (烟道) is short. *The Chimney* (烟道) is the same. *Salt* (盐) is long. *Salt* (咸) is not."
    assert [(p.code, p.message) for p in problems(text)] == [
        ("A016", "烟道 is called both The Flue and The Chimney."),
        ("A016", "Salt is given as both 盐 and 咸."),
    ]


def test_lists_that_are_not_in_order(problems: Callable[[str], list[Problem]]) -> None:
    entries = """See Arden (Arden 5), Castor (Castor 51) and Drum (Drum 3).

Works Cited

- Arden, Lena. *The Flue*. Pine P, 2001.
- . *The Damper*. Pine P, 2002.
- Castor, Ines. "Smoke." *Air*, vol. 3, 2004, pp. 50–59.
- Castor, Ines. "Smoke." *Air*, vol. 3, 2004, pp. 50–59.
- Drum, Ole. (2005). "Dust." *Air*, vol. 4, pp. 1-9.
- Drum, Ole. "Lost."
"""
    codes = [problem.code for problem in problems(entries)]
    assert sorted(set(codes)) == ["A003", "A008", "A009", "A013", "A017", "A023", "A026"]

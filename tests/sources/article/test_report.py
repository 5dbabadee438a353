"""What `duizhao parse` prints, and how places lead back to the input."""

from collections.abc import Callable
from typing import Any

from bitext.articles import Place
from bitext.documents import Document
from bitext.spans import Span
from sources.article import article_json, article_text, read_article
from sources.article.report import as_printed, input_span, width

ARTICLE = """A short essay, with a *very* short list.

In *The Flue* (烟道), Lena Arden calls it “black as bread” (*Flue* 5). Doyle disagrees (Doyle 7).

Works Cited

- Arden, Lena. *The Flue* (烟道). Pine P, 2001.
"""

REPORT = """\
Term pairs (1)
──────────────
  work  The Flue  烟道  4 mentions

Quotations (1)
──────────────
  line 3    black as bread
            inline  (Flue 5)  the citation gives a short title
            → Lena Arden, The Flue 烟道 [arden2001]


Works cited (1)
───────────────
  arden2001  Arden, Lena. The Flue 烟道. Pine P. 2001

Problems (1)
────────────
  A001  line 3    Doyle (7) is cited but not in the works cited. Add the entry, or correct the name.
"""

EMPTY = """\
Term pairs (0)
──────────────
  none

Quotations (0)
──────────────
  none

Works cited (0)
───────────────
  none

Problems (0)
────────────
  none
"""


def test_report(document: Callable[..., Document]) -> None:
    read = document(ARTICLE)
    assert article_text(read_article(read), read) == REPORT


def test_report_of_a_text_that_is_no_article(document: Callable[..., Document]) -> None:
    read = document("It rained.", language="en")
    assert article_text(read_article(read), read) == EMPTY
    assert article_json(read_article(read), read) == {
        "schema": 1,
        "pairs": [],
        "quotations": [],
        "references": [],
        "problems": [],
    }


def test_json(document: Callable[..., Document]) -> None:
    read = document(ARTICLE)
    found: dict[str, Any] = article_json(read_article(read), read)
    start = ARTICLE.index("black")
    assert found["quotations"] == [
        {
            "text": "black as bread",
            "block": False,
            "start": start,
            "end": start + 14,
            "citation": "(*Flue* 5)",
            "locator": "5",
            "reference": "arden2001",
            "resolution": "short-title",
            "work": "The Flue",
            "work_zh": "烟道",
            "author": "Lena Arden",
        }
    ]
    (reference,) = found["references"]
    assert reference == {
        "key": "arden2001",
        "authors": ["Arden, Lena"],
        "title": "The Flue",
        "title_zh": "烟道",
        "year": 2001,
        "container": None,
        "publisher": "Pine P",
        "raw": "Arden, Lena. *The Flue* (烟道). Pine P, 2001.",
    }
    (pair,) = found["pairs"]
    words = [ARTICLE[mention["start"] : mention["end"]] for mention in pair.pop("mentions")]
    assert words == ["The Flue", "烟道", "The Flue", "烟道"]
    assert pair == {
        "source": "The Flue",
        "target": "烟道",
        "source_lang": "en",
        "target_lang": "zh-Hans",
        "kind": "work",
    }
    (problem,) = found["problems"]
    assert problem["code"] == "A001"
    assert problem["start"] == ARTICLE.index("(Doyle 7)")


def test_words_are_printed_with_the_asterisks_of_the_input(document: Callable[..., Document]) -> None:
    read = document(ARTICLE)
    block = next(read.blocks)
    very = Span(block.text.index("very"), block.text.index("very") + 4)
    assert as_printed(Place(block.id, very), read) == "*very*"
    assert as_printed(Place(block.id, Span(0, len(block.text))), read) == ARTICLE.splitlines()[0]
    place = input_span(Place(block.id, very), read)
    assert place is not None
    assert place.of(ARTICLE) == "very"


def test_width_of_a_terminal() -> None:
    assert [width(text) for text in ("ab", "烟囱", "a\u0301", "（")] == [2, 4, 1, 2]

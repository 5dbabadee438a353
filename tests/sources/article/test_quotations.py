"""What is quoted, what only stands in marks, and which citation a quotation has."""

from collections.abc import Callable

import pytest

from bitext.articles import Article
from bitext.documents import Document
from sources.article import read_article
from sources.article.quotation_marks import outermost, quoted, unpaired

LIST = """

Works Cited

- Arden, Lena. *The Flue*. Pine P, 2001.
- Brook, Tom. *Soot: A Life*. Pine P, 2002.
- ---. *Ash*. Pine P, 2003.
- Castor, Ines, and Bo Drum. "Smoke." *Air*, vol. 3, 2004, pp. 50–59.
"""

INLINE = [
    ("It is “black as bread” (Arden 5).", [("black as bread", "arden2001", "explicit")]),
    ("It is 'black as bread' (Arden 5).", [("black as bread", "arden2001", "explicit")]),
    (
        "“Black,” she says, “as bread” (Arden 5).",
        [("Black,", "arden2001", "explicit"), ("as bread", "arden2001", "explicit")],
    ),
    (
        "It is “dead weight” and “cold stone” (Arden 5).",
        [("dead weight", "arden2001", "explicit"), ("cold stone", "arden2001", "explicit")],
    ),
    (
        "As Arden says, “it is black as bread” (5).",
        [("it is black as bread", "arden2001", "narrative-author-same-sentence")],
    ),
    (
        "In *Ash*, “it is black as bread” (5).",
        [("it is black as bread", "brook2003", "narrative-author-same-sentence")],
    ),
    ("It is “black as bread” (*Soot* 5).", [("black as bread", "brook2002", "short-title")]),
    ("It is “black as bread” (Brook, *Ash* 5).", [("black as bread", "brook2003", "explicit")]),
    ("It is “black as bread” (Brook 5).", [("black as bread", None, "unresolved")]),
    ("It is “black as bread” (Castor and Drum 51).", [("black as bread", "castor2004", "explicit")]),
    ("It is “black as bread” (Nobody 51).", [("black as bread", None, "not-in-works-cited")]),
    ("It is “black as bread (Arden 5).” So it is.", [("black as bread", "arden2001", "explicit")]),
    ("It is grey (Arden 4). It is “black as bread” (5).", [("black as bread", "arden2001", "last-cited")]),
    ("As the saying goes, “bread is never black.”", [("bread is never black.", None, "saying")]),
    ("“Bread is never black,” as the proverb has it.", [("Bread is never black,", None, "saying")]),
    (
        "It is “black as the bread of winter” (Arden 5). The “bread of winter” is soot.",
        [("black as the bread of winter", "arden2001", "explicit"), ("bread of winter", "arden2001", "echo")],
    ),
    ("It is, “black as bread,” writes Arden.", [("black as bread,", None, "")]),
]
NO_QUOTATIONS = [
    "The “rust belt” is no belt.",
    "She read “The Long March of the Pipes” twice.",
    "The so-called “golden age” (1950–1970) is over.",
    "The word means both “difference” and “lack” (Arden 5).",
    "In the essay “Smoke” (Castor and Drum 51) this is said.",
    "It was '98, the workers' canteen, and a 12\" pipe.",
]


@pytest.fixture
def read(document: Callable[..., Document]) -> Callable[[str], Article]:
    return lambda text: read_article(document(text + LIST, language="en"))


@pytest.mark.parametrize(("text", "quotations"), INLINE[:-1])
def test_inline(text: str, quotations: list[tuple[str, str | None, str]], read: Callable[[str], Article]) -> None:
    found = [(q.text, q.reference, q.resolution.value) for q in read(text).quotations]
    assert found == quotations


@pytest.mark.parametrize("text", NO_QUOTATIONS)
def test_no_quotation(text: str, read: Callable[[str], Article]) -> None:
    assert read(text).quotations == ()


BLOCK = "The men lay down on the warm bricks. Nobody slept, and nobody wanted the morning."

BLOCKS = [
    (f"Arden writes:\n\n{BLOCK} (5)", "arden2001", "lead-in-previous-paragraph"),
    (f"Arden writes:\n\n{BLOCK} (5).", "arden2001", "lead-in-previous-paragraph"),
    (f"As Arden explains,\n\n{BLOCK.replace('The', 'the', 1)} (5)", "arden2001", "lead-in-previous-paragraph"),
    (f"The book says more:\n\n{BLOCK} (Arden 5)", "arden2001", "explicit"),
    (f"The book says more (Arden 5):\n\n{BLOCK}\n\nThat is all.", "arden2001", "explicit"),
    (f"Arden writes:\n\n> {BLOCK} (5)", "arden2001", "lead-in-previous-paragraph"),
    (f"Arden writes:\n\n“{BLOCK}” (5)", "arden2001", "lead-in-previous-paragraph"),
]


@pytest.mark.parametrize(("text", "reference", "resolution"), BLOCKS)
def test_block(text: str, reference: str, resolution: str, read: Callable[[str], Article]) -> None:
    (quotation,) = read(text).quotations
    assert quotation.text.casefold() == BLOCK.casefold()
    assert quotation.block or text.endswith("” (5)")
    assert (quotation.reference, quotation.resolution.value) == (reference, resolution)


def test_block_of_several_paragraphs(read: Callable[[str], Article]) -> None:
    (quotation,) = read(f"Arden writes:\n\n{BLOCK}\n\n{BLOCK} (5)").quotations
    assert quotation.text == f"{BLOCK}\n{BLOCK}"
    assert [place.block for place in (quotation.place, *quotation.rest)] == ["article.c1.p2", "article.c1.p3"]


def test_last_words_of_a_paragraph_are_no_block(read: Callable[[str], Article]) -> None:
    (quotation,) = read(f"One paragraph ends.\n\n{BLOCK} She says “the bricks were warm.” (Arden 5)").quotations
    assert (quotation.text, quotation.block) == ("the bricks were warm.", False)


def test_quotation_over_a_page_break(read: Callable[[str], Article]) -> None:
    article = read(
        "The last chapter of the book is about a stove, and in it she says that “the bricks were\n\n"
        "warm and the night was long” (Arden 5). So it was."
    )
    (quotation,) = article.quotations
    assert quotation.text == "the bricks were warm and the night was long"
    assert len(quotation.rest) == len(article.joins) == 1


def test_speaker_and_author_are_kept_apart(read: Callable[[str], Article]) -> None:
    (quotation,) = read("As I.M. Castor explains, “the night was very long” (Arden 5).").quotations
    assert (quotation.speaker, quotation.author, quotation.reference) == ("I.M. Castor", "Lena Arden", "arden2001")
    (quotation,) = read("As Elster says, “the night was very long” (qtd. in Arden 5).").quotations
    assert (quotation.speaker, quotation.author, quotation.reference) == ("Elster", "Lena Arden", "arden2001")


def test_people_of_a_work_tell_which_it_is(read: Callable[[str], Article]) -> None:
    article = read(
        "The stoker Old Kou counts (Arden 5). His friend Old Kou sings (Arden 7).\n\n"
        "Others count too (Brook, *Ash* 3).\n\nLater, when it snows, Old Kou cries that “it is black as bread” (9)."
    )
    assert [(q.reference, q.resolution.value) for q in article.quotations] == [("arden2001", "character-of-the-work")]


MARKS = [
    ('He said "one" and “two” and ‘three’.', ["one", "two", "three"]),
    ("“outer ‘inner’ outer”", ["outer ‘inner’ outer"]),
    ("‘the workers’ rights and the men’s’ end", ["the workers’ rights and the men’s"]),
    ("他说：「一『二』三」。", ["一『二』三"]),
    ("«un» et „zwei“", ["un", "zwei"]),
    ('“curly and straight" marks', ["curly and straight"]),
    ("the ‘90s and ’98", []),
    ('a 12" pipe', []),
    ("no marks", []),
]


@pytest.mark.parametrize(("text", "inner"), MARKS)
def test_marks(text: str, inner: list[str]) -> None:
    assert [found.inner.of(text) for found in outermost(text)] == inner


def test_depths_and_marks_left_open() -> None:
    text = "“a ‘b “c” d’ e” “f"
    assert [found.depth for found in quoted(text)] == [0, 1, 2]
    assert [text[at:] for at in unpaired(text)] == ["“f"]

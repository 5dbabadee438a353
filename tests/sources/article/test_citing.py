"""The grammar of one citation: the table is the grammar."""

import pytest

from bitext.spans import Span
from sources.article.citing import ends_cited, parse

CITATIONS = [
    ("Foucault 55", [("Foucault", "", "", "55", "")]),
    ("26–38", [("", "", "", "26–38", "")]),
    ("*Bodily Natures* 25", [("", "Bodily Natures", "", "25", "")]),
    ("Bodily Natures 25", [("Bodily Natures", "", "", "25", "")]),
    ("Alaimo, *Exposed* 85", [("Alaimo", "Exposed", "", "85", "")]),
    ("“Urban Decline” 4", [("", "Urban Decline", "", "4", "")]),
    ("Hartley, “Urban Decline” 4", [("Hartley", "Urban Decline", "", "4", "")]),
    ("Holifield and Zupan 309–328", [("Holifield and Zupan", "", "", "309–328", "")]),
    ("Thompson and de Beurs 471", [("Thompson and de Beurs", "", "", "471", "")]),
    ("Hassink et al. 186", [("Hassink et al.", "", "", "186", "")]),
    ("Hartley 1–6; Pottie-Sherman 1–13", [("Hartley", "", "", "1–6", ""), ("Pottie-Sherman", "", "", "1–13", "")]),
    ("Shuang 18, Alaimo 25", [("Shuang", "", "", "18", ""), ("Alaimo", "", "", "25", "")]),
    ("Zou 210, translated by Yina Cao", [("Zou", "", "", "210", "translated by Yina Cao")]),
    ("Shuang 18; my translation", [("Shuang", "", "", "18", "my translation")]),
    ("Shuang 18, emphasis added", [("Shuang", "", "", "18", "emphasis added")]),
    ("qtd. in Alaimo 85", [("Alaimo", "", "", "85", "qtd. in")]),
    ("see also Zou 210", [("Zou", "", "", "210", "")]),
    ("O'Brien 33", [("O'Brien", "", "", "33", "")]),
    ("Alaimo, 2010, p. 25", [("Alaimo", "", "2010", "25", "")]),
    ("Alaimo & Hekman, 2008, pp. 3–4", [("Alaimo & Hekman", "", "2008", "3–4", "")]),
    ("Liou, Wang, & Li, 2020, para. 4", [("Liou, Wang, & Li", "", "2020", "para. 4", "")]),
    ("Foucault, 1972, 1980", [("Foucault", "", "1972", "", ""), ("Foucault", "", "1980", "", "")]),
    ("Alaimo 2010: 25", [("Alaimo", "", "2010", "25", "")]),
    ("Shuang, 2016b", [("Shuang", "", "2016b", "", "")]),
    ("Zou, n.d.", [("Zou", "", "n.d.", "", "")]),
    ("2016, p. 18", [("", "", "2016", "18", "")]),
    ("pp. 18-19", [("", "", "", "18-19", "")]),
    ("xii", [("", "", "", "xii", "")]),
    ("Zhang 00:12:03", [("Zhang", "", "", "00:12:03", "")]),
    ("3.2.14-16", [("", "", "", "3.2.14-16", "")]),
    ("双雪涛，2016：18", [("双雪涛", "", "2016", "18", "")]),
    ("参见王德威，2019年，第36页", [("王德威", "", "2019", "36", "")]),
    ("ibid., 25", [("", "", "", "25", "")]),
]
ASIDES = [
    "the family of her husband",
    "only",
    "i.e., China outside Shanhaiguan",
    "Figure 2",
    "June 1989",
    "b. 1983",
    "see Chapter 3",
    "mix",
    "my emphasis",
    "图1",
    "a poet",
    "",
]


def emphasised(text: str) -> tuple[str, list[Span]]:
    """The text without asterisks, and where they stood."""
    places = [at for at, character in enumerate(text) if character == "*"]
    spans = [Span(a - 2 * n, b - 2 * n - 1) for n, (a, b) in enumerate(zip(places[::2], places[1::2], strict=True))]
    return text.replace("*", ""), spans


@pytest.mark.parametrize(("printed", "parts"), CITATIONS)
def test_citation(printed: str, parts: list[tuple[str, ...]]) -> None:
    inner, emphasis = emphasised(printed)
    found = [(part.author, part.title, part.year, part.locator, part.note) for part in parse(inner, emphasis)]
    assert found == parts


@pytest.mark.parametrize("aside", ASIDES)
def test_aside(aside: str) -> None:
    assert parse(aside) == ()


def test_words_of_another() -> None:
    (part,) = parse("Connell qtd. in Alaimo 85")
    assert (part.author, part.words_of, part.note) == ("Alaimo", "Connell", "qtd. in")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("of bricks. (52)", True),
        ("very little power. (Alaimo, Exposed 85).", True),
        ("that is all.” (p. 24)", True),
        ("for social order” (23).", False),
        ("He left. (He came back.)", False),
        ("in 2016. (2016)", True),
    ],
)
def test_how_a_block_quotation_ends(text: str, ends: bool) -> None:
    assert ends_cited(text) is ends

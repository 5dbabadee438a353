"""Works cited: editions and series, commas throughout, entries that were glued or cut, lines of the page among them."""

import time
from collections.abc import Callable, Sequence

import pytest

from bitext.articles import Reference
from bitext.documents import Document
from sources.article import read_article

Reader = Callable[..., Document]
_SECONDS = 3.0  # for an entry of 20,000 characters: a reading that grows with their square takes twenty


def references(document: Reader, entries: Sequence[str], title: str = "Works Cited") -> tuple[Reference, ...]:
    text = "\n\n".join(["The wall is old, and nobody has seen who built it.", title, *entries])
    return read_article(document(text, language="en")).references


EDITIONS = [
    ("Moss, Ada. *The Long Kiln*. Edited by Tom Brook, 2nd ed., Anvil Press, 2004.", ("2nd", None, "Tom Brook", "")),
    ("Moss, Ada. The Long Kiln. Translated by Tom Brook, rev. ed., Anvil, 2004.", ("rev.", None, "", "Tom Brook")),
    ("Moss, A. (2004). *The long kiln* (Rev. ed., Vol. 2). Anvil Press.", ("Rev.", None, "", "")),
    (
        "Moss, Ada. 2004. *The Long Kiln*. 3rd ed. Northern Studies 14. Sheffield: Anvil.",
        ("3rd", "Northern Studies 14", "", ""),
    ),
    ("Moss, Ada. *The Long Kiln*. Anvil Press, 2004. Northern Studies 14.", (None, "Northern Studies 14", "", "")),
    ("Moss, Ada. *The Long Kiln*. Pine P, 2004.", (None, None, "", "")),
    ("陈平. 叙事模式的转变[M]. 2版. 北京: 长河出版社, 2010.", ("2", None, "", "")),
    ("陈平. 叙事模式的转变[M]. 修订版. 北京: 长河出版社, 2010.", ("修订", None, "", "")),
]


@pytest.mark.parametrize(("entry", "fields"), EDITIONS)
def test_editions_and_series(entry: str, fields: tuple[str | None, ...], document: Reader) -> None:
    (found,) = references(document, [entry])
    assert (found.edition, found.collection, found.editors, found.translators) == fields
    assert found.publisher is not None


COMMAS = [
    ("Berger, Lena, 2004, The Long Kiln, Sheffield: Anvil Press.", "The Long Kiln", "Anvil Press", "Sheffield"),
    ("Berger, Lena, 2004, Salt, Iron and Wine, Sheffield: Anvil.", "Salt, Iron and Wine", "Anvil", "Sheffield"),
    ("Berger, Lena, 2004, Peat: A History, Sheffield: Anvil.", "Peat: A History", "Anvil", "Sheffield"),
    ("Berger, L. (2004), The Long Kiln, Durham, NC: Anvil Press.", "The Long Kiln", "Anvil Press", "Durham, NC"),
    ("Berger, Lena, 2004, The Long Kiln, Anvil Press.", "The Long Kiln", "Anvil Press", None),
]


@pytest.mark.parametrize(("entry", "title", "publisher", "place"), COMMAS)
def test_commas_throughout(entry: str, title: str, publisher: str, place: str | None, document: Reader) -> None:
    (found,) = references(document, [entry])
    assert (found.title, found.publisher, found.publisher_place) == (title, publisher, place)
    assert ([person.family for person in found.authors], found.year) == (["Berger"], 2004)


def test_a_particle_stays_with_its_name(document: Reader) -> None:
    glued = "Cole, M. (2010). Peat. *Bog*, 2(1), 3–19. De Vries, A. (2011). The dyke. *Water*, 3(2), 1–20."
    joint = "Liu, Q. and De Vries, A. (2012). The dyke again. *Water*, 4(1), 1–20."
    found = references(document, [glued, joint])
    assert [[person.family for person in one.authors] for one in found] == [["Cole"], ["De Vries"], ["Liu", "De Vries"]]


def test_lines_of_the_page_are_no_entries(document: Reader) -> None:
    entries = [
        "Cole, Mary. *Peat*. Anvil Press, 2010.",
        "118  The Northern Quarterly",
        "Dunn, Rob. *Turf*. Anvil Press,",
        "THE LONG KILN  119",
        "2011.",
        "J. Cole | The Long Kiln",
        "Frost, Al. *Sod*. Anvil Press, 2013.",
    ]
    assert [one.title for one in references(document, entries)] == ["Peat", "Turf", "Sod"]


def test_the_line_of_the_journal_goes_with_its_entry(document: Reader) -> None:
    entries = ["Grant, Ada. “Loam and Loess.”", "Soil Letters, vol. 9, no. 2, 2014, pp. 55–70."]
    (found,) = references(document, entries)
    assert (found.title, found.year, found.volume, found.pages) == ("Loam and Loess", 2014, "9", "55–70")


def test_a_journal_in_roman_type_with_its_chinese_title(document: Reader) -> None:
    entry = "Liu, F. (2008). The retired worker [退休工人]. Social Research [社会研究], 23(1), 70–95."
    (found,) = references(document, [entry])
    assert (found.kind, found.container, found.volume, found.issue) == ("article-journal", "Social Research", "23", "1")


@pytest.mark.parametrize("words", ["Smith, J., ", "(1990) ", "12(3), ", "“x” ", "《书》"])
def test_a_long_malformed_entry_takes_no_time(words: str, document: Reader) -> None:
    start = time.monotonic()
    references(document, [words * (20_000 // len(words))])
    assert time.monotonic() - start < _SECONDS

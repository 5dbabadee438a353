"""Entries of works cited in the styles that authors use, and as conversion leaves them."""

from collections.abc import Callable

import pytest

from bitext.articles import Reference
from bitext.documents import Document
from sources.article import read_article

ENTRIES = [
    (
        "Alaimo, Stacy. *Bodily Natures: Science, Environment*. Indiana UP, 2010.",
        {
            "key": "alaimo2010",
            "kind": "book",
            "title": "Bodily Natures: Science, Environment",
            "publisher": "Indiana UP",
        },
    ),
    (
        'Hekman, Susan. "Ballast." *Feminisms*, edited by Stacy Alaimo and Susan Hekman, Indiana UP, 2008, pp. 85–119.',
        {
            "kind": "chapter",
            "container": "Feminisms",
            "editors": "Stacy Alaimo and Susan Hekman",
            "publisher": "Indiana UP",
            "pages": "85–119",
            "year": 2008,
        },
    ),
    (
        "Deleuze, Gilles, and Félix Guattari. *Plateaus*. 1980. Translated by Brian Massumi, U of Minnesota P, 1987.",
        {"key": "deleuze1987", "translators": "Brian Massumi", "publisher": "U of Minnesota P", "year": 1987},
    ),
    (
        "Shuang, X. (2016). *Moses on the plain* [平原上的摩西]. Baihua Literature and Art Publishing House.",
        {"key": "shuang2016", "title": "Moses on the plain", "publisher": "Baihua Literature and Art Publishing House"},
    ),
    (
        "Wang, D. (2019a). Revelation of a street: Reading it. *Letters*, *7*(3), 35–39. https://doi.org/10.1234/abc.12",
        {
            "kind": "article-journal",
            "title": "Revelation of a street: Reading it",
            "container": "Letters",
            "volume": "7",
            "issue": "3",
            "pages": "35–39",
            "doi": "10.1234/abc.12",
            "year_suffix": "a",
        },
    ),
    (
        "Wang, D., & Li, H. (2019). Rust. In S. Chen (Ed.), *Northeast writing* (pp. 12–30). Sage.",
        {
            "kind": "chapter",
            "container": "Northeast writing",
            "editors": "S. Chen",
            "pages": "12–30",
            "publisher": "Sage",
        },
    ),
    (
        "Shuang Xuetao 双雪涛. *Pingyuan shang de Moxi* 平原上的摩西 [Moses on the Plain]. Tianjin: Baihua, 2016.",
        {
            "key": "shuang2016",
            "title": "Moses on the Plain",
            "romanized_title": "Pingyuan shang de Moxi",
            "publisher": "Baihua",
            "publisher_place": "Tianjin",
        },
    ),
    (
        "Kahn, Matthew E. “The Silver Lining.” *Journal of Urban Economics* 46, no. 3 (1999): 360–376.",
        {"volume": "46", "issue": "3", "pages": "360–376", "year": 1999, "container": "Journal of Urban Economics"},
    ),
    (
        "Kahn, Matthew E. 1999. “The Silver Lining.” *Journal of Urban Economics* 46 (3): 360–376.",
        {"volume": "46", "issue": "3", "pages": "360–376", "year": 1999},
    ),
    (
        "Barad, Karen. *Meeting the Universe Halfway*. Durham, NC: Duke University Press, 2007.",
        {"publisher": "Duke University Press", "publisher_place": "Durham, NC"},
    ),
    (
        "*The Long Boiler*. Directed by Ding Rui, Perfect Films, 2009.",
        {"key": "ding2009", "kind": "motion_picture", "publisher": "Perfect Films"},
    ),
    (
        "Zhang, M. (Director). (2010). *The piano in a factory* [Film]. Dalian Pictures.",
        {"key": "zhang2010", "kind": "motion_picture", "title": "The piano in a factory"},
    ),
    (
        "Li, Wei. “Smelting Memory.” PhD diss., Duke University, 2018.",
        {"kind": "thesis", "publisher": "Duke University", "container": None},
    ),
    (
        'Chen, Fang. "The Last Chimney." *The Paper*, 12 Mar. 2019, www.thepaper.example/news_1. Accessed 5 May 2021.',
        {"kind": "webpage", "container": "The Paper", "year": 2019, "url": "www.thepaper.example/news_1"},
    ),
    (
        "Mumford, Lewis. The City in History. Harcourt, 1961.",
        {"key": "mumford1961", "title": "The City in History", "publisher": "Harcourt"},
    ),
    (
        "Latour B. Why has critique run out of steam? Critical Inquiry, 2004, 30(2): 225-248.",
        {
            "key": "latour2004",
            "title": "Why has critique run out of steam?",
            "container": "Critical Inquiry",
            "volume": "30",
            "issue": "2",
            "pages": "225-248",
        },
    ),
    (
        "[1] 王德威, 李明. 艳粉街启示录——双雪涛《平原上的摩西》[J]. 文艺争鸣, 2019(7): 35-39.",
        {
            "number": "1",
            "kind": "article-journal",
            "title": "艳粉街启示录——双雪涛《平原上的摩西》",
            "container": "文艺争鸣",
            "issue": "7",
            "pages": "35-39",
            "year": 2019,
        },
    ),
    (
        "[1] 双雪涛. 平原上的摩西[M]. 天津: 百花文艺出版社, 2016: 18.",
        {
            "kind": "book",
            "title": "平原上的摩西",
            "publisher": "百花文艺出版社",
            "publisher_place": "天津",
            "year": 2016,
        },
    ),
    (
        "王德威：〈艷粉街啟示錄〉，《文藝爭鳴》第7期（2019年），頁35–39。",
        {"title": "艷粉街啟示錄", "container": "文藝爭鳴", "issue": "7", "pages": "35–39", "year": 2019},
    ),
    (
        "Ashdown, Joan. ‘Against Pastoral.’ *Modern Fictions*, vol. 3, 2015, pp. 1–20.",
        {"title": "Against Pastoral", "container": "Modern Fictions"},
    ),
    (
        "World Bank. *China 2030*. World Bank, 2013.",
        {"key": "worldbank2013", "publisher": "World Bank"},
    ),
]


@pytest.fixture
def listed(document: Callable[..., Document]) -> Callable[[str], tuple[Reference, ...]]:
    def read(entries: str) -> tuple[Reference, ...]:
        return read_article(document(f"One.\n\nWorks Cited\n\n{entries}\n", language="en")).references

    return read


@pytest.mark.parametrize(("entry", "fields"), ENTRIES)
def test_entry(entry: str, fields: dict[str, object], listed: Callable[[str], tuple[Reference, ...]]) -> None:
    (reference,) = listed(entry)
    assert {name: getattr(reference, name) for name in fields} == fields


@pytest.mark.parametrize("dash", ["---.", "———.", "–––.", "___.", "."])
def test_dash_for_the_same_author(dash: str, listed: Callable[[str], tuple[Reference, ...]]) -> None:
    entries = f"- Alaimo, Stacy. *Bodily Natures*. Indiana UP, 2010.\n- {dash} *Exposed*. U of Minnesota P, 2010."
    first, second = listed(entries)
    assert second.authors == first.authors
    assert (first.key, second.key, second.title) == ("alaimo2010", "alaimo2010b", "Exposed")


def test_entries_that_a_page_break_cuts(listed: Callable[[str], tuple[Reference, ...]]) -> None:
    entries = "Alaimo, Stacy. *Bodily Natures: Science,\n\nEnvironment, and the Self*. Indiana UP, 2010."
    (reference,) = listed(entries.replace("*", ""))
    assert reference.title == "Bodily Natures: Science, Environment, and the Self"


def test_subheadings_are_no_entries(listed: Callable[[str], tuple[Reference, ...]]) -> None:
    entries = (
        "Primary Sources\n\nAlaimo, Stacy. *Exposed*. Pine P, 2016.\n\nFilms\n\nDing, Rui, director. *Salt*. 2009."
    )
    assert [reference.key for reference in listed(entries)] == ["alaimo2016", "ding2009"]

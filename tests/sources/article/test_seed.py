"""The seed article, against its gold: every pair, quotation, citation and reference, and nothing besides."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bitext.articles import Article
from bitext.documents import Document
from sources.article import article_json, read_article

SEED = Path(__file__).parents[3].parent / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"{SEED} is not there")

Json = dict[str, Any]


@pytest.fixture(scope="module")
def gold() -> Json:
    loaded: Json = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def text() -> str:
    return (SEED / "article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(document: Callable[..., Document]) -> tuple[Article, Document]:
    found = document((SEED / "article.txt").read_bytes())
    return read_article(found), found


@pytest.fixture(scope="module")
def found(read: tuple[Article, Document]) -> Json:
    return article_json(*read)


def test_pairs_and_their_mentions(found: Json, gold: Json, text: str) -> None:
    pairs = gold["explicit_pairs"]
    assert [(pair["source"], pair["target"]) for pair in found["pairs"]] == [(pair["en"], pair["zh"]) for pair in pairs]
    for pair in found["pairs"]:
        places = {m.span() for side in (pair["source"], pair["target"]) for m in re.finditer(re.escape(side), text)}
        assert {(mention["start"], mention["end"]) for mention in pair["mentions"]} == places
    assert {pair["source_lang"] for pair in found["pairs"]} == {"en"}
    assert {pair["target_lang"] for pair in found["pairs"]} == {"zh-Hans"}


def test_parts_of_pairs_are_kept_apart(read: tuple[Article, Document], gold: Json) -> None:
    printed = {(p["en"], p.get("zh_core", p["zh"])) for p in gold["sub_pairs"] if not p.get("derived")}
    explicit = {(pair.source.text, pair.target.text) for pair in read[0].pairs}
    assert {(pair.source.text, pair.target.text) for pair in read[0].derived_pairs} == printed - explicit


def test_quotations(found: Json, gold: Json) -> None:
    wanted = sorted(gold["quotations"], key=lambda quotation: quotation["span"])
    assert len(found["quotations"]) == len(wanted) == 20
    for quotation, want in zip(found["quotations"], wanted, strict=True):
        assert quotation == {
            "text": want["text"],
            "block": want["form"] == "block",
            "start": want["span"][0],
            "end": want["span"][1],
            "citation": want["citation_printed"],
            "locator": want["locator"],
            "reference": want["works_cited"],
            "resolution": quotation["resolution"],
            "work": want["quoted_work_en"],
            "work_zh": want["quoted_work_zh"],
            "author": None if want["kind"] == "saying" else want["author"],
        }


def test_resolutions(read: tuple[Article, Document], found: Json, gold: Json) -> None:
    by_span = {(q["start"], q["end"]): q["resolution"] for q in found["quotations"]}
    kinds = {"echo": "echo", "saying": "saying"}
    for want in gold["quotations"]:
        if want["kind"] in kinds:
            assert by_span[tuple(want["span"])] == kinds[want["kind"]]
    parts = [part for citation in read[0].citations for part in citation.parts]
    wanted = [part for citation in gold["citations"] for part in citation["parts"]]
    for part, want in zip(parts, wanted, strict=True):
        reason = re.split("[ ;_(]", want["resolution"].replace("explicit_name_variant", "explicit-name-variant"))[0]
        unlisted = "not_in_works_cited" in want["resolution"]
        assert part.resolution.value.startswith("not-in-works-cited" if unlisted else reason)


def test_citations(read: tuple[Article, Document], gold: Json) -> None:
    citations = read[0].citations
    assert [c.text for c in citations] == [c["printed"].replace("*", "") for c in gold["citations"]]
    found = [(p.reference, p.locator, p.short_title) for c in citations for p in c.parts]
    wanted = [p for c in gold["citations"] for p in c["parts"]]
    assert found == [(p["works_cited"], p["locator"], p["short_title_printed"]) for p in wanted]
    assert len(found) == 29


def test_references(read: tuple[Article, Document], found: Json, gold: Json) -> None:
    kinds = {"book": "book", "article": "article-journal", "film": "motion_picture", "chapter": "chapter"}
    for reference, entry, want in zip(read[0].references, found["references"], gold["works_cited"], strict=True):
        assert entry["raw"] == want["raw"].removeprefix("- ")
        assert entry["authors"] == [f"{person['family']}, {person['given']}" for person in want["authors"]]
        assert (reference.key, reference.kind, reference.title) == (want["key"], kinds[want["type"]], want["title"])
        assert entry["title_zh"] == want.get("title_zh")
        assert (reference.container, reference.second_container) == (want.get("container"), want.get("container2"))
        assert (reference.publisher, reference.year) == (want.get("publisher"), want["year"])
        assert (reference.volume, reference.issue) == (want.get("volume"), want.get("number"))
        assert (reference.pages, reference.article_number) == (want.get("pages"), want.get("article_number"))
        assert (reference.doi, reference.url) == (want.get("doi"), want.get("url"))
        assert reference.more_authors == bool(want.get("et_al"))
        assert [reference.editors] == (want.get("editors") or [""])
        assert [person.role for person in reference.authors] == [person["role"] for person in want["authors"]]


def test_page_breaks(read: tuple[Article, Document], gold: Json) -> None:
    blocks = read[1].block_by_id
    joins = [(blocks[join.before].text, blocks[join.after].text) for join in read[0].joins]
    wanted = [join for join in gold["paragraph_joins"] if join["join"]]
    assert len(joins) == len(wanted) == 6
    for (before, after), want in zip(joins, wanted, strict=True):
        assert before.endswith(want["left_end"].removeprefix("... "))
        assert after.startswith(want["right_start"].removesuffix(" ..."))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A001", "Faberman (935–940)"),
        ("A001", "Liou et al. (26–38)"),
        ("A002", "You, Spatial Evolution"),
        ("A003", "Connell, Gender and Power"),
        ("A004", "R.W. Connell, the works cited have Connell, Raewyn"),
        ("A004", "Pottie-Sherman, the works cited have Pottie Sherman"),
        ("A004", "de Beurs, the works cited have Thompson and De Beurs"),
        ("A005", "page 125 is far"),
        ("A006", "pages 1–13 are cited, the entry has the article number e12482"),
        ("A008", "Wang, Revelation"),
        ("A009", "35-39"),
        ("A012", "trans- corporeal"),
        ("A013", "Alaimo"),
        ("A020", "(Bodily Natures 25)"),
        ("A022", "R.W. Connell's, the citation is to Alaimo"),
        ("A024", "Xudong Guo and Guo Xudong"),
        ("A025", "page 210"),
    ],
)
def test_problems(found: Json, code: str, words: str) -> None:
    assert [p for p in found["problems"] if p["code"] == code and words in p["message"] and p["start"] is not None]


def test_nothing_is_invented(read: tuple[Article, Document], found: Json, text: str) -> None:
    film = next(entry for entry in found["references"] if entry["key"] == "zhang2010")
    assert film["title_zh"] is None
    assert all("Piano" not in pair["source"] for pair in found["pairs"])
    for pair in (*read[0].pairs, *read[0].derived_pairs):
        assert pair.source.text in text
        assert pair.target.text in text

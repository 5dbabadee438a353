"""An edition.toml whose article names its originals: what is found stands in the edition."""

from pathlib import Path

import pytest

from bitext.articles import Located
from bitext.documents import DocumentId, SegmentId
from bitext.errors import BadConfiguration
from pipeline.build import build, edition_from_toml

BOOK = """修钟铺

外祖母在河边开了一家修钟的铺子。每天早上她先把墙上的二十三只钟都上好弦。邻居们说，她的铺子里听不见人说话。

春天河水涨上来，淹了半条街。她把最贵的怀表藏在面粉袋里。水退了以后，面粉全发了霉，怀表还在走。

村里来了一个收旧货的年轻人，名叫赵文启。他愿意出三百块钱买下那只怀表。外祖母说，钱可以再挣，时间不行。
"""
ARTICLE = """# Clocks

Lin Mu's *The Clock Shop* begins so: “She hid the most expensive pocket watch in a sack of flour” (Lin 12). A buyer
comes: “A young man who collected junk came to the village. His name was Zhao Wenqi. He was willing to pay five
hundred yuan to buy that pocket watch” (Lin 13). Nobody says: “The committee approved the budget for motorway
bridges” (Lin 14).

## Works Cited

Lin, Mu. *The Clock Shop*. Northern Press, 2020.
"""
EDITION = """\
[edition]
name = "clocks"
title = [{text = "Clocks", language = "en"}]

[[document]]
id = "essay"
path = "article.md"
kind = "article"
originals = ORIGINALS

[[document]]
id = "shop"
path = "book.txt"

[[output]]
format = "html"
"""


def edition_file(folder: Path, originals: str) -> Path:
    (folder / "book.txt").write_text(BOOK, encoding="utf-8")
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    path = folder / "edition.toml"
    path.write_text(EDITION.replace("ORIGINALS", originals), encoding="utf-8")
    return path


@pytest.mark.parametrize("originals", ['["shop"]', '{ lin2020 = "shop" }', '{ "The Clock Shop" = "shop" }'])
def test_quotations_get_their_originals(tmp_path: Path, originals: str) -> None:
    edition = edition_from_toml(edition_file(tmp_path, originals))
    (article,) = edition.articles
    found = [quotation.original for quotation in article.quotations]
    assert found[0] is not None
    assert found[0] == Located(
        document=DocumentId("shop"), segments=(SegmentId("shop.c1.p3.s2"),), probability=found[0].probability
    )
    assert found[1] is not None
    assert found[1].segments == (SegmentId("shop.c1.p4.s1"), SegmentId("shop.c1.p4.s2"))
    assert found[2] is None
    told = [(problem.code, problem.place) for problem in article.problems if problem.code.startswith("F")]
    assert ("F003", article.quotations[1].place) in told
    assert ("F005", article.quotations[2].place) in told


def test_the_provenance_says_so(tmp_path: Path) -> None:
    edition = edition_from_toml(edition_file(tmp_path, '["shop"]'))
    assert edition.provenance[-1].action == (
        "looked for the originals of essay in shop by use; quotations: 3, found: 2"
    )


def test_what_is_not_found_is_told(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []

    def progress(what: str, number: int, total: int, _share: float = 0.0, /) -> None:
        steps.append((what, number, total))

    built = build(edition_file(tmp_path, '["shop"]'), progress=progress)
    assert built.remarks == ("essay: the originals of 1 of 3 quotations were not found",)
    assert steps == [
        ("reading article.md", 1, 4),
        ("reading book.txt", 2, 4),
        ("looking through book.txt", 3, 4),
        ("writing html", 4, 4),
    ]


def test_the_report_shows_both(tmp_path: Path) -> None:
    (report,) = build(edition_file(tmp_path, '["shop"]')).files
    row = next(part for part in report.read_text(encoding="utf-8").split("<tr>") if "sack of flour" in part)
    assert '<q lang="zh-Hans">她把最贵的怀表藏在面粉袋里。</q>' in row


def test_a_work_that_is_not_cited(tmp_path: Path) -> None:
    path = edition_file(tmp_path, '{ moses2016 = "shop" }')
    with pytest.raises(BadConfiguration) as error:
        build(path)
    assert str(error.value) == (
        "edition.toml, originals of 'essay': No work cited has the key or title 'moses2016'; the keys are: lin2020."
    )
    assert not (tmp_path / "clocks.html").exists()

"""`duizhao locate`: an article and a book, both written for these tests."""

import json
from pathlib import Path

import pytest
from lxml import etree

import cli
from bitext.articles import Article, Place, Quotation, Reference, Resolution
from bitext.documents import BlockId, DocumentId
from bitext.spans import Span
from pipeline.locate import Original, searched_in
from pipeline.reading import Input, read_document

BOOK = """修钟铺

外祖母在河边开了一家修钟的铺子。每天早上她先把墙上的二十三只钟都上好弦。邻居们说，她的铺子里听不见人说话。

春天河水涨上来，淹了半条街。她把最贵的怀表藏在面粉袋里。水退了以后，面粉全发了霉，怀表还在走。

村里来了一个收旧货的年轻人，名叫赵文启。他愿意出三百块钱买下那只怀表。外祖母说，钱可以再挣，时间不行。
"""
ARTICLE = """Clocks

Lin Mu's *The Clock Shop* (修钟铺) begins so: “She hid the most expensive pocket watch in a sack of flour” (Lin 12).
A buyer comes: “A young man who collected junk came to the village. His name was Zhao Wenqi. He was willing to pay
five hundred yuan to buy that pocket watch” (Lin 13).

Works Cited

Lin, Mu. *The Clock Shop* (修钟铺). Northern Press, 2020.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.txt").write_text(BOOK, encoding="utf-8")
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def located(folder: Path, *more: str) -> int:
    return cli.main(["locate", str(folder / "article.md"), "--original", str(folder / "book.txt"), *more])


def test_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert located(folder) == 0
    told = capsys.readouterr().out
    assert "2 of 2 quotations found" in told
    assert "她把最贵的怀表藏在面粉袋里。" in told
    assert "F003" in told


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert located(folder, "--json") == 0
    first, second = json.loads(capsys.readouterr().out)["quotations"]
    assert first["original"] == "她把最贵的怀表藏在面粉袋里。"
    assert first["found"] is True
    assert {"code": "F003", "text": "five hundred", "other": "三百"} in second["differences"]


def test_tei_has_the_original(folder: Path) -> None:
    out = folder / "article.xml"
    assert located(folder, "-o", str(out)) == 0
    root = etree.parse(out).getroot()
    originals = root.findall(".//{*}cit/{*}quote[@type='original']")
    assert "".join(originals[0].itertext()) == "她把最贵的怀表藏在面粉袋里。"
    assert len(originals) == 2
    links = root.findall(".//{*}linkGrp[@type='quotation']/{*}link")
    ids = {element.get("{http://www.w3.org/XML/1998/namespace}id") for element in root.iter()}
    targets = [target.removeprefix("#") for link in links for target in str(link.get("target")).split()]
    assert len(links) == 2
    assert set(targets) <= ids


def test_epub_is_written(folder: Path) -> None:
    out = folder / "article.epub"
    assert located(folder, "-o", str(out)) == 0
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["--original", "moses={folder}/book.txt"],
            12,
            "error: No work cited has the key or title 'moses'; the keys are: lin2020.\n",
        ),
        (
            ["--original", "{folder}/book.txt", "-o", "x.tmx"],
            8,
            "error: 'x.tmx' has no known suffix; use .xml (TEI), .epub, .html, .json or .txt.\n",
        ),
    ],
)
def test_errors(
    folder: Path, arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [argument.replace("{folder}", str(folder)) for argument in arguments]
    assert cli.main(["locate", str(folder / "article.md"), *given, "-q"]) == code
    assert capsys.readouterr().err == message


def test_no_quotations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = folder / "article.md"
    article.write_text("Clocks\n\nNothing is quoted here.\n", encoding="utf-8")
    assert located(folder, "-q") == 5
    assert (
        capsys.readouterr().err
        == f"error: No quotation was found in {str(article)!r}; `duizhao parse` shows what is read of it.\n"
    )


def _book(name: str, number: int, key: str = "") -> Original:
    given = Input(data="春天河水涨上来。".encode(), name=name)
    return Original(read_document(given, DocumentId(f"original{number}")).document, key)


def test_books_belong_to_works_by_key_and_name() -> None:
    place = Place(BlockId("b"), Span(0, 1))
    references = tuple(
        Reference(key=key, kind="book", authors=(), title=title, raw=title, place=place)
        for key, title in (("lin2020", "The Clock Shop"), ("xu2021", "Rain"), ("ma2022", "Snow"))
    )
    quotations = tuple(
        Quotation(id=key, place=place, text="x", block=False, resolution=Resolution.EXPLICIT, reference=key)
        for key in ("lin2020", "xu2021", "ma2022")
    )
    article = Article(document=DocumentId("article"), quotations=quotations, references=references)
    books = [_book("the-clock-shop.txt", 1), _book("b.txt", 2, key="xu2021"), _book("c.txt", 3)]
    assert searched_in(article, books) == {
        "lin2020": frozenset({0}),
        "xu2021": frozenset({1}),
        "ma2022": frozenset({2}),
    }

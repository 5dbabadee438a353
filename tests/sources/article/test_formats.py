"""The same article as Word, HTML or Markdown: what is read does not depend on the file it came in."""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from textwrap import fill
from typing import Any

import pytest

from bitext.documents import Document
from sources.article import article_json, article_text, read_article
from tests.sources.making import zipped

SYNTHETIC = Path(__file__).parent / "cases" / "synthetic"
ARTICLES = ["mla-smelter", "mla-sound", "apa-page-breaks", "author-date"]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraphs(name: str) -> list[str]:
    text = (SYNTHETIC / name / "article.txt").read_text(encoding="utf-8")
    return [line.removeprefix("- ") for line in text.splitlines() if line.strip()]


def runs(paragraph: str) -> list[tuple[str, bool]]:
    """The stretches of a paragraph, and whether they stand between asterisks."""
    return [(part, number % 2 == 1) for number, part in enumerate(paragraph.split("*")) if part]


def html(name: str) -> bytes:
    lines = (
        "".join(f"<em>{escape(part)}</em>" if italic else escape(part) for part, italic in runs(line))
        for line in paragraphs(name)
    )
    body = "\n".join(f"<p>{line}</p>" for line in lines)
    return f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def docx(name: str) -> bytes:
    body = "".join(f"<w:p>{''.join(word_run(*run) for run in runs(line))}</w:p>" for line in paragraphs(name))
    document = f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def word_run(text: str, italic: bool) -> str:
    properties = "<w:rPr><w:i/></w:rPr>" if italic else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def markdown(name: str) -> bytes:
    """Entries that begin with a stop or dash, and lines that begin with a number, are escaped as a writer would."""
    lines = (re.sub(r"^(\d+)\.", r"\1\\.", line) for line in paragraphs(name))
    return "\n\n".join(re.sub(r"^---", r"\\---", line) for line in lines).encode()


def without_places(found: dict[str, Any]) -> dict[str, Any]:
    """What was read, without where; asterisks are only in a text that has them."""
    pairs = [
        [pair["source"], pair["target"], pair["target_lang"], pair["kind"], len(pair["mentions"])]
        for pair in found["pairs"]
    ]
    kept = [{k: v for k, v in quotation.items() if k not in {"start", "end"}} for quotation in found["quotations"]]
    for quotation in kept:
        quotation["citation"] = (quotation["citation"] or "").replace("*", "")
    references = [{k: v for k, v in reference.items() if k != "raw"} for reference in found["references"]]
    problems = sorted((problem["code"], problem["message"]) for problem in found["problems"])
    return {"pairs": pairs, "quotations": kept, "references": references, "problems": problems}


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize(("suffix", "made"), [("html", html), ("docx", docx), ("md", markdown)])
def test_same_in_every_format(
    name: str, suffix: str, made: Callable[[str], bytes], document: Callable[..., Document]
) -> None:
    plain = document((SYNTHETIC / name / "article.txt").read_bytes())
    other = document(made(name), f"article.{suffix}")
    found: dict[str, Any] = article_json(read_article(other), other)
    assert without_places(found) == without_places(article_json(read_article(plain), plain))
    assert article_text(read_article(other), other)


def test_places_are_null_where_there_is_no_plain_text(document: Callable[..., Document]) -> None:
    read = document(docx("mla-smelter"), "article.docx")
    found: dict[str, Any] = article_json(read_article(read), read)
    assert {quotation["start"] for quotation in found["quotations"]} == {None}
    assert found["references"][4]["raw"].startswith("Luo, Ting. The Staircase of Bricks (砖梯).")


def wrapped(name: str) -> str:
    """The article in lines of 76 columns; entries hang, without blank lines between them."""
    body, entries = (SYNTHETIC / name / "article.txt").read_text(encoding="utf-8").split("Works Cited\n")
    text = "\n\n".join(fill(part, 76, break_on_hyphens=False) for part in body.split("\n\n"))
    lines = (line.removeprefix("- ") for line in entries.strip().splitlines())
    listed = "\n".join(fill(line, 76, subsequent_indent="    ", break_on_hyphens=False) for line in lines)
    return f"{text}\n\nWorks Cited\n\n{listed}\n"


def test_broken_lines_and_hanging_entries(document: Callable[..., Document]) -> None:
    plain = document((SYNTHETIC / "mla-smelter" / "article.txt").read_bytes())
    other = document(wrapped("mla-smelter"))
    found: dict[str, Any] = article_json(read_article(other), other)
    assert without_places(found) == without_places(article_json(read_article(plain), plain))

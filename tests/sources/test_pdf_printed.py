"""PDF files that a browser prints: what was marked up is found again by how it is set."""

import shutil
import subprocess
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from bitext.articles import Article
from bitext.documents import BlockKind, Document, DocumentId, MarkKind
from sources import article
from sources.registry import read

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
ESSAY = Path(__file__).parents[2] / "examples/essay/article.md"

pytestmark = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")

SENTENCES = (
    "The river had been frozen since the middle of the month, and nobody crossed it any more. "
    "In the evening they came back to the old house beside the mill, where an uncomfortably large "
    "refrigerator stood in the unilluminated corridor. "
)
HAN = "他们沿着河走了很久，谁也没有说话。后来天黑了，雪又下起来，他们才想起回家的路已经看不见了。"
STYLE = """
.columns { columns: 2; text-align: justify; hyphens: auto }
.notes { font-size: 9pt }
.notes p { margin: 0 }
.list p { padding-left: 2em; text-indent: -2em; margin: 0 }
.title { text-align: center }
"""


def printed(body: str, folder: Path, language: str = "en") -> Document:
    """The document that is read from the pages that are printed."""
    page, paper = folder / "a.html", folder / "a.pdf"
    page.write_text(
        f"<html lang='{language}'><meta charset='utf-8'><title>A</title><style>{STYLE}</style>{body}", encoding="utf-8"
    )
    subprocess.run(
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={paper}",
            str(page),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return read(paper.read_bytes(), name="a.pdf", id=DocumentId(language))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_an_article_gives_what_its_markdown_gives(tmp_path: Path) -> None:
    source = ESSAY.read_bytes()
    written = article.read_article(read(source, name="article.md", id=DocumentId("a")))
    paper = article.read_article(printed(MarkdownIt().render(source.decode()), tmp_path))
    assert said(paper) == said(written)
    assert written.quotations


def said(found: Article) -> tuple[object, ...]:
    return (
        [(pair.source, pair.target, pair.kind) for pair in found.pairs],
        [(quotation.text, quotation.reference) for quotation in found.quotations],
        [(reference.key, reference.title, reference.authors) for reference in found.references],
    )


def test_title_page_quotation_notes_and_list(tmp_path: Path) -> None:
    entry = (
        "Shuang, Xuetao. The Old House beside the Mill and Other Stories of the North in Winter. House, 2016, pp. 1-9."
    )
    body = (
        "<div class='title'><h1>A House in the Very Cold and Very Long Winter of the North</h1><p>An Author</p></div>"
        f"<h2>One</h2><p>{SENTENCES * 2}He <em>went</em> <b>home</b>.<sup>1</sup> She stayed.</p>"
        f"<blockquote>{SENTENCES * 2}</blockquote><p>{SENTENCES}</p><h2>Works Cited</h2>"
        f"<div class='list'><p>{entry}</p><p>{entry.replace('Shuang', 'Ma')}</p><p>Li, Fei. Short. 2011.</p></div>"
        f"<div class='notes'><p><sup>1</sup> See the <em>mill</em>, and {SENTENCES}</p></div>"
    )
    document = printed(body, tmp_path)
    assert texts(document) == [
        "A House in the Very Cold and Very Long Winter of the North",
        "An Author",
        "One",
        f"{SENTENCES * 2}He went home. She stayed.",
        (SENTENCES * 2).strip(),
        SENTENCES.strip(),
        "Works Cited",
        entry,
        entry.replace("Shuang", "Ma"),
        "Li, Fei. Short. 2011.",
    ]
    blocks = list(document.blocks)
    assert [block.level for block in blocks if block.kind is BlockKind.HEADING] == [1, 2, 2]
    assert [block.text[:9] for block in blocks if block.kind is BlockKind.QUOTE] == ["The river"]
    assert [note.text for note in document.notes] == [f"See the mill, and {SENTENCES}".strip()]
    marks = [
        (mark.kind, mark.span.of(blocks[3].text), blocks[3].text[: mark.span.start][-5:]) for mark in blocks[3].marks
    ]
    assert marks == [
        (MarkKind.EMPHASIS, "went", ". He "),
        (MarkKind.STRONG, "home", "went "),
        (MarkKind.NOTE, "", "home."),
    ]


def test_two_justified_columns_with_divided_words(tmp_path: Path) -> None:
    paragraph = (SENTENCES * 6).strip()
    assert texts(printed(f"<div class='columns'><p>{paragraph}</p><p>{paragraph}</p></div>", tmp_path)) == 2 * [
        paragraph
    ]


def test_chinese_and_both_languages(tmp_path: Path) -> None:
    mixed = f"{HAN * 3}这是双雪涛的Moses on the Plain里的一句话，𠮷{HAN}"
    document = printed(f"<h1>平原上的河</h1><p>{HAN * 4}</p><p>{mixed}</p>", tmp_path, "zh")
    assert [text.replace(" ", "") for text in texts(document)] == ["平原上的河", HAN * 4, mixed.replace(" ", "")]

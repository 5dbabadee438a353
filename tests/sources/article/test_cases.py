"""Whole articles: a folder each, with what must be found in it; see cases/README.md."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bitext.articles import Article
from bitext.documents import Document
from sources.article import article_json, article_text, read_article

CASES = Path(__file__).parent / "cases"
KINDS = ("wild", "synthetic", "negative", "known-failure")


def folders() -> Iterator[Any]:
    for kind in KINDS:
        for folder in sorted(path for path in (CASES / kind).glob("*") if path.is_dir()):
            marks = [pytest.mark.xfail(strict=True)] if kind == "known-failure" else []
            yield pytest.param(folder, id=f"{kind}/{folder.name}", marks=marks)


ALL = list(folders())
SOUND = [case for case in ALL if not case.marks]


def text_of(folder: Path, expected: dict[str, Any]) -> Path:
    """The article in the folder, or the one beside the repository that it names."""
    if "article" not in expected:
        return next(folder.glob("article.*"))
    path = Path(__file__).parents[3].parent / str(expected["article"])
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


def found_in(article: Article, document: Document) -> dict[str, Any]:
    found: dict[str, Any] = article_json(article, document)
    mentions = [len(pair["mentions"]) for pair in found["pairs"]]
    return {
        "pairs": [
            [pair["source"], pair["target"], pair["kind"], count]
            for pair, count in zip(found["pairs"], mentions, strict=True)
        ],
        "derived_pairs": [[p.source.text, p.target.text, p.kind.value] for p in article.derived_pairs],
        "quotations": found["quotations"],
        "citations": [[c.text, [part.reference for part in c.parts]] for c in article.citations],
        "references": found["references"],
        "joins": len(article.joins),
        "problems": dict(Counter(problem["code"] for problem in found["problems"])),
    }


def like(expected: Any, found: Any) -> Any:
    """What was found, without the keys that nothing is expected of; null stands for anything in a pair's kind."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: like(value, found.get(key)) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [like(a, b) for a, b in zip(expected, found, strict=True)]
    return found


def without_kind(pairs: Sequence[list[Any]], expected: Sequence[list[Any]]) -> list[list[Any]]:
    unjudged = {(source, target) for source, target, kind, _ in expected if kind is None}
    return [[s, t, None if (s, t) in unjudged else kind, count] for s, t, kind, count in pairs]


@pytest.mark.parametrize("folder", ALL)
def test_case(folder: Path, document: Callable[..., Document]) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    path = text_of(folder, expected)
    read = document(path.read_bytes(), path.name)
    found = found_in(read_article(read), read)
    found["pairs"] = without_kind(found["pairs"], expected.get("pairs", []))
    expected.pop("article", None)
    for name, value in expected.items():
        # Problems are compared whole: one that is not expected is an error too.
        assert (found[name] if name == "problems" else like(value, found[name])) == value, name


@pytest.mark.parametrize("folder", SOUND)
def test_every_place_is_in_the_input(folder: Path, document: Callable[..., Document]) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    path = text_of(folder, expected)
    text = path.read_text(encoding="utf-8")
    read = document(path.read_bytes(), path.name)
    found: dict[str, Any] = article_json(read_article(read), read)
    for pair in found["pairs"]:
        for mention in pair["mentions"]:
            assert 0 <= mention["start"] < mention["end"] <= len(text)
    for quotation in found["quotations"]:
        printed = text[quotation["start"] : quotation["end"]]
        words = "".join(quotation["text"].split())
        assert words[:12] in "".join(printed.replace("*", "").split())
        assert quotation["citation"] is None or quotation["citation"] in text
    for reference in found["references"]:
        assert reference["raw"] in text


@pytest.mark.parametrize("folder", SOUND)
def test_reading_is_repeatable_and_the_report_whole(folder: Path, document: Callable[..., Document]) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    path = text_of(folder, expected)
    read = document(path.read_bytes(), path.name)
    article = read_article(read)
    assert article == read_article(read)
    report = article_text(article, read)
    assert [line.split(" (")[0] for line in report.splitlines() if line and line[0].isalpha()] == [
        "Term pairs",
        "Quotations",
        "Works cited",
        "Problems",
    ]
    assert all(len(line) <= 140 for line in report.splitlines() if "→" not in line and "line" in line[:12])


def test_no_folder_is_empty() -> None:
    assert all((folder.values[0] / "expected.json").stat().st_size > 20 for folder in ALL)

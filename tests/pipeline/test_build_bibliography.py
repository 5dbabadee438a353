"""An edition.toml whose article has a bibliography file beside it."""

from pathlib import Path

import pytest

from bitext.errors import BadConfiguration, DuizhaoError
from pipeline.build import build, edition_from_toml

EDITION = """\
[edition]
name = "kilns"
title = [{text = "Kilns", language = "en"}]

[[document]]
id = "essay"
path = "essay.md"
kind = "KIND"
bibliography = "refs.bib"

[[output]]
format = "html"
"""
ESSAY = """# Kilns

The kiln “was lit for the last time in the winter of the flood” (Moss 12).

## Works Cited

Moss, Ada. *The Long Kiln*. Anvil Press, 2004.
"""
BIBLIOGRAPHY = (
    "@book{kiln, author={Moss, Ada}, title={The Long Kiln}, publisher={Anvil Press}, year={2004}, doi={10.1000/kiln}}"
)


def edition_file(folder: Path, *, kind: str = "article", bibliography: str = BIBLIOGRAPHY) -> Path:
    (folder / "essay.md").write_text(ESSAY, encoding="utf-8")
    (folder / "refs.bib").write_text(bibliography, encoding="utf-8")
    path = folder / "edition.toml"
    path.write_text(EDITION.replace("KIND", kind), encoding="utf-8")
    return path


def test_the_file_completes_the_entries(tmp_path: Path) -> None:
    (article,) = edition_from_toml(edition_file(tmp_path)).articles
    assert [(work.key, work.doi) for work in article.references] == [("moss2004", "10.1000/kiln")]


def test_what_does_not_agree_is_told(tmp_path: Path) -> None:
    path = edition_file(tmp_path, bibliography=BIBLIOGRAPHY.replace("{2004}", "{2005}"))
    (article,) = edition_from_toml(path).articles
    assert any("2004" in problem.message and "2005" in problem.message for problem in article.problems)


def test_only_an_article_has_one(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration) as error:
        build(edition_file(tmp_path, kind="text"))
    assert "a text cites no works; write kind = \"article\", or take out the key 'bibliography'." in str(error.value)


def test_a_file_that_is_none_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DuizhaoError) as error:
        build(edition_file(tmp_path, bibliography="This is no bibliography."))
    assert "refs.bib" in str(error.value)
    assert not (tmp_path / "kilns.html").exists()

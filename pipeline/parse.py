"""An article in, what it says of other works out."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import sources
from bitext.documents import DocumentId
from bitext.errors import UnknownFormat
from bitext.languages import LanguageTag
from output.bibliography import BIBLIOGRAPHIES
from pipeline.files import read_bytes, shown
from sources.article import article_json, article_text, read_article
from sources.bibliography import read_bibliography

ARTICLE_FORMATS: Final = ("text", "json", *BIBLIOGRAPHIES)
"""What `duizhao parse` writes: the report, the same for programs, or the works cited alone."""

_SUFFIXES: Final = {".bib": "bibtex", ".ris": "ris"}


def article_format(path: Path | None, name: str | None) -> str:
    """The format that is named, or that the file's suffix stands for; the report in words where neither says.

    Raises `UnknownFormat` that says which there are.

    >>> article_format(Path("refs.bib"), None), article_format(Path("refs.json"), "csl"), article_format(None, None)
    ('bibtex', 'csl', 'text')
    """
    if name is not None and name not in ARTICLE_FORMATS:
        *most, last = ARTICLE_FORMATS
        raise UnknownFormat(f"There is no format {name!r}; it can be {', '.join(most)} or {last}.")
    return name or (_SUFFIXES.get(path.suffix.lower(), "text") if path else "text")


def parse_file(  # noqa: PLR0913 - each is an option of the command
    path: Path,
    *,
    language: LanguageTag | None = None,
    headings: Sequence[str] = (),
    verbatim: bool = False,
    bibliography: Path | None = None,
    format_: str = "text",
) -> bytes:
    """The report on an article, for reading or as JSON, or its works cited for a reference manager.

    `bibliography` is a CSL-JSON, BibTeX or RIS file of the works that the article cites.
    Raises what `read_bytes`, `sources.read` and `read_bibliography` raise.
    """
    document = sources.read(
        read_bytes(path),
        name=shown(path),
        id=DocumentId("article"),
        language=language,
        markup=True,
        headings=headings,
        verbatim=verbatim,
    )
    filed = read_bibliography(read_bytes(bibliography), name=shown(bibliography)) if bibliography else ()
    article = read_article(document, filed)
    if format_ in BIBLIOGRAPHIES:
        return BIBLIOGRAPHIES[format_](article.references)
    if format_ == "json":
        return f"{json.dumps(article_json(article, document), ensure_ascii=False, indent=2)}\n".encode()
    return article_text(article, document).encode()

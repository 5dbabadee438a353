"""An article in, what it says of other works out."""

import json
from collections.abc import Sequence
from pathlib import Path

import sources
from bitext.documents import DocumentId
from bitext.languages import LanguageTag
from pipeline.files import read_bytes, shown
from sources.article import article_json, article_text, read_article


def parse_file(
    path: Path,
    *,
    language: LanguageTag | None = None,
    headings: Sequence[str] = (),
    verbatim: bool = False,
    as_json: bool = False,
) -> bytes:
    """The report on an article, for reading or as JSON.

    Raises what `read_bytes` and `sources.read` raise.
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
    article = read_article(document)
    if as_json:
        return f"{json.dumps(article_json(article, document), ensure_ascii=False, indent=2)}\n".encode()
    return article_text(article, document).encode()

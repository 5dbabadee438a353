"""How the tests of this folder read an article: through the readers that a user has."""

from collections.abc import Callable

import pytest

import sources
from bitext.documents import Document, DocumentId
from bitext.languages import LanguageTag

Reader = Callable[..., Document]


@pytest.fixture(scope="session")
def document() -> Reader:
    """A document of a text with asterisks around what is in italics."""

    def read(text: str | bytes, name: str = "article.txt", language: str | None = None) -> Document:
        data = text if isinstance(text, bytes) else text.encode()
        tag = LanguageTag(language) if language else None
        return sources.read(data, name=name, id=DocumentId("article"), language=tag, markup=True)

    return read

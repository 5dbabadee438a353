"""Reading a scholarly article: its quotations and citations, its works cited, the terms that it prints in two languages."""

from sources.article.reading import read_article
from sources.article.report import article_json, article_text

__all__ = ["article_json", "article_text", "read_article"]

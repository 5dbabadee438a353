"""Reading a scholarly article: quotations, citations, works cited, and words printed in two languages."""

from sources.article.reading import read_article
from sources.article.report import article_json, article_text

__all__ = ["article_json", "article_text", "read_article"]

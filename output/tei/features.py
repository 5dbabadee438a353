"""Values as feature structures: what was read from an article in full, beside the markup that shows most of it.

TEI's markup has no place for all of it: how a part of a citation was tied to its work, a title in Latin letters.
Feature structures (P5 guidelines, chapter 18) hold any record, so that nothing is lost and an article can be read back.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any

from bitext.articles import Article
from output.markup import Element, element, lines

LIBRARY = "article"
"""What the library of an article's features is called."""


def article_record(article: Article) -> Element:
    """All that was read from an article, as one feature structure."""
    return lines("fvLib", {"n": LIBRARY, "corresp": f"#{article.document}"}, _structure(article))


def _structure(value: object) -> Element:
    """A frozen dataclass: a feature for each field that does not say what it says of itself."""
    return lines("fs", {"type": type(value).__name__}, *_features(value))


def _features(value: object) -> Iterator[Element]:
    if is_dataclass(value):
        for own in fields(value):
            said = getattr(value, own.name)
            if said is not None and said != _default(own):
                is_simple = isinstance(said, str | int | float)
                yield (element if is_simple else lines)("f", {"name": own.name}, _value(said))


def _default(own: "Field[Any]") -> object:
    return own.default_factory() if own.default_factory is not MISSING else own.default


def _value(value: object) -> Element:
    match value:
        case bool():
            return element("binary", {"value": str(value).lower()})
        case int() | float():
            return element("numeric", {"value": repr(value)})
        case Enum():
            return element("symbol", {"value": str(value.value)})
        case str():
            return element("string", None, value)
        case tuple():
            return lines("vColl", {"org": "list"}, *map(_value, value))
        case _:
            return _structure(value)

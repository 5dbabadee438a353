"""The `xml:id` of everything that has none of its own, and pointers to them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bitext.alignments import Alignment, State
from bitext.articles import Article, Resolution
from bitext.documents import DocumentId
from bitext.errors import BadData
from output.markup import Element

_UNSAFE = re.compile(r"[^A-Za-z0-9.\-]")


def safe(value: str) -> str:
    """`value` as a part of an `xml:id`; different values stay different.

    >>> safe("shuang2016b"), safe("双2016")
    ('shuang2016b', '_x53CC_2016')
    """
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):X}_", value)


def pointers(ids: Iterable[str]) -> str | None:
    """The value of an attribute that points at all of them; None, for no attribute, if there are none."""
    return " ".join(f"#{id_}" for id_ in ids) or None


def source_id(document: DocumentId) -> str:
    return f"src.{document}"


def application_id(tool: str, version: str) -> str:
    return f"app.{safe(tool)}-{safe(version)}"


def aligner_id(alignment: Alignment) -> str:
    return f"resp.{alignment.source}-{alignment.target}"


REVIEW_ID = "resp.review"


def state_id(state: State) -> str:
    return f"state.{state.value}"


def resolution_id(resolution: Resolution) -> str:
    return f"resolution.{resolution.value}"


def concept_id(concept: str) -> str:
    return f"concept.{concept}"


def character_id(character: str) -> str:
    return f"char.{ord(character):04X}"


def quotation_id(article: Article, quotation: str) -> str:
    return _within(article, "quote", quotation)


def citation_id(article: Article, citation: str) -> str:
    return _within(article, "cite", citation)


def _within(article: Article, kind: str, value: str) -> str:
    """`value`, if it is an id of the article's already, or one that is made from it."""
    prefix = f"{article.document}."
    return (
        f"{prefix}{safe(value.removeprefix(prefix))}" if value.startswith(prefix) else f"{prefix}{kind}.{safe(value)}"
    )


def reference_id(article: Article, key: str) -> str:
    return f"{article.document}.bib.{safe(key)}"


def check_unique(root: Element) -> None:
    """Raise `BadData` where two elements have the same id.

    >>> check_unique(Element("div", {"xml:id": "a"}, (Element("p", {"xml:id": "a"}),)))
    Traceback (most recent call last):
        ...
    bitext.errors.BadData: The id 'a' would stand on two elements, div and p; give one of the documents another id.
    """
    elements = [node for node in root.walk() if "xml:id" in node.attributes]
    id_, uses = next(iter(Counter(node.attributes["xml:id"] for node in elements).most_common(1)), ("", 0))
    if uses > 1:
        first, second, *_ = (node.name for node in elements if node.attributes["xml:id"] == id_)
        raise BadData(
            f"The id {id_!r} would stand on two elements, {first} and {second}; give one of the documents another id."
        )


def languages(root: Element) -> tuple[str, ...]:
    """Every language that is said of something in `root`, in the order of appearance."""
    return tuple(dict.fromkeys(node.attributes["xml:lang"] for node in root.walk() if "xml:lang" in node.attributes))


def only_given(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: value for name, value in attributes.items() if value}

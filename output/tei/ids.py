"""The `xml:id` of everything that has none of its own, and pointers to them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

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


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of elements once they have been walked through, so that they need not be kept."""

    ids: tuple[tuple[str, str], ...]  # each with the name of its element
    languages: tuple[str, ...]  # in the order of appearance

    def __add__(self, other: "Survey") -> "Survey":
        """The survey of this and, behind it, the other."""
        return Survey((*self.ids, *other.ids), tuple(dict.fromkeys((*self.languages, *other.languages))))

    def check_unique(self) -> None:
        """Raise `BadData` where two elements have the same id.

        >>> surveyed(Element("div", {"xml:id": "a"}, (Element("p", {"xml:id": "a"}),))).check_unique()
        Traceback (most recent call last):
            ...
        bitext.errors.BadData: The id 'a' would stand on two elements, div and p; give one of the documents another id.
        """
        names: dict[str, str] = {}
        for id_, name in self.ids:
            if id_ in names:
                raise BadData(
                    f"The id {id_!r} would stand on two elements, {names[id_]} and {name}; "
                    "give one of the documents another id."
                )
            names[id_] = name


def surveyed(*roots: Element) -> Survey:
    """The ids and languages of all that is in the elements."""
    ids: list[tuple[str, str]] = []
    languages: dict[str, None] = {}
    for node in chain.from_iterable(root.walk() for root in roots):
        if "xml:id" in node.attributes:
            ids.append((node.attributes["xml:id"], node.name))
        if "xml:lang" in node.attributes:
            languages[node.attributes["xml:lang"]] = None
    return Survey(tuple(ids), tuple(languages))


def only_given(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: value for name, value in attributes.items() if value}

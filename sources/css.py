"""What style sheets say of words: italic, bold, raised, lowered, not shown.

E-books that come out of typesetting programs have no `em`, only classes.  Read are rules for an element, a class,
or both; what depends on the place of an element, its size, or the screen is no markup of words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import tinycss2
from lxml import etree

from bitext.documents import MarkKind
from sources.elements import local

_WANTED: Final = frozenset({"font-style", "font-weight", "vertical-align", "display", "visibility"})
_LIMIT: Final = 2**20
"""Bytes of a style sheet that is read: those of books have some thousands."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Declarations by element and class, either of which may be empty: any."""

    rules: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def of(self, element: etree._Element) -> Mapping[str, str]:
        """What holds for an element: its own style, then rules for both, for a class, and for all of its name."""
        name = local(element).lower()
        classes = (element.get("class") or "").split()
        keys = [(name, ""), *(("", one) for one in classes), *((name, one) for one in classes)]
        found: dict[str, str] = {}
        for key in keys:
            found |= self.rules.get(key, {})
        return {**found, **_declared(element.get("style") or "")}


NO_STYLES: Final = Styles()
"""Of a page without style sheets; an element's own style counts all the same."""


def read_styles(sheets: Iterable[str]) -> Styles:
    """The rules of style sheets, of which later ones go before earlier ones.

    >>> styles = read_styles([".it { font-style: italic } p.x, .b { font-weight: 700 } h1 .it { display: none }"])
    >>> sorted(styles.rules)
    [('', 'b'), ('', 'it'), ('p', 'x')]
    """
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for sheet in sheets:
        for selectors, declared in _rules(sheet[:_LIMIT]):
            for key in selectors:
                rules.setdefault(key, {}).update(declared)
    return Styles(rules)


def _rules(sheet: str) -> Iterator[tuple[list[tuple[str, str]], Mapping[str, str]]]:
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            selectors = tinycss2.serialize(rule.prelude).split(",")
            simple = [key for selector in selectors if (key := _simple(selector.strip()))]
            declared = _declared(tinycss2.serialize(rule.content))
            if simple and declared:
                yield simple, declared


def _simple(selector: str) -> tuple[str, str] | None:
    """Element and class of a selector that has nothing else."""
    name, dot, class_ = selector.partition(".")
    is_plain = all(part.replace("-", "").replace("_", "").isalnum() for part in (name, class_) if part)
    return (name.lower(), class_) if is_plain and (name or class_) and (class_ or not dot) else None


def _declared(text: str) -> dict[str, str]:
    """The declarations that tell something of words."""
    parsed = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True) if text else []
    return {
        one.lower_name: tinycss2.serialize(one.value).strip().lower()
        for one in parsed
        if one.type == "declaration" and one.lower_name in _WANTED
    }


def is_hidden(style: Mapping[str, str]) -> bool:
    """Whether nobody is to see it."""
    return style.get("display") == "none" or style.get("visibility") == "hidden"


def marks_of(style: Mapping[str, str]) -> Iterator[MarkKind]:
    """How words of this style stand out.

    >>> [kind.value for kind in marks_of({"font-style": "italic", "font-weight": "600", "vertical-align": "super"})]
    ['emphasis', 'strong', 'superscript']
    """
    if style.get("font-style", "").startswith(("italic", "oblique")):
        yield MarkKind.EMPHASIS
    weight = style.get("font-weight", "")
    if weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight) >= _BOLD):
        yield MarkKind.STRONG
    raised = {"super": MarkKind.SUPERSCRIPT, "sub": MarkKind.SUBSCRIPT}.get(style.get("vertical-align", ""))
    if raised:
        yield raised


_BOLD: Final = 600
"""The least weight that is bold: CSS Fonts 4, 2.2.1 calls it demi-bold."""

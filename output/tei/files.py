"""Pointers from file to file: what points at an id of another file names that file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from output.markup import Element, Node, Stream
from output.tei.ids import surveyed

POINTERS: Final = frozenset(
    {"ana", "copyOf", "corresp", "decls", "domains", "next", "prev", "ref", "resp", "sameAs", "source", "target", "who"}
)
"""The attributes of those that we write whose values are pointers."""


def with_files(root: Element, homes: Mapping[str, str], file: str, *, main: str) -> Element:
    """`root`, the content of `file`, with the names of other files before the ids that are theirs.

    `homes` are the files of ids; `main` has all that are in none of these.

    >>> with_files(Element("link", {"target": "#zh.s1 #x"}), {"zh.s1": "zh.xml"}, "a.xml", main="a.xml").attributes
    {'target': 'zh.xml#zh.s1 #x'}
    """
    own = frozenset(id_ for id_, _ in surveyed(root).ids)

    def named(token: str) -> str:
        id_ = token[1:]
        is_here = not token.startswith("#") or id_ in own or homes.get(id_, main) == file
        return token if is_here else f"{homes.get(id_, main)}{token}"

    def value(name: str, text: str) -> str:
        return " ".join(map(named, text.split())) if name in POINTERS else text

    def rewritten(node: Node) -> Node:
        return node if isinstance(node, str) else moved(node)

    def moved(node: Element) -> Element:
        attributes = {name: value(name, text) for name, text in node.attributes.items()}
        children = node.children
        if isinstance(children, Stream):
            return replace(node, attributes=attributes, children=Stream(lambda: map(moved, children)))
        return replace(node, attributes=attributes, children=tuple(map(rewritten, children)))

    return moved(root)

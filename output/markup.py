r"""Markup as values: elements are built, and one serializer writes them, for XML and for HTML.

White space is the writer's whole care.  The children of an element made by `lines` stand on lines
of their own; the content of every other element is written as it is, to the last blank.  The children of an element
made by `streamed` do too, and are made while they are written, so that a long text is never in memory as elements.

>>> book = lines("div", None, element("p", {"xml:id": "zh.p1"}, "池水很静。", element("lb"), "他说 <好> & 走了。"))
>>> print(xml(book).decode())
<?xml version="1.0" encoding="UTF-8"?>
<div>
 <p xml:id="zh.p1">池水很静。<lb/>他说 &lt;好&gt; &amp; 走了。</p>
</div>
<BLANKLINE>
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias, Union

from bitext.errors import BadData
from output.characters import FORBIDDEN

Node: TypeAlias = Union["Element", str]

# A carriage return, and white space other than a blank in an attribute, would be changed by the reader.
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)

# https://html.spec.whatwg.org/#void-elements
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})

_NAMES: Final = ("xml:id", "tuid", "id")

# What is escaped in a text or an attribute, or cannot be written: all but these.  Most texts have nothing of it.
_SPECIAL: Final = re.compile(r"[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Stream:
    """Elements that are made anew each time they are wanted, always the same."""

    make: Callable[[], Iterable["Element"]]

    def __iter__(self) -> Iterator["Element"]:
        return iter(self.make())


@dataclass(frozen=True, slots=True)
class Element:
    """An element; `in_lines` says that its children stand on lines of their own."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Node, ...] | Stream = ()
    in_lines: bool = False

    def walk(self) -> "Iterator[Element]":
        """The element and all that are in it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


def element(name: str, attributes: Mapping[str, str | None] | None = None, /, *children: Node | None) -> Element:
    """An element whose content is kept to the last blank; attributes and children that are None are left out."""
    given = {key: value for key, value in (attributes or {}).items() if value is not None}
    return Element(name, given, tuple(child for child in children if child is not None))


def lines(name: str, attributes: Mapping[str, str | None] | None = None, /, *children: Element | None) -> Element:
    """An element that holds elements only, each written on a line of its own."""
    inline = element(name, attributes, *children)
    return Element(inline.name, inline.attributes, inline.children, in_lines=True)


def streamed(
    name: str, attributes: Mapping[str, str | None] | None, make: Callable[[], Iterable[Element]], /
) -> Element:
    """An element as `lines` makes it, whose children are made when they are wanted; `make` is called each time."""
    return Element(name, element(name, attributes).attributes, Stream(make), in_lines=True)


def xml(root: Element, *, before: Sequence[str] = ()) -> bytes:
    """The XML document of `root`; `before` are the lines between the declaration and the root.

    Raises `BadData` at a character that XML cannot hold, and names the nearest id.
    """
    head = ('<?xml version="1.0" encoding="UTF-8"?>', *before)
    return _encoded(chain(head, _written(root, _xml_empty)))


def html(root: Element) -> bytes:
    """The HTML document of `root`, after the doctype.  Raises `BadData` as `xml` does.

    >>> print(html(element("p", None, element("br"), element("b"))).decode())
    <!DOCTYPE html>
    <p><br><b></b></p>
    <BLANKLINE>
    """
    return _encoded(chain(("<!DOCTYPE html>",), _written(root, _html_empty)))


def processing_instruction(name: str, attributes: Mapping[str, str]) -> str:
    """A processing instruction that looks as if it had attributes, as `xml-model` does."""
    return f"<?{name}{_attributes(attributes, name)}?>"


def _encoded(lines_: Iterable[str]) -> bytes:
    # Line by line, because a long text in one string takes twice or four times the room of its bytes.
    file = io.BytesIO()
    file.writelines(f"{line}\n".encode() for line in lines_)
    return file.getvalue()


_Empty: TypeAlias = Callable[[str, str], str]


def _xml_empty(name: str, attributes: str) -> str:
    return f"<{name}{attributes}/>"


def _html_empty(name: str, attributes: str) -> str:
    return f"<{name}{attributes}>" if name in _VOID else f"<{name}{attributes}></{name}>"


def _written(root: Element, empty: _Empty) -> Iterator[str]:
    return _lines(root, empty, 0, f"element '{root.name}'")


def _lines(node: Node, empty: _Empty, depth: int, place: str) -> Iterator[str]:
    if isinstance(node, str) or not node.in_lines or not node.children:
        yield " " * depth + _inline(node, empty, place)
        return
    place = _place(node, place)
    yield f"{' ' * depth}<{node.name}{_attributes(node.attributes, place)}>"
    for child in node.children:
        yield from _lines(child, empty, depth + 1, place)
    yield f"{' ' * depth}</{node.name}>"


def _inline(node: Node, empty: _Empty, place: str) -> str:
    if isinstance(node, str):
        return _text(node, place)
    place = _place(node, place)
    attributes = _attributes(node.attributes, place)
    if not node.children:
        return empty(node.name, attributes)
    return f"<{node.name}{attributes}>{_joined(node.children, empty, place)}</{node.name}>"


def _joined(nodes: Iterable[Node], empty: _Empty, place: str) -> str:
    return "".join(_inline(node, empty, place) for node in nodes)


def _place(node: Element, outer: str) -> str:
    """How an error names the place: the nearest id."""
    for name in _NAMES:
        if name in node.attributes:
            return f"'{node.attributes[name]}'"
    return outer


def _text(text: str, place: str) -> str:
    return _checked(text, place).translate(_IN_TEXT) if _SPECIAL.search(text) else text


def _attributes(attributes: Mapping[str, str], place: str) -> str:
    return "".join([f' {name}="{_value(value, place)}"' for name, value in attributes.items()])


def _value(text: str, place: str) -> str:
    return _checked(text, place).translate(_IN_ATTRIBUTE) if _SPECIAL.search(text) else text


def _checked(text: str, place: str) -> str:
    if found := FORBIDDEN.search(text):
        where = f"U+{ord(found[0]):04X} at character {found.start() + 1}"
        raise BadData(f"The text of {place} holds {where}, which XML cannot hold; remove it.")
    return text

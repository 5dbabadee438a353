"""Feature structures of our own files, read back as the values that they were made from."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from lxml import etree

from bitext.articles import Article
from bitext.errors import BadData
from sources.elements import all_text, line_of, local

LIBRARY: Final = "article"

_Value = TypeVar("_Value")


def read_articles(root: etree._Element) -> Iterator[Article]:
    """The articles that a file holds.  Raises `BadData` at a record that another hand has changed for the worse."""
    for library in root.iter("{*}fvLib"):
        if library.get("n") == LIBRARY:
            yield from (_structure(one, Article) for one in library.iterchildren("{*}fs"))


def _structure(node: etree._Element, kind: type[_Value]) -> _Value:
    """A value of the dataclass from its features; those that are not there are as the class has them."""
    hints = get_type_hints(kind)
    found = {f.get("name") or "": f for f in node.iterchildren("{*}f")}
    if unknown := found.keys() - hints.keys():
        raise BadData(f"line {line_of(node)}: a {kind.__name__} has no feature {min(unknown)!r}; take it out.")
    given = {name: _value(_only(feature), hints[name]) for name, feature in found.items()}
    for own in fields(kind) if is_dataclass(kind) else ():
        if own.name not in given and own.default is MISSING and own.default_factory is MISSING:
            if NoneType not in get_args(hints[own.name]):
                raise BadData(f"line {line_of(node)}: a {kind.__name__} needs the feature {own.name!r}; add it.")
            given[own.name] = None
    return kind(**given)


def _only(feature: etree._Element) -> etree._Element:
    children = list(feature.iterchildren("{*}*"))
    if len(children) != 1:
        raise BadData(f"line {line_of(feature)}: a feature has one value, and {feature.get('name')!r} {len(children)}.")
    return children[0]


def _value(node: etree._Element, hint: Any) -> Any:  # noqa: ANN401 - as the hint says
    kind = _kind(hint)
    if get_origin(kind) is tuple:
        return tuple(_value(item, get_args(kind)[0]) for item in node.iterchildren("{*}*"))
    if isinstance(kind, type) and is_dataclass(kind):
        return _structure(node, kind)
    text = all_text(node) if local(node) == "string" else node.get("value") or ""
    try:
        return _simple(kind, text)
    except (ValueError, BadData) as error:
        raise BadData(f"line {line_of(node)}: {text!r} is no {getattr(kind, '__name__', kind)}; correct it.") from error


def _kind(hint: Any) -> Any:  # noqa: ANN401 - a type, or what stands for one
    """The type that a hint means: of `X | None` the X, of a new name for a type that type."""
    if isinstance(hint, UnionType):
        return _kind(next(one for one in get_args(hint) if one is not NoneType))
    return getattr(hint, "__supertype__", hint)


def _simple(kind: Any, text: str) -> object:  # noqa: ANN401 - a class that takes a text
    return ("false", "true").index(text) == 1 if kind is bool else kind(text)

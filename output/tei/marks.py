"""Inline marks and unencoded characters as annotations of a block."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from bitext.documents import Block, Mark, MarkKind
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span
from output.markup import element
from output.tei.ids import character_id, only_given
from output.tei.inline import Annotation

# RFC 3986, a little narrower, so that every validator of anyURI agrees; letters of all scripts as in RFC 3987.
_ADDRESS: Final = re.compile(
    r"""(?: [A-Za-z][A-Za-z0-9+.\-]* : (?: // [\w.\-@]+ (?: :\d+ )? (?= [/?#] | $ ) )?   # a scheme, and a host
          | (?= [^:]* (?: [/?#] | $ ) ) )                                                # or a relative path
        (?: / (?!/) | [\w.~\-@!$&'()*+,;=:] | %[0-9A-Fa-f]{2} )*
        (?: \? (?: [\w.~\-@!$&'()*+,;=:/?] | %[0-9A-Fa-f]{2} )* )?
        (?: \# (?: [\w.~\-@!$&'()*+,;=:/?] | %[0-9A-Fa-f]{2} )* )?""",
    re.VERBOSE,
)


PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""The characters that Unicode leaves to private agreement (general category Co)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a mark must know of its block: the language, a name for errors, and which ids there are."""

    block: Block
    language: LanguageTag
    ids: Collection[str]


def marked(around: Surroundings) -> Iterator[Annotation]:
    """The block's marks, and its characters from the private use areas."""
    for mark in around.block.marks:
        yield _MAKERS[mark.kind](mark, around)
    yield from private(around.block.text)


def private(text: str) -> Iterator[Annotation]:
    """The characters from the private use areas, each with its description in the header."""
    for match in PRIVATE.finditer(text):
        attributes = {"ref": f"#{character_id(match[0])}"}
        yield Annotation(span=Span(*match.span()), name="g", attributes=attributes)


def target(address: str, ids: Collection[str]) -> dict[str, str]:
    """`@target`, if the address can be one and points at nothing that is missing; else it is told by `@n`.

    >>> target("https://example.org/a?b=c", ()), target("#zh.n1", {"zh.n1"}), target("#gone", ()), target("a b", ())
    ({'target': 'https://example.org/a?b=c'}, {'target': '#zh.n1'}, {'n': '#gone'}, {'n': 'a b'})
    """
    if address.startswith("#"):
        return {"target" if address[1:] in ids else "n": address}
    return only_given({"target" if _ADDRESS.fullmatch(address) else "n": address})


def _highlighted(rendition: str, mark: Mark, _around: Surroundings) -> Annotation:
    return Annotation(span=mark.span, name="hi", attributes={"rend": rendition})


def _ruby(mark: Mark, around: Surroundings) -> Annotation:
    reading = element("rt", {"xml:lang": _language_of_reading(mark.value, around.language)}, mark.value or None)
    return Annotation(span=mark.span, name="ruby", inner="rb", last=(reading,))


def _language_of_reading(reading: str, language: LanguageTag) -> str | None:
    """The tag of a reading in another script than the text: Latin letters or Bopomofo."""
    names = [unicodedata.name(character, "") for character in reading]
    for script, code in (("LATIN ", "Latn"), ("BOPOMOFO ", "Bopo")):
        if any(name.startswith(script) for name in names):
            return f"{language.language}-{code}"
    return None


def _foreign(mark: Mark, around: Surroundings) -> Annotation:
    try:
        attributes = {"xml:lang": LanguageTag(mark.value)} if mark.value else {}
    except BadData as error:
        where = f"characters {mark.span.start + 1} to {mark.span.end}"
        raise BadData(f"In block {around.block.id} {where} are marked as foreign, but {error}") from error
    return Annotation(span=mark.span, name="foreign", attributes=attributes)


def _link(mark: Mark, around: Surroundings) -> Annotation:
    return Annotation(span=mark.span, name="ref", attributes=target(mark.value, around.ids))


def _note(mark: Mark, around: Surroundings) -> Annotation:
    attributes = {"type": "note", **target(f"#{mark.value}", around.ids)}
    return Annotation(span=_place(mark), name="ptr", attributes=attributes, leans_left=True)


def _milestone(name: str, mark: Mark, _around: Surroundings) -> Annotation:
    return Annotation(span=_place(mark), name=name, attributes=only_given({"n": mark.value}))


def _image(mark: Mark, _around: Surroundings) -> Annotation:
    graphic = (element("graphic", {"url": f"{PICTURES}/{mark.target}"}),) if mark.target else ()
    description = (element("figDesc", None, mark.value),) if mark.value else ()
    return Annotation(span=_place(mark), name="figure", last=(*graphic, *description))


PICTURES: Final = "images"
"""The folder of the pictures, beside the file."""


def _place(mark: Mark) -> Span:
    """Where an element without words stands."""
    return Span(mark.span.start, mark.span.start)


_MAKERS: Final[Mapping[MarkKind, Callable[[Mark, Surroundings], Annotation]]] = {
    MarkKind.EMPHASIS: partial(_highlighted, "italic"),
    MarkKind.STRONG: partial(_highlighted, "bold"),
    MarkKind.SUPERSCRIPT: partial(_highlighted, "superscript"),
    MarkKind.SUBSCRIPT: partial(_highlighted, "subscript"),
    MarkKind.RUBY: _ruby,
    MarkKind.FOREIGN: _foreign,
    MarkKind.LINK: _link,
    MarkKind.NOTE: _note,
    MarkKind.PAGE: partial(_milestone, "pb"),
    MarkKind.LINE: partial(_milestone, "lb"),
    MarkKind.IMAGE: _image,
}

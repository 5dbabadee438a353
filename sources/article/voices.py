"""The name of a work's author as the article writes it in its sentences."""

import re

from bitext.articles import Person, Reference
from sources.article.names import order
from sources.article.scripts import has_cjk


def author_name(reference: Reference, text: str) -> str | None:
    """`Stacy Alaimo`, `Shuang Xuetao`: in the order that the text uses, or else the order of the language.

    >>> from bitext.articles import Place
    >>> from bitext.documents import BlockId
    >>> from bitext.spans import Span
    >>> wang = Person(family="Wang", given="Dewei")
    >>> place = Place(BlockId("a.c1.p1"), Span(0, 0))
    >>> book = Reference(key="k", kind="book", authors=(wang,), title="T", raw="", place=place)
    >>> author_name(book, "In Wang Dewei's comment"), author_name(book, "as Dewei Wang says")
    ('Wang Dewei', 'Dewei Wang')
    """
    names = [_running(person, text) for person in reference.authors]
    if not names:
        return None
    if reference.more_authors or len(names) > 2:
        return f"{names[0]} et al."
    return ("、" if has_cjk(names[0]) else " and ").join(names)


def _running(person: Person, text: str) -> str:
    forms = (" ".join(order(person)), person.display, f"{person.family} {person.given}".strip())
    return next((form for form in forms if form in text), None) or _full(person, text) or forms[0]


def _full(person: Person, text: str) -> str | None:
    """The whole name, where the entry has only initials and the text more: Liang, D. and Liang Dong."""
    if not re.fullmatch(r"(?:[A-Z]\.?[\s\-]?)+", person.given):
        return None
    family, initial = re.escape(person.family), person.given[0]
    given = rf"{initial}[a-z]+(?:-[a-z]+)?"
    found = re.search(rf"\b(?:{given} (?:[A-Z]\. )?{family}|{family} {given})\b", text)
    return found[0] if found else None

"""Who made a work, divided as reference managers want it."""

import re
from collections.abc import Iterator
from typing import Final

from bitext.articles import Localized, Person, Reference
from lang.names import surname_length

_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+\Z")
_AND: Final = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&)\s+|、|(?<=[\u4e00-\u9fff])[,，和与與]\s*", re.IGNORECASE)
_ET_AL: Final = re.compile(r",?\s*et al\.?\Z")


def makers(reference: Reference, role: str) -> tuple[Person, ...]:
    """The editors or translators: as a bibliography file has them, or else from the words of the entry."""
    known = tuple(person for person in reference.contributors if person.role == role)
    words = {"editor": reference.editors, "translator": reference.translators}[role]
    return known or tuple(_person(name, role) for name in _names(words))


def _names(words: str) -> Iterator[str]:
    for chunk in _AND.split(_ET_AL.sub("", words)):
        pieces = [piece.strip() for piece in chunk.split(",") if piece.strip()]
        # "Gordon, C." is one name, "Colin Gordon, Leo Marshall" are two
        is_inverted = len(pieces) == 2 and bool(re.fullmatch(r"(?:[A-Z]\.[\s-]?)+", pieces[1]))
        yield from [", ".join(pieces)] if is_inverted else pieces


def _person(name: str, role: str) -> Person:
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma and not _HAN.match(name):
        given, _, family = (part.strip() for part in name.rpartition(" "))
    return Person(family=family, given=given, role=role)


def original_title(reference: Reference) -> Localized | None:
    """The title in its own language, where it is another than the title that the entry has."""
    original = reference.original_title
    return original if original and original.text != reference.title else None


def divided(person: Person) -> tuple[str, str]:
    """Family and given name; a Chinese name, which entries have whole, after its surname.

    >>> divided(Person(family="双雪涛")), divided(Person(family="World Bank")), divided(Person(family="新华社"))
    (('双', '雪涛'), ('World Bank', ''), ('新华社', ''))
    """
    if person.given or not _HAN.match(person.family):
        return person.family, person.given
    length = surname_length(person.family)
    return person.family[:length], person.family[length:]

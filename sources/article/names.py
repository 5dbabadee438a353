"""Names of authors: read from an entry, and recognised where the text spells them otherwise."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from bitext.articles import Person
from lang.folding import fold
from lang.names import surname_length
from lang.romanisation import romanised
from sources.article.pinyin import is_pinyin, syllable_counts
from sources.article.scripts import CJK, has_cjk, has_latin
from sources.article.vocabulary import PARTICLES

_PARTICLE: Final = "|".join(sorted(PARTICLES))
_ET_AL: Final = re.compile(
    r"[,，、]?\s*(?:(?:and|&)\s+)?(?:et\s+al\b\.?|others\b|等人?(?=[\s,.，。；;]|\Z))", re.IGNORECASE
)
_AND: Final = re.compile(r"\s*[,，]?\s*(?:\band\b|&|\bund\b|\bet\b)\s+|\s*(?:和|与|與|及|、)\s*", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"(?:Jr|Sr|II|III|IV|MD|PhD)\.?", re.IGNORECASE)
_HYPHENED: Final = re.compile(
    r"[A-Z][a-z’'ü]+-[a-z’'ü]+"
)  # Tung-hsien: a Chinese given name, so the family name is first
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.?[\s\-–]?){1,4}")
_ROLE: Final = re.compile(
    r"[,，]?\s*[(（\[]?\s*(?:\b|(?=主编|主編)|(?<=[\u4e00-\u9fff]{2})(?=著))(?P<role>director|dir|editors?|eds?|translators?|trans|producer|composer|photographer|artist"
    r"|主编|主編|编|編|导演|導演|译|譯|著)\b\.?\s*[)）\]]?[.,，:：]?\s*\Z",
    re.IGNORECASE,
)
_ROLES: Final = {
    "dir": "director",
    "导演": "director",
    "導演": "director",
    "ed": "editor",
    "eds": "editor",
    "editors": "editor",
    "主编": "editor",
    "主編": "editor",
    "编": "editor",
    "編": "editor",
    "trans": "translator",
    "translators": "translator",
    "译": "translator",
    "譯": "translator",
    "著": "author",
}
_NATION: Final = re.compile(rf"(?:\A|(?<=[,，、;；]))\s*[\[(（【〔][{CJK}]{{1,3}}[\])）】〕]\s*(?=[{CJK}])")
_ORIGINAL: Final = re.compile(rf"\s*[(（\[]?\s*(?P<han>[{CJK}·・]{{2,}})\s*[)）\]]?\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who made a work, as its entry has it."""

    persons: tuple[Person, ...] = ()
    more: bool = False  # et al.


def parse_names(text: str, *, inverted: bool = True) -> Names:
    """The names at the head of an entry; `inverted` where the first has its family name first.

    >>> [p.inverted for p in parse_names("Thompson, Emily S., and Kirsten M. De Beurs").persons]
    ['Thompson, Emily S.', 'De Beurs, Kirsten M.']
    >>> [p.inverted for p in parse_names("Alaimo, S., & Hekman, S. J.").persons]
    ['Alaimo, S.', 'Hekman, S. J.']
    >>> names = parse_names("Hassink, Robert, et al.")
    >>> names.persons[0].family, names.more
    ('Hassink', True)
    """
    text = _NATION.sub("", text.strip())
    role = "author"
    while found := _ROLE.search(text):
        role, text = _ROLES.get(found["role"].lower(), found["role"].lower()), text[: found.start()].rstrip(" ,，")
    rest = _ET_AL.sub("", text)
    persons = _persons(_unstopped(rest), inverted=inverted)
    return Names(persons=tuple(replace(person, role=role) for person in persons), more=rest != text)


def _unstopped(text: str) -> str:
    """Without the stop of the entry; the stop of an initial stays."""
    text = text.strip(" ,，;；:：")
    return text if re.search(r"(?:\A|[\s.\-])[^\W\d_a-z]\.\Z", text) else text.rstrip(" .。")


def _persons(text: str, *, inverted: bool) -> Iterator[Person]:
    if not text:
        return
    if has_cjk(text) and not has_latin(text):
        names = (name.strip(".。") for name in re.split(r"[,，、;；\s]+|和|与|與|及", text))
        yield from (Person(family=name) for name in names if name)
        return
    chunks = re.split(r"\s*[;；]\s*", text) if re.search("[;；]", text) else [part for part in _AND.split(text) if part]
    for count, chunk in enumerate(chunks):
        yield from _of_chunk(chunk, inverted=inverted and (count == 0 or ("," in chunk)))


def _of_chunk(chunk: str, *, inverted: bool) -> Iterator[Person]:
    """The names between two ands: "Family, Given", "Family, A., Family, B." or "Family, Given, Given Family"."""
    pieces = [piece.strip() for piece in re.split("[,，]", chunk) if piece.strip()]
    pieces = _with_suffixes(pieces)
    if not inverted or len(pieces) < 2 or all(re.fullmatch(r"\S+(?: [A-Z]{1,3}){1,3}", piece) for piece in pieces):
        yield from (_direct(piece, alone=inverted) for piece in pieces)
    elif len(pieces) >= 2 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        yield from (_inverted(family, given) for family, given in zip(pieces[::2], pieces[1::2], strict=False))
    else:
        yield _inverted(pieces[0], pieces[1])
        yield from (_direct(piece, alone=False) for piece in pieces[2:])


def _with_suffixes(pieces: Sequence[str]) -> list[str]:
    """Jr. and III go with the name before them."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _SUFFIX.fullmatch(piece):
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
    return joined


def _inverted(family: str, given: str) -> Person:
    original = _ORIGINAL.search(given)
    given = _ORIGINAL.sub("", given).strip() if original else given
    return Person(family=_ORIGINAL.sub("", family).strip(), given=given, original=original["han"] if original else "")


def _direct(name: str, *, alone: bool) -> Person:
    """A name in running order; one that stands `alone` at the head of an entry is a body's or a Chinese name."""
    original = _ORIGINAL.search(name)
    plain = _ORIGINAL.sub("", name).strip() if original else name
    if not plain:
        return Person(family=name)
    family, given = _divided(plain, alone=alone)
    return Person(family=family, given=given, original=original["han"] if original else "")


def _divided(name: str, *, alone: bool) -> tuple[str, str]:
    words = name.split()
    if len(words) > 1 and all(re.fullmatch(r"[A-Z]{1,3}\.?", word) for word in words[1:]):  # Latour B, Booth W C
        return words[0], " ".join(words[1:]).rstrip(".")
    if len(words) == 2 and _HYPHENED.fullmatch(words[1]):
        return words[0], words[1]
    counts = [syllable_counts(word) for word in words]
    if len(words) == 2 and all(counts):
        first, second = map(min, counts)
        return (words[1], words[0]) if first > second else (words[0], words[1])
    if alone or len(words) == 1:
        return name, ""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


class Likeness(IntEnum):
    """How a printed name is like that of an entry."""

    NONE = 0
    VARIANT = 1
    SAME = 2


def letters(name: str) -> str:
    """The name's letters for comparing: no case, accents, spaces or hyphens; Chinese variants folded.

    >>> letters("Pottie-Sherman") == letters("Pottie Sherman"), letters("双雪涛") == letters("雙雪濤")
    (True, True)
    """
    decomposed = unicodedata.normalize("NFKD", fold(name)).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def likeness(printed: str, person: Person) -> Likeness:
    """Whether `printed` names the person.

    >>> alaimo, connell = Person(family="Alaimo", given="Stacy"), Person(family="Connell", given="Raewyn")
    >>> [likeness(name, alaimo).name for name in ("Alaimo", "Stacy Alaimo", "alaimo", "Stacy Moses")]
    ['SAME', 'SAME', 'VARIANT', 'NONE']
    >>> likeness("Shuang", Person(family="双雪涛")).name, likeness("Xuetao Shuang", Person(family="双雪涛")).name
    ('VARIANT', 'VARIANT')
    >>> likeness("R.W. Connell", connell).name, likeness("De Beurs", Person(family="Beurs")).name
    ('VARIANT', 'VARIANT')
    """
    printed = printed.strip()
    forms = [form for form in (person.family, person.display, f"{person.family} {person.given}".strip()) if form]
    if printed in (*forms, person.inverted, person.original):
        return Likeness.SAME
    folded = letters(printed)
    if folded and folded in {letters(form) for form in (*forms, person.original)}:
        return Likeness.VARIANT
    if has_cjk(person.family) and not has_cjk(printed) and folded in _in_pinyin(person.family):
        return Likeness.VARIANT
    return _partial(printed, person)


def _in_pinyin(name: str) -> frozenset[str]:
    """The letters of a Chinese name in pinyin: the surname, and the whole in either order."""
    length = surname_length(name)
    family, given = (romanised(part).lower() for part in (name[:length], name[length:]))
    return frozenset({family, f"{family}{given}", f"{given}{family}"})


def _partial(printed: str, person: Person) -> Likeness:
    """A family name with other given names or initials, or with another particle."""
    words = [word for word in re.split(r"[\s.\-]+", printed) if word]
    if not person.given and person.original and letters(printed) == letters(person.family.split()[0]):
        return Likeness.SAME  # Ts'ao, for Ts'ao Yin 曹寅
    family = _bare_family(person.family)
    for at, size in _family_places(words, family):
        others = words[:at] + words[at + size :]
        named = [word for word in others if word.casefold() not in PARTICLES]
        if not named:
            return Likeness.VARIANT
        if person.given and _agrees(named, person.given):
            return Likeness.SAME if _is_shorter(named, person.given) else Likeness.VARIANT
    return Likeness.NONE


def _is_shorter(named: Sequence[str], given: str) -> bool:
    """Whether one is the other with fewer letters or names: S. and Stacy, Kirsten M.; not R. W. and Raewyn."""
    own = _given_words(given)
    pairs = zip((letters(word) for word in named), (letters(word) for word in own), strict=False)
    return (len(named) <= len(own) or len(own[0]) == 1) and all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _bare_family(family: str) -> str:
    words = family.split()
    return letters(" ".join(word for word in words if word.casefold() not in PARTICLES) or family)


def _family_places(words: Sequence[str], family: str) -> Iterator[tuple[int, int]]:
    for size in range(1, min(3, len(words)) + 1):
        for at in (len(words) - size, 0):
            if letters(" ".join(words[at : at + size])) == family:
                yield at, size


def _agrees(named: Sequence[str], given: str) -> bool:
    """Whether given names could be one person's: R. W. and Raewyn, Kirsten and Kirsten M.; not David and Dewei."""
    own = _given_words(given)
    first, second = letters(named[0]), letters(own[0])
    if min(len(first), len(second)) == 1:
        return first[0] == second[0]
    return first == second or letters("".join(named)) == letters(given)


def _given_words(given: str) -> list[str]:
    return [word for word in re.split(r"[\s.\-]+", given) if word]


def is_misprint(printed: str, family: str) -> bool:
    """Whether the two differ by one letter: left out, added, changed or swapped; short names never.

    >>> is_misprint("Foucalt", "Foucault"), is_misprint("Wang", "Weng"), is_misprint("Hartley", "Bartley")
    (True, False, False)
    """
    a, b = letters(printed), letters(family)
    if min(len(a), len(b)) < 6 or a[0] != b[0] or a == b or abs(len(a) - len(b)) > 1:
        return False
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[same + 1 : same + 2] + a[same : same + 1] + a[same + 2 :]
    return swapped == b[same:] or a[same + (len(a) >= len(b)) :] == b[same + (len(b) >= len(a)) :]


def order(person: Person) -> tuple[str, ...]:
    """The name as running text has it: family name first where both parts are pinyin.

    >>> order(Person(family="Shuang", given="Xuetao")), order(Person(family="Alaimo", given="Stacy"))
    (('Shuang', 'Xuetao'), ('Stacy', 'Alaimo'))
    """
    is_pinyin_name = is_pinyin(person.family) and (is_pinyin(person.given) or _INITIALS.fullmatch(person.given))
    is_chinese = is_pinyin_name or _HYPHENED.fullmatch(person.given)
    parts = (person.family, person.given) if is_chinese else (person.given, person.family)
    return tuple(part for part in parts if part)

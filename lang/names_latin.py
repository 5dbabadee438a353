"""A name in Latin letters, taken apart for comparison: its letters, its marks, and where it is divided."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Final

_INITIALS: Final = re.compile(r"[A-Z](?:\.?[- ]?[A-Za-z]\.)*\.?|[A-Z](?:\.-?[A-Za-z])+|[A-Z]{2,3}")
_APOSTROPHES: Final = "'’‘ʻʼ`\u00b4"
_HYPHENS: Final = str.maketrans(dict.fromkeys("‐‑‒–", "-") | dict.fromkeys("\u00ad\u200b"))
_TONES: Final = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_DIAERESIS: Final = "\u0308"
_AROUND: Final = '()[]“”"*_:;!?'
_FIRST_EAST_ASIAN: Final = "\u2e80"
_MOST_WORDS: Final = 6
_MOST_EXTRA: Final = 2


@dataclass(frozen=True, slots=True)
class Spelled:
    """The letters of some words run together, and the places before letters where something stood."""

    letters: str
    words: frozenset[int] = frozenset()  # where a word begins, but not the first
    hyphens: frozenset[int] = frozenset()
    apostrophes: frozenset[int] = frozenset()
    umlauts: frozenset[int] = frozenset()  # of the letters themselves: ü is u with its place
    tones: tuple[tuple[int, str], ...] = ()
    comma: int | None = None
    initials: str = ""
    is_initials_first: bool = False
    extra: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 15)
def parsings(latin: str) -> tuple[Spelled, ...]:
    """The ways to see a name in the words: all of them, then with one or two as another name's.

    >>> [(way.letters, way.extra) for way in parsings("Pai Hsien-yung")]
    [('paihsienyung', ()), ('hsienyung', ('Pai',)), ('pai', ('Hsien-yung',))]
    """
    words = _words(latin)
    if not 1 <= len(words) <= _MOST_WORDS:
        return ()
    comma = next((place for place, (_, is_closed) in enumerate(words, 1) if is_closed), None)
    texts = [word for word, _ in words]
    return tuple(_ways(texts, comma if comma and comma < len(words) else None))


def _words(latin: str) -> list[tuple[str, bool]]:
    """The words, and whether a comma follows; an initial keeps its full stop."""
    text = unicodedata.normalize("NFD", latin.translate(_HYPHENS))
    text = re.sub(r"(?<=\b[A-Z]\.)(?=[A-Z])", " ", re.sub(r"\s*-\s*", "-", text))
    parts = ((part[1].strip(_AROUND), part[2]) for part in re.finditer(r"([^\s,，]+)(\s*[,，])?", text))
    return [(word, comma is not None) for word, comma in parts if word and word[0] < _FIRST_EAST_ASIAN]


def _ways(words: Sequence[str], comma: int | None) -> Iterator[Spelled]:
    for dropped in range(min(_MOST_EXTRA, len(words) - 1) + 1):
        for extra in combinations(range(len(words)), dropped):
            if all(words[place][0].isupper() for place in extra):
                yield from _way(words, frozenset(extra), comma)


def _way(words: Sequence[str], extra: frozenset[int], comma: int | None) -> Iterator[Spelled]:
    kept = [place for place in range(len(words)) if place not in extra]
    initials = [place for place in kept if _INITIALS.fullmatch(words[place])]
    others = tuple(words[place] for place in sorted(extra))
    is_shouted = all(word.isupper() for word in words) and any(len(words[place]) > 2 for place in initials)
    has_more = any(_INITIALS.fullmatch(word) for word in others)  # Y. in B. Y. Zou is no other name
    if 0 < len(initials) < len(kept) and not is_shouted and not has_more:
        rest = [words[place] for place in kept if place not in initials]
        letters = "".join(char for place in initials for char in words[place] if char.isalpha()).lower()
        spelled = _spelled(rest, None, letters, others)
        yield replace(spelled, is_initials_first=initials[0] == kept[0])
    before = None if comma is None else sum(place < comma for place in kept)
    yield _spelled([words[place] for place in kept], before, "", others)


def _spelled(words: Sequence[str], comma: int | None, initials: str, extra: tuple[str, ...]) -> Spelled:
    letters: list[str] = []
    places: dict[str, set[int]] = {kind: set() for kind in ("word", "hyphen", "apostrophe", "umlaut")}
    tones, comma_place = [], None
    for count, word in enumerate(words):
        places["word"].add(len(letters))
        comma_place = len(letters) if count == comma else comma_place
        for char in word:
            if char.isalpha():
                letters.append(char.lower())
            elif char == "-":
                places["hyphen"].add(len(letters))
            elif char in _APOSTROPHES:
                places["apostrophe"].add(len(letters))
            elif char == _DIAERESIS:
                places["umlaut"].add(len(letters) - 1)
            elif char in _TONES:
                tones.append((len(letters) - 1, _TONES[char]))
    inside = set(range(1, len(letters)))
    return Spelled(
        "".join(letters),
        words=frozenset(places["word"] & inside),
        hyphens=frozenset(places["hyphen"] & inside),
        apostrophes=frozenset(places["apostrophe"] & inside),
        umlauts=frozenset(places["umlaut"]),
        tones=tuple(tones),
        comma=comma_place,
        initials=initials,
        extra=extra,
    )

"""What nearly is a term: letters otherwise divided or marked, another spelling of a name, a slip, a short form."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bitext.spans import Span
from bitext.terms import Concept, ConceptKind, Matching, Term
from glossary.checks.contract import Sentence, Spot
from glossary.checks.kinds import is_name, kinds_of
from glossary.matching import row
from lang.names_matching import find_names

_LEAST: Final = 5  # letters of a name in which one may be wrong: Yu and Wu are two names
_LONG: Final = 9  # letters of a name in which two may be
_MOST_HAN_NAME: Final = 4
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")


class Nearness(StrEnum):
    """In what a stretch of text differs from a term."""

    MARKS = "marks"  # accents, apostrophes, hyphens, spaces or capitals: Xian for Xi'an
    ROMANISATION = "romanisation"  # another system, or another order: Hsi-an, Xuetao Shuang
    SLIP = "slip"  # a letter or two
    SHORT = "short"  # a part of it: Xuetao, studio for film studio


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch that nearly is a term."""

    spot: Spot
    term: Term
    nearness: Nearness
    detail: str = ""  # the system of romanisation


def near_terms(
    sentences: Sequence[Sentence], concept: Concept, terms: Sequence[Term], originals: Iterable[str]
) -> Iterator[Near]:
    """What comes near to one of the terms, in the order of `Nearness`.

    `originals` are the Chinese forms of a name of which `terms` are the spellings.

    >>> from bitext.languages import LanguageTag
    >>> terms = [Term(text="Xi'an", language=LanguageTag("en"))]
    >>> place = Concept(id="xian", kind=ConceptKind.PLACE, terms=tuple(terms))
    >>> [(near.spot.text, near.nearness.value) for near in near_terms([Sentence("en.1", "In Xian.")], place, terms, [])]
    [('Xian', 'marks')]
    """
    terms = [term for term in terms if term.matching is not Matching.REGEX]
    spaced = [term for term in terms if not term.language.is_unspaced]
    found = set()
    for ways in (
        (near for s in sentences for term in spaced for near in _otherwise_marked(s, term)),
        (near for s in sentences for term in spaced[:1] for near in _otherwise_romanised(s, concept, term, originals)),
        (near for s in sentences for term in spaced for near in _slips(s, term)),
        (near for s in sentences for term in terms for near in _short_forms(s, concept, term)),
    ):
        for near in ways:
            if near.spot not in found:
                found.add(near.spot)
                yield near


def _otherwise_marked(sentence: Sentence, term: Term) -> Iterator[Near]:
    wanted = _letters(term.text)
    for span in _windows(sentence.text, term.text):
        if wanted and _letters(span.of(sentence.text)) == wanted:
            yield Near(Spot.of(sentence, span), term, Nearness.MARKS)


def _letters(text: str) -> str:
    """The letters and figures without accents or capitals, run together."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).lower() if char.isalnum())


def _windows(text: str, term: str) -> Iterator[Span]:
    """Stretches of about as many words as the term has, the longest first at each place."""
    found, count = row(text), len(row(term).keys)
    words = [number for number, key in enumerate(found.keys) if key[0].isalnum()]
    for place, first in enumerate(words):
        for last in reversed(words[max(place, place + count - 2) : place + count + 1]):
            yield found.span(first, last)


def _otherwise_romanised(sentence: Sentence, concept: Concept, term: Term, originals: Iterable[str]) -> Iterator[Near]:
    if ConceptKind.PERSON not in kinds_of(concept):
        return
    for original in originals:
        if _HAN.fullmatch(original) and len(original) <= _MOST_HAN_NAME:
            for found in find_names(sentence.text, original):
                if found.match.is_likely and not found.match.has_initials:
                    system = found.match.systems[0].value if found.match.systems else ""
                    yield Near(Spot.of(sentence, found.span), term, Nearness.ROMANISATION, system)


def _slips(sentence: Sentence, term: Term) -> Iterator[Near]:
    """Names of which a letter is wrong: word for word, each with a capital where the term has one."""
    wanted = term.text.split()
    if not term.text[0].isupper() or len(_letters(term.text)) < _LEAST:
        return
    for span in _windows(sentence.text, term.text):
        found = span.of(sentence.text).split()
        if len(found) == len(wanted) and all(map(_is_slip, found, wanted)):
            yield Near(Spot.of(sentence, span), term, Nearness.SLIP)


def _is_slip(word: str, wanted: str) -> bool:
    """Whether a word is the one that is wanted, or that with a slip of the pen in it: Fie for Fei, Xuteao, Xueto."""
    one, other = _letters(word), _letters(wanted)
    if one == other:
        return True
    if word[0] != wanted[0]:
        return False
    if len(other) < _LEAST - 1:
        return sorted(one) == sorted(other)
    return _is_within(one, other, 2 if len(other) >= _LONG else 1)


def _is_within(one: str, other: str, most: int) -> bool:
    """Whether two words are at most so many insertions, deletions, changes or swaps of neighbours apart."""
    if abs(len(one) - len(other)) > most:
        return False
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        this = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, this[j - 1] + 1, last[j - 1] + (a != b))
            is_swap = i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b
            this.append(min(cost, before[j - 2] + 1) if is_swap else cost)
        before, last = last, this
    return last[-1] <= most


def _short_forms(sentence: Sentence, concept: Concept, term: Term) -> Iterator[Near]:
    """A part that stands for the whole: of a name any word, as a surname does, else the last one."""
    if term.language.is_unspaced:
        parts = _short_chinese(term.text) if is_name(concept) else []
    else:
        parts = _short_words(term.text, is_name=is_name(concept))
    for part in parts:
        # Li is not short for Li Fei in Li Mao.
        edges = ("", "") if term.language.is_unspaced else (r"\b", r"(?:e?s)?\b(?![ -][A-Z])")
        for match in re.finditer(re.escape(part).join(edges), sentence.text):
            yield Near(Spot.of(sentence, Span(*match.span())), term, Nearness.SHORT)


def _short_words(text: str, *, is_name: bool) -> Sequence[str]:
    words = re.findall(r"[^\W\d_][\w'’]*", text)
    if len(words) < 2:
        return []
    chosen = [word for word in words if word[0].isupper()] if is_name else words[-1:]
    return [word for word in chosen if len(word) > 1]


def _short_chinese(text: str) -> Sequence[str]:
    """雪涛 of 双雪涛."""
    return [text[1:]] if len(text) == 3 else [text[-2:], text[:2]] if len(text) == 4 else []

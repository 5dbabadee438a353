"""What nearly is a term: letters otherwise divided or marked, another spelling of a name, a slip, a short form."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Concept, ConceptKind, Matching, Term
from glossary.checks.contract import Sentence, Spot
from glossary.checks.kinds import has_short_forms, is_name, kinds_of
from glossary.matching import row
from lang.folding import fold
from lang.lemmas import is_word
from lang.names_matching import find_names
from lang.romanisation import romanised

_LEAST: Final = 5  # letters of a name in which one may be wrong: Yu and Wu are two names
_MOST_WRONG: Final = 1  # words of a common term
_RIGHT: Final = 3  # letters of the other words that must be right where a short one is wrong
_LONG: Final = 9  # letters of a name in which two may be
_MOST_HAN_NAME: Final = 4
_STOP: Final = re.compile(r"[,.;:?!()\"“”]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")


class Nearness(StrEnum):
    """In what a stretch of text differs from a term."""

    MARKS = "marks"  # accents, apostrophes, hyphens, spaces or capitals: Xian for Xi'an
    ROMANISATION = "romanisation"  # another system or order, or what was not translated: Hsi-an, Xuetao Shuang
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
    unspaced = [term for term in terms if term.language.is_unspaced]
    found = set()
    for ways in (
        (near for s in sentences for term in spaced for near in _otherwise_marked(s, term)),
        (near for s in sentences for term in spaced[:1] for near in _otherwise_romanised(s, concept, term, originals)),
        (near for s in sentences for term in spaced for near in _slips(s, term)),
        (near for s in sentences for term in unspaced for near in _wrong_characters(s, concept, term)),
        (near for s in sentences for term in terms for near in _short_forms(s, concept, term)),
    ):
        for near in ways:
            if near.spot not in found:
                found.add(near.spot)
                yield near


def _otherwise_marked(sentence: Sentence, term: Term) -> Iterator[Near]:
    wanted = _letters(term.text)
    for span in _windows(sentence.text, len(row(term.text).keys)):
        found = span.of(sentence.text)
        if wanted and _letters(found) == wanted and not _STOP.search(found):
            yield Near(Spot.of(sentence, span), term, Nearness.MARKS)


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> str:
    """The letters and figures without accents or capitals, run together."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).lower() if char.isalnum())


@lru_cache(maxsize=16)  # a sentence is looked through several times
def _windows(text: str, count: int) -> tuple[Span, ...]:
    """Stretches of about `count` words, the longest first at each place."""
    found = row(text)
    words = [number for number, key in enumerate(found.keys) if key[0].isalnum()]
    return tuple(
        found.span(first, last)
        for place, first in enumerate(words)
        for last in reversed(words[max(place, place + count - 2) : place + count + 1])
    )


def _otherwise_romanised(sentence: Sentence, concept: Concept, term: Term, originals: Iterable[str]) -> Iterator[Near]:
    """A name by another system or in another order, or a word that is left in pinyin."""
    for original in originals:
        if not _HAN.fullmatch(original):
            continue
        if ConceptKind.PERSON in kinds_of(concept) and is_name(concept) and len(original) <= _MOST_HAN_NAME:
            yield from _other_spellings(sentence, original, term)
        elif len(original) > 1:
            pinyin = romanised(original).lower()
            for span in _windows(sentence.text, 1):
                if _letters(span.of(sentence.text)) == pinyin:
                    yield Near(Spot.of(sentence, span), term, Nearness.ROMANISATION, "pinyin")


def _other_spellings(sentence: Sentence, original: str, term: Term) -> Iterator[Near]:
    for found in find_names(sentence.text, original):
        is_inverted = "," in found.text  # Shuang, Xuetao, as in a list of works: the same spelling
        if found.match.is_likely and not found.match.has_initials:
            system = found.match.systems[0].value if found.match.systems else ""
            nearness = Nearness.SHORT if is_inverted else Nearness.ROMANISATION
            yield Near(Spot.of(sentence, found.span), term, nearness, system)


def _slips(sentence: Sentence, term: Term) -> Iterator[Near]:
    """Terms of which a letter is wrong, word for word: of names any word, of others one that no dictionary has."""
    wanted = term.text.split()
    if len(_letters(term.text)) < _LEAST:
        return
    for span in _windows(sentence.text, len(row(term.text).keys)):
        found = span.of(sentence.text).split()
        if len(found) == len(wanted) and (
            _has_slips(found, wanted) if term.text[0].isupper() else _has_no_words(found, wanted, term.language)
        ):
            yield Near(Spot.of(sentence, span), term, Nearness.SLIP)


def _has_no_words(found: Sequence[str], wanted: Sequence[str], language: LanguageTag) -> bool:
    """Whether what is wrong in a common term is no word: camara for camera, but not contract for contact."""
    pairs = [(_letters(one), _letters(other)) for one, other in zip(found, wanted, strict=True)]
    wrong = [(one, other) for one, other in pairs if one != other]
    return 0 < len(wrong) <= _MOST_WRONG and all(
        len(other) >= _LEAST and _is_within(one, other, 1) and not is_word(one, language) for one, other in wrong
    )


def _has_slips(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether words are those that are wanted but for slips of the pen; one may be short if the others are right."""
    wrong = [pair for pair in zip(found, wanted, strict=True) if _letters(pair[0]) != _letters(pair[1])]
    if all(_is_slip(one, other) for one, other in wrong):
        return bool(wrong)
    right = sum(len(_letters(word)) for word in wanted) - sum(len(_letters(other)) for _, other in wrong)
    if len(wrong) != 1 or right < _RIGHT:
        return False
    one, other = wrong[0]
    return one[0].isupper() == other[0].isupper() and _is_within(_letters(one), _letters(other), 1)


def _wrong_characters(sentence: Sentence, concept: Concept, term: Term) -> Iterator[Near]:
    """Chinese names with a character for another that sounds the same: 李菲 for 李斐."""
    wanted, text = fold(term.text), fold(sentence.text)
    if not is_name(concept) or not _HAN.fullmatch(wanted) or len(wanted) < 2:
        return
    for start in range(len(text) - len(wanted) + 1):
        found = text[start : start + len(wanted)]
        pairs = [(one, other) for one, other in zip(found, wanted, strict=True) if one != other]
        if len(pairs) == 1 and romanised(pairs[0][0]) == romanised(pairs[0][1]):
            yield Near(Spot.of(sentence, Span(start, start + len(wanted))), term, Nearness.SLIP)


def _is_slip(word: str, wanted: str) -> bool:
    """Whether a word is another with a slip of the pen in it: Fie for Fei, Xuteao or Xueto for Xuetao."""
    one, other = _letters(word), _letters(wanted)
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
        parts = _short_chinese(term.text) if has_short_forms(concept) else []
    else:
        parts = _short_words(term.text, is_name=has_short_forms(concept))
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

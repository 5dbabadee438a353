"""Whether a period ends a sentence, or only an abbreviation, initial, number or list item."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lang.rules import Rules

_LONGEST: Final = 30  # characters looked at before a period
_NOT_IN_WORD: Final = re.compile(r"[^\w.&’'-]+|--+")
_ENUMERATOR: Final = re.compile(r"\d{1,3}|[IVXLC]{1,6}|[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d|[IVXLC]+\b|[ivxlc]+\b")
_INITIAL: Final = re.compile(r"[^\W\d_]\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The rules of a language about periods, made ready."""

    never: frozenset[str]
    references: frozenset[str]
    names: frozenset[str]
    starters: frozenset[str]
    one_letter_words: str
    ordinals: bool

    def holds(self, text: str, start: int, period: int, following: int) -> bool:
        """Whether the sentence that began at `start` goes on after `period`.

        `following` is where the next word or number begins.
        """
        word = _NOT_IN_WORD.split(text[max(start, period - _LONGEST) : period])[-1]
        if word in self.never:
            return True
        if word in self.references:
            return _NUMBER.match(text, following) is not None
        if _ENUMERATOR.fullmatch(word) and not text[start : period - len(word)].strip():
            return True
        if word in self.one_letter_words:
            return _INITIAL.match(text, following) is not None
        if word in self.names or _is_initials(word) or (self.ordinals and word.isdecimal() and len(word) < 3):
            return not self._opens(text, following)
        return False

    def _opens(self, text: str, at: int) -> bool:
        """Whether the word at `at` is one that opens sentences and is no name."""
        word = _WORD.match(text, at)
        return word is not None and word[0].lower() in self.starters


@lru_cache
def periods(rules: Rules) -> Periods:
    """What `rules` say about periods."""
    words = rules.abbreviations
    return Periods(
        never=_spellings((*words.titles, *words.connectives)),
        references=_spellings((*words.references, *words.months)),
        names=_spellings(words.names),
        starters=rules.starters,
        one_letter_words=words.one_letter_words,
        ordinals=words.ordinals,
    )


def _spellings(words: tuple[str, ...]) -> frozenset[str]:
    """The words as they are, at the start of a sentence, and in capitals; a capital alone is an initial."""
    longer = (word for word in words if len(word) > 1)
    return frozenset(words) | {form for word in longer for form in (word[0].upper() + word[1:], word.upper())}


def _is_initials(word: str) -> bool:
    """Single capitals, such as the B.Y of Zou, B.Y. or the J.-P of J.-P. Sartre."""
    letters = word.replace("-", ".").split(".")
    return all(len(letter) == 1 and letter.isupper() for letter in letters if letter) and bool(word)

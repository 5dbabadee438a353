"""Whether a period ends a sentence, or only an abbreviation, initial, number or list item."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lang.rules import Rules

_LONGEST: Final = 30  # characters looked at before a period
_NOT_IN_WORD: Final = re.compile(r"[^\w.&’'-]+|--+|(?<=[\u2e80-\uffff])(?=[A-Za-z])")  # in 是Dr. Hale
_ENUMERATOR: Final = re.compile(
    r"\d{1,3}|[IVXLC]{1,6}|[A-Za-zÀ-ɏЀ-ӿ]|[一二三四五六七八九十]{1,3}|[가나다라마바사아자차카타파하]"
)
_ELISION: Final = re.compile(r"[^\W\d_]{1,5}['’](?=\w{2})")  # l’avv.
_MEASURE: Final = re.compile(r"\d\s?[A-Za-zÀ-ɏЀ-ӿ]{1,4}\Z")  # £311 4s. 6d.
_VOLUME: Final = re.compile(r"\d+ \(\d{4}")  # in Zs. f. Gesch. 12 (1974)
_DAY: Final = re.compile(r"\d{1,2}\.")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
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
    one_letter_words: frozenset[str]
    endings: tuple[str, ...]
    ordinals: bool

    def holds(self, text: str, start: int, period: int, following: int) -> bool:
        """Whether the sentence that began at `start` goes on after `period`.

        `following` is where the next word or number begins.
        """
        word = _last_word(text, period)
        word = word if word in self.never else _ELISION.sub("", word, count=1)
        if word in self.never or (period - len(word) == start and _ENUMERATOR.fullmatch(word)):
            return True
        if word in self.references or (self.endings and word.endswith(self.endings)):
            return _NUMBER.match(text, following) is not None
        if word in self.one_letter_words:
            return _INITIAL.match(text, following) is not None
        if _is_within_figures(text, period, following):
            return True
        if self.ordinals and word.isdecimal():
            return self._is_ordinal(word, text, following)
        return (word in self.names or _is_initials(word, text[following : following + 1])) and not self._opens(
            text, following
        )

    def _is_ordinal(self, number: str, text: str, following: int) -> bool:
        """Whether a number with a period is an ordinal, or the year before a month: 1912. 10. 3."""
        if len(number) > 2:
            return _DAY.match(text, following) is not None
        return not self._opens(text, following)

    def _opens(self, text: str, at: int) -> bool:
        """Whether the word at `at` is one that opens sentences, and neither a name nor an initial."""
        word = _WORD.match(text, at)
        return word is not None and word[0].lower() in self.starters and not _INITIAL.match(text, at)


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
        endings=words.endings,
        ordinals=words.ordinals,
    )


def is_repeated(text: str, stop: int, following: int) -> bool:
    """Whether the word before `stop` is said again after it: "I … I don't know."."""
    word, again = _last_word(text, stop), _WORD.match(text, following)
    return again is not None and again[0].lower() == word.lower()


def _is_within_figures(text: str, period: int, following: int) -> bool:
    """Whether a unit and a smaller one stand beside the period, or a journal and its volume."""
    if not text[following : following + 1].isdecimal():
        return False
    return bool(_MEASURE.search(text, max(0, period - 6), period) or _VOLUME.match(text, following))


def _last_word(text: str, end: int) -> str:
    return _NOT_IN_WORD.split(text[max(0, end - _LONGEST) : end])[-1].lstrip("'’")


def _spellings(words: tuple[str, ...]) -> frozenset[str]:
    """The words as they are, at the start of a sentence, and in capitals; a capital alone is an initial."""
    longer = (word for word in words if len(word) > 1)
    return frozenset(words) | {form for word in longer for form in (word[0].upper() + word[1:], word.upper())}


def _is_initials(word: str, following: str) -> bool:
    """Single capitals, such as the B.Y of Zou, B.Y. or the J.-P of J.-P. Sartre; but not the I of Пётр I."""
    letters = word.replace("-", ".").split(".")
    if word.isascii() and _CYRILLIC.match(following):
        return False
    return all(len(letter) == 1 and letter.isupper() for letter in letters if letter) and bool(word)

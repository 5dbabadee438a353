"""How faithful a quotation is to the passage that it translates: what was dropped or added, numbers and names."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, zip_longest

import numpy as np

from aligner.books import Book
from aligner.counterparts import Compared, Lone, lone
from aligner.names import Known, unlike_names
from aligner.quotations import pieces, quoted_sentences
from aligner.units import Text
from bitext.languages import LanguageTag
from lang.quantities import quantities, unmatched
from lang.rules import rules_for
from lang.words import words


class Code(StrEnum):
    """What may differ; a code keeps its meaning for life."""

    DROPPED = "F001"
    ADDED = "F002"
    NUMBER = "F003"
    NAME = "F004"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the original (of a drop) or of the quotation that the other side does not have."""

    code: Code
    text: str
    other: str = ""
    """Of the other side: the number or name that stands in its place, the clause after which it is missing."""


_DROPPED, _ADDED = 1.4, 1.7
"""From these log odds on a clause has no counterpart; of a passage, whose ends are not judged, from lower ones.

Chosen on half 0 of `benchmarks/fidelity.py`.
"""


def differences(quotation: str, language: LanguageTag, passage: Sequence[str], book: Book) -> list[Difference]:
    """What a person should look at, in the order of the codes; the passage is sentences of the book.

    Nothing is said of what an ellipsis leaves out.  At the two ends the passage may have more: a quotation may begin
    and end within a sentence.
    """
    parts = [list(quoted_sentences(piece, language)) for piece in pieces(quotation)]
    if not any(parts) or not passage:
        return []
    read = Text.of([sentence for part in parts for sentence in part], language)
    cuts = frozenset(int(read.edges[count]) for count in accumulate(map(len, parts[:-1])))
    compared = Compared.of(read, language, Text.of(passage, book.language), book)
    return [
        *_dropped(compared.turned, cuts),
        *_added(compared),
        *numbers(quotation, language, passage, book.language),
        *names(quotation, language, passage, book),
    ]


def _dropped(compared: Compared, cuts: AbstractSet[int]) -> Iterator[Difference]:
    """Clauses of the passage, here, between those that the quotation has; not where it has an ellipsis."""
    found = lone(compared, _DROPPED)
    first = found[0].end if found and found[0].start == 0 else 0
    last = found[-1].start if found and found[-1].end == len(compared.here) else len(compared.here)
    for each in found:
        if first < each.start and each.end < last and not cuts & {each.after - 1, each.after, each.after + 1}:
            yield _difference(Code.DROPPED, compared, each)


def _added(compared: Compared) -> Iterator[Difference]:
    for each in lone(compared, _ADDED):
        yield _difference(Code.ADDED, compared, each)


def _difference(code: Code, compared: Compared, found: Lone) -> Difference:
    before = compared.there.texts[found.after - 1].strip() if found.after else ""
    return Difference(code, "".join(compared.here.texts[found.start : found.end]).strip(), before)


def numbers(
    quotation: str, language: LanguageTag, passage: Sequence[str], original: LanguageTag
) -> Iterator[Difference]:
    """Numbers of the quotation that the passage does not have.

    Those up to ten, months and days only where the passage has another in their place: a translation may say
    `the two of them` for 他们.

    >>> [each.text for each in numbers("He was fifty-five.", LanguageTag("en"), ["他五十四岁。"], LanguageTag("zh"))]
    ['fifty-five']
    >>> list(numbers("He was fifty-four.", LanguageTag("en"), ["他五十四岁。"], LanguageTag("zh")))
    []
    """
    here, there = " ".join(pieces(quotation)), _joined(passage, original)
    left, others = unmatched(list(quantities(here, language)), list(quantities(there, original)))
    for quantity, other in zip_longest(left, others[: len(left)]):
        if quantity.is_count or other:
            yield Difference(Code.NUMBER, quantity.span.of(here), other.span.of(there) if other else "")


def _joined(passage: Sequence[str], language: LanguageTag) -> str:
    return language.joiner.join(passage)


def names(quotation: str, language: LanguageTag, passage: Sequence[str], book: Book) -> Iterator[Difference]:
    """Names of the quotation that the passage does not have; where one side is Chinese and the other is not."""
    here, there = " ".join(pieces(quotation)), _joined(passage, book.language)
    known_here, known_there = _known_words(there, book.language, book), _known_words(here, language, book)
    if book.language.language == "zh" and language.language != "zh":
        for unlike in unlike_names(
            here, there, rules_for(language), Known(known_here, known_there, book.readings.__contains__)
        ):
            yield Difference(Code.NAME, unlike.latin.of(here), unlike.han.of(there) if unlike.han else "")
    elif language.language == "zh" and book.language.language != "zh":
        for unlike in unlike_names(
            there, here, rules_for(book.language), Known(known_there, known_here, book.readings.__contains__)
        ):
            if unlike.han is not None:
                yield Difference(Code.NAME, unlike.han.of(here), unlike.latin.of(there))


_KNOWN = 0.6
"""From this likeness on two words mean the same; of twenty pairs of names that differ none has more than 0.55."""


def _known_words(text: str, language: LanguageTag, book: Book) -> Callable[[str], bool]:
    """Whether a text has a word with the meaning of another; single characters, as 了, are a little like everything."""
    types = tuple(dict.fromkeys(word.lower() for word, _ in words(text, language) if len(word) > 1))

    def is_known(word: str) -> bool:
        alike = book.words.scale(book.words([word.lower()]) @ book.words(types).T) if types else np.zeros(1)
        return float(alike.max()) >= _KNOWN

    return is_known

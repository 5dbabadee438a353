"""Numbers in running text, with the values that each may stand for, so that two languages can be compared."""

from collections.abc import Iterator
from functools import cache

from bitext.languages import LanguageTag
from lang.quantities import chinese, spaced
from lang.quantities.comparison import answers, unmatched
from lang.quantities.measures import with_measure
from lang.quantities.quantity import Kind, Quantity
from lang.quantities.spaced import knows_words

__all__ = ["Kind", "Quantity", "answers", "knows_words", "quantities", "unmatched"]


def quantities(text: str, language: LanguageTag) -> Iterator[Quantity]:
    """The numbers of a text, in order: in figures, in Chinese numerals, in words where the language's are known.

    >>> [(found.span.of("三千五百人"), found.shown) for found in quantities("三千五百人", LanguageTag("zh"))]
    [('三千五百', '3500')]
    >>> text = "Half a million laid-off workers in the eighties"
    >>> [(found.span.of(text), found.shown) for found in quantities(text, LanguageTag("en"))]
    [('Half a million', '500000'), ('eighties', '80')]
    """
    if _has_han_numerals(language):
        if language.language == "ja":  # its units are others of the same names
            return chinese.quantities(text)
        return (with_measure(found, text, "zh") for found in chinese.quantities(text))
    found = spaced.quantities(text, language)
    return (with_measure(one, text, "en") for one in found) if language.language == "en" else found


@cache
def _has_han_numerals(language: LanguageTag) -> bool:
    return language.language in {"zh", "lzh", "yue", "ja"} and language.is_unspaced

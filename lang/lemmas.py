"""The dictionary forms of words: what `cadres` and `written` are forms of.

The dictionaries are simplemma's (https://github.com/adbar/simplemma).  What it gets wrong or does not list in English
is repaired here: plurals in -ves, which it takes for verbs, forms in -ed and -ing of a verb in -e that there is not
(`guarde`), and plurals of words that it does not know, such as `hutongs`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import Final

from bitext.languages import LanguageTag

_MOST_WORDS: Final = 1 << 17
"""The forms of a long novel, kept so that each is looked up once."""

# Quirk et al., A Comprehensive Grammar of the English Language (1985), 5.83: nouns whose plural has v for f.
_IN_F: Final = frozenset(
    {"calf", "elf", "half", "hoof", "leaf", "loaf", "scarf", "self", "sheaf", "shelf", "thief", "wharf", "wolf"}
)
_IN_FE: Final = frozenset({"housewife", "knife", "life", "midwife", "wife"})
_IRREGULAR: Final = {"gone": "go"}
# What stems of verbs in -e do not end in, such as guard and craft; after it -ed and -ing are added to a verb as it is.
_WITHOUT_E: Final = re.compile(r"(?:[lnr]d|[cflnpr]t|[lmr]p|[lnrs]k|r[mn]|x|develop|envelop|deposit)$")


def lemmas(word: str, language: LanguageTag) -> tuple[str, ...]:
    """The words that `word` may be a form of, in lower case, without itself; none for languages that are not known.

    >>> [lemmas(word, LanguageTag("en")) for word in ("policemen", "written", "leaves", "hutongs", "novelty")]
    [('policeman',), ('write',), ('leave', 'leaf'), ('hutong',), ()]
    """
    forms = forms_in(language)
    return forms(word.lower())[1:] if forms else ()


def forms_in(language: LanguageTag) -> Callable[[str], tuple[str, ...]] | None:
    """What gives a word in lower case and its lemmas, quickly; None where the language has no dictionary.

    A romanisation, such as zh-Latn, has no forms.
    """
    is_known = not language.is_unspaced and language.script != "Latn" and has_lemmas(language.language)
    return partial(_forms, language.language) if is_known else None


def is_word(word: str, language: LanguageTag) -> bool:
    """Whether the dictionary of the language lists a word or a form of it; of a language without one all are words.

    >>> [is_word(word, LanguageTag("en")) for word in ("chimneys", "chimmey")], is_word("x", LanguageTag("th"))
    ([True, False], True)
    """
    if forms_in(language) is None:
        return True
    from simplemma import is_known  # noqa: PLC0415 - its dictionaries are loaded when first needed

    return any(is_known(form, lang=language.language) for form in (word, word.capitalize(), *lemmas(word, language)))


def has_lemmas(language: str) -> bool:
    """Whether there is a dictionary of the language, given by its first subtag."""
    return language in _known_languages()


@cache
def _known_languages() -> frozenset[str]:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES  # noqa: PLC0415 - when needed

    return frozenset(SUPPORTED_LANGUAGES)


@lru_cache(maxsize=_MOST_WORDS)
def _forms(language: str, word: str) -> tuple[str, ...]:
    found = _english(word) if language == "en" else _listed(word, language)
    return tuple(dict.fromkeys((word, *found)))


def _listed(word: str, language: str) -> Iterator[str]:
    """As the dictionary has it, also as a noun, which German writes with a capital."""
    from simplemma import lemmatize  # noqa: PLC0415 - its dictionaries are loaded when first needed

    for form in (word, word.capitalize()):
        yield lemmatize(form, lang=language).lower()


def _english(word: str) -> Iterator[str]:
    from simplemma import is_known, lemmatize  # noqa: PLC0415 - as above

    lemma = lemmatize(word, lang="en").lower()
    stem = lemma.removesuffix("e")
    is_made_up = word in (f"{stem}ed", f"{stem}ing") and _WITHOUT_E.search(stem) is not None
    yield _IRREGULAR.get(word) or (stem if is_made_up else lemma)
    if word.endswith("ves"):
        yield from (noun for noun in (f"{word[:-3]}f", f"{word[:-3]}fe") if noun in _IN_F | _IN_FE)
    if lemma == word and _looks_plural(word) and not is_known(word, lang="en"):
        yield word[:-1]


def _looks_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))

"""Pronouns, which may stand for a name or a word where there are more of them than on the other side."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from bitext.languages import LanguageTag
from bitext.terms import ConceptKind

_PEOPLE: Final[Mapping[str, str]] = {
    "en": "he|him|his|himself|she|her|hers|herself|they|them|their|theirs|themselves|who|whom|whose",
    "zh": "[他她您][们們]?|其|自己|俩人?",
    "ja": "彼女?|自分",
    "de": "er|ihn|ihm|sein(?:e[mnrs]?)?|sie|ihr(?:e[mnrs]?)?|ihnen|sich",
    "fr": "il|lui|elle|ils|elles|leurs?|son|sa|ses|eux",
}
_THINGS: Final[Mapping[str, str]] = {
    "en": "it|its|itself|they|them|their|theirs|themselves|ones?|there|here",
    "zh": "[它牠][们們]?|其|此|[这這那][个個里裡裏儿兒些]?",
    "ja": "それ|これ|そこ|ここ",
    "de": "er|ihn|ihm|sie|es|ihr(?:e[mnrs]?)?|ihnen|sein(?:e[mnrs]?)?|dort|hier",
    "fr": "il|elle|ils|elles|son|sa|ses|leurs?|y|en",
}


def pronouns(text: str, language: LanguageTag, kinds: frozenset[ConceptKind]) -> tuple[re.Match[str], ...]:
    """The pronouns of the third person in a text that may stand for a concept of one of the kinds.

    >>> person = frozenset({ConceptKind.PERSON})
    >>> [match[0] for match in pronouns("She took it to him.", LanguageTag("en"), person)]
    ['She', 'him']
    """
    is_person = ConceptKind.PERSON in kinds
    pattern = _pattern(language, is_person, bool(kinds - {ConceptKind.PERSON}))
    return tuple(pattern.finditer(text)) if pattern else ()


@cache
def _pattern(language: LanguageTag, is_person: bool, is_thing: bool) -> re.Pattern[str] | None:
    tables = [table for table, is_wanted in ((_PEOPLE, is_person), (_THINGS, is_thing)) if is_wanted]
    words = "|".join(table[language.language] for table in tables if language.language in table)
    if not words or language.script == "Latn":
        return None
    return re.compile(words if language.is_unspaced else rf"\b(?:{words})\b", re.IGNORECASE)

"""What a concept is, also where the glossary does not say: many give no kinds."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bitext.terms import Concept, ConceptKind
from lang.names_matching import match

_MOST: Final = 1 << 14
_SHORT_WORD: Final = 3  # letters: of, the, and de are not written with a capital in a name
_ANY: Final = frozenset({ConceptKind.PERSON, ConceptKind.PLACE})


@lru_cache(maxsize=_MOST)
def kinds_of(concept: Concept) -> frozenset[ConceptKind]:
    """The kinds that a concept may be of: its own, or person and place for what is a romanised name, though not said.

    >>> from bitext.languages import LanguageTag
    >>> from bitext.terms import Term
    >>> terms = ("李斐", "zh"), ("Li Fei", "en")
    >>> who = Concept(id="c", terms=tuple(Term(text=text, language=LanguageTag(tag)) for text, tag in terms))
    >>> sorted(kind.value for kind in kinds_of(who))
    ['person', 'place']
    """
    is_name = concept.kind is ConceptKind.TERM and any(_romanisations(concept))
    return _ANY if is_name else frozenset({concept.kind})


def _romanisations(concept: Concept) -> Iterator[bool]:
    """For each Chinese form with each Latin one, whether the one is the other's spelling."""
    latin = [term.text for term in concept.terms if not term.language.is_unspaced and term.text[0].isupper()]
    for term in concept.terms:
        if term.language.language == "zh" and term.language.is_unspaced and 2 <= len(term.text) <= 4:
            for spelling in latin:
                found = match(term.text, spelling)
                yield found is not None and found.is_likely


@lru_cache(maxsize=_MOST)
def is_name(concept: Concept) -> bool:
    """Whether a concept is one thing only, so that its terms mean nothing else.

    That is so of all kinds but terms, and of terms that are written like names: Cultural Revolution, Li Fei.
    """
    if concept.kind is not ConceptKind.TERM or kinds_of(concept) == _ANY:
        return True
    latin = [re.findall(r"[^\W\d_]+", term.text) for term in concept.terms if not term.language.is_unspaced]
    return any(len(words) > 1 and all(w[0].isupper() for w in words if len(w) > _SHORT_WORD) for words in latin)

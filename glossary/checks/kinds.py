"""What a concept is, also where the glossary does not say: many give no kinds."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bitext.terms import Concept, ConceptKind
from lang.names_matching import match

_MOST: Final = 1 << 14
_SHORT_WORD: Final = 3  # letters: of, the, and de are not written with a capital in a name
# What Chinese words for people end in: relatives, trades, ranks.
_PEOPLE: Final = frozenset(
    "人员員者师師长長爷爺奶爸妈媽爹娘父母兄弟姐姊妹哥嫂叔伯婶嬸姨舅姑婆公夫妻妇婦匠兵官吏监監民徒童孩"
)
_MORE_PEOPLE: Final = tuple(
    "干部 幹部 孩子 儿子 兒子 女儿 女兒 妻子 太太 先生 小姐 姑娘 同志 老板 老闆 学生 學生 医生 醫生".split()  # noqa: SIM905 - words
)
_ANY: Final = frozenset({ConceptKind.PERSON, ConceptKind.PLACE})


@lru_cache(maxsize=_MOST)
def kinds_of(concept: Concept) -> frozenset[ConceptKind]:
    """The kinds that a concept may be of: its own, and others that its terms show where it is said to be a term only.

    A romanised name is of a person or place; a word such as 队长 or 奶奶 is for a person.

    >>> from bitext.languages import LanguageTag
    >>> from bitext.terms import Term
    >>> terms = ("李斐", "zh"), ("Li Fei", "en")
    >>> who = Concept(id="c", terms=tuple(Term(text=text, language=LanguageTag(tag)) for text, tag in terms))
    >>> sorted(kind.value for kind in kinds_of(who))
    ['person', 'place']
    """
    if concept.kind is not ConceptKind.TERM:
        return frozenset({concept.kind})
    if any(_romanisations(concept)):
        return _ANY
    chinese = [t.text for t in concept.terms if t.language.language == "zh" and t.language.is_unspaced]
    is_for_people = any(text[-1] in _PEOPLE or text.endswith(_MORE_PEOPLE) for text in chinese)
    return frozenset({ConceptKind.TERM, ConceptKind.PERSON} if is_for_people else {ConceptKind.TERM})


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


def has_short_forms(concept: Concept) -> bool:
    """Whether any word of a name may stand for the whole: a surname, a given name, the Nanjing of Nanjing Road."""
    return is_name(concept) and bool(kinds_of(concept) & _ANY)

"""What a glossary says of names and terms in the two Chinese scripts, for converting texts from one into the other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bitext.languages import LanguageTag
from bitext.terms import Concept, ConceptKind, Term, Termbase, TermStatus
from lang.folding import fold
from lang.names_matching import match
from lang.script import Script, script_of
from lang.script_change import Wanted, in_script

_CHINESE: Final = "zh"
_LONGEST_NAME: Final = 4
_KEPT_AS_SURNAME: Final = {char: char for char in "余于岳征朴丑后游涂干范郁种党咸台"} | {"钟": "鍾"}
"""What surnames are in traditional characters that are mostly something else there: 余 and not 餘."""
_KEPT_IN_NAMES: Final = frozenset("余斗朴岳范")
"""Characters of given names that stay what they are in traditional characters."""
_KEPT_IN_SIMPLIFIED: Final = frozenset("乾汎旂徵甯")
"""Characters that names keep in simplified texts, where other words have 干, 泛, 旗, 征, 宁."""


def names_in_script(base: Termbase, target: LanguageTag) -> Mapping[str, str]:
    """The Chinese terms of a glossary that are not to be converted character by character, with what they become.

    A concept with a term in the script wanted says it itself; of a person whose name is given in one script only,
    surname and given name are converted as those of persons are.

    >>> concept = Concept(
    ...     id="yu", terms=(Term(text="余华", language=LanguageTag("zh-Hans")),), kind=ConceptKind.PERSON
    ... )
    >>> names_in_script(Termbase(concepts=(concept,)), LanguageTag("zh-Hant-TW"))
    {'余华': '余華'}
    """
    return {old: new for concept in base.concepts for old, new in _of_concept(concept, target) if old and new}


def _of_concept(concept: Concept, target: LanguageTag) -> Iterator[tuple[str, str]]:
    terms = [term for term in concept.terms if term.language.language == _CHINESE and _is_usable(term)]
    wanted = [term for term in terms if _is_in(term, target)]
    for term in terms:
        if term in wanted and not _may_be_both(term):
            yield term.text, term.text
        elif partner := _partner(term, [one for one in wanted if one is not term]):
            yield term.text, partner.text
        elif _is_person(concept, term):
            yield term.text, _name_in_script(term.text, target)


def _is_usable(term: Term) -> bool:
    return term.status is not TermStatus.FORBIDDEN


def _is_in(term: Term, target: LanguageTag) -> bool:
    """Whether a term is in the script wanted: its tag says so, or its characters do."""
    if term.language.script:
        return term.language.script == target.script
    return script_of(term.text).script == Script(target.script or "Hant")


def _may_be_both(term: Term) -> bool:
    """Whether nothing says which script the term is in."""
    return term.language.script is None and script_of(term.text).script is Script.NEUTRAL


def _partner(term: Term, wanted: Sequence[Term]) -> Term | None:
    """The same word in the script wanted, or the only preferred term that there is."""
    same = [one for one in wanted if fold(one.text) == fold(term.text)]
    preferred = [one for one in wanted if one.status is TermStatus.PREFERRED]
    return same[0] if same else preferred[0] if len(preferred) == 1 else None


def _is_person(concept: Concept, term: Term) -> bool:
    """Whether it is said to be a person, or is spelled like the name of one in another language."""
    if concept.kind is not ConceptKind.TERM:
        return concept.kind is ConceptKind.PERSON
    latin = [one.text for one in concept.terms if one.language.language != _CHINESE and one.text[:1].isupper()]
    is_short = 1 < len(term.text) <= _LONGEST_NAME
    return is_short and any((found := match(term.text, name)) is not None and found.is_likely for name in latin)


def _name_in_script(name: str, target: LanguageTag) -> str:
    by_rule = in_script(name, Wanted(target=target, punctuation=False)).text
    if len(by_rule) != len(name):
        return by_rule
    if target.script == "Hans":
        return "".join(old if old in _KEPT_IN_SIMPLIFIED else new for old, new in zip(name, by_rule, strict=True))
    surname, given = _KEPT_AS_SURNAME.get(name[0], by_rule[0]), zip(name[1:], by_rule[1:], strict=True)
    return surname + "".join(old if old in _KEPT_IN_NAMES else new for old, new in given)

"""Pairs within a printed pair: `A -- B by C` and `甲——丙《乙》` hold A 甲, B 乙 and C 丙.

They are printed on both sides, but not as pairs of their own; so they are kept apart from those that are.
The parts are matched by their role, for the two languages put them in different orders.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from bitext.articles import Localized, TermPair
from bitext.terms import ConceptKind
from sources.article.pinyin import spells
from sources.article.scripts import cjk_count, has_cjk

_LATIN_CUT: Final = re.compile(r"\s*(?:--|—|–)\s*|:\s+")
_HAN_CUT: Final = re.compile("——|—|：|:")
_BY: Final = re.compile(r"(?P<work>.+?)\s+by\s+(?P<person>[^\W\d_a-z]\w+(?:\s+[^\W\d_a-z][\w’'\-]+){1,2})")
_OF: Final = re.compile(r"(?P<person>[^\W\d_a-z]\w+(?:\s+[^\W\d_a-z][\w\-]+)?)[’']s\s+(?P<work>.+)")
_HAN_WORK: Final = re.compile(r"(?P<person>[^《》]*?)(?:的|之)?《(?P<work>[^《》]+)》.*")


@dataclass(frozen=True, slots=True)
class _Sides:
    latin: str
    han: str
    kind: ConceptKind


def derived(pairs: Iterable[TermPair]) -> tuple[TermPair, ...]:
    """The pairs within the pairs, without mentions; none that is printed as a pair."""
    pairs = tuple(pairs)
    known = {(pair.source.text, pair.target.text) for pair in pairs}
    found: dict[tuple[str, str], TermPair] = {}
    for pair in pairs:
        for part in _parts(pair):
            key = (part.source.text, part.target.text)
            if key not in known:
                found.setdefault(key, part)
    return tuple(found.values())


def _parts(pair: TermPair) -> Iterator[TermPair]:
    is_latin_first = not has_cjk(pair.source.text)
    latin, han = (pair.source, pair.target) if is_latin_first else (pair.target, pair.source)
    for sides in _within(latin.text, han.text, pair.kind):
        latin_side, han_side = Localized(sides.latin, latin.language), Localized(sides.han, han.language)
        source, target = (latin_side, han_side) if is_latin_first else (han_side, latin_side)
        yield replace(pair, source=source, target=target, kind=sides.kind, mentions=(), romanized=None)


def _within(latin: str, han: str, kind: ConceptKind) -> Iterator[_Sides]:
    latin_parts, han_parts = _LATIN_CUT.split(latin), _HAN_CUT.split(han)
    is_cut = len(latin_parts) == len(han_parts) > 1
    for latin_part, han_part in zip(latin_parts, han_parts, strict=False) if is_cut else [(latin, han)]:
        work = _HAN_WORK.fullmatch(han_part)
        made = _BY.fullmatch(latin_part) or _OF.fullmatch(latin_part)
        if work and made:
            if spells(made["person"], cjk_count(work["person"])):
                yield _Sides(made["person"], work["person"], ConceptKind.PERSON)
            yield _Sides(made["work"].strip('*"“”'), work["work"], ConceptKind.WORK)
        elif is_cut and not work:
            yield _Sides(latin_part, han_part, kind)

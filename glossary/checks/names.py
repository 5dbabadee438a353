"""Chinese names in a translation: one name in several spellings, two under one, Wade–Giles beside pinyin.

No glossary is needed.  A name is a run of words with capitals whose letters some characters of the same bead are read
as, by one system of romanisation.  What nobody can derive, such as Eileen Chang, is for a glossary.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bitext.spans import Span
from glossary.checks.characters import is_wide
from glossary.checks.contract import (
    Bilingual,
    Couple,
    Family,
    Finding,
    Rule,
    Sentence,
    Severity,
    Side,
    Spot,
)
from glossary.checks.foreign import slips
from glossary.checks.romanised import is_romanised, letters_of, places
from lang.folding import fold
from lang.names_matching import NameMatch, Order, match
from lang.names_spelling import System
from lang.words import word_frequency

SPELLINGS: Final = Rule(
    code="R001",
    title="name in several spellings",
    severity=Severity.WARNING,
    explanation="One Chinese name is written in several ways: Shuang Xuetao, Xuetao Shuang, Shuang Hsueh-t'ao, or "
    "with a letter wrong, also of a name that is not from Chinese: Hemmingway. Reported are all but the "
    "commonest. Capitals and the kind of apostrophe do not count, and a surname or given name alone is "
    "not compared with the whole.",
)
ONE_SPELLING: Final = Rule(
    code="R002",
    title="two names in one spelling",
    severity=Severity.NOTE,
    explanation="Two Chinese names are written alike: 李斐 and 李飞 are both Li Fei. Reported are the rarer ones. Tell "
    "the reader which is which, where both are of weight.",
)
SYSTEMS: Final = Rule(
    code="R003",
    title="Wade–Giles beside pinyin",
    severity=Severity.NOTE,
    explanation="Some names are in pinyin and others in Wade–Giles (or as in Taiwan). Reported is the first mention "
    "of each name of the rarer kind; a person who writes it so may well be meant to stay so.",
)

_WORD: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’ʻ‘‐-](?!s\b)[^\W\d_]+)*")
_SMALL: Final = re.compile(r"\b[a-z]{2,}\b")
_MOST_WORDS: Final = 4
_FEWEST_LETTERS: Final = 5  # of a name in which a letter may be wrong


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in both languages, within one bead."""

    couple: Couple
    chinese: Spot
    latin: Spot
    match: NameMatch

    @property
    def name(self) -> str:
        """The name in Chinese, simplified."""
        return fold(self.chinese.text)

    @property
    def key(self) -> str:
        """The spelling, without what does not count."""
        return fold(self.latin.text)


def check(bitext: Bilingual) -> Iterator[Finding]:
    """All of this module; it is for a Chinese text with one in Latin letters, in either direction."""
    sides = [side for side in Side if is_wide(bitext.language(side)) and not is_wide(bitext.language(side.other))]
    for side in sides:
        small = small_words(bitext, side.other)
        mentions = mentions_in(bitext, side, small)
        names = _by_name(mentions)
        found = [*_several(names, side), *_slips(names, bitext, side)]
        yield from found
        yield from _foreign(bitext, side, small, [spot for finding in found for spot in finding.spots(side.other)])
        yield from _shared(mentions, side)
        yield from _systems(names, side)


def mentions_in(bitext: Bilingual, chinese: Side, small: frozenset[str]) -> tuple[Mention, ...]:
    """The names that stand in both sides of a bead, in the order of the text; `chinese` is the side in Chinese."""
    found = [each for couple in bitext.couples for each in _possible(couple, chinese, small)]
    counts = Counter(fold(one.chinese.text) for each in found for one in each)
    # Where several places read alike, the name that the text has more often is meant.
    return tuple(_meant(found, counts))


def _meant(found: Iterable[Sequence[Mention]], counts: Mapping[str, int]) -> Iterator[Mention]:
    """The name that is meant at each place; the same letters twice in a bead are two names where two read so there."""
    taken: set[tuple[str, str, str]] = set()
    for each in found:
        free = [one for one in each if (one.couple.id, one.key, one.name) not in taken]
        meant = max(free or each, key=lambda one: counts[one.name])
        taken.add((meant.couple.id, meant.key, meant.name))
        yield meant


def small_words(bitext: Bilingual, side: Side) -> frozenset[str]:
    """Words that stand with a small letter somewhere, and so are no names: Women, which 我们 is read as."""
    texts = (sentence.text for couple in bitext.couples for sentence in couple.side(side))
    return frozenset(chain.from_iterable(map(_SMALL.findall, texts)))


def _possible(couple: Couple, chinese: Side, small: frozenset[str]) -> Iterator[list[Mention]]:
    """For each romanised name of a bead, where it may stand in Chinese."""
    if not couple.side(chinese):
        return
    for sentence in couple.side(chinese.other):
        words = [word for word in _WORD.finditer(sentence.text) if is_romanised(word[0])]
        at = 0
        while at < len(words):
            runs = _runs(sentence, words[at : at + _MOST_WORDS], small)
            found = next(((run, found) for run in runs if (found := list(_answers(run, couple, chinese)))), None)
            if found:
                yield found[1]
            at += found[0].text.count(" ") + 1 if found else 1


def _runs(sentence: Sentence, words: Sequence[re.Match[str]], small: frozenset[str]) -> Iterator[Spot]:
    """The runs of words that begin with the first, the longest first, but those of common words only."""
    for length in range(len(words), 0, -1):
        spot = Spot.of(sentence, Span(words[0].start(), words[length - 1].end()))
        is_first = not sentence.text[: spot.span.start].strip("“‘\"' ")
        if spot.text.count(" ") == length - 1 and not _is_common(spot.text, small, is_first=is_first):
            yield spot


def _answers(run: Spot, couple: Couple, chinese: Side) -> Iterator[Mention]:
    """The characters of the bead that a run of words may be the name of."""
    words = tuple(map(letters_of, run.text.split(" ")))
    for original in couple.side(chinese):
        for place in places(words, original.text):
            found = match(place.of(original.text), run.text)
            if found is not None and found.is_likely:
                yield Mention(couple, Spot.of(original, place), run, found)


def _is_common(text: str, small: frozenset[str], *, is_first: bool) -> bool:
    """Whether words may be none but common ones: So I, at the beginning of a sentence; one by itself anywhere."""
    words = text.lower().split(" ")
    return all(word in small or len(word) == 1 for word in words) and (is_first or len(words) == 1)


def _by_name(mentions: Iterable[Mention]) -> Mapping[str, list[Mention]]:
    names: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        names[mention.name].append(mention)
    return names


def _usual(mentions: Sequence[Mention]) -> Mention:
    """The first mention in the spelling that is the commonest."""
    counts = Counter(mention.key for mention in mentions)
    return max(mentions, key=lambda mention: counts[mention.key])


def _finding(rule: Rule, mention: Mention, side: Side, message: str, **more: str) -> Finding:
    here, there = [mention.chinese], [mention.latin]
    source, target = (here, there) if side is Side.SOURCE else (there, here)
    expected = [more["expected"]] if "expected" in more else []
    return rule.finding(mention.couple, message, source=source, target=target, expected=expected, hint=more["hint"])


def _several(names: Mapping[str, Sequence[Mention]], side: Side) -> Iterator[Finding]:
    """Mentions in other spellings than the commonest of their name."""
    for mentions in names.values():
        usual = _usual(mentions)
        count = sum(mention.key == usual.key for mention in mentions)
        for mention in mentions:
            if mention.key != usual.key:
                message = f"{mention.chinese.text} is “{mention.latin.text}” here and “{usual.latin.text}” {count}×."
                hint = f"Write {usual.latin.text}{_difference(usual.match, mention.match)}."
                yield _finding(SPELLINGS, mention, side, message, expected=usual.latin.text, hint=hint)


def _difference(usual: NameMatch, other: NameMatch) -> str:
    """What sets a spelling apart: the system or the order."""
    if other.systems and usual.systems and not set(other.systems) & set(usual.systems):
        return f"; the other is {other.systems[0].value}"
    return "; the order is another" if other.order is not usual.order else ""


def _slips(names: Mapping[str, Sequence[Mention]], bitext: Bilingual, side: Side) -> Iterator[Finding]:
    """Words that nearly are a name of their bead, where the name itself is not."""
    known = {name: _usual(found) for name, found in names.items()}
    if not known:
        return
    at: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in (mention for found in names.values() for mention in found):
        at[mention.couple.id].append(mention)
    there = {(mention.couple.id, mention.name) for found in at.values() for mention in found}
    pattern = re.compile("|".join(sorted(map(re.escape, known), key=lambda name: (-len(name), name))))
    for couple in bitext.couples:
        for original in couple.side(side):
            for found in pattern.finditer(fold(original.text)):
                usual = known[found[0]]
                if (couple.id, found[0]) in there or len(usual.key) < _FEWEST_LETTERS:
                    continue
                taken = [m.latin for m in at[couple.id] if m.name not in found[0]]
                spot = _nearest(couple.side(side.other), usual.latin.text, taken)
                if spot is not None:
                    there.add((couple.id, found[0]))
                    chinese = Spot.of(original, Span(*found.span()))
                    yield _slip(Mention(couple, chinese, spot, usual.match), usual, side)


def _slip(mention: Mention, usual: Mention, side: Side) -> Finding:
    message = f"{mention.chinese.text} is “{usual.latin.text}” elsewhere; here is “{mention.latin.text}”."
    return _finding(SPELLINGS, mention, side, message, expected=usual.latin.text, hint=f"Write {usual.latin.text}.")


def _foreign(bitext: Bilingual, side: Side, small: frozenset[str], told: Sequence[Spot]) -> Iterator[Finding]:
    """Names from other languages with a letter wrong, where it is not told already."""
    for slip in slips(bitext, side, small):
        if any(one.sentence == slip.latin.sentence and one.span.overlaps(slip.latin.span) for one in told):
            continue
        here, there = [slip.chinese], [slip.latin]
        source, target = (here, there) if side is Side.SOURCE else (there, here)
        yield SPELLINGS.finding(
            slip.couple,
            f"{slip.chinese.text} is “{slip.latin.text}” here and “{slip.usual}” {slip.count}×.",
            source=source,
            target=target,
            expected=[slip.usual],
            hint=f"Write {slip.usual}.",
        )


def _nearest(sentences: Sequence[Sentence], wanted: str, taken: Iterable[Spot]) -> Spot | None:
    """A run of words with capitals that differs from a name in a letter or two."""
    count = wanted.count(" ") + 1
    for sentence in sentences:
        words = list(_WORD.finditer(sentence.text))
        for first, last in zip(words, words[count - 1 :], strict=False):
            spot = Spot.of(sentence, Span(first.start(), last.end()))
            is_free = not any(one.sentence == spot.sentence and one.span.overlaps(spot.span) for one in taken)
            if spot.text.count(" ") == count - 1 and is_free and _is_slip(spot.text, wanted):
                return spot
    return None


def _is_slip(text: str, wanted: str) -> bool:
    """Whether words differ in a letter or two, or in one of them that has the first letter right: Li Fay for Li Fei."""
    pairs = list(zip(text.split(" "), wanted.split(" "), strict=True))
    others = [(letters_of(a), letters_of(b)) for a, b in pairs if letters_of(a) != letters_of(b)]
    if len(pairs) > 1 and len(others) == 1 and others[0][0][:1] == others[0][1][:1]:
        return True
    one, other = (letters_of(word) for word in (text, wanted))
    if one == other:
        return fold(text) != fold(wanted)  # Zhu Geliang for Zhuge Liang
    most = 1 if len(other) < 2 * _FEWEST_LETTERS else 2
    return one[:1] == other[:1] and abs(len(one) - len(other)) <= most and _edits(one, other) <= most


def _edits(one: str, other: str) -> int:
    """Letters to add, drop, change or exchange with the next, at least, to make one word of the other (Damerau)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _shared(mentions: Sequence[Mention], side: Side) -> Iterator[Finding]:
    """Mentions of the rarer of two names that are spelled alike."""
    spelled: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        spelled[mention.key].append(mention)
    for found in spelled.values():
        counts = Counter(mention.name for mention in found)
        usual, most = counts.most_common(1)[0]
        for mention in found:
            if mention.name != usual:
                message = f"“{mention.latin.text}” is {mention.chinese.text} here and {usual} {most}×."
                hint = "See whether they are two persons; if so, tell them apart."
                yield _finding(ONE_SPELLING, mention, side, message, hint=hint)


def _systems(names: Mapping[str, Sequence[Mention]], side: Side) -> Iterator[Finding]:
    """The first mention of each name that is in the system that fewer names are in."""
    usual = [_usual(found) for found in names.values()]
    kinds = {is_old: [mention for mention in usual if _is_old(mention) is is_old] for is_old in (False, True)}
    if not all(kinds.values()):
        return
    is_old_rarer = len(kinds[True]) <= len(kinds[False])
    rarer, others = kinds[is_old_rarer], kinds[not is_old_rarer]
    here, there = ("Wade–Giles", "pinyin") if is_old_rarer else ("pinyin", "Wade–Giles")
    for mention in rarer:
        message = f"“{mention.latin.text}” is in {here}; {len(others)} of the names are in {there}."
        hint = f"Write it in {there}, unless the person writes it so."
        yield _finding(SYSTEMS, mention, side, message, hint=hint)


# https://www.moi.gov.tw/english: the counties and cities of Taiwan as they write themselves, and some other places
# that every system leaves as they are.
_PLACES: Final = """
taipei keelung hsinchu taichung chiayi tainan kaohsiung hualien taitung pingtung yilan miaoli changhua nantou yunlin
taoyuan penghu kinmen matsu lienchiang tamsui lukang taiwan kowloon macao peking canton
"""
_OFFICIAL: Final = frozenset(_PLACES.split())


def _is_old(mention: Mention) -> bool | None:
    """Whether a spelling can only be Wade–Giles, or only be pinyin (False); None where it is both or neither.

    A single word is taken for a Chinese name only where a dictionary has that: Lotan may be 罗坍 and is from elsewhere.
    """
    found = mention.match
    if found.order is Order.ONE_WORD and not word_frequency(mention.name):
        return None
    if fold(mention.latin.text) in _OFFICIAL:
        return None
    is_pinyin = System.PINYIN in found.systems
    is_old = bool({System.WADE_GILES, System.TAIWAN} & set(found.systems))
    return None if is_pinyin == is_old else is_old


FAMILY: Final = Family("names", (SPELLINGS, ONE_SPELLING, SYSTEMS), check)

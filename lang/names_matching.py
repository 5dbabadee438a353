"""Whether a name in Latin letters is that of a Chinese name, by which system, in which order, and how surely."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import accumulate, islice, product
from typing import Final

from bitext.errors import BadData
from bitext.spans import Span
from bitext.terms import Termbase
from lang.folding import fold
from lang.names_latin import Spelled, parsings
from lang.names_readings import Reading, readings, spellings
from lang.names_spelling import System, written

# How sure a full match is, before anything speaks against it: judged, not measured.  Systems with more spellings of
# their own, and more that are shared with other names, are less sure.
_SYSTEMS: Final = {
    System.PINYIN: 0.97,
    System.WADE_GILES: 0.95,
    System.TONGYONG: 0.9,
    System.MPS2: 0.88,
    System.TAIWAN: 0.8,
    System.HONG_KONG: 0.78,
}
_MIXED: Final = 0.3
_MARKS_LOST, _MARKS_HALF_LOST, _WRONG_TONE = 0.95, 0.8, 0.4
_GIVEN_FIRST, _ONE_WORD, _EXTRA, _SYLLABLE_EXTRA, _INITIALS = 0.97, 0.9, 0.92, 0.35, 0.6
_LIKELY: Final = 0.4
_MOST_SPELLINGS: Final = 400
_MOST_CHARACTERS: Final = 6  # longer names are transliterated foreign ones


class Order(StrEnum):
    """Which of the two names stands first."""

    SURNAME_FIRST = "surname-first"
    GIVEN_FIRST = "given-first"
    ONE_WORD = "one-word"  # as of pen names and places: Sanmao, Xi'an


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """How a Latin spelling answers to a Chinese name."""

    systems: tuple[System, ...]
    """Those that explain every syllable, the surest first; none where only several together do, or an alias does."""
    order: Order
    confidence: float
    """0 to 1, a judgement: to compare matches by, not a measured rate."""
    extra: tuple[str, ...] = ()
    """Other names that stand with it, as David in David Der-wei Wang."""
    has_initials: bool = False
    is_alias: bool = False

    @property
    def is_mixed(self) -> bool:
        """Whether the syllables are only explained by several systems together."""
        return not self.systems and not self.is_alias

    @property
    def is_likely(self) -> bool:
        """Whether it should be taken as the name, unless a person says otherwise."""
        return self.confidence >= _LIKELY


@dataclass(frozen=True, slots=True)
class _Form:
    """One way that the name may be written, letters run together."""

    system: System | None
    order: Order
    ends: tuple[int, ...]  # where syllables end
    middle: int  # where the second of the two names begins
    apostrophes: frozenset[int]
    umlauts: frozenset[int]
    tones: str
    doubt: float


@lru_cache(maxsize=1 << 18)
def match(chinese: str, latin: str) -> NameMatch | None:
    """How `latin` answers to the name `chinese`, or None if it does not.

    One system must explain all syllables; where only several do together, the confidence is low.  Names in other
    languages may stand beside it.  What nobody can derive, as Chiang Kai-shek, is for `by_alias`.

    >>> found = match("朱天文", "Chu T’ien-wen")
    >>> found.systems[0], found.order, found.is_likely
    (<System.WADE_GILES: 'wade-giles'>, <Order.SURNAME_FIRST: 'surname-first'>, True)
    >>> match("王德威", "David Der-wei Wang").extra, match("张猛", "Zhang Ming")
    (('David',), None)
    >>> match("北岛", "Bei Tao").is_likely
    False
    """
    forms = _forms(chinese)
    if not forms:
        return None
    found = [m for spelled in parsings(latin) for m in _answers(chinese, spelled, forms)]
    if not found:
        return None
    best = max(found, key=lambda m: m.confidence)
    alike = [m for m in sorted(found, key=lambda m: -m.confidence) if (m.order, m.extra) == (best.order, best.extra)]
    systems = tuple(dict.fromkeys(system for m in alike for system in m.systems))
    return NameMatch(
        systems=systems if best.systems else (),
        order=best.order,
        confidence=best.confidence,
        extra=best.extra,
        has_initials=best.has_initials,
    )


def _answers(chinese: str, spelled: Spelled, forms: Mapping[str, Sequence[_Form]]) -> Iterator[NameMatch]:
    key = f"{spelled.letters}/{spelled.initials}" if spelled.initials else spelled.letters
    known = forms.get(key, ())
    matches = [found for form in known if (found := _judged(form, spelled)) is not None]
    yield from matches
    if not matches and not spelled.initials and (form := _mixed_form(chinese, spelled)) is not None:
        found = _judged(form, spelled)
        if found is not None:
            yield found


def _judged(form: _Form, spelled: Spelled) -> NameMatch | None:
    """The match with its confidence, or None where the name is divided or marked otherwise."""
    order = Order.GIVEN_FIRST if spelled.is_initials_first else form.order
    is_whole = not spelled.words and not spelled.initials
    if not spelled.initials:
        if not (spelled.words | spelled.hyphens) <= set(form.ends):
            return None
        if not is_whole and form.middle not in spelled.words:
            return None
        if spelled.comma is not None and (order is not Order.SURNAME_FIRST or spelled.comma != form.middle):
            return None
        if is_whole and (order is Order.GIVEN_FIRST or spelled.extra):
            return None
    if not (spelled.apostrophes <= form.apostrophes | set(form.ends) and spelled.umlauts <= form.umlauts):
        return None
    confidence = _confidence(form, spelled) * (_ONE_WORD if is_whole else 1)
    return NameMatch(
        systems=(form.system,) if form.system else (),
        order=Order.ONE_WORD if is_whole else order,
        confidence=round(confidence, 3),
        extra=spelled.extra,
        has_initials=bool(spelled.initials),
    )


def _confidence(form: _Form, spelled: Spelled) -> float:
    sure = (_SYSTEMS[form.system] if form.system else _MIXED) * (1 - form.doubt)
    marks = len(form.apostrophes) + len(form.umlauts)
    lost = marks - len(form.apostrophes & spelled.apostrophes) - len(spelled.umlauts)
    if lost and not spelled.initials:
        sure *= _MARKS_LOST if lost == marks else _MARKS_HALF_LOST
    if any(_tone_at(form, place) not in {tone, "5"} for place, tone in spelled.tones):
        sure *= _WRONG_TONE
    sure *= _GIVEN_FIRST if form.order is Order.GIVEN_FIRST else 1
    sure *= _INITIALS if spelled.initials else 1
    for word in spelled.extra:
        sure *= _SYLLABLE_EXTRA if _is_syllable(word) else _EXTRA
    return sure


def _tone_at(form: _Form, place: int) -> str:
    """The tone of the syllable in which a letter stands."""
    count = sum(end <= place for end in form.ends)
    return form.tones[count] if count < len(form.tones) else "5"


@cache
def _all_syllables() -> frozenset[str]:
    ways = {way for pinyin, others in spellings().items() for way in (pinyin, *others[:2])}
    return frozenset(way.replace("'", "").replace("ü", "u") for way in ways)


def _is_syllable(word: str) -> bool:
    """Whether another name beside this one could be Chinese as well: Xiao in Zhang Xiao Ming, not David."""
    return any(part.lower() in _all_syllables() for part in re.split(r"[-'’]", word))


@lru_cache(maxsize=1 << 14)
def _forms(chinese: str) -> Mapping[str, tuple[_Form, ...]]:
    """The ways to write a name by their letters; none where it is no name in Chinese characters."""
    table: dict[str, list[_Form]] = {}
    if len(chinese) <= _MOST_CHARACTERS:
        for reading in _readings(chinese):
            for system in _SYSTEMS:
                for key, form in _written_forms(chinese, reading, system):
                    table.setdefault(key, []).append(form)
    return {key: tuple(forms) for key, forms in table.items()}


def _readings(chinese: str) -> tuple[Reading, ...]:
    try:
        return readings(chinese)
    except BadData:  # it is no Chinese name, and so nothing answers to it
        return ()


def _written_forms(chinese: str, reading: Reading, system: System) -> Iterator[tuple[str, _Form]]:
    if system is System.HONG_KONG and reading != readings(chinese)[0]:
        return
    count = len(reading.surname)
    tones = [syllable[-1] for syllable in reading.syllables] if system is System.PINYIN else ["5"] * 8
    for ways in islice(product(*written(chinese, reading.syllables, system)), _MOST_SPELLINGS):
        first, second = list(ways[:count]), list(ways[count:])
        yield _form(system, Order.SURNAME_FIRST, (first, second), "".join(tones), reading.doubt)
        if second:
            turned = "".join([*tones[count:], *tones[:count]])
            yield _form(system, Order.GIVEN_FIRST, (second, first), turned, reading.doubt)
            yield from _initialled(system, first, second, reading.doubt)


def _form(
    system: System | None, order: Order, parts: tuple[Sequence[str], Sequence[str]], tones: str, doubt: float
) -> tuple[str, _Form]:
    first, second = parts
    apostrophes, umlauts, letters = set(), set(), ""
    for char in "".join([*first, *second]):
        if char == "'":
            apostrophes.add(len(letters))
            continue
        if char == "ü":
            umlauts.add(len(letters))
        letters += "u" if char == "ü" else char
    lengths = [len(way.replace("'", "")) for way in (*first, *second)]
    ends = tuple(accumulate(lengths))
    return letters, _Form(
        system, order, ends, sum(lengths[: len(first)]), frozenset(apostrophes), frozenset(umlauts), tones, doubt
    )


def _initialled(
    system: System, surname: Sequence[str], given: Sequence[str], doubt: float
) -> Iterator[tuple[str, _Form]]:
    letters, form = _form(system, Order.SURNAME_FIRST, (surname, ()), "5" * 8, doubt)
    heads = "".join(way[0] for way in given)
    for initials in dict.fromkeys((heads, heads[0])):
        yield f"{letters}/{initials}", form


@lru_cache(maxsize=1 << 14)
def _mixture(chinese: str) -> tuple[re.Pattern[str], ...]:
    """The name in each order with every syllable in any system of Mandarin."""
    if len(chinese) > _MOST_CHARACTERS or not (found := _readings(chinese)):
        return ()
    syllables, count = found[0].syllables, len(found[0].surname)
    ways = [written(chinese, syllables, system) for system in _SYSTEMS if system is not System.HONG_KONG]
    groups = [
        "(" + "|".join(sorted({way.replace("'", "").replace("ü", "u") for way in alike})) + ")"
        for alike in ([way for system in ways for way in system[place]] for place in range(len(syllables)))
    ]
    return re.compile("".join(groups)), re.compile("".join(groups[count:] + groups[:count]))


def _mixed_form(chinese: str, spelled: Spelled) -> _Form | None:
    if spelled.umlauts or spelled.apostrophes:
        return None
    count = len(_readings(chinese)[0].surname)
    for order, pattern in zip((Order.SURNAME_FIRST, Order.GIVEN_FIRST), _mixture(chinese), strict=False):
        if found := pattern.fullmatch(spelled.letters):
            first = count if order is Order.SURNAME_FIRST else len(found.groups()) - count
            return _form(None, order, (found.groups()[:first], found.groups()[first:]), "5" * 8, 0.0)[1]
    return None


def surname_agrees(chinese: str, latin: str) -> tuple[System, ...]:
    """The systems in which the first or the last word is the surname: little to go by where the rest is not known.

    >>> [system.value for system in surname_agrees("張愛玲", "Eileen Chang")]
    ['wade-giles', 'taiwan']
    """
    words = [way.letters for way in parsings(latin) if not (way.words or way.initials)]
    found = []
    for reading in _readings(chinese)[:1]:
        count = len(reading.surname)
        for system in _SYSTEMS:
            ways = written(chinese, reading.syllables, system)[:count]
            if any(_form(system, Order.ONE_WORD, (way, ()), "", 0.0)[0] in words for way in product(*ways)):
                found.append(system)
    return tuple(found)


def aliases(base: Termbase) -> Mapping[str, frozenset[str]]:
    """For each Chinese name in a term base, folded, what else its concept is called in Latin letters, in small letters.

    >>> from bitext.languages import LanguageTag
    >>> from bitext.terms import Concept, Term
    >>> zh = Term(text="張愛玲", language=LanguageTag("zh-Hant"))
    >>> en = Term(text="Eileen Chang", language=LanguageTag("en"))
    >>> known = aliases(Termbase(concepts=(Concept(id="chang", terms=(zh, en)),)))
    >>> by_alias("张爱玲", "Chang, Eileen", known).is_alias, by_alias("张爱玲", "Ailing Zhang", known)
    (True, None)
    """
    table: dict[str, frozenset[str]] = {}
    for concept in base.concepts:
        latin = frozenset(_plain(term.text) for term in concept.terms if term.text.isascii() or term.language != "zh")
        for term in concept.terms_in("zh"):
            table[fold(term.text)] = table.get(fold(term.text), frozenset()) | latin
    return table


def by_alias(chinese: str, latin: str, known: Mapping[str, frozenset[str]]) -> NameMatch | None:
    """The match of a name that a term base has for the Chinese one, however irregular; in either order at a comma."""
    names = known.get(fold(chinese), frozenset())
    surname, comma, given = latin.partition(",")
    if _plain(latin) in names or (comma and _plain(f"{given} {surname}") in names):
        order = Order.SURNAME_FIRST if comma else Order.GIVEN_FIRST
        return NameMatch(systems=(), order=order, confidence=1.0, is_alias=True)
    return None


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(name)))


@dataclass(frozen=True, slots=True)
class FoundName:
    """A spelling of a name in a text."""

    span: Span
    text: str
    match: NameMatch


_MOST_WORDS: Final = 5
_NAME_WORD: Final = re.compile(
    r"[^\W\d_\u3400-\u9fff][\u0300-\u036f]*(?:[^\W\d_\u3400-\u9fff]|[\u0300-\u036f]|['’ʻʼ‘‐‑\u00ad-](?=[^\W\d_]))*"
)
_GAP: Final = re.compile(r"\.?,? ?\n?")


def find_names(text: str, chinese: str) -> Iterator[FoundName]:
    """The spellings of a Chinese name in a text, in their order; each word is in one of them at most.

    Names in other languages count where they stand within it.  Unlikely ones are among them: ask `match.is_likely`.

    >>> found = list(find_names("Mao Tse-tung, or Mao Zedong’s thought", "毛泽东"))
    >>> [(name.text, name.match.systems[0].value) for name in found]
    [('Mao Tse-tung', 'wade-giles'), ('Mao Zedong', 'pinyin')]
    """
    starts = _starts(text)
    after = 0
    for spans in sorted(spans for head in _heads(chinese) for spans in starts.get(head, ())):
        if spans[0].start >= after and (found := _longest(text, chinese, spans)) is not None:
            after = found.span.end
            yield found


@lru_cache(maxsize=64)  # many names are looked for in one text
def _starts(text: str) -> Mapping[str, Sequence[tuple[Span, ...]]]:
    """By its first letter, folded: each word with a capital, and the stretches of words that it begins."""
    table: dict[str, list[tuple[Span, ...]]] = {}
    words = list(_NAME_WORD.finditer(text))
    for place, word in enumerate(words):
        if word[0][0].isupper():
            spans = tuple(_run(text, words[place : place + _MOST_WORDS]))
            table.setdefault(fold(word[0][0]), []).append(spans)
    return table


@lru_cache(maxsize=1 << 14)
def _heads(chinese: str) -> frozenset[str]:
    surnames_and_given = {key[0] for key in _forms(chinese)}
    mixed = {
        way[0]
        for system in System
        if system is not System.HONG_KONG
        for reading in _readings(chinese)[:1]
        for ways in written(chinese, reading.syllables, system)
        for way in ways
    }
    initials = {key.partition("/")[2][:1] for key in _forms(chinese) if "/" in key}
    return frozenset(surnames_and_given | mixed | initials)


def _run(text: str, words: Sequence[re.Match[str]]) -> Iterator[Span]:
    """The stretches from the first word on, with nothing but space, a comma or the stop of an initial between."""
    for count, word in enumerate(words):
        if count and not _GAP.fullmatch(text[words[count - 1].end() : word.start()]):
            return
        end = word.end()
        is_initial = word.end() - word.start() == 1
        yield Span(words[0].start(), end + (is_initial and text[end : end + 1] == "."))


def _longest(text: str, chinese: str, spans: Iterable[Span]) -> FoundName | None:
    for span in sorted(spans, key=lambda span: -span.end):
        name = text[span.start : span.end]
        for cut in dict.fromkeys((name, re.sub(r"['’]s$", "", name))):
            found = match(chinese, cut)
            if found is not None and _fills(cut, found):
                return FoundName(Span(span.start, span.start + len(cut)), cut, found)
    return None


def _fills(name: str, found: NameMatch) -> bool:
    """Whether a name neither begins nor ends with what is not part of it."""
    return not any(name.startswith(word) or name.endswith(word) for word in found.extra)

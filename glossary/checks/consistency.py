"""Beads compared with each other and side with side: the untranslated, the empty, the same translated in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bitext.languages import LanguageTag
from glossary.checks.characters import HAN, has_han, has_letters
from glossary.checks.contract import Bilingual, Confidence, Couple, Family, Finding, Rule, Severity, Side, Spot
from lang.folding import fold

SAME: Final = Rule(
    code="C001",
    title="translation equal to the source",
    severity=Severity.ERROR,
    explanation="The translation is the source, word for word. Not reported are figures, signs and addresses, and "
    "what is the same in both languages: a name or an abbreviation in Latin letters.",
)
UNTRANSLATED: Final = Rule(
    code="C002",
    title="source without a translation",
    severity=Severity.WARNING,
    explanation="A bead has text on the side of the source and none on that of the translation. Add the translation, "
    "or accept the finding where it is left out on purpose. Separators such as * * * are not reported.",
)
UNSOURCED: Final = Rule(
    code="C003",
    title="translation without a source",
    severity=Severity.NOTE,
    explanation="A bead has text on the side of the translation and none on that of the source.",
)
OTHERWISE: Final = Rule(
    code="C004",
    title="same source, different translations",
    severity=Severity.WARNING,
    explanation="The same sentence is translated in several ways; reported are all but the commonest. Script, width, "
    "case and punctuation at the end do not count, and sentences of fewer than five Chinese characters or "
    "four words, which mean something else each time, are not reported.",
)
ALIKE: Final = Rule(
    code="C005",
    title="different sources, same translation",
    severity=Severity.NOTE,
    explanation="Sentences that are not the same have the same translation; reported are all but those of the "
    "commonest source. Short sentences are not reported.",
)
REPEATED: Final = Rule(
    code="C006",
    title="bead repeated",
    severity=Severity.NOTE,
    explanation="A bead has the same source and the same translation as the one before it. Short sentences are not "
    "reported.",
)

_FEWEST_HAN, _FEWEST_WORDS = 5, 4
_HAN: Final = re.compile(f"[{HAN}]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CORE: Final = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)  # without the signs at both ends
_LISTED: Final = 3
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class _Bead:
    """A bead with the text of its sides, and what two writings of one text have in common."""

    couple: Couple
    texts: Mapping[Side, str]
    keys: Mapping[Side, str]

    @classmethod
    def of(cls, couple: Couple, joiners: Mapping[Side, str]) -> "_Bead":
        """Read, with what stands between the sentences of each side."""
        texts = {
            side: joiner.join([sentence.text for sentence in couple.side(side)]).strip()
            for side, joiner in joiners.items()
        }
        return cls(couple, texts, {side: _comparable(text) for side, text in texts.items()})

    def spots(self, side: Side) -> list[Spot]:
        return [Spot.whole(sentence) for sentence in self.couple.side(side)]

    def finding(self, rule: Rule, message: str, *, hint: str, expected: Sequence[str] = ()) -> Finding:
        """A finding in both sides as a whole."""
        source, target = self.spots(Side.SOURCE), self.spots(Side.TARGET)
        return rule.finding(self.couple, message, source=source, target=target, expected=expected, hint=hint)


def check(bitext: Bilingual) -> Iterator[Finding]:
    """All of this module: bead by bead, then the beads that are alike."""
    joiners = {side: bitext.language(side).joiner for side in Side}
    beads = [_Bead.of(couple, joiners) for couple in bitext.couples]
    for bead in beads:
        yield from _sides(bead, bitext)
    known = [bead for bead in beads if bead.couple.source and bead.couple.target]
    yield from _differing(known, Side.SOURCE)
    yield from _differing(known, Side.TARGET)
    yield from _repeated(beads)


def _sides(bead: _Bead, bitext: Bilingual) -> Iterator[Finding]:
    source, target = bead.texts.values()
    if not target and has_letters(source):
        hint = "Translate it, or say that it is left out on purpose."
        spots, doubt = bead.spots(Side.SOURCE), _doubt(source)
        yield UNTRANSLATED.finding(bead.couple, "This has no translation.", source=spots, hint=hint, confidence=doubt)
    elif not source and has_letters(target):
        hint = "Take it out, or join it with the bead that it belongs to."
        yield UNSOURCED.finding(bead.couple, "This is not in the source.", target=bead.spots(Side.TARGET), hint=hint)
    elif source and bead.keys[Side.SOURCE] == bead.keys[Side.TARGET] and _is_language(source, bitext):
        yield bead.finding(SAME, "The translation is the same as the source.", hint="Translate it.")


def _doubt(text: str) -> Confidence:
    """A short sentence may well be within another one of the translation."""
    return Confidence.CERTAIN if _is_long(text) else Confidence.DOUBTFUL


def _comparable(text: str) -> str:
    """What two writings of one sentence have in common."""
    core = _CORE.search(fold(text))
    return " ".join(core[0].split()) if core else ""


def _is_language(text: str, bitext: Bilingual) -> bool:
    """Whether a text is words of the source's language that another language would not share."""
    if bitext.source.language == bitext.target.language:
        return False
    if _is_written_in_han(bitext.source):
        return has_han(text) and not _is_written_in_han(bitext.target)
    if has_han(text):
        return not _is_written_in_han(bitext.target)
    words = _WORD.findall(text)
    small = [word for word in words if word.islower()]
    least = 1 if _is_written_in_han(bitext.target) else _FEWEST_WORDS
    return len(words) > 1 and len(small) >= least and "://" not in text and "@" not in text


def _is_written_in_han(language: LanguageTag) -> bool:
    return language.is_unspaced and language.language in {"zh", "lzh", "yue", "ja"}


def _is_long(text: str) -> bool:
    return len(_HAN.findall(text)) >= _FEWEST_HAN or len(_WORD.findall(text)) >= _FEWEST_WORDS


_RULES: Final[Mapping[Side, tuple[Rule, str]]] = {
    Side.SOURCE: (OTHERWISE, "This source is translated in {count} ways: {listed}."),
    Side.TARGET: (ALIKE, "This is the translation of {count} different sources: {listed}."),
}


def _differing(beads: Sequence[_Bead], side: Side) -> Iterator[Finding]:
    """Beads whose one side is the same and whose other side is not, but for those of the commonest other side."""
    rule, said = _RULES[side]
    for group in _grouped(beads, side):
        counts = Counter(bead.keys[side.other] for bead in group)
        if len(counts) == 1 or not _is_long(group[0].texts[side]):
            continue
        usual = counts.most_common(1)[0][0]
        shown = {bead.keys[side.other]: bead.texts[side.other] for bead in reversed(group)}  # as first printed
        message = said.format(count=len(counts), listed=_counted(counts, shown))
        expected = [shown[usual]] if side is Side.SOURCE else []
        for bead in group:
            if bead.keys[side.other] != usual:
                yield bead.finding(rule, message, hint=_hint(rule), expected=expected)


def _hint(rule: Rule) -> str:
    if rule is OTHERWISE:
        return "Translate it as elsewhere, unless the context asks for something else."
    return "See whether the translation is of this sentence, and not copied from the other."


def _counted(counts: Mapping[str, int], shown: Mapping[str, str]) -> str:
    listed = [f"“{_short(shown[key])}” {count}×" for key, count in Counter(counts).most_common(_LISTED)]
    more = len(counts) - _LISTED
    return ", ".join(listed) + (f" and {more} more" if more > 0 else "")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _grouped(beads: Iterable[_Bead], side: Side) -> list[list[_Bead]]:
    """The beads that have one side in common with another one, in the order of the text."""
    groups: defaultdict[str, list[_Bead]] = defaultdict(list)
    for bead in beads:
        groups[bead.keys[side]].append(bead)
    return [group for key, group in groups.items() if key and len(group) > 1]


def _repeated(beads: Sequence[_Bead]) -> Iterator[Finding]:
    for before, bead in pairwise(beads):
        if bead.keys == before.keys and all(bead.keys.values()) and _is_long(bead.texts[Side.SOURCE]):
            hint = "Take it out, unless the text says it twice."
            yield bead.finding(REPEATED, "This bead is the same as the one before it.", hint=hint)


FAMILY: Final = Family("consistency", (SAME, UNTRANSLATED, UNSOURCED, OTHERWISE, ALIKE, REPEATED), check)

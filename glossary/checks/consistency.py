"""Beads compared with each other and side with side: the untranslated, the empty, the same translated in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    "what is the "
    "same in both languages: a name or an abbreviation in Latin letters.",
)
UNTRANSLATED: Final = Rule(
    code="C002",
    title="source without a translation",
    severity=Severity.WARNING,
    explanation="A bead has text on the side of the source and none on that of the translation. Add the "
    "translation, or accept "
    "the finding where it is left out on purpose. Separators such as * * * are not reported.",
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
    explanation="The same sentence is translated in several ways; reported are all but the commonest. Script, "
    "width, case and "
    "punctuation at the end do not count, and sentences of fewer than five Chinese characters or four words, "
    "which mean "
    "something else each time, are not reported.",
)
ALIKE: Final = Rule(
    code="C005",
    title="different sources, same translation",
    severity=Severity.NOTE,
    explanation="Sentences that are not the same have the same translation; reported are all but those of the "
    "commonest source. "
    "Short sentences are not reported.",
)
REPEATED: Final = Rule(
    code="C006",
    title="bead repeated",
    severity=Severity.NOTE,
    explanation="A bead has the same source and the same translation as the one before it. Short sentences are "
    "not reported.",
)

_FEWEST_HAN, _FEWEST_WORDS = 5, 4
_HAN: Final = re.compile(f"[{HAN}]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_GAPS: Final = re.compile(r"\s+")
_LISTED: Final = 3
_SHOWN: Final = 60


def check(bitext: Bilingual) -> Iterator[Finding]:
    """All of this module: bead by bead, then the beads that are alike."""
    for couple in bitext.couples:
        yield from _sides(couple, bitext)
    known = [couple for couple in bitext.couples if couple.source and couple.target]
    yield from _differing(known, bitext, Side.SOURCE)
    yield from _differing(known, bitext, Side.TARGET)
    yield from _repeated(bitext)


def _text(couple: Couple, side: Side, bitext: Bilingual) -> str:
    return bitext.language(side).joiner.join(sentence.text for sentence in couple.side(side)).strip()


def _spots(couple: Couple, side: Side) -> list[Spot]:
    return [Spot.whole(sentence) for sentence in couple.side(side)]


def _sides(couple: Couple, bitext: Bilingual) -> Iterator[Finding]:
    source, target = (_text(couple, side, bitext) for side in Side)
    if has_letters(source) and not target:
        hint = "Translate it, or say that it is left out on purpose."
        yield UNTRANSLATED.finding(
            couple, "This has no translation.", source=_spots(couple, Side.SOURCE), hint=hint, confidence=_doubt(source)
        )
    elif has_letters(target) and not source:
        hint = "Take it out, or join it with the bead that it belongs to."
        yield UNSOURCED.finding(couple, "This is not in the source.", target=_spots(couple, Side.TARGET), hint=hint)
    elif source and _comparable(source) == _comparable(target) and _is_language(source, bitext):
        yield SAME.finding(
            couple,
            "The translation is the same as the source.",
            source=_spots(couple, Side.SOURCE),
            target=_spots(couple, Side.TARGET),
            hint="Translate it.",
        )


def _doubt(text: str) -> Confidence:
    """A short sentence may well be within another one of the translation."""
    return Confidence.CERTAIN if _is_long(text) else Confidence.DOUBTFUL


def _comparable(text: str) -> str:
    """What two writings of one sentence have in common."""
    return _GAPS.sub(" ", _EDGES.sub("", fold(text)))


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


def _differing(couples: Sequence[Couple], bitext: Bilingual, side: Side) -> Iterator[Finding]:
    """Beads whose one side is the same and whose other side is not, but for those of the commonest other side."""
    rule, said = _RULES[side]
    groups = _grouped(couples, lambda couple: _comparable(_text(couple, side, bitext)))
    for group in groups:
        if not _is_long(_text(group[0], side, bitext)):
            continue
        others = [_text(couple, side.other, bitext) for couple in group]
        keys = [_comparable(text) for text in others]
        counts = Counter(keys)
        if len(counts) == 1:
            continue
        usual = counts.most_common(1)[0][0]
        shown = dict(zip(reversed(keys), reversed(others), strict=True))  # as first printed
        message = said.format(count=len(counts), listed=_counted(counts, shown))
        for couple, key in zip(group, keys, strict=True):
            if key != usual:
                yield rule.finding(
                    couple,
                    message,
                    source=_spots(couple, Side.SOURCE),
                    target=_spots(couple, Side.TARGET),
                    expected=[shown[usual]] if side is Side.SOURCE else (),
                    hint=_hint(rule),
                )


def _hint(rule: Rule) -> str:
    if rule is OTHERWISE:
        return "Translate it as elsewhere, unless the context asks for something else."
    return "See whether the translation is of this sentence, and not copied from the other."


def _counted(counts: Mapping[str, int], shown: Mapping[str, str]) -> str:
    listed = [f"“{_short(shown[key])}” {count}×" for key, count in list(Counter(counts).most_common())[:_LISTED]]
    more = len(counts) - _LISTED
    return ", ".join(listed) + (f" and {more} more" if more > 0 else "")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _grouped(couples: Iterable[Couple], key: Callable[[Couple], str]) -> list[list[Couple]]:
    """The beads that have a key in common with another one, in the order of the text."""
    groups: defaultdict[str, list[Couple]] = defaultdict(list)
    for couple in couples:
        groups[key(couple)].append(couple)
    return [group for name, group in groups.items() if name and len(group) > 1]


def _repeated(bitext: Bilingual) -> Iterator[Finding]:
    before = ("", "")
    for couple in bitext.couples:
        source, target = (_comparable(_text(couple, side, bitext)) for side in Side)
        if source and target and (source, target) == before and _is_long(source):
            yield REPEATED.finding(
                couple,
                "This bead is the same as the one before it.",
                source=_spots(couple, Side.SOURCE),
                target=_spots(couple, Side.TARGET),
                hint="Take it out, unless the text says it twice.",
            )
        before = (source, target)


FAMILY: Final = Family("consistency", (SAME, UNTRANSLATED, UNSOURCED, OTHERWISE, ALIKE, REPEATED), check)

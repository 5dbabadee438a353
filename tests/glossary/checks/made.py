"""Bitexts for the tests of checks, from pairs of texts."""

from bitext.languages import LanguageTag
from glossary.checks.contract import Bilingual, Check, Couple, Finding, Sentence


def bitext(*pairs: tuple[str, str], source: str = "zh-Hans", target: str = "en") -> Bilingual:
    """A bead for each pair; sentences of one side are parted by `|`, an empty text is an empty side."""
    couples = tuple(
        Couple(f"b{count}", _sentences("s", count, one), _sentences("t", count, other))
        for count, (one, other) in enumerate(pairs, 1)
    )
    return Bilingual(couples, LanguageTag(source), LanguageTag(target))


def _sentences(side: str, count: int, text: str) -> tuple[Sentence, ...]:
    parts = text.split("|") if text else []
    return tuple(Sentence(f"{side}.c1.p{count}.s{number}", part) for number, part in enumerate(parts, 1))


def codes(check: Check, *pairs: tuple[str, str], source: str = "zh-Hans", target: str = "en") -> list[str]:
    return [finding.code for finding in found(check, *pairs, source=source, target=target)]


def found(check: Check, *pairs: tuple[str, str], source: str = "zh-Hans", target: str = "en") -> list[Finding]:
    """What the check finds; every spot must say what stands there."""
    text = bitext(*pairs, source=source, target=target)
    findings = list(check(text))
    sentences = {one.id: one.text for couple in text.couples for one in (*couple.source, *couple.target)}
    for finding in findings:
        assert finding.couple in text.by_id
        for spot in (*finding.source, *finding.target):
            assert spot.span.of(sentences[spot.sentence]) == spot.text
    return findings

"""Fingerprints stay what they are when the text around a finding is edited."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from bitext.languages import LanguageTag
from bitext.spans import Span
from glossary.checks.contract import Bilingual, Couple, Family, Finding, Rule, Sentence, Severity, Spot
from glossary.findings import Known, found_in, known_of, without_known, worst

RULE = Rule(code="X001", title="a stack", severity=Severity.WARNING, explanation="There is a stack.")


def stacks(bitext: Bilingual) -> Iterator[Finding]:
    for couple in bitext.couples:
        for sentence in couple.target:
            for match in re.finditer("stack", sentence.text):
                yield RULE.finding(couple, "stack", target=[Spot.of(sentence, Span(*match.span()))])


FAMILY = Family("stacks", (RULE,), stacks)


def bitext(*texts: str) -> Bilingual:
    couples = (Couple(str(n), (), (Sentence(f"en.{n}", text),)) for n, text in enumerate(texts, 1))
    return Bilingual(tuple(couples), LanguageTag("zh"), LanguageTag("en"))


def prints(*texts: str) -> list[str]:
    return [finding.fingerprint for finding in found_in(bitext(*texts), [FAMILY])]


TEXT = "In the yard behind the houses stood a stack of bricks, and nobody knew whose it was."


def test_a_fingerprint_survives_edits_elsewhere() -> None:
    (before,) = prints(TEXT)
    assert prints("A new sentence.", TEXT.replace("yard", "court").replace("whose it was", "why")) == [before]
    assert prints(TEXT.replace(" stood a stack of ", " stood, a stack  of ")) == [before]


def test_it_changes_with_what_stands_beside_it() -> None:
    assert prints(TEXT) != prints(TEXT.replace("stack of bricks", "stack of paper"))


def test_two_findings_have_two_fingerprints_even_in_the_same_sentence_twice() -> None:
    found = prints(TEXT, TEXT, f"{TEXT} {TEXT}")
    assert len(set(found)) == 4
    assert {fingerprint.split("-")[0] for fingerprint in found} == {found[0].split("-")[0]}


def test_a_known_finding_is_known_in_a_changed_sentence_but_hides_one_only() -> None:
    before = bitext(TEXT)
    known = known_of(found_in(before, [FAMILY]), before)
    after = bitext(TEXT.replace("stack of bricks", "stack of tiles"), TEXT.replace("bricks", "wood"), "A stack.")
    left = without_known(found_in(after, [FAMILY]), after, known)
    assert [finding.couple for finding in left] == ["2", "3"]


def test_half_a_fingerprint_hides_all_of_a_kind() -> None:
    text = bitext(TEXT, "A stack.")
    findings = found_in(text, [FAMILY])
    assert without_known(findings, text, [Known(findings[0].fingerprint.split("-")[0])]) == ()


def test_the_worst() -> None:
    assert worst(found_in(bitext(TEXT), [FAMILY])) is Severity.WARNING
    assert worst(()) is None


LINES = st.lists(st.text("stack of .", max_size=30), max_size=5)


@given(LINES, LINES)
def test_a_baseline_of_a_text_hides_all_of_it_whatever_comes_before(texts: list[str], others: list[str]) -> None:
    text = bitext(*texts)
    known = known_of(found_in(text, [FAMILY]), text)
    assert without_known(found_in(text, [FAMILY]), text, known) == ()
    longer = bitext(*others, *texts)
    assert len(without_known(found_in(longer, [FAMILY]), longer, known)) <= len(prints(*others))


@given(LINES)
def test_fingerprints_are_all_different(texts: list[str]) -> None:
    found = prints(*texts)
    assert len(set(found)) == len(found)

"""Beads that are not translated, and beads that are alike."""

import pytest

from glossary.checks.consistency import check
from glossary.checks.contract import Confidence, Severity
from tests.glossary.checks.made import codes, found

LONG = "他每天早上都去工厂上班。"


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("他每天去上班。", "他每天去上班。", "C001"),
        ("他每天去上班。", "他每天去上班", "C001"),
        ("錢鍾書", "钱锺书", "C001"),
        ("他每天去上班。", "", "C002"),
        ("", "He goes to work.", "C003"),
    ],
)
def test_a_side_is_missing_or_the_same(source: str, target: str, code: str) -> None:
    assert codes(check, (source, target)) == [code]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("KTV", "KTV"),
        ("2024", "2024"),
        ("* * *", "* * *"),
        ("* * *", ""),
        ("https://example.com", "https://example.com"),
        ("OK!", "OK!"),
        ("……", ""),
        ("", "* * *"),
        ("平原上的摩西", "Moses on the Plain"),
        ("Windows XP", "Windows XP"),
    ],
)
def test_what_is_the_same_in_both_languages(source: str, target: str) -> None:
    assert codes(check, (source, target)) == []


def test_equal_sides_of_languages_in_latin_letters() -> None:
    assert codes(check, ("He went to work today.", "He went to work today."), source="en", target="de") == ["C001"]
    assert codes(check, ("Karl Marx", "Karl Marx"), source="en", target="de") == []
    assert codes(check, ("Berlin, Paris", "Berlin, Paris"), source="en", target="de") == []
    assert codes(check, ("He went home.", "He went home."), source="en", target="zh-Hans") == ["C001"]


def test_one_source_in_two_ways() -> None:
    pairs = ((LONG, "He went to work."), (LONG, "He went to work."), (LONG, "Every day he was off to the factory."))
    (finding,) = [one for one in found(check, *pairs) if one.code == "C004"]
    assert finding.couple == "b3"
    assert finding.message == (
        "This source is translated in 2 ways: “He went to work.” 2×, “Every day he was off to the factory.” 1×."
    )
    assert finding.expected == ("He went to work.",)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "pairs",
    [
        (("是的。", "Yes."), ("是的。", "Right.")),
        (("走吧！", "Go!"), ("走吧！", "Let’s go.")),
        ((LONG, "He went to work."), ("他不去。", "He did not go.")),
        ((LONG, "He went to work."), ("他不去工厂上班了。", "He did not go."), (LONG, "he went to work")),
        ((LONG, "He said “go to work”."), ("别的句子", "Else"), (LONG, 'He said "go to work".')),
        (("他笑了。", "He smiled."), ("他微笑。", "He smiled.")),
    ],
)
def test_alike_enough(pairs: tuple[tuple[str, str], ...]) -> None:
    assert codes(check, *pairs) == []


def test_two_sources_with_one_translation() -> None:
    pairs = ((LONG, "He went to work at the plant."), ("他昨天在家里睡觉没出门。", "He went to work at the plant."))
    (finding,) = found(check, *pairs)
    assert (finding.code, finding.couple, finding.severity) == ("C005", "b2", Severity.NOTE)
    assert finding.message == (
        "This is the translation of 2 different sources: “他每天早上都去工厂上班。” 1×, “他昨天在家里睡觉没出门。” 1×."
    )


def test_script_and_width_do_not_count() -> None:
    pairs = (("我們每天去上班，你呢？", "We go to work."), ("我们每天去上班,你呢?", "We go off to work each day."))
    assert codes(check, *pairs) == ["C004"]


def test_a_bead_that_is_repeated() -> None:
    assert codes(check, (LONG, "He went."), (LONG, "He went.")) == ["C006"]
    assert codes(check, (LONG, "He went."), ("然后他回家了。", "Then he went home."), (LONG, "He went.")) == []
    assert codes(check, ("走。", "Go."), ("走。", "Go.")) == []


def test_a_short_source_may_be_within_another_translation() -> None:
    (finding,) = found(check, ("走！", ""))
    assert finding.confidence is Confidence.DOUBTFUL
    (finding,) = found(check, (LONG, ""))
    assert (finding.confidence, finding.message) == (Confidence.CERTAIN, "This has no translation.")

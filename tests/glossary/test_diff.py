"""What is different between two glossaries."""

from bitext.terms import Termbase
from glossary.csv import read_csv
from glossary.diff import Change, diff


def base(*rows: str, head: str = "id,kind,zh,en,en-status,note") -> Termbase:
    return read_csv("\n".join([head, *rows]).encode(), name="terms.csv")


def told(before: Termbase, after: Termbase) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(found.concept, found.change.value, found.details) for found in diff(before, after)]


def test_the_same_is_not_different() -> None:
    assert told(base("a,,烟囱,chimney,,"), base("a,,烟囱,chimney,,")) == []


def test_added_removed_changed() -> None:
    before = base("a,,烟囱,chimney;flue,,", "b,,炉子,stove,,")
    after = base("a,,烟囱,chimney;flue,preferred;forbidden,tall", "c,,油灯,lamp,,")
    assert told(before, after) == [
        ("a", Change.CHANGED, ("note: nothing -> tall", "- en: flue (admitted)", "+ en: flue (forbidden)")),
        ("c", Change.ADDED, ("+ zh: 油灯 (preferred)", "+ en: lamp (preferred)")),
        ("b", Change.REMOVED, ("- zh: 炉子 (preferred)", "- en: stove (preferred)")),
    ]


def test_another_id_for_the_same_terms() -> None:
    assert told(base("a,,烟囱,chimney,,"), base("b,,烟囱,chimney,,")) == [("b", Change.CHANGED, ("id: a -> b",))]


def test_glossaries_without_ids_are_compared_by_their_terms() -> None:
    before = base("烟囱,chimney", "炉子,stove", head="zh,en")
    after = base("炉子,stove", "烟囱,smokestack;chimney", head="zh,en")
    ((_, change, details),) = told(before, after)
    assert change == Change.CHANGED
    assert "+ en: smokestack (preferred)" in details

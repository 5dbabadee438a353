"""What divides texts, by name: our rules, ICU and nupunkt, real and, where they are not installed, played."""

import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.documents import Block, BlockId, BlockKind, Division, DivisionId, Document, DocumentId
from bitext.errors import MissingDependency, UnknownLanguage
from bitext.languages import LanguageTag
from lang.rules import known_languages, rules_for
from lang.segmenters import RULES, Segmenter, UnknownSegmenter, segmenter_named, settled
from lang.sentences import Policy, segment, split

needs_icu = pytest.mark.skipif(find_spec("icu") is None, reason="ICU is not installed")
needs_nupunkt = pytest.mark.skipif(find_spec("nupunkt") is None, reason="nupunkt is not installed")
NOISE = st.text(alphabet='aB1.。！?…-,"“”«»()（《》 \n\r\x0b\u3000𠮷他Dr', max_size=60)


def cut(text: str, ends: Iterable[int]) -> str:
    places = [0, *ends, len(text)]
    return "|".join(text[start:end] for start, end in pairwise(places))


def check(name: str, tag: str, marked: str) -> None:
    text = marked.replace("|", "")
    assert cut(text, segmenter_named(name).divider(LanguageTag(tag))(text)) == marked


def document(language: str, *blocks: tuple[str, str | None]) -> Document:
    made = tuple(
        Block(
            id=BlockId(f"d.c1.p{count}"),
            kind=BlockKind.PARAGRAPH,
            text=text,
            language=LanguageTag(tag) if tag else None,
        )
        for count, (text, tag) in enumerate(blocks, 1)
    )
    division = Division(id=DivisionId("d.c1"), level=1, blocks=made)
    return Document(id=DocumentId("d"), language=LanguageTag(language), divisions=(division,))


# --- by name -----------------------------------------------------------------------------------------------------


def test_a_name_that_is_none() -> None:
    with pytest.raises(UnknownSegmenter) as caught:
        segmenter_named("pysbd")
    assert str(caught.value) == (
        "There is no segmenter 'pysbd'; it can be rules, icu (pip install 'duizhao[icu]') or nupunkt "
        "(pip install 'duizhao[nupunkt]')."
    )


def test_a_language_without_rules_is_told_who_knows_it() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        segment(document("la", ("Veni. Vidi.", None)))
    assert str(caught.value) == (
        "There are no rules for the language 'la'; known are de, en, es, fr, it, ja, ko, pt, ru and zh. "
        "Give the text one sentence a line and say that it is segmented. Or let ICU divide it: --segmenter icu."
    )


def test_nupunkt_declines_what_it_has_not_learnt() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        segment(document("de", ("Er ging.", None)), by=segmenter_named("nupunkt"))
    assert str(caught.value) == "The segmenter 'nupunkt' knows English only, not 'de'; take rules or icu."


@pytest.mark.parametrize(("name", "module", "tag"), [("icu", "icu", "la"), ("nupunkt", "nupunkt", "en")])
def test_a_package_that_is_not_there(name: str, module: str, tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingDependency) as caught:
        segment(document(tag, ("Veni. Vidi.", None)), by=segmenter_named(name))
    assert str(caught.value) == (
        f"The segmenter {name!r} cannot be loaded (import of {module} halted; None in sys.modules); "
        f"pip install 'duizhao[{name}]'."
    )


def test_rules_cut_as_split_does() -> None:
    text = "“走吧。”他说。她走了。"
    spans = [span.end for span in split(text, rules_for("zh"))]
    assert list(RULES.divider(LanguageTag("zh"))(text)) == spans
    assert RULES.described(LanguageTag("zh")) == "the rules for zh"


# --- a divider of any package --------------------------------------------------------------------------------------


@given(NOISE, st.lists(st.integers(0, 60), max_size=12).map(sorted))
def test_what_is_settled_tiles_the_text(text: str, found: list[int]) -> None:
    ends = list(settled(lambda line: [end for end in found if end <= len(line)])(text))
    assert all(0 < a < b for a, b in pairwise([*ends, len(text)]))
    assert all(not text[end].isspace() for end in ends)
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(ends) >= len(lines) - 1


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("He went. |“She stayed.", [10]),
        ("Er sagte: „Nein.“ |Sie ging.", [18]),
        ("他走了。|“好。", [5]),
        ("Dr. Wu met A. B. Zou.", [4, 14, 17]),
        ("  one\n\n |two\r\n|three\n", []),
    ],
)
def test_conventions(marked: str, found: list[int]) -> None:
    text = marked.replace("|", "")
    assert cut(text, settled(lambda line: [end for end in found if end <= len(line)])(text)) == marked


def test_a_segmenter_of_ones_own() -> None:
    """Any function from a text to places is one."""
    commas = Segmenter(name="commas", divider=lambda _: lambda text: [text.index(",") + 1])
    found = segment(document("tlh", ("qaStaH nuq, jIyajbe’", None)), by=commas)
    assert [s.text for s in found.segments] == ["qaStaH nuq,", "jIyajbe’"]


# --- played ------------------------------------------------------------------------------------------------------


class PlayedBreaks:
    """Breaks after each period, in units of UTF-16, as ICU counts."""

    def __init__(self, _locale: object) -> None:
        self.text = ""

    def setText(self, text: str) -> None:  # noqa: N802 - ICU's name
        self.text = text

    def __iter__(self) -> Iterator[int]:
        for place, char in enumerate(self.text, 1):
            if char == ".":
                yield len(self.text[:place].encode("utf-16-le")) // 2


@pytest.fixture
def played_icu(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def locale(tag: str) -> str:
        asked.append(tag)
        return tag

    module = ModuleType("icu")
    vars(module).update(
        ICU_VERSION="99.1",
        Locale=SimpleNamespace(forLanguageTag=locale),
        BreakIterator=SimpleNamespace(createSentenceInstance=PlayedBreaks),
    )
    monkeypatch.setitem(sys.modules, "icu", module)
    return asked


def test_icu_counts_in_utf_16(played_icu: list[str]) -> None:
    check("icu", "la", "𠮷 veni. |𠮷𠮷 vidi. |vici. ")
    assert played_icu == ["la-u-ss-standard"]


def test_the_record_names_the_version(played_icu: list[str]) -> None:
    assert segmenter_named("icu").described(LanguageTag("la")) == "icu 99.1 for la"


def test_one_divider_for_each_language(played_icu: list[str]) -> None:
    blocks = [("Veni. Vidi.", None), ("Vici.", None), ("Ona przyszła. Poszła.", "pl")]
    found = segment(document("la", *blocks), by=segmenter_named("icu"))
    assert [s.text for s in found.segments] == ["Veni.", "Vidi.", "Vici.", "Ona przyszła.", "Poszła."]
    assert played_icu == ["la-u-ss-standard", "pl-u-ss-standard"]


def test_speech_is_kept_whole_in_any_language(played_icu: list[str]) -> None:
    found = segment(document("pl", ("“Idź. Idź już.” Poszła.", None)), Policy.SPEECH, by=segmenter_named("icu"))
    assert [s.text for s in found.segments] == ["“Idź. Idź już.” Poszła."]


# --- real --------------------------------------------------------------------------------------------------------


@needs_icu
@pytest.mark.parametrize(
    ("tag", "marked"),
    [
        ("pl", "Przyszedł Prof. Nowak. |„Tak?” |Poszła. |A. Mickiewicz milczał."),
        ("el", "Πού πας; |Εδώ. |Ναι."),
        ("hi", "वह गया। |वह आई।"),
        ("ar", "ذهب. |هل جاء؟ |نعم."),
        ("hy", "Նա գնաց։ |Նա եկավ։"),
        ("la", "Veni. |Vidi.\n|Vici"),
        ("nl", "𠮷 Hij ging. |«Ja.» |Zij bleef."),
        ("zh", "他走了。|“好。”|她来了。"),
    ],
)
def test_icu(tag: str, marked: str) -> None:
    check("icu", tag, marked)


@needs_nupunkt
def test_nupunkt() -> None:
    check("nupunkt", "en-GB", "See Smith v. Jones, 12 F. Supp. 3d 4 (D.C. Cir. 1999). |He left. |(She stayed.) |“No.”")
    assert segmenter_named("nupunkt").described(LanguageTag("en")).startswith("nupunkt 0.")


@pytest.mark.parametrize(
    ("name", "tag"), [pytest.param("icu", "pl", marks=needs_icu), pytest.param("nupunkt", "en", marks=needs_nupunkt)]
)
def test_nothing_is_lost(name: str, tag: str) -> None:
    divider = segmenter_named(name).divider(LanguageTag(tag))

    @given(NOISE | st.text(max_size=60))
    def law(text: str) -> None:
        ends = list(divider(text))
        assert all(0 < a < b for a, b in pairwise([*ends, len(text)]))
        assert all(not text[end].isspace() for end in ends)

    law()


@pytest.mark.parametrize("tag", known_languages())
def test_rules_know_their_languages(tag: str) -> None:
    assert RULES.knows(LanguageTag(tag))
    assert not RULES.knows(LanguageTag("la"))

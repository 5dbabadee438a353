"""Editions in the other script: places move with the text, ids stay, nothing is silent."""

import pytest
from hypothesis import HealthCheck, given, settings

from bitext.articles import Place
from bitext.documents import DocumentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.spans import Span
from lang.script_change import Wanted
from pipeline.scripts import document_in_script, edition_in_script, script_tag, summary
from tests.output.specimens import article, bitext
from tests.strategies import editions

TW = LanguageTag("zh-Hant-TW")


def ids(edition: Edition) -> list[str]:
    segments = [segment.id for document in edition.documents for segment in document.segments]
    return [*segments, *(b.id for document in edition.documents for b in (*document.blocks, *document.notes))]


def test_the_chinese_is_converted_and_the_english_stays() -> None:
    made, choices = edition_in_script(bitext(), Wanted(target=TW))
    zh, en = made.documents
    assert en == bitext().documents[1]
    assert (zh.language, made.metadata.title_in("zh")) == ("zh-Hant-TW", "暮池")
    assert [block.text for block in zh.blocks][:2] == [
        "第一章　暮",
        "池水很靜。李某站在岸上，看著\ue000。他不說話。夜來了。",
    ]
    assert ids(made) == ids(bitext())
    assert made.alignments == bitext().alignments
    assert {placed.block for placed in choices} <= {block.id for block in (*zh.blocks, *zh.notes)}


def test_what_was_done_is_in_the_provenance() -> None:
    made, _ = edition_in_script(bitext(), Wanted(target=TW))
    assert made.provenance[-1].action.startswith("wrote zh in zh-Hant-TW: ")
    assert len(made.provenance) == len(bitext().provenance) + 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_every_edition_can_be_converted(edition: Edition) -> None:
    made, choices = edition_in_script(edition, Wanted(target=TW, vocabulary=True))
    assert ids(made) == ids(edition)
    for placed in choices:
        document = next(d for d in edition.documents if placed.block in d.block_by_id)
        text = document.block_by_id[placed.block].text  # type: ignore[index]
        assert placed.choice.span.of(text) == placed.choice.source


def test_places_of_terms_move_with_their_words() -> None:
    edition = bitext()
    made, _ = edition_in_script(edition, Wanted(target=TW, vocabulary=True))
    for before, after in zip(edition.occurrences, made.occurrences, strict=True):
        old, new = (_words(one, place) for one, place in ((edition, before.place), (made, after.place)))
        assert len(old) == len(new)
        assert before.concept == after.concept


def _words(edition: Edition, place: Place) -> str:
    document = next(d for d in edition.documents if place.block in d.block_by_id)
    return place.span.of(document.block_by_id[place.block].text)


def test_an_article_in_english_keeps_its_quotations() -> None:
    made, _ = edition_in_script(article(), Wanted(target=TW))
    assert made.articles == article().articles


def test_the_summary_tells_what_no_word_decides() -> None:
    text = "余先生和余小姐，姓范。"
    blocks = (Draft(text=text, segments=(Span(0, len(text)),)),)
    document = number(Drafted(blocks=blocks), DocumentId("zh"), LanguageTag("zh-Hans"))
    _, choices = document_in_script(document, Wanted(target=TW))
    assert list(summary(choices)) == [
        "3 characters as they mostly are: 2 × 余 → 餘 (or 余), 1 × 范 → 範 (or 范)",
    ]


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("zh-TW", "zh-Hant-TW"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-CN", "zh-Hans-CN"),
        ("zh-Hant", "zh-Hant"),
        ("lzh-Hant", "lzh-Hant"),
    ],
)
def test_tags(written: str, tag: str) -> None:
    assert script_tag(written) == tag


@pytest.mark.parametrize("tag", ["zh", "en", "ja-JP", "zh-Latn"])
def test_other_tags(tag: str) -> None:
    with pytest.raises(BadConfiguration) as error:
        script_tag(tag)
    assert str(error.value) == (
        f"{tag!r} names no script of Chinese; write zh-Hans, zh-Hant, zh-Hant-TW or zh-Hant-HK."
    )

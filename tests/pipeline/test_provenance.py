"""What was done, told as it was done; and the time that outputs bear."""

from datetime import UTC, datetime

import pytest

from bitext.alignments import Alignment, Bead
from bitext.articles import Article
from bitext.documents import (
    Block,
    BlockId,
    BlockKind,
    Division,
    DivisionId,
    Document,
    DocumentId,
    Segment,
    SegmentId,
    SetAside,
)
from bitext.editions import UNDATED
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.spans import Span
from pipeline import provenance


def document(*given: bool, aside: tuple[SetAside, ...] = ()) -> Document:
    """One block for each `given`, with sentences where it is true."""
    blocks = tuple(
        Block(
            id=BlockId(f"zh.c1.p{count}"),
            kind=BlockKind.PARAGRAPH,
            text="走了。",
            segments=(Segment(SegmentId(f"zh.c1.p{count}.s1"), Span(0, 3), "走了。"),) if with_segments else (),
        )
        for count, with_segments in enumerate(given, 1)
    )
    return Document(
        id=DocumentId("zh"),
        language=LanguageTag("zh-Hans"),
        divisions=(Division(id=DivisionId("zh.c1"), level=1, blocks=blocks),),
        name="zh.txt",
        format="txt",
        encoding="utf-8",
        digest="ab12",
        set_aside=aside,
    )


def test_reading() -> None:
    assert provenance.reading(document(True)).action == "read zh from zh.txt as txt in utf-8 (sha256 ab12)"


def test_reading_tells_what_was_set_aside_and_why() -> None:
    aside = (SetAside("a{}", "style"), SetAside("x()", "script"), SetAside("b{}", "style"))
    assert provenance.reading(document(True, aside=aside)).action == (
        "read zh from zh.txt as txt in utf-8 (sha256 ab12); set aside: style (2); script (1)"
    )


def test_remarks_leave_markup_out() -> None:
    aside = (SetAside("*", "markup"), SetAside("x", "hidden"))
    assert list(provenance.remarks([document(True), document(True, aside=aside)])) == ["zh.txt: set aside: hidden (1)"]


def test_many_reasons_are_cut_short() -> None:
    aside = tuple(SetAside("x", f"reason {number}") for number in range(8))
    told = "; ".join(f"reason {number} (1)" for number in range(5))
    assert list(provenance.remarks([document(True, aside=aside)])) == [
        f"zh.txt: set aside: {told}; and 3 other reasons"
    ]


@pytest.mark.parametrize(
    ("given", "action"),
    [
        ((True, True), "took the sentences of zh as the file gives them"),
        ((False, False), "divided zh into sentences by the rules for zh-Hans"),
        ((True, False), "divided zh into sentences by the rules for zh-Hans where the file does not"),
    ],
)
def test_segmenting(given: tuple[bool, ...], action: str) -> None:
    assert provenance.segmenting(document(*given)).action == action


def test_aligning() -> None:
    bead = Bead(source=(SegmentId("zh.c1.p1.s1"),), target=())
    alignment = Alignment(source=DocumentId("zh"), target=DocumentId("en"), beads=(bead,), method="hand")
    assert provenance.aligning(alignment).action == "aligned zh with en by hand; beads: 1"


def test_parsing() -> None:
    article = Article(document=DocumentId("essay"))
    assert provenance.parsing(article).action == "read the article essay; quotations: 0, works cited: 0, term pairs: 0"


def test_the_time_is_the_editions_or_the_builds_or_none() -> None:
    date = datetime(2026, 11, 22, tzinfo=UTC)
    assert provenance.modified_time(date, {"SOURCE_DATE_EPOCH": "0"}) == date
    assert provenance.modified_time(None, {"SOURCE_DATE_EPOCH": "86400"}) == datetime(1970, 1, 2, tzinfo=UTC)
    assert provenance.modified_time(None, {"SOURCE_DATE_EPOCH": ""}) == UNDATED
    assert provenance.modified_time(None, {}) == UNDATED


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_an_impossible_time(epoch: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        provenance.modified_time(None, {"SOURCE_DATE_EPOCH": epoch})
    assert str(caught.value) == (
        f"SOURCE_DATE_EPOCH is '{epoch}'; it must be a number of seconds since 1970, or not be set."
    )

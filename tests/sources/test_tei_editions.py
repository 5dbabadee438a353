"""Whole editions come back from the TEI that this project wrote, with their beads and states."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bitext.alignments import State
from bitext.documents import DocumentId
from bitext.editions import Edition
from bitext.errors import BadData, UnreadableInput
from bitext.languages import LanguageTag
from output.options import ExportOptions
from output.tei import to_tei
from sources import read
from sources.tei.editions import read_edition
from tests.output.specimens import article, bitext, versions
from tests.sources.test_tei_round_trip import as_read
from tests.strategies import editions, editions_of_versions

LAW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def tei(edition: Edition) -> bytes:
    return to_tei(edition, ExportOptions())


def expected(edition: Edition) -> Edition:
    """The edition as far as TEI says it: terms are looked for anew, and an identifier of our own is not the user's."""
    metadata = edition.metadata
    own = metadata.identifier == replace(metadata, identifier="").urn
    return replace(
        edition,
        documents=tuple(map(as_read, edition.documents)),
        metadata=replace(metadata, identifier="") if own else metadata,
        occurrences=(),
    )


@LAW
@given(editions())
def test_an_edition_comes_back(edition: Edition) -> None:
    assert read_edition(tei(edition), name="edition.xml") == expected(edition)


@LAW
@given(editions_of_versions())
def test_an_edition_of_many_versions_comes_back(edition: Edition) -> None:
    assert read_edition(tei(edition), name="edition.xml") == expected(edition)


def test_what_was_written_twice_is_written_the_same() -> None:
    edition = versions()
    again = replace(read_edition(tei(edition), name="a.xml"), occurrences=edition.occurrences)
    assert tei(again) == tei(edition)


def test_a_state_that_a_person_writes_into_the_file_is_read() -> None:
    data = re.sub(rb'(xml:id="zh-en.2".*?)#state.translated', rb"\1#state.final", tei(bitext()))
    (alignment,) = read_edition(data, name="a.xml").alignments
    assert [bead.state for bead in alignment.beads[:3]] == [State.TRANSLATED, State.FINAL, State.REVIEWED]


@pytest.mark.parametrize(
    ("change", "to", "message"),
    [
        (
            rb"#state.reviewed",
            b"#state.seen",
            (
                "a.xml, line N: the link 'zh-en.3' has the state 'seen'; write ana='#state.reviewed' or another of the "
                "header's."
            ),
        ),
        (
            rb'cert="0.62"',
            b'cert="high"',
            "a.xml, line N: the link 'zh-en.3' has no probability; write cert='0.9' or another number from 0 to 1.",
        ),
        (
            rb'cert="0.62"',
            b'cert="62"',
            "a.xml, line N: A probability lies between 0 and 1, not at 62.0.",
        ),
        (
            rb'xml:id="zh-en.3"',
            b'xml:id="third"',
            "a.xml, line N: the link 'third' has no id that ends in a number, which tells the order: zh-en.12.",
        ),
        (
            rb'xml:id="zh-en.3"',
            b'xml:id="zh-en.2"',
            "a.xml, line N: the id 'zh-en.2' is there already, on line M; give one of the two another.",
        ),
        (
            rb'target="#zh.c1.p2.s2 #zh.c1.p2.s3 ',
            b'target="#zh.c1.p2.s2 ',
            "a.xml, the alignment of zh with en: Segment zh.c1.p2.s3 is in no bead; every segment must be in one.",
        ),
        (
            rb'<respStmt xml:id="resp.zh-en" corresp="#zh #en">',
            b'<respStmt xml:id="resp.zh-en" corresp="#zh">',
            "a.xml, line N: corresp must name two documents, the original first.",
        ),
        (
            rb'<respStmt xml:id="resp.zh-en" corresp="#zh #en">',
            b'<respStmt xml:id="resp.zh-en" corresp="#zh #fr">',
            "a.xml, line N: there is no document 'fr' in the file.",
        ),
    ],
)
def test_what_does_not_fit(change: bytes, to: bytes, message: str) -> None:
    data = tei(bitext())
    assert change in data
    line = next(n for n, text in enumerate(data.split(b"\n"), 1) if change in text)
    with pytest.raises(BadData) as caught:
        read_edition(data.replace(change, to, 1), name="a.xml")
    assert str(caught.value) == message.replace("line N", f"line {line}").replace("line M", f"line {line - 1}")


@pytest.mark.parametrize(
    ("change", "to", "message"),
    [
        (
            b'<hi rend="italic">',
            b'<hi rend="red">',
            "<hi rend='red'> is none that duizhao writes; it can be italic, bold, ",
        ),
        (b'type="separator"', b'type="stars"', '<ab type="stars"> is no block that duizhao writes; make it a <p>.'),
    ],
)
def test_markup_of_another_hand(change: bytes, to: bytes, message: str) -> None:
    data = tei(bitext())
    line = next(n for n, text_ in enumerate(data.split(b"\n"), 1) if change in text_)
    damaged = data.replace(change, to, 1)
    for read_it in (
        lambda: read_edition(damaged, name="a.xml"),
        lambda: read(damaged, name="a.xml", id=DocumentId("zh"), language=LanguageTag("zh-Hans")),
    ):
        with pytest.raises(BadData) as caught:
            read_it()
        assert str(caught.value).startswith(f"a.xml, line {line}: {message}")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"Go.",
            "a.xml holds no edition: it is not well-formed XML: Start tag expected, '<' not found, line 1, column 1.",
        ),
        (b"<TEI/>", "a.xml holds no edition of duizhao's; give a TEI file that duizhao wrote."),
        (
            re.sub(rb"<fvLib.*?</fvLib>", b"", tei(article()), flags=re.DOTALL),
            (
                "a.xml has no record of what was read from the article essay, which an older version did not write; "
                "build the edition again from its edition.toml."
            ),
        ),
    ],
)
def test_what_holds_no_edition(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_edition(data, name="a.xml")
    assert str(caught.value) == message


def test_an_article_comes_back_with_all_that_was_read_from_it() -> None:
    edition = article()
    found = read_edition(tei(edition), name="a.xml")
    assert found == expected(edition)
    assert tei(replace(found, occurrences=edition.occurrences)) == tei(edition)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (rb'<f name="resolution">', b'<f name="reason">', "a Quotation has no feature 'reason'; take it out."),
        (rb'<symbol value="explicit"/>', b'<symbol value="sure"/>', "'sure' is no Resolution; correct it."),
        (rb'<numeric value="\d+"/>', b'<numeric value="many"/>', "'many' is no int; correct it."),
        (
            rb'(<f name="span">\s*<fs type="Span">.*?)<f name="end">.*?</f>',
            rb"\1",
            "a Span needs the feature 'end'; add it.",
        ),
        (rb'<f name="span">.*?</fs>\s*</f>', b'<f name="span"/>', "a feature has one value, and 'span' 0."),
    ],
)
def test_a_record_that_another_hand_changed(old: bytes, new: bytes, message: str) -> None:
    head, mark, record = tei(article()).partition(b"<fvLib")
    changed = re.sub(old, new, record, count=1, flags=re.DOTALL)
    assert changed != record
    with pytest.raises(BadData) as caught:
        read_edition(head + mark + changed, name="a.xml")
    assert str(caught.value).startswith("a.xml, line ")
    assert message in str(caught.value)

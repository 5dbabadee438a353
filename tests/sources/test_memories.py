"""Translation memories and tables: one side of them, and round trips of our own."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from bitext.alignments import Alignment, Bead
from bitext.articles import Localized
from bitext.documents import DocumentId
from bitext.drafts import Drafted
from bitext.editions import Edition, Metadata
from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from output.jsonl import to_jsonl
from output.options import ExportOptions
from output.tmx import to_tmx
from output.tsv import to_tsv
from sources import read
from sources.contract import Request
from sources.tables import read_table
from sources.tmx import read_tmx
from tests.sources.making import EN, ZH, aside, declined, document, drafted, shown
from tests.strategies import editions

TMX = (
    '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="zh"><note>head</note>'
    '</header><body><tu><tuv xml:lang="zh-CN"><seg>他<bpt i="1">&lt;b&gt;</bpt>走<ept i="1">&lt;/b&gt;</ept>了。</seg>'
    '</tuv><tuv lang="en"><seg>He <hi>went</hi>.</seg></tuv></tu><tu><tuv xml:lang="zh-CN"><seg>是。</seg></tuv></tu>'
    '<tu><tuv xml:lang="en"/></tu></body></tmx>'
)


def test_one_side_of_a_memory() -> None:
    found = document(TMX, "a.tmx", language=EN)
    assert [(segment.id, segment.text) for segment in found.segments] == [("x.c1.p1.s1", "He went.")]
    chinese = drafted(read_tmx, TMX, "a.tmx", language=ZH)
    assert shown(chinese.blocks) == [("paragraph", "他走了。"), ("paragraph", "是。")]
    assert aside(chinese) == [
        ("head", "the header"),
        ("<b>", "the code of another format"),
        ("</b>", "the code of another format"),
        ("He went.", "in another language"),
    ]


def test_ids_and_paragraphs_of_others() -> None:
    units = "".join(
        f"<tu {told}><note>who?</note><tuv xml:lang='en'><seg>It snowed. {n}</seg></tuv></tu>"
        for n, told in enumerate(("tuid='7/1'", "tuid='a' segtype='sentence'", "tuid='a'", ""))
    )
    found = document(f"<tmx><header segtype='paragraph'/><body>{units}</body></tmx>", "a.tmx", "en")
    assert [block.id for block in found.blocks] == ["en.7-1", "en.c1.p2", "en.c1.p3", "en.c1.p4"]
    assert [len(block.segments) for block in found.blocks] == [0, 1, 0, 0]
    assert [(item.text, item.reason) for item in found.set_aside] == [("who?", "a note or property")] * 4


def test_a_memory_in_utf_16() -> None:
    data = TMX.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")
    assert document(data, "a.tmx", language=EN).encoding == "utf-16"


def test_which_side() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        document(TMX, "a.tmx")
    assert str(caught.value) == "a.tmx holds zh-CN and en; say which language to read."
    with pytest.raises(UnknownLanguage) as caught:
        document(TMX, "a.tmx", language=LanguageTag("fr"))
    assert str(caught.value) == "a.tmx holds nothing in fr; it holds zh-CN and en."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "zh\ten\n他们走了。\tThey went, and they did not come back.\n不是的，没有。\tThat was it.\n"),
        ("a.csv", '他们走了。,"They went, and they did not come back."\r\n不是的，没有。,That was it.\r\n'),
        ("a.csv", '"他们走了。";"They went, and they did not come back."\n"不是的，没有。";"That was it."\n'),
    ],
)
def test_one_column_of_a_table(name: str, content: str) -> None:
    assert [segment.text for segment in document(content, name, language=EN).segments] == [
        "They went, and they did not come back.",
        "That was it.",
    ]
    with pytest.raises(UnknownLanguage) as caught:
        document(content, name)
    assert str(caught.value) == f"{name} has zh-Hans (column 1) and en (column 2); say which language to read."
    with pytest.raises(UnknownLanguage) as caught:
        document(content, name, language=LanguageTag("fr"))
    assert str(caught.value) == f"{name} has no column in fr; it has zh-Hans (column 1) and en (column 2)."


def test_what_is_no_table() -> None:
    assert declined(read_table, "a\tb", "a.txt") == "its name does not say that it is a table (.tsv, .csv)"
    assert declined(read_table, "one\ntwo", "a.csv") == "there is one column in it"
    assert declined(read_table, 'a,"b', "a.csv").startswith("it cannot be read as a table: ")
    assert document("They did not come back and it was all that was.", "a.csv").format == "txt"


def sides(edition: Edition) -> list[str]:
    """The target's side of each bead, as TMX and TSV have it."""
    [alignment] = edition.alignments
    variants = [unit.variants[1] for unit in edition.units(alignment)]
    return [variant.text.strip() for variant in variants if variant.text.strip()]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions(with_article=False))
def test_our_memories_come_back(edition: Edition) -> None:
    source, target = edition.documents
    texts = sides(edition)
    assume(texts and source.segments)
    found = read(to_tmx(edition, ExportOptions()), name="a.tmx", id=target.id, language=target.language)
    assert [block.text for block in found.blocks] == texts
    firsts = [bead.target[0] for bead in edition.alignments[0].beads if bead.target]
    assert [segment.id for segment in found.segments] == firsts


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions(with_article=False))
def test_our_json_lines_come_back_sentence_by_sentence(edition: Edition) -> None:
    for document_ in edition.documents:
        assume(any(segment.text.strip() for segment in document_.segments))
        data = to_jsonl(edition, ExportOptions())
        found = read(data, name="a.jsonl", id=document_.id, language=document_.language)
        assert [(s.id, s.text) for s in found.segments] == [(s.id, s.text) for s in document_.segments]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions(with_article=False))
def test_our_tables_come_back_as_they_are(edition: Edition) -> None:

    texts = sides(edition)
    assume(texts)
    data = to_tsv(edition, ExportOptions())
    found = read_table(data, Request(name="a.tsv", id=DocumentId("target")))
    assert isinstance(found, Drafted)
    assert [draft.text for draft in found.blocks] == texts


def test_our_tables_come_back() -> None:
    source = document("那天晚上我没有走。\n她来了。", "zh.txt", "zh", segmented=True)
    target = document("That night, I did not go with them.\nShe came\\n\t.", "en.txt", "en", segmented=True)
    pairs = zip(source.segments, target.segments, strict=True)
    aligned = Alignment.covering(source, target, [Bead(source=(s.id,), target=(t.id,)) for s, t in pairs])
    metadata = Metadata(name="e", titles=(Localized("E", EN),))
    edition = Edition(metadata=metadata, documents=(source, target), alignments=(aligned,))
    found = read(to_tsv(edition, ExportOptions()), name="a.tsv", id=target.id, language=EN)
    assert [(segment.id, segment.text) for segment in found.segments] == [
        (segment.id, segment.text) for segment in target.segments
    ]

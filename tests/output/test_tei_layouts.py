"""The layouts of TEI: each is valid, points at nothing that is not there, and is read back as the same edition."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import etree

from bitext.documents import NOWHERE, Document
from bitext.editions import Edition
from bitext.errors import BadConfiguration, BadData, UnreadableInput
from bitext.terms import Termbase
from output.options import ExportOptions
from output.tei import LAYOUTS, tei_files, to_tei
from output.tei.lint import lint_files
from sources import read
from sources.tei.editions import read_edition
from tests.output.epub.test_pictures import edition as illustrated
from tests.output.reading import ID, NS
from tests.output.specimens import ZH, article, bitext
from tests.strategies import editions


def files_of(edition: Edition, layout: str) -> Mapping[str, bytes]:
    made = tei_files(edition, ExportOptions(layout=layout), "pond.xml")
    return {name: data for name, data in made.items() if name.endswith(".xml")}


def test_pictures_stand_beside_the_text_that_names_them() -> None:
    made = tei_files(illustrated(), ExportOptions(), "pond.xml")
    assert made["images/zh.r2.png"] == made["images/en.r2.png"]
    assert b'<graphic url="images/zh.r1.png"/><figDesc>' in made["pond.xml"]


def held(edition: Edition) -> object:
    """What a file must bring back: all but where the documents were read from."""
    documents = [
        (d.id, d.language, d.title, [(x.id, x.level, x.blocks) for x in d.divisions], d.notes)
        for d in (without_lines(edition))
    ]
    return edition.metadata, documents, edition.alignments, edition.articles, edition.termbase, edition.provenance


def without_lines(edition: Edition) -> list[Document]:
    return [
        replace(
            document,
            divisions=tuple(
                replace(division, blocks=tuple(replace(block, origin=NOWHERE) for block in division.blocks))
                for division in document.divisions
            ),
            notes=tuple(replace(note, origin=NOWHERE) for note in document.notes),
        )
        for document in edition.documents
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_edition_comes_back_from_each_layout(layout: str) -> None:
    files = files_of(bitext(), layout)
    found = read_edition(files["pond.xml"], name="folder/pond.xml", beside=files.__getitem__)
    assert held(found) == held(bitext())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", [bitext(), article()], ids=["bitext", "article"])
def test_no_pointer_leads_nowhere(edition: Edition, layout: str) -> None:
    assert lint_files(files_of(edition, layout)) == ()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_all_layouts_hold_the_same(edition: Edition) -> None:
    assume(any(alignment.beads for alignment in edition.alignments))
    found = []
    for layout in LAYOUTS:
        files = files_of(edition, layout)
        assert lint_files(files) == ()
        back = read_edition(files["pond.xml"], name="pond.xml", beside=files.__getitem__)
        found.append(held(back))
    assert found[0] == found[1] == found[2]


def test_the_files_are_named_after_the_documents() -> None:
    files = files_of(bitext(), "files")
    assert list(files) == ["pond.xml", "pond.zh.xml", "pond.en.xml"]
    links = etree.fromstring(files["pond.xml"])
    assert links.find("t:text", NS) is None
    (first, *_) = links.iterfind(".//t:link", NS)
    assert first.get("target") == "pond.zh.xml#zh.c1.p1.s1 pond.en.xml#en.c1.p1.s1"


def test_a_text_of_its_own_says_where_its_partner_is() -> None:
    root = etree.fromstring(files_of(bitext(), "files")["pond.en.xml"])
    said = {node.get(ID): node.get("corresp") for node in root.iterfind(".//t:s", NS)}
    assert said["en.c1.p2.s2"] == "pond.zh.xml#zh.c1.p2.s2 pond.zh.xml#zh.c1.p2.s3"
    (translation,) = root.iterfind(".//t:relatedItem", NS)
    assert translation.get("target") == "pond.xml#src.zh"


def test_a_text_of_its_own_is_read_as_a_document() -> None:
    files = files_of(bitext(), "files")
    document = read(files["pond.zh.xml"], name="pond.zh.xml", id=bitext().documents[0].id, language=ZH)
    assert [block.text for block in document.blocks] == [block.text for block in bitext().documents[0].blocks]
    assert [s.id for s in document.segments] == [s.id for s in bitext().documents[0].segments]


def test_each_text_of_a_corpus_has_its_makers_and_its_source() -> None:
    root = etree.fromstring(files_of(bitext(), "corpus")["pond.xml"])
    assert etree.QName(root).localname == "teiCorpus"
    zh, en = root.iterfind("t:TEI", NS)
    assert [a.text for a in zh.iterfind(".//t:titleStmt/t:author", NS)] == ["李某"]
    assert [e.text for e in en.iterfind(".//t:titleStmt/t:editor", NS)] == ["Jane Doe"]
    assert [b.get(ID) for b in root.iterfind(".//t:sourceDesc/t:bibl", NS)] == ["src.zh", "src.en"]


def test_a_text_whose_file_is_missing_is_named() -> None:
    with pytest.raises(UnreadableInput) as error:
        read_edition(files_of(bitext(), "files")["pond.xml"], name="pond.xml")
    assert str(error.value) == (
        "The text is in 'pond.zh.xml', which was not given; name the file, so that others are found."
    )


def test_a_text_whose_file_is_something_else_is_named() -> None:
    files = {**files_of(bitext(), "files"), "pond.en.xml": b"Once."}
    with pytest.raises(UnreadableInput) as error:
        read_edition(files["pond.xml"], name="pond.xml", beside=files.__getitem__)
    assert str(error.value).startswith("pond.en.xml, which pond.xml names, holds no text: ")


@pytest.mark.parametrize(
    ("edition", "layout", "error", "message"),
    [
        (bitext(), "files", BadConfiguration, "TEI in the layout 'files' is several files; name the first of them"),
        (replace(bitext(), documents=(), alignments=(), occurrences=()), "corpus", BadData, "has no document, and"),
    ],
)
def test_refused(edition: Edition, layout: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        to_tei(edition, ExportOptions(layout=layout))


def test_files_without_links_are_refused() -> None:
    alone = replace(bitext(), alignments=(), termbase=Termbase(), occurrences=())
    with pytest.raises(BadConfiguration, match="has nothing that links its texts"):
        tei_files(alone, ExportOptions(layout="files"), "pond.xml")


def test_a_pointer_between_files_that_leads_nowhere_is_found() -> None:
    files = dict(files_of(bitext(), "files"))
    files["pond.zh.xml"] = files["pond.zh.xml"].replace(b"pond.en.xml#en.c1.p2.s1", b"pond.en.xml#gone")
    told = [str(finding) for finding in lint_files(files)]
    assert any("pond.zh.xml, line" in one and "T004" in one and "#gone" in one for one in told)
    assert any("T006" in one for one in told)

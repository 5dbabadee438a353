"""InterText and XCES: the texts hold every sentence, the links every bead, and all comes back."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from bitext.alignments import State
from bitext.editions import Edition
from bitext.errors import BadConfiguration
from output.intertext import intertext_files, xces_files
from output.options import ExportOptions
from sources.alignments import read_alignment
from tests.output.specimens import bitext, versions
from tests.strategies import editions

Files = Callable[[Edition, ExportOptions, str], Mapping[str, bytes]]
both = pytest.mark.parametrize("write", [intertext_files, xces_files])


def made(write: Files, edition: Edition) -> Mapping[str, bytes]:
    return write(edition, ExportOptions(), "pond.xml")


@both
def test_the_files(write: Files) -> None:
    assert list(made(write, bitext())) == ["pond.zh.en.xml", "pond.zh.xml", "pond.en.xml"]


@both
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(edition=editions())
def test_sentences_and_beads_come_back(write: Files, edition: Edition) -> None:
    files = made(write, edition)
    for alignment in filter(lambda one: one.beads, edition.alignments):
        name = f"pond.{alignment.source}.{alignment.target}.xml"
        given_ = read_alignment(files[name], name=name, beside=files.__getitem__)
        documents = [edition.document_by_id[id_] for id_ in (alignment.source, alignment.target)]
        ids = [{segment.id: place for place, segment in enumerate(document.segments)} for document in documents]
        assert [[run.ids[0] for run in side.runs] for side in given_.sides] == [list(known) for known in ids]
        texts = [[run.text for run in side.runs] for side in given_.sides]
        assert texts == [[segment.text for segment in document.segments] for document in documents]
        assert [(bead.source, bead.target) for bead in given_.beads] == [
            (tuple(ids[0][id_] for id_ in bead.source), tuple(ids[1][id_] for id_ in bead.target))
            for bead in alignment.beads
        ]


def test_intertext_tells_what_a_person_has_seen() -> None:
    root = etree.fromstring(made(intertext_files, bitext())["pond.zh.en.xml"])
    assert (root.get("toDoc"), root.get("fromDoc")) == ("pond.zh.xml", "pond.en.xml")
    (alignment,) = bitext().alignments
    seen = ["man" if bead.state in {State.REVIEWED, State.FINAL} else "auto" for bead in alignment.beads]
    assert [link.get("status") for link in root] == seen
    assert [link.get("type") for link in root][2:4] == ["2-1", "1-0"]


def test_xces_tells_the_probability() -> None:
    files = made(xces_files, bitext())
    given_ = read_alignment(files["pond.zh.en.xml"], name="pond.zh.en.xml", beside=files.__getitem__)
    (alignment,) = bitext().alignments
    assert [bead.probability for bead in given_.beads] == [bead.probability for bead in alignment.beads]


def test_paragraphs_and_sentences_are_numbered() -> None:
    root = etree.fromstring(made(intertext_files, bitext())["pond.zh.xml"])
    assert [(p.get("id"), [s.get("id") for s in p]) for p in root.iter("p")][:2] == [
        ("1", ["1:1"]),
        ("2", ["2:1", "2:2", "2:3", "2:4"]),
    ]


@both
def test_several_translations_are_linked_each(write: Files) -> None:
    edition = versions()
    links = [f"pond.{a.source}.{a.target}.xml" for a in edition.alignments]
    texts = [f"pond.{d.id}.xml" for d in edition.documents]
    assert sorted(made(write, edition)) == sorted([*links, *texts])


@both
def test_without_alignment(write: Files) -> None:
    with pytest.raises(BadConfiguration, match="has no alignment, and"):
        made(write, replace(bitext(), alignments=()))

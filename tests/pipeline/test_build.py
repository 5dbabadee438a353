"""An edition.toml in, all its outputs out: complete, the same each time, or none at all."""

import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

import pipeline.build
from aligner.lattice import Floats
from bitext.alignments import Bead, State
from bitext.documents import DocumentId, SegmentId
from bitext.editions import UNDATED
from bitext.errors import BadConfiguration, BadData, FileInTheWay, IdenticalInputs, MissingFile
from bitext.terms import Attestation
from glossary.csv import read_csv
from output.options import ExportOptions
from output.tei import to_tei
from pipeline.build import build, edition_from_toml

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

ZH = "第一章　雪\n\n他一个人走了。那一年的冬天特别冷。\n\n烟囱还站在那里。\n"
EN = "Chapter One: Snow\n\nHe left alone. The winter of that year was a very cold one.\n\nThe chimney still stood.\n"
ARTICLE = """# Smoke

In *Snow Road* (雪路), a story, “the chimney still stood” (Zhao 12).

## Works Cited

Zhao, Yuan. *Snow Road* (雪路). Northern Press, 2020.
"""
GLOSSARY = "id,zh-Hans,en,note\nchimney,烟囱,chimney,one word throughout\n"

EDITION = """\
[edition]
name = "snow"
title = [{text = "雪", language = "zh-Hans"}, {text = "Snow", language = "en"}]
publisher = "A publisher"
licence = "CC0-1.0"

[[edition.contributor]]
name = "Zhao Yuan"
role = "aut"
document = "zh"

[[document]]
id = "zh"
path = "texts/zh.txt"
title = "雪的标题"
citation = "Written for this test."

[[document]]
id = "en"
path = "texts/en.txt"

[[document]]
id = "essay"
path = "essay.md"
language = "en"
kind = "article"

[[alignment]]
source = "zh"
target = "en"

[glossary]
files = ["glossary.csv"]

[[output]]
format = "tei"
[[output]]
format = "epub"
path = "books/snow.epub"
[[output]]
format = "tmx"
[[output]]
format = "tsv"
[[output]]
format = "jsonl"
[[output]]
format = "html"
[[output]]
format = "csv"
path = "terms.csv"
"""
NAMES = ["books/snow.epub", "snow.html", "snow.jsonl", "snow.tmx", "snow.tsv", "snow.xml", "terms.csv"]


class ByLength:
    """An encoder for tests: vectors of the length and the place of a text's characters, without a model."""

    name = "by-length"

    def __call__(self, texts: Sequence[str], /) -> Floats:
        vectors = np.array([[len(text), text.count("。") + text.count("."), 1] for text in texts], dtype=np.float32)
        unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition.toml among its files; no model is loaded."""
    files = {
        "edition.toml": EDITION,
        "texts/zh.txt": ZH,
        "texts/en.txt": EN,
        "essay.md": ARTICLE,
        "glossary.csv": GLOSSARY,
    }
    folder = tmp_path / "edition"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(pipeline.build, "encoder_named", lambda _: ByLength())
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder / "edition.toml"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def changed(edition: Path, old: str, new: str) -> Path:
    text = edition.read_text(encoding="utf-8")
    assert old in text
    edition.write_text(text.replace(old, new), encoding="utf-8")
    return edition


def test_everything_that_is_asked_for(edition: Path, tmp_path: Path) -> None:
    built = build(edition, out=tmp_path / "out")
    assert sorted(contents(tmp_path / "out")) == NAMES
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in built.files) == NAMES
    tree = etree.parse(tmp_path / "out" / "snow.xml")
    ids = {element.get(XML_ID) for element in tree.iter(f"{TEI}s")}
    assert {"zh.c1.p2.s1", "zh.c1.p3.s1", "en.c1.p2.s2", "en.c1.p3.s1"} <= ids
    assert zipfile.is_zipfile(tmp_path / "out" / "books" / "snow.epub")
    assert "chimney" in read_csv((tmp_path / "out" / "terms.csv").read_bytes(), name="terms.csv").by_id


def test_the_same_bytes_twice(edition: Path, tmp_path: Path) -> None:
    build(edition, out=tmp_path / "one")
    build(edition, out=tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_place_of_the_files_does_not_show(edition: Path, tmp_path: Path) -> None:
    build(edition, out=tmp_path / "one")
    shutil.copytree(edition.parent, tmp_path / "elsewhere" / "deep")
    build(tmp_path / "elsewhere" / "deep" / "edition.toml", out=tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_beside_the_file_where_no_folder_is_given(edition: Path) -> None:
    before = set(contents(edition.parent))
    build(edition)
    assert set(contents(edition.parent)) - before == set(NAMES)


def test_only_some_formats(edition: Path, tmp_path: Path) -> None:
    build(edition, out=tmp_path / "out", only=["tmx", "csv"])
    assert sorted(contents(tmp_path / "out")) == ["snow.tmx", "terms.csv"]


def test_a_format_that_is_not_asked_for(edition: Path, tmp_path: Path) -> None:
    changed(edition, '[[output]]\nformat = "html"\n', "")
    with pytest.raises(BadConfiguration) as caught:
        build(edition, out=tmp_path / "out", only=["html"])
    assert str(caught.value) == (
        "edition.toml asks for no output in the format 'html'; it can be 'tei', 'epub', 'tmx', 'tsv', 'jsonl' or 'csv'."
    )


def test_a_file_in_the_way_stops_before_any_work(edition: Path, tmp_path: Path) -> None:
    (edition.parent / "texts" / "zh.txt").unlink()  # reading would fail
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "snow.tmx").write_text("mine", encoding="utf-8")
    with pytest.raises(FileInTheWay) as caught:
        build(edition, out=tmp_path / "out")
    assert str(caught.value) == f"'{tmp_path}/out/snow.tmx' exists; use --force to replace it, or another name."


def test_force_replaces(edition: Path, tmp_path: Path) -> None:
    build(edition, out=tmp_path / "out")
    first = contents(tmp_path / "out")
    (tmp_path / "out" / "snow.tmx").write_text("old", encoding="utf-8")
    build(edition, out=tmp_path / "out", force=True)
    assert contents(tmp_path / "out") == first


def test_an_exporter_that_fails_leaves_nothing(edition: Path, tmp_path: Path) -> None:
    changed(edition, 'path = "books/snow.epub"', 'path = "books/snow.epub"\nlayout = "spiral"')
    with pytest.raises(BadConfiguration, match="spiral"):
        build(edition, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_document(edition: Path, tmp_path: Path) -> None:
    changed(edition, "texts/en.txt", "texts/eng.txt")
    with pytest.raises(MissingFile) as caught:
        build(edition, out=tmp_path / "out")
    folder = edition.parent / "texts"
    assert str(caught.value) == f"There is no file '{folder}/eng.txt'; did you mean '{folder}/en.txt'?"
    assert not (tmp_path / "out").exists()


def test_one_text_twice_is_refused(edition: Path) -> None:
    changed(edition, "texts/en.txt", "texts/zh.txt")
    with pytest.raises(IdenticalInputs):
        edition_from_toml(edition)


def test_what_the_edition_holds(edition: Path) -> None:
    made = edition_from_toml(edition)
    assert [document.id for document in made.documents] == ["zh", "en", "essay"]
    assert [document.language for document in made.documents] == ["zh-Hans", "en", "en"]
    assert made.documents[0].title == "雪的标题"
    assert made.metadata.sources[0].citation == "Written for this test."
    assert made.metadata.contributors[0].document == "zh"
    assert [article.document for article in made.articles] == ["essay"]
    assert made.articles[0].references[0].key == "zhao2020"


def test_the_term_base_has_the_glossary_and_the_article(edition: Path) -> None:
    made = edition_from_toml(edition)
    chimney = made.termbase.by_id["chimney"]
    assert chimney.note == "one word throughout"
    assert Attestation(place="zh.c1.p3.s1", source="zh") in chimney.attestations
    work = next(concept for concept in made.termbase.concepts if any(t.text == "Snow Road" for t in concept.terms))
    assert any(term.text == "雪路" for term in work.terms)
    without = edition_from_toml(changed(edition, "[glossary]", "[glossary]\nfrom-articles = false"))
    assert [concept.id for concept in without.termbase.concepts] == ["chimney"]


def test_the_places_of_the_terms(edition: Path) -> None:
    made = edition_from_toml(edition)
    found = {
        (occurrence.place.block, occurrence.place.span.of(document.block_by_id[occurrence.place.block].text))
        for occurrence in made.occurrences
        for document in made.documents
        if occurrence.concept == "chimney" and occurrence.place.block in document.block_by_id
    }
    assert {("zh.c1.p3", "烟囱"), ("en.c1.p3", "chimney")} <= found


def test_the_time_of_the_edition(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert edition_from_toml(edition).metadata.modified == UNDATED
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert edition_from_toml(edition).metadata.modified.isoformat() == "2026-01-01T00:00:00+00:00"
    dated = edition_from_toml(changed(edition, "[edition]", "[edition]\ndate = 2026-11-22"))
    assert (dated.metadata.date, dated.metadata.modified.isoformat()) == ("2026-11-22", "2026-11-22T00:00:00+00:00")


def test_an_anchor_is_kept(edition: Path) -> None:
    anchors = 'target = "en"\nanchors = [[["zh.c1.p2.s1", "zh.c1.p2.s2"], "en.c1.p2.s1"]]'
    made = edition_from_toml(changed(edition, 'target = "en"', anchors))
    bead = made.alignments[0].bead_of[SegmentId("en.c1.p2.s1")]
    assert bead.source == ("zh.c1.p2.s1", "zh.c1.p2.s2")
    assert bead.state is State.REVIEWED


def test_an_anchor_that_is_nowhere(edition: Path) -> None:
    changed(edition, 'target = "en"', 'target = "en"\nanchors = [["zh.c9.p9.s9", "en.c1.p2.s1"]]')
    with pytest.raises(BadData, match=re.escape("zh.c9.p9.s9")):
        edition_from_toml(edition)


GERMAN = """
[[document]]
id = "de"
path = "texts/de.txt"
language = "de"

[[alignment]]
source = "zh"
target = "de"

[glossary]
"""


def with_german(edition: Path, beads: str = "") -> Path:
    """The edition with another translation; `beads` is the file that those of the English are taken from."""
    (edition.parent / "texts" / "de.txt").write_text("Schnee\n\nEs schneite.\n\nEr ging.\n", encoding="utf-8")
    taken = f'target = "en"\nbeads = "{beads}"' if beads else 'target = "en"'
    changed(edition, '[[alignment]]\nsource = "zh"\ntarget = "en"', f'[[alignment]]\nsource = "zh"\n{taken}')
    return changed(edition, "\n[glossary]\n", GERMAN)


def test_translations_of_one_text_stand_in_one_unit(edition: Path, tmp_path: Path) -> None:
    build(with_german(edition), out=tmp_path / "out", only=["tsv"])
    head, *rows = (tmp_path / "out" / "snow.tsv").read_text(encoding="utf-8").splitlines()
    assert head.split("\t")[4:7] == ["zh", "en", "de"]
    made = edition_from_toml(edition)
    for place, id_ in enumerate(("zh", "en", "de")):
        ids = [s for row in rows for s in row.split("\t")[7 + place].split()]
        assert ids == [segment.id for segment in made.document_by_id[DocumentId(id_)].segments]


def reviewed(edition: Path) -> list[Bead]:
    """A file beside the edition in which a person has confirmed each bead; the beads of Chinese and English in it."""
    data = to_tei(edition_from_toml(edition), ExportOptions()).replace(b'"#state.translated"', b'"#state.final"')
    (edition.parent / "reviewed.xml").write_bytes(data)
    (before,) = edition_from_toml(edition).alignments
    return [replace(bead, state=State.FINAL) for bead in before.beads]


def test_beads_that_a_person_has_confirmed_are_taken_as_they_are(edition: Path) -> None:
    confirmed = reviewed(edition)
    made = edition_from_toml(with_german(edition, beads="reviewed.xml"))
    english, german = made.alignments
    assert list(english.beads) == confirmed
    assert {bead.state for bead in german.beads} == {State.TRANSLATED}
    steps = [step.action for step in made.provenance]
    assert f"took the beads of zh with en from reviewed.xml; beads: {len(confirmed)}" in steps


def test_beads_of_another_text_are_refused(edition: Path) -> None:
    reviewed(edition)
    with_german(edition, beads="reviewed.xml")
    text = edition.parent / "texts" / "en.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("winter", "summer"), encoding="utf-8")
    with pytest.raises(BadConfiguration) as caught:
        edition_from_toml(edition)
    assert re.fullmatch(
        r"en\.txt has no longer the sentences of en in reviewed\.xml: en\.c1\.p\d\.s\d is another\. "
        r"Restore the text, or take the key 'beads' out to align anew\.",
        str(caught.value),
    )


def test_beads_of_a_pair_that_the_file_does_not_have(edition: Path) -> None:
    reviewed(edition)
    with_german(edition)
    changed(edition, 'target = "de"', 'target = "de"\nbeads = "reviewed.xml"')
    with pytest.raises(BadConfiguration) as caught:
        edition_from_toml(edition)
    assert str(caught.value) == "reviewed.xml holds no alignment of zh with de."


def test_glossaries_that_contradict_each_other_are_told(edition: Path, tmp_path: Path) -> None:
    (edition.parent / "second.csv").write_text("zh-Hans,en\n烟囱,chimney;smokestack\n", encoding="utf-8")
    (edition.parent / "glossary.csv").write_text(
        "id,zh-Hans,en,en-status\nchimney,烟囱,chimney;smokestack,preferred;forbidden\n", encoding="utf-8"
    )
    changed(edition, '["glossary.csv"]', '["glossary.csv", "second.csv"]')
    built = build(edition, out=tmp_path / "out", only=["csv"])
    assert any(remark.startswith("glossary, chimney: 'smokestack' is forbidden") for remark in built.remarks)


def test_steps_are_announced(edition: Path, tmp_path: Path) -> None:
    told: list[str] = []
    build(
        edition,
        out=tmp_path / "out",
        only=["tmx"],
        progress=lambda what, number, total, _share=0.0: told.append(f"{number}/{total} {what}"),
    )
    assert told == [
        "1/5 reading texts/zh.txt",
        "2/5 reading texts/en.txt",
        "3/5 reading essay.md",
        "4/5 aligning zh with en by use (auto: it knows zh-Hans and en)",
        "5/5 writing tmx",
    ]

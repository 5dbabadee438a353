"""From one format into another: what comes through, and that the rest is told."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from bitext.alignments import State
from bitext.documents import DocumentId
from bitext.editions import Edition
from bitext.errors import UnknownFormat, UnreadableInput
from output.losses import HELD, Feature, losses
from pipeline.bitexts import Told
from pipeline.exchange import exchanged
from pipeline.files import write_all
from pipeline.formats import ALIGNMENT_FORMATS, bitext_files, suffix_of
from pipeline.given import edition_in
from sources.tei.editions import read_edition
from tests.output.specimens import article, bitext, versions

BACK = ["tei", "tmx", "xliff", "xliff12", "tsv", "csv", "xlsx", "jsonl", "parquet", "intertext", "xces"]


def written(edition: Edition, format_: str, folder: Path) -> Path:
    """The edition as a file of the format: of several files, the one of the links."""
    files = bitext_files(edition, format_, folder / f"pond{suffix_of(format_)}")
    write_all(files)
    return next(iter(files))


def beads(edition: Edition) -> list[object]:
    (alignment,) = edition.alignments
    return [(bead.source, bead.target) for bead in alignment.beads]


def sentences(edition: Edition) -> list[list[tuple[str, str]]]:
    return [[(segment.id, segment.text) for segment in document.segments] for document in edition.documents]


@pytest.mark.parametrize("format_", BACK)
def test_beads_and_sentences_come_through(format_: str, tmp_path: Path) -> None:
    found, unread = edition_in(written(bitext(), format_, tmp_path))
    assert beads(found) == beads(bitext())
    assert sentences(found) == sentences(bitext())
    assert not unread


@pytest.mark.parametrize("format_", BACK)
def test_what_a_format_holds_of_beads_comes_through(format_: str, tmp_path: Path) -> None:
    (before,), (after,) = bitext().alignments, edition_in(written(bitext(), format_, tmp_path))[0].alignments
    for feature, name in (
        (Feature.PROBABILITIES, "probability"),
        (Feature.STATES, "state"),
        (Feature.REMARKS, "note"),
    ):
        if feature in HELD[format_]:
            assert [getattr(b, name) for b in after.beads] == [getattr(b, name) for b in before.beads]


@pytest.mark.parametrize("format_", BACK)
def test_paragraphs_and_chapters_stand_again_where_the_ids_tell_them(format_: str, tmp_path: Path) -> None:
    found, _ = edition_in(written(bitext(), format_, tmp_path))
    for before, after in zip(bitext().documents, found.documents, strict=True):
        wanted = [block.id for block in before.blocks if block.segments]
        assert [block.id for block in after.blocks if block.segments] == wanted
        assert [division.id for division in after.divisions] == [division.id for division in before.divisions]


def test_every_format_is_judged() -> None:
    assert HELD.keys() == ALIGNMENT_FORMATS.keys()


def test_what_is_lost_is_told_with_its_number(tmp_path: Path) -> None:
    book = written(bitext(), "tei", tmp_path)
    found = exchanged(book, tmp_path / "pond.tmx", Told())
    assert set(found.files) == {tmp_path / "pond.tmx"}
    assert list(found.losses) == [
        "tmx does not hold 10 blocks that are headings, verses, list items or captions",
        *[f"tmx does not hold {loss}" for loss in losses(bitext(), "tmx")[1:]],
    ]
    assert any("concepts of the term base" in told for told in found.losses)


def test_tei_loses_nothing() -> None:
    assert losses(bitext(), "tei") == losses(article(), "tei") == losses(versions(), "tei") == ()


def test_an_edition_that_has_nothing_special_loses_nothing(tmp_path: Path) -> None:
    plain, _ = edition_in(written(bitext(), "xces", tmp_path))
    assert [loss.feature for loss in losses(plain, "jsonl")] == [Feature.TITLES]


def test_a_person_works_in_a_spreadsheet_and_it_comes_back(tmp_path: Path) -> None:
    book = written(bitext(), "xlsx", tmp_path)
    workbook = openpyxl.load_workbook(book)
    sheet = workbook.worksheets[0]
    sheet["D2"], sheet["I2"] = "final", "seen"
    sheet["F3"] = "The pond lay very still."
    workbook.save(book)
    found, _ = edition_in(book)
    first, second, *_ = found.alignments[0].beads
    assert (first.state, first.note) == (State.FINAL, "seen")
    english = found.document_by_id[DocumentId("en")]
    assert english.segment_by_id[second.target[0]].text == "The pond lay very still."


def test_sentences_that_a_person_has_moved_are_paragraphs(tmp_path: Path) -> None:
    lines = [
        "id\ttype\tprobability\tstate\tsource\ttarget\tsource_ids\ttarget_ids\tnote",
        "1\t1:1\t1.0\tfinal\t第二句在前。\tThe second comes first.\tzh.c1.p2.s1\ten.c1.p2.s1\t",
        "2\t1:1\t1.0\tfinal\t第一句在后。\tThe first comes last.\tzh.c1.p1.s1\ten.c1.p1.s1\t",
        "3\t1:0\t0.5\ttranslated\t没有译文。\t\tzh.c1.p2.s2\t\t",
    ]
    table = tmp_path / "moved.tsv"
    table.write_text("\n".join(lines), encoding="utf-8")
    found, _ = edition_in(table)
    assert sentences(found)[0] == [
        ("zh.c1.p2.s1", "第二句在前。"),
        ("zh.c1.p1.s1", "第一句在后。"),
        ("zh.c1.p2.s2", "没有译文。"),
    ]


def test_borders_that_a_file_does_not_tell_are_told(tmp_path: Path) -> None:
    lines = [
        "id\ttype\tprobability\tstate\tsource\ttarget\tsource_ids\ttarget_ids\tnote",
        "1\t2:1\t0.9\ttranslated\t他来了，坐下\tHe came and sat down.\tzh.c1.p1.s1 zh.c1.p1.s2\ten.c1.p1.s1\t",
    ]
    table = tmp_path / "joined.tsv"
    table.write_text("\n".join(lines), encoding="utf-8")
    found, unread = edition_in(table)
    assert sentences(found)[0] == [("zh.c1.p1.s1", "他来了，坐下")]
    assert list(unread) == [f"{table} does not tell where sentences end in 1 beads; each side of them is one sentence"]


def test_numbers_without_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "beads.txt"
    path.write_text("[0]:[0]\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="has numbers of sentences and no text"):
        edition_in(path)


def test_an_unknown_suffix(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="has no known suffix"):
        exchanged(written(bitext(), "tmx", tmp_path), tmp_path / "pond.doc", Told())


def test_a_file_without_alignment(tmp_path: Path) -> None:
    alone = replace(bitext(), alignments=())
    with pytest.raises(UnreadableInput, match="has no alignment, so there is nothing to convert"):
        exchanged(written(alone, "tei", tmp_path), tmp_path / "pond.tmx", Told())


def test_an_article_goes_into_formats_that_hold_one(tmp_path: Path) -> None:
    path = written(article(), "tei", tmp_path)
    once, twice = tmp_path / "once.xml", tmp_path / "twice.xml"
    once.write_bytes(exchanged(path, once, Told()).files[once])
    assert exchanged(once, twice, Told()).files[twice] == once.read_bytes()
    assert read_edition(once.read_bytes(), name="once.xml").articles == article().articles
    assert exchanged(path, tmp_path / "essay.epub", Told()).files
    assert exchanged(path, tmp_path / "essay.html", Told()).files

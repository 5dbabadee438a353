"""Editions of more than two versions, in every format: nothing is lost, and all stand side by side."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from bitext.documents import DocumentId
from bitext.editions import Edition, TranslationUnit
from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from bitext.versions import joined
from output.jsonl import to_jsonl
from output.options import ExportOptions
from output.tmx import to_tmx
from output.tsv import to_tsv
from sources.registry import read
from tests.output.specimens import versions
from tests.output.test_html import page, rows, text
from tests.output.test_units import unescaped
from tests.strategies import editions_of_versions

_LAW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_DTD = etree.DTD(str(Path(__file__).parent / "tmx14.dtd"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def units(edition: Edition) -> tuple[TranslationUnit, ...]:
    return joined(edition, edition.documents[0].id)


@_LAW
@given(editions_of_versions())
def test_tmx(edition: Edition) -> None:
    root = etree.fromstring(to_tmx(edition, ExportOptions()))
    assert _DTD.validate(root), _DTD.error_log
    assert [
        (tu.get("tuid"), [(tuv.get(_LANG), tuv.findtext("seg", "")) for tuv in tu.iter("tuv")])
        for tu in root.iter("tu")
    ] == [(unit.id, [(v.language, v.text) for v in unit.variants if v.segments]) for unit in units(edition)]


@_LAW
@given(editions_of_versions())
def test_tsv(edition: Edition) -> None:
    head, *rows = to_tsv(edition, ExportOptions()).decode().removesuffix("\n").split("\n")
    ids = [document.id for document in edition.documents]
    found = [dict(zip(head.split("\t"), map(unescaped, row.split("\t")), strict=True)) for row in rows]
    if not found:
        return
    assert head.split("\t") == ["id", "type", "probability", "state", *ids, *(f"{id_}_ids" for id_ in ids), "note"]
    assert [[row[id_] for id_ in ids] for row in found] == [[v.text for v in u.variants] for u in units(edition)]
    assert [[row[f"{id_}_ids"].split() for id_ in ids] for row in found] == [
        [[segment.id for segment in v.segments] for v in u.variants] for u in units(edition)
    ]


@_LAW
@given(editions_of_versions())
def test_jsonl_has_the_beads_too(edition: Edition) -> None:
    found = [json.loads(line) for line in to_jsonl(edition, ExportOptions()).decode().split("\n")[:-1]]
    assert [[v["text"] for v in o["variants"]] for o in found] == [[v.text for v in u.variants] for u in units(edition)]
    assert [
        [(tuple(b["source"]), tuple(b["target"]), b["probability"], b["state"], b["note"]) for b in o["beads"]]
        for o in found
    ] == [[(b.source, b.target, b.probability, b.state, b.note) for b in u.beads] for u in units(edition)]


def column(edition: Edition, place: int) -> list[str]:
    return [text for unit in units(edition) if (text := unit.variants[place].text)]


def test_our_wide_tables_come_back() -> None:
    edition = versions()
    for place, document in enumerate(edition.documents):
        found = read(to_tsv(edition, ExportOptions()), name="a.tsv", id=document.id, language=document.language)
        assert [segment.text for segment in found.segments] == column(edition, place)


def test_our_memories_of_three_languages_come_back() -> None:
    edition = versions()
    for place, document in enumerate(edition.documents):
        found = read(to_tmx(edition, ExportOptions()), name="a.tmx", id=document.id, language=document.language)
        assert [segment.text for segment in found.segments] == column(edition, place)


@_LAW
@given(editions_of_versions())
def test_the_report_has_a_column_for_each_version(edition: Edition) -> None:
    found = rows(page(edition))
    assert [row.get("id") for row in found] == [unit.id for unit in units(edition)]
    for row, unit in zip(found, units(edition), strict=True):
        cells = [text(cell) for cell in row.iterfind("td")]
        assert cells == [variant.text or "no counterpart" for variant in unit.variants]
    ids = [node.get("id") for node in page(edition).iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_the_report_has_figures_of_each_pair() -> None:
    headings = [heading.text for heading in page(versions()).iter("h2")]
    assert headings[:4] == ["Alignment of zh with en", "Alignment of zh with de", "Least certain beads", "Side by side"]


def two_in_english() -> Edition:
    """The German taken for another English translation: its words do not matter here."""
    edition = versions()
    zh, en, de = edition.documents
    return replace(edition, documents=(zh, en, replace(de, language=LanguageTag("en"))))


def test_two_translations_into_one_language_are_told_apart_by_their_ids() -> None:
    edition, english = two_in_english(), LanguageTag("en")
    data = to_tmx(edition, ExportOptions())
    for place in (1, 2):
        id_ = edition.documents[place].id
        found = read(data, name="a.tmx", id=id_, language=english)
        assert [segment.text for segment in found.segments] == column(edition, place)
    with pytest.raises(UnknownLanguage) as caught:
        read(data, name="a.tmx", id=DocumentId("x"), language=english)
    assert str(caught.value) == "a.tmx holds several texts in one language; name one by its id: en, de."

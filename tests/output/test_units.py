"""TMX, TSV and JSON Lines: every bead, every text, read back by other means."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from bitext.editions import Edition, TranslationUnit
from bitext.errors import BadConfiguration, BadData
from output.jsonl import to_jsonl
from output.options import ExportOptions
from output.tmx import to_tmx
from output.tsv import COLUMNS, to_tsv
from tests.output.specimens import bitext
from tests.strategies import editions

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LAW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_DTD = etree.DTD(str(Path(__file__).parent / "tmx14.dtd"))
_ESCAPED = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}

Exporter = Callable[[Edition, ExportOptions], bytes]


def units(edition: Edition) -> list[TranslationUnit]:
    return [unit for alignment in edition.alignments for unit in edition.units(alignment)]


def tmx(edition: Edition) -> etree._Element:
    return etree.fromstring(to_tmx(edition, ExportOptions()))


def unescaped(field: str) -> str:
    characters = iter(field)
    return "".join(_ESCAPED[next(characters)] if c == "\\" else c for c in characters)


@_LAW
@given(editions())
def test_tmx_is_valid_and_holds_every_unit(edition: Edition) -> None:
    root = tmx(edition)
    assert _DTD.validate(root), _DTD.error_log
    found = [
        (tu.get("tuid"), [(tuv.get(_LANG), tuv.findtext("seg", "")) for tuv in tu.iter("tuv")])
        for tu in root.iter("tu")
    ]
    assert found == [
        (unit.id, [(variant.language, variant.text) for variant in unit.variants if variant.segments])
        for unit in units(edition)
    ]


@_LAW
@given(editions())
def test_tsv_holds_every_unit_whatever_the_texts_hold(edition: Edition) -> None:
    head, *rows = to_tsv(edition, ExportOptions()).decode().removesuffix("\n").split("\n")
    assert tuple(head.split("\t")) == COLUMNS
    found = [dict(zip(COLUMNS, map(unescaped, row.split("\t")), strict=True)) for row in rows]
    assert [(row["id"], float(row["probability"]), row["state"], row["source"], row["target"]) for row in found] == [
        (u.id, u.probability, u.state, u.variants[0].text, u.variants[1].text) for u in units(edition)
    ]
    assert [row["source_ids"].split() for row in found] == [
        [s.id for s in u.variants[0].segments] for u in units(edition)
    ]
    assert [row["note"] for row in found] == [u.note for u in units(edition)]


@_LAW
@given(editions())
def test_jsonl_holds_every_unit(edition: Edition) -> None:
    lines = to_jsonl(edition, ExportOptions()).decode().removesuffix("\n").split("\n") if units(edition) else []
    found = [json.loads(line) for line in lines]
    assert [(o["id"], o["probability"], o["state"], o["note"]) for o in found] == [
        (u.id, u.probability, u.state, u.note) for u in units(edition)
    ]
    assert [[v["text"] for v in o["variants"]] for o in found] == [[v.text for v in u.variants] for u in units(edition)]
    assert all(o["type"] == [len(v["segments"]) for v in o["variants"]] for o in found)


@_LAW
@given(editions())
def test_same_edition_same_bytes(edition: Edition) -> None:
    for export in (to_tmx, to_tsv, to_jsonl):
        assert export(edition, ExportOptions()) == export(edition, ExportOptions())


def test_the_header_of_tmx_is_complete() -> None:
    header = tmx(bitext()).find("header")
    assert header is not None
    assert dict(header.items()) == {
        "creationtool": "duizhao",
        "creationtoolversion": header.get("creationtoolversion"),
        "segtype": "sentence",
        "o-tmf": "duizhao",
        "adminlang": "en",
        "srclang": "zh-Hans",
        "datatype": "plaintext",
        "creationdate": "20261122T101500Z",
    }
    assert [(note.get(_LANG), note.text) for note in header.iter("note")] == [
        ("en", "A Pond at Dusk"),
        ("zh-Hans", "暮池"),
    ]


def test_the_date_of_tmx_is_in_universal_time() -> None:
    edition = bitext()
    shanghai = datetime(2026, 11, 22, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    dated = replace(edition, metadata=replace(edition.metadata, modified=shanghai))
    header = tmx(dated).find("header")
    assert header is not None
    assert header.get("creationdate") == "20261122T000000Z"


def test_an_omission_is_a_unit_with_one_variant() -> None:
    (omitted,) = (tu for tu in tmx(bitext()).iter("tu") if tu.get("tuid") == "zh-en.4")
    assert [tuv.get(_LANG) for tuv in omitted.iter("tuv")] == ["zh-Hans"]
    props = {prop.get("type"): prop.text for prop in omitted.iterfind("prop")}
    assert props == {"x-probability": "0.41", "x-state": "translated", "x-type": "1:0"}


def test_sources_in_two_languages_are_told_by_each_unit() -> None:
    edition = bitext()
    both = replace(edition, alignments=(*edition.alignments, edition.alignments[0].reversed()))
    root = tmx(both)
    header = root.find("header")
    assert header is not None
    assert header.get("srclang") == "*all*"
    assert {tu.get("srclang") for tu in root.iter("tu")} == {"zh-Hans", "en"}


@pytest.mark.parametrize(("export", "name"), [(to_tmx, "TMX"), (to_tsv, "TSV"), (to_jsonl, "JSON Lines")])
def test_without_an_alignment(export: Exporter, name: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        export(replace(bitext(), alignments=()), ExportOptions())
    assert str(caught.value) == (
        f"Edition 'pond' has no alignment, and {name} is made of one; align two of its documents, or leave {name} out."
    )


@pytest.mark.parametrize("export", [to_tsv, to_jsonl])
def test_half_a_surrogate_pair(export: Exporter) -> None:
    edition = bitext()
    (alignment,) = edition.alignments
    beads = (replace(alignment.beads[0], note="a\ud800"), *alignment.beads[1:])
    with pytest.raises(BadData, match=r"U\+D800, half a surrogate pair, which is no character; remove it\.$"):
        export(replace(edition, alignments=(replace(alignment, beads=beads),)), ExportOptions())

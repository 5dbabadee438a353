"""XLIFF 2.1 and 1.2: every bead, every text, in the order that the standards ask for."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import etree

from bitext.articles import Place
from bitext.editions import Edition, Occurrence
from bitext.errors import BadConfiguration
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Concept, Term, Termbase, TermStatus
from output.options import ExportOptions
from output.xliff import to_xliff, to_xliff12
from tests.output.specimens import bitext, versions
from tests.strategies import editions

_LAW = settings(max_examples=40, suppress_health_check=list(HealthCheck))
_X = {"x": "urn:oasis:names:tc:xliff:document:2.0", "g": "urn:oasis:names:tc:xliff:glossary:2.0"}
_OLD = {"x": "urn:oasis:names:tc:xliff:document:1.2"}

Export = Callable[[Edition, ExportOptions], bytes]


def written(edition: Edition, export: Export = to_xliff) -> etree._Element:
    return etree.fromstring(export(edition, ExportOptions()))


def texts(unit: etree._Element, names: dict[str, str]) -> tuple[str, str]:
    return unit.findtext(".//x:source", "", names), unit.findtext(".//x:target", "", names)


def wanted(edition: Edition) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (unit.id, tuple(variant.text for variant in unit.variants))
        for alignment in edition.alignments
        for unit in edition.units(alignment)
    ]


@_LAW
@given(editions())
def test_every_unit_is_there(edition: Edition) -> None:
    assume(edition.alignments)
    one = replace(edition, alignments=edition.alignments[:1])
    units = written(one).findall(".//x:unit", _X)
    assert [(unit.get("id"), texts(unit, _X)) for unit in units] == wanted(one)


@_LAW
@given(editions())
def test_every_unit_of_all_alignments_is_there_in_the_older_version(edition: Edition) -> None:
    assume(edition.alignments)
    root = written(edition, to_xliff12)
    units = root.findall(".//x:trans-unit", _OLD)
    assert [(unit.get("id"), texts(unit, _OLD)) for unit in units] == wanted(edition)
    assert len(root.findall("x:file", _OLD)) == len(edition.alignments)


@_LAW
@given(editions())
def test_elements_stand_in_the_order_of_the_standard(edition: Edition) -> None:
    """Section 4.2.2.5 of XLIFF 2.1: modules, notes, segments; 1.2, section 2.4: source, target, then the rest."""
    assume(edition.alignments)
    for unit in written(replace(edition, alignments=edition.alignments[:1])).iterfind(".//x:unit", _X):
        names = [etree.QName(child).localname for child in unit]
        order = ["metadata", "glossary", "notes", "segment"]
        assert names == [name for name in order if name in names]
    for unit in written(edition, to_xliff12).iterfind(".//x:trans-unit", _OLD):
        names = [etree.QName(child).localname for child in unit]
        order = ["source", "target", "context-group", "note"]
        assert names == [name for name in order if name in names]


@pytest.mark.parametrize("export", [to_xliff, to_xliff12])
def test_no_alignment(export: Export) -> None:
    with pytest.raises(BadConfiguration, match="has no alignment, and XLIFF is made of one"):
        written(replace(bitext(), alignments=()), export)


def test_a_file_of_version_two_has_one_pair_of_languages() -> None:
    with pytest.raises(BadConfiguration, match="take the format 'xliff12' or 'tmx', which hold several"):
        written(versions())


def test_terms_of_a_unit() -> None:
    edition = bitext()
    block = next(block for block in edition.documents[0].blocks if block.segments)
    word = Span(block.segments[0].span.start, block.segments[0].span.start + 1)
    zh, en = LanguageTag("zh"), LanguageTag("en")
    concept = Concept(
        id="c1",
        terms=(
            Term(text=word.of(block.text), language=zh),
            Term(text="never", language=en, status=TermStatus.FORBIDDEN),
            Term(text="may be", language=en, status=TermStatus.ADMITTED),
            Term(text="best", language=en, status=TermStatus.PREFERRED),
        ),
        note="why",
    )
    lone = Concept(id="c2", terms=(Term(text=word.of(block.text), language=zh),))
    places = {Occurrence(Place(block.id, word), id_) for id_ in ("c1", "c2")}
    named = replace(edition, termbase=Termbase(concepts=(concept, lone)), occurrences=tuple(sorted(places)))
    entries = written(named).findall(".//g:glossEntry", _X)
    assert [[(etree.QName(child).localname, child.text) for child in entry] for entry in entries] == [
        [("term", word.of(block.text)), ("translation", "best"), ("translation", "may be"), ("definition", "why")]
    ]

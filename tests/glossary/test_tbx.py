"""TBX: what we write comes back, and what other tools write is understood."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import assume, given
from lxml import etree

from bitext.errors import BadTermbase
from bitext.languages import LanguageTag
from bitext.terms import CaseRule, Concept, ConceptKind, Context, Matching, Term, Termbase, TermStatus
from glossary.tbx import read_tbx, write_tbx
from tests.strategies import termbases

ZH, EN = LanguageTag("zh-Hans"), LanguageTag("en")
BASE = Termbase(
    concepts=(
        Concept(
            id="c-xiagang",
            terms=(
                Term(text="下岗", language=ZH),
                Term(text="laid off", language=EN, note="of workers", matching=Matching.LEMMA),
                Term(text="fired", language=EN, status=TermStatus.FORBIDDEN),
                Term(text="made redundant", language=EN, status=TermStatus.PROPOSED),
            ),
            note="not 失业",
            scope=("zh.c1",),
        ),
        Concept(
            id="c-gao",
            kind=ConceptKind.PERSON,
            terms=(
                Term(text="高明", language=ZH, contexts=(Context.parse("!_显"),)),
                Term(text="Gao Ming", language=EN, case=CaseRule.EXACT, status=TermStatus.ADMITTED),
            ),
        ),
    )
)


def test_what_is_written_comes_back() -> None:
    assert read_tbx(write_tbx(BASE), name="a.tbx") == BASE


def written(base: Termbase) -> bytes | None:
    """None where there is a character that XML cannot hold."""
    with suppress(BadTermbase):
        return write_tbx(base)
    return None


def spaced(text: str) -> str:
    return " ".join(text.split())


@given(termbases())
def test_nothing_is_lost(base: Termbase) -> None:
    """White space is put in order, and terms stand by their languages."""
    data = written(base)
    assume(data)
    for wanted, found in zip(base.concepts, read_tbx(data or b"", name="a.tbx").concepts, strict=True):
        languages = list(dict.fromkeys(term.language for term in wanted.terms))
        terms = sorted(wanted.terms, key=lambda term: languages.index(term.language))
        assert found.terms == tuple(
            replace(t, text=spaced(t.text), note=spaced(t.note)) for t in terms if spaced(t.text)
        )
        assert (found.id, found.kind, found.note, found.scope) == (
            wanted.id,
            wanted.kind,
            spaced(wanted.note),
            wanted.scope,
        )
        assert [seen.place for seen in found.attestations] == [seen.place for seen in wanted.attestations]


def test_structure_of_basic() -> None:
    """ISO 30042:2019, 7: concept entries of language sections of term sections, the term first."""
    root = etree.fromstring(write_tbx(BASE))
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    for section in root.iter("{*}termSec"):
        names = [etree.QName(child).localname for child in section]
        assert names[0] == "term"
        assert names == sorted(names, key=["term", "termNote", "note"].index)
    statuses = {note.text for note in root.iter("{*}termNote")}
    assert statuses == {"preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"}


START, END = "<tbx><text><body><conceptEntry>", "</conceptEntry></body></text></tbx>"

V2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="17"><descrip type="subjectField">industry</descrip>
<descripGrp><descrip type="definition">A tall pipe.</descrip></descripGrp>
<langSet xml:lang="zh_CN"><tig><term>烟囱</term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>smoke<hi>stack</hi></term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>chimney</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
</termEntry></body></text></martif>"""

DCT = """<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><basic:definition>A tall pipe.</basic:definition>
<langSec xml:lang="en"><termSec><term>chimney</term>
<min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
</termSec><termSec><term>stack</term></termSec></langSec></conceptEntry></body></text></tbx>"""


def test_version_two() -> None:
    (concept,) = read_tbx(V2.encode(), name="a.tbx").concepts
    assert [(t.text, str(t.language), str(t.status), t.note) for t in concept.terms] == [
        ("烟囱", "zh-CN", "preferred", ""),
        ("smokestack", "en", "forbidden", ""),
        ("chimney", "en", "admitted", "partOfSpeech: noun"),
    ]
    assert (concept.id, concept.note) == ("c17", "subjectField: industry; A tall pipe.")


def test_categories_as_elements() -> None:
    (concept,) = read_tbx(DCT.encode(), name="a.tbx").concepts
    assert [(t.text, str(t.status)) for t in concept.terms] == [("chimney", "admitted"), ("stack", "admitted")]
    assert concept.note == "A tall pipe."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<tmx/>", "a.tbx is XML, but no TBX: its outermost element is <tmx>."),
        ("<tbx>", "a.tbx is no well-formed XML: "),
        (
            "<tbx><text><body>\n<conceptEntry id='a'/></body></text></tbx>",
            "a.tbx, line 2: Concept a has no term.",
        ),
        (
            f"{START}<langSec xml:lang='?'><termSec><term>x</term></termSec></langSec>{END}",
            "a.tbx, line 1: '?' is not a language tag; write one like zh-Hans, zh-Hant or en.",
        ),
    ],
)
def test_what_is_wrong_is_told(data: str, message: str) -> None:
    with pytest.raises(BadTermbase) as caught:
        read_tbx(data.encode(), name="a.tbx")
    assert str(caught.value).startswith(message)


def test_entities_are_not_expanded() -> None:
    bomb = f"<!DOCTYPE tbx [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>{START}"
    data = f"{bomb}<langSec xml:lang='en'><termSec><term>x&b;</term></termSec></langSec>{END}"
    assert "aaaa" not in read_tbx(data.encode(), name="a.tbx").concepts[0].terms[0].text

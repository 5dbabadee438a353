"""TMX, UTX and OmegaT's columns as glossaries."""

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from bitext.errors import BadTermbase
from bitext.languages import LanguageTag
from bitext.terms import Concept, Term, Termbase, TermStatus
from glossary.files import read_glossary
from glossary.losses import losses
from glossary.omegat import write_omegat
from glossary.tmx import write_tmx
from tests.strategies import termbases

ZH, EN = LanguageTag("zh"), LanguageTag("en")
TERMS = (
    Term(text="烟囱", language=ZH),
    Term(text="chimney", language=EN, note="tall"),
    Term(text="smokestack", language=EN, status=TermStatus.ADMITTED),
    Term(text="flue", language=EN, status=TermStatus.FORBIDDEN),
)
BASE = Termbase(concepts=(Concept(id="c-chimney", terms=TERMS, note="of brick"),))


def texts(base: Termbase) -> list[list[tuple[str, str]]]:
    return [[(term.text, term.status.value) for term in concept.terms] for concept in base.concepts]


def test_tmx_there_and_back() -> None:
    found = read_glossary(write_tmx(BASE), name="terms.tmx")
    assert texts(found) == [[("烟囱", "preferred"), ("chimney", "preferred"), ("smokestack", "admitted")]]
    (concept,) = found.concepts
    assert (concept.note, concept.terms[1].note) == ("of brick", "tall")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(termbases())
def test_tmx_holds_every_term_that_may_be_used(base: Termbase) -> None:
    root = etree.fromstring(write_tmx(base))
    held = [sorted((seg.text or "") for seg in unit.iter("seg")) for unit in root.iter("tu")]
    usable = [[t.text for t in c.terms if t.status is not TermStatus.FORBIDDEN] for c in base.concepts]
    assert held == [sorted(terms) for terms in usable]


def test_codes_in_a_memory_are_no_text() -> None:
    data = (
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh_CN"><seg><bpt i="1">&lt;b&gt;</bpt>烟囱<ept i="1">'
        '&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="en-GB"><seg>chimney</seg></tuv></tu></body></tmx>'
    )
    (concept,) = read_glossary(data.encode(), name="a.tmx").concepts
    assert [(term.text, str(term.language)) for term in concept.terms] == [("烟囱", "zh-CN"), ("chimney", "en-GB")]


def test_a_unit_without_text() -> None:
    data = b'<tmx version="1.4"><header/><body>\n<tu><tuv xml:lang="zh"><seg/></tuv></tu></body></tmx>'
    with pytest.raises(BadTermbase) as error:
        read_glossary(data, name="a.tmx")
    assert str(error.value) == "a.tmx, line 2: the unit has no text; fill it in, or remove it."


UTX = """#UTX 1.11; en/zh-CN; 2026-11-22; copyright: nobody;
#src\ttgt\tsrc:pos\tterm status\tconcept ID\tcomment
chimney\t烟囱\tnoun\tapproved\t7\ttall
smokestack\t烟囱\tnoun\tnon-standard\t7\t
flue\t烟囱\tnoun\tforbidden\t\t

lamp\t油灯\tnoun\tprovisional\t\t
"""


def test_utx() -> None:
    found = read_glossary(UTX.encode("utf-8-sig"), name="a.utx")
    assert texts(found) == [
        [("chimney", "preferred"), ("烟囱", "preferred"), ("smokestack", "admitted")],
        [("flue", "preferred"), ("烟囱", "forbidden")],
        [("lamp", "proposed"), ("油灯", "proposed")],
    ]
    assert found.concepts[0].terms[1].note == "src:pos: noun; comment: tall"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#UTX 1.11; x;\n#src\ttgt\n", "a.utx, line 1: UTX names its languages"),
        ("#UTX 1.11; en/zh;\na\tb\n", "a.utx, line 1: UTX names its languages"),
        ("#UTX 1.11; en/zh;\n#src\ttgt\tterm status\na\tb\tgood\n", "a.utx, line 3: there is no term status 'good'"),
        ("#UTX 1.11; en/zh;\n#src\ttgt\tsrc:pos\n\t\tnoun\n", "a.utx, line 3: there is no term; fill in src or tgt"),
    ],
)
def test_broken_utx(text: str, message: str) -> None:
    with pytest.raises(BadTermbase) as error:
        read_glossary(text.encode(), name="a.utx")
    assert str(error.value).startswith(message)


def test_omegat_has_a_line_for_each_pair_that_may_be_used() -> None:
    assert write_omegat(BASE).decode() == "烟囱\tchimney\tof brick; tall\n烟囱\tsmokestack\tof brick\n"
    (first, second) = read_glossary(write_omegat(BASE), name="a.tsv").concepts
    assert [term.text for term in first.terms] == ["烟囱", "chimney"]
    assert second.note == "of brick"


def test_what_is_lost_is_told() -> None:
    assert list(losses(BASE, ".tmx")) == ["1 forbidden terms"]
    assert list(losses(BASE, ".tsv")) == ["1 forbidden terms", "1 ids"]
    assert not list(losses(BASE, ".csv"))

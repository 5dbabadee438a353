"""Broken files: each is refused by the judge that should, and told with its line."""

import pytest
from lxml import etree

from bitext.version import VERSION
from output.options import ExportOptions
from output.tei import to_tei
from output.tei.lint import Finding, lint
from tests.output.specimens import article, bitext

_HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><langUsage><language ident="en"/></langUsage>'
    '</profileDesc></teiHeader>\n<standOff><linkGrp type="alignment" domains="#zh #en">\n'
)


def file(links: str, text: str) -> bytes:
    """A file whose header and link group are on lines 1 and 2."""
    return f"{_HEAD}{links}\n</linkGrp></standOff>\n<text><body>\n{text}\n</body></text></TEI>".encode()


_PAIR = (
    '<div xml:id="zh"><s xml:id="z1" corresp="#e1">一</s></div>\n'
    '<div xml:id="en"><s xml:id="e1" corresp="#z1">1</s></div>'
)
_LINK = '<link type="1:1" target="#z1 #e1"/>'


def test_a_sound_file_has_no_findings() -> None:
    assert lint(file(_LINK, _PAIR)) == ()


def test_an_intermediate_pointer_stands_for_its_ends() -> None:
    text = (
        '<div xml:id="zh"><s xml:id="z1" corresp="#e1">一</s><s xml:id="z2" corresp="#e1">二</s></div>'
        '<div xml:id="en"><s xml:id="e1" corresp="#z1 #z2">1</s></div>'
    )
    links = '<ptr xml:id="l1.zh" target="#z1 #z2"/><link type="2:1" target="#l1.zh #e1"/>'
    assert lint(file(links, text)) == ()


@pytest.mark.parametrize(
    ("links", "text", "found"),
    [
        (_LINK, _PAIR.replace("一", "<p"), "line 6: T001 not well-formed: "),
        (_LINK, _PAIR + '\n<p xml:id="z1"/>', "line 8: T002 the id 'z1' is used twice, first on line 6"),
        (
            _LINK,
            _PAIR + '\n<p xml:id="一"/>',
            "line 8: T003 '一' is no id of ASCII letters, digits, '.', '-' and '_', a letter first",
        ),
        (_LINK, _PAIR + '\n<p corresp="#gone"/>', 'line 8: T004 corresp="#gone" of p points at nothing'),
        (_LINK, _PAIR + '\n<p ref="wd:Q1"/>', 'line 8: T005 ref="wd:Q1" of p has an undeclared prefix'),
        (
            _LINK,
            _PAIR + '\n<p xml:id="p1" corresp="#p2"/><p xml:id="p2"/>',
            "line 8: T006 p1 corresponds to p2, but p2 does not to p1",
        ),
        (
            _LINK,
            _PAIR + '\n<s xml:id="z2" corresp="#e2"/><s xml:id="e2" corresp="#z2"/>',
            "line 8: T007 e2 corresponds to z2, the links say nothing",
        ),
        (
            _LINK.replace("1:1", "2:1"),
            _PAIR,
            "line 3: T008 the link is said to be 2:1 and joins 1:1",
        ),
        (
            f'{_LINK}<link target="#e1"/>',
            _PAIR,
            "line 3: T009 the link to #e1 has nothing on one side",
        ),
        (_LINK, _PAIR + '\n<p xml:lang="fr"/>', "line 8: T010 the language fr of p is not declared in langUsage"),
        (_LINK, _PAIR + "\n<s><s/></s>", "line 8: T011 an s stands within an s; write seg for the inner one"),
        (
            _LINK,
            _PAIR + '\n<p xml:id="p">A<g>b</g>.</p><seg copyOf="#p">A<g>b</g>.</seg><seg copyOf="#p">A.</seg>',
            "line 8: T012 seg has other words than #p, of which it is a copy",
        ),
    ],
)
def test_each_complaint(links: str, text: str, found: str) -> None:
    first = str(lint(file(links, text))[0])
    assert first.startswith(found) if "T001" in found else first == found


def test_findings_are_in_the_order_of_lines() -> None:
    broken = file(_LINK, _PAIR + '\n<p corresp="#a"/>\n<p corresp="#b"/>')
    assert [finding.line for finding in lint(broken)] == [8, 9]
    assert isinstance(lint(broken)[0], Finding)


_MUTATIONS = {
    "a paragraph that is no p": ("<p xml:id", "<para xml:id"),
    "no namespace": ('xmlns="http://www.tei-c.org/ns/1.0" ', ""),
    "no title": ('<title type="main"', "<titel"),
    "a probability above one": ('cert="0.97"', 'cert="1.7"'),
    "a probability in words of our own": ('cert="0.97"', 'cert="fairly"'),
    "a type of two words": ('type="1:1"', 'type="1 1"'),
    "a wrong ratio": ('type="1:1"', 'type="1:2"'),
    "a link with one end": (' #en.c1.p2.s1" cert', '" cert'),
    "a link to nowhere": ("#zh.c1.p2.s1 #en", "#zh.c9.p2.s1 #en"),
    "a link without target": ('target="#zh.c1.p1.s1 #en.c1.p1.s1"', ""),
    "a link that is not in the text": ("#zh.c1.p1.s1 #en.c1.p1.s1", "#zh.c1.p2.s1 #en.c1.p1.s1"),
    "an id twice": ('xml:id="zh.c1.p2.s2"', 'xml:id="zh.c1.p2.s1"'),
    "an id in Chinese": ('xml:id="zh.c1.p2.s4"', 'xml:id="句四"'),
    "an id that starts with a digit": ('xml:id="zh.c1.p2.s4"', 'xml:id="4"'),
    "an id with a blank": ('xml:id="zh.c1.p2.s4"', 'xml:id="s 4"'),
    "correspondence from one side": ('xml:id="en.c1.p2" corresp="#zh.c1.p2"', 'xml:id="en.c1.p2"'),
    "correspondence with nothing": ('corresp="#en.c2.p2"', 'corresp="#en.c2.p9"'),
    "a state that is not declared": ('ana="#state.reviewed"', 'ana="#state.checked"'),
    "an agent who is not declared": ('resp="#resp.review"', 'resp="#resp.nobody"'),
    "a source that is not described": ('decls="#src.zh"', 'decls="#src.xx"'),
    "a character that is not declared": ('ref="#char.E000"', 'ref="#char.E001"'),
    "a concept that is not there": ('ref="#concept.li"', 'ref="#concept.x"'),
    "a note that is not there": ('target="#zh.n1"', 'target="#zh.n2"'),
    "a language that is not declared": ('<language ident="zh-Latn">', '<language ident="zh-Bopo">'),
    "a language that is none": ('xml:id="en" xml:lang="en"', 'xml:id="en" xml:lang="english language"'),
    "a date that is none": ('when="2026-11-22"', 'when="22.11.2026"'),
    "a version that TEI cannot hold": (f'version="{VERSION}"><label>', 'version="v0.1-beta"><label>'),
    "an application without version": (f'ident="duizhao" version="{VERSION}"', 'ident="duizhao"'),
    "a reading without its base": ("<rb>看</rb>", ""),
    "a sentence in a sentence": ("他<hi rend", "<s>他</s><hi rend"),
    "a head at the end": ('</div>\n    <div type="notes">', '<head/></div>\n    <div type="notes">'),
    "no publication statement": ("publicationStmt", "publication"),
    "an unclosed element": ("</lg>", ""),
    "an undeclared entity": ("&amp;", "&nbsp;"),
}


@pytest.mark.parametrize(("old", "new"), _MUTATIONS.values(), ids=list(_MUTATIONS))
def test_a_broken_file_is_refused(old: str, new: str, tei_schema: etree.RelaxNG) -> None:
    sound = to_tei(bitext(), ExportOptions()).decode()
    assert old in sound
    broken = sound.replace(old, new, 1).encode()
    parser = etree.XMLParser(resolve_entities=False, collect_ids=False)
    try:
        is_valid = tei_schema.validate(etree.fromstring(broken, parser))
    except etree.XMLSyntaxError:
        is_valid = False
    assert not is_valid or lint(broken)


def test_the_specimens_are_sound() -> None:
    for edition in (bitext(), article()):
        assert lint(to_tei(edition, ExportOptions())) == ()

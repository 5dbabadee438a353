"""XLIFF of both generations: either side, its segments and ids, and the pairs with their states and notes."""

import pytest

from bitext.alignments import State
from bitext.errors import EmptyInput, UnknownLanguage, UnreadableInput
from bitext.languages import LanguageTag
from sources.alignments import GivenAlignment, read_alignment
from sources.xliff import read_xliff
from tests.sources.making import EN, ZH, aside, declined, document, drafted, marks, shown

OLD = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.docx" source-language="zh-CN" target-language="en" datatype="x"><header><note>head</note></header>
<body><group><trans-unit id="1" approved="yes"><source>雪下了。他走了。</source>
<seg-source><mrk mtype="seg" mid="0">雪下了。</mrk><mrk mtype="seg" mid="1">他<g id="1" ctype="bold">走</g>了。</mrk>
</seg-source><target><mrk mtype="seg" mid="0">It snowed.</mrk> <mrk mtype="seg" mid="1">He <g id="1"
ctype="italic">left</g>.</mrk></target><note>see p. 3</note></trans-unit></group>
<trans-unit id="2"><source>没有人送他。<ph id="2">&lt;br/&gt;</ph>一个也没有。</source>
<target state="needs-review-translation">Nobody<x id="2" ctype="lb"/>saw <x id="3" equiv-text="him"/>.</target>
<alt-trans><target>No one.</target></alt-trans></trans-unit>
<trans-unit id="3"><source>完。</source></trans-unit></body></file></xliff>"""

NEW = """<?xml version="1.0"?>
<xliff version="2.1" srcLang="zh-Hans" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f1"><skeleton>bones</skeleton><unit id="u1"><notes><note>who?</note></notes>
<originalData><data id="d1">&lt;i&gt;</data></originalData>
<segment id="s1" state="final"><source>雪下了。</source><target>It <pc id="1" type="fmt" subType="xlf:i">snowed</pc
>.</target></segment><ignorable><source> </source></ignorable><segment state="reviewed"><source>他走了。</source>
<target>He<cp hex="0007"/> left.</target></segment></unit></file>
<file id="f2"><unit id="u1"><segment id="a"><source>一。</source><target order="2">Two.</target></segment>
<segment id="b"><source>二。</source><target order="1">One.</target></segment></unit></file></xliff>"""


def read(data: str) -> GivenAlignment:
    return read_alignment(data.encode(), name="a.xlf", beside=lambda _: b"")


def told(given: GivenAlignment) -> list[tuple[str, str]]:
    sides = (
        [side.runs[n].text or "" for n in bead.side(which)]
        for bead in given.beads
        for which, side in enumerate(given.sides)
    )
    texts = ["|".join(side) for side in sides]
    return list(zip(texts[::2], texts[1::2], strict=True))


def test_the_target_of_xliff_1() -> None:
    found = drafted(read_xliff, OLD, "a.xlf", language=EN)
    assert shown(found.blocks) == [("paragraph", "It snowed. He left."), ("paragraph", "Nobody\nsaw him.")]
    assert [draft.id for draft in found.blocks] == ["1", "2"]
    assert [draft.segment_ids for draft in found.blocks] == [("1.0", "1.1"), ()]
    assert marks(found.blocks[0]) == [("emphasis", "left", "")]
    assert aside(found) == [
        ("head", "the header"),
        ("雪下了。他走了。", "in another language"),
        ("雪下了。他走了。", "in another language"),
        ("see p. 3", "a note"),
        ("没有人送他。<br/>一个也没有。", "in another language"),
        ("No one.", "another translation"),
        ("完。", "in another language"),
    ]


def test_the_source_of_xliff_1() -> None:
    found = document(OLD, "a.xlf", "zh", language=ZH)
    assert (found.format, found.encoding, found.language) == ("xliff", "utf-8", "zh-Hans")
    assert [block.id for block in found.blocks] == ["zh.1", "zh.2", "zh.3"]
    assert [(segment.id, segment.text) for segment in found.segments] == [
        ("zh.1.0", "雪下了。"),
        ("zh.1.1", "他走了。"),
    ]
    assert [item.reason for item in found.set_aside][:2] == ["the header", "the same, not divided into segments"]


def test_either_side_of_xliff_2() -> None:
    found = document(NEW, "a.xlf", "en", language=EN)
    assert [block.text for block in found.blocks] == ["It snowed. He left.", "One. Two."]
    assert [segment.id for segment in found.segments] == ["en.f1.u1.s1", "en.f1.u1.s3", "en.f2.u1.b", "en.f2.u1.a"]
    assert [(item.text, item.reason) for item in found.set_aside][:4] == [
        ("bones", "the header"),
        ("U+0007", "a control character, which XML cannot hold"),
        ("who?", "a note"),
        ("<i>", "the code of another format"),
    ]
    source = document(NEW, "a.xlf", "zh", language=ZH)
    assert [block.text for block in source.blocks] == ["雪下了。 他走了。", "一。二。"]


def test_pairs_with_states_and_notes() -> None:
    old, new = read(OLD), read(NEW)
    assert told(old) == [
        ("雪下了。", "It snowed."),
        ("他走了。", "He left."),
        ("没有人送他。一个也没有。", "Nobody\nsaw him."),
        ("完。", ""),
    ]
    assert [bead.state for bead in old.beads] == [State.FINAL, State.FINAL, State.TRANSLATED, State.TRANSLATED]
    assert [bead.note for bead in old.beads] == ["see p. 3", "", "", ""]
    assert [run.count for run in old.sides[0].runs] == [1, 1, None, None]
    assert told(new) == [("雪下了。", "It snowed."), ("他走了。", "He left."), ("一。|二。", "One.|Two.")]
    assert [bead.state for bead in new.beads] == [State.FINAL, State.REVIEWED, State.INITIAL]
    assert new.sides[1].ids == ("f1.u1.s1", "f1.u1.s3", "f2.u1.b", "f2.u1.a")
    assert [side.language for side in new.sides] == ["zh-Hans", "en"]


def test_states_of_trados() -> None:
    definitions = (
        '<s:seg-defs xmlns:s="sdl"><s:seg id="0" conf="ApprovedSignOff"/><s:seg id="1" conf="Draft"/></s:seg-defs>'
    )
    data = OLD.replace("<note>see p. 3</note>", definitions)
    assert [bead.state for bead in read(data).beads][:2] == [State.FINAL, State.INITIAL]


def test_which_side() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        document(OLD, "a.xlf")
    assert str(caught.value) == "a.xlf holds zh-CN and en; say which language to read."
    with pytest.raises(UnknownLanguage) as caught:
        document(OLD, "a.xlf", language=LanguageTag("fr"))
    assert str(caught.value) == "a.xlf holds nothing in fr; it holds zh-CN and en."


def test_a_file_that_is_not_translated_yet_has_one_language() -> None:
    unit = "<trans-unit id='x'><source>他没有来，我也没有走。</source><target/></trans-unit>"
    data = f"<xliff version='1.2'><file source-language='zh' target-language='en'><body>{unit}</body></file></xliff>"
    assert [block.text for block in document(data, "a.xlf").blocks] == ["他没有来，我也没有走。"]
    with pytest.raises(EmptyInput) as caught:
        document(data.replace("他没有来，我也没有走。", ""), "a.xlf")
    assert str(caught.value) == "a.xlf holds no text; there is nothing in it but markup."


def test_segments_that_are_not_translated_yet() -> None:
    marks = "".join(f'<mrk mtype="seg" mid="{n}">{text}</mrk>' for n, text in enumerate(("一。", "二。")))
    unit = (
        f"<trans-unit id='x'><source>一。二。</source><seg-source>{marks}</seg-source><target> </target></trans-unit>"
    )
    given = read(
        f"<xliff version='1.2'><file source-language='zh' target-language='en'><body>{unit}</body></file></xliff>"
    )
    assert told(given) == [("一。", ""), ("二。", "")]


def test_the_very_tag_goes_before_one_that_fits() -> None:
    pair = "<segment><source>The colour.</source><target>The color.</target></segment>"
    data = f"<xliff version='2.0' srcLang='en-GB' trgLang='en-US'><file><unit id='1'>{pair}</unit></file></xliff>"
    assert document(data, "a.xlf", language=LanguageTag("en-US")).segments[0].text == "The color."
    with pytest.raises(UnknownLanguage, match=r"^a\.xlf holds en-GB and en-US; say which language to read\.$"):
        document(data, "a.xlf", language=EN)


def test_what_is_no_xliff() -> None:
    assert declined(read_xliff, "text", "a.xlf") == "it does not begin like XML"
    assert declined(read_xliff, "<tmx/>", "a.xlf") == "its outermost element is <tmx>, not <xliff>"
    assert declined(read_xliff, "<xliff>", "a.xlf").startswith("it is not well-formed XML: ")


def test_more_than_two_languages_are_no_alignment() -> None:
    files = "".join(
        f"<file source-language='zh' target-language='{tag}'><body><trans-unit id='1'><source>一</source>"
        "<target>A</target></trans-unit></body></file>"
        for tag in ("en", "de")
    )
    with pytest.raises(UnreadableInput) as caught:
        read(f"<xliff version='1.2'>{files}</xliff>")
    assert str(caught.value) == "a.xlf holds 3 texts side by side; write each pair to a file of its own."

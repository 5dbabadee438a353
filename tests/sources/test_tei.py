"""TEI of other people, InterText's files, and files with several texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.drafts import Drafted
from bitext.errors import LimitExceeded, UnknownLanguage
from bitext.languages import LanguageTag
from sources.contract import Request
from sources.tei import read_tei
from tests.sources.making import EN, ZH, aside, characters, declined, document, drafted, kept, marks, shown

HEADER = "<teiHeader><fileDesc><titleStmt><title>烟囱</title></titleStmt></fileDesc></teiHeader>"


def tei(body: str, attributes: str = 'xml:lang="zh"') -> str:
    return (
        f'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" {attributes}>{HEADER}'
        f"<text><body>{body}</body></text></TEI>"
    )


def text(body: str) -> Drafted:
    return drafted(read_tei, tei(body), "a.xml")


def test_blocks() -> None:
    found = text(
        "<div><head>卷一</head><div><head>第一章</head><p>他走了。</p><lg><head>诗</head><l>一行</l><l>二行</l></lg>"
        "<quote><p>引文</p></quote><list><item>甲<list><item>乙</item></list></item></list>"
        "<table><row><cell>1</cell><cell>2</cell></row></table><milestone unit='scene'/><ab>块</ab>"
        "<sp><speaker>李</speaker><p>走吧。</p></sp><listBibl><bibl>书目</bibl></listBibl></div></div>"
    )
    assert [(block.kind.value, block.level, block.text) for block in found.blocks] == [
        ("heading", 1, "卷一"),
        ("heading", 2, "第一章"),
        ("paragraph", 0, "他走了。"),
        ("heading", 2, "诗"),
        ("verse", 0, "一行"),
        ("verse", 0, "二行"),
        ("quote", 0, "引文"),
        ("list-item", 1, "甲"),
        ("list-item", 2, "乙"),
        ("table-cell", 0, "1"),
        ("table-cell", 0, "2"),
        ("separator", 0, ""),
        ("paragraph", 0, "块"),
        ("paragraph", 0, "李"),
        ("paragraph", 0, "走吧。"),
        ("reference", 0, "书目"),
    ]
    assert (found.title, found.language) == ("烟囱", "zh")


def test_inline_elements() -> None:
    [block] = text(
        '<p>他<hi rend="italic">看</hi>着<name>李</name>，<ruby><rb>漢</rb><rt>hàn</rt></ruby><pb n="7"/>字'
        '<foreign xml:lang="en">mirror</foreign>，<choice><sic>错</sic><corr>对</corr></choice>'
        '<app><lem>甲</lem><rdg>乙</rdg></app><ref target="https://x.y">网</ref><title level="m">书</title>'
        "换\n<lb/>行 and a\n<lb/>line<gap/><figure><figDesc>pic</figDesc></figure></p>"
    ).blocks
    assert block.text == "他看着李，漢字mirror，对甲网书换行 and a line"
    assert marks(block) == [
        ("emphasis", "看", ""),
        ("ruby", "漢", "hàn"),
        ("page", "", "7"),
        ("foreign", "mirror", "en"),
        ("link", "网", "https://x.y"),
        ("emphasis", "书", ""),
        ("line", "", ""),
        ("line", "", ""),
        ("image", "", "pic"),
    ]


def test_sentences_and_ids_are_kept() -> None:
    found = document(
        tei('<p xml:id="p1"><s xml:id="s1">他走了。</s><s xml:id="s2">她来<hi>了</hi>。</s></p><p><seg>不</seg></p>'),
        "a.xml",
        "zh",
    )
    assert [(block.id, block.text) for block in found.blocks] == [("zh.p1", "他走了。她来了。"), ("zh.c1.p2", "不")]
    assert [(segment.id, segment.text) for segment in found.segments] == [("zh.s1", "他走了。"), ("zh.s2", "她来了。")]


def test_sentences_that_are_not_the_whole_are_left_to_the_segmenter() -> None:
    assert text("<p>前<s>他走了。</s>后</p>").blocks[0].segments == ()
    assert text("<p><seg type='clause'>他走了，</seg><seg type='clause'>她来了。</seg></p>").blocks[0].segments == ()


def test_ids_that_clash_are_given_anew() -> None:
    content = tei('<p xml:id="a1">一</p><div><p xml:id="zh.a1">二</p></div>')
    assert [block.id for block in document(content, "a.xml", "zh", language=ZH).blocks] == ["zh.c1.p1", "zh.c1.p2"]


def test_notes_where_they_stand_and_where_they_are_pointed_at() -> None:
    found = text(
        '<p>一<note n="1" xml:id="n1">注<hi rend="italic">甲</hi></note>二<ref target="#n2">2</ref>三。</p>'
        '<div type="notes"><note xml:id="n2"><p>注乙</p><p>续</p></note></div>'
    )
    assert shown(found.blocks) == [("paragraph", "一二三。")]
    assert [(note.key, note.text) for note in found.notes] == [("n1", "注甲"), ("n2", "注乙\n续")]
    assert [(mark.span.start, mark.value) for mark in found.blocks[0].marks] == [(1, "n1"), (2, "n2")]
    assert ("2", "the marker of a note") in aside(found)


def test_a_paragraph_around_a_list_stays_in_order() -> None:
    assert shown(text("<p>前 <hi>中</hi> 后<list><item>一</item></list>末</p>").blocks) == [
        ("paragraph", "前 中 后"),
        ("list-item", "一"),
        ("paragraph", "末"),
    ]


BOTH = (
    '<div type="edition" xml:id="zh" xml:lang="zh-Hant"><p><s>他走了。</s></p></div>'
    '<div type="translation" xml:id="en" xml:lang="en"><p><s>He went.</s></p></div>'
)


@pytest.mark.parametrize(
    ("language", "id_", "words"),
    [("zh", "x", "他走了。"), ("en", "x", "He went."), ("en-GB", "x", "He went."), (None, "en", "He went.")],
)
def test_the_text_in_the_language_that_is_wanted(language: str | None, id_: str, words: str) -> None:
    tag = LanguageTag(language) if language else None
    found = document(tei(BOTH), "both.xml", id_, language=tag)
    assert [block.text for block in found.blocks] == [words]
    assert [item.reason for item in found.set_aside] == ["the header", "another text of the file"]


def test_two_texts_and_no_word_which() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        document(tei(BOTH), "both.xml")
    assert str(caught.value) == "both.xml holds 2 texts, in zh-Hant and en; say which language to read."
    with pytest.raises(UnknownLanguage) as caught:
        document(tei(BOTH), "both.xml", language=LanguageTag("fr"))
    assert str(caught.value) == "both.xml holds no text in fr; it holds one in zh-Hant and en."


def test_a_corpus_of_two_texts() -> None:
    parts = "".join(
        f'<TEI>{HEADER}<text xml:lang="{tag}"><body><p>{words}</p></body></text></TEI>'
        for tag, words in (("zh", "他走了。"), ("en", "He went."))
    )
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{HEADER}{parts}</teiCorpus>'
    assert [block.text for block in document(corpus, "c.xml", language=EN).blocks] == ["He went."]


def test_intertext() -> None:
    content = '<?xml version="1.0"?><text><p id="1"><s id="1:1">他走了。</s>\n<s id="1:2">她来了。</s></p></text>'
    found = document(content, "a.xml", "zh")
    assert [(segment.id, segment.text) for segment in found.segments] == [
        ("zh.1-1", "他走了。"),
        ("zh.1-2", "她来了。"),
    ]


def test_what_is_no_tei() -> None:
    assert declined(read_tei, "Call me Ishmael.", "a.xml") == "it does not begin like XML"
    assert declined(read_tei, "<book/>", "a.xml") == "its outermost element is <book>, not <TEI>"
    assert declined(read_tei, "<TEI/>", "a.xml") == "there is no <text> in it"
    assert declined(read_tei, "<TEI><text></TEI>", "a.xml").startswith("it is not well-formed XML: Opening and ending")


@pytest.mark.parametrize("place", ["<p>&b;</p>", "<p n='&b;'/>"])
def test_entities_are_not_expanded(place: str) -> None:
    declarations = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb = f"<!DOCTYPE TEI [{declarations}]><TEI><text><body>{place.replace('&b;', '&i;')}</body></text></TEI>"
    with pytest.raises(LimitExceeded) as caught:
        read_tei(bomb.encode(), Request(name="bomb.xml"))
    assert str(caught.value).startswith(
        ("bomb.xml holds entities that grow without limit (line 1); ", "bomb.xml declares an entity (a) in its DTD")
    )


def test_another_file_is_never_read() -> None:
    content = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI><text><body><p>&x;</p></body></text></TEI>'
    with pytest.raises(LimitExceeded):
        read_tei(content.encode(), Request(name="a.xml"))


@pytest.mark.parametrize("encoding", ["gb2312", "big5", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    said = encoding.removesuffix("-sig")
    content = (
        tei("<p>天上的大山</p>").replace('version="1.0"', f'version="1.0" encoding="{said}"').replace("烟囱", "山")
    )
    assert shown(drafted(read_tei, content.encode(encoding), "a.xml").blocks) == [("paragraph", "天上的大山")]


WORDS = st.text(st.sampled_from([*"ab ,1", "烟", "囱"]), max_size=8)
NAMES = ["p", "div", "head", "s", "seg", "hi", "note", "list", "item", "quote", "l", "lg", "ab", "cit", "bibl", "del"]
NAMES += ["fw", "sic", "table", "cell", "figure", "sp", "name", "g"]


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, inner: f"<{name}>{''.join(inner)}</{name}>", st.sampled_from(NAMES), st.lists(children, max_size=4)
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(WORDS, element, max_leaves=20))
def test_every_character_is_somewhere(body: str) -> None:
    between = "".join(part.partition(">")[2] for part in f">{body}".split("<"))
    assert kept(text(body)) == characters(f"烟囱{between}")

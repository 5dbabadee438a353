"""The inside of a block: everything nests, and the text stays what it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bitext.articles import Localized
from bitext.documents import Block, BlockKind, Document, Mark, MarkKind, SegmentId
from bitext.errors import BadData
from bitext.languages import LanguageTag
from bitext.spans import Span
from output.epub.inline import Call, Link, Setting, content, web_address
from output.epub.pairs import Piece
from output.markup import element, xml
from tests.output.epub.samples import EN, ZH, behind, by_id, document, draft, mark, words
from tests.strategies import documents, spans

_PATIENT = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))

K = MarkKind
TEXT = "One two. Three four."


def block_of(text: str, *marks: Mark, language: LanguageTag = EN) -> Block:
    return next(document("d", language, [draft(text, BlockKind.PARAGRAPH, *marks)]).blocks)


def setting(
    block: Block, *, language: LanguageTag = EN, links: tuple[Link, ...] = (), calls: tuple[Call, ...] = ()
) -> Setting:
    return Setting(
        language=language,
        han=ZH,
        href=lambda id_: None if id_ == "gone" else f"x.xhtml#{id_}",
        links={block.id: links},
        calls={block.id: calls},
        image=Localized("Image", EN),
    )


def written(piece: Piece, given_: Setting) -> str:
    names = {"xmlns:epub": "http://www.idpf.org/2007/ops", "xmlns": "http://www.w3.org/1999/xhtml"}
    text = xml(element("p", names, "|", *content(piece, given_), "|")).decode()
    return text[text.index("|") + 1 : text.rindex("|")]


def inside(block: Block, **more: tuple[Link, ...] | tuple[Call, ...]) -> str:
    """The block's inside without the sentences' own tags."""
    bare = Block(id=block.id, kind=block.kind, text=block.text, marks=block.marks)
    return written(Piece.whole(bare), setting(bare, **more))  # type: ignore[arg-type]  # one dict for two kinds


def at(word: str, kind: MarkKind, value: str = "") -> Mark:
    return mark(TEXT, word, kind, value)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((at("two", K.EMPHASIS),), "One <em>two</em>. Three four."),
        ((at("two", K.STRONG), at("two", K.EMPHASIS)), "One <em><strong>two</strong></em>. Three four."),
        ((at("One two", K.EMPHASIS), at("two", K.STRONG)), "<em>One <strong>two</strong></em>. Three four."),
        (
            (at("One two", K.EMPHASIS), at("two. Three", K.STRONG)),
            "<em>One <strong>two</strong></em><strong>. Three</strong> four.",
        ),
        ((at("two", K.SUPERSCRIPT), at("four", K.SUBSCRIPT)), "One <sup>two</sup>. Three <sub>four</sub>."),
        ((at("two", K.FOREIGN, "fr"),), 'One <span lang="fr" xml:lang="fr">two</span>. Three four.'),
        ((at("two", K.FOREIGN, "he"),), 'One <span lang="he" xml:lang="he" dir="rtl">two</span>. Three four.'),
        ((at("two", K.FOREIGN),), TEXT),  # a reader that saw italics and could not tell the language
        ((at("two", K.LINK, "https://a.b/ü"),), 'One <a href="https://a.b/%C3%BC">two</a>. Three four.'),
        ((at("two", K.LINK, "#d.c1.p9"),), 'One <a href="x.xhtml#d.c1.p9">two</a>. Three four.'),
        ((at("two", K.LINK, "#gone"), at("Three", K.LINK, "../c2.html")), TEXT),
        (
            (at("One two", K.LINK, "http://a"), at("two", K.LINK, "http://b")),
            '<a href="http://a">One two</a>. Three four.',
        ),
        ((behind(TEXT, "two", K.LINE),), "One two<br/>. Three four."),
        (
            (behind(TEXT, "two", K.IMAGE, "a cat"),),
            'One two<span class="image">[<span lang="en" xml:lang="en">Image</span>: a cat]</span>. Three four.',
        ),
        ((behind(TEXT, "two", K.IMAGE), behind(TEXT, "two", K.PAGE)), TEXT),  # a picture that only adorns
        (
            (behind(TEXT, "One ", K.PAGE, "7"),),
            (
                'One <span epub:type="pagebreak" role="doc-pagebreak" id="page.d.c1.p1.0" aria-label=" 7. "/>'
                "two. Three four."
            ),
        ),
    ],
)  # fmt: skip
def test_marks(marks: tuple[Mark, ...], expected: str) -> None:
    assert inside(block_of(TEXT, *marks)) == expected


@pytest.mark.parametrize(
    ("language", "reading", "expected"),
    [
        ("zh-Hans", "lǔ", '<ruby>鲁<rt lang="zh-Latn-pinyin" xml:lang="zh-Latn-pinyin">lǔ</rt></ruby>镇'),
        ("zh-Hant", "ㄌㄨˇ", '<ruby>鲁<rt lang="zh-Bopo" xml:lang="zh-Bopo">ㄌㄨˇ</rt></ruby>镇'),
        ("ja", "ろ", '<ruby>鲁<rt lang="ja" xml:lang="ja">ろ</rt></ruby>镇'),
        ("ja", " ", "鲁镇"),
    ],
)
def test_ruby(language: str, reading: str, expected: str) -> None:
    block = block_of("鲁镇", mark("鲁镇", "鲁", K.RUBY, reading))
    bare = Block(id=block.id, kind=block.kind, text=block.text, marks=block.marks)
    assert written(Piece.whole(bare), setting(bare, language=LanguageTag(language))) == expected


def test_ruby_that_emphasis_cuts_gives_its_reading_once() -> None:
    block = block_of("鲁镇人", mark("鲁镇人", "镇人", K.EMPHASIS), mark("鲁镇人", "鲁镇", K.RUBY, "x"), language=ZH)
    assert inside(block).count("<rt") == 1


def test_a_sentence_is_never_cut_and_marks_are() -> None:
    block = block_of(TEXT, at("two. Three", K.EMPHASIS))
    assert written(Piece.whole(block), setting(block)) == (
        '<span id="d.c1.p1.s1">One <em>two.</em></span><em> </em><span id="d.c1.p1.s2"><em>Three</em> four.</span>'
    )


def test_the_call_of_a_note_opens_the_link_that_it_stands_in() -> None:
    block = block_of(TEXT, at("One two", K.LINK, "http://a"))
    call = Call(3, "call.1", "n1", "1")
    assert inside(block, calls=(call,)) == (
        '<a href="http://a">One</a><sup class="call"><a epub:type="noteref" role="doc-noteref" id="call.1" '
        'href="x.xhtml#n1">1</a></sup><a href="http://a"> two</a>. Three four.'
    )


def test_a_link_of_the_text_goes_before_one_to_the_glossary() -> None:
    block = block_of(TEXT, at("One two", K.LINK, "http://a"))
    links = (
        Link(Span(4, 7), "c", "glossref"),
        Link(Span(9, 14), "c", "glossref"),
        Link(Span(15, 19), "gone", "glossref"),
    )
    assert inside(block, links=links) == (
        '<a href="http://a">One two</a>. <a class="glossref" href="x.xhtml#c" epub:type="glossref" '
        'role="doc-glossref">Three</a> four.'
    )


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Lin (林守真) wrote", "en", 'Lin (<span lang="zh-Hans" xml:lang="zh-Hans">林守真</span>) wrote'),
        ("“雪，很大。” he said", "en", '“<span lang="zh-Hans" xml:lang="zh-Hans">雪，很大</span>。” he said'),
        ("the word カメラ", "en", 'the word <span lang="ja" xml:lang="ja">カメラ</span>'),
        ("the word 서울", "de", 'the word <span lang="ko" xml:lang="ko">서울</span>'),
        ("他叫Tom", "zh-Hans", "他叫Tom"),
    ],
)
def test_east_asian_words_in_other_texts_are_marked(text: str, language: str, expected: str) -> None:
    block = Block(id=block_of("x").id, kind=BlockKind.PARAGRAPH, text=text)
    assert written(Piece.whole(block), setting(block, language=LanguageTag(language))) == expected


def test_a_lone_sentence_says_so() -> None:
    block = block_of(TEXT)
    lone = frozenset({SegmentId("d.c1.p1.s2")})
    given_ = Setting(
        language=EN,
        han=ZH,
        href=lambda _: None,
        image=Localized("Image", EN),
        lacking=lambda id_: Localized("Alone", EN) if id_ in lone else None,
    )
    assert written(Piece.whole(block), given_) == (
        '<span id="d.c1.p1.s1">One two.</span> '
        '<span id="d.c1.p1.s2" class="alone" role="group" aria-label="Alone">Three four.</span>'
    )


def test_a_false_language_names_the_place() -> None:
    block = block_of(TEXT, at("two", K.FOREIGN, "french!"))
    with pytest.raises(BadData) as error:
        inside(block)
    assert str(error.value) == (
        "In block d.c1.p1, at character 5: 'french!' is not a language tag; write one like zh-Hans, zh-Hant or en."
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "c2.html",
        "javascript:alert(1)",
        "http://",
        "http://a b/",
        "http://[::1",
        "http://a:x/",
        "file:///etc",
        "mailto:x",
    ],
)
def test_addresses_that_lead_nowhere(address: str) -> None:
    assert web_address(address) is None


@_PATIENT
@given(documents(), st.data())
def test_the_text_stays_and_the_sentences_are_whole(made: Document, data: st.DataObject) -> None:
    for block in made.blocks:
        links = tuple(Link(span, "c", "glossref") for span in data.draw(st.lists(spans(block.text), max_size=2)))
        offsets = data.draw(st.lists(st.integers(0, len(block.text)), max_size=2))
        calls = tuple(Call(offset, f"call.{n}", "n", "1") for n, offset in enumerate(offsets))
        text = written(Piece.whole(block), setting(block, links=links, calls=calls))
        root = etree.fromstring(
            f'<p xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{text}</p>'
        )
        assert words(root) == block.text
        found = by_id([root])
        for segment in block.segments:
            assert words(found[segment.id]) == segment.text
        assert not root.xpath(".//x:a//x:a", namespaces={"x": "http://www.w3.org/1999/xhtml"})
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        assert len(set(ids)) == len(ids)

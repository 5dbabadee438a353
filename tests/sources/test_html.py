"""Web pages: what is text and what is not, marks, notes, ruby, and bombs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.drafts import Drafted
from bitext.errors import LimitExceeded
from sources.contract import Request
from sources.html import read_html
from tests.sources.making import aside, characters, declined, drafted, kept, marks, shown


def page(body: str, head: str = "") -> Drafted:
    return drafted(read_html, f"<!DOCTYPE html><html lang='zh'><head>{head}</head><body>{body}</body></html>", "a.html")


def test_blocks_and_what_is_around_them() -> None:
    found = page(
        "<h1>第一章</h1><p>那天<em> 晚上 </em>我没走，\n她来了。</p><div>loose<p>inner</p>tail</div><hr>"
        "<blockquote><p>one</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"
        "<table><caption>T</caption><tr><td>1</td><td>2</td></tr><tr><td>3</td><th>4</th></tr></table>"
        "<figure><img alt='a chimney'><figcaption>Fig.</figcaption></figure><pre>x\n y</pre>"
    )
    assert shown(found.blocks) == [
        ("heading", "第一章"),
        ("paragraph", "那天 晚上 我没走，她来了。"),
        ("paragraph", "loose"),
        ("paragraph", "inner"),
        ("paragraph", "tail"),
        ("separator", ""),
        ("quote", "one"),
        ("list-item", "a"),
        ("list-item", "b"),
        ("caption", "T"),
        ("table-cell", "1"),
        ("table-cell", "2"),
        ("table-cell", "3"),
        ("table-cell", "4"),
        ("figure", ""),
        ("caption", "Fig."),
        ("paragraph", "x\n y"),
    ]
    assert [block.level for block in found.blocks if block.level] == [1, 1, 2, 1, 1, 2, 2]
    assert marks(found.blocks[1]) == [("emphasis", "晚上", "")]
    assert marks(found.blocks[14]) == [("image", "", "a chimney")]
    assert aside(found) == []


def test_inline_marks() -> None:
    [block] = page(
        "<p>a <b>b</b><strong>c</strong> x<sup>2</sup><sub>i</sub> <a href='https://x.y'>out</a> "
        "<a href='b.html'>in</a> <span lang='en'>English</span> <img src=a alt='pic'> &amp; &nbsp;<br>next</p>"
    ).blocks
    assert block.text == "a bc x2i out in English & \u00a0\nnext"
    assert marks(block) == [
        ("strong", "bc", ""),
        ("superscript", "2", ""),
        ("subscript", "i", ""),
        ("link", "out", "https://x.y"),
        ("foreign", "English", "en"),
        ("image", "", "pic"),
        ("line", "", ""),
    ]


def test_ruby_keeps_its_base() -> None:
    found = page("<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</rt></ruby>。<ruby><rt>lost?</rt></ruby></p>")
    assert found.blocks[0].text == "漢字。"
    assert marks(found.blocks[0]) == [("ruby", "漢", "hàn"), ("ruby", "字", "zì")]
    assert ("lost?", "a reading without a base") in aside(found)


def test_what_is_no_text() -> None:
    found = page(
        "<nav>Home</nav><p>Text.</p><script>var a = '<p>';</script><p hidden>unseen</p><button>Go</button>",
        head="<title>烟囱</title><style>p { color: red }</style>",
    )
    assert shown(found.blocks) == [("paragraph", "Text.")]
    assert found.title == "烟囱"
    assert aside(found) == [
        ("烟囱p { color: red }", "the page's head"),
        ("Home", "navigation"),
        ("var a = '<p>';", "a script"),
        ("unseen", "hidden"),
        ("Go", "part of a form"),
    ]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ("<a id='r' href='#n'><sup>1</sup></a>", "<p id='n'><a href='#r'>1</a> 注释 <i>x</i>。<a href='#r'>↩</a></p>"),
        ("<sup id='r'><a href='#n'>[1]</a></sup>", "<ol><li id='n'>注释 <i>x</i>。 <a href='#r'>^</a></li></ol>"),
        ("<a role='doc-noteref' href='#n'>注</a>", "<aside role='doc-footnote' id='n'><p>注释 <i>x</i>。</p></aside>"),
        ("<a href='#n'>①</a>", "<p><a id='n'></a><span>①</span> 注释 <i>x</i>。</p>"),
    ],
)
def test_notes_of_every_make(reference: str, note: str) -> None:
    found = page(f"<p>他走了{reference}。</p>{note}<p>完。</p>")
    assert [block.text for block in found.blocks] == ["他走了。", "完。"]
    [made] = found.notes
    assert made.text == "注释 x。"
    assert ("emphasis", "x", "") in marks(made)
    assert [(m.kind.value, m.span.start, m.value) for m in found.blocks[0].marks if m.kind.value == "note"] == [
        ("note", 3, made.key)
    ]


def test_links_that_are_no_notes() -> None:
    found = page("<p>See <a href='#c'>1</a>.</p><h2 id='c'><a href='#t'>1</a> One</h2><p id='t'>Text.</p>")
    assert found.notes == ()
    assert [block.text for block in found.blocks] == ["See 1.", "1 One", "Text."]


def test_a_note_that_pops_up() -> None:
    found = page(
        "<p>他走了<a role='doc-noteref' href='#n'>1</a>。</p><aside hidden id='n' role='doc-footnote'>注。</aside>"
    )
    assert [note.text for note in found.notes] == ["注。"]


def test_page_numbers() -> None:
    found = page(
        "<p>他<span class='pagenum'>[Pg 12]</span>走了<span role='doc-pagebreak' aria-label='xiii'></span>。</p>"
    )
    assert found.blocks[0].text == "他走了。"
    assert marks(found.blocks[0]) == [("page", "", "12"), ("page", "", "xiii")]
    assert aside(found) == [("[Pg 12]", "the number of a page")]


def test_verse() -> None:
    found = page("<div class='poem'><p>one<br>two</p><p>three</p></div><p>prose<br>goes on</p>")
    assert shown(found.blocks) == [
        ("verse", "one"),
        ("verse", "two"),
        ("verse", "three"),
        ("paragraph", "prose\ngoes on"),
    ]


def test_paragraphs_between_double_breaks() -> None:
    assert [block.text for block in page("one<br><br>two<br>\n<br/>three").blocks] == ["one", "two", "three"]


def test_a_part_in_another_language() -> None:
    found = page("<p>中文。</p><div lang='en'><p>English.</p></div><p lang='zh'>中文。</p>")
    assert found.language == "zh"
    assert [block.language for block in found.blocks] == [None, "en", None]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gbk"), ("big5", "big5"), ("iso-8859-1", "utf-8"), ("", "gbk"), ("", "utf-16"), ("utf-8", "utf-8-sig")],
)
def test_the_encoding(declared: str, encoding: str) -> None:
    text = "天上的大山中，有人在等一位友人，他想去看一看。"
    meta = f"<meta charset='{declared}'>" if declared else ""
    content = f"<html><head>{meta}</head><body><p>{text}</p></body></html>"
    [block] = drafted(read_html, content.encode(encoding), "a.html").blocks
    assert block.text == text


def test_xhtml_with_the_names_of_html() -> None:
    content = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>a&nbsp;b</p><p/><p>c</p></body></html>'
    assert [block.text for block in drafted(read_html, content, "a.xhtml").blocks] == ["a\u00a0b", "c"]


def test_a_page_that_is_too_deep() -> None:
    assert page("<div>" * 200 + "deep" + "</div>" * 200).blocks[0].text == "deep"
    with pytest.raises(LimitExceeded) as caught:
        read_html(b"<div>" * 3000 + b"deep", Request(name="deep.html"))
    assert str(caught.value) == "deep.html has elements too deep or text too long to be safe; it is not read."


def test_what_is_no_page() -> None:
    assert declined(read_html, "Call me <Ishmael>.", "a.txt") == "it does not begin like a web page"
    assert declined(read_html, "<p>Call me Ishmael.</p>", "a.txt") == "it does not begin like a web page"
    assert shown(drafted(read_html, "<p>Call me Ishmael.</p>", "a").blocks) == [("paragraph", "Call me Ishmael.")]


def test_marks_within_their_like() -> None:
    found = drafted(read_html, "<html><body><p>1<em><em></em> 1</em></p></body></html>", "a.html")
    assert marks(found.blocks[0]) == [("emphasis", "1", "")]


TEXT = st.text(st.sampled_from([*"ab ,.\n", "烟", "囱", "é", "1"]), max_size=6)
NAMES = [
    "p",
    "div",
    "em",
    "b",
    "span",
    "li",
    "ul",
    "blockquote",
    "td",
    "h2",
    "a",
    "sup",
    "section",
    "pre",
    "nav",
    "script",
]


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, max_size=4).map("".join)
    return st.one_of(
        st.builds(lambda name, content: f"<{name}>{content}</{name}>", st.sampled_from(NAMES), inner),
        st.just("<br/>"),
        st.builds(lambda base, reading: f"<ruby>{base}<rt>{reading}</rt></ruby>", TEXT, TEXT),
        st.builds(lambda n, content: f"<a href='#n{n}'>{n}</a><p id='n{n}'>{content}</p>", st.integers(0, 3), inner),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(TEXT, element, max_leaves=20))
def test_every_character_is_somewhere(body: str) -> None:
    """Read as XHTML, so that the parser moves nothing; the characters between the tags are the text."""
    content = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    found = drafted(read_html, content, "a.xhtml")
    between = "".join(part.partition(">")[2] for part in f">{body}".split("<"))
    assert kept(found) == characters(between)


def test_tables_keep_their_rows() -> None:
    found = page(
        "<table><thead><tr><th>a</th><th></th></tr></thead><tr><td><p>b</p><p>c</p></td><td>d<table><tr><td>e</td></tr>"
        "</table></td></tr></table><table><tr><td>f</td></tr></table>"
    )
    assert [(block.text, block.level) for block in found.blocks] == [
        ("a", 1),
        ("", 1),
        ("b", 2),
        ("c", 0),
        ("d", 2),
        ("e", 1),
        ("f", 1),
    ]


def test_marks_by_style() -> None:
    found = page(
        "<style>.it { font-style: italic } span.b { font-weight: 700 } .up { vertical-align: super }"
        " .off { display: none } h1 { font-weight: bold }</style><h1>T</h1><p>a <span class='it'>b</span> "
        "<span class='x b'>c</span> <i class='b'>d</i> <span style='FONT-STYLE: oblique'>e</span>"
        "<span class='up'>2</span><span class='off'>gone</span></p>"
    )
    assert marks(found.blocks[0]) == []
    assert marks(found.blocks[1]) == [
        ("emphasis", "b", ""),
        ("strong", "c", ""),
        ("emphasis", "d", ""),
        ("emphasis", "e", ""),
        ("superscript", "2", ""),
    ]
    assert ("gone", "hidden") in aside(found)

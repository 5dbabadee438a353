"""OpenDocument texts: styles, notes, lists, tables, and what is set aside."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.drafts import Drafted
from sources.odt import read_odt
from tests.sources.making import aside, characters, declined, drafted, kept, marks, shown, zipped

NAMES = " ".join(
    f'xmlns:{name}="{name}"' for name in ("office", "text", "style", "fo", "table", "draw", "svg", "xlink")
)
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T3"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    '<style:style style:name="Quotations" style:display-name="Quotations"/>'
)


def odt(body: str, meta: str = "") -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta})


def text(body: str) -> Drafted:
    return drafted(read_odt, odt(body), "a.odt")


def test_blocks() -> None:
    found = text(
        '<text:h text:outline-level="2">第一章</text:h><text:p>He <text:span text:style-name="T1">went</text:span>'
        '<text:span text:style-name="T2"> on</text:span>.</text:p><text:p text:style-name="P1">quoted</text:p>'
        "<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item>"
        "</text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>1</text:p>"
        "</table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>"
        "<text:section><text:p>last</text:p></text:section>"
    )
    assert [(block.kind.value, block.level, block.text) for block in found.blocks] == [
        ("heading", 2, "第一章"),
        ("paragraph", 0, "He went on."),
        ("quote", 0, "quoted"),
        ("list-item", 1, "a"),
        ("list-item", 2, "b"),
        ("table-cell", 1, "1"),
        ("table-cell", 1, "2"),
        ("paragraph", 0, "last"),
    ]
    assert marks(found.blocks[1]) == [("emphasis", "went", ""), ("strong", "on", "")]


def test_notes_do_not_stand_in_the_sentence() -> None:
    found = text(
        '<text:p>静了。<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        '<text:note-body><text:p>注释 <text:span text:style-name="T1">x</text:span></text:p><text:p>二</text:p>'
        "</text:note-body></text:note>然后</text:p>"
    )
    assert shown(found.blocks) == [("paragraph", "静了。然后")]
    assert [(note.key, note.text) for note in found.notes] == [("ftn1", "注释 x\n二")]
    assert marks(found.blocks[0]) == [("note", "", "ftn1")]
    assert aside(found) == [("1", "the marker of a note")]


def test_white_space_and_characters() -> None:
    [block] = text(
        '<text:p>a <text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n e'
        '<text:span text:style-name="T3">2</text:span><text:a xlink:href="https://x.y">out</text:a><text:ruby><text:ruby-base>漢</text:ruby-base>'
        "<text:ruby-text>hàn</text:ruby-text></text:ruby></text:p>"
    ).blocks
    assert block.text == "a   b\tc\nd e2out漢"
    assert marks(block) == [
        ("line", "", ""),
        ("superscript", "2", ""),
        ("link", "out", "https://x.y"),
        ("ruby", "漢", "hàn"),
    ]


def test_what_is_set_aside() -> None:
    found = text(
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:table-of-content><text:p>TOC</text:p>"
        "</text:table-of-content><text:p>Text<office:annotation><text:p>why?</text:p></office:annotation>.</text:p>"
        "<text:p><draw:frame><draw:image/><svg:desc>a chimney</svg:desc></draw:frame></text:p>"
    )
    assert shown(found.blocks) == [("paragraph", "Text."), ("figure", "")]
    assert marks(found.blocks[1]) == [("image", "", "a chimney")]
    assert aside(found) == [
        ("gone", "deleted by a tracked change"),
        ("TOC", "a table of contents"),
        ("why?", "a comment"),
    ]


def test_the_title() -> None:
    meta = f'<office:document-meta {NAMES} xmlns:dc="dc"><dc:title>烟囱</dc:title></office:document-meta>'
    assert drafted(read_odt, odt("<text:p>x</text:p>", meta), "a.odt").title == "烟囱"


def test_what_is_no_opendocument() -> None:
    assert declined(read_odt, "Call me Ishmael.", "a.odt") == "it does not start like a zip file"
    assert declined(read_odt, zipped({"content.xml": "<a/>"}), "a.odt") == (
        "it is a zip file without the text of an OpenDocument (content.xml)"
    )


WORDS = st.text(st.sampled_from([*"ab ,1", "烟", "囱"]), min_size=1, max_size=8)
FORMS = [
    "{}",
    "<text:span>{}</text:span>",
    '<text:a xlink:href="#x">{}</text:a>',
    "<office:annotation><text:p>{}</text:p></office:annotation>",
    "<text:note><text:note-citation/><text:note-body><text:p>{}</text:p></text:note-body></text:note>",
    "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from(FORMS), WORDS), max_size=4), max_size=4))
def test_every_character_is_somewhere(paragraphs: list[list[tuple[str, str]]]) -> None:
    body = "".join(f"<text:p>{''.join(form.format(word) for form, word in runs)}</text:p>" for runs in paragraphs)
    assert kept(text(body)) == characters("".join(word for runs in paragraphs for _, word in runs))

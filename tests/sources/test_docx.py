"""Word documents: styles, runs, notes, tables, tracked changes, and what is set aside."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.drafts import Drafted
from sources.docx import read_docx
from tests.sources.making import aside, characters, declined, drafted, kept, marks, shown, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
PARTS = ("styles", "footnotes", "endnotes", "comments", "header1")


def docx(body: str, namespace: str = W, **parts: str) -> bytes:
    names = f'xmlns:w="{namespace}" xmlns:r="r" xmlns:wp="wp" xmlns:mc="mc" xmlns:wps="wps" xmlns:m="m" xmlns:v="v"'
    relations = "".join(
        f'<Relationship Id="{part}" Type="x/{part.rstrip("1")}" Target="{part}.xml"/>' for part in parts
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships>{relations}<Relationship Id="web" Type="x/hyperlink" Target="https://x.y" '
            'TargetMode="External"/></Relationships>'
        ),
    }
    for part, content in parts.items():
        files[f"word/{part}.xml"] = f"<w:{part} {names}>{content}</w:{part}>"
    return zipped(files)


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def style(identifier: str, name: str, inner: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{inner}</w:style>'


def word(body: str, **parts: str) -> Drafted:
    return drafted(read_docx, docx(body, **parts), "a.docx")


def test_styles_by_their_names_and_what_they_are_based_on() -> None:
    styles = (
        style("a1", "heading 1")
        + style("a2", "标题 2")
        + style("a3", "My Chapter", '<w:basedOn w:val="a1"/>')
        + style("a4", "Block Text")
        + style("a5", "Normal")
        + style("a6", "toc 1")
        + style("a7", "Bibliography")
        + style("a8", "Odd", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("a9", "Verse")
        + style("b1", "Loop", '<w:basedOn w:val="b2"/>')
        + style("b2", "Loop 2", '<w:basedOn w:val="b1"/>')
    )
    names = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1", "none"]
    found = word("".join(p(r(name), properties=f'<w:pStyle w:val="{name}"/>') for name in names), styles=styles)
    assert [(block.kind.value, block.level, block.text) for block in found.blocks] == [
        ("heading", 1, "a1"),
        ("heading", 2, "a2"),
        ("heading", 1, "a3"),
        ("quote", 0, "a4"),
        ("paragraph", 0, "a5"),
        ("reference", 0, "a7"),
        ("heading", 3, "a8"),
        ("verse", 0, "a9"),
        ("paragraph", 0, "b1"),
        ("paragraph", 0, "none"),
    ]
    assert aside(found) == [("a6", "a table of contents")]


def test_runs_are_arbitrary_pieces() -> None:
    runs = (
        r("He "),
        r("wen", "<w:i/>"),
        r("t ", "<w:i/>"),
        r("on", '<w:i w:val="0"/>'),
        r("2", '<w:vertAlign w:val="superscript"/>'),
    )
    [block] = word(p(*runs)).blocks
    assert block.text == "He went on2"
    assert marks(block) == [("emphasis", "went ", ""), ("superscript", "2", "")]


def test_what_is_in_a_run() -> None:
    [block] = word(
        p(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>",
            f'<w:hyperlink r:id="web">{r("link")}</w:hyperlink>',
            '<w:r><w:drawing><wp:inline><wp:docPr descr="pic"/></wp:inline></w:drawing></w:r>',
            "<w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            r("点", '<w:em w:val="dot"/>'),
        )
    ).blocks
    assert block.text == "a\tb\nc\u2011dlink漢点"
    assert marks(block) == [
        ("line", "", ""),
        ("link", "link", "https://x.y"),
        ("image", "", "pic"),
        ("ruby", "漢", "hàn"),
        ("emphasis", "点", ""),
    ]


def test_notes_are_their_own_stream() -> None:
    footnotes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", r(" See "), r("Smoke", "<w:i/>"), r("."))}'
        f"{p(r('More.'))}</w:footnote>"
    )
    endnotes = f'<w:endnote w:id="2">{p(r("At the end."))}</w:endnote><w:endnote w:id="5">{p(r("Unseen."))}</w:endnote>'
    to_foot, to_end = (f'<w:r><w:{kind}Reference w:id="2"/></w:r>' for kind in ("footnote", "endnote"))
    body = p(r("One"), to_foot, r(" two"), to_end, r("."))
    found = word(body, footnotes=footnotes, endnotes=endnotes)
    assert [note.text for note in found.notes] == ["See Smoke.\nMore.", "At the end.", "Unseen."]
    assert marks(found.notes[0])[0] == ("emphasis", "Smoke", "")
    [block] = found.blocks
    assert block.text == "One two."
    assert [(mark.span.start, mark.value) for mark in block.marks] == [(3, found.notes[0].key), (7, found.notes[1].key)]


def test_tracked_changes_are_accepted() -> None:
    body = (
        p(
            r("He "),
            "<w:del><w:r><w:delText>ran</w:delText></w:r></w:del>",
            f"<w:ins>{r('went')}</w:ins>",
            f"<w:moveFrom>{r('away')}</w:moveFrom>",
            r("."),
        )
        + p(r("Joined "), properties="<w:rPr><w:del/></w:rPr>")
        + p(r("here."))
    )
    found = word(body)
    assert [block.text for block in found.blocks] == ["He went.", "Joined here."]
    assert aside(found) == [("ran", "deleted by a tracked change"), ("away", "deleted by a tracked change")]


def test_comments_fields_and_margins_are_set_aside() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Chapter 2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = word(
        p(r("See "), field, r("hid", "<w:vanish/>"), r(".")),
        comments=f'<w:comment w:id="1">{p(r("Why?"))}</w:comment>',
        header1=p(r("A RUNNING HEAD")),
    )
    assert [block.text for block in found.blocks] == ["See Chapter 2."]
    assert aside(found) == [
        ("REF x", "the code of a field"),
        ("hid", "hidden"),
        ("Why?", "a comment"),
        ("A RUNNING HEAD", "a running head or foot"),
    ]


def test_tables_lists_and_boxes() -> None:
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbxContent>{0}</wps:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        f"<w:tbl><w:tr><w:tc>{p(r('1'))}</w:tc><w:tc>{p(r('2'))}{p(r('3'))}</w:tc></w:tr></w:tbl>"
        + p(r("item"), properties=number)
        + p(r("Before"), box.format(p(r("boxed"))), r(" after."))
        + f"<w:sdt><w:sdtContent>{p(r('held'))}</w:sdtContent></w:sdt>"
    )
    found = word(body)
    assert shown(found.blocks) == [
        ("table-cell", "1"),
        ("table-cell", "2"),
        ("table-cell", "3"),
        ("list-item", "item"),
        ("paragraph", "Before after."),
        ("paragraph", "boxed"),
        ("paragraph", "held"),
    ]
    assert found.blocks[3].level == 2


def test_quotations_by_indent_alone() -> None:
    plain = [p(r(f"Paragraph {number}.")) for number in range(4)]
    quoted = p(r("Quoted at length."), properties='<w:ind w:left="720"/>')
    hanging = p(r("Entry."), properties='<w:ind w:left="720" w:hanging="720"/>')
    assert [kind for kind, _ in shown(word("".join([*plain, quoted, hanging])).blocks)][-2:] == ["quote", "paragraph"]
    assert {kind for kind, _ in shown(word(plain[0] + quoted * 4).blocks)} == {"paragraph"}


def test_strict_open_xml() -> None:
    assert shown(drafted(read_docx, docx(p(r("Text.")), STRICT), "a.docx").blocks) == [("paragraph", "Text.")]


def test_what_is_no_word_document() -> None:
    assert declined(read_docx, "Call me Ishmael.", "a.docx") == "it does not start like a zip file"
    assert declined(read_docx, zipped({"a.txt": "x"}), "a.docx") == "it is a zip file without a Word document in it"


TEXT = st.text(st.sampled_from([*"ab ,1", "烟", "囱"]), min_size=1, max_size=8)
WRAPS: list[Callable[[str], str]] = [
    r,
    lambda text: r(text, "<w:i/>"),
    lambda text: f"<w:ins>{r(text)}</w:ins>",
    lambda text: f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>",
    lambda text: f"<w:hyperlink>{r(text)}</w:hyperlink>",
    lambda text: f"<w:sdt><w:sdtContent>{r(text)}</w:sdtContent></w:sdt>",
    lambda text: f"<w:r><w:instrText>{text}</w:instrText></w:r>",
    lambda text: f"<w:r><w:sym w:font='{text}' w:char=''/></w:r>",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from(WRAPS), TEXT), max_size=5), max_size=4), st.booleans())
def test_every_character_is_somewhere(paragraphs: list[list[tuple[Callable[[str], str], str]]], in_table: bool) -> None:
    body = "".join(p(*(wrap(text) for wrap, text in runs)) for runs in paragraphs)
    found = word(f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>" if in_table else body)
    assert kept(found) == characters("".join(text for runs in paragraphs for _, text in runs))


@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_part_is_no_disaster(part: str) -> None:
    assert shown(word(p(r("Text.")), **{part: "<w:open>"}).blocks) == [("paragraph", "Text.")]


def test_pictures() -> None:
    blip = '<wp:inline><wp:docPr descr="a chimney"/><a:blip xmlns:a="a" r:embed="img"/></wp:inline>'
    drawing = f"<w:r><w:drawing>{blip}</w:drawing></w:r>"
    members = docx(p(r("He "), drawing, r("left.")) + p(drawing))
    with zipfile.ZipFile(io.BytesIO(members)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    relation = b'<Relationship Id="img" Type="x/image" Target="media/i.png"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    files[rels] = archive_text(files[rels]).replace(b"</Relationships>", relation)
    found = drafted(read_docx, zipped({**files, "word/media/i.png": b"\x89PNG\r\n\x1a\n"}), "a.docx")
    assert [resource.name for resource in found.resources] == ["word/media/i.png"]
    assert shown(found.blocks) == [("paragraph", "He left."), ("figure", "")]
    assert [[(m.value, m.target) for m in block.marks] for block in found.blocks] == [
        [("a chimney", "word/media/i.png")],
        [("a chimney", "word/media/i.png")],
    ]


def archive_text(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def test_tables_keep_their_rows() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{p(r(text))}</w:tc>' for text in cells)}</w:tr>"

    found = drafted(read_docx, docx(f"<w:tbl>{row('a', '')}{row('b', 'c')}</w:tbl>{p(r('d'))}"), "a.docx")
    assert [(block.kind.value, block.text, block.level) for block in found.blocks] == [
        ("table-cell", "a", 1),
        ("table-cell", "", 1),
        ("table-cell", "b", 2),
        ("table-cell", "c", 2),
        ("paragraph", "d", 0),
    ]

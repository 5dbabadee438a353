"""The law of every reader: each character of a file's text is in a block, in a note, or in the log of what is left out.

A generator for each format makes files that are well-formed and otherwise as odd as they come: elements where they do
not belong, and such as nobody knows.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bitext.documents import MarkKind
from bitext.drafts import Drafted
from bitext.languages import LanguageTag
from sources import READERS
from sources.contract import Declined, Request
from tests.sources.making import characters
from tests.sources.test_docx import docx
from tests.sources.test_epub import epub, xhtml
from tests.sources.test_odt import odt
from tests.sources.test_xlsx import workbook

Markup = st.SearchStrategy[str]
EN = LanguageTag("en")

words = st.text(st.sampled_from([*"abcdef .,1", *"烟囱立了很多年。", "é"]), min_size=1, max_size=6)
blank = st.sampled_from(["", " ", "\n"])


def names(listed: str) -> list[str]:
    """The names that are listed."""
    return listed.split()


def named(choices: Sequence[str], inner: Markup) -> Markup:
    """Elements of these names around something; an attribute or more may stand in the start tag."""
    return st.builds(lambda name, text: f"<{name}>{text}</{name.partition(' ')[0]}>", st.sampled_from(choices), inner)


def several(inner: Markup, size: int = 3) -> Markup:
    return st.lists(inner, max_size=size).map("".join)


def nested(choices: Sequence[str], leaves: Markup, *, depth: int = 12) -> Markup:
    """Trees of these elements, with text anywhere."""
    return st.recursive(leaves, lambda inner: named(choices, several(inner)), max_leaves=depth)


def text_of(markup: str) -> str:
    """What stands between the tags."""
    return re.sub(r"<[^<>]*>", "", markup)


def lost(found: Drafted, expected: str) -> Counter[str]:
    """The characters that are nowhere."""
    texts = [item.text for item in found.set_aside]
    for draft in (*found.blocks, *found.notes):
        texts += [draft.text, *(mark.value for mark in draft.marks if mark.kind in {MarkKind.RUBY, MarkKind.IMAGE})]
    return characters(expected) - characters("".join(texts))


def made_up(found: Drafted, expected: str) -> Counter[str]:
    """The characters of blocks and notes that the file does not have."""
    return characters("".join(draft.text for draft in (*found.blocks, *found.notes))) - characters(expected)


def read(format_: str, data: bytes, name: str) -> Drafted:
    encoding = "utf-8" if format_ in {"txt", "md", "srt", "vtt"} else None  # else control characters are binary
    found = READERS[format_](data, Request(name=name, format=format_, language=EN, encoding=encoding))
    assert not isinstance(found, Declined), found.reason
    return found


# What is generated: the file, and its text.
Made = tuple[bytes, str]

HTML = names(
    "p div em b span li ul ol blockquote td tr table h1 h2 a sup section pre nav script ruby rt rp rb rtc figure"
)
HTML += names(
    "figcaption dl dt dd aside del ins q unknown svg math mi video label form button details summary map noscript"
)
HTML += ['p hidden=""', 'span class="pagenum"', 'a href="https://x.y"', 'div class="poem"', 'p lang="zh"', "caption"]
html_trees = nested(HTML, st.one_of(words, blank, st.just("<br/>"), st.just("<hr/>")), depth=25)


def html_file(body: str) -> Made:
    return xhtml(body).encode(), text_of(body)


def epub_file(bodies: list[str]) -> Made:
    files = {f"{n}.xhtml": xhtml(body) for n, body in enumerate(bodies)}
    spine = [f"{name}!" if n % 3 == 2 else name for n, name in enumerate(files)]
    return epub(files, spine), text_of("".join(bodies))


TEI = names(
    "p div head s seg hi note list item quote l lg ab cit bibl del fw sic corr choice table row cell figure figDesc"
)
TEI += names(
    "sp speaker name g ruby rb rt orig reg abbr expan app lem rdg add ref ptr label q said title biblStruct monogr"
)
TEI += names(
    "castList trailer opener closer salute signed epigraph argument byline dateline docTitle titlePart unknown w pc"
)
tei_trees = nested(
    TEI, st.one_of(words, blank, st.just("<lb/>"), st.just("<pb n='1'/>"), st.just("<milestone/>")), depth=25
)


def tei_file(body: str) -> Made:
    content = (
        f'<TEI><teiHeader><fileDesc>head</fileDesc></teiHeader><text xml:lang="en"><body>{body}</body></text></TEI>'
    )
    return content.encode(), text_of(content)


WORD_RUN = ["w:t", "w:t", "w:t", "w:delText", "w:instrText", "m:t", "w:unknown"]
WORD_INLINE = [
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:hyperlink",
    "w:smartTag",
    "w:sdt",
    "w:fldSimple",
    "m:oMath",
]
WORD_INLINE += ["w:bdo", "w:customXml", "m:f", "m:num", "m:oMathPara", "w:unknown", "mc:AlternateContent"]
WORD_BLOCK = [
    "w:sdt",
    "w:sdtContent",
    "w:customXml",
    "w:ins",
    "w:unknown",
    "w:tbl",
    "w:tr",
    "w:tc",
    "mc:AlternateContent",
]
WORD_BLOCK += ["w:del", "w:moveTo", "mc:Choice", "mc:Fallback"]
word_text = named(WORD_RUN, words)
word_alternative = st.builds(
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>".format,
    word_text,
    word_text,
)
word_ruby = st.builds(
    "<w:ruby><w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase></w:ruby>".format,
    words,
    words,
)
word_box = st.builds(
    "<w:drawing><wps:txbx><w:txbxContent><w:p><w:r>{}</w:r></w:p></w:txbxContent></wps:txbx></w:drawing>".format,
    word_text,
)
word_note = st.sampled_from(
    ["<w:footnoteReference w:id='1'/>", "<w:footnoteReference w:id='9'/>", "<w:br/>", "<w:tab/>"]
)
word_runs = named(["w:r", "m:r"], several(st.one_of(word_text, word_alternative, word_ruby, word_box, word_note)))
word_inline = nested(WORD_INLINE, word_runs, depth=6)
word_blocks = nested(WORD_BLOCK, named(["w:p"], several(word_inline)), depth=8)


def docx_file(body: str) -> Made:
    parts = {
        "footnotes": "<w:footnote w:id='1'><w:p><w:r><w:t>first</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>second</w:t></w:r></w:p></w:footnote>",
        "comments": "<w:comment w:id='0'><w:p><w:r><w:t>comment</w:t></w:r></w:p></w:comment>",
        "header1": "<w:p><w:r><w:t>head</w:t></w:r></w:p>",
    }
    return docx(body, **parts), text_of("".join((body, *parts.values())))


ODT = names(
    "text:p text:span text:a text:h text:list text:list-item text:section table:table table:table-row office:annotation"
)
ODT += names(
    "table:table-cell text:note text:note-body text:note-citation text:ruby text:ruby-base text:ruby-text draw:frame"
)
ODT += names(
    "draw:text-box svg:desc svg:title text:table-of-content text:index-body text:unknown text:bookmark-ref draw:g"
)
ODT += names(
    "text:tracked-changes text:changed-region text:deletion text:page-number draw:a text:meta draw:custom-shape"
)
odt_trees = nested(ODT, st.one_of(words, blank, st.just("<text:s/>"), st.just("<text:line-break/>")), depth=25)


def odt_file(body: str) -> Made:
    return odt(body), text_of(body)


TMX = names("bpt ept it ph ut hi sub unknown")
tmx_segments = nested(TMX, words, depth=6)
tmx_variants = st.builds(
    "<tuv xml:lang='{}'><note>{}</note><prop type='x'>{}</prop><seg>{}</seg></tuv>".format,
    st.sampled_from(["en", "zh"]),
    words,
    words,
    tmx_segments,
)
tmx_units = st.builds(
    "<tu tuid='{}'>{}<note>{}</note>{}<unknown>{}</unknown></tu>".format,
    st.integers(0, 3),
    blank,
    words,
    several(tmx_variants),
    words,
)


def tmx_file(units: str) -> Made:
    first = "<tu><tuv xml:lang='en'><seg>a</seg></tuv></tu>"
    content = f"<tmx><header><note>head</note></header><body>x{first}{units}</body></tmx>"
    return content.encode(), text_of(content)


XLIFF = ["g", "x", "bx", "ph", "it", "bpt", "sub", "mrk", 'mrk mtype="seg"', "pc", "sc", "unknown", 'g ctype="bold"']
xliff_text = nested(XLIFF, words, depth=6)
xliff_old = st.builds(
    "<trans-unit id='{}'><source>{}</source><seg-source>{}</seg-source><target>{}</target><note>{}</note>"
    "<alt-trans><source>{}</source></alt-trans><unknown>{}</unknown>{}</trans-unit>".format,
    st.integers(0, 2),
    *[xliff_text] * 3,
    *[words] * 4,
)
xliff_new = st.builds(
    "<unit id='{}'>{}<notes><note>{}</note></notes><segment id='{}'><source>{}</source>{}<target order='{}'>{}</target>"
    "<unknown>{}</unknown></segment><ignorable><source>{}</source></ignorable></unit>".format,
    st.integers(0, 2),
    words,
    words,
    st.integers(0, 2),
    xliff_text,
    words,
    st.integers(0, 2),
    xliff_text,
    words,
    words,
)


def xliff_file(units: str) -> Made:
    root = "<xliff version='2.0' srcLang='zh' trgLang='en' source-language='zh' target-language='en'>"
    units += "<trans-unit id='z'><target>It snowed.</target></trans-unit>"
    content = f"{root}<unknown>a</unknown><file id='f'><header>b</header>c<group>{units}</group></file></xliff>"
    return content.encode(), text_of(content)


cells = st.lists(
    st.lists(st.text(st.sampled_from([*"ab,;\t\"\n' |1", "烟", "。"]), max_size=5), max_size=4), max_size=5
)
TOP = [["id", "zh", "en", "note"], ["a.1", "他走了，没有回来。", "He left, and did not come back.", "see"]]


def tsv_file(rows: list[list[str]]) -> Made:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL).writerows([*TOP, *rows])
    return buffer.getvalue().encode(), "".join(cell for row in [*TOP, *rows] for cell in row)


def xlsx_file(rows: list[list[str]]) -> Made:
    hidden = [["hidden", "sheet"]]
    data = workbook({"A": [*TOP, *rows], "B": hidden}, hidden="B", comment="remark")
    return data, "".join(cell for row in [*TOP, *rows, *hidden] for cell in row) + 2 * "remark"


PLAIN = names("a b 烟 囱。 - * _ ** # > 1. | ` [ ] ( ) ! \\ ~ : 第一章 --- ... --> \x01")
plain = st.lists(st.one_of(st.sampled_from(PLAIN), st.sampled_from([" ", "\n", "\n\n", "\t", "    "])), max_size=40)
LINKS = ["[^1]", "\n\n[^1]: ", "[a]: http://b\n", "![", "](c)", "|---|---|\n", "| a | a |\n"]
TAGS = ["<i>", "</i>", "<b>", "{\\an8}", "<v Tom>", "<3"]
markdown = st.lists(st.one_of(st.sampled_from(PLAIN + LINKS), st.sampled_from([" ", "\n", "\n\n"])), max_size=40)
marked_up = st.lists(st.one_of(st.sampled_from(PLAIN + TAGS), st.sampled_from([" ", "\n", "\n\n"])), max_size=40)


def text_file(pieces: list[str]) -> Made:
    content = f"It was so.\n{''.join(pieces)}"
    return content.encode(), content


def srt_file(pieces: list[list[str]]) -> Made:
    cues = (f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{''.join(text)}\n" for n, text in enumerate(pieces, 1))
    content = "\n".join(cues)
    return content.encode(), content


def vtt_file(made: Made) -> Made:
    return b"WEBVTT\n\n" + made[0], f"WEBVTT{made[1]}"


def jsonl_file(texts: list[tuple[str, str, str]]) -> Made:
    units = [
        {
            "note": note,
            "variants": [
                {"document": "zh", "language": "zh", "text": "是。", "segments": [{"id": "z", "text": "是。"}]},
                {
                    "document": "en",
                    "language": "en",
                    "text": f"{first} {second}",
                    "segments": [{"id": "a", "text": first.strip()}, {"id": "b", "text": second.strip()}],
                },
            ],
        }
        for first, second, note in texts
    ]
    return "\n".join(map(json.dumps, units)).encode(), "".join("".join(("是。", *three)) for three in texts)


srt_files = st.lists(marked_up, min_size=1, max_size=4).map(srt_file)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("a.txt", plain.map(text_file)),
        ("a.md", markdown.map(text_file)),
        ("a.srt", srt_files),
        ("a.vtt", srt_files.map(vtt_file)),
        ("a.jsonl", st.lists(st.tuples(words, words, words), min_size=1, max_size=4).map(jsonl_file)),
        ("a.html", html_trees.map(html_file)),
        ("a.epub", st.lists(html_trees, min_size=1, max_size=3).map(epub_file)),
        ("a.tei", tei_trees.map(tei_file)),
        ("a.docx", several(word_blocks, 4).map(docx_file)),
        ("a.odt", odt_trees.map(odt_file)),
        ("a.tmx", several(tmx_units).map(tmx_file)),
        ("a.xliff", several(st.one_of(xliff_old, xliff_new)).map(xliff_file)),
        ("a.tsv", cells.map(tsv_file)),
        ("a.xlsx", cells.map(xlsx_file)),
    ],
)
def test_nothing_is_lost_and_nothing_made_up(name: str, files: st.SearchStrategy[Made]) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(files)
    def law(made: Made) -> None:
        data, expected = made
        found = read(name.partition(".")[2], data, name)
        assert not lost(found, expected)
        assert not made_up(found, expected)

    law()


EXAMPLES = 100

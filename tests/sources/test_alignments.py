"""Alignments in the forms that people hold: what is read, and what is refused with its line."""

from collections.abc import Mapping

import pytest

from bitext.alignments import Alignment, Bead, State
from bitext.articles import Localized
from bitext.documents import Document, DocumentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Edition, Metadata
from bitext.errors import BadData, DuizhaoError, EmptyInput, UnreadableInput
from bitext.languages import LanguageTag
from bitext.spans import Span
from output import EXPORTERS
from output.options import ExportOptions
from sources.alignments import GivenAlignment, Texts, read_alignment, read_lines

ZH = ("雪下了一夜。", "他走了。", "没有人送他。")
EN = ("It snowed all night.", "He left.", "Nobody\tsaw him off.", "Nobody.")

ZH_XML = "<text><p id='1'><s id='1:1'>雪下了一夜。</s><s id='1:2'>他走了。</s><s id='1:3'>没有人送他。</s></p></text>"
EN_XML = """<text><p id='1'><s id='1:1'>It snowed all night.</s>
<s id='1:2'>He left.</s><s id='1:3'>Nobody
saw him off.</s><s id='1:4'>Nobody.</s></p></text>"""
LINKS = """<linkGrp toDoc='{0}.xml' fromDoc='{1}.xml'>
<link type='1-1' xtargets='1:1;1:1' status='man'/>
<link type='1-2' xtargets='{2}' status='auto'/>
<link type='0-1' xtargets='{3}' status='auto'/>
</linkGrp>"""


def document(id_: str, language: str, sentences: tuple[str, ...]) -> Document:
    blocks = tuple(Draft(text=text, segments=(Span(0, len(text)),)) for text in sentences)
    return number(Drafted(blocks=blocks), DocumentId(id_), LanguageTag(language))


SOURCE, TARGET = document("zh", "zh-Hans", ZH), document("en", "en", EN)
HERE, THERE = ([segment.id for segment in side.segments] for side in (SOURCE, TARGET))


def edition() -> Edition:
    beads = (
        Bead(source=(HERE[0],), target=(THERE[0],), probability=0.9, state=State.REVIEWED),
        Bead(source=tuple(HERE[1:]), target=tuple(THERE[1:3]), probability=0.25, note="see"),
        Bead(source=(), target=(THERE[3],), probability=0.5),
    )
    metadata = Metadata(name="snow", titles=(Localized("雪", LanguageTag("zh")),))
    found = Alignment.covering(SOURCE, TARGET, beads)
    return Edition(metadata=metadata, documents=(SOURCE, TARGET), alignments=(found,))


def read(
    data: str | bytes, name: str = "a.txt", files: Mapping[str, str] | None = None, texts: Texts | None = None
) -> GivenAlignment:
    encoded = data if isinstance(data, bytes) else data.encode()
    return read_alignment(encoded, name=name, beside=lambda wanted: (files or {})[wanted].encode(), texts=texts)


def told(given: GivenAlignment) -> list[tuple[str, str]]:
    """The texts of the beads' sides."""
    return [
        tuple(" ".join(given.sides[side].runs[n].text or f"[{n}]" for n in bead.side(side)) for side in (0, 1))  # type: ignore[misc]  # a pair
        for bead in given.beads
    ]


@pytest.mark.parametrize("format_", ["tmx", "tsv", "jsonl", "tei", "xliff", "xliff12"])
def test_what_we_write_is_read_back(format_: str) -> None:
    given = read(EXPORTERS[format_](edition(), ExportOptions()), f"a.{format_}")
    assert [bead.probability for bead in given.beads] == [0.9, 0.25, 0.5]
    assert [bead.state for bead in given.beads] == [State.REVIEWED, State.TRANSLATED, State.TRANSLATED]
    assert [bead.note for bead in given.beads] == ["", "see", ""]
    assert [side.ids for side in given.sides] == [tuple(HERE), tuple(THERE)]
    assert [side.language and side.language.language for side in given.sides] == ["zh", "en"]
    texts = ["".join("".join(part) for part in pair) for pair in told(given)]
    wanted = ["雪下了一夜。It snowed all night.", "他走了。没有人送他。He left.Nobody\tsaw him off.", "Nobody."]
    assert ["".join(text.split()) for text in texts] == ["".join(text.split()) for text in wanted]
    assert given.left_out == ([], [])


@pytest.mark.parametrize(
    ("name", "to_doc", "from_doc", "many", "lone"),
    [
        ("b_zh.b_en.xml", "b_en", "b_zh", "1:2 1:3;1:2 1:3", "1:4;"),
        ("b_zh.b_en.xml", "b_zh", "b_en", "1:2 1:3;1:2 1:3", ";1:4"),
    ],
)
def test_intertext_writes_the_texts_in_either_order(
    name: str, to_doc: str, from_doc: str, many: str, lone: str
) -> None:
    files = {"b_zh.xml": ZH_XML, "b_en.xml": EN_XML}
    given = read(LINKS.format(to_doc, from_doc, many, lone), name, files)
    assert told(given) == [
        ("雪下了一夜。", "It snowed all night."),
        ("他走了。 没有人送他。", "He left. Nobody saw him off."),
        ("", "Nobody."),
    ]
    assert [bead.state for bead in given.beads] == [State.REVIEWED, State.TRANSLATED, State.TRANSLATED]


@pytest.mark.parametrize(
    "data",
    [
        "[0]:[0]\n[1, 2]:[1, 2]\n[]:[3]\n",
        "[0]:[0]:0.12\n[1,2]:[1,2]:-0.5\n\n[]:[3]:1e-3\n",
        "0\t0\t0.3\n1\t1\t0.2\n3\t3\t-0.1\n3\t4\t0\n",
        "1\t1\n3\t3\n3\t4\n",
    ],
)
def test_lines_of_numbers(data: str) -> None:
    assert told(read(data, texts=Texts(ZH, EN))) == [
        ("雪下了一夜。", "It snowed all night."),
        ("他走了。 没有人送他。", "He left. Nobody\tsaw him off."),
        ("", "Nobody."),
    ]
    assert told(read(data))[1] == ("[1] [2]", "[1] [2]")


def test_json_of_ours() -> None:
    beads = '[{"source": [0], "target": [0, 1], "probability": 0.5}]'
    data = f'{{"schema": 1, "beads": {beads}, "source": ["一"], "target": ["A", "B"]}}'
    given = read(data, "a.json")
    assert told(given) == [("一", "A B")]
    assert given.beads[0].probability == 0.5


def test_tables_and_memories_of_others() -> None:
    table = "原文\t译文\n他走了。没有人送他。\tHe left.\n\tNobody.\n"
    memory = """<tmx version="1.4"><header srclang="zh-CN"/><body>
    <tu><tuv xml:lang="en"><seg>He left.</seg></tuv><tuv xml:lang="zh-CN"><seg>他走了。没有人送他。</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>Nobody.</seg></tuv></tu></body></tmx>"""
    for given in (read(table, "a.tsv"), read(memory, "a.tmx")):
        assert told(given) == [("他走了。没有人送他。", "He left."), ("", "Nobody.")]
        assert [run.count for run in given.sides[0].runs] == [None]
        assert given.beads[0].probability is None


def test_a_file_of_sentences() -> None:
    assert read_lines("一。\r\n\n 二。 \n".encode(), name="zh.txt") == ("一。", "", "二。")


def test_sentences_that_are_in_no_bead_are_left_out() -> None:
    assert read("[0]:[0]\n[2]:[2]\n", texts=Texts(ZH, EN)).left_out == ([1], [1, 3])


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        ("", EmptyInput, "a.txt is empty; there is no alignment in it."),
        ("[]:[]\n", EmptyInput, "a.txt holds no bead."),
        ("[0]:[0]\n0-1\n", BadData, "a.txt, line 2: '0-1' is not like the lines before; correct it."),
        (
            "[0]:[0]\n[0,1]:[1]\n",
            BadData,
            "a.txt, line 2: the source sentence 0 is in two beads; take it out of one of them.",
        ),
        (
            "[0]:[7]\n",
            BadData,
            (
                "a.txt names the target sentence 7 (counted from 0), but the target has 4; "
                "give the text that it was made from."
            ),
        ),
        ('{"schema": 1}', BadData, "a.txt is not what duizhao align --json prints; write the file again."),
        (
            '{"schema": 2, "units": []}',
            UnreadableInput,
            "a.txt holds several translations; write each pair to a file of its own.",
        ),
        (
            '{"variants": [1]}',
            BadData,
            "a.txt, line 1: this is no unit as duizhao writes it; write the file again.",
        ),
        (
            "<html/>",
            UnreadableInput,
            (
                "a.txt holds no alignment that is known: its outermost element is <html>; "
                "give TMX, XLIFF, TEI that duizhao wrote, or links of InterText or XCES."
            ),
        ),
        (
            "He left.\n",
            UnreadableInput,
            (
                "a.txt holds no alignment that is known: there is one column in it; give TMX, XLIFF, TSV, XLSX, JSON, "
                "TEI that duizhao wrote, links of InterText or XCES, or lines such as [0,1]:[0]."
            ),
        ),
        (
            "id\ttype\tprobability\tstate\tsource\ttarget\tsource_ids\ttarget_ids\tnote\na\t1:1\t7\t\t一\tA\tz\te\t\n",
            BadData,
            "a.txt, line 2: the probability '7' is no number from 0 to 1.",
        ),
        (
            "id\ttype\tprobability\tstate\tsource\ttarget\tsource_ids\ttarget_ids\tnote\na\t1:1\t1\tdone\t一\tA\tz\te\t\n",
            BadData,
            "a.txt, line 2: there is no state 'done'; it can be initial, translated, reviewed, final.",
        ),
    ],
)
def test_what_is_refused(data: str, error: type[DuizhaoError], message: str) -> None:
    with pytest.raises(error) as caught:
        read(data, texts=Texts(ZH, EN))
    assert str(caught.value) == message


def test_a_link_to_a_sentence_that_is_not_there() -> None:
    files = {"b_zh.xml": ZH_XML, "b_en.xml": EN_XML}
    with pytest.raises(BadData, match=r"^b_zh\.b_en\.xml, line 3: b_zh\.xml has no sentence '1:9'\.$"):
        read(LINKS.format("b_en", "b_zh", "1:2;1:9", "1:4;"), "b_zh.b_en.xml", files)


def test_several_texts_side_by_side_are_refused() -> None:
    table = (
        "id\ttype\tprobability\tstate\ta\tb\tc\ta_ids\tb_ids\tc_ids\tnote\n1\t1:1:1\t1\tfinal\t一\tA\tB\tx\ty\tz\t\n"
    )
    with pytest.raises(UnreadableInput, match=r"^a\.tsv holds 3 texts side by side; write each pair"):
        read(table, "a.tsv")

"""Shapes in which journals print notes, numbers, pages and entries: what each quotation is tied to."""

from collections.abc import Callable

import pytest

from bitext.articles import Article
from bitext.documents import Document
from sources.article import read_article

Ties = list[tuple[str, str | None, str | None]]

NOTES = """The stove, Arden says, is "a kind of clock."1 Others disagree.2 Fenn calls it "the mother of
soot."3 And again: "nobody wound it, and it struck."4

Notes

1. Lena Q. Arden, The Flue and the Hour: A History (Leeds: Moor Press, 1999), 12.
2. See Maja Fenn, "Soot, Sugar, and Song," Northern Papers 4, no. 2 (2003): 9.
3. Fenn, "Soot, Sugar," 11 (emphasis in the original).
4. Arden (see note 1 above), 40.
"""
IN_COMMAS = """The lamp "was paid for in coal."¹ It is "a debt with a wick."²

Notes

1. Ada Holm, Lamps of the Kiln, trans. Jan Wren, Oslo: Vinter, 2004, p. 7.
2. Holm, Lamps of the Kiln, p. 9.
"""
TWO_WORKS = """Arden hears in it “a door that wants to be asked”; Fenn, on the other hand,
“a door that has been told.”[^1]

[^1]: Lena Arden, *The Flue* (Leeds: Moor, 1999), 12; Maja Fenn, *Soot* (Leeds: Moor, 2003), 9.
"""
HEREAFTER = """The house “kept its keys in other houses.”[^1] Later it “lent them back” (*FL*, 88).

[^1]: Lena Arden, *The Flue* (Leeds: Moor, 1999), 12; hereafter cited in the text as *FL*.
"""
FOREWORD = """Wren speaks of “a novel with the lid on.”[^2] The novel itself says “lift it and see.”[^1]

[^1]: Lena Arden, *The Flue* (Leeds: Moor, 1999), 12.
[^2]: Jan Wren, “Afterword,” in Arden, *The Flue*, 201.
"""
SHARED_NOTE = """小说写道：“灯还亮着，人已经走了。”①评论者称之为“没有主语的光”②，而结尾又说：“灯灭了，人又回来。”③

注释：
①③ 顾砚：《砖窑》，北方文艺出版社2001年版，第5页、第88页。
② 何晴：《光的语法》，《文学论坛》2004年第2期，第31页。
"""
ROUND = """小说写道：“灯还亮着，人已经走了。”（1）评论者称之为“没有主语的光”。（2）

注释：
（1）顾砚：《砖窑》，北方文艺出版社2001年版，第5页。
（2）见注（1），第9页。
"""
NAMED = """小說寫道：「燈還亮著，人已經走了。」(註1)論者稱之為「沒有主語的光」。(註2)她又說：「光也會餓。」(註3)

註釋

註1：顧硯，《磚窯》（臺北：北方，2001），頁5。
註2：何晴，〈光的語法〉，《文學論壇》2卷3期（2004年7月），頁31。
註3：何晴，前引文，頁33。
"""
NUMBERS = """她说“灯还亮着，人已经走了”[1]297，又说“光也会饿，也会自己去找吃的”[2](P31)，“砖是慢的水”[2]33-34。

[参 考 文 献]

[1] 顾砚. 砖窑[M]. 哈尔滨: 北方文艺出版社, 2001. [2] 何晴. 光的语法[J]. 文学论坛, 2004(2): 30-35.

收稿日期：2005-01-01
"""
HARVARD = """Arden and Wren (1999: 12) call it “a kind of clock”. For Fenn (2003: 9) it was “the mother of soot”.

References

Arden, L., Wren, J., 1999. The flue and the hour. Moor Press, Leeds.
Fenn, M., 2003. Soot. Northern Papers 4 (2), 1–20.
"""
RUN_TOGETHER = """Arden (1999) calls it “a kind of clock” (p. 12); van Holm (2003) disagrees: it is “the mother of
soot” (p. 9).

References

Arden, L. (1999). The flue and the hour. Moor Press. van Holm, M. (2003). Soot. Northern Papers, 4(2), 1–20.
"""

SHAPES: list[tuple[str, str, Ties]] = [
    (
        "notes without italics",
        NOTES,
        [
            ("a kind of clock.", "The Flue and the Hour: A History", "12"),
            ("the mother of soot.", "Soot, Sugar, and Song", "11"),
            ("nobody wound it, and it struck.", "The Flue and the Hour: A History", "40"),
        ],
    ),
    (
        "a place and publisher between commas",
        IN_COMMAS,
        [("was paid for in coal.", "Lamps of the Kiln", "7"), ("a debt with a wick.", "Lamps of the Kiln", "9")],
    ),
    (
        "two works in one note",
        TWO_WORKS,
        [("a door that wants to be asked", "The Flue", "12"), ("a door that has been told.", "Soot", "9")],
    ),
    (
        "a short form set in a note",
        HEREAFTER,
        [("kept its keys in other houses.", "The Flue", "12"), ("lent them back", "The Flue", "88")],
    ),
    (
        "an afterword",
        FOREWORD,
        [("a novel with the lid on.", "The Flue", "201"), ("lift it and see.", "The Flue", "12")],
    ),
    (
        "one note for two calls",
        SHARED_NOTE,
        [
            ("灯还亮着，人已经走了。", "砖窑", "5"),
            ("没有主语的光", "光的语法", "31"),
            ("灯灭了，人又回来。", "砖窑", "88"),
        ],
    ),
    ("notes in round brackets", ROUND, [("灯还亮着，人已经走了。", "砖窑", "5"), ("没有主语的光", "砖窑", "9")]),
    (
        "notes with their name",
        NAMED,
        [
            ("燈還亮著，人已經走了。", "磚窯", "5"),
            ("沒有主語的光", "光的語法", "31"),
            ("光也會餓。", "光的語法", "33"),
        ],
    ),
    (
        "pages behind numbers, entries in one paragraph",
        NUMBERS,
        [
            ("灯还亮着，人已经走了", "砖窑", "297"),
            ("光也会饿，也会自己去找吃的", "光的语法", "31"),
            ("砖是慢的水", "光的语法", "33-34"),
        ],
    ),
    (
        "years between commas",
        HARVARD,
        [("a kind of clock", "The flue and the hour", "12"), ("the mother of soot", "Soot", "9")],
    ),
    (
        "entries run together",
        RUN_TOGETHER,
        [("a kind of clock", "The flue and the hour", "12"), ("the mother of soot", "Soot", "9")],
    ),
]


@pytest.mark.parametrize(("text", "ties"), [shape[1:] for shape in SHAPES], ids=[shape[0] for shape in SHAPES])
def test_shape(text: str, ties: Ties, document: Callable[..., Document]) -> None:
    found = read_article(document(text, "article.md" if "[^1]" in text else "article.txt"))
    assert [(quote.text.replace("\n", " "), quote.work, quote.locator) for quote in found.quotations] == ties


CUT = """{before}

102                                      ARDEN AND WREN

{after}
"""


def _read(document: Callable[..., Document], text: str) -> Article:
    return read_article(document(text, "article.txt"))


def test_a_block_quotation_cut_by_a_page(document: Callable[..., Document]) -> None:
    pages = "\n".join(
        CUT.format(
            before=f"The lamp of year {year} was lit in the yard and nobody", after="could say by whom it was lit."
        )
        for year in (1951, 1952)
    ).replace("102", "{}")
    quoted = CUT.format(
        before="Arden considers the outer yard:\n\nA man may be generous in the yard, and it is there "
        "that he is most watched, that",
        after="he learns it last of all who live there. (68)\n\nHere is the lamp again.",
    ).replace("102", "{}")
    text = f"{pages}\n{quoted}\n\nWorks Cited\n\nArden, Lena. The Flue. Moor Press, 1999.\n".format(102, 103, 104)
    (found,) = _read(document, text).quotations
    assert found.block
    assert found.text.endswith("that he is most watched, that he learns it last of all who live there.")
    assert (found.work, found.locator) == ("The Flue", "68")


PAIRS = [
    ("en", "His collection From the Kiln (砖窑来信) was read aloud.", [("From the Kiln", "砖窑来信")]),
    (
        "en",
        "In The Man with the Paper Eyes (纸眼人) it rains. The Man with the Paper Eyes is long.",
        [("The Man with the Paper Eyes", "纸眼人")],
    ),
    ("en", "Her cousins in the villages (新界 was another country to us) had rice.", []),
    ("en", "The housing manual (香港, 1954) calls them temporary.", []),
    (
        "zh-Hans",
        "芭芭拉·约翰逊（Barbara Johnson）的《参照系》（Frame）",
        [("芭芭拉·约翰逊", "Barbara Johnson"), ("参照系", "Frame")],
    ),
    ("zh-Hans", "这本书由葛浩文（Howard Goldblatt）译成英文。", [("葛浩文", "Howard Goldblatt")]),
    (
        "zh-Hans",
        "作者提出了对位阅读（contrapuntal reading）。阅读是慢的，阅读也是快的。",
        [("对位阅读", "contrapuntal reading")],
    ),
    ("zh-Hans", "论文的扫描件（PDF）可以下载。", []),
]


@pytest.mark.parametrize(("language", "text", "pairs"), PAIRS)
def test_edges(language: str, text: str, pairs: list[tuple[str, str]], document: Callable[..., Document]) -> None:
    found = read_article(document(text, "article.txt", language)).pairs
    assert [(pair.source.text, pair.target.text) for pair in found] == pairs

"""Editions and a reader of EPUBs for the tests; the texts were written for them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from lxml import etree

from bitext.alignments import Alignment, Bead, State
from bitext.articles import (
    Article,
    Citation,
    CitedPart,
    Join,
    Localized,
    Located,
    Person,
    Place,
    Quotation,
    Reference,
    Resolution,
)
from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme, TranslatedBy
from bitext.documents import BlockId, BlockKind, Document, DocumentId, Mark, MarkKind, SegmentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Contributor, Edition, Metadata, Occurrence, SourceDescription, Step
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Concept, ConceptKind, Term, Termbase, TermStatus
from output.epub import to_epub
from output.options import ExportOptions

ZH: Final = LanguageTag("zh-Hans")
EN: Final = LanguageTag("en")
PINYIN: Final = LanguageTag("zh-Latn-pinyin")

_SENTENCE: Final = re.compile(r".*?[。！？.!?]+[”」]*\s*|.+", re.DOTALL)


def draft(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *marks: Mark, level: int = 0, key: str = "") -> Draft:
    """A block whose sentences end at stops."""
    spans = tuple(Span(*match.span()) for match in _SENTENCE.finditer(text))
    return Draft(text=text, kind=kind, marks=marks, level=level, key=key, segments=spans)


def heading(text: str, level: int = 1) -> Draft:
    return draft(text, BlockKind.HEADING, level=level)


def mark(text: str, word: str, kind: MarkKind, value: str = "") -> Mark:
    """A mark over a word of the text."""
    start = text.index(word)
    return Mark(Span(start, start + len(word)), kind, value)


def behind(text: str, word: str, kind: MarkKind, value: str = "") -> Mark:
    """A mark in the place behind a word."""
    end = text.index(word) + len(word)
    return Mark(Span(end, end), kind, value)


def document(
    id_: str, tag: LanguageTag, blocks: Iterable[Draft], notes: Iterable[Draft] = (), *, title: str = ""
) -> Document:
    return number(Drafted(blocks=tuple(blocks), notes=tuple(notes), title=title), DocumentId(id_), tag)


def aligned(source: Document, target: Document, types: str, *, reviewed: int = 0) -> Alignment:
    """An alignment by its bead types, such as `11 21 10`; the first beads were seen by a person."""
    sides = [segment.id for segment in source.segments], [segment.id for segment in target.segments]
    at = [0, 0]
    beads = []
    for count, (m, n) in enumerate((int(pair[0]), int(pair[1])) for pair in types.split()):
        ids = [tuple(side[start : start + size]) for side, start, size in zip(sides, at, (m, n), strict=True)]
        state = State.REVIEWED if count < reviewed else State.TRANSLATED
        beads.append(Bead(source=ids[0], target=ids[1], probability=1.0 if count < reviewed else 0.9, state=state))
        at = [at[0] + m, at[1] + n]
    return Alignment.covering(source, target, beads, method="hand")


METADATA: Final = Metadata(
    name="chalk",
    titles=(Localized("Chalk & Smoke", EN), Localized("粉笔", ZH)),
    contributors=(
        Contributor(name="某甲", role="aut", language=ZH, file_as="Jia, Mou"),
        Contributor(name="Mou Jia", role="aut", language=EN, file_as="Jia, Mou"),
        Contributor(name="T. Nobody", role="trl", document=DocumentId("en")),
        Contributor(name="某乙", role="ill"),
    ),
    sources=(
        SourceDescription(
            document=DocumentId("zh"),
            citation="某甲《粉笔》，手稿。",
            licence="CC0-1.0",
            licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        SourceDescription(document=DocumentId("en"), citation="Translated for a test.", licence="CC0-1.0"),
    ),
    publisher="Test & Sons",
    date="2026-11",
    modified=datetime(2026, 11, 22, 12, 30, 15, tzinfo=UTC),
    licence="CC0-1.0",
    description="A story in two languages.",
)

_ZH_1 = "那年冬天下了三场雪。烟囱一共三根，最高的在冶炼厂里。父亲说，白的是水汽，黄的是命。"
_EN_1 = (
    "That winter it snowed three times. There were three chimneys; the tallest was the smelter’s. "
    "White was steam, said my father, and yellow was life."
)
_ZH_2 = "夜里风一吹，它就敲玻璃。像有人要进来。没有人进来。"
_EN_2 = "At night the wind knocked it against the glass, as if somebody (某人) wanted to come in."
_EN_NOTE = "A smelter: see https://example.org."


SOLD: Final = replace(
    METADATA,
    subtitles=(Localized("A Story", EN), Localized("一个故事", ZH)),
    file_as="Chalk and Smoke",
    isbn="978-0-306-40615-7",
    rights="© 2026 Test & Sons",
    series=(Series(name="粉笔丛书", language=ZH, position=3, issn="0317-8471"), Series(name="Test Classics")),
    subjects=(
        Subject(text="Short stories", scheme=SubjectScheme.THEMA, code="FYB"),
        Subject(scheme=SubjectScheme.THEMA, code="1FPC"),
        Subject(text="FICTION / Short Stories", scheme=SubjectScheme.BISAC, code="FIC029000"),
        Subject(text="Chimneys", scheme=SubjectScheme.LCSH),
        Subject(scheme=SubjectScheme.CLC, code="I247.7"),
        Subject(text="烟囱"),
    ),
    accessibility=Accessibility(
        conforms_to="EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        certified_by="Test & Sons",
        credential="A test",
        report="https://example.org/report",
    ),
    sources=(
        replace(METADATA.sources[0], rights="© 某甲", isbn="0-306-40615-2"),
        replace(METADATA.sources[1], translated_by=TranslatedBy.MACHINE_REVISED, translation_tool="a program"),
    ),
)
"""Metadata of a book that is for sale."""


def source() -> Document:
    blocks = [
        heading("第一章　雪"),
        draft(
            _ZH_1,
            BlockKind.PARAGRAPH,
            Mark(Span(0, 0), MarkKind.PAGE, "12"),
            mark(_ZH_1, "命", MarkKind.EMPHASIS),
            mark(_ZH_1, "冶炼", MarkKind.RUBY, "yěliàn"),
            behind(_ZH_1, "三根", MarkKind.NOTE, "a"),
            behind(_ZH_1, "命", MarkKind.NOTE, "a"),
        ),
        draft(_ZH_2),
        draft("烟囱高，烟囱长，", BlockKind.VERSE),
        draft("烟囱底下是家乡。", BlockKind.VERSE),
        Draft(text="", kind=BlockKind.SEPARATOR),
        heading("第二章　粉笔"),
        draft("第二年春天来了一封信。", BlockKind.PARAGRAPH, Mark(Span(3, 3), MarkKind.PAGE, "13")),
        draft("信很短。"),
    ]
    return document("zh", ZH, blocks, [draft("厂在铁西。", BlockKind.NOTE, key="a")], title="粉笔")


def target() -> Document:
    blocks = [
        heading("Chapter One: Snow"),
        draft(
            _EN_1,
            BlockKind.PARAGRAPH,
            mark(_EN_1, "life", MarkKind.EMPHASIS),
            mark(_EN_1, "three chimneys", MarkKind.LINK, "https://example.org/a b"),
            behind(_EN_1, "chimneys", MarkKind.NOTE, "b"),
            behind(_EN_1, "yellow was ", MarkKind.IMAGE, "a chimney"),
        ),
        draft(_EN_2),
        draft("I have told this often. Never in the same way."),
        draft("Chimney high and chimney long,", BlockKind.VERSE),
        draft("underneath it I belong.", BlockKind.VERSE),
        Draft(text="", kind=BlockKind.SEPARATOR),
        heading("Chapter Two: Chalk"),
        draft("In spring there came a letter. It was short."),
    ]
    note = draft(_EN_NOTE, BlockKind.NOTE, mark(_EN_NOTE, "https://example.org", MarkKind.LINK, "#gone"), key="b")
    loose = draft("A note that nothing calls.", BlockKind.NOTE, key="c")
    return document("en", EN, blocks, [note, loose], title="Chalk")


CONCEPTS: Final = (
    Concept(
        id="chimney",
        terms=(
            Term(text="烟囱", language=ZH),
            Term(text="yāncōng", language=PINYIN),
            Term(text="chimney", language=EN),
            Term(text="funnel", language=EN, status=TermStatus.FORBIDDEN),
        ),
        note="Three stood there.",
    ),
    Concept(id="tiexi", terms=(Term(text="铁西", language=ZH),), kind=ConceptKind.PLACE),
    Concept(id="smelter", terms=(Term(text="冶炼厂", language=ZH), Term(text="smelter", language=EN))),
)


def occurrences(documents: Iterable[Document], words: Mapping[str, str]) -> Iterator[Occurrence]:
    """Where the words stand, each as its concept."""
    for each in documents:
        for block in each.blocks:
            for word, concept in words.items():
                for match in re.finditer(re.escape(word), block.text):
                    yield Occurrence(Place(block.id, Span(*match.span())), concept)


def story() -> Edition:
    """A story of two chapters with all that a block can hold, an omission, an addition and joined sentences."""
    zh, en = source(), target()
    words = {"烟囱": "chimney", "chimney": "chimney", "冶炼厂": "smelter", "smelter": "smelter"}
    return Edition(
        metadata=METADATA,
        documents=(zh, en),
        alignments=(aligned(zh, en, "11 11 11 11 21 10 01 01 11 11 11 11 11", reviewed=2),),
        termbase=Termbase(concepts=CONCEPTS),
        occurrences=tuple(occurrences((zh, en), words)),
        provenance=(Step(tool="duizhao", version="0.1.0", action="aligned"), Step(tool="pen", version="2", action="")),
    )


_QUOTE = "“The smoke was a clock” (Lin 4), writes Lin (林守真), and so does Xu (Lin 4; Xu 7)."
_BLOCK_QUOTE = "Nobody owned a watch. We went home when the smoke turned yellow."


def _reference(key: str, block: str, title: str, original: str) -> Reference:
    return Reference(
        key=key,
        kind="book",
        authors=(Person(family=key.title()),),
        title=title,
        raw="",
        place=Place(BlockId(block), Span(0, 3)),
        original_title=Localized(original, ZH),
    )


def essay() -> Edition:
    """An article with quotations, citations and works cited, and two originals, one of which was found."""
    article = document(
        "essay",
        EN,
        [
            heading("Reading Smoke"),
            draft(_QUOTE),
            draft(_BLOCK_QUOTE),
            draft("This sentence goes on behind a"),
            draft("page break."),
            heading("Works Cited", 2),
            draft("Lin, Shouzhen. The Clock (钟)."),
            draft("Xu, Wangbei. The Day (日)."),
        ],
        title="Reading Smoke",
    )
    lin = document("lin", ZH, [draft("烟是钟。没有人有表。烟一黄，我们就回家。")], title="钟")
    xu = document("xu", LanguageTag("zh-Hant"), [heading("第一節"), draft("日子到了。")])
    quoted = Span(1, _QUOTE.index("”"))
    parts = tuple(
        CitedPart(author=None, short_title=None, locator=None, reference=key, resolution=Resolution.EXPLICIT)
        for key in ("lin", "xu")
    )
    first, both = _QUOTE.index("(Lin 4),"), _QUOTE.index("(Lin 4;")
    read = Article(
        document=article.id,
        quotations=(
            Quotation(
                id="q2",
                place=Place(BlockId("essay.c1.p3"), Span(0, len(_BLOCK_QUOTE))),
                text=_BLOCK_QUOTE,
                block=True,
                resolution=Resolution.LAST_CITED,
                original=Located(
                    document=lin.id,
                    segments=(SegmentId("lin.c1.p1.s2"), SegmentId("lin.c1.p1.s3")),
                    probability=0.876,
                ),
            ),
            Quotation(
                id="q1",
                place=Place(BlockId("essay.c1.p2"), quoted),
                text=quoted.of(_QUOTE),
                block=False,
                resolution=Resolution.EXPLICIT,
                original_title=Localized("钟", ZH),
                original=Located(document=lin.id, segments=(SegmentId("lin.c1.p1.s1"),), probability=1.0),
            ),
        ),
        citations=(
            Citation(
                id="c1", place=Place(BlockId("essay.c1.p2"), Span(first, first + 7)), text="(Lin 4)", parts=parts[:1]
            ),
            Citation(
                id="c2", place=Place(BlockId("essay.c1.p2"), Span(both, both + 13)), text="(Lin 4; Xu 7)", parts=parts
            ),
        ),
        references=(
            _reference("lin", "essay.c2.p2", "The Clock", "钟"),
            _reference("xu", "essay.c2.p3", "The Day", "日"),
        ),
        joins=(Join(before=BlockId("essay.c1.p4"), after=BlockId("essay.c1.p5")),),
    )
    metadata = replace(
        METADATA,
        name="essay",
        titles=(Localized("Reading Smoke", EN),),
        contributors=(
            Contributor(name="E. Essayist", role="aut", document=article.id),
            Contributor(name="林守真", role="aut", document=lin.id),
        ),
        sources=(SourceDescription(document=lin.id, citation="林守真《钟》，2026年。"),),
    )
    return Edition(metadata=metadata, documents=(lin, xu, article), articles=(read,))


# --- reading a book ----------------------------------------------------------------------------------------------

X: Final = "{http://www.w3.org/1999/xhtml}"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_NOT_TEXT: Final = frozenset({"call", "image"})


def book(edition: Edition, *, layout: str = "", by: str = "", first: str = "", ncx: bool = True) -> dict[str, bytes]:
    """The files of the edition's EPUB, by their names."""
    return files(to_epub(edition, ExportOptions(layout=layout, by=by, first=first, ncx=ncx)))


def files(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages(members: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """The pages by their names, in reading order."""
    package = etree.fromstring(members["EPUB/content.opf"])
    paths = {item.get("id"): f"EPUB/{item.get('href')}" for item in package.iterfind(".//{*}item")}
    order = [paths[item.get("idref")] for item in package.iterfind(".//{*}itemref")]
    return {path: etree.fromstring(members[path]) for path in order}


def language_at(node: etree._Element) -> str:
    """The language that the nearest element around tells."""
    return next(found.get(XML_LANG, "") for found in (node, *node.iterancestors()) if found.get(XML_LANG))


def words(node: etree._Element) -> str:
    """The text of an element without readings, note numbers and words that stand for pictures."""
    if node.tag == f"{X}rt" or node.get("class") in _NOT_TEXT:
        return ""
    return (node.text or "") + "".join(words(child) + (child.tail or "") for child in node)


def by_id(roots: Iterable[etree._Element]) -> dict[str, etree._Element]:
    return {node.get("id", ""): node for root in roots for node in root.iter(f"{X}*") if node.get("id")}


def sentences(roots: Iterable[etree._Element], ids: Sequence[str]) -> list[tuple[str, str]]:
    """Ids and texts of the elements that have one of the ids, in order."""
    wanted = set(ids)
    return [
        (node.get("id", ""), words(node)) for root in roots for node in root.iter(f"{X}*") if node.get("id") in wanted
    ]

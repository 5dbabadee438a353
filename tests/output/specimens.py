"""Small editions, written for these tests: a story with one translation or two, and an essay that quotes it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

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
    Problem,
    Quotation,
    Reference,
    Resolution,
    TermPair,
)
from bitext.documents import BlockId, BlockKind, Document, DocumentId, Mark, MarkKind, SegmentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Contributor, Edition, Metadata, Occurrence, SourceDescription, Step
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Attestation, Concept, ConceptKind, Term, Termbase, TermStatus
from bitext.version import VERSION

ZH, HANT, EN, DE, PINYIN = (LanguageTag(tag) for tag in ("zh-Hans", "zh-Hant", "en", "de", "zh-Latn-pinyin"))


def draft(*sentences: str, gap: str = "", kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, **marks: str) -> Draft:
    """A block of sentences; each mark is named by its kind and the words it is on: `emphasis="静"`."""
    text = gap.join(sentences)
    starts = [sum(len(s) + len(gap) for s in sentences[:n]) for n in range(len(sentences))]
    return Draft(
        text=text,
        kind=kind,
        level=level,
        segments=tuple(Span(start, start + len(s)) for start, s in zip(starts, sentences, strict=True)),
        marks=tuple(Mark(at(text, words), MarkKind(kind_)) for kind_, words in marks.items()),
    )


def with_marks(draft_: Draft, *marks: tuple[str, MarkKind, str]) -> Draft:
    """The draft with marks that have values, on the words given, or behind them if the kind has no extent."""
    empty = (MarkKind.NOTE, MarkKind.PAGE, MarkKind.LINE, MarkKind.IMAGE)
    spans = ((at(draft_.text, words), kind, value) for words, kind, value in marks)
    made = (Mark(Span(s.end, s.end) if kind in empty else s, kind, value) for s, kind, value in spans)
    return Draft(
        text=draft_.text,
        kind=draft_.kind,
        level=draft_.level,
        segments=draft_.segments,
        marks=(*draft_.marks, *made),
        key=draft_.key,
    )


def at(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def heading(text: str, level: int = 1) -> Draft:
    return draft(text, kind=BlockKind.HEADING, level=level)


def document(
    id_: str, language: LanguageTag, title: str, blocks: Sequence[Draft], notes: Sequence[Draft] = ()
) -> Document:
    return number(Drafted(blocks=tuple(blocks), notes=tuple(notes), title=title), DocumentId(id_), language)


def pond() -> tuple[Document, Document]:
    """The story and its translation."""
    note = Draft(text="岸：池边。", kind=BlockKind.NOTE, segments=(Span(0, 5),), key="shore")
    zh = [
        heading("第一章　暮"),
        with_marks(
            draft("池水很静。", "李某站在岸上，看着\ue000。", "他不说话。", "夜来了。", emphasis="不说话"),
            ("看", MarkKind.RUBY, "kàn"),
            ("岸上", MarkKind.NOTE, "shore"),
            ("他不说话。", MarkKind.PAGE, "2"),
        ),
        heading("题诗", 2),
        draft("池水不语，", kind=BlockKind.VERSE),
        draft("鱼也不语。", kind=BlockKind.VERSE),
        draft("* * *", kind=BlockKind.SEPARATOR),
    ]
    en = [
        heading("Chapter One: Dusk"),
        with_marks(
            draft("The pond was still.", "Li stood on the bank, looking, & said nothing: “Hm.”", gap=" "),
            ("Li", MarkKind.LINK, "https://example.org/li?a=1&b=2"),
            ("Hm", MarkKind.FOREIGN, "zh-Latn-pinyin"),
        ),
        heading("A Verse", 2),
        draft("The pond is silent,", kind=BlockKind.VERSE),
        draft("and the fish too.", kind=BlockKind.VERSE),
        draft("* * *", kind=BlockKind.SEPARATOR),
        draft("Thus it ended.", kind=BlockKind.PARAGRAPH),
    ]
    return document("zh", ZH, "暮池", zh, [note]), document("en", EN, "A Pond at Dusk", en)


def german() -> Document:
    """The story once more: it keeps what the English leaves out, and begins its third sentence elsewhere."""
    de = [
        heading("Erstes Kapitel: Abend"),
        draft("Der Teich war still.", "Li stand am Ufer und sah hin.", "Er schwieg, und es wurde Nacht.", gap=" "),
        heading("Verse", 2),
        draft("Der Teich schweigt,", kind=BlockKind.VERSE),
        draft("und auch der Fisch.", kind=BlockKind.VERSE),
        draft("* * *", kind=BlockKind.SEPARATOR),
        draft("Mehr ist nicht zu sagen.", kind=BlockKind.PARAGRAPH),
    ]
    return document("de", DE, "Ein Teich am Abend", de)


def bead(
    source: str, target: str, probability: float, state: State = State.TRANSLATED, note: str = "", *, to: str = "en"
) -> Bead:
    """A bead by the short ids of its sentences: `c1.p2.s1 c1.p2.s2`."""
    return Bead(
        source=tuple(SegmentId(f"zh.{short}") for short in source.split()),
        target=tuple(SegmentId(f"{to}.{short}") for short in target.split()),
        probability=probability,
        state=state,
        note=note,
    )


def pond_alignment(zh: Document, en: Document) -> Alignment:
    beads = [
        bead("c1.p1.s1", "c1.p1.s1", 1.0),
        bead("c1.p2.s1", "c1.p2.s1", 0.97),
        bead("c1.p2.s2 c1.p2.s3", "c1.p2.s2", 0.62, State.REVIEWED, "“Hm.” is not in the Chinese"),
        bead("c1.p2.s4", "", 0.41),
        bead("c2.p1.s1", "c2.p1.s1", 0.99),
        bead("c2.p2.s1", "c2.p2.s1", 0.95),
        bead("c2.p3.s1", "c2.p3.s1", 0.91),
        bead("c2.p4.s1", "c2.p4.s1", 0.99),
        bead("", "c2.p5.s1", 0.88),
    ]
    return Alignment.covering(zh, en, beads, method="vectors 1.2, lengths")


def german_alignment(zh: Document, de: Document) -> Alignment:
    beads = [
        bead("c1.p1.s1", "c1.p1.s1", 1.0, to="de"),
        bead("c1.p2.s1", "c1.p2.s1", 0.9, to="de"),
        bead("c1.p2.s2", "c1.p2.s2", 0.8, to="de"),
        bead("c1.p2.s3 c1.p2.s4", "c1.p2.s3", 0.5, State.FINAL, to="de"),
        bead("c2.p1.s1", "c2.p1.s1", 1.0, to="de"),
        bead("c2.p2.s1", "c2.p2.s1", 1.0, to="de"),
        bead("c2.p3.s1", "c2.p3.s1", 1.0, to="de"),
        bead("c2.p4.s1", "c2.p4.s1", 1.0, to="de"),
        bead("", "c2.p5.s1", 0.25, to="de"),
    ]
    return Alignment.covering(zh, de, beads, method="lengths")


def versions() -> Edition:
    """The story with two translations."""
    edition = bitext()
    zh, de = edition.documents[0], german()
    return replace(
        edition,
        metadata=replace(edition.metadata, name="pond-3"),
        documents=(*edition.documents, de),
        alignments=(*edition.alignments, german_alignment(zh, de)),
    )


def termbase() -> Termbase:
    li = (Term(text="李某", language=ZH), Term(text="Li", language=EN), Term(text="Li Mou", language=PINYIN))
    pool = (
        Term(text="池水", language=ZH),
        Term(text="pond", language=EN, note="not pool"),
        Term(text="pool", language=EN, status=TermStatus.FORBIDDEN),
    )
    return Termbase(
        concepts=(
            Concept(id="pond", terms=pool, note="in both chapters"),
            Concept(id="li", terms=li, kind=ConceptKind.PERSON),
            Concept(
                id="mirror",
                terms=(Term(text="镜话", language=ZH), Term(text="Words on a Mirror", language=EN)),
                kind=ConceptKind.WORK,
                attestations=(Attestation(place="essay.c1.p2", source="essay.txt"),),
            ),
        )
    )


def metadata(name: str) -> Metadata:
    return Metadata(
        name=name,
        titles=(Localized("A Pond at Dusk", EN), Localized("暮池", ZH)),
        contributors=(
            Contributor(name="李某", role="aut", language=ZH, file_as="Li Mou", document=DocumentId("zh")),
            Contributor(name="Jane Doe", role="trl", document=DocumentId("en")),
            Contributor(name="Ann Roe", role="pfr"),
        ),
        sources=(
            SourceDescription(document=DocumentId("zh"), citation="李某：《暮池》，1931。", licence="public domain"),
        ),
        publisher="Example University",
        date="2026-11-22",
        modified=datetime(2026, 11, 22, 10, 15, tzinfo=UTC),
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        description="A short text and its translation.",
    )


def bitext() -> Edition:
    """A story, its translation, a term base."""
    zh, en = pond()
    base = Termbase(concepts=termbase().concepts[:2])
    return Edition(
        metadata=metadata("pond"),
        documents=(zh, en),
        alignments=(pond_alignment(zh, en),),
        termbase=base,
        occurrences=(
            Occurrence(Place(BlockId("en.c1.p2"), Span(4, 8)), "pond"),
            Occurrence(Place(BlockId("zh.c1.p2"), Span(0, 2)), "pond"),
            Occurrence(Place(BlockId("zh.c1.p2"), Span(5, 7)), "li"),
        ),
        provenance=(Step(tool="duizhao", version=VERSION, action="read zh from zh.txt as txt"),),
    )


_INLINE = "In Jing hua 镜话 (Words on a Mirror), Li writes that “a mirror does not see itself” (Li 12)."
_LEAD = "Of the pond she says more:"


def essay() -> Document:
    """The essay: an inline quotation, a block quotation, a paragraph that a page break divides, works cited."""
    blocks = [
        heading("Mirrors"),
        with_marks(draft(_INLINE), ("Jing hua", MarkKind.EMPHASIS, ""), ("Words on a Mirror", MarkKind.EMPHASIS, "")),
        draft(_LEAD),
        draft("The pond is still.", "It keeps every face.", "(14)", gap=" ", kind=BlockKind.QUOTE),
        draft("As they say, still waters run deep, and this one"),
        draft("runs deeper (Poe 3; Li 15–16)."),
        heading("Works Cited"),
        draft("Li, Mou. Words on a Mirror (镜话). Nanjing: Some Press, 1931.", kind=BlockKind.REFERENCE),
        draft("Poe, Ed, et al. “On Ponds.” Ponds 3.2 (2020): 1–20.", kind=BlockKind.REFERENCE),
    ]
    return document("essay", EN, "Mirrors", blocks)


def place(of: Document, block: str, words: str) -> Place:
    """Where the words stand in a block of the essay."""
    id_ = BlockId(f"essay.{block}")
    return Place(id_, at(of.block_by_id[id_].text, words))


def reference(of: Document, block: str, key: str, **fields: object) -> Reference:
    text = of.block_by_id[BlockId(f"essay.{block}")].text
    return Reference(key=key, raw=text, place=place(of, block, text), **fields)  # type: ignore[arg-type]


def essay_article(of: Document) -> Article:
    """What is to be read from the essay."""
    pair = TermPair(
        source=Localized("Words on a Mirror", EN),
        target=Localized("镜话", ZH),
        kind=ConceptKind.WORK,
        place=place(of, "c1.p2", "Jing hua 镜话 (Words on a Mirror)"),
        mentions=tuple(place(of, "c1.p2", words) for words in ("Jing hua", "镜话", "Words on a Mirror")),
        romanized="Jing hua",
    )
    explicit = Resolution.EXPLICIT
    return Article(
        document=of.id,
        pairs=(pair,),
        quotations=(
            Quotation(
                id="q1",
                place=place(of, "c1.p2", "a mirror does not see itself"),
                text="a mirror does not see itself",
                block=False,
                resolution=explicit,
                citation="c1",
                locator="12",
                reference="li1931",
                original=Located(document=DocumentId("zh"), segments=(SegmentId("zh.c1.p2.s1"),), probability=0.8),
            ),
            Quotation(
                id="q2",
                place=place(of, "c1.p4", "The pond is still. It keeps every face."),
                text="The pond is still. It keeps every face.",
                block=True,
                resolution=Resolution.LEAD_IN,
                citation="c2",
                locator="14",
                reference="li1931",
            ),
            Quotation(
                id="q3",
                place=place(of, "c1.p5", "still waters run deep"),
                text="still waters run deep",
                block=False,
                resolution=Resolution.SAYING,
            ),
        ),
        citations=(
            Citation(id="c1", place=place(of, "c1.p2", "(Li 12)"), text="(Li 12)", parts=(part("12", "li1931"),)),
            Citation(id="c2", place=place(of, "c1.p4", "(14)"), text="(14)", parts=(part("14", "li1931"),)),
            Citation(
                id="c3",
                place=place(of, "c1.p6", "(Poe 3; Li 15–16)"),
                text="(Poe 3; Li 15–16)",
                parts=(part("3", "poe2020"), part("15–16", "li1931")),
            ),
        ),
        references=(
            reference(
                of,
                "c2.p2",
                "li1931",
                kind="book",
                authors=(Person(family="Li", given="Mou", original="李某"),),
                title="Words on a Mirror",
                original_title=Localized("镜话", ZH),
                publisher="Some Press",
                publisher_place="Nanjing",
                year=1931,
            ),
            reference(
                of,
                "c2.p3",
                "poe2020",
                kind="article-journal",
                authors=(Person(family="Poe", given="Ed"),),
                more_authors=True,
                title="On Ponds",
                container="Ponds",
                volume="3",
                issue="2",
                pages="1–20",
                year=2020,
            ),
        ),
        problems=(
            Problem(
                code="A004",
                message="Page 3 of Poe is before the entry's first page.",
                place=place(of, "c1.p6", "Poe 3"),
                hint="Look it up.",
            ),
        ),
        joins=(Join(before=BlockId("essay.c1.p5"), after=BlockId("essay.c1.p6")),),
    )


def part(locator: str, key: str) -> CitedPart:
    return CitedPart(author=None, short_title=None, locator=locator, reference=key, resolution=Resolution.EXPLICIT)


def article() -> Edition:
    """An essay, the story that it quotes with its translation, and a term base, in one edition."""
    zh, en = pond()
    text = essay()
    return Edition(
        metadata=metadata("mirrors"),
        documents=(text, zh, en),
        alignments=(pond_alignment(zh, en),),
        articles=(essay_article(text),),
        termbase=termbase(),
        occurrences=(Occurrence(Place(BlockId("zh.c1.p2"), Span(0, 2)), "pond"),),
    )

"""Small random editions with text that is hard on markup, for the laws of all exporters."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from hypothesis import strategies as st

from bitext.alignments import Alignment, Bead, State
from bitext.articles import (
    Article,
    Citation,
    CitedPart,
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
from bitext.catalogue import Accessibility, Series, Subject, SubjectScheme, TranslatedBy
from bitext.documents import Block, BlockKind, Document, DocumentId, Mark, MarkKind, Resource, SegmentId
from bitext.drafts import Draft, Drafted, number
from bitext.editions import Contributor, Edition, Metadata, Occurrence, SourceDescription, Step
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Attestation, CaseRule, Concept, ConceptKind, Context, Matching, Term, Termbase, TermStatus

Draw = st.DrawFn

_PIECES: Final = (
    *"ab Z.!?\"'&<>-|/\\=+#%",
    *"池水很静。，“”《》　",
    "]]>",
    "&amp;",
    "<b>",
    "𠮷",  # outside the BMP
    "e\u0301",  # a combining accent
    "葛\U000e0100",  # a variation selector
    "豈",  # a compatibility ideograph, which NFC would change
    "\u200f",
    "\u202e",  # right to left
    "\u00a0",
    "\u2028",
    "\u0085",
    "\n",
    "\t",
    "\r",
    "\ue000",
    "\U000f0001",  # private use
    "\ufeff",
)
_WIDE: Final = (
    MarkKind.EMPHASIS,
    MarkKind.STRONG,
    MarkKind.SUPERSCRIPT,
    MarkKind.SUBSCRIPT,
    MarkKind.RUBY,
    MarkKind.FOREIGN,
    MarkKind.LINK,
)
_EMPTY: Final = (MarkKind.PAGE, MarkKind.LINE, MarkKind.IMAGE)

PICTURE: Final = Resource("a.png", "image/png", b"\x89PNG\r\n\x1a\n")
"""A picture of a document; its bytes are never looked at."""

texts = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
filled = texts.filter(str.strip)
"""Texts that are not blank."""

tags = st.sampled_from(["zh-Hans", "zh-Hant", "en", "ja", "de-AT", "zh-Latn-pinyin"]).map(LanguageTag)
_links = st.one_of(
    texts, st.sampled_from(["https://example.org/a?b=c#d", "#zh.c1", "#gone", "mailto:a@b.c", "x y", "%zz"])
)


@st.composite
def spans(draw: Draw, text: str) -> Span:
    """A stretch of the text, perhaps empty."""
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return Span(start, end)


@st.composite
def marks(draw: Draw, text: str, note_keys: Sequence[str]) -> Mark:
    """A mark that a reader could make."""
    kind = draw(st.sampled_from([*_WIDE, *_EMPTY, *([MarkKind.NOTE] if note_keys else [])]))
    span = draw(spans(text))
    if kind in _WIDE:
        values = {MarkKind.RUBY: texts, MarkKind.FOREIGN: st.one_of(tags, st.just("")), MarkKind.LINK: _links}
        return Mark(span, kind, draw(values.get(kind, st.just(""))))
    value = draw(st.sampled_from(note_keys) if kind is MarkKind.NOTE else texts)
    target = draw(st.sampled_from(["", PICTURE.name])) if kind is MarkKind.IMAGE else ""
    return Mark(Span(span.start, span.start), kind, value, target)


@st.composite
def drafts(draw: Draw, kind: BlockKind, note_keys: Sequence[str], language: str, key: str = "") -> Draft:
    """A block of one kind, with overlapping marks, divided into sentences or not; some are in another language."""
    text = draw(texts)
    edges = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    levels = {BlockKind.HEADING: st.integers(0, 4), BlockKind.LIST_ITEM: st.integers(0, 3)}
    return Draft(
        text=text,
        kind=kind,
        marks=tuple(draw(st.lists(marks(text, note_keys), max_size=4))),
        level=draw(levels.get(kind, st.just(0))),
        language=draw(st.one_of(st.none(), tags.filter(lambda tag: tag != language))),
        segments=tuple(Span(a, b) for a, b in pairwise(edges)) if draw(st.integers(0, 4)) else (),
        key=key,
    )


@st.composite
def documents(draw: Draw, id_: str = "zh", language: str = "zh-Hans") -> Document:
    """A document of some blocks of any kind, with notes."""
    keys = [f"n{n}" for n in range(draw(st.integers(0, 2)))]
    kinds = st.sampled_from(list(BlockKind))
    drafted = Drafted(
        blocks=tuple(draw(st.lists(kinds.flatmap(lambda kind: drafts(kind, keys, language)), max_size=6))),
        notes=tuple(draw(drafts(BlockKind.NOTE, keys, language, key)) for key in keys),
        title=draw(texts),
        resources=(PICTURE,),
    )
    return number(drafted, DocumentId(id_), LanguageTag(language))


@st.composite
def alignments(draw: Draw, source: Document, target: Document) -> Alignment:
    """Any alignment of two documents."""
    return Alignment.covering(source, target, draw(beads(_ids(source), _ids(target))), method=draw(texts))


@st.composite
def beads(draw: Draw, source: Sequence[SegmentId], target: Sequence[SegmentId]) -> list[Bead]:
    """Beads that use up both sides."""
    found = []
    i = j = 0
    while i < len(source) or j < len(target):
        m, n = draw(st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1)]))
        sides = source[i : i + m], target[j : j + n]
        if any(sides):
            found.append(
                Bead(
                    source=tuple(sides[0]),
                    target=tuple(sides[1]),
                    probability=draw(st.floats(0, 1)),
                    state=draw(st.sampled_from(State)),
                    note=draw(texts),
                )
            )
        i, j = i + m, j + n
    return found


def _ids(document: Document) -> list[SegmentId]:
    return [segment.id for segment in document.segments]


@st.composite
def places(draw: Draw, blocks: Sequence[Block]) -> Place:
    """A stretch of one of the blocks, of one character at least."""
    block = draw(st.sampled_from(blocks))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(block.text) - 1)] * 2)))
    return Place(block.id, Span(start, end + 1))


@st.composite
def articles(draw: Draw, document: Document, originals: Sequence[Document]) -> Article:
    """Quotations, citations, works, names and problems anywhere in the document, which need not make sense."""
    blocks = [block for block in (*document.blocks, *document.notes) if block.text]
    if not blocks:
        return Article(document=document.id)
    anywhere = places(blocks)
    keys = [f"k_{n}双" for n in range(draw(st.integers(0, 2)))]
    cited = [f"c{n}" for n in range(draw(st.integers(0, 2)))]
    return Article(
        document=document.id,
        references=tuple(draw(references(key, anywhere)) for key in keys),
        citations=tuple(draw(citations(id_, document, anywhere, keys)) for id_ in cited),
        quotations=tuple(
            draw(quotations(f"q{n}", document=document, anywhere=anywhere, keys=keys, cited=cited, originals=originals))
            for n in range(draw(st.integers(0, 3)))
        ),
        pairs=tuple(draw(st.lists(pairs(anywhere), max_size=2))),
        problems=tuple(draw(st.lists(problems(anywhere), max_size=1))),
    )


@st.composite
def references(draw: Draw, key: str, anywhere: st.SearchStrategy[Place]) -> Reference:
    """A work cited."""
    maybe = st.one_of(st.none(), texts)
    person = st.builds(Person, family=texts, given=texts, role=st.sampled_from(["author", "director"]), original=texts)
    return Reference(
        key=key,
        kind=draw(st.sampled_from(["book", "article-journal", "chapter", "motion_picture", "thesis", ""])),
        authors=tuple(draw(st.lists(person, max_size=2))),
        title=draw(texts),
        raw="",
        place=draw(anywhere),
        original_title=draw(st.one_of(st.none(), st.builds(Localized, texts, tags))),
        more_authors=draw(st.booleans()),
        editors=draw(texts),
        container=draw(maybe),
        publisher=draw(maybe),
        year=draw(st.one_of(st.none(), st.integers(-300, 12000))),
        volume=draw(maybe),
        issue=draw(maybe),
        pages=draw(st.one_of(maybe, st.sampled_from(["1–6", "935–40", "e12482"]))),
        doi=draw(maybe),
        second_container=draw(maybe),
        url=draw(st.one_of(st.none(), _links)),
        romanized_title=draw(maybe),
        translators=draw(texts),
    )


@st.composite
def citations(
    draw: Draw, id_: str, document: Document, anywhere: st.SearchStrategy[Place], keys: Sequence[str]
) -> Citation:
    """A printed citation of one or two works, perhaps with a locator that is printed in it."""
    place = draw(anywhere)
    text = place.span.of(document.block_by_id[place.block].text)
    locators = st.one_of(st.none(), spans(text).map(lambda span: span.of(text)))
    part = st.builds(
        CitedPart,
        author=st.none(),
        short_title=st.none(),
        locator=locators,
        reference=st.sampled_from([None, "gone", *keys]),
        resolution=st.sampled_from(Resolution),
    )
    return Citation(id=id_, place=place, text=text, parts=tuple(draw(st.lists(part, min_size=1, max_size=2))))


@st.composite
def quotations(
    draw: Draw,
    id_: str,
    *,
    document: Document,
    anywhere: st.SearchStrategy[Place],
    keys: Sequence[str],
    cited: Sequence[str],
    originals: Sequence[Document],
) -> Quotation:
    """A quotation, perhaps in two places, perhaps with its original."""
    place = draw(anywhere)
    sentences = [(other.id, segment.id) for other in originals for segment in other.segments]
    located = (
        st.builds(
            lambda pair, p: Located(document=pair[0], segments=(pair[1],), probability=p),
            _one_of(sentences),
            st.floats(0, 1),
        )
        if sentences
        else st.none()
    )
    return Quotation(
        id=id_,
        place=place,
        text=place.span.of(document.block_by_id[place.block].text),
        block=draw(st.booleans()),
        resolution=draw(st.sampled_from(Resolution)),
        citation=draw(st.sampled_from([None, *cited])),
        reference=draw(st.sampled_from([None, "gone", *keys])),
        locator=draw(st.sampled_from([None, "12", "1–6", "ch. 2"])),
        original=draw(st.one_of(st.none(), located)),
        rest=tuple(draw(st.lists(anywhere, max_size=1))),
    )


def _one_of(pairs_: Sequence[tuple[DocumentId, SegmentId]]) -> st.SearchStrategy[tuple[DocumentId, SegmentId]]:
    return st.sampled_from(pairs_)


@st.composite
def pairs(draw: Draw, anywhere: st.SearchStrategy[Place]) -> TermPair:
    """A bilingual name and some mentions."""
    forms = st.builds(Localized, filled, tags)
    return TermPair(
        source=draw(forms),
        target=draw(forms),
        kind=draw(st.sampled_from(ConceptKind)),
        place=draw(anywhere),
        mentions=tuple(draw(st.lists(anywhere, max_size=3))),
    )


@st.composite
def problems(draw: Draw, anywhere: st.SearchStrategy[Place]) -> Problem:
    """A problem somewhere or nowhere."""
    return Problem(code="A001", message=draw(texts), place=draw(st.one_of(st.none(), anywhere)), hint=draw(texts))


@st.composite
def termbases(draw: Draw) -> Termbase:
    """Some concepts."""
    terms = st.builds(
        Term,
        text=filled,
        language=tags,
        status=st.sampled_from(TermStatus),
        note=texts,
        case=st.sampled_from(CaseRule),
        matching=st.sampled_from([matching for matching in Matching if matching is not Matching.REGEX]),
        contexts=st.lists(st.sampled_from(["!_显", "诗人_", "唐代", "a_b"]).map(Context.parse), max_size=2).map(tuple),
    )
    attestations = st.builds(Attestation, place=st.sampled_from(["zh.c1.p1", "gone"]), source=texts)
    return Termbase(
        concepts=tuple(
            Concept(
                id=f"c{n}",
                terms=tuple(draw(st.lists(terms, min_size=1, max_size=3))),
                kind=draw(st.sampled_from(ConceptKind)),
                note=draw(texts),
                attestations=tuple(draw(st.lists(attestations, max_size=2))),
                scope=tuple(draw(st.lists(st.sampled_from(["zh", "zh.c1"]), max_size=2))),
            )
            for n in range(draw(st.integers(0, 3)))
        )
    )


_isbns = st.sampled_from(["", "978-0-306-40615-7", "0306406152"])
_translators = st.one_of(
    st.fixed_dictionaries({"translated_by": st.sampled_from([None, TranslatedBy.PERSON])}),
    st.fixed_dictionaries({"translated_by": st.just(TranslatedBy.MACHINE), "translation_tool": texts}),
)
_series = st.builds(
    Series,
    name=filled,
    language=st.one_of(st.none(), tags),
    position=st.one_of(st.none(), st.integers(0, 99)),
    issn=st.sampled_from(["", "0317-8471"]),
)
_subjects = st.one_of(
    st.builds(Subject, text=filled, scheme=st.sampled_from([SubjectScheme.KEYWORD, SubjectScheme.LCSH])),
    st.builds(Subject, text=texts, scheme=st.just(SubjectScheme.THEMA), code=st.sampled_from(["FYB", "1FPC"])),
    st.builds(Subject, text=texts, scheme=st.just(SubjectScheme.CLC), code=st.just("I247.7")),
)
_accessibility = st.one_of(
    st.builds(Accessibility, summary=texts),
    st.builds(
        Accessibility,
        conforms_to=st.just("EPUB Accessibility 1.1 - WCAG 2.2 Level AA"),
        certified_by=filled,
        credential=texts,
        report=_links,
    ),
)


@st.composite
def metadata(draw: Draw, ids: Sequence[DocumentId]) -> Metadata:
    """What a catalogue wants to know."""
    documents_ = st.sampled_from([None, *ids])
    contributor = st.builds(
        Contributor,
        name=texts,
        role=st.sampled_from(["aut", "trl", "edt", "ill", "pfr", "zzz"]),
        language=st.one_of(st.none(), tags),
        file_as=texts,
        document=documents_,
    )
    described = st.sets(st.sampled_from(ids), max_size=2) if ids else st.just(set[DocumentId]())
    sources = (
        SourceDescription(
            document=id_,
            citation=draw(filled),
            licence=draw(texts),
            licence_url=draw(_links),
            rights=draw(texts),
            isbn=draw(_isbns),
            **draw(_translators),
        )
        for id_ in sorted(draw(described), key=list(ids).index)
    )
    return Metadata(
        name="edition",
        titles=tuple(draw(st.lists(st.builds(Localized, texts, tags), min_size=1, max_size=2))),
        contributors=tuple(draw(st.lists(contributor, max_size=2))),
        sources=tuple(sources),
        publisher=draw(texts),
        date=draw(st.sampled_from(["", "2026", "2026-11", "2026-11-22"])),
        licence=draw(texts),
        licence_url=draw(_links),
        description=draw(texts),
        identifier=draw(st.sampled_from(["", "10.5281/zenodo.1", "978-7-5306-6991-8"])),
        subtitles=tuple(draw(st.lists(st.builds(Localized, texts, tags), max_size=2))),
        file_as=draw(texts),
        isbn=draw(_isbns),
        rights=draw(texts),
        series=tuple(draw(st.lists(_series, max_size=2))),
        subjects=tuple(draw(st.lists(_subjects, max_size=3))),
        accessibility=draw(_accessibility),
    )


@st.composite
def editions(draw: Draw, *, with_article: bool | None = None) -> Edition:
    """A pair of documents with their alignment, a term base, and perhaps an article about them."""
    pair = draw(documents("zh", "zh-Hans")), draw(documents("en", "en"))
    termbase = draw(termbases())
    wants_article = draw(st.booleans()) if with_article is None else with_article
    essay = [draw(documents("essay", "en"))] if wants_article else []
    everything = (*pair, *essay)
    steps = st.builds(Step, tool=st.sampled_from(["duizhao", "a b"]), version=texts, action=texts)
    return Edition(
        metadata=draw(metadata([document.id for document in everything])),
        documents=everything,
        alignments=(draw(alignments(*pair)),),
        articles=tuple(draw(articles(document, pair)) for document in essay),
        termbase=termbase,
        occurrences=tuple(sorted(draw(occurrences(everything, termbase)))),
        provenance=tuple(draw(st.lists(steps, max_size=2))),
    )


@st.composite
def editions_of_versions(draw: Draw, *, most: int = 4) -> Edition:
    """An original with two translations or more."""
    languages = ["zh-Hans", "en", "de-AT", "ja"][: draw(st.integers(3, most))]
    pivot, *others = (draw(documents(f"v{place}", language)) for place, language in enumerate(languages))
    return Edition(
        metadata=draw(metadata([document.id for document in (pivot, *others)])),
        documents=(pivot, *others),
        alignments=tuple(draw(st.permutations([draw(alignments(pivot, other)) for other in others]))),
    )


def occurrences(documents_: Sequence[Document], termbase: Termbase) -> st.SearchStrategy[set[Occurrence]]:
    """Places that name concepts; there are none without concepts or text."""
    blocks = [block for document in documents_ for block in document.blocks if block.text]
    if not blocks or not termbase.concepts:
        return st.just(set())
    concepts = st.sampled_from([concept.id for concept in termbase.concepts])
    return st.sets(st.builds(Occurrence, places(blocks), concepts), max_size=3)

"""Concepts are attested where both sides of a bead have them."""

from bitext.alignments import Alignment, Bead
from bitext.documents import Block, BlockId, BlockKind, Division, DivisionId, Document, DocumentId, SegmentId
from bitext.drafts import segments_at
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Attestation, Concept, Term, Termbase
from glossary.attestation import attested

BASE = Termbase(
    concepts=tuple(
        Concept(
            id=id_, terms=(Term(text=zh, language=LanguageTag("zh-Hans")), Term(text=en, language=LanguageTag("en")))
        )
        for id_, zh, en in (("chimney", "烟囱", "chimney"), ("snow", "雪", "snow"), ("street", "小街", "Lane"))
    )
)


def document(name: str, language: str, *sentences: str) -> Document:
    text = "".join(sentences)
    ends = [sum(map(len, sentences[: count + 1])) for count in range(len(sentences))]
    spans = [Span(end - len(sentence), end) for end, sentence in zip(ends, sentences, strict=True)]
    block = BlockId(f"{name}.p1")
    return Document(
        id=DocumentId(name),
        language=LanguageTag(language),
        divisions=(
            Division(
                id=DivisionId(f"{name}.c1"),
                level=1,
                blocks=(
                    Block(id=block, kind=BlockKind.PARAGRAPH, text=text, segments=segments_at(block, text, spans)),
                ),
            ),
        ),
    )


SOURCE = document("zh", "zh-Hant", "下雪了。", "煙囪還在。", "小街很長。", "煙囪也長。")
TARGET = document("en", "en", "The chimney stood. ", "A long street. ", "The lane! ")


def bead(source: str, target: str) -> Bead:
    return Bead(
        source=tuple(SegmentId(f"zh.p1.s{number}") for number in source),
        target=tuple(SegmentId(f"en.p1.s{number}") for number in target),
    )


ALIGNMENT = Alignment.covering(SOURCE, TARGET, [bead("12", "1"), bead("3", "2"), bead("4", ""), bead("", "3")])


def test_a_concept_is_attested_at_its_segment_of_the_source() -> None:
    base = attested(BASE, ALIGNMENT, SOURCE, TARGET)
    places = {concept.id: [attestation.place for attestation in concept.attestations] for concept in base.concepts}
    assert places == {"chimney": ["zh.p1.s2"], "snow": [], "street": []}


def test_nothing_is_attested_twice_or_lost() -> None:
    old = Attestation(place="a.p1", source="article")
    first = Termbase(concepts=(Concept(id="chimney", terms=BASE.concepts[0].terms, attestations=(old,)),))
    once = attested(first, ALIGNMENT, SOURCE, TARGET)
    assert once.concepts[0].attestations == (old, Attestation(place="zh.p1.s2", source="zh"))
    assert attested(once, ALIGNMENT, SOURCE, TARGET) == once

"""Overlapping annotations: nested, chained, and never through a sentence."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bitext.documents import BlockId
from bitext.spans import Span
from output.markup import Element, Node, element, xml
from output.tei.inline import Annotation, Rank, woven

_BLOCK = BlockId("b")


def written(text: str, *annotations: Annotation) -> str:
    return xml(element("p", None, *woven(_BLOCK, text, annotations))).decode().splitlines()[1]


def sentence(start: int, end: int) -> Annotation:
    return Annotation(span=Span(start, end), name="s", rank=Rank.SENTENCE, attributes={"xml:id": f"s{start}"})


def phrase(start: int, end: int, name: str = "hi", **more: str) -> Annotation:
    return Annotation(span=Span(start, end), name=name, attributes=more)


def plain(nodes: Sequence[Node]) -> str:
    return "".join(node if isinstance(node, str) else plain(tuple(node.children)) for node in nodes)


def test_a_mark_in_a_sentence() -> None:
    assert written("Go on.", sentence(0, 6), phrase(3, 5)) == '<p><s xml:id="s0">Go <hi>on</hi>.</s></p>'


def test_a_mark_around_whole_sentences_is_one_element() -> None:
    assert written("A. B.", sentence(0, 2), sentence(3, 5), phrase(0, 5)) == (
        '<p><hi><s xml:id="s0">A.</s> <s xml:id="s3">B.</s></hi></p>'
    )


def test_a_mark_through_a_sentence_is_chained() -> None:
    assert written("A. Bc.", sentence(0, 2), sentence(3, 6), phrase(0, 4)) == (
        '<p><hi xml:id="b.part1" next="#b.part2"><s xml:id="s0">A.</s> </hi>'
        '<s xml:id="s3"><hi xml:id="b.part2" prev="#b.part1">B</hi>c.</s></p>'
    )


def test_marks_that_cross_each_other() -> None:
    assert written("abc", phrase(0, 2, "hi"), phrase(1, 3, "ref")) == (
        '<p><hi>a<ref xml:id="b.part1" next="#b.part2">b</ref></hi><ref xml:id="b.part2" prev="#b.part1">c</ref></p>'
    )


def test_a_reading_in_parts_is_written_once() -> None:
    ruby = Annotation(span=Span(1, 3), name="ruby", inner="rb", last=(element("rt", None, "kàn"),))
    assert written("他看着。", sentence(0, 2), sentence(2, 4), ruby) == (
        '<p><s xml:id="s0">他<ruby xml:id="b.part1" next="#b.part2"><rb>看</rb><rt>kàn</rt></ruby></s>'
        '<s xml:id="s2"><ruby xml:id="b.part2" prev="#b.part1"><rb>着</rb><rt/></ruby>。</s></p>'
    )


def test_a_note_stands_in_the_sentence_before_it_a_page_between() -> None:
    note = Annotation(span=Span(2, 2), name="ptr", leans_left=True)
    page = Annotation(span=Span(2, 2), name="pb")
    assert written("一。二。", sentence(0, 2), sentence(2, 4), page, note) == (
        '<p><s xml:id="s0">一。<ptr/></s><pb/><s xml:id="s2">二。</s></p>'
    )


def test_a_quotation_or_its_last_part_is_in_a_cit() -> None:
    bibl = (element("bibl"),)
    quote = Annotation(span=Span(3, 5), name="quote", rank=Rank.QUOTATION, beside=bibl)
    assert written("He: Hm.", sentence(0, 7), quote) == (
        '<p><s xml:id="s0">He:<cit><quote> H</quote><bibl/></cit>m.</s></p>'
    )
    broken = Annotation(span=Span(1, 4), name="quote", rank=Rank.QUOTATION, beside=bibl)
    assert written("A. B.", sentence(0, 2), sentence(3, 5), broken).endswith(
        '<s xml:id="s3"><cit><quote xml:id="b.part2" prev="#b.part1">B</quote><bibl/></cit>.</s></p>'
    )


def test_no_phrase_is_around_a_citation() -> None:
    cited = Annotation(span=Span(2, 4), name="bibl", rank=Rank.CITATION)
    locator = Annotation(span=Span(2, 3), name="citedRange", rank=Rank.LOCATOR)
    assert written("ab12c", phrase(0, 5), cited, locator) == (
        '<p><hi xml:id="b.part1" next="#b.part2">ab</hi>'
        '<bibl><citedRange><hi xml:id="b.part2" next="#b.part3" prev="#b.part1">1</hi></citedRange>'
        '<hi xml:id="b.part3" next="#b.part4" prev="#b.part2">2</hi></bibl>'
        '<hi xml:id="b.part4" prev="#b.part3">c</hi></p>'
    )


def test_what_an_annotation_is_chained_to_elsewhere_is_kept_at_its_ends() -> None:
    quote = Annotation(
        span=Span(1, 3),
        name="quote",
        rank=Rank.QUOTATION,
        attributes={"xml:id": "q", "prev": "#before", "next": "#behind"},
    )
    assert written("a.b.", sentence(0, 2), sentence(2, 4), quote) == (
        '<p><s xml:id="s0">a<quote xml:id="q" prev="#before" next="#b.part1">.</quote></s>'
        '<s xml:id="s2"><quote xml:id="b.part1" prev="#q" next="#behind">b</quote>.</s></p>'
    )


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Annotation]]:
    text = draw(st.text("ab。 ", max_size=12))
    edges = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    sentences = [sentence(a, b) for a, b in pairwise(edges)]
    two = st.tuples(*[st.integers(0, len(text))] * 2).map(sorted)
    ranks = [Rank.QUOTATION, Rank.CITATION, Rank.LOCATOR, Rank.PHRASE]
    others = st.builds(
        lambda span, rank, leans: Annotation(span=Span(*span), name=f"x{rank}", rank=rank, leans_left=leans),
        two,
        st.sampled_from(ranks),
        st.booleans(),
    )
    return text, [*sentences, *draw(st.lists(others, max_size=6))]


@given(annotated())
def test_the_characters_are_those_of_the_text(case: tuple[str, list[Annotation]]) -> None:
    text, annotations = case
    assert plain(woven(_BLOCK, text, annotations)) == text


@given(annotated())
def test_every_sentence_is_one_element_with_its_words(case: tuple[str, list[Annotation]]) -> None:
    text, annotations = case
    root = Element("p", {}, woven(_BLOCK, text, annotations))
    found = {node.attributes.get("xml:id"): plain(tuple(node.children)) for node in root.walk() if node.name == "s"}
    sentences = [a for a in annotations if a.rank is Rank.SENTENCE]
    assert found == {a.attributes["xml:id"]: a.span.of(text) for a in sentences}

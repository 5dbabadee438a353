"""What the TEI of an edition says, and what cannot be one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import sources
from bitext.alignments import Alignment, Bead
from bitext.articles import Article, Citation, Localized, Located, Place, Quotation, Resolution
from bitext.documents import (
    Block,
    BlockId,
    BlockKind,
    Division,
    DivisionId,
    Document,
    DocumentId,
    Mark,
    MarkKind,
    Segment,
    SegmentId,
)
from bitext.editions import Edition, Metadata, Step
from bitext.errors import BadConfiguration, BadData
from bitext.languages import LanguageTag
from bitext.spans import Span
from bitext.terms import Termbase
from output.options import ExportOptions
from output.tei import to_tei
from tests.output.reading import ID, LANG, NS, read
from tests.output.specimens import EN, ZH, article, bitext, termbase
from tests.strategies import editions

Node = etree._Element

NAMED = Metadata(name="x", titles=(Localized("X", EN),))


def tei(edition: Edition, options: ExportOptions | None = None) -> Node:
    return etree.fromstring(to_tei(edition, options or ExportOptions()))


def one(root: Node, path: str) -> Node:
    found = root.find(path, NS)
    assert found is not None, path
    return found


def all_of(root: Node, path: str, *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(node.get(name) for name in names) for node in root.iterfind(path, NS)]


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **fields: object) -> Block:
    return Block(id=BlockId("zh.c1.p1"), kind=kind, text=text, **fields)  # type: ignore[arg-type]


def edition_of(*blocks: Block, name: str = "") -> Edition:
    division = Division(id=DivisionId("zh.c1"), level=1, blocks=blocks)
    return Edition(
        metadata=NAMED, documents=(Document(id=DocumentId("zh"), language=ZH, divisions=(division,), name=name),)
    )


class TestHeader:
    def test_titles_have_languages(self) -> None:
        assert all_of(tei(bitext()), ".//t:titleStmt/t:title", LANG) == [("en",), ("zh-Hans",)]

    def test_people(self) -> None:
        root = tei(bitext())
        assert all_of(root, ".//t:titleStmt/t:author", "n", "corresp", LANG) == [("Li Mou", "#src.zh", "zh-Hans")]
        assert one(root, ".//t:titleStmt/t:editor[@role='translator']").text == "Jane Doe"
        said = [("".join(node.itertext()).split("\n")) for node in root.iterfind(".//t:titleStmt/t:respStmt", NS)]
        assert [[line.strip() for line in lines if line.strip()] for lines in said] == [
            ["proofreader", "Ann Roe"],
            ["alignment of zh with en", "vectors 1.2, lengths"],
            ["review of the alignment", "Ann Roe"],
        ]

    def test_a_reviewer_who_is_not_named_is_not_made_up(self) -> None:
        edition = bitext()
        nobody = replace(edition, metadata=replace(edition.metadata, contributors=()))
        path = ".//t:respStmt[@xml:id='resp.review']/t:name".replace("@xml:id", f"@{ID}")
        assert one(tei(nobody), path).text == "a person who is not named"

    def test_publication(self) -> None:
        root = one(tei(bitext()), ".//t:publicationStmt")
        assert [etree.QName(child).localname for child in root] == ["publisher", "date", "availability", "idno", "idno"]
        assert one(root, "t:date").get("when") == "2026-11-22"
        licence = one(root, ".//t:licence")
        assert (licence.text, licence.get("target")) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")

    def test_what_is_not_known_is_not_said(self) -> None:
        root = tei(replace(bitext(), metadata=NAMED))
        assert one(root, ".//t:publisher").text is None
        assert root.find(".//t:publicationStmt/t:date", NS) is None
        assert one(root, ".//t:publicationStmt/t:availability").get("status") == "unknown"
        assert root.find(".//t:change[@when]", NS) is None

    def test_sources(self) -> None:
        assert all_of(tei(article()), ".//t:sourceDesc/t:bibl", ID, "type") == [
            ("src.essay", "article"),
            ("src.zh", "source"),
            ("src.en", "translation"),
        ]
        assert all_of(tei(article()), ".//t:relatedItem", "type", "target") == [("translationOf", "#src.zh")]

    def test_every_language_is_declared(self) -> None:
        assert [tag for (tag,) in all_of(tei(article()), ".//t:language", "ident")] == [
            "en",
            "zh-Hans",
            "zh-Latn-pinyin",
            "zh-Latn",
        ]

    def test_the_description_is_in_its_own_language(self) -> None:
        edition = bitext()
        chinese = replace(edition, metadata=replace(edition.metadata, description="一个池塘的故事，附英文译文。"))
        assert one(tei(chinese), ".//t:abstract").get(LANG) == "zh-Hans"

    def test_steps_and_programs(self) -> None:
        steps = (
            Step(tool="duizhao", version="0.1.0", action="read"),
            Step(tool="my tool", version="v2-beta", action="did"),
        )
        root = tei(replace(bitext(), provenance=steps))
        assert all_of(root, ".//t:application", "ident", "version", "n") == [
            ("duizhao", "0.1.0", None),
            ("my_x20_tool", "2", "v2-beta"),
        ]
        assert [change.text for change in root.iterfind(".//t:change", NS)] == ["read", "did", "wrote this file"]
        assert root.findall(".//t:change", NS)[-1].get("when") == "2026-11-22T10:15:00Z"

    def test_every_reason_is_explained_in_words(self) -> None:
        categories = tei(article()).iterfind(".//t:category", NS)
        told = {node.get(ID): node.findtext("t:catDesc", "", NS) for node in categories}
        assert {f"resolution.{reason.value}" for reason in Resolution} <= told.keys()
        assert not [id_ for id_, text in told.items() if text == (id_ or "").split(".", 1)[1]]

    def test_private_characters_are_declared(self) -> None:
        root = tei(bitext())
        assert all_of(root, ".//t:charDecl/t:char", ID) == [("char.E000",)]
        g = one(root, ".//t:body//t:g")
        assert (g.get("ref"), g.text) == ("#char.E000", "\ue000")


class TestLinks:
    def test_the_unaligned_are_told_apart(self) -> None:
        root = tei(bitext())
        path = "t:standOff/t:linkGrp[@type='unaligned']/t:ptr"
        assert all_of(root, path, "type", "target", "cert") == [
            ("1:0", "#zh.c1.p2.s4", "0.41"),
            ("0:1", "#en.c2.p5.s1", "0.88"),
        ]

    def test_ratio_state_and_agent(self) -> None:
        path = ".//t:link[@type='2:1']"
        assert all_of(tei(bitext()), path, "target", "cert", "ana", "resp") == [
            ("#zh.c1.p2.s2 #zh.c1.p2.s3 #en.c1.p2.s2", "0.62", "#state.reviewed", "#resp.review")
        ]

    def test_paragraphs_divisions_and_documents_correspond(self) -> None:
        body = one(tei(bitext()), ".//t:body")
        corresp = {node.get(ID): node.get("corresp") for node in body.iter("{*}*") if node.get(ID)}
        assert corresp["zh"] == "#en"
        assert corresp["en.c2"] == "#zh.c2"
        assert corresp["zh.c1.p2"] == "#en.c1.p2"
        assert corresp["en.c1.p2.s2"] == "#zh.c1.p2.s2 #zh.c1.p2.s3"
        assert corresp["zh.c1.p2.s4"] is None

    def test_two_translations_of_one_text(self) -> None:
        edition = bitext()
        zh, en = edition.documents
        fr = sources.read(b"Chapitre 1\n\nUn.", name="fr.txt", id=DocumentId("fr"), language=LanguageTag("fr"))
        bead = Bead(source=tuple(s.id for s in zh.segments), target=())
        edition = replace(
            edition,
            documents=(zh, en, fr),
            alignments=(*edition.alignments, Alignment.covering(zh, fr, [bead])),
        )
        root = tei(edition)
        assert all_of(root, ".//t:body/t:div", ID, "type", "corresp") == [
            ("zh", "edition", "#en #fr"),
            ("en", "translation", "#zh"),
            ("fr", "translation", "#zh"),
        ]


def block_quotation(text: str, *, cited: bool) -> str:
    """What is in the quote, of sentences that end at 6 and at the end, if 1 to 9 is said to be the quotation."""
    spans = [Span(0, 6), Span(6, len(text))]
    segments = tuple(Segment(SegmentId(f"zh.c1.p1.s{n}"), span, span.of(text)) for n, span in enumerate(spans, 1))
    edition = edition_of(block(text, segments=segments))
    place = Place(BlockId("zh.c1.p1"), Span(1, 9))
    bracket = Place(place.block, Span(10, 14))
    article_ = Article(
        document=DocumentId("zh"),
        quotations=(Quotation(id="q", place=place, text=text[1:9], block=True, resolution=Resolution.UNRESOLVED),),
        citations=(Citation(id="c", place=bracket, text=text[10:14], parts=()),) if cited else (),
    )
    root = tei(replace(edition, articles=(article_,)))
    return "".join("".join(quote.itertext()) for quote in root.iterfind(".//t:body//t:quote", NS))


def quoted_from(quotation: Quotation, document: str, *sentences: str) -> Quotation:
    """The quotation with its original in these sentences."""
    ids = tuple(SegmentId(f"{document}.{sentence}") for sentence in sentences)
    return replace(quotation, original=Located(document=DocumentId(document), segments=ids, probability=0.5))


class TestArticle:
    def test_a_quotation_is_tied_to_its_work_its_page_and_its_original(self) -> None:
        cit = one(tei(article()), ".//t:p//t:cit")
        quote, bibl, original = cit
        assert quote.text == "a mirror does not see itself"
        assert quote.get("source") == "#essay.bib.li1931"
        assert all_of(bibl, "*", "target", "unit", "from", "to") == [
            ("#essay.bib.li1931", None, None, None),
            (None, "page", "12", "12"),
        ]
        assert (original.get("type"), original.get("source")) == ("original", "#zh.c1.p2.s1")
        assert (original.get(LANG), original.get("cert")) == ("zh-Hans", "0.8")
        assert all_of(original, "*", "copyOf") == [("#zh.c1.p2.s1",)]
        assert "".join(original.itertext()) == "池水很静。"

    def test_an_original_is_copied_with_its_characters_and_the_spaces_of_its_language(self) -> None:
        edition = article()
        quotations = edition.articles[0].quotations
        chinese = quoted_from(quotations[0], "zh", "c1.p2.s2", "c1.p2.s3")
        english = quoted_from(quotations[1], "en", "c1.p2.s1", "c1.p2.s2")
        article_ = replace(edition.articles[0], quotations=(chinese, english))
        root = tei(replace(edition, articles=(article_,)))
        first, second = root.iterfind(".//t:quote[@type='original']", NS)
        assert "".join(first.itertext()) == "李某站在岸上，看着\ue000。他不说话。"
        assert [g.get("ref") for g in first.iterfind(".//t:g", NS)] == ["#char.E000"]
        assert "".join(second.itertext()) == "The pond was still. Li stood on the bank, looking, & said nothing: “Hm.”"
        assert second.get("source") == "#en.c1.p2.s1 #en.c1.p2.s2"

    def test_the_original_stands_beside_the_last_part_of_a_quotation(self) -> None:
        edition = article()
        document = edition.documents[0]
        located = edition.articles[0].quotations[0].original
        whole, later = (Place(BlockId(f"essay.c1.p{n}"), Span(2, 9)) for n in (5, 6))
        quotation = Quotation(
            id="q", place=whole, text="", block=False, resolution=Resolution.SAYING, original=located, rest=(later,)
        )
        root = tei(replace(edition, articles=(Article(document=document.id, quotations=(quotation,)),)))
        (cit,) = root.iterfind(".//t:body//t:cit", NS)
        assert [child.get("prev") or child.get("type") for child in cit] == ["#essay.quote.q", "original"]
        assert one(root, ".//t:linkGrp[@type='quotation']/t:link").get("target") == "#essay.quote.q #zh.c1.p2.s1"

    def test_an_original_that_is_not_there_is_named(self) -> None:
        edition = article()
        lost = quoted_from(edition.articles[0].quotations[0], "zh", "c9")
        with pytest.raises(BadData) as error:
            tei(replace(edition, articles=(replace(edition.articles[0], quotations=(lost,)),)))
        assert str(error.value) == "Quotation q1 translates sentence zh.c9, but document zh has no such sentence."

    def test_an_original_in_no_document_of_the_edition_is_left_out(self) -> None:
        edition = article()
        away = quoted_from(edition.articles[0].quotations[0], "elsewhere", "c1.p1.s1")
        root = tei(replace(edition, articles=(replace(edition.articles[0], quotations=(away,)),)))
        assert root.find(".//t:quote[@type='original']", NS) is None
        assert root.find(".//t:linkGrp[@type='quotation']", NS) is None

    def test_a_quoted_block_is_the_quotation(self) -> None:
        quote = one(tei(article()), ".//t:cit/t:quote[@rend='block']")
        assert quote.get(ID) == "essay.c1.p4"
        assert [child.get(ID) for child in quote] == ["essay.c1.p4.s1", "essay.c1.p4.s2", "essay.c1.p4.s3"]

    def test_a_block_quotation_in_a_paragraph_takes_in_its_punctuation_and_its_citation(self) -> None:
        assert block_quotation("“池水很静。他说。”（十二）", cited=True) == "“池水很静。他说。”（十二）"

    def test_a_block_quotation_that_words_follow_is_no_more_than_it_is(self) -> None:
        assert block_quotation("“池水很静。他说。”（十二）", cited=False) == "“池水很静。他说。"

    def test_a_citation_of_two_works(self) -> None:
        bibl = one(tei(article()), f".//t:bibl[@{ID}='essay.cite.c3']")
        assert bibl.get("corresp") == "#essay.bib.poe2020 #essay.bib.li1931"
        assert all_of(bibl, "t:citedRange", "target", "from", "to") == [
            ("#essay.bib.poe2020", "3", "3"),
            ("#essay.bib.li1931", "15", "16"),
        ]

    def test_the_forms_of_a_title(self) -> None:
        titles = tei(article()).iterfind(".//t:p/t:seg/t:title", NS)
        assert [(t.get("type"), t.get(LANG), "".join(t.itertext())) for t in titles] == [
            ("transliterated", "zh-Latn", "Jing hua"),
            ("original", "zh-Hans", "镜话"),
            ("translated", None, "Words on a Mirror"),
        ]

    def test_problems_are_no_part_of_the_text(self) -> None:
        root = tei(article())
        note = one(root, "t:standOff/t:listAnnotation/t:note")
        assert (note.get("subtype"), note.get("target")) == ("A004", "#essay.c1.p6.s1")
        assert "Look it up." not in "".join(one(root, ".//t:body").itertext())

    def test_a_paragraph_that_a_page_divides(self) -> None:
        assert all_of(tei(article()), ".//t:p[@part]", ID, "part", "next", "prev") == [
            ("essay.c1.p5", "I", "#essay.c1.p6", None),
            ("essay.c1.p6", "F", None, "#essay.c1.p5"),
        ]

    def test_a_pair_without_a_term_base_has_a_concept_of_its_own(self) -> None:
        root = tei(replace(article(), termbase=Termbase(), occurrences=()))
        assert all_of(root, "t:standOff/t:listBibl/t:bibl", ID, "n") == [("concept.essay.pair1", None)]

    def test_pair_and_concept_meet_in_the_other_script(self) -> None:
        edition = article()
        (found,) = edition.articles
        (pair,) = found.pairs
        traditional = replace(found, pairs=(replace(pair, target=Localized("鏡話", LanguageTag("zh-Hant"))),))
        assert "pair1" not in str(all_of(tei(replace(edition, articles=(traditional,))), "t:standOff/*/*", ID))


class TestForm:
    def test_white_space_of_a_block_is_kept(self) -> None:
        text = "\n 一\t二  三\r\n"
        assert one(tei(edition_of(block(text))), ".//t:body//t:p").text == text

    def test_a_reading_has_its_own_language(self) -> None:
        marks = [Mark(Span(0, 1), MarkKind.RUBY, value) for value in ("kàn", "ㄎㄢˋ", "かん")]
        for mark, language in zip(marks, ("zh-Latn", "zh-Bopo", None), strict=True):
            assert one(tei(edition_of(block("看", marks=(mark,)))), ".//t:rt").get(LANG) == language

    def test_an_address_that_is_none_is_kept_beside(self) -> None:
        for address, name in (("https://a.org/b", "target"), ("a b", "n"), ("#gone", "n"), ("#zh.c1", "target")):
            ref = one(tei(edition_of(block("x", marks=(Mark(Span(0, 1), MarkKind.LINK, address),)))), ".//t:ref")
            assert ref.get(name) == address

    def test_levels_that_the_nesting_says_are_not_repeated(self) -> None:
        zh = bitext().documents[0]
        root = tei(Edition(metadata=NAMED, documents=(zh,)))
        assert all_of(root, ".//t:div[@type='section']", ID, "rend") == [("zh.c1", None), ("zh.c2", None)]
        deep = replace(zh.divisions[1], level=3)
        root = tei(Edition(metadata=NAMED, documents=(replace(zh, divisions=(zh.divisions[0], deep)),)))
        assert all_of(root, ".//t:div[@type='section']", ID, "rend") == [("zh.c1", None), ("zh.c2", "level-3")]

    def test_the_schema_can_be_another(self) -> None:
        data = to_tei(bitext(), ExportOptions(schema="schema/tei_all.rng"))
        assert data.count(b'<?xml-model href="schema/tei_all.rng"') == 2

    def test_a_term_base_alone(self, tei_schema: etree.RelaxNG) -> None:
        root = tei(Edition(metadata=NAMED, documents=(), termbase=termbase()))
        assert root.find("t:text", NS) is None
        assert tei_schema.validate(root)


FOREIGN = (
    "In block zh.c1.p1 characters 1 to 1 are marked as foreign, but '!' is not a language tag; "
    "write one like zh-Hans, zh-Hant or en."
)


class TestRefused:
    @pytest.mark.parametrize(
        ("make", "error", "message"),
        [
            (
                lambda: to_tei(bitext(), ExportOptions(layout="facing")),
                BadConfiguration,
                "TEI has no layout 'facing'; the layouts are one, corpus, files.",
            ),
            (
                lambda: to_tei(Edition(metadata=NAMED, documents=()), ExportOptions()),
                BadData,
                "Edition 'x' has neither a document nor a term base, so TEI has no text.",
            ),
            (
                lambda: to_tei(edition_of(block("a\x0bb"), name="book.txt"), ExportOptions()),
                BadData,
                "Block zh.c1.p1 of book.txt holds U+000B at character 2, which XML cannot hold; remove it.",
            ),
            (
                lambda: to_tei(
                    edition_of(block("ab", marks=(Mark(Span(0, 1), MarkKind.FOREIGN, "!"),))), ExportOptions()
                ),
                BadData,
                FOREIGN,
            ),
            (
                lambda: to_tei(_clashing(), ExportOptions()),
                BadData,
                "The id 'zh.c1' would stand on two elements, div and div; give one of the documents another id.",
            ),
        ],
    )
    def test_refused(self, make: Callable[[], bytes], error: type[Exception], message: str) -> None:
        with pytest.raises(error) as caught:
            make()
        assert str(caught.value) == message


def _clashing() -> Edition:
    edition = edition_of(block("x"))
    return replace(edition, documents=(*edition.documents, Document(id=DocumentId("zh.c1"), language=EN, divisions=())))


def test_the_specimens_come_back() -> None:
    for edition in (bitext(), replace(article(), articles=())):
        named = replace(edition, metadata=replace(edition.metadata, identifier=edition.metadata.urn))
        assert read(to_tei(edition, ExportOptions())) == named


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_our_own_reader_gets_every_document_back(edition: Edition) -> None:
    data = to_tei(edition, ExportOptions())
    for document in edition.documents:
        if any(b.text.strip() for b in document.blocks):
            assert sources.read(data, name="x.xml", id=document.id, language=document.language) == document

"""Notes, glossary, colophon, and what an article adds."""

from dataclasses import replace

import pytest
from lxml import etree

from bitext.articles import Located
from bitext.documents import SegmentId
from bitext.errors import BadConfiguration, BadData
from bitext.terms import Attestation, Termbase
from output.epub import to_epub
from output.options import ExportOptions
from tests.output.epub.samples import CONCEPTS, EPUB_TYPE, SOLD, X, book, by_id, essay, files, pages, story, words


def page(name: str, members: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(members[f"EPUB/text/{name}.xhtml"])


def links(root: etree._Element, kind: str) -> list[tuple[str, str]]:
    """Text and address of the links of a kind."""
    return [(words(a), a.get("href", "")) for a in root.iter(f"{X}a") if a.get(EPUB_TYPE) == kind]


# --- notes -------------------------------------------------------------------------------------------------------


def test_notes_of_two_languages_are_two_lists() -> None:
    members = book(story())
    assert links(page("c001", members), "noteref") == [
        ("1", "notes-1.xhtml#zh.n1"),
        ("1", "notes-1.xhtml#zh.n1"),
        ("1", "notes-2.xhtml#en.n1"),
    ]
    assert links(page("notes-1", members), "backlink") == [("↩", "c001.xhtml#call.zh.n1")]
    assert links(page("notes-2", members), "backlink") == [("↩", "c001.xhtml#call.en.n1")]
    assert [words(item).strip() for item in page("notes-2", members).iter(f"{X}li")] == [
        "A smelter: see https://example.org. ↩",
        "A note that nothing calls.",
    ]


def test_a_note_called_twice_has_two_calls() -> None:
    found = by_id([page("c001", book(story()))])
    assert {"call.zh.n1", "call.zh.n1.2"} <= set(found)


def test_one_language_has_its_own_notes_only() -> None:
    members = book(story(), layout="target")
    assert links(page("c001", members), "noteref") == [("1", "notes-1.xhtml#en.n1")]
    assert "EPUB/text/notes-2.xhtml" not in members


# --- glossary ----------------------------------------------------------------------------------------------------


def entries(members: dict[str, bytes]) -> list[list[str]]:
    return [["".join(part.itertext()) for part in entry] for entry in page("glossary", members).iter(f"{X}div")]


def told(members: dict[str, bytes]) -> list[list[str]]:
    return [[text.strip() for text in entry] for entry in entries(members)]


def test_the_glossary_is_sorted_by_pinyin_and_leads_back() -> None:
    members = book(story())
    assert told(members) == [
        ["铁西", "—"],
        ["烟囱；yāncōng", "chimney", "Three stood there.", "1"],
        ["冶炼厂", "smelter", "1"],
    ]
    places = [(a.get("href"), a.get("aria-label")) for a in page("glossary", members).iter(f"{X}a")]
    assert places == [("c001.xhtml#zh.c1.p2", "1: 第一章 雪")] * 2


def test_the_other_orders_are_indexes() -> None:
    members = book(story())
    strokes, latin = page("index-stroke", members), page("index-latin", members)
    assert "EPUB/text/index-pinyin.xhtml" not in members
    parts = zip(strokes.iter(f"{X}h2"), strokes.iter(f"{X}ul"), strict=True)
    groups = [("".join(head.itertext()), "".join(words.itertext()).split()) for head, words in parts]
    assert groups == [("7画", ["冶炼厂"]), ("10画", ["烟囱", "铁西"])]
    assert [(a.get("href"), "".join(a.itertext())) for a in latin.iter(f"{X}a")] == [
        ("glossary.xhtml#concept.chimney", "chimney"),
        ("glossary.xhtml#concept.smelter", "smelter"),
    ]
    assert ["".join(node.itertext()) for node in latin.iter(f"{X}h2")] == ["C", "S"]
    assert next(iter(latin.iter(f"{X}section"))).get("role") == "doc-index"


@pytest.mark.parametrize(
    ("order", "first", "indexes"),
    [
        ("stroke", "冶炼厂", ["latin", "pinyin"]),
        ("latin", "烟囱", ["pinyin", "stroke"]),
        ("pinyin", "铁西", ["latin", "stroke"]),
    ],
)
def test_the_order_can_be_chosen(order: str, first: str, indexes: list[str]) -> None:
    members = files(to_epub(story(), ExportOptions(glossary_order=order)))
    assert told(members)[0][0].split("；")[0] == first
    assert sorted(name[16:-6] for name in members if "/index-" in name) == indexes
    with pytest.raises(BadConfiguration, match="no glossary order 'radical'; it can be pinyin, stroke, latin"):
        to_epub(story(), ExportOptions(glossary_order="radical"))


def test_the_first_occurrence_in_a_chapter_is_linked_on_each_side() -> None:
    members = book(story())
    assert links(page("c001", members), "glossref") == [
        ("烟囱", "glossary.xhtml#concept.chimney"),
        ("冶炼厂", "glossary.xhtml#concept.smelter"),
        ("smelter", "glossary.xhtml#concept.smelter"),
    ]  # the first English chimney stands in a link of its own


def test_the_glossary_of_the_target_begins_with_its_words() -> None:
    assert told(book(story(), layout="target"))[0][:2] == ["chimney", "烟囱; yāncōng"]


def test_attestations_count_where_the_text_names_no_concept() -> None:
    concept = replace(CONCEPTS[1], attestations=(Attestation(place="zh.c2.p3"), Attestation(place="gone")))
    edition = replace(story(), termbase=Termbase(concepts=(concept,)), occurrences=())
    assert told(book(edition)) == [["铁西", "2"]]


def test_without_a_term_base_there_is_no_glossary() -> None:
    members = book(replace(story(), termbase=Termbase(), occurrences=()))
    assert "EPUB/text/glossary.xhtml" not in members
    assert b"glossary" not in members["EPUB/nav.xhtml"]


# --- colophon ----------------------------------------------------------------------------------------------------


def facts(members: dict[str, bytes]) -> list[tuple[str, str]]:
    parts = page("colophon", members).find(f".//{X}dl")
    assert parts is not None
    return [(etree.QName(part).localname, "".join(part.itertext())) for part in parts]


def test_the_colophon_says_where_all_comes_from_and_how_sure_it_is() -> None:
    found = facts(book(story()))
    assert found[:6] == [
        ("dt", "粉笔"),
        ("dd", "某甲《粉笔》，手稿。"),
        ("dd", "CC0-1.0"),
        ("dt", "Chalk"),
        ("dd", "Translated for a test."),
        ("dd", "CC0-1.0"),
    ]
    assert found[-7:] == [
        ("dt", "对齐 · Alignment"),
        ("dd", "共13组，其中3组仅见于一种语言；经人工核对者占15.3%；平均概率91.5%"),
        (
            "dd",
            "13 passages, of which 3 stand in one language only; 15.3 % checked by a person; mean probability 91.5 %",
        ),
        ("dd", "hand"),
        ("dt", "制作工具 · Made with"),
        ("dd", "duizhao 0.1.0"),
        ("dd", "pen 2"),
    ]


def test_the_colophon_says_whose_the_texts_are_and_that_a_machine_translated() -> None:
    found = facts(book(replace(story(), metadata=SOLD)))
    assert found[:10] == [
        ("dt", "粉笔"),
        ("dd", "某甲《粉笔》，手稿。"),
        ("dd", "ISBN 0306406152"),
        ("dd", "© 某甲"),
        ("dd", "CC0-1.0"),
        ("dt", "Chalk"),
        ("dd", "Translated for a test."),
        ("dd", "CC0-1.0"),
        ("dd", "译文由机器（a program）翻译，经人工校订。"),
        ("dd", "The translation was made by a machine (a program) and revised by a person."),
    ]
    at = found.index(("dt", "丛书 · Series"))
    assert found[at : at + 5] == [
        ("dt", "丛书 · Series"),
        ("dd", "粉笔丛书 3"),
        ("dd", "Test Classics"),
        ("dt", "ISBN"),
        ("dd", "9780306406157"),
    ]


def test_one_language_has_no_alignment_to_tell_of() -> None:
    assert not [text for _, text in facts(book(story(), layout="source")) if "对齐" in text]


# --- articles ----------------------------------------------------------------------------------------------------


def test_the_article_comes_first_and_the_originals_behind_it() -> None:
    titles = [root.findtext(f".//{X}title") for root in pages(book(essay())).values()]
    assert titles == [
        "Reading Smoke",
        "Contents · 目录",
        "Reading Smoke",
        "Works Cited",
        "钟",
        "钟",
        "第一節",
        "Originals of the quotations · 引文原文",
        "About this edition · 版权页",
    ]


def test_block_quotations_and_works_cited_are_drawn_as_such() -> None:
    members = book(essay())
    found = by_id(pages(members).values())
    assert next(found["essay.c1.p3"].iterancestors()).tag == f"{X}blockquote"
    assert [etree.QName(found[id_]).localname for id_ in ("essay.c2.p2", "essay.c2.p3")] == ["li", "li"]
    section = page("c002", members).find(f".//{X}section")
    assert section is not None
    assert section.get("role") == "doc-bibliography"


def test_each_work_of_a_citation_leads_to_its_entry() -> None:
    assert links(page("c001", book(essay())), "biblioref") == [
        ("Lin 4", "c002.xhtml#essay.c2.p2"),
        ("Lin 4", "c002.xhtml#essay.c2.p2"),
        ("Xu 7", "c002.xhtml#essay.c2.p3"),
    ]


def test_a_paragraph_that_a_page_break_cuts_is_one() -> None:
    found = by_id(pages(book(essay())).values())
    assert words(found["essay.c1.p4"]) == "This sentence goes on behind a page break."
    assert found["essay.c1.p5"].getparent() is found["essay.c1.p4"]


def test_originals_are_called_behind_the_quotation_and_lead_to_their_place() -> None:
    members = book(essay())
    chapter, notes = page("c001", members), page("originals", members)
    assert links(chapter, "noteref") == [
        ("a", "originals.xhtml#original.essay.a"),
        ("b", "originals.xhtml#original.essay.b"),
    ]
    assert "clock”a (Lin 4), writes" in "".join(by_id([chapter])["essay.c1.p2"].itertext())
    assert [" ".join("".join(item.itertext()).split()) for item in notes.iter(f"{X}li")] == [
        "烟是钟。 ↩ 钟",
        "没有人有表。烟一黄，我们就回家。 ↩ 钟（定位概率87.6%）",
    ]
    assert [a.get("href") for a in notes.iter(f"{X}a") if not a.get(EPUB_TYPE)] == [
        "c003.xhtml#lin.c1.p1.s1",
        "c003.xhtml#lin.c1.p1.s2",
    ]


def test_originals_are_footnotes_that_reading_systems_show_where_they_are_called() -> None:
    notes = page("originals", book(essay()))
    shown = [node for node in notes.iter() if node.get(EPUB_TYPE) == "footnote"]
    assert [(node.get("id"), node.get("role")) for node in shown] == [
        ("original.essay.a", "doc-footnote"),
        ("original.essay.b", "doc-footnote"),
    ]
    assert [links(node, "backlink") for node in shown] == [
        [("↩", "c001.xhtml#call.original.essay.a")],
        [("↩", "c001.xhtml#call.original.essay.b")],
    ]


def test_an_original_that_is_not_there_is_named() -> None:
    edition = essay()
    first, *others = edition.articles[0].quotations
    lost = Located(document=edition.documents[0].id, segments=(SegmentId("lin.c9"),), probability=1.0)
    article = replace(edition.articles[0], quotations=(replace(first, original=lost), *others))
    with pytest.raises(BadData) as error:
        to_epub(replace(edition, articles=(article,)), ExportOptions())
    assert str(error.value) == "Quotation q2 translates sentence lin.c9, but document lin has no such sentence."


def test_chinese_words_in_an_english_note_tell_their_language() -> None:
    concept = replace(CONCEPTS[0], note="The stack (烟囱) of a smelter, not 们.")
    members = book(replace(story(), termbase=Termbase(concepts=(concept, *CONCEPTS[1:]))))
    note = next(node for node in page("glossary", members).iter(f"{X}dd") if node.get("class") == "note")
    assert [(node.text, node.get("lang")) for node in note.iter()] == [
        ("The stack (", "en"),
        ("烟囱", "zh-Hans"),
        ("们", "zh-Hans"),
    ]

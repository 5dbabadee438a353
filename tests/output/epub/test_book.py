"""The whole book: judged by epubcheck, and by what epubcheck does not see."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bitext.documents import BlockKind, Document, DocumentId, MarkKind
from bitext.drafts import Draft
from bitext.editions import Edition
from bitext.errors import BadConfiguration, BadData
from output.epub import to_epub
from output.epub.plan import LARGEST_FILE
from output.options import ExportOptions
from tests.output.epub.samples import (
    EN,
    EPUB_TYPE,
    METADATA,
    ZH,
    X,
    aligned,
    behind,
    book,
    by_id,
    document,
    draft,
    essay,
    files,
    heading,
    language_at,
    pages,
    sentences,
    source,
    story,
    words,
)
from tests.strategies import editions

_PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

LAYOUTS = ["interleaved", "facing", "source", "target", "popup", "reveal", "vertical"]


# --- the judge ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edition", "options"),
    [
        (story(), ExportOptions()),
        (story(), ExportOptions(layout="facing", by="sentence")),
        (story(), ExportOptions(layout="target", ncx=False)),
        (story(), ExportOptions(layout="popup", first="target")),
        (story(), ExportOptions(layout="reveal", by="sentence")),
        (story(), ExportOptions(layout="vertical")),
        (essay(), ExportOptions()),
    ],
    ids=["story", "facing-sentences", "target", "popup", "reveal", "vertical", "essay"],
)
def test_epubcheck_has_nothing_to_say(
    epubcheck_says: Callable[[bytes], list[str]], edition: Edition, options: ExportOptions
) -> None:
    assert epubcheck_says(to_epub(edition, options)) == []


def test_the_judge_sees_what_is_wrong(epubcheck_says: Callable[[bytes], list[str]]) -> None:
    members = book(story())
    members["EPUB/text/c001.xhtml"] = members["EPUB/text/c001.xhtml"].replace(b"glossary.xhtml#", b"gone.xhtml#")
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data, ZIP_STORED)
    assert any("RSC-007" in message for message in epubcheck_says(out.getvalue()))


# --- what it does not see ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("by", ["paragraph", "sentence"])
def test_every_text_stands_in_its_language(layout: str, by: str) -> None:
    """Chinese characters are never said to be English, nor English words Chinese."""
    for name, root in pages(book(story(), layout=layout, by=by)).items():
        for node in root[1].iter(f"{X}*"):
            texts = [(node, node.text or ""), *((node, child.tail or "") for child in node)]
            for owner, text in texts:
                tag = language_at(owner)
                if re.search("[\u4e00-\u9fff]", text):
                    assert tag in {"zh-Hans", "zh-Hant"}, (name, tag, text)
                elif re.search("[a-z]{3}", text) and "urn:" not in text:
                    assert tag in {"en", "zh-Latn-pinyin"}, (name, tag, text)


@pytest.mark.parametrize("by", ["paragraph", "sentence"])
@pytest.mark.parametrize(
    ("layout", "shown"),
    [
        ("", "zh en"),
        ("facing", "zh en"),
        ("source", "zh"),
        ("target", "en"),
        ("popup", "zh en"),
        ("reveal", "zh en"),
        ("vertical", "zh en"),
    ],
)
def test_every_sentence_stands_once_and_in_order(layout: str, shown: str, by: str) -> None:
    roots = list(pages(book(story(), layout=layout, by=by)).values())
    for each in story().documents:
        notes = [segment for note in each.notes for segment in note.segments]
        expected = [(segment.id, segment.text) for segment in (*each.segments, *notes)]
        assert sentences(roots, [id_ for id_, _ in expected]) == (expected if each.id in shown.split() else [])


def test_no_space_comes_between_chinese_sentences() -> None:
    roots = by_id(pages(book(story())).values())
    assert words(roots["zh.c1.p3"]) == "夜里风一吹，它就敲玻璃。像有人要进来。没有人进来。"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", [story(), essay()], ids=["story", "essay"])
def test_links_lead_somewhere_and_ids_are_told_once(layout: str, edition: Edition) -> None:
    check_links(book(edition, layout=layout))


def check_links(members: dict[str, bytes]) -> None:
    roots = pages(members)
    ids = {name: [node.get("id") for node in root.iter(f"{X}*") if node.get("id")] for name, root in roots.items()}
    for name, root in roots.items():
        assert len(set(ids[name])) == len(ids[name])
        for link in root.iter(f"{X}a"):
            href = link.get("href", "")
            if not re.match("https?:|mailto:", href):
                file, _, fragment = href.partition("#")
                folder = name.rpartition("/")[0]
                path = f"{folder}/{file}" if file else name
                assert path in roots, href
                assert not fragment or fragment in ids[path], href


def test_the_pairs_have_the_same_ids_in_every_layout() -> None:
    """A pair of which a layout shows nothing is not in it; no pair is called otherwise."""
    found = {layout: pair_ids(book(story(), layout=layout)) for layout in LAYOUTS}
    assert found["interleaved"] == found["facing"] == found["popup"] == found["reveal"]
    assert set(found["vertical"]) == set(found["interleaved"])
    assert set(found["source"]) | set(found["target"]) == set(found["interleaved"])


def pair_ids(members: dict[str, bytes]) -> list[str]:
    ids = (node.get("id", "") for root in pages(members).values() for node in root.iter(f"{X}*"))
    return [id_ for id_ in ids if id_.startswith("pair.")]


def test_one_sided_and_joined_paragraphs_say_so() -> None:
    found = by_id(pages(book(story())).values())
    lone = found["pair.en.c1.p4"]
    assert (lone.get("class"), lone.get("role"), lone.get("aria-label")) == ("pair only-t", "group", "仅见于译文")
    joined = found["pair.zh.c2.p2"]
    assert (joined.get("class"), joined.get("aria-label")) == ("pair n2m1", "原文2段，译文1段")
    within = found["zh.c1.p3.s3"]
    assert (within.get("class"), within.get("role"), within.get("aria-label")) == ("alone", "group", "仅见于原文")
    assert found["pair.zh.c1.p2"].get("role") is None


def test_a_line_between_scenes_is_no_translation() -> None:
    found = by_id(pages(book(story())).values())
    assert (found["pair.zh.c1.p6"].get("class"), found["zh.c1.p6"].tag) == ("pair rule", f"{X}hr")


def test_by_sentence_the_pairs_are_beads() -> None:
    found = by_id(pages(book(story(), by="sentence")).values())
    assert found["pair.zh.c1.p3"].get("class") == "pair begin n2m1"
    assert found["pair.zh.c1.p3"].get("aria-label") == "原文2句，译文1句"
    assert found["pair.zh.c1.p3.s3"].get("class") == "pair only-s"
    assert found["pair.zh.c1.p2.s2"].get("class") == "pair"
    assert "zh.c1.p3" in found


def test_one_language_says_nothing_of_the_other() -> None:
    found = by_id(pages(book(story(), layout="source")).values())
    assert not [node.get("class") for node in found.values() if "alone" in (node.get("class") or "")]
    assert not any(node.get("role") == "group" for node in found.values())


def test_a_translation_opens_over_its_paragraph() -> None:
    found = by_id(pages(book(story(), layout="popup")).values())
    pair = found["pair.zh.c1.p2"]
    shown, note = pair
    call = shown.findall(f".//{X}a[@role='doc-noteref']")[-1]
    assert (call.get("href"), call.get(EPUB_TYPE), call.text) == ("#note.pair.zh.c1.p2", "noteref", "译")
    assert (note.tag, note.get("id"), note.get("role")) == (f"{X}aside", "note.pair.zh.c1.p2", "doc-footnote")
    assert language_at(note[0]) == "en"
    assert not list(found["pair.en.c1.p4"].iter(f"{X}aside"))


def test_a_translation_is_folded_away() -> None:
    pair = by_id(pages(book(story(), layout="reveal")).values())["pair.zh.c1.p2"]
    details = pair[1]
    assert (details.tag, details[0].tag, details[0].text) == (f"{X}details", f"{X}summary", "译文")
    assert language_at(details[1]) == "en"


def test_the_translation_may_stand_first() -> None:
    members = book(story(), first="target")
    pair = by_id(pages(members).values())["pair.zh.c1.p2"]
    assert [language_at(side) for side in pair] == ["en", "zh-Hans"]
    opf = etree.fromstring(members["EPUB/content.opf"])
    assert [node.text for node in opf.iter("{*}language")] == ["en", "zh-Hans"]
    assert by_id(pages(members).values())["pair.zh.c2.p2"].get("class") == "pair n2m1"


def test_chinese_from_top_to_bottom_leads_to_its_translation() -> None:
    members = book(story(), layout="vertical")
    texts = {name: root for name, root in pages(members).items() if "/c0" in name}
    chinese, english = ([name for name, root in texts.items() if language_at(root) == tag] for tag in ("zh-Hans", "en"))
    assert {pages(members)[name].get("class") for name in chinese} == {"vertical"}
    assert {pages(members)[name].get("class") for name in english} == {None}
    there = by_id([pages(members)[name] for name in chinese])["pair.zh.c1.p2"]
    links = [a.get("href") for a in there.iterfind(f".//{X}*[@class='across']/{X}a")]
    assert links == [f"{english[0].rpartition('/')[2]}#pair.zh.c1.p2"]
    opf = etree.fromstring(members["EPUB/content.opf"])
    assert [spine.get("page-progression-direction") for spine in opf.iter("{*}spine")] == ["rtl"]
    modes = [meta.get("content") for meta in opf.iter("{*}meta") if meta.get("name") == "primary-writing-mode"]
    assert modes == ["vertical-rl"]


# --- ways in -----------------------------------------------------------------------------------------------------


def nav_of(members: dict[str, bytes], kind: str) -> etree._Element:
    root = etree.fromstring(members["EPUB/nav.xhtml"])
    return next(nav for nav in root.iter(f"{X}nav") if nav.get(EPUB_TYPE) == kind)


def links_in(nav: etree._Element) -> list[tuple[str, str]]:
    return [("".join(link.itertext()), link.get("href", "")) for link in nav.iter(f"{X}a")]


def test_contents_are_bilingual_and_complete() -> None:
    assert links_in(nav_of(book(story()), "toc")) == [
        ("书名页 · Title page", "text/title.xhtml"),
        ("第一章 雪 · Chapter One: Snow", "text/c001.xhtml#pair.zh.c1.p1"),
        ("第二章 粉笔 · Chapter Two: Chalk", "text/c002.xhtml#pair.zh.c2.p1"),
        ("注释", "text/notes-1.xhtml"),
        ("Notes", "text/notes-2.xhtml"),
        ("词汇表 · Glossary", "text/glossary.xhtml"),
        ("笔画索引 · Index by strokes", "text/index-stroke.xhtml"),
        ("译名索引 · Index of equivalents", "text/index-latin.xhtml"),
        ("版权页 · About this edition", "text/colophon.xhtml"),
    ]


def test_every_page_is_reached_from_the_contents_or_goes_on_from_one_that_is() -> None:
    for edition in (story(), essay()):
        members = book(edition)
        reached = {href.partition("#")[0] for _, href in links_in(nav_of(members, "toc"))}
        order = [name.removeprefix("EPUB/") for name in pages(members) if name != "EPUB/nav.xhtml"]
        unreached = [(before, name) for before, name in pairwise(order) if name not in reached]
        assert all("part" in before for before, _ in unreached)  # the text of a part behind its own title


def test_landmarks_and_printed_pages() -> None:
    members = book(story())
    landmarks = [(link.get(EPUB_TYPE), link.get("href")) for link in nav_of(members, "landmarks").iter(f"{X}a")]
    assert landmarks == [
        ("titlepage", "text/title.xhtml"),
        ("toc", "nav.xhtml#toc"),
        ("bodymatter", "text/c001.xhtml"),
        ("endnotes", "text/notes-1.xhtml"),
        ("glossary", "text/glossary.xhtml"),
    ]
    assert links_in(nav_of(members, "page-list")) == [
        ("12", "text/c001.xhtml#page.zh.c1.p2.0"),
        ("13", "text/c002.xhtml#page.zh.c2.p2.0"),
    ]


def test_headings_of_several_levels_nest_and_never_skip() -> None:
    levels = [("Part", 1), ("Chapter", 2), ("Deep", 5), ("Chapter 2", 2), ("Part 2", 1), ("Deeper", 4)]
    blocks = [block for text, level in levels for block in (heading(text, level), draft("Text."))]
    alone = document("a", EN, blocks)
    members = book(Edition(metadata=METADATA, documents=(alone,)))
    ncx = etree.fromstring(members["EPUB/toc.ncx"])
    points = [
        (len(list(point.iterancestors("{*}navPoint"))), "".join(point[0].itertext()))
        for point in ncx.iter("{*}navPoint")
    ]
    assert points == [
        (0, "Title page"),
        (0, "Part"),
        (1, "Chapter"),
        (2, "Deep"),
        (1, "Chapter 2"),
        (0, "Part 2"),
        (1, "Deeper"),
        (0, "About this edition"),
    ]
    texts = [root for name, root in pages(members).items() if "/c0" in name]
    tags = [etree.QName(node).localname for root in texts for node in root.iter() if node.get("class") == "heading"]
    assert tags == ["h1", "h2", "h3", "h2", "h1", "h2"]


def test_the_ncx_can_be_left_out() -> None:
    members = book(story(), ncx=False)
    assert "EPUB/toc.ncx" not in members
    assert b"ncx" not in members["EPUB/content.opf"]


# --- files -------------------------------------------------------------------------------------------------------


def long_story() -> Edition:
    """A chapter of a thousand paragraphs of eight sentences, of which the translator kept one."""
    said = "一段很长的话，说了又说，没有停下来的意思，也没有人听。" * 8
    zh = document("zh", ZH, [heading("长"), *(draft(said) for _ in range(1000))])
    en = document("en", EN, [heading("Long"), *(draft(f"Paragraph {n}.") for n in range(1000))])
    types = " ".join(["11", *["11", *["10"] * 7] * 1000])
    return Edition(metadata=METADATA, documents=(zh, en), alignments=(aligned(zh, en, types),))


def test_long_chapters_are_cut_between_pairs() -> None:
    members = book(long_story())
    parts = {name: len(data) for name, data in members.items() if "/c0" in name}
    assert list(parts)[:3] == ["EPUB/text/c001.xhtml", "EPUB/text/c001-2.xhtml", "EPUB/text/c001-3.xhtml"]
    assert all(0.6 * LARGEST_FILE < size < 1.25 * LARGEST_FILE for size in list(parts.values())[:-1])
    roots = pages(members)
    assert [root.findtext(f".//{X}title") for name, root in roots.items() if "/c0" in name][:2] == [
        "长 · Long",
        "长 · Long (2)",
    ]
    check_links(members)


def test_the_archive_is_the_same_every_time() -> None:
    for edition in (story(), essay()):
        first = to_epub(edition, ExportOptions())
        assert to_epub(edition, ExportOptions()) == first
        with ZipFile(BytesIO(first)) as archive:
            infos = archive.infolist()
        assert (infos[0].filename, infos[0].compress_type) == ("mimetype", ZIP_STORED)
        assert {info.date_time for info in infos} == {(2026, 11, 22, 12, 30, 14)}  # zip counts in twos
        assert files(first)["mimetype"] == b"application/epub+zip"


# --- laws --------------------------------------------------------------------------------------------------------


@_PATIENT
@given(editions(), st.sampled_from(LAYOUTS), st.sampled_from(["paragraph", "sentence"]))
def test_any_edition_keeps_its_text_and_its_links(edition: Edition, layout: str, by: str) -> None:
    members = book(edition, layout=layout, by=by)
    roots = list(pages(members).values())
    shown = {"source": {"zh", "essay"}, "target": {"en", "essay"}}.get(layout, {"zh", "en", "essay"})
    for each in edition.documents:
        expected = [(s.id, s.text) for block in (*each.blocks,) for s in block.segments]
        found = sentences(roots, [id_ for id_, _ in expected])
        assert found == (expected if each.id in shown else [])
    check_links(members)


@_PATIENT
@given(editions(), st.sampled_from(["interleaved", "source"]))
def test_any_edition_keeps_its_blocks_and_notes(edition: Edition, layout: str) -> None:
    found = by_id(pages(book(edition, layout=layout)).values())
    for each in edition.documents:
        if each.id != DocumentId("en") or layout == "interleaved":
            for block in each.blocks:
                assert told_by(found[block.id], each) == block.text


def told_by(node: etree._Element, owner: Document) -> str:
    """The text of a block's element without that of another block that goes on in it."""
    blocks = {block.id for block in owner.blocks} - {node.get("id")}
    joiner = owner.language.joiner
    parts = [node.text or ""]
    for child in node:
        inner = "" if child.get("id") in blocks else words(child)
        parts += [inner, child.tail or ""]
    return "".join(parts).removesuffix(joiner) if any(child.get("id") in blocks for child in node) else "".join(parts)


# --- errors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ExportOptions(layout="side-by-side"),
            (
                "An EPUB has no layout 'side-by-side'; it can be "
                "interleaved, facing, source, target, popup, reveal, vertical."
            ),
        ),
        (ExportOptions(by="word"), "An EPUB has no by 'word'; it can be paragraph, sentence."),
    ],
)
def test_unknown_options_are_answered_with_the_known(options: ExportOptions, message: str) -> None:
    with pytest.raises(BadConfiguration) as error:
        to_epub(story(), options)
    assert str(error.value) == message


def alone(*blocks: Draft, **metadata: str) -> Edition:
    """A document by itself."""
    return Edition(metadata=replace(METADATA, **metadata), documents=(document("a", EN, blocks),))  # type: ignore[arg-type]


def with_ids_twice() -> Edition:
    same = replace(source(), id=DocumentId("other"))
    return Edition(metadata=METADATA, documents=(source(), same))


def with_a_lost_note() -> Edition:
    lost = draft("Text.", BlockKind.PARAGRAPH, behind("Text.", "Text", MarkKind.NOTE, "n9"))
    return alone(lost)


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        (Edition(metadata=METADATA, documents=()), "Edition 'chalk' has no document; an EPUB needs one."),
        (with_ids_twice(), "The id 'zh.c1.p1' stands in documents zh and other; an EPUB needs it once."),
        (with_a_lost_note(), "Block a.c1.p1 calls a note 'n9', but document a has no such note."),
        (
            alone(draft("Go.\x0bStay.")),
            "Block a.c1.p1 holds U+000B at character 4, which XML cannot hold; remove it.",
        ),
        (
            alone(draft("Go."), identifier="urn:uuid:123"),
            "The edition's identifier 'urn:uuid:123' is no UUID; correct it, or leave it out.",
        ),
        (
            alone(draft("Go."), date="22.11.2026"),
            "The edition's date '22.11.2026' is no date; write it like 2026, 2026-11 or 2026-11-22.",
        ),
        (
            alone(draft("Go."), date="2026-02-30"),
            "The edition's date '2026-02-30' is no date; write it like 2026, 2026-11 or 2026-11-22.",
        ),
    ],
    ids=["empty", "ids", "note", "control", "uuid", "date", "day"],
)
def test_editions_that_contradict_themselves(edition: Edition, message: str) -> None:
    with pytest.raises(BadData) as error:
        to_epub(edition, ExportOptions())
    assert str(error.value) == message

"""Books of more than two versions: nothing is lost, nothing stands twice, and all stand side by side."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bitext.documents import BlockKind, Document
from bitext.drafts import Draft
from bitext.editions import Edition
from bitext.languages import LanguageTag
from bitext.versions import joints, versions_of
from output.epub import to_epub
from output.epub.pairs import Pair, Sides, paragraph_pairs, sentence_pairs
from output.options import ExportOptions
from tests.output.epub.samples import (
    EN,
    METADATA,
    ZH,
    X,
    aligned,
    book,
    document,
    draft,
    files,
    heading,
    pages,
    sentences,
)
from tests.output.epub.test_book import check_links
from tests.output.epub.test_pairs import blocks_of, shape, told
from tests.output.specimens import versions
from tests.strategies import editions_of_versions

_LAW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
_MAKERS = [paragraph_pairs, sentence_pairs]
DE = LanguageTag("de")

Make = Callable[[Sequence[Document], Sequence[Sides]], tuple[Pair, ...]]
Node = etree._Element


def edition(texts: Sequence[Sequence[Draft]], types: Sequence[str]) -> Edition:
    """A Chinese text with an English and a German translation, and more in English, aligned by the types of beads."""
    tags = (ZH, EN, DE, EN)
    made = [document("abcd"[n], tags[n], blocks, title=f"Title {n}") for n, blocks in enumerate(texts)]
    alignments = [aligned(made[0], target, t) for target, t in zip(made[1:], types, strict=True)]
    return Edition(metadata=METADATA, documents=tuple(made), alignments=tuple(alignments))


def links(made: Edition) -> list[Sides]:
    return [joint.sides for joint in joints(versions_of(made, made.documents[0].id))]


ONE, TWO, THREE = draft("一。二。"), draft("三。"), draft("四。")
A, B, C = draft("A. B."), draft("C."), draft("D.")
K, L, M = draft("K. L."), draft("M."), draft("N.")


@pytest.mark.parametrize(
    ("texts", "types", "expected"),
    [
        (([ONE, TWO], [A, B], [K, L]), ("11 11 11", "11 11 11"), ["一。二。|A. B.|K. L.", "三。|C.|M."]),
        # one version runs two paragraphs together, so all do
        (([ONE, TWO], [A, B], [draft("K. L. M.")]), ("11 11 11", "11 11 11"), ["一。二。/三。|A. B./C.|K. L. M."]),
        (([TWO, THREE], [B], [L, M]), ("11 10", "11 11"), ["三。|C.|M.", "四。||N."]),
        (([TWO], [B, C], [L, M]), ("11 01", "11 01"), ["三。|C.|M.", "|D.|", "||N."]),
        # a heading that one version does not have
        (
            ([heading("甲"), TWO], [B], [heading("Eins"), L]),
            ("10 11", "11 11"),
            ["甲||Eins", "三。|C.|M."],
        ),
        # headings that the aligner linked with nothing stand together
        (
            ([heading("甲"), TWO], [heading("One"), B], [heading("Eins"), L]),
            ("10 01 11", "10 01 11"),
            ["甲|One|Eins", "三。|C.|M."],
        ),
    ],
)
def test_paragraphs(texts: Sequence[Sequence[Draft]], types: Sequence[str], expected: list[str]) -> None:
    made = edition(texts, types)
    assert shape(paragraph_pairs(made.documents, links(made))) == expected


def test_sentences() -> None:
    made = edition(([ONE, TWO], [A, B], [L, K]), ("11 11 11", "21 12"))
    assert shape(sentence_pairs(made.documents, links(made))) == ["一。二。|A. B.|M.", "三。|C.|K. L."]


@_LAW
@given(editions_of_versions(), st.sampled_from(_MAKERS))
def test_every_block_stands_once_and_in_order(made: Edition, make: Make) -> None:
    pairs = make(made.documents, links(made))
    for place, document_ in enumerate(made.documents):
        assert told([piece for pair in pairs for piece in pair.sides[place]]) == blocks_of(document_)
    assert len({pair.id for pair in pairs}) == len(pairs)


@_LAW
@given(editions_of_versions())
def test_no_unit_leaves_its_pair_unless_headings_part_it(made: Edition) -> None:
    pairs = paragraph_pairs(made.documents, links(made))
    pair_of = {s.id: number for number, pair in enumerate(pairs) for piece in pair.pieces for s in piece.segments}
    for sides in links(made):
        places = sorted({pair_of[id_] for side in sides for id_ in side})
        between = [piece.block for pair in pairs[places[0] : places[-1] + 1] for piece in pair.pieces]
        assert len(places) == 1 or any(block.kind is BlockKind.HEADING for block in between)


def shown(members: dict[str, bytes], made: Edition) -> list[list[tuple[str, str]]]:
    """The sentences of each document as they stand in the book."""
    roots = list(pages(members).values())
    return [sentences(roots, [segment.id for segment in document_.segments]) for document_ in made.documents]


def test_a_part_of_a_heading_has_no_id_beside_that_of_its_sentence() -> None:
    made = edition(([TWO], [C, heading("A. B. C."), C]), ["10 02 01 02"])
    parts = ExportOptions(by="sentence")
    assert [[id_ for id_, _ in texts] for texts in shown(files(to_epub(made, parts)), made)] == [
        [segment.id for segment in document_.segments] for document_ in made.documents
    ]


@_LAW
@given(
    editions_of_versions(),
    st.sampled_from(["", "facing", "source", "target"]),
    st.sampled_from(["paragraph", "sentence"]),
)
def test_every_sentence_of_the_layout_is_in_the_book_once(made: Edition, layout: str, by: str) -> None:
    found = shown(files(to_epub(made, ExportOptions(layout=layout, by=by))), made)
    for place, (document_, texts) in enumerate(zip(made.documents, found, strict=True)):
        is_shown = {"source": place == 0, "target": place > 0}.get(layout, True)
        assert [id_ for id_, _ in texts] == ([s.id for s in document_.segments] if is_shown else [])


@pytest.mark.parametrize(
    "options",
    [ExportOptions(), ExportOptions(layout="facing", by="sentence"), ExportOptions(layout="target")],
    ids=["interleaved", "facing-sentences", "target"],
)
def test_epubcheck_has_nothing_to_say(epubcheck_says: Callable[[bytes], list[str]], options: ExportOptions) -> None:
    assert epubcheck_says(to_epub(versions(), options)) == []


@pytest.mark.parametrize("layout", ["interleaved", "facing", "source", "target"])
def test_links_lead_somewhere_and_ids_are_told_once(layout: str) -> None:
    check_links(book(versions(), layout=layout))


def rows(made: Edition, layout: str = "") -> list[Node]:
    roots = pages(book(made, layout=layout))
    return [node for root in roots.values() for node in root.iter(f"{X}div") if "pair" in node.get("class", "").split()]


def test_side_by_side_every_row_has_three_columns() -> None:
    made = edition(([TWO, THREE], [B], [L, M, draft("Ende.")]), ("11 10", "11 11 01"))
    found = rows(made, layout="facing")
    assert [["gap" in cell.get("class", "") for cell in row] for row in found] == [
        [False, False, False],
        [False, True, False],
        [True, True, False],
    ]
    assert all(cell.get("aria-hidden") == "true" for row in found for cell in row if "gap" in cell.get("class", ""))
    assert not any("gap" in cell.get("class", "") for row in rows(made) for cell in row)


def body_classes(made: Edition, layout: str) -> set[str]:
    return {
        root[1].get("class", "")
        for name, root in pages(book(made, layout=layout)).items()
        if name.rpartition("/")[2].startswith("c0")
    }


def test_more_than_three_are_interleaved() -> None:
    three, four = ([TWO], [B], [L]), ([TWO], [B], [L], [C])
    assert body_classes(edition(three, ["11"] * 2), "facing") == {"facing by-paragraph of-3"}
    assert body_classes(edition(four, ["11"] * 3), "facing") == {"interleaved by-paragraph of-4"}
    assert body_classes(edition(four, ["11"] * 3), "target") == {"interleaved by-paragraph alike of-3"}
    assert body_classes(edition(four, ["11"] * 3), "source") == {"single by-paragraph"}


def test_what_a_version_does_not_have_is_said() -> None:
    made = edition(([TWO, ONE], [B, draft("A.")], [L, K]), ("11 11 10", "11 11 11"))
    first, second = rows(made)
    assert first.get("aria-label") is None
    assert second.get("aria-label") is None
    (lone,) = (node for node in second.iter() if node.get("id") == "a.c1.p2.s2")
    assert (lone.get("class"), lone.get("aria-label")) == ("alone", "此处不见于：Title 1")


def test_what_two_versions_do_not_have_is_said_of_the_pair() -> None:
    made = edition(([TWO, THREE], [B], [L]), ("11 10", "11 10"))
    _, second = rows(made)
    assert (second.get("class"), second.get("aria-label")) == ("pair n1-0-0", "此处不见于：Title 1, Title 2")
    assert not any(node.get("class") == "alone" for node in second.iter())


def test_headings_and_the_colophon_have_all_versions() -> None:
    members = book(versions())
    roots = pages(members)
    contents = "".join(roots["EPUB/nav.xhtml"].itertext())
    assert "第一章 暮 · Chapter One: Dusk · Erstes Kapitel: Abend" in contents
    colophon = "".join(roots["EPUB/text/colophon.xhtml"].itertext())
    assert "vectors 1.2, lengths" in colophon
    assert colophon.count("9 passages") == 2


def test_unequal_numbers_are_said() -> None:
    made = edition(([TWO, THREE], [draft("C. D.")], [L, M]), ("11 11", "11 11"))
    (row,) = rows(made)
    assert (row.get("class"), row.get("aria-label")) == ("pair n2-1-2", "对应段数：2, 1, 2")
